"""What is asked of the numbers: which codes, by what, of which codings, counted in what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from models.errors import Refused
from qda.displays.columns import Column
from qda.numbers.grouping import Grouping
from qda.retrieval.codings import CodingFilter


class CountedUnit(StrEnum):
    """What is counted once: a person, or a text."""

    RESPONDENT = "respondent"
    UNIT = "unit"


class NothingToCount(Refused):
    """Numbers of codes need a code."""

    en = "Choose at least one code to count."
    id = "Pilih paling sedikit satu kode untuk dihitung."


@dataclass(frozen=True, slots=True)
class NumberQuestion:
    """Codes, each with everything beneath it, by a grouping.

    `value` names the attribute whose mean is asked for (stars). `analyst` is the coder in whose
    name the numbers are made, `made_at` the moment.

    Raises:
        NothingToCount: there is no code.
    """

    codes: tuple[Column, ...]
    language: str
    analyst: str
    by: Grouping = Grouping()
    wanted: CodingFilter = CodingFilter()
    unit: CountedUnit = CountedUnit.RESPONDENT
    value: str = "stars"
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __post_init__(self) -> None:
        if not self.codes:
            raise NothingToCount
