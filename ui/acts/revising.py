"""The acts that change what texts say: correcting words, replacing names, handing the study on."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from models.errors import StudyError
from models.handing_on import copy_to_hand_on
from models.positions import Span
from models.splicing import Cut
from qda.edits.moving import LineBreakInCorrection, Revised
from qda.edits.revising import ReplaceName, ReviseText
from qda.importers.tables.identity import fingerprint
from qda.pseudonyms.finding import Wanted, find_name
from qda.pseudonyms.key_file import KeyFile, checked_place
from qda.pseudonyms.key_places import FoundKey, find_key, remember_place
from qda.pseudonyms.places import NamePlace
from qda.pseudonyms.proposing import proposed_pseudonym
from qda.pseudonyms.replacing import replace_name
from qda.retrieval.revisions import TwoReadings, consequences, two_readings, word_at
from qda.retrieval.studies import study_row
from qda.session import StudyState
from ui.acts.act import Acts
from ui.dialogs.correcting import CorrectDialog, ImportedDialog, Stretch
from ui.dialogs.renaming import KeyDialog, RenameDialog
from ui.jobs import Job
from ui.panes.reading import ReadingPane
from ui.reader.state import ReaderText
from ui.widgets.notice_bar import Message, Weight

_LONGEST_NAME = 80


class RevisingActs(Acts):
    """Correcting texts and replacing names in the open study."""

    pane: ReadingPane | None = None

    def stand_before(self, pane: ReadingPane | None) -> None:
        """Correct in this pane from now on; None where no source is in front."""
        self.pane = pane

    # --- correcting ----------------------------------------------------------------------------

    def on_correct(self) -> None:
        """Correct the selected words, or the word or paragraph at the caret."""
        pane, shown = self._in_front()
        if pane is None or shown is None:
            return
        stretch = _stretch(pane, shown)
        if "\n" in shown.text[stretch.span.start : stretch.span.end]:
            self.desk.refuse(LineBreakInCorrection(key=shown.key))
            return
        dialog = CorrectDialog(stretch, self.speech, self.window_)
        dialog.cuts_changed.connect(partial(self._look_ahead, pane.source_id, dialog))
        dialog.accepted.connect(partial(self._correct, pane.source_id, shown.text, dialog))
        self._look_ahead(pane.source_id, dialog, ())
        self.ask(dialog)

    def _look_ahead(self, source_id: int, dialog: CorrectDialog, cuts: tuple[Cut, ...]) -> None:
        self.desk.read(
            "correction",
            lambda state: consequences(state, source_id, cuts),
            dialog.show_consequences,
        )

    def _correct(self, source_id: int, text: str, dialog: CorrectDialog) -> None:
        edit = ReviseText(source_id, dialog.cuts(), fingerprint(text))
        self.desk.do(edit, self._on_corrected)

    def _on_corrected(self, done: Revised) -> None:
        gone = done.codings_gone
        if gone:
            self.desk.told.emit(
                Message(
                    lambda s: s.many(
                        "{n} coding lost all its words and went; undo brings it back.",
                        "{n} codings lost all their words and went; undo brings them back.",
                        gone,
                    )
                )
            )

    def on_show_imported(self) -> None:
        """Show the source in front as it was imported."""
        pane, _ = self._in_front()
        if pane is not None:
            source_id = pane.source_id
            self.desk.read(
                "imported", lambda state: two_readings(state, source_id), self._show_imported
            )

    def _show_imported(self, found: TwoReadings) -> None:
        if found.imported == found.now:
            key = found.row.key
            self.desk.told.emit(
                Message(lambda s: s("Nothing in {key} has been corrected.", key=key))
            )
        else:
            self.ask(ImportedDialog(found, self.speech, self.window_))

    def _in_front(self) -> tuple[ReadingPane | None, ReaderText | None]:
        pane = self.pane
        return pane, None if pane is None else pane.reader.shown_text()

    # --- names ---------------------------------------------------------------------------------

    def on_rename(self) -> None:
        """Ask for a name and replace it everywhere."""
        pane, shown = self._in_front()
        span = None if pane is None else pane.selected()
        name = "" if span is None or shown is None else " ".join(span.of(shown.text).split())
        dialog = RenameDialog(name[:_LONGEST_NAME], self.speech, self.window_)
        dialog.find_wanted.connect(partial(self._find, dialog))
        dialog.pseudonym_wanted.connect(partial(self._propose, dialog))
        dialog.key_wanted.connect(partial(self._choose_key, dialog))
        dialog.accepted.connect(partial(self._replace, dialog))
        self.desk.read("key", _key, dialog.show_found_key)
        if name:
            self._propose(dialog, name)
        self.ask(dialog)

    def _choose_key(self, dialog: RenameDialog) -> None:
        name, _ = QFileDialog.getSaveFileName(
            dialog,
            self.speech("Where to keep the key"),
            str(Path.home() / self.speech("key-of-names.csv")),
            "CSV (*.csv)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return
        path = Path(name)
        try:
            place = checked_place(
                path if path.suffix else path.with_suffix(".csv"), self.desk.session.store.place
            )
            KeyFile(place).create()
            remember_place(self.desk.session.study().uuid, place)
        except StudyError as error:
            dialog.refuse(error)
            return
        dialog.show_key(place)
        self._propose(dialog, dialog.name.text())

    def _propose(self, dialog: RenameDialog, name: str) -> None:
        if name.strip():
            self.desk.read(
                "pseudonym",
                lambda state: proposed_pseudonym(state, name, _key(state).key),
                dialog.propose,
            )

    def _find(self, dialog: RenameDialog, wanted: Wanted) -> None:
        session = self.desk.session

        def find(job: Job) -> tuple[NamePlace, ...]:
            with session.reading() as state:
                return find_name(state, wanted, "", job)

        dialog.show_finding()
        job = self.desk.jobs.read(
            find,
            then=partial(self._on_found, dialog),
            otherwise=partial(self._on_not_found, dialog),
            title=self.speech("Looking for the name"),
        )
        job.progressed.connect(dialog.progress.report)
        dialog.stop_wanted.connect(job.stop)
        dialog.rejected.connect(job.stop)

    def _on_found(self, dialog: RenameDialog, places: tuple[NamePlace, ...]) -> None:
        # The dialog may have been closed while the job told its last.
        if isValid(dialog):
            dialog.show_places(places)

    def _on_not_found(self, dialog: RenameDialog, error: Exception) -> None:
        if isinstance(error, StudyError):
            if isValid(dialog):
                dialog.refuse(error)
        else:
            self.desk.refuse(error)

    def _replace(self, dialog: RenameDialog) -> None:
        place = dialog.key_place()
        if place is None:
            return
        session, name = self.desk.session, dialog.name.text()
        pseudonym, places = dialog.said_pseudonym(), dialog.chosen()
        today = datetime.now(UTC).astimezone().date()

        def work(job: Job) -> int:
            becoming = tuple(place.becoming(pseudonym) for place in places)
            edit = ReplaceName(pseudonym, becoming, job)
            return replace_name(session, name, edit, key=KeyFile(place), today=today)

        self.desk.work(self.speech("Replacing the name"), work, self._on_replaced)

    def _on_replaced(self, count: int) -> None:
        self.desk.told.emit(
            Message(
                lambda s: s.many(
                    "The name was replaced at {n} place. The history and the original files still "
                    "hold it: Study › Copy to hand on makes a copy without them.",
                    "The name was replaced at {n} places. The history and the original files still "
                    "hold it: Study › Copy to hand on makes a copy without them.",
                    count,
                )
            )
        )

    def on_look_up_name(self) -> None:
        """Show the key, to look up who is behind a pseudonym."""
        self.desk.read("key", _key, self._show_key)

    def _show_key(self, found: FoundKey) -> None:
        if found.place is None:
            self.desk.told.emit(
                Message(
                    lambda s: s(
                        "No key has been chosen for this study yet; it is when the first name is "
                        "replaced."
                    )
                )
            )
        elif found.refusal is not None:
            self.desk.refuse(found.refusal)
        else:
            self.ask(KeyDialog(found.place, found.key, self.speech, self.window_))

    # --- handing on ----------------------------------------------------------------------------

    def on_hand_on(self) -> None:
        """Ask for a place and make a copy without originals and history."""
        name, _ = QFileDialog.getSaveFileName(
            self.window_, self.speech("Copy to hand on"), "", "Runut (*.runut)"
        )
        if not name:
            return
        session = self.desk.session
        path = Path(name)
        to = path if path.suffix else path.with_suffix(".runut")

        def work(job: Job) -> None:
            copy_to_hand_on(session.store, to, coder_id=session.coder.id, report=job.report)

        self.desk.show_work(
            self.speech("Making a copy to hand on"), work, lambda _: self._on_handed_on(to)
        )

    def _on_handed_on(self, to: Path) -> None:
        self.desk.told.emit(
            Message(
                lambda s: s(
                    "Wrote {place}, without original files, texts as imported and history. Look "
                    "through it for names before you hand it on.",
                    place=to,
                ),
                Weight.INFO,
            )
        )


def _key(state: StudyState) -> FoundKey:
    return find_key(study_row(state).uuid)


def _stretch(pane: ReadingPane, shown: ReaderText) -> Stretch:
    """The words to be corrected: those selected, the word at the caret, or its paragraph."""
    text, caret = shown.text, pane.reader.view.caret()
    selected = pane.reader.selected_span() or word_at(text, caret)
    at = caret if selected is None else selected.start
    start = text.rfind("\n", 0, at) + 1
    found = text.find("\n", at)
    end = len(text) if found < 0 else found
    if selected is None and start < end:
        selected = Span(start, end)
    if selected is None:
        selected = Span(max(0, at - 1), max(1, at))
        start, end = selected.start, selected.end
    where = shown.reference(selected) if selected.end <= len(text) else shown.key
    return Stretch(where, text[start : max(end, selected.end)], start, selected)
