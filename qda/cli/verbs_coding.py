"""Verbs that code: code, autocode, confirm and discard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.errors import Refused
from models.positions import Span
from models.vocabulary import CodingState, Polarity, TimeFrame
from qda.cli.arguments import study_verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_line
from qda.cli.verbs_table import (
    collection_named,
    listed,
    question_named,
    row_filter,
    with_row_filter,
)
from qda.i18n import Speech
from qda.retrieval.codings import CodingFilter

if TYPE_CHECKING:
    from qda.autocoding.term_list import TermList
    from qda.cli.arguments import Verbs
    from qda.edits.coding import JudgementChange
    from qda.edits.coding_rows import RowsCoded
    from qda.edits.proposing import ProposalsStored
    from qda.retrieval.rows import CodingRow
    from qda.session import StudySession


_DIGITS: Final = 12
"""Digits of a position; no text is longer than they can say."""


class NoSuchProposal(Refused):
    """No proposal has the UUID given."""

    en = "No proposal that waits to be confirmed has the UUID “{uuid}”."
    id = "Tidak ada usulan yang menunggu pengesahan dengan UUID “{uuid}”."


class BadSpan(Refused):
    """--span must be two positions."""

    en = "“{given}” is no span. Give two positions, START:END, counted in characters from 0."
    id = "“{given}” bukan rentang. Berikan dua posisi, AWAL:AKHIR, dihitung dari 0."


class NothingToCode(Refused):
    """It is not said what is to be coded."""

    en = (
        "Say what is to be coded: --source KEY --span A:B, or --collection KEY with --filter, "
        "--search or --rows."
    )
    id = (
        "Sebutkan apa yang dikodekan: --source KUNCI --span A:B, atau --collection KUNCI dengan "
        "--filter, --search, atau --rows."
    )


class OnlyByQuestion(Refused):
    """--collection belongs to --by-question."""

    en = "--collection goes with --by-question. For term lists write --filter collection=KEY."
    id = (
        "--collection dipakai bersama --by-question. Untuk daftar istilah tulis --filter "
        "collection=KUNCI."
    )


class NoRowsNamed(Refused):
    """Coding every row of a collection must be said."""

    en = (
        "Say which rows: --filter, --search or --rows. All of them are those with words: "
        "--filter text=words."
    )
    id = (
        "Sebutkan baris mana: --filter, --search, atau --rows. Semuanya adalah yang berisi kata: "
        "--filter text=words."
    )


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    about = speech("code a span of a source, or whole rows of a collection")
    parser = study_verb(verbs, "code", code, about, speech=speech)
    parser.add_argument("--source", metavar=speech("KEY"))
    parser.add_argument("--span", metavar="A:B")
    words = speech("the collection whose rows are coded")
    parser.add_argument("--collection", metavar=speech("KEY"), help=words)
    with_row_filter(parser, speech)
    parser.add_argument("--code", required=True, metavar=speech("ID"))
    parser.add_argument("--polarity", choices=[each.value for each in Polarity])
    parser.add_argument("--strength", type=int, choices=(1, 2, 3))
    parser.add_argument("--time", choices=[each.value for each in TimeFrame])
    parser.add_argument("--confidence", type=int, choices=(1, 2, 3))
    parser.add_argument("--memo", default="", help=speech("a note on the coding"))
    with_json(parser, speech)
    about = speech("propose codings by term lists")
    parser = study_verb(verbs, "autocode", autocode, about, speech=speech)
    parser.add_argument("--framework", action="append", default=[], metavar="ID")
    parser.add_argument("--rules", action="append", default=[], metavar=speech("FILE"))
    parser.add_argument("--unit", choices=("sentence", "paragraph", "turn"), default="sentence")
    parser.add_argument("--filter", default="", help=speech("only these texts"))
    words = speech("propose for each open answer of a survey the code of its question")
    parser.add_argument("--by-question", action="store_true", help=words)
    words = speech("the survey, with --by-question")
    parser.add_argument("--collection", default="", metavar=speech("KEY"), help=words)
    parser.add_argument("--confirm", action="store_true", help=speech("confirm them at once"))
    with_json(parser, speech)
    for name, work, about in (
        ("confirm", confirm, speech("confirm proposals")),
        ("discard", discard, speech("throw proposals away")),
    ):
        parser = study_verb(verbs, name, work, about, speech=speech)
        parser.add_argument("--rule", default="", help=speech("those of one rule"))
        parser.add_argument("--code", default="", help=speech("those of one code"))
        parser.add_argument("--filter", default="", help=speech("only these codings"))
        parser.add_argument("--coding", default="", metavar="UUID", help=speech("a single one"))
        parser.add_argument("--all", action="store_true", help=speech("every proposal"))


def code(call: Call) -> int:
    """Code one span of a source, or whole rows of a collection."""
    given = call.arguments
    if given.collection and not given.source:
        return _code_rows(call)
    if given.collection or not given.source or not given.span:
        raise NothingToCode
    return _code_span(call)


def _code_rows(call: Call) -> int:
    """Code the rows that a filter, words or numbers leave, in one edit."""
    from qda.edits.coding_rows import CodeRows
    from qda.retrieval.codes import code_by_id
    from qda.retrieval.table.columns import columns_of
    from qda.retrieval.table.question import TableQuestion

    given = call.arguments
    if not (given.filter or given.search or given.rows):
        raise NoRowsNamed
    with call.study() as study:
        with study.reading() as connection:
            collection = collection_named(connection, given.collection)
            columns = columns_of(connection, collection.id)
            asked = question_named(given.question, columns)
            wanted_rows = row_filter(call, connection, columns)
            question = TableQuestion(collection.id, wanted_rows, question_id=asked)
            ids = tuple(listed(call, connection, question).ids)
            wanted = code_by_id(connection, given.code)
        edit = CodeRows(ids, wanted.id, call.progress, asked, _said(call), given.memo)
        done = study.do(edit)
    if call.json:
        print_json({"code": wanted.canonical_id, "rows": len(ids), **_counts(done)})
        return 0
    number = call.speech.number
    print_line(
        call.speech(
            "{coded} rows coded with {code}; {borne} bore it already, {empty} have no text.",
            coded=number(done.coded),
            code=wanted.canonical_id,
            borne=number(done.borne),
            empty=number(done.empty),
        )
    )
    if done.judged:
        told = call.speech.many(
            "{n} that bore it is judged otherwise now.",
            "{n} that bore it are judged otherwise now.",
            done.judged,
        )
        print_line(told)
    if done.noted:
        print_line(call.speech.many("{n} memo written.", "{n} memos written.", done.noted))
    return 0


def _said(call: Call) -> JudgementChange:
    """The parts of a judgement that the call names; the others stay as they are."""
    from qda.edits.coding import KEPT, JudgementChange

    given = call.arguments
    return JudgementChange(
        polarity=KEPT if given.polarity is None else Polarity(given.polarity),
        strength=KEPT if given.strength is None else given.strength,
        time=KEPT if given.time is None else TimeFrame(given.time),
        confidence=KEPT if given.confidence is None else given.confidence,
    )


def _counts(done: RowsCoded) -> dict[str, int]:
    return {
        "coded": done.coded,
        "borne": done.borne,
        "empty": done.empty,
        "judged": done.judged,
        "noted": done.noted,
    }


def _code_span(call: Call) -> int:
    """Code one span of a source."""
    from qda.edits.coding import CodeSegment, Judgement
    from qda.retrieval.codes import code_by_id
    from qda.retrieval.sources import source_by_key

    given = call.arguments
    judgement = Judgement(
        polarity=None if given.polarity is None else Polarity(given.polarity),
        strength=given.strength,
        time=None if given.time is None else TimeFrame(given.time),
        confidence=given.confidence,
    )
    with call.study() as study:
        with study.reading() as connection:
            source = source_by_key(connection, given.source)
            wanted = code_by_id(connection, given.code)
        edit = CodeSegment(source.id, span_of(given.span), wanted.id, judgement, memo=given.memo)
        coding_id = study.do(edit)
        row = _coding(study, coding_id, source.id)
    if call.json:
        print_json(row)
    else:
        print_line(f"{row.key}  {wanted.canonical_id}  “{row.quote}”")
    return 0


def _by_question(call: Call, study: StudySession) -> ProposalsStored:
    from qda.edits.proposing_by_question import ProposeByQuestion

    key = call.arguments.collection
    with study.reading() as connection:
        of = collection_named(connection, key).id if key else None
    return study.do(ProposeByQuestion(of, call.progress))


def _by_lists(call: Call, study: StudySession) -> ProposalsStored:
    from qda.autocoding.proposing import propose_codings
    from qda.autocoding.running import Task, UnitKind
    from qda.retrieval.filter_language import TEXT_FILTERS, parse_filter

    given = call.arguments
    lists = _lists(study, given.framework, given.rules)
    with study.reading() as connection:
        wanted = parse_filter(connection, given.filter, names=TEXT_FILTERS)
    task = Task(lists, unit=UnitKind(given.unit), wanted=wanted)
    return propose_codings(study, task, call.progress)


def autocode(call: Call) -> int:
    """Propose codings by term lists or by questions; --confirm makes new ones the coder's own."""
    from qda.edits.coding import ConfirmCodings

    given = call.arguments
    if given.collection and not given.by_question:
        raise OnlyByQuestion
    with call.study() as study:
        before = set(_proposed(study)) if given.confirm else set()
        stored = _by_question(call, study) if given.by_question else _by_lists(call, study)
        confirmed = 0
        if given.confirm:
            made = [each for each in _proposed(study) if each not in before]
            confirmed = study.do(ConfirmCodings(tuple(made)))
    if call.json:
        print_json({"stored": stored, "confirmed": confirmed})
        return 0
    number = call.speech.number
    print_line(
        call.speech(
            "{made} codings proposed, {known} known already, {without} for codes that the study "
            "does not have.",
            made=number(stored.made),
            known=number(stored.known),
            without=number(stored.without_code),
        )
    )
    if given.confirm:
        print_line(call.speech("{count} confirmed.", count=number(confirmed)))
    return 0


