"""What a figure means and how it was made: the terms with their formulas, the facts, the cell."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QTextBrowser, QWidget

from qda.displays.values import Fact
from qda.i18n import Speech
from qda.numbers.values import NumberReport
from ui.widgets.speaking import Speaking


class AboutNumbers(Speaking, QTextBrowser):
    """Read with the arrow keys; the figure one stands on comes first."""

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: NumberReport | None = None
        self._cell: Sequence[tuple[str, str]] = ()
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.set_speech(speech)

    def show_report(self, report: NumberReport | None) -> None:
        """Tell about a report."""
        self._report = report
        self._fill()

    def show_cell(self, told: Sequence[tuple[str, str]]) -> None:
        """Tell about a cell first: pairs of a term and what it means."""
        self._cell = told
        self._fill()

    def retranslate(self) -> None:
        """Override: the headings."""
        self.setAccessibleName(self.speech("Formulas, and how the figures were made"))
        self._fill()

    def _fill(self) -> None:
        report, speech = self._report, self.speech
        if report is None:
            self.clear()
            return
        parts = [
            _section(speech("This figure"), self._cell),
            _section(speech("Terms and formulas"), _pairs(report.legend)),
            _section(speech("What to beware of"), [("", each) for each in report.warnings]),
            _section(speech("How it was made"), _pairs(report.facts)),
        ]
        self.setHtml("".join(parts))


def _pairs(facts: Sequence[Fact]) -> list[tuple[str, str]]:
    return [(fact.label, fact.text) for fact in facts]


def _section(title: str, told: Sequence[tuple[str, str]]) -> str:
    if not told:
        return ""
    lines = [f"<p style='margin:2px 0'>{_line(label, words)}</p>" for label, words in told]
    return f"<p style='margin:8px 0 2px 0'><b>{escape(title)}</b></p>{''.join(lines)}"


def _line(label: str, words: str) -> str:
    said = escape(words).replace("\n", "<br>")
    return f"<i>{escape(label)}</i>: {said}" if label else said
