"""What the page of numbers says where it has no figures or no picture: what to do first."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.widgets.empty_state import Invitation

NO_CODES: Final = Invitation(
    mark("No code yet"),
    mark("Add a framework or a code of your own; then code texts, and count them here."),
    mark("Add a framework …"),
)
NONE_SELECTED: Final = Invitation(
    mark("No code is selected in the tree"),
    mark("Select codes in the tree at the right, with Ctrl for several, and press Refresh."),
)
NO_NUMBER: Final = Invitation(
    mark("No attribute is a number"),
    mark("Import reviews with their stars, or give texts an attribute that is a number."),
    mark("Import files …"),
)
NO_TEXTS: Final = Invitation(
    mark("No text yet"),
    mark("Import interviews, documents or reviews; then their words are counted here."),
    mark("Import files …"),
)
NO_TABLE: Final = Invitation(
    mark("No questionnaire yet"),
    mark("Import the table of answers as a survey; then its items are summarised here."),
    mark("Import files …"),
)
REFUSED: Final = mark("This cannot be computed")
STOPPED: Final = Invitation(
    mark("The computation was stopped"),
    mark("Choose something narrower, or compute it after all."),
    mark("Compute"),
)
NO_PICTURE: Final = Invitation(
    mark("There is no picture of these figures"),
    mark("Their tables say more than a picture would."),
    mark("Show the tables"),
)
TOO_MANY: Final = Invitation(
    mark("Too many marks for one picture"),
    mark("Choose one framework, fewer codes or larger groups; the tables show everything."),
    mark("Show the tables"),
)
