"""Shows what a plan would draw, without drawing it: strata with their sizes, and the sentences."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from qda.i18n import Speech
from qda.jobs.progress import Progress, Silent
from qda.sampling.drawing import draw
from qda.sampling.frame import frame_of
from qda.sampling.plan import SamplePlan
from qda.sampling.stored import SampleRow

_SILENT: Final = Silent()


def preview(
    connection: Connection,
    plan: SamplePlan,
    speech: Speech,
    *,
    coder: str,
    progress: Progress = _SILENT,
) -> SampleRow:
    """The sample that a plan gives, as it would be kept; it is not in the study, and has no id.

    Raises:
        Refused: as the draw itself, but a name is not needed yet.
        Cancelled: the progress said so.
    """
    frame = frame_of(connection, plan, speech, progress)
    drawn = draw(frame, plan)
    return SampleRow(
        id=0,
        uuid="",
        plan=plan,
        collection_key=frame.key,
        collection=frame.title,
        coder=coder,
        frame=frame.counts,
        strata=drawn.strata,
        stratified_by=frame.stratified_by,
        drawn=len(drawn.units),
        interval=drawn.interval,
        start=drawn.start,
        made_at="",
    )
