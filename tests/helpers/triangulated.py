"""The worked example of triangulation as a study: officials, users, reviews and documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy import select

from codebooks.framework import Framework, FrameworkCode, Wording
from models.positions import Span
from models.recording import table_of
from models.source import Source
from models.vocabulary import Polarity, Reading, StakeholderGroup
from qda.displays.kind import DisplayQuestion
from qda.displays.registry import made
from qda.displays.values import Cell, Matrix
from qda.edits.codes import AdoptFramework
from qda.edits.coding import CodeMany, CodeSegment, Judgement
from qda.edits.importing import CaseFacts, ImportCollection, ImportSources, SourcePlan
from qda.edits.sources import MarkReading
from qda.retrieval.codes import code_by_id
from qda.retrieval.sources import source_texts
from qda.session import StudySession
from tests.helpers.coded import MOMENT
from tests.helpers.studies import document, new_session, reviews, transcript

FAST: Final = "follow2020:FAST"
"""The theme of the worked example: reports are followed up fast."""

OTHER: Final = "follow2020:OTHER"
"""A theme that nobody speaks of, and that has no question."""

WORDS: Final = {
    Polarity.SUPPORTING: "laporan cepat ditangani",
    Polarity.INHIBITING: "laporan lama sekali ditangani",
}


def follow_up() -> Framework:
    """A theory with a dimension that interviews ask about, and one that they do not."""
    return Framework(
        id="follow2020",
        name=Wording("Follow-up", "Tindak lanjut"),
        citation="Nobody (2020)",
        codes=(
            FrameworkCode(
                "FAST",
                Wording("Fast follow-up", "Tindak lanjut laporan cepat"),
                questions=(Wording("How fast?", "Seberapa cepat?"),),
            ),
            FrameworkCode("OTHER", Wording("Privacy", "Privasi")),
        ),
    )


@contextmanager
def worked_study(
    place: str | Path, *, group: StakeholderGroup | None = None
) -> Iterator[StudySession]:
    """Officials 4 of 4 for; users 5 of 6, 1 for; reviews 70 of 200, 6 for; documents 2 of 3 for.

    `group` is the stakeholder group of the reviews.
    """
    with new_session(place) as study:
        study.do(AdoptFramework(follow_up()))
        people(study, StakeholderGroup.GOVERNMENT, "Pejabat", 4, positive=4, negative=0)
        people(study, StakeholderGroup.CITIZEN, "Pengguna", 6, positive=1, negative=4)
        texts = [WORDS[Polarity.SUPPORTING]] * 6 + [WORDS[Polarity.INHIBITING]] * 64
        draft = reviews("Ulasan", texts + ["biasa saja"] * 130)
        rows = [
            (f"r{n}", f"u{n}", 1 if 6 <= n < 70 else 5, str(row[3]))
            for n, row in enumerate(draft.rows)
        ]
        study.do(ImportCollection(replace(draft, rows=rows), stakeholder_group=group))
        documents = [document(f"Dokumen {n}", f"Catatan {n}: {WORDS[Polarity.SUPPORTING]}."
                              if n < 2 else "Tanpa isi.") for n in range(3)]  # fmt: skip
        study.do(ImportSources(tuple(SourcePlan(each) for each in documents)))
        code_words(study, "U", positive=6, negative=64)
        code_words(study, "D", positive=2, negative=0)
        read_all(study)
        yield study


def people(
    study: StudySession,
    group: StakeholderGroup,
    role: str,
    count: int,
    *,
    positive: int,
    negative: int,
) -> None:
    """Interviews of so many people: the first speak for, the next against, the rest of else."""
    plans = []
    for n in range(count):
        said = "soal lain"
        if n < positive + negative:
            said = WORDS[Polarity.SUPPORTING if n < positive else Polarity.INHIBITING]
        name = f"{role} {n + 1}"
        draft = transcript(f"Wawancara {name}", (("P", "Seberapa cepat?"), (name, f"Ya, {said}.")))
        facts = CaseFacts(name, role=role, stakeholder_group=group)
        plans.append(SourcePlan(draft, facts=(facts,)))
    ids = study.do(ImportSources(tuple(plans)))
    _code(study, ids)


def code_words(study: StudySession, letter: str, *, positive: int, negative: int) -> None:
    """Give the theme to what is said for and against in all texts whose key has a letter."""
    with study.reading() as connection:
        source = table_of(Source)
        query = select(source.c.id).where(source.c.key.like(f"{letter}%")).order_by(source.c.id)
        ids = list(connection.execute(query).scalars())
    assert _code(study, ids) == positive + negative


def _code(study: StudySession, ids: Sequence[int], code: str = FAST) -> int:
    with study.reading() as connection:
        texts = source_texts(connection, list(ids))
        wanted = code_by_id(connection, code).id
    codings = [
        CodeSegment(id_, Span(start, start + len(words)), wanted, Judgement(polarity))
        for id_ in ids
        for polarity, words in WORDS.items()
        if (start := texts[id_].find(words)) >= 0
    ]
    if codings:
        study.do(CodeMany(tuple(codings)))
    return len(codings)


def read_all(study: StudySession) -> None:
    """Say that every text was read to the end."""
    with study.reading() as connection:
        ids = tuple(connection.execute(select(table_of(Source).c.id)).scalars())
    study.do(MarkReading(ids, Reading.READ))


def made_of(study: StudySession, kind: str, language: str = "en", **asked: object) -> Matrix:
    """A display of a study; `choices` may be given as a mapping."""
    choices = asked.pop("choices", {})
    assert isinstance(choices, dict)
    question = DisplayQuestion(
        kind=kind,
        language=language,
        analyst="Sari",
        choices=tuple(choices.items()),
        made_at=MOMENT,
        **asked,  # type: ignore[arg-type]
    )
    with study.reading() as connection:
        found = made(connection, question)
    assert isinstance(found, Matrix)
    return found


def at(matrix: Matrix, row: str, column: str) -> Cell:
    """The cell of the row and the column with these ids."""
    rows, columns = [each.id for each in matrix.rows], [each.id for each in matrix.columns]
    return matrix.cell(rows.index(row), columns.index(column))


def texts(cell: Cell) -> list[str]:
    """The words of a cell's entries."""
    return [entry.text for entry in cell.entries]
