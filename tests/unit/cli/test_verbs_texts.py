"""The verbs that change what texts say: correct, rename, copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.source import Source, SourceText
from qda.session import StudySession
from tests.helpers.studies import only
from tests.unit.cli.conftest import Runut


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """Where the key goes, apart from the study."""
    folder = tmp_path / "lemari"
    folder.mkdir()
    return folder / "kunci.csv"


def _text(study: Path) -> str:
    with StudySession.open(study, coder="Sari") as session:
        source = only(session.store, Source, key="W01")["id"]
        return str(only(session.store, SourceText, id=source)["text"])


def test_words_are_corrected_and_the_correction_is_undone(runut: Runut, study: Path) -> None:
    before = _text(study)
    at = before.index("kurang sekali")
    runut(
        "correct", study, "--source", "W01", "--span", f"{at}:{at + 6}", "--words", "minim"
    ).done()
    assert _text(study) == before.replace("kurang sekali", "minim sekali")
    runut("check", study).done()
    runut("undo", study).done()
    assert _text(study) == before


@pytest.mark.parametrize("span", ["3", "5:3", "a:b", "0:99999", "-1:2"])
def test_a_stretch_that_is_none_is_refused(span: str, runut: Runut, study: Path) -> None:
    runut("correct", study, "--source", "W01", f"--span={span}", "--words", "x").refused()


def test_a_name_is_first_shown_then_replaced_with_the_key_apart(
    runut: Runut, study: Path, key: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RUNUT_CONFIG_DIR", str(tmp_path / "settings"))
    shown = runut("rename", study, "--name", "Bu Ratna", "--dry-run").done()
    assert "[Bu Ratna]" in shown.out
    assert "Informant 1" in shown.out
    assert "Bu Ratna: " in _text(study)
    done = runut("rename", study, "--name", "Bu Ratna", "--key", key, "--parts", "--json").done()
    assert done.json["pseudonym"] == "Informant 1"
    assert "Ratna" not in _text(study)
    assert key.read_text("utf-8").split("\n")[1].startswith("Bu Ratna;Informant 1;")
    assert "Ratna" not in runut("history", study).done().out.split("\n")[2]
    # The place of the key is remembered, the pseudonym proposed again.
    runut("undo", study).done()
    again = runut("rename", study, "--name", "bu ratna", "--json").done()
    assert again.json["pseudonym"] == "Informant 1"


def test_without_a_key_nothing_is_replaced(
    runut: Runut, study: Path, key: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RUNUT_CONFIG_DIR", str(tmp_path / "settings"))
    before = _text(study)
    runut("rename", study, "--name", "Bu Ratna").refused("--key")
    runut("rename", study, "--name", "Bu Ratna", "--key", study.parent / "k.csv").refused("apart")
    runut("rename", study, "--name", "Nobody", "--key", key).refused("nowhere")
    runut("rename", study, "--name", "Bu Ratna", "--key", key.parent / "no" / "k.csv").refused()
    assert _text(study) == before


def test_a_copy_to_hand_on_holds_no_name(
    runut: Runut, study: Path, key: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RUNUT_CONFIG_DIR", str(tmp_path / "settings"))
    runut("rename", study, "--name", "Bu Ratna", "--key", key, "--parts").done()
    plain, clean = tmp_path / "plain.runut", tmp_path / "clean.runut"
    runut("copy", study, plain).done()
    said = runut("copy", study, clean, "--without-originals").done().out
    assert "hand it on" in said
    assert b"Ratna" in plain.read_bytes()
    assert b"Ratna" not in clean.read_bytes()
    runut("check", clean).done()
    runut("copy", study, clean, "--without-originals").refused("exists already")
