"""The columns of a matrix: frameworks at a level, codes by id, and what is neither."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.code import Code
from qda.displays.columns import NoSuchColumns, columns_for
from qda.edits.codes import AddCode
from qda.session import StudySession
from tests.helpers.coded import adopt
from tests.helpers.studies import only, theory, wording


@pytest.fixture
def filled(study: StudySession) -> StudySession:
    """The theory that asks, a second one, and a code of the researcher's own beneath another."""
    adopt(study, theory())
    own = study.do(AddCode("sinyal", wording("Signal")))
    study.do(AddCode("sinyal.lemah", wording("Weak signal"), parent_id=own))
    return study


def ids(study: StudySession, wanted: Sequence[str] = (), *, level: int = 1) -> list[str]:
    with study.reading() as connection:
        return [each.code.canonical_id for each in columns_for(connection, wanted, level=level)]


@pytest.mark.parametrize(
    ("wanted", "level", "expected"),
    [
        (["ask"], 1, ["ask:Q", "ask:N"]),
        # N has nothing beneath it and stands for itself, however deep one asks.
        (["ask"], 2, ["ask:Q.1", "ask:Q.2", "ask:N"]),
        (["ask"], 9, ["ask:Q.1", "ask:Q.2", "ask:N"]),
        (["mini2020:R.2", "ask"], 1, ["mini2020:R.2", "ask:Q", "ask:N"]),
        (["R.2"], 1, ["mini2020:R.2"]),
        (["sinyal"], 2, ["sinyal"]),
        (["ask", "ask:N"], 1, ["ask:Q", "ask:N"]),
        ([], 1, ["ask:Q", "ask:N", "mini2020:R", "mini2020:C", "sinyal"]),
        ([], 2, [
            "ask:Q.1", "ask:Q.2", "ask:N", "mini2020:R.1", "mini2020:R.2", "mini2020:C",
            "sinyal.lemah",
        ]),
    ],
)  # fmt: skip
def test_columns_are_named_by_framework_level_or_code(
    filled: StudySession, wanted: list[str], level: int, expected: list[str]
) -> None:
    assert ids(filled, wanted, level=level) == expected


def test_a_column_holds_its_code_and_all_beneath_it(filled: StudySession) -> None:
    with filled.reading() as connection:
        asked, unasked = columns_for(connection, ["ask"])
    assert [code.canonical_id for code in asked.codes] == ["ask:Q", "ask:Q.1", "ask:Q.2"]
    assert (asked.has_questions, unasked.has_questions) == (True, False)


def test_a_heading_is_grouped_by_what_the_code_lies_beneath(filled: StudySession) -> None:
    with filled.reading() as connection:
        deep = columns_for(connection, [], level=2)
    groups = {each.code.canonical_id: each.heading("id").group for each in deep}
    assert groups["ask:Q.1"] == "Ditanyakan"
    assert groups["ask:N"] == "Bertanya"
    assert groups["sinyal.lemah"] == "Signal (id)"


def test_the_heading_bears_name_and_definition_of_the_language(filled: StudySession) -> None:
    with filled.reading() as connection:
        (column,) = columns_for(connection, ["sinyal"])
    heading = column.heading("en")
    assert (heading.id, heading.label, heading.note) == ("sinyal", "Signal", "About Signal")
    assert column.heading("id").label == "Signal (id)"


@pytest.mark.parametrize("name", ["", "vmvh1975", "ask:X", "Q.9"])
def test_what_is_neither_framework_nor_code_is_refused(filled: StudySession, name: str) -> None:
    with filled.reading() as connection, pytest.raises(NoSuchColumns) as refusal:
        columns_for(connection, [name])
    assert "ask, mini2020" in refusal.value.say("id")


def test_an_id_that_two_theories_have_is_refused_without_its_theory(filled: StudySession) -> None:
    adopt(filled, theory("other2021"))
    assert only(filled.store, Code, canonical_id="other2021:C")
    with filled.reading() as connection, pytest.raises(NoSuchColumns):
        columns_for(connection, ["C"])
