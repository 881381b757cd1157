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


def _remove(scene: Scene) -> Request | None:
    """Remove a sample; where there is none, one is drawn as likely."""
    sample = scene.row(Sample)
    if sample is None:
        return _draw(scene) if scene.dice.random() < 0.5 else RemoveSample("tidak ada")
    return RemoveSample(sample["name"])


def _next_batch(scene: Scene) -> Request | None:
    """Draw the next batch of a sample; else draw one until saturation, or work it through."""
    collection, chance = scene.one(Collection), scene.dice.random()
    if chance < 0.4 or collection is None:
        return DrawNextBatch("jenuh")
    if chance < 0.7:
        return WorkThrough(tuple(scene.ids(Source)))
    until = UntilSaturation(1, SaturationRule(1, 1, 0.0), CountedCodes.ALL)
    return DrawSample(SamplePlan("jenuh", collection, SampleRule.SATURATION, until=until))


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
        # What is learned from a collection is suggested in it alone.
        if row is not None and row["length"] and row["collection_id"] == collection
    )
    rule = f"learned {scene.dice.randint(1, 2)}"
    return StoreSuggestions(rule, collection, "", None, {"seed": 1}, (figures,), found)


SAMPLING: dict[str, Callable[[Scene], Request | None]] = {
    "draw_sample": _draw,
    "draw_next_batch": _next_batch,
    "remove_sample": _remove,
    "work_through": lambda s: WorkThrough(s.some(Source)),
    "store_suggestions": _suggest,
}
"""The acts, by a name."""
