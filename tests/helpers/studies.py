"""Builds studies for tests: drafts of sources, a small framework, a stored study, exact dumps."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from codebooks.framework import Framework, FrameworkCode, Relation, Wording
from models.base import Base
from models.case import Case
from models.code import Code
from models.coding import Coding
from models.entities import BOOKKEEPING, RECORDED
from models.packing import Row
from models.positions import Span
from models.recording import table_of
from models.schema import HEAD
from models.store import Store
from models.vocabulary import (
    AnswerKind,
    AttributeOwner,
    AttributeType,
    CollectionKind,
    EntryKind,
    GuideKind,
    MemoKind,
    Missing,
    Polarity,
    Reading,
    SpeakerKind,
    StakeholderGroup,
    Technique,
)
from qda.autocoding.proposals import Proposal
from qda.autocoding.running import Proposed
from qda.displays.axes import AxisKind, RowAxis
from qda.displays.kind import DisplayQuestion
from qda.displays.registry import made
from qda.edits.anchors import SetAnchor
from qda.edits.cases import DefineAttribute, SetAttribute
from qda.edits.cell_entries import WriteEntry
from qda.edits.code_groups import AddCodeGroup
from qda.edits.codes import AddCode, AdoptFramework, CodeWording, DeleteCode, MergeCodes
from qda.edits.coding import CodeSegment, ConfirmCodings, Judgement
from qda.edits.conclusions import DrawConclusion
from qda.edits.displays import KeepDisplay
from qda.edits.guides import MakeGuide
from qda.edits.importing import CaseFacts, ImportCollection, ImportSources, SourcePlan
from qda.edits.memos import AddMemo, RecordAbsence
from qda.edits.proposing import StoreProposals
from qda.edits.sources import AssignSource, MarkReading
from qda.guides.rows import Bilingual, QuestionDraft
from qda.importers.draft import (
    CollectionDraft,
    ColumnDraft,
    ColumnRole,
    OriginalFile,
    ParagraphDraft,
    SourceDraft,
    SpeakerDraft,
    TurnDraft,
    Value,
)
from qda.retrieval.displays import StandsOn
from qda.session import NewStudy, StudySession

STORED = Path(__file__).resolve().parents[1] / "data" / "studies" / f"schema_{HEAD}.runut"
"""The study that the first schema wrote; later versions must open and undo it."""

FAMILY = "👩‍👩‍👧‍👦"
"""One picture to the eye, seven code points, eleven UTF-16 units."""

TURNS = (
    ("P", "Bagaimana anggaran program ini?"),
    ("Ibu Ratna", "Anggaran kami kurang, lalu laporan terlambat."),
    ("P", "Siapa yang menindaklanjuti?"),
    ("Ibu Ratna", f"Petugas lapangan {FAMILY} yang menindaklanjuti, cafe\u0301 pun ikut."),
)
"""A short interview; P asks, Ibu Ratna answers."""


def new_session(
    place: str | Path, *, coder: str = "Sari", start: NewStudy | None = None
) -> StudySession:
    """A new, empty study at a place, opened by a coder."""
    return StudySession.create(place, start or NewStudy("Studi uji"), coder=coder)


def original(name: str, content: bytes) -> OriginalFile:
    """A file as it came."""
    return OriginalFile(name, content, hashlib.sha256(content).hexdigest())


def transcript(
    name: str, turns: Sequence[tuple[str, str]] = TURNS, *, interviewer: str = "P"
) -> SourceDraft:
    """A draft of an interview with one paragraph a turn: `Speaker: words`."""
    lines = [f"{speaker}: {words}" for speaker, words in turns]
    text = "\n".join(lines)
    paragraphs, drafts, at = [], [], 0
    for (speaker, _), line in zip(turns, lines, strict=True):
        span = Span(at, at + len(line))
        paragraphs.append(ParagraphDraft(span))
        drafts.append(TurnDraft(span, Span(at + len(speaker) + 2, span.end), speaker))
        at = span.end + 1
    names = dict.fromkeys(speaker for speaker, _ in turns)
    speakers = tuple(
        SpeakerDraft(
            each,
            SpeakerKind.INTERVIEWER if each == interviewer else SpeakerKind.INFORMANT,
            "" if each == interviewer else each,
            sum(speaker == each for speaker, _ in turns),
        )
        for each in names
    )
    return SourceDraft(
        title=name,
        text=text,
        original=original(f"{name}.txt", f"{name}\r\n{text}".encode()),
        format="text",
        technique=Technique.INTERVIEW,
        language="id",
        paragraphs=tuple(paragraphs),
        turns=tuple(drafts),
        speakers=speakers,
        attributes=(("Tempat", "Kantor"),),
    )


def document(
    name: str,
    text: str,
    *,
    technique: Technique = Technique.DOCUMENTATION,
    content: bytes | None = None,
) -> SourceDraft:
    """A draft of a text without speakers; every line that is not empty is a paragraph."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line:
            paragraphs.append(ParagraphDraft(Span(at, at + len(line)), page=1))
        at += len(line) + 1
    return SourceDraft(
        title=name,
        text=text,
        original=original(f"{name}.txt", text.encode() if content is None else content),
        format="text",
        technique=technique,
        language="id",
        paragraphs=tuple(paragraphs),
    )


