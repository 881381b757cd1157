"""Walks the XML of an OpenDocument text and writes its text line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qda.importers.body import Line
from qda.importers.left_out import LeftOut
from qda.importers.numbering import Counters
from qda.importers.opendocument_styles import OpenDocumentStyles
from qda.importers.xml_part import attribute, child, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE: Final = re.compile(r"[ \t\r\n]+")
_MOST_SPACES: Final = 400
_SKIPPED: Final = frozenset(
    "sequence-decls variable-decls user-field-decls forms annotation annotation-end ruby-text "
    "note-citation hidden-text script desc title event-listeners bibliography-configuration".split()
)
_HIDING: Final = frozenset(("hidden-text", "hidden-paragraph"))


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    boxes: list[Line] = field(default_factory=list)
    at_space: bool = True

    def flow(self, text: str | None) -> None:
        """Add text in which runs of white space count as one, as the format wants it."""
        if not text:
            return
        text = _SPACE.sub(" ", text)
        if self.at_space:
            text = text.lstrip(" ")
        if text:
            self.pieces.append(text)
            self.at_space = text.endswith(" ")

    def fixed(self, text: str) -> None:
        """Add text that stands as it is."""
        self.pieces.append(text)
        self.at_space = False


@dataclass(slots=True)
class _List:
    """Where in a list the walk is: its style, its id for counting, its depth (0-based)."""

    style: str
    id: str
    depth: int


class OpenDocumentText:
    """The text of a document; its lists count on and its notes pile up as it is read once.

    `left_out` tells, once `lines` was called, what did not become text.
    """

    def __init__(self, roots: Sequence[_Element]) -> None:
        self._styles = OpenDocumentStyles.of(roots)
        self._counters = Counters()
        self._notes: list[_Element] = []
        self.left_out = LeftOut()
        self._lists = 0

    def lines(self, body: _Element) -> list[Line]:
        """The lines of the body, then those of its notes."""
        lines = list(self._blocks(body, None))
        done = 0
        while done < len(self._notes):
            note = child(self._notes[done], "note-body")
            done += 1
            blocks = self._blocks(note, None) if note is not None else ()
            first, *more = [line for line in blocks if line.text.strip()] or [Line("")]
            lines += [Line(f"[^{done}] {first.text.strip()}"), *more]
        return lines

    def _blocks(self, parent: _Element, within: _List | None) -> Iterator[Line]:
        for element in parent:
            name = local_name(element)
            if name in ("p", "h"):
                yield from self._paragraph(element, name)
            elif name == "list":
                yield from self._list(element, within)
            elif name == "table":
                yield from self._table(element)
            elif name == "tracked-changes":
                self.left_out.deleted += sum(1 for _ in element.iter("{*}deletion"))
            elif name == "section" and attribute(element, "display") == "none":
                self.left_out.hidden += 1
            elif name not in _SKIPPED:
                yield from self._blocks(element, within)

    def _list(self, element: _Element, within: _List | None) -> Iterator[Line]:
        style = attribute(element, "style-name") or (within.style if within else "")
        depth = within.depth + 1 if within else 0
        continued = attribute(element, "continue-numbering") == "true"
        if within:
            here = _List(style, within.id, depth)
        else:
            self._lists += 0 if continued or attribute(element, "continue-list") else 1
            here = _List(style, f"{style} {self._lists}", depth)
        for item in element:
            if local_name(item) in ("list-item", "list-header"):
                yield from self._item(item, here)

    def _item(self, item: _Element, here: _List) -> Iterator[Line]:
        """The lines of an item; its label stands before its own first words, if it has any."""
        levels = self._styles.lists.get(here.style, {})
        starts = any(local_name(e) in ("p", "h") for e in item)
        label = ""
        if starts and local_name(item) == "list-item" and here.depth in levels:
            label = self._counters.next(here.id, here.depth, levels)
        for line in self._blocks(item, here):
            if label and line.text.strip():
                yield Line(label + line.text, line.page, line.heading)
                label = ""
            else:
                yield line

    def _table(self, table: _Element) -> Iterator[Line]:
        for row in table.iter("{*}table-row"):
            if next(row.iterancestors("{*}table")) is not table:
                continue
            cells = [cell for cell in row if local_name(cell) == "table-cell"]
            texts = ["\n".join(line.text for line in self._blocks(c, None)) for c in cells]
            yield Line("\t".join(texts).rstrip("\t"))

    def _paragraph(self, element: _Element, name: str) -> Iterator[Line]:
        style = attribute(element, "style-name")
        is_hidden = style in self._styles.hidden or any(
            local_name(e) == "hidden-paragraph" and attribute(e, "is-hidden") == "true"
            for e in element
        )
        if is_hidden:
            self.left_out.hidden += 1
            return
        paragraph = _Paragraph()
        self._inline(element, paragraph)
        heading = name == "h" or style in self._styles.titles
        yield Line("".join(paragraph.pieces), heading=heading)
        yield from paragraph.boxes

    def _inline(self, parent: _Element, paragraph: _Paragraph) -> None:
        paragraph.flow(parent.text)
        for element in parent:
            self._element(element, local_name(element), paragraph)
            paragraph.flow(element.tail)

    def _element(self, element: _Element, name: str, paragraph: _Paragraph) -> None:
        if name == "s":
            count = attribute(element, "c", "1")
            paragraph.fixed(" " * (min(int(count[:6]), _MOST_SPACES) if count.isdecimal() else 1))
        elif name == "tab":
            paragraph.fixed("\t")
        elif name == "line-break":
            paragraph.fixed("\n")
        elif name == "note":
            self._notes.append(element)
            paragraph.fixed(f"[^{len(self._notes)}]")
        elif name == "text-box":
            paragraph.boxes += self._blocks(element, None)
        elif name in _SKIPPED:
            self.left_out.comments += name == "annotation"
            self.left_out.hidden += name in _HIDING
        elif name == "span" and attribute(element, "style-name") in self._styles.hidden:
            self.left_out.hidden += 1
        else:
            self.left_out.pictures += name == "image"
            self._inline(element, paragraph)
