"""Words and phrases of a study's texts, or of what bears a code: in how many texts, how often.

Words are counted by their root or their usual spelling, and the forms that stand in the texts are
kept beside. Nothing of the interviewer's is counted. Stop words are left out, negators never.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from sqlalchemy import Connection, select

from models.case import CaseSpan
from models.coding import Segment
from models.positions import Span
from models.recording import BATCH, table_of
from models.source import Source, Turn
from models.vocabulary import CodingState, SpeakerKind
from qda.displays.columns import Column
from qda.i18n import Speech
from qda.jobs.progress import Progress, Silent
from qda.language.normal_form import normal, plain
from qda.language.stems import stem
from qda.language.stop_words import negators, stop_words
from qda.language.tokens import SURFACES, TokenKind, tokens
from qda.numbers.grouping import Grouping
from qda.numbers.population import SELF_SELECTED, Population, population
from qda.retrieval.codings import CodingFilter, coding_query
from qda.retrieval.rows import StudyRow
from qda.retrieval.sources import source_texts
from qda.retrieval.studies import study_row
from qda.statistics.cautions import Caution
from qda.statistics.collocations import log_likelihood

_SILENT: Final = Silent()
_COUNTED: Final = frozenset((TokenKind.WORD, TokenKind.TAG, TokenKind.EMOJI))
_AT_ONCE: Final = 2_000
"""Texts that are read and counted between two reports of progress."""


Key: TypeAlias = tuple[str, ...]
"""What is counted as one: a word, or the two words of a phrase."""


class WordForm(StrEnum):
    """What a word is counted by: its root, its usual spelling, or as it stands."""

    ROOT = "root"
    NORMAL = "normal"
    WRITTEN = "written"


class WordOrder(StrEnum):
    """What comes first: what most texts hold, what stands most often, what belongs together."""

    TEXTS = "texts"
    TIMES = "times"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class WordQuestion:
    """Which words of which texts.

    With `codes` only the words of segments that bear them by confirmed codings are counted.
    `length` is 1 for words, 2 for phrases of two. A word must stand in `least` texts; the first
    `most` by `order` are given. `stops` are words to leave out beside the program's own.
    """

    language: str
    analyst: str = ""
    codes: tuple[Column, ...] = ()
    wanted: CodingFilter = CodingFilter()
    length: int = 1
    form: WordForm = WordForm.ROOT
    order: WordOrder = WordOrder.TEXTS
    most: int = 30
    least: int = 2
    stops: frozenset[str] = frozenset()
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form as it stands in the texts, in small letters, and how often."""

    form: str
    times: int


@dataclass(frozen=True, slots=True)
class WordCount:
    """A word or phrase: how many distinct texts hold it, how often it stands, in which forms.

    `score` is Dunning's G² of a phrase, None of a word.
    """

    word: str
    texts: int
    times: int
    forms: tuple[WrittenForm, ...]
    score: float | None = None

    @property
    def shown(self) -> str:
        """A word as it is counted; of a phrase, whose roots would be no words, its usual form."""
        return self.word if self.score is None else self.forms[0].form


@dataclass(frozen=True, slots=True)
class WordCounts:
    """The words asked for; `texts` and `tokens` are what they were counted among.

    `tokens` are all words, stop words too; `different` the words (or phrases) that stand in
    enough texts, of which `words` are the first.
    """

    words: tuple[WordCount, ...]
    texts: int
    tokens: int
    different: int
    cautions: tuple[Caution, ...]
    study: StudyRow
    question: WordQuestion


class _Unit(NamedTuple):
    """A counted word at a place: its key, whether it stops or turns, and how it is written."""

    key: str
    stops: bool
    turns: bool
    written: str


def word_counts(
    connection: Connection, question: WordQuestion, *, progress: Progress = _SILENT
) -> WordCounts:
    """Count the words or phrases of a question.

    Raises:
        Cancelled: the work was stopped at a report of progress.
    """
    among = population(connection, question.wanted, Grouping(), Speech(question.language))
    tally, study = _Tally(question), study_row(connection)
    for each in _texts_asked(connection, question, among, progress):
        tally.add(each.text, each.places, each.language or study.language)
    cautions = (Caution.SELF_SELECTED,) if among.techniques & SELF_SELECTED else ()
    return tally.counted(cautions, study)


