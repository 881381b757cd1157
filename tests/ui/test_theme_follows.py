"""The application follows the scheme and the size of letters that are chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from qda.settings import Appearance, Scheme
from ui.appearance import looks
from ui.theme import DARK, LIGHT, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """A theme that dresses the application, and undresses it in the end."""
    font, colours, sheet = qapp.font(), qapp.palette(), qapp.styleSheet()
    made = Theme(qapp)
    yield made
    looks().choose(Appearance())
    delete(made)
    qapp.setFont(font)
    qapp.setPalette(colours)
    qapp.setStyleSheet(sheet)


@pytest.fixture
def label(qtbot: QtBot, theme: Theme) -> QLabel:
    """Some words in the window."""
    made = QLabel("Kata")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("size", [125, 200])
def test_all_letters_grow_and_shrink_again(label: QLabel, size: int) -> None:
    before = label.font().pointSizeF()
    looks().choose(Appearance(text_size=size))
    assert label.font().pointSizeF() == pytest.approx(before * size / 100)
    looks().choose(Appearance())
    assert label.font().pointSizeF() == pytest.approx(before)


@pytest.mark.parametrize(("scheme", "colours"), [(Scheme.DARK, DARK), (Scheme.LIGHT, LIGHT)])
def test_a_chosen_scheme_counts_more_than_the_systems(
    theme: Theme, label: QLabel, scheme: Scheme, colours: object
) -> None:
    looks().choose(replace(looks().appearance, scheme=scheme))
    assert theme.colours == colours


def test_the_sizes_of_the_text_alone_leave_the_window_as_it_is(label: QLabel) -> None:
    before = label.font().pointSizeF()
    looks().choose(Appearance(points=20, measure=60))
    assert label.font().pointSizeF() == before
