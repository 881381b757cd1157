"""The acts on displays."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("&Display")

ACTS: Final = (
    Act("matrix", MENU, mark("&New display: matrix or network"), "Ctrl+M", bar=True),
    Act("displays", MENU, mark("&Displays and conclusions"), "Alt+Shift+D"),
    Act("keep_display", MENU, mark("&Keep the display …"), "Alt+Shift+K", parted=True),
    Act("refresh_display", MENU, mark("&Refresh all its cells"), "Alt+F5"),
    Act("refresh_cell", MENU, mark("Refresh the &cell"), "Alt+Shift+R"),
    Act("write_entry", MENU, mark("&Write into the cell"), "Alt+Shift+W"),
    Act("label_theme", MENU, mark("&Label the theme …"), "Alt+Shift+J"),
    Act("answer_item", MENU, mark("Answer the &item of the sheet …"), "Alt+Shift+O"),
    Act("conclude", MENU, mark("Draw a c&onclusion …"), "Alt+Shift+N", parted=True),
    Act("against", MENU, mark("What speaks &against the conclusion"), "Alt+Shift+X"),
    Act("tactics", MENU, mark("&Tactics for the conclusion"), "Alt+Shift+Y"),
    Act("reviews", MENU, mark("Reviews by the &supervisor"), "Alt+Shift+V", parted=True),
    Act("send_review", MENU, mark("Send to be revie&wed …")),
    Act("take_review", MENU, mark("&Take a review back …")),
    Act("report", MENU, mark("Write a repor&t …"), "Alt+Shift+A", parted=True),
    Act("export", MENU, mark("&Export the display …"), "Ctrl+E"),
)
"""The acts, in the order of the menu."""
