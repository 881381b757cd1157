"""Samples in the window: drawn in a dialog that shows what it does, worked through by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from models.vocabulary import SampleRule
from qda.edits.importing import ImportCollection
from qda.sampling.plan import SamplingUnit
from qda.sampling.stored import progress_of, sample_named, samples, texts_of
from tests.helpers.respondents import add_survey
from tests.helpers.sampled import taught
from tests.helpers.studies import new_session
from tests.helpers.studies import reviews as reviews_of
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import dialog_of, rest, space
from ui.dialogs.sampling import DrawSampleDialog
from ui.main_window import MainWindow
from ui.panes.queue import QueuePane
from ui.panes.reading import ReadingPane
from ui.panes.samples import SamplesPane
from ui.panes.suggesting import SuggestPane


@pytest.fixture
def reviews(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window on a hundred reviews, of which sixty have been worked through."""
    place = tmp_path / "ulasan.runut"
    taught(place).close()
    empty_window.open_study(str(place))
    qtbot.waitUntil(
        lambda: empty_window.workspace is not None and empty_window.idle, timeout=PATIENCE_MS
    )
    return empty_window


def _draw(window: MainWindow, qtbot: QtBot, rule: SampleRule = SampleRule.STRATIFIED) -> None:
    space(window).carry_out("draw_sample")
    dialog = dialog_of(window, DrawSampleDialog, qtbot)
    dialog.name.setText("bintang")
    dialog.rule.setCurrentIndex(dialog.rule.findData(rule))
    dialog.size_.setValue(10)
    dialog.seed.setValue(7)
    qtbot.waitUntil(dialog.accepting.isEnabled, timeout=PATIENCE_MS)
    dialog.accept()
    rest(window, qtbot)


def test_the_dialog_shows_strata_and_sentences_before_anything_is_drawn(
    reviews: MainWindow, qtbot: QtBot
) -> None:
    space(reviews).carry_out("draw_sample")
    dialog = dialog_of(reviews, DrawSampleDialog, qtbot)
    dialog.rule.setCurrentIndex(dialog.rule.findData(SampleRule.STRATIFIED))
    dialog.size_.setValue(10)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 5, timeout=PATIENCE_MS)
    shown = [[_text(dialog.table, row, column) for column in range(3)] for row in range(5)]
    assert shown == [[str(n), "20", "2"] for n in range(1, 6)]
    assert "10 texts were drawn at random within 5 strata by Stars" in dialog.words.text()
    dialog.size_.setValue(101)
    qtbot.waitUntil(lambda: "101 texts are asked for" in dialog.words.text(), timeout=PATIENCE_MS)
    assert not dialog.accepting.isEnabled()
    dialog.rule.setCurrentIndex(dialog.rule.findData(SampleRule.SATURATION))
    assert dialog.batch.isVisible()
    assert not dialog.size_.isVisible()
    dialog.reject()
    assert reviews.desk is not None
    with reviews.desk.session.reading() as state:
        assert samples(state) == ()


