"""The growth gradient: figures by year, their change, contradictions, ratings, and events."""

from __future__ import annotations

import pytest

from models.vocabulary import EntryKind
from qda.displays.figure_words import in_words, signed
from qda.i18n import Speech
from qda.session import StudySession
from tests.helpers.coded import as_coder, store
from tests.helpers.kinds import (
    asked,
    cell_of,
    claim,
    event,
    grid,
    keys_behind,
    marks,
    matrix_by,
    rate,
)
from tests.helpers.studies import document

# Jakarta's people in 2021 and 2022 as the statistical office gives them; the growth of 0.66 per
# cent that it states for 2022 is (10,679,951 / 10,609,681 - 1) * 100.
FIGURES = "Penduduk 10.609.681 jiwa pada 2021. Penduduk 10.679.951 jiwa pada 2022."


@pytest.fixture
def counted(study: StudySession) -> StudySession:
    """A document with the people of two years, and the launch of an app between them."""
    store(study, document("Statistik", FIGURES))
    claim(study, "Penduduk", 10_609_681, "2021", unit="jiwa", at=("D01", "10.609.681"))
    claim(study, "Penduduk", 10_679_951, "2022", unit="jiwa", at=("D01", "10.679.951"))
    event(study, "Peluncuran", "2022-03")
    event(study, "Banjir", "2007-02")
    return study


def test_figures_stand_by_year_with_their_change_and_the_events(counted: StudySession) -> None:
    found = matrix_by(counted, asked("growth-gradient"))
    assert [row.label for row in found.rows] == ["2021", "2022"]
    assert [(column.label, column.note) for column in found.columns] == [
        ("Penduduk", "jiwa"), ("Events", ""),
    ]  # fmt: skip
    assert grid(found)["2021"]["Penduduk"] == ["10,609,681 jiwa"]
    assert grid(found)["2022"]["Penduduk"] == [
        "10,679,951 jiwa", "+70,270 (+0.66 %) since 2021",
    ]  # fmt: skip
    assert grid(found)["2022"]["Events"] == ["March 2022: Peluncuran"]
    assert "1 event lies before the first figure or after the last." in found.warnings
    figure, change = cell_of(found, "2022", "Penduduk").entries
    assert (figure.kind, figure.value, figure.author) == (EntryKind.COUNT, 10_679_951, "Sari")
    assert (change.kind, change.value, len(change.records)) == (EntryKind.SUMMARY, None, 2)
    assert keys_behind(found, cell_of(found, "2022", "Penduduk")) == {"D01:1"}


def test_figures_that_differ_are_all_shown_and_no_change_is_worked_out(
    counted: StudySession,
) -> None:
    claim(counted, "penduduk", 10_644_776, "2022", unit="jiwa")
    found = matrix_by(counted, asked("growth-gradient"))
    assert grid(found)["2022"]["Penduduk"] == ["10,679,951 jiwa", "10,644,776 jiwa"] or grid(found)[
        "2022"
    ]["Penduduk"] == ["10,644,776 jiwa", "10,679,951 jiwa"]
    assert any("“Penduduk” has different figures for 2022" in each for each in found.warnings)


def test_a_change_spans_a_time_without_figures(counted: StudySession) -> None:
    claim(counted, "Penduduk", 10_000_000, "2017", unit="jiwa")
    found = matrix_by(counted, asked("growth-gradient", language="id"))
    assert [row.label for row in found.rows] == ["2017", "2018 sampai 2020", "2021", "2022"]
    assert grid(found)["2021"]["Penduduk"][1] == "+609.681 (+6,10 %) sejak 2017"
    assert marks(found)["2018 sampai 2020", "Penduduk"] == "PEND"
    assert found.subtitle == "Gradien pertumbuhan"


def test_one_quantity_can_be_chosen_and_single_dates_give_way_to_lines(
    counted: StudySession,
) -> None:
    claim(counted, "Luas", 662.33, "2021", unit="km²")
    assert [c.label for c in matrix_by(counted, asked("growth-gradient")).columns] == [
        "Penduduk", "Events",
    ]  # fmt: skip
    found = matrix_by(counted, asked("growth-gradient", quantity="luas"))
    assert grid(found) == {
        "2021": {
            "Luas": ["662.33 km²"],
            "Events": ["No event is recorded here. Not every text has been read to the end."],
        }
    }


def test_codes_that_are_asked_for_show_their_dated_ratings(counted: StudySession) -> None:
    rate(counted, "ask:Q", 1, dated_on="2019")
    rate(counted, "ask:Q", 3, dated_on="2021-06")
    rate(counted, "ask:Q", 2)
    with as_coder(counted, "Budi") as other:
        rate(other, "ask:Q", 2, dated_on="2021")
    found = matrix_by(counted, asked("growth-gradient", columns=("ask:Q",)))
    shown = grid(found)
    assert shown["2019"]["Asked"] == ["low (1 of 3)"]
    assert shown["2021"]["Asked"] == ["high (3 of 3) – Sari", "moderate (2 of 3) – Budi"]
    assert [entry.value for entry in cell_of(found, "2021", "Asked").entries] == [3, 2]


def test_a_study_without_figures_says_what_to_do(study: StudySession) -> None:
    found = matrix_by(study, asked("growth-gradient"))
    assert (found.rows, found.columns) == ((), ())
    assert found.warnings[0].startswith("Record figures with their year")


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [(10679951, "10,679,951", "10.679.951"), (0.66, "0.66", "0,66"), (1 / 3, "0.3333", "0,3333")],
)
def test_figures_are_said_with_the_decimals_they_have(
    value: float, english: str, indonesian: str
) -> None:
    assert in_words(value, Speech("en")) == english
    assert in_words(value, Speech("id")) == indonesian
    assert signed(value, Speech("en")) == f"+{english}"
    assert signed(-value, Speech("en")) == f"-{english}"
