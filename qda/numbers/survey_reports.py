"""Words what a questionnaire says as reports: summaries, validity and reliability, the index."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from qda.displays.values import Fact
from qda.i18n import Speech
from qda.numbers.instrument import (
    InstrumentQuality,
    LikertSummary,
    ScaleQuality,
    ServiceIndex,
    cautions_of,
)
from qda.numbers.values import NumberCell, NumberReport, NumberRow, NumberTable
from qda.numbers.wording import (
    DASH,
    caution_words,
    class_facts,
    count,
    grade_facts,
    grade_word,
    heading,
    level_word,
    making_facts,
    number,
    probability,
    share,
    text,
)
from qda.statistics.items import ItemQuality
from qda.statistics.likert import Distribution


@dataclass(frozen=True, slots=True)
class Making:
    """In which language a report is worded, in whose name, and when."""

    language: str
    analyst: str = ""
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def facts(self, source: str, respondents: int) -> tuple[Fact, ...]:
        """What the report was made from."""
        speech = Speech(self.language)
        told = speech.many("{n} respondent", "{n} respondents", respondents)
        return (
            Fact(speech("Data"), f"{source}: {told}"),
            *making_facts(self.made_at, self.analyst, speech),
        )


def likert_report(found: LikertSummary, making: Making) -> NumberReport:
    """The summaries of items and dimensions."""
    speech = Speech(making.language)
    tables = [_items(found, speech), _spread(found, speech)]
    if found.dimensions:
        tables.insert(0, _dimensions(found, speech))
    scale = f"{found.scale.low}–{found.scale.high}"
    return NumberReport(
        kind="likert",
        title=speech("Summary of rating items"),
        subtitle=found.source,
        language=making.language,
        tables=tuple(tables),
        facts=(*making.facts(found.source, found.respondents), Fact(speech("Scale"), scale)),
        warnings=caution_words(cautions_of(found), speech),
        legend=_likert_legend(found, speech),
    )


def _likert_legend(found: LikertSummary, speech: Speech) -> tuple[Fact, ...]:
    return (
        Fact(
            speech("Ideal score %"),
            speech(
                "actual score / ideal score × 100, which equals mean / highest point × 100 "
                "(respondents' level of achievement, TCR)"
            ),
        ),
        Fact(speech("Mean"), speech("Σ answers / n, of those who answered")),
        Fact(speech("SD"), speech("standard deviation of a sample, √(Σ (x − mean)² / (n − 1))")),
        Fact(speech("Top two"), speech("share of those who gave one of the two highest points")),
        Fact(
            speech("Class"),
            speech(
                "class interval of the mean: (highest − lowest) / number of classes (Sugiyono 2019)"
            ),
        ),
        *class_facts(found.scale, speech),
    )


_SUMMARY = ("n", "missing", "mean", "median", "mode", "sd", "top_two", "actual", "ideal", "share")


def _summary_columns(speech: Speech) -> tuple[str, ...]:
    return (
        "n", speech("Missing"), speech("Mean"), speech("Median"), speech("Mode"),
        speech("SD"), speech("Top two"), speech("Actual score"), speech("Ideal score"),
        speech("Ideal score %"), speech("Class"),
    )  # fmt: skip


def _summary(answers: Distribution, speech: Speech) -> tuple[NumberCell, ...]:
    modes = answers.modes
    return (
        count(answers.n, speech),
        count(answers.missing, speech),
        number(answers.mean, speech),
        number(answers.median, speech, 1),
        count(modes[0], speech) if len(modes) == 1 else text("; ".join(map(str, modes)) or DASH),
        number(answers.deviation, speech),
        share(answers.top_two, speech),
        count(answers.actual, speech),
        count(answers.ideal, speech),
        share(answers.ideal_share, speech),
        text(level_word(answers.level, speech)),
    )


def _items(found: LikertSummary, speech: Speech) -> NumberTable:
    columns = zip((*_SUMMARY, "class"), _summary_columns(speech), strict=True)
    rows = [
        NumberRow(
            heading(
                each.item,
                speech("{item} (reversed)", item=each.item) if each.is_reversed else each.item,
                each.dimension,
            ),
            _summary(each.answers, speech),
        )
        for each in found.items
    ]
    rows.append(NumberRow(heading("", speech("All items")), _summary(found.total.answers, speech)))
    return NumberTable(
        "items",
        speech("Items"),
        speech("Item"),
        tuple(heading(key, words) for key, words in columns),
        tuple(rows),
    )


def _dimensions(found: LikertSummary, speech: Speech) -> NumberTable:
    columns = zip((*_SUMMARY, "class"), _summary_columns(speech), strict=True)
    rows = tuple(
        NumberRow(
            heading(
                each.name,
                each.name,
                speech.many("{n} item", "{n} items", len(each.items)),
            ),
            _summary(each.answers, speech),
        )
        for each in found.dimensions
    )
    return NumberTable(
        "dimensions",
        speech("Dimensions (answers to all their items together)"),
        speech("Dimension"),
        tuple(heading(key, words) for key, words in columns),
        rows,
    )


def _spread(found: LikertSummary, speech: Speech) -> NumberTable:
    points = found.scale.points
    columns = [heading(f"n{point}", str(point)) for point in points]
    columns += [heading(f"p{point}", f"{point} (%)") for point in points]
    rows = tuple(
        NumberRow(
            heading(each.item, each.item, each.dimension),
            (
                *(count(n, speech) for n in each.answers.counts),
                *(share(part, speech) for part in each.answers.shares),
            ),
        )
        for each in found.items
    )
    return NumberTable(
        "distribution", speech("Distribution of answers"), speech("Item"), tuple(columns), rows
    )


def quality_report(found: InstrumentQuality, making: Making) -> NumberReport:
    """Validity of each item and reliability of each scale."""
    speech = Speech(making.language)
    tables = [_reliability(found, speech)]
    tables += [_validity(each, speech) for each in found.scales]
    return NumberReport(
        kind="items",
        title=speech("Validity and reliability of items"),
        subtitle=found.source,
        language=making.language,
        tables=tuple(tables),
        facts=making.facts(found.source, found.respondents),
        warnings=caution_words(
            (caution for each in found.scales for caution in each.analysis.cautions), speech
        ),
        legend=_quality_legend(speech),
    )


def _quality_legend(speech: Speech) -> tuple[Fact, ...]:
    return (
        Fact(
            speech("item–total r"),
            speech("Pearson's r of the item with the total, which holds the item itself"),
        ),
        Fact(
            speech("item–rest r"), speech("the same with the total of the other items (item–rest)")
        ),
        Fact(speech("α if deleted"), speech("Cronbach's α of the other items, without this one")),
        Fact(
            speech("95% from"),
            speech(
                "1 − (1 − α) F with n − 1 and (n − 1)(k − 1) degrees of freedom (Feldt, Woodruff "
                "and Salih 1987)"
            ),
        ),
        Fact(speech("critical r"), speech("t / √(df + t²), df = n − 2, 5 per cent, two-sided")),
        Fact(
            speech("Cronbach's α"),
            speech(
                "k / (k − 1) · (1 − Σ s² of items / s² of totals) (Cronbach 1951). Often .60 or "
                ".70 is asked for; there is no limit that holds "
                "everywhere."
            ),
        ),
    )


def _reliability(found: InstrumentQuality, speech: Speech) -> NumberTable:
    columns = (
        heading("k", speech("Items")),
        heading("n", "n"),
        heading("left_out", speech("Left out")),
        heading("alpha", speech("Cronbach's α")),
        heading("low", speech("95% from")),
        heading("high", speech("95% to")),
    )
    rows = []
    for each in found.scales:
        told = each.analysis.reliability
        cells = (
            count(told.items, speech),
            count(told.n, speech),
            count(each.analysis.left_out, speech),
            number(told.alpha, speech, 3),
            number(told.low, speech, 3),
            number(told.high, speech, 3),
        )
        rows.append(NumberRow(heading(each.name, each.name or speech("All items")), cells))
    return NumberTable(
        "reliability", speech("Reliability"), speech("Dimension"), columns, tuple(rows)
    )


def _validity(each: ScaleQuality, speech: Speech) -> NumberTable:
    columns = (
        heading("n", "n"),
        heading("mean", speech("Mean")),
        heading("sd", speech("SD")),
        heading("r", speech("item–total r")),
        heading("critical", speech("critical r")),
        heading("p", "p"),
        heading("verdict", speech("Valid")),
        heading("rest", speech("item–rest r")),
        heading("verdict_rest", speech("Valid (corrected)")),
        heading("deleted", speech("α if deleted")),
    )
    rows = tuple(
        NumberRow(heading(item, item), _item_cells(told, speech))
        for item, told in zip(each.items, each.analysis.qualities, strict=True)
    )
    title = speech("Validity")
    return NumberTable(
        f"validity:{each.name}",
        f"{title}: {each.name}" if each.name else title,
        speech("Item"),
        columns,
        rows,
    )


def _item_cells(told: ItemQuality, speech: Speech) -> tuple[NumberCell, ...]:
    return (
        count(told.n, speech),
        number(told.mean, speech),
        number(told.deviation, speech),
        number(told.item_total, speech, 3),
        number(told.critical, speech, 3),
        probability(told.p, speech),
        text(_verdict(told.is_valid, speech)),
        number(told.item_rest, speech, 3),
        text(_verdict(told.is_valid_by_rest, speech)),
        number(told.alpha_if_deleted, speech, 3),
    )


def _verdict(verdict: bool | None, speech: Speech) -> str:  # noqa: FBT001 - worded here, not decided
    if verdict is None:
        return DASH
    return speech("valid") if verdict else speech("not valid")


def index_report(found: ServiceIndex, making: Making) -> NumberReport:
    """The index of public satisfaction with its elements."""
    speech, told = Speech(making.language), found.result
    return NumberReport(
        kind="skm",
        title=speech("Survey of public satisfaction"),
        subtitle=told.unit or found.source,
        language=making.language,
        tables=(_index(found, speech), _elements(found, speech)),
        facts=making.facts(found.source, told.respondents),
        warnings=caution_words(told.cautions, speech),
        legend=(
            Fact(
                speech("Index"),
                speech(
                    "25 × sum of NRR × weight, weight = 1 / number of elements (PANRB regulation "
                    "14/2017); graded after rounding to two decimals"
                ),
            ),
            Fact(speech("NRR"), speech("mean of the answers to an element")),
            *grade_facts(speech),
        ),
    )


def _index(found: ServiceIndex, speech: Speech) -> NumberTable:
    told = found.result
    columns = (
        heading("respondents", speech("Respondents")),
        heading("weight", speech("Weight")),
        heading("index", speech("Index")),
        heading("grade", speech("Class")),
    )
    cells = (
        count(told.respondents, speech),
        number(told.weight, speech, 3),
        number(told.index, speech),
        text(grade_word(told.grade, speech)),
    )
    rows = (NumberRow(heading("unit", told.unit or found.source), cells),)
    title = speech("Index of public satisfaction")
    return NumberTable("index", title, speech("Unit of service"), columns, rows)


def _elements(found: ServiceIndex, speech: Speech) -> NumberTable:
    columns = (
        heading("n", "n"),
        heading("missing", speech("Missing")),
        heading("total", speech("Sum")),
        heading("nrr", speech("NRR")),
        heading("weighted", speech("NRR × weight")),
        heading("index", speech("Index")),
        heading("grade", speech("Class")),
    )
    rows = []
    for item, each in zip(found.elements, found.result.elements, strict=True):
        cells = (
            count(each.n, speech),
            count(each.missing, speech),
            count(each.total, speech),
            number(each.mean, speech, 3),
            number(each.weighted, speech, 3),
            number(each.index, speech),
            text(grade_word(each.grade, speech)),
        )
        rows.append(NumberRow(heading(item, item), cells))
    return NumberTable("elements", speech("Elements"), speech("Element"), columns, tuple(rows))
