"""PDF: the order of reading, whole words, whole paragraphs, no heads and feet."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pypdf
import pytest

from qda.importers.errors import Damaged, Hostile, PasswordNeeded, PicturesOnly
from qda.importers.pdf_paragraphs import joined
from qda.importers.registry import read_source
from qda.jobs.progress import Cancelled
from tests.helpers.text_files import draft, paragraph_texts, pdf, sentences_of, turn_texts

_WORDS = "kebijakan ini dilaksanakan oleh dinas bersama warga kota sejak awal tahun".split()


def _column(x: float, names: list[str], top: float = 700) -> list[tuple[float, float, str]]:
    """Lines of one width below each other, each beginning with a word that tells its place."""
    return [(x, top - 14 * n, f"{name} {' '.join(_WORDS[:6])}") for n, name in enumerate(names)]


def test_two_columns_are_read_one_after_the_other_and_titles_first() -> None:
    left, right = [f"kiri{n}" for n in range(12)], [f"kanan{n}" for n in range(12)]
    title = (60.0, 760.0, "Judul yang lebar sekali di atas kedua kolom halaman ini supaya jelas")
    page = [title, *_column(50, left), *_column(320, right)]
    found = draft(pdf([sorted(page, key=lambda line: -line[1])], size=9), "a.pdf")
    names = [word for word in found.text.split() if word.startswith(("Judul", "kiri", "kanan"))]

    assert names == ["Judul", *left, *right]


def test_a_table_of_short_cells_is_read_row_by_row() -> None:
    rows = [(f"Aspek {n}", f"nilai {n}") for n in range(10)]
    cells = [(x, 700 - 30.0 * n, text) for n, row in enumerate(rows)
             for x, text in zip((60, 330), row, strict=True)]  # fmt: skip
    found = draft(
        pdf([[*cells, (60, 200, " ".join(_WORDS * 2)), (330, 650, "keterangan panjang")]])
    )

    assert "Aspek 3\tnilai 3" in paragraph_texts(found)


def test_heads_feet_and_page_numbers_go_and_are_counted() -> None:
    pages = [
        [(60, 800, "Jurnal Kebijakan Vol. 3"), (60, 600, f"Isi {word} selesai."), (290, 30, str(n))]
        for n, word in enumerate(("pertama", "kedua", "ketiga"), start=14)
    ]
    found = draft(pdf(pages), "a.pdf")

    assert paragraph_texts(found) == ["Isi pertama selesai.", "Isi kedua selesai.",
                                      "Isi ketiga selesai."]  # fmt: skip
    assert [p.page for p in found.paragraphs] == [1, 2, 3]
    assert sentences_of(found) == ["Running heads, feet and page numbers were left out: 6 lines."]


def test_a_number_in_the_text_and_words_at_the_edge_stay() -> None:
    pages = [[(60, 800, "Bab Satu"), (60, 500, "7"), (60, 480, "tahun lalu."),
              (60, 40, "Bersambung")],
             [(60, 800, "Bab Dua"), (60, 500, "Isi lain."), (60, 40, "Tamat.")]]  # fmt: skip
    found = draft(pdf(pages), "a.pdf")

    assert (
        found.text.split() == "Bab Satu 7 tahun lalu. Bersambung Bab Dua Isi lain. Tamat.".split()
    )
    assert found.notices == ()


def test_a_paragraph_goes_on_over_lines_and_pages() -> None:
    long = "Pemerintah kota melaksanakan kebijakan ini bersama warga dan dunia usaha sejak"
    pages = [
        [(60, 700, long), (60, 686, long.lower()), (60, 672, long.lower() + " awal")],
        [
            (60, 760, "tahun lalu sampai hari ini tanpa henti. Selesai."),
            (60, 720, "Paragraf baru."),
        ],
    ]
    found = draft(pdf(pages), "a.pdf")

    assert [p.page for p in found.paragraphs] == [1, 2]
    assert found.text.split("\n")[0].endswith("sejak awal tahun lalu sampai hari ini tanpa henti. "
                                              "Selesai.")  # fmt: skip
    assert found.text.split("\n")[1] == "Paragraf baru."


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("imple-", "mentasi kebijakan", "implementasi kebijakan"),
        ("gagasan dan ide-", "ide baru", "gagasan dan ide-ide baru"),
        ("para anak-", "anaknya", "para anak-anaknya"),
        ("mereka berlari-", "lari", "mereka berlari-lari"),
        ("se-", "Jakarta Raya", "se-Jakarta Raya"),
        ("COVID-", "19 melanda", "COVID-19 melanda"),
        ("tahun 2014-", "2019", "tahun 2014-2019"),
        ("kata –", "jeda", "kata – jeda"),
        ("kata -", "jeda", "kata - jeda"),
        ("im\u00ad", "plementasi", "implementasi"),
        ("garis", "baru", "garis baru"),
    ],
)
def test_divided_words_become_whole_and_real_hyphens_stay(
    left: str, right: str, whole: str
) -> None:
    assert joined(left, right, Counter()) == whole


def test_the_rest_of_the_document_decides_a_doubtful_hyphen() -> None:
    assert joined("non-", "formal", Counter({"non-formal": 2})) == "non-formal"
    assert joined("meme-", "meme lucu", Counter({"memememe": 1})) == "memememe lucu"


def test_labels_without_space_between_begin_paragraphs() -> None:
    said = [("P: Apa kabar Bapak hari ini?", "Y: Baik."),
            ("P: Sudah lama di sini?", "Y: Ya, lama."),
            ("P: Berapa lama kira-kira?", "Y: Sepuluh tahun.")]  # fmt: skip
    lines = [line for pair in said for line in pair]
    found = draft(pdf([[(60, 700 - 14.0 * n, line) for n, line in enumerate(lines)]]), "a.pdf")

    assert paragraph_texts(found) == lines
    assert turn_texts(found)[-1] == ("Y", "Sepuluh tahun.")


def _changed(content: bytes, *, password: str = "", owner: str = "") -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt(password, owner or None, algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_password_is_asked_for_only_where_reading_needs_it() -> None:
    plain = pdf([[(60, 700, "Halo dunia.")]])

    with pytest.raises(PasswordNeeded):
        draft(_changed(plain, password="rahasia"), "a.pdf")
    assert draft(_changed(plain, owner="pemilik"), "a.pdf").text == "Halo dunia."


def test_pages_that_are_pictures_are_refused_with_advice() -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    picture = ImageReader(io.BytesIO(_PNG))
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for _ in range(2):
        canvas.drawImage(picture, 0, 0, 500, 700)
        canvas.showPage()
    canvas.save()

    with pytest.raises(PicturesOnly, match=r"2 pages.*OCR"):
        draft(stream.getvalue(), "pindaian.pdf")


_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def test_broken_and_hostile_files_are_refused() -> None:
    whole = pdf([[(60, 700, "Halo.")]])
    with pytest.raises(Damaged):
        draft(b"%PDF-1.4\n" + b"\x01" * 300, "a.pdf")
    twice = whole + b"<< /Filter [/FlateDecode /FlateDecode] >>"
    with pytest.raises(Hostile):
        draft(twice, "a.pdf")


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    import zlib

    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(10_000_000)) for _ in range(32)) + packer.flush()
    bomb = b"%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream"

    assert len(packed) < 400_000
    with pytest.raises(Hostile):
        draft(bomb, "bom.pdf")


def test_progress_hears_of_pages_and_may_stop(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([[(60, 700, f"Halaman {n}.")] for n in range(4)]))
    heard: list[tuple[int, int]] = []

    class Impatient:
        def report(self, done: int, total: int, what: str = "") -> None:
            heard.append((done, total))
            if done == 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        read_source(path, progress=Impatient())
    assert heard == [(0, 4), (1, 4), (2, 4)]
