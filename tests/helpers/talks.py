"""A study of four talks, a decree and two reviews whose displays can be counted by hand."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from codebooks.framework import Framework, FrameworkCode, Wording
from models.coding import Coding
from models.recording import table_of
from models.vocabulary import Polarity, Reading, RelationType, StakeholderGroup, TimeFrame
from qda.edits.coding import Judgement
from qda.edits.importing import CaseFacts
from qda.edits.relations import AddRelation, RelationFacts
from qda.edits.sources import MarkReading
from qda.session import StudySession
from tests.helpers.coded import (
    CITIZEN,
    GOVERNMENT,
    adopt,
    code,
    signed_reviews,
    store,
    store_reviews,
)
from tests.helpers.studies import document, transcript

PLUS, MINUS = Polarity.SUPPORTING, Polarity.INHIBITING
MIXED, NEUTRAL = Polarity.MIXED, Polarity.NEUTRAL
PRIVATE = StakeholderGroup.PRIVATE

WORDS = {
    "Ratna": "Dana kurang sekali. Staf cukup terampil. Kami membuka loket keliling.",
    "Budi": "Dana turun terlambat. Petugas ramah. Laporan selesai cepat.",
    "Cici": "Dana cukup. Petugas lambat. Jalan tetap rusak. Antrean jadi pendek.",
    "Dodi": "Dana kurang jelas. Server sering mati.",
}
DECREE = "Dana dialokasikan tiap tahun.\nStaf diatur dalam lampiran."


def means_theory() -> Framework:
    """Means of two kinds, one with indicators; attitude; and an outcome."""
    return Framework(
        id="mns",
        name=Wording("Means and ends", "Sarana dan tujuan"),
        citation="Nobody (2023)",
        outcome="O",
        codes=(
            FrameworkCode("M", Wording("Means", "Sarana")),
            FrameworkCode(
                "M.1",
                Wording("Funds", "Dana"),
                parent="M",
                indicators=(
                    Wording("enough", "cukup"),
                    Wording("on time", "tepat waktu"),
                    Wording("open", "terbuka"),
                ),
                questions=(Wording("Are there funds?", "Apakah ada dana?"),),
            ),
            FrameworkCode("M.2", Wording("Staff", "Staf"), parent="M"),
            FrameworkCode("A", Wording("Attitude", "Sikap")),
            FrameworkCode("E", Wording("Efforts", "Upaya")),
            FrameworkCode("O", Wording("Outcome", "Keluaran")),
        ),
    )


def fill_talks(study: StudySession, *, read: bool = True) -> dict[str, int]:
    """Store and code the talks; the ids of the codings by their words.

    Ratna (W01) is an official, Budi and Cici (W02, W03) are citizens, Dodi (W04) builds the
    software; D01 is the decree, U01 two reviews. Nothing is coded with `mns:A` in W01 and W04.
    """
    adopt(study, means_theory())
    facts = {
        "Ratna": CaseFacts("Ratna", "Kepala", GOVERNMENT, {"usia": "44"}),
        "Budi": CaseFacts("Budi", "Warga", CITIZEN, {"usia": "30"}),
        "Cici": CaseFacts("Cici", "Warga", CITIZEN),
        "Dodi": CaseFacts("Dodi", "Vendor", PRIVATE),
    }
    ids = [
        store(
            study,
            replace(
                transcript(f"Wawancara {name}", (("P", "Bagaimana?"), (name, words))),
                collected_on=f"2025-03-{nth:02}",
            ),
            facts[name],
        )
        for nth, (name, words) in enumerate(WORDS.items(), 1)
    ]
    ids.append(store(study, document("Peraturan", DECREE)))
    store_reviews(
        study, signed_reviews("Ulasan", [("ani", "Petugas ramah sekali"), ("", "Dana ke mana?")])
    )
    if read:
        study.do(MarkReading(tuple(ids), Reading.READ))
    return _code(study)


def _code(study: StudySession) -> dict[str, int]:
    now, past, later = TimeFrame.NOW, TimeFrame.PAST, TimeFrame.POTENTIAL
    given = (
        ("W01", "Dana kurang sekali", "mns:M.1", Judgement(MINUS, 3, now, important=True)),
        ("W01", "Staf cukup terampil", "mns:M.2", Judgement(PLUS, 2, now)),
        ("W01", "Kami membuka loket keliling", "mns:E", Judgement()),
        ("W02", "Dana turun terlambat", "mns:M.1", Judgement(MINUS, 2, past)),
        ("W02", "Petugas ramah", "mns:A", Judgement(PLUS, 1)),
        ("W02", "Laporan selesai cepat", "mns:O", Judgement(PLUS, 3)),
        ("W03", "Dana cukup", "mns:M.1", Judgement(PLUS, 1)),
        ("W03", "Petugas lambat", "mns:A", Judgement(MINUS, 2)),
        ("W03", "Jalan tetap rusak", "mns:O", Judgement(MINUS, 3, later)),
        ("W03", "Antrean jadi pendek", "mns:O", Judgement(PLUS, 2)),
        ("W04", "Dana kurang jelas", "mns:M.1", Judgement(MIXED, 1)),
        ("D01", "Dana dialokasikan tiap tahun", "mns:M.1", Judgement(PLUS)),
        ("D01", "Staf diatur dalam lampiran", "mns:M.2", Judgement(NEUTRAL)),
        ("U01-0001", "Petugas ramah sekali", "mns:A", Judgement(PLUS)),
        ("U01-0002", "Dana ke mana?", "mns:M.1", Judgement(MINUS)),
    )
    return {words: code(study, key, words, name, said) for key, words, name, said in given}


def uuid_of(study: StudySession, coding_id: int) -> str:
    """The UUID of a coding."""
    with study.reading() as connection:
        table = table_of(Coding)
        query = select(table.c.uuid).where(table.c.id == coding_id)
        return str(connection.execute(query).scalar_one())


def relate_codings(
    study: StudySession,
    first: int,
    second: int,
    kind: RelationType,
    *,
    actor: str = "",
    note: str = "",
    sign: str = "",
) -> int:
    """Relate one coding to another, both by their ids."""
    facts = RelationFacts(
        kind,
        from_coding=uuid_of(study, first),
        to_coding=uuid_of(study, second),
        actor=actor,
        note=note,
        sign=sign,
    )
    return study.do(AddRelation(facts))
