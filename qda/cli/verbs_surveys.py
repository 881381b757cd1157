"""Verbs on the dictionary of a survey's items: questions and question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from models.errors import Refused
from qda.cli.arguments import study_verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import Speech
from qda.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.cli.arguments import Verbs
    from qda.edits.questions import QuestionRevised, ReviseQuestion
    from qda.importers.surveys.draft import Choice
    from qda.retrieval.questions import QuestionRow

ROLES: Final = ("identifier", "attribute", "item", "open", "ignore")
TYPES: Final = ("text", "number", "date", "choice", "choices", "yes_no")


class BadPoints(Refused):
    """--scale of a question must be two points, or none."""

    en = "“{given}” is no scale. Write LOW-HIGH, such as 1-5, or none."
    id = "“{given}” bukan skala. Tulis RENDAH-TINGGI, misalnya 1-5, atau none."


class BadChoiceWorth(Refused):
    """--worth must name a choice of the question and a number."""

    en = "“{given}” says no choice's worth. Write CHOICE=NUMBER. Choices: {known}."
    id = "“{given}” bukan nilai pilihan. Tulis PILIHAN=ANGKA. Pilihan yang ada: {known}."


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    about = speech("list the questions of surveys")
    parser = study_verb(verbs, "questions", list_questions, about, speech=speech)
    parser.add_argument("--collection", default="", metavar=speech("KEY"))
    with_json(parser, speech)
    about = speech("change a question of a survey")
    parser = study_verb(verbs, "question", question, about, speech=speech)
    parser.add_argument("key", metavar=speech("KEY"), help=speech("the key of the question"))
    parser.add_argument("--collection", default="", metavar=speech("KEY"))
    words = speech("another key for it")
    parser.add_argument("--key", dest="new_key", metavar=speech("KEY"), help=words)
    parser.add_argument("--role", choices=ROLES, help=speech("what its answers become"))
    parser.add_argument("--type", choices=TYPES, help=speech("what an answer is"))
    parser.add_argument("--text-en", help=speech("its words in English"))
    parser.add_argument("--text-id", help=speech("its words in Indonesian"))
    parser.add_argument("--scale", help=speech("the points of its scale, LOW-HIGH; or none"))
    turned = parser.add_mutually_exclusive_group()
    turned.add_argument("--reverse", action="store_true", help=speech("it is unfavourable"))
    turned.add_argument("--no-reverse", action="store_true", help=speech("it is favourable"))
    parser.add_argument(
        "--worth", action="append", default=[], help=speech("what a choice is worth: CHOICE=NUMBER")
    )
    parser.add_argument(
        "--missing", action="append", default=[], help=speech("cells that hold no answer")
    )
    words = speech("the code of a framework that it measures; or none")
    parser.add_argument("--dimension", metavar=speech("CODE"), help=words)
    with_json(parser, speech)


def list_questions(call: Call) -> int:
    """List the questions of all surveys, or of one."""
    from qda.cli.named import collection_of
    from qda.retrieval.questions import questions

    speech, key = call.speech, call.arguments.collection
    with call.study() as study, study.reading() as connection:
        of = collection_of(connection, key) if key else None
        found = questions(connection, of)
    if call.json:
        print_json(found)
        return 0
    rows = [_row(each, speech) for each in found]
    headings = (
        speech("Collection"), speech("Key"), speech("Question"), speech("Role"), speech("Type"),
        speech("Scale"), speech("Dimension"), speech("Answered"), speech("Silent"),
        speech("Not asked"),
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def _row(each: QuestionRow, speech: Speech) -> tuple[str, ...]:
    scale = "" if each.low is None else f"{each.low}–{each.high}"
    if each.is_reversed:
        scale = f"{scale} ↔".strip()
    return (
        each.collection,
        each.key,
        each.text(speech.language)[:60],
        label(each.role, speech),
        label(each.type, speech),
        scale,
        each.dimension,
        speech.number(each.answered),
        speech.number(each.silent),
        speech.number(each.not_asked),
    )


def question(call: Call) -> int:
    """Change a question, and its answers with it."""
    from qda.cli.named import collection_of
    from qda.retrieval.codes import code_by_id
    from qda.retrieval.questions import question_by_key

    given = call.arguments
    with call.study() as study:
        with study.reading() as connection:
            of = collection_of(connection, given.collection) if given.collection else None
            found = question_by_key(connection, given.key, of)
            dimension = None
            if given.dimension is not None:
                none = given.dimension.casefold() == "none"
                dimension = 0 if none else code_by_id(connection, given.dimension).id
        done = study.do(_edit(call, found, dimension))
    if call.json:
        print_json(done)
        return 0
    _say(call, done)
    return 0


def _edit(call: Call, found: QuestionRow, dimension: int | None) -> ReviseQuestion:
    from models.vocabulary import QuestionRole, QuestionType
    from qda.edits.questions import ReviseQuestion

    given = call.arguments
    low, high = (None, None) if given.scale is None else _points(given.scale)
    turned = True if given.reverse else False if given.no_reverse else None
    missing = tuple(part.strip() for each in given.missing for part in each.split(","))
    return ReviseQuestion(
        found.id,
        role=None if given.role is None else QuestionRole(given.role),
        type=None if given.type is None else QuestionType(given.type),
        text_en=given.text_en,
        text_id=given.text_id,
        low=low,
        high=high,
        is_reversed=turned,
        choices=_worths(found.choices, given.worth) if given.worth else None,
        missing=missing or None,
        dimension_id=dimension,
        progress=call.progress,
        key=given.new_key,
    )


def _points(written: str) -> tuple[int, int]:
    if written.strip().casefold() == "none":
        return 0, 0
    low, dash, high = written.partition("-")
    if not dash or not all(part.strip().isdecimal() and len(part) < 4 for part in (low, high)):
        raise BadPoints(given=written[:40])
    return int(low), int(high)


def _worths(choices: Sequence[Choice], given: Sequence[str]) -> tuple[Choice, ...]:
    from dataclasses import replace

    changed = {choice.value: choice for choice in choices}
    for each in given:
        value, _, worth = each.rpartition("=")
        if value not in changed or not worth.strip().lstrip("-").isdecimal():
            raise BadChoiceWorth(given=each[:60], known=", ".join(changed) or "–")
        changed[value] = replace(changed[value], worth=float(worth))
    return tuple(changed.values())


def _say(call: Call, done: QuestionRevised) -> None:
    speech = call.speech
    print_line(speech("Changed the question {key}.", key=done.key))
    if done.answers:
        said = speech.many(
            "{n} open answer became a source.", "{n} open answers became sources.", done.answers
        )
        print_line(said)
    if done.removed:
        said = speech.many(
            "{n} source that nothing stood on was removed.",
            "{n} sources that nothing stood on were removed.",
            done.removed,
        )
        print_line(said)
    if done.kept:
        said = speech.many(
            "{n} source stays, because work stands on the answers.",
            "{n} sources stay, because work stands on the answers.",
            done.kept,
        )
        print_line(said)
