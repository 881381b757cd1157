"""Takes the lines of text off the pages of a PDF, each with its place and size of letters."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qda.jobs.progress import Progress

if TYPE_CHECKING:
    from pdfminer.layout import LTComponent, LTPage, LTTextLine

_UNKNOWN: Final = re.compile(r"\(cid:\d+\)")
_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f]+")
_LIGATURES: Final = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)
}
_MOST_DEPTH: Final = 12


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line on a page: its words and its box in points, measured from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The height of the line, which stands for the size of its letters."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height of the line's middle on the page."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page: number (1-based), width and height in points, its lines in the order of the file.

    `letters` and `unknown` count characters that can and cannot be told; `pictures` images.
    """

    number: int
    width: float
    height: float
    lines: tuple[PdfLine, ...]
    letters: int = 0
    unknown: int = 0
    pictures: int = 0


def pages_of(content: bytes, progress: Progress) -> list[Page]:
    """The pages of a PDF; `progress` hears of each. Raises whatever the parser raises."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    document = PDFDocument(PDFParser(io.BytesIO(content)))
    manager = PDFResourceManager()
    # Boxes are not grouped into a tree (boxes_flow): that is slow, and columns are found here.
    device = PDFPageAggregator(manager, laparams=LAParams(boxes_flow=None))
    interpreter = PDFPageInterpreter(manager, device)
    found = list(PDFPage.create_pages(document))
    pages = []
    for number, page in enumerate(found, start=1):
        progress.report(number - 1, len(found))
        interpreter.process_page(page)
        pages.append(_page(device.get_result(), number))
    return pages


def _page(layout: LTPage, number: int) -> Page:
    lines: list[PdfLine] = []
    pictures = 0
    letters = unknown = 0
    for item in _items(layout, 0):
        line = _line(item, layout)
        if line is None:
            pictures += _is_picture(item)
            continue
        unknown += line.text.count("\ufffd")
        letters += sum(c.isalnum() for c in line.text)
        lines.append(line)
    width, height = layout.x1 - layout.x0, layout.y1 - layout.y0
    return Page(number, width, height, tuple(lines), letters, unknown, pictures)


def _items(container: LTPage | LTComponent, depth: int) -> Iterator[LTComponent]:
    """The lines of text and pictures in a page, in the boxes and figures that hold them."""
    from pdfminer.layout import LTContainer, LTTextLine

    if depth > _MOST_DEPTH or not isinstance(container, LTContainer):
        return
    for item in container:
        if isinstance(item, LTTextLine):
            yield item
        elif isinstance(item, LTContainer):
            yield from _items(item, depth + 1)
        else:
            yield item


def _is_picture(item: LTComponent) -> bool:
    from pdfminer.layout import LTImage

    return isinstance(item, LTImage)


def _line(item: LTComponent, page: LTPage) -> PdfLine | None:
    """The item as a line, if it is one with something to read on the visible page."""
    from pdfminer.layout import LTTextLine

    if not isinstance(item, LTTextLine):
        return None
    left, bottom = item.x0 - page.x0, item.y0 - page.y0
    right, top = item.x1 - page.x0, item.y1 - page.y0
    middle = (bottom + top) / 2
    if not (0 <= middle <= page.y1 - page.y0 and right > 0 and left < page.x1 - page.x0):
        return None
    text = _words(item)
    return PdfLine(text, left, bottom, right, top) if text else None


def _words(item: LTTextLine) -> str:
    text = _UNKNOWN.sub("\ufffd", item.get_text()).translate(_LIGATURES)
    return _SPACES.sub(" ", text.replace("\xa0", " ")).strip()
