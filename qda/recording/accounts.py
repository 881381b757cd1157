"""Words how far planned data are, for lists and displays."""

from __future__ import annotations

from typing import Final

from qda.i18n import Speech, mark
from qda.retrieval.planned import Step

_STEPS: Final = {
    Step.PLANNED: mark("Planned"),
    Step.DECLINED: mark("Declined"),
    Step.NOT_APPLICABLE: mark("No longer applicable"),
    Step.COLLECTED: mark("Collected"),
    Step.TRANSCRIBED: mark("Transcribed"),
    Step.READ: mark("Read"),
    Step.CODED: mark("Coded"),
}


def step_label(step: Step, speech: Speech) -> str:
    """How far data are, in words.

    >>> step_label(Step.CODED, Speech("en"))
    'Coded'
    """
    return speech(_STEPS[step])
