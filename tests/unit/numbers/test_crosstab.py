"""Codes are set against groups, and the tests are those of the table that is shown."""

from __future__ import annotations

import pytest
from scipy import stats

from models.vocabulary import Technique
from qda.numbers.crosstab import Crosstab, NothingToCompare, crosstab
from qda.numbers.question import CountedUnit, NumberQuestion
from qda.numbers.ratings import Ratings, ratings
from qda.retrieval.codings import CodingFilter
from qda.session import StudySession
from qda.statistics.cautions import Caution
from tests.unit.numbers.conftest import Ask

REVIEWS = CodingFilter(techniques=frozenset({Technique.APP_REVIEW}))


def crossed(study: StudySession, question: NumberQuestion) -> Crosstab:
    with study.reading() as connection:
        return crosstab(connection, question)


def rated(study: StudySession, question: NumberQuestion) -> Ratings:
    with study.reading() as connection:
        return ratings(connection, question)


def test_texts_with_and_without_a_code_make_the_whole(study: StudySession, ask: Ask) -> None:
    found = crossed(study, ask("ask:Q.1", "ask:Q.2", by="stars", unit=CountedUnit.UNIT))
    funds, staff = found.tables
    assert (funds.present, funds.absent) == ((0, 2, 1, 0, 1), (1, 0, 0, 1, 0))
    assert (staff.present, staff.absent) == ((0, 0, 1, 1, 0), (1, 2, 0, 0, 1))
    expected = stats.chi2_contingency([funds.present, funds.absent], correction=False)
    assert funds.test.chi2 == pytest.approx(expected.statistic, abs=1e-9)
    assert funds.test.p == pytest.approx(expected.pvalue, abs=1e-9)
    assert list(funds.shares) == [0.0, 1.0, 1.0, 0.0, 1.0]
    assert Caution.MANY_TESTS in found.cautions


def test_what_has_no_value_takes_no_part_in_a_test(study: StudySession, ask: Ask) -> None:
    found = crossed(study, ask("ask:Q.1", by="stars"))
    assert [group.label for group in found.groups] == ["1", "2", "3", "4", "5"]
    assert found.without_value is not None
    assert found.without_value.units == 1
    assert found.tables[0].test.n == 6


def test_a_respondent_in_two_groups_is_pointed_out(study: StudySession, ask: Ask) -> None:
    by_person = crossed(study, ask("ask:Q.1", by="stars", wanted=REVIEWS))
    assert Caution.SEVERAL_GROUPS in by_person.cautions
    assert Caution.REPEATED_RESPONDENTS not in by_person.cautions
    question = ask("ask:Q.1", by="stars", wanted=REVIEWS, unit=CountedUnit.UNIT)
    by_text = crossed(study, question)
    assert Caution.SEVERAL_GROUPS not in by_text.cautions
    assert Caution.REPEATED_RESPONDENTS in by_text.cautions


def test_a_table_of_two_by_two_has_fishers_test(study: StudySession, ask: Ask) -> None:
    (table,) = crossed(study, ask("ask:Q.1", by="group")).tables
    assert (table.present, table.absent) == ((1, 3), (0, 2))
    assert table.test.fisher_p == pytest.approx(stats.fisher_exact([[1, 3], [0, 2]])[1], abs=1e-9)


def test_groups_are_needed(study: StudySession, ask: Ask) -> None:
    with pytest.raises(NothingToCompare):
        crossed(study, ask("ask:Q.1"))


def test_stars_with_and_without_a_code(study: StudySession, ask: Ask) -> None:
    found = rated(study, ask("ask:Q.1"))
    assert list(found.values) == [1.0, 2.0, 3.0, 4.0, 5.0]
    (funds,) = found.codes
    assert (funds.with_code, funds.without_code) == ((0, 2, 1, 0, 1), (1, 0, 0, 1, 0))
    assert (funds.test.first.mean, funds.test.second.mean) == (3.0, 2.5)
    expected = stats.mannwhitneyu([2, 2, 3, 5], [1, 4])
    assert funds.test.u == expected.statistic
    assert found.without_value == 1
    assert found.of == "Stars"


def test_every_text_has_one_value_on_one_side(study: StudySession, ask: Ask) -> None:
    found = rated(study, ask("ask:Q.1", "ask:Q.2", "ask:N"))
    for each in found.codes:
        both = zip(each.with_code, each.without_code, strict=True)
        assert tuple(a + b for a, b in both) == found.counts
    assert found.codes[2].test.p is None
