"""Which codes are outcomes: those that a display asks for, else those that its theories name."""

from __future__ import annotations

from qda.displays.columns import Column, columns_for
from qda.displays.workbench import Workbench
from qda.retrieval.theories import theories


def outcome_codes(bench: Workbench) -> tuple[str, ...]:
    """The canonical ids of the outcomes that the adopted theories name and the study still has."""
    known = {code.canonical_id for code in bench.codes.values()}
    named = (f"{theory.name}:{theory.outcome}" for theory in theories(bench.connection))
    return tuple(name for name in named if name in known)


def outcome_columns(bench: Workbench) -> tuple[Column, ...]:
    """The codes that the display asks for; else the outcomes of its theories; else all."""
    named = () if bench.question.columns else outcome_codes(bench)
    if not named:
        return bench.columns
    found = columns_for(bench.connection, named)
    beneath = [
        code.canonical_id
        for column in found
        for code in column.codes
        if code.parent_id == column.code.id
    ]
    # An outcome with parts is shown by its parts, and by itself for what names none of them.
    return columns_for(bench.connection, beneath) + found if beneath else found