def texts_with(
    connection: Connection,
    question: WordQuestion,
    word: WordCount,
    *,
    progress: Progress = _SILENT,
) -> tuple[int, ...]:
    """The ids of the texts in which a word or phrase of a question stands, as many as it counts.

    Raises:
        Cancelled: the work was stopped at a report of progress.
    """
    among = population(connection, question.wanted, Grouping(), Speech(question.language))
    tally, study = _Tally(question), study_row(connection)
    key, forms = tuple(word.word.split(" ")), [each.form.split(" ") for each in word.forms]
    found = []
    for each in _texts_asked(connection, question, among, progress):
        # Of most texts it is seen at once that none of the forms stands there.
        written = each.text.casefold()
        if not any(all(part in written for part in form) for form in forms):
            continue
        if key in tally.add(each.text, each.places, each.language or study.language):
            found.append(each.source_id)
    return tuple(found)


class _Text(NamedTuple):
    """A text whose words are counted: where, and in which language; empty where none is said."""

    source_id: int
    text: str
    places: Sequence[Span]
    language: str


def _texts_asked(
    connection: Connection, question: WordQuestion, among: Population, progress: Progress
) -> Iterator[_Text]:
    """The texts that a question asks about, with the places that count."""
    words = Speech(question.language)("Counting words")
    spans = _coded_spans(connection, question) if question.codes else None
    ids = sorted(set(among.voices.sources[: among.heard].tolist()))
    if spans is not None:
        ids = [each for each in ids if each in spans]
    languages = _languages(connection)
    for at in range(0, len(ids), _AT_ONCE):
        progress.report(at, len(ids), words)
        some = ids[at : at + _AT_ONCE]
        spoken = _spoken_spans(connection, some, among)
        for source_id, text in sorted(source_texts(connection, some).items()):
            places: Sequence[Span] = spoken.get(source_id) or (Span(0, len(text)),)
            if spans is not None:
                places = _common(places, spans[source_id])
            yield _Text(source_id, text, places, languages.get(source_id) or "")
    progress.report(len(ids), len(ids), words)


class _Words:
    """What texts of one language hold, by words as they are written: each is looked at once.

    `surfaces` and `pairs` of neighbours are counted as they stand; `held` gives the keys of each.
    """

    def __init__(self, question: WordQuestion, language: str) -> None:
        self._question = question
        self._language = language
        self._known: dict[str, tuple[_Unit, ...]] = {}
        self._held: dict[str, tuple[Key, ...]] = {}
        self._joined: dict[tuple[str, str], tuple[Key, ...]] = {}
        self.surfaces: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()

    def units(self, surface: str) -> tuple[_Unit, ...]:
        """The words that a surface stands for; none where it is no word."""
        known = self._known.get(surface)
        if known is None:
            known = self._known[surface] = tuple(self._read(surface))
        return known

    def _read(self, surface: str) -> Iterator[_Unit]:
        if next(tokens(surface)).kind not in _COUNTED:
            return
        english = self._language == "en"
        usual = plain(surface) if english else normal(surface)
        form = self._question.form
        written = surface.casefold()
        for word in usual.split():
            key = word
            if form is WordForm.ROOT:
                key = stem(word, "en" if english else "id")
            elif form is WordForm.WRITTEN:
                key = written
            turns = word in negators(self._language)
            stops = not turns and (word in stop_words(self._language) or _is_letter(word))
            stops = stops or bool({word, key, written} & self._question.stops)
            yield _Unit(key, stops, turns, written)

    def held(self, surface: str) -> tuple[Key, ...]:
        """The keys that a surface adds to what is counted: its words, or the phrases within."""
        known = self._held.get(surface)
        if known is None:
            units = self.units(surface)
            if self._question.length == 1:
                known = tuple((unit.key,) for unit in units if not unit.stops)
            else:
                known = tuple((a.key, b.key) for a, b in pairwise(units) if _is_phrase(a, b))
            self._held[surface] = known
        return known

    def joined(self, pair: tuple[str, str]) -> tuple[Key, ...]:
        """The phrase that two neighbours make, where they make one."""
        known = self._joined.get(pair)
        if known is None:
            one, other = self.units(pair[0])[-1], self.units(pair[1])[0]
            known = ((one.key, other.key),) if _is_phrase(one, other) else ()
            self._joined[pair] = known
        return known


