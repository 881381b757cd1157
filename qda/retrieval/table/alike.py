"""Finds the texts of a table that were written twice, to the letter or nearly so.

Two texts are the *same* where their words are, one after the other, each in its plain form: small
letters, letters typed too often shortened, punctuation and white space left out, emoji kept. They
are *nearly* the same where, of all different words of both, at least four fifths stand in both
(the Jaccard index, |A ∩ B| / |A ∪ B| ≥ 0.8; Jaccard 1901). Texts of fewer than four different words
are only compared to the letter, since one word more or less turns them into another.

Texts are taken in the order of the file. Each joins the text before it that it resembles most and
that is nobody's duplicate itself, the earlier one where several resemble it alike; so whatever is
folded resembles the text it is folded under, and the result is the same every time.

Nothing is left to chance as it would be by hashing. That two texts that resemble each other share
their rarest words leads to the few candidates (prefix filtering; Chaudhuri, Ganti & Kaushik 2006,
with several words at a time as in Wang, Li & Feng 2012): where the words of a text are ordered by
their rarity and |A ∩ B| ≥ ⌈0.8·|A|⌉ must hold, the first k common words stand among the first
|A| - ⌈0.8·|A|⌉ + k words of A, and likewise of B. Of five words 4 are needed, so that for k = 2 the
first 5 - 4 + 2 = 3 are looked up, as 3 pairs. The fewer different words a whole table has, the more
of them are taken at a time, and the longer a text is, the fewer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import ceil
from typing import Final

from sqlalchemy import Connection

from qda.jobs.progress import Progress, Silent
from qda.language.normal_form import plain
from qda.language.tokens import surfaces
from qda.retrieval.table.question import Alike
from qda.retrieval.table.reader import count_rows, texts_of_rows

LEAST: Final = 0.8
"""The share of all different words of two texts that must stand in both."""

FEWEST: Final = 4
"""Texts of fewer different words are only compared to the letter."""

SILENT: Final = Silent()

_ENDLESS: Final = 1 << 30
_BANDS: Final = (
    (200, ((6, 4), (20, 5), (36, 4), (60, 2), (_ENDLESS, 1))),
    (1_000, ((20, 3), (60, 2), (_ENDLESS, 1))),
    (_ENDLESS, ((60, 2), (_ENDLESS, 1))),
)
"""Of a table with up to so many different words: of texts of up to so many, how many at a time."""

_REPORTED: Final = 2_000
_ROUNDED: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What is written twice: for each row that repeats another one that row, by their ids."""

    kind: Alike
    of: Mapping[int, int] = field(hash=False)

    @property
    def doubled(self) -> frozenset[int]:
        """The rows whose text occurs more than once."""
        return frozenset(self.of).union(self.of.values())


def find_duplicates(
    connection: Connection,
    collection_id: int,
    kind: Alike,
    progress: Progress = SILENT,
    question_id: int | None = None,
) -> Duplicates:
    """The duplicates among the texts of a table, in a survey among the answers to a question.

    Raises:
        Cancelled: the listener of the progress stopped the work.
    """
    count = count_rows(connection, collection_id)
    texts = _told(texts_of_rows(connection, collection_id, question_id), count, progress)
    return duplicates_among(texts, kind, progress)


def duplicates_among(
    texts: Iterable[tuple[int, str]], kind: Alike, progress: Progress = SILENT
) -> Duplicates:
    """The duplicates among texts that are given with their ids, in the order in which they come."""
    firsts: dict[tuple[str, ...] | str, int] = {}
    of: dict[int, int] = {}
    for id_, text in texts:
        form: tuple[str, ...] | str = tuple(words_of(text)) or text.strip()
        if form:
            first = firsts.setdefault(form, id_)
            if first != id_:
                of[id_] = first
    if kind is Alike.NEAR:
        different = {
            id_: words
            for form, id_ in firsts.items()
            if isinstance(form, tuple) and len(words := frozenset(form)) >= FEWEST
        }
        joined = _nearly(different, progress)
        of = {id_: joined.get(first, first) for id_, first in of.items()} | joined
    return Duplicates(kind, of)


def words_of(text: str) -> list[str]:
    """The words and emoji of a text in their plain forms.

    >>> words_of("Bagusss, SEKALI 👍🏽!")
    ['bagus', 'sekali', '👍']
    """
    return [plain(word) for word in surfaces(text)]


def resemblance(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of all different words of two texts that stand in both, from 0 to 1.

    >>> resemblance(frozenset("abcd"), frozenset("abcde"))
    0.8
    """
    common = len(one & other)
    return common / (len(one) + len(other) - common) if one or other else 1.0


def _nearly(texts: Mapping[int, frozenset[str]], progress: Progress) -> dict[int, int]:
    """For each text that resembles one before it enough the one that it resembles most."""
    rarity = Counter(word for words in texts.values() for word in words)
    places = {
        word: place
        for place, (word, _) in enumerate(sorted(rarity.items(), key=lambda each: each[::-1]))
    }
    bands = next(bands for most, bands in _BANDS if len(places) <= most)
    index: defaultdict[Hashable, list[int]] = defaultdict(list)
    joined: dict[int, int] = {}
    for number, (id_, words) in enumerate(texts.items()):
        if number % _REPORTED == 0:
            progress.report(len(texts) + number, 2 * len(texts))
        keys = list(_lookups(sorted(places[word] for word in words), bands))
        candidates = dict.fromkeys(each for key in keys for each in index.get(key, ()))
        best, first = LEAST, None
        for each in sorted(candidates):
            share = _share(words, texts[each], least=best)
            if share > best or (share >= best and first is None):
                best, first = share, each
        if first is None:
            for key in keys:
                index[key].append(id_)
        else:
            joined[id_] = first
    progress.report(1, 1)
    return joined


def _share(one: frozenset[str], other: frozenset[str], *, least: float) -> float:
    short, long = sorted((len(one), len(other)))
    return resemblance(one, other) if short >= least * long - _ROUNDED else 0.0


def _lookups(words: Sequence[int], bands: Sequence[tuple[int, int]]) -> Iterator[Hashable]:
    """What a text is looked up by: its rarest words, so many at a time as its length asks for.

    Two texts that resemble each other meet in the band of the longer one; so a text that is a
    little shorter than a band's texts is looked up in that band, too.
    """
    count, below = len(words), 0
    needed = ceil(LEAST * count - _ROUNDED)
    for most, together in bands:
        if count <= most and count >= LEAST * below:
            yield from combinations(words[: count - needed + together], together)
        below = most


def _told(
    texts: Iterable[tuple[int, str]], count: int, progress: Progress
) -> Iterator[tuple[int, str]]:
    for number, each in enumerate(texts):
        if number % _REPORTED == 0:
            progress.report(number, 2 * count)
        yield each
