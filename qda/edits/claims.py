"""Edits on claims: numbers that sources state, and figures worked out from them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from sqlalchemy import select

from models.errors import Refused
from models.packing import Row
from models.positions import Span
from models.record import Claim
from models.recording import Recorder, table_of
from models.vocabulary import CodingState, Formula
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.edits.proposing import coder_of_rule
from qda.edits.recorded import (
    RecordsStored,
    change,
    check_code,
    check_uuids,
    checked_place,
    confirm,
    dated,
    known_places,
    take_away,
)
from qda.i18n import mark

OPERANDS: Final = 2
"""How many operands a formula has; only a sum takes more."""


class QuantityMissing(Refused):
    """A claim does not say what it measures."""

    en = "Say what the number measures, such as “population of Jakarta”."
    id = "Sebutkan apa yang diukur bilangan itu, misalnya “jumlah penduduk Jakarta”."


class NoNumber(Refused):
    """A claim's value is not a number that can be compared."""

    en = "“{written}” is no number. Write it as 1.000.000, 1,000,000, 10,64 juta or 6,75%."
    id = "“{written}” bukan bilangan. Tulis sebagai 1.000.000, 1,000,000, 10,64 juta, atau 6,75%."


class OperandsDoNotFit(Refused):
    """A formula has too few or too many operands, or operands without a formula."""

    en = "This formula takes {wanted} operands, and {given} are named."
    id = "Rumus ini memerlukan {wanted} operan, dan yang disebut {given}."


class WorkedOutFromItself(Refused):
    """A derived figure would rest on itself, directly or through others."""

    en = "“{quantity}” would be worked out from itself. Take the operand out that leads back to it."
    id = "“{quantity}” akan dihitung dari dirinya sendiri. Hapus operan yang kembali kepadanya."


class FewClaims(Refused):
    """Claims are to get one quantity, and none are named."""

    en = "Choose the claims that measure the same."
    id = "Pilih klaim yang mengukur hal yang sama."


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """All that is said of a claim.

    `quantity` is what it measures; `value` what it means, `stated` as it is written, in `unit`,
    for `year` (ISO 8601 to the year, the month or the day). The words are `span` of a source (code
    points, half-open), on `page`. A derived figure has a `formula` and its `operands` by UUID, in
    order: part and whole, old and new, people and area.
    """

    quantity: str
    value: float
    stated: str = ""
    unit: str = ""
    year: str = ""
    source_id: int | None = None
    span: Span | None = None
    page: int | None = None
    code_id: int | None = None
    formula: Formula | None = None
    operands: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A claim that a rule recognised; `coder` is in whose name the rule speaks."""

    facts: ClaimFacts
    rule: str
    coder: str


@dataclass(frozen=True, slots=True)
class AddClaim(EditRequest[int]):
    """Record a claim; its id is returned."""

    facts: ClaimFacts

    kind: ClassVar[str] = "add_claim"
    title: ClassVar[str] = mark("Record the claim “{claim}”")

    def apply(self, recorder: Recorder) -> int:
        """Record the claim.

        Raises:
            QuantityMissing, NoNumber, OperandsDoNotFit, NoSuchDate: the claim cannot be so.
            NotThere, WordsOfNoSource, SpanBeyondText: there are no such words, code or operands.
        """
        values = _checked(recorder, self.facts)
        _tell(recorder, self.facts)
        return recorder.add(Claim(coder_id=coding_coder(recorder), **values)).id


@dataclass(frozen=True, slots=True)
class ChangeClaim(EditRequest[None]):
    """Say all of a claim anew."""

    claim_id: int
    facts: ClaimFacts

    kind: ClassVar[str] = "change_claim"
    title: ClassVar[str] = mark("Change the claim “{claim}”")

    def apply(self, recorder: Recorder) -> None:
        """Change the claim; where nothing is different there is no edit.

        Raises:
            NotThere: there is no such claim.
            QuantityMissing, NoNumber, OperandsDoNotFit, WorkedOutFromItself, NoSuchDate: the claim
                cannot be so.
            NotThere, WordsOfNoSource, SpanBeyondText: there are no such words, code or operands.
        """
        claim = recorder.get(Claim, self.claim_id)
        values = _checked(recorder, self.facts)
        if claim.uuid in _all_beneath(recorder, values["operands"]):
            raise WorkedOutFromItself(quantity=values["quantity"])
        _tell(recorder, self.facts)
        change(claim, values)


@dataclass(frozen=True, slots=True)
class NameQuantity(EditRequest[int]):
    """Say that several claims measure the same, so that they are compared with each other."""

    claim_ids: tuple[int, ...]
    quantity: str
    unit: str | None = None

    kind: ClassVar[str] = "name_quantity"
    title: ClassVar[str] = mark("Let {count} claims measure “{quantity}”")

    def apply(self, recorder: Recorder) -> int:
        """Name the quantity, and the unit where one is given; returns how many claims changed.

        Raises:
            FewClaims: no claim is named.
            QuantityMissing: the quantity has no name.
            NotThere: a claim does not exist.
        """
        quantity = " ".join(self.quantity.split())
        if not self.claim_ids:
            raise FewClaims
        if not quantity:
            raise QuantityMissing
        for each in self.claim_ids:
            recorder.get(Claim, each)
        values: dict[str, object] = {"quantity": quantity}
        if self.unit is not None:
            values["unit"] = " ".join(self.unit.split())
        changed = recorder.update_many(Claim, self.claim_ids, values)
        recorder.facts.update(count=len(self.claim_ids), quantity=quantity)
        return changed


@dataclass(frozen=True, slots=True)
class RemoveClaims(EditRequest[int]):
    """Take claims away; the check says of figures worked out from them that an operand is gone."""

    claim_ids: tuple[int, ...]

    kind: ClassVar[str] = "remove_claims"
    title: ClassVar[str] = mark("Remove {count} claims")

    def apply(self, recorder: Recorder) -> int:
        """Remove them and return how many there were."""
        return take_away(recorder, Claim, self.claim_ids)


@dataclass(frozen=True, slots=True)
class ConfirmClaims(EditRequest[int]):
    """Make proposed claims the researcher's own."""

    claim_ids: tuple[int, ...]

    kind: ClassVar[str] = "confirm_claims"
    title: ClassVar[str] = mark("Confirm {count} claims")

    def apply(self, recorder: Recorder) -> int:
        """Confirm them and return how many waited."""
        return confirm(recorder, Claim, self.claim_ids)


