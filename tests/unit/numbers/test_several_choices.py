"""Groups made of a question with several choices overlap: each choice is counted by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from scipy import stats

from qda.displays.columns import columns_for
from qda.edits.coding_rows import CodeRows
from qda.numbers.behind import Place, behind
from qda.numbers.crosstab import crosstab
from qda.numbers.frequencies import frequencies
from qda.numbers.grouping import Grouping
from qda.numbers.making import NumberKind
from qda.numbers.question import NumberQuestion
from qda.numbers.reports import crosstab_report
from qda.retrieval.codes import code_by_id
from qda.retrieval.table.columns import columns_of
from qda.retrieval.table.listing import listing
from qda.retrieval.table.question import TableQuestion
from qda.session import StudySession
from qda.statistics.cautions import Caution
from tests.helpers.coded import adopt
from tests.helpers.respondents import add_survey
from tests.helpers.studies import new_session, theory

CODE = "mini2020:R.2"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    """Six respondents, five of whom wrote something; those of JAKI bear a code."""
    with new_session(tmp_path / "studi.runut") as session:
        adopt(session, theory())
        add_survey(session)
        with session.reading() as connection:
            asked = next(each for each in columns_of(connection, 1) if each.name == "Kendala")
            ids = listing(connection, TableQuestion(1)).ids
            code = code_by_id(connection, CODE)
        chosen = tuple(ids[n] for n in (0, 1, 5))
        session.do(CodeRows(chosen, code.id, question_id=asked.question_id))
        yield session


def _question(study: StudySession) -> NumberQuestion:
    with study.reading() as connection:
        columns = columns_for(connection, [CODE])
    return NumberQuestion(codes=columns, by=Grouping.parse("Kanal"), language="en", analyst="Ani")


def test_a_respondent_counts_in_each_of_his_choices(study: StudySession) -> None:
    with study.reading() as connection:
        found = frequencies(connection, _question(study))
    # By hand: of those who wrote, JAKI has R1, R2, R6; Loket R1, R4; Situs R4, R5, R6.
    assert {each.label: each.respondents for each in found.groups} == {
        "Website": 3,
        "JAKI app": 3,
        "Counter": 2,
    }
    by_group = dict(
        zip([each.label for each in found.groups], found.codes[0].by_group, strict=True)
    )
    assert {name: tally.respondents for name, tally in by_group.items()} == {
        "Website": 1,
        "JAKI app": 3,
        "Counter": 1,
    }
    assert found.total.respondents == 5
    assert Caution.OVERLAPPING_GROUPS in found.cautions


def test_each_choice_is_tested_by_itself_made_or_not(study: StudySession) -> None:
    with study.reading() as connection:
        found = crosstab(connection, _question(study))
    (table,) = found.tables
    assert [each.label for each in found.groups] == ["Website", "JAKI app", "Counter"]
    assert (table.present, table.absent) == ((1, 3, 1), (2, 0, 1))
    assert (table.test.chi2, table.test.p, table.test.cramers_v) == (None, None, None)
    expected = [[[1, 2], [2, 0]], [[3, 0], [0, 2]], [[1, 2], [1, 1]]]
    for counts, test in zip(expected, table.by_choice, strict=True):
        assert [list(row) for row in test.counts] == counts
        assert test.fisher_p == pytest.approx(stats.fisher_exact(counts)[1], abs=1e-9)
        chi2 = stats.chi2_contingency(counts, correction=False)
        assert test.chi2 == pytest.approx(chi2.statistic, abs=1e-9)
    assert Caution.OVERLAPPING_GROUPS in found.cautions
    assert Caution.SEVERAL_GROUPS not in found.cautions


def test_a_report_has_no_test_across_overlapping_groups(study: StudySession) -> None:
    with study.reading() as connection:
        report = crosstab_report(crosstab(connection, _question(study)))
    assert [each.id for each in report.tables] == [CODE]
    lines = {row.heading.id: [cell.text for cell in row.cells] for row in report.tables[0].rows}
    assert lines["present"] == ["1", "3", "1"]
    assert lines["fisher"] == ["0.4000", "0.1000", "1.0000"]


def test_behind_a_choice_stand_the_codings_of_those_who_made_it(study: StudySession) -> None:
    with study.reading() as connection:
        found = crosstab(connection, _question(study))
        jaki = next(each.id for each in found.groups if each.label == "JAKI app")
        rows = behind(connection, NumberKind.CROSSTAB, _question(study), Place(CODE, jaki))
    assert len(rows.codings) == 3
