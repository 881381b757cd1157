"""The tests' own PostgreSQL server gives each test an empty database."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("attempt", [1, 2])
def test_each_test_finds_an_empty_database(postgres_url: str, attempt: int) -> None:
    from sqlalchemy import create_engine, text

    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE only_mine (word text)"))
        connection.execute(text("INSERT INTO only_mine VALUES ('👩‍👩‍👧')"))
        assert connection.scalar(text("SELECT char_length(word) FROM only_mine")) == 5
    engine.dispose()
