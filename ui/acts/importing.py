"""The act of importing: files become drafts, drafts are corrected, and only then stored."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from models.errors import StudyError
from qda.edits.importing import ImportCollection, ImportSources
from qda.importers.draft import CollectionDraft, SourceDraft
from qda.jobs.progress import Cancelled, Progress
from ui.acts.act import Acts
from ui.dialogs.importing import Draft, ImportDialog, Refusal
from ui.jobs import Job
from ui.widgets.notice_bar import Message, Weight

_MOST_NOTICES = 3


@dataclass(frozen=True, slots=True)
class _Read:
    drafts: tuple[Draft, ...]
    refused: tuple[Refusal, ...]


class ImportActs(Acts):
    """Reads files, shows what they would become, and stores them."""

    def read_files(self, places: list[Path]) -> None:
        """Read files beside the window; those that are refused do not keep back the others."""
        if not places:
            return
        title = self.speech.many("Reading {n} file", "Reading {n} files", len(places))

        def read(job: Job) -> _Read:
            drafts, refused = [], []
            for number, place in enumerate(places):
                job.report(number, len(places), place.name)
                progress = job if len(places) == 1 else _Within(job, number, len(places))
                try:
                    drafts.append(_read_draft(place, progress))
                except Cancelled:
                    raise
                except StudyError as error:
                    refused.append(Refusal(place.name, error))
            return _Read(tuple(drafts), tuple(refused))

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
        if read.drafts:
            self.preview(read.drafts, read.refused)

    def preview(self, drafts: tuple[Draft, ...], refused: tuple[Refusal, ...] = ()) -> ImportDialog:
        """Show what files would become; storing them is one edit for texts, one a table."""
        dialog = ImportDialog(drafts, self.speech, self.window_, refused=refused)
        dialog.accepted.connect(partial(self._store, dialog))
        dialog.rejected.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _store(self, dialog: ImportDialog) -> None:
        plans, tables = dialog.plans(), dialog.tables()
        session = self.desk.session

        def store(job: Job) -> int:
            stored = 0
            try:
                if plans:
                    session.do(ImportSources(plans, progress=job))
                    stored += 1
                for draft, role, group in tables:
                    session.do(
                        ImportCollection(draft, role=role, stakeholder_group=group, progress=job)
                    )
                    stored += 1
            except StudyError:
                # All or nothing: what was stored before the refusal is taken back.
                for _ in range(stored):
                    session.undo()
                raise
            return len(plans) + len(tables)

        def done(count: int) -> None:
            dialog.deleteLater()
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


def _read_draft(place: Path, progress: Progress) -> SourceDraft | CollectionDraft:
    from qda.importers.registry import read_source
    from qda.importers.tables.registry import read_collection, suffixes

    if place.suffix.casefold() in set(suffixes()) - {".txt"}:
        return read_collection(place, progress=progress)
    return read_source(place, progress=progress)
