"""The columns of a codebook table: their headings in both languages, and the names people use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from codebooks.hints import did_you_mean
from codebooks.places import Place
from codebooks.refusals import MissingCodebookColumn, RepeatedCodebookKey, UnknownCodebookColumn


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key the program uses, its headings, and other headings it is known by."""

    key: str
    en: str
    id: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All headings by which people know the column, each with a capital."""
        return (self.en, self.id, *(name.capitalize() for name in self.also))

    @property
    def heading(self) -> str:
        """The heading that is written, in both languages."""
        return f"{self.en} / {self.id}"


def _paired(key: str, en: str, id_: str, *, english: str, indonesian: str) -> tuple[Column, Column]:
    """Two columns for a bilingual text; the bare headings are `english` and `indonesian`."""
    return (
        Column(f"{key}_en", f"{en} (English)", f"{id_} (Inggris)", tuple(english.split("|"))),
        Column(
            f"{key}_id", f"{en} (Indonesian)", f"{id_} (Indonesia)", tuple(indonesian.split("|"))
        ),
    )


CODE_COLUMNS: Final = (
    Column("id", "Code", "Kode", ("id", "code id", "id kode", "kode id")),
    Column("parent", "Parent", "Induk", ("parent code", "kode induk", "induk kode")),
    *_paired("name", "Name", "Nama", english="name|label", indonesian="nama|nama kode"),
    *_paired(
        "definition",
        "Definition",
        "Definisi",
        english="definition|description",
        indonesian="definisi|deskripsi|pengertian",
    ),
    *_paired(
        "include", "Include", "Termasuk", english="include|inclusion", indonesian="termasuk|inklusi"
    ),
    *_paired(
        "exclude",
        "Exclude",
        "Tidak termasuk",
        english="exclude|exclusion",
        indonesian="tidak termasuk|eksklusi|kecuali",
    ),
    Column("see_instead", "See instead", "Lihat", ("lihat kode", "gunakan kode")),
    *_paired(
        "indicators",
        "Indicators",
        "Indikator",
        english="indicators|indicator",
        indonesian="indikator",
    ),
    *_paired(
        "questions",
        "Questions",
        "Pertanyaan",
        english="questions|question",
        indonesian="pertanyaan|pertanyaan wawancara",
    ),
    *_paired("aliases", "Aliases", "Nama lain", english="aliases|alias", indonesian="nama lain"),
    Column("origin", "Origin", "Asal"),
    *_paired("note", "Note", "Catatan", english="note|notes", indonesian="catatan"),
)
RELATION_COLUMNS: Final = (
    Column("from", "From", "Dari", ("source",)),
    Column("to", "To", "Ke", ("target",)),
    Column("kind", "Kind", "Jenis"),
    Column("sign", "Sign", "Tanda"),
    Column("via", "Via", "Melalui"),
    Column("note", "Note", "Catatan"),
    Column("to_check", "To check", "Perlu diperiksa"),
)
FIELD_COLUMNS: Final = (
    Column("field", "Field", "Bidang"),
    Column("en", "English", "Inggris"),
    Column("id", "Indonesian", "Indonesia"),
)
FIELDS: Final = (
    Column("id", "Framework id", "Id kerangka"),
    Column("name", "Name", "Nama"),
    Column("version", "Version", "Versi"),
    Column("citation", "Citation", "Rujukan"),
    Column("secondary_citations", "Secondary citation", "Rujukan sekunder"),
    Column("pages", "Pages", "Halaman"),
    Column("description", "Description", "Uraian"),
    Column("outcome", "Outcome", "Kode hasil"),
    Column("propositions", "Proposition", "Proposisi"),
    Column("to_check", "To check", "Perlu diperiksa"),
)
FRAMEWORK_COLUMNS: Final = (
    Column("framework_id", "Framework id", "Id kerangka", ("framework", "kerangka")),
    *_paired(
        "framework_name",
        "Framework name",
        "Nama kerangka",
        english="framework name",
        indonesian="nama kerangka",
    ),
    Column("framework_version", "Version", "Versi"),
    Column("framework_citation", "Citation", "Rujukan"),
    Column("framework_pages", "Pages", "Halaman"),
    Column("framework_outcome", "Outcome", "Kode hasil"),
    *_paired(
        "framework_description",
        "Framework description",
        "Uraian kerangka",
        english="framework description",
        indonesian="uraian kerangka",
    ),
)
_PASSED_OVER: Final = ("no", "nr", "nomor", "number")


@dataclass(frozen=True, slots=True)
class Header:
    """Which position of a row holds which column; `None` where the column is passed over."""

    keys: tuple[str | None, ...]
    headings: tuple[str, ...]

    def named(self, cells: Sequence[str]) -> dict[str, str]:
        """The texts of a row by the key of their column."""
        pairs = zip(self.keys, cells, strict=False)
        return {key: text for key, text in pairs if key is not None}

    def heading_of(self, key: str) -> str:
        """The heading as it stands in the file, for messages."""
        return self.headings[self.keys.index(key)] if key in self.keys else key


def normalised(heading: str) -> str:
    """A heading in small letters, its punctuation turned into single blanks."""
    return " ".join(re.sub(r"[\W_]+", " ", heading.casefold()).split())


def keys_by_heading(columns: Iterable[Column]) -> Mapping[str, str]:
    """Every heading a column is known by, normalised, with the key of its column."""
    known: dict[str, str] = {}
    for column in columns:
        names = (column.heading, column.en, column.id, column.key, *column.also)
        known |= {normalised(name): column.key for name in names}
    return known


def is_header(cells: Sequence[str], columns: Iterable[Column], key: str) -> bool:
    """Whether a row holds the heading of the column `key`."""
    known = keys_by_heading(columns)
    return any(known.get(normalised(cell)) == key for cell in cells)


def header(cells: Sequence[str], columns: Sequence[Column], place: Place) -> Header:
    """The header that a row of headings makes.

    Raises:
        UnknownCodebookColumn: a heading is not known and does not begin with #.
        RepeatedCodebookKey: two headings mean the same column.
    """
    known = keys_by_heading(columns)
    keys: list[str | None] = []
    for cell in cells:
        name = normalised(cell)
        if not name or cell.strip().startswith("#") or name in _PASSED_OVER:
            keys.append(None)
            continue
        if name not in known:
            hint = did_you_mean(cell, [n for c in columns for n in c.names])
            raise UnknownCodebookColumn(place=place, heading=cell.strip(), hint=hint)
        if known[name] in keys:
            raise RepeatedCodebookKey(place=place, key=cell.strip())
        keys.append(known[name])
    return Header(tuple(keys), tuple(cell.strip() for cell in cells))


def demand(head: Header, needed: Iterable[Column], place: Place) -> None:
    """Refuses a header in which none of the needed columns stands.

    Raises:
        MissingCodebookColumn: it names the first of them.
    """
    columns = tuple(needed)
    if not any(column.key in head.keys for column in columns):
        raise MissingCodebookColumn(place=place, heading=columns[0].heading)


def column_of(columns: Iterable[Column], key: str) -> Column:
    """The column with this key."""
    return next(column for column in columns if column.key == key)
