"""A drawing as pixels, with the faces that the program ships."""

from __future__ import annotations

import io
from typing import Any, Final

from exports.drawings.shapes import Curve, Drawing, Frame, Oval, Pen, Polygon, Shape, Words
from exports.figures.letters import DRAWING, faces_of
from exports.figures.sheet import drawn_alike

_POINTS: Final = 72
_MOST_PIXELS: Final = 24_000.0
"""How long a side may be: more takes gigabytes to draw."""


def png(drawing: Drawing, scale: float = 3.0) -> bytes:
    """The drawing with `scale` pixels for each point (3: 216 to the inch); fewer where it is huge.

    The same drawing gives the same bytes.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    scale = min(scale, _MOST_PIXELS / max(drawing.width, drawing.height))
    dpi = _POINTS * scale
    wide, high = round(drawing.width * scale), round(drawing.height * scale)
    with DRAWING, drawn_alike():
        figure = Figure(figsize=(wide / dpi, high / dpi), dpi=dpi, facecolor=drawing.paper)
        # Any: matplotlib's artists differ in what they take, and share no type for it.
        axes: Any = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_axis_off()
        axes.set_xlim(0, wide / scale)
        axes.set_ylim(high / scale, 0)
        for level, shape in enumerate(drawing.shapes):
            _paint(axes, shape, level)
        written = io.BytesIO()
        canvas: Any = FigureCanvasAgg(figure)
        canvas.print_png(written, metadata={"Software": None, "Title": drawing.title})
    return written.getvalue()


def _paint(axes: Any, shape: Shape, level: int) -> None:  # noqa: ANN401 - as above
    if isinstance(shape, Words):
        _words(axes, shape, level)
        return
    artist = _artist(shape)
    artist.set_zorder(level)
    artist.set_clip_on(False)
    axes.add_patch(artist)


def _artist(shape: Frame | Oval | Polygon | Curve) -> Any:  # noqa: ANN401 - as above
    from matplotlib.patches import Ellipse, FancyBboxPatch, PathPatch, Rectangle
    from matplotlib.patches import Polygon as Corners
    from matplotlib.path import Path

    match shape:
        case Frame(radius=0.0):
            corner = (shape.left, shape.top)
            return Rectangle(corner, shape.width, shape.height, **_look(shape.pen, shape.fill))
        case Frame():
            return FancyBboxPatch(
                (shape.left, shape.top),
                shape.width,
                shape.height,
                boxstyle=f"round,pad=0,rounding_size={shape.radius}",
                **_look(shape.pen, shape.fill),
            )
        case Oval():
            middle = (shape.left + shape.width / 2, shape.top + shape.height / 2)
            return Ellipse(middle, shape.width, shape.height, **_look(shape.pen, shape.fill))
        case Polygon():
            return Corners(shape.points, closed=shape.closed, **_look(shape.pen, shape.fill))
        case Curve():
            codes = [Path.MOVETO] + [Path.CURVE4] * (len(shape.points) - 1)
            return PathPatch(Path(shape.points, codes), **_look(shape.pen, ""))


def _look(pen: Pen | None, fill: str) -> dict[str, Any]:
    told: dict[str, Any] = {"facecolor": fill or "none", "edgecolor": "none", "linewidth": 0}
    if pen is not None:
        told |= {"edgecolor": pen.colour, "linewidth": pen.width}
        if pen.dashes:
            # matplotlib counts dashes in line widths.
            told["linestyle"] = (0, tuple(each / pen.width for each in pen.dashes))
            told["capstyle"] = "round" if pen.dashes[0] < 2 else "butt"
    return told


def _words(axes: Any, shape: Words, level: int) -> None:  # noqa: ANN401 - as above
    axes.text(
        shape.x,
        shape.y,
        shape.text,
        fontproperties=faces_of(shape.text, bold=shape.bold),
        fontsize=shape.size,
        ha=shape.align,
        va="baseline",
        color=shape.colour,
        parse_math=False,
        clip_on=False,
        zorder=level,
    )
