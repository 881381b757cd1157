"""A study that has something of everything displays are made of, for the tests of all kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from sqlalchemy import select

from codebooks.framework import Framework, FrameworkCode, Relation, Wording
from models.base import Entity
from models.case import Case
from models.code import Code
from models.coding import Coding
from models.errors import Refused
from models.positions import Span
from models.record import Asked, Claim, Event, Planned, Rating, Stage
from models.record import Relation as RelationRecord
from models.recording import Recorder, table_of
from models.source import Source
from models.study import Coder
from models.vocabulary import (
    AttributeOwner,
    AttributeType,
    CodingState,
    Convergence,
    Formula,
    Missing,
    Polarity,
    Reading,
    RelationType,
    StakeholderGroup,
    Technique,
    TimeFrame,
)
from qda.displays.axes import AxisKind, RowAxis
from qda.displays.kind import DisplayKind, DisplayQuestion, Shown
from qda.displays.registry import made
from qda.edits.cases import DefineAttribute, SetAttribute
from qda.edits.coding import CodeMany, CodeSegment, Judgement
from qda.edits.conclusions import DrawConclusion
from qda.edits.convergence import LabelConvergence
from qda.edits.displays import KeepDisplay
from qda.edits.edit import EditRequest
from qda.edits.importing import CaseFacts
from qda.edits.memos import AddMemo, RecordAbsence
from qda.edits.sheets import AnswerSheetItem
from qda.edits.sources import DescribeSource, MarkReading
from qda.retrieval.displays import StandsOn, conclusions
from qda.retrieval.sources import turns
from qda.session import StudySession
from qda.sheets.items import Sheet
from tests.helpers.coded import MOMENT, adopt, code, signed_reviews, store, store_reviews
from tests.helpers.studies import document, transcript

GOVERNMENT, CITIZEN = StakeholderGroup.GOVERNMENT, StakeholderGroup.CITIZEN
PLUS, MINUS = Polarity.SUPPORTING, Polarity.INHIBITING

OFFICIAL = (
    ("P", "Bagaimana dana dan staf program ini?"),
    ("Pak Dedi", "Dana kami turun tahun 2022, karena itu laporan terlambat ditangani."),
    ("P", "Lalu apa yang dilakukan?"),
    ("Pak Dedi", "Kami menambah petugas lapangan, dan laporan selesai dalam dua hari."),
    ("Pak Dedi", "Dinas lain selalu membalas surat kami dengan cepat 👍🏽."),
)
USER = (
    ("P", "Bagaimana pengalaman Ibu?"),
    ("Bu Tini", "Petugasnya ramah dan laporan saya selesai cepat sekali."),
    ("Bu Tini", "Tetapi dana perbaikan jalan katanya habis, jadi jalan tetap rusak."),
)
DECREE = (
    "Peraturan Gubernur Nomor 180 Tahun 2020 mengatur tindak lanjut laporan warga.\n"
    "Pada 2021 pengguna berjumlah 1.000.000 orang dari 10.640.000 penduduk.\n"
    "Koordinasi antardinas dilakukan setiap pekan."
)


def deciding_theory() -> Framework:
    """A theory of three dimensions and an outcome, with indicators, questions and arrows."""
    return Framework(
        id="mini",
        name=Wording("Small implementation theory", "Teori implementasi kecil"),
        citation="Nobody (2020)",
        outcome="O",
        codes=(
            FrameworkCode("R", Wording("Resources", "Sumber daya"), definition=Wording("x", "y")),
            FrameworkCode(
                "R.1",
                Wording("Funds", "Dana"),
                parent="R",
                indicators=(Wording("enough money", "dana cukup"), Wording("on time", "tepat")),
                questions=(Wording("Are there funds?", "Apakah ada dana?"),),
            ),
            FrameworkCode("R.2", Wording("Staff", "Staf"), parent="R"),
            FrameworkCode("C", Wording("Communication", "Komunikasi")),
            FrameworkCode("D", Wording("Disposition", "Disposisi")),
            FrameworkCode("O", Wording("Performance", "Kinerja")),
        ),
        relations=(
            Relation("R", "O"),
            Relation("C", "O"),
            Relation("R", "C"),
            Relation("D", "O", sign="-"),
        ),
        propositions=(Wording("More funds, better performance.", "Dana naik, kinerja naik."),),
    )


@dataclass(frozen=True, slots=True)
class Put(EditRequest[tuple[int, ...]]):
    """Put rows into the study; for tests that need them whatever edit makes them."""

    rows: Sequence[Entity] = field(compare=False)

    kind: ClassVar[str] = "put"
    title: ClassVar[str] = "put"

    def apply(self, recorder: Recorder) -> tuple[int, ...]:
        """Put them there; their ids are returned."""
        return tuple(recorder.add(row).id for row in self.rows)


@dataclass(frozen=True, slots=True)
class Unconfirm(EditRequest[int]):
    """Make a coding a mere proposal again; no edit of the program does that."""

    coding_id: int

    kind: ClassVar[str] = "unconfirm"
    title: ClassVar[str] = "unconfirm"

    def apply(self, recorder: Recorder) -> int:
        """Take its confirmation back; how many codings had one."""
        return recorder.update_many(Coding, [self.coding_id], {"state": CodingState.PROPOSED})


@dataclass(frozen=True, slots=True)
class Reword(EditRequest[int]):
    """Say a text of a row, by its UUID, in other words."""

    entity: type[Entity]
    uuid: str
    column: str

    kind: ClassVar[str] = "reword"
    title: ClassVar[str] = "reword"

    def apply(self, recorder: Recorder) -> int:
        """Change the words; how many rows there were."""
        table = table_of(self.entity)
        query = select(table.c.id, table.c[self.column]).where(table.c.uuid == self.uuid)
        id_, words = recorder.session.execute(query).one()
        return recorder.update_many(self.entity, [id_], {self.column: f"{words} lain"})


def fill_richly(study: StudySession) -> None:
    """Give a new study interviews, documents, reviews, codings and records of every kind."""
    adopt(study, deciding_theory())
    study.do(DefineAttribute(AttributeOwner.CASE, "skor", AttributeType.NUMBER))
    dedi = CaseFacts("Pak Dedi", "Pelaksana", GOVERNMENT, {"wilayah": "Pusat"})
    tini = CaseFacts("Bu Tini", "Pelapor", CITIZEN, {"wilayah": "Timur"})
    store(
        study,
        replace(transcript("Wawancara Dedi", OFFICIAL), collected_on="2021-05-20"),
        dedi,
    )
    store(study, replace(transcript("Wawancara Tini", USER), collected_on="2022-08-02"), tini)
    store(
        study,
        replace(
            document("Keputusan", DECREE, technique=Technique.DOCUMENTATION),
            collected_on="2020-03-01",
        ),
    )
    rows = [
        (f"u{n}", f"{words} {n}")
        for n in range(6)
        for words in ("Laporan cepat selesai", "Petugas lambat sekali")
    ]
    store_reviews(study, signed_reviews("Ulasan", rows))
    _code(study)
    _record(study)


def _code(study: StudySession) -> None:
    now, past, later = TimeFrame.NOW, TimeFrame.PAST, TimeFrame.POTENTIAL
    code(
        study, "W01", "Dana kami turun tahun 2022", "mini:R.1",
        Judgement(MINUS, 3, past, important=True),
    )  # fmt: skip
    code(study, "W01", "laporan terlambat ditangani", "mini:O", Judgement(MINUS, 2, past))
    code(study, "W01", "menambah petugas lapangan", "mini:R.2", Judgement(PLUS, 2, now))
    code(study, "W01", "laporan selesai dalam dua hari", "mini:O", Judgement(PLUS, 3, now))
    code(study, "W01", "membalas surat kami dengan cepat", "mini:C", Judgement(PLUS, 1))
    code(study, "W02", "Petugasnya ramah", "mini:D", Judgement(PLUS, 2, now))
    code(study, "W02", "laporan saya selesai cepat", "mini:O", Judgement(PLUS, 3, now))
    code(study, "W02", "dana perbaikan jalan katanya habis", "mini:R.1", Judgement(MINUS, 2, later))
    code(study, "D01", "Koordinasi antardinas", "mini:C", Judgement(Polarity.NEUTRAL))
    for number in (1, 3, 5):
        code(study, f"U01-{number:04d}", "Laporan cepat", "mini:O", Judgement(PLUS))
    code(study, "U01-0002", "Petugas lambat", "mini:R.2", Judgement(MINUS))
    with study.reading() as connection:
        names = {row.key: row.id for row in connection.execute(select(Source.key, Source.id))}
        codes = {
            row.canonical_id: row.id
            for row in connection.execute(select(Code.canonical_id, Code.id))
        }
    study.do(MarkReading((names["W01"], names["W02"]), Reading.READ))
    study.do(RecordAbsence(names["W02"], codes["mini:C"], Missing.ABSENT, "dicari: surat, rapat"))
    study.do(RecordAbsence(names["D01"], codes["mini:D"], Missing.NOT_APPLICABLE))
    study.do(DescribeSource(names["W01"], place="Balai Kota"))


@dataclass(frozen=True, slots=True)
class _Known:
    """The ids and UUIDs of what records speak of."""

    sources: dict[str, Any]
    codes: dict[str, Any]
    cases: dict[str, int]
    codings: list[str]
    coder: int


def _known(study: StudySession) -> _Known:
    with study.reading() as connection:
        keyed = select(Source.key, Source.id, Source.uuid)
        coded = select(Code.canonical_id, Code.id, Code.uuid)
        return _Known(
            {row.key: row for row in connection.execute(keyed)},
            {row.canonical_id: row for row in connection.execute(coded)},
            {row.name: row.id for row in connection.execute(select(Case.name, Case.id))},
            list(connection.execute(select(Coding.uuid).order_by(Coding.id)).scalars()),
            connection.execute(select(Coder.id)).scalars().first() or 1,
        )


def _record(study: StudySession) -> None:
    known = _known(study)
    study.do(Put((*_times(known), *_ratings(known), *_relations(known), *_plans(known))))
    claims = _claims(known)
    operands = [claim.uuid for claim in claims]
    other = Claim(
        quantity="Pengguna", value=984_500, stated="984.500", unit="orang", year="2021",
        source_id=known.sources["W01"].id, coder_id=known.coder,
    )  # fmt: skip
    share = Claim(
        quantity="Bagian pengguna", value=6.75, stated="6,75", unit="%", year="2021",
        formula=Formula.SHARE, operands=operands, coder_id=known.coder,
    )  # fmt: skip
    study.do(Put((*claims, other, share)))
    code_uuid, source_uuid = known.codes["mini:R"].uuid, known.sources["W01"].uuid
    study.do(AddMemo("Dana menentukan kecepatan.", "Dugaan", target="code", target_uuid=code_uuid))
    study.do(AddMemo("Tanyakan lagi soal staf.", target="source", target_uuid=source_uuid))
    for name, score in (("Pak Dedi", 4), ("Bu Tini", 2)):
        study.do(SetAttribute(AttributeOwner.CASE, known.cases[name], "skor", score))
    _label(study)


def _label(study: StudySession) -> None:
    """Keep a triangulation, and label one theme of it."""
    question = DisplayQuestion(
        "triangulation-matrix", "en", "Sari", title="Triangulasi sumber", made_at=MOMENT
    )
    kept = study.do(KeepDisplay(question, shown_of(study, question)))
    study.do(LabelConvergence(kept, "mini:O", Convergence.PARTIAL, reason="ulasan lebih tajam"))


def _times(known: _Known) -> tuple[Entity, ...]:
    decree, coder = known.sources["D01"].id, known.coder
    return (
        Stage(name="Perencanaan", ends_on="2020-12-31", position=0),
        Stage(name="Pelaksanaan", starts_on="2021-01-01", position=1),
        Event(
            title="Pergub 180/2020", starts_on="2020", strand="Regulasi", source_id=decree,
            start=0, end=40, is_critical=True, reason="dasar hukum", coder_id=coder,
        ),
        Event(title="Peluncuran", starts_on="2021-06-21", strand="Aplikasi", coder_id=coder),
    )  # fmt: skip


def _ratings(known: _Known) -> tuple[Entity, ...]:
    resources, outcome = known.codes["mini:R"].id, known.codes["mini:O"].id
    own: dict[str, Any] = {"coder_id": known.coder}
    dedi, tini = known.cases["Pak Dedi"], known.cases["Bu Tini"]
    behind = [known.codings[3]]
    return (
        Rating(code_id=resources, value=1, rule="1 kurang, 3 cukup", **own),
        Rating(code_id=resources, value=1, case_id=dedi, **own),
        Rating(code_id=resources, value=2, case_id=tini, **own),
        Rating(code_id=outcome, value=3, case_id=dedi, evidence=behind, dated_on="2021", **own),
        Rating(code_id=outcome, value=2, case_id=tini, dated_on="2022", **own),
    )


def _relations(known: _Known) -> tuple[Entity, ...]:
    own: dict[str, Any] = {"coder_id": known.coder}
    barrier, effort, result = known.codings[0], known.codings[2], known.codings[3]
    return (
        RelationRecord(
            type=RelationType.INFLUENCES, sign="+", source_id=known.sources["W01"].id,
            from_code_id=known.codes["mini:R"].id, to_code_id=known.codes["mini:O"].id,
            start=47, end=110, **own,
        ),
        RelationRecord(
            type=RelationType.ANSWERED_BY, from_coding=barrier, to_coding=effort,
            actor="Dinas", order=1, **own,
        ),
        RelationRecord(
            type=RelationType.RESULTS_IN, from_coding=effort, to_coding=result, order=2, **own
        ),
        RelationRecord(
            type=RelationType.REPORTS_TO, sign="+", from_case_id=known.cases["Bu Tini"],
            to_case_id=known.cases["Pak Dedi"], **own,
        ),
    )  # fmt: skip


def _plans(known: _Known) -> tuple[Entity, ...]:
    interview, dedi = known.sources["W01"].id, known.cases["Pak Dedi"]
    own: dict[str, Any] = {"coder_id": known.coder}
    funds, disposition = known.codes["mini:R.1"].id, known.codes["mini:D"].id
    return (
        Asked(source_id=interview, code_id=funds, is_asked=True, **own),
        Asked(source_id=known.sources["W02"].id, code_id=disposition, is_asked=False, **own),
        Planned(who="Pak Dedi", technique=Technique.INTERVIEW, case_id=dedi, source_id=interview),
        Planned(who="Kepala dinas", technique=Technique.INTERVIEW, due_on="2022-09-01"),
    )


def _claims(known: _Known) -> tuple[Claim, Claim]:
    decree, coder = known.sources["D01"].id, known.coder
    return (
        Claim(
            quantity="Pengguna", value=1e6, stated="1.000.000", unit="orang", year="2021",
            source_id=decree, start=107, end=116, coder_id=coder,
        ),
        Claim(
            quantity="Penduduk", value=10_640_000, stated="10.640.000", unit="orang", year="2021",
            source_id=decree, start=128, end=138, coder_id=coder,
        ),
    )  # fmt: skip


def conclude_richly(study: StudySession) -> int:
    """Keep a matrix, draw conclusions from it and try tactics on one; the matrix's row is given."""
    question = DisplayQuestion(
        "clustered-matrix", "en", "Sari", title="Per kelompok", made_at=MOMENT,
        rows=RowAxis(AxisKind.GROUP), columns=("mini",),
    )  # fmt: skip
    kept = study.do(KeepDisplay(question, shown_of(study, question)))
    citizens = StandsOn(kept, "group:citizen", "mini:R", contradicts=False)
    officials = StandsOn(kept, "group:government", "mini:R", contradicts=True)
    drawn = study.do(DrawConclusion("Dana kurang.", (citizens, officials), confidence=2))
    study.do(DrawConclusion("Laporan selesai cepat.", question="Seberapa cepat?"))
    with study.reading() as connection:
        uuid = next(row.uuid for row in conclusions(connection) if row.id == drawn)
    study.do(AnswerSheetItem(Sheet.TACTICS, "negative", "dicari", is_done=True, about=uuid))
    study.do(AnswerSheetItem(Sheet.TACTICS, "rivals", is_done=False, about=uuid))
    return kept


