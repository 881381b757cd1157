"""JSON and JSON Lines: lists of records, columns of values, records nested by app or date."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from qda.i18n import mark
from qda.importers.draft import Notice
from qda.importers.tables.dates import iso_moment
from qda.importers.tables.encoding import decoded
from qda.importers.tables.errors import (
    BrokenJson,
    EmptyTable,
    JsonTooDeep,
    NoRecords,
    TooManyColumns,
)
from qda.importers.tables.raw import (
    COLUMN_LIMIT,
    REPORT_EVERY,
    RawTable,
    damaged,
    plain,
    unique_headings,
)
from qda.jobs.progress import Progress

_DEPTH: Final = 12
_FLAT_DEPTH: Final = 6

Json = dict[str, "Json"] | list["Json"] | str | bool | None
"""What a JSON text holds here: numbers stay the text they were, so that none is rounded."""


@dataclass(frozen=True, slots=True)
class Record:
    """One object that becomes a row, with the keys above it and its number in the file."""

    path: tuple[str, ...]
    content: dict[str, Json]
    number: int


@dataclass(slots=True)
class _Parse:
    """Counts, while a text is parsed, the keys that stand twice in one object."""

    repeated: int = 0
    records: list[Record] = field(default_factory=list)

    def pairs(self, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        made = dict(pairs)
        self.repeated += len(pairs) - len(made)
        return made

    def loads(self, text: str) -> Json:
        parsed: Json = json.loads(
            text,
            object_pairs_hook=self.pairs,
            parse_int=str,
            parse_float=str,
            parse_constant=lambda _: None,
        )
        return parsed


@dataclass(frozen=True, slots=True)
class JsonReader:
    """Reads JSON and JSON Lines."""

    name: str = "json"
    suffixes: tuple[str, ...] = (".json", ".jsonl", ".ndjson")

    def accepts(self, file: str, _content: bytes, /) -> bool:
        """Whether the name ends like JSON."""
        return file.casefold().endswith(self.suffixes)

    def read(self, content: bytes, file: str, progress: Progress) -> RawTable:
        """The table in `content`, one row per record, in file order.

        Raises:
            BrokenJson: it is not valid JSON; the line and the column are named.
            JsonTooDeep, NoRecords, TooManyColumns: it is JSON, but no table.
            EmptyTable, NotATable, EncodingUnknown: there is no text.
        """
        opened = decoded(content, file)
        text = opened.text
        if not text.strip():
            raise EmptyTable(file=file)
        parse = _Parse()
        try:
            _collect(parse, text, file)
            table = _table(parse.records, file, progress)
        except RecursionError as error:
            raise JsonTooDeep(file=file, limit=_DEPTH) from error
        notices = [*opened.notices, *table.notices]
        if parse.repeated:
            sentence = mark("Keys that stand twice in one record; the last was read: {count}.")
            notices.append(Notice(sentence, (("count", parse.repeated),)))
        return replace(table, encoding=opened.encoding, notices=tuple(notices))


def _collect(parse: _Parse, text: str, file: str) -> None:
    try:
        whole = parse.loads(text)
    except json.JSONDecodeError as error:
        if not _starts_with_record(text):
            raise BrokenJson(file=file, line=error.lineno, column=error.colno) from error
        parse.repeated = 0
        _collect_lines(parse, text, file)
        return
    columns = _as_columns(whole)
    if columns is not None:
        parse.records = columns
    elif _is_record(whole):
        raise NoRecords(file=file)
    else:
        _walk(whole, (), parse.records, file)
    if not parse.records:
        raise NoRecords(file=file)


def _starts_with_record(text: str) -> bool:
    """Whether the first line is a whole object: then the file is JSON Lines."""
    first = text.lstrip().partition("\n")[0]
    try:
        return isinstance(json.loads(first), dict)
    except json.JSONDecodeError:
        return False


def _collect_lines(parse: _Parse, text: str, file: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            content = parse.loads(line)
        except json.JSONDecodeError as error:
            raise BrokenJson(file=file, line=number, column=error.colno) from error
        if not isinstance(content, dict):
            raise BrokenJson(file=file, line=number, column=1)
        parse.records.append(Record((), content, number))


def _is_record(value: Json) -> bool:
    """An object with at least one plain value and no list of objects in it."""
    return (
        isinstance(value, dict)
        and any(not isinstance(inner, dict | list) for inner in value.values())
        and not any(_holds_objects(inner) for inner in value.values())
    )


def _holds_objects(value: Json) -> bool:
    return isinstance(value, list) and any(isinstance(inner, dict) for inner in value)


def _walk(value: Json, path: tuple[str, ...], found: list[Record], file: str) -> None:
    """Every object that lies in a list, with the keys on the way to it."""
    if len(path) > _DEPTH:
        raise JsonTooDeep(file=file, limit=_DEPTH)
    if isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict):
                found.append(Record(path, inner, len(found) + 1))
            else:
                _walk(inner, (*path, ""), found, file)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _walk(inner, (*path, key), found, file)


def _as_columns(value: Json) -> list[Record] | None:
    """Records from an object of equally long lists, or of objects with the same keys (pandas)."""
    if not isinstance(value, dict) or not value:
        return None
    lists = [column for column in value.values() if isinstance(column, list)]
    if len(lists) == len(value):
        alike = len({len(column) for column in lists}) == 1
        return (
            _turned(list(value), lists) if alike and not any(map(_holds_objects, lists)) else None
        )
    objects = [column for column in value.values() if isinstance(column, dict)]
    if len(objects) < max(2, len(value)) or not _are_numbered_alike(objects):
        return None
    return _turned(list(value), [list(column.values()) for column in objects])


def _are_numbered_alike(columns: Sequence[dict[str, Json]]) -> bool:
    """Whether all objects have the same row numbers as keys, and plain values."""
    keys = list(columns[0])
    return (
        bool(keys)
        and all(key.isdigit() for key in keys)
        and all(list(column) == keys for column in columns)
        and not any(isinstance(cell, dict | list) for col in columns for cell in col.values())
    )


def _turned(names: Sequence[str], columns: Sequence[Sequence[Json]]) -> list[Record]:
    return [
        Record((), dict(zip(names, cells, strict=True)), number)
        for number, cells in enumerate(zip(*columns, strict=True), start=1)
    ]


def _table(records: Sequence[Record], file: str, progress: Progress) -> RawTable:
    flat: list[dict[str, str]] = []
    names: dict[str, None] = {}
    faults = 0
    for index, record in enumerate(records):
        if index % REPORT_EVERY == 0:
            progress.report(index, len(records), mark("Reading the rows"))
        cells: dict[str, str] = {}
        for name, cell in _flattened(record.content, "", 0):
            faults += damaged(cell)
            cells[name] = plain(cell)
        names.update(dict.fromkeys(cells))
        flat.append(cells)
        if len(names) > COLUMN_LIMIT:
            raise TooManyColumns(
                file=file, row=record.number, columns=len(names), limit=COLUMN_LIMIT
            )
    if not names:
        raise EmptyTable(file=file)
    above = _levels([record.path for record in records], flat)
    rows = [
        [
            *(plain(record.path[level]) for level, _ in above),
            *(cells.get(name, "") for name in names),
        ]
        for record, cells in zip(records, flat, strict=True)
    ]
    headings = unique_headings([*(name for _, name in above), *(plain(name) for name in names)])
    numbers = [record.number for record in records]
    columns = list(zip(*rows, strict=True))
    return RawTable(headings, columns, numbers, notices=_fault_notices(faults))


def _fault_notices(faults: int) -> tuple[Notice, ...]:
    if not faults:
        return ()
    sentence = mark("Cells with characters that no text can hold were mended: {count}.")
    return (Notice(sentence, (("count", faults),)),)


def _flattened(record: dict[str, Json], prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    """The cells of a record; an object inside gives `name.inner`, a list its JSON text."""
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and value and depth < _FLAT_DEPTH:
            yield from _flattened(value, f"{name}.", depth + 1)
        elif value is None:
            yield name, ""
        elif isinstance(value, bool):
            yield name, "true" if value else "false"
        elif isinstance(value, str):
            yield name, value
        else:
            yield name, json.dumps(value, ensure_ascii=False)


def _levels(
    paths: Sequence[tuple[str, ...]], flat: Sequence[dict[str, str]]
) -> list[tuple[int, str]]:
    """The levels of keys above the records that tell them apart, each with a heading.

    A level is left out where all records agree on it or repeat it in a column of their own.
    """
    depth = min(len(path) for path in paths)
    levels: list[tuple[int, str]] = []
    for level in range(depth):
        keys = [path[level] for path in paths]
        distinct = set(keys)
        if len(distinct) < 2 or _repeated_inside(keys, flat):
            continue
        dated = all(iso_moment(key) is not None for key in distinct)
        taken = {name for _, name in levels} | set(flat[0])
        name = "date" if dated else "app"
        levels.append((level, name if name not in taken else f"level {level + 1}"))
    return levels


def _repeated_inside(keys: Sequence[str], flat: Sequence[dict[str, str]]) -> bool:
    return any(
        all(cells.get(name) == key for key, cells in zip(keys, flat, strict=True))
        for name in flat[0]
    )
