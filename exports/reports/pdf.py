"""A report as a PDF: contents with pages, displays on pages that lie as they need, appendix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from exports.documents.composer import (
    BODY,
    CAPTION,
    FIGURES,
    LABEL,
    LINKED,
    SMALL,
    SUBTITLE,
    TITLE,
    Composer,
)
from exports.documents.embedding import WRITING
from exports.documents.matrix_pages import MatrixPages, is_broad
from exports.documents.pages import A4, Box, Flow, Geometry, Page, Row, Text
from exports.documents.typesetting import Stretch, Type
from exports.grounds import printed_record
from exports.reports.plan import APPENDIX, Backing, Counted, Plan
from exports.wording import evidence_fact, printed_particulars
from qda.displays.report import Block, FactList, Paragraph, Points, ReportSection, ShownDisplay
from qda.displays.values import Evidence, Fact

UPRIGHT: Final = Geometry(595.28, 841.89, side=56.0, top=58.0, bottom=50.0)
_CHAPTER, _SECTION, _PART = Type(14, "bold"), Type(12, "bold"), Type(10.5, "bold")
_READ: Final = Type(10)
_STRONG: Final = Type(10, "bold")
_READ_LINK: Final = Type(10, colour="#0b5c8a")
_INDENT: Final = 14.0
_MOST_USES: Final = 12
_SQUEEZE: Final = 1.3


def write_pdf(plan: Plan, path: Path) -> None:
    """Write the document."""
    with WRITING:
        _Composition(plan).save(path)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the contents: what it says, and the place it leads to."""

    level: int
    words: str
    anchor: str


