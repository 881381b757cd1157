"""Reads the kept files of a survey anew, so that nothing is lost when a question is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models.errors import Refused
from models.question import Question
from models.recording import Recorder, table_of
from models.source import Collection, CollectionFile, OriginalChunk, OriginalFile
from models.study import Study
from qda.importers import draft as drafts
from qda.importers.draft import Value
from qda.importers.surveys.answers import answers_to
from qda.importers.surveys.draft import (
    AskedWhere,
    Choice,
    ColumnUse,
    QuestionDraft,
    SurveyLayout,
    SurveyTable,
)
from qda.importers.surveys.identity import keys
from qda.importers.surveys.registry import table_of as table_in
from qda.jobs.progress import Progress, Silent


class OriginalsGone(Refused):
    """The files that a survey was imported from are not kept, as in a copy to hand on."""

    en = (
        "The original file of {key} is not in this copy, so its answers cannot be read anew. "
        "Change the question in the study that the copy was made from."
    )
    id = (
        "Berkas asli {key} tidak ada dalam salinan ini, sehingga jawabannya tidak dapat dibaca "
        "ulang. Ubah pertanyaannya di studi asal salinan ini."
    )


@dataclass(frozen=True, slots=True)
class Manner:
    """How the files of a survey are read: kept with its collection.

    `identity` are the columns that tell respondents apart, `certain` says that one does so alone;
    `forms` gives for a file (by row id) that of its XLSForm; `keep` keeps identifiers unhashed.
    """

    identity: tuple[str, ...]
    certain: bool
    keep: bool = False
    forms: Mapping[int, int] | None = None

    def stored(self) -> list[dict[str, Any]]:
        """The manner as the collection keeps it."""
        forms = {str(file): form for file, form in (self.forms or {}).items()}
        return [
            {
                "identity": list(self.identity),
                "certain": self.certain,
                "keep": self.keep,
                "forms": forms,
            }
        ]

    @classmethod
    def of(cls, collection: Collection) -> Manner:
        """The manner that a collection keeps."""
        kept = collection.columns[0]
        forms = {int(file): form for file, form in kept["forms"].items()}
        return cls(tuple(kept["identity"]), kept["certain"], kept["keep"], forms)


@dataclass(frozen=True, slots=True)
class Answered:
    """What the files say to a question, by the key of the respondent.

    `values` holds what was answered; `not_asked` are the respondents whom it did not reach.
    """

    values: Mapping[str, Value]
    not_asked: frozenset[str]


@dataclass(frozen=True, slots=True)
class SurveyFiles:
    """The tables of all files that fed a survey, with the keys of their rows, oldest first."""

    tables: tuple[tuple[SurveyTable, Sequence[str]], ...]

    @classmethod
    def of(
        cls, recorder: Recorder, collection: Collection, progress: Progress | None = None
    ) -> SurveyFiles:
        """Read them.

        Raises:
            OriginalsGone: they are kept no more.
        """
        manner = Manner.of(collection)
        feeds = table_of(CollectionFile)
        query = select(feeds.c.file_id).where(feeds.c.collection_id == collection.id)
        forms = manner.forms or {}
        found = []
        for file_id in recorder.session.execute(query.order_by(feeds.c.id)).scalars():
            if file_id in forms.values():
                continue
            form = original(recorder, forms[file_id]) if file_id in forms else None
            table = table_in(
                original(recorder, file_id),
                form,
                layout=SurveyLayout(collection.layout),
                progress=progress or Silent(),
            )
            found.append((table, keys_in(recorder, table, manner)))
        if not found:
            raise OriginalsGone(key=collection.key)
        return cls(tuple(found))

    def answers(self, question: QuestionDraft) -> Answered:
        """What they say to a question; the oldest file that has its columns is believed."""
        values: dict[str, Value] = {}
        missed: set[str] = set()
        decided: set[str] = set()
        for table, row_keys in self.tables:
            there = any(table.column(use.heading) is not None for use in question.columns)
            answers = answers_to(question, table)
            for row, key in enumerate(row_keys):
                if key in decided:
                    continue
                if answers.values[row] is not None:
                    values[key] = answers.values[row]
                if row in answers.not_asked:
                    missed.add(key)
                else:
                    missed.discard(key)
                if there:
                    decided.add(key)
        return Answered(values, frozenset(missed))

    @property
    def newest(self) -> SurveyTable:
        """The table of the newest file."""
        return self.tables[-1][0]


def keys_in(recorder: Recorder, table: SurveyTable, manner: Manner) -> list[str]:
    """The keys of the respondents in a table."""
    salt = recorder.get(Study, 1).salt.encode()
    return keys(table, manner.identity, certain=manner.certain, salt=salt)


def original(recorder: Recorder, file_id: int) -> drafts.OriginalFile:
    """A file as it came."""
    kept = recorder.get(OriginalFile, file_id)
    chunks = table_of(OriginalChunk)
    query = select(chunks.c.content).where(chunks.c.file_id == file_id).order_by(chunks.c.number)
    content = b"".join(recorder.session.execute(query).scalars())
    return drafts.OriginalFile(kept.name, content, kept.sha256)


def draft_of(question: Question) -> QuestionDraft:
    """A stored question as a draft, as the importers know it."""
    return QuestionDraft(
        key=question.key,
        heading=question.heading,
        role=question.role,
        type=question.type,
        columns=tuple(ColumnUse(each["heading"], each["option"]) for each in question.columns),
        text_en=question.text_en,
        text_id=question.text_id,
        group=question.group,
        separator=question.separator,
        choices=tuple(Choice(**each) for each in question.choices),
        low=question.low,
        high=question.high,
        is_reversed=question.is_reversed,
        missing=tuple(question.missing),
        required=question.required,
        code_id=question.code_id,
        asked_where=tuple(
            AskedWhere(each["heading"], tuple(each["values"])) for each in question.asked_where
        ),
    )


def stored_choices(choices: Sequence[Choice]) -> list[dict[str, Any]]:
    """Choices as a question keeps them."""
    return [
        {"value": each.value, "en": each.en, "id": each.id, "worth": each.worth} for each in choices
    ]


def question_of(draft: QuestionDraft, *, collection_id: int, position: int) -> Question:
    """A new question from its draft; it has no attribute yet."""
    return Question(
        collection_id=collection_id,
        key=draft.key,
        heading=draft.heading,
        position=position,
        role=draft.role,
        type=draft.type,
        text_en=draft.text_en,
        text_id=draft.text_id,
        group=draft.group,
        columns=[{"heading": use.heading, "option": use.option} for use in draft.columns],
        separator=draft.separator,
        choices=stored_choices(draft.choices),
        low=draft.low,
        high=draft.high,
        is_reversed=draft.is_reversed,
        missing=list(draft.missing),
        required=draft.required,
        asked_where=[
            {"heading": where.heading, "values": list(where.values)} for where in draft.asked_where
        ],
        code_id=draft.code_id,
    )


def questions_of(recorder: Recorder, collection_id: int) -> list[Question]:
    """The questions of a survey in their order."""
    query = select(Question).where(Question.collection_id == collection_id)
    return list(recorder.session.execute(query.order_by(Question.position)).scalars())
