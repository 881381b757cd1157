"""Every kind of review file holds what was sent, to the letter and harmless, and gives it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.reviews.writing import REVIEW_FILES, write_review
from qda.displays.network import Network
from qda.displays.values import Matrix
from qda.reviewing.making import ReviewRequest, SentDisplay, review_sheet, states_now
from qda.reviewing.names import ItemName, check_of, named
from qda.reviewing.returned import read_returned
from qda.reviewing.sheet import EarlierNote, ReviewSheet
from tests.helpers.matrices import NASTY, SENTENCES, full_matrix, matrix, spoken_indonesian
from tests.helpers.networks import theory_network
from tests.helpers.reviewed import write_into, write_into_word
from tests.helpers.written import as_page, cell_text, squeezed, word_root, word_text

ENDINGS = tuple(kind.extension for kind in REVIEW_FILES)
LONG = " ".join(f"kata{n}" for n in range(4800))


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


def sheet_of(shown: Matrix | Network, language: str = "id") -> ReviewSheet:
    earlier = {
        ItemName("", 0, "display", "r0", "c0").place: (
            EarlierNote(1, NASTY[10], None, NASTY[1], NASTY[0], is_settled=True),
        )
    }
    request = ReviewRequest(
        "study", 2, language, title=NASTY[11], reviewer=NASTY[3], earlier=earlier
    )
    return review_sheet([SentDisplay("display", shown)], request)


def text_of(path: Path) -> str:
    if path.suffix == ".docx":
        return word_text(word_root(path))
    book = load_workbook(path)
    return "".join(cell_text(cell) for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_hostile_words_pass_and_rows_come_back(tmp_path: Path, ending: str, language: str) -> None:
    shown = matrix((*NASTY, LONG), rows=4, columns=3, language=language, shown=9)
    sheet = sheet_of(shown, language)
    path = tmp_path / f"r{ending}"
    write_review(sheet, path)
    text = squeezed(text_of(path))
    for item in sheet.items:
        words = as_page(item.words) if ending == ".docx" else item.words
        assert squeezed(words) in text or len(words) > 12_000
    assert not [n for n in range(4800) if f"kata{n}" not in text]
    assert squeezed(NASTY[0]) in text, "what was answered before"
    returned = read_returned(path.read_bytes(), path.name)
    assert returned.names == tuple(item.name for item in sheet.items)
    assert (returned.rows, returned.damaged) == ((), 0)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("said", [NASTY[2], NASTY[5], NASTY[7], NASTY[10], NASTY[13], "0"])
def test_whatever_a_reviewer_writes_comes_back(tmp_path: Path, ending: str, said: str) -> None:
    path = tmp_path / f"r{ending}"
    write_review(sheet_of(matrix(rows=1, columns=1)), path)
    write = write_into if ending == ".xlsx" else write_into_word
    assert write(path, lambda words: ("tanya", said) if words else None)
    rows = read_returned(path.read_bytes(), path.name).rows
    assert {row.comment for row in rows} == {said.strip()}


def test_a_row_of_many_parts_is_one(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    sheet = sheet_of(matrix([LONG], rows=1, columns=1))
    write_review(sheet, path)
    assert write_into(path, lambda words: ("setuju", "Ya") if words else None) > len(sheet.items)
    returned = read_returned(path.read_bytes(), "r.xlsx")
    assert [row.comment for row in returned.rows] == ["Ya"] * len(sheet.items)


def test_nothing_in_a_workbook_is_a_formula_and_verdicts_are_offered(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_review(sheet_of(full_matrix(words=NASTY)), path)
    page = load_workbook(path).worksheets[0]
    assert "f" not in {cell.data_type for row in page.iter_rows() for cell in row}
    (choice,) = page.data_validations.dataValidation
    assert choice.formula1 == '"setuju,perbaiki,tolak,tanya"'
    assert page.auto_filter.ref
    assert not page.protection.sheet, "Excel sorts no protected rows"


def test_a_network_is_reviewed_node_by_node_and_arrow_by_arrow() -> None:
    shown = theory_network()
    sheet = sheet_of(shown)
    names = [item.name for item in sheet.items]
    parts = [(name.row, name.column) for name in names if not name.is_coding]
    ids = [node.id for node in shown.nodes] + [arrow.id for arrow in shown.arrows]
    assert parts == [(each, "") for each in ids]
    assert [n.coding for n in names if n.is_coding] == [e.coding for e in shown.evidence]
    arrow = next(item for item in sheet.items if item.name.row == "own")
    assert arrow.place == "Kinerja implementasi → Sumber daya"


def test_the_print_tells_what_changed_and_nothing_else() -> None:
    before = states_now([SentDisplay("d", full_matrix())])
    assert before == states_now([SentDisplay("d", full_matrix())])
    other = full_matrix(words=("Lain sama sekali.", *SENTENCES[1:]))
    changed = {p for p, state in states_now([SentDisplay("d", other)]).items()
               if state != before.get(p)}  # fmt: skip
    assert ItemName("", 0, "d", "r0", "c0").place in changed
    assert ItemName("", 0, "d", "r1", "c0").place not in changed


def test_a_name_survives_any_ids_and_tells_when_it_was_damaged() -> None:
    for name in (
        ItemName("s", 12, display="d", row="a/b %2F \n", column="é:👍"),
        ItemName("s", 1, display="d", row="n1"),
        ItemName("s", 1, coding="0198-abc"),
    ):
        written = name.written()
        assert named(written, check_of(written).upper()) == name
        assert named(written[:-1], check_of(written)) is None
        assert named(written, "") is None
    assert named("", check_of("")) is None
    assert named("s/x/cell/d/r/c", check_of("s/x/cell/d/r/c")) is None