def fill_with_one_coding(study: StudySession) -> None:
    """Give a new study one interview with a single coding."""
    adopt(study, deciding_theory())
    dedi = CaseFacts("Pak Dedi", "Pelaksana", GOVERNMENT)
    store(study, transcript("Wawancara Dedi", OFFICIAL), dedi)
    code(study, "W01", "Dana kami turun tahun 2022", "mini:R.1", Judgement(MINUS, 3))


def fill_with_thousands(
    study: StudySession, *, interviews: int = 50, codings_each: int = 400
) -> None:
    """Add interviews of citizens and officials, each sentence coded, to a study with the theory."""
    with study.reading() as connection:
        query = select(Code.id).where(Code.canonical_id.in_(_LEAVES)).order_by(Code.canonical_id)
        leaves = list(connection.execute(query).scalars())
    for number in range(interviews):
        name = f"Informan {number:02}"
        said = [f"Laporan ke-{n} dari {name} {_ENDS[n % 3]}." for n in range(codings_each)]
        group = (GOVERNMENT, CITIZEN)[number % 2]
        facts = CaseFacts(name, f"Peran {number % 4}", group, {"wilayah": f"Wilayah {number % 5}"})
        source_id = store(study, transcript(name, [(name, words) for words in said]), facts)
        with study.reading() as connection:
            spoken = turns(connection, source_id)
        study.do(
            CodeMany(
                tuple(
                    CodeSegment(
                        source_id,
                        Span(turn.words_start, turn.span.end),
                        leaves[(n + number) % len(leaves)],
                        Judgement((PLUS, MINUS, Polarity.NEUTRAL)[n % 3], n % 3 + 1),
                    )
                    for n, turn in enumerate(spoken)
                )
            )
        )


_LEAVES = ("mini:R.1", "mini:R.2", "mini:C", "mini:D", "mini:O")
_ENDS = ("selesai dengan cepat", "tidak pernah ditanggapi 😡", "masih diproses")


def question_for(kind: DisplayKind, language: str = "en", **fields: Any) -> DisplayQuestion:
    """A question that a kind can always be asked, made by Sari at the moment of the tests."""
    asked = DisplayQuestion(kind.id, language, "Sari", made_at=MOMENT)
    if kind.rows:
        asked = replace(asked, rows=RowAxis(next(k for k in kind.rows if k.value != "attribute")))
    return replace(asked, **fields)


def shown_of(study: StudySession, question: DisplayQuestion) -> Shown:
    """What a display shows of a study now."""
    with study.reading() as connection:
        return made(connection, question)


def shown_or_refusal(study: StudySession, question: DisplayQuestion) -> Shown | Refused:
    """What a display shows of a study now, or why it cannot."""
    try:
        return shown_of(study, question)
    except Refused as error:
        return error
