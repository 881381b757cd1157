"""Reads PDF: pages become running paragraphs again, in the order a person reads them.

Columns are read one after the other; lines are joined to paragraphs, also over a page's end; a
word that was divided at a line's end becomes whole, while the hyphen of `ide-ide` stays. Running
heads and feet, page numbers and numbers in the margin are left out, and a notice counts them.
Every paragraph knows the page on which it begins.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

from models.errors import StudyError
from qda.i18n import mark
from qda.importers.body import body_of_lines
from qda.importers.draft import Notice, OriginalFile, SourceDraft
from qda.importers.drafting import drafted
from qda.importers.errors import (
    Damaged,
    Hostile,
    LettersUnknown,
    NoWords,
    PasswordNeeded,
    PicturesOnly,
)
from qda.importers.options import ReadingOptions
from qda.importers.pdf_columns import in_reading_order
from qda.importers.pdf_lines import Page, pages_of
from qda.importers.pdf_paragraphs import paragraphs_of
from qda.importers.pdf_running import without_margins

_FORMAT: Final = "PDF"
_START: Final = b"%PDF-"
_STREAM: Final = re.compile(rb"stream\r?\n")
_FILTERS: Final = re.compile(rb"/Filter\s*\[([^\]]{0,200})\]")
_PIECE: Final = 1 << 16
_MOST_UNPACKED: Final = 1_500_000_000
_MOST_OF_ONE: Final = 300_000_000


class PortableDocument:
    """PDF files that hold letters; scanned pages are refused with the advice to run OCR."""

    name = "pdf"
    extensions = (".pdf",)

    def reads(self, head: bytes, name: str) -> bool:
        """By the signature, which may stand a little below the top."""
        return bool(name) and _START in head[:1024]

    def read(self, original: OriginalFile, options: ReadingOptions) -> SourceDraft:
        """The draft of a PDF.

        Raises:
            Damaged, PasswordNeeded, Hostile: the file cannot be opened or trusted.
            PicturesOnly, LettersUnknown: there are no letters, or nobody can tell which.
            NoWords: the pages are blank.
        """
        _refuse_bombs(original)
        pages = _pages(original, options)
        _refuse_wordless(original.name, pages)
        kept, notices = without_margins(pages)
        ordered = [in_reading_order(page) for page in kept]
        lines = paragraphs_of(ordered)
        found = body_of_lines(lines, (*_page_notices(pages), *notices))
        return drafted(original, found, options, format_name=self.name)


def _pages(original: OriginalFile, options: ReadingOptions) -> list[Page]:
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    try:
        return pages_of(original.content, options.progress)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise PasswordNeeded(file=original.name) from error
    except StudyError:
        raise
    # A parser of thirty years of PDF dialects stumbles in more ways than it has classes for.
    except Exception as error:
        part = type(error).__name__
        raise Damaged(file=original.name, format=_FORMAT, part=part) from error


def _refuse_wordless(file: str, pages: list[Page]) -> None:
    if not pages:
        raise Damaged(file=file, format=_FORMAT, part="0 pages")
    letters = sum(page.letters for page in pages)
    unknown = sum(page.unknown for page in pages)
    if letters + unknown == 0:
        if any(page.pictures for page in pages):
            raise PicturesOnly(file=file, pages=len(pages))
        raise NoWords(file=file)
    if unknown > letters:
        raise LettersUnknown(file=file)


def _page_notices(pages: list[Page]) -> list[Notice]:
    notices = []
    unknown = sum(page.unknown for page in pages)
    if unknown:
        sentence = mark("Letters whose shape says nothing of their meaning: {count}, now “\ufffd”.")
        notices.append(Notice(sentence, (("count", unknown),)))
    blank = [str(n) for n, page in enumerate(pages, start=1) if page.pictures and not page.letters]
    if blank:
        sentence = mark("Pages that are pictures and hold no text: {pages}.")
        notices.append(Notice(sentence, (("pages", ", ".join(blank)),)))
    return notices


def _refuse_bombs(original: OriginalFile) -> None:
    """Refuse streams that unpack to far more than any page, before a parser unpacks them.

    Raises:
        Hostile: one stream, or all together, would fill the memory; or one is packed twice.
    """
    content = original.content
    for filters in _FILTERS.finditer(content):
        if len(re.findall(rb"Fl(?:ateDecode)?\b", filters[1])) > 1:
            raise Hostile(file=original.name, part="stream")
    total = 0
    for start in _STREAM.finditer(content):
        # 78 is how zlib data begins; anything else fails at once or is no packed stream.
        if content[start.end() : start.end() + 1] in (b"\x78", b"\x58", b"\x68", b"\x48"):
            size = _unpacked(content, start.end())
            total += size
            if size > _MOST_OF_ONE or total > _MOST_UNPACKED:
                raise Hostile(file=original.name, part="stream")


def _unpacked(content: bytes, start: int) -> int:
    """How many bytes the stream at `start` unpacks to, counted without keeping them."""
    inflater = zlib.decompressobj()
    size = 0
    view = memoryview(content)
    try:
        while start < len(content) and size <= _MOST_OF_ONE:
            piece: bytes | memoryview = view[start : start + _PIECE]
            start += _PIECE
            while piece and size <= _MOST_OF_ONE:
                size += len(inflater.decompress(piece, _PIECE * 16))
                if inflater.eof:
                    return size
                piece = inflater.unconsumed_tail
    except zlib.error:
        return size
    return size
