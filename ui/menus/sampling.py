"""The acts on samples and on suggestions that are learned from what was coded in them."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act
from ui.menus.queue import MENU

ACTS: Final = (
    Act("draw_sample", MENU, mark("&Draw a sample …"), "Ctrl+F7", parted=True),
    Act("samples", MENU, mark("Sa&mples"), "Shift+F7"),
    Act("next_in_sample", MENU, mark("Next uncoded te&xt of the sample"), "F10"),
    Act("done_in_sample", MENU, mark("N&othing more in this text, next one"), "Ctrl+F10"),
    Act("suggestions", MENU, mark("Su&ggestions that learn"), "Ctrl+Shift+F7", parted=True),
)
"""The acts, in the order of the menu."""
