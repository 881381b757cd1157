"""Roles are not averaged: order by side, disagreement by name, one informant alone."""

from __future__ import annotations

from models.vocabulary import EntryKind
from qda.session import StudySession
from tests.helpers.kinds import asked, cell_of, marks, matrix_by
from tests.helpers.talks import fill_talks


def test_roles_stand_by_side_and_the_texts_of_nobody_last(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("role-ordered-matrix"))
    assert [(row.group, row.label, row.size) for row in found.rows] == [
        ("Government", "Kepala", 1),
        ("Private sector", "Vendor", 1),
        ("Citizens", "Warga", 2),
        # Of the reviews no role is known; they are the citizens', as their collection says.
        ("Citizens", "Not stated", 3),
    ]
    assert "These rest on one informant alone: Kepala, Vendor." in found.warnings


def test_where_people_of_one_role_differ_the_cell_names_both_sides(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("role-ordered-matrix"))
    citizens = cell_of(found, "Warga", "Attitude")
    assert citizens.symbol == "+/-"
    split = citizens.entries[0]
    assert split.kind is EntryKind.JUDGEMENT
    assert split.text == "Disagreement within the role – support: Budi; hindrance: Cici"
    assert [found.evidence[index].quote for index in split.evidence] == [
        "Petugas ramah",
        "Petugas lambat",
    ]


def test_one_who_says_both_disagrees_with_nobody(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("role-ordered-matrix"))
    vendor = cell_of(found, "Vendor", "Means")
    assert (vendor.symbol, vendor.positive, vendor.negative) == ("+/-", 1, 1)
    assert [entry.kind for entry in vendor.entries] == [EntryKind.QUOTE]


def test_silence_is_told_apart_from_what_was_not_asked(talks: StudySession) -> None:
    fill_talks(talks)
    shown = marks(matrix_by(talks, asked("role-ordered-matrix", columns=("mns:A", "mns:M.1"))))
    # Attitude has no question in the theory: nobody was asked.
    assert shown == {("Kepala", "Attitude"): "DK", ("Vendor", "Attitude"): "DK"}
