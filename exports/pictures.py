"""The picture that a display is drawn as, where it has one: networks, and courses over time."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from exports.courses.drawing import draw_courses
from exports.drawings.cells import cell_at
from exports.drawings.png import png
from exports.drawings.shapes import Drawing, Place
from exports.drawings.svg import svg
from exports.figures.looks import PAPER, Look
from exports.file_kinds import FileKind
from exports.networks.drawing import draw_network
from models.errors import Defect
from qda.displays.kind import Shown
from qda.displays.network import Network
from qda.displays.values import Matrix
from qda.i18n import Speech, mark


def has_picture(shown: Shown) -> bool:
    """Whether a display is drawn, and not only set as a table."""
    return isinstance(shown, Network) or bool(shown.courses and shown.rows)


def draw_display(shown: Shown, *, look: Look = PAPER, is_framed: bool = True) -> Drawing | None:
    """The drawing of a display; None for one that is a table and nothing else.

    Without `is_framed` title, warnings and facts are left to what stands around the picture. Takes
    up to a second: do it beside a window, never in its thread.
    """
    if not has_picture(shown):
        return None
    if isinstance(shown, Network):
        return draw_network(shown, look=look, is_framed=is_framed)
    return draw_courses(shown, look=look, is_framed=is_framed)


def inner_picture(shown: Shown) -> Drawing | None:
    """The drawing of a display for a document that has title and facts of its own."""
    return draw_display(shown, is_framed=False)


def write_svg(shown: Shown, path: Path, speech: Speech) -> None:  # noqa: ARG001
    """Write the picture of a display that has one as lines and text."""
    path.write_bytes(svg(_whole(shown)).encode("utf-8"))


def write_png(shown: Shown, path: Path, speech: Speech) -> None:  # noqa: ARG001
    """Write the picture of a display that has one as pixels, sharp enough for print."""
    path.write_bytes(png(_whole(shown)))


def _whole(shown: Shown) -> Drawing:
    drawing = draw_display(shown)
    if drawing is None:
        raise Defect(what=f"a display of the kind {shown.kind} has no picture")
    return drawing


DRAWING_FILES: Final[tuple[FileKind[Shown], ...]] = (
    FileKind(mark("drawing (SVG)"), ".svg", write_svg),
    FileKind(mark("picture (PNG)"), ".png", write_png),
)
"""The kinds of files that the picture of a display alone is written to."""


def word_picture(drawing: Drawing) -> tuple[bytes, tuple[float, float], str]:
    """What a Word document takes of a picture: pixels, its size, and its words."""
    return png(drawing), (drawing.width, drawing.height), drawing.description


def html_network(drawing: Drawing, matrix: Matrix) -> str:
    """The picture of a network in a page; nodes and arrows lead to the first cell of their row."""
    rows = {heading.id: nth for nth, heading in enumerate(matrix.rows)}

    def link_of(place: Place) -> str:
        row = rows.get(f"{'node' if place.is_movable else 'arrow'}:{place.id}")
        return "" if row is None else f"#c-{row}-0"

    return _figure(svg(drawing, link_of, is_page=False))


def html_courses(drawing: Drawing) -> str:
    """The picture of courses in a page; each point leads to its cell."""

    def link_of(place: Place) -> str:
        row, column = cell_at(place.id)
        return f"#c-{row}-{column}"

    return _figure(svg(drawing, link_of, is_page=False))


def _figure(inner: str) -> str:
    return f'<figure class="network" id="picture">{inner}</figure>\n'
