"""Verbs on coders: coders, blind, compare and settle."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Refused
from qda.cli.arguments import study_verb, verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import Speech
from qda.labels import label

if TYPE_CHECKING:
    import argparse

    from qda.agreement.reading import Compared
    from qda.cli.arguments import Verbs
    from qda.retrieval.rows import CodeRow
    from qda.session import StudySession, StudyState


class TwoCodersWanted(Refused):
    """A comparison has two sides."""

    en = "Name two coders: --coder NAME --coder NAME. Known: {known}."
    id = "Sebutkan dua pengode: --coder NAMA --coder NAMA. Yang ada: {known}."


class NoSuchCoder(Refused):
    """Nobody of that name codes in the study."""

    en = "Nobody named “{name}” codes in this study. Known: {known}."
    id = "Tidak ada pengode bernama “{name}” dalam studi ini. Yang ada: {known}."


class NothingToSettle(Refused):
    """The verb settles what both agree on, and that must be said."""

    en = "Say what is to be settled: --agreed takes everything that both have coded alike."
    id = "Sebutkan yang disepakati: --agreed mengambil semua yang dikode sama oleh keduanya."


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    about = speech("list the coders and what each has done")
    with_json(study_verb(verbs, "coders", list_coders, about, speech=speech), speech)
    about = speech("code blind to what others have coded, or end that")
    parser = study_verb(verbs, "blind", blind, about, speech=speech)
    _add_sources(parser, speech)
    parser.add_argument("--release", action="store_true", help=speech("show everything again"))
    parser = _pair_verb(verbs, "compare", speech("compare two coders"), speech)
    parser.set_defaults(verb=compare)
    _add_sources(parser, speech)
    with_json(parser, speech)
    parser.add_argument(
        "-o",
        "--output",
        metavar=speech("FILE"),
        help=speech("write the comparison to a file: {endings}", endings=".xlsx .csv"),
    )
    about = speech("settle in the agreed version what two coders coded alike")
    parser = _pair_verb(verbs, "settle", about, speech)
    parser.set_defaults(verb=settle)
    parser.add_argument("--agreed", action="store_true", help=speech("all that both coded alike"))


def _pair_verb(verbs: Verbs, name: str, about: str, speech: Speech) -> argparse.ArgumentParser:
    parser = verb(verbs, name, compare, about)
    parser.add_argument("study", metavar=speech("STUDY"), help=speech("the study's file"))
    parser.add_argument(
        "--coder",
        action="append",
        default=[],
        dest="pair",
        help=speech("a coder to compare; give it twice"),
    )
    parser.add_argument("--as", dest="coder", help=speech("the name of the coder who works"))
    return parser


def _add_sources(parser: argparse.ArgumentParser, speech: Speech) -> None:
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar=speech("KEY"),
        help=speech("only this source; may be given several times"),
    )


def list_coders(call: Call) -> int:
    """List the coders: kind, codings, sources, when the last was made, whether blind."""
    from qda.agreement.overview import coder_summaries

    speech = call.speech
    with call.study() as study, study.reading() as state:
        found = coder_summaries(state)
    if call.json:
        print_json(found)
        return 0
    rows = [
        (
            each.coder.name,
            label(each.coder.kind, speech),
            speech("hidden") if each.hidden else speech.number(each.codings),
            "" if each.hidden else speech.number(each.sources),
            speech.moment(datetime.fromisoformat(each.last_at).astimezone())
            if each.last_at
            else "",
            ""
            if each.blind is None
            else ", ".join(each.blind.keys)
            if not each.blind.everywhere
            else speech("all sources"),
        )
        for each in found
    ]
    headings = (
        speech("Coder"), speech("Kind"), speech("Codings"), speech("Sources"),
        speech("Last coded"), speech("Blind in"),
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def blind(call: Call) -> int:
    """Begin to code blind in some sources or in all, or end it."""
    from qda.edits.coders import ReleaseBlind, StartBlind

    given, speech = call.arguments, call.speech
    with call.study() as study:
        ids = _source_ids(study, given.source)
        where = ", ".join(given.source) or speech("all sources")
        if given.release:
            study.do(ReleaseBlind(ids))
            print_line(
                speech("{name} sees the codings of others: {where}.", name=call.coder, where=where)
            )
        else:
            study.do(StartBlind(ids))
            print_line(speech("{name} codes blind: {where}.", name=call.coder, where=where))
    return 0


def compare(call: Call) -> int:
    """Compare two coders: the counts, every difference, and a file where one is named."""
    from qda.agreement.comparing import Kind
    from qda.agreement.tables import code_table, code_words, comparison_table, facts_of
    from qda.agreement.wording import SIGNS, comparison_words
    from qda.retrieval.codes import codes

    given, speech = call.arguments, call.speech
    with _opened(call) as study:
        ids = _source_ids(study, given.source)
        with study.reading() as state:
            found = _compared(state, given.pair, ids)
            known = {code.id: code for code in codes(state)}
    if given.output:
        from exports.comparisons import write_tables

        tables = (comparison_table(found, known, speech), code_table(found, known, speech))
        write_tables(tables, Path(given.output))
    if call.json:
        print_json(_plain(found, known))
        return 0
    for fact in facts_of(found, speech):
        print_line(f"{fact.label}: {fact.text}")
    names = found.first.name, found.second.name
    rows = [
        (
            place.key,
            f"{SIGNS[place.comparison.kind]} {comparison_words(place.comparison, *names, speech)}",
            code_words(place.comparison.first, known, speech),
            code_words(place.comparison.second, known, speech),
            place.quote,
        )
        for place in found.places
        if place.comparison.kind is not Kind.AGREED
    ]
    headings = (speech("Place"), speech("Kind"), *names, speech("Words"))
    print_table(headings, rows)
    if given.output:
        print_line(speech("Wrote {place}", place=given.output))
    return 0


def settle(call: Call) -> int:
    """Take everything that both coded alike into the agreed version."""
    from qda.agreement.settling import agreed_settlings
    from qda.edits.settling import SettleCodings

    if not call.arguments.agreed:
        raise NothingToSettle
    with _opened(call) as study:
        with study.reading() as state:
            found = _compared(state, call.arguments.pair, ())
        open_ = agreed_settlings(found)
        study.do(SettleCodings(found.first.id, found.second.id, open_))
        with study.reading() as state:
            found = _compared(state, call.arguments.pair, ())
    number = call.speech.number
    print_line(
        call.speech(
            "{count} comparisons settled now; {settled} of {total} settled in all.",
            count=number(len(open_)),
            settled=number(found.settled),
            total=number(found.counts.total),
        )
    )
    return 0


def _opened(call: Call) -> StudySession:
    """The study, opened by who works, or else by the first coder named."""
    pair = call.arguments.pair
    return replace(call, coder=call.coder or next(iter(pair), "")).study()


def _source_ids(study: StudySession, keys: list[str]) -> tuple[int, ...]:
    from qda.retrieval.sources import source_by_key

    with study.reading() as state:
        return tuple(source_by_key(state, key).id for key in keys)


def _compared(state: StudyState, names: list[str], source_ids: tuple[int, ...]) -> Compared:
    from qda.agreement.reading import compared
    from qda.retrieval.studies import coders

    known = {each.name: each.id for each in coders(state)}
    said = ", ".join(known)
    if len(names) != 2:
        raise TwoCodersWanted(known=said)
    for name in names:
        if name not in known:
            raise NoSuchCoder(name=name, known=said)
    return compared(state, known[names[0]], known[names[1]], source_ids)


def _plain(found: Compared, codes: dict[int, CodeRow]) -> dict[str, object]:
    """The comparison for a program: counts, and every place with the codes' canonical ids."""
    ids = {code_id: code.canonical_id for code_id, code in codes.items()}
    return {
        "first": found.first,
        "second": found.second,
        "texts": found.texts,
        "left_out": found.left_out,
        "counts": found.counts,
        "settled": found.settled,
        "agreed": found.agreed,
        "lost": found.lost,
        "places": [
            {
                "key": place.key,
                "kind": place.comparison.kind,
                "kin": place.comparison.kin,
                "span": place.comparison.span,
                "overlap": place.comparison.overlap,
                "quote": place.quote,
                "first": None
                if place.comparison.first is None
                else {
                    "coding": place.first_uuid,
                    "code": ids[place.comparison.first.code_id],
                    "span": place.comparison.first.span,
                },
                "second": None
                if place.comparison.second is None
                else {
                    "coding": place.second_uuid,
                    "code": ids[place.comparison.second.code_id],
                    "span": place.comparison.second.span,
                },
                "settled": place.settled,
            }
            for place in found.places
        ],
        "codes": {
            ids[code_id]: {
                "table": table,
                "jaccard": table.jaccard,
                "percent_agreed": table.percent_agreed,
                "kappa": table.kappa,
            }
            for code_id, table in found.tables.items()
        },
    }
