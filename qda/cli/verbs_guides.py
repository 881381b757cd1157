"""The verb for interview guides and questionnaires: guide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.errors import Refused
from qda.cli.arguments import study_verb, with_json, with_output
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import LANGUAGES, Speech

if TYPE_CHECKING:
    import argparse

    from qda.cli.arguments import Verbs
    from qda.guides.drafting import GuideChoice
    from qda.guides.rows import GuideRow, QuestionDraft
    from qda.session import StudySession

_ENDINGS: Final = ".docx .xlsx .csv .html"
_NAMED: Final = 3


class BadLanguages(Refused):
    """--languages must be id, en or both."""

    en = "“{given}” are no languages of a guide. Write id, en, or id,en."
    id = "“{given}” bukan bahasa pedoman. Tulis id, en, atau id,en."


class BadOnly(Refused):
    """--only must say of which roles a code is asked."""

    en = "“{given}” does not say who is asked. Write CODE=ROLE,ROLE, with roles of the guide."
    id = "“{given}” tidak menyatakan siapa yang ditanyai. Tulis KODE=PERAN,PERAN dari pedoman ini."


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verb of this module."""
    parser = study_verb(
        verbs, "guide", guide, speech("make an interview guide or a questionnaire"), speech=speech
    )
    _with_choice(parser, speech)
    parser.add_argument(
        "--coverage", action="store_true", help=speech("write which code is asked of whom")
    )
    with_json(parser, speech)
    with_output(parser, speech, _ENDINGS, required=False)


def _with_choice(parser: argparse.ArgumentParser, speech: Speech) -> None:
    parser.add_argument("--title", default="", help=speech("the title of the guide"))
    parser.add_argument(
        "--framework", action="append", default=[], metavar=speech("FRAMEWORK"),
        help=speech("a framework whose codes are asked about"),
    )  # fmt: skip
    parser.add_argument(
        "--codes", action="append", default=[], metavar=speech("CODE"),
        help=speech("dimensions and codes to ask about, separated by commas"),
    )  # fmt: skip
    parser.add_argument(
        "--roles", default="", metavar=speech("ROLES"),
        help=speech("who is asked, separated by commas; else government,private,citizen"),
    )  # fmt: skip
    parser.add_argument(
        "--only", action="append", default=[], metavar=speech("CODE=ROLES"),
        help=speech("roles that alone are asked about a code and what lies beneath"),
    )  # fmt: skip
    parser.add_argument(
        "--languages", default="id,en", help=speech("id, en or id,en; the main one first")
    )
    parser.add_argument(
        "--kind",
        choices=("guide", "questionnaire"),
        default="guide",
        help=speech("questions for a conversation, or statements on a scale"),
    )


def guide(call: Call) -> int:
    """Make a guide where codes are named, and write it; list the guides where nothing is."""
    from qda.guides.reading import guide_named, guides
    from qda.retrieval.studies import study_row

    given = call.arguments
    with call.study() as study:
        if given.framework or given.codes:
            chosen = _made(call, study)
        elif given.output or given.title or given.coverage:
            with study.reading() as connection:
                chosen = guide_named(connection, given.title)
        else:
            with study.reading() as connection:
                return _list(call, guides(connection))
        with study.reading() as connection:
            title = study_row(connection).title
    if given.output:
        _write(call, chosen, title)
    if call.json:
        print_json(_told(chosen))
    elif given.output:
        print_line(
            call.speech("Wrote “{title}” to {place}.", title=chosen.title, place=given.output)
        )
    else:
        _show(call, chosen)
    return 0


def _write(call: Call, chosen: GuideRow, study: str) -> None:
    from exports.guides.writing import GuideFile, write_guide

    file = GuideFile(chosen, study=study, analyst=call.coder)
    write_guide(file, Path(call.arguments.output), coverage=call.arguments.coverage)