class _Composition:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._speech = plan.speech
        self._composer = Composer(Flow(UPRIGHT), plan.speech, depth=2)

    def save(self, path: Path) -> None:
        report, composer = self._plan.report, self._composer
        self._body()
        body = composer.flow.pages
        front = Flow(UPRIGHT)
        composer.flow = front
        self._title()
        self._contents(body)
        front.pages.extend(body)
        composer.save(path, title=report.title, subject=report.subtitle)

    def _title(self) -> None:
        report, composer = self._plan.report, self._composer
        composer.flow.anchor("top", title=report.title)
        composer.set(report.title, TITLE)
        composer.set(report.subtitle, SUBTITLE)
        if report.author:
            composer.set(report.author, _READ)
        composer.flow.skip(6)
        composer.facts(report.facts)

    def _contents(self, body: Sequence[Page]) -> None:
        """Set the contents; pages are counted behind those of the contents themselves."""
        lists = self._lists()
        # The figures are as wide whatever they are, so the contents take as many pages.
        before = Composer(Flow(UPRIGHT), self._speech)
        flow, self._composer.flow = self._composer.flow, before.flow
        self._title()
        self._set_lists(lists, {})
        count = len(self._composer.flow.pages)
        self._composer.flow = flow
        known = {
            anchor.name: count + nth
            for nth, page in enumerate(body, start=1)
            for anchor in page.anchors
        }
        self._set_lists(lists, known)

    def _lists(self) -> list[tuple[str, list[_Entry]]]:
        speech, plan = self._speech, self._plan
        entries = [
            _Entry(min(section.level, 3), f"{number} {section.heading}", anchor)
            for section, number, anchor in plan.headings()
        ]
        if plan.report.has_appendix and plan.evidence:
            entries.append(_Entry(1, speech("Appendix: evidence"), APPENDIX))
        counted = list(plan.displays.values())
        tables = [
            _Entry(1, f"{speech('Table')} {each.table_number}. {each.title}", each.table_anchor)
            for each in counted
        ]
        figures = [
            _Entry(1, f"{speech('Figure')} {each.figure_number}. {each.title}", each.anchor)
            for each in counted
            if each.figure
        ]
        named = (
            (speech("Contents"), entries),
            (speech("List of tables"), tables),
            (speech("List of figures"), figures),
        )
        return [(title, found) for title, found in named if found]

    def _set_lists(self, lists: list[tuple[str, list[_Entry]]], pages: dict[str, int]) -> None:
        composer = self._composer
        for title, entries in lists:
            composer.flow.skip(12)
            composer.flow.need(50)
            composer.set(title, _SECTION)
            composer.flow.skip(2)
            for entry in entries:
                self._entry(entry, pages.get(entry.anchor, 0))

    def _entry(self, entry: _Entry, page: int) -> None:
        composer = self._composer
        indent = (entry.level - 1) * _INDENT
        link = entry.anchor
        lines = composer.setter.lines(
            [Stretch(entry.words, _READ, link)], composer.width - indent - 40
        )
        composer.flow.lines(lines, indent=indent)
        # The number stands beside the last line of the words.
        number = composer.setter.lines([Stretch(str(page), _READ, link)], 40)[0]
        width = max(each.x + each.piece.width for each in number.shown)
        geometry = composer.flow.geometry
        x = geometry.width - geometry.side - width
        composer.flow.page.texts.append(Text(x, composer.flow.y - number.height, number))

    def _body(self) -> None:
        composer = self._composer
        for section, number, anchor in self._plan.headings():
            level = min(section.level, 3)
            composer.flow.turn(A4 if self._begins_broad(section) else UPRIGHT)
            if level == 1 and (composer.flow.page.texts or composer.flow.page.areas):
                composer.flow.new_page()
            composer.flow.skip(0 if level == 1 else 10)
            composer.flow.need(90)
            words = f"{number} {section.heading}"
            composer.flow.anchor(anchor, title=words, depth=level - 1)
            composer.set(words, (_CHAPTER, _SECTION, _PART)[level - 1])
            composer.flow.skip(5)
            for block in section.blocks:
                self._block(block)
        if self._plan.report.has_appendix and (self._plan.evidence or self._plan.records):
            composer.flow.turn(UPRIGHT)
            self._appendix()

    def _begins_broad(self, section: ReportSection) -> bool:
        """Whether a heading stands on the page of the broad display that follows it."""
        first = section.blocks[0] if section.blocks else None
        return isinstance(first, ShownDisplay) and self._is_broad(self._plan.displays[first.id])

    def _is_broad(self, counted: Counted) -> bool:
        return is_broad(counted.numbered, self._speech, UPRIGHT.inner_width)

    def _block(self, block: Block) -> None:
        if not isinstance(block, ShownDisplay):
            self._composer.flow.turn(UPRIGHT)
        match block:
            case Paragraph():
                self._words(block.words)
            case Points():
                for item in block.items:
                    self._words(item, before="– ")
            case FactList():
                for fact in block.facts:
                    self._words(fact.text, label=f"{fact.label}: ")
            case ShownDisplay():
                self._display(self._plan.displays[block.id])

    def _words(self, words: str, *, before: str = "", label: str = "") -> None:
        composer = self._composer
        stretches = [Stretch(before, _READ)] if before else []
        stretches += [Stretch(label, _STRONG)] if label else []
        stretches += [
            Stretch(piece.text, _READ_LINK if piece.link else _READ, piece.link)
            for piece in self._plan.pieces(words)
        ]
        if stretches:
            composer.flow.lines(composer.setter.lines(stretches, composer.width))
        composer.flow.skip(5)

    def _display(self, counted: Counted) -> None:
        composer, speech = self._composer, self._speech
        numbered = counted.numbered
        composer.flow.turn(A4 if self._is_broad(counted) else UPRIGHT)
        drawing = counted.drawing()
        if drawing is not None:
            composer.flow.skip(6)
            composer.flow.anchor(counted.anchor)
            words = f"{speech('Figure')} {counted.figure_number}. {counted.title}"
            composer.picture(drawing, words)
        composer.flow.skip(8)
        composer.flow.need(110)
        composer.flow.anchor(counted.table_anchor)
        composer.set(f"{speech('Table')} {counted.table_number}. {counted.title}", CAPTION)
        composer.flow.skip(3)
        pages = MatrixPages(numbered, composer, counted.targets, squeeze=_SQUEEZE)
        pages.table()
        composer.flow.skip(4)
        self._notes(counted)
        pages.findings()
        pages.entries()
        composer.flow.skip(8)

    def _notes(self, counted: Counted) -> None:
        matrix, composer = counted.numbered.matrix, self._composer
        facts = (*matrix.legend, *matrix.facts, evidence_fact(matrix.evidence, self._speech))
        composer.facts(facts, SMALL)
        composer.facts([Fact(self._speech("Warning"), each) for each in matrix.warnings], SMALL)

    def _appendix(self) -> None:
        composer = self._composer
        composer.flow.new_page()
        title = self._speech("Appendix: evidence")
        composer.flow.anchor(APPENDIX, title=title)
        composer.set(title, _CHAPTER)
        composer.flow.skip(6)
        rows = [self._backing(each) for each in (*self._plan.evidence, *self._plan.records)]
        composer.flow.table(composer.evidence_widths, rows)

    def _backing(self, backing: Backing) -> Row:
        composer, speech, item = self._composer, self._speech, backing.item
        if isinstance(item, Evidence):
            key, words, known = item.key, item.quote, printed_particulars(item, speech)
        else:
            key, words = f"R{backing.number}", item.text
            known = printed_record(item, speech)
        back = backing.uses[0].anchor if backing.uses else ""
        told = " · ".join(f"{fact.label}: {fact.text}" for fact in known)
        left, right = composer.evidence_widths
        setter = composer.setter
        head = [Stretch(key, FIGURES, back), Stretch(f"\n{told}", SMALL)]
        again = [Stretch(f"{key} {speech('(continued)')}", LABEL)]
        said = [Stretch(words, BODY), *self._uses(backing)]
        return Row(
            (
                Box(
                    setter.lines(head, left - 8),
                    again=setter.lines(again, left - 8),
                    anchor=backing.anchor,
                ),
                Box(setter.lines(said, right - 8)),
            )
        )

    def _uses(self, backing: Backing) -> list[Stretch]:
        told: list[Stretch] = []
        for nth, use in enumerate(backing.uses[:_MOST_USES]):
            told.append(Stretch("; " if nth else f"\n{self._speech('Used in')}: ", SMALL))
            told.append(Stretch(use.words, Type(SMALL.size, colour=LINKED.colour), use.anchor))
        left = len(backing.uses) - _MOST_USES
        if left > 0:
            more = self._speech.many("and {n} cell more", "and {n} cells more", left)
            told.append(Stretch(f"; {more}", SMALL))
        return told
