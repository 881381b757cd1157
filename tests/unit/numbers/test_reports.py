"""Reports say the figures to the last digit, what they are counted over, and what to beware of."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from scipy import stats
from sqlalchemy import select

from models.coding import Coding, Segment
from models.recording import Recorder, table_of
from models.source import SourceText
from qda.displays.columns import columns_for
from qda.edits.importing import ImportCollection
from qda.i18n import Speech
from qda.importers.tables.registry import read_collection
from qda.numbers.crosstab import crosstab
from qda.numbers.frequencies import frequencies
from qda.numbers.grouping import Grouping
from qda.numbers.over_time import over_time
from qda.numbers.question import CountedUnit, NumberQuestion
from qda.numbers.ratings import ratings
from qda.numbers.reports import crosstab_report, frequency_report, rating_report, series_report
from qda.numbers.values import CellKind
from qda.numbers.wording import _CAUTIONS, _GRADES, _LEVELS, probability, share
from qda.session import StudySession
from qda.statistics.cautions import Caution
from qda.statistics.likert import Level
from qda.statistics.satisfaction import ServiceClass
from tests.helpers.coded import adopt, asking_theory
from tests.helpers.shared import shared
from tests.helpers.studies import new_session
from tests.unit.numbers.conftest import Ask


def test_every_member_of_a_closed_list_has_words() -> None:
    assert set(_CAUTIONS) == set(Caution)
    assert set(_LEVELS) == set(Level)
    assert set(_GRADES) == set(ServiceClass)


def test_what_cannot_be_computed_is_a_dash_and_no_number() -> None:
    assert share(None, Speech("en")).kind is CellKind.NOTHING
    assert (probability(1e-9, Speech("id")).text, probability(1e-9, Speech("id")).number) == (
        "< 0,0001",
        1e-9,
    )
    assert share(0.12345, Speech("id")).text == "12,3 %"


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_report_says_over_what_it_counts_and_how(
    study: StudySession, ask: Ask, language: str
) -> None:
    question = ask("ask:Q.1", by="stars", language=language)
    with study.reading() as connection:
        told = frequency_report(frequencies(connection, question))
    sizes = [column.size for column in told.table("share").columns]
    assert sizes == [1, 2, 1, 1, 1, 1]
    facts = {fact.label: fact.text for fact in told.facts}
    if language == "en":
        assert facts["Data"] == "7 texts of 6 respondents"
        assert facts["Made by"] == "Sari"
        assert any("self" in warning or "chose" in warning for warning in told.warnings)
    else:
        assert facts["Data"] == "7 teks dari 6 responden"
        assert told.title == "Frekuensi kode menurut Bintang"


def test_tests_stand_first_and_tables_after(study: StudySession, ask: Ask) -> None:
    with study.reading() as connection:
        found = crosstab(connection, ask("ask:Q.1", "ask:Q.2", by="stars"))
        told = crosstab_report(found)
    assert [table.id for table in told.tables] == ["tests", "ask:Q.1", "ask:Q.2"]
    assert told.table("tests").cell("ask:Q.1", "chi2").number == found.tables[0].test.chi2
    cells = told.table("ask:Q.1")
    assert [cells.cell("present", column.id).count for column in cells.columns] == [0, 2, 1, 0, 1]
    assert cells.notes


def test_ratings_and_series_are_worded(study: StudySession, ask: Ask) -> None:
    with study.reading() as connection:
        rated = rating_report(ratings(connection, ask("ask:Q.1")))
        undated = series_report(over_time(connection, ask("ask:Q.1")))
    assert rated.table("means").cell("ask:Q.1", "with_mean").number == 3.0
    assert rated.table("ask:Q.1").cell("with", "2").count == 2
    assert undated.table("series").rows == ()
    assert undated.warnings[-1].startswith("7 texts have no value here")


# The real file: expected figures are counted from it by the csv module alone.

WORD = "login"


@pytest.fixture(scope="module")
def jaki(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, str]]]:
    """A study of the reviews of JAKI; each that holds the word is coded, confirmed."""
    file = shared("data", "reviews", "jaki_googleplay_id.csv")
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    place = tmp_path_factory.mktemp("jaki") / "jaki.runut"
    with new_session(place) as study:
        adopt(study, asking_theory())
        study.do(ImportCollection(read_collection(file)))
        with study.reading() as connection:
            code_id = columns_for(connection, ["ask:Q.1"])[0].code.id
            texts = table_of(SourceText)
            found = connection.execute(select(texts.c.id, texts.c.text)).all()
        hits = [
            (row.id, row.text.casefold().index(WORD))
            for row in found
            if WORD in row.text.casefold()
        ]

        def code_all(recorder: Recorder) -> None:
            segments = recorder.insert_many(
                Segment,
                [{"source_id": s, "start": at, "end": at + len(WORD)} for s, at in hits],
            )
            recorder.insert_many(
                Coding,
                [{"segment_id": s, "code_id": code_id, "coder_id": 1} for s in segments],
            )

        study.store.edit("fill", code_all, coder_id=study.coder.id)
    return place, rows


def test_codes_by_stars_are_those_of_the_real_file(
    jaki: tuple[Path, list[dict[str, str]]],
) -> None:
    place, rows = jaki
    whole = Counter(int(row["score"]) for row in rows)
    with_word = Counter(int(row["score"]) for row in rows if WORD in row["content"].casefold())
    with StudySession.open(place, coder="Sari") as study, study.reading() as connection:
        columns = columns_for(connection, ["ask:Q.1"])
        question = NumberQuestion(
            columns, "id", "Sari", by=Grouping.parse("stars"), unit=CountedUnit.UNIT
        )
        found = crosstab(connection, question)
        rated = ratings(connection, question)
    assert [group.units for group in found.groups] == [whole[star] for star in range(1, 6)]
    (table,) = found.tables
    assert table.present == tuple(with_word[star] for star in range(1, 6))
    assert table.absent == tuple(whole[star] - with_word[star] for star in range(1, 6))
    expected = stats.chi2_contingency([table.present, table.absent], correction=False)
    assert table.test.chi2 == pytest.approx(expected.statistic, abs=1e-9)
    (login,) = rated.codes
    assert login.test.first.n == with_word.total()
    mean = sum(star * n for star, n in with_word.items()) / with_word.total()
    assert login.test.first.mean == pytest.approx(mean, abs=1e-12)
    ranked = stats.mannwhitneyu(
        list(with_word.elements()), list((whole - with_word).elements()), method="asymptotic"
    )
    assert login.test.u == ranked.statistic
    assert login.test.p == pytest.approx(ranked.pvalue, abs=1e-9)


def test_codes_by_month_are_those_of_the_real_file(
    jaki: tuple[Path, list[dict[str, str]]],
) -> None:
    place, rows = jaki
    whole = Counter(row["at"][:7] for row in rows)
    with_word = Counter(row["at"][:7] for row in rows if WORD in row["content"].casefold())
    with StudySession.open(place, coder="Sari") as study, study.reading() as connection:
        columns = columns_for(connection, ["ask:Q.1"])
        found = over_time(connection, NumberQuestion(columns, "id", "Sari"))
    assert {p.label: p.units for p in found.periods if p.units} == dict(whole)
    (line,) = found.lines
    points = zip(found.periods, line.points, strict=True)
    assert {p.label: each.tally.units for p, each in points if each.tally.units} == dict(with_word)
    assert found.undated is None


def test_codes_by_version_are_those_of_the_real_file(
    jaki: tuple[Path, list[dict[str, str]]],
) -> None:
    place, rows = jaki
    whole = Counter(row["reviewCreatedVersion"] for row in rows)
    with StudySession.open(place, coder="Sari") as study, study.reading() as connection:
        columns = columns_for(connection, ["ask:Q.1"])
        question = NumberQuestion(columns, "id", "Sari", by=Grouping.parse("version"))
        found = frequencies(connection, question)
    units = {group.label: group.units for group in found.groups if group.id != "none"}
    assert units == {version: n for version, n in whole.items() if version}
