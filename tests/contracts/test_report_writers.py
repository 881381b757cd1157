"""A report holds its displays under counted captions, and leads from words to evidence and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from exports.errors import CrookedMatrix, TargetFolderMissing, UnknownFileKind
from exports.reports.plan import planned
from exports.reports.writing import REPORT_FILES, write_report
from qda.displays.report import (
    DoubledDisplay,
    FactList,
    Paragraph,
    Points,
    Report,
    ReportSection,
    ShownDisplay,
    UnknownReference,
)
from qda.displays.values import Fact, Layout
from tests.helpers.matrices import NASTY, SENTENCES, full_matrix, matrix, spoken_indonesian
from tests.helpers.networks import theory_network
from tests.helpers.written import pdf_pages, squeezed, word_root, word_text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ENDINGS = tuple(kind.extension for kind in REPORT_FILES)


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


def report(language: str = "id", words: tuple[str, ...] = SENTENCES) -> Report:
    """Two chapters with three displays, of which the last one is wide."""
    wide = replace(matrix(words, rows=2, columns=9, language=language), title="Tabel yang lebar")
    return Report(
        title="Hasil penelitian",
        language=language,
        sections=(
            ReportSection("Metode", (
                Paragraph("Kualitatif (W01:1)."),
                Points(("satu", "dua: lihat [#jejaring]")),
                FactList((Fact("Teori", "Van Meter dan Van Horn (1975)"),)),
            )),
            ReportSection("Hasil", (Paragraph("Lihat [#kelompok]; W03:1, tetapi bukan W99:9."),)),
            ReportSection("Temuan", (ShownDisplay("kelompok", full_matrix(language, words)),),
                          level=2),
            ReportSection("Panah", (
                ShownDisplay("jejaring", theory_network(language, words)),
                ShownDisplay("lebar", wide),
                Paragraph("Akhir."),
            ), level=2),
        ),
        subtitle="Studi kasus",
        author="Rani",
        facts=(Fact("Studi", "GAYUNG"),),
        first_chapter=3,
    )  # fmt: skip


def text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        return "".join(pdf_pages(path))
    return word_text(word_root(path))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("language", "captions"),
    [
        ("id", ("Tabel 4.1.", "Gambar 4.1.", "Tabel 4.2.", "Tabel 4.3.", "Daftar isi",
                "Lampiran: bukti", "Dipakai di")),
        ("en", ("Table 4.1.", "Figure 4.1.", "Table 4.2.", "Table 4.3.", "Contents",
                "Appendix: evidence", "Used in")),
    ],
)  # fmt: skip
def test_captions_are_counted_in_their_chapter(
    tmp_path: Path, ending: str, language: str, captions: tuple[str, ...]
) -> None:
    path = tmp_path / f"r{ending}"
    shown = report(language)
    write_report(shown, path)
    text = squeezed(text_of(path))
    wanted = [*captions, shown.title, shown.author, "3 Metode", "4 Hasil", "4.1 Temuan", "Akhir."]
    assert [words for words in wanted if squeezed(words) not in text] == []
    for display in shown.displays():
        for each in display.display.evidence:
            assert squeezed(each.quote) in text
            assert squeezed(each.key) in text


def test_words_name_displays_and_evidence() -> None:
    plan = planned(report(), mask_names=False)
    named = [(piece.text, piece.link) for piece in plan.pieces("[#kelompok], [#jejaring]; W03:1.")]
    kelompok, jejaring = plan.displays["kelompok"], plan.displays["jejaring"]
    assert named == [
        ("Tabel 4.1", kelompok.anchor),
        (", ", ""),
        ("Gambar 4.1", jejaring.anchor),
        ("; ", ""),
        ("W03:1", "ev3"),
        (".", ""),
    ]
    assert [piece.link for piece in plan.pieces("bukan W99:9")] == [""]


def test_a_coding_behind_several_displays_stands_once_and_names_all() -> None:
    plan = planned(report(), mask_names=False)
    assert len(plan.evidence) == len(SENTENCES), "all three displays rest on the same codings"
    captions = {use.words.partition(":")[0] for each in plan.evidence for use in each.uses}
    assert captions == {"Tabel 4.1", "Tabel 4.2", "Tabel 4.3"}


def test_a_record_bears_one_number_in_the_whole_report() -> None:
    shown = report()
    plain = full_matrix()
    turned = replace(plain, title="Lagi", records=plain.records[::-1])
    again = ReportSection("Lagi", (ShownDisplay("lagi", turned),))
    plan = planned(replace(shown, sections=(*shown.sections, again)), mask_names=False)
    assert [each.number for each in plan.records] == list(range(1, len(plain.records) + 1))
    for name in ("kelompok", "lagi"):
        counted = plan.displays[name]
        for trace in counted.numbered.cells[0][0].records:
            backing = plan.records[trace.index]
            assert trace.mark == f"R{backing.number}"
            assert backing.item == trace.record
    first, last = (
        plan.displays[name].numbered.cells[0][0].records for name in ("kelompok", "lagi")
    )
    assert [trace.mark for trace in first] == ["R1", "R2", "R3"]
    assert [trace.mark for trace in last] == ["R12", "R11", "R10"]


def test_every_link_of_the_word_document_leads_somewhere(tmp_path: Path) -> None:
    path = tmp_path / "r.docx"
    write_report(report(), path)
    root = word_root(path)
    names = [mark.get(f"{_W}name") for mark in root.iter(f"{_W}bookmarkStart")]
    assert len(names) == len(set(names))
    links = [link.get(f"{_W}anchor") for link in root.iter(f"{_W}hyperlink")]
    assert links
    assert set(links) <= set(names)
    codes = " ".join(node.text or "" for node in root.iter(f"{_W}instrText"))
    pages = re.findall(r"PAGEREF (\w+)", codes)
    assert set(pages) <= set(names)
    assert codes.count("SEQ Tabel") == 3
    assert codes.count("SEQ Gambar") == 1
    assert 'TOC \\o "1-3"' in codes
    turned = [size.get(f"{_W}orient") for size in root.iter(f"{_W}pgSz")]
    assert "landscape" in turned
    assert None in turned


def test_the_contents_of_the_pdf_tell_the_right_pages(tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    write_report(report(), path)
    pages = PdfReader(path).pages
    first = pages[0].extract_text()
    for heading in ("3 Metode", "4 Hasil", "4.2 Panah", "Lampiran: bukti", "Tabel 4.3."):
        line = next(line for line in first.split("\n") if line.startswith(heading))
        told = re.search(r"(\d+)$", line) or re.search(
            r"^(\d+)$", first.split("\n")[first.split("\n").index(line) + 1]
        )
        assert told is not None, line
        assert heading in pages[int(told[1]) - 1].extract_text()
    turned = {page.mediabox.width > page.mediabox.height for page in pages}
    assert turned == {True, False}


def test_sources_are_called_by_their_keys_unless_names_are_asked_for(tmp_path: Path) -> None:
    for ending in ENDINGS:
        path = tmp_path / f"r{ending}"
        write_report(report(), path)
        assert "Wawancara1" not in squeezed(text_of(path))
        write_report(report(), path, mask_names=False)
        assert "Wawancara1" in squeezed(text_of(path))


@pytest.mark.parametrize("ending", ENDINGS)
def test_hostile_words_pass_unharmed(tmp_path: Path, ending: str) -> None:
    shown = report(words=NASTY)
    nasty = tuple(Paragraph(words) for words in NASTY)
    long = Paragraph("kata " * 8000)
    forms = replace(full_matrix(words=NASTY), layout=Layout.FORM, title=NASTY[10])
    shown = replace(
        shown,
        title=NASTY[10],
        subtitle=NASTY[0],
        sections=(
            *shown.sections,
            ReportSection(NASTY[11], (*nasty, long, ShownDisplay("form", forms)), level=9),
        ),
    )
    path = tmp_path / f"r{ending}"
    write_report(shown, path)
    text = text_of(path)
    assert text.count("kata") >= 8000
    assert squeezed(NASTY[11]) in squeezed(text)
    assert squeezed(NASTY[4].strip()) in squeezed(text)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_report_without_displays_is_written(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"r{ending}"
    write_report(Report("Kosong", "en", ()), path)
    assert "Kosong" in text_of(path)


def test_a_crooked_report_is_not_written(tmp_path: Path) -> None:
    shown = report()
    unknown = replace(shown, sections=(ReportSection("A", (Paragraph("[#tak-ada]"),)),))
    twice = replace(shown, sections=(*shown.sections, shown.sections[2]))
    bad = replace(matrix(), evidence=())
    crooked = replace(shown, sections=(ReportSection("A", (ShownDisplay("a", bad),)),))
    for wrong, refusal in (
        (unknown, UnknownReference),
        (twice, DoubledDisplay),
        (crooked, CrookedMatrix),
    ):
        with pytest.raises(refusal):
            write_report(wrong, tmp_path / "r.docx")
    with pytest.raises(UnknownFileKind, match=r"\.docx, \.pdf"):
        write_report(shown, tmp_path / "r.xlsx")
    with pytest.raises(TargetFolderMissing):
        write_report(shown, tmp_path / "no" / "r.pdf")
    assert list(tmp_path.iterdir()) == []
