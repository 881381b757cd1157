"""Reads what is kept of displays: their questions, versions, entries, and what was drawn from them.

While somebody codes blind, what other people wrote, concluded and let stand is hidden from her: a
version of a display holds the codings of the moment it was made.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select, true

from models.code import Code
from models.display import CellEntry, Conclusion, ConclusionCell, Display, DisplayVersion
from models.recording import NotThere, table_of
from models.study import Coder
from models.vocabulary import CodingState, EntryKind
from qda.retrieval.sight import is_blind, viewer_of


@dataclass(frozen=True, slots=True)
class DisplayRow:
    """A kept display; `versions` is how many there are, `looked_at` when the newest was made."""

    id: int
    uuid: str
    title: str
    kind: str
    coder: str
    language: str
    question: str
    settings: dict[str, Any]
    places: dict[str, Any]
    note: str
    made_at: str
    versions: int
    looked_at: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a display without its content; `refreshed` are (row, column) ids."""

    id: int
    display_id: int
    number: int
    coder: str
    study_version: int
    refreshed: tuple[tuple[str, str], ...]
    made_at: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What a researcher wrote into a cell; `records` are (kind, id) of what it rests on."""

    id: int
    uuid: str
    display_id: int
    row: str
    column: str
    kind: EntryKind
    coder: str
    text: str
    generated: str
    value: float | None
    rule: str
    evidence: tuple[str, ...]
    records: tuple[tuple[str, str], ...]
    state: CodingState
    made_at: str


@dataclass(frozen=True, slots=True)
class StandsOn:
    """A cell that a conclusion stands on, or that contradicts it."""

    display_id: int
    row: str
    column: str
    contradicts: bool


@dataclass(frozen=True, slots=True)
class ConclusionRow:
    """A conclusion with the cells it stands on; `code` is the dimension it sums up, by its id."""

    id: int
    uuid: str
    text: str
    coder: str
    question: str
    code_id: int | None
    code: str
    confidence: int | None
    note: str
    made_at: str
    cells: tuple[StandsOn, ...]

    @property
    def is_linked(self) -> bool:
        """Whether it stands on at least one cell."""
        return any(not cell.contradicts for cell in self.cells)


class NoSuchDisplay(NotThere):
    """No display of the study has the title asked for."""

    en = "There is no display “{which}” in this study. Known: {known}."
    id = "Tidak ada display “{which}” dalam studi ini. Yang ada: {known}."

    def say(self, language: str) -> str:
        """Override: names the displays that there are."""
        return (self.id if language == "id" else self.en).format(**self.facts)


def displays(connection: Connection) -> tuple[DisplayRow, ...]:
    """All kept displays in their order."""
    display, coder, version = table_of(Display), table_of(Coder), table_of(DisplayVersion)
    newest = (
        select(
            version.c.display_id,
            func.count().label("versions"),
            func.max(version.c.made_at).label("looked_at"),
        )
        .where(_own(connection, version))
        .group_by(version.c.display_id)
        .subquery()
    )
    query = (
        select(display, coder.c.name.label("coder"), newest.c.versions, newest.c.looked_at)
        .join(coder, coder.c.id == display.c.coder_id)
        .join(newest, newest.c.display_id == display.c.id, isouter=True)
        .order_by(display.c.position, display.c.id)
    )
    return tuple(
        DisplayRow(
            id=row["id"],
            uuid=row["uuid"],
            title=row["title"],
            kind=row["kind"],
            coder=row["coder"],
            language=row["language"],
            question=row["question"],
            settings=row["settings"],
            places=row["places"],
            note=row["note"],
            made_at=row["made_at"],
            versions=row["versions"] or 0,
            looked_at=row["looked_at"] or "",
        )
        for row in connection.execute(query).mappings()
    )


def display_named(connection: Connection, title: str) -> DisplayRow:
    """The kept display with a title, in whatever case, or with a UUID.

    Raises:
        NoSuchDisplay: there is none.
    """
    known = displays(connection)
    wanted = title.strip().casefold()
    for row in known:
        if wanted in (row.title.casefold(), row.uuid):
            return row
    raise NoSuchDisplay(which=title, known="; ".join(row.title for row in known) or "–")


def display_by_id(connection: Connection, display_id: int) -> DisplayRow:
    """The kept display with an id.

    Raises:
        NotThere: there is none.
    """
    for row in displays(connection):
        if row.id == display_id:
            return row
    raise NotThere(what="display", which=display_id)


def versions(connection: Connection, display_id: int) -> tuple[VersionRow, ...]:
    """The versions of a display, the oldest first."""
    version, coder = table_of(DisplayVersion), table_of(Coder)
    query = (
        select(
            version.c.id,
            version.c.display_id,
            version.c.number,
            coder.c.name,
            version.c.study_version,
            version.c.refreshed,
            version.c.made_at,
        )
        .join(coder, coder.c.id == version.c.coder_id)
        .where(version.c.display_id == display_id, _own(connection, version))
        .order_by(version.c.number)
    )
    return tuple(
        VersionRow(
            row.id,
            row.display_id,
            row.number,
            row.name,
            row.study_version,
            tuple((each[0], each[1]) for each in row.refreshed),
            row.made_at,
        )
        for row in connection.execute(query)
    )


def version_content(connection: Connection, display_id: int, number: int = 0) -> bytes | None:
    """What a version holds, packed; the newest one's where `number` is 0; None without one."""
    version = table_of(DisplayVersion)
    query = select(version.c.content).where(
        version.c.display_id == display_id, _own(connection, version)
    )
    if number:
        query = query.where(version.c.number == number)
    query = query.order_by(version.c.number.desc()).limit(1)
    found = connection.execute(query).scalar()
    return None if found is None else bytes(found)


