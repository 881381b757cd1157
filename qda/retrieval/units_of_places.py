"""Widens places to what is coded: the sentence, the turn or paragraph, or the whole text."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from models.coding import Coding, Segment
from models.positions import Span, trimmed
from models.recording import BATCH, table_of
from models.source import Paragraph, Turn
from models.study import Coder
from qda.edits.coding_places import Place
from qda.jobs.progress import Progress
from qda.language.sentences import sentences
from qda.retrieval.codings import ParagraphFinder
from qda.retrieval.finding import FoundText, Question, count_texts, found_texts, terms_for
from qda.retrieval.sight import seen
from qda.retrieval.sources import source_texts

_TOGETHER = 200


class CodedUnit(StrEnum):
    """What of a text is coded where words were found in it."""

    WORDS = "words"
    SENTENCE = "sentence"
    TURN = "turn"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class PlacesToCode:
    """Places as they would be coded, in how many texts, and how many bear the code already."""

    places: tuple[Place, ...]
    texts: int
    borne: int = 0


def all_places(
    connection: Connection, question: Question, unit: CodedUnit, progress: Progress
) -> PlacesToCode:
    """Every place that a question finds, also those that no page has shown yet.

    Raises:
        EmptyQuery: there is no word in the question.
        Cancelled: the researcher stopped.
    """
    terms = terms_for(connection, question)
    total = count_texts(connection, question, terms=terms)
    made: dict[Place, None] = {}
    portion: list[FoundText] = []
    for done, found in enumerate(found_texts(connection, question, terms=terms), start=1):
        portion.append(found)
        if len(portion) == _TOGETHER:
            made.update(dict.fromkeys(_widened(connection, portion, unit)))
            portion.clear()
            progress.report(done, total)
    made.update(dict.fromkeys(_widened(connection, portion, unit)))
    progress.report(total, total)
    return _told(made)


def some_places(connection: Connection, chosen: Iterable[Place], unit: CodedUnit) -> PlacesToCode:
    """The chosen places, widened to a unit."""
    by_source: dict[int, list[Span]] = defaultdict(list)
    for place in chosen:
        by_source[place.source_id].append(place.span)
    ids = sorted(by_source)
    made: dict[Place, None] = {}
    for at in range(0, len(ids), _TOGETHER):
        texts = source_texts(connection, ids[at : at + _TOGETHER])
        finder = ParagraphFinder(connection, ())
        portion = [
            FoundText(id_, "", "", text, tuple(sorted(by_source[id_])), finder)
            for id_, text in sorted(texts.items())
        ]
        made.update(dict.fromkeys(_widened(connection, portion, unit)))
    return _told(made)


def with_borne(
    connection: Connection, found: PlacesToCode, code_id: int, coder: str
) -> PlacesToCode:
    """The places, and how many of them bear a code of this coder already."""
    segment, coding, person = table_of(Segment), table_of(Coding), table_of(Coder)
    query = (
        select(segment.c.source_id, segment.c.start, segment.c.end)
        .join(coding, coding.c.segment_id == segment.c.id)
        .join(person, person.c.id == coding.c.coder_id)
        .where(coding.c.code_id == code_id, person.c.name == coder, seen(connection))
    )
    there = {Place(row[0], Span(row[1], row[2])) for row in connection.execute(query)}
    return PlacesToCode(found.places, found.texts, sum(p in there for p in found.places))


def _told(made: dict[Place, None]) -> PlacesToCode:
    return PlacesToCode(tuple(made), len({place.source_id for place in made}))


def _widened(
    connection: Connection, portion: Sequence[FoundText], unit: CodedUnit
) -> Iterator[Place]:
    blocks = (
        _Blocks(connection, [found.id for found in portion]) if unit is CodedUnit.TURN else None
    )
    for found in portion:
        for place in found.places:
            span = place
            if unit is CodedUnit.SENTENCE:
                span = _sentence(found.text, place)
            elif unit is CodedUnit.WHOLE or blocks is not None:
                block = None if blocks is None else blocks.around(found.id, place)
                span = trimmed(found.text, block or Span(0, len(found.text))) or place
            yield Place(found.id, span)


def _sentence(text: str, place: Span) -> Span:
    """The sentence around a place; a place that runs over several takes them all."""
    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    line = Span(start, len(text) if end < 0 else end)
    touched = [each for each in sentences(text, line) if each.overlaps(place)]
    return touched[0].joined(touched[-1]) if touched else place


class _Blocks:
    """The words of the turns of some sources, else their paragraphs."""

    def __init__(self, connection: Connection, source_ids: Sequence[int]) -> None:
        self._turns: dict[int, list[Span]] = defaultdict(list)
        self._paragraphs: dict[int, list[Span]] = defaultdict(list)
        turn, paragraph = table_of(Turn), table_of(Paragraph)
        for at in range(0, len(source_ids), BATCH):
            ids = source_ids[at : at + BATCH]
            spoken = select(turn.c.source_id, turn.c.words_start, turn.c.end).where(
                turn.c.source_id.in_(ids), turn.c.words_start < turn.c.end
            )
            for row in connection.execute(spoken.order_by(turn.c.source_id, turn.c.number)):
                self._turns[row[0]].append(Span(row[1], row[2]))
            written = select(paragraph.c.source_id, paragraph.c.start, paragraph.c.end).where(
                paragraph.c.source_id.in_(ids), paragraph.c.start < paragraph.c.end
            )
            for row in connection.execute(
                written.order_by(paragraph.c.source_id, paragraph.c.number)
            ):
                self._paragraphs[row[0]].append(Span(row[1], row[2]))

    def around(self, source_id: int, place: Span) -> Span | None:
        """The turn or paragraph that holds a place; None where the text has no parts."""
        for blocks in (self._turns.get(source_id), self._paragraphs.get(source_id)):
            if not blocks:
                continue
            at = bisect_right(blocks, place.start, key=lambda each: each.start)
            if at and blocks[at - 1].contains(place):
                return blocks[at - 1]
        return None if source_id not in self._paragraphs else place
