"""What a list of coded segments says where it has no rows."""

from __future__ import annotations

from typing import Final

from qda.i18n import mark
from ui.panes.segment_reading import Scope
from ui.widgets.empty_state import Invitation
from ui.widgets.segment_list import NONE_LEFT, NONE_YET

NO_SOURCE: Final = Invitation(
    mark("No source is in front"),
    mark("Open a source to see its coded segments here, or list those of the whole study."),
)
NO_CODE: Final = Invitation(
    mark("No code is chosen"),
    mark("Choose a code in the tree to see what is coded with it and with those beneath."),
)
NONE_OF_CODE: Final = Invitation(
    mark("Nothing is coded with this code yet"),
    mark("Select words in the text, or drag the code onto them."),
)
NO_LINE: Final = Invitation(
    mark("No line is chosen"),
    mark("Choose a line above to read the segments it counts."),
)
SILENT_LINE: Final = Invitation(
    mark("This line is silent"),
    mark("No segment bears this code. Record what that means, or read on for evidence."),
)


def empty_list(scope: Scope, source_id: int | None, code_id: int | None, total: int) -> Invitation:
    """The sentences for a list of a scope; `total` rows are there without the filter."""
    if total:
        return NONE_LEFT
    if scope is Scope.SOURCE and source_id is None:
        return NO_SOURCE
    if scope is Scope.CODE:
        return NO_CODE if code_id is None else NONE_OF_CODE
    return NONE_YET
