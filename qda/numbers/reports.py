"""Words the numbers of codes as reports: frequencies, cross-tables, ratings and series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from qda.displays.values import Fact, Heading
from qda.i18n import Speech, mark
from qda.numbers.crosstab import CodeTable, Crosstab
from qda.numbers.frequencies import CodeTally, Frequencies, Group, Tally
from qda.numbers.over_time import Series
from qda.numbers.question import CountedUnit, NumberQuestion
from qda.numbers.ratings import CodeRating, Ratings
from qda.numbers.values import NumberCell, NumberReport, NumberRow, NumberTable
from qda.numbers.wording import (
    caution_words,
    count,
    heading,
    number,
    probability,
    share,
    study_facts,
    unit_word,
)
from qda.statistics.ranks import Sample
from qda.statistics.tables import TableTest

COUNTING: Final = mark(
    "A code counts with all codes beneath it; a respondent or a text that bears it several times "
    "counts once; only confirmed codings count."
)

_MEASURES: Final[tuple[tuple[str, str, Callable[[Tally], int]], ...]] = (
    ("respondents", mark("Respondents"), lambda tally: tally.respondents),
    ("units", mark("Texts"), lambda tally: tally.units),
    ("segments", mark("Segments"), lambda tally: tally.segments),
    ("proposed", mark("Proposed codings"), lambda tally: tally.proposed),
)


def frequency_report(found: Frequencies) -> NumberReport:
    """How often codes occur: one table over all, and one of each measure by group."""
    question, speech = found.question, Speech(found.question.language)
    tables = [_totals(found, speech)]
    if found.by:
        tables += [_by_group(found, measure, speech) for measure in _MEASURES]
        tables.insert(1, _shares(found, speech))
    title = speech("Frequency of codes")
    if found.by:
        title = speech("Frequency of codes by {attribute}", attribute=found.by)
    return NumberReport(
        kind="frequencies",
        title=title,
        subtitle=_named(found.codes),
        language=question.language,
        tables=tuple(tables),
        facts=_facts(found, question, found.total),
        warnings=caution_words(found.cautions, speech),
        legend=_share_legend(speech),
    )


def _share_legend(speech: Speech) -> tuple[Fact, ...]:
    return (
        Fact(
            speech("% of respondents"),
            speech(
                "distinct respondents with the code / all respondents, of the group where there "
                "are groups; who has no code counts among all"
            ),
        ),
        Fact(speech("% of texts"), speech("texts with the code / all texts")),
        Fact(
            speech("Proposed codings"),
            speech("codings that nobody has confirmed yet; in no share, mean or test"),
        ),
    )


def _totals(found: Frequencies, speech: Speech) -> NumberTable:
    whole = found.total
    columns = [heading(which, speech(words)) for which, words, _ in _MEASURES]
    columns[1:1] = [heading("respondent_share", speech("% of respondents"), size=whole.respondents)]
    columns[3:3] = [heading("unit_share", speech("% of texts"), size=whole.units)]
    rows = []
    for code in found.codes:
        tally = code.total
        cells = (
            count(tally.respondents, speech),
            share(_part(tally.respondents, whole.respondents), speech),
            count(tally.units, speech),
            share(_part(tally.units, whole.units), speech),
            count(tally.segments, speech),
            count(tally.proposed, speech),
        )
        rows.append(NumberRow(heading(code.code, code.name, code.code), cells))
    return NumberTable("total", speech("All together"), speech("Code"), tuple(columns), tuple(rows))


def _shares(found: Frequencies, speech: Speech) -> NumberTable:
    rows = []
    for nth, code in enumerate(found.codes):
        cells = tuple(share(found.share(nth, g), speech) for g in range(len(found.groups)))
        rows.append(NumberRow(heading(code.code, code.name, code.code), cells))
    return NumberTable(
        "share",
        speech("Share of the respondents of each group"),
        speech("Code"),
        _group_headings(found.groups, CountedUnit.RESPONDENT),
        tuple(rows),
    )


def _by_group(
    found: Frequencies, measure: tuple[str, str, Callable[[Tally], int]], speech: Speech
) -> NumberTable:
    which, words, of = measure
    rows = tuple(
        NumberRow(
            heading(code.code, code.name, code.code),
            tuple(count(of(tally), speech) for tally in code.by_group),
        )
        for code in found.codes
    )
    unit = CountedUnit.RESPONDENT if which == "respondents" else CountedUnit.UNIT
    columns = _group_headings(found.groups, unit)
    title = speech("{measure} by {attribute}", measure=speech(words), attribute=found.by)
    return NumberTable(which, title, speech("Code"), columns, rows)


def crosstab_report(found: Crosstab) -> NumberReport:
    """Each code against the groups, and the tests of all of them together."""
    question, speech = found.question, Speech(found.question.language)
    columns = _group_headings(found.groups, question.unit)
    overlap = any(each.by_choice for each in found.tables)
    tables = [] if overlap else [_tests(found, speech)]
    tables += [_code_table(each, columns, found, speech) for each in found.tables]
    return NumberReport(
        kind="crosstab",
        title=speech("Codes by {attribute}", attribute=found.by),
        subtitle=_named(found.tables),
        language=question.language,
        tables=tuple(tables),
        facts=_facts(found, question, found.total),
        warnings=caution_words(found.cautions, speech),
        legend=_crosstab_legend(speech),
    )


def _tests(found: Crosstab, speech: Speech) -> NumberTable:
    columns = (
        heading("n", "n"),
        heading("chi2", "χ²"),
        heading("df", "df"),
        heading("p", "p"),
        heading("v", speech("Cramér's V")),
        heading("yates", speech("χ² (Yates)")),
        heading("p_yates", speech("p (Yates)")),
        heading("fisher", speech("p (Fisher)")),
    )
    rows = []
    for each in found.tables:
        test = each.test
        cells = (
            count(test.n, speech),
            number(test.chi2, speech, 3),
            count(test.df, speech),
            probability(test.p, speech),
            number(test.cramers_v, speech, 3),
            number(test.chi2_yates, speech, 3),
            probability(test.p_yates, speech),
            probability(test.fisher_p, speech),
        )
        rows.append(NumberRow(heading(each.code, each.name, each.code), cells))
    unit = unit_word(found.question.unit, speech)
    title = speech("Tests of independence; counted are {unit}", unit=unit)
    return NumberTable("tests", title, speech("Code"), columns, tuple(rows))


def _code_table(
    each: CodeTable, columns: tuple[Heading, ...], found: Crosstab, speech: Speech
) -> NumberTable:
    lines: list[tuple[str, str, Sequence[NumberCell]]] = [
        ("present", speech("with the code"), [count(n, speech) for n in each.present]),
        ("absent", speech("without the code"), [count(n, speech) for n in each.absent]),
        ("share", speech("share with the code"), [share(x, speech) for x in each.shares]),
    ]
    if found.groups:
        expected, residuals = each.test.expected[0], each.test.residuals[0]
        lines += [
            ("expected", speech("expected with the code"), [number(x, speech) for x in expected]),
            ("residual", speech("adjusted residual"), [number(x, speech) for x in residuals]),
        ]
    lines += _choice_lines(each.by_choice, speech)
    lines.append(
        ("proposed", speech("Proposed codings"), [count(n, speech) for n in each.proposed])
    )
    rows = tuple(NumberRow(heading(which, words), tuple(cells)) for which, words, cells in lines)
    notes = caution_words(each.test.cautions, speech)
    return NumberTable(each.code, f"{each.name} [{each.code}]", found.by, columns, rows, notes)


def _choice_lines(
    tests: Sequence[TableTest], speech: Speech
) -> list[tuple[str, str, Sequence[NumberCell]]]:
    """The tests of each choice by itself, made or not made, against the code."""
    if not tests:
        return []
    return [
        (
            "chi2",
            speech("χ² of the choice, made or not"),
            [number(t.chi2, speech, 3) for t in tests],
        ),
        ("p", "p", [probability(t.p, speech) for t in tests]),
        ("fisher", speech("p (Fisher)"), [probability(t.fisher_p, speech) for t in tests]),
        ("v", speech("Cramér's V"), [number(t.cramers_v, speech, 3) for t in tests]),
    ]


def _crosstab_legend(speech: Speech) -> tuple[Fact, ...]:
    return (
        Fact(
            "χ²",
            speech(
                "Σ (O − E)² / E over all cells (Pearson 1900); Yates (1934) takes ½ off each "
                "difference, in two by two only"
            ),
        ),
        Fact(
            speech("expected with the code"),
            speech("E = row total × column total / n; below 5 in more than a fifth: see Cochran"),
        ),
        Fact(
            speech("Cramér's V"),
            speech(
                "√(χ² / (n (k − 1))), k the fewer of rows and columns (Cramér 1946): strength of "
                "the relation, from 0 (none) to 1 (complete)"
            ),
        ),
        Fact(
            speech("adjusted residual"),
            speech(
                "(O − E) / √(E (1 − row / n) (1 − column / n)) (Haberman 1973): beyond ±1.96 a "
                "cell departs from independence at 5 per cent"
            ),
        ),
        Fact(
            speech("p (Fisher)"),
            speech(
                "exact test of tables of two by two, two-sided: the sum over all tables that are "
                "no likelier than the one found (Fisher 1935)"
            ),
        ),
    )


def rating_report(found: Ratings) -> NumberReport:
    """Mean values with and without each code, and how they are spread."""
    question, speech = found.question, Speech(found.question.language)
    data = speech(
        "{texts} texts with a value of {attribute}, {without} without",
        texts=speech.number(sum(found.counts)),
        attribute=found.of,
        without=speech.number(found.without_value),
    )
    cautions = [*found.cautions, *(c for each in found.codes for c in each.test.cautions)]
    return NumberReport(
        kind="ratings",
        title=speech("{attribute} with and without a code", attribute=found.of),
        subtitle=_named(found.codes),
        language=question.language,
        tables=(_means(found, speech), *(_spread(each, found, speech) for each in found.codes)),
        facts=study_facts(found.study, question, data, speech(COUNTING)),
        warnings=caution_words(cautions, speech),
        legend=(
            Fact(speech("mean"), speech("Σ value / n, of texts: each text is one value")),
            Fact(
                speech("SD"), speech("standard deviation of a sample, √(Σ (x − mean)² / (n − 1))")
            ),
            Fact(
                "U",
                speech(
                    "R − n (n + 1) / 2, R the ranks of the texts with the code (Mann and Whitney "
                    "1947): in how many pairs the text with the code is higher"
                ),
            ),
            Fact(
                speech("rank-biserial r"),
                speech(
                    "2 U / (n m) − 1 (Wendt 1972): from −1 (always lower with the code) to 1 "
                    "(always higher)"
                ),
            ),
        ),
    )


def _means(found: Ratings, speech: Speech) -> NumberTable:
    names = (
        ("n", "n"), ("mean", speech("mean")), ("median", speech("median")),
        ("sd", speech("SD")),
    )  # fmt: skip
    columns = [heading(f"with_{key}", speech("with: {what}", what=what)) for key, what in names]
    columns += [
        heading(f"without_{key}", speech("without: {what}", what=what)) for key, what in names
    ]
    columns += [
        heading("u", "U"),
        heading("p", "p"),
        heading("effect", speech("rank-biserial r")),
        heading("proposed", speech("Proposed codings")),
    ]
    rows = []
    for each in found.codes:
        test = each.test
        cells = (
            *_sample(test.first, speech),
            *_sample(test.second, speech),
            number(test.u, speech, 1),
            probability(test.p, speech),
            number(test.rank_biserial, speech, 3),
            count(each.proposed, speech),
        )
        rows.append(NumberRow(heading(each.code, each.name, each.code), cells))
    return NumberTable(
        "means", speech("Means and rank test"), speech("Code"), tuple(columns), tuple(rows)
    )


def _sample(sample: Sample, speech: Speech) -> tuple[NumberCell, ...]:
    return (
        count(sample.n, speech),
        number(sample.mean, speech),
        number(sample.median, speech, 1),
        number(sample.deviation, speech),
    )


def _spread(each: CodeRating, found: Ratings, speech: Speech) -> NumberTable:
    columns = tuple(
        heading(f"{v:g}", speech.number(v, 0 if v == int(v) else 2)) for v in found.values
    )
    rows = (
        NumberRow(
            heading("with", speech("with the code")),
            tuple(count(n, speech) for n in each.with_code),
        ),
        NumberRow(
            heading("without", speech("without the code")),
            tuple(count(n, speech) for n in each.without_code),
        ),
        NumberRow(
            heading("share", speech("share with the code")),
            tuple(
                share(_part(n, whole), speech)
                for n, whole in zip(each.with_code, found.counts, strict=True)
            ),
        ),
    )
    return NumberTable(each.code, f"{each.name} [{each.code}]", found.of, columns, rows)


def series_report(found: Series) -> NumberReport:
    """The share of each code in each period, with how many texts there are."""
    question, speech = found.counts.question, Speech(found.counts.question.language)
    columns = [heading("n", speech("Texts")), heading("people", speech("Respondents"))]
    for line in found.lines:
        columns += [
            heading(f"{line.code}:units", line.name, line.code),
            heading(f"{line.code}:share", f"{line.name} (%)", line.code),
        ]
    rows = []
    for nth, period in enumerate(found.periods):
        cells = [count(period.units, speech), count(period.respondents, speech)]
        for line in found.lines:
            point = line.points[nth]
            cells += [count(point.tally.units, speech), share(point.share, speech)]
        rows.append(NumberRow(heading(period.id, period.label), tuple(cells)))
    title = speech("Codes by {attribute}", attribute=found.by)
    shown = NumberTable(
        "series", speech("Texts with the code"), found.by, tuple(columns), tuple(rows)
    )
    undated = () if found.undated is None else (
        speech.many(
            "{n} text has no value here and stands in no period.",
            "{n} texts have no value here and stand in no period.",
            found.undated.units,
        ),
    )  # fmt: skip
    return NumberReport(
        kind="series",
        title=title,
        subtitle=_named(found.lines),
        language=question.language,
        tables=(shown,),
        facts=_facts(found.counts, question, found.counts.total),
        warnings=(*caution_words(found.cautions, speech), *undated),
        legend=(
            Fact("%", speech("texts with the code / all texts of the period")),
            Fact(speech("Respondents"), speech("distinct people who wrote or spoke the texts")),
        ),
    )


def _group_headings(groups: Sequence[Group], unit: CountedUnit) -> tuple[Heading, ...]:
    return tuple(
        heading(
            group.id,
            group.label,
            size=group.respondents if unit is CountedUnit.RESPONDENT else group.units,
        )
        for group in groups
    )


def _facts(
    found: Frequencies | Crosstab, question: NumberQuestion, total: Group
) -> tuple[Fact, ...]:
    speech = Speech(question.language)
    data = speech(
        "{texts} texts of {people} respondents",
        texts=speech.number(total.units),
        people=speech.number(total.respondents),
    )
    return study_facts(found.study, question, data, speech(COUNTING))


def _named(codes: Sequence[CodeTally | CodeTable | CodeRating] | Sequence[object]) -> str:
    return "; ".join(str(getattr(each, "name", "")) for each in codes)


def _part(part: int, whole: int) -> float | None:
    return part / whole if whole else None
