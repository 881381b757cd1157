"""Turns the terms found in a text into proposed codings: one for each unit and code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codebooks.framework import Wording
from models.positions import Span
from models.vocabulary import Polarity
from qda.autocoding.matching import Match, Matcher, OwnedRule
from qda.autocoding.notation import written
from qda.language.tokens import surfaces


@dataclass(frozen=True, slots=True)
class Proposal:
    """A coding that a rule proposes: code (canonical id) and the unit that would bear it.

    `indicator` is the one most of whose terms were found; `terms` are these terms as the list
    writes them, each once; `found` the places of the words. `rule` names list, version and code.
    """

    code: str
    unit: Span
    indicator: Wording
    terms: tuple[str, ...]
    found: tuple[Span, ...]
    polarity: Polarity | None
    rule: str


def propose(
    text: str, units: Sequence[Span], matcher: Matcher, *, language: str = ""
) -> list[Proposal]:
    """What the lists propose for each unit of `text`: sentence, turn, paragraph or whole review.

    A term counts for a unit that holds all its words. `language` is the text's where it is known.
    In order of the units, and within a unit of first appearance.
    """
    proposals: list[Proposal] = []
    for unit in units:
        matches = matcher.matches(text, unit, language=language)
        if matches:
            proposals.extend(_of_unit(text, unit, matches, matcher.rules))
    return proposals


def polarity_of(terms: Iterable[Polarity | None]) -> Polarity | None:
    """The polarity that several found terms propose together.

    That of the terms which state one; mixed where these differ; None where none states one.
    """
    stated = {polarity for polarity in terms if polarity is not None}
    if len(stated) > 1:
        return Polarity.MIXED
    return stated.pop() if stated else None


def _of_unit(
    text: str, unit: Span, matches: list[Match], rules: Sequence[OwnedRule]
) -> list[Proposal]:
    by_code: dict[str, list[Match]] = {}
    words = -1
    for match in matches:
        rule = rules[match.rule].rule
        if rule.longest and words < 0:
            words = sum(surface[0].isalnum() for surface in surfaces(unit.of(text)))
        if not rule.longest or words <= rule.longest:
            by_code.setdefault(rule.code, []).append(match)
    return [_proposal(code, unit, found, rules) for code, found in by_code.items()]


def _proposal(code: str, unit: Span, found: list[Match], rules: Sequence[OwnedRule]) -> Proposal:
    chosen = rules[Counter(match.rule for match in found).most_common(1)[0][0]]
    return Proposal(
        code=code,
        unit=unit,
        indicator=chosen.rule.indicator,
        terms=tuple(dict.fromkeys(written(match.term) for match in found)),
        found=tuple(match.span for match in found),
        polarity=polarity_of(match.term.polarity for match in found),
        rule=chosen.name,
    )
