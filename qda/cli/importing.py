"""The verb `import`: says what files hold, and stores it unless asked only to say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from models.errors import Refused
from models.vocabulary import StakeholderGroup, Technique
from qda.cli import importing_surveys
from qda.cli.call import Call
from qda.cli.named import collection_of
from qda.cli.output import print_json, print_line
from qda.edits.importing import (
    CaseFacts,
    ImportCollection,
    ImportSources,
    SourcePlan,
    text_column,
)
from qda.importers.draft import CollectionDraft, ColumnRole, SourceDraft
from qda.importers.preview import Preview, collection_preview, source_preview
from qda.importers.registry import read_source
from qda.importers.surveys.draft import SurveyDraft
from qda.importers.surveys.preview import survey_preview
from qda.importers.tables.registry import read_collection, suffixes
from qda.retrieval.questions import dictionary

_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


class UnknownRole(Refused):
    """A --map names a role that no column can have."""

    en = "“{given}” is no COLUMN=ROLE. Roles are: {roles}."
    id = "“{given}” bukan KOLOM=PERAN. Peran yang ada: {roles}."


class BadDate(Refused):
    """--date must be a date that can be put in order."""

    en = "“{given}” is no date. Write YYYY-MM-DD, or YYYY-MM or YYYY where no more is known."
    id = "“{given}” bukan tanggal. Tulis TTTT-BB-HH; TTTT-BB atau TTTT bila hanya itu diketahui."


def import_files(call: Call) -> int:
    """Import files, or with --dry-run say what would be imported."""
    _check_date(call.arguments.date)
    if call.arguments.kind is None and call.arguments.into:
        call.arguments.kind = _kind_of(call)
    drafts = importing_surveys.informed(
        call, [_read(call, Path(name)) for name in call.arguments.files]
    )
    if call.arguments.dry_run:
        previews = [_preview(call, draft) for draft in drafts]
        _show(call, previews)
        return 0
    sources = [draft for draft in drafts if isinstance(draft, SourceDraft)]
    surveys = [draft for draft in drafts if isinstance(draft, SurveyDraft)]
    tables = [draft for draft in drafts if isinstance(draft, CollectionDraft)]
    for table in tables:
        text_column(table)
    with call.study() as study:
        with study.reading() as connection:
            into = _into(connection, call.arguments.into)
        ids: tuple[int, ...] = ()
        if sources:
            plans = tuple(_plan(call, draft) for draft in sources)
            ids = study.do(ImportSources(plans, progress=call.progress))
        added = [study.do(_collection_edit(call, table, into)) for table in tables]
        asked = [study.do(importing_surveys.edit(call, survey, into)) for survey in surveys]
    if call.json:
        print_json({"sources": ids, "collections": [*added, *asked]})
        return 0
    for draft in sources:
        _say_notices(source_preview(draft, call.speech))
        print_line(call.speech("Imported {name}.", name=draft.original.name))
    for table, result in zip(tables, added, strict=True):
        _say_notices(collection_preview(table, call.speech))
        print_line(
            call.speech(
                "Imported {name} as {key}: {added} new rows, {known} known already.",
                name=table.original.name,
                key=result.key,
                added=call.speech.number(result.added),
                known=call.speech.number(result.known),
            )
        )
    for survey, stored in zip(surveys, asked, strict=True):
        _say_notices(survey_preview(survey, call.speech))
        importing_surveys.said(call, survey, stored)
    return 0


def _kind_of(call: Call) -> str | None:
    """What is added to a survey is a survey."""
    with call.study() as study, study.reading() as connection:
        into = collection_of(connection, call.arguments.into)
        return "survey" if dictionary(connection, into) else None


Draft = SourceDraft | CollectionDraft | SurveyDraft


def _read(call: Call, path: Path) -> Draft:
    kind, ending = call.arguments.kind, path.suffix.casefold()
    if kind == "survey" or (kind is None and importing_surveys.is_one(call, path)):
        return importing_surveys.read(call, path)
    table = kind == "reviews" or (kind is None and ending in _TABLES)
    if table:
        roles = _roles(call.arguments.map)
        draft = read_collection(path, roles=roles, progress=call.progress)
        technique = call.arguments.technique
        return draft if technique is None else replace(draft, technique=Technique(technique))
    technique = None if call.arguments.technique is None else Technique(call.arguments.technique)
    if technique is None and kind == "document":
        technique = Technique.DOCUMENTATION
    if technique is None and kind == "transcript":
        technique = Technique.INTERVIEW
    return read_source(path, technique=technique, progress=call.progress)


_TABLES: Final = frozenset(suffixes()) - {".txt"}


def _roles(given: Sequence[str]) -> dict[str, ColumnRole]:
    roles: dict[str, ColumnRole] = {}
    for each in given:
        column, _, role = each.rpartition("=")
        try:
            roles[column] = ColumnRole(role.strip().casefold() if column else "")
        except ValueError as error:
            raise UnknownRole(given=each, roles=", ".join(ColumnRole)) from error
    return roles


def _check_date(given: str) -> None:
    if not given:
        return
    if not _DATE.fullmatch(given):
        raise BadDate(given=given)
    try:
        date.fromisoformat(f"{given}-01-01"[:10])
    except ValueError as error:
        raise BadDate(given=given) from error


def _plan(call: Call, draft: SourceDraft) -> SourcePlan:
    given = call.arguments
    if given.date:
        draft = replace(draft, collected_on=given.date)
    group = None if given.group is None else StakeholderGroup(given.group)
    facts = CaseFacts(given.case, role=given.role, stakeholder_group=group)
    if given.case and draft.turns:
        informants = {each.name for each in draft.speakers if each.case}
        speakers = tuple(
            replace(each, case=given.case) if each.name in informants else each
            for each in draft.speakers
        )
        draft = replace(draft, speakers=speakers)
    return SourcePlan(draft, whole_case=given.case, facts=(facts,) if given.case else ())


def _collection_edit(call: Call, table: CollectionDraft, into: int | None) -> ImportCollection:
    given = call.arguments
    group = StakeholderGroup.CITIZEN if given.group is None else StakeholderGroup(given.group)
    return ImportCollection(
        table,
        into_id=into,
        keep_names=given.keep_names,
        role=given.role,
        stakeholder_group=group,
        progress=call.progress,
    )


def _into(connection: Connection, key: str) -> int | None:
    return collection_of(connection, key) if key else None


def _preview(call: Call, draft: Draft) -> Preview:
    if isinstance(draft, SurveyDraft):
        return survey_preview(draft, call.speech)
    if isinstance(draft, SourceDraft):
        return source_preview(draft, call.speech)
    return collection_preview(draft, call.speech)


def _show(call: Call, previews: Sequence[Preview]) -> None:
    if call.json:
        print_json(previews)
        return
    for preview in previews:
        print_line(preview.name)
        for fact in preview.facts:
            print_line(f"  {fact.label}: {fact.text}")
        _say_notices(preview)
        print_line()
    print_line(call.speech("Nothing was imported: this was only a preview."))


def _say_notices(preview: Preview) -> None:
    for notice in preview.notices:
        print_line(f"  ! {notice}")
