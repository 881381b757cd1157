"""The acts on sources, collections and cases: open, describe, assign, mark, remove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from models.vocabulary import Reading, SpeakerKind
from qda.edits.cases import DescribeCase, RemoveCase
from qda.edits.importing import CaseFacts
from qda.edits.sources import (
    AssignSpeaker,
    DescribeSource,
    MarkReading,
    RemoveCollection,
    RemoveSources,
)
from qda.i18n import Speech
from qda.retrieval.cases import case_spans, everybody
from qda.retrieval.rows import CaseRow, SourceRow
from qda.retrieval.sources import source, turns
from qda.session import StudyState
from ui.acts.act import Acts
from ui.desk import Desk
from ui.dialogs.describing import CaseDialog, SourceDialog
from ui.dialogs.speakers import Voice, VoicesDialog
from ui.jobs import Job


@dataclass(frozen=True, slots=True)
class _Voices:
    row: SourceRow
    voices: tuple[Voice, ...]


class MaterialActs(Acts):
    """What one does to what the study rests on.

    Signals:
        source_wanted, collection_wanted: show it (its id).
        questions_wanted: show the questions of a survey (its id).
        memo_wanted, memos_wanted: write a memo on it, or list those it has (its table, its id).
    """

    source_wanted = Signal(int)
    collection_wanted = Signal(int)
    questions_wanted = Signal(int)
    memo_wanted = Signal(str, int)
    memos_wanted = Signal(str, int)

    def __init__(self, desk: Desk, speech: Speech, window: QWidget) -> None:
        super().__init__(desk, speech, window)
        self.is_survey: Callable[[int], bool] = _is_none

    def open_menu(self, point: QPoint, kind: str, id_: int) -> None:
        """Offer the acts on one source, collection or case."""
        self.menu(kind, id_).popup(point)

    def menu(self, kind: str, id_: int) -> QMenu:
        """The acts on one source, collection or case as a menu."""
        menu, speech = QMenu(self.window_), self.speech
        menu.aboutToHide.connect(menu.deleteLater)
        remove = speech("Remove from the study")
        if kind == "source":
            menu.addAction(speech("Open"), partial(self.source_wanted.emit, id_))
            menu.addAction(speech("Change its facts …"), partial(self.describe_source, id_))
            menu.addAction(speech("Who speaks …"), partial(self.assign_speakers, id_))
            reading = menu.addMenu(speech("Reading"))
            reading.addAction(speech("Mark as read"), partial(self.mark, id_, Reading.READ))
            reading.addAction(
                speech("Mark as not yet read"), partial(self.mark, id_, Reading.UNREAD)
            )
            self._add_memos(menu, kind, id_)
            menu.addSeparator()
            menu.addAction(remove, partial(self._remove_source, id_))
        elif kind == "collection":
            menu.addAction(speech("Open"), partial(self.collection_wanted.emit, id_))
            if self.is_survey(id_):
                menu.addAction(speech("Questions"), partial(self.questions_wanted.emit, id_))
            self._add_memos(menu, kind, id_)
            menu.addSeparator()
            menu.addAction(remove, partial(self._remove_collection, id_))
        else:
            menu.addAction(speech("Change its facts …"), partial(self.describe_case, id_))
            self._add_memos(menu, kind, id_)
            menu.addSeparator()
            menu.addAction(remove, partial(self._remove_case, id_))
        return menu

    def _add_memos(self, menu: QMenu, kind: str, id_: int) -> None:
        menu.addAction(self.speech("Write a memo"), partial(self.memo_wanted.emit, kind, id_))
        menu.addAction(self.speech("List its memos"), partial(self.memos_wanted.emit, kind, id_))

    def describe_case(self, case_id: int) -> None:
        """Ask for name, role and group of a case, and change them."""

        def read(state: StudyState) -> tuple[CaseRow, ...]:
            return tuple(row for row in everybody(state) if row.id == case_id)

        self.desk.read("case", read, self._ask_case)

    def describe_source(self, source_id: int) -> None:
        """Ask for title, technique and date of a source, and change them."""
        self.desk.read("facts", lambda state: source(state, source_id), self._ask_source)

    def assign_speakers(self, source_id: int) -> None:
        """Ask who each speaker of a source is, and assign the turns."""
        self.desk.read("voices", lambda state: _voices(state, source_id), self._ask_voices)

    def mark(self, source_id: int, reading: Reading) -> None:
        """Say how far a source is read."""
        self.desk.do(MarkReading((source_id,), reading))

    def _remove_source(self, id_: int) -> None:
        self.desk.do(RemoveSources((id_,)))

    def _remove_collection(self, id_: int) -> None:
        self.desk.do(RemoveCollection(id_))

    def _remove_case(self, id_: int) -> None:
        self.desk.do(RemoveCase(id_))

    def _ask_case(self, found: tuple[CaseRow, ...]) -> None:
        for row in found:
            dialog = CaseDialog(row, self.speech, self.window_)
            dialog.accepted.connect(partial(self._describe_case, row, dialog))
            self.ask(dialog)

    def _describe_case(self, row: CaseRow, dialog: CaseDialog) -> None:
        self.desk.do(
            DescribeCase(
                row.id, dialog.name(), role=dialog.role(), stakeholder_group=dialog.group()
            )
        )

    def _ask_source(self, row: SourceRow) -> None:
        dialog = SourceDialog(row, self.speech, self.window_)
        dialog.accepted.connect(partial(self._describe_source, row, dialog))
        self.ask(dialog)

    def _describe_source(self, row: SourceRow, dialog: SourceDialog) -> None:
        self.desk.do(
            DescribeSource(
                row.id,
                name=dialog.name(),
                technique=dialog.technique(),
                data_class=dialog.data_class(),
                collected_on=dialog.date(),
            )
        )

    def _ask_voices(self, found: _Voices) -> None:
        dialog = VoicesDialog(found.row, found.voices, self.speech, self.window_)
        dialog.accepted.connect(partial(self._assign, found.row.id, dialog))
        self.ask(dialog)

    def _assign(self, source_id: int, dialog: VoicesDialog) -> None:
        changed, session = dialog.changed(), self.desk.session

        def assign(_: Job) -> None:
            for voice in changed:
                facts = CaseFacts(voice.case, voice.role, voice.group) if voice.case else None
                session.do(AssignSpeaker(source_id, voice.name, voice.kind, facts))
            with session.reading() as state:
                known = {row.name: row for row in everybody(state)}
            for voice in changed:
                row = known.get(voice.case)
                if row and (row.role, row.stakeholder_group) != (voice.role, voice.group):
                    # A case that was there keeps its facts unless they are changed in words.
                    session.do(
                        DescribeCase(
                            row.id, row.name, role=voice.role, stakeholder_group=voice.group
                        )
                    )

        if changed:
            self.desk.jobs.write(assign, otherwise=self.desk.refuse)


def _is_none(_: int) -> bool:
    return False


def _voices(state: StudyState, source_id: int) -> _Voices:
    """Who speaks in a source, with the case that the first of the turns belongs to."""
    known = {row.id: row for row in everybody(state)}
    spans = case_spans(state).get(source_id, [])
    found: dict[str, Voice] = {}
    for turn in turns(state, source_id):
        voice = found.get(turn.speaker)
        if voice is None:
            at = turn.words_start
            case = next((known[c] for start, end, c in spans if start <= at < end), None)
            voice = Voice(turn.speaker, turn.kind, 0)
            if case is not None and turn.kind is not SpeakerKind.INTERVIEWER:
                voice = voice.of_case(case.name, case.role, case.stakeholder_group)
        found[turn.speaker] = voice.with_turn()
    return _Voices(source(state, source_id), tuple(found.values()))
