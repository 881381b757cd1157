"""Codings and matrices as pandas frames, for researchers who go on in a script.

Missing values are real missing values and never the word "nan"; a text that reads "nan" stays one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.displays.values import Matrix
from qda.retrieval.codes import codes
from qda.retrieval.codings import CodingFilter, codings

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection


def codings_frame(
    connection: Connection,
    wanted: CodingFilter = CodingFilter(),
) -> pd.DataFrame:
    """One row a coding: key, start, end (code points, half-open), code, coder, judgement, quote."""
    import pandas as pd

    names = {code.id: code.canonical_id for code in codes(connection)}
    rows = codings(connection, wanted)
    return pd.DataFrame(
        {
            "coding": [row.uuid for row in rows],
            "key": [row.key for row in rows],
            "start": [row.span.start for row in rows],
            "end": [row.span.end for row in rows],
            "code": [names[row.code_id] for row in rows],
            "coder": [row.coder for row in rows],
            "state": [row.state.value for row in rows],
            "polarity": [None if row.polarity is None else row.polarity.value for row in rows],
            "strength": pd.array([row.strength for row in rows], dtype="Int64"),
            "rule": [row.rule for row in rows],
            "quote": [row.quote for row in rows],
        }
    )


def matrix_frame(matrix: Matrix, count: str = "informants") -> pd.DataFrame:
    """The counts of a matrix, rows by columns: `informants`, `segments`, `positive`, `negative`.

    A cell that holds a missing-data mark is missing, not 0.
    """
    import pandas as pd

    return pd.DataFrame(
        [
            [None if cell.missing is not None else getattr(cell, count) for cell in row]
            for row in matrix.cells
        ],
        index=[heading.label for heading in matrix.rows],
        columns=[heading.label for heading in matrix.columns],
        dtype="Int64",
    )
