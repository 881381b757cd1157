"""Verbs on memos and on searching: list memos, write one, find words, code what was found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Refused
from models.vocabulary import MemoKind
from qda.cli.arguments import positive, study_verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import Speech
from qda.labels import label

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from qda.cli.arguments import Verbs
    from qda.retrieval.finding import FoundKind, Question
    from qda.retrieval.memos import Subject


class NothingOfThisName(Refused):
    """What a memo is to be on, or to be listed for, is not in the study."""

    en = (
        "Nothing is called “{name}”. Give a key such as W03 or W03:12, a code's id, or the name of "
        "a case or a source."
    )
    id = (
        "Tidak ada yang bernama “{name}”. Berikan kunci seperti W03 atau W03:12, id kode, atau "
        "nama kasus atau sumber data."
    )


class OnlyPlacesAreCoded(Refused):
    """Codes, cases and memos are not coded; places in texts are."""

    en = "Only what is found in texts can be coded. Leave --in out, or write --in texts."
    id = "Hanya yang ditemukan dalam teks dapat dikode. Hilangkan --in, atau tulis --in texts."


_PLACES = ("texts", "memos", "codes", "cases", "sources", "all")
_UNITS = ("words", "sentence", "turn", "whole")


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    parser = study_verb(
        verbs, "memos", list_memos, speech("list or export the memos"), speech=speech
    )
    parser.add_argument("--kind", choices=[*MemoKind], help=speech("only memos of this kind"))
    parser.add_argument("--on", default="", metavar=speech("KEY|CODE|NAME"),
                        help=speech("only memos on this thing or about it"))  # fmt: skip
    parser.add_argument("--since", default="", metavar=speech("DAY"))
    parser.add_argument("--until", default="", metavar=speech("DAY"))
    parser.add_argument(
        "-o", "--output", default="", metavar=speech("FILE"),
        help=speech("the file to write; its ending chooses the format: {endings}",
                    endings=".docx .xlsx .html .csv"),
    )  # fmt: skip
    with_json(parser, speech)
    parser = study_verb(verbs, "memo", write_memo, speech("write a memo"), speech=speech)
    parser.add_argument("--on", default="", metavar=speech("KEY|CODE|NAME"),
                        help=speech("what it is on; the study where nothing is named"))  # fmt: skip
    parser.add_argument("--text", required=True, metavar=speech("WORDS"))
    parser.add_argument("--title", default="", metavar=speech("WORDS"))
    parser.add_argument("--kind", choices=[*MemoKind], default=MemoKind.ANALYTIC)
    parser.add_argument("--date", default="", metavar=speech("DAY"),
                        help=speech("the day it tells of, such as 2026-11-27"))  # fmt: skip
    with_json(parser, speech)
    _add_search(verbs, speech)


def _add_search(verbs: Verbs, speech: Speech) -> None:
    parser = study_verb(verbs, "search", search, speech("find words"), speech=speech)
    parser.add_argument("query", metavar=speech("WORDS"))
    parser.add_argument("--in", dest="place", choices=_PLACES, default="texts")
    parser.add_argument(
        "--count", type=positive, default=200, help=speech("how many texts at most")
    )
    parser.add_argument("--filter", default="", help=speech("only these texts and memos"))
    parser.add_argument(
        "--forms", action="store_true", help=speech("also other forms of the words")
    )
    parser.add_argument(
        "--code", default="", metavar=speech("ID"), help=speech("code every place found")
    )
    parser.add_argument(
        "--unit", choices=_UNITS, default="words", help=speech("what of the text is coded")
    )
    with_json(parser, speech)


def list_memos(call: Call) -> int:
    """List the memos, or write them to a file."""
    from exports.memo_lines import MemoBook
    from exports.memos import write_memos
    from qda.retrieval.memos import MemoFilter, listed_memos, memos_of

    given, speech = call.arguments, call.speech
    kinds = frozenset({MemoKind(given.kind)}) if given.kind else frozenset()
    wanted = MemoFilter(kinds, since=given.since, until=given.until)
    with call.study() as study, study.reading() as connection:
        found = listed_memos(connection, wanted)
        if given.on:
            table, uuid = _named(connection, given.on)[1]
            about = {each.memo.id for each in memos_of(connection, table, uuid)}
            found = tuple(each for each in found if each.memo.id in about)
    if given.output:
        book = MemoBook(speech("Memos"), speech.language, found)
        write_memos(book, Path(given.output))
        place = given.output
        print_line(
            speech.many(
                "Wrote {n} memo to {place}.", "Wrote {n} memos to {place}.", len(found), place=place
            )
        )
    elif call.json:
        print_json(found)
    else:
        rows = [
            (
                each.memo.day,
                label(each.memo.kind, speech),
                each.memo.coder,
                _told(each.subject, speech),
                each.memo.title,
                each.memo.text,
            )
            for each in found
        ]
        headings = (
            speech("Date"), speech("Kind"), speech("Author"), speech("On"), speech("Title"),
            speech("Memo"),
        )  # fmt: skip
        print_table(headings, rows)
    return 0


def write_memo(call: Call) -> int:
    """Write a memo on a thing or on the study."""
    from qda.edits.memos import AddMemo

    given, speech = call.arguments, call.speech
    with call.study() as study:
        subject, target = None, ("", "")
        if given.on:
            with study.reading() as connection:
                subject, target = _named(connection, given.on)
        memo_id = study.do(
            AddMemo(
                given.text,
                given.title,
                MemoKind(given.kind),
                target=target[0],
                target_uuid=target[1],
                span=None if subject is None else subject.span,
                dated_on=given.date,
            )
        )
    if call.json:
        print_json({"memo": memo_id})
    else:
        print_line(speech("Wrote a memo on {thing}.", thing=_told(subject, speech)))
    return 0


def search(call: Call) -> int:
    """Find words in texts, memos, names and definitions; code what was found where asked to."""
    from qda.retrieval.finding import FoundKind, Question
    from qda.retrieval.search_filters import parse_search_filter

    given = call.arguments
    kinds = {
        "texts": FoundKind.TEXT, "memos": FoundKind.MEMO, "codes": FoundKind.CODE,
        "cases": FoundKind.CASE, "sources": FoundKind.SOURCE,
    }  # fmt: skip
    wanted = frozenset(FoundKind) if given.place == "all" else frozenset({kinds[given.place]})
    if given.code and FoundKind.TEXT not in wanted:
        raise OnlyPlacesAreCoded
    with call.study() as study, study.reading() as connection:
        question = Question(
            given.query,
            wanted,
            parse_search_filter(connection, given.filter),
            forms=given.forms,
            language=call.speech.language,
        )
    return _code_found(call, question) if given.code else _show_found(call, question)


def _show_found(call: Call, question: Question) -> int:
    from qda.retrieval.finding import FoundKind, count_texts, find_everything, find_texts

    given, speech = call.arguments, call.speech
    in_texts = FoundKind.TEXT in question.kinds
    with call.study() as study, study.reading() as connection:
        found = find_everything(connection, question, count=1)
        places = find_texts(connection, question, texts=given.count) if in_texts else ()
        texts = count_texts(connection, question) if in_texts else 0
    rows = [row for kind in found.named.values() for row in kind]
    if call.json:
        named = {kind.value: list(each) for kind, each in found.named.items()}
        print_json({**named, "places": list(places), "texts": texts, "forms": list(found.forms)})
        return 0
    if found.forms:
        print_line(speech("Also looked for: {forms}", forms=", ".join(found.forms)))
    for row in (*rows, *places):
        start, end = ("…" if row.cut_before else ""), ("…" if row.cut_after else "")
        told = "  ".join(part for part in (row.key, row.title if row.span is None else "") if part)
        print_line(f"{told}  {start}{row.snippet}{end}".rstrip())
    if in_texts:
        print_line(speech.many("Found in {n} text.", "Found in {n} texts.", texts))
    for kind, many in found.named.items():
        print_line(_counted(kind, len(many), speech))
    if FoundKind.MEMO in question.kinds and FoundKind.MEMO not in found.named:
        print_line(_counted(FoundKind.MEMO, 0, speech))
    return 0


def _counted(kind: FoundKind, count: int, speech: Speech) -> str:
    if kind == "memo":
        return speech.many("Found in {n} memo.", "Found in {n} memos.", count)
    if kind == "code":
        return speech.many("Found {n} code.", "Found {n} codes.", count)
    if kind == "case":
        return speech.many("Found {n} case.", "Found {n} cases.", count)
    return speech.many("Found {n} source.", "Found {n} sources.", count)


def _code_found(call: Call, question: Question) -> int:
    from qda.edits.coding_places import CodePlaces
    from qda.retrieval.codes import code_by_id
    from qda.retrieval.units_of_places import CodedUnit, all_places

    given, speech = call.arguments, call.speech
    with call.study() as study:
        with study.reading() as connection:
            code = code_by_id(connection, given.code)
            unit = CodedUnit(given.unit)
            found = all_places(connection, question, unit, call.progress)
        done = study.do(CodePlaces(found.places, code.id))
    if call.json:
        print_json(done)
        return 0
    said = speech.many(
        "Coded {n} place with “{code}”.",
        "Coded {n} places with “{code}”.",
        done.coded,
        code=code.name(speech.language),
    )
    borne = speech.many("{n} bore the code already.", "{n} bore the code already.", done.borne)
    print_line(f"{said} {borne}" if done.borne else said)
    return 0


def _told(subject: Subject | None, speech: Speech) -> str:
    if subject is None:
        return speech("the study")
    title = subject.title(speech.language)
    return f"{subject.key}  {title}".strip() if subject.key != title else title


def _named(connection: Connection, name: str) -> tuple[Subject, tuple[str, str]]:
    """What a name means, with its table and UUID.

    Raises:
        NothingOfThisName: there is no such thing.
    """
    from qda.memos.links import bracketed
    from qda.retrieval.codes import NoSuchCode, SeveralCodes, code_by_id
    from qda.retrieval.memo_links import memo_links
    from qda.retrieval.memos import thing

    links = memo_links(connection, bracketed(name)) or memo_links(connection, name)
    subject = links[0].subject if links else None
    if subject is None:
        try:
            code = code_by_id(connection, name)
        except (NoSuchCode, SeveralCodes) as error:
            raise NothingOfThisName(name=name) from error
        found = thing(connection, "code", code.id)
    else:
        found = thing(connection, subject.table, subject.id)
    if found is None:
        raise NothingOfThisName(name=name)
    return (subject or found[0]), (found[0].table, found[1])
