"""What a researcher does with a sample and a survey of 100,000, and how one sees it done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from models.vocabulary import QuestionRole, SampleRule
from qda.retrieval.questions import QuestionRow
from qda.retrieval.samples import sample_names
from qda.retrieval.sources import collections
from tests.benchmarks.deed import Deed
from ui.dialogs.form import FormDialog
from ui.dialogs.importing import ImportDialog
from ui.dialogs.sampling import DrawSampleDialog
from ui.main_window import MainWindow
from ui.panes.questions import QuestionsPane
from ui.surveys.model import Column
from ui.workspace import Workspace

Dialog = TypeVar("Dialog", bound=FormDialog)


class SurveyDay:
    """The deeds, one after the other; the survey is a file as a form program writes it."""

    def __init__(self, window: MainWindow, space: Workspace, survey: Path) -> None:
        self.window = window
        self.space = space
        self.survey = survey

    def deeds(self) -> Iterator[Deed]:
        """All of them, in an order in which each finds what it needs."""
        yield from self._sampling()
        yield from self._storing()
        yield from self._revising()
        known = self._surveys()
        yield Deed(
            "undo: store the survey", self._act("undo"), lambda: self._surveys() == known - 1
        )

    def _sampling(self) -> Iterator[Deed]:
        units = self._units()
        yield Deed(
            "ask for a sample",
            self._act("draw_sample"),
            partial(self._is_ready, DrawSampleDialog),
        )
        yield Deed(
            "look at a sample of all reviews",
            partial(self._want, units),
            partial(self._is_ready, DrawSampleDialog),
        )
        yield Deed(
            "draw the sample",
            partial(self._accept, DrawSampleDialog),
            lambda: self._samples() == 1,
        )
        yield Deed("undo: draw the sample", self._act("undo"), lambda: self._samples() == 0)

    def _want(self, size: int) -> None:
        dialog = self._dialog(DrawSampleDialog)
        dialog.rule.setCurrentIndex(dialog.rule.findData(SampleRule.RANDOM))
        dialog.size_.setValue(size)

    def _storing(self) -> Iterator[Deed]:
        yield Deed(
            "look at a survey before importing it",
            lambda: self.space.importing.read_files([self.survey]),
            partial(self._is_ready, ImportDialog),
        )
        known = self._surveys()
        yield Deed(
            "store the survey",
            partial(self._accept, ImportDialog),
            lambda: self._surveys() == known + 1,
        )

    def _revising(self) -> Iterator[Deed]:
        yield Deed(
            "show the questions", self._act("survey_questions"), lambda: bool(self._questions())
        )
        open_ = next(row for row in self._questions() if row.role is QuestionRole.OPEN)
        place = self._pane().model.index(self._questions().index(open_), Column.ROLE)
        yield Deed(
            "change the role of a question",
            lambda: self._pane().model.setData(place, QuestionRole.ITEM.value),
            partial(self._is, open_.id, QuestionRole.ITEM),
        )
        yield Deed(
            "undo: change the role of a question",
            self._act("undo"),
            partial(self._is, open_.id, QuestionRole.OPEN),
        )

    def _pane(self) -> QuestionsPane:
        found = self.space.tabs.front(QuestionsPane)
        if found is None:
            raise LookupError("no questions are in front")
        return found

    def _questions(self) -> list[QuestionRow]:
        return list(self._pane().model.rows)

    def _is(self, question_id: int, role: QuestionRole) -> bool:
        return any(row.id == question_id and row.role is role for row in self._questions())

    def _dialog(self, kind: type[Dialog]) -> Dialog:
        return next(each for each in self.window.findChildren(kind) if each.isVisible())

    def _is_ready(self, kind: type[FormDialog]) -> bool:
        return self._dialog(kind).accepting.isEnabled()

    def _accept(self, kind: type[FormDialog]) -> None:
        self._dialog(kind).accepting.click()

    def _samples(self) -> int:
        desk = self.window.desk
        if desk is None:
            return 0
        with desk.session.reading() as state:
            return len(sample_names(state))

    def _units(self) -> int:
        desk = self.window.desk
        if desk is None:
            return 0
        with desk.session.reading() as state:
            return collections(state)[0].units

    def _surveys(self) -> int:
        desk = self.window.desk
        if desk is None:
            return 0
        with desk.session.reading() as state:
            return sum(row.respondents > 0 for row in collections(state))

    def _act(self, name: str) -> Callable[[], None]:
        return self.window.actions_.by_name[name].trigger
