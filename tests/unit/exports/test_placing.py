"""A file appears whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.errors import (
    DiskFull,
    NameTooLong,
    TargetFolderMissing,
    TargetInUse,
    TargetIsFolder,
    TargetNotWritable,
    WritingFailed,
)
from exports.placing import place, refusal
from models.errors import StudyError


def writing(text: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    return write


def failing(code: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise OSError(code, os.strerror(code))

    return write


def test_a_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    place(tmp_path / "a.csv", writing("isi"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "isi"


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("lama", encoding="utf-8")
    place(tmp_path / "a.csv", writing("baru"))
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "baru"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, TargetNotWritable),
        (errno.EROFS, TargetNotWritable),
        (errno.ENAMETOOLONG, NameTooLong),
        (errno.EIO, WritingFailed),
    ],
)
def test_a_failed_writing_leaves_the_older_file_and_no_other(
    tmp_path: Path, code: int, expected: type[StudyError]
) -> None:
    (tmp_path / "a.csv").write_text("lama", encoding="utf-8")
    with pytest.raises(expected):
        place(tmp_path / "a.csv", failing(code))
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "lama"


def test_a_fault_of_a_writer_leaves_nothing(tmp_path: Path) -> None:
    def write(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        place(tmp_path / "a.csv", write)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(TargetFolderMissing, match="nowhere"):
        place(tmp_path / "nowhere" / "a.csv", writing(""))


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("", encoding="utf-8")
    with pytest.raises(TargetFolderMissing):
        place(tmp_path / "b" / "a.csv", writing(""))


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(TargetIsFolder):
        place(tmp_path / "a.csv", writing(""))
    assert (tmp_path / "a.csv").is_dir()


@pytest.mark.parametrize("name", ["n" * 300 + ".csv", "a\0b.csv"])
def test_a_name_that_the_disk_does_not_take_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NameTooLong):
        place(tmp_path / name, writing(""))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_another_program_holds_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text("lama", encoding="utf-8")

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "sharing violation")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(TargetInUse):
        place(tmp_path / "a.csv", writing("baru"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_refusal_speaks_both_languages() -> None:
    told = refusal(OSError(errno.ENOSPC, "No space left"), Path("a.pdf"))
    assert "Free some space" in told.say("en")
    assert "Diska penuh" in told.say("id")