def reviews(name: str, texts: Sequence[str], *, first: int = 1) -> CollectionDraft:
    """A draft of a table of reviews: id, user, stars, words; ids count from `first`."""
    rows: list[tuple[Value, ...]] = [
        (f"r{number}", f"user {number % 7}", number % 5 + 1, text)
        for number, text in enumerate(texts, first)
    ]
    content = "\n".join(",".join(map(str, row)) for row in rows).encode()
    return CollectionDraft(
        title=name,
        kind=CollectionKind.REVIEWS,
        technique=Technique.APP_REVIEW,
        language="id",
        layout="test",
        original=original(f"{name}.csv", content),
        columns=(
            ColumnDraft("reviewId", ColumnRole.IDENTIFIER, AttributeType.TEXT),
            ColumnDraft("userName", ColumnRole.USER, AttributeType.TEXT),
            ColumnDraft("score", ColumnRole.STARS, AttributeType.NUMBER),
            ColumnDraft("content", ColumnRole.TEXT, AttributeType.TEXT),
        ),
        rows=rows,
        numbers=range(2, len(rows) + 2),
    )


def theory(framework_id: str = "mini2020") -> Framework:
    """A small framework: resources with funds and staff, and communication."""
    return Framework(
        id=framework_id,
        name=Wording("Small theory", "Teori kecil"),
        citation="Nobody (2020)",
        codes=(
            FrameworkCode("R", Wording("Resources", "Sumber daya")),
            FrameworkCode(
                "R.1",
                Wording("Funds of {programme}", "Dana {programme}"),
                parent="R",
                indicators=(Wording("money", "uang"),),
                see_instead=("C",),
            ),
            FrameworkCode("R.2", Wording("Staff of {agency}", "Staf {agency}"), parent="R"),
            FrameworkCode("C", Wording("Communication", "Komunikasi")),
        ),
        relations=(Relation("R", "C"),),
    )


def wording(name: str) -> CodeWording:
    """What a code of this name is called and is for."""
    return CodeWording(Wording(name, f"{name} (id)"), definition=Wording(f"About {name}"))


def proposed(source_id: int, span: Span, code: str, *, rule: str = "list 1 R") -> Proposed:
    """What a rule proposes for a span of a source."""
    return Proposed(
        source_id,
        Proposal(code, span, Wording("money", "uang"), ("uang*",), (span,), Polarity.MIXED, rule),
    )


def import_one(session: StudySession, draft: SourceDraft, *, whole_case: str = "") -> int:
    """Store one draft and return its source id."""
    return session.do(ImportSources((SourcePlan(draft, whole_case=whole_case),)))[0]


def dump(store: Store) -> dict[str, list[Row]]:
    """Every row of every table that edits change: two equal dumps are two equal studies."""
    with store.reading() as connection:
        return {table_of(kind).name: _rows(connection, kind) for kind in RECORDED}


def history(store: Store) -> dict[str, list[Row]]:
    """Every row of the history and of the counters."""
    with store.reading() as connection:
        return {table_of(kind).name: _rows(connection, kind) for kind in BOOKKEEPING}


def rows(store: Store, kind: type[Base]) -> list[Row]:
    """The rows of one table by its primary key."""
    with store.reading() as connection:
        return _rows(connection, kind)


def _rows(connection: Connection, kind: type[Base]) -> list[Row]:
    table = table_of(kind)
    query = select(table).order_by(*table.primary_key.columns)
    names = table.c.keys()
    return [dict(zip(names, row, strict=True)) for row in connection.execute(query)]


def ids(store: Store, kind: type[Base]) -> list[int]:
    """The ids of the rows of one table, in order."""
    return [row["id"] for row in rows(store, kind)]


