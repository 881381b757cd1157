"""Colours and spacing of the window, light and dark, each pair with enough contrast.

Colours are `#rrggbb` texts. A code's colour comes from the study and may be any; `drawn` shifts it
until it stands out from its background; `qda.colours` gives the same code a shape as its second
sign, so that nothing is told by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from qda.settings import Scheme
from ui.appearance import looks


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme, named by what they are for."""

    window: str
    base: str
    raised: str
    text: str
    muted: str
    accent: str
    on_accent: str
    selection: str
    border: str
    info: str
    info_text: str
    warning: str
    warning_text: str
    error: str
    error_text: str
    found: str
    wash: float
    dark: bool


LIGHT: Final = Colours(
    window="#f4f3ef",
    base="#ffffff",
    raised="#ebeae5",
    text="#1f2328",
    muted="#57606a",
    accent="#0a5aa6",
    on_accent="#ffffff",
    selection="#c4def8",
    border="#c3c7cc",
    info="#e4f0fb",
    info_text="#0b3d6e",
    warning="#fff1cc",
    warning_text="#574000",
    error="#fde6e3",
    error_text="#8a1c12",
    found="#ffe28a",
    wash=0.16,
    dark=False,
)
DARK: Final = Colours(
    window="#202327",
    base="#181a1d",
    raised="#2a2e33",
    text="#e6e8eb",
    muted="#a9b1ba",
    accent="#86bdf5",
    on_accent="#0c1a29",
    selection="#1f4468",
    border="#454b52",
    info="#17304a",
    info_text="#cfe4fa",
    warning="#443510",
    warning_text="#ffe4a3",
    error="#4f201c",
    error_text="#ffd2cc",
    found="#5e4b0b",
    wash=0.11,
    dark=True,
)

TEXT_ON: Final = (
    ("text", "window"),
    ("text", "base"),
    ("text", "raised"),
    ("text", "selection"),
    ("text", "found"),
    ("muted", "window"),
    ("muted", "base"),
    ("muted", "raised"),
    ("muted", "selection"),
    ("accent", "window"),
    ("accent", "base"),
    ("accent", "raised"),
    ("on_accent", "accent"),
    ("info_text", "info"),
    ("warning_text", "warning"),
    ("error_text", "error"),
)
"""Every pair of text and background that the window uses."""

WASHES: Final = 4
"""At most so many codings tint the same words; the others still have their line and name."""

TEXT_CONTRAST: Final = 4.5
MARK_CONTRAST: Final = 3.0


class Space:
    """Distances in pixels."""

    TIGHT: Final = 4
    SMALL: Final = 8
    MEDIUM: Final = 12
    LARGE: Final = 20


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(ground: str, colour: str, share: float) -> str:
    """`colour` laid over `ground` with the opacity `share` (0 to 1)."""
    pairs = zip(_channels(ground), _channels(colour), strict=True)
    return "#" + "".join(f"{round(g + (c - g) * share):02x}" for g, c in pairs)


@cache
def drawn(colour: str, ground: str, ratio: float = MARK_CONTRAST) -> str:
    """`colour`, made darker or lighter until it stands out from `ground` by `ratio`.

    An unreadable colour is drawn grey rather than refused: it comes from a file.
    """
    chosen = colour if _is_colour(colour) else "#777777"
    away = "#000000" if _luminance(ground) > 0.18 else "#ffffff"
    for step in range(21):
        candidate = mixed(chosen, away, step / 20)
        if contrast(candidate, ground) >= ratio:
            return candidate
    return away


@cache
def tone(colour: str, ground: str) -> QColor:
    """`drawn` as Qt's own colour; shared, so never changed."""
    return QColor(drawn(colour, ground))


@cache
def tint(colour: str, ground: str, share: float) -> QColor:
    """The faint, see-through form of a code's colour; shared, so never changed."""
    made = QColor(drawn(colour, ground))
    made.setAlphaF(share)
    return made


def colours_of(widget: QWidget) -> Colours:
    """The colours of the scheme that `widget` is shown in."""
    ground = widget.palette().color(QPalette.ColorRole.Base)
    return DARK if ground.lightness() < 128 else LIGHT


def palette(colours: Colours) -> QPalette:
    """The same colours as Qt's own palette, for menus, fields and buttons."""
    role = QPalette.ColorRole
    made = QPalette()
    for target, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.base),
        (role.AlternateBase, colours.raised),
        (role.Text, colours.text),
        (role.Button, colours.raised),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.error_text),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.selection),
        (role.HighlightedText, colours.text),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Mid, colours.border),
        (role.Accent, colours.accent),
    ):
        made.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours.muted))
    return made


_EMPTY_BOXES: Final = """QCheckBox::indicator:unchecked, QListView::indicator:unchecked,
QTableView::indicator:unchecked, QTreeView::indicator:unchecked {{ border: 1px solid {edge};
    border-radius: 2px; background: {base}; }}
"""
"""The style draws the edge of a box darker than the window, which nobody sees on a dark one."""


def style_sheet(colours: Colours) -> str:
    """The few rules that a palette cannot say."""
    return f"""
QToolTip {{ color: {colours.text}; background: {colours.raised};
    border: 1px solid {colours.border}; padding: {Space.TIGHT}px; }}
QTreeView::item, QListView::item {{ padding: 3px 0; }}
QTableView {{ gridline-color: {colours.border}; }}
QTableCornerButton::section {{ background: {colours.raised}; border: 0;
    border-right: 1px solid {colours.border}; border-bottom: 1px solid {colours.border}; }}
QLineEdit {{ border: 1px solid {colours.muted}; border-radius: 3px; padding: 3px;
    background: {colours.base}; }}
QLineEdit:disabled {{ border: 1px solid {colours.border}; background: {colours.window}; }}
QLineEdit:focus {{ border: 1px solid {colours.accent}; }}
{_EMPTY_BOXES.format(edge=colours.muted, base=colours.base) if colours.dark else ""}"""


class Theme(QObject):
    """Dresses an application in the scheme that is chosen, or in the system's, and follows both."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.colours = LIGHT
        self._looks = looks()
        self._points = app.font().pointSizeF()
        self._text_size = 100
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._looks.changed.connect(self._follow)
        self.dress(self._wanted())

    def _follow(self) -> None:
        wanted, text_size = self._wanted(), self._looks.appearance.text_size
        if wanted != self.colours or text_size != self._text_size:
            self._enlarge(text_size)
            self.dress(wanted)

    def _wanted(self) -> Colours:
        scheme = self._looks.appearance.scheme
        if scheme is Scheme.SYSTEM:
            system = self._app.styleHints().colorScheme()
            return DARK if system == Qt.ColorScheme.Dark else LIGHT
        return DARK if scheme is Scheme.DARK else LIGHT

    def _enlarge(self, text_size: int) -> None:
        self._text_size = text_size
        if self._points > 0:
            font = self._app.font()
            font.setPointSizeF(self._points * text_size / 100)
            self._app.setFont(font)

    def dress(self, colours: Colours) -> None:
        """Show the application in these colours."""
        self.colours = colours
        self._app.setPalette(palette(colours))
        self._app.setStyleSheet(style_sheet(colours))
        self.changed.emit()


def _is_colour(colour: str) -> bool:
    digits = colour[1:]
    hexadecimal = all(digit in "0123456789abcdefABCDEF" for digit in digits)
    return colour.startswith("#") and len(digits) == 6 and hexadecimal


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = []
    for channel in _channels(colour):
        share = channel / 255
        parts.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
