"""A guide as a Word document: for each role its questions, probes, and room for notes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from exports.documents.quote_documents import visible
from models.vocabulary import AnswerKind, GuideKind
from qda.guides.rows import Bilingual, GuideQuestionRow, GuideRow
from qda.guides.wording import role_text, scale_points
from qda.i18n import Speech

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_NOTES_LINES: Final = 4


def write_document(guide: GuideRow, path: Path, *, made_at: datetime, study: str = "") -> None:
    """Write the guide, each role on pages of its own; its main language comes first."""
    from docx import Document
    from docx.enum.text import WD_BREAK
    from docx.shared import Pt

    speech = Speech(guide.language)
    document = Document()
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = visible(guide.title)[:255]
    document.core_properties.author = "Runut"
    document.core_properties.created = made_at
    document.core_properties.modified = made_at
    for nth, role in enumerate(guide.roles):
        if nth:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _role(document, guide, role, study, speech)
    document.save(str(path))


def _role(document: Document, guide: GuideRow, role: str, study: str, speech: Speech) -> None:
    who = role_text(role).in_(speech.language)
    document.add_heading(visible(f"{guide.title} – {who}"), level=1)
    if study:
        _line(document, speech("Study"), study)
    for blank in (speech("Informant"), speech("Date and place"), speech("Interviewer")):
        _line(document, blank, "_" * 40)
    document.add_heading(visible(speech("Consent")), level=2)
    _both(document, guide, guide.consent, before="☐ ")
    _line(document, speech("Signature"), "_" * 40)
    number = 0
    for section in guide.sections:
        asked = [each for each in section.questions if each.is_asked_of(role)]
        if not asked:
            continue
        document.add_heading(visible(section.name.in_(speech.language)), level=2)
        for question in asked:
            number += 1
            _question(document, guide, question, number, speech)
    if guide.kind is GuideKind.INTERVIEW:
        document.add_paragraph(visible(speech("Thank you for the time and the answers.")))


def _question(
    document: Document, guide: GuideRow, question: GuideQuestionRow, number: int, speech: Speech
) -> None:
    from docx.shared import Pt

    first = _both(document, guide, question.text, before=f"{number}. ", bold=True)
    name = first.add_run(f"  [{question.name}]")
    name.font.size = Pt(8)
    if question.answer is AnswerKind.SCALE:
        points = enumerate(scale_points(), 1)
        words = "   ".join(f"☐ {n} {point.in_(speech.language)}" for n, point in points)
        document.add_paragraph(visible(words))
    if question.probes:
        probes = document.add_paragraph()
        probes.add_run(visible(f"{speech('Probe')}:")).italic = True
        probes.paragraph_format.space_after = Pt(0)
    for probe in question.probes:
        line = document.add_paragraph(style="List Bullet")
        line.paragraph_format.space_after = Pt(0)
        line.add_run(visible(_joined(guide, probe)))
    _notes(document, speech)


def _notes(document: Document, speech: Speech) -> None:
    """An empty frame to write into; it grows with what is typed."""
    from docx.shared import Pt

    frame = document.add_table(rows=1, cols=1, style="Table Grid")
    cell = frame.rows[0].cells[0]
    head = cell.paragraphs[0].add_run(visible(speech("Notes")))
    head.font.size = Pt(8)
    head.italic = True
    for _ in range(_NOTES_LINES):
        cell.add_paragraph()
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _both(
    document: Document, guide: GuideRow, text: Bilingual, *, before: str = "", bold: bool = False
) -> Paragraph:
    """The text in the main language, and beneath in the others where they say it too."""
    first = document.add_paragraph()
    first.add_run(visible(f"{before}{text.in_(guide.language)}")).bold = bold
    for language in guide.languages[1:]:
        other = text.in_(language)
        if other != text.in_(guide.language):
            first.add_run("\n" + visible(other)).italic = True
    return first


def _joined(guide: GuideRow, text: Bilingual) -> str:
    return " / ".join(dict.fromkeys(text.in_(each) for each in guide.languages))


def _line(document: Document, name: str, said: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(visible(f"{name}: ")).bold = True
    paragraph.add_run(visible(said))
