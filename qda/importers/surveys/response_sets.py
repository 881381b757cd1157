"""Reads the multiple-response sets of an SPSS file: which variables answer one question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qda.importers.surveys.draft import Choice, ResponseSet, SurveyColumn
from qda.importers.tables.raw import plain
from qda.importers.tables.workbook import cell_text

if TYPE_CHECKING:
    from pyreadstat import metadata_container


@dataclass(frozen=True, slots=True)
class ResponseSets:
    """The sets of a file; `counted` says of the boxes among their columns what ticks each."""

    sets: tuple[ResponseSet, ...]
    counted: Mapping[str, str] = field(hash=False)

    def apart(self, column: SurveyColumn) -> SurveyColumn:
        """The column as its set needs it: boxes say 1 or 0, and missing values say nothing.

        A column of no set stays as it is.
        """
        if not any(column.heading in each.headings for each in self.sets):
            return column
        missing, counted = column.known.missing, self.counted.get(column.heading)
        cells = ["" if cell in missing else cell for cell in column.cells]
        if counted is not None:
            cells = [str(int(cell.strip() == counted)) if cell.strip() else "" for cell in cells]
        return replace(column, cells=cells)


def response_sets(
    facts: metadata_container, columns: Sequence[SurveyColumn], language: str
) -> ResponseSets:
    """The sets that the file defines, whose variables are there; one of each variable counts.

    `language` is that of the labels, "" where it is not known.
    """
    by_name = {column.heading.casefold(): column for column in columns}
    taken: set[str] = set()
    sets: list[ResponseSet] = []
    counted: dict[str, str] = {}
    for name, said in _defined(facts):
        wanted = {str(each).casefold() for each in said["variable_list"]}
        found = [each for key, each in by_name.items() if key in wanted]
        headings = tuple(each.heading for each in found)
        if len(found) < 2 or len(found) < len(wanted) or taken & set(headings):
            continue
        taken |= set(headings)
        options: tuple[Choice, ...] = ()
        if said["is_dichotomy"]:
            counted |= dict.fromkeys(headings, cell_text(said["counted_value"]).strip())
            options = tuple(_option(each, language) for each in found)
        label = plain(said["label"] or "").strip()
        sets.append(ResponseSet(name, label, headings, language, options))
    return ResponseSets(tuple(sets), counted)


def _defined(facts: metadata_container) -> Iterator[tuple[str, Mapping[str, Any]]]:
    # An older version of the library does not read them.
    found: Mapping[str, Mapping[str, Any]] = getattr(facts, "mr_sets", None) or {}
    for name, said in found.items():
        yield name.lstrip("$"), said


def _option(column: SurveyColumn, language: str) -> Choice:
    """A box as a choice: the name of its variable, with the words of its label."""
    words = column.stem if column.stem != column.heading else ""
    return Choice(
        column.heading, "" if language == "id" else words, words if language == "id" else ""
    )
