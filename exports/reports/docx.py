"""A report as a Word document: contents, lists of tables, captions that Word counts, appendix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from exports.documents.docx import front
from exports.documents.word import THESIS, WordDocument
from exports.documents.word_markup import Field, Paragraph, Run, TableRow, contents
from exports.documents.word_matrix import (
    WordMatrix,
    backing_row,
    backing_widths,
    captioned,
    lies_across,
)
from exports.documents.word_styles import BODY, KEY, SMALL
from exports.grounds import printed_record
from exports.pictures import word_picture
from exports.reports.plan import APPENDIX, Backing, Counted, Piece, Plan
from exports.wording import evidence_fact, printed_particulars
from qda.displays.report import Block, FactList, Points, ReportSection, ShownDisplay
from qda.displays.report import Paragraph as Words
from qda.displays.values import Evidence
from qda.i18n import Speech

_MOST_USES: Final = 12
_UPRIGHT: Final = 396.0


def write_docx(plan: Plan, path: Path) -> None:
    """Write the document."""
    made = WordDocument(plan.report.title, plan.speech, margins=THESIS)
    _Composition(plan, made).compose()
    made.save(path)


class _Composition:
    def __init__(self, plan: Plan, document: WordDocument) -> None:
        self._plan = plan
        self._document = document
        self._speech: Speech = plan.speech

    def compose(self) -> None:
        report, document = self._plan.report, self._document
        document.add(Run(report.title), style="Title", anchor="top")
        if report.subtitle:
            document.add(Run(report.subtitle), style="Subtitle")
        if report.author:
            document.add(Run(report.author), style=BODY)
        front(document, report.facts, ())
        self._contents()
        for section, number, anchor in self._plan.headings():
            document.turn(across=self._begins_across(section))
            document.heading(f"{number} {section.heading}", min(section.level, 3), anchor=anchor)
            for block in section.blocks:
                self._block(block)
        document.turn(across=False)
        if report.has_appendix and (self._plan.evidence or self._plan.records):
            self._appendix()

    def _begins_across(self, section: ReportSection) -> bool:
        """Whether a heading stands on the page of the wide display that follows it."""
        first = section.blocks[0] if section.blocks else None
        return isinstance(first, ShownDisplay) and self._is_wide(self._plan.displays[first.id])

    def _is_wide(self, counted: Counted) -> bool:
        return lies_across(counted.numbered, self._speech, _UPRIGHT)

    def _contents(self) -> None:
        speech, document = self._speech, self._document
        entries = [
            (min(section.level, 3), f"{number} {section.heading}", anchor)
            for section, number, anchor in self._plan.headings()
        ]
        if self._plan.report.has_appendix and self._plan.evidence:
            entries.append((1, self._appendix_title(), APPENDIX))
        self._list(speech("Contents"), 'TOC \\o "1-3" \\h \\z \\u', entries)
        counted = list(self._plan.displays.values())
        kind = speech("Table")
        tables = [
            (1, f"{kind} {each.table_number}. {each.title}", each.table_anchor) for each in counted
        ]
        self._list(speech("List of tables"), f'TOC \\h \\z \\c "{kind}"', tables)
        kind = speech("Figure")
        figures = [
            (1, f"{kind} {each.figure_number}. {each.title}", each.anchor)
            for each in counted
            if each.figure
        ]
        self._list(speech("List of figures"), f'TOC \\h \\z \\c "{kind}"', figures)
        document.put(Paragraph((), BODY))

    def _list(self, title: str, code: str, entries: Sequence[tuple[int, str, str]]) -> None:
        if entries:
            self._document.add(Run(title, bold=True), style=BODY)
            self._document.raw(contents(code, entries, self._document.width))

    def _block(self, block: Block) -> None:
        document = self._document
        if not isinstance(block, ShownDisplay):
            document.turn(across=False)
        match block:
            case Words():
                document.add(*self._runs(self._plan.pieces(block.words)), style=BODY)
            case Points():
                for item in block.items:
                    runs = self._runs(self._plan.pieces(item))
                    document.add(Run("– "), *runs, style=BODY)
            case FactList():
                for fact in block.facts:
                    runs = self._runs(self._plan.pieces(fact.text))
                    document.add(Run(f"{fact.label}: ", bold=True), *runs, style=BODY)
            case ShownDisplay():
                self._display(self._plan.displays[block.id])

    def _runs(self, pieces: Sequence[Piece]) -> Iterator[Run]:
        for piece in pieces:
            yield Run(piece.text, style=KEY if piece.link else "", link=piece.link)

    def _display(self, counted: Counted) -> None:
        document, numbered = self._document, counted.numbered
        matrix = numbered.matrix
        document.turn(across=self._is_wide(counted))
        drawing = counted.drawing()
        if drawing is not None:
            document.picture(*word_picture(drawing))
            number = f"{counted.chapter}."
            caption = captioned(
                self._speech("Figure"), number, counted.title, counted.anchor,
                above=False, at=counted.figure,
            )  # fmt: skip
            document.put(caption)
        parts = WordMatrix(numbered, document, counted.targets)
        parts.table(f"{counted.chapter}.", anchor=counted.table_anchor, at=counted.table)
        parts.legend()
        front(document, (*matrix.facts, evidence_fact(matrix.evidence, self._speech)),
              matrix.warnings)  # fmt: skip
        parts.findings(level=4)
        parts.entries(level=4)

    def _appendix_title(self) -> str:
        return self._speech("Appendix: evidence")

    def _appendix(self) -> None:
        document = self._document
        document.heading(self._appendix_title(), 1, anchor=APPENDIX)
        rows = [self._backing(each) for each in (*self._plan.evidence, *self._plan.records)]
        document.table(backing_widths(document), rows)

    def _backing(self, backing: Backing) -> TableRow:
        item, speech = backing.item, self._speech
        if isinstance(item, Evidence):
            key, words, known = item.key, item.quote, printed_particulars(item, speech)
        else:
            key, words = f"R{backing.number}", item.text
            known = printed_record(item, speech)
        back = backing.uses[0].anchor if backing.uses else ""
        row = backing_row((key, "", back), known, words, backing.anchor)
        runs: list[Run | Field] = []
        for nth, use in enumerate(backing.uses[:_MOST_USES]):
            runs += [Run("; " if nth else f"{speech('Used in')}: ")]
            runs.append(Run(use.words, style=KEY, link=use.anchor))
        if len(backing.uses) > _MOST_USES:
            left = len(backing.uses) - _MOST_USES
            runs.append(Run(f"; {speech.many('and {n} cell more', 'and {n} cells more', left)}"))
        if runs:
            return row.with_last(Paragraph(tuple(runs), SMALL))
        return row
