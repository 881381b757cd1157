"""Knows every kind of display: each module of `qda.displays.kinds` with a `KIND` is one."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from sqlalchemy import Connection

from models.errors import Defect, Refused
from qda.displays import kinds as package
from qda.displays.kind import DisplayKind, DisplayQuestion, Family, Shown
from qda.jobs.collecting import collector_paused
from qda.jobs.progress import Progress, Silent


class UnknownDisplay(Refused):
    """There is no kind of display with that name."""

    en = "There is no display “{kind}”. Known: {known}."
    id = "Tidak ada display “{kind}”. Yang ada: {known}."


@cache
def kinds() -> tuple[DisplayKind, ...]:
    """All kinds of display, by family in the order of the sourcebook, then by their id."""
    found = []
    for module in pkgutil.iter_modules(package.__path__):
        name = f"{package.__name__}.{module.name}"
        kind = getattr(importlib.import_module(name), "KIND", None)
        if not isinstance(kind, DisplayKind):
            raise Defect(what=f"{name} holds no KIND")
        found.append(kind)
    families = list(Family)
    found.sort(key=lambda kind: (families.index(kind.family), kind.id))
    ids = [kind.id for kind in found]
    if len(set(ids)) != len(ids):
        raise Defect(what=f"two kinds of display share an id: {ids}")
    return tuple(found)


def kind_named(name: str) -> DisplayKind:
    """The kind with an id.

    Raises:
        UnknownDisplay: there is none.
    """
    for kind in kinds():
        if kind.id == name.strip().casefold():
            return kind
    raise UnknownDisplay(kind=name, known=", ".join(kind.id for kind in kinds()))


def made(
    connection: Connection,
    question: DisplayQuestion,
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> Shown:
    """What a display shows of the present state of the study.

    Raises:
        UnknownDisplay, UnknownChoice, RowsNotPossible: there is no such display.
        Refused: what was asked cannot be shown, and why.
        Cancelled: the listener of the progress stopped the work.
    """
    kind = kind_named(question.kind)
    with collector_paused():
        return kind.make(connection, kind.checked(question), progress)
