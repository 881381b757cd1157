"""The verb of tables: rows lists the rows of a collection, sorted, filtered, folded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.errors import Refused
from qda.cli.arguments import positive, study_verb, with_json, with_output
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import Speech
from qda.retrieval.table.columns import ColumnKind, TableColumn
from qda.retrieval.table.question import Alike

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from sqlalchemy import Connection

    from qda.cli.arguments import Verbs
    from qda.retrieval.rows import CollectionRow
    from qda.retrieval.table.listing import Listing
    from qda.retrieval.table.question import RowFilter, TableQuestion
    from qda.retrieval.table.rows import TableRow

SHOWN: Final = 200
"""Rows that are printed for people where nobody asks for more."""

_LETTERS: Final = 100


class NoSuchCollection(Refused):
    """No collection of the study has the key."""

    en = "There is no collection “{key}” in this study. It has: {known}."
    id = "Tidak ada koleksi “{key}” dalam studi ini. Yang ada: {known}."


class NoSuchOpenQuestion(Refused):
    """The collection has no open question with the key."""

    en = "There is no open question “{key}” in this collection. It has: {known}."
    id = "Tidak ada pertanyaan terbuka “{key}” dalam koleksi ini. Yang ada: {known}."


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    about = speech("list the rows of a collection as a table")
    parser = study_verb(verbs, "rows", rows, about, speech=speech)
    parser.add_argument("--collection", required=True, metavar=speech("KEY"))
    with_row_filter(parser, speech)
    words = speech("columns to sort by, with - before one that falls")
    parser.add_argument("--sort", default="", metavar="stars,-date", help=words)
    words = speech("texts that were written twice, or nearly so, become one row")
    parser.add_argument(
        "--fold", nargs="?", const=Alike.NEAR.value, choices=list(Alike), help=words
    )
    parser.add_argument("--columns", default="", help=speech("the columns, parted by commas"))
    words = speech("print so many rows at most; a file holds all")
    parser.add_argument("--most", type=positive, help=words)
    with_json(parser, speech)
    with_output(parser, speech, ".xlsx .csv .html .json", required=False)


def with_row_filter(parser: ArgumentParser, speech: Speech) -> None:
    """Add what chooses rows: `--filter`, `--search` and `--rows`."""
    parser.add_argument("--filter", default="", help=speech("only these rows"))
    parser.add_argument("--search", default="", metavar=speech("WORDS"))
    parser.add_argument("--rows", default="", metavar="A:B", help=speech("numbers of rows"))
    words = speech("the open question of a survey whose answers are meant")
    parser.add_argument("--question", default="", metavar=speech("KEY"), help=words)


def rows(call: Call) -> int:
    """List rows, or write them to a file."""
    from exports.rows import write_rows
    from qda.retrieval.table.columns import column_named, columns_of
    from qda.retrieval.table.question import TableQuestion
    from qda.retrieval.table.rows import table_rows
    from qda.retrieval.table.sheet import row_sheet
    from qda.retrieval.table.written import parse_order

    given, speech = call.arguments, call.speech
    with call.study() as study, study.reading() as connection:
        collection = collection_named(connection, given.collection)
        known = columns_of(connection, collection.id)
        question = TableQuestion(
            collection.id,
            row_filter(call, connection, known),
            parse_order(given.sort, known),
            fold=None if given.fold is None else Alike(given.fold),
            question_id=question_named(given.question, known),
        )
        found = listed(call, connection, question)
        named = [name for name in given.columns.split(",") if name.strip()]
        columns = [column_named(known, name) for name in named] or list(known)
        if given.output:
            sheet = row_sheet(
                connection,
                found,
                columns,
                title=f"{collection.key}  {collection.title}",
                language=speech.language,
                analyst=call.coder,
                asked=_asked(call),
                progress=call.progress,
            )
        else:
            most = given.most or (len(found.ids) if call.json else SHOWN)
            shown = table_rows(connection, found.ids[:most])
            names = _names(connection)
    if given.output:
        write_rows(sheet, Path(given.output))
        count = speech.number(len(found.ids))
        print_line(speech("Wrote {count} rows to {place}.", count=count, place=given.output))
    elif call.json:
        print_json(_as_json(found, shown, columns, names))
    else:
        _print(call, found, shown, columns)
    return 0


def collection_named(connection: Connection, key: str) -> CollectionRow:
    """The collection with a key.

    Raises:
        NoSuchCollection: there is none.
    """
    from qda.retrieval.sources import collections

    known = collections(connection)
    for each in known:
        if each.key.casefold() == key.strip().casefold():
            return each
    raise NoSuchCollection(key=key, known=", ".join(each.key for each in known) or "–")


def question_named(key: str, columns: tuple[TableColumn, ...]) -> int | None:
    """The id of the open question with a key; the only one where none is named.

    Raises:
        NoSuchOpenQuestion: the table has no open question of that key.
    """
    known = {each.question: each.question_id for each in columns if each.question_id is not None}
    if not key.strip():
        return next(iter(known.values())) if len(known) == 1 else None
    for each, id_ in known.items():
        if each.casefold() == key.strip().casefold():
            return id_
    raise NoSuchOpenQuestion(key=key, known=", ".join(known) or "–")


def row_filter(call: Call, connection: Connection, columns: tuple[TableColumn, ...]) -> RowFilter:
    """The filter that a call asks for.

    Raises:
        UnknownFilter, NoSuchColumn, BadRows: a part of it cannot be read.
    """
    from dataclasses import replace

    from qda.retrieval.table.written import parse_numbers, parse_rows

    given = call.arguments
    wanted = replace(parse_rows(connection, given.filter, columns), words=given.search)
    if given.rows:
        first, last = parse_numbers(given.rows)
        wanted = replace(wanted, first=first, last=last)
    return wanted


def listed(call: Call, connection: Connection, question: TableQuestion) -> Listing:
    """The answer to a question, once what it needs to know of the texts was found out."""
    from qda.retrieval.table.alike import find_duplicates
    from qda.retrieval.table.listing import listing
    from qda.retrieval.table.spoken import guess_languages

    kind, id_, meant = question.needs_alike, question.collection_id, question.question_id
    alike = None if kind is None else find_duplicates(connection, id_, kind, call.progress, meant)
    asks = bool(question.wanted.spoken)
    spoken = guess_languages(connection, id_, call.progress, meant) if asks else None
    return listing(connection, question, alike, spoken)


def _names(connection: Connection) -> dict[int, str]:
    from qda.retrieval.codes import codes

    return {code.id: code.canonical_id for code in codes(connection, counted=False)}


def _asked(call: Call) -> str:
    given = call.arguments
    parts = (given.filter, f"“{given.search}”" if given.search else "", given.rows)
    return "; ".join(part for part in parts if part)


def _as_json(
    found: Listing,
    shown: tuple[TableRow, ...],
    columns: list[TableColumn],
    names: dict[int, str],
) -> dict[str, object]:
    from qda.retrieval.table.reader import is_respondent

    return {
        "total": found.total,
        "texts": found.texts,
        "rows": [
            {
                "id": row.id,
                "row": row.number,
                **{
                    column.name: row.value(column)
                    for column in columns
                    if column.kind is not ColumnKind.CODES
                },
                "codings": [
                    {
                        "id": each.id,
                        "code": names.get(each.code_id, ""),
                        "coder": each.coder,
                        "state": "proposed" if each.proposed else "confirmed",
                        "span": each.span,
                        **({"question": each.question} if each.question else {}),
                    }
                    for each in row.codings
                ],
                **({"not_asked": sorted(row.not_asked)} if is_respondent(row.id) else {}),
                "folded": list(found.folded.get(row.id, ())),
            }
            for row in shown
        ],
    }


def _print(
    call: Call, found: Listing, shown: tuple[TableRow, ...], columns: list[TableColumn]
) -> None:
    from qda.retrieval.table.wording import heading, unanswered
    from qda.retrieval.table.wording import shown as worded

    speech = call.speech
    heads = [heading(column, speech) for column in columns]
    lines = [
        [
            _short(
                f"({unanswered(column, row, speech)})"
                if column.question and row.value(column) in (None, "")
                else worded(column, row.value(column), speech)
            )
            for column in columns
        ]
        for row in shown
    ]
    if found.question.fold:
        heads.append(speech("Texts"))
        for line, row in zip(lines, shown, strict=True):
            line.append(speech.number(1 + len(found.folded.get(row.id, ()))))
    print_table(heads, lines)
    number = speech.number
    print_line(
        speech("{shown} of {total} rows", shown=number(len(found.ids)), total=number(found.total))
    )
    if len(shown) < len(found.ids):
        print_line(speech("{count} are printed; --most prints more.", count=number(len(shown))))


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LETTERS else flat[: _LETTERS - 1] + "…"
