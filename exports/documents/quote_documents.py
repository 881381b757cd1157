"""Quotes as documents: Word, PDF and Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from exports.documents.composer import Composer
from exports.documents.embedding import WRITING
from exports.documents.pages import A4, Flow
from exports.quote_list import told_facts, traces_of
from exports.wording import particulars, state_word
from models.vocabulary import CodingState
from qda.displays.values import Evidence, QuoteList
from qda.i18n import Speech

_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&=:@$^'\"])")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def write_pdf(quotes: QuoteList, path: Path, speech: Speech) -> None:
    """Write a PDF on landscape A4: particulars beside each quote."""
    with WRITING:
        composer = Composer(Flow(A4), speech)
        composer.front(quotes.title, "", told_facts(quotes, speech))
        composer.flow.skip(10)
        rows = [composer.evidence_row(trace, back="") for trace in traces_of(quotes)]
        composer.flow.table(composer.evidence_widths, rows)
        composer.save(path, title=quotes.title, subject="")


def write_docx(quotes: QuoteList, path: Path, speech: Speech) -> None:
    """Write a Word document: each quote as a quotation, its key and particulars below it."""
    from docx import Document

    document = Document()
    document.core_properties.title = visible(quotes.title)[:255]
    document.core_properties.author = "Runut"
    document.add_heading(visible(quotes.title), level=1)
    for fact in told_facts(quotes, speech):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{visible(fact.label)}: ").bold = True
        paragraph.add_run(visible(fact.text))
    for evidence in quotes.evidence:
        document.add_paragraph(visible(evidence.quote), style="Quote")
        paragraph = document.add_paragraph()
        paragraph.add_run(visible(_key_line(evidence, speech))).bold = True
        paragraph.add_run(visible(f" {_told(evidence, speech)}"))
    document.save(str(path))


def write_markdown(quotes: QuoteList, path: Path, speech: Speech) -> None:
    """Write Markdown (CommonMark), in which each quote is a block quotation."""
    told = [f"# {markdown_line(quotes.title)}", ""]
    facts = told_facts(quotes, speech)
    told += [f"- **{markdown_line(fact.label)}**: {markdown_line(fact.text)}" for fact in facts]
    for evidence in quotes.evidence:
        told += ["", *_block(evidence.quote), ""]
        told.append(
            f"{markdown_line(_key_line(evidence, speech))} {markdown_line(_told(evidence, speech))}"
        )
    path.write_bytes(("\n".join(told) + "\n").encode("utf-8"))


def _key_line(evidence: Evidence, speech: Speech) -> str:
    if evidence.state is CodingState.PROPOSED:
        return f"{evidence.key} [{state_word(evidence.state, speech)}]"
    return evidence.key


def _told(evidence: Evidence, speech: Speech) -> str:
    return " · ".join(f"{fact.label}: {fact.text}" for fact in particulars(evidence, speech))


def visible(text: str) -> str:
    """The text with a sign in place of each character that no XML file can hold."""
    return _NOT_IN_XML.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    # Control pictures for controls; what has no picture as its number.
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"[U+{code:04X}]"


def markdown_line(text: str) -> str:
    """The text on one line of Markdown, every letter of it meant as it stands."""
    return _MARKDOWN.sub(r"\\\1", _CONTROL.sub(_sign, " ".join(text.split())))


def _block(quote: str) -> list[str]:
    # A backslash at the end of a line keeps the break, a number sign the spaces at its edges.
    lines = []
    for line in quote.split("\n"):
        safe = _MARKDOWN.sub(r"\\\1", _CONTROL.sub(_sign, line))
        lines.append(re.sub(r"^[ \t]+|[ \t]+$", lambda edge: _edge(edge[0]), safe))
    return [f"> {line or '&#8203;'}{_break(nth, lines)}" for nth, line in enumerate(lines)]


def _edge(spaces: str) -> str:
    return "".join("&#32;" if space == " " else "&#9;" for space in spaces)


def _break(nth: int, lines: list[str]) -> str:
    return "\\" if nth + 1 < len(lines) else ""
