"""Memos as a Word document."""

from __future__ import annotations

from pathlib import Path

from exports.documents.quote_documents import visible
from exports.memo_lines import MemoBook, memo_lines
from qda.i18n import Speech


def write_docx(book: MemoBook, path: Path, speech: Speech) -> None:
    """Write each memo under a heading, with its day, kind, author and what it is on."""
    from docx import Document

    document = Document()
    document.core_properties.title = visible(book.title)[:255]
    document.core_properties.author = "Runut"
    document.add_heading(visible(book.title), level=1)
    for line in memo_lines(book, speech):
        document.add_heading(visible(line.title or line.day), level=2)
        told = (line.day, line.kind, line.author, " ".join(filter(None, (line.key, line.on))))
        facts = document.add_paragraph()
        facts.add_run(visible(" · ".join(part for part in told if part))).italic = True
        for paragraph in line.text.split("\n"):
            document.add_paragraph(visible(paragraph))
    document.save(str(path))
