"""The way in: content decides, other kinds are named, every refusal speaks both languages."""

from __future__ import annotations

import inspect
import string
from pathlib import Path

import pytest

from models.errors import StudyError
from qda.importers import errors
from qda.importers.errors import OldWord, UnknownKind
from qda.importers.registry import read_source
from tests.helpers.text_files import (
    draft,
    opendocument,
    pdf,
    sentences_of,
    word,
    word_paragraph,
    zipped,
)


@pytest.mark.parametrize(
    ("content", "name", "format_name"),
    [
        (pdf([[(60, 700, "Halo dunia.")]]), "a.txt", "pdf"),
        (b"{\\rtf1 Halo dunia.}", "a.doc", "rtf"),
        (b"{\\rtf1 Halo dunia.}", "a.docx", "rtf"),
        (word(word_paragraph("Halo dunia.")), "a.odt", "docx"),
        (opendocument("<text:p>Halo dunia.</text:p>"), "a.docx", "odt"),
        (b"<!doctype html><p>Halo dunia.</p>", "a.txt", "html"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Halo dunia.", "a.txt", "vtt"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHalo dunia.\n", "a.txt", "srt"),
        (b"Halo dunia.", "a.docx", "txt"),
    ],
)
def test_content_wins_over_a_wrong_name_and_the_researcher_is_told(
    content: bytes, name: str, format_name: str
) -> None:
    found = draft(content, name)

    assert found.format == format_name
    assert "Halo dunia." in found.text
    assert any(format_name in said for said in sentences_of(found))


@pytest.mark.parametrize(
    ("content", "name", "format_name"),
    [
        (word(word_paragraph("x")), "a.docx", "docx"),
        (word(word_paragraph("x")), "tanpa-akhiran", "docx"),
        (b"# x", "a.MD", "md"),
        (b"x", "tanpa-akhiran", "txt"),
        (b"MZ bukan program, RIFF juga", "a.txt", "txt"),
    ],
)
def test_a_fitting_name_needs_no_word(content: bytes, name: str, format_name: str) -> None:
    found = draft(content, name)

    assert (found.format, found.notices) == (format_name, ())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        (b"\xff\xd8\xff\xe0\0\0JFIF", "a picture"),
        (b"ID3\x04\0\0", "a sound recording"),
        (b"\0\0\0\x20ftypM4A ", "a sound or video recording"),
        (b"MZ\x90\0\x03", "a program"),
        (b"SQLite format 3\0", "a database"),
        (zipped({"xl/workbook.xml": "<x/>"}), "an Excel workbook (import it as a table)"),
        (zipped({"foto.jpg": "x"}), "an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook", "a document of an old office program"),
    ],
)
def test_other_kinds_are_named(content: bytes, kind: str) -> None:
    with pytest.raises(UnknownKind) as refused:
        draft(content, "berkas.bin")
    assert kind in refused.value.say("en")
    assert ".pdf, .rtf, .odt, .docx" in refused.value.say("id")


def test_an_old_word_document_is_told_what_to_do() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    with pytest.raises(OldWord, match=r"Save it as \.docx"):
        draft(old, "a.doc")


def test_the_original_file_travels_with_the_draft(tmp_path: Path) -> None:
    path = tmp_path / "catatan.txt"
    path.write_bytes(b"satu\r\ndua")
    found = read_source(path)

    assert (found.original.name, found.original.content) == ("catatan.txt", b"satu\r\ndua")
    assert found.text == "satu\ndua"


REFUSALS = [
    refusal
    for _, refusal in inspect.getmembers(errors, inspect.isclass)
    if refusal.__module__ == errors.__name__
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.__name__)
def test_every_refusal_words_itself_in_both_languages(refusal: type[StudyError]) -> None:
    facts = {name for _, name, _, _ in string.Formatter().parse(refusal.en) if name}
    assert facts == {name for _, name, _, _ in string.Formatter().parse(refusal.id) if name}
    error = refusal(**{fact: f"[{fact}]" for fact in facts})

    for language in ("en", "id"):
        said = error.say(language)
        assert all(f"[{fact}]" in said for fact in facts)
        assert said.endswith((".", "]"))
    assert error.say("en") != error.say("id")
