"""Term lists as XLSX: one entry a row on the first sheet, the list's own facts on a second one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Final

from codebooks.framework import Wording
from qda.autocoding import entries
from qda.autocoding.entries import Entry, Facts, Place, Words, key_of
from qda.autocoding.errors import (
    BadTermList,
    MissingKey,
    NotReadable,
    RepeatedKey,
    TooLarge,
    TooManyRows,
    Worded,
)
from qda.autocoding.term_list import Term, TermList
from qda.i18n import mark

NOT_A_WORKBOOK: Final = mark("it is no Excel workbook")
HAS_ENTITIES: Final = mark("it declares XML entities")
FACT_SHEETS: Final = ("list", "daftar")
COLUMNS: Final = entries.RULE_KEYS | {"polarity": "polarity", "polaritas": "polarity"}
_POLARITY_NAMES: Final = {
    "": "terms",
    "supporting": "supporting",
    "mendukung": "supporting",
    "+": "supporting",
    "inhibiting": "inhibiting",
    "menghambat": "inhibiting",
    "-": "inhibiting",
}
A_POLARITY: Final = mark("“supporting” or “inhibiting”, or empty")
_ENGLISH_WORDINGS: Final = ("indicator", "name", "note")
_MOST_UNPACKED: Final = 50_000_000
_MOST_PARTS: Final = 500
_MOST_ROWS: Final = 20_000
_XLSX: Final = "XLSX"


def from_workbook(content: bytes, file: str) -> TermList:
    """The term list in the bytes of an XLSX file.

    Raises:
        BadTermList: it is none, or something in it is wrong; says in which row.
    """
    _guard(content, file)
    sheets = _sheets(content, file)
    facts = Facts(Place(file, Worded(entries.WHOLE_FILE)), id=_stem(file))
    rows: tuple[str, list[list[str]]] = ("", [])
    for name, cells in sheets:
        if name.strip().lower() in FACT_SHEETS:
            _read_facts(facts, name, cells, file)
        elif not rows[1]:
            rows = (name, cells)
    return entries.built(facts, _entries(*rows, facts, file))


def _stem(file: str) -> str:
    return file.rsplit(".", 1)[0].strip().replace(" ", "-").lower()


def _guard(content: bytes, file: str) -> None:
    """Refuse archives that unpack out of bounds or declare entities, before they are parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if size > _MOST_UNPACKED or len(parts) > _MOST_PARTS:
                raise TooLarge(file=file, size=size, most=_MOST_UNPACKED)
            for part in parts:
                with archive.open(part) as stream:
                    if b"<!" in stream.read(4096).replace(b"<!--", b""):
                        raise NotReadable(file=file, format=_XLSX, why=Worded(HAS_ENTITIES))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise NotReadable(file=file, format=_XLSX, why=Worded(NOT_A_WORKBOOK)) from error


def _sheets(content: bytes, file: str) -> list[tuple[str, list[list[str]]]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [
            (sheet.title, [[_cell(value) for value in row] for row in _rows(sheet, file)])
            for sheet in book.worksheets
        ]
    except BadTermList:
        raise
    except Exception as error:  # openpyxl raises whatever the broken part made it stumble over
        raise NotReadable(file=file, format=_XLSX, why=Worded(NOT_A_WORKBOOK)) from error


def _rows(sheet: object, file: str) -> Iterator[Sequence[object]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True)):  # type: ignore[attr-defined]
        if number >= _MOST_ROWS:
            raise TooManyRows(file=file, sheet=sheet.title, most=_MOST_ROWS)  # type: ignore[attr-defined]
        yield row


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _read_facts(facts: Facts, sheet: str, rows: list[list[str]], file: str) -> None:
    for number, row in enumerate(rows, 1):
        if len(row) < 2 or not row[0]:
            continue
        place = Place(file, Worded(entries.ROW, number, sheet))
        key = key_of(row[0], entries.LIST_KEYS, place)
        if key in ("name", "note"):
            setattr(facts, key, _reworded(getattr(facts, key), row[0], row[1]))
        elif key == "language":
            facts.language = entries.language_of(row[1], place)
        elif key != "rules":
            setattr(facts, key, row[1])


def _reworded(wording: Wording, heading: str, text: str) -> Wording:
    """The wording with the text that stands under an English or an Indonesian heading."""
    if heading.strip().lower() in _ENGLISH_WORDINGS:
        return Wording(en=text, id=wording.id)
    return Wording(en=wording.en, id=text)


def _entries(sheet: str, rows: list[list[str]], facts: Facts, file: str) -> Iterator[Entry]:
    headings = _headings(sheet, rows, file)
    for number, row in enumerate(rows[1:], 2):
        if any(row):
            place = Place(file, Worded(entries.ROW, number, sheet))
            cells = [(heading, cell) for heading, cell in zip(headings, row, strict=False) if cell]
            yield _entry(cells, facts, place)


def _headings(sheet: str, rows: list[list[str]], file: str) -> list[str]:
    place = Place(file, Worded(entries.ROW, 1, sheet))
    if not rows:
        raise MissingKey(file=file, place=place.where, key="code")
    headings = [heading.lower() for heading in rows[0]]
    meanings = [COLUMNS[key] for h in headings if h and (key := _known(h, place))]
    for meaning in ("code", "terms"):
        if meaning not in meanings:
            raise MissingKey(file=file, place=place.where, key=meaning)
    twice = [h for h in headings if h and headings.count(h) > 1]
    if twice:
        raise RepeatedKey(file=file, place=place.where, key=twice[0])
    return headings


def _known(heading: str, place: Place) -> str:
    key_of(heading, COLUMNS, place)
    return " ".join(heading.split())


def _entry(cells: list[tuple[str, str]], facts: Facts, place: Place) -> Entry:
    entry = Entry(place)
    by_key = {COLUMNS[" ".join(h.split())]: cell for h, cell in cells if h}
    language, limited = facts.language, False
    if "language" in by_key:
        written = by_key["language"].lower()
        known = entries.LIMITS.get(written)
        language, limited = known or (entries.language_of(written, place), False)
    polarity = _POLARITY_NAMES.get(by_key.get("polarity", "").lower())
    if polarity is None:
        raise entries.wrong("polarity", A_POLARITY, place)
    entry.code = by_key.get("code", "")
    if "longest" in by_key:
        entry.longest = entries.number_of(by_key["longest"], place)
    for heading, cell in cells:
        if heading and COLUMNS[" ".join(heading.split())] == "indicator":
            entry.indicator = _reworded(entry.indicator, heading, cell)
    for key in ("terms", "supporting", "inhibiting"):
        if key in by_key:
            stated = entries.POLARITIES[polarity if key == "terms" else key]
            like = Term("", language, polarity=stated, limited=limited)
            entry.words.append(Words(by_key[key], like, place))
    if "unless" in by_key:
        entry.unless.append(Words(by_key["unless"], Term("", language), place))
    return entry
