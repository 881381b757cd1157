"""A whole study has no flaws; whatever is broken behind the program's back is told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.checking import Flaw, flaws
from qda.session import StudySession
from tests.helpers.studies import fill, new_session


def _flaws(place: Path) -> tuple[Flaw, ...]:
    with StudySession.open(place, coder="Sari") as session, session.reading() as connection:
        return flaws(connection)


@pytest.fixture
def filled(place: Path) -> Path:
    """A study with something of every kind."""
    with new_session(place) as session:
        fill(session)
    return place


def test_a_whole_study_has_no_flaws(either: StudySession) -> None:
    fill(either)
    with either.reading() as connection:
        assert flaws(connection) == ()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("DELETE FROM segment WHERE id = 1", "coding"),
        ("DELETE FROM source_text WHERE id = 1", "W01"),
        ("UPDATE source_text SET text = text || 'x' WHERE id = 1", "W01"),
        ('UPDATE segment SET "end" = 99999 WHERE id = 1', "99999"),
        ("UPDATE paragraph SET start = -1 WHERE id = 1", "-1"),
        ('UPDATE turn SET "end" = start WHERE id = 1', "turn"),
        ('UPDATE case_span SET "end" = 99999 WHERE id = 1', "case_span"),
        ("DELETE FROM coding WHERE id = 1", "1"),
        ("UPDATE original_chunk SET content = x'00' WHERE id = 1", "Wawancara 1.txt"),
        ("DELETE FROM original_chunk WHERE id = 1", "Wawancara 1.txt"),
        ("INSERT INTO source_words(source_words) VALUES ('delete-all')", ""),
    ],
)  # fmt: skip
def test_damage_is_found_and_told_in_both_languages(filled: Path, damage: str, told: str) -> None:
    with closing(sqlite3.connect(filled)) as file:
        file.execute(damage)
        file.commit()
    found = _flaws(filled)
    assert found
    for flaw in found:
        assert flaw.say("en") != flaw.say("id")
    assert any(told in flaw.say("en") and told in flaw.say("id") for flaw in found)


def test_an_index_that_lost_its_place_is_found(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as file:
        file.execute("DROP INDEX ix_coding_code_id")
        file.execute("CREATE INDEX ix_coding_code_id ON coding (id)")
        file.execute("PRAGMA writable_schema = ON")
        file.execute(
            "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_coding_code_id ON coding (code_id)'"
            " WHERE name = 'ix_coding_code_id'"
        )
        file.commit()
    assert any("ix_coding_code_id" in flaw.say("id") for flaw in _flaws(filled))
