"""What every document is made with: its kinds of type, its typesetter, its pages, its language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from exports.documents.pages import Box, Flow, Row, Running, save
from exports.documents.typesetting import Line, Stretch, Type, Typesetter
from exports.drawings.shapes import Drawing
from exports.grounds import printed_record
from exports.tracing import RecordTrace, Trace
from exports.wording import printed_particulars, state_word
from models.vocabulary import CodingState
from qda.displays.values import Fact
from qda.i18n import Speech

TITLE: Final = Type(16, "bold")
SUBTITLE: Final = Type(10.5, colour="#4a545e")
SECTION: Final = Type(12, "bold")
PART: Final = Type(9.5, "bold")
LABEL: Final = Type(8.5, "bold")
BODY: Final = Type(8.5)
SMALL: Final = Type(7, colour="#4a545e")
HEAD: Final = Type(8.5, "bold")
LINKED: Final = Type(8.5, colour="#0b5c8a")
FIGURES: Final = Type(8.5, "bold", colour="#0b5c8a")
CAPTION: Final = Type(9.5, "bold")
_WITH_CAPTION: Final = 24.0
"""Points beneath a picture that its caption needs."""

DRAFT: Final = Type(8.5, "italic")
HEAD_FILL: Final = "#eef2f5"
BAND_FILL: Final = "#dfe7ec"
DRAFT_FILL: Final = "#fff8e5"
_RUNNING: Final = 300


@dataclass(slots=True)
class Composer:
    """What every document is made with: its typesetter, its pages, its language."""

    flow: Flow
    speech: Speech
    setter: Typesetter = field(default_factory=Typesetter)
    depth: int = 0
    """How deep in the outline the parts of a display lie: 0 where it is the whole document."""

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self.flow.geometry.inner_width

    def set(self, text: str, kind: Type, *, indent: float = 0.0) -> None:
        """Set a text on the whole width."""
        lines = self.setter.lines([Stretch(text, kind)], self.width - indent)
        self.flow.lines(lines, indent=indent)

    def section(self, title: str, anchor: str) -> None:
        """Begin a section that stands in the outline."""
        self.flow.skip(12)
        self.flow.need(80 if self.depth else 150)
        self.flow.anchor(anchor, title=title, depth=self.depth)
        self.set(title, PART if self.depth else SECTION)
        self.flow.skip(4)

    def front(self, title: str, subtitle: str, facts: Sequence[Fact]) -> None:
        """The title block."""
        self.flow.anchor("top", title=title)
        self.set(title, TITLE)
        if subtitle:
            self.set(subtitle, SUBTITLE)
        self.flow.skip(6)
        self.facts(facts)

    def facts(self, facts: Sequence[Fact], kind: Type = BODY) -> None:
        """Labels with their texts beside them."""
        for fact in facts:
            label = Type(kind.size, "bold", kind.colour)
            stretches = [Stretch(f"{fact.label}: ", label), Stretch(fact.text, kind)]
            self.flow.lines(self.setter.lines(stretches, self.width))

    def picture(self, drawing: Drawing, caption: str) -> None:
        """A drawing in the middle with its caption on the same page."""
        self.flow.image(drawing, below=_WITH_CAPTION)
        self.set(caption, CAPTION)
        self.flow.skip(10)

    def warnings(self, warnings: Sequence[str]) -> None:
        """What the reader must know before trusting the table."""
        if warnings:
            self.flow.skip(6)
            stretches = [
                Stretch(self.speech("Warnings"), LABEL),
                *(Stretch(f"\n– {warning}", BODY) for warning in warnings),
            ]
            lines = self.setter.lines(stretches, self.width - 8)
            self.flow.table([self.width], [Row((Box(lines, fill=DRAFT_FILL),))])

    def evidence_row(self, trace: Trace, *, back: str, anchor: str = "") -> Row:
        """Key and particulars beside the quote; the key leads `back`."""
        evidence = trace.evidence
        proposed = evidence.state is CodingState.PROPOSED
        state = f" [{state_word(evidence.state, self.speech)}]" if proposed else ""
        known = printed_particulars(evidence, self.speech)
        head = (evidence.key, state, back)
        return self._backing_row(head, known, evidence.quote, anchor or f"e{trace.number}")

    def record_row(self, trace: RecordTrace, *, back: str, anchor: str = "") -> Row:
        """Number and particulars beside the words of a record; the number leads `back`."""
        record = trace.record
        known = printed_record(record, self.speech)
        head = (trace.mark, "", back)
        return self._backing_row(head, known, record.text, anchor or f"r{trace.number}")

    def again_row(self, key: str, words: str, back: str, anchors: tuple[str, str]) -> Row:
        """A piece that stands in full further up: how it begins, and the way to it.

        `anchors` are that of this row and that of the piece in full.
        """
        own, full = anchors
        left, right = self.evidence_widths
        told = [Stretch(f"{words} ", SMALL), Stretch(self.speech("in full above"), LINKED, full)]
        return Row(
            (
                Box(self.setter.lines([Stretch(key, FIGURES, back)], left - 8), anchor=own),
                Box(self.setter.lines(told, right - 8)),
            )
        )

    def _backing_row(
        self, head: tuple[str, str, str], known: Sequence[Fact], words: str, anchor: str
    ) -> Row:
        key, state, back = head
        told = [Stretch(key, FIGURES, back), Stretch(f"{state}\n", LABEL)]
        told.append(Stretch(" · ".join(f"{fact.label}: {fact.text}" for fact in known), SMALL))
        left, right = self.evidence_widths
        again = [Stretch(f"{key} {self.speech('(continued)')}", LABEL)]
        return Row(
            (
                Box(
                    self.setter.lines(told, left - 8),
                    again=self.setter.lines(again, left - 8),
                    anchor=anchor,
                ),
                Box(self.setter.lines([Stretch(words, BODY)], right - 8)),
            )
        )

    @property
    def evidence_widths(self) -> tuple[float, float]:
        """The columns of the evidence: particulars, and the words."""
        return (self.width * 0.42, self.width * 0.58)

    def save(self, path: Path, *, title: str, subject: str) -> None:
        """Tell what no face had, and write the document."""
        unknown = self.setter.unknown
        if unknown:
            self.flow.skip(10)
            told = self.speech.many(
                "{n} character that no shipped typeface has stands as its number in a frame: "
                "{which}.",
                "{n} characters that no shipped typeface has stand as their numbers in frames: "
                "{which}.",
                unknown.total(),
                which=", ".join(sorted(unknown)[:40]),
            )
            self.set(told, SMALL)
        running = Running(
            head=self._running_head(title),
            foot=self.speech("Page {page} of {pages}", page="\x01", pages="\x02"),
            title=title,
            subject=subject,
            language=self.speech.language,
        )
        save(self.flow, running, path)

    def _running_head(self, title: str) -> Line:
        plain = " ".join(title.split())
        for length in (len(plain), *range(min(len(plain), _RUNNING), 0, -8)):
            text = plain if length == len(plain) else f"{plain[:length]}…"
            if len(text) <= _RUNNING:
                first, *others = Typesetter().lines([Stretch(text, SMALL)], self.width)
                if not others:
                    return first
        return Typesetter().lines([Stretch("", SMALL)], self.width)[0]
