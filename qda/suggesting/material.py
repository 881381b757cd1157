"""The texts that teach and the texts that wait for suggestions.

A text teaches where it was worked through by whoever lets the rule learn: it bears a confirmed
coding, is marked as read, or nothing more was found in it. Such a text is an example of the codes
it bears, and a counter-example of the others; a text that nobody has looked at is neither. Left
out of a code's examples are texts that bear a code above or beneath it, which says too much or
too little, and those on which a proposal of the code still waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from models.coding import Coding, Segment
from models.recording import table_of
from models.source import Source, SourceText
from models.study import Coder
from models.vocabulary import CoderKind, CodingState
from qda.retrieval.codes import codes, subtree
from qda.retrieval.rows import CodeRow
from qda.retrieval.samples import in_samples, worked_through
from qda.retrieval.sight import seen
from qda.suggesting.features import words_of
from qda.suggesting.task import LearningTask

BATCH = 2_000
"""Texts that wait are read and judged so many at once."""


@dataclass(frozen=True, slots=True)
class CodeExamples:
    """A code with the places, among the texts that teach, of those that bear it and do not."""

    code: CodeRow
    positive: tuple[int, ...]
    negative: tuple[int, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Material:
    """The texts that teach, by id, key and words, and the examples of each code.

    Texts with equal words in their usual spelling have the same number in `same`. `taught_by` is
    the only person whose codings are seen in them; None where there are several. `bare` of the
    texts bear no code at all.
    """

    ids: tuple[int, ...]
    keys: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    same: tuple[int, ...]
    examples: tuple[CodeExamples, ...]
    taught_by: int | None
    bare: int


@dataclass(frozen=True, slots=True)
class WaitingText:
    """A text that nobody has worked through: its id, what it says, and its words."""

    source_id: int
    text: str
    words: tuple[str, ...]


def material(connection: Connection, task: LearningTask) -> Material:
    """The texts that teach, as far as whoever reads may see their codings."""
    query = _texts(task.collection_id).where(worked_through(connection))
    if task.sample:
        query = query.where(in_samples(table_of(Source).c.id, {task.sample}))
    rows = [row for row in connection.execute(query) if row.text.strip()]
    texts = tuple(words_of(row.text, row.language) for row in rows)
    numbers: dict[tuple[str, ...], int] = {}
    same = tuple(numbers.setdefault(words, len(numbers)) for words in texts)
    ids = tuple(row.id for row in rows)
    borne = _Borne(connection, task.collection_id, frozenset(ids))
    tree = codes(connection, counted=False)
    return Material(
        ids=ids,
        keys=tuple(row.key for row in rows),
        texts=texts,
        same=same,
        examples=tuple(_examples(tree, borne, ids, task)),
        taught_by=next(iter(borne.people)) if len(borne.people) == 1 else None,
        bare=len(set(ids).difference(*borne.confirmed.values())),
    )


def waiting(connection: Connection, collection_id: int) -> Iterator[tuple[WaitingText, ...]]:
    """The texts of a collection that nobody has worked through, in batches, in file order."""
    query = _texts(collection_id).where(~worked_through(connection))
    found = connection.execution_options(yield_per=BATCH).execute(query)
    for part in found.partitions(BATCH):
        yield tuple(
            WaitingText(row.id, row.text, words_of(row.text, row.language))
            for row in part
            if row.text.strip()
        )


def _texts(collection_id: int) -> Select[Any]:
    source, texts = table_of(Source), table_of(SourceText)
    return (
        select(source.c.id, source.c.key, source.c.language, texts.c.text)
        .join(texts, texts.c.id == source.c.id)
        .where(source.c.collection_id == collection_id)
        .order_by(source.c.row_number, source.c.id)
    )


class _Borne:
    """What the texts bear: confirmed codes, codes still proposed, and whose codings these are."""

    def __init__(self, connection: Connection, collection_id: int, ids: frozenset[int]) -> None:
        coding, segment, source, coder = (
            table_of(Coding),
            table_of(Segment),
            table_of(Source),
            table_of(Coder),
        )
        query = (
            select(
                coding.c.code_id,
                segment.c.source_id,
                coding.c.state,
                coding.c.coder_id,
                coding.c.confirmed_by,
                coder.c.kind,
            )
            .join(segment, segment.c.id == coding.c.segment_id)
            .join(source, source.c.id == segment.c.source_id)
            .join(coder, coder.c.id == coding.c.coder_id)
            .where(source.c.collection_id == collection_id, seen(connection))
        )
        self.confirmed: dict[int, set[int]] = defaultdict(set)
        self.proposed: dict[int, set[int]] = defaultdict(set)
        self.people: set[int | None] = set()
        for code_id, source_id, state, coder_id, confirmed_by, kind in connection.execute(query):
            if source_id not in ids:
                continue
            if state is CodingState.PROPOSED:
                self.proposed[code_id].add(source_id)
                continue
            self.confirmed[code_id].add(source_id)
            # An agreed version is that of several people: nobody's alone.
            alone = coder_id if kind is CoderKind.PERSON else None
            self.people.add(confirmed_by if kind is CoderKind.RULE else alone)


def _examples(
    tree: tuple[CodeRow, ...], borne: _Borne, ids: tuple[int, ...], task: LearningTask
) -> Iterator[CodeExamples]:
    beneath: Mapping[int, frozenset[int]] = {
        code.id: frozenset(subtree(tree, code.id)) for code in tree
    }
    for code in tree:
        wanted = code.id in task.code_ids if task.code_ids else code.id in borne.confirmed
        if not wanted:
            continue
        bearing = borne.confirmed.get(code.id, set())
        kin = [
            other.id
            for other in tree
            if other.id != code.id
            and (other.id in beneath[code.id] or code.id in beneath[other.id])
        ]
        unsure = set(borne.proposed.get(code.id, set()))
        for other in kin:
            unsure |= borne.confirmed.get(other, set())
        unsure -= bearing
        positive = tuple(at for at, id_ in enumerate(ids) if id_ in bearing)
        negative = tuple(
            at for at, id_ in enumerate(ids) if id_ not in bearing and id_ not in unsure
        )
        yield CodeExamples(code, positive, negative, len(ids) - len(positive) - len(negative))
