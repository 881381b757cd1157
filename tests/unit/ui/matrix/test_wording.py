"""What a cell says, people before segments, missing never blank."""

from __future__ import annotations

from dataclasses import replace

from models.vocabulary import EntryKind, Missing
from qda.displays.values import Cell, Entry, Heading
from tests.ui.indonesian import ENGLISH, INDONESIAN
from tests.ui.samples import matrix
from ui.matrix.headings import Band, bands
from ui.matrix.wording import cell_as_text, cell_words


def test_a_cell_counts_people_first() -> None:
    shown = matrix()
    assert cell_words(shown, shown.cell(0, 0), ENGLISH).counts == "1 informant, 2 segments"
    assert cell_words(shown, shown.cell(0, 0), INDONESIAN).counts == "1 informan, 2 segmen"


def test_a_cell_says_how_much_is_only_proposed() -> None:
    shown = matrix()
    assert cell_words(shown, shown.cell(0, 0), INDONESIAN).proposed == "1 usulan"
    assert cell_words(shown, shown.cell(1, 1), INDONESIAN).proposed == ""


def test_an_empty_cell_says_why_in_the_words_of_the_legend() -> None:
    shown = matrix()
    assert cell_words(shown, shown.cell(0, 1), ENGLISH).lines == ("ditanya, tidak menjawab",)
    own = Cell(
        (Entry(EntryKind.MISSING, "menolak menjawab", missing=Missing.SILENT),),
        missing=Missing.SILENT,
    )
    assert cell_words(shown, own, ENGLISH).missing == "menolak menjawab"
    bare = replace(shown, legend=())
    assert cell_words(bare, bare.cell(0, 1), ENGLISH).missing == "NS"


def test_a_copied_cell_holds_its_quotes_to_the_letter_with_their_keys() -> None:
    assert cell_as_text(matrix(), 1, 1, ENGLISH).split("\n") == [
        "Ibu Sari × Keandalan aplikasi",
        "1 informant, 1 segment -",
        "“aplikasinya sering tertutup sendiri 😤😤 pas mau pilih jadwal” (W03:2)",
    ]


def test_neighbours_of_one_group_share_a_band() -> None:
    headings = tuple(
        Heading(str(number), "x", group=group)
        for number, group in enumerate("AAB BA".replace(" ", "."))
    )
    blanked = tuple(replace(h, group="" if h.group == "." else h.group) for h in headings)
    assert bands(blanked) == [Band("A", 0, 1), Band("B", 2, 2), Band("B", 4, 4), Band("A", 5, 5)]
