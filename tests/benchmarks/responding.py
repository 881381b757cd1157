"""How long the window stands still while one works on 100,000 reviews and 250,000 codings.

A beat is asked of the window's event loop every few milliseconds; the longest pause between two
beats is how long a researcher's next key would have had to wait. The target is 100 ms.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QWidget

from codebooks.shelf import framework
from models.positions import Span
from models.recording import Recorder, table_of
from models.source import Source
from qda.edits.codes import AdoptFramework
from qda.session import StudySession
from qda.settings import Settings
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Limit, Taken
from tests.benchmarks.material import add_case, add_codings, add_source
from ui.app import application, settled, wait
from ui.main_window import MainWindow
from ui.panes.reading import ReadingPane

_BEAT_MS: Final = 2
_BEATS_AFTER: Final = 20
_LIMIT: Final = Limit(plus=0.1)
_SOURCES: Final = 50
_LENGTH: Final = 200_000


class _Pulse(QObject):
    """Notes the longest pause between two beats of the window's event loop."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self.beats = 0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def begin(self) -> None:
        """Forget what was before."""
        self.longest, self.beats, self._last = 0.0, 0, time.perf_counter()

    def _beat(self) -> None:
        here = time.perf_counter()
        self.beats += 1
        self.longest, self._last = max(self.longest, here - self._last), here


@dataclass(frozen=True, slots=True)
class _Deed:
    """Something a researcher does: what it is called, and how it is done."""

    name: str
    do: Callable[[], object]


def responding(bench: Bench) -> Iterator[Figure]:
    """Every deed of a working day, one after the other, each until all is at rest."""
    application()
    reviews, codings = bench.size(100_000, least=160), bench.size(250_000, least=200)
    size = f"{reviews:,} reviews, {codings:,} codings"
    study = _study(bench, reviews, codings)
    window = MainWindow(Settings(language="en", coder="Ani"))
    window.resize(1380, 860)
    window.show()
    pulse = _Pulse()
    for deed in _deeds(window, study):
        pulse.begin()
        cpu = time.process_time()
        deed.do()
        wait(lambda: settled(window))
        # What was asked to be painted is painted before the next beats.
        least = pulse.beats + _BEATS_AFTER
        wait(lambda: settled(window) and pulse.beats >= least)  # noqa: B023 - done at once
        taken = Taken(pulse.longest, min(pulse.longest, time.process_time() - cpu))
        yield Figure(f"stands still: {deed.name}", size, taken, None, _LIMIT)
    window.close()
    wait(lambda: settled(window))


def _study(bench: Bench, reviews: int, codings: int) -> Path:
    place = bench.copy(bench.reviewed(reviews))
    with bench.open_study(place) as session:
        session.do(AdoptFramework(framework("vmvh1975")))
        _fill(session, codings, bench.size(_LENGTH, least=4_000))
    return place


def _fill(session: StudySession, codings: int, length: int) -> None:
    """Half of the codings on long interviews, half on the reviews."""
    from sqlalchemy import select

    from models.code import Code

    def fill(recorder: Recorder) -> None:
        codes = list(recorder.session.execute(select(table_of(Code).c.id)).scalars())
        for number in range(_SOURCES):
            source = add_source(recorder, number + 1, length)
            add_case(recorder, source, number + 1)
            add_codings(recorder, source, codes, codings // 2 // _SOURCES)
        _code_reviews(recorder, codes, codings // 2)

    session.store.edit("fill", fill, coder_id=session.coder.id)


def _code_reviews(recorder: Recorder, codes: list[int], count: int) -> None:
    from sqlalchemy import select

    from models.coding import Coding, Segment

    sources = table_of(Source)
    query = select(sources.c.id, sources.c.length).where(
        sources.c.collection_id.is_not(None), sources.c.length > 0
    )
    units = recorder.session.execute(query).all()
    spans = [(row.id, 0, row.length) for row in units]
    spans += [(row.id, 0, row.length // 2) for row in units if row.length > 1]
    segments = recorder.insert_many(
        Segment,
        [{"source_id": id_, "start": start, "end": end} for id_, start, end in spans[:count]],
    )
    recorder.insert_many(
        Coding,
        [
            {"segment_id": segment, "code_id": codes[at % len(codes)], "coder_id": 1}
            for at, segment in enumerate(segments)
        ],
    )


def _deeds(window: MainWindow, study: Path) -> Iterator[_Deed]:
    yield _Deed("open the study", lambda: window.open_study(str(study)))
    space = window.workspace
    if space is None:
        return
    first = _ids(window)
    yield _Deed("open an interview", lambda: space.open_source(first[0]))
    pane = space.current_reader()
    if pane is None:
        return
    view = pane.reader.view
    yield _Deed(
        "scroll a page",
        lambda: view.verticalScrollBar().triggerAction(
            QAbstractSlider.SliderAction.SliderPageStepAdd
        ),
    )
    code = space.codes.tree.model.branches.children[None][0]
    yield _Deed("choose a code in the tree", lambda: space.codes.tree.select(code))
    yield _Deed("code a selection", lambda: _code(pane, code))
    yield _Deed("undo it", window.actions_.by_name["undo"].trigger)
    yield _Deed("redo it", window.actions_.by_name["redo"].trigger)
    yield _Deed("type in the tree's field", lambda: _type(space.codes.tree.field, "sumber"))
    yield _Deed("empty it", space.codes.tree.field.clear)
    yield _Deed("open another interview", lambda: space.open_source(first[1]))
    yield _Deed("open the reviews", lambda: space.open_collection(1))
    yield _Deed("search all texts", lambda: space.showing.search("petugas lambat"))
    yield _Deed("switch the language", lambda: window.speak("id"))
    yield _Deed("switch it back", lambda: window.speak("en"))


def _ids(window: MainWindow) -> list[int]:
    desk = window.desk
    if desk is None:
        return []
    from qda.retrieval.sources import sources

    with desk.session.reading() as state:
        return [row.id for row in sources(state)]


def _code(pane: ReadingPane, code_id: int) -> None:
    start = pane.reader.view.caret() + 13
    pane.code(Span(start, start + 37), code_id)


def _type(field: QWidget, words: str) -> None:
    for letter in words:
        QTest.keyClick(field, QKeySequence(letter)[0].key())  # type: ignore[index]
