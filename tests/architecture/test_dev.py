"""`dev.py` sets up once, repairs what was interrupted, and names what it may not install."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import dev


class Machine:
    """Stands in for the machine: notes what would be run, and answers as told."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.fails: set[str] = set()

    def run(self, command: Sequence[str | Path]) -> int:
        line = " ".join(str(word) for word in command)
        self.ran.append(line)
        return 1 if any(part in line for part in self.fails) else 0

    def answers(self, command: Sequence[str | Path]) -> bool:
        return self.run(command) == 0

    def installs(self) -> int:
        return sum("--require-hashes" in line for line in self.ran)

    def makes(self) -> int:
        return sum("-m venv" in line for line in self.ran)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine on which everything goes well, with an empty checkout."""
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text("as released\n")
    (tmp_path / ".venv").mkdir()
    fake = Machine()
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(dev, "BEGUN", tmp_path / ".venv" / "begun")
    monkeypatch.setattr(dev, "run", fake.run)
    monkeypatch.setattr(dev, "answers", fake.answers)
    monkeypatch.setattr(dev, "permission", list[str])
    monkeypatch.setattr("sys.platform", "linux")
    return fake


def test_nothing_is_installed_again_where_nothing_changed(machine: Machine) -> None:
    dev.set_up()
    dev.set_up()
    assert machine.installs() == 1


def test_a_changed_lock_is_installed(machine: Machine) -> None:
    dev.set_up()
    dev.LOCK.write_text("newer\n")
    dev.set_up()
    assert machine.installs() == 2
    assert machine.makes() == 0


def test_an_interrupted_set_up_begins_anew(machine: Machine) -> None:
    machine.fails = {"--require-hashes"}
    with pytest.raises(dev.Stopped, match="could not be installed"):
        dev.set_up()
    machine.fails = set()
    dev.set_up()
    assert machine.makes() == 1
    dev.set_up()
    assert machine.makes() == 1


def test_a_checkout_that_was_moved_gets_a_new_environment(machine: Machine) -> None:
    dev.set_up()
    dev.STAMP.write_text(dev.STAMP.read_text().replace(str(dev.ROOT), "elsewhere"))
    dev.LOCK.write_text("newer\n")
    dev.set_up()
    assert machine.makes() == 1


@pytest.mark.parametrize("manager", dev.MANAGERS, ids=lambda m: m.program)
def test_qt_libraries_that_may_not_be_installed_are_named(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, manager: dev.PackageManager
) -> None:
    machine.fails = {"PySide6.QtWidgets"}
    monkeypatch.setattr(dev, "permission", lambda: None)
    monkeypatch.setattr(dev, "package_manager", lambda: manager)
    with pytest.raises(dev.Stopped, match=f"sudo {manager.program}") as told:
        dev.provide_qt_libraries()
    assert all(package in str(told.value) for package in manager.qt)
    assert not any(manager.program in line for line in machine.ran)


def test_a_missing_package_list_is_fetched_once_and_tried_again(machine: Machine) -> None:
    apt = dev.MANAGERS[0]
    machine.fails = {"apt-get install"}
    assert not dev.install_with_system(apt, ["postgresql"])
    assert [line.split()[1] for line in machine.ran] == ["install", "update", "install"]


def test_missing_postgres_is_told_and_does_not_stop_the_tests(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.fails = {"tests.helpers.postgres"}
    monkeypatch.setattr(dev, "permission", lambda: None)
    dev.provide_postgres()
    assert "its tests are skipped" in capsys.readouterr().out


def test_without_a_screen_windows_are_drawn_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "has_screen", lambda: False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert dev.surroundings()["QT_QPA_PLATFORM"] == "offscreen"
    monkeypatch.setattr(dev, "has_screen", lambda: True)
    assert "QT_QPA_PLATFORM" not in dev.surroundings()


def test_chosen_tests_run_in_one_process() -> None:
    assert dev.in_parallel(["tests/unit", "-k", "span"]) == []
    assert "-n" in dev.in_parallel([])
    assert "-n" in dev.in_parallel(["-q", "--durations=5"])
