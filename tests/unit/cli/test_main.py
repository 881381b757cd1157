"""Exit codes, languages, help, and that nothing a person types ends in a traceback."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from models.errors import Defect
from qda.cli import main, verbs_study
from qda.cli.call import Call
from qda.cli.main import parser_for, run, verbs
from qda.i18n import Speech
from qda.settings import load_settings
from tests.unit.cli.conftest import Runut

VERBS = (
    "open new frameworks framework import sources codes codings cases collections code autocode "
    "confirm discard search memos memo quotes display history undo redo check backup demo selftest"
).split()


def test_all_the_verbs_are_there() -> None:
    assert set(VERBS) <= verbs(parser_for(Speech("en")))


@pytest.mark.parametrize("language", ["en", "id"])
def test_help_names_every_verb(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", language, "--help"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert all(verb in said.out for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str, runut: Runut) -> None:
    assert "usage: runut" in runut(verb, "--help").done().out


def test_a_display_made_for_nothing_is_a_wrong_call(runut: Runut) -> None:
    answer = runut("--lang", "en", "display", "x.runut", "clustered-matrix", "--coder", "Sari")
    assert answer.code == 2
    assert "--keep" in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ["new"],
        ["sources"],
        ["codings", "x.runut", "--nonsense"],
        ["code", "x.runut", "--source", "W01"],
        ["code", "x.runut", "--source", "W01", "--span", "0:1", "--code", "C", "--strength", "4"],
        ["framework", "remove", "x.runut", "vmvh1975"],
        ["import", "x.runut", "a.txt", "--as", "poem"],
        ["import", "x.runut", "a.txt", "--technique", "rumour"],
        ["undo", "x.runut", "0"],
        ["redo", "x.runut", "-1"],
        ["undo", "x.runut", "many"],
        ["history", "x.runut", "--count", "0"],
        ["display", "x.runut", "clustered-matrix", "--quotes", "-1", "-o", "x.html"],
        ["--lang", "fr", "frameworks"],
    ],
)
def test_a_wrong_call_is_answered_with_two(words: list[str], runut: Runut, tmp_path: Path) -> None:
    answer = runut(*words)
    assert answer.code == 2
    assert "usage: runut" in answer.err
    assert not (tmp_path / "x.runut").exists()


def test_a_study_without_a_verb_is_opened_whatever_the_language(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[str | None] = []

    def open_it(call: Call) -> int:
        opened.append(call.arguments.study)
        return 0

    def add(found: argparse._SubParsersAction[argparse.ArgumentParser], _: Speech) -> None:
        parser = found.add_parser("open")
        parser.add_argument("study", nargs="?")
        parser.set_defaults(verb=open_it)

    class Theme:
        pass

    theme = Theme()
    theme.add = add  # type: ignore[attr-defined]
    monkeypatch.setattr(main, "THEMES", (theme,))
    for words in ([], ["a.runut"], ["--lang", "id", "b.runut"], ["--lang=en", "c.runut"]):
        assert run(words) == 0
    assert opened == [None, "a.runut", "b.runut", "c.runut"]


def _failing(error: BaseException) -> object:
    def fail(_call: object) -> int:
        raise error

    return fail


@pytest.mark.expects_log_errors
@pytest.mark.parametrize("error", [RuntimeError("a\nb"), Defect(what="x"), KeyError("k")])
def test_our_own_fault_is_one_and_goes_to_the_log(
    error: BaseException,
    runut: Runut,
    monkeypatch: pytest.MonkeyPatch,
    settings_of_its_own: Path,
) -> None:
    import logging

    monkeypatch.setattr(logging.getLogger("runut"), "handlers", [])
    monkeypatch.setattr(verbs_study, "list_frameworks", _failing(error))
    answer = runut("frameworks")
    log = settings_of_its_own / "runut.log"
    for handler in logging.getLogger("runut").handlers:
        handler.close()
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert str(log) in answer.err
    assert type(error).__name__ in log.read_text("utf-8")


def test_a_pipe_that_was_closed_is_no_fault(
    runut: Runut, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    monkeypatch.setattr(sys, "stdout", sys.stdout)
    monkeypatch.setattr(verbs_study, "list_frameworks", _failing(BrokenPipeError()))
    assert run(["frameworks"]) == 0
    sys.stdout.close()


def test_stopping_a_verb_keeps_nothing_and_says_so(
    runut: Runut, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs_study, "list_frameworks", _failing(KeyboardInterrupt()))
    runut("frameworks").refused("Stopped")


def test_the_name_given_first_is_remembered(
    runut: Runut, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("USER", raising=False)
    monkeypatch.delenv("USERNAME", raising=False)
    runut("new", tmp_path / "a.runut").refused("--coder NAME")
    assert not (tmp_path / "a.runut").exists()
    runut("new", tmp_path / "a.runut", "--coder", "Sari").done()
    assert load_settings().coder == "Sari"
    runut("new", tmp_path / "b.runut").done()


def test_refusals_speak_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "tidak-ada.runut"
    assert run(["sources", str(missing), "--lang"]) == 2
    capsys.readouterr()
    assert run(["--lang", "id", "sources", str(missing), "--coder", "S"]) == 3
    assert capsys.readouterr().err.startswith("Tidak ada studi di")
    monkeypatch.setenv("RUNUT_LANGUAGE", "en")
    assert run(["sources", str(missing), "--coder", "S"]) == 3
    assert capsys.readouterr().err.startswith("There is no study at")
    assert not missing.exists()
