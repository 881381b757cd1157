"""Words every edit of the history as a sentence, in the language asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from inspect import getmembers, isclass
from typing import Final

from models import handing_on
from qda.edits.edit import EditRequest
from qda.i18n import Speech, mark
from qda.retrieval.histories import HIDDEN_EDIT

THEMES: Final = (
    *("coding", "segments", "deciding", "coding_places", "codes", "coining", "importing"),
    *("sources", "cases", "memos", "proposing", "anchors", "code_groups", "code_sets"),
    *("coders", "settling", "revising", "indicators", "sampling", "suggesting", "guides"),
    *("surveys", "questions", "several_questions", "displays", "cell_entries"),
    *("conclusions", "reviews", "coding_rows", "proposing_by_question", "events"),
    *("stages", "ratings", "relations", "asked", "claims", "planned", "convergence", "sheets"),
)
"""The modules of `qda.edits` that hold edits; a new theme is listed here and nowhere else."""


def edits() -> Iterator[type[EditRequest[object]]]:
    """Every kind of edit there is."""
    for theme in THEMES:
        module = import_module(f"qda.edits.{theme}")
        for _, found in getmembers(module, isclass):
            if issubclass(found, EditRequest) and found.__module__ == module.__name__:
                yield found


def title_of(kind: str, facts: Mapping[str, object], speech: Speech) -> str:
    """The sentence for an edit of the history; a kind from a newer version keeps its name."""
    template = _titles().get(kind)
    if template is None:
        return kind
    count = facts.get("count")
    counted = {"count": speech.number(count)} if isinstance(count, int) else {}
    return speech(template, **{**facts, **counted})


@cache
def _titles() -> dict[str, str]:
    others = {
        HIDDEN_EDIT: mark("An edit of another coder, hidden while you code blind"),
        handing_on.KIND: mark("Make this copy to hand on, without original files and history"),
    }
    return {**others, **{edit.kind: edit.title for edit in edits()}}
