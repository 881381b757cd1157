"""The dialog that says what bears on what: two codes, two codings, or two cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QWidget,
)

from models.vocabulary import RelationType
from qda.edits.relations import SIGNS, EndsMissing, RelatedToItself, RelationFacts
from qda.i18n import Speech
from qda.retrieval.codings import CodingFilter
from qda.retrieval.relations import EndKind
from qda.retrieval.rows import CodingRow
from ui.records.fields import PickField, case_field, code_field, member_field, words_field
from ui.records.forms import RecordDialog, said_words
from ui.records.known import Known, Words
from ui.short_words import one_line, shortened

_LETTERS = 120
_PAUSE_MS = 250
_UUID = Qt.ItemDataRole.UserRole


class RelationDialog(RecordDialog):
    """Asks for two ends, the kind of relation, its sign, and who brings it about.

    With `coding` it begins at a coding of the text, and the second end is a coding or a code; the
    codings to choose from come by `show_codings`. With `fixed` (the words of both ends) a relation
    of two codings is changed, whose ends stay.

    Signals:
        codings_wanted: show the codings that pass a filter (`CodingFilter`).
    """

    codings_wanted = Signal(object)

    def __init__(
        self,
        speech: Speech,
        known: Known,
        facts: RelationFacts,
        *,
        is_new: bool,
        coding: CodingRow | None = None,
        fixed: tuple[str, str] | None = None,
        words: Words | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(speech, title=speech("Relation"), is_new=is_new, parent=parent)
        self._facts, self._known, self._coding, self._fixed = facts, known, coding, fixed
        self.between = QComboBox(self)
        none = speech("choose one")
        self.from_code = code_field(known, facts.from_code_id, speech, self, none=none)
        self.to_code = code_field(known, facts.to_code_id, speech, self, none=none)
        self.from_case = case_field(known, facts.from_case_id, self, none=none)
        self.to_case = case_field(known, facts.to_case_id, self, none=none)
        self.narrow, self.codings = QLineEdit(self), QListWidget(self)
        self.of_code = code_field(known, None, speech, self, none=speech("any code"))
        self.type = member_field(RelationType, facts.type, speech, self)
        self.sign, self.strength = QComboBox(self), QComboBox(self)
        self.order = QSpinBox(self)
        self.actor = QLineEdit(facts.actor, self)
        self.against = QCheckBox(speech("The words speak &against it"), self)
        self.note = words_field(facts.note, self, lines=2)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._fill()
        self._lay_out(words)
        self._connect()
        self._on_between()
        self.finish()

    def _fill(self) -> None:
        speech, facts = self.speech, self._facts
        if self._coding is not None or self._fixed is not None:
            self.between.addItem(speech("two codings"), EndKind.CODING)
        if self._fixed is None:
            self.between.addItem(speech("two codes"), EndKind.CODE)
        if self._coding is None and self._fixed is None:
            self.between.addItem(speech("two cases"), EndKind.CASE)
        if facts.from_case_id is not None:
            self.between.setCurrentIndex(self.between.findData(EndKind.CASE))
        words = {
            "": speech("not stated"),
            "+": speech("+  strengthens"),
            "-": speech("-  weakens"),
            "+/-": speech("+/-  both"),
        }
        for sign in SIGNS:
            self.sign.addItem(words[sign], sign)
        self.sign.setCurrentIndex(self.sign.findData(facts.sign))
        self.strength.addItem(speech("not stated"), None)
        for value, said in (
            (1, speech("1 weak")),
            (2, speech("2 medium")),
            (3, speech("3 strong")),
        ):
            self.strength.addItem(said, value)
        self.strength.setCurrentIndex(max(0, self.strength.findData(facts.strength)))
        self.order.setRange(0, 999)
        self.order.setSpecialValueText(speech("in no chain"))
        self.order.setValue(facts.order or 0)
        self.against.setChecked(facts.contradicts)

    def _lay_out(self, words: Words | None) -> None:
        speech, form = self.speech, self.form
        form.addRow(speech("&Between"), self.between)
        self.ends = (said_words("", self), said_words("", self))
        form.addRow(speech("From"), self.ends[0])
        form.addRow(speech("&From code"), self.from_code)
        form.addRow(speech("From &case"), self.from_case)
        form.addRow(speech("&Relation"), self.type)
        form.addRow(speech("To"), self.ends[1])
        form.addRow(speech("&To code"), self.to_code)
        form.addRow(speech("To ca&se"), self.to_case)
        form.addRow(speech("C&odings of"), self.of_code)
        self.narrow.setPlaceholderText(speech("Narrow the codings by their words"))
        form.addRow(speech("&Words"), self.narrow)
        self.codings.setWordWrap(True)
        self.codings.setAlternatingRowColors(True)
        self.codings.setFixedHeight(150)
        self.codings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        form.addRow(speech("To co&ding"), self.codings)
        form.addRow(speech("S&ign"), self.sign)
        form.addRow(speech("Stren&gth"), self.strength)
        form.addRow(speech("&Place in the chain"), self.order)
        form.addRow(speech("Who brin&gs it about"), self.actor)
        form.addRow("", self.against)
        form.addRow(speech("&Note"), self.note)
        if self._coding is None and self._fixed is None:
            self.source = self.add_place(self._known, words, self._facts.source_id)
        else:
            self.source = None
        if self._coding is not None:
            self.ends[0].setText(self._coding_words(self._coding))
        if self._fixed is not None:
            for said, end in zip(self.ends, self._fixed, strict=True):
                said.setText(end)

    def _connect(self) -> None:
        self.between.currentIndexChanged.connect(self._on_between)
        self.narrow.textChanged.connect(lambda _: self._pause.start())
        self.of_code.currentIndexChanged.connect(lambda _: self._pause.start())
        self._pause.timeout.connect(self.want_codings)

    # --- the ends ------------------------------------------------------------------------------

    def kind(self) -> EndKind:
        """What the relation runs between."""
        return EndKind(self.between.currentData())

    def _on_between(self) -> None:
        kind, fixed, coding = self.kind(), self._fixed is not None, self._coding is not None
        is_coding = kind is EndKind.CODING
        shown = {
            self.ends[0]: is_coding,
            self.ends[1]: fixed,
            self.from_code: kind is EndKind.CODE,
            self.to_code: kind is EndKind.CODE,
            self.from_case: kind is EndKind.CASE,
            self.to_case: kind is EndKind.CASE,
            self.of_code: is_coding and coding,
            self.narrow: is_coding and coding,
            self.codings: is_coding and coding,
        }
        for field, is_shown in shown.items():
            self.form.setRowVisible(field, is_shown)
        self.adjustSize()

    def want_codings(self) -> None:
        """Ask for the codings that can be the second end: of this source, or of a chosen code."""
        if self._coding is None:
            return
        code_id, words = self.of_code.value(), self.narrow.text().strip()
        here = frozenset() if code_id is not None or words else {self._coding.source_id}
        codes = frozenset() if code_id is None else frozenset({code_id})
        said = frozenset({words}) if words else frozenset[str]()
        self.codings_wanted.emit(
            CodingFilter(code_ids=codes, source_ids=frozenset(here), words=said)
        )

    def show_codings(self, rows: Sequence[CodingRow]) -> None:
        """Show codings to choose the second end from; the first end is none of them."""
        kept = self._chosen_coding()
        self.codings.clear()
        for row in rows:
            if self._coding is not None and row.uuid == self._coding.uuid:
                continue
            item = QListWidgetItem(self._coding_words(row))
            item.setData(_UUID, row.uuid)
            self.codings.addItem(item)
            if row.uuid == kept:
                self.codings.setCurrentItem(item)

    def _coding_words(self, row: CodingRow) -> str:
        quote = shortened(one_line(row.quote), _LETTERS)
        return f"{self._known.code_name(row.code_id, self.speech)} · {row.key} · “{quote}”"

    def _chosen_coding(self) -> str:
        at = self.codings.currentRow()
        return "" if at < 0 else str(self.codings.item(at).data(_UUID))

    # --- what is said --------------------------------------------------------------------------

    def check(self) -> None:
        """Override: both ends are named, and differ.

        Raises:
            EndsMissing, RelatedToItself: the relation cannot be so.
        """
        facts = self.facts()
        for first, second in (
            (facts.from_code_id, facts.to_code_id),
            (facts.from_case_id, facts.to_case_id),
            (facts.from_coding or None, facts.to_coding or None),
        ):
            if first is None and second is None:
                continue
            if first is None or second is None:
                raise EndsMissing
            if first == second:
                raise RelatedToItself
            return
        raise EndsMissing

    def facts(self) -> RelationFacts:
        """All that is said of the relation."""
        kind = self.kind()

        def of(field: PickField, wanted: EndKind) -> int | None:
            return field.value() if kind is wanted else None

        made = replace(
            self._facts,
            type=RelationType(self.type.currentData()),
            from_code_id=of(self.from_code, EndKind.CODE),
            to_code_id=of(self.to_code, EndKind.CODE),
            from_case_id=of(self.from_case, EndKind.CASE),
            to_case_id=of(self.to_case, EndKind.CASE),
            sign=str(self.sign.currentData()),
            strength=self.strength.currentData(),
            order=self.order.value() or None,
            actor=self.actor.text(),
            contradicts=self.against.isChecked(),
            note=self.note.toPlainText(),
        )
        if self._coding is not None:
            made = self._at_coding(made, self._coding, kind)
        return made if self.source is None else replace(made, source_id=self.source.value())

    def _at_coding(self, made: RelationFacts, row: CodingRow, kind: EndKind) -> RelationFacts:
        """Two codings bear the relation out themselves; two codes do by the coding's words."""
        if kind is EndKind.CODING:
            return replace(made, from_coding=row.uuid, to_coding=self._chosen_coding())
        return replace(made, source_id=row.source_id, span=row.span)
