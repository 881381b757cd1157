"""What the list of coded segments reads: its scopes, its pages, and codings as its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from qda.retrieval.codes import codes
from qda.retrieval.codings import CodingFilter
from qda.retrieval.listing import CodingOrder, ListedCoding, coding_page
from qda.retrieval.rows import CodeRow
from qda.session import StudyState
from ui.widgets.segments import PAGE, SegmentRow


class Scope(StrEnum):
    """Whose coded segments are listed."""

    SOURCE = "source"
    CODE = "code"
    STUDY = "study"


@dataclass(frozen=True, slots=True)
class Pages:
    """How many rows a list has, with and without the filter, and those pages that were read."""

    count: int
    total: int
    pages: dict[int, tuple[ListedCoding, ...]]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; `turn` says which of the lists that were asked for it belongs to."""

    turn: int
    number: int
    rows: tuple[ListedCoding, ...]


def read_codes(connection: StudyState) -> tuple[CodeRow, ...]:
    """The codes, whose names and colours the rows show."""
    return codes(connection, counted=False)


def read_pages(
    connection: StudyState,
    wanted: CodingFilter,
    *,
    order: CodingOrder,
    numbers: Sequence[int],
    last: int,
) -> dict[int, tuple[ListedCoding, ...]]:
    """The pages with these numbers, none beyond the `last`."""
    return {
        number: coding_page(connection, wanted, order, first=number * PAGE, count=PAGE)
        for number in sorted({min(number, last) for number in numbers})
    }


def row_of(found: ListedCoding, code: CodeRow | None, language: str) -> SegmentRow:
    """A coding as a row of the list."""
    row = found.row
    return SegmentRow(
        id=row.id,
        source_id=row.source_id,
        span=row.span,
        key=row.key,
        quote=row.quote,
        code="" if code is None else code.name(language),
        colour="" if code is None else code.colour,
        coder=row.coder,
        state=row.state,
        code_id=row.code_id,
        uuid=row.uuid,
        informant=", ".join(found.informants),
        polarity=row.polarity,
        strength=row.strength,
        time=row.time,
        important=row.important,
        tags=row.tags,
        memo=found.memo,
    )
