"""What a questionnaire says: its items and dimensions summarised, tested, or made an index."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from qda.numbers.answers import Answers
from qda.statistics.cautions import Caution
from qda.statistics.items import ItemAnalysis, MissingRule, analysed
from qda.statistics.likert import Distribution, Scale, distribution
from qda.statistics.satisfaction import Satisfaction, satisfaction


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """An item and how its answers are spread; `dimension` is empty where it belongs to none."""

    item: str
    dimension: str
    is_reversed: bool
    answers: Distribution


@dataclass(frozen=True, slots=True)
class DimensionSummary:
    """The answers to all items of a dimension taken together; those to all items without name."""

    name: str
    items: tuple[str, ...]
    answers: Distribution


@dataclass(frozen=True, slots=True)
class LikertSummary:
    """A questionnaire summarised."""

    source: str
    respondents: int
    scale: Scale
    items: tuple[ItemSummary, ...]
    dimensions: tuple[DimensionSummary, ...]
    total: DimensionSummary


@dataclass(frozen=True, slots=True)
class ScaleQuality:
    """Validity and reliability of the items of one dimension, or of all of them."""

    name: str
    items: tuple[str, ...]
    analysis: ItemAnalysis


@dataclass(frozen=True, slots=True)
class InstrumentQuality:
    """A questionnaire tested: each dimension by itself where there are any, else as a whole."""

    source: str
    respondents: int
    scales: tuple[ScaleQuality, ...]


@dataclass(frozen=True, slots=True)
class ServiceIndex:
    """The index of public satisfaction with the names of its elements."""

    source: str
    elements: tuple[str, ...]
    result: Satisfaction


def likert(answers: Answers) -> LikertSummary:
    """The summary of every item, every dimension and all together."""
    plan = answers.plan
    dimension_of = {item: d.name for d in plan.dimensions for item in d.items}
    items = tuple(
        ItemSummary(
            item,
            dimension_of.get(item, ""),
            item in plan.reversed,
            distribution(answers.column(item), plan.scale),
        )
        for item in answers.items
    )
    dimensions = tuple(_dimension(answers, d.name, d.items) for d in plan.dimensions)
    return LikertSummary(
        source=answers.source,
        respondents=len(answers.rows),
        scale=plan.scale,
        items=items,
        dimensions=dimensions,
        total=_dimension(answers, "", answers.items),
    )


def _dimension(answers: Answers, name: str, items: tuple[str, ...]) -> DimensionSummary:
    together = chain.from_iterable(answers.only(items))
    return DimensionSummary(name, items, distribution(together, answers.plan.scale))


def quality(answers: Answers, *, rule: MissingRule = MissingRule.LISTWISE) -> InstrumentQuality:
    """The validity and reliability of each dimension, or of the whole where there is none."""
    scales = [(each.name, each.items) for each in answers.plan.dimensions] or [("", answers.items)]
    return InstrumentQuality(
        source=answers.source,
        respondents=len(answers.rows),
        scales=tuple(
            ScaleQuality(name, items, analysed(answers.only(items), rule=rule))
            for name, items in scales
        ),
    )


def service_index(answers: Answers, *, unit: str = "") -> ServiceIndex:
    """The index of public satisfaction of a unit of service.

    Raises:
        OffScale: an answer is no whole number from 1 to 4.
    """
    return ServiceIndex(answers.source, answers.items, satisfaction(answers.rows, unit=unit))


def cautions_of(summary: LikertSummary) -> tuple[Caution, ...]:
    """What must be said of a whole summary, each once."""
    answers = summary.total.answers
    unused = (Caution.HIGHEST_UNUSED,) if answers.n and not answers.counts[-1] else ()
    found = chain.from_iterable(each.answers.cautions for each in summary.items)
    return tuple(dict.fromkeys((*unused, *found)))