def confirm(call: Call) -> int:
    """Confirm proposals by rule, by code, one by one, or all."""
    from qda.edits.coding import ConfirmCodings

    with call.study() as study:
        changed = study.do(ConfirmCodings(_chosen(call, study)))
    print_line(call.speech("{count} confirmed.", count=call.speech.number(changed)))
    return 0


def discard(call: Call) -> int:
    """Throw proposals away by rule, by code, one by one, or all; undo brings them back."""
    from qda.edits.coding import RemoveCodings

    with call.study() as study:
        removed = study.do(RemoveCodings(_chosen(call, study)))
    print_line(call.speech("{count} thrown away.", count=call.speech.number(removed)))
    return 0


class NothingChosen(Refused):
    """Confirming everything must be said."""

    en = "Say which proposals: --rule, --code, --filter, --coding, or --all."
    id = "Sebutkan usulan yang dimaksud: --rule, --code, --filter, --coding, atau --all."


def _lists(study: StudySession, named: list[str], files: list[str]) -> tuple[TermList, ...]:
    from qda.autocoding.proposing import lists_for
    from qda.autocoding.reading import read
    from qda.autocoding.shelf import shipped

    own = tuple(read(Path(name)) for name in files)
    if not named and not files:
        return lists_for(study)
    return (*own, *(shipped(name) for name in named))


