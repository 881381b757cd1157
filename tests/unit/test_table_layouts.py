"""How tables look is remembered by collection, and a spoilt file is as good as none."""

from __future__ import annotations

from pathlib import Path

import pytest

from qda.table_layouts import MOST, expect_layout, store_layout, stored_layout


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RUNUT_CONFIG_DIR", str(tmp_path / "settings"))
    return tmp_path / "settings"


def test_a_layout_is_stored_by_collection() -> None:
    assert stored_layout("a") == ""
    store_layout("a", "one")
    store_layout("b", "two")
    store_layout("a", "three")
    assert (stored_layout("a"), stored_layout("b")) == ("three", "two")


def test_the_one_looked_at_longest_ago_makes_room() -> None:
    for number in range(MOST + 1):
        store_layout(str(number), "x")
        if number == MOST - 1:
            store_layout("0", "y")
    assert (stored_layout("0"), stored_layout("1")) == ("y", "")


@pytest.mark.parametrize("written", ["", "[1]", "{"])
def test_a_file_that_cannot_be_read_is_as_good_as_none(folder: Path, written: str) -> None:
    folder.mkdir()
    (folder / "tables.json").write_text(written)
    assert stored_layout("a") == ""
    store_layout("a", "one")
    assert stored_layout("a") == "one"


def test_a_layout_that_is_still_to_be_written_counts_already(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RUNUT_CONFIG_DIR", str(tmp_path))
    store_layout("a", "old")
    expect_layout("a", "new")
    assert stored_layout("a") == "new"
    store_layout("a", "new")
    # From now on the file alone counts, whoever writes it.
    (tmp_path / "tables.json").write_text('{"a": "other"}', "utf-8")
    assert stored_layout("a") == "other"
