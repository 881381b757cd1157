"""The edit that gives a code to whole rows of a table, one or a hundred thousand, in one act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from qda.edits.coding import JudgementChange, coding_coder
from qda.edits.edit import EditRequest
from qda.edits.memos import note_codings
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
    """How many rows were coded, how many bore the coder's code already, how many have no text.

    `judged` counts those among the rows that bore it of which something else is said now, `noted`
    the memos that were written.
    """

    coded: int
    borne: int
    empty: int
    judged: int = 0
    noted: int = 0


@dataclass(frozen=True, slots=True)
class CodeRows(EditRequest[RowsCoded]):
    """Give a code to the whole text of many rows; those that bear it already stay as they are.

    Of a survey the answers of the respondents to one question are coded, which must be named.

    A row bears the code where the coder has given it to the whole text, white space at its edges
    apart. Rows without words are left out. What `said` changes is said of all of them, of those
    that bore the code as well, and each gets the `memo`, where there is one. Stopping it leaves no
    trace.
    """

    row_ids: tuple[int, ...]
    code_id: int
    progress: Progress = field(default_factory=Silent, compare=False)
    question_id: int | None = None
    said: JudgementChange = field(default_factory=JudgementChange)
    memo: str = ""

    kind: ClassVar[str] = "code_rows"
    title: ClassVar[str] = mark("Code {count} rows with “{code}”")

    def apply(self, recorder: Recorder) -> RowsCoded:
        """Code the rows and count them.

        Raises:
            NotThere: the code does not exist.
            GradeOutOfRange: strength or confidence is not 1, 2 or 3.
            WhichQuestion: there are respondents among the rows, and no question is named.
            Cancelled: the work was stopped.
        """
        code = recorder.get(Code, self.code_id)
        coder_id = coding_coder(recorder)
        wanted, silent = self._texts(recorder)
        values = self.said.checked().values()
        coded = borne = judged = noted = 0
        empty = silent
        for at in range(0, len(wanted), _PORTION):
            self.progress.report(at, len(wanted))
            ids = wanted[at : at + _PORTION]
            places = _whole_texts(recorder, ids)
            made, there = _code(recorder, places, code.id, coder_id, values)
            coded += len(made)
            borne += len(there)
            empty += len(ids) - len(places)
            if values:
                judged += recorder.update_many(Coding, there, values)
            if self.memo.strip():
                noted += note_codings(recorder, (*made, *there), self.memo)
        self.progress.report(len(wanted), len(wanted))
        recorder.facts.update(count=coded, code=code.canonical_id, name=code.name_en)
        return RowsCoded(coded, borne, empty, judged, noted)

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


def _code(
    recorder: Recorder,
    places: Sequence[At],
    code_id: int,
    coder_id: int,
    values: Mapping[str, object],
) -> tuple[Sequence[int], tuple[int, ...]]:
    """Code the places that do not bear the code yet; the new codings, and those there before."""
    segments = segments_at(recorder, places)
    there = dict(_bearing(recorder, segments.values(), code_id, coder_id))
    rows: list[Row] = [
        {"segment_id": segments[place]} for place in places if segments[place] not in there
    ]
    shared = {"code_id": code_id, "coder_id": coder_id, **values}
    return recorder.insert_many(Coding, rows, shared=shared), tuple(there.values())


def _bearing(
    recorder: Recorder, segment_ids: Iterable[int], code_id: int, coder_id: int
) -> Iterator[tuple[int, int]]:
    """The segments that bear the coder's code, each with the coding."""
    coding = table_of(Coding)
    for part in parts(sorted(segment_ids)):
        query = select(coding.c.segment_id, coding.c.id).where(
            coding.c.code_id == code_id,
            coding.c.coder_id == coder_id,
            coding.c.segment_id.in_(part),
        )
        yield from ((row[0], row[1]) for row in recorder.session.execute(query))
