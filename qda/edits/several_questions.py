"""Changes several questions of surveys in one edit: role, type, scale, direction, dimension."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from models.question import Question
from models.recording import Recorder
from models.source import Collection
from models.vocabulary import QuestionRole, QuestionType
from qda.edits.edit import EditRequest
from qda.edits.questions import QuestionRevised, ReviseQuestion
from qda.edits.survey_files import SurveyFiles
from qda.i18n import mark
from qda.jobs.progress import Progress, Silent


@dataclass(frozen=True, slots=True)
class ReviseQuestions(EditRequest[tuple[QuestionRevised, ...]]):
    """Change questions alike; what is None stays as it is, see `questions.ReviseQuestion`.

    The kept files of a survey are read once, however many of its questions are read anew.
    """

    question_ids: tuple[int, ...]
    role: QuestionRole | None = None
    type: QuestionType | None = None
    low: int | None = None
    high: int | None = None
    is_reversed: bool | None = None
    dimension_id: int | None = None
    progress: Progress = field(default_factory=Silent, compare=False)

    kind: ClassVar[str] = "revise_questions"
    title: ClassVar[str] = mark("Change {count} questions of {collection}")

    def apply(self, recorder: Recorder) -> tuple[QuestionRevised, ...]:
        """Change them all, or none.

        Raises:
            NotThere: there is no such question, or no such code.
            BadScale, OpenIsText, OriginalsGone: see `questions.ReviseQuestion`.
            Cancelled: the listener of the progress stopped the work.
        """
        read: dict[int, SurveyFiles] = {}
        revised: list[QuestionRevised] = []
        keys: dict[str, None] = {}
        for number, question_id in enumerate(self.question_ids):
            question = recorder.get(Question, question_id)
            collection = recorder.get(Collection, question.collection_id)
            keys[collection.key] = None
            self.progress.report(number, len(self.question_ids), question.key)

            def files(collection: Collection = collection) -> SurveyFiles:
                if collection.id not in read:
                    read[collection.id] = SurveyFiles.of(recorder, collection, self.progress)
                return read[collection.id]

            revised.append(self._of(question_id).carry_out(recorder, question, files))
        recorder.facts.update(count=len(revised), collection=", ".join(keys))
        return tuple(revised)

    def _of(self, question_id: int) -> ReviseQuestion:
        return ReviseQuestion(
            question_id,
            role=self.role,
            type=self.type,
            low=self.low,
            high=self.high,
            is_reversed=self.is_reversed,
            dimension_id=self.dimension_id,
            progress=self.progress,
        )
