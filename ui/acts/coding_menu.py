"""The menu of the text: everything one can do there, each act with the key that does it too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from models.positions import Span
from models.vocabulary import CodingState
from qda.edits.coding import JudgementChange
from qda.i18n import mark
from qda.retrieval.rows import CodingRow
from ui.actions import ACTS, shown_key
from ui.acts.judging import parts_of

if TYPE_CHECKING:
    from ui.acts.coding import CodingActs

_MOST: Final = 6
_PARTS: Final = {
    "polarity": mark("Polarity"),
    "strength": mark("Strength"),
    "time": mark("Time"),
    "confidence": mark("Confidence"),
}


class CodingMenu:
    """Makes the menu for the selected words and for the codings under the pointer."""

    def __init__(self, coding: CodingActs) -> None:
        self._coding = coding

    def made(self, span: Span | None, ids: list[int]) -> QMenu:
        """The menu; empty where nothing can be done."""
        coding = self._coding
        menu = QMenu(coding.window_)
        menu.aboutToHide.connect(menu.deleteLater)
        pane = coding.pane
        if pane is None:
            return menu
        self._add_coding(menu, span)
        rows = [row for id_ in ids[:_MOST] if (row := pane.coding(id_)) is not None]
        for row in rows:
            name = self._named(row)
            menu.addSeparator()
            into = menu.addMenu(name) if len(rows) > 1 else menu
            if into is menu:
                menu.addSection(name)
            self._add_acts(into, row)
        return menu

    def _add_coding(self, menu: QMenu, span: Span | None) -> None:
        coding, speech = self._coding, self._coding.speech
        if span is None:
            self._add(menu, speech("Code the sentence …"), coding.on_code_here, "code_here")
            if coding.recent:
                self._add_units(menu)
            return
        self._add(menu, speech("Code …"), partial(coding.ask_for_code, span), "code")
        self._add(menu, speech("Code in vivo"), coding.on_in_vivo, "in_vivo")
        for number, code_id in enumerate(coding.recent, start=1):
            code = coding.known.code(code_id)
            if code is not None:
                name = code.name(speech.language).replace("&", "&&")
                menu.addAction(f"&{number}  {name}", partial(coding.code_with, code_id))
        if coding.pane is not None:
            copy = coding.pane.reader.copy_with_reference
            self._add(menu, speech("Copy with reference"), copy, "copy_with_reference")
        menu.addSeparator()
        for name, words in (
            ("record_event", speech("Record an event …")),
            ("record_claim", speech("Record a claim …")),
            ("question_asks", speech("This question asks about …")),
        ):
            self._add(menu, words, partial(coding.act_wanted.emit, name), name)

    def _add_units(self, menu: QMenu) -> None:
        coding, speech = self._coding, self._coding.speech
        code = coding.known.code(coding.recent[0])
        if code is None:
            return
        name = code.name(speech.language).replace("&", "&&")
        for name_, words, act in (
            ("again_sentence", speech("The sentence: {code}", code=name), coding.on_again_sentence),
            ("again_turn", speech("The turn: {code}", code=name), coding.on_again_turn),
            (
                "again_paragraph",
                speech("The paragraph: {code}", code=name),
                coding.on_again_paragraph,
            ),
        ):
            self._add(menu, words, act, name_)

    def _add_acts(self, menu: QMenu, row: CodingRow) -> None:
        recoding, speech = self._coding.recoding, self._coding.speech
        proposed = row.state is CodingState.PROPOSED
        if proposed:
            menu.addAction(speech("Confirm"), partial(recoding.confirm, (row.id,)))
        self._add(menu, speech("Recode to …"), partial(recoding.recode, (row,)), "recode")
        another = partial(recoding.add_another, row)
        self._add(menu, speech("Add another code …"), another, "add_another")
        self._add_parts(menu, row)
        important = self._add(
            menu,
            speech("Important"),
            partial(self._judge, row, JudgementChange(important=not row.important)),
            "important",
        )
        important.setCheckable(True)
        important.setChecked(row.important)
        self._add(menu, speech("Add a memo …"), partial(recoding.add_memo, row), "code_memo")
        relate = partial(self._relate, row)
        self._add(menu, speech("Relate this coding to …"), relate, "relate_coding")
        self._add(menu, speech("Split here"), partial(recoding.split, row), "split_coding")
        merge = partial(recoding.merge, row)
        self._add(menu, speech("Merge with what touches it"), merge, "merge_codings")
        copy = partial(recoding.copy, (row,))
        self._add(menu, speech("Copy the words with reference"), copy, "copy_coding")
        verb = speech("Throw away") if proposed else speech("Remove")
        self._add(menu, verb, partial(recoding.remove, (row.id,)), "uncode")

    def _add_parts(self, menu: QMenu, row: CodingRow) -> None:
        for part in parts_of(row, self._coding.speech):
            values = menu.addMenu(self._coding.speech(_PARTS[part.name]))
            for choice in part.choices:
                act = values.addAction(choice.words, partial(self._judge, row, choice.change))
                act.setCheckable(True)
                act.setChecked(choice.set)

    def _relate(self, row: CodingRow) -> None:
        self._coding.standing.choose(row.id)
        self._coding.act_wanted.emit("relate_coding")

    def _judge(self, row: CodingRow, change: JudgementChange) -> None:
        self._coding.judging.judge((row,), change)

    def _add(self, menu: QMenu, words: str, do: Callable[[], object], name: str) -> QAction:
        act = next(each for each in ACTS if each.name == name)
        key = shown_key(act)
        return menu.addAction(f"{words}\t{key}" if key else words, do)

    def _named(self, row: CodingRow) -> str:
        code = self._coding.known.code(row.code_id)
        name = "" if code is None else code.name(self._coding.speech.language)
        return f"{name} · {row.coder}".replace("&", "&&")
