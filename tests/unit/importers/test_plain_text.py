"""Plain text and Markdown: encodings, line ends, and nothing else changed."""

from __future__ import annotations

import pytest

from models.positions import Span
from qda.importers.errors import NotText, NoWords
from qda.importers.paragraphs import paragraph_spans
from tests.helpers.text_files import draft, paragraph_texts, sentences_of

_SAID = "Kata “Ana” – café 👩‍👩‍👧 é שלום"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_in_every_form_gives_the_same_text(encoding: str) -> None:
    long = f"{_SAID}\nbaris kedua dengan huruf biasa saja\n"
    content = long.encode(encoding)
    if encoding in ("utf-16-le", "utf-16-be"):
        content = "baris pertama dan baris kedua\n".encode(encoding)
        long = "baris pertama dan baris kedua\n"
    assert draft(content).text == long


def test_line_ends_of_all_systems_become_lf_and_the_mark_goes() -> None:
    found = draft("\ufeffsatu\r\ndua\rtiga\n\n\tempat  ".encode())

    assert found.text == "satu\ndua\ntiga\n\n\tempat  "
    assert paragraph_texts(found) == ["satu", "dua", "tiga", "\tempat  "]


def test_an_encoding_that_was_guessed_is_told() -> None:
    found = draft("“Apa kabar?” – kata Réné, naïve.\n".encode("cp1252"))

    assert found.text == "“Apa kabar?” – kata Réné, naïve.\n"
    assert any("cp1252" in said for said in sentences_of(found))


def test_characters_no_store_can_hold_are_taken_out_and_told() -> None:
    found = draft(b"a" * 400 + b"\x00 tengah")

    assert found.text == "a" * 400 + " tengah"
    assert any("NUL" in said for said in sentences_of(found))


def test_form_feeds_and_unicode_separators_stay_inside_their_paragraph() -> None:
    text = "satu\x0cdua\u2028tiga\x85empat"

    assert paragraph_spans(text) == (Span(0, len(text)),)
    assert draft(text).text == text


def test_bytes_that_are_no_text_and_texts_without_words_are_refused() -> None:
    with pytest.raises(NotText):
        draft(bytes(range(256)) * 20)
    with pytest.raises(NoWords):
        draft(" \n\t\r\n\u00a0\n")


def test_markdown_keeps_its_marks_and_resolves_references() -> None:
    source = (
        "# Judul\n\nDia bilang &quot;ya&quot; &amp; &#39;tidak&#39; "
        "&nothing; **tebal** &#0; \\[1\\]\n"
    )
    found = draft(source, "wawancara.md")

    assert found.text == "# Judul\n\nDia bilang \"ya\" & 'tidak' &nothing; **tebal** &#0; \\[1\\]\n"
    assert [p.heading for p in found.paragraphs] == [True, False]
    assert "Character references such as &quot; were read as characters: 5." in sentences_of(found)


def test_a_comment_in_a_code_block_is_no_heading() -> None:
    found = draft("```\n# bukan judul\n```\n## judul\n", "catatan.md")

    assert [p.heading for p in found.paragraphs] == [False, False, False, True]
