"""Verbs that read: sources, codes, codings, cases, collections and quotes."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from qda.cli.arguments import study_verb, with_json, with_output
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import Speech
from qda.labels import label

if TYPE_CHECKING:
    from qda.cli.arguments import Verbs
    from qda.retrieval.counts import CodeCount
    from qda.retrieval.rows import CodingRow


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    for name, work, about in (
        ("sources", list_sources, speech("list the sources")),
        ("codes", list_codes, speech("list the codes")),
        ("codings", list_codings, speech("list the codings")),
        ("cases", list_cases, speech("list the cases")),
        ("collections", list_collections, speech("list the collections")),
    ):
        parser = study_verb(verbs, name, work, about, speech=speech)
        with_json(parser, speech)
        if name == "cases":
            words = speech("the respondents of a survey, by the key of its collection")
            parser.add_argument("--collection", default="", metavar=speech("KEY"), help=words)
        if name == "codes":
            words = speech("count informants, and what lies beneath each code, too")
            parser.add_argument("--counts", action="store_true", help=words)
        if name in ("codes", "codings"):
            parser.add_argument("--filter", default="", help=speech("only these codings"))
    parser = study_verb(
        verbs, "quotes", quotes, speech("write the quotes of a code"), speech=speech
    )
    parser.add_argument("--code", required=True, metavar=speech("ID"))
    parser.add_argument("--role", default="", help=speech("only informants of this role"))
    parser.add_argument("--filter", default="", help=speech("only these codings"))
    with_output(parser, speech, ".xlsx .docx .pdf .html .md .csv .json")


def list_sources(call: Call) -> int:
    """List the sources."""
    from qda.retrieval.sources import sources

    speech = call.speech
    with call.study() as study, study.reading() as connection:
        found = sources(connection)
    if call.json:
        print_json(found)
        return 0
    rows = [
        (
            each.key,
            label(each.technique, speech),
            each.title,
            each.collected_on,
            speech.number(each.length),
            each.segments,
            ", ".join(each.cases),
        )
        for each in found
    ]
    headings = (
        speech("Key"), speech("Technique"), speech("Title"), speech("Date"),
        speech("Characters"), speech("Segments"), speech("Cases"),
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def list_codes(call: Call) -> int:
    """List the codes as a tree."""
    from qda.retrieval.codes import codes

    speech = call.speech
    if call.arguments.counts or call.arguments.filter:
        return _list_counts(call)
    with call.study() as study, study.reading() as connection:
        found = codes(connection)
    if call.json:
        print_json(found)
        return 0
    rows = [
        (
            "  " * each.depth + each.canonical_id,
            each.name(speech.language),
            each.segments,
            each.proposed,
        )
        for each in found
    ]
    print_table((speech("Code"), speech("Name"), speech("Segments"), speech("Proposed")), rows)
    return 0


def _list_counts(call: Call) -> int:
    from qda.retrieval.codes import codes
    from qda.retrieval.counts import CodeCount, code_counts
    from qda.retrieval.filter_language import parse_filter

    speech = call.speech
    with call.study() as study, study.reading() as connection:
        found = codes(connection, counted=False)
        counts = code_counts(connection, parse_filter(connection, call.arguments.filter))
    counted = [(each, counts.get(each.id, CodeCount(0, 0, 0))) for each in found]
    if call.json:
        print_json([{"code": each.canonical_id, **_columns(count)} for each, count in counted])
        return 0
    rows = [
        (
            "  " * each.depth + each.canonical_id,
            each.name(speech.language),
            count.informants,
            count.segments,
            count.proposed,
        )
        for each, count in counted
    ]
    headings = (
        speech("Code"), speech("Name"), speech("Informants"), speech("Segments"),
        speech("Proposed"),
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def list_codings(call: Call) -> int:
    """List the codings that pass a filter."""
    from qda.retrieval.codes import codes
    from qda.retrieval.codings import codings
    from qda.retrieval.filter_language import parse_filter

    speech = call.speech
    with call.study() as study, study.reading() as connection:
        found = codings(connection, parse_filter(connection, call.arguments.filter))
        names = {code.id: code.canonical_id for code in codes(connection)}
    if call.json:
        print_json([{**_columns(each), "code": names[each.code_id]} for each in found])
        return 0
    rows = [
        (
            each.key,
            names[each.code_id],
            label(each.state, speech),
            "" if each.polarity is None else label(each.polarity, speech),
            each.coder,
            each.quote,
        )
        for each in found
    ]
    headings = (
        speech("Key"), speech("Code"), speech("State"), speech("Polarity"), speech("Coder"),
        speech("Quote"),
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def list_cases(call: Call) -> int:
    """List the cases."""
    from qda.cli.named import collection_of
    from qda.retrieval.cases import cases, respondents

    speech = call.speech
    key = call.arguments.collection
    with call.study() as study, study.reading() as connection:
        if key:
            found = respondents(connection, collection_of(connection, key))
        else:
            found = cases(connection)
    if call.json:
        print_json(found)
        return 0
    rows = [
        (
            each.name,
            each.role,
            "" if each.stakeholder_group is None else label(each.stakeholder_group, speech),
            each.sources,
            speech.number(each.characters),
            each.segments,
        )
        for each in found
    ]
    headings = (
        speech("Case"), speech("Role"), speech("Stakeholder group"), speech("Sources"),
        speech("Characters"), speech("Segments"),
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def list_collections(call: Call) -> int:
    """List the collections."""
    from qda.retrieval.sources import collections

    speech = call.speech
    with call.study() as study, study.reading() as connection:
        found = collections(connection)
    if call.json:
        print_json(found)
        return 0
    rows = [
        (
            each.key,
            each.title,
            label(each.technique, speech),
            speech.number(each.units),
            speech.number(each.coded_units),
            speech.number(each.respondents) if each.respondents else "",
        )
        for each in found
    ]
    headings = (
        speech("Key"), speech("Title"), speech("Technique"), speech("Texts"), speech("Coded"),
        speech("Respondents"),
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def quotes(call: Call) -> int:
    """Write the quotes of a code with everything that leads back to them."""
    from exports.quotes import write_quotes
    from qda.displays.quote_list import quote_list
    from qda.retrieval.filter_language import parse_filter

    given = call.arguments
    with call.study() as study, study.reading() as connection:
        wanted = parse_filter(connection, given.filter)
        found = quote_list(
            connection,
            given.code,
            wanted=wanted,
            role=given.role,
            language=call.speech.language,
            analyst=call.coder,
        )
    write_quotes(found, Path(given.output))
    number = call.speech.number(len(found.evidence))
    print_line(call.speech("Wrote {count} quotes to {place}.", count=number, place=given.output))
    return 0


def _columns(row: CodingRow | CodeCount) -> dict[str, object]:
    return {each.name: getattr(row, each.name) for each in fields(row)}
