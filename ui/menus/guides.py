"""The acts on interview guides and questionnaires."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("&Guides")

ACTS: Final = (
    Act("guides", MENU, mark("&Interview guides and questionnaires"), "Ctrl+Shift+G"),
    Act("new_guide", MENU, mark("&New guide …")),
    Act("describe_guide", MENU, mark("&Title, roles and languages …")),
    Act("add_guide_question", MENU, mark("&Add a question to the guide")),
    Act("export_guide", MENU, mark("&Export the guide …"), parted=True),
    Act("remove_guide", MENU, mark("&Remove the guide")),
)
"""The acts, in the order of the menu."""
