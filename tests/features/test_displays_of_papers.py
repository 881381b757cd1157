"""Displays of three published studies: what they claim, made of their own words.

Their findings follow a theory's dimensions, but no matrix is printed. Coded with the shipped
frameworks, the papers give the tables that they speak of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from codebooks.shelf import framework
from exports.writer import write_matrix
from models.vocabulary import Polarity, RelationType, StakeholderGroup, Technique
from qda.edits.coding import Judgement
from qda.edits.importing import CaseFacts
from qda.importers.registry import read_source
from qda.session import StudySession
from tests.helpers.coded import adopt, code, signed_reviews, store, store_reviews
from tests.helpers.kinds import asked, cell_of, grid, marks, matrix_by
from tests.helpers.shared import shared
from tests.helpers.studies import document, new_session
from tests.helpers.talks import relate_codings

PLUS, MINUS = Judgement(Polarity.SUPPORTING), Judgement(Polarity.INHIBITING)
JAKI, GOVERNANCE, COLLABORATION = "000", "001", "002"
VMVH = tuple(f"vmvh1975:VMH{nth}" for nth in range(1, 8))
NAJAM = tuple(f"najam1995_5c:NJ{nth}" for nth in range(1, 6))


def paper(number: str) -> Path:
    """The file of a paper."""
    (found,) = shared("corpus").glob(f"{number}_*.txt")
    return found


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    """A study with the three theories that the papers name."""
    with new_session(tmp_path / "jurnal.runut") as made:
        for name in ("vmvh1975", "najam1995_5c", "factors_pp"):
            adopt(made, framework(name))
        yield made


def _take(study: StudySession, number: str, *facts: CaseFacts) -> None:
    draft = read_source(paper(number), technique=Technique.DOCUMENTATION, language="id")
    store(study, draft, *facts, whole_case=facts[0].name if facts else "")


def _cut(text: str, begin: str, end: str) -> str:
    start = text.index(begin)
    return text[start : text.index(end, start) + len(end)]


def _both_papers(study: StudySession) -> None:
    """The first paper, what it says of firms and users, and the second by its informants."""
    text = paper(JAKI).read_text(encoding="utf-8")
    _take(study, JAKI)
    officials = CaseFacts("UP Jakarta Smart City", "Pelaksana", StakeholderGroup.GOVERNMENT)
    _take(study, GOVERNANCE, officials)
    firms = _cut(text, "hubungan dengan pihak swasta masih terhalang", "berhasil dilakukan.")
    store(
        study,
        document("Pihak swasta", firms),
        CaseFacts("Pihak swasta", "Mitra", StakeholderGroup.PRIVATE),
        whole_case="Pihak swasta",
    )
    said = [" ".join(quote.split()) for quote in re.findall("“([^”]*Syafei[^”]*|Erie[^”]*)”", text)]
    assert len(said) == 2
    store_reviews(study, signed_reviews("Ulasan Play Store", [("", quote) for quote in said]))
    for key, words, name, judgement in (
        ("D01", "standard kebijakan dari aplikasi JAKI ini sudah diatur", "VMH1.3", PLUS),
        ("D01", "perlu", "VMH1.2", Judgement()),
        ("D01", "terkait infrastruktur teknologi sejauh ini tidak ada hambatan", "VMH2.3", PLUS),
        ("D01", "ada nya kurang transparansi dalam urusan anggaran", "VMH2.2", MINUS),
        ("D01", "sosialisasi kepada warga masih dirasa kurang", "VMH3.1", MINUS),
        ("D01", "terlalu “kaku” yang disebabkan birokrasi", "VMH4.2", MINUS),
        ("D01", "adalah persoalan", "VMH5.3", Judgement()),
        ("D01", "bagian dari", "VMH4.6", Judgement()),
        ("D02", "sudah tercapai tiga poin utama", "VMH1.1", PLUS),
        ("D02", "dan sudah mencukupi untuk pelaksanaan program", "VMH2.2", PLUS),
        ("D02", "Komunikasi antar pihak dilakukan dengan pihak internal", "VMH3.4", PLUS),
        ("D02", "sudah berjalan dengan efektif dan efisien", "VMH4.2", PLUS),
        ("D02", "dari segi sosial saat ini terdapat sedikit hambatan", "VMH5.2", MINUS),
        ("D02", "memiliki sikap mendukung dan menerima", "VMH6.2", PLUS),
        ("D02", "aplikasi CRM sudah menaungi 13", "VMH7", PLUS),
        ("D03", "masih terhalang oleh rumit nya", "VMH3.5", MINUS),
        ("U01-0001", "akurasi GPS nya", "VMH2.3", MINUS),
        ("U01-0002", "respon adminya sih cepat", "VMH6.2", PLUS),
        ("U01-0002", "untuk tindakannya teramat lama", "VMH7", MINUS),
    ):
        code(study, key, words, f"vmvh1975:{name}", judgement)


def test_two_papers_fill_seven_dimensions_by_four_groups(
    study: StudySession, tmp_path: Path
) -> None:
    _both_papers(study)
    found = matrix_by(study, asked("clustered-matrix", rows="group", columns=VMVH, language="id"))
    assert [row.label for row in found.rows] == [
        "Pemerintah", "Swasta", "Masyarakat", "Tidak disebutkan",
    ]  # fmt: skip
    assert [column.id for column in found.columns] == list(VMVH)
    # Codings by hand: officials one each; firms one; users three; the first paper the rest.
    assert [[cell.segments for cell in row] for row in found.cells] == [
        [1, 1, 1, 1, 1, 1, 1],
        [0, 0, 1, 0, 0, 0, 0],
        [0, 1, 0, 0, 0, 1, 1],
        [2, 2, 1, 2, 1, 0, 0],
    ]
    assert [cell.symbol for cell in found.cells[3]] == ["+", "+/-", "-", "-", "", "", ""]
    assert all(cell.entries for _, _, cell in found.places())
    words = paper(JAKI).read_text(encoding="utf-8")
    assert all(
        " ".join(each.quote.split()) in " ".join(words.split())
        for each in found.evidence
        if each.key.startswith(("D01", "D03", "U01"))
    )
    place = tmp_path / "matriks.html"
    write_matrix(found, place)
    assert "respon adminya sih cepat" in place.read_text(encoding="utf-8")


def _collaboration(study: StudySession) -> None:
    """The six factors that the conclusion of the third paper counts, under the five Cs."""
    _take(study, COLLABORATION)
    for words, name, judgement in (
        ("aplikasi JAKI dirancang untuk memberikan layanan satu pintu", "NJ1.3", PLUS),
        ("berkomitmen untuk mendorong transformasi digital", "NJ3.1", PLUS),
        ("kapasitas sumber daya teknologi, manusia, dan finansial", "NJ4", PLUS),
        ("layanan publik yang belum terintegrasi", "NJ2.3", MINUS),
        ("*gap* keterampilan yang dibutuhkan SDM", "NJ4.1", MINUS),
        ("kurangnya kesepahaman dan koordinasi yang jelas", "NJ5.2", MINUS),
    ):
        code(study, "D01", words, f"najam1995_5c:{name}", judgement)


def test_five_cs_by_side_hold_the_three_and_three_of_the_conclusion(study: StudySession) -> None:
    _collaboration(study)
    question = asked("variable-by-variable", language="id", columns=NAJAM, column="side")
    found = matrix_by(study, question)
    assert [column.label for column in found.columns] == ["Pendukung", "Penghambat"]
    counts = {
        row.id.removeprefix("najam1995_5c:"): tuple(cell.segments for cell in found.cells[r])
        for r, row in enumerate(found.rows)
    }
    assert counts == {"NJ1": (1, 0), "NJ2": (0, 1), "NJ3": (1, 0), "NJ4": (1, 1), "NJ5": (0, 1)}
    assert [sum(side) for side in zip(*counts.values(), strict=True)] == [3, 3]
    assert len(marks(found)) == 4
    factors = matrix_by(study, asked("factor-table", language="id", columns=NAJAM))
    assert [row.group for row in factors.rows].count("Faktor pendukung") == 3
    assert [row.group for row in factors.rows].count("Faktor penghambat") == 3


def _governance(study: StudySession) -> None:
    """Four drivers and four barriers as the second paper numbers them, and its one effort."""
    officials = CaseFacts("UP Jakarta Smart City", "Pelaksana", StakeholderGroup.GOVERNMENT)
    _take(study, GOVERNANCE, officials)
    ids = [
        code(study, "D01", words, f"vmvh1975:{name}", judgement)
        for words, name, judgement in (
            ("memiliki sikap apatis terhadap pemerintah", "VMH5.2", MINUS),
            ("sumber daya manusia yang masih perlu ditingkatkan", "VMH2.1", MINUS),
            ("proses sosialisasinya masih kurang menjangkau semua kalangan", "VMH3.1", MINUS),
            ("tantangan berupa upaya optimalisasi pemanfaatan SDM", "VMH4.1", MINUS),
            ("memberikan perubahan kultur", "VMH4.4", PLUS),
            ("kemajuan pemanfaatan dan pengelolaan sumber daya dan SDM", "VMH2.3", PLUS),
            ("menjadi platform penggunaan TIK terintegrasi", "VMH3.4", PLUS),
            ("sudah berjalan sangat cepat dalam merespon pengaduan", "VMH7", PLUS),
        )
    ]
    effort = code(study, "D01", "menggunakan *WhatsApp blast*", "factors_pp:FP3")
    result = code(study, "D01", "hingga tingkatan RT/RW", "vmvh1975:VMH3.5")
    relate_codings(
        study,
        ids[2],
        effort,
        RelationType.ANSWERED_BY,
        actor="Jakarta Smart City dan KPIP Diskominfo",
    )
    relate_codings(study, effort, result, RelationType.RESULTS_IN)


def test_four_drivers_and_four_barriers_become_a_table_of_factors(study: StudySession) -> None:
    _governance(study)
    found = matrix_by(study, asked("factor-table", language="id", columns=VMVH, quotes=1))
    sides = [row.group for row in found.rows]
    assert sides == ["Faktor pendukung"] * 4 + ["Faktor penghambat"] * 4
    assert {row.label for row in found.rows[4:]} == {
        "Sumber daya manusia",
        "Kejelasan, ketepatan, konsistensi komunikasi",
        "Kompetensi dan ukuran staf",
        "Kondisi sosial dan opini publik",
    }
    # One paper, one voice: nothing is ranked before anything else.
    assert {cell.entries[0].value for cell in (row[8] for row in found.cells)} == {1}
    told = cell_of(found, "Kejelasan, ketepatan, konsistensi komunikasi", "Upaya")
    assert [entry.text for entry in told.entries] == [
        "menggunakan *WhatsApp blast*",
        "Jakarta Smart City dan KPIP Diskominfo",
    ]
    unanswered = [where for where, mark in marks(found).items() if mark == "DK"]
    assert len(unanswered) == 3


def test_the_answered_barrier_runs_on_to_its_result(study: StudySession) -> None:
    _governance(study)
    found = matrix_by(study, asked("thematic-matrix", language="id", columns=VMVH, quotes=1))
    assert len(found.rows) == 4
    assert grid(found)["Kejelasan, ketepatan, konsistensi komunikasi"] == {
        "Hambatan": ["proses sosialisasinya masih kurang menjangkau semua kalangan"],
        "Upaya": ["menggunakan *WhatsApp blast*"],
        "Aktor": ["Jakarta Smart City dan KPIP Diskominfo"],
        "Hasil": ["hingga tingkatan RT/RW"],
    }
    assert found.warnings[0] == "3 hambatan belum dihubungkan dengan upaya apa pun."
