"""The edit that gives a code to whole rows of a table, one or a hundred thousand, in one act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final

from sqlalchemy import select

from models.code import Code
from models.coding import Coding
from models.errors import Refused
from models.packing import Row
from models.positions import Span, trimmed
from models.recording import Recorder, table_of
from models.source import SourceText
from qda.edits.attached import parts
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.edits.segmenting import At, segments_at
from qda.i18n import mark
from qda.jobs.progress import Progress, Silent
from qda.retrieval.table.reader import answers_of_rows, is_respondent

_PORTION: Final = 2_000
"""So many rows are coded between two reports of progress."""


class WhichQuestion(Refused):
    """Respondents have several answers, so that one must say which of them are coded."""

    en = (
        "Respondents have several answers. Choose first the open question whose answers you code "
        "(--question KEY)."
    )
    id = (
        "Responden memiliki beberapa jawaban. Pilih dahulu pertanyaan terbuka yang jawabannya "
        "Anda kodekan (--question KUNCI)."
    )


@dataclass(frozen=True, slots=True)
class RowsCoded:
    """How many rows were coded, how many bore the coder's code already, how many have no text."""

    coded: int
    borne: int
    empty: int


@dataclass(frozen=True, slots=True)
class CodeRows(EditRequest[RowsCoded]):
    """Give a code to the whole text of many rows; those that bear it already stay as they are.

    Of a survey the answers of the respondents to one question are coded, which must be named.

    A row bears the code where the coder has given it to the whole text, white space at its edges
    apart. Rows without words are left out. Stopping it leaves no trace.
    """

    row_ids: tuple[int, ...]
    code_id: int
    progress: Progress = field(default_factory=Silent, compare=False)
    question_id: int | None = None

    kind: ClassVar[str] = "code_rows"
    title: ClassVar[str] = mark("Code {count} rows with “{code}”")

    def apply(self, recorder: Recorder) -> RowsCoded:
        """Code the rows and count them.

        Raises:
            NotThere: the code does not exist.
            WhichQuestion: there are respondents among the rows, and no question is named.
            Cancelled: the work was stopped.
        """
        code = recorder.get(Code, self.code_id)
        coder_id = coding_coder(recorder)
        wanted, silent = self._texts(recorder)
        coded = borne = 0
        empty = silent
        for at in range(0, len(wanted), _PORTION):
            self.progress.report(at, len(wanted))
            ids = wanted[at : at + _PORTION]
            places = _whole_texts(recorder, ids)
            made = _code(recorder, places, code.id, coder_id)
            coded += made
            borne += len(places) - made
            empty += len(ids) - len(places)
        self.progress.report(len(wanted), len(wanted))
        recorder.facts.update(count=coded, code=code.canonical_id, name=code.name_en)
        return RowsCoded(coded, borne, empty)

    def _texts(self, recorder: Recorder) -> tuple[tuple[int, ...], int]:
        """The ids of the texts to be coded, and how many rows have none."""
        rows = tuple(dict.fromkeys(self.row_ids))
        if not any(map(is_respondent, rows)):
            return rows, 0
        if self.question_id is None:
            raise WhichQuestion
        answers = answers_of_rows(recorder.session.connection(), rows, self.question_id)
        texts = tuple(text for row in rows for text in answers[row])
        return texts, sum(not answers[row] for row in rows)


def _whole_texts(recorder: Recorder, ids: Sequence[int]) -> list[At]:
    """The whole text of each row that has words, without white space at its edges."""
    texts = table_of(SourceText)
    found: dict[int, Span] = {}
    for part in parts(ids):
        query = select(texts.c.id, texts.c.text).where(texts.c.id.in_(part))
        for id_, text in recorder.session.execute(query):
            span = trimmed(text, Span(0, len(text))) if text else None
            if span is not None:
                found[id_] = span
    return [(id_, found[id_]) for id_ in ids if id_ in found]


def _code(recorder: Recorder, places: Sequence[At], code_id: int, coder_id: int) -> int:
    segments = segments_at(recorder, places)
    there = set(_bearing(recorder, segments.values(), code_id, coder_id))
    rows: list[Row] = [
        {"segment_id": segments[place]} for place in places if segments[place] not in there
    ]
    shared = {"code_id": code_id, "coder_id": coder_id}
    recorder.insert_many(Coding, rows, shared=shared)
    return len(rows)


def _bearing(
    recorder: Recorder, segment_ids: Iterable[int], code_id: int, coder_id: int
) -> Iterator[int]:
    coding = table_of(Coding)
    for part in parts(sorted(segment_ids)):
        query = select(coding.c.segment_id).where(
            coding.c.code_id == code_id,
            coding.c.coder_id == coder_id,
            coding.c.segment_id.in_(part),
        )
        yield from recorder.session.execute(query).scalars()
