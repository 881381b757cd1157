"""OpenDocument texts are laid out as Word documents are."""

from __future__ import annotations

import pytest

from qda.importers.errors import Damaged, Hostile, PasswordNeeded
from tests.helpers.text_files import draft, opendocument, sentences_of, zipped


def _lines(body: str, styles: str = "") -> list[str]:
    return draft(opendocument(body, styles), "a.odt").text.split("\n")


def test_white_space_is_that_of_the_format() -> None:
    body = """<text:p>
      satu   <text:span>dua</text:span><text:s text:c="3"/>tiga<text:tab/>empat<text:line-break
      />lima
      </text:p>"""

    assert _lines(body) == ["satu dua   tiga\tempat", "lima "]


def test_headings_and_titles_are_known() -> None:
    styles = '<style:style style:name="P9" style:parent-style-name="Title"/>'
    body = '<text:p text:style-name="P9">Judul</text:p><text:h>Bab</text:h><text:p>isi</text:p>'
    found = draft(opendocument(body, styles), "a.odt")

    assert [p.heading for p in found.paragraphs] == [True, True, False]


def test_lists_are_numbered_as_their_style_says() -> None:
    styles = """<text:list-style style:name="L1">
    <text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix=")"/>
    <text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."
     text:display-levels="2"/></text:list-style>
    <text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/>
    </text:list-style>"""
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = "<text:list>" + item.format("dalam", "") + item.format("dalam 2", "") + "</text:list>"
    body = (
        f'<text:list text:style-name="L1">{item.format("satu", inner)}{item.format("dua", "")}'
        f'</text:list><text:list text:style-name="L2">{item.format("butir", "")}</text:list>'
    )

    assert _lines(body, styles) == ["a) satu", "a.1. dalam", "a.2. dalam 2", "b) dua", "• butir"]


def test_tables_notes_and_boxes_are_placed() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    body = (
        "<text:p>Kata<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>catatan</text:p></text:note-body></text:note> akhir<draw:frame><draw:text-box>"
        "<text:p>kotak</text:p></draw:text-box></draw:frame></text:p><table:table><table:table-row>"
        + cell.format("a") + cell.format("b") + "</table:table-row></table:table>"
    )  # fmt: skip

    assert _lines(body) == ["Kata[^1] akhir", "kotak", "a\tb", "[^1] catatan"]


def test_deleted_hidden_and_commented_text_is_left_out_and_told() -> None:
    styles = """<style:style style:name="T5"><style:text-properties text:display="none"/>
    </style:style>"""
    body = """<text:tracked-changes><text:changed-region><text:deletion><text:p>hapus</text:p>
    </text:deletion></text:changed-region></text:tracked-changes><text:p>tampak<text:span
    text:style-name="T5">sembunyi</text:span><office:annotation><text:p>komentar</text:p>
    </office:annotation></text:p>"""
    found = draft(opendocument(body, styles), "a.odt")

    assert found.text == "tampak"
    assert sentences_of(found) == [
        "Deleted text of tracked changes was left out: 1 places.",
        "Hidden text was left out: 1 places.",
        "The comments in the margin were not read.",
    ]


def test_hostile_broken_and_encrypted_texts_are_refused() -> None:
    kind = "application/vnd.oasis.opendocument.text"
    with pytest.raises(Hostile):
        draft(zipped({"mimetype": kind, "content.xml": "<!DOCTYPE a><a/>"}), "a.odt")
    with pytest.raises(Damaged):
        draft(zipped({"mimetype": kind}), "a.odt")
    with pytest.raises(Damaged):
        draft(zipped({"mimetype": kind, "content.xml": "<a/>"}), "a.odt")
    locked = {"META-INF/manifest.xml": "<m><encryption-data/></m>"}
    with pytest.raises(PasswordNeeded):
        draft(opendocument("<text:p>x</text:p>", **locked), "a.odt")


def test_a_count_of_spaces_can_not_fill_the_memory() -> None:
    found = draft(opendocument('<text:p>a<text:s text:c="999999999"/>b</text:p>'), "a.odt")

    assert len(found.text) < 1000
