"""The time-ordered matrix: changes are entered and repeats counted, by stage or by period."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.vocabulary import Polarity, Reading
from qda.edits.coding import Judgement, TagCodings
from qda.edits.sources import MarkReading
from qda.edits.stages import AddStage, StageFacts
from qda.session import StudySession
from tests.helpers.coded import code, store
from tests.helpers.kinds import asked, cell_of, grid, marks, matrix_by
from tests.helpers.studies import document

PLUS, MINUS = Judgement(Polarity.SUPPORTING), Judgement(Polarity.INHIBITING)
YEARS = {
    "2019-03-01": "Dana cukup. Staf banyak.",
    "2020-05-01": "Dana tetap cukup.",
    "2021-01-01": "Dana habis. Dana masih cukup di pusat.",
    "": "Dana entah kapan.",
}


@pytest.fixture
def years(study: StudySession) -> StudySession:
    """A document of each of three years and one without a date, all read and coded."""
    ids = [
        store(study, replace(document(f"Laporan {day}", words), collected_on=day))
        for day, words in YEARS.items()
    ]
    study.do(MarkReading(tuple(ids), Reading.READ))
    code(study, "D01", "Dana cukup", "ask:Q.1", PLUS)
    code(study, "D02", "Dana tetap cukup", "ask:Q.1", PLUS)
    code(study, "D03", "Dana habis", "ask:Q.1", MINUS)
    code(study, "D03", "Dana masih cukup", "ask:Q.1", PLUS)
    code(study, "D04", "Dana entah", "ask:Q.1", PLUS)
    return study


def test_a_cell_enters_what_changed_and_counts_what_was_there_before(
    years: StudySession,
) -> None:
    found = matrix_by(years, asked("time-ordered-matrix", columns=("ask:Q.1",), time="year"))
    assert grid(found) == {
        "Funds": {
            "2019": ["Dana cukup"],
            "2020": ["No change: as in 2019"],
            "2021": ["Dana habis", "1 coding as in 2020"],
            "Without a date": ["Dana entah"],
        }
    }
    cell = cell_of(found, "Funds", "2021")
    # The text of 2021 is one informant who says both; everything stays behind the cell.
    assert (cell.informants, cell.symbol, len(cell.evidence)) == (1, "+/-", 2)
    assert cell.entries[1].evidence != cell.entries[0].evidence
    assert (
        cell_of(found, "Funds", "2020").entries[0].evidence
        == cell_of(found, "Funds", "2020").evidence
    )


def test_without_quotes_new_codings_are_counted(years: StudySession) -> None:
    question = asked("time-ordered-matrix", columns=("ask:Q.1",), time="year", quotes=0)
    assert grid(matrix_by(years, question))["Funds"]["2021"] == [
        "1 coding as in 2020", "1 new coding",
    ]  # fmt: skip


def test_a_tag_names_the_stage_before_the_date_does(years: StudySession) -> None:
    years.do(AddStage(StageFacts("Perencanaan", ends_on="2019")))
    years.do(AddStage(StageFacts("Pelaksanaan", starts_on="2020", ends_on="2020")))
    years.do(AddStage(StageFacts("Evaluasi", starts_on="2022")))
    coding = code(years, "D03", "habis", "ask:Q.2", MINUS)
    years.do(TagCodings((coding,), add=("perencanaan",)))
    found = matrix_by(years, asked("time-ordered-matrix", columns=("ask:Q.1", "ask:Q.2")))
    shown = grid(found)
    assert [column.label for column in found.columns] == [
        "Perencanaan", "Pelaksanaan", "Evaluasi", "In no stage",
    ]  # fmt: skip
    assert [column.note for column in found.columns] == [
        "until 2019", "2020", "from 2022", "",
    ]  # fmt: skip
    assert shown["Staff"]["Perencanaan"] == ["habis"]
    assert shown["Funds"]["Perencanaan"] == ["Dana cukup"]
    assert len(shown["Funds"]["In no stage"]) == 2
    assert shown["Funds"]["Evaluasi"] == ["No text in scope is from this time."]
    # The document of 2020 was read and could have spoken of staff.
    assert marks(found)["Staff", "Pelaksanaan"] == "NS"
    assert marks(found)["Staff", "Evaluasi"] == "DK"


def test_without_stages_years_stand_in_their_place(years: StudySession) -> None:
    found = matrix_by(years, asked("time-ordered-matrix"))
    assert "No stages are recorded yet; years stand in their place." in found.warnings
    assert [column.label for column in found.columns][:3] == ["2019", "2020", "2021"]


def test_a_stretch_of_time_without_texts_is_one_column(years: StudySession) -> None:
    store(years, replace(document("Awal", "Awal mula."), collected_on="2010"))
    found = matrix_by(years, asked("time-ordered-matrix", columns=("ask:Q.1",), time="year"))
    assert grid(found)["Funds"]["2011 to 2018"] == ["No text in scope is from this time."]
    assert marks(found)["Funds", "2010"] == "PEND"


def test_the_matrix_speaks_indonesian(years: StudySession) -> None:
    question = asked("time-ordered-matrix", columns=("ask:Q.1",), time="year", language="id")
    found = matrix_by(years, question)
    assert found.subtitle == "Matriks berurutan menurut waktu"
    assert grid(found)["Dana"]["2020"] == ["Tidak berubah: seperti pada 2019"]