class _Tally:
    """Counts text after text; what is the same everywhere is worked out at the end."""

    def __init__(self, question: WordQuestion) -> None:
        self._question = question
        self._words: dict[str, _Words] = {}
        self._texts: Counter[Key] = Counter()
        self._times: Counter[Key] = Counter()
        self._forms: dict[Key, Counter[str]] = defaultdict(Counter)
        self._first: Counter[str] = Counter()
        self._second: Counter[str] = Counter()
        self._pairs = 0
        self.texts = 0
        self.tokens = 0

    def add(self, text: str, places: Iterable[Span], language: str) -> frozenset[Key]:
        """Count the words of a text at some places; what it holds is returned."""
        words = self._words.get(language)
        if words is None:
            words = self._words[language] = _Words(self._question, language)
        here: set[Key] = set()
        has_words = False
        for place in places:
            found = Counter(SURFACES.findall(text, place.start, place.end))
            words.surfaces.update(found)
            for surface in found:
                has_words = has_words or bool(words.units(surface))
                here.update(words.held(surface))
            if self._question.length > 1:
                pairs = _neighbours(text, place, words)
                words.pairs.update(pairs)
                for pair in pairs:
                    here.update(words.joined(pair))
        self._texts.update(here)
        # A text without a word, such as a row of points, is none that words are counted among.
        self.texts += has_words
        return frozenset(here)

    def _work_out(self) -> None:
        for words in self._words.values():
            for surface, times in words.surfaces.items():
                units = words.units(surface)
                self.tokens += len(units) * times
                for key in words.held(surface):
                    self._note(key, units[0].written, times)
                for one, other in pairwise(units):
                    self._note_pair(one, other, times)
            for pair, times in words.pairs.items():
                one, other = words.units(pair[0])[-1], words.units(pair[1])[0]
                self._note_pair(one, other, times)
                for key in words.joined(pair):
                    self._note(key, f"{one.written} {other.written}", times)

    def _note(self, key: Key, written: str, times: int) -> None:
        self._times[key] += times
        self._forms[key][written] += times

    def _note_pair(self, one: _Unit, other: _Unit, times: int) -> None:
        self._pairs += times
        self._first[one.key] += times
        self._second[other.key] += times

    def counted(self, cautions: tuple[Caution, ...], study: StudyRow) -> WordCounts:
        """What was counted, the first words by the order asked for."""
        self._work_out()
        question = self._question
        enough = [key for key, texts in self._texts.items() if texts >= question.least]
        made = sorted((self._count(key) for key in enough), key=_order(question.order))
        return WordCounts(
            words=tuple(made[: question.most]),
            texts=self.texts,
            tokens=self.tokens,
            different=len(made),
            cautions=cautions,
            study=study,
            question=question,
        )

    def _count(self, key: Key) -> WordCount:
        forms = sorted(self._forms[key].items(), key=lambda each: (-each[1], each[0]))
        score = None
        if len(key) == 2:
            first, second = self._first[key[0]], self._second[key[1]]
            score = log_likelihood(self._times[key], first, second, self._pairs)
        return WordCount(
            " ".join(key),
            self._texts[key],
            self._times[key],
            tuple(WrittenForm(*each) for each in forms),
            score,
        )


def _neighbours(text: str, place: Span, words: _Words) -> list[tuple[str, str]]:
    """The words of a place that stand side by side, with nothing but spaces between them."""
    found = []
    before, end = "", place.start
    for match in SURFACES.finditer(text, place.start, place.end):
        surface = match[0]
        if not words.units(surface):
            before = ""
            continue
        if before and not text[end : match.start()].strip(" \t"):
            found.append((before, surface))
        before, end = surface, match.end()
    return found