def _made(call: Call, study: StudySession) -> GuideRow:
    """The guide for what was chosen; one that was made for the very same is taken as it is.

    Raises:
        GuideExists: the title belongs to a guide that was made for something else.
    """
    from qda.displays.columns import columns_for
    from qda.edits.guides import MakeGuide
    from qda.guides.drafting import drafted
    from qda.guides.reading import guide_by_id, guides
    from qda.retrieval.theories import theories

    given = call.arguments
    names = [*given.framework, *_listed(given.codes)]
    with study.reading() as connection:
        columns = columns_for(connection, names)
        known = {each.name: each.title(call.speech.language) for each in theories(connection)}
        choice = _choice(call, _title(call, [known.get(name, name) for name in names]))
        chosen = tuple(column.code.canonical_id for column in columns)
        questions = drafted(columns, choice)
        for each in guides(connection):
            if _is_same(each, choice, chosen) and (not given.only or _same_roles(each, questions)):
                return each
    made_id = study.do(
        MakeGuide(choice.title, choice.kind, choice.languages, choice.roles, chosen, questions)
    )
    with study.reading() as connection:
        return guide_by_id(connection, made_id)


def _is_same(known: GuideRow, choice: GuideChoice, chosen: tuple[str, ...]) -> bool:
    made = known.title, known.kind, known.languages, known.roles, known.chosen
    return made == (choice.title, choice.kind, choice.languages, choice.roles, chosen)


def _same_roles(known: GuideRow, questions: tuple[QuestionDraft, ...]) -> bool:
    """Whether the questions that a guide still has are asked of those whom a call names."""
    asked = {each.name: set(each.roles) for each in questions}
    return all(asked.get(q.name, set(q.roles)) == set(q.roles) for q in known.questions)


def _choice(call: Call, title: str) -> GuideChoice:
    from models.vocabulary import GuideKind
    from qda.guides.drafting import DEFAULT_ROLES, GuideChoice

    given = call.arguments
    languages = tuple(_listed([given.languages]))
    if not languages or not set(languages) <= set(LANGUAGES):
        raise BadLanguages(given=given.languages[:40])
    roles = tuple(_listed([given.roles])) or DEFAULT_ROLES
    only = {}
    for each in given.only:
        code, _, named = each.partition("=")
        asked = tuple(_listed([named]))
        if not code.strip() or not asked or not set(asked) <= set(roles):
            raise BadOnly(given=each[:60])
        only[code.strip()] = asked
    return GuideChoice(title, GuideKind(given.kind), languages, roles, only)


def _title(call: Call, names: list[str]) -> str:
    from models.vocabulary import GuideKind
    from qda.labels import label

    if call.arguments.title.strip():
        return " ".join(call.arguments.title.split())
    of = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    return f"{label(GuideKind(call.arguments.kind), call.speech)}: {of}"


def _listed(given: list[str]) -> list[str]:
    return [part.strip() for each in given for part in each.split(",") if part.strip()]


def _list(call: Call, known: tuple[GuideRow, ...]) -> int:
    if call.json:
        print_json([_told(each) for each in known])
        return 0
    heads = [call.speech("Title"), call.speech("Questions"), call.speech("Roles")]
    rows = [[each.title, str(len(each.questions)), ", ".join(each.roles)] for each in known]
    print_table(heads, rows)
    return 0


def _show(call: Call, chosen: GuideRow) -> None:
    from qda.guides.coverage import coverage_report

    language = call.speech.language
    print_line(chosen.title)
    heads = [call.speech("Name"), call.speech("Code"), call.speech("Question")]
    rows = [[each.name, each.code or "–", each.text.in_(language)] for each in chosen.questions]
    print_table(heads, rows)
    for warning in coverage_report(chosen, language).warnings:
        print_line(call.speech("Note: {what}", what=warning))


def _told(chosen: GuideRow) -> object:
    from qda.guides.coverage import coverage

    return {
        "id": chosen.id,
        "uuid": chosen.uuid,
        "title": chosen.title,
        "kind": chosen.kind,
        "languages": chosen.languages,
        "roles": chosen.roles,
        "codes": chosen.chosen,
        "gaps": [each.code for each in coverage(chosen).gaps],
        "questions": [
            {
                "id": each.id,
                "name": each.name,
                "code": each.code,
                "en": each.text.en,
                "id_text": each.text.id,
                "roles": each.roles,
                "answer": each.answer,
                "probes": [{"en": probe.en, "id": probe.id} for probe in each.probes],
            }
            for each in chosen.questions
        ],
    }
