"""Barriers, efforts, actors, results: links between codings and codes, and what is not linked."""

from __future__ import annotations

from models.vocabulary import RelationType
from qda.displays.kind import Vocabulary
from qda.edits.coders import StartBlind
from qda.session import StudySession
from tests.helpers.coded import as_coder
from tests.helpers.kinds import asked, grid, keys_behind, marks, matrix_by, relate
from tests.helpers.talks import fill_talks, relate_codings


def test_a_chain_of_codings_runs_through_the_row(talks: StudySession) -> None:
    ids = fill_talks(talks)
    barrier, effort = ids["Dana kurang sekali"], ids["Kami membuka loket keliling"]
    result = ids["Antrean jadi pendek"]
    relate_codings(talks, barrier, effort, RelationType.ANSWERED_BY, actor="Dinas", note="2024")
    relate_codings(talks, effort, result, RelationType.RESULTS_IN, sign="+")
    found = matrix_by(talks, asked("thematic-matrix", quotes=1))
    row = grid(found)["Funds"]
    assert row == {
        "Barrier": ["Dana kurang sekali"],
        "Effort": ["Kami membuka loket keliling", "2024"],
        "Actor": ["Dinas"],
        "Result": ["+: Outcome – “Antrean jadi pendek”"],
    }
    cells = found.cells[[heading.label for heading in found.rows].index("Funds")]
    assert "W03:2" in keys_behind(found, cells[3])
    assert all(found.records[index].kind.value == "relation" for index in cells[2].records)


def test_a_barrier_without_an_effort_stays_and_says_so(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("thematic-matrix"))
    assert [row.label for row in found.rows] == ["Funds", "Attitude", "Outcome"]
    assert marks(found)["Funds", "Effort"] == "DK"
    assert marks(found)["Funds", "Result"] == "NA"
    assert "3 barriers have no effort linked to them." in found.warnings


def test_a_code_that_is_only_linked_is_a_barrier_too(talks: StudySession) -> None:
    fill_talks(talks)
    relate(talks, "mns:M.2", "mns:E", kind=RelationType.ANSWERED_BY)
    relate(talks, "mns:E", "mns:O", kind=RelationType.LEADS_TO)
    row = grid(matrix_by(talks, asked("thematic-matrix", quotes=1)))["Staff"]
    assert row["Effort"] == ["Efforts"]
    assert row["Actor"] == ["the relation names no actor"]
    assert row["Result"] == ["Outcome"]


def test_each_passage_can_have_a_row_of_its_own(talks: StudySession) -> None:
    ids = fill_talks(talks)
    effort = ids["Kami membuka loket keliling"]
    relate_codings(talks, ids["Dana turun terlambat"], effort, RelationType.ANSWERED_BY)
    found = matrix_by(talks, asked("thematic-matrix", each="passage"))
    notes = [(row.note, found.cells[r][1].missing) for r, row in enumerate(found.rows)]
    assert [note for note, missing in notes if missing is None] == ["Budi (W02:2)"]
    # Four on funds, one on attitude, one on the outcome.
    assert len(notes) == 6


def test_it_has_the_name_that_each_edition_gives_it(talks: StudySession) -> None:
    fill_talks(talks)
    older = asked("thematic-matrix", language="id", vocabulary=Vocabulary.SUGIYONO)
    assert matrix_by(talks, older).subtitle == "Matriks tematik konseptual"
    newer = asked("thematic-matrix", language="id")
    assert matrix_by(talks, newer).subtitle == "Matriks tematik: hambatan, upaya, hasil"


def test_a_filter_says_that_the_other_end_of_a_link_lies_outside(talks: StudySession) -> None:
    ids = fill_talks(talks)
    barrier, effort = ids["Dana turun terlambat"], ids["Kami membuka loket keliling"]
    relate_codings(talks, barrier, effort, RelationType.ANSWERED_BY)
    question = asked("thematic-matrix", wanted="case=Budi", quotes=1)
    assert grid(matrix_by(talks, question))["Funds"]["Effort"] == [
        "Efforts – “Kami membuka loket keliling” (W01:2, outside the filter)"
    ]
    other = asked("thematic-matrix", wanted="case=Cici")
    assert all(column.missing for row in matrix_by(talks, other).cells for column in row[1:])


def test_what_others_linked_is_hidden_from_one_who_codes_blind(talks: StudySession) -> None:
    ids = fill_talks(talks)
    barrier, effort = ids["Dana turun terlambat"], ids["Kami membuka loket keliling"]
    relate_codings(talks, barrier, effort, RelationType.ANSWERED_BY)
    with as_coder(talks, "Tono") as tono:
        tono.do(StartBlind())
        assert matrix_by(tono, asked("thematic-matrix")).rows == ()
