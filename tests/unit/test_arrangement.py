"""How the codes of a study are arranged is remembered outside the study."""

from __future__ import annotations

from pathlib import Path

import pytest

from qda.arrangement import Arrangement, load_arrangement, save_arrangement
from qda.paths import settings_folder

KEPT = Arrangement(("u1",), ("u2", "u3"), ("vmvh1975",), ("",), beside=True)


def test_what_was_left_is_found_again() -> None:
    save_arrangement("11-aa", KEPT)
    assert load_arrangement("11-aa") == KEPT
    assert load_arrangement("22-bb") == Arrangement()


@pytest.mark.parametrize("content", ["", "[]", '{"folded": 3, "beside": "x"}', '{"shown": [1]}'])
def test_a_file_that_cannot_be_read_counts_as_none(content: str) -> None:
    save_arrangement("33-cc", KEPT)
    (settings_folder() / "codes" / "33-cc.json").write_text(content, "utf-8")
    assert load_arrangement("33-cc") == Arrangement()


def test_a_strange_uuid_names_no_file_elsewhere(tmp_path: Path) -> None:
    save_arrangement("../../outside", KEPT)
    assert [each.name for each in (settings_folder() / "codes").glob("outside*")] == [
        "outside.json"
    ]


def test_a_folder_that_may_not_be_written_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RUNUT_CONFIG_DIR", str(tmp_path / "file"))
    save_arrangement("44-dd", KEPT)
    assert load_arrangement("44-dd") == Arrangement()
