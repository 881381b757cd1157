"""Random acts on coders: names, blind coding, and what two of them settle."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.code import Code
from models.coding import Coding
from models.positions import Span
from models.source import Source
from models.study import Blinding, Coder, Settlement
from models.vocabulary import Outcome
from qda.edits.coders import ReleaseBlind, RenameCoder, StartBlind
from qda.edits.edit import EditRequest
from qda.edits.settling import Instead, ReopenComparisons, SettleCodings, Settling

if TYPE_CHECKING:
    from tests.helpers.acts import Scene

Request = EditRequest[Any]


def _rename(scene: Scene) -> Request | None:
    coder = scene.one(Coder)
    return None if coder is None else RenameCoder(coder, scene.dice.choice((scene.name(), "Sari")))


def _settle(scene: Scene) -> Request | None:
    """Settle codings of any two coders; rarely those of others, which is refused."""
    coders = scene.sample(scene.ids(Coder))
    if len(coders) < 2:
        return None
    first, second = coders[:2]
    settlings = []
    for one, other in zip(scene.some(Coding), scene.some(Coding), strict=False):
        alone = scene.dice.choice((0, 1, 2))
        outcome = scene.dice.choice(tuple(Outcome))
        first_id, second_id = None if alone == 1 else one, None if alone == 2 else other
        settlings.append(Settling(first_id, second_id, outcome, _instead(scene)))
    return SettleCodings(first, second, tuple(settlings), scene.words(), scene.dice.random() < 0.3)


def _instead(scene: Scene) -> Instead | None:
    source, code = scene.row(Source), scene.one(Code)
    if source is None or code is None or not source["length"] or scene.dice.random() < 0.5:
        return None
    return Instead(source["id"], Span(0, scene.dice.randint(1, source["length"])), code)


def _release(scene: Scene) -> Request | None:
    """Release what is hidden; where nothing may be, something is hidden as likely."""
    if scene.ids(Blinding) or scene.dice.random() < 0.5:
        return ReleaseBlind()
    return StartBlind()


def _reopen(scene: Scene) -> Request | None:
    if scene.ids(Settlement) or scene.dice.random() < 0.5:
        return ReopenComparisons(scene.some(Settlement))
    return _settle(scene)


CODERS: dict[str, Callable[[Scene], Request | None]] = {
    "rename_coder": _rename,
    "start_blind": lambda s: StartBlind(s.some(Source)),
    "release_blind": _release,
    "settle": _settle,
    "reopen": _reopen,
}
"""The acts on coders, by a name."""
