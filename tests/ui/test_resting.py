"""A pane that nobody sees reads and words nothing; once it is in view it shows how things stand."""

from __future__ import annotations

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from models.positions import Span
from qda.edits.coding import CodeSegment
from qda.edits.sources import DescribeSource
from qda.events import Changed
from tests.ui.using import code_id, open_source, rest, source_id, space
from ui.main_window import MainWindow
from ui.panes.coverage import CoveragePane
from ui.panes.guides import GuidesPane
from ui.panes.pane import Pane
from ui.panes.questions import QuestionsPane
from ui.panes.reading import ReadingPane
from ui.panes.samples import SamplesPane
from ui.panes.suggesting import SuggestPane


@pytest.fixture
def coverage(window: MainWindow, qtbot: QtBot) -> CoveragePane:
    """The coverage in a tab behind an interview."""
    open_source(window, "W01", qtbot)
    window.actions_.by_name["coverage"].trigger()
    rest(window, qtbot)
    found = space(window).tabs.first(CoveragePane)
    assert found is not None
    open_source(window, "W01", qtbot)
    assert not found.isVisible()
    return found


def test_a_hidden_pane_is_worded_once_it_is_in_view(
    window: MainWindow, coverage: CoveragePane, qtbot: QtBot
) -> None:
    in_english = coverage.lacking.text()
    for language in ("id", "en", "id"):
        window.speak(language)
        rest(window, qtbot)
        assert coverage.lacking.text() == in_english
    tabs = space(window).tabs
    assert tabs.tabText(tabs.indexOf(coverage)) == "Keterisian"
    tabs.setCurrentWidget(coverage)
    rest(window, qtbot)
    assert coverage.lacking.text() == "Hanya yang belum berbukti"


def test_a_hidden_pane_reads_what_changed_once_it_is_in_view(
    window: MainWindow, coverage: CoveragePane, qtbot: QtBot
) -> None:
    desk, before = space(window).desk, coverage.rows
    code = code_id(window, before[0].code.canonical_id)
    desk.do(CodeSegment(source_id(window, "W01"), Span(3, 40), code))
    rest(window, qtbot)
    assert coverage.rows == before
    space(window).tabs.setCurrentWidget(coverage)
    rest(window, qtbot)
    assert coverage.rows != before


@pytest.mark.parametrize(
    ("act", "kind", "titles"),
    [
        ("samples", SamplesPane, ("Samples", "Sampel")),
        ("suggestions", SuggestPane, ("Suggestions", "Saran")),
        ("guides", GuidesPane, ("Guides", "Pedoman")),
        ("survey_questions", QuestionsPane, ("Questions", "Pertanyaan")),
        ("coverage", CoveragePane, ("Coverage", "Keterisian")),
    ],
)
def test_a_hidden_page_rests_and_its_tab_speaks_the_language(
    window: MainWindow, qtbot: QtBot, act: str, kind: type[Pane], titles: tuple[str, str]
) -> None:
    window.actions_.by_name[act].trigger()
    rest(window, qtbot)
    tabs = space(window).tabs
    pane = tabs.first(kind)
    assert pane is not None
    open_source(window, "W01", qtbot)
    reads: list[str] = []
    pane.refresh = partial(reads.append, "read")  # type: ignore[method-assign]
    desk = space(window).desk
    desk.changed.emit(Changed(pane.shows, 0, ""))
    assert reads == []
    assert tabs.tabText(tabs.indexOf(pane)).startswith(titles[0])
    window.speak("id")
    rest(window, qtbot)
    assert tabs.tabText(tabs.indexOf(pane)).startswith(titles[1])
    tabs.setCurrentWidget(pane)
    assert reads == ["read"]


def test_the_tab_of_a_hidden_source_follows_its_title(window: MainWindow, qtbot: QtBot) -> None:
    first = open_source(window, "W01", qtbot)
    open_source(window, "W02", qtbot)
    assert isinstance(first, ReadingPane)
    assert not first.isVisible()
    space(window).desk.do(DescribeSource(first.source_id, name="Judul lain"))
    rest(window, qtbot)
    tabs = space(window).tabs
    assert "Judul lain" in tabs.tabToolTip(tabs.indexOf(first))
