"""The verb `import` for surveys: reads an export with its form, says what it holds, stores it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, TypeVar

from models.errors import Refused
from models.vocabulary import QuestionRole, StakeholderGroup
from qda.cli.call import Call
from qda.cli.output import print_line
from qda.edits.surveys import ImportSurvey, SurveyAdded
from qda.importers.surveys.draft import SurveyDraft, SurveyLayout
from qda.importers.surveys.recognising import ONLY_SURVEYS, looks_like_survey
from qda.importers.surveys.registry import read_survey

_Draft = TypeVar("_Draft")

TABLES: Final = (".csv", ".tsv", ".xlsx", ".xlsm")
"""The endings of tables that may hold a survey or reviews."""


class UnknownQuestionRole(Refused):
    """A --map names a role that no question can have."""

    en = "“{given}” is no COLUMN=ROLE. Roles of a survey are: {roles}."
    id = "“{given}” bukan KOLOM=PERAN. Peran dalam survei: {roles}."


def is_one(call: Call, path: Path) -> bool:
    """Whether a file of which nothing is said is a survey: by its ending, else by how it begins.

    It is none where it is added to a collection, or where a column is mapped to what only a table
    of reviews has.
    """
    given, ending = call.arguments, path.suffix.casefold()
    if ending not in TABLES:
        return ending in ONLY_SURVEYS
    if given.form or given.layout:
        return True
    named = {each.rpartition("=")[2].strip().casefold() for each in given.map}
    if given.into or named - {*QuestionRole, "text"}:
        return False
    return looks_like_survey(path, progress=call.progress)


def read(call: Call, path: Path) -> SurveyDraft:
    """The draft of a survey, as the call wants it read."""
    given = call.arguments
    return read_survey(
        path,
        form=Path(given.form) if given.form else None,
        roles=_roles(given.map),
        layout=SurveyLayout(given.layout) if given.layout else None,
        progress=call.progress,
    )


def informed(call: Call, drafts: Sequence[_Draft]) -> list[_Draft | SurveyDraft]:
    """The drafts, surveys with what the study's guides know of their questions."""
    from qda.guides.answering import informed_by_guides

    if call.arguments.no_guide or not any(isinstance(each, SurveyDraft) for each in drafts):
        return list(drafts)
    with call.study() as study, study.reading() as connection:
        return [
            informed_by_guides(connection, each) if isinstance(each, SurveyDraft) else each
            for each in drafts
        ]


def edit(call: Call, draft: SurveyDraft, into: int | None) -> ImportSurvey:
    """The edit that stores a draft."""
    given = call.arguments
    return ImportSurvey(
        draft,
        into_id=into,
        keep_identifiers=given.keep_names,
        role=given.role,
        stakeholder_group=StakeholderGroup(given.group or StakeholderGroup.CITIZEN),
        by_guides=not given.no_guide,
        progress=call.progress,
    )


def said(call: Call, draft: SurveyDraft, added: SurveyAdded) -> None:
    """Say what was stored."""
    speech = call.speech
    print_line(
        speech(
            "Imported {name} as {key}: {added} new respondents, {known} known already, "
            "{answers} open answers.",
            name=draft.original.name,
            key=added.key,
            added=speech.number(added.added),
            known=speech.number(added.known),
            answers=speech.number(added.answers),
        )
    )
    if added.changed:
        told = speech.many(
            "{n} respondent has other answers here; the first ones stay.",
            "{n} respondents have other answers here; the first ones stay.",
            added.changed,
        )
        print_line(f"  ! {told}")


def _roles(given: Sequence[str]) -> dict[str, QuestionRole]:
    roles: dict[str, QuestionRole] = {}
    for each in given:
        column, _, role = each.rpartition("=")
        plain = role.strip().casefold()
        # In a table of reviews the words to be coded are called text.
        plain = QuestionRole.OPEN.value if plain == "text" else plain
        try:
            roles[column] = QuestionRole(plain if column else "")
        except ValueError as error:
            raise UnknownQuestionRole(given=each, roles=", ".join(QuestionRole)) from error
    return roles
