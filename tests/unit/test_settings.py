"""Settings survive a restart, and a bad file never keeps the program from starting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qda.settings import (
    MOST_RECENT,
    Appearance,
    Scheme,
    Settings,
    load_settings,
    save_settings,
)


@pytest.fixture
def file(settings_of_its_own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings are kept, on a system in English whose user is Ani."""
    monkeypatch.setenv("RUNUT_LANGUAGE", "en")
    monkeypatch.setenv("USER", "Ani")
    return settings_of_its_own / "settings.json"


FIRST = Settings(language="en", coder="Ani")


def test_the_first_run_fits_the_system(file: Path) -> None:
    assert load_settings() == FIRST
    assert not file.exists()


@pytest.mark.parametrize("system", ["id_ID.UTF-8", "ms_MY", "C"])
def test_any_other_system_is_spoken_to_in_indonesian(
    file: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setenv("RUNUT_LANGUAGE", system)
    assert load_settings().language == "id"


def test_what_was_saved_comes_back(file: Path) -> None:
    kept = Settings(
        "id",
        "Bu Ratna 👩🏽‍🏫",
        ("a.runut", "b.runut"),
        "00ff",
        Appearance("Verdana", 14.5, 90, 1.9, Scheme.DARK, 150),
    )
    save_settings(kept)
    assert load_settings() == kept
    assert [each.name for each in file.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b"null", b'"x"'])
def test_a_file_that_cannot_be_read_is_set_aside(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert load_settings() == FIRST
    assert not file.exists()
    assert file.with_name("settings.unreadable.json").read_bytes() == content


def test_a_folder_in_its_place_is_set_aside_too(file: Path) -> None:
    file.mkdir()
    assert load_settings() == FIRST
    save_settings(FIRST)
    assert load_settings() == FIRST


def test_unknown_fields_and_wrong_types_are_ignored(file: Path) -> None:
    found = {"coder": "Budi", "colour": "red", "zoom": "big", "recent": ["a", 7], "window": None}
    file.write_text(json.dumps(found), "utf-8")
    assert load_settings() == Settings(coder="Budi", recent=("a", "7"))


def test_an_unknown_language_becomes_indonesian(file: Path) -> None:
    file.write_text('{"language": "fr"}', "utf-8")
    assert load_settings().language == "id"


def test_a_study_opened_again_moves_to_the_front_and_old_ones_fall_off() -> None:
    settings = Settings()
    for number in range(MOST_RECENT + 3):
        settings = settings.with_recent(f"{number}.runut")
    assert len(settings.recent) == MOST_RECENT
    again = settings.with_recent("10.runut")
    assert again.recent[:2] == ("10.runut", f"{MOST_RECENT + 2}.runut")
    assert len(again.recent) == MOST_RECENT


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        (
            {"measure": 60, "leading": 1.4, "scheme": "dark"},
            Appearance("", 12, 60, 1.4, Scheme.DARK),
        ),
        ({"measure": 61, "leading": "x", "scheme": "pink", "text_size": 900}, Appearance()),
        ({"points": 3, "font": 7}, Appearance(points=8.0)),
        ({"points": "big"}, Appearance()),
        ([], Appearance()),
    ],
)
def test_of_a_stored_look_that_is_kept_which_can_be_shown(
    file: Path, found: object, kept: Appearance
) -> None:
    file.write_text(json.dumps({"appearance": found}), "utf-8")
    assert load_settings().appearance == kept
