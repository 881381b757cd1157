"""A Word document while it is made: its styles, its pages upright and across, its pictures."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import quoteattr

from exports.documents.quote_documents import visible
from exports.documents.word_markup import (
    TWIPS,
    Bookmarks,
    Choice,
    Field,
    Paragraph,
    Run,
    TableRow,
    paragraph,
    table,
)
from exports.documents.word_styles import SMALL, TABLE, make_styles
from qda.i18n import Speech

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES: Final = (
    f'xmlns:w="{_W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_SHORT, _LONG = 595.3, 841.9
_EMU: Final = 12_700
_TITLE_LIMIT: Final = 255
_RUNNING: Final = 90


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of a page in points."""

    left: float = 56.7
    top: float = 56.7
    right: float = 56.7
    bottom: float = 56.7


THESIS: Final = Margins(left=113.4, top=85.0, right=85.0, bottom=85.0)
"""Four centimetres on the side of the binding, three on the others."""


class WordDocument:
    """A document that is filled from the top."""

    def __init__(
        self, title: str, speech: Speech, *, margins: Margins | None = None, across: bool = False
    ) -> None:
        from docx import Document

        self.speech = speech
        self.marks = Bookmarks()
        self.across = across
        self._margins = margins or Margins()
        self._parts: list[str] = []
        self._pictures = 0
        # Any: python-docx has types for its own parts, none for the markup beneath.
        self._document: Any = Document()
        properties = self._document.core_properties
        properties.title = visible(title)[:_TITLE_LIMIT]
        properties.author = "Runut"
        properties.comments = ""
        properties.language = speech.language
        make_styles(self._document, speech.language)
        self._head, self._foot = self._running(title)

    @property
    def width(self) -> float:
        """The width between the margins of the page as it lies now."""
        long = _LONG if self.across else _SHORT
        sides = self._margins
        if self.across:
            # Across, the side of the binding is above.
            return long - sides.bottom - sides.right
        return long - sides.left - sides.right

    @property
    def height(self) -> float:
        """The height between the margins of the page as it lies now."""
        high, sides = (_SHORT, self._margins) if self.across else (_LONG, self._margins)
        return high - (sides.left if self.across else sides.top) - sides.bottom

    def add(self, *runs: Run | Field | Choice, style: str = "", anchor: str = "") -> None:
        """Add a paragraph."""
        self.put(Paragraph(runs, style, anchor))

    def put(self, value: Paragraph) -> None:
        """Add a paragraph made before."""
        self._parts.append(paragraph(value, self.marks))

    def heading(self, text: str, level: int, *, anchor: str = "") -> None:
        """Add a heading of a level from 1 on."""
        self.put(Paragraph((Run(text),), f"Heading{min(level, 9)}", anchor, keeps_next=True))

    def table(self, widths: Sequence[float], rows: Iterable[TableRow]) -> None:
        """Add a table, and a little room below it."""
        self._parts.append(table(widths, rows, self.marks, style=TABLE))
        self.add(style=SMALL)

    def turn(self, *, across: bool) -> None:
        """Go on with pages that lie so, on a fresh one unless they lie so already."""
        if across != self.across:
            self._parts.append(f"<w:p><w:pPr>{self._section()}</w:pPr></w:p>")
            self.across = across

    def picture(self, png: bytes, size: tuple[float, float], told: str) -> None:
        """Add a picture, as large as it is in points, or as the page allows; `told` in words."""
        wide, high = size
        scale = min(1.0, self.width / wide, self.height * 0.86 / high)
        relation, _ = self._document.part.get_or_add_image(io.BytesIO(png))
        self._pictures += 1
        x, y = round(wide * scale * _EMU), round(high * scale * _EMU)
        name, words = f"picture {self._pictures}", quoteattr(visible(told))
        self._parts.append(
            '<w:p><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
            f'<wp:inline><wp:extent cx="{x}" cy="{y}"/>'
            f'<wp:docPr id="{self._pictures}" name="{name}" descr={words}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{self._pictures}" name="{name}"/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/>'
            f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{x}" cy="{y}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )

    def raw(self, markup: str) -> None:
        """Add markup of a block that was made elsewhere."""
        self._parts.append(markup)

    def save(self, path: Path) -> None:
        """Write the document."""
        body = self._document.element.body
        for child in list(body):
            body.remove(child)
        markup = f"<w:body {_SPACES}>{''.join(self._parts)}{self._section()}</w:body>"
        parsed = _parsed(markup)
        for child in list(parsed):
            body.append(child)
        self._document.save(str(path))

    def _running(self, title: str) -> tuple[str, str]:
        """The relations of what is repeated on each page: the title, and the page's number."""
        line = " ".join(title.split())
        short = line if len(line) <= _RUNNING else f"{line[: _RUNNING - 1]}…"
        sentence = self.speech("Page {page} of {pages}", page="\x01", pages="\x02")
        before, _, rest = sentence.partition("\x01")
        between, _, behind = rest.partition("\x02")
        foot = (Run(before), Field("PAGE", "1"), Run(between), Field("NUMPAGES", "1"), Run(behind))
        found = []
        document = self._document.part
        for runs, style, make in (
            ((Run(short),), "Header", document.add_header_part),
            (foot, "Footer", document.add_footer_part),
        ):
            part, relation = make()
            markup = f"<w:x {_SPACES}>{paragraph(Paragraph(runs, style), self.marks)}</w:x>"
            for child in list(part.element):
                part.element.remove(child)
            part.element.append(_parsed(markup)[0])
            found.append(relation)
        return found[0], found[1]

    def _section(self) -> str:
        wide, high = (_LONG, _SHORT) if self.across else (_SHORT, _LONG)
        sides = self._margins
        left, top, right, bottom = sides.left, sides.top, sides.right, sides.bottom
        if self.across:
            left, top, right, bottom = sides.bottom, sides.left, sides.right, sides.bottom
        turned = ' w:orient="landscape"' if self.across else ""
        return (
            "<w:sectPr>"
            f'<w:headerReference w:type="default" r:id="{self._head}"/>'
            f'<w:footerReference w:type="default" r:id="{self._foot}"/>'
            f'<w:pgSz w:w="{round(wide * TWIPS)}" w:h="{round(high * TWIPS)}"{turned}/>'
            f'<w:pgMar w:top="{round(top * TWIPS)}" w:right="{round(right * TWIPS)}" '
            f'w:bottom="{round(bottom * TWIPS)}" w:left="{round(left * TWIPS)}" '
            'w:header="600" w:footer="600" w:gutter="0"/></w:sectPr>'
        )


def _parsed(markup: str) -> Any:  # noqa: ANN401 - lxml's elements stand among python-docx's
    from lxml import etree

    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    return etree.fromstring(markup.encode("utf-8"), parser)
