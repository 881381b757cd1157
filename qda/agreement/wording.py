"""Words a comparison: signs and sentences for its kinds, and what was settled."""

from __future__ import annotations

from typing import Final

from models.vocabulary import Outcome
from qda.agreement.comparing import Comparison, Kin, Kind
from qda.agreement.settled import Settled
from qda.i18n import Speech

SIGNS: Final = {
    Kind.AGREED: "✓",
    Kind.BOUNDARY: "↔",
    Kind.OTHER_CODE: "≠",
    Kind.MISSED_BY_FIRST: "○",
    Kind.MISSED_BY_SECOND: "○",
}
"""A sign for each kind; it never stands without words."""


def kind_words(kind: Kind, first: str, second: str, speech: Speech) -> str:
    """What a kind is called; `first` and `second` are the names of the coders."""
    if kind is Kind.AGREED:
        return speech("Agreed")
    if kind is Kind.BOUNDARY:
        return speech("Other boundary")
    if kind is Kind.OTHER_CODE:
        return speech("Different code")
    name = first if kind is Kind.MISSED_BY_FIRST else second
    return speech("Missed by {name}", name=name)


def comparison_words(comparison: Comparison, first: str, second: str, speech: Speech) -> str:
    """The kind of one comparison, with the overlap, and whether one code is above the other."""
    said = kind_words(comparison.kind, first, second, speech)
    if comparison.kind is Kind.BOUNDARY:
        percent = speech.number(comparison.overlap * 100)
        said = speech("{kind}, {percent} % in common", kind=said, percent=percent)
    if comparison.kind is Kind.OTHER_CODE and comparison.kin is Kin.BROADER:
        return speech("{kind}, {name}'s is the broader one", kind=said, name=second)
    if comparison.kind is Kind.OTHER_CODE and comparison.kin is Kin.NARROWER:
        return speech("{kind}, {name}'s is the broader one", kind=said, name=first)
    return said


def settled_words(settled: Settled | None, first: str, second: str, speech: Speech) -> str:
    """What was agreed on; empty where nothing is settled."""
    if settled is None:
        return ""
    words = {
        Outcome.FIRST: speech("As {name}", name=first),
        Outcome.SECOND: speech("As {name}", name=second),
        Outcome.BOTH: speech("Both"),
        Outcome.NEITHER: speech("Something else") if settled.other else speech("Neither"),
    }
    said = words[settled.outcome]
    return speech("{outcome}, outdated: look again", outcome=said) if settled.outdated else said
