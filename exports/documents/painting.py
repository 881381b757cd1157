"""Paints laid-out pages with reportlab."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from exports.documents.faces import STYLES, face
from exports.documents.pages import A4, Area, Image, Page, Running, Text
from exports.documents.picture_painting import paint_drawing
from exports.documents.typesetting import Line, Piece, Shown

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfgen.textobject import PDFTextObject

_SOFT: Final = "#4a545e"
_FOOT_SIZE: Final = 7.5
_FRAME_SIZE: Final = 0.72


class Painter:
    """A document while it is being painted; its pages come in order."""

    def __init__(self, running: Running, path: Path) -> None:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        # Streams as bytes instead of letters: a fifth smaller, and half the time.
        rl_config.useA85 = 0
        self._geometry = A4
        self._running = running
        # Any: reportlab's types know neither `lang` nor the text object's inner parts.
        self._canvas: Any = Canvas(str(path), pageCompression=1, lang=running.language)
        self._canvas.setTitle(_told(running.title))
        self._canvas.setSubject(_told(running.subject))
        self._canvas.setCreator("Runut")
        self._canvas.setAuthor("Runut")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._depth = -1

    def paint(self, page: Page, number: int, *, pages: int, known: set[str]) -> None:
        """Paint a page; links lead to the anchors that are `known`."""
        canvas = self._canvas
        self._geometry = page.geometry
        canvas.setPageSize((page.geometry.width, page.geometry.height))
        for anchor in page.anchors:
            top = self._geometry.height - anchor.y + 4
            canvas.bookmarkPage(anchor.name, fit="XYZ", left=0, top=top)
            if anchor.title:
                # A reader's outline may go one step deeper at a time only.
                self._depth = min(anchor.depth, self._depth + 1)
                canvas.addOutlineEntry(
                    _told(anchor.title), anchor.name, self._depth, closed=self._depth > 0
                )
        for area in page.areas:
            self._area(area)
        self._running_lines(number, pages)
        for image in page.images:
            self._image(image)
        for text in page.texts:
            self._text(text, known)
        canvas.showPage()

    def close(self) -> None:
        """Write the document."""
        self._canvas.showOutline()
        self._canvas.save()

    def _area(self, area: Area) -> None:
        canvas = self._canvas
        y = self._geometry.height - area.y - area.height
        if area.fill:
            canvas.setFillColor(_colour(area.fill))
            canvas.rect(area.x, y, area.width, area.height, stroke=0, fill=1)
        if area.border:
            canvas.setStrokeColor(_colour(area.border))
            canvas.setLineWidth(0.5)
            canvas.rect(area.x, y, area.width, area.height, stroke=1, fill=0)

    def _image(self, image: Image) -> None:
        canvas, high = self._canvas, self._geometry.height
        canvas.saveState()
        canvas.translate(image.x, high - image.y)
        canvas.scale(image.scale, image.scale)

        def write(x: float, y: float, line: Line) -> None:
            # The canvas stands in the corner of the drawing, from which `Text` counts as a page.
            self._text(Text(x, high + y, line), set())

        paint_drawing(canvas, image.drawing, write)
        canvas.restoreState()

    def _running_lines(self, number: int, pages: int) -> None:
        canvas, geometry = self._canvas, self._geometry
        self._text(Text(geometry.side, 22.0, self._running.head), set())
        regular = face(STYLES["regular"])
        canvas.setFont(regular.font.name, _FOOT_SIZE)
        canvas.setFillColor(_colour(_SOFT))
        # Both placeholders stand as signs in the sentence of the language.
        foot = self._running.foot.replace("\x01", str(number)).replace("\x02", str(pages))
        canvas.drawRightString(geometry.width - geometry.side, 20.0, foot)
        canvas.drawString(geometry.side, 20.0, "Runut")

    def _text(self, text: Text, known: set[str]) -> None:
        baseline = self._geometry.height - text.y - text.line.ascent
        writing = self._canvas.beginText(text.x, baseline)
        colour = ""
        for shown in text.line.shown:
            if shown.piece.is_frame:
                # The frame comes where it is read, so that copying keeps the order.
                self._canvas.drawText(writing)
                self._frame(shown, text.x + shown.x, baseline)
                writing, colour = self._canvas.beginText(text.x, baseline), ""
                continue
            if shown.type.colour != colour:
                colour = shown.type.colour
                writing.setFillColor(_colour(colour))
            self._shown(writing, shown, text.x + shown.x, baseline)
        self._canvas.drawText(writing)
        for shown in text.line.shown:
            if shown.link in known:
                self._link(shown, text, baseline)

    def _link(self, shown: Shown, text: Text, baseline: float) -> None:
        x = text.x + shown.x
        low, high = baseline - text.line.descent, baseline + text.line.ascent
        rect = (x, low, x + shown.piece.width, high)
        self._canvas.linkRect("", shown.link, rect, relative=0, thickness=0)

    def _shown(self, writing: PDFTextObject, shown: Shown, x: float, y: float) -> None:
        piece = shown.piece
        writing.setFont(face(piece.face).font.name, shown.type.size)
        if piece.shaped is None:
            writing.setTextOrigin(x, y)
            writing.textOut(piece.text)
        else:
            self._glyphs(writing, piece, x, y, size=shown.type.size)

    def _glyphs(
        self, writing: PDFTextObject, piece: Piece, x: float, y: float, *, size: float
    ) -> None:
        assert piece.shaped is not None
        scale = size / 1000
        for glyph, place in zip(piece.shaped.glyphs, piece.shaped.places, strict=True):
            writing.setTextOrigin(x + (place + glyph.dx) * scale, y + glyph.dy * scale)
            writing.textOut(glyph.code)

    def _frame(self, shown: Shown, x: float, y: float) -> None:
        canvas, piece, size = self._canvas, shown.piece, shown.type.size
        edge = 0.12 * size
        canvas.setStrokeColor(_colour(_SOFT))
        canvas.setLineWidth(0.4)
        canvas.rect(x + edge, y - edge, piece.width - 2 * edge, size * 0.85, stroke=1, fill=0)
        canvas.setFillColor(_colour(shown.type.colour))
        canvas.setFont(face(piece.face).font.name, size * _FRAME_SIZE)
        canvas.drawString(x + 2 * edge, y + edge, piece.text)


@cache
def _colour(code: str) -> Color:
    from reportlab.lib.colors import HexColor

    return HexColor(code)


def _told(text: str) -> str:
    # Titles of viewers are one line of what UTF-16 can hold.
    return " ".join(text.encode("utf-16", "replace").decode("utf-16").split())
