"""Stores surveys: respondents as cases, closed answers as attributes, open ones as sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from sqlalchemy import func, select

from models.bulk import json_objects
from models.case import Case
from models.code import Code
from models.errors import Refused
from models.question import Question
from models.recording import Recorder, table_of
from models.source import Collection, CollectionFile, Source
from models.vocabulary import (
    CollectionKind,
    QuestionRole,
    QuestionType,
    StakeholderGroup,
    Technique,
)
from qda.edits.edit import EditRequest
from qda.edits.importing import next_key, store_original
from qda.edits.survey_answers import (
    KEPT_BY_CASES,
    define_attribute,
    insert_answers,
    insert_cases,
    kept_values,
    retyped_cases,
)
from qda.edits.survey_changes import changed_respondents
from qda.edits.survey_files import (
    Manner,
    SurveyFiles,
    draft_of,
    keys_in,
    question_of,
    questions_of,
    stored_choices,
)
from qda.guides.answering import informed_by_guides
from qda.i18n import mark
from qda.importers.draft import Value
from qda.importers.surveys.answers import Answers, answers_to, choices_of
from qda.importers.surveys.draft import SurveyDraft, SurveyTable
from qda.importers.surveys.errors import AnotherLayout, IdentityGone
from qda.importers.surveys.proposing import choices_in
from qda.jobs.progress import Progress, Silent


class NotASurvey(Refused):
    """The collection to add respondents to was not imported as a survey."""

    en = "{key} was not imported as a survey. Import the file as a new one."
    id = "{key} tidak diimpor sebagai survei. Impor berkas sebagai survei baru."


@dataclass(frozen=True, slots=True)
class SurveyAdded:
    """What storing a survey did.

    `added` respondents are new, `known` were there before; `answers` open answers became sources;
    `questions` are new in the dictionary. Of those known, `changed` have other answers in the
    newer export; their first ones stay.
    """

    collection_id: int
    key: str
    added: int
    known: int
    answers: int
    questions: int
    changed: int = 0


@dataclass(frozen=True, slots=True)
class ImportSurvey(EditRequest[SurveyAdded]):
    """Store a survey, as a new collection or as a newer export of one.

    A newer export adds the respondents that are new; questions that it has for the first time are
    answered by those who were there before, too. Roles and types are then those of the dictionary.
    Identifiers are stored as hashes, or as they are where `keep_identifiers` is set. With
    `by_guides` a draft that no guide informed yet is read by the one it comes back from.
    """

    draft: SurveyDraft
    into_id: int | None = None
    keep_identifiers: bool = False
    role: str = ""
    stakeholder_group: StakeholderGroup | None = StakeholderGroup.CITIZEN
    by_guides: bool = True
    progress: Progress = field(default_factory=Silent, compare=False)

    kind: ClassVar[str] = "import_survey"
    title: ClassVar[str] = mark("Import {name} into {key}, new respondents: {count}")

    def apply(self, recorder: Recorder) -> SurveyAdded:
        """Store the respondents that are new, and their answers.

        Raises:
            NotASurvey, NotThere: the collection to add to is none.
            AnotherLayout: the newer export is laid out otherwise than the first one.
            IdentityGone: the newer export lacks what respondents are recognised by.
            Cancelled: the listener of the progress stopped the work.
        """
        draft = self.draft
        if self.by_guides:
            draft = informed_by_guides(recorder.session.connection(), draft)
        if self.into_id is None:
            collection = self._new_collection(recorder)
            old: list[Question] = []
        else:
            collection = recorder.get(Collection, self.into_id)
            old = questions_of(recorder, collection.id)
            _check(collection, old, draft.table, draft.original.name)
        file_id, form_id = self._keep_files(recorder, collection)
        recorder.session.flush()
        new = self._new_questions(recorder, collection, old, draft)
        manner = Manner.of(collection)
        unit_keys = keys_in(recorder, draft.table, manner)
        known = _known(recorder, collection.id)
        rows = [row for row, key in enumerate(unit_keys) if key not in known]
        store = _Store(recorder, collection, draft, rows, keep=manner.keep)
        read = store.read([*old, *new], self.progress)
        # What is asked for the first time nobody can have answered otherwise before.
        before = [each for each in read if each[0] in old]
        changed = changed_respondents(recorder, collection, before, unit_keys) if known else 0
        answers = store.store(read, [unit_keys[row] for row in rows])
        recorder.add(
            CollectionFile(
                collection_id=collection.id,
                file_id=file_id,
                rows=draft.respondents,
                added=len(rows),
            )
        )
        if form_id is not None:
            recorder.add(
                CollectionFile(collection_id=collection.id, file_id=form_id, rows=0, added=0)
            )
        recorder.session.flush()
        if old and known:
            answers += _asked_later(recorder, collection, new)
        recorder.facts.update(count=len(rows), name=draft.original.name, key=collection.key)
        return SurveyAdded(
            collection_id=collection.id,
            key=collection.key,
            added=len(rows),
            known=draft.respondents - len(rows),
            answers=answers,
            questions=len(new),
            changed=changed,
        )

    def _new_collection(self, recorder: Recorder) -> Collection:
        draft = self.draft
        manner = Manner(draft.identity, draft.certain, self.keep_identifiers)
        return recorder.add(
            Collection(
                key=next_key(recorder, Technique.SURVEY.letter),
                title=draft.title,
                kind=CollectionKind.SURVEY,
                technique=Technique.SURVEY,
                layout=draft.table.layout.value,
                language=draft.language,
                role=self.role,
                stakeholder_group=self.stakeholder_group,
                columns=manner.stored(),
            )
        )

    def _keep_files(self, recorder: Recorder, collection: Collection) -> tuple[int, int | None]:
        file_id = store_original(recorder, self.draft.original)
        if self.draft.form is None:
            return file_id, None
        recorder.session.flush()
        form_id = store_original(recorder, self.draft.form)
        manner = Manner.of(collection)
        forms = {**(manner.forms or {}), file_id: form_id}
        collection.columns = replace(manner, forms=forms).stored()
        return file_id, form_id

    def _new_questions(
        self,
        recorder: Recorder,
        collection: Collection,
        old: Sequence[Question],
        survey: SurveyDraft,
    ) -> list[Question]:
        """Add the questions whose columns no question of the dictionary has."""
        used = {column["heading"] for question in old for column in question.columns}
        taken = {question.key for question in old}
        made: list[Question] = []
        for draft in survey.questions:
            if any(use.heading in used for use in draft.columns):
                continue
            number, key = 2, draft.key
            while key in taken:
                key, number = f"{draft.key}-{number}", number + 1
            taken.add(key)
            position = len(old) + len(made) + 1
            code_id = draft.code_id
            if code_id is not None and recorder.session.get(Code, code_id) is None:
                code_id = None
            question = question_of(
                replace(draft, key=key, code_id=code_id),
                collection_id=collection.id,
                position=position,
            )
            recorder.add(question)
            recorder.session.flush()
            if question.role in KEPT_BY_CASES:
                define_attribute(recorder, question, collection)
            made.append(question)
        recorder.session.flush()
        return made


class _Store:
    """Turns rows of a survey into cases and sources."""

    def __init__(
        self,
        recorder: Recorder,
        collection: Collection,
        draft: SurveyDraft,
        rows: Sequence[int],
        *,
        keep: bool,
    ) -> None:
        self._recorder = recorder
        self._collection = collection
        self._table = draft.table
        self._who = draft.who
        self._rows = rows
        self._keep = keep

    def read(
        self, questions: Sequence[Question], progress: Progress
    ) -> list[tuple[Question, Answers]]:
        """The answers of all rows to the questions that are imported."""
        read: list[tuple[Question, Answers]] = []
        for number, question in enumerate(questions):
            progress.report(number, len(questions), self._collection.title)
            if question.role is not QuestionRole.IGNORE:
                read.append((question, self._read(question)))
        return read

    def store(self, read: Sequence[tuple[Question, Answers]], unit_keys: Sequence[str]) -> int:
        """Store the rows that are new and return how many open answers there are."""
        held = {
            question.attribute: kept_values(
                self._recorder, question, self._of_rows(answers.values), keep=self._keep
            )
            for question, answers in read
            if question.role in KEPT_BY_CASES
        }
        missed: list[list[str]] = [[] for _ in self._rows]
        for question, answers in read:
            for at, row in enumerate(self._rows):
                if row in answers.not_asked:
                    missed[at].append(question.key)
        first = _next_row(self._recorder, self._collection.id)
        ids = insert_cases(
            self._recorder,
            self._collection,
            json_objects(held, len(self._rows)),
            unit_keys=unit_keys,
            not_asked=missed,
            first_row=first,
            who=self._respondents(),
        )
        days = self._days(read)
        count = 0
        for question, answers in read:
            if question.role is QuestionRole.OPEN:
                texts = self._of_rows(answers.values)
                given = [
                    (ids[at], first + at, days[at], str(words))
                    for at, words in enumerate(texts)
                    if words is not None
                ]
                count += insert_answers(self._recorder, self._collection, question, given)
        return count

    def _respondents(self) -> list[tuple[str, StakeholderGroup | None]] | None:
        """Role and group of each respondent that is new; None where the file says neither."""
        who, collection = self._who, self._collection
        column = None if who is None else self._table.column(who.heading)
        if who is None or column is None:
            return None
        usual = (collection.role, collection.stakeholder_group)
        return [who.of_cell.get(column.cells[row], usual) for row in self._rows]

    def _read(self, question: Question) -> Answers:
        """The answers to a question; choices that are made for the first time are noted."""
        draft = draft_of(question)
        answers = answers_to(draft, self._table)
        if question.type in (QuestionType.CHOICE, QuestionType.CHOICES):
            made = [part for value in dict.fromkeys(answers.values)
                    for part in choices_of(value, draft)]  # fmt: skip
            choices = choices_in(made, draft.choices, boxes=draft.is_boxes)
            if draft.choices and len(choices) > len(draft.choices):
                question.choices = stored_choices(choices)
        return answers

    def _of_rows(self, values: Sequence[Value]) -> list[Value]:
        return [values[row] for row in self._rows]

    def _days(self, read: Sequence[tuple[Question, Answers]]) -> list[str]:
        """The day of each respondent: that of the first question that is a date."""
        for question, answers in read:
            if question.type is QuestionType.DATE and question.role is QuestionRole.ATTRIBUTE:
                return ["" if v is None else str(v)[:10] for v in self._of_rows(answers.values)]
        return [""] * len(self._rows)


def _check(
    collection: Collection, questions: Sequence[Question], table: SurveyTable, file: str
) -> None:
    if not questions:
        raise NotASurvey(key=collection.key)
    if table.layout.value != collection.layout:
        found, kept = table.layout.value, collection.layout
        raise AnotherLayout(file=file, found=found, kept=kept, key=collection.key)
    for heading in Manner.of(collection).identity:
        if table.column(heading) is None:
            raise IdentityGone(file=file, column=heading[:60], key=collection.key)


def _known(recorder: Recorder, collection_id: int) -> dict[str, int]:
    """The ids of the respondents of a survey by their keys."""
    table = table_of(Case)
    query = select(table.c.unit_key, table.c.id).where(table.c.collection_id == collection_id)
    return {row[0]: row[1] for row in recorder.session.execute(query)}


def _next_row(recorder: Recorder, collection_id: int) -> int:
    table = table_of(Case)
    query = select(func.max(table.c.row_number)).where(table.c.collection_id == collection_id)
    return (recorder.session.execute(query).scalar() or 0) + 1


def _asked_later(
    recorder: Recorder,
    collection: Collection,
    questions: Sequence[Question],
) -> int:
    """Give respondents who were there before the answers to questions that came later."""
    if not questions:
        return 0
    files = SurveyFiles.of(recorder, collection)
    manner = Manner.of(collection)
    count = 0
    for question in questions:
        answered = files.answers(draft_of(question))
        retyped_cases(recorder, collection, question, answered, keep=manner.keep)
        if question.role is QuestionRole.OPEN:
            count += missing_answers(recorder, collection, question, answered.values)
    return count


def missing_answers(
    recorder: Recorder,
    collection: Collection,
    question: Question,
    values: Mapping[str, Value],
) -> int:
    """Store the open answers of a question that are no sources yet; how many there were."""
    table, sources = table_of(Case), table_of(Source)
    stored = select(sources.c.row_number, sources.c.collected_on, sources.c.question_id).where(
        sources.c.collection_id == collection.id
    )
    found = recorder.session.execute(stored).all()
    there = {row.row_number for row in found if row.question_id == question.id}
    # The day is that of the respondent's other answers.
    days = {row.row_number: row.collected_on for row in found}
    query = select(table.c.id, table.c.row_number, table.c.unit_key)
    rows = recorder.session.execute(query.where(table.c.collection_id == collection.id)).all()
    given = [
        (row.id, row.row_number, days.get(row.row_number, ""), str(values[row.unit_key]))
        for row in sorted(rows, key=lambda row: row.row_number)
        if values.get(row.unit_key) is not None and row.row_number not in there
    ]
    return insert_answers(recorder, collection, question, given)
