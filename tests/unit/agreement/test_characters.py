"""The table of one code over characters, and its kappa against published values."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.positions import Span
from qda.agreement.characters import Table, joined, table_of_spans


@pytest.mark.parametrize(
    ("table", "percent", "kappa"),
    [
        # Artstein and Poesio (2008), p. 558; printed: 0.348.
        (Table(20, 10, 20, 50), 0.7, 0.3478260870),
        # The grant proposals of the encyclopaedia's article on Cohen's kappa; printed: 0.4.
        (Table(20, 5, 10, 15), 0.7, 0.4),
        # The same article, two tables with other margins; printed: 0.1304.
        (Table(45, 15, 25, 15), 0.6, 0.1304347826),
        # Gwet's paradox: high agreement, kappa below chance; printed: -0.0234.
        (Table(118, 5, 2, 0), 0.944, -0.0233918129),
        # The example of NVivo's help: 1000 characters, 50 by both, 150 by one; printed: 85 %.
        (Table(50, 100, 50, 800), 0.85, 0.3181818182),
        (Table(50, 150, 0, 800), 0.85, 0.3478260870),
    ],
)
def test_kappa_is_the_published_one(table: Table, percent: float, kappa: float) -> None:
    assert table.percent_agreed == pytest.approx(percent)
    assert table.kappa == pytest.approx(kappa)


@pytest.mark.parametrize(
    ("first", "second", "kappa"),
    [
        ([Span(100, 180)], [Span(110, 180), Span(800, 850)], 0.3769470),
        ([Span(300, 420)], [Span(310, 400)], 0.8407643),
        ([], [Span(620, 700)], 0.0),
    ],
    ids=["one missed", "other edges", "by one alone"],
)
def test_kappa_of_characters_is_that_of_the_methods_brief(
    first: list[Span], second: list[Span], kappa: float
) -> None:
    # Example U02 of the methods brief, 1000 characters; the first code has 600 to 700, too.
    more = [Span(600, 700)] if first == [Span(100, 180)] else []
    assert table_of_spans([*first, *more], second, 1000).kappa == pytest.approx(kappa, abs=1e-6)


@pytest.mark.parametrize("table", [Table(), Table(neither=9), Table(both=9)])
def test_kappa_is_not_defined_where_nothing_varies(table: Table) -> None:
    assert table.kappa is None


def test_nothing_coded_has_no_overlap() -> None:
    assert Table(neither=9).jaccard is None


spans = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda p: Span(p[0], p[0] + p[1])),
    max_size=8,
)


@given(spans, spans)
def test_the_table_is_what_counting_letters_gives(one: list[Span], other: list[Span]) -> None:
    ones = {at for span in one for at in range(span.start, span.end)}
    others = {at for span in other for at in range(span.start, span.end)}
    wanted = Table(
        len(ones & others), len(ones - others), len(others - ones), 40 - len(ones | others)
    )
    assert table_of_spans(one, other, 40) == wanted


@given(spans)
def test_joined_spans_lie_apart_and_in_order(found: list[Span]) -> None:
    made = joined(found)
    assert all(one.end < other.start for one, other in pairwise(made))
