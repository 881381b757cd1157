"""Draws the pictures of the documentation: the main windows on the sample study, in two languages.

`python3 dev.py shots` writes `docs/pictures/{start,reader,import,matrix}.{en,id}.png`. They are
drawn without a screen, at one size and in one scheme, so that they differ only where the program
does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QDialog

from models.vocabulary import Polarity, StakeholderGroup
from qda.autocoding.proposing import lists_for, propose_codings
from qda.autocoding.running import Task
from qda.sample.building import build_sample
from qda.sample.contents import FILES
from qda.settings import Settings
from tests.helpers.running import ROOT
from ui.app import application, wait
from ui.dialogs.importing import ImportDialog, SourcePage
from ui.main_window import MainWindow
from ui.theme import LIGHT, Theme
from ui.workspace import Workspace

WIDTH: Final = 1440
HEIGHT: Final = 900
PICTURES: Final = ROOT / "docs" / "pictures"
IMPORTED: Final = ("w02-kepala-upt.txt", "ulasan-gayung.csv")
SOURCE: Final = "W01"
PARAGRAPH: Final = 16
_AWHILE_MS: Final = 300


def main(words: list[str]) -> int:
    """Draw every picture of the languages named, or of both; the exit code."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    app = application()
    theme = app.property("theme")
    assert isinstance(theme, Theme)
    theme.dress(LIGHT)
    for language in words or ["en", "id"]:
        with TemporaryDirectory(prefix="runut-shots-") as folder:
            os.environ["RUNUT_CONFIG_DIR"] = str(Path(folder) / "settings")
            _draw(Path(folder), language)
    return 0


def _draw(folder: Path, language: str) -> None:
    study = folder / "Lembayung.runut"
    with build_sample(study, language=language) as session:
        propose_codings(session, Task(lists_for(session)))
        coder = session.coder_name
    window = MainWindow(Settings(language=language, coder=coder))
    window.resize(WIDTH, HEIGHT)
    window.show()
    _rest(window)
    _save(window.grab().save, "start", language)
    window.open_study(str(study))
    wait(lambda: window.workspace is not None)
    _rest(window)
    space = window.workspace
    assert space is not None
    _draw_reader(window, space, language)
    _draw_import(window, space, language)
    _draw_matrix(window, space, language)
    window.close()
    wait(lambda: window.idle and not window.isVisible())
    window.deleteLater()


def _draw_reader(window: MainWindow, space: Workspace, language: str) -> None:
    index = space.sources.model.item(0).child(0).index()
    space.sources.tree.setCurrentIndex(index)
    space.sources.tree.activated.emit(index)
    _rest(window)
    pane = space.current_reader()
    assert pane is not None
    pane.reader.go_to_paragraph(PARAGRAPH)
    _rest(window)
    shown = pane.reader.shown_text()
    paragraph = None if shown is None else shown.paragraph(PARAGRAPH)
    assert paragraph is not None
    row = next(
        each
        for each in pane.coded
        if each.polarity is Polarity.INHIBITING and each.span.start > paragraph.span.start
    )
    space.codes.show_coding(row)
    _rest(window)
    # The frame around a place one went to fades after a moment.
    wait(lambda: False, 2000)
    _save(window.grab().save, "reader", language)


def _draw_import(window: MainWindow, space: Workspace, language: str) -> None:
    space.importing.read_files([FILES / name for name in IMPORTED])
    wait(lambda: bool(_dialogs(window)))
    _rest(window)
    dialog = _dialogs(window)[0]
    assert isinstance(dialog, ImportDialog)
    page = dialog.page(0)
    assert isinstance(page, SourcePage)
    voice = page.speakers.rows[-1]
    voice.case.setText("Pak Gilang")
    voice.role.setText("Kepala UPT")
    voice.group.setCurrentIndex(voice.group.findData(StakeholderGroup.GOVERNMENT))
    picture, over = window.grab(), dialog.grab()
    painter = QPainter(picture)
    place = QRect(QPoint(), over.size())
    place.moveCenter(window.rect().center())
    painter.drawPixmap(place.topLeft(), over)
    painter.setPen(QColor(LIGHT.muted))
    painter.drawRect(place.adjusted(-1, -1, 0, 0))
    painter.end()
    _save(picture.save, "import", language)
    dialog.reject()
    _rest(window)


def _draw_matrix(window: MainWindow, space: Workspace, language: str) -> None:
    window.actions_.by_name["show_codes"].trigger()
    pane = space.showing.open_display()
    _rest(window)
    pane.view.table.setCurrentIndex(pane.view.model.index(0, 1))
    _rest(window)
    _save(window.grab().save, "matrix", language)


def _dialogs(window: MainWindow) -> list[QDialog]:
    return [each for each in window.findChildren(QDialog) if each.isVisible()]


def _rest(window: MainWindow) -> None:
    wait(lambda: window.idle)
    wait(lambda: False, _AWHILE_MS)
    QApplication.processEvents()


def _save(save: Callable[[str], bool], name: str, language: str) -> None:
    place = PICTURES / f"{name}.{language}.png"
    if not save(str(place)):
        raise OSError(place)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
