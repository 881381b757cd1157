"""Puts conclusions in the order of research questions and dimensions, and finds what has none."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from models.recording import NotThere
from qda.concluding.values import Gap, GapKind, Outline, Placed
from qda.i18n import Speech
from qda.retrieval.codes import codes
from qda.retrieval.displays import ConclusionRow, conclusions, displays
from qda.retrieval.rows import CodeRow
from qda.retrieval.studies import study_row


def outline(connection: Connection, speech: Speech) -> Outline:
    """The conclusions by research question, then by dimension, then the rest.

    Questions are those of the study, one a line, then those of kept displays and of conclusions;
    dimensions are the codes on top of the tree. A question of a display is no gap of its own: a
    display may be asked what no conclusion needs to answer.
    """
    drawn = conclusions(connection)
    tree = codes(connection, counted=False)
    above = {code.id: code.parent_id for code in tree}
    tops = {code.id: n for n, code in enumerate(c for c in tree if c.parent_id is None)}
    asked = _questions([study_row(connection).question])
    every = _questions([*asked, *(d.question for d in displays(connection)),
                        *(c.question for c in drawn)])  # fmt: skip
    order = {_same(question): n for n, question in enumerate(every)}
    names = {code.id: code.name(speech.language) for code in tree}

    def place(row: ConclusionRow) -> tuple[int, int]:
        dimension = tops.get(_top(row.code_id, above), len(tops))
        return order.get(_same(row.question), len(order)), dimension

    def about(row: ConclusionRow) -> str:
        if row.question:
            return row.question
        return names.get(row.code_id or 0, "") or speech("Neither question nor dimension")

    # `sorted` is stable: conclusions on the same thing keep the order they were given.
    placed = tuple(
        Placed(number, about(row), row)
        for number, row in enumerate(sorted(drawn, key=place), start=1)
    )
    answered = {_same(row.question) for row in drawn}
    summed = {_top(row.code_id, above) for row in drawn}
    return Outline(
        placed,
        (
            *(Gap(GapKind.QUESTION, each, each) for each in asked if _same(each) not in answered),
            *_dimensions(tree, summed, speech),
        ),
    )


def placed_named(found: Outline, name: str) -> Placed:
    """The conclusion with a UUID or a row id.

    Raises:
        NotThere: there is none.
    """
    for each in found.placed:
        if name.strip() in (each.row.uuid, str(each.row.id)):
            return each
    raise NotThere(what="conclusion", which=name)


def _dimensions(tree: Sequence[CodeRow], summed: set[int], speech: Speech) -> tuple[Gap, ...]:
    return tuple(
        Gap(GapKind.DIMENSION, code.canonical_id, code.name(speech.language), code.id)
        for code in tree
        if code.parent_id is None and code.id not in summed
    )


def _questions(written: Sequence[str]) -> list[str]:
    lines = [line.strip() for text in written for line in text.splitlines()]
    return list({_same(line): line for line in reversed(lines) if line}.values())[::-1]


def _same(question: str) -> str:
    return " ".join(question.split()).casefold()


def _top(code_id: int | None, above: dict[int, int | None]) -> int:
    """The code on top of the branch that a code is in; 0 for no code."""
    found = 0
    while code_id is not None:
        found, code_id = code_id, above.get(code_id)
    return found
