"""Cross-tables: contents by cases, and one variable by another, counted by hand."""

from __future__ import annotations

import pytest

from models.errors import Refused
from models.vocabulary import EntryKind
from qda.displays.columns import NoSuchColumns
from qda.displays.variables import UnknownVariable
from qda.edits.coding import Judgement
from qda.edits.memos import AddMemo
from qda.session import StudySession
from tests.helpers.coded import code
from tests.helpers.kinds import asked, cell_of, grid, marks, matrix_by
from tests.helpers.talks import PLUS, fill_talks, uuid_of


def test_each_category_is_counted_in_each_group_and_in_all(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("content-analytic-summary"))
    assert [(column.label, column.size) for column in found.columns] == [
        ("Government", 1),
        ("Private sector", 1),
        ("Citizens", 4),
        ("Not stated", 1),
        ("All", 7),
    ]
    counts = {
        row.label: [
            int(cell.entries[0].value or 0) if cell.missing is None else cell.missing.value
            for cell in found.cells[r]
        ]
        for r, row in enumerate(found.rows)
    }
    # The reviews are unread, so what citizens do not say is pending.
    assert counts == {
        "Means": [1, 1, 3, 1, 6],
        "Attitude": ["DK", "DK", 3, "NS", 3],
        "Efforts": [1, "DK", "PEND", "NS", 1],
        "Outcome": ["DK", "DK", 2, "NS", 2],
    }


def test_a_cell_names_its_cases_and_prefers_what_researchers_wrote(talks: StudySession) -> None:
    ids = fill_talks(talks)
    coding = uuid_of(talks, ids["Petugas lambat"])
    talks.do(AddMemo("Layanan lamban.", target="coding", target_uuid=coding))
    cell = cell_of(matrix_by(talks, asked("content-analytic-summary")), "Attitude", "Citizens")
    assert [(entry.kind, entry.text) for entry in cell.entries] == [
        (EntryKind.COUNT, "3: Budi, Cici, U01 · Ulasan"),
        (EntryKind.PARAPHRASE, "Layanan lamban."),
        (EntryKind.QUOTE, "Petugas ramah sekali"),
    ]


def test_columns_can_be_any_axis_of_cases(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("content-analytic-summary", rows="attribute:usia"))
    assert [column.label for column in found.columns] == [
        "30", "44", "Not stated", "All",
    ]  # fmt: skip


def test_codes_by_polarity_put_every_coding_in_one_column(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("variable-by-variable"))
    assert [column.label for column in found.columns] == [
        "Supporting", "Inhibiting", "Mixed", "Neutral", "not judged",
    ]  # fmt: skip
    means = found.cells[0]
    assert [cell.informants for cell in means] == [3, 3, 1, 1, 0]
    assert sum(cell.segments for row in found.cells for cell in row) == 15
    assert marks(found)["Means", "not judged"] == "PEND"


def test_codes_by_side_count_mixed_words_on_both(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("variable-by-variable", column="side", row="mns:M.1,mns:A"))
    assert [[cell.informants for cell in row] for row in found.cells] == [[3, 4], [2, 1]]


def test_two_codes_meet_where_the_same_speakers_words_overlap(talks: StudySession) -> None:
    fill_talks(talks)
    code(talks, "W02", "ramah. Laporan", "mns:M.2", Judgement(PLUS))
    found = matrix_by(talks, asked("variable-by-variable", row="mns:M.2", column="mns:A,mns:O"))
    row = found.cells[0]
    assert [{found.evidence[index].quote for index in cell.evidence} for cell in row] == [
        {"ramah. Laporan", "Petugas ramah"},
        {"ramah. Laporan", "Laporan selesai cepat"},
    ]
    assert [cell.entries[0].text for cell in row] == ["1: Budi", "1: Budi"]


def test_neighbours_that_share_no_word_do_not_meet(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("variable-by-variable", row="mns:A", column="mns:O"))
    assert marks(found) == {("Attitude", "Outcome"): "PEND"}


def test_two_properties_of_people_count_all_who_have_both(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("variable-by-variable", row="group", column="technique"))
    assert grid(found)["Citizens"]["Interview"][0] == "2: Budi, Cici"
    assert grid(found)["Citizens"]["App review"][0].startswith("2: ")
    assert marks(found)["Government", "App review"] == "NA"


@pytest.mark.parametrize(
    ("written", "refusal"),
    [("colour", NoSuchColumns), ("attribute:warna", Refused), (" ", UnknownVariable)],
)
def test_what_is_no_variable_is_refused(
    talks: StudySession, written: str, refusal: type[Refused]
) -> None:
    fill_talks(talks)
    with pytest.raises(refusal):
        matrix_by(talks, asked("variable-by-variable", column=written))