@dataclass(frozen=True, slots=True)
class ProposeClaims(EditRequest[RecordsStored]):
    """Store claims that a rule recognised; each is proposed until someone confirms it.

    A place that has a claim by the same rule already, proposed or confirmed, gets no second one.
    """

    drafts: tuple[ClaimDraft, ...] = field(hash=False)

    kind: ClassVar[str] = "propose_claims"
    title: ClassVar[str] = mark("Propose {count} claims")

    def apply(self, recorder: Recorder) -> RecordsStored:
        """Store them and count them.

        Raises:
            QuantityMissing, NoNumber, OperandsDoNotFit, NoSuchDate: a claim cannot be so.
            NotThere, WordsOfNoSource, SpanBeyondText: there are no such words, code or operands.
        """
        known = known_places(recorder, Claim)
        rows: list[Row] = []
        for draft in self.drafts:
            values = _checked(recorder, draft.facts)
            place = (draft.rule, values["source_id"], values["start"], values["end"])
            if place in known:
                continue
            known.add(place)
            rows.append(
                {
                    **values,
                    "coder_id": coder_of_rule(recorder, draft.coder),
                    "rule": draft.rule,
                    "state": CodingState.PROPOSED,
                }
            )
        recorder.insert_many(Claim, rows)
        recorder.facts["count"] = len(rows)
        return RecordsStored(len(rows), len(self.drafts) - len(rows))


def _tell(recorder: Recorder, facts: ClaimFacts) -> None:
    said = facts.stated.strip() or f"{facts.value:g}"
    recorder.facts["claim"] = f"{' '.join(facts.quantity.split())}: {said}"[:80]


def _checked(recorder: Recorder, facts: ClaimFacts) -> dict[str, Any]:
    quantity = " ".join(facts.quantity.split())
    if not quantity:
        raise QuantityMissing
    if not math.isfinite(facts.value):
        raise NoNumber(written=facts.stated or facts.value)
    _check_operands(recorder, facts.formula, facts.operands)
    check_code(recorder, facts.code_id)
    _, place = checked_place(recorder, facts.source_id, facts.span)
    return {
        "quantity": quantity,
        "value": float(facts.value),
        "stated": facts.stated.strip(),
        "unit": " ".join(facts.unit.split()),
        "year": dated(facts.year),
        "page": facts.page,
        "code_id": facts.code_id,
        "formula": facts.formula,
        "operands": list(facts.operands),
        "note": facts.note.strip(),
        **place,
    }


def _check_operands(recorder: Recorder, formula: Formula | None, operands: Sequence[str]) -> None:
    wanted = 0 if formula is None else OPERANDS
    fits = len(operands) >= wanted if formula is Formula.SUM else len(operands) == wanted
    if not fits:
        raise OperandsDoNotFit(wanted=wanted, given=len(operands))
    check_uuids(recorder, Claim, operands)


def _all_beneath(recorder: Recorder, operands: Sequence[str]) -> set[str]:
    """The UUIDs of operands, of what these are worked out from, and so on."""
    table = table_of(Claim)
    query = select(table.c.uuid, table.c.operands).where(table.c.formula.is_not(None))
    rests_on = {row.uuid: row.operands for row in recorder.session.execute(query)}
    found, waiting = set[str](), list(operands)
    while waiting:
        uuid = waiting.pop()
        if uuid not in found:
            found.add(uuid)
            waiting.extend(rests_on.get(uuid, ()))
    return found
