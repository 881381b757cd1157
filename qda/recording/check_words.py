"""Words what the check of numbers found, for the command line and the window."""

from __future__ import annotations

from dataclasses import dataclass

from models.positions import Span
from qda.i18n import Speech
from qda.recording.checking import Contradiction, DerivedCheck, Problem
from qda.recording.reading import NumbersChecked, TableSum
from qda.retrieval.claims import ClaimRow


@dataclass(frozen=True, slots=True)
class CheckLine:
    """What was found of one number, in words, and the place to read it at (None without one)."""

    text: str
    is_met: bool
    source_id: int | None = None
    span: Span | None = None


def check_lines(found: NumbersChecked, speech: Speech) -> tuple[CheckLine, ...]:
    """Derived figures, contradictions between sources, and sums of tables, in this order."""
    return (
        *(
            CheckLine(
                derived_words(each, speech), each.is_met, each.claim.source_id, each.claim.span
            )
            for each in found.figures
        ),
        *(_differing(each, speech) for each in found.contradictions),
        *(
            CheckLine(sum_words(each, speech), each.found.is_met, each.source_id, each.found.span)
            for each in found.sums
        ),
    )


def _differing(each: Contradiction, speech: Speech) -> CheckLine:
    """A contradiction, to be read at the smallest camp that names a source."""
    told = [claim for camp in reversed(each.camps) for claim in camp]
    shown = next((claim for claim in told if claim.source_id is not None), told[0])
    words = contradiction_words(each, speech)
    return CheckLine(words, is_met=False, source_id=shown.source_id, span=shown.span)


def number_words(claim: ClaimRow) -> str:
    """A number as it is stated, with its unit."""
    said = claim.stated or f"{claim.value:g}"
    return f"{said} {claim.unit}".strip()


def derived_words(check: DerivedCheck, speech: Speech) -> str:
    """What working a derived figure out again gave."""
    told_ = f"{check.claim.key} {check.claim.quantity}: {number_words(check.claim)}".strip()
    if check.problem is Problem.OPERAND_GONE:
        return speech("{claim} – what it is worked out from is gone", claim=told_)
    if check.problem is Problem.DIVIDED_BY_ZERO:
        return speech("{claim} – it would be divided by nothing", claim=told_)
    if check.problem is Problem.IN_A_CIRCLE:
        return speech("{claim} – it is worked out from itself", claim=told_)
    worked = speech.number(check.recomputed or 0.0, 4)
    if check.is_met:
        return speech("{claim} – holds: {worked}", claim=told_, worked=worked)
    return speech("{claim} – worked out again it is {worked}", claim=told_, worked=worked)


def contradiction_words(each: Contradiction, speech: Speech) -> str:
    """What sources say differently of one quantity."""
    camps = " ≠ ".join(
        ", ".join(f"{number_words(claim)} ({claim.key or '–'})" for claim in camp)
        for camp in each.camps
    )
    year = f" {each.year}" if each.year else ""
    return speech("{quantity}: sources differ: {camps}", quantity=each.quantity + year, camps=camps)


def sum_words(each: TableSum, speech: Speech) -> str:
    """Whether a total or a growth of a table follows from its parts."""
    found = each.found
    where = " / ".join(part for part in (found.label, found.column) if part)
    worked = speech.number(found.recomputed, 4 if found.recomputed % 1 else 0)
    if found.is_met:
        return speech(
            "{place} {where}: {stated} – holds", place=each.key, where=where, stated=found.stated
        )
    return speech(
        "{place} {where}: {stated} – its parts give {worked}",
        place=each.key, where=where, stated=found.stated, worked=worked,
    )  # fmt: skip