def _is_letter(word: str) -> bool:
    """Whether a word is a single Latin letter, which is an initial or a slip and no word."""
    return len(word) == 1 and word.isascii() and word.isalpha()


def _is_phrase(one: _Unit, other: _Unit) -> bool:
    """Whether two neighbours say something: no stop word among them, or one that is turned.

    `tidak bisa` and `belum ada` are phrases, `saya tidak` is none.
    """
    return one.turns or not (one.stops or other.stops)


def _order(order: WordOrder) -> Callable[[WordCount], tuple[float | str, ...]]:
    if order is WordOrder.TIMES:
        return lambda each: (-each.times, -each.texts, each.word)
    if order is WordOrder.SCORE:
        return lambda each: (-(each.score or 0.0), -each.texts, -each.times, each.word)
    return lambda each: (-each.texts, -each.times, each.word)


def _coded_spans(connection: Connection, question: WordQuestion) -> dict[int, list[Span]]:
    """Where the codes stand in each text, each place once however often it is coded."""
    ids = frozenset(code.id for column in question.codes for code in column.codes)
    wanted = question.wanted
    wanted = replace(
        wanted,
        code_ids=ids & wanted.code_ids if wanted.code_ids else ids,
        states=wanted.states or frozenset({CodingState.CONFIRMED}),
    )
    if not wanted.code_ids:
        return {}
    segment = table_of(Segment)
    query = coding_query(connection, wanted).with_only_columns(
        segment.c.source_id, segment.c.start, segment.c.end
    )
    found: dict[int, list[Span]] = defaultdict(list)
    for source_id, start, end in connection.execute(query.distinct()):
        found[source_id].append(Span(start, end))
    return {source_id: _joined(spans) for source_id, spans in found.items()}


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    found: list[Span] = []
    for each in sorted(spans, key=lambda span: (span.start, span.end)):
        if found and each.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, each.end))
        else:
            found.append(each)
    return found


def _common(some: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """What lies in one of some spans and in one of the others."""
    pairs = (
        (max(one.start, other.start), min(one.end, other.end)) for one in some for other in others
    )
    return _joined(Span(start, end) for start, end in pairs if start < end)


def _spoken_spans(
    connection: Connection, ids: Sequence[int], among: Population
) -> dict[int, Sequence[Span]]:
    """Of texts in which people speak, the words of those who are counted."""
    found: dict[int, Sequence[Span]] = {}
    asked = {source_id for source_id, _ in among.spoken}
    spans, turns = table_of(CaseSpan), table_of(Turn)
    with_cases = [each for each in ids if each in asked]
    places: dict[int, list[Span]] = defaultdict(list)
    for at in range(0, len(with_cases), BATCH):
        query = select(spans.c.source_id, spans.c.case_id, spans.c.start, spans.c.end).where(
            spans.c.source_id.in_(with_cases[at : at + BATCH])
        )
        for source_id, case_id, start, end in connection.execute(query):
            if (source_id, case_id) in among.spoken:
                places[source_id].append(Span(start, end))
    spoken: dict[int, list[Span]] = defaultdict(list)
    for at in range(0, len(ids), BATCH):
        query = (
            select(turns.c.source_id, turns.c.words_start, turns.c.end)
            .where(turns.c.source_id.in_(ids[at : at + BATCH]))
            .where(turns.c.kind != SpeakerKind.INTERVIEWER)
        )
        for source_id, start, end in connection.execute(query):
            spoken[source_id].append(Span(start, end))
    for source_id in ids:
        own, said = places.get(source_id), spoken.get(source_id)
        if own and said:
            found[source_id] = _common(_joined(own), _joined(said))
        elif own or said:
            found[source_id] = _joined(own or said or ())
    return found


def _languages(connection: Connection) -> dict[int, str]:
    source = table_of(Source)
    query = select(source.c.id, source.c.language)
    return {row[0]: row[1] for row in connection.execute(query)}
