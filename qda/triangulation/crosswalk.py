"""Reads which codes of several frameworks mean the same, as a researcher gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from models.errors import Refused
from qda.displays.columns import Column, columns_for
from qda.displays.workbench import Workbench

_BETWEEN: Final = re.compile(r"[;,\n]")


class CrosswalkMissing(Refused):
    """Two theories can only be compared where somebody says which codes correspond."""

    en = (
        "Say which codes of the frameworks correspond: --crosswalk VMH2=NJ3,VMH4=AG2 – the codes "
        "of a line joined by =."
    )
    id = (
        "Sebutkan kode kerangka yang saling bersesuaian: --crosswalk VMH2=NJ3,VMH4=AG2 – kode "
        "dalam satu baris dihubungkan dengan =."
    )


class CrosswalkWrong(Refused):
    """A line of a crosswalk does not join codes of different frameworks."""

    en = "“{line}” must join two or more codes of different frameworks with =, such as VMH2=NJ3."
    id = (
        "“{line}” harus menghubungkan dua kode atau lebih dari kerangka yang berbeda dengan =, "
        "misalnya VMH2=NJ3."
    )


@dataclass(frozen=True, slots=True)
class CrossedRow:
    """Codes that mean the same, one of each framework, by the framework's group id."""

    id: str
    label: str
    columns: Mapping[str, Column]


def crosswalk(bench: Workbench, written: str) -> tuple[CrossedRow, ...]:
    """The rows of a crosswalk written `VMH2=NJ3,VMH4=AG2`.

    Raises:
        CrosswalkMissing: nothing is written.
        CrosswalkWrong: a line does not join codes of different frameworks.
        NoSuchColumns: a code is not in the study.
    """
    lines = [line.strip() for line in _BETWEEN.split(written) if line.strip()]
    if not lines:
        raise CrosswalkMissing
    return tuple(_row(bench, line) for line in lines)


def _row(bench: Workbench, line: str) -> CrossedRow:
    names = [name.strip() for name in line.split("=") if name.strip()]
    columns = [column for name in names for column in columns_for(bench.connection, [name])]
    by_theory = {
        f"theory:{column.framework.name}": column
        for column in columns
        if column.framework is not None
    }
    if len(names) < 2 or len(by_theory) != len(names) or len(columns) != len(names):
        raise CrosswalkWrong(line=line[:80])
    language = bench.question.language
    return CrossedRow(
        id="=".join(column.code.canonical_id for column in columns),
        label=" ≈ ".join(column.code.name(language) for column in columns),
        columns=by_theory,
    )
