"""The acts on surveys: their questions, the dimension of some, their answers and figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from qda.numbers.answers import ItemPlan
from qda.numbers.making import NumberKind
from qda.retrieval.questions import QuestionRow
from ui.acts.act import Acts
from ui.numbers.offers import SCALES, Known, read_known
from ui.panes.numbers import NumbersPane
from ui.panes.questions import QuestionsPane
from ui.panes.table import TablePane
from ui.surveys.draft_model import CLOSED
from ui.widgets.notice_bar import Message

if TYPE_CHECKING:
    from ui.workspace import Workspace


class SurveyActs(Acts):
    """What one does with the questions of surveys; they have one tab."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space.desk, space.speech, space)
        self.space = space

    def on_survey_questions(self) -> None:
        """Show the questions of the survey in front, or of the first there is."""
        front = self.space.tabs.front(TablePane)
        self.show_questions(None if front is None else front.collection_id)

    def show_questions(self, survey_id: int | None) -> QuestionsPane:
        """Show the questions of a survey by the id of its collection."""
        tabs = self.space.tabs
        pane = tabs.first(QuestionsPane)
        if pane is None:
            pane = QuestionsPane(self.desk, self.speech, self.space)
            pane.import_wanted.connect(self.space.import_wanted)
            pane.dimension_wanted.connect(self.on_question_dimension)
            pane.answers_wanted.connect(self._show_answers)
            pane.figures_wanted.connect(self._show_figures)
            tabs.add(pane, self.speech("Questions"))
        pane.show_survey(survey_id)
        tabs.setCurrentWidget(pane)
        pane.table.setFocus()
        return pane

    def on_question_dimension(self) -> None:
        """Choose the code that the chosen questions measure."""
        self._with_pane(self._ask_dimension)

    def on_question_no_dimension(self) -> None:
        """Take the dimension of the chosen questions away."""
        self._with_pane(lambda pane: pane.set_dimension(0))

    def on_question_reverse(self) -> None:
        """Turn the direction of the chosen questions round."""
        self._with_pane(QuestionsPane.turn_round)

    def on_question_answers(self) -> None:
        """Show the answers to the current question."""
        self._with_current(self._show_answers)

    def on_question_figures(self) -> None:
        """Summarise the answers to the current question."""
        self._with_current(self._show_figures)

    def _ask_dimension(self, pane: QuestionsPane) -> None:
        chosen = pane.chosen()
        if not chosen:
            return
        title = self.speech.many(
            "What does this question measure?",
            "What do these {n} questions measure?",
            len(chosen),
        )
        self.space.coding.chooser.choose_beside(pane.table, title, pane.set_dimension)

    def _show_answers(self, row: QuestionRow) -> None:
        self.space.open_collection(row.collection_id)

    def _show_figures(self, row: QuestionRow) -> None:
        if row.role not in CLOSED:
            self.desk.told.emit(
                Message(lambda s: s("An open answer has no figures of its own. Code it first."))
            )
            return
        pane = self.space.numbers.open(NumberKind.LIKERT)
        self.desk.read(
            f"figures of a question {id(pane)}", read_known, partial(_summarise, pane, row)
        )

    def _with_pane(self, act: Callable[[QuestionsPane], None]) -> None:
        pane = self.space.tabs.front(QuestionsPane)
        if pane is None:
            self.desk.told.emit(Message(lambda s: s("Open the questions of a survey first.")))
        else:
            act(pane)

    def _with_current(self, act: Callable[[QuestionRow], None]) -> None:
        def on(pane: QuestionsPane) -> None:
            row = pane.current()
            if row is not None:
                act(row)

        self._with_pane(on)


def _summarise(pane: NumbersPane, row: QuestionRow, known: Known) -> None:
    """Let the page of numbers summarise one question, on its own scale where it has one."""
    choices = pane.choices
    choices.set_known(known)
    choices.choose(choices.collection, row.collection)
    if row.low is not None and f"{row.low}-{row.high}" in SCALES:
        choices.choose(choices.scale, f"{row.low}-{row.high}")
    choices.set_plan(ItemPlan(items=(row.key,)))
