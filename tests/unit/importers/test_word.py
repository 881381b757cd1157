"""Word documents: everything on the page in its order, nothing that is not on it."""

from __future__ import annotations

import pytest

from qda.importers.errors import Damaged, Hostile, NoWords, PasswordNeeded
from tests.helpers.text_files import (
    draft,
    paragraph_texts,
    sentences_of,
    word,
    word_paragraph,
    zipped,
)

_NUMBERING = """
<w:abstractNum w:abstractNumId="4">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText
  w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2)"/>
  <w:suff w:val="space"/></w:lvl>
 <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="4"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def _item(text: str, depth: int, number: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return word_paragraph(text, properties)


def _lines(body: str, **parts: str) -> list[str]:
    return draft(word(body, **parts), "a.docx").text.split("\n")


def test_list_numbers_and_letters_are_written_out() -> None:
    items = [("Tempat", 0), ("Waktu", 1), ("Jam", 1), ("titik", 2), ("Orang", 0), ("Nama", 1)]
    body = "".join(_item(text, depth) for text, depth in items) + _item("Lagi", 0, 2)

    assert _lines(body, numbering=_NUMBERING) == [
        "A.\tTempat", "A.1) Waktu", "A.2) Jam", "•\ttitik", "B.\tOrang", "B.1) Nama", "A.\tLagi",
    ]  # fmt: skip


def test_a_list_can_come_from_the_style_and_be_switched_off() -> None:
    styles = """<w:style w:styleId="Butir"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>
    </w:style><w:style w:styleId="Anak"><w:basedOn w:val="Butir"/></w:style>"""
    off = '<w:pStyle w:val="Anak"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = word_paragraph("satu", '<w:pStyle w:val="Anak"/>') + word_paragraph("dua", off)

    assert _lines(body, numbering=_NUMBERING, styles=styles) == ["A.\tsatu", "dua"]


def test_headings_are_known_by_style_and_outline() -> None:
    styles = """<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
    <w:style w:styleId="Mine"><w:basedOn w:val="H1"/><w:name w:val="Bab"/></w:style>
    <w:style w:styleId="Ti"><w:name w:val="Title"/></w:style>"""
    body = (
        word_paragraph("Judul", '<w:pStyle w:val="Ti"/>')
        + word_paragraph("Bab I", '<w:pStyle w:val="Mine"/>')
        + word_paragraph("Subbab", '<w:outlineLvl w:val="2"/>')
        + word_paragraph("isi", '<w:outlineLvl w:val="9"/>')
    )
    found = draft(word(body, styles=styles), "a.docx")

    assert [p.heading for p in found.paragraphs] == [True, True, True, False]


def test_rows_of_tables_are_lines_and_cells_are_joined_by_tabs() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{word_paragraph('dalam')}</w:tc></w:tr></w:tbl>"
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    two = word_paragraph("jawab 1") + word_paragraph("jawab 2")
    table = "<w:tbl>{}{}</w:tbl>".format(
        row.format(word_paragraph("1"), word_paragraph("P"), two),
        row.format(word_paragraph("2"), inner, "<w:p/>"),
    )

    body = word_paragraph("awal") + table + word_paragraph("akhir")
    assert _lines(body) == ["awal", "1\tP\tjawab 1", "jawab 2", "2\tdalam", "akhir"]


def test_every_body_of_a_printed_questionnaire_is_read() -> None:
    # Survey programs write a body for each question, and an empty one before them.
    apart = "</w:body><w:body>"
    body = apart.join(("", word_paragraph("Q1 Usia?"), word_paragraph("Q2 Mengapa?")))
    assert _lines(body) == ["Q1 Usia?", "Q2 Mengapa?"]


def test_notes_stand_at_the_end_behind_their_marks() -> None:
    cite = '<w:r><w:{0}Reference w:id="{1}"/></w:r>'
    body = (
        f"<w:p><w:r><w:t>Satu</w:t></w:r>{cite.format('footnote', 7)}<w:r><w:t>.</w:t></w:r></w:p>"
    )
    body += f"<w:p><w:r><w:t>Dua</w:t></w:r>{cite.format('endnote', 2)}</w:p>"
    foot = f'<w:footnote w:id="-1">{word_paragraph("pemisah")}</w:footnote>'
    foot += f'<w:footnote w:id="7">{word_paragraph(" Lihat Winarno.")}</w:footnote>'
    end = f'<w:endnote w:id="2">{word_paragraph("Akhir.")}</w:endnote>'

    assert _lines(body, footnotes=foot, endnotes=end) == [
        "Satu[^1].", "Dua[^2]", "[^1] Lihat Winarno.", "[^2] Akhir.",
    ]  # fmt: skip


def test_tracked_changes_keep_what_was_put_in_and_drop_what_was_taken_out() -> None:
    body = """<w:p><w:r><w:t xml:space="preserve">Saya </w:t></w:r>
    <w:ins><w:r><w:t>sudah </w:t></w:r></w:ins>
    <w:del><w:r><w:delText>belum </w:delText></w:r></w:del>
    <w:moveTo><w:r><w:t>setuju</w:t></w:r></w:moveTo><w:moveFrom><w:r><w:t>lama</w:t></w:r></w:moveFrom>
    </w:p>"""
    found = draft(word(body), "a.docx")

    assert found.text == "Saya sudah setuju"
    said = "Deleted text of tracked changes was left out: 2 places."
    assert said in sentences_of(found)


def test_hidden_text_is_left_out_and_told() -> None:
    styles = """<w:style w:styleId="Rahasia"><w:rPr><w:vanish/></w:rPr></w:style>"""
    body = """<w:p><w:r><w:t>tampak</w:t></w:r>
    <w:r><w:rPr><w:vanish/></w:rPr><w:t>sembunyi</w:t></w:r>
    <w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> juga</w:t></w:r>
    <w:r><w:rPr><w:rStyle w:val="Rahasia"/></w:rPr><w:t>lenyap</w:t></w:r></w:p>"""
    found = draft(word(body, styles=styles), "a.docx")

    assert found.text == "tampak juga"
    assert "Hidden text was left out: 2 places." in sentences_of(found)


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{word_paragraph('kotak')}</w:txbxContent>"
    body = f"""<w:p><w:r><w:t>jangkar</w:t></w:r><w:r>
    <mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice>{box}</mc:Choice>
    <mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"""

    assert _lines(body + word_paragraph("lanjut")) == ["jangkar", "kotak", "lanjut"]


def test_breaks_tabs_hyphens_links_and_controls_are_text() -> None:
    body = """<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/>
    <w:t>d</w:t><w:softHyphen/><w:sym w:font="Symbol" w:char="F0B7"/></w:r>
    <w:hyperlink><w:r><w:t> tautan</w:t></w:r></w:hyperlink>
    <w:sdt><w:sdtContent><w:r><w:t> isian</w:t></w:r></w:sdtContent></w:sdt>
    <w:r><w:instrText> PAGE </w:instrText></w:r></w:p>
    <w:p><w:r><w:br w:type="page"/><w:t>halaman baru</w:t></w:r></w:p>"""

    assert _lines(body) == ["a\tb", "c-d• tautan isian", "halaman baru"]


def test_emoji_and_right_to_left_letters_survive() -> None:
    said = "👩‍👩‍👧 שלום é 𝒳"
    found = draft(word(word_paragraph(said)), "a.docx")

    assert found.text == said
    assert len(found.paragraphs[0].span) == len(said)


def test_comments_and_pictures_are_told() -> None:
    members = {
        "_rels/.rels": "<Relationships/>",
        "word/comments.xml": "<w/>",
        "word/document.xml": '<d xmlns:w="w"><body><p><r><t>x y</t><blip/></r></p></body></d>',
    }
    found = draft(zipped(members), "a.docx")

    assert found.text == "x y"
    assert "The comments in the margin were not read." in sentences_of(found)
    assert "Pictures hold no text that can be coded here: 1." in sentences_of(found)


def _with_document(document: str) -> bytes:
    return zipped({"word/document.xml": document})


LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    "<d><body><p><r><t>&b;</t></r></p></body></d>"
)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (_with_document(LAUGHS), Hostile),
        (_with_document(LAUGHS.replace('"ha"', 'SYSTEM "file:///etc/passwd"')), Hostile),
        (zipped({"word/document.xml": LAUGHS.encode("utf-16")}), Hostile),
        (_with_document("<d><body>" + "<p>" * 5000), Damaged),
        (_with_document("<d><body>" + "<p>" * 500 + "</p>" * 500 + "</body></d>"), Damaged),
        (_with_document("<d/>"), Damaged),
        (_with_document("bukan xml"), Damaged),
        (zipped({"word/other.xml": "<d/>"}), Damaged),
        (b"PK\x03\x04word/ tidak utuh", Damaged),
        (word("<w:p/>"), NoWords),
        (word(word_paragraph("halo"))[:-40], Damaged),
    ],
)  # fmt: skip
def test_hostile_and_broken_documents_are_refused(content: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        draft(content, "a.docx")


def test_a_zip_bomb_is_refused_before_it_fills_the_memory() -> None:
    bomb = zipped({"word/document.xml": b"<d>" + b" " * 60_000_000})

    assert len(bomb) < 100_000
    with pytest.raises(Hostile):
        draft(bomb, "bom.docx")


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    bomb = bytearray(zipped({"word/document.xml": b"<d>" + b" " * 60_000_000}))
    size = (60_000_003).to_bytes(4, "little")
    while (at := bomb.find(size)) >= 0:
        bomb[at : at + 4] = (100).to_bytes(4, "little")

    with pytest.raises((Hostile, Damaged)):
        draft(bytes(bomb), "bom.docx")


def test_names_that_climb_out_lead_nowhere() -> None:
    relations = """<R><Relationship Type="x/officeDocument" Target="../../../../etc/passwd"/>
    <Relationship Type="x/styles" Target="http://example.org/styles.xml"
    TargetMode="External"/></R>"""
    members = {
        "_rels/.rels": relations,
        "../../naik.txt": "x",
        "word/document.xml": "<d><body><p><r><t>aman</t></r></p></body></d>",
    }

    assert draft(zipped(members), "a.docx").text == "aman"


def test_doubled_names_and_passwords_are_refused() -> None:
    document = "<d><body/></d>"
    with pytest.warns(UserWarning, match="Duplicate name"):
        doubled = zipped([("word/document.xml", document), ("word/document.xml", document)])
    with pytest.raises(Hostile):
        draft(doubled, "a.docx")
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(PasswordNeeded):
        draft(locked, "a.docx")


def test_paragraphs_are_the_lines_that_hold_words() -> None:
    body = word_paragraph("satu") + "<w:p/>" + word_paragraph("  ") + word_paragraph("dua")

    assert paragraph_texts(draft(word(body), "a.docx")) == ["satu", "dua"]
