"""Where in a codebook file something stands: a line of text, or a cell of a sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file, worded in either language by `format(place, "en")` and `format(…, "id")`.

    `line` and `column` count from 1, 0 where unknown. `heading` names a column of a table; where
    `sheet` or `heading` is given, the line is spoken of as a row.

    >>> format(Place("theory.yaml", line=3, column=5), "id")
    'theory.yaml, baris 3, kolom 5'
    """

    file: str
    line: int = 0
    column: int = 0
    sheet: str = ""
    heading: str = ""

    def __format__(self, language: str) -> str:
        indonesian = language == "id"
        parts = [self.file]
        if self.sheet:
            parts.append(f"lembar “{self.sheet}”" if indonesian else f"sheet “{self.sheet}”")
        if self.line:
            row = "row" if self.sheet or self.heading else "line"
            parts.append(f"{'baris' if indonesian else row} {self.line}")
        if self.heading:
            parts.append(f"kolom “{self.heading}”" if indonesian else f"column “{self.heading}”")
        elif self.column:
            parts.append(f"{'kolom' if indonesian else 'column'} {self.column}")
        return ", ".join(parts)

    def __str__(self) -> str:
        return format(self, "en")
