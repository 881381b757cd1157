"""Who speaks: one row a voice, with its kind, its case, its role and its stakeholder group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from models.vocabulary import SpeakerKind, StakeholderGroup
from qda.i18n import Speech
from qda.retrieval.rows import SourceRow
from ui.dialogs.form import FormDialog, choice, choice_or_none, plain
from ui.theme import Space


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker: name, kind, number of turns, and the case the words belong to (may be empty).

    `reason` is an English sentence that says why the kind was guessed.
    """

    name: str
    kind: SpeakerKind
    turns: int
    case: str = ""
    role: str = ""
    group: StakeholderGroup | None = None
    reason: str = ""

    def of_case(self, case: str, role: str, group: StakeholderGroup | None) -> Voice:
        """This voice as that of a case."""
        return replace(self, case=case, role=role, group=group)

    def with_turn(self) -> Voice:
        """This voice with one more turn."""
        return replace(self, turns=self.turns + 1)


class VoiceTable(QWidget):
    """The voices beneath one another, their fields aligned; each guess can be changed."""

    def __init__(
        self, voices: Sequence[Voice], speech: Speech, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.SMALL)
        headings = (speech("Name"), speech("Is"), speech("Case"), speech("Role"), speech("Group"))
        for column, words in enumerate(headings):
            heading = plain(words, self)
            heading.setEnabled(False)
            grid.addWidget(heading, 0, column)
        self.rows = [_Fields(voice, speech, self) for voice in voices]
        for number, row in enumerate(self.rows, start=1):
            for column, field in enumerate((row.name, row.kind, row.case, row.role, row.group)):
                grid.addWidget(field, number, column)
        for column, share in enumerate((3, 0, 3, 3, 0)):
            grid.setColumnStretch(column, share)

    def voices(self) -> tuple[Voice, ...]:
        """The voices with what was corrected."""
        return tuple(row.voice() for row in self.rows)


class _Fields:
    """The fields of one voice."""

    def __init__(self, voice: Voice, speech: Speech, parent: QWidget) -> None:
        self._voice = voice
        said = speech.many("{n} turn", "{n} turns", voice.turns)
        self.name = QLabel(f"{voice.name} · {said}", parent)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        self.name.setMinimumWidth(110)
        if voice.reason:
            self.name.setToolTip(speech(voice.reason))
        self.kind = choice(list(SpeakerKind), voice.kind, speech, parent)
        self.case = QLineEdit(voice.case, parent)
        self.role = QLineEdit(voice.role, parent)
        groups = list(StakeholderGroup)
        self.group = choice_or_none(groups, voice.group, speech("no group"), parent, speech)
        for field, words in (
            (self.kind, speech("Who {name} is", name=voice.name)),
            (self.case, speech("Case of {name}", name=voice.name)),
            (self.role, speech("Role of {name}", name=voice.name)),
            (self.group, speech("Stakeholder group of {name}", name=voice.name)),
        ):
            field.setAccessibleName(words)
        for long in (self.case, self.role):
            long.setCursorPosition(0)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self._follow()

    def voice(self) -> Voice:
        """The voice as corrected; an interviewer has no case."""
        kind = SpeakerKind(self.kind.currentData())
        if kind is SpeakerKind.INTERVIEWER:
            return replace(self._voice, kind=kind, case="", role="", group=None)
        chosen = self.group.currentData()
        return replace(
            self._voice,
            kind=kind,
            case=self.case.text().strip(),
            role=self.role.text().strip(),
            group=None if chosen is None else StakeholderGroup(chosen),
        )

    def _follow(self) -> None:
        informs = self.kind.currentData() != SpeakerKind.INTERVIEWER
        for field in (self.case, self.role, self.group):
            field.setEnabled(informs)

    def _on_kind(self) -> None:
        self._follow()
        if self.kind.currentData() == SpeakerKind.INFORMANT and not self.case.text():
            # Who turns out to be an informant is a case of her own name until told otherwise.
            self.case.setText(self._voice.name)


class VoicesDialog(FormDialog):
    """Who speaks in a source that is in the study already."""

    def __init__(
        self,
        row: SourceRow,
        voices: Sequence[Voice],
        speech: Speech,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            speech,
            title=speech("Who speaks in {key}", key=row.key),
            verb=speech("Keep changes"),
            parent=parent,
        )
        self.resize(760, 320)
        self._before = tuple(voices)
        self.table = VoiceTable(voices, speech, self)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        body = QWidget(area)
        column = QVBoxLayout(body)
        column.addWidget(self.table)
        column.addStretch(1)
        area.setWidget(body)
        if voices:
            self.column.addWidget(area, 1)
        else:
            nobody = speech("No speakers were recognised in this source.")
            self.column.addWidget(plain(nobody, self), 1)
            self.accepting.setEnabled(False)
        self.finish_layout()

    def changed(self) -> tuple[Voice, ...]:
        """The voices of whom something else is said than before."""
        pairs = zip(self._before, self.table.voices(), strict=True)
        return tuple(after for before, after in pairs if after != before)
