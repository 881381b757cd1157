"""The document: pages, running lines, links, outline, particulars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from exports.writer import write_matrix
from qda.displays.values import Heading, Matrix
from tests.helpers.matrices import NASTY, SENTENCES, matrix, spoken_indonesian


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


def written(shown: Matrix, folder: Path) -> PdfReader:
    path = folder / "m.pdf"
    write_matrix(shown, path)
    return PdfReader(path)


@pytest.mark.parametrize(
    ("language", "form"), [("id", "Halaman {n} dari {all}"), ("en", "Page {n} of {all}")]
)
def test_every_page_bears_the_title_and_its_number(
    tmp_path: Path, language: str, form: str
) -> None:
    shown = matrix(SENTENCES * 20, rows=4, columns=3, language=language)
    pages = written(shown, tmp_path).pages
    assert len(pages) > 3
    for n, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert form.format(n=n, all=len(pages)) in text
        assert shown.title in text


def test_the_document_tells_what_it_is(tmp_path: Path) -> None:
    shown = matrix(language="id")
    document = written(shown, tmp_path)
    assert document.metadata is not None
    assert document.metadata.title == shown.title
    assert document.metadata.subject == shown.subtitle
    assert str(document.root_object["/Lang"]) == "id"
    assert "DisplayDocTitle" in str(document.root_object["/ViewerPreferences"])


def test_the_outline_leads_through_the_parts(tmp_path: Path) -> None:
    document = written(matrix(rows=3, columns=2), tmp_path)
    titles = [str(item["/Title"]) for item in document.outline if isinstance(item, Destination)]
    assert titles == ["Matriks terkelompok: pelaksanaan JAKI", "Keterangan tanda", "Bukti"]
    nested = [item for item in document.outline if isinstance(item, list)]
    assert [str(entry["/Title"]) for entry in nested[-1] if isinstance(entry, Destination)] == [
        "Informan 1",
        "Informan 2",
        "Informan 3",
    ]


def links_of(document: PdfReader, *, page: int) -> list[tuple[int, float]]:
    """The page and the height that every link of a page leads to."""
    found = []
    for annotation in document.pages[page].get("/Annots", []):
        target, _, _, top, *_ = annotation.get_object()["/Dest"]
        number = document.get_page_number(target.get_object())
        found.append((-1 if number is None else number, float(top)))
    return found


def test_figures_and_keys_lead_to_the_evidence_and_the_evidence_back(tmp_path: Path) -> None:
    shown = matrix(rows=3, columns=2)
    document = written(shown, tmp_path)
    evidence_pages = [
        n for n, page in enumerate(document.pages) if "kembali ke sel" in page.extract_text()
    ]
    assert 0 not in evidence_pages
    there = links_of(document, page=0)
    # Six cells, each with its figures and the key of its one quote, all to different places.
    assert len(set(there)) == 12
    assert {page for page, _ in there} <= set(evidence_pages)
    back = [link for n in evidence_pages for link in links_of(document, page=n)]
    assert len(back) == 12
    assert len(set(back)) == 3
    assert {page for page, _ in back} == {0}


def test_few_columns_stand_on_a4_and_many_on_a3(tmp_path: Path) -> None:
    few = written(matrix(rows=2, columns=3), tmp_path).pages[0].mediabox
    many = written(matrix(SENTENCES * 9, rows=2, columns=14), tmp_path).pages[0].mediabox
    assert (round(few.width), round(few.height)) == (842, 595)
    assert (round(many.width), round(many.height)) == (1191, 842)


def test_a_wide_matrix_is_set_in_panels_that_repeat_the_row_labels(tmp_path: Path) -> None:
    shown = matrix(SENTENCES * 12, rows=2, columns=24)
    document = written(shown, tmp_path)
    text = "\n".join(page.extract_text() for page in document.pages)
    before_evidence = text[: text.index("Keterangan tanda")]
    panels = before_evidence.count("Informan 1\n")
    assert panels >= 3
    for column in shown.columns:
        assert column.label in before_evidence


def test_a_cell_longer_than_a_page_flows_on_under_repeated_headings(tmp_path: Path) -> None:
    long = " ".join(f"kata{n}" for n in range(3000))
    shown = matrix([long, "b"], rows=1, columns=2)
    pages = written(shown, tmp_path).pages
    told = [page.extract_text() for page in pages]
    matrix_pages = [text for text in told if "Dimensi 1" in text and "Dimensi 2" in text]
    assert len(matrix_pages) > 3
    assert sum("(lanjutan)" in text for text in told) >= 3


def test_a_heading_longer_than_a_page_stands_in_full_once(tmp_path: Path) -> None:
    long = " ".join(f"judul{n}" for n in range(2000))
    plain = matrix(rows=1, columns=2)
    shown = replace(plain, columns=(Heading("a", long), plain.columns[1]), title=long)
    text = " ".join(page.extract_text() for page in written(shown, tmp_path).pages)
    assert "Judul baris dan kolom selengkapnya" in text
    for n in range(2000):
        assert f"judul{n}" in text


def test_what_no_face_has_is_told_at_the_end(tmp_path: Path) -> None:
    shown = matrix(["aneh \U000110d0"], rows=1, columns=1)
    text = written(shown, tmp_path).pages[-1].extract_text()
    assert "karakter yang tidak dimiliki huruf bawaan" in text
    assert "U+110D0" in text


def test_only_what_is_used_of_a_face_is_embedded(tmp_path: Path) -> None:
    write_matrix(matrix((*SENTENCES, *NASTY), rows=3, columns=3), tmp_path / "m.pdf")
    assert (tmp_path / "m.pdf").stat().st_size < 400_000


def test_documents_may_be_written_at_the_same_time(tmp_path: Path) -> None:
    shown = matrix((*SENTENCES, *NASTY), rows=3, columns=3)
    paths = [tmp_path / f"{n}.pdf" for n in range(3)]
    threads = [Thread(target=write_matrix, args=(shown, path)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    texts = {"".join(page.extract_text() for page in PdfReader(path).pages) for path in paths}
    assert len(texts) == 1
    assert "Bagus" in texts.pop().replace("𝗕𝗮𝗴𝘂𝘀", "Bagus")
