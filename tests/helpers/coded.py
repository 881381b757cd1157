"""Codes passages by their words, and asks for matrices, in the studies that tests build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from codebooks.framework import Framework, FrameworkCode, Wording
from models.positions import Span
from models.vocabulary import StakeholderGroup
from qda.displays.axes import RowAxis
from qda.displays.clustered_matrix import MatrixQuestion, clustered_matrix
from qda.displays.columns import columns_for
from qda.displays.values import Cell, Matrix
from qda.edits.codes import AdoptFramework
from qda.edits.coding import CodeSegment, Judgement
from qda.edits.importing import CaseFacts, ImportCollection, ImportSources, SourcePlan
from qda.importers.draft import CollectionDraft, SourceDraft, Value
from qda.retrieval.codes import code_by_id
from qda.retrieval.codings import CodingFilter
from qda.retrieval.sources import source_by_key, source_text
from qda.session import StudySession
from tests.helpers.studies import reviews

MOMENT = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
"""When every matrix of the tests is made."""

GOVERNMENT = StakeholderGroup.GOVERNMENT
CITIZEN = StakeholderGroup.CITIZEN


def asking_theory() -> Framework:
    """A theory in which one dimension has a question for the interview and one has none."""
    return Framework(
        id="ask",
        name=Wording("Asking", "Bertanya"),
        citation="Nobody (2021)",
        codes=(
            FrameworkCode("Q", Wording("Asked", "Ditanyakan")),
            FrameworkCode(
                "Q.1", Wording("Funds", "Dana"), parent="Q", questions=(Wording("How much?"),)
            ),
            FrameworkCode("Q.2", Wording("Staff", "Staf"), parent="Q"),
            FrameworkCode("N", Wording("Not asked", "Tidak ditanyakan")),
        ),
    )


def adopt(study: StudySession, theory: Framework) -> None:
    """Take a framework into the study."""
    study.do(AdoptFramework(theory))


def store(study: StudySession, draft: SourceDraft, *facts: CaseFacts, whole_case: str = "") -> int:
    """Store one draft, its cases described by `facts`, and return the source's id."""
    return study.do(ImportSources((SourcePlan(draft, whole_case=whole_case, facts=facts),)))[0]


def signed_reviews(name: str, written: Sequence[tuple[str, str]]) -> CollectionDraft:
    """A table of reviews by user and text; an empty user is nobody."""
    draft = reviews(name, [text for _, text in written])
    rows: list[tuple[Value, ...]] = [
        (f"r{number}", user or None, number % 5 + 1, text)
        for number, (user, text) in enumerate(written, 1)
    ]
    return replace(draft, rows=rows)


def store_reviews(
    study: StudySession,
    draft: CollectionDraft,
    *,
    role: str = "",
    group: StakeholderGroup | None = CITIZEN,
) -> str:
    """Store a table and return the collection's key."""
    return study.do(ImportCollection(draft, role=role, stakeholder_group=group)).key


def place_of(study: StudySession, key: str, words: str) -> tuple[int, Span]:
    """The id of a source and where some words first stand in it."""
    with study.reading() as connection:
        source_id = source_by_key(connection, key).id
        start = source_text(connection, source_id).index(words)
    return source_id, Span(start, start + len(words))


def code(
    study: StudySession, key: str, words: str, code_id: str, judgement: Judgement | None = None
) -> int:
    """Give a code to the first place of some words in a source; the coding's id is returned."""
    source_id, span = place_of(study, key, words)
    with study.reading() as connection:
        wanted = code_by_id(connection, code_id).id
    return study.do(CodeSegment(source_id, span, wanted, judgement or Judgement()))


@contextmanager
def as_coder(study: StudySession, name: str) -> Iterator[StudySession]:
    """The same study, opened by another coder."""
    with StudySession.open(study.store.place, coder=name) as other:
        yield other


def matrix_of(
    study: StudySession,
    rows: str,
    columns: Sequence[str] = (),
    *,
    wanted: CodingFilter = CodingFilter(),
    quotes: int = 2,
    language: str = "en",
) -> Matrix:
    """The clustered matrix of a study, with quotes and words as asked for."""
    with study.reading() as connection:
        question = MatrixQuestion(
            rows=RowAxis.parse(rows),
            columns=columns_for(connection, columns),
            language=language,
            analyst="Sari",
            wanted=wanted,
            quotes=quotes,
            made_at=MOMENT,
        )
        return clustered_matrix(connection, question)


def cell_at(matrix: Matrix, row: str, column: str) -> Cell:
    """The cell of the row with this label and the column with this id."""
    labels, ids = [r.label for r in matrix.rows], [c.id for c in matrix.columns]
    return matrix.cell(labels.index(row), ids.index(column))


def shown(matrix: Matrix, row: str, column: str) -> list[str]:
    """The texts of the entries of a cell."""
    return [entry.text for entry in cell_at(matrix, row, column).entries]