def entries(connection: Connection, display_id: int) -> tuple[EntryRow, ...]:
    """What researchers wrote into the cells of a display, in the order of each cell."""
    entry, coder = table_of(CellEntry), table_of(Coder)
    query = (
        select(entry, coder.c.name.label("coder"))
        .join(coder, coder.c.id == entry.c.coder_id)
        .where(entry.c.display_id == display_id, _own(connection, entry))
        .order_by(entry.c.position, entry.c.id)
    )
    return tuple(
        EntryRow(
            id=row["id"],
            uuid=row["uuid"],
            display_id=row["display_id"],
            row=row["row"],
            column=row["column"],
            kind=row["kind"],
            coder=row["coder"],
            text=row["text"],
            generated=row["generated"],
            value=row["value"],
            rule=row["rule"],
            evidence=tuple(row["evidence"]),
            records=tuple((each["kind"], each["id"]) for each in row["records"]),
            state=row["state"],
            made_at=row["changed_at"] or row["made_at"],
        )
        for row in connection.execute(query).mappings()
    )


def conclusions(connection: Connection) -> tuple[ConclusionRow, ...]:
    """All conclusions in their order, with the cells they stand on."""
    conclusion, coder, code = table_of(Conclusion), table_of(Coder), table_of(Code)
    cell = table_of(ConclusionCell)
    cells: dict[int, list[StandsOn]] = defaultdict(list)
    links = select(
        cell.c.conclusion_id, cell.c.display_id, cell.c.row, cell.c.column, cell.c.contradicts
    ).order_by(cell.c.id)
    for conclusion_id, *rest in connection.execute(links):
        cells[conclusion_id].append(StandsOn(*rest))
    query = (
        select(conclusion, coder.c.name.label("coder"), code.c.canonical_id.label("canonical_id"))
        .join(coder, coder.c.id == conclusion.c.coder_id)
        .join(code, code.c.id == conclusion.c.code_id, isouter=True)
        .where(_own(connection, conclusion))
        .order_by(conclusion.c.position, conclusion.c.id)
    )
    return tuple(
        ConclusionRow(
            id=row["id"],
            uuid=row["uuid"],
            text=row["text"],
            coder=row["coder"],
            question=row["question"],
            code_id=row["code_id"],
            code=row["canonical_id"] or "",
            confidence=row["confidence"],
            note=row["note"],
            made_at=row["changed_at"] or row["made_at"],
            cells=tuple(cells[row["id"]]),
        )
        for row in connection.execute(query).mappings()
    )


def _own(connection: Connection, table: Table) -> ColumnElement[bool]:
    """While one codes blind, only what is her own."""
    return table.c.coder_id == viewer_of(connection) if is_blind(connection) else true()
