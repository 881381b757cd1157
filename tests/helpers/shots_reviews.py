"""The pictures of the guide on reviews: a sample before it is drawn, suggestions, words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize

from models.vocabulary import CodingState, SampleRule
from qda.edits.coding import ConfirmCodings
from qda.edits.sampling import DrawSample, WorkThrough
from qda.retrieval.codings import CodingFilter, coding_ids
from qda.retrieval.sources import collections
from qda.sampling.plan import SamplePlan
from qda.sampling.stored import sample_named, texts_of
from qda.session import StudySession
from tests.helpers.picturing import dialogs, rest, save, with_dialog
from ui.dialogs.sampling import DrawSampleDialog
from ui.main_window import MainWindow
from ui.panes.numbers import NumbersPane
from ui.widgets.filter_bar import FilterValue
from ui.workspace import Workspace

SIZE: Final = 60
TAUGHT: Final = 180
SEED: Final = 7
NAMES: Final = {"en": "by stars", "id": "menurut bintang"}
WORD: Final = 2
_DIALOG: Final = QSize(760, 720)


def draw_reviews(window: MainWindow, space: Workspace, language: str) -> None:
    """Draw them all on the open sample study."""
    _draw_sample(window, space, language)
    assert window.desk is not None
    _work_through(window.desk.session, NAMES[language])
    rest(window)
    _draw_suggestions(window, space, language)
    _draw_words(window, space, language)


def _draw_sample(window: MainWindow, space: Workspace, language: str) -> None:
    space.open_collection(1)
    rest(window)
    space.carry_out("draw_sample")
    rest(window)
    dialog = dialogs(window)[0]
    assert isinstance(dialog, DrawSampleDialog)
    dialog.resize(_DIALOG)
    dialog.name.setText(NAMES[language])
    dialog.rule.setCurrentIndex(dialog.rule.findData(SampleRule.STRATIFIED))
    dialog.size_.setValue(SIZE)
    dialog.seed.setValue(SEED)
    rest(window)
    rest(window)
    save(with_dialog(window, dialog), "sample", language)
    dialog.reject()
    rest(window)


def _work_through(session: StudySession, name: str) -> None:
    """Draw a sample and work through it: confirm what term lists proposed there, read the rest."""
    with session.reading() as state:
        collection = next(each.id for each in collections(state) if each.key == "U01")
    plan = SamplePlan(
        name, collection, SampleRule.STRATIFIED, size=TAUGHT, seed=SEED, by=("stars",)
    )
    session.do(DrawSample(plan))
    with session.reading() as state:
        waits = frozenset({CodingState.PROPOSED})
        ids = coding_ids(state, CodingFilter(states=waits, samples=frozenset({name})))
        texts = texts_of(state, sample_named(state, name))
    session.do(ConfirmCodings(ids))
    session.do(WorkThrough(tuple(each.source_id for each in texts)))


def _draw_suggestions(window: MainWindow, space: Workspace, language: str) -> None:
    pane = space.sampling.open_suggestions()
    rest(window)
    pane.teaching.setCurrentIndex(pane.teaching.findData(NAMES[language]))
    pane.learn()
    rest(window)
    pane.propose()
    rest(window)
    pane.before.selectRow(0)
    rest(window)
    save(window.grab(), "suggestions", language)


def _draw_words(window: MainWindow, space: Workspace, language: str) -> None:
    space.carry_out("numbers_words")
    rest(window)
    pane = space.tabs.currentWidget()
    assert isinstance(pane, NumbersPane)
    name = NAMES[language]
    pane.choices.filtering.choose(FilterValue("samples", name, name))
    rest(window)
    pane.choices.picture.setChecked(True)
    rest(window)
    picture = pane.figure.picture
    assert picture is not None
    pane.figure.chosen.emit(picture.regions[WORD].behind)
    rest(window)
    save(window.grab(), "words", language)
    pane.choices.picture.setChecked(False)
    rest(window)
