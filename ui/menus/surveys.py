"""The acts on surveys and the dictionary of their questions."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.menus.act import Act

MENU: Final = mark("Sur&veys")

ACTS: Final = (
    Act("survey_questions", MENU, mark("&Questions of a survey"), "Alt+Shift+Q"),
    Act("question_dimension", MENU, mark("&Dimension of the chosen questions …"), parted=True),
    Act("question_no_dimension", MENU, mark("&No dimension for the chosen questions")),
    Act("question_reverse", MENU, mark("&Turn the chosen questions round")),
    Act("question_answers", MENU, mark("&Answers to the question"), parted=True),
    Act("question_figures", MENU, mark("&Figures of the question")),
)
"""The acts, in the order of the menu."""
