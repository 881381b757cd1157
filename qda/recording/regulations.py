"""Proposes an event for every place of the study that names a regulation or a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import Connection, select

from models.positions import Span
from models.recording import BATCH, table_of
from models.source import Source
from qda.edits.events import EventDraft, EventFacts
from qda.i18n import Speech, mark
from qda.jobs.progress import Progress, Silent
from qda.language.regulations import Regulation, RegulationMention, regulations_in
from qda.retrieval.sources import source_texts

STRAND: Final = "regulation"
"""The strand that regulations belong to; what people read is worded by `strand_label`."""

CODER: Final = "regulations 1"
"""In whose name regulations are proposed; the number counts up when the rule changes."""

_LABELS: Final = {STRAND: mark("Regulations")}

Found = tuple[int, RegulationMention]
"""A source's id and a mention in it."""


def strand_label(strand: str, speech: Speech) -> str:
    """What people call a strand: one of the program's own in their language, others as they are."""
    known = _LABELS.get(strand)
    return strand if known is None else speech(known)


def regulation_events(
    connection: Connection,
    source_ids: frozenset[int] = frozenset(),
    progress: Progress = Silent(),  # noqa: B008 - it holds nothing
) -> tuple[EventDraft, ...]:
    """An event for each mention of a regulation in some sources, or in all that stand alone.

    One regulation is one event with many places: all its mentions have one title. Rows of
    collections are read only where they are named.

    Raises:
        Cancelled: the listener of the progress stopped the work.
    """
    table = table_of(Source)
    query = select(table.c.id).order_by(table.c.key)
    if source_ids:
        query = query.where(table.c.id.in_(source_ids))
    else:
        query = query.where(table.c.collection_id.is_(None))
    ids = list(connection.execute(query).scalars())
    found: list[Found] = []
    for at in range(0, len(ids), BATCH):
        progress.report(at, len(ids))
        part = ids[at : at + BATCH]
        texts = source_texts(connection, part)
        found += [(id_, each) for id_ in part for each in regulations_in(texts.get(id_, ""))]
    progress.report(len(ids), len(ids))
    return drafts_of(found)


def drafts_of(found: Iterable[Found]) -> tuple[EventDraft, ...]:
    """The events that mentions propose, in their order."""
    mentions = tuple(found)
    names = _names(each.regulation for _, each in mentions)
    subjects = _subjects(mentions, names)
    return tuple(
        EventDraft(
            EventFacts(
                name=names[each.regulation],
                starts_on=each.dated_on,
                ends_on=each.ends_on,
                strand=STRAND,
                source_id=source_id,
                span=Span(each.span.start, each.span.end),
                note=each.subject or subjects.get(names[each.regulation], ""),
            ),
            rule=f"{CODER} {each.regulation.kind.split()[0].casefold()}",
            coder=CODER,
        )
        for source_id, each in mentions
    )


def _names(regulations: Iterable[Regulation]) -> Mapping[Regulation, str]:
    """What each is called: with its region where two regions have one of the same number.

    A mention without a region is taken for the one that is named with a region elsewhere; where
    there are several, it stands for itself.
    """
    regions: dict[str, set[str]] = defaultdict(set)
    known = set(regulations)
    for each in known:
        if each.region:
            regions[each.name()].add(each.region.casefold())
    return {
        each: each.name(with_region=len(regions[each.name()]) > 1 and bool(each.region))
        for each in known
    }


def _subjects(found: Iterable[Found], names: Mapping[Regulation, str]) -> dict[str, str]:
    """What each regulation is about, as the first place says that does."""
    subjects: dict[str, str] = {}
    for _, each in found:
        if each.subject:
            subjects.setdefault(names[each.regulation], each.subject)
    return subjects
