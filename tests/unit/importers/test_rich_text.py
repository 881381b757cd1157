"""Rich Text: letters of every code page, groups that are seen and groups that are not."""

from __future__ import annotations

import pytest
from striprtf.striprtf import rtf_to_text

from qda.importers.errors import Damaged, NoWords
from tests.helpers.shared import shared
from tests.helpers.text_files import draft, sentences_of


def _text(body: str, head: str = "\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}") -> str:
    return draft(f"{{\\rtf1{head}{body}}}".encode("latin-1"), "a.rtf").text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"caf\'e9 \'93ya\'94 \'96 \'80", "café “ya” – €"),
        (r"\u8220?ya\u8221? \u233\'e9 \u-10179?\u-8704?", "“ya” é 😀"),
        (r"{\uc0\u128512 x}{\uc2\u8364 EUR}", "\U0001f600x€R"),
        (r"satu\par dua\line tiga\tab empat", "satu\ndua\ntiga\tempat"),
        (r"a\~b\_c\-d\emdash e \{f\} \\g", "a\xa0b-cd—e {f} \\g"),
        (r"kata{\v sembunyi} tampak{\deleted hapus}!", "kata tampak!"),
        (r"isi{\pict\wmetafile8 0102ff}{\header kepala}{\*\unknown apa} akhir", "isi akhir"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt tautan}} ya", "tautan ya"),
        (r"{\listtext 1.\tab}butir\par {\*\pntext 2.\tab}dua", "1.\tbutir\n2.\tdua"),
        (r"a\trowd b\cell c\cell\row d", "ab\tc\nd"),
        (r"Kata{\footnote\pard catatan kaki} lanjut\par akhir",
         "Kata[^1] lanjut\nakhir\n[^1] catatan kaki"),
        (r"{\upr{ansi ?}{\*\ud{unicode \u8212?}}}", "unicode —"),
        (r"{\*\shpinst{\shptxt kotak\par}}lalu", "kotak\nlalu"),
        (r"a\bin5 }{}}{b", "ab"),
        ("baris\r\nyang sama", "barisyang sama"),
    ],
)  # fmt: skip
def test_control_words_mean_what_the_format_says(source: str, text: str) -> None:
    assert _text(source) == text


def test_letters_come_from_the_code_page_of_their_font() -> None:
    head = r"\ansi\ansicpg1252\deff0{\fonttbl{\f0 A;}{\f1\fcharset204 B;}{\f2\fcharset128 C;}}"

    assert _text(r"\'cf {\f1 \'cf\'f0\'e8} \f2 \'93\'fa\'96\'7b", head) == "Ï При 日本"


def test_a_half_of_a_pair_does_not_reach_the_text() -> None:
    assert _text(r"a\u-10179?b \u-8704?c") == "a\ufffdb \ufffdc"


def test_headings_are_known_by_their_outline_level() -> None:
    source = rb"{\rtf1\pard\outlinelevel0 Judul\par\pard isi\par}"
    found = draft(source, "a.rtf")

    assert [p.heading for p in found.paragraphs] == [True, False]


def test_hidden_text_is_counted_by_places() -> None:
    found = draft(rb"{\rtf1 a{\v b\par c} d{\v e}}", "a.rtf")

    assert found.text == "a d"
    assert sentences_of(found) == ["Hidden text was left out: 2 places."]


def test_an_independent_reader_finds_the_same_words_in_a_real_file() -> None:
    path = shared("data", "transcripts", "document_learning_sciences.rtf")
    found = draft(path.read_bytes(), path.name)

    theirs: str = rtf_to_text(path.read_text("cp1252"))  # type: ignore[no-untyped-call]

    assert "".join(found.text.split()) == "".join(theirs.split())


def test_files_without_words_or_beyond_reason_are_refused() -> None:
    with pytest.raises(NoWords):
        draft(rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}}", "a.rtf")
    with pytest.raises(Damaged):
        draft(rb"{\rtf1" + b"{" * 200_000, "a.rtf")
