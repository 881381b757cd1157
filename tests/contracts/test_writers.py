"""Every registered writer of displays puts every quote to the letter in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.wording import moment_words
from exports.writer import WRITERS, write_matrix
from models.vocabulary import CodingState, EntryKind, Missing
from qda.displays.values import Cell, Entry, Fact, Heading, Layout, Matrix, RecordKind
from qda.i18n import Speech
from tests.helpers.matrices import (
    NASTY,
    SENTENCES,
    evidence,
    full_matrix,
    matrix,
    quote_cell,
    spoken_indonesian,
)
from tests.helpers.written import (
    EXACT,
    ON_PAPER,
    READERS,
    Placed,
    as_page,
    cell_text,
    pdf_pages,
    squeezed,
)

SIGNED = (".html", ".docx")
"""The kinds that show a control character by its sign, since none can stand in them."""


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


def expected_places(shown: Matrix) -> list[Placed]:
    """The evidence behind every cell, row by row, as the value itself tells it."""
    return [
        Placed(shown.rows[r].label, shown.columns[c].label, e.key, e.coding, e.quote)
        for r, c, cell in shown.places()
        for e in shown.behind(cell)
    ]


def test_every_writer_has_a_reader_here() -> None:
    assert {writer.extension for writer in WRITERS} == set(READERS)


@pytest.mark.parametrize("ending", EXACT)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_quote_stands_to_the_letter_behind_its_cell(
    tmp_path: Path, ending: str, language: str
) -> None:
    shown = matrix((*SENTENCES, *NASTY, *NASTY), rows=5, columns=4, language=language)
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    expected = expected_places(shown)
    if ending in SIGNED:
        expected = [replace(place, quote=as_page(place.quote)) for place in expected]
    if ending == ".docx":
        expected = [replace(place, coding="") for place in expected]
    assert READERS[ending](path, shown).placed == expected


@pytest.mark.parametrize("ending", EXACT)
def test_every_entry_stands_to_the_letter_in_its_cell(tmp_path: Path, ending: str) -> None:
    shown = matrix((*SENTENCES, *NASTY), rows=4, columns=3, shown=9)
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    cells = READERS[ending](path, shown).cells
    for r, c, cell in shown.places():
        for entry in cell.entries:
            words = as_page(entry.text) if ending in SIGNED else entry.text
            assert words in cells[r, c]


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_quote_stands_in_the_pdf(tmp_path: Path, language: str) -> None:
    shown = matrix((*SENTENCES, *NASTY), rows=4, columns=3, language=language)
    path = tmp_path / "m.pdf"
    write_matrix(shown, path)
    text = squeezed("".join(pdf_pages(path)))
    for item in shown.evidence:
        numbered = re.sub("[\x00-\x08\x0e-\x1f]", lambda m: f"U+{ord(m[0]):04X}", item.quote)
        assert squeezed(numbered) in text
        assert squeezed(item.key) in text


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_title_facts_legend_warnings_and_headings_stand_on_each_output(
    tmp_path: Path, ending: str, language: str
) -> None:
    shown = matrix(rows=3, columns=3, language=language)
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    text = squeezed(READERS[ending](path, shown).text)
    heads = [heading.label for heading in (*shown.rows, *shown.columns)]
    facts = [word for fact in (*shown.facts, *shown.legend) for word in (fact.label, fact.text)]
    for words in (shown.title, shown.subtitle, *facts, *shown.warnings, *heads, shown.corner):
        assert squeezed(words) in text


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (0, 3), (3, 0), (1, 1), (40, 40)])
def test_a_display_of_any_size_is_written(
    tmp_path: Path, ending: str, rows: int, columns: int
) -> None:
    quotes = SENTENCES if rows * columns else ()
    shown = matrix(quotes, rows=rows, columns=columns)
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    text = squeezed(READERS[ending](path, shown).text)
    for quote in quotes:
        assert squeezed(quote) in text


@pytest.mark.parametrize("ending", READERS)
def test_a_quote_of_forty_thousand_characters_is_whole(tmp_path: Path, ending: str) -> None:
    words = [f"kata{n}" for n in range(4800)]
    long = " ".join(words)
    assert len(long) > 40_000
    shown = matrix([long, "pendek"], rows=1, columns=2)
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    found = READERS[ending](path, shown)
    if ending != ".pdf":
        assert [place.quote for place in found.placed] == [long, "pendek"]
        assert long in found.cells[0, 0]
    missing = [word for word in words if word not in found.text]
    assert not missing


@pytest.mark.parametrize("ending", READERS)
def test_nasty_titles_and_labels_are_written(tmp_path: Path, ending: str) -> None:
    nasty = (
        "=A1 </title><script>x</script> [Hai]: * ? / \\ 👨\u200d👩\u200d👧 'kutip' \x07 "
        + "p" * 300
    )
    plain = matrix(rows=2, columns=2)
    shown = replace(
        plain,
        title=nasty,
        subtitle=nasty,
        corner=nasty,
        rows=tuple(replace(h, label=f"{nasty} {n}", group=nasty) for n, h in enumerate(plain.rows)),
        columns=tuple(
            replace(h, label=f"{nasty} {n}", group=nasty) for n, h in enumerate(plain.columns)
        ),
        facts=(Fact(nasty, nasty),),
        legend=(Fact(nasty, nasty),),
        warnings=(nasty,),
    )
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    text = squeezed(READERS[ending](path, shown).text if ending != ".xlsx" else _book_text(path))
    assert "p" * 300 in text
    assert squeezed("[Hai]: * ? /") in text


def _book_text(path: Path) -> str:
    book = load_workbook(path)
    return "".join(cell_text(cell) for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize(
    ("language", "word"), [("id", "diusulkan|usulan|proposed"), ("en", "proposed")]
)
def test_what_is_only_proposed_says_so_in_words(
    tmp_path: Path, ending: str, language: str, word: str
) -> None:
    found = (evidence("Kata.", 0, state=CodingState.PROPOSED),)
    shown = replace(
        matrix((), rows=1, columns=1, language=language),
        evidence=found,
        cells=((quote_cell([0], found),),),
    )
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    assert re.search(word, READERS[ending](path, shown).text, re.IGNORECASE)


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("missing", list(Missing))
def test_a_missing_cell_is_never_blank(tmp_path: Path, ending: str, missing: Missing) -> None:
    shown = replace(
        matrix((), rows=1, columns=1, language="en"),
        cells=((Cell(entries=(), missing=missing),),),
        legend=(),
    )
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    found = READERS[ending](path, shown)
    assert missing.value in (found.text if ending == ".pdf" else found.cells[0, 0])


@pytest.mark.parametrize("ending", EXACT)
def test_evidence_of_two_cells_stands_behind_both(tmp_path: Path, ending: str) -> None:
    found = (evidence("Sama.", 0), evidence("Lain.", 1))
    shown = replace(
        matrix((), rows=1, columns=2),
        evidence=found,
        cells=((quote_cell([0], found), quote_cell([1, 0], found)),),
    )
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    quotes = [place.quote for place in READERS[ending](path, shown).placed]
    assert quotes == ["Sama.", "Lain.", "Sama."]


@pytest.mark.parametrize("ending", READERS)
def test_evidence_behind_no_cell_is_not_lost(tmp_path: Path, ending: str) -> None:
    shown = replace(matrix((), rows=1, columns=1), evidence=(evidence("Yatim piatu."),))
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    assert "Yatimpiatu." in squeezed(READERS[ending](path, shown).text)


@pytest.mark.parametrize("ending", READERS)
def test_entries_of_every_kind_are_written(tmp_path: Path, ending: str) -> None:
    entries = tuple(
        Entry(kind, f"isi {kind.value}", (0,), CodingState.PROPOSED) for kind in EntryKind
    )
    shown = replace(
        matrix((), rows=1, columns=1),
        rows=(Heading("r", "Satu"),),
        evidence=(evidence("Dasar."),),
        cells=((Cell(entries=entries),),),
    )
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    text = squeezed(READERS[ending](path, shown).text)
    for kind in EntryKind:
        assert squeezed(f"isi {kind.value}") in text


def _text(path: Path, shown: Matrix, ending: str) -> str:
    return squeezed(_book_text(path) if ending == ".xlsx" else READERS[ending](path, shown).text)


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_records_conclusions_changes_and_authors_are_written(
    tmp_path: Path, ending: str, language: str
) -> None:
    shown = full_matrix(language)
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    text = _text(path, shown, ending)
    by_hand = shown.cells[0][0].entries[-1]
    speech, on_paper = Speech(language), ending in ON_PAPER

    def moment(iso: str) -> str:
        return moment_words(iso, speech) if on_paper else iso

    wanted = [by_hand.text, by_hand.rule, by_hand.author, moment(by_hand.made_at)]
    wanted += [by_hand.generated, *shown.cells[0][0].changes]
    for record in shown.records:
        wanted += [record.text, record.key, record.author, moment(record.made_at)]
        wanted += [] if on_paper else [record.id]
    wanted += [word for c in shown.conclusions for word in (c.text, c.author, c.made_at)]
    assert [words for words in wanted if squeezed(words) not in text] == []


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".pdf", ".html"])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ("Usang: 2 perubahan", "tinggi", "menyanggah", "sel yang tidak ada lagi", "2,50")),
        ("en", ("Stale: 2 changes", "high", "speaks against it", "no longer has", "2.50")),
    ],
)
def test_what_is_stale_and_what_speaks_against_is_told_in_words(
    tmp_path: Path, ending: str, language: str, words: tuple[str, ...]
) -> None:
    shown = full_matrix(language)
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    text = _text(path, shown, ending)
    assert [each for each in words if squeezed(each) not in text] == []


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".html"])
def test_a_cell_names_its_records_by_number(tmp_path: Path, ending: str) -> None:
    shown = full_matrix()
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    cells = READERS[ending](path, shown).cells
    assert re.search(r"Ringkasan tangan.*R1.*R2", cells[0, 0], re.DOTALL)
    assert "R3" in cells[0, 0]
    assert re.search(r"R4.*R5", cells[1, 1], re.DOTALL)
    assert len(RecordKind) > 5, "the records behind no cell are written too"
    same = replace(shown, cells=(shown.cells[0], (shown.cells[0][0], shown.cells[1][1])))
    write_matrix(same, path)
    cells = READERS[ending](path, same).cells
    assert re.search(r"R1.*R2", cells[1, 0], re.DOTALL), "a record has one name in all cells"


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_display_is_written_as_forms(tmp_path: Path, ending: str, rows: int) -> None:
    shown = replace(matrix(rows=rows, columns=3 if rows else 0), layout=Layout.FORM)
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    text = _text(path, shown, ".xlsx") if ending == ".xlsx" else squeezed(
        "".join(pdf_pages(path)) if ending == ".pdf" else _form_text(path, shown, ending)
    )  # fmt: skip
    for heading in (*shown.rows, *shown.columns):
        assert squeezed(heading.label) in text
    for item in shown.evidence if rows else ():
        assert squeezed(item.quote) in text
    if ending == ".pdf" and rows:
        pages = pdf_pages(path)
        tops = [next(n for n, page in enumerate(pages) if head.label in page)
                for head in shown.rows]  # fmt: skip
        assert len(set(tops)) == rows, "each form begins a page"


def _form_text(path: Path, shown: Matrix, ending: str) -> str:
    return READERS[ending](path, shown).text


@pytest.mark.parametrize("ending", READERS)
def test_hostile_records_and_conclusions_are_harmless(tmp_path: Path, ending: str) -> None:
    shown = full_matrix(words=NASTY)
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    text = _text(path, shown, ending)
    assert squeezed("Rujukan 4") in text
    if ending == ".html":
        assert "<script>alert" not in path.read_text(encoding="utf-8").replace(
            "</script><script>alert('x')</script>", ""
        )
    if ending == ".xlsx":
        book = load_workbook(path)
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds
