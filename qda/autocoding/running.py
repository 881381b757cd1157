"""Runs term lists over the texts of a study and says what they would code, without coding it.

An interviewer's words and headings are never coded: a question on the budget is no finding on
the budget.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from models.positions import Span, trimmed
from models.recording import table_of
from models.source import Source, SourceText
from models.vocabulary import SpeakerKind
from qda.autocoding.matching import Matcher
from qda.autocoding.proposals import Proposal, propose
from qda.autocoding.term_list import TermList
from qda.jobs.progress import Progress, Silent
from qda.language.sentences import sentences
from qda.retrieval.codings import CodingFilter
from qda.retrieval.samples import in_samples
from qda.retrieval.sources import paragraphs, turns

PART = 500
"""Texts that are read at once, and between two reports of progress."""


class UnitKind(StrEnum):
    """What a proposed coding covers. A whole text is meant for reviews and short answers."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TURN = "turn"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Task:
    """Which lists to run, over which texts, and what one coding covers.

    `unit` holds for texts with structure; a unit of a collection is proposed as a whole unless
    `split_units` asks for its sentences.
    """

    lists: tuple[TermList, ...]
    unit: UnitKind = UnitKind.SENTENCE
    split_units: bool = False
    wanted: CodingFilter = CodingFilter()


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal and the source it was made for."""

    source_id: int
    proposal: Proposal


def run(
    connection: Connection,
    task: Task,
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> tuple[Proposed, ...]:
    """What the lists propose, in the order of the sources.

    Raises:
        Cancelled: the listener of the progress stopped the work.
    """
    matcher = Matcher(task.lists)
    found: list[Proposed] = []
    ids = _scope(connection, task.wanted)
    for at in range(0, len(ids), PART):
        progress.report(at, len(ids))
        for row in _texts(connection, ids[at : at + PART]):
            source_id, language, collection_id, text = row
            if collection_id is None:
                units = units_of(connection, source_id, text, task.unit)
            else:
                units = _unit_spans(text, split=task.split_units)
            proposals = propose(text, units, matcher, language=language)
            found.extend(Proposed(source_id, each) for each in proposals)
    progress.report(len(ids), len(ids))
    return tuple(found)


def units_of(connection: Connection, source_id: int, text: str, kind: UnitKind) -> list[Span]:
    """The stretches of a source that can be coded: of informants, and without headings."""
    stretches = _stretches(connection, source_id, text)
    if kind in (UnitKind.TURN, UnitKind.TEXT):
        return stretches
    if kind is UnitKind.PARAGRAPH:
        blocks = [p.span for p in paragraphs(connection, source_id) if not p.heading]
        return [part for stretch in stretches for part in _shared(blocks, stretch)]
    return [unit for stretch in stretches for unit in sentences(text, stretch)]


def _stretches(connection: Connection, source_id: int, text: str) -> list[Span]:
    spoken = turns(connection, source_id)
    if spoken:
        words = (
            trimmed(text, Span(turn.words_start, turn.span.end))
            for turn in spoken
            if turn.kind is not SpeakerKind.INTERVIEWER and turn.words_start < turn.span.end
        )
        return [span for span in words if span is not None]
    blocks = (p.span for p in paragraphs(connection, source_id) if not p.heading)
    return [span for span in (trimmed(text, block) for block in blocks) if span is not None]


def _shared(blocks: Iterable[Span], stretch: Span) -> list[Span]:
    parts = (block.intersection(stretch) for block in blocks)
    return [part for part in parts if part is not None]


def _unit_spans(text: str, *, split: bool) -> list[Span]:
    if split:
        return sentences(text)
    whole = trimmed(text, Span(0, len(text))) if text else None
    return [] if whole is None else [whole]


def _scope(connection: Connection, wanted: CodingFilter) -> list[int]:
    table = table_of(Source)
    query = select(table.c.id).order_by(table.c.id)
    if wanted.source_ids:
        query = query.where(table.c.id.in_(wanted.source_ids))
    if wanted.collection_ids:
        query = query.where(table.c.collection_id.in_(wanted.collection_ids))
    if wanted.techniques:
        query = query.where(table.c.technique.in_(wanted.techniques))
    if wanted.samples:
        query = query.where(in_samples(table.c.id, wanted.samples))
    return list(connection.execute(query).scalars())


def _texts(connection: Connection, ids: Sequence[int]) -> list[tuple[int, str, int | None, str]]:
    table, texts = table_of(Source), table_of(SourceText)
    query = (
        select(table.c.id, table.c.language, table.c.collection_id, texts.c.text)
        .join(texts, texts.c.id == table.c.id)
        .where(table.c.id.in_(ids))
        .order_by(table.c.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(query)]
