"""Reads web pages (.html): what a visitor sees, without scripts, styles and hidden parts.

Blocks become lines, table cells are joined by tabs, list items get a bullet or number, character
references become characters, runs of white space one space as a browser shows them. Nothing is
ever fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qda.importers.body import Line, body_of_lines
from qda.importers.draft import OriginalFile, SourceDraft
from qda.importers.drafting import drafted
from qda.importers.errors import Damaged, NoWords
from qda.importers.numbering import BULLET
from qda.importers.options import ReadingOptions
from qda.importers.text_bytes import text_of_page

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOOKS: Final = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_XML_THEN_HTML: Final = re.compile(
    rb"\s*<\?xml[^>]{0,200}\?>\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE
)
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_UNSEEN: Final = frozenset(
    "script style head title meta link noscript template svg math iframe object embed audio video "
    "canvas map area datalist param source track base noframes frameset".split()
)
_BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre "
    "search section summary table tbody tfoot thead tr ul caption option optgroup".split()
)
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS: Final = frozenset(("td", "th"))
_HIDDEN: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


class WebPage:
    """Saved web pages and what chat programs export as HTML."""

    name = "html"
    extensions = (".html", ".htm", ".xhtml")

    def reads(self, head: bytes, name: str) -> bool:
        """By how the file begins, or by its name where any tag is in sight."""
        begins = head.lstrip(b"\xef\xbb\xbf")
        if _LOOKS.match(begins) or _XML_THEN_HTML.match(begins):
            return True
        return name.lower().endswith(self.extensions) and b"\0" not in head[:64]

    def read(self, original: OriginalFile, options: ReadingOptions) -> SourceDraft:
        """The draft of a web page.

        Raises:
            NotText, Damaged, NoWords: the bytes are no text, no page, or show nothing.
        """
        from lxml import etree
        from lxml.html import HTMLParser

        found = text_of_page(original)
        # A parser of C strings would stop at a NUL.
        source = found.text.replace("\0", "").encode("utf-8", "replace")
        if not source.strip():
            raise NoWords(file=original.name)
        parser = HTMLParser(
            encoding="utf-8",
            no_network=True,
            remove_comments=True,
            remove_pis=True,
            huge_tree=True,
        )
        try:
            root = etree.fromstring(source, parser)
        except (etree.LxmlError, ValueError, AssertionError) as error:
            raise Damaged(file=original.name, format="HTML", part="html") from error
        # The parser drops whatever nests deeper than it likes, and says so only in its log.
        if any("depth" in entry.message for entry in parser.error_log):
            raise Damaged(file=original.name, format="HTML", part="<…<…<…")
        if root is None:
            raise NoWords(file=original.name)
        body = body_of_lines(_Writer().lines(root), found.notices)
        return drafted(original, body, options, format_name=self.name)


@dataclass(slots=True)
class _Writer:
    """Writes lines as the walk meets text and the edges of blocks."""

    _lines: list[Line] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _heading: bool = False
    _kept: int = 0
    _numbers: list[int | None] = field(default_factory=list)
    _row: int = 0

    def lines(self, root: _Element) -> list[Line]:
        """The lines of a page, with a walk that no depth of nesting can exhaust."""
        # Each step is an element, and whether its children are behind.
        steps: list[tuple[_Element, bool]] = [(root, False)]
        while steps:
            element, is_done = steps.pop()
            if is_done:
                self._leave(element)
            elif self._is_seen(element):
                self._enter(element)
                self._text(element.text)
                steps.append((element, True))
                steps += [(child, False) for child in reversed(element)]
                continue
            self._text(element.tail)
        self._end_line()
        return self._lines

    def _is_seen(self, element: _Element) -> bool:
        tag: object = element.tag
        if not isinstance(tag, str) or tag.rpartition("}")[2].lower() in _UNSEEN:
            return False
        if element.get("hidden") is not None or tag == "input":
            return False
        return _HIDDEN.search(element.get("style") or "") is None

    def _enter(self, element: _Element) -> None:
        tag = str(element.tag)
        if tag == "br":
            self._break()
        elif tag in _CELLS:
            self._pieces += ["\t"] * (self._row > 0)
            self._row += 1
        elif tag in _BLOCKS and not self._row:
            self._end_line()
        elif tag in _BLOCKS:
            self._text(" ")
        self._kept += tag in ("pre", "textarea")
        self._heading = self._heading or tag in _HEADINGS
        if tag == "tr":
            self._row = 0
        if tag in ("ul", "ol", "menu"):
            self._numbers.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._item()

    def _leave(self, element: _Element) -> None:
        tag = str(element.tag)
        if tag == "tr":
            self._row = 0
        if tag in _BLOCKS and not self._row:
            self._end_line()
        elif tag in _BLOCKS:
            self._text(" ")
        self._kept -= tag in ("pre", "textarea")
        if tag in _HEADINGS:
            self._heading = False
        if tag in ("ul", "ol", "menu") and self._numbers:
            self._numbers.pop()

    def _item(self) -> None:
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            self._pieces.append(f"{BULLET} ")
        else:
            self._numbers[-1] = number + 1
            self._pieces.append(f"{number + 1}. ")

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._kept:
            self._pieces.append(text)
            return
        flowing = _SPACE.sub(" ", text)
        # White space at a line's start, or after white space, is not shown.
        if not self._pieces or self._pieces[-1][-1:] in (" ", "\n", "\t"):
            flowing = flowing.lstrip(" ")
        if flowing:
            self._pieces.append(flowing)

    def _break(self) -> None:
        if self._row:
            self._text(" ")
        else:
            self._pieces.append("\n")

    def _end_line(self) -> None:
        text = "".join(self._pieces).strip(" \n\t") if not self._kept else "".join(self._pieces)
        self._pieces = []
        if text.strip() and text.strip() != BULLET:
            lines = (
                text.split("\n") if self._kept else [part.strip(" ") for part in text.split("\n")]
            )
            self._lines += [Line(part, heading=self._heading) for part in lines]
