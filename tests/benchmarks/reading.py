"""How long the reader takes to open, scroll and show a new coding, beside a bare text widget."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtWidgets import QAbstractSlider, QPlainTextEdit, QWidget

from models.positions import Span
from qda.i18n import Speech
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Limit, Taken, median_of, once, timed
from tests.benchmarks.material import long_text, places
from ui.app import application
from ui.reader.reader import Reader
from ui.reader.state import Highlight, ParagraphMark, ReaderText

_COLOURS: Final = ("#d55e00", "#0072b2", "#009e73", "#e69f00", "#cc79a7")
_STEPS: Final = 20


def reading(bench: Bench) -> Iterator[Figure]:
    """Texts of two sizes with their codings; every figure ends when it is painted."""
    application()
    middle, large = _Shown(bench, 300_000, 2_000), _Shown(bench, 1_000_000, 10_000)
    four = _Shown(bench, 1_200_000, 8_000)
    size, before = middle.size, middle.opened()
    limits = Limit(plus=0.1), Limit(plus=0.3)
    yield Figure("reader: first paint", size, before, middle.floor_opened(), limits[0])
    yield Figure(
        "reader: first paint", four.size, four.opened(), four.floor_opened(), before=before
    )
    yield Figure("reader: open", large.size, large.opened(), large.floor_opened(), limits[1])
    scrolled, floor = large.scrolled(), large.floor_scrolled()
    yield Figure("reader: scroll a page", large.size, scrolled, floor, Limit(plus=0.016))
    for shown in (middle, large):
        yield Figure("reader: show a new coding", shown.size, shown.coded(), None, Limit(plus=0.02))
    for shown in (middle, large, four):
        shown.close()


class _Shown:
    """A reader with a text and its codings, and a bare widget with the same text."""

    def __init__(self, bench: Bench, length: int, codings: int) -> None:
        text, spans = long_text(bench.size(length, least=4_000))
        marks = [ParagraphMark(number, span) for number, span in enumerate(spans, 1)]
        self.text = ReaderText(1, "W01", "Wawancara", text, tuple(marks))
        found = places(len(text), bench.size(codings))
        self.highlights = [_highlight(number, span) for number, span in enumerate(found)]
        self.size = f"{len(text):,} characters, {len(found):,} codings"
        self.reader = Reader(Speech("en"))
        self.bare = QPlainTextEdit(readOnly=True)
        for widget in (self.reader, self.bare):
            widget.resize(1150, 760)
            widget.show()
            _paint(widget)

    def opened(self) -> Taken:
        """The text and all its codings come to stand in the reader."""
        return timed(lambda: self._open(self.reader), runs=5)

    def floor_opened(self) -> Taken:
        """The text alone comes to stand in the bare widget."""
        return timed(self._open_bare, runs=5)

    def scrolled(self) -> Taken:
        """One page further down, in the middle of the text."""
        view = self.reader.view
        return _scrolled(view.verticalScrollBar(), lambda: _paint(self.reader))

    def floor_scrolled(self) -> Taken:
        """The same in the bare widget."""
        return _scrolled(self.bare.verticalScrollBar(), lambda: _paint(self.bare))

    def coded(self) -> Taken:
        """A coding of words in view is added, until it is painted."""
        length = len(self.text.text)
        self.reader.go_to(Span(length // 2, length // 2 + 1), flash=False)
        _paint(self.reader)
        takes = []
        for step in range(_STEPS):
            start = length // 2 + 7 * step
            new = _highlight(1_000_000 + step, Span(start, start + 30))
            takes.append(once(lambda new=new: self._code(new)))  # type: ignore[misc]
        return median_of(takes)

    def close(self) -> None:
        """Let go of both widgets."""
        for widget in (self.reader, self.bare):
            widget.close()
            widget.deleteLater()

    def _open(self, reader: Reader) -> None:
        reader.show_text(self.text, self.highlights)
        _paint(reader)

    def _open_bare(self) -> None:
        self.bare.setPlainText(self.text.text)
        _paint(self.bare)

    def _code(self, new: Highlight) -> None:
        self.reader.add_highlight(new)
        _paint(self.reader)


def _scrolled(bar: QAbstractSlider, paint: Callable[[], None]) -> Taken:
    bar.setValue(bar.maximum() // 2)
    paint()

    def page() -> None:
        bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
        paint()

    return timed(page, runs=_STEPS)


def _paint(widget: QWidget) -> None:
    """Paint at once what waits to be painted, and let what was put off until then happen."""
    application().processEvents()
    widget.repaint()


def _highlight(number: int, span: Span) -> Highlight:
    return Highlight(number, span, _COLOURS[number % len(_COLOURS)], f"Kode {number % 30}")
