"""Walks the XML of a Word document and writes its text line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qda.importers.body import Line
from qda.importers.left_out import LeftOut
from qda.importers.word_styles import Lists, Styles, is_on
from qda.importers.xml_part import attribute, child, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_DELETED: Final = frozenset(("del", "moveFrom"))
_NO_TEXT: Final = frozenset(
    "pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr instrText delText delInstrText "
    "fldData rt annotationRef footnoteRef endnoteRef separator continuationSeparator".split()
)
_CHARACTERS: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_NOTES: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
# The private letters of the Symbol and Wingdings fonts that turn up in running text.
_SYMBOLS: Final = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0E0: "→", 0xF0B0: "°"}


@dataclass(slots=True)
class _Paragraph:
    """The text of a paragraph as it grows, and the lines of the text boxes that hang on it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Line] = field(default_factory=list)
    hidden: bool = False
    filled: bool = False

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.filled = self.filled or not text.isspace()

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class WordText:
    """The text of a document; its lists count on and its notes pile up as it is read once.

    `left_out` tells, once `lines` was called, what did not become text.
    """

    def __init__(
        self, styles: _Element | None, lists: _Element | None, notes: Mapping[str, _Element]
    ) -> None:
        self._styles = Styles.of(styles)
        self._lists = Lists.of(lists)
        self._notes = notes
        self._cited: dict[str, int] = {}
        self.left_out = LeftOut()

    def lines(self, bodies: Sequence[_Element]) -> list[Line]:
        """The lines of the bodies (nearly always one), then those of the notes they cite."""
        lines = [line for body in bodies for line in self._blocks(body)]
        done: set[str] = set()
        # A note may cite another, so that there can be more to write after each round.
        while waiting := [note for note in self._cited if note not in done]:
            for note in waiting:
                done.add(note)
                lines += self._note(note)
        return lines

    def _note(self, note: str) -> list[Line]:
        written = [line for line in self._blocks(self._notes[note]) if line.text.strip()]
        first, *more = written or [Line("")]
        return [Line(f"[^{self._cited[note]}] {first.text.strip()}"), *more]

    def _blocks(self, parent: _Element) -> Iterator[Line]:
        for element in parent:
            name = local_name(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name in _DELETED:
                self.left_out.deleted += 1
            elif name in ("altChunk", "object"):
                self.left_out.embedded += 1
            elif name == "AlternateContent":
                yield from self._blocks(_chosen(element))
            elif name not in _NO_TEXT:
                yield from self._blocks(element)

    def _table(self, table: _Element) -> Iterator[Line]:
        for row in table.iter():
            if local_name(row) == "tr" and _table_of(row) is table:
                if child(row, "trPr", "del") is not None:
                    self.left_out.deleted += 1
                    continue
                cells = [cell for cell in row.iter() if _is_cell_of(cell, row)]
                texts = ["\n".join(line.text for line in self._blocks(cell)) for cell in cells]
                yield Line("\t".join(texts).rstrip("\t"))

    def _paragraph(self, element: _Element) -> Iterator[Line]:
        properties = child(element, "pPr")
        style_of = child(properties, "pStyle")
        style = attribute(style_of, "val") if style_of is not None else ""
        label = self._label(properties, style)
        paragraph = _Paragraph(hidden=self._styles.is_hidden(style))
        self._run(element, paragraph)
        heading = self._styles.is_heading(style) or _has_outline(properties)
        text = paragraph.text
        yield Line(label + text if text.strip() else text, heading=heading)
        yield from paragraph.boxes

    def _label(self, properties: _Element | None, style: str) -> str:
        numbered = child(properties, "numPr")
        list_id, depth = self._styles.list_of(style)
        if numbered is not None:
            number, level = child(numbered, "numId"), child(numbered, "ilvl")
            list_id = attribute(number, "val") if number is not None else list_id
            written = attribute(level, "val") if level is not None else ""
            depth = int(written) if written.isdecimal() and len(written) < 3 else depth
        return self._lists.label(list_id, depth) if list_id else ""

    def _run(self, parent: _Element, paragraph: _Paragraph) -> None:
        for element in parent:
            name = local_name(element)
            if name == "t":
                paragraph.add(element.text or "")
            elif name in _CHARACTERS:
                paragraph.add(_CHARACTERS[name])
            elif name == "r":
                self._styled_run(element, paragraph)
            elif name in _DELETED:
                self.left_out.deleted += 1
            elif name == "AlternateContent":
                self._run(_chosen(element), paragraph)
            elif name == "txbxContent":
                paragraph.boxes += self._blocks(element)
            elif name not in _NO_TEXT:
                self._special(element, name, paragraph)

    def _styled_run(self, run: _Element, paragraph: _Paragraph) -> None:
        properties = child(run, "rPr")
        said = is_on(properties, "vanish")
        if said is None:
            style = child(properties, "rStyle")
            named = style is not None and self._styles.is_hidden(attribute(style, "val"))
            said = named or paragraph.hidden
        if said and child(run, "t") is not None:
            self.left_out.hidden += 1
        elif not said:
            self._run(run, paragraph)

    def _special(self, element: _Element, name: str, paragraph: _Paragraph) -> None:
        if name == "br":
            in_page = attribute(element, "type") not in ("page", "column")
            if in_page or paragraph.filled:
                paragraph.add("\n")
        elif name == "sym":
            paragraph.add(_symbol(attribute(element, "char")))
        elif name in _NOTES:
            self._cite(f"{_NOTES[name]} {attribute(element, 'id')}", paragraph)
        elif name in ("blip", "imagedata"):
            self.left_out.pictures += 1
        elif name == "OLEObject":
            self.left_out.embedded += 1
        else:
            self._run(element, paragraph)

    def _cite(self, note: str, paragraph: _Paragraph) -> None:
        if note not in self._notes:
            return
        number = self._cited.setdefault(note, len(self._cited) + 1)
        paragraph.add(f"[^{number}]")


def _chosen(alternatives: _Element) -> _Element:
    """The first of several renderings of the same thing, so that none is read twice."""
    return alternatives[0] if len(alternatives) else alternatives


def _has_outline(properties: _Element | None) -> bool:
    level = child(properties, "outlineLvl")
    return level is not None and attribute(level, "val") in set("012345678")


def _table_of(element: _Element) -> _Element | None:
    return next((a for a in element.iterancestors() if local_name(a) == "tbl"), None)


def _is_cell_of(element: _Element, row: _Element) -> bool:
    if local_name(element) != "tc":
        return False
    return next((a for a in element.iterancestors() if local_name(a) == "tr"), None) is row


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number in _SYMBOLS:
        return _SYMBOLS[number]
    is_private = 0xE000 <= number <= 0xF8FF
    return "" if is_private or not 0x20 <= number < 0xD800 else chr(number)
