"""What every registered text importer must do, run over one small file of each format."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from models.errors import Refused
from models.vocabulary import Technique
from qda.importers.draft import SourceDraft
from qda.importers.errors import Damaged, NoWords
from qda.importers.options import ReadingOptions
from qda.importers.registry import (
    HEAD,
    IMPORTERS,
    TextImporter,
    importer_of,
    known_endings,
    read_original,
    read_source,
)
from tests.helpers.text_files import opendocument, original, outcome, pdf, word, word_paragraph

_ASK = "Apa tugas Bapak di dinas ini?"
_SAY = "Saya mengurus data dan laporan dari kecamatan."
_TALK = [f"Peneliti: {_ASK}", f"Informan: {_SAY}"] * 3

# One file per importer, by its name; each holds the same talk.
FILES: dict[str, bytes] = {
    "pdf": pdf([[(60, 700 - 40.0 * n, line) for n, line in enumerate(_TALK)]]),
    "rtf": ("{\\rtf1 " + "\\par ".join(_TALK) + "}").encode(),
    "odt": opendocument("".join(f"<text:p>{line}</text:p>" for line in _TALK)),
    "docx": word("".join(word_paragraph(line) for line in _TALK)),
    "vtt": (
        "WEBVTT\n\n"
        + "".join(f"00:0{n}.000 --> 00:0{n}.500\n{line}\n\n" for n, line in enumerate(_TALK))
    ).encode(),
    "srt": "".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},500\n{line}\n\n" for n, line in enumerate(_TALK)
    ).encode(),
    "html": ("<!DOCTYPE html>" + "".join(f"<p>{line}</p>" for line in _TALK)).encode(),
    "md": "\n\n".join(_TALK).encode(),
    "txt": "\n".join(_TALK).encode(),
}
BLANK: dict[str, bytes] = {
    "pdf": pdf([[]]),
    "rtf": b"{\\rtf1 \\par }",
    "odt": opendocument("<text:p> </text:p>"),
    "docx": word("<w:p/>"),
    "html": b"<html><p> </p></html>",
    "md": b" \n",
    "txt": b"\n\n",
}

each_importer = pytest.mark.parametrize("importer", IMPORTERS, ids=lambda i: i.name)


def _draft(importer: TextImporter) -> SourceDraft:
    name = f"wawancara{importer.extensions[0]}"
    return read_original(original(FILES[importer.name], name), ReadingOptions())


def test_every_importer_has_a_file_here_and_a_name_and_endings_of_its_own() -> None:
    assert set(FILES) == {importer.name for importer in IMPORTERS}
    assert len(known_endings()) == len(set(known_endings()))
    assert all(ending.startswith(".") and ending.islower() for ending in known_endings())


@each_importer
def test_it_recognises_its_file_and_reads_it(importer: TextImporter) -> None:
    file = original(FILES[importer.name], f"wawancara{importer.extensions[0]}")

    assert importer.reads(file.content[:HEAD], file.name)
    assert importer_of(file) is importer
    found = _draft(importer)
    assert (found.format, found.title, found.notices) == (importer.name, "wawancara", ())


@each_importer
def test_the_original_is_kept_to_the_byte(importer: TextImporter, tmp_path: Path) -> None:
    path = tmp_path / f"a{importer.extensions[0]}"
    path.write_bytes(FILES[importer.name])
    found = read_source(path).original

    assert found.content == path.read_bytes()
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@each_importer
def test_paragraphs_and_turns_lie_in_the_text(importer: TextImporter) -> None:
    found = _draft(importer)

    assert [p.span.of(found.text).strip() for p in found.paragraphs] == _TALK
    assert [t.words.of(found.text) for t in found.turns] == [_ASK, _SAY] * 3
    assert [t.span.of(found.text) for t in found.turns] == _TALK
    assert {s.name for s in found.speakers} == {t.speaker for t in found.turns}
    assert "\r" not in found.text
    assert "\ufeff" not in found.text


@each_importer
def test_the_same_file_gives_the_same_draft(importer: TextImporter) -> None:
    assert _draft(importer) == _draft(importer)


@each_importer
def test_what_the_researcher_knows_is_kept(importer: TextImporter) -> None:
    file = original(FILES[importer.name], f"a{importer.extensions[0]}")
    options = ReadingOptions(Technique.LITERATURE, "su")
    found = importer.read(file, options)
    assert (found.technique, found.language) == (Technique.LITERATURE, "su")


@each_importer
def test_a_file_without_words_is_refused(importer: TextImporter) -> None:
    # A file of cues without a single cue is no longer a file of cues.
    refusal = NoWords if importer.name in BLANK else Damaged
    content = BLANK.get(importer.name, b"WEBVTT\n\n")
    with pytest.raises(refusal):
        importer.read(original(content, "kosong"), ReadingOptions())


@each_importer
@pytest.mark.parametrize("part", [0.1, 0.4, 0.7, 0.95])
def test_a_file_cut_off_is_read_or_refused_in_words(importer: TextImporter, part: float) -> None:
    content = FILES[importer.name]
    name = f"a{importer.extensions[0]}"
    found = outcome(content[: int(len(content) * part)], name)
    if isinstance(found, SourceDraft):
        assert found.paragraphs
    else:
        assert isinstance(found, Refused)
        assert name in found.say("id")
