"""A list of quotes as a value."""

from __future__ import annotations

from dataclasses import dataclass

from exports.tracing import Trace
from exports.wording import evidence_fact
from qda.displays.values import Evidence, Fact
from qda.i18n import Speech


@dataclass(frozen=True, slots=True)
class QuoteList:
    """Coded segments under a title, in the order in which they are to be read.

    `facts` say how they were found: code, role, filters, study and its version; `language` is
    that of the file ("id" or "en").
    """

    title: str
    language: str
    evidence: tuple[Evidence, ...]
    facts: tuple[Fact, ...] = ()

    def traces(self) -> tuple[Trace, ...]:
        """The quotes numbered from 1."""
        return tuple(Trace(n + 1, n, evidence) for n, evidence in enumerate(self.evidence))

    def told_facts(self, speech: Speech) -> tuple[Fact, ...]:
        """The facts with the count of the quotes and of what is only proposed."""
        return (*self.facts, evidence_fact(self.evidence, speech))
