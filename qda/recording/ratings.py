"""Proposes ratings by one rule: how far the indicators of a code are borne out, or spoken against.

The rule (methods.md 3.3, checklist matrix): the share of a code's indicators with at least one
supporting coding, minus the share of those with an inhibiting one. A mixed coding counts for both.
Of eight indicators, five with support and one with hindrance give (5 - 1) / 8 = 0.5, which is a 2
on a scale of three with thresholds at a third and at two thirds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from sqlalchemy import Connection

from models.coding import Coding, Segment
from models.errors import Refused
from models.recording import table_of
from models.vocabulary import CodingState, Polarity
from qda.displays.informants import Voices
from qda.edits.ratings import RatingFacts
from qda.i18n import Speech
from qda.retrieval.codes import codes, subtree
from qda.retrieval.codings import CodingFilter, coding_query
from qda.retrieval.coverage import plain
from qda.retrieval.rows import CodeRow

CODER: Final = "ratings 1"
"""In whose name ratings are proposed; the number counts up when the rule changes."""

_FOR: Final = frozenset({Polarity.SUPPORTING, Polarity.MIXED})
_AGAINST: Final = frozenset({Polarity.INHIBITING, Polarity.MIXED})


class BadThresholds(Refused):
    """The thresholds of a rating rule do not fit its scale."""

    en = (
        "A scale from {low} to {high} needs {wanted} rising thresholds from -1 to 1, such as "
        "0.33, 0.67."
    )
    id = (
        "Skala {low} sampai {high} memerlukan {wanted} ambang yang menaik dari -1 sampai 1, "
        "misalnya 0,33 dan 0,67."
    )


class Subject(StrEnum):
    """What is rated."""

    CASE = "case"
    SOURCE = "source"
    STUDY = "study"


@dataclass(frozen=True, slots=True)
class RatingRule:
    """A scale and the balances from which each value but the lowest holds, rising.

    Raises:
        BadThresholds: they are too few or too many, do not rise, or lie beyond -1 and 1.
    """

    low: int = 1
    high: int = 3
    thresholds: tuple[float, ...] = (1 / 3, 2 / 3)

    def __post_init__(self) -> None:
        rising = all(a < b for a, b in zip(self.thresholds, self.thresholds[1:], strict=False))
        fits = len(self.thresholds) == self.high - self.low >= 1
        if not (fits and rising and all(-1 <= each <= 1 for each in self.thresholds)):
            raise BadThresholds(low=self.low, high=self.high, wanted=max(1, self.high - self.low))

    def value(self, balance: float) -> int:
        """The value of a balance from -1 to 1; on a threshold the higher one.

        >>> [RatingRule().value(each) for each in (-0.5, 0.2, 0.5, 1.0)]
        [1, 1, 2, 3]
        """
        # Thirds are not written exactly: 2/6 must reach a threshold of 1/3.
        return self.low + sum(balance >= each - 1e-9 for each in self.thresholds)

    def text(self, speech: Speech) -> str:
        """The rule in words, with its thresholds."""
        steps = [f"{self.low}"]
        for at, each in enumerate(self.thresholds, self.low + 1):
            steps.append(
                speech("{value} from {threshold}", value=at, threshold=speech.number(each, 2))
            )
        return speech(
            "Share of the indicators with a supporting coding, minus the share with an inhibiting "
            "one: {steps}",
            steps="; ".join(steps),
        )


@dataclass(frozen=True, slots=True)
class RatingBasis:
    """What a proposed rating counts: of `indicators`, how many have support and hindrance.

    Where a code and those beneath it have no indicators, the codes beneath it are counted, and
    where there are none, the code itself.
    """

    indicators: int
    supporting: int
    inhibiting: int
    evidence: tuple[str, ...] = field(default=())

    @property
    def balance(self) -> float:
        """The share with support minus the share with hindrance, from -1 to 1."""
        return (self.supporting - self.inhibiting) / self.indicators


class _Said(NamedTuple):
    uuid: str
    code_id: int
    indicator: str
    polarity: Polarity
    source_id: int
    cases: tuple[int, ...]


def proposed_ratings(
    connection: Connection,
    code_ids: Collection[int],
    by: Subject,
    rule: RatingRule = RatingRule(),
    language: str = "en",
) -> tuple[RatingFacts, ...]:
    """A rating of each code for each subject of which a confirmed coding says for or against.

    A subject without one is not rated: nothing said is no low value. The rule and what it counted
    stand in each, in the language.
    """
    speech = Speech(language)
    tree = codes(connection, counted=False)
    said: dict[int, list[_Said]] = defaultdict(list)
    for each in _sayings(connection, by):
        said[each.code_id].append(each)
    made: list[RatingFacts] = []
    for code in tree:
        if code.id not in code_ids:
            continue
        within = subtree(tree, code.id)
        beneath = [each for each in tree if each.id in within]
        found: dict[int | None, list[_Said]] = defaultdict(list)
        for each in (said_ for lower in beneath for said_ in said.get(lower.id, ())):
            for subject in _subjects(each, by):
                found[subject].append(each)
        for subject, sayings in found.items():
            basis = basis_of(beneath, sayings)
            made.append(_facts(code, (by, subject), basis, rule, speech))
    return tuple(made)


def basis_of(beneath: Sequence[CodeRow], said: Iterable[_Said]) -> RatingBasis:
    """What the rule counts for a code and those beneath it, the code first."""
    sayings = tuple(said)
    names = [
        frozenset(plain(text) for text in pair if text)
        for code in beneath
        for pair in code.indicators
    ]
    if names:
        said_of: dict[str, set[_Said]] = defaultdict(set)
        for each in sayings:
            said_of[plain(each.indicator)].add(each)
        units = [set().union(*(said_of.get(text, set()) for text in name)) for name in names]
    elif len(beneath) > 1:
        units = [{each for each in sayings if each.code_id == code.id} for code in beneath[1:]]
    else:
        units = [set(sayings)]
    counted = {each for unit in units for each in unit}
    return RatingBasis(
        len(units),
        sum(any(each.polarity in _FOR for each in unit) for unit in units),
        sum(any(each.polarity in _AGAINST for each in unit) for unit in units),
        tuple(each.uuid for each in sayings if each in counted),
    )


def _facts(
    code: CodeRow,
    rated: tuple[Subject, int | None],
    basis: RatingBasis,
    rule: RatingRule,
    speech: Speech,
) -> RatingFacts:
    by, subject = rated
    return RatingFacts(
        code_id=code.id,
        value=rule.value(basis.balance),
        low=rule.low,
        high=rule.high,
        case_id=subject if by is Subject.CASE else None,
        source_id=subject if by is Subject.SOURCE else None,
        rule=rule.text(speech),
        reason=speech(
            "({supporting} with support − {inhibiting} with hindrance) of {indicators} = {balance}",
            supporting=basis.supporting,
            inhibiting=basis.inhibiting,
            indicators=basis.indicators,
            balance=speech.number(basis.balance, 2),
        ),
        evidence=basis.evidence,
    )


def _sayings(connection: Connection, by: Subject) -> list[_Said]:
    coding, segment = table_of(Coding), table_of(Segment)
    confirmed = CodingFilter(states=frozenset({CodingState.CONFIRMED}))
    query = coding_query(connection, confirmed).with_only_columns(
        coding.c.uuid, coding.c.code_id, coding.c.indicator, coding.c.polarity,
        segment.c.source_id, segment.c.start, segment.c.end,
    )  # fmt: skip
    query = query.where(coding.c.polarity.in_(_FOR | _AGAINST)).order_by(coding.c.id)
    voices = Voices(connection) if by is Subject.CASE else None
    return [
        _Said(
            row.uuid,
            row.code_id,
            row.indicator,
            row.polarity,
            row.source_id,
            () if voices is None else voices.cases_at(row.source_id, row.start, row.end),
        )
        for row in connection.execute(query)
    ]


def _subjects(said: _Said, by: Subject) -> tuple[int | None, ...]:
    if by is Subject.CASE:
        return said.cases
    return (said.source_id,) if by is Subject.SOURCE else (None,)
