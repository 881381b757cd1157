"""The door for pictures: the registry of their kinds, drawing one, and writing it to a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from exports.figures import bars, diverging, heat, lines, words
from exports.figures.bars import BarPlot
from exports.figures.diverging import LikertPlot
from exports.figures.heat import HeatPlot
from exports.figures.letters import DRAWING
from exports.figures.lines import LinePlot
from exports.figures.looks import PAPER, Look
from exports.figures.picture import Picture, PictureFormat
from exports.figures.sheet import Sheet, drawn_alike
from exports.figures.words import WordPlot
from exports.file_kinds import FileKind, write_by_ending
from qda.i18n import Speech, mark

Plot: TypeAlias = BarPlot | HeatPlot | LikertPlot | LinePlot | WordPlot

NARROWEST: Final = 560.0
"""The width in points beneath which no picture has room; some need more."""

WIDTH: Final = 720.0
"""The usual width of a picture, in points; one with many columns is wider."""

PRINT_SCALE: Final = 3.0
"""Pixels for each point of a PNG that is written to a file: 216 to the inch."""


@dataclass(frozen=True, slots=True)
class PlotKind:
    """A kind of picture: its id, its name (a key for `Speech`), its value, what lays it out.

    `lay_out` draws on a sheet and returns the title; `width_of` says how wide it must be.
    """

    id: str
    name: str
    value: type
    lay_out: Callable[[Any, Sheet, Speech], str]
    width_of: Callable[[Any], float] = lambda _: 0.0


# To add a kind: write a module with a frozen value that has `language`, and a `lay_out` that says
# each mark in words; name it here, and give an example to `tests/contracts/test_figures.py`.
KINDS: Final[tuple[PlotKind, ...]] = (
    PlotKind("bars", mark("Bars: codes by group"), BarPlot, bars.lay_out, bars.width_of),
    PlotKind("heat", mark("Map: codes × groups"), HeatPlot, heat.lay_out, heat.width_of),
    PlotKind("lines", mark("Lines: codes over time"), LinePlot, lines.lay_out),
    PlotKind("likert", mark("Diverging bars: rating items"), LikertPlot, diverging.lay_out),
    PlotKind("words", mark("Bars: words and phrases"), WordPlot, words.lay_out),
)


def kind_of(plot: Plot) -> PlotKind:
    """The kind of a plot."""
    return next(kind for kind in KINDS if isinstance(plot, kind.value))


def least_width(plot: Plot) -> float:
    """The width in points that a plot needs."""
    return max(NARROWEST, kind_of(plot).width_of(plot))


def draw(
    plot: Plot,
    form: PictureFormat = PictureFormat.PNG,
    *,
    look: Look = PAPER,
    width: float = WIDTH,
    scale: float = 1.0,
) -> Picture:
    """Draw a plot; the same plot gives the same bytes.

    `width` is in points (a picture with many columns takes more), `scale` the pixels of a PNG for
    each point. Takes a tenth of a second to a second: do it beside a window, never in its thread.
    """
    kind, speech = kind_of(plot), Speech(plot.language)
    with DRAWING, drawn_alike():
        sheet = Sheet(look, max(width, least_width(plot)))
        title = kind.lay_out(plot, sheet, speech)
        return sheet.finished(form, scale=scale, title=title)


def write_png(plot: Plot, path: Path, speech: Speech) -> None:  # noqa: ARG001
    """Write a plot as pixels, sharp enough for print."""
    path.write_bytes(draw(plot, PictureFormat.PNG, scale=PRINT_SCALE).content)


def write_svg(plot: Plot, path: Path, speech: Speech) -> None:  # noqa: ARG001
    """Write a plot as lines and text."""
    path.write_bytes(draw(plot, PictureFormat.SVG).content)


PICTURE_FILES: Final[tuple[FileKind[Plot], ...]] = (
    FileKind(mark("picture (PNG)"), ".png", write_png),
    FileKind(mark("drawing (SVG)"), ".svg", write_svg),
)


def write_plot(plot: Plot, path: Path) -> None:
    """Write a picture to `path`, by its ending and in the plot's own language.

    The file appears whole or not at all; an older one of the name is replaced in one step.

    Raises:
        UnknownFileKind, TargetFolderMissing, TargetIsFolder, NameTooLong: choose another path.
        TargetNotWritable, TargetInUse, DiskFull, WritingFailed: the world failed.
    """
    write_by_ending(plot, path, PICTURE_FILES)
