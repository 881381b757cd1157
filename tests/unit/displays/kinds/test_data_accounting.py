"""The accounts of data: a mark for every planned item, how far each is, and no blank."""

from __future__ import annotations

from models.vocabulary import PlanState, StakeholderGroup, Technique
from qda.edits.importing import CaseFacts
from qda.edits.planned import AddPlanned, PlannedFacts
from qda.session import StudySession
from tests.helpers.coded import store
from tests.helpers.kinds import asked, cell_of, grid, keys_behind, marks, matrix_by
from tests.helpers.studies import document, transcript
from tests.helpers.talks import fill_talks

INTERVIEW = Technique.INTERVIEW


def test_every_informant_document_and_table_has_a_row(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("data-accounting"))
    assert [(row.group, row.label) for row in found.rows] == [
        ("Citizens", "Budi"),
        ("Citizens", "Cici"),
        ("Private sector", "Dodi"),
        ("Government", "Ratna"),
        ("Tables", "Ulasan (U01)"),
        ("Sources without a case", "Peraturan (D01)"),
    ]
    assert [column.label for column in found.columns] == [
        "Interview",
        "Documentation",
        "App review",
    ]


def test_rows_of_one_group_stand_together(talks: StudySession) -> None:
    fill_talks(talks)
    talk = transcript("Wawancara Zaki", (("P", "Bagaimana?"), ("Zaki", "Kami siap.")))
    store(talks, talk, CaseFacts("Zaki", "Warga", StakeholderGroup.CITIZEN))
    found = matrix_by(talks, asked("data-accounting"))
    assert [(row.group, row.label) for row in found.rows][:5] == [
        ("Citizens", "Budi"),
        ("Citizens", "Cici"),
        ("Citizens", "Zaki"),
        ("Private sector", "Dodi"),
        ("Government", "Ratna"),
    ]


def test_a_cell_says_how_far_when_and_how_long(talks: StudySession) -> None:
    fill_talks(talks)
    store(talks, document("Baru", "Belum dibaca."))
    found = matrix_by(talks, asked("data-accounting"))
    cell = cell_of(found, "Ratna", "Interview")
    assert cell.entries[0].text.startswith("coded · 1 March 2025 · W01: ")
    assert (cell.informants, cell.segments) == (1, 3)
    assert keys_behind(found, cell) == {"W01", "W01:2"}
    assert grid(found)["Baru (D02)"]["Documentation"] == ["collected · D02: 13 characters"]
    assert grid(found)["Ulasan (U01)"]["App review"] == [
        "coded · not yet read · 2 texts · 0 of them read"
    ]


def test_what_is_planned_and_not_there_is_shown_and_not_left_blank(talks: StudySession) -> None:
    fill_talks(talks)
    talks.do(
        AddPlanned(
            (
                PlannedFacts("Ratna", INTERVIEW),
                PlannedFacts("Ratna", INTERVIEW, number=2, due_on="2025-05"),
                PlannedFacts("Kepala dinas", INTERVIEW, note="menunggu izin"),
                PlannedFacts("Budi", Technique.OBSERVATION, state=PlanState.DECLINED),
                PlannedFacts("Cici", Technique.OBSERVATION, state=PlanState.NOT_APPLICABLE),
                PlannedFacts("Dodi", Technique.OBSERVATION, state=PlanState.COLLECTED),
            )
        )
    )
    found = matrix_by(talks, asked("data-accounting"))
    shown, missing = grid(found), marks(found)
    assert [column.label for column in found.columns][:3] == [
        "Interview 1", "Interview 2", "Observation",
    ]  # fmt: skip
    assert shown["Ratna"]["Interview 1"][0].startswith("coded · 1 March 2025")
    assert shown["Ratna"]["Interview 2"] == ["planned, not collected · due May 2025"]
    assert missing["Ratna", "Interview 2"] == "DK"
    assert shown["Kepala dinas"]["Interview 1"] == ["planned, not collected · menunggu izin"]
    assert (shown["Budi"]["Observation"], missing["Budi", "Observation"]) == (["declined"], "DK")
    assert missing["Cici", "Observation"] == "NA"
    assert shown["Dodi"]["Observation"] == ["collected"]
    assert missing["Ratna", "Observation"] == "NA"
    assert shown["Budi"]["Interview 1"][0].endswith("not planned")
    assert all(cell.entries for _, _, cell in found.places())
    assert "Planned, due and not collected: Ratna." in found.warnings


def test_a_filter_leaves_out_other_techniques_and_their_plans(talks: StudySession) -> None:
    fill_talks(talks)
    talks.do(AddPlanned((PlannedFacts("Lurah", Technique.OBSERVATION),)))
    found = matrix_by(talks, asked("data-accounting", wanted="technique=documentation"))
    assert [row.label for row in found.rows] == ["Peraturan (D01)"]