def span_of(written: str) -> Span:
    """A span as it is written, A:B.

    Raises:
        BadSpan: it is not two positions.
        SpanOutOfOrder: the second does not follow the first.
    """
    start, colon, end = written.partition(":")
    places = (start.strip(), end.strip())
    if not colon or not all(each.isdecimal() and len(each) <= _DIGITS for each in places):
        raise BadSpan(given=written[:40])
    return Span(int(start), int(end))


def _chosen(call: Call, study: StudySession) -> tuple[int, ...]:
    from qda.retrieval.codes import code_named, codes, subtree
    from qda.retrieval.codings import coding_ids, codings
    from qda.retrieval.filter_language import parse_filter

    given = call.arguments
    if not (given.rule or given.code or given.coding or given.filter.strip() or given.all):
        raise NothingChosen
    with study.reading() as connection:
        wanted = parse_filter(connection, given.filter)
        wanted = replace(
            wanted,
            rules=frozenset({given.rule}) if given.rule else wanted.rules,
            states=frozenset({CodingState.PROPOSED}),
        )
        if given.code:
            tree = codes(connection)
            inside = subtree(tree, code_named(tree, given.code).id)
            if wanted.code_ids:
                inside &= wanted.code_ids
            if not inside:
                return ()
            wanted = replace(wanted, code_ids=inside)
        if not given.coding:
            return coding_ids(connection, wanted)
        found = codings(connection, wanted, quotes=False)
    chosen = tuple(row.id for row in found if row.uuid == given.coding)
    if not chosen:
        raise NoSuchProposal(uuid=given.coding)
    return chosen


def _proposed(study: StudySession) -> tuple[int, ...]:
    from qda.retrieval.codings import coding_ids

    with study.reading() as connection:
        return coding_ids(connection, CodingFilter(states=frozenset({CodingState.PROPOSED})))


def _coding(study: StudySession, coding_id: int, source_id: int) -> CodingRow:
    from qda.retrieval.codings import codings_in

    with study.reading() as connection:
        return next(row for row in codings_in(connection, source_id) if row.id == coding_id)
