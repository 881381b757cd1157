"""The act of importing: files become drafts, drafts are corrected, and only then stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from models.errors import StudyError
from models.vocabulary import CollectionKind
from qda.edits.importing import ImportSources
from qda.edits.surveys import ImportSurvey, SurveyAdded
from qda.i18n import Speech
from qda.importers.releasing import let_go_of
from qda.importers.surveys.recognising import is_xlsform, looks_like_survey
from qda.jobs.progress import Cancelled, Progress, Silent
from qda.retrieval.rows import CollectionRow
from qda.retrieval.sources import collections
from qda.session import StudySession
from ui.acts.act import Acts
from ui.dialogs.importing import ImportDialog, ReadFile, Refusal
from ui.dialogs.importing_table import ReadAs, TableFile, read_table
from ui.jobs import Job
from ui.widgets.notice_bar import Message, Weight

_MOST_NOTICES = 3


@dataclass(frozen=True, slots=True)
class _Read:
    files: tuple[ReadFile, ...]
    refused: tuple[Refusal, ...]
    surveys: tuple[CollectionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stored:
    files: int
    surveys: tuple[tuple[str, SurveyAdded], ...]


class ImportActs(Acts):
    """Reads files, shows what they would become, and stores them."""

    def read_files(self, places: list[Path]) -> None:
        """Read files beside the window; those that are refused do not keep back the others."""
        if not places:
            return
        title = self.speech.many("Reading {n} file", "Reading {n} files", len(places))
        session = self.desk.session

        def read(job: Job) -> _Read:
            drafts, refused = [], []
            forms = [place for place in places if is_xlsform(place, progress=job)]
            answers = [place for place in places if place not in forms] or places
            form = forms[0] if len(forms) == 1 and len(answers) == 1 else None
            for number, place in enumerate(answers):
                job.report(number, len(answers), place.name)
                progress = job if len(answers) == 1 else _Within(job, number, len(answers))
                try:
                    drafts.append(_read_draft(session, place, form, progress))
                except Cancelled:
                    raise
                except StudyError as error:
                    refused.append(Refusal(place.name, error))
            with session.reading(job.is_stopped) as state:
                surveys = _surveys(collections(state))
            return _Read(tuple(drafts), tuple(refused), surveys)

        self.desk.show_work(title, read, self._on_read)

    def _on_read(self, read: _Read) -> None:
        for refusal in read.refused[:_MOST_NOTICES]:
            self.desk.refuse(refusal.error)
        if len(read.refused) > _MOST_NOTICES:
            names = ", ".join(refusal.name for refusal in read.refused)
            self.desk.told.emit(
                Message(
                    lambda s: s.many(
                        "{n} file could not be read: {names}",
                        "{n} files could not be read: {names}",
                        len(read.refused),
                        names=names,
                    ),
                    Weight.WARNING,
                )
            )
        if read.files:
            self._preview(read)

    def _preview(self, read: _Read) -> ImportDialog:
        """Show what files would become; storing them is one edit for texts, one a table."""
        dialog = ImportDialog(
            read.files,
            self.speech,
            self.desk,
            self.window_,
            refused=read.refused,
            surveys=read.surveys,
        )
        dialog.accepted.connect(partial(self._store, dialog))
        dialog.rejected.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _store(self, dialog: ImportDialog) -> None:
        plans, session = dialog.plans(), self.desk.session
        # Fields are read here, in the window's own thread.
        tables = dialog.tables(Silent())

        def store(job: Job) -> _Stored:
            stored, surveys = 0, []
            try:
                if plans:
                    session.do(ImportSources(plans, progress=job))
                    stored += 1
                for table in tables:
                    if isinstance(table, ImportSurvey):
                        added = session.do(replace(table, progress=job))
                        surveys.append((table.draft.original.name, added))
                    else:
                        session.do(replace(table, progress=job))
                    stored += 1
            except StudyError:
                # All or nothing: what was stored before the refusal is taken back.
                for _ in range(stored):
                    session.undo()
                raise
            let_go_of(*(table.draft for table in tables))
            return _Stored(len(plans) + len(tables), tuple(surveys))

        def done(stored: _Stored) -> None:
            dialog.deleteLater()
            count = stored.files - len(stored.surveys)
            for name, added in stored.surveys:
                self.desk.told.emit(Message(partial(_said, name, added)))
            if count or not stored.surveys:
                self.desk.told.emit(
                    Message(lambda s: s.many("Imported {n} file.", "Imported {n} files.", count))
                )

        self.desk.jobs.write(
            store,
            then=done,
            otherwise=partial(self._refused, dialog),
            title=self.speech("Importing"),
        )

    def _refused(self, dialog: ImportDialog, error: Exception) -> None:
        self.desk.refuse(error)
        if isinstance(error, StudyError) and not isinstance(error, Cancelled):
            # The corrections are kept; a file can be left out and the rest stored.
            dialog.tell(error.say(self.speech.language))
            dialog.open()
        else:
            dialog.deleteLater()


class _Within:
    """The progress of one file of several: only the number of files is told."""

    def __init__(self, job: Job, number: int, total: int) -> None:
        self._job, self._number, self._total = job, number, total

    def report(self, done: int, total: int, what: str = "") -> None:
        """Override of `Progress`: let the work be stopped."""
        self._job.report(self._number, self._total, what)


def _read_draft(
    session: StudySession, place: Path, form: Path | None, progress: Progress
) -> ReadFile:
    from qda.importers.registry import read_source
    from qda.importers.surveys.errors import LayoutUnclear
    from qda.importers.surveys.recognising import ONLY_SURVEYS
    from qda.importers.tables.registry import suffixes

    ending = place.suffix.casefold()
    if ending not in (set(suffixes()) | set(ONLY_SURVEYS)) - {".txt"}:
        return read_source(place, progress=progress)
    is_survey = form is not None or looks_like_survey(place, progress=progress)
    read_as = ReadAs(is_survey=is_survey, form=form)
    try:
        return TableFile(place, read_as, read_table(session, place, read_as, progress))
    except LayoutUnclear as error:
        return TableFile(place, read_as, error=error)


def _surveys(rows: tuple[CollectionRow, ...]) -> tuple[CollectionRow, ...]:
    """The surveys among collections: those that have respondents."""
    return tuple(row for row in rows if row.kind is CollectionKind.SURVEY and row.respondents)


def _said(name: str, added: SurveyAdded, speech: Speech) -> str:
    """What storing a survey did, in the language of the window."""
    said = speech(
        "Imported {name} as {key}: {added} new respondents, {known} known already, "
        "{answers} open answers.",
        name=name,
        key=added.key,
        added=speech.number(added.added),
        known=speech.number(added.known),
        answers=speech.number(added.answers),
    )
    if not added.changed:
        return said
    changed = speech.many(
        "{n} respondent has other answers here; the first ones stay.",
        "{n} respondents have other answers here; the first ones stay.",
        added.changed,
    )
    return f"{said} {changed}"
