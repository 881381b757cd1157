"""Draws the pictures of the gallery: every kind of display on the sample study, in two languages.

`python -m tests.helpers.shots_displays [id|en] [KIND ...]` writes
`docs/pictures/gallery/KIND.{en,id}.png`. Tables are drawn as the window shows them, networks
and lines over time as they are written to a file. What does not fit is cut off at a row or a
column.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.plugin=false")

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QHeaderView

from exports.drawings.png import png
from exports.drawings.shapes import Drawing
from exports.masking import masked
from exports.pictures import inner_picture
from models.errors import Defect
from qda.displays.kind import DisplayKind, DisplayQuestion, Shown
from qda.displays.network import Network
from qda.displays.registry import kinds, made
from qda.displays.values import Matrix
from qda.i18n import Speech
from qda.sample.building import build_sample
from tests.helpers.picturing import PICTURES, save
from ui.app import application
from ui.matrix.view import MatrixView
from ui.theme import LIGHT, Theme

WIDTH: Final = 1180
HEIGHT: Final = 720
_EMPTY: Final = 420
GALLERY: Final = "gallery"
_THEORY: Final = ("vmvh1975",)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a kind is asked for its picture."""

    columns: tuple[str, ...] = _THEORY
    filter: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    width: int = WIDTH


_TEXTS: Final = "technique=interview,documentation"
_READ: Final = "technique=interview,documentation,app_review"
_EFFECTS: Final = ("vmvh1975:VMH7", "vmvh1975:VMH6", "ansell_gash2008:AG4.5")
ASKED: Final[dict[str, Asked]] = {
    "case-ordered-descriptive": Asked(width=1500),
    "clustered-matrix": Asked(width=1500),
    "contact-summary": Asked(filter="technique=interview", width=1500),
    "critical-incidents": Asked(filter=_TEXTS),
    "document-summary": Asked(filter="technique=documentation", width=1500),
    "effects-matrix": Asked(_EFFECTS, filter=_TEXTS),
    "event-listing": Asked(filter=_TEXTS),
    "growth-gradient": Asked((), filter=_TEXTS),
    "interim-summary": Asked(filter=_TEXTS),
    "joint-cases": Asked(choices=(("score", "skor_gayung"),)),
    "meta-matrix": Asked(filter="technique=interview", width=1900),
    "predictor-outcome": Asked(width=1500),
    "role-ordered-matrix": Asked(width=1500),
    "thematic-matrix": Asked(("vmvh1975", "ansell_gash2008"), filter=_TEXTS),
    "technique-triangulation": Asked(filter=_READ),
    "source-triangulation": Asked(filter=_READ),
    "triangulation-matrix": Asked(filter=_READ),
    "completeness": Asked(filter=_READ),
    "time-triangulation": Asked(filter=_READ, choices=(("period", "year"),)),
    "time-ordered-matrix": Asked(filter=_TEXTS),
    "variable-by-variable": Asked(filter=_TEXTS),
}
"""What kinds are asked where it is not the six variables of the theory."""


def asked_of(kind: DisplayKind) -> Asked:
    """What a kind is asked in the gallery; codes only where it takes any."""
    asked = ASKED.get(kind.id, Asked())
    return asked if kind.takes_codes else replace(asked, columns=())


def question_of(kind: DisplayKind, language: str, coder: str) -> DisplayQuestion:
    """The question of a kind for its picture."""
    asked = asked_of(kind)
    return DisplayQuestion(
        kind.id,
        language,
        coder,
        columns=asked.columns,
        filter=asked.filter,
        choices=asked.choices,
        quotes=1,
    )


def main(words: list[str]) -> int:
    """Draw the pictures of the languages and kinds named, or all; the exit code."""
    (PICTURES / GALLERY).mkdir(parents=True, exist_ok=True)
    app = application()
    theme = app.property("theme")
    assert isinstance(theme, Theme)
    theme.dress(LIGHT)
    wanted = [each for each in words if each not in {"en", "id"}]
    for language in [each for each in words if each in {"en", "id"}] or ["en", "id"]:
        with (
            TemporaryDirectory(prefix="runut-shots-") as folder,
            build_sample(Path(folder) / "s.runut", language=language) as study,
        ):
            for kind in kinds():
                if wanted and kind.id not in wanted:
                    continue
                with study.reading() as connection:
                    shown = made(connection, question_of(kind, language, study.coder_name))
                save(
                    picture(shown, asked_of(kind).width),
                    f"{GALLERY}/{kind.id}",
                    language,
                )
    return 0


def picture(shown: Shown, width: int = WIDTH) -> QPixmap:
    """The picture of a display in its own language, at most so many pixels wide."""
    plain: Shown = masked(shown) if isinstance(shown, Network) else masked(shown)  # noqa: RUF034
    drawing = inner_picture(plain)
    if drawing is not None:
        return _of_drawing(drawing)
    assert isinstance(plain, Matrix)
    return _of_matrix(plain, width)


def _of_drawing(drawing: Drawing) -> QPixmap:
    drawn = QPixmap()
    if not drawn.loadFromData(png(drawing)):
        raise Defect(what=f"{drawing.title} is no picture")
    width = min(drawn.width() // 2, WIDTH)
    return drawn.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)


def _of_matrix(matrix: Matrix, width: int) -> QPixmap:
    view = MatrixView(Speech(matrix.language))
    view.resize(width, HEIGHT)
    view.show()
    view.side.hide()
    view.show_matrix(matrix)
    QApplication.processEvents()
    if not (matrix.rows and matrix.columns):
        return view.grab(QRect(0, 0, width, _EMPTY))
    table = view.table
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    QApplication.processEvents()
    left, top = view.rows.width(), view.columns.height()
    wide = min(table.width(), left + _whole(view.columns, table.viewport().width()))
    high = min(table.height(), top + _whole(view.rows, table.viewport().height()))
    drawn = table.grab(QRect(0, 0, wide + 2, high + 2))
    view.close()
    view.deleteLater()
    return drawn


def _whole(headings: QHeaderView, room: int) -> int:
    """How much of a row of headings can be shown without cutting one, at least the first."""
    used = 0
    for at in range(headings.count()):
        size = headings.sectionSize(at)
        if used and used + size > room:
            break
        used += size
    return min(used, room)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
