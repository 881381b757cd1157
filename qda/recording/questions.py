"""Proposes which question of an interview asked about which code, by the words they share.

A question in a guide and an interviewer's turn are compared by their stems, each weighted by how
rare it is among the questions. A turn rarely has the very words of the guide, so what is found is
proposed, with its likeness, and a researcher links it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from models.positions import Span, trimmed
from models.recording import BATCH, table_of
from models.source import Source, Turn
from models.vocabulary import SpeakerKind
from qda.guides.reading import guides
from qda.jobs.progress import Progress, Silent
from qda.language.normal_form import normal
from qda.language.stems import stem
from qda.language.stop_words import stop_words
from qda.language.tokens import TokenKind, tokens
from qda.retrieval.asked import answers
from qda.retrieval.codes import codes
from qda.retrieval.codings import ParagraphFinder
from qda.retrieval.sources import source_texts

LEAST: Final = 0.5
"""The likeness from which on a question is proposed."""

_WORDS: Final = 2
"""Stems that must be shared: one word alone may stand in any question."""


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question that asks about a code, in one language."""

    code_id: int
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """An interviewer's turn that seems to ask about a code.

    `span` are its words (code points, half-open) and `quote` to the letter; `question` is that of
    the guide or the code it is like; `likeness` runs from 0 to 1. `recorded` is what is recorded
    of the source and the code already: None where nothing is.
    """

    source_id: int
    key: str
    span: Span
    quote: str
    code_id: int
    code: str
    question: str
    likeness: float
    recorded: bool | None = None


def known_questions(connection: Connection) -> tuple[KnownQuestion, ...]:
    """The questions of all guides that have a code; where there are none, those of the codes."""
    found = [
        KnownQuestion(each.code_id, text, language)
        for guide in guides(connection)
        for each in guide.questions
        if each.code_id is not None
        for language, text in (("id", each.text.id), ("en", each.text.en))
        if text
    ]
    if not found:
        found = [
            KnownQuestion(code.id, text, language)
            for code in codes(connection, counted=False)
            for pair in code.questions
            for language, text in zip(("en", "id"), pair, strict=True)
            if text
        ]
    return tuple(dict.fromkeys(found))


def proposed_links(
    connection: Connection,
    source_ids: frozenset[int] = frozenset(),
    progress: Progress = Silent(),  # noqa: B008 - it holds nothing
    *,
    least: float = LEAST,
) -> tuple[ProposedLink, ...]:
    """The turns of interviewers that seem to ask about codes, in the order of sources and turns.

    For each source and code the likest turn is named once.

    Raises:
        Cancelled: the listener of the progress stopped the work.
    """
    questions = known_questions(connection)
    if not questions:
        return ()
    turns = _turns(connection, source_ids)
    texts = _texts(connection, turns)
    likenesses = {lang: Likeness(questions, lang) for lang in ("id", "en")}
    names = {code.id: code.canonical_id for code in codes(connection, counted=False)}
    recorded = {(row.source_id, row.code_id): row.is_asked for row in answers(connection)}
    finder = ParagraphFinder(connection, turns)
    best: dict[tuple[int, int], ProposedLink] = {}
    for done, (source_id, (key, language, spans)) in enumerate(turns.items()):
        progress.report(done, len(turns))
        for span in spans:
            words = trimmed(texts[source_id], span)
            if words is None:
                continue
            said = words.of(texts[source_id])
            for question, likeness in likenesses[language].like(said, least):
                place = (source_id, question.code_id)
                if place in best and best[place].likeness >= likeness:
                    continue
                best[place] = ProposedLink(
                    source_id,
                    finder.key(key, source_id, words.start),
                    words,
                    said,
                    question.code_id,
                    names.get(question.code_id, ""),
                    question.text,
                    likeness,
                    recorded.get(place),
                )
    order = {source_id: at for at, source_id in enumerate(turns)}
    return tuple(sorted(best.values(), key=lambda e: (order[e.source_id], e.span, -e.likeness)))


