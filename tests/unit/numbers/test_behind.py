"""Behind every figure stand just the rows it counts, whatever is asked and by what."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection, select

from models.coding import Coding
from models.recording import table_of
from models.vocabulary import StakeholderGroup
from qda.edits.proposing import StoreProposals
from qda.numbers.answers import ItemPlan, answers_of
from qda.numbers.behind import (
    Behind,
    Place,
    Side,
    behind,
    behind_answers,
    place_of,
    text_rows,
)
from qda.numbers.crosstab import crosstab
from qda.numbers.frequencies import frequencies
from qda.numbers.making import NumberKind
from qda.numbers.over_time import over_time
from qda.numbers.question import CountedUnit, NumberQuestion
from qda.numbers.ratings import ratings
from qda.retrieval.codings import CodingFilter
from qda.session import StudySession
from tests.helpers.coded import place_of as place_of_words
from tests.helpers.studies import proposed
from tests.unit.numbers.conftest import Ask

CITIZENS = CodingFilter(groups=frozenset({StakeholderGroup.CITIZEN}))
WITH_FUNDS = CodingFilter(words=frozenset({"dana"}))


def segments_of(connection: Connection, found: Behind) -> int:
    """How many distinct segments some codings are on."""
    coding = table_of(Coding)
    query = select(coding.c.segment_id).where(coding.c.id.in_(found.codings)).distinct()
    return len(connection.execute(query).all())


def rows_of(
    connection: Connection, kind: NumberKind, question: NumberQuestion, *ids: str
) -> Behind:
    """The rows behind the figure with these ids of table, row and column."""
    place = place_of(kind, *ids)
    assert place is not None
    return behind(connection, kind, question, place)


@pytest.mark.parametrize("by", ["stars", "group", "month", "technique", "case", "role"])
@pytest.mark.parametrize("wanted", [CodingFilter(), CITIZENS, WITH_FUNDS])
def test_behind_each_count_stand_as_many_segments(
    study: StudySession, ask: Ask, by: str, wanted: CodingFilter
) -> None:
    question, kind = ask("ask:Q.1", "ask:Q.2", by=by, wanted=wanted), NumberKind.FREQUENCIES
    with study.reading() as connection:
        found = frequencies(connection, question)
        for each in found.codes:
            whole = rows_of(connection, kind, question, "total", each.code, "respondents")
            assert segments_of(connection, whole) == each.total.segments
            for group, tally in zip(found.groups, each.by_group, strict=True):
                rows = rows_of(connection, kind, question, "segments", each.code, group.id)
                assert segments_of(connection, rows) == tally.segments
                assert rows.texts == ()


def test_behind_a_proposed_figure_stand_the_proposals(study: StudySession, ask: Ask) -> None:
    source_id, span = place_of_words(study, "U01-0006", "staf")
    study.do(StoreProposals((proposed(source_id, span, "ask:Q.2"),)))
    question, kind = ask("ask:Q.2", by="stars"), NumberKind.FREQUENCIES
    with study.reading() as connection:
        group = next(g for g in frequencies(connection, question).groups if g.label == "2")
        waiting = rows_of(connection, kind, question, "proposed", "ask:Q.2", group.id)
        confirmed = rows_of(connection, kind, question, "units", "ask:Q.2", group.id)
        everywhere = rows_of(connection, kind, question, "total", "ask:Q.2", "proposed")
    assert len(waiting.codings) == 1
    assert waiting == everywhere
    assert confirmed == Behind()


@pytest.mark.parametrize("unit", CountedUnit)
def test_behind_those_without_a_code_stand_their_texts(
    study: StudySession, ask: Ask, unit: CountedUnit
) -> None:
    question = ask("ask:Q.1", "ask:Q.2", by="stars", unit=unit)
    with study.reading() as connection:
        found = crosstab(connection, question)
        for table in found.tables:
            for group, absent in zip(found.groups, table.absent, strict=True):
                ids = (table.code, "absent", group.id)
                rows = rows_of(connection, NumberKind.CROSSTAB, question, *ids)
                # In this study nobody wrote two texts with the same number of stars.
                assert (len(rows.texts), rows.codings) == (absent, ())
                assert [row.id for row in text_rows(connection, rows.texts)] == list(rows.texts)


def test_behind_stars_stand_the_texts_with_just_these(study: StudySession, ask: Ask) -> None:
    question, kind = ask("ask:Q.1"), NumberKind.RATINGS
    with study.reading() as connection:
        (found,) = ratings(connection, question).codes
        for value, present, absent in zip(
            (1, 2, 3, 4, 5), found.with_code, found.without_code, strict=True
        ):
            coded = rows_of(connection, kind, question, found.code, "with", str(value))
            bare = rows_of(connection, kind, question, found.code, "without", str(value))
            assert (len(coded.codings), len(bare.texts)) == (present, absent)
        means = rows_of(connection, kind, question, "means", found.code, "with_mean")
        others = rows_of(connection, kind, question, "means", found.code, "without_n")
    # The interview bears the code, too, and has no stars.
    assert len(means.codings) == 4
    assert len(others.texts) == 2


def test_behind_a_period_stand_its_texts(study: StudySession, ask: Ask) -> None:
    question, kind = ask("ask:Q.1", by="technique"), NumberKind.SERIES
    with study.reading() as connection:
        found = over_time(connection, question)
        for nth, period in enumerate(found.periods):
            texts = rows_of(connection, kind, question, "series", period.id, "n")
            coded = rows_of(connection, kind, question, "series", period.id, "ask:Q.1:share")
            assert len(texts.texts) == period.units
            assert segments_of(connection, coded) == found.lines[0].points[nth].tally.segments


def test_a_long_text_is_listed_by_its_first_words(study: StudySession, ask: Ask) -> None:
    question = ask("ask:Q.1", by="group")
    with study.reading() as connection:
        every = behind(connection, NumberKind.SERIES, question, Place(side=Side.TEXTS))
        rows = text_rows(connection, every.texts)
    assert [row.key for row in rows] == sorted(row.key for row in rows)
    assert rows[0].words == "dana kurang"


def place_in(*ids: str) -> Place:
    """What the figure of a questionnaire with these ids is about."""
    found = place_of(NumberKind.LIKERT, *ids)
    assert found is not None
    return found


def test_behind_an_answer_stand_the_texts_of_those_who_gave_it(study: StudySession) -> None:
    with study.reading() as connection:
        answers = answers_of(connection, "U01", ItemPlan(items=("stars",)))
        everybody = behind_answers(connection, answers, place_in("index", "unit", "respondents"))
        for star in range(1, 6):
            place = place_in("distribution", "stars", f"p{star}")
            found = text_rows(connection, behind_answers(connection, answers, place).texts)
            # The stars of the six reviews are 2 3 4 5 1 2.
            expected = [nth for nth, each in enumerate((2, 3, 4, 5, 1, 2), 1) if each == star]
            assert [row.key for row in found] == [f"U01-{nth:04d}" for nth in expected]
        answered = behind_answers(connection, answers, place_in("items", "stars", "n"))
        missing = behind_answers(connection, answers, place_in("items", "stars", "missing"))
        from_file = behind_answers(connection, replace(answers, texts=()), Place())
    assert len(answered.texts) == len(everybody.texts) == 6
    assert (missing, from_file) == (Behind(), Behind())


def test_figures_of_a_dimension_rest_on_no_rows_of_their_own() -> None:
    assert place_of(NumberKind.LIKERT, "dimensions", "Mutu", "mean") is None
    assert place_of(NumberKind.ITEMS, "reliability", "", "alpha") is None
