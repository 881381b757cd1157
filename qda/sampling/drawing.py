"""Draws a sample from its frame: which texts, of which stratum and batch, in which order.

A sample is worked through in the order of the draw, so that whoever stops early has a sample all
the same; a systematic one is in the order of the list it was drawn from.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from models.errors import Refused
from models.vocabulary import Allocation, SampleRule
from qda.sampling.frame import Frame
from qda.sampling.plan import FEW, MOST_STRATA, SamplePlan
from qda.statistics.drawing import by_interval, by_steps, chances, shared_out, smallest


class FewRespondents(Refused):
    """More respondents are asked for than there are."""

    en = (
        "{size} respondents are asked for, but the frame has {frame}. Ask for fewer, or filter "
        "less."
    )
    id = (
        "Diminta {size} responden, padahal kerangka sampel hanya memuat {frame}. Minta lebih "
        "sedikit, atau longgarkan filternya."
    )


class FrameTooSmall(Refused):
    """More texts are asked for than there are."""

    en = "{size} texts are asked for, but the frame has {frame}. Ask for fewer, or filter less."
    id = (
        "Diminta {size} teks, padahal kerangka sampel hanya memuat {frame}. Minta lebih sedikit, "
        "atau longgarkan filternya."
    )


class TooManyStrata(Refused):
    """So many strata are no strata any more."""

    en = (
        "{by} gives {strata} strata; more than {most} say nothing. Choose fewer of them, or ones "
        "with fewer values."
    )
    id = (
        "{by} menghasilkan {strata} strata; lebih dari {most} tidak bermakna. Pilih lebih sedikit "
        "dasar strata, atau yang nilainya lebih sedikit."
    )


class Smallness(StrEnum):
    """Why a stratum is named: nothing was drawn from it, little was, or all it has."""

    NONE_DRAWN = "none_drawn"
    FEW_DRAWN = "few_drawn"
    ALL_DRAWN = "all_drawn"


@dataclass(frozen=True, slots=True)
class StratumCount:
    """A stratum: how many texts it has in the frame, how many were drawn, and what to know.

    Where respondents are drawn, both count these.

    `name` is worded in the language of the study; `ids` are those of its values, one for each of
    what the strata are made by, so that it can be worded in another.
    """

    name: str
    size: int
    drawn: int
    ids: tuple[str, ...] = ()

    @property
    def weight(self) -> float | None:
        """How many texts of the frame each drawn one stands for; None where none was drawn."""
        return self.size / self.drawn if self.drawn else None

    @property
    def smallness(self) -> Smallness | None:
        """Why it must be named, if it must."""
        if not self.drawn:
            return Smallness.NONE_DRAWN
        if self.drawn == self.size:
            return Smallness.ALL_DRAWN
        return Smallness.FEW_DRAWN if self.drawn < FEW else None


class DrawnUnit(NamedTuple):
    """A text that was drawn: its id and key, its place from 1, its batch from 1, its stratum."""

    source_id: int
    key: str
    position: int
    batch: int
    stratum: int


@dataclass(frozen=True, slots=True)
class Draw:
    """A drawn sample; `interval` and `start` are those of a systematic one, else 0.

    Where respondents were drawn, `units` are their answers, one after the other.
    """

    units: tuple[DrawnUnit, ...]
    strata: tuple[StratumCount, ...]
    interval: float = 0
    start: float = 0


def draw(frame: Frame, plan: SamplePlan) -> Draw:
    """Draw the sample of a plan; the same frame and plan give the same sample everywhere.

    Raises:
        NoSize, NoStrata, BadSeed, BadSampleQuestion: the plan cannot be drawn.
        TooManyStrata: hardly two texts are in one stratum.
        FrameTooSmall, FewRespondents: there are not so many.
    """
    plan.drawable()
    size = _size(frame, plan)
    if plan.rule is SampleRule.SYSTEMATIC:
        return _systematic(frame, plan)
    numbers = chances(len(frame.ids), plan.seed)
    everything = range(len(frame.ids))
    if plan.rule is SampleRule.STRATIFIED:
        if len(frame.names) > MOST_STRATA:
            by = " × ".join(frame.stratified_by)
            raise TooManyStrata(by=by, strata=len(frame.names), most=MOST_STRATA)
        sizes = frame.sizes()
        parts = shared_out(sizes, size, plan.allocation)
        inside: list[list[int]] = [[] for _ in sizes]
        for at, stratum in enumerate(frame.strata):
            inside[stratum].append(at)
        chosen = [
            at for of, part in zip(inside, parts, strict=True) for at in smallest(of, part, numbers)
        ]
        # Strata are mixed again: who codes them one after the other learns on the way.
        chosen = smallest(chosen, len(chosen), numbers)
    else:
        chosen = smallest(everything, size, numbers)
    batch = plan.until.batch if plan.rule is SampleRule.SATURATION else 0
    return _drawn(frame, chosen, batch)


def _size(frame: Frame, plan: SamplePlan) -> int:
    whole, until = len(frame.ids), plan.rule is SampleRule.SATURATION
    size = plan.until.first * plan.until.batch if until else plan.size
    asked = plan.every if plan.rule is SampleRule.SYSTEMATIC and plan.every else size
    if asked > whole:
        refusal = FewRespondents if plan.of_respondents else FrameTooSmall
        raise refusal(size=asked, frame=whole)
    return size


def _systematic(frame: Frame, plan: SamplePlan) -> Draw:
    whole = len(frame.ids)
    if plan.every:
        start, chosen = by_interval(whole, plan.every, plan.seed)
        return _drawn(frame, chosen, 0, interval=plan.every, start=start)
    shift, chosen = by_steps(whole, plan.size, plan.seed)
    return _drawn(frame, chosen, 0, interval=whole / plan.size, start=shift)


@dataclass(frozen=True, slots=True)
class Batch:
    """A further batch: its texts, and how many were drawn of each stratum, in their order."""

    units: tuple[DrawnUnit, ...]
    drawn: tuple[int, ...]


def next_batch(frame: Frame, plan: SamplePlan, drawn: int) -> Batch:
    """What follows the `drawn` first ones by chance number; less where hardly any are left."""
    numbers = chances(len(frame.ids), plan.seed)
    most = plan.size or len(frame.ids)
    chosen = smallest(range(len(frame.ids)), min(most, drawn + plan.until.batch), numbers)
    units = _units(frame, chosen, plan.until.batch)
    before = sum(len(frame.texts_at(at)) for at in chosen[:drawn])
    return Batch(units[before:], _taken(frame, chosen[drawn:]))


def _drawn(
    frame: Frame, chosen: list[int], batch: int, *, interval: float = 0, start: float = 0
) -> Draw:
    units = _units(frame, chosen, batch)
    taken = _taken(frame, chosen)
    strata = tuple(
        StratumCount(name, size, drawn, frame.ids_of(at))
        for at, (name, size, drawn) in enumerate(
            zip(frame.names, frame.sizes(), taken, strict=True)
        )
    )
    return Draw(units, strata, interval, start)


def _taken(frame: Frame, chosen: list[int]) -> tuple[int, ...]:
    """How many of what was drawn lie in each stratum."""
    taken = [0] * len(frame.names)
    for at in chosen:
        taken[frame.strata[at]] += 1
    return tuple(taken)


def _units(frame: Frame, chosen: list[int], batch: int) -> tuple[DrawnUnit, ...]:
    """The texts of what was drawn, in its order; a respondent's answers are of one batch."""
    found = [
        (nth, at, id_, key) for nth, at in enumerate(chosen) for id_, key in frame.texts_at(at)
    ]
    return tuple(
        DrawnUnit(id_, key, place, nth // batch + 1 if batch else 1, frame.strata[at])
        for place, (nth, at, id_, key) in enumerate(found, 1)
    )


def used_allocation(plan: SamplePlan) -> Allocation | None:
    """How a plan shares out its size; None where it has no strata to share among."""
    return plan.allocation if plan.rule is SampleRule.STRATIFIED else None