class Likeness:
    """Compares words with the questions of one language.

    The likeness is twice the weight of the shared stems by the weight of both (Dice 1945, with
    the inverse document frequency of Spärck Jones 1972 as weight): 1 for the same words, 0 where
    none is shared. A turn of several questions is compared by the likest of them.
    """

    def __init__(self, questions: Iterable[KnownQuestion], language: str) -> None:
        self._language = language
        self._questions = [
            (each, stems_of(each.text, language)) for each in questions if each.language == language
        ]
        counts = Counter(word for _, words in self._questions for word in words)
        self._total = len(self._questions)
        self._counts: Mapping[str, int] = counts
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for at, (_, words) in enumerate(self._questions):
            for word in words:
                self._by_stem[word].append(at)

    def like(self, words: str, least: float = LEAST) -> list[tuple[KnownQuestion, float]]:
        """The questions that words are like, the likest first; each code once."""
        parts = [stems_of(part, self._language) for part in _parts(words)]
        likely = {at for part in parts for word in part for at in self._by_stem.get(word, ())}
        best: dict[int, tuple[KnownQuestion, float]] = {}
        for at in sorted(likely):
            question, asked = self._questions[at]
            likeness = max(self._dice(part, asked) for part in parts)
            known = best.get(question.code_id)
            if likeness >= least and (known is None or likeness > known[1]):
                best[question.code_id] = (question, likeness)
        return sorted(best.values(), key=lambda each: -each[1])

    def _dice(self, said: frozenset[str], asked: frozenset[str]) -> float:
        shared = said & asked
        if len(shared) < min(_WORDS, len(asked)):
            return 0.0
        both = self._weight(said) + self._weight(asked)
        return 2 * self._weight(shared) / both if both else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        return sum(math.log(1 + self._total / (self._counts.get(w, 0) + 0.5)) for w in words)


def stems_of(words: str, language: str) -> frozenset[str]:
    """The stems of the words that carry content.

    >>> sorted(stems_of("Bagaimana anggaran program ini?", "id"))
    ['anggar', 'program']
    """
    empty = stop_words(language) | _ASKING
    found = (normal(token.of(words)) for token in tokens(words) if token.kind is TokenKind.WORD)
    return frozenset(stem(word, language) for word in found if word not in empty)


_ASKING: Final = frozenset(
    (
        "apa apakah bagaimana bagaimanakah mengapa kenapa siapa siapakah kapan dimana mana berapa "
        "menurut bapak ibu pak bu anda saudara bisa dapat tolong jelaskan ceritakan what how why "
        "who when where which does do did is are was were can could would you your please tell"
    ).split()
)


def _parts(words: str) -> list[str]:
    """A turn as a whole, and each of its questions."""
    pieces = [each.strip() for each in words.replace("\n", " ").split("?") if each.strip()]
    return [words, *pieces] if len(pieces) > 1 else [words]


_Asking = dict[int, tuple[str, str, list[Span]]]
"""By source: its key, its language, and the words of its interviewers' turns."""


def _turns(connection: Connection, source_ids: frozenset[int]) -> _Asking:
    source, turn = table_of(Source), table_of(Turn)
    query = (
        select(source.c.id, source.c.key, source.c.language, turn.c.words_start, turn.c.end)
        .join(turn, turn.c.source_id == source.c.id)
        .where(turn.c.kind == SpeakerKind.INTERVIEWER, turn.c.end > turn.c.words_start)
        .order_by(source.c.key, turn.c.number)
    )
    if source_ids:
        query = query.where(source.c.id.in_(source_ids))
    found: _Asking = {}
    for row in connection.execute(query):
        language = "en" if row.language == "en" else "id"
        spans = found.setdefault(row.id, (row.key, language, []))[2]
        spans.append(Span(row.words_start, row.end))
    return found


def _texts(connection: Connection, turns: _Asking) -> dict[int, str]:
    ids: Sequence[int] = sorted(turns)
    found: dict[int, str] = {}
    for at in range(0, len(ids), BATCH):
        found.update(source_texts(connection, ids[at : at + BATCH]))
    return found
