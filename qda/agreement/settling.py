"""What is to be settled of a comparison, as the edit wants it."""

from __future__ import annotations

from models.vocabulary import Outcome
from qda.agreement.comparing import Kind
from qda.agreement.reading import Compared, Place
from qda.edits.settling import Instead, Settling


def settling_of(place: Place, outcome: Outcome, instead: Instead | None = None) -> Settling:
    """One comparison settled so."""
    first, second = place.comparison.first, place.comparison.second
    return Settling(
        None if first is None else first.id,
        None if second is None else second.id,
        outcome,
        instead,
    )


def agreed_settlings(found: Compared) -> tuple[Settling, ...]:
    """Everything that both coded alike and that is not settled yet, as the first coder has it."""
    return tuple(
        settling_of(place, Outcome.FIRST)
        for place in found.places
        if place.comparison.kind is Kind.AGREED and place.is_open
    )
