"""The paper that pictures are drawn on: words, bars and lines in points from the upper corner.

Every kind lays its picture out itself, from the widths of its words, so nothing is cut off and
nothing depends on a machine. The regions are read from the artists when the picture is done.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from exports.figures.letters import SVG_FACES, faces_of, lines_of, shown, width_of
from exports.figures.looks import Fill, Look, Stroke, ink_on
from exports.figures.picture import Behind, Picture, PictureFormat, Region

if TYPE_CHECKING:
    from matplotlib.artist import Artist

TITLE: Final = 13.0
BODY: Final = 9.0
SMALL: Final = 8.0
LEADING: Final = 1.32
"""The height of a line of words, in type sizes."""

EDGE: Final = 16.0
_POINTS: Final = 72
_RULES, _GRID, _BARS, _CURVES, _GROUNDS, _WORDS = range(1, 7)
"""What lies above what: grid lines beneath bars, words above all."""

_OUR_FACES: Final = re.compile(r"(?:'Runut [\w -]+'(?:,\s*)?)+")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, `top` counted downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return self.left + self.width / 2, self.top + self.height / 2


class Sheet:
    """One picture while it is drawn; `width` in points, the height grows with what is drawn."""

    def __init__(self, look: Look, width: float) -> None:
        from matplotlib.figure import Figure

        self.look = look
        self.width = width
        self.bottom = EDGE
        self._figure = Figure(figsize=(width / _POINTS, 1), facecolor=look.paper)
        self._axes = self._figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_axis_off()
        self._places: list[tuple[Artist, Behind, str]] = []
        self._told: list[str] = []

    @property
    def room(self) -> float:
        """The width between the edges."""
        return self.width - 2 * EDGE

    def words(
        self,
        left: float,
        top: float,
        said: str,
        *,
        room: float = 0.0,
        size: float = BODY,
        align: str = "left",
        bold: bool = False,
        colour: str = "",
    ) -> float:
        """Write words with their upper edge at `top`, on lines no wider than `room`; their height.

        `left` is the middle or the right edge where they are aligned so. Without room they stand
        on one line.
        """
        clean = shown(said)
        lines = lines_of(clean, room, size, bold=bold) if room else [clean]
        for nth, line in enumerate(lines):
            self._axes.text(
                left,
                top + size * (1.02 + LEADING * nth),
                line,
                fontproperties=faces_of(line, bold=bold),
                fontsize=size,
                ha=align,
                va="baseline",
                color=colour or self.look.ink,
                parse_math=False,
                clip_on=False,
                zorder=_WORDS,
            )
        height = size * LEADING * len(lines)
        self.bottom = max(self.bottom, top + height)
        return height

    def figure(
        self, left: float, top: float, said: str, *, align: str = "left", bold: bool = False
    ) -> None:
        """Write a figure beside a bar, in small letters, clear of the grid lines."""
        wide = self.width_of(said, SMALL, bold=bold) + 3
        part = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        self._blank(Box(left - wide * part, top, wide, SMALL * LEADING), self.look.paper, _GRID)
        self.words(left, top, said, size=SMALL, align=align, bold=bold)

    def _blank(self, box: Box, colour: str, level: int) -> None:
        from matplotlib.patches import Rectangle

        place = (box.left, box.top)
        blank = Rectangle(place, box.width, box.height, facecolor=colour, linewidth=0, zorder=level)
        blank.set_clip_on(False)
        self._axes.add_patch(blank)

    def height_of(self, said: str, room: float, size: float = BODY, *, bold: bool = False) -> float:
        """The height that words will take in a room."""
        return size * LEADING * len(lines_of(shown(said), room, size, bold=bold))

    def width_of(self, said: str, size: float = BODY, *, bold: bool = False) -> float:
        """The width of words on one line."""
        return width_of(shown(said), size, bold=bold)

    def bar(self, box: Box, fill: Fill, behind: Behind | None = None, said: str = "") -> None:
        """Draw a filled rectangle; with `behind` it becomes a region that says `said`."""
        from matplotlib.patches import Rectangle

        drawn = Rectangle(
            (box.left, box.top),
            box.width,
            box.height,
            facecolor=fill.colour,
            edgecolor="#2a2a2a" if fill.hatch else self._outline(fill.colour),
            linewidth=0.6,
            hatch=fill.hatch or None,
            clip_on=False,
            zorder=_BARS,
        )
        drawn.set_hatch_linewidth(0.55)
        self._axes.add_patch(drawn)
        if behind is not None:
            self._remember(drawn, behind, said)
        self.bottom = max(self.bottom, box.bottom)

    def _outline(self, colour: str) -> str:
        return self.look.ink if ink_on(colour) == "#111111" else colour

    def label(self, box: Box, said: str, fill: Fill, size: float = SMALL) -> None:
        """Write a figure in the middle of a bar, on a plain ground where the bar is hatched."""
        x, y = box.middle
        top = y - size * LEADING / 2
        if not fill.hatch:
            self.words(x, top, said, size=size, align="center", colour=ink_on(fill.colour))
            return
        wide = self.width_of(said, size) + 3
        self._blank(Box(x - wide / 2, top, wide, size * LEADING), "#ffffff", _GROUNDS)
        self.words(x, top, said, size=size, align="center", colour="#111111")

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        strong: bool = False,
        dashes: str = "-",
    ) -> None:
        """Draw a thin straight line, such as an axis or a grid line."""
        self._axes.plot(
            [start[0], end[0]],
            [start[1], end[1]],
            color=self.look.muted if strong else self.look.line,
            linewidth=0.9 if strong else 0.5,
            linestyle=dashes,
            clip_on=False,
            zorder=_RULES,
            scalex=False,
            scaley=False,
            solid_capstyle="butt",
        )

    def curve(self, points: Sequence[tuple[float, float]], stroke: Stroke) -> None:
        """Draw a line with its marks through some points."""
        self._axes.plot(
            [x for x, _ in points],
            [y for _, y in points],
            color=stroke.on_dark if self.look.dark else stroke.colour,
            linestyle=stroke.dashes,
            linewidth=1.5,
            marker=stroke.mark,
            markersize=5.5,
            markerfacecolor=self.look.paper,
            markeredgewidth=1.2,
            clip_on=False,
            zorder=_CURVES,
            scalex=False,
            scaley=False,
        )

    def tell(self, said: str) -> None:
        """Add a line to what the picture says in words."""
        self._told.append(shown(said))

    def place(self, box: Box, behind: Behind, said: str) -> None:
        """Make a region of a place that is drawn already, such as a point of a line."""
        from matplotlib.patches import Rectangle

        unseen = Rectangle((box.left, box.top), box.width, box.height, visible=False)
        self._axes.add_patch(unseen)
        self._remember(unseen, behind, said)

    def _remember(self, drawn: Artist, behind: Behind, said: str) -> None:
        self._places.append((drawn, behind, shown(said)))
        self.tell(said)

    def finished(self, form: PictureFormat, *, scale: float, title: str) -> Picture:
        """The picture: `scale` is how many pixels of a PNG a point takes."""
        height = self.bottom + EDGE
        dpi = _POINTS * scale if form is PictureFormat.PNG else float(_POINTS)
        # Whole pixels, so that regions and picture end together.
        wide, high = round(self.width * dpi / _POINTS), round(height * dpi / _POINTS)
        self._figure.set_dpi(dpi)
        self._figure.set_size_inches(wide / dpi, high / dpi)
        self._axes.set_xlim(0, wide * _POINTS / dpi)
        self._axes.set_ylim(high * _POINTS / dpi, 0)
        regions = tuple(self._region(*place, high=high) for place in self._places)
        description = "\n".join(self._told)
        content = self._svg(title, description) if form is PictureFormat.SVG else self._png(title)
        return Picture(content, form, wide, high, title, description, regions)

    def _region(self, drawn: Artist, behind: Behind, said: str, *, high: int) -> Region:
        place = drawn.get_window_extent()
        return Region(place.x0, high - place.y1, place.width, place.height, behind, said)

    def _png(self, title: str) -> bytes:
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        written = io.BytesIO()
        canvas: Any = FigureCanvasAgg(self._figure)  # its writers have no types
        canvas.print_png(written, metadata={"Software": None, "Title": title})
        return written.getvalue()

    def _svg(self, title: str, description: str) -> bytes:
        from matplotlib.backends.backend_svg import FigureCanvasSVG

        written = io.StringIO()
        facts = {"Date": None, "Creator": "Runut", "Title": title, "Description": description}
        canvas: Any = FigureCanvasSVG(self._figure)
        canvas.print_svg(written, metadata=facts)
        return _OUR_FACES.sub(SVG_FACES, written.getvalue()).encode("utf-8")


def drawn_alike() -> AbstractContextManager[None]:
    """The settings under which matplotlib draws alike on every machine, whatever its own say."""
    import matplotlib as mpl

    return mpl.rc_context(
        {
            "svg.hashsalt": "runut",
            "svg.fonttype": "none",
            "text.usetex": False,
            "text.antialiased": True,
            # Hinted letters are wider at low resolutions than they were measured.
            "text.hinting": "no_hinting",
            "path.sketch": None,
            "path.effects": [],
        }
    )
