"""Random edits on memos and on places that a search found; see `tests.helpers.acts`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.code import Code
from models.memo import Memo
from models.source import Source
from models.vocabulary import MemoKind
from qda.edits.coding_places import CodePlaces, Place
from qda.edits.memos import AddMemo, ChangeMemo, MoveMemo

if TYPE_CHECKING:
    from tests.helpers.acts import Request, Scene

_DAYS = ("", "2026-11-27", "2025-01-01", "2026-02-30")


def _memo_on_words(scene: Scene) -> Request | None:
    source = scene.row(Source)
    if source is None or not source["length"]:
        return None
    return AddMemo(
        scene.words(),
        target="source",
        target_uuid=source["uuid"],
        span=scene.span(source["length"]),
        memo_kind=scene.dice.choice(tuple(MemoKind)),
        dated_on=scene.dice.choice(_DAYS),
    )


def _date_memo(scene: Scene) -> Request | None:
    memo = scene.row(Memo)
    if memo is None:
        return None
    return ChangeMemo(memo["id"], memo["text"], memo["title"], dated_on=scene.dice.choice(_DAYS))


def _move_memo(scene: Scene) -> Request | None:
    memo, source = scene.one(Memo), scene.row(Source)
    if memo is None:
        return None
    if source is None or scene.dice.random() < 0.3:
        return MoveMemo(memo)
    span = scene.dice.choice((None, scene.span(source["length"] + 1)))
    return MoveMemo(memo, "source", source["uuid"], span)


def _code_places(scene: Scene) -> Request | None:
    code = scene.one(Code)
    found = [scene.row(Source) for _ in range(scene.dice.randint(1, 5))]
    places = tuple(
        Place(row["id"], scene.span(row["length"])) for row in found if row and row["length"]
    )
    return None if code is None or not places else CodePlaces(places, code)


ACTS: dict[str, Callable[[Scene], Request | None]] = {
    "memo_on_words": _memo_on_words,
    "date_memo": _date_memo,
    "move_memo": _move_memo,
    "code_places": _code_places,
}
"""Every kind of edit of this theme, by a name."""
