"""Lines over time in every kind of file: beside the table, alone as a picture, harmless."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from pypdf import PdfReader

from exports.errors import UnknownFileKind
from exports.tables.json import read_matrix_json
from exports.writer import display_extensions, extensions, write_display
from qda.displays.values import Entry, Matrix
from tests.helpers.gradients import gradient
from tests.helpers.matrices import NASTY, spoken_indonesian

YEARS = ("2019", "2020", "2021")
KNOWN = {"svg", "title", "desc", "rect", "ellipse", "polygon", "polyline", "path", "text"}


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


def people(language: str = "en") -> Matrix:
    return gradient(
        YEARS,
        {"Penduduk": (10.0, 20.0, 30.0)},
        {"2020": ("Peluncuran",)},
        language=language,
        warnings=("Angka berbeda",),
    )


def hostile() -> Matrix:
    """Lines, periods, figures and events whose words attack every kind of file."""
    shown = gradient(YEARS, dict.fromkeys(NASTY[:12], (1.0, None, 2.0)), {"2020": NASTY})
    cells = tuple(
        tuple(
            replace(cell, entries=tuple(_spoilt(entry, nth) for entry in cell.entries))
            for cell in row
        )
        for nth, row in enumerate(shown.cells)
    )
    rows = tuple(replace(row, label=NASTY[-nth - 1]) for nth, row in enumerate(shown.rows))
    return replace(
        shown, title=NASTY[10], subtitle=NASTY[11], rows=rows, cells=cells, warnings=NASTY[:5]
    )


def _spoilt(entry: Entry, nth: int) -> Entry:
    return entry if entry.value is None else replace(entry, text=NASTY[nth])


def test_a_display_with_lines_has_two_kinds_of_files_more_than_a_table() -> None:
    shown = people()
    assert set(display_extensions(shown)) - set(extensions()) == {".svg", ".png"}
    assert set(display_extensions(replace(shown, courses=()))) == set(extensions())


def test_a_table_without_lines_is_not_written_as_a_picture(tmp_path: Path) -> None:
    with pytest.raises(UnknownFileKind, match=r"\.xlsx"):
        write_display(replace(people(), courses=()), tmp_path / "t.svg")
    with pytest.raises(UnknownFileKind, match=r"\.svg"):
        write_display(people(), tmp_path / "t.gif")
    assert list(tmp_path.iterdir()) == []


def test_a_page_leads_from_each_point_to_its_cell(tmp_path: Path) -> None:
    write_display(people(), tmp_path / "t.html")
    written = (tmp_path / "t.html").read_text(encoding="utf-8")
    inside = written[written.index("<svg") : written.index("</svg>")]
    targets = re.findall(r'<a href="#(c-\d+-\d+)">', inside)
    assert targets == ["c-1-1", "c-0-0", "c-1-0", "c-2-0"]
    assert all(f'id="{target}"' in written for target in targets)


def test_documents_hold_the_picture_with_its_words(tmp_path: Path) -> None:
    write_display(people("id"), tmp_path / "t.docx")
    with zipfile.ZipFile(tmp_path / "t.docx") as package:
        assert [name for name in package.namelist() if name.endswith(".png")]
        document = package.read("word/document.xml").decode()
    assert "Gambar" in document
    assert "Penduduk, 2020: 20 jiwa" in document
    write_display(people("id"), tmp_path / "t.pdf")
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "t.pdf").pages)
    assert "Penduduk (jiwa)" in text
    assert "peristiwa seperti dalam daftar" in text


def test_the_pictures_alone_say_everything_and_are_sharp_enough_for_print(tmp_path: Path) -> None:
    write_display(people(), tmp_path / "t.png")
    with Image.open(tmp_path / "t.png") as picture:
        picture.verify()
        assert picture.width > 2000
    write_display(people(), tmp_path / "t.svg")
    text = " ".join(map(str, etree.fromstring((tmp_path / "t.svg").read_bytes()).itertext()))
    for words in ("Growth gradient", "Penduduk, 2021: 30 jiwa", "Peluncuran", "Angka berbeda",
                  "Study:"):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("ending", [*extensions(), ".svg", ".png"])
def test_hostile_words_are_harmless(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t{ending}"
    write_display(hostile(), path)
    assert path.stat().st_size
    if ending in (".svg", ".html"):
        written = path.read_text(encoding="utf-8")
        assert "<script>alert" not in written
    if ending == ".svg":
        root = etree.fromstring(path.read_bytes())
        assert {etree.QName(each).localname for each in root.iter()} <= KNOWN


def test_lines_are_read_back_from_data(tmp_path: Path) -> None:
    write_display(people(), tmp_path / "t.json")
    assert read_matrix_json(tmp_path / "t.json") == people()


@pytest.mark.parametrize("ending", display_extensions(people()))
def test_a_display_whose_lines_hold_no_figure_is_written(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t{ending}"
    write_display(gradient(YEARS, {"Penduduk": (None, None, None)}), path)
    assert path.stat().st_size
