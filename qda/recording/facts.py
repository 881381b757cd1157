"""Turns what was read of a record back into what an edit says of it, to be changed in parts."""

from __future__ import annotations

from qda.edits.claims import ClaimFacts
from qda.edits.events import EventFacts
from qda.edits.planned import PlannedFacts
from qda.edits.ratings import RatingFacts
from qda.edits.relations import RelationFacts
from qda.edits.stages import StageFacts
from qda.retrieval.claims import ClaimRow
from qda.retrieval.events import EventRow
from qda.retrieval.planned import PlannedRow
from qda.retrieval.ratings import RatingRow
from qda.retrieval.relations import EndKind, RelationEnd, RelationRow
from qda.retrieval.stages import StageRow


def event_facts(row: EventRow) -> EventFacts:
    """All that is said of an event."""
    return EventFacts(
        name=row.title,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        strand=row.strand,
        code_id=row.code_id,
        source_id=row.source_id,
        span=row.span,
        is_critical=row.is_critical,
        reason=row.reason,
        note=row.note,
    )


def stage_facts(row: StageRow) -> StageFacts:
    """All that is said of a stage."""
    return StageFacts(row.name, row.starts_on, row.ends_on, row.note)


def rating_facts(row: RatingRow) -> RatingFacts:
    """All that is said in a rating."""
    return RatingFacts(
        code_id=row.code_id,
        value=row.value,
        low=row.low,
        high=row.high,
        case_id=row.case_id,
        source_id=row.source_id,
        dated_on=row.dated_on,
        rule=row.rule,
        reason=row.reason,
        evidence=row.evidence,
    )


def relation_facts(row: RelationRow) -> RelationFacts:
    """All that is said of a relation."""
    first, second = row.from_end, row.to_end
    return RelationFacts(
        type=row.type,
        from_code_id=_code(first),
        to_code_id=_code(second),
        from_coding=first.coding,
        to_coding=second.coding,
        from_case_id=first.case_id,
        to_case_id=second.case_id,
        source_id=row.source_id,
        span=row.span,
        sign=row.sign,
        strength=row.strength,
        contradicts=row.contradicts,
        order=row.order,
        actor=row.actor,
        note=row.note,
    )


def claim_facts(row: ClaimRow) -> ClaimFacts:
    """All that is said of a claim."""
    return ClaimFacts(
        quantity=row.quantity,
        value=row.value,
        stated=row.stated,
        unit=row.unit,
        year=row.year,
        source_id=row.source_id,
        span=row.span,
        page=row.own_page,
        code_id=row.code_id,
        formula=row.formula,
        operands=row.operands,
        note=row.note,
    )


def planned_facts(row: PlannedRow) -> PlannedFacts:
    """All that is said of planned data."""
    return PlannedFacts(
        who=row.who,
        technique=row.technique,
        number=row.number,
        case_id=row.case_id,
        source_id=row.source_id,
        state=row.state,
        due_on=row.due_on,
        note=row.note,
    )


def _code(end: RelationEnd) -> int | None:
    return end.code_id if end.kind is EndKind.CODE else None
