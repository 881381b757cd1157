"""Random acts on samples and on what is learned from codings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.code import Code
from models.positions import Span
from models.sampling import Sample
from models.source import Collection, Source
from models.vocabulary import Allocation, SampleRule
from qda.edits.edit import EditRequest
from qda.edits.sampling import DrawNextBatch, DrawSample, RemoveSample, WorkThrough
from qda.edits.suggesting import StoreSuggestions, Suggestion
from qda.sampling.plan import CountedCodes, SamplePlan, UntilSaturation
from qda.statistics.saturation import SaturationRule
from qda.suggesting.learning import Figures

if TYPE_CHECKING:
    from tests.helpers.acts import Scene

Request = EditRequest[Any]


def _draw(scene: Scene) -> Request | None:
    collection = scene.one(Collection)
    if collection is None:
        return None
    rule = SaturationRule(1, 1, scene.dice.choice((0.0, 0.5)))
    return DrawSample(
        SamplePlan(
            name=scene.name(),
            collection_id=collection,
            rule=scene.dice.choice(tuple(SampleRule)),
            size=scene.dice.randint(1, 4),
            seed=scene.dice.randint(0, 9),
            by=("stars",),
            allocation=scene.dice.choice(tuple(Allocation)),
            folded=scene.dice.random() < 0.5,
            until=UntilSaturation(1, rule, CountedCodes.ALL),
        )
    )


def _named(scene: Scene, make: Callable[[str], Request]) -> Request | None:
    sample = scene.row(Sample)
    return None if sample is None else make(sample["name"])


def _suggest(scene: Scene) -> Request | None:
    code, collection = scene.row(Code), scene.one(Collection)
    if code is None or collection is None:
        return None
    figures = Figures(
        code["id"], code["canonical_id"], "", "", 20, 20, 20, 20, 0, 0.5, tested=True, right=9
    )
    found = tuple(
        Suggestion(row["id"], Span(0, row["length"]), code["canonical_id"], 0.75, ("dana; lagi",))
        for row in (scene.row(Source),)
        if row is not None and row["length"]
    )
    rule = f"learned {scene.dice.randint(1, 2)}"
    return StoreSuggestions(rule, collection, "", None, {"seed": 1}, (figures,), found)


SAMPLING: dict[str, Callable[[Scene], Request | None]] = {
    "draw_sample": _draw,
    "draw_next_batch": lambda s: _named(s, DrawNextBatch),
    "remove_sample": lambda s: _named(s, RemoveSample),
    "work_through": lambda s: WorkThrough(s.some(Source)),
    "store_suggestions": _suggest,
}
"""The acts, by a name."""
