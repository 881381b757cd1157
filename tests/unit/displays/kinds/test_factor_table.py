"""Supporting and inhibiting factors: sources and not mentions, ranks by hand, efforts, ends."""

from __future__ import annotations

import pytest

from models.vocabulary import EntryKind, RelationType
from qda.displays.factors import factors
from qda.displays.kept import kept_display
from qda.displays.kind import UnknownChoice
from qda.displays.kinds.factor_table import KIND
from qda.displays.values import Matrix
from qda.displays.workbench import Workbench
from qda.edits.cell_entries import WriteEntry
from qda.edits.coding import Judgement
from qda.edits.displays import KeepDisplay
from qda.edits.proposing import StoreProposals
from qda.session import StudySession
from tests.helpers.coded import code, place_of
from tests.helpers.kinds import asked, cell_of, keys_behind, marks, matrix_by, relate
from tests.helpers.studies import proposed
from tests.helpers.talks import MINUS, fill_talks, relate_codings

# Counted by hand from `fill_talks`; Dodi's mixed words stand on both sides.
# Funds hinder: Ratna, Budi, Dodi, reviewer 2 (no name). Groups: government, citizens, private.
# Funds help: Cici, Dodi, the decree. Attitude helps: Budi, reviewer ani; hinders: Cici.
# Staff helps: Ratna. Outcome helps: Budi, Cici; hinders: Cici.
BY_HAND = [
    ("Funds", "supporting", 3, 2, 1),
    ("Attitude", "supporting", 2, 1, 2),
    ("Outcome", "supporting", 2, 1, 2),
    ("Staff", "supporting", 1, 1, 4),
    ("Funds", "inhibiting", 4, 3, 1),
    ("Attitude", "inhibiting", 1, 1, 2),
    ("Outcome", "inhibiting", 1, 1, 2),
]


def test_sources_groups_and_ranks_are_those_counted_by_hand(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("factor-table"))
    told = [
        (
            row.label,
            row.id.partition("|")[2],
            int(found.cells[r][2].entries[0].value or 0),
            int(found.cells[r][3].entries[0].value or 0),
            int(found.cells[r][8].entries[0].value or 0),
        )
        for r, row in enumerate(found.rows)
    ]
    assert told == BY_HAND


def test_a_second_mention_by_the_same_person_adds_no_source(talks: StudySession) -> None:
    fill_talks(talks)
    code(talks, "W02", "Dana", "mns:M.1", Judgement(MINUS))
    found = matrix_by(talks, asked("factor-table", side="inhibiting"))
    cell = found.cells[0][2]
    assert found.rows[0].label == "Funds"
    assert cell.entries[0].value == 4
    assert "Budi (2 segments)" in cell.entries[0].text


def test_a_row_says_dimension_who_techniques_time_and_quotes(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("factor-table", side="inhibiting", quotes=1))
    row = [[entry.text for entry in cell.entries] for cell in found.cells[0]]
    assert row[:2] == [["Means"], ["Inhibiting"]]
    assert row[2] == [
        "4: Budi (1 segment), Dodi (1 segment), Ratna (1 segment), U01 · Ulasan (1 segment)"
    ]
    assert row[3] == ["3: Government, Private sector, Citizens"]
    assert row[4] == ["Interview, App review"]
    assert row[5] == ["Past (1)", "Now (1)"]
    # The one marked as important goes first.
    assert row[6] == ["Dana kurang sekali"]
    keys = {"W01:2", "W02:2", "W04:2", "U01-0002"}
    assert keys_behind(found, found.cells[0][2]) == keys


def test_an_effort_is_what_the_barrier_is_answered_by(talks: StudySession) -> None:
    ids = fill_talks(talks)
    relate_codings(
        talks,
        ids["Dana kurang sekali"],
        ids["Kami membuka loket keliling"],
        RelationType.ANSWERED_BY,
        actor="Dinas",
    )
    relate(talks, "mns:A", "mns:E", kind=RelationType.ANSWERED_BY)
    found = matrix_by(talks, asked("factor-table", side="inhibiting"))
    funds, attitude = cell_of(found, "Funds", "Effort"), cell_of(found, "Attitude", "Effort")
    assert [entry.text for entry in funds.entries] == ["Kami membuka loket keliling", "Dinas"]
    assert funds.entries[0].kind is EntryKind.QUOTE
    assert "W01:2" in keys_behind(found, funds)
    assert [entry.text for entry in attitude.entries] == ["Efforts"]
    assert found.records[attitude.records[0]].text == "Attitude → Efforts"
    assert marks(found)["Outcome", "Effort"] == "DK"


def test_help_needs_no_effort_and_a_rank_waits_for_the_researcher(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("factor-table", side="supporting"))
    assert marks(found)["Funds", "Effort"] == "NA"
    assert {marks(found)[row.label, "Researcher's rank"] for row in found.rows} == {"PEND"}
    assert marks(found)["Attitude", "Time"] == "NA"


def test_factors_that_rank_alike_share_their_rank(talks: StudySession) -> None:
    fill_talks(talks)
    with talks.reading() as connection:
        bench = Workbench(connection, KIND, asked("factor-table"))
        ranks = [factor.rank for factor in factors(bench, bench.columns, [MINUS])]
    assert ranks == [1, 2, 2]


def test_only_one_of_three_sides_can_be_chosen(talks: StudySession) -> None:
    fill_talks(talks)
    with pytest.raises(UnknownChoice):
        matrix_by(talks, asked("factor-table", side="left"))


def test_an_empty_study_is_told_what_to_do_first(talks: StudySession) -> None:
    found = matrix_by(talks, asked("factor-table", language="id"))
    assert found.rows == ()
    assert "Tandai dahulu polaritas" in found.warnings[0]
    assert found.subtitle == "Tabel faktor pendukung dan penghambat"


def test_the_researchers_own_rank_takes_the_place_of_the_mark(talks: StudySession) -> None:
    fill_talks(talks)
    question = asked("factor-table")
    display = talks.do(KeepDisplay(question, matrix_by(talks, question)))
    row = "mns:A|inhibiting"
    talks.do(
        WriteEntry(
            display, row, "own-rank", EntryKind.RATING, "1", value=1, rule="paling sering disebut"
        )
    )
    with talks.reading() as connection:
        kept = kept_display(connection, display).shown
    assert isinstance(kept, Matrix)
    cell = kept.cell([heading.id for heading in kept.rows].index(row), 9)
    assert [(entry.text, entry.author, entry.value) for entry in cell.entries] == [("1", "Sari", 1)]
    assert cell.missing is None


def test_what_a_rule_only_proposed_is_told_in_every_cell(talks: StudySession) -> None:
    fill_talks(talks)
    source_id, span = place_of(talks, "W01", "loket keliling")
    talks.do(StoreProposals((proposed(source_id, span, "mns:A"),)))
    found = matrix_by(talks, asked("factor-table", side="inhibiting"))
    (attitude,) = [row for row, cells in enumerate(found.cells) if cells[0].proposed]
    assert found.rows[attitude].label == "Attitude"
    # Dimension, polarity, sources, groups and techniques rest on it; no time is said of it.
    assert [cell.proposed for cell in found.cells[attitude]] == [1, 1, 1, 1, 1, 0, 1, 0, 1, 0]
