"""Cases side by side: all of them, the extremes by a rule, and the range of one construct."""

from __future__ import annotations

import pytest

from models.case import Case
from models.errors import Refused
from qda.displays.kinds.contrast_table import balance
from qda.session import StudySession
from tests.helpers.kinds import asked, cell_of, grid, marks, matrix_by, rate
from tests.helpers.studies import ids as row_ids
from tests.helpers.studies import only
from tests.helpers.talks import fill_talks


def test_every_case_stands_against_all_that_is_known_and_said(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("meta-matrix", quotes=1))
    assert [column.label for column in found.columns] == [
        "Role", "Stakeholder group", "Usia", "Means", "Attitude", "Efforts", "Outcome",
    ]  # fmt: skip
    ratna = grid(found)["Ratna"]
    assert (ratna["Role"], ratna["Stakeholder group"], ratna["Usia"]) == (
        ["Kepala"], ["Government"], ["44"],
    )  # fmt: skip
    assert ratna["Means"] == ["Dana kurang sekali"]
    missing = marks(found)
    assert (missing["Cici", "Usia"], missing["Ratna", "Attitude"]) == ("DK", "DK")
    age = found.records[cell_of(found, "Ratna", "Usia").records[0]]
    assert age.id == f"usia@{only(talks.store, Case, name='Ratna')['uuid']}"


def test_rows_of_several_cases_count_the_values(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("meta-matrix", rows="group"))
    assert grid(found)["Citizens"]["Usia"] == ["30 (1)"]
    assert grid(found)["Citizens"]["Role"] == ["Warga (2)"]


def test_without_numbers_of_quotes_a_cell_counts(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("meta-matrix", quotes=0))
    assert grid(found)["Ratna"]["Means"] == ["1 informant"]


def test_extremes_are_chosen_by_ratings_where_there_are_any(talks: StudySession) -> None:
    fill_talks(talks)
    named = {row: only(talks.store, Case, id=row)["name"] for row in row_ids(talks.store, Case)}
    given = {"Ratna": 5, "Budi": 1, "Cici": 3, "Dodi": 4}
    for case_id, name in named.items():
        rate(talks, "mns:O", given[name], case_id=case_id, high=5)
    found = matrix_by(talks, asked("contrast-table"))
    # The median of 1, 3, 4 and 5 is 3.5; 3 and 4 are as near, and Cici says more of it than Dodi.
    assert [(column.group, column.label, column.note) for column in found.columns] == [
        ("High", "Ratna", "5 of 5"),
        ("Middle", "Cici", "3 of 5"),
        ("Low", "Budi", "1 of 5"),
    ]
    score = cell_of(found, "Chosen by: Outcome", "Ratna").entries[0]
    assert (score.text, score.author) == ("5 of 5", "Sari")


def test_else_extremes_are_chosen_by_the_balance_of_polarity(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("contrast-table", by="mns:M"))
    # Ratna: one for, one against; Budi: one against; Cici: one for; Dodi: mixed.
    assert [(column.group, column.label, column.note) for column in found.columns] == [
        ("High", "Cici", "balance 1.00"),
        ("Middle", "Ratna", "balance 0.00"),
        ("Low", "Budi", "balance -1.00"),
    ]
    assert cell_of(found, "Means", "Budi").entries[0].text == "Dana turun terlambat"


def test_of_few_cases_each_stands_once(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("contrast-table", by="mns:O", each="3"))
    assert [(column.group, column.label) for column in found.columns] == [
        ("High", "Budi"), ("Low", "Cici"),
    ]  # fmt: skip
    assert balance(()) is None


def test_a_code_to_choose_by_that_is_none_is_refused(talks: StudySession) -> None:
    fill_talks(talks)
    with pytest.raises(Refused):
        matrix_by(talks, asked("contrast-table", by="nothing"))


def test_a_construct_shows_its_range_and_not_only_the_typical(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("construct-table"))
    assert [(row.group, row.label) for row in found.rows] == [
        ("Means", "Funds"), ("Means", "Staff"),
    ]  # fmt: skip
    funds = grid(found)["Funds"]
    assert funds["Variation"] == [
        "Supporting: 2 informants",
        "Inhibiting: 3 informants",
        "Mixed: 1 informant",
        "strength: 1 × 2, 2 × 1, 3 × 1",
    ]
    assert funds["Most hindering"] == ["Dana kurang sekali"]
    assert funds["Most supporting"] == ["Dana cukup"]
    assert funds["Neither or both"] == ["Dana kurang jelas"]
    assert marks(found)["Staff", "Most hindering"] == "NS"


def test_a_code_without_parts_is_its_own_property(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("construct-table", columns=("mns:A",)))
    assert [row.label for row in found.rows] == ["Attitude"]