def test_of_a_survey_respondents_can_be_drawn_as_a_whole(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    place = tmp_path / "warga.runut"
    with new_session(place) as made:
        add_survey(made)
        made.do(ImportCollection(reviews_of("ulasan", ["Bagus", "Lambat"])))
    empty_window.open_study(str(place))
    qtbot.waitUntil(
        lambda: empty_window.workspace is not None and empty_window.idle, timeout=PATIENCE_MS
    )
    space(empty_window).carry_out("draw_sample")
    dialog = dialog_of(empty_window, DrawSampleDialog, qtbot)
    dialog.collection.setCurrentIndex(0)
    assert dialog.unit.isVisible()
    assert dialog.fold.isVisible()
    dialog.unit.setCurrentIndex(dialog.unit.findData(SamplingUnit.RESPONDENTS))
    assert dialog.size_.value() == 6
    assert not dialog.fold.isVisible()
    dialog.size_.setValue(2)
    wanted = "2 respondents were drawn as a simple random sample."
    qtbot.waitUntil(lambda: wanted in dialog.words.text(), timeout=PATIENCE_MS)
    dialog.collection.setCurrentIndex(1)
    assert not dialog.unit.isVisible()
    assert dialog.plan().unit is SamplingUnit.ANSWERS
    dialog.collection.setCurrentIndex(0)
    dialog.size_.setValue(2)
    dialog.name.setText("orang")
    qtbot.waitUntil(dialog.accepting.isEnabled, timeout=PATIENCE_MS)
    dialog.accept()
    rest(empty_window, qtbot)
    assert empty_window.desk is not None
    with empty_window.desk.session.reading() as state:
        row = sample_named(state, "orang")
    assert (row.plan.unit, row.chosen) == (SamplingUnit.RESPONDENTS, 2)


def test_a_sample_that_is_drawn_is_a_queue_with_what_is_left(
    reviews: MainWindow, qtbot: QtBot
) -> None:
    _draw(reviews, qtbot)
    place, desk = space(reviews), reviews.desk
    pane = place.tabs.first(SamplesPane)
    assert pane is not None
    assert desk is not None
    rest(reviews, qtbot)
    assert pane.current is not None
    assert (pane.current.name, pane.current.drawn) == ("bintang", 10)
    assert "seed 7" in pane.words.text()
    with desk.session.reading() as state:
        waiting = [t for t in texts_of(state, sample_named(state, "bintang")) if not t.worked]
        far = progress_of(state, "bintang")
    assert far.left == len(waiting) > 1
    place.carry_out("next_in_sample")
    qtbot.waitUntil(lambda: place.tabs.front(ReadingPane) is not None, timeout=PATIENCE_MS)
    rest(reviews, qtbot)
    front = place.tabs.front(ReadingPane)
    assert front is not None
    assert front.source_id == waiting[0].source_id
    place.carry_out("done_in_sample")
    rest(reviews, qtbot)
    front = place.tabs.front(ReadingPane)
    assert front is not None
    assert front.source_id == waiting[1].source_id
    with desk.session.reading() as state:
        assert progress_of(state, "bintang").left == len(waiting) - 1
    desk.undo()
    rest(reviews, qtbot)
    with desk.session.reading() as state:
        assert progress_of(state, "bintang").left == len(waiting)


def test_the_method_section_is_copied_and_the_sample_exported(
    reviews: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    _draw(reviews, qtbot)
    pane = space(reviews).tabs.first(SamplesPane)
    assert pane is not None
    reviews.speak("id")
    rest(reviews, qtbot)
    pane.copy()
    assert "benih 7" in QApplication.clipboard().text()
    pane.export_to(tmp_path / "sampel.html")
    rest(reviews, qtbot)
    assert "Benih acak" in (tmp_path / "sampel.html").read_text(encoding="utf-8")
    QTest.mouseClick(pane.buttons["remove"], Qt.MouseButton.LeftButton)
    rest(reviews, qtbot)
    assert pane.current is None
    assert pane.empty.isVisible()


def test_without_a_collection_the_window_says_what_to_do(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    from tests.helpers.studies import new_session

    new_session(tmp_path / "kosong.runut").close()
    empty_window.open_study(str(tmp_path / "kosong.runut"))
    qtbot.waitUntil(lambda: empty_window.workspace is not None and empty_window.idle)
    place = space(empty_window)
    place.carry_out("draw_sample")
    rest(empty_window, qtbot)
    assert "Import reviews or survey answers first" in " ".join(place.notices.messages())
    place.carry_out("suggestions")
    rest(empty_window, qtbot)
    pane = place.tabs.first(SuggestPane)
    assert pane is not None
    assert pane.empty.isVisible()


def test_figures_are_shown_before_anything_is_suggested_and_judged_in_the_queue(
    reviews: MainWindow, qtbot: QtBot
) -> None:
    place, desk = space(reviews), reviews.desk
    assert desk is not None
    place.carry_out("suggestions")
    rest(reviews, qtbot)
    pane = place.tabs.first(SuggestPane)
    assert pane is not None
    assert not pane.buttons["propose"].isEnabled()
    QTest.mouseClick(pane.learning, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.learned is not None, timeout=PATIENCE_MS)
    rest(reviews, qtbot)
    assert pane.learned is not None
    assert pane.before.isHidden()
    assert pane.table.rows() == pane.table.ticked() == ("galat",)
    shown = [_text(pane.table, 0, column) for column in range(pane.table.columnCount())]
    assert shown[1:6] == ["30", "30", "0.50", "100.0 %", "100.0 %"]
    assert shown[-1] == "usable"
    QTest.mouseClick(pane.buttons["propose"], Qt.MouseButton.LeftButton)
    rest(reviews, qtbot)
    QTest.mouseClick(pane.buttons["queue"], Qt.MouseButton.LeftButton)
    rest(reviews, qtbot)
    queue = place.tabs.front(QueuePane)
    assert queue is not None
    assert "20 wait" in queue.count.text()
    said = queue.meaning.words.text()
    assert "Probability: 0." in said
    assert "Words that speak for it: " in said
    queue.carry_out("confirm")
    rest(reviews, qtbot)
    assert "learn again" in pane.words.text()
    pane.refresh()
    rest(reviews, qtbot)
    earlier = [_text(pane.before, 0, column) for column in range(pane.before.columnCount())]
    assert earlier[0] == pane.learned.name
    assert earlier[4:] == ["1", "19", "1"]
    assert not pane.before_copy.isEnabled()
    pane.before.selectRow(0)
    pane.before_copy.click()
    assert f"({pane.learned.name}) that learned from 60 texts" in QApplication.clipboard().text()
    desk.undo()
    desk.undo()
    rest(reviews, qtbot)
    assert queue.empty.isVisible()


def test_a_threshold_shows_its_own_figures_at_once(reviews: MainWindow, qtbot: QtBot) -> None:
    pane = space(reviews).sampling.open_suggestions()
    rest(reviews, qtbot)
    pane.learn()
    qtbot.waitUntil(lambda: pane.learned is not None, timeout=PATIENCE_MS)
    assert pane.learned is not None
    code = pane.learned.codes[0]
    assert code.probabilities is not None
    assert code.truth is not None
    held_out = list(zip(code.probabilities.tolist(), code.truth.tolist(), strict=True))
    pane.threshold.setValue(0.9)
    right = sum(p >= 0.9 and bears == 1 for p, bears in held_out)
    assert right > 0
    assert _text(pane.table, 0, 3) == "0.90"
    assert _text(pane.table, 0, 5) == f"{100 * right / 30:.1f} %"
    reviews.speak("id")
    rest(reviews, qtbot)
    assert _text(pane.table, 0, 3) == "0,90"
    assert _text(pane.table, 0, 9) == "dapat dipakai"


def _text(table: QTableWidget, row: int, column: int) -> str:
    item = table.item(row, column)
    return "" if item is None else item.text()
