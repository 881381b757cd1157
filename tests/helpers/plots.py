"""Plots of every kind with figures that tests know, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from exports.figures.bars import BarPlot
from exports.figures.diverging import LikertPlot
from exports.figures.drawing import Plot
from exports.figures.heat import HeatPlot
from exports.figures.lines import LinePlot
from exports.figures.words import WordPlot
from models.vocabulary import Origin
from qda.displays.columns import Column
from qda.numbers.answers import Answers, Dimension, ItemPlan
from qda.numbers.crosstab import CodeTable, Crosstab
from qda.numbers.frequencies import CodeTally, Frequencies, Group, Tally
from qda.numbers.grouping import Grouping, Period
from qda.numbers.instrument import likert
from qda.numbers.over_time import Line, Point, Series
from qda.numbers.question import NumberQuestion
from qda.numbers.words import WordCount, WordCounts, WordQuestion, WrittenForm
from qda.retrieval.rows import CodeRow, StudyRow
from qda.statistics.cautions import Caution
from qda.statistics.likert import Scale
from qda.statistics.tables import contingency

LONG = (
    "Komunikasi antarorganisasi dan penguatan aktivitas pelaksanaan kebijakan pengaduan warga "
    "Kabupaten_Penukal_Abab_Lematang_Ilir_dan_sekitarnya"
)
SCRIPTS = "ꦲꦏ꧀ꦱꦫꦗꦮ ᮃᮊ᮪ᮞᮛ العربية हिन्दी 中文 한국어 👍🏽 χ² → $x_1$ \x07 \U000e1234"
"""Scripts of Indonesia and others, emoji, signs, what is mathematics to others, and no letters."""

STUDY = StudyRow("u", f"Studi {SCRIPTS}", "", "id", "", "", "", "", 12, "2026-01-01")
MOMENT = datetime(2026, 3, 2, tzinfo=UTC)


def _column() -> tuple[Column, ...]:
    code = CodeRow(
        id=1, uuid="u1", canonical_id="t:A", parent_id=None, framework_id=None, position=0,
        depth=0, origin=Origin.DEDUCTIVE, colour="#0072b2", label="", name_en="Funds",
        name_id="Dana", definition_en="", definition_id="", include_en="", include_id="",
        exclude_en="", exclude_id="", see_instead=(), indicators=(), questions=(), aliases=(),
        note="",
    )  # fmt: skip
    return (Column((code,), None, None),)


def question(language: str, by: Grouping = Grouping()) -> NumberQuestion:
    """A question to one code."""
    return NumberQuestion(_column(), language, "Sari", by=by, made_at=MOMENT)


GROUPS = (
    Group("g", f"Pemerintah {SCRIPTS}", 6, 5),
    Group("c", "Masyarakat", 40, 20),
    Group("none", "Tanpa nilai", 3, 0),
)


def bar_plot(language: str) -> BarPlot:
    """Two codes in three groups, one of them without people."""
    tallies = (Tally(2, 3, 4, 0), Tally(5, 6, 7, 3), Tally(0, 0, 0, 0))
    nothing = (Tally(0, 0, 0, 0),) * 3
    return BarPlot(
        Frequencies(
            by="Kelompok",
            groups=GROUPS,
            total=Group("", "", 49, 25),
            codes=(
                CodeTally("t:A", "Dana", Tally(7, 9, 11, 3), tallies),
                CodeTally("t:B", LONG, Tally(0, 0, 0, 0), nothing),
            ),
            cautions=(Caution.PROPOSED_APART, Caution.SELF_SELECTED),
            study=STUDY,
            question=question(language),
        )
    )


def heat_plot(language: str) -> HeatPlot:
    """Two codes in two groups; of the first, residuals beyond 3.29."""
    table = ((30, 12), (18, 40))
    empty = ((0, 0), (48, 52))
    return HeatPlot(
        Crosstab(
            by="Bintang",
            groups=(Group("g", "1–2", 48, 48), Group("c", LONG, 52, 52)),
            without_value=Group("none", "Tanpa nilai", 4, 4),
            total=Group("", "", 104, 104),
            tables=(
                CodeTable("t:A", "Dana", table[0], table[1], (0, 1), contingency(table)),
                CodeTable("t:B", LONG, empty[0], empty[1], (0, 0), contingency(empty)),
            ),
            cautions=(Caution.MANY_TESTS,),
            study=STUDY,
            question=question(language),
        )
    )


def line_plot(language: str, lines: int = 2) -> LinePlot:
    """Codes over five months, of which the third has no text."""
    units = (4, 10, 0, 5, 8)
    periods = tuple(Group(f"2025-0{n}", f"2025-0{n}", u, u) for n, u in enumerate(units, 1))
    made = []
    for nth in range(lines):
        held = tuple(min(u, nth + at) for at, u in enumerate(units))
        points = tuple(
            Point(Tally(h, h, h, 0), h / u if u else None) for h, u in zip(held, units, strict=True)
        )
        name = LONG if nth == 1 else f"Dana {nth}"
        made.append(Line(f"t:{nth}", name, Tally(1, 1, 1, 0), points))
    counts = bar_plot(language).value
    return LinePlot(
        Series(
            by="Bulan",
            periods=periods,
            undated=Group("none", "", 2, 2),
            lines=tuple(made),
            cautions=(Caution.SELF_SELECTED,),
            counts=Frequencies(
                by=counts.by,
                groups=counts.groups,
                total=counts.total,
                codes=counts.codes,
                cautions=(),
                study=STUDY,
                question=question(language, Grouping(period=Period.MONTH)),
            ),
        )
    )


ROWS = (
    (1.0, 5.0, 3.0), (2.0, 4.0, 3.0), (2.0, 4.0, 3.0), (3.0, 4.0, 3.0), (3.0, 3.0, 3.0),
    (3.0, 3.0, 3.0), (3.0, 5.0, 3.0), (4.0, 5.0, 3.0), (4.0, 5.0, 3.0), (5.0, None, 3.0),
)  # fmt: skip
"""Ten respondents: the first item 1 2 4 2 1, the second 0 0 2 3 4, all neutral in the third."""


def likert_plot(language: str, *, aside: bool = False, by_net: bool = True) -> LikertPlot:
    """Three items of two dimensions."""
    plan = ItemPlan(
        scale=Scale(1, 5),
        dimensions=(Dimension(LONG, ("satu", "dua")),),
        reversed=frozenset({"dua"}),
    )
    answers = Answers(f"{SCRIPTS}.csv", ("satu", "dua", "tiga"), ROWS, plan)
    return LikertPlot(likert(answers), language, neutral_aside=aside, by_net=by_net)


def word_plot(language: str) -> WordPlot:
    """Three words, one in another script and one too long for its room."""
    counts = (
        WordCount("lapor", 12, 30, tuple(WrittenForm(f"lapor{n}", 9 - n) for n in range(8))),
        WordCount(LONG.replace(" ", "_"), 6, 6, (WrittenForm("x", 6),)),
        WordCount("👍", 3, 4, (WrittenForm("👍🏽", 4),)),
    )
    return WordPlot(
        WordCounts(
            counts,
            40,
            900,
            77,
            (Caution.SELF_SELECTED,),
            STUDY,
            WordQuestion(language, "Sari", codes=_column(), made_at=MOMENT),
        )
    )


EXAMPLES: dict[str, Callable[[str], Plot]] = {
    "bars": bar_plot,
    "heat": heat_plot,
    "lines": line_plot,
    "likert": likert_plot,
    "words": word_plot,
}
"""An example of every kind by its id, in a language."""
