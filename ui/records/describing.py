"""The dialogs that describe an event, a stage, a rating."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from qda.edits.events import EventFacts, EventUndated, EventUntitled
from qda.edits.ratings import LEAST, MOST, NoSuchScale, RatingFacts, ValueOffScale
from qda.edits.recorded import dated, stretch
from qda.edits.stages import StageFacts, StageUnnamed
from qda.i18n import Speech
from qda.recording.regulations import strand_label
from ui.records.fields import case_field, code_field, day_field, source_field, words_field
from ui.records.forms import RecordDialog
from ui.records.known import Known, Words
from ui.theme import Space


class EventDialog(RecordDialog):
    """Asks what happened and when; `facts` are those that are known, `words` what tells of it."""

    def __init__(
        self,
        speech: Speech,
        known: Known,
        facts: EventFacts,
        *,
        is_new: bool,
        words: Words | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(speech, title=speech("Event"), is_new=is_new, parent=parent)
        self._facts = facts
        self.name = QLineEdit(facts.name, self)
        self.starts = day_field(facts.starts_on, speech, self)
        self.ends = day_field(facts.ends_on, speech, self)
        self.strand = QComboBox(self, editable=True)
        self.strand.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for each in dict.fromkeys(("", *known.strands, facts.strand)):
            self.strand.addItem(strand_label(each, speech), each)
        self.strand.setCurrentIndex(self.strand.findData(facts.strand))
        self.code = code_field(known, facts.code_id, speech, self, none=speech("none"))
        self.critical = QCheckBox(speech("It changed the &course of things"), self)
        self.critical.setChecked(facts.is_critical)
        self.reason = words_field(facts.reason, self, lines=2)
        self.note = words_field(facts.note, self, lines=2)
        self.form.addRow(speech("&What happened"), self.name)
        self.form.addRow(speech("W&hen"), self.starts)
        self.form.addRow(speech("&Last day"), self.ends)
        self.form.addRow(speech("S&trand"), self.strand)
        self.form.addRow(speech("Co&de"), self.code)
        self.form.addRow("", self.critical)
        self.form.addRow(speech("Wh&y"), self.reason)
        self.form.addRow(speech("&Note"), self.note)
        self.source = self.add_place(known, words, facts.source_id)
        self.critical.toggled.connect(self.reason.setEnabled)
        self.reason.setEnabled(facts.is_critical)
        self.finish()

    def check(self) -> None:
        """Override: an event has a title and a date.

        Raises:
            EventUntitled, EventUndated, NoSuchDate, EndsBeforeStart: it cannot be so.
        """
        name = " ".join(self.name.text().split())
        if not name:
            raise EventUntitled
        starts, _ = stretch(self.starts.text(), self.ends.text())
        if not starts:
            raise EventUndated(event=name[:60])

    def facts(self) -> EventFacts:
        """All that is said of the event."""
        typed, at = self.strand.currentText(), self.strand.currentIndex()
        is_known = at >= 0 and self.strand.itemText(at) == typed
        made = replace(
            self._facts,
            name=self.name.text(),
            starts_on=self.starts.text(),
            ends_on=self.ends.text(),
            strand=str(self.strand.itemData(at)) if is_known else typed,
            code_id=self.code.value(),
            is_critical=self.critical.isChecked(),
            reason=self.reason.toPlainText(),
            note=self.note.toPlainText(),
        )
        return made if self.source is None else replace(made, source_id=self.source.value())


class StageDialog(RecordDialog):
    """Asks for the name of a stage and its first and last day."""

    def __init__(
        self,
        speech: Speech,
        facts: StageFacts,
        *,
        is_new: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(speech, title=speech("Stage"), is_new=is_new, parent=parent)
        self.name = QLineEdit(facts.name, self)
        self.starts = day_field(facts.starts_on, speech, self)
        self.ends = day_field(facts.ends_on, speech, self)
        self.note = words_field(facts.note, self)
        self.form.addRow(speech("&Name"), self.name)
        self.form.addRow(speech("&First day"), self.starts)
        self.form.addRow(speech("&Last day"), self.ends)
        self.form.addRow(speech("N&ote"), self.note)
        self.finish()

    def check(self) -> None:
        """Override: a stage has a name, and ends after it begins.

        Raises:
            StageUnnamed, NoSuchDate, EndsBeforeStart: it cannot be so.
        """
        if not self.name.text().strip():
            raise StageUnnamed
        stretch(self.starts.text(), self.ends.text())

    def facts(self) -> StageFacts:
        """All that is said of the stage."""
        return StageFacts(
            self.name.text(), self.starts.text(), self.ends.text(), self.note.toPlainText()
        )


class RatingDialog(RecordDialog):
    """Asks how far a code is fulfilled, in what, on which scale, and why."""

    def __init__(
        self,
        speech: Speech,
        known: Known,
        facts: RatingFacts,
        *,
        is_new: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(speech, title=speech("Rating"), is_new=is_new, parent=parent)
        self._facts = facts
        self.code = code_field(known, facts.code_id, speech, self)
        self.subject = QComboBox(self)
        for name, words in (
            ("study", speech("the whole study")),
            ("case", speech("a case")),
            ("source", speech("a source")),
        ):
            self.subject.addItem(words, name)
        self.case = case_field(known, facts.case_id, self)
        self.source = source_field(known, facts.source_id, self)
        self.value = QDoubleSpinBox(self, decimals=2)
        self.low, self.high = QSpinBox(self), QSpinBox(self)
        for field, value in ((self.low, facts.low), (self.high, facts.high)):
            field.setRange(LEAST, MOST)
            field.setValue(value)
        self.on = day_field(facts.dated_on, speech, self)
        self.rule = words_field(facts.rule, self, lines=2)
        self.reason = words_field(facts.reason, self)
        self._lay_out()
        named = "case" if facts.case_id is not None else "source"
        is_named = facts.case_id is not None or facts.source_id is not None
        self.subject.setCurrentIndex(self.subject.findData(named if is_named else "study"))
        for each in (self.low, self.high):
            each.valueChanged.connect(self._on_scale)
        self.subject.currentIndexChanged.connect(self._on_subject)
        self._on_scale()
        self.value.setValue(facts.value)
        self._on_subject()
        self.finish()

    def _lay_out(self) -> None:
        speech = self.speech
        self.form.addRow(speech("&Code"), self.code)
        self.form.addRow(speech("&Rated is"), self.subject)
        self.form.addRow(speech("C&ase"), self.case)
        self.form.addRow(speech("&Source"), self.source)
        self.form.addRow(speech("&Value"), self.value)
        scale = QHBoxLayout()
        scale.setSpacing(Space.SMALL)
        scale.addWidget(self.low)
        scale.addWidget(QLabel(speech("to"), self))
        scale.addWidget(self.high)
        scale.addStretch(1)
        self.low.setAccessibleName(speech("Lowest value of the scale"))
        self.high.setAccessibleName(speech("Highest value of the scale"))
        self.form.addRow(speech("Scale from"), scale)
        self.form.addRow(speech("&Time it speaks of"), self.on)
        self.form.addRow(speech("What the values &mean"), self.rule)
        self.form.addRow(speech("R&eason"), self.reason)
        count = len(self._facts.evidence)
        if count:
            said = speech.many("{n} coding", "{n} codings", count)
            self.form.addRow(speech("Rests on"), QLabel(said, self))

    def _on_scale(self) -> None:
        if self.low.value() < self.high.value():
            self.value.setRange(self.low.value(), self.high.value())

    def _on_subject(self) -> None:
        named = self.subject.currentData()
        self.form.setRowVisible(self.case, named == "case")
        self.form.setRowVisible(self.source, named == "source")

    def check(self) -> None:
        """Override: the scale rises, and the date is one.

        Raises:
            NoSuchScale, ValueOffScale, NoSuchDate: it cannot be so.
        """
        low, high, value = self.low.value(), self.high.value(), self.value.value()
        if low >= high:
            raise NoSuchScale(low=low, high=high)
        if not low <= value <= high:
            raise ValueOffScale(value=f"{value:g}", low=low, high=high)
        dated(self.on.text())

    def facts(self) -> RatingFacts:
        """All that is said in the rating."""
        named = self.subject.currentData()
        return replace(
            self._facts,
            code_id=self.code.value() or self._facts.code_id,
            value=self.value.value(),
            low=self.low.value(),
            high=self.high.value(),
            case_id=self.case.value() if named == "case" else None,
            source_id=self.source.value() if named == "source" else None,
            dated_on=self.on.text(),
            rule=self.rule.toPlainText(),
            reason=self.reason.toPlainText(),
        )
