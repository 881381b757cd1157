"""Proposes codings for the open answers of surveys by the codes that their questions ask about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final

from sqlalchemy import select

from codebooks.framework import Wording
from models.code import Code
from models.errors import Refused
from models.positions import Span, trimmed
from models.question import Question
from models.recording import Recorder, table_of
from models.source import Collection, Source, SourceText
from models.vocabulary import QuestionRole
from qda.autocoding.proposals import Proposal
from qda.autocoding.running import PART, Proposed
from qda.edits.edit import EditRequest
from qda.edits.proposing import ProposalsStored, stored_proposals
from qda.i18n import mark
from qda.jobs.progress import Progress, Silent

CODER: Final = "question"
"""The coder in whose name answers are proposed to belong to the code of their question."""


class NoQuestionHasCode(Refused):
    """No open question belongs to a code, so that nothing can be proposed by it."""

    en = (
        "No open question belongs to a code yet. Import answers of a form that was made from a "
        "guide, or give a question its dimension: runut question STUDY KEY --dimension CODE."
    )
    id = (
        "Belum ada pertanyaan terbuka yang terhubung dengan kode. Impor jawaban dari formulir "
        "yang dibuat dari pedoman, atau tentukan dimensi pertanyaan: runut question STUDI KUNCI "
        "--dimension KODE."
    )


@dataclass(frozen=True, slots=True)
class ProposeByQuestion(EditRequest[ProposalsStored]):
    """Propose for every open answer the code of its question, for the whole answer.

    That someone was asked about funds says not yet that he speaks of them: each is a proposal
    until a researcher confirms it. Who was silent gave no answer and gets none; an answer that
    bears the code already gets no second coding. `collection_id` limits it to one survey.
    """

    collection_id: int | None = None
    progress: Progress = field(default_factory=Silent, compare=False)

    kind: ClassVar[str] = "propose_by_question"
    title: ClassVar[str] = mark("Propose {count} codings by the questions of {collections}")

    def apply(self, recorder: Recorder) -> ProposalsStored:
        """Store the proposals and count them.

        Raises:
            NoQuestionHasCode: no open question belongs to a code.
            Cancelled: the work was stopped.
        """
        questions = self._questions(recorder)
        if not questions:
            raise NoQuestionHasCode
        found: list[Proposed] = []
        for number, (question_id, _, code) in enumerate(questions):
            self.progress.report(number, len(questions))
            found.extend(_proposed(recorder, question_id, code))
        stored, _ = stored_proposals(recorder, found)
        keys = dict.fromkeys(key for _, key, _ in questions)
        recorder.facts.update(count=stored.made, collections=", ".join(keys))
        return stored

    def _questions(self, recorder: Recorder) -> list[tuple[int, str, str]]:
        """The open questions with a code: id, the key of the survey, the code's canonical id."""
        asked, survey, code = table_of(Question), table_of(Collection), table_of(Code)
        query = (
            select(asked.c.id, survey.c.key, code.c.canonical_id)
            .join(survey, survey.c.id == asked.c.collection_id)
            .join(code, code.c.id == asked.c.code_id)
            .where(asked.c.role == QuestionRole.OPEN)
            .order_by(survey.c.key, asked.c.position)
        )
        if self.collection_id is not None:
            query = query.where(asked.c.collection_id == self.collection_id)
        return [(row[0], row[1], row[2]) for row in recorder.session.execute(query)]


def _proposed(recorder: Recorder, question_id: int, code: str) -> list[Proposed]:
    source, texts = table_of(Source), table_of(SourceText)
    query = (
        select(texts.c.id, texts.c.text)
        .join(source, source.c.id == texts.c.id)
        .where(source.c.question_id == question_id)
        .order_by(source.c.row_number)
        .execution_options(yield_per=PART)
    )
    nothing = Wording("", "")
    found = []
    for source_id, text in recorder.session.execute(query):
        unit = trimmed(text, Span(0, len(text))) if text else None
        if unit is not None:
            proposal = Proposal(code, unit, nothing, (), (), None, f"{CODER} {code}")
            found.append(Proposed(source_id, proposal))
    return found
