"""Makes the triangulation that a display asks for, whichever kind of display it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import Connection

from qda.displays.axes import RowAxis
from qda.displays.kept import question_of
from qda.displays.registry import kind_named
from qda.displays.workbench import Workbench
from qda.joint.strands import joint_rows
from qda.joint.tabling import as_triangulation
from qda.numbers.grouping import Period
from qda.retrieval.displays import display_by_id
from qda.triangulation.crosswalk import crosswalk
from qda.triangulation.labels import KeptTriangulation
from qda.triangulation.modes import Mode
from qda.triangulation.reading import Triangulation, triangulation


def triangulated(bench: Workbench) -> Triangulation:
    """The themes and groups of the triangulation that a bench was asked for.

    Raises:
        CrosswalkMissing, CrosswalkWrong: two theories are compared without knowing how.
        NoSuchColumns, UnknownFilter, NotAnAnswer: it cannot be made so.
    """
    return _MAKERS[bench.kind.id](bench)


def kept_themes(connection: Connection, kept: KeptTriangulation) -> Triangulation:
    """The themes and groups of a kept triangulation as they are now.

    Raises:
        NotThere: the display is gone.
        Refused: it can no longer be made, and why.
    """
    question = question_of(display_by_id(connection, kept.id))
    return triangulated(Workbench(connection, kind_named(kept.kind), question))


def _any(bench: Workbench) -> Triangulation:
    mode = Mode(_chosen(bench, "mode"))
    crossed = crosswalk(bench, _chosen(bench, "crosswalk")) if mode is Mode.THEORY else ()
    return triangulation(
        bench,
        mode,
        axis=RowAxis.parse(_chosen(bench, "groups")),
        is_strict=_is_strict(bench),
        period=_period(bench),
        crossed=crossed,
    )


def _sources(bench: Workbench) -> Triangulation:
    axis = RowAxis.parse(_chosen(bench, "groups"))
    return triangulation(bench, Mode.SOURCE, axis=axis, is_strict=_is_strict(bench))


def _techniques(bench: Workbench) -> Triangulation:
    return triangulation(bench, Mode.TECHNIQUE, is_strict=_is_strict(bench))


def _times(bench: Workbench) -> Triangulation:
    return triangulation(bench, Mode.TIME, is_strict=_is_strict(bench), period=_period(bench))


def _joint(bench: Workbench) -> Triangulation:
    strict = "strict" in {each.name for each in bench.kind.choices} and _is_strict(bench)
    return as_triangulation(bench, joint_rows(bench, is_strict=strict), is_strict=strict)


def _chosen(bench: Workbench, name: str) -> str:
    return bench.kind.choice(bench.question, name)


def _is_strict(bench: Workbench) -> bool:
    return _chosen(bench, "strict") == "yes"


def _period(bench: Workbench) -> Period | None:
    chosen = _chosen(bench, "period")
    return None if chosen == "date" else Period(chosen)


_MAKERS: Final[Mapping[str, Callable[[Workbench], Triangulation]]] = {
    "triangulation-matrix": _any,
    "source-triangulation": _sources,
    "technique-triangulation": _techniques,
    "time-triangulation": _times,
    "joint-theory": _joint,
    "joint-side-by-side": _joint,
}
"""What makes the triangulation behind a kind of display."""