def only(store: Store, kind: type[Base], **facts: object) -> Row:
    """The one row of a table with these values."""
    found = [r for r in rows(store, kind) if all(r[k] == v for k, v in facts.items())]
    assert len(found) == 1, f"{len(found)} rows of {kind.__name__} with {facts}"
    return found[0]


@contextmanager
def unchanged(store: Store) -> Iterator[None]:
    """Fail where the block leaves any trace: in the study, in its history or in its counters."""
    before: tuple[Any, Any] = dump(store), history(store)
    yield
    assert (dump(store), history(store)) == before


def write_stored_study(place: Path = STORED) -> None:
    """Write the study that later versions must still open: some twenty edits, the last one undone.

    Run `python -m tests.helpers.studies` to write it anew while its schema is not yet released.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    working = place.with_suffix(".tmp")
    for old in (place, working):
        old.unlink(missing_ok=True)
    with new_session(working, start=NewStudy("Studi tersimpan", programme_id="JAKI")) as session:
        fill(session, reviewed=600)
        session.store.backup(place)
    working.unlink()


def small_guide() -> MakeGuide:
    """A guide of two questions for one code."""
    code, first = "mini2020:R.1", Bilingual("Why?", "Mengapa?")
    questions = (
        QuestionDraft("R_1", code, first, (Bilingual("When?", "Kapan?"),), ("citizen",)),
        QuestionDraft("R_2", code, Bilingual("", "Setuju?"), answer=AnswerKind.SCALE),
    )
    roles = ("government", "citizen")
    return MakeGuide("Pedoman", GuideKind.INTERVIEW, ("id", "en"), roles, (code,), questions)


def _conclude(session: StudySession, code_id: int) -> None:
    """Keep a display, write into a cell of it, and draw a conclusion from that cell."""
    axis = RowAxis(AxisKind.GROUP)
    question = DisplayQuestion("clustered-matrix", "id", "Sari", "Temuan", rows=axis)
    with session.reading() as connection:
        shown = made(connection, question)
    display = session.do(KeepDisplay(question, shown))
    row, column = "group:citizen", "mini2020:R"
    session.do(WriteEntry(display, row, column, EntryKind.SUMMARY, "Dana kurang.", rule="dua kali"))
    cell = StandsOn(display, row, column, contradicts=False)
    session.do(DrawConclusion("Dana menghambat.", (cell,), code_id=code_id, confidence=2))


def fill(session: StudySession, *, reviewed: int = 9) -> None:
    """Give a new study something of every kind, by some twenty edits, the last one undone."""
    interview = import_one(session, transcript("Wawancara 1"))
    report = import_one(
        session, document("Laporan", "Dana kurang.\nStaf cukup.", content=b"\0\xff")
    )
    session.do(ImportCollection(reviews("Ulasan", [f"ulasan {n} 👍🏽" for n in range(reviewed)])))
    session.do(AdoptFramework(theory()))
    own = session.do(AddCode("sinyal", wording("Signal")))
    funds = only(session.store, Code, canonical_id="mini2020:R.1")["id"]
    session.do(
        CodeSegment(interview, Span(37, 80), funds, Judgement(Polarity.INHIBITING, 3), memo="inti")
    )
    session.do(StoreProposals((proposed(report, Span(0, 12), "mini2020:R.1"),)))
    session.do(ConfirmCodings(tuple(ids(session.store, Coding))))
    session.do(StoreProposals((proposed(report, Span(13, 24), "mini2020:R.2"),)))
    session.do(DefineAttribute(AttributeOwner.CASE, "usia", AttributeType.NUMBER))
    case = ids(session.store, Case)[0]
    session.do(SetAttribute(AttributeOwner.CASE, case, "usia", 41))
    session.do(RecordAbsence(report, own, Missing.SILENT, "dibaca dua kali"))
    session.do(RecordAbsence(interview, funds, Missing.NOT_ASKED))
    session.do(MarkReading((interview, report), Reading.READ))
    citizen = CaseFacts("Warga", stakeholder_group=StakeholderGroup.CITIZEN)
    session.do(AssignSource(report, citizen))
    session.do(AddMemo(f"Catatan {FAMILY}", memo_kind=MemoKind.METHOD))
    session.do(SetAnchor(report, Span(0, 12), funds, "jelas"))
    session.do(AddCodeGroup("Pelaksana", (own, funds)))
    session.do(small_guide())
    _conclude(session, funds)
    session.do(MergeCodes((own,), funds))
    session.do(DeleteCode(ids(session.store, Code)[-1]))
    session.undo()


if __name__ == "__main__":
    write_stored_study(Path(sys.argv[1]) if len(sys.argv) > 1 else STORED)
