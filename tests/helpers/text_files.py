"""Builds the files that text importers read, small and exact, and drafts of them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from models.errors import StudyError
from qda.importers.draft import OriginalFile, SourceDraft, SpeakerDraft
from qda.importers.options import ReadingOptions
from qda.importers.registry import read_original

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/package/2006/relationships"
_O = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def original(content: bytes | str, name: str = "berkas.txt") -> OriginalFile:
    """A file of this content and name."""
    raw = content.encode() if isinstance(content, str) else content
    return OriginalFile(name, raw, hashlib.sha256(raw).hexdigest())


def draft(content: bytes | str, name: str = "berkas.txt") -> SourceDraft:
    """The draft the program makes of a file of this content and name."""
    return read_original(original(content, name), ReadingOptions())


def outcome(content: bytes, name: str) -> SourceDraft | StudyError:
    """The draft of a file, or the error that says why there is none; anything else passes on."""
    try:
        return draft(content, name)
    except StudyError as error:
        return error


def paragraph_texts(source: SourceDraft) -> list[str]:
    """The words of each paragraph."""
    return [paragraph.span.of(source.text) for paragraph in source.paragraphs]


def turn_texts(source: SourceDraft) -> list[tuple[str, str]]:
    """Who says what, turn by turn."""
    return [(turn.speaker, turn.words.of(source.text)) for turn in source.turns]


def speaker(source: SourceDraft, name: str) -> SpeakerDraft:
    """The speaker of this name."""
    return next(found for found in source.speakers if found.name == name)


def sentences_of(source: SourceDraft) -> list[str]:
    """The English sentences of the notices, their facts filled in."""
    return [notice.sentence.format(**dict(notice.facts)) for notice in source.notices]


def zipped(members: Mapping[str, bytes | str] | Iterable[tuple[str, bytes | str]]) -> bytes:
    """A zip archive of these members, in this order."""
    pairs = members.items() if isinstance(members, Mapping) else members
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            archive.writestr(name, content)
    return stream.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A Word document whose body is this XML (prefix w:); `styles`, `footnotes` ... are parts."""
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_O}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(parts)
    )
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_R}"><Relationship Id="r" '
        f'Type="{_O}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_R}">{relations}</Relationships>',
    }
    for name, content in parts.items():
        members[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{_W}">{content}</w:{name}>'
    return zipped(members)


def word_paragraph(text: str, properties: str = "") -> str:
    """The XML of a paragraph with one run."""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def opendocument(body: str, styles: str = "", **members: str) -> bytes:
    """An OpenDocument text whose body is this XML (prefixes text:, table:, draw:, style:)."""
    prefixes = " ".join(
        f'xmlns:{prefix}="{_ODF}{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("style", "style"),
        )
    )
    content = (
        f"<office:document-content {prefixes}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": mimetype, "content.xml": content, **members})


def pdf(pages: Iterable[Iterable[tuple[float, float, str]]], size: int = 11) -> bytes:
    """A PDF (A4) whose pages hold these lines, each at a place in points from the lower left."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for lines in pages:
        canvas.setFont("Helvetica", size)
        for x, y, text in lines:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
