"""What every kind of file needs of a list of quotes: its quotes numbered, its facts told."""

from __future__ import annotations

from exports.tracing import Trace
from exports.wording import evidence_fact
from qda.displays.values import Fact, QuoteList
from qda.i18n import Speech


def traces_of(quotes: QuoteList) -> tuple[Trace, ...]:
    """The quotes numbered from 1."""
    return tuple(Trace(n + 1, n, evidence) for n, evidence in enumerate(quotes.evidence))


def told_facts(quotes: QuoteList, speech: Speech) -> tuple[Fact, ...]:
    """The facts with the count of the quotes and of what is only proposed."""
    return (*quotes.facts, evidence_fact(quotes.evidence, speech))
