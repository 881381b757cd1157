"""Changes the dictionary of a survey's items: role, type, words, scale, direction, dimension."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from sqlalchemy import select

from models.case import Attribute
from models.code import Anchor, Code
from models.coding import Absence, Segment
from models.errors import Refused
from models.memo import Memo
from models.question import Question
from models.recording import Recorder, table_of
from models.source import Collection, ImportedText, Source
from models.vocabulary import AttributeOwner, QuestionRole, QuestionType
from qda.edits.attached import parts
from qda.edits.edit import EditRequest
from qda.edits.rekeying import rekey
from qda.edits.sources import remove_texts
from qda.edits.survey_answers import KEPT_BY_CASES, define_attribute, retyped_cases
from qda.edits.survey_files import Manner, SurveyFiles, draft_of, stored_choices
from qda.edits.surveys import missing_answers
from qda.i18n import mark
from qda.importers.surveys.draft import Choice, QuestionDraft
from qda.importers.surveys.drafting import with_role
from qda.jobs.progress import Progress, Silent

_SCALED: Final = (QuestionType.NUMBER, QuestionType.CHOICE)


class BadScale(Refused):
    """A scale must go upwards."""

    en = "A scale goes from a lower to a higher whole number, not from {low} to {high}."
    id = "Skala berjalan dari bilangan bulat kecil ke besar, bukan dari {low} ke {high}."


class OpenIsText(Refused):
    """An open answer has no other type than text."""

    en = "“{key}” is an open answer, which is text. Give it another role first."
    id = "“{key}” adalah jawaban terbuka, yaitu teks. Ubah dulu perannya."


@dataclass(frozen=True, slots=True)
class QuestionRevised:
    """What changing a question did to the answers.

    `answers` open answers became sources; `removed` sources went; `kept` sources stay although
    the question is open no more, because codings, memos or other work stand on them.
    """

    question_id: int
    key: str
    answers: int = 0
    removed: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class ReviseQuestion(EditRequest[QuestionRevised]):
    """Change a question of a survey; what is None stays as it is.

    A question with another role, type or other missing answers is read anew from the kept files.
    No coding is ever lost: where one stands on an answer to the question, its answers stay sources
    when it is made a closed one, and become attributes besides. `dimension_id` is a code of a
    framework, 0 for none; `low` and `high` of 0 both take the scale away. With another `key` the
    answers that are sources get keys of their own to match; links written into memos lead to the
    old ones no more.
    """

    question_id: int
    role: QuestionRole | None = None
    type: QuestionType | None = None
    text_en: str | None = None
    text_id: str | None = None
    low: int | None = None
    high: int | None = None
    is_reversed: bool | None = None
    choices: tuple[Choice, ...] | None = None
    missing: tuple[str, ...] | None = None
    dimension_id: int | None = None
    progress: Progress = field(default_factory=Silent, compare=False)
    key: str | None = None

    kind: ClassVar[str] = "revise_question"
    title: ClassVar[str] = mark("Change the question {key} of {collection}")

    def apply(self, recorder: Recorder) -> QuestionRevised:
        """Change it, and the answers with it.

        Raises:
            NotThere: there is no such question, or no such code.
            BadScale: the scale does not go upwards.
            BadKey, KeyTaken, KeySampled: the key cannot be that.
            OpenIsText: an open answer is to be something else than text.
            OriginalsGone: it would have to be read anew from a file that is not kept.
        """
        question = recorder.get(Question, self.question_id)
        collection = recorder.get(Collection, question.collection_id)
        recorder.facts.update(key=question.key, collection=collection.key)
        return self.carry_out(
            recorder, question, lambda: SurveyFiles.of(recorder, collection, self.progress)
        )

    def carry_out(
        self, recorder: Recorder, question: Question, read: Callable[[], SurveyFiles]
    ) -> QuestionRevised:
        """Change a question of the study; `read` gives the files where they are needed.

        Raises as `apply`.
        """
        collection = recorder.get(Collection, question.collection_id)
        self._check(question)
        self._describe(recorder, question)
        if self.key is not None and self.key.strip() != question.key:
            rekey(recorder, question, collection, self.key.strip())
        if not self._is_read_anew(question):
            recorder.session.flush()
            return QuestionRevised(question.id, question.key)
        if self.missing is not None:
            question.missing = list(self.missing)
        files = read()
        wanted = with_role(
            draft_of(question), self.role or question.role, files.newest, type=self.type
        )
        return _read_anew(recorder, collection, question, wanted, files)

    def _check(self, question: Question) -> None:
        low, high = self.low, self.high
        if low is not None and high is not None and (low, high) != (0, 0) and low >= high:
            raise BadScale(low=low, high=high)
        role = self.role or question.role
        if role is QuestionRole.OPEN and self.type not in (None, QuestionType.TEXT):
            raise OpenIsText(key=question.key)

    def _is_read_anew(self, question: Question) -> bool:
        return (
            (self.role is not None and self.role is not question.role)
            or (self.type is not None and self.type is not question.type)
            or (self.missing is not None and list(self.missing) != question.missing)
        )

    def _describe(self, recorder: Recorder, question: Question) -> None:
        """Change what touches no answer."""
        question.text_en = question.text_en if self.text_en is None else self.text_en
        question.text_id = question.text_id if self.text_id is None else self.text_id
        if self.is_reversed is not None:
            question.is_reversed = self.is_reversed
        if self.low is not None and self.high is not None:
            none = self.low == self.high == 0
            question.low = None if none else self.low
            question.high = None if none else self.high
        if self.choices is not None:
            question.choices = stored_choices(self.choices)
        if self.dimension_id is not None:
            code = recorder.get(Code, self.dimension_id) if self.dimension_id else None
            question.code_id = None if code is None else code.id


def _read_anew(
    recorder: Recorder,
    collection: Collection,
    question: Question,
    wanted: QuestionDraft,
    files: SurveyFiles,
) -> QuestionRevised:
    was_open = question.role is QuestionRole.OPEN
    question.role, question.type = wanted.role, wanted.type
    question.separator = wanted.separator
    question.choices = stored_choices(wanted.choices)
    if question.type not in _SCALED:
        question.low = question.high = None
    recorder.session.flush()
    if question.role in KEPT_BY_CASES:
        define_attribute(recorder, question, collection)
    answered = files.answers(replace(wanted, missing=tuple(question.missing)))
    retyped_cases(recorder, collection, question, answered, keep=Manner.of(collection).keep)
    if question.role not in KEPT_BY_CASES:
        _drop_attribute(recorder, question)
    question_id, key = question.id, question.key
    if question.role is QuestionRole.OPEN:
        made = missing_answers(recorder, collection, question, answered.values)
        return QuestionRevised(question_id, key, answers=made)
    there = _answers_of(recorder, question_id)
    removed, kept = _close(recorder, there) if was_open else (0, len(there))
    return QuestionRevised(question_id, key, removed=removed, kept=kept)


def _close(recorder: Recorder, ids: Sequence[int]) -> tuple[int, int]:
    """Take the sources of a question away, unless work stands on one: then all of them stay."""
    if _bear_work(recorder, ids):
        return 0, len(ids)
    return remove_texts(recorder, ids), 0


def _answers_of(recorder: Recorder, question_id: int) -> list[int]:
    sources = table_of(Source)
    query = select(sources.c.id).where(sources.c.question_id == question_id)
    return list(recorder.session.execute(query).scalars())


def _bear_work(recorder: Recorder, source_ids: Sequence[int]) -> bool:
    """Whether a coding, a finding, an anchor example, a memo or a correction is on a source."""
    sources, memos = table_of(Source), table_of(Memo)
    for part in parts(source_ids):
        for kind in (Segment, Absence, Anchor):
            table = table_of(kind)
            query = select(table.c.id).where(table.c.source_id.in_(part)).limit(1)
            if recorder.session.execute(query).first() is not None:
                return True
        corrected = table_of(ImportedText)
        if recorder.session.execute(
            select(corrected.c.id).where(corrected.c.id.in_(part)).limit(1)
        ).first():
            return True
        uuids = select(sources.c.uuid).where(sources.c.id.in_(part))
        attached = select(memos.c.id).where(memos.c.target_uuid.in_(uuids)).limit(1)
        if recorder.session.execute(attached).first() is not None:
            return True
    return False


def _drop_attribute(recorder: Recorder, question: Question) -> None:
    """Forget the attribute of a question that cases keep no more, unless another one has it."""
    if not question.attribute:
        return
    table = table_of(Question)
    name = question.attribute
    question.attribute = ""
    recorder.session.flush()
    query = select(table.c.id).where(table.c.attribute == name).limit(1)
    if recorder.session.execute(query).first() is not None:
        return
    attributes = table_of(Attribute)
    own = select(attributes.c.id).where(
        attributes.c.owner == AttributeOwner.CASE, attributes.c.name == name
    )
    recorder.delete_many(Attribute, list(recorder.session.execute(own).scalars()))
