"""Files are taken once, whole, within a limit, and each way to fail has its own sentence."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from qda.importers.errors import (
    FileEmpty,
    FileForbidden,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    NotAFile,
)
from qda.importers.opening import SIZE_LIMIT, opened


def test_the_bytes_are_kept_with_their_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "wawancara 1.txt"
    path.write_bytes(b"\xef\xbb\xbfhalo\r\n")
    found = opened(path)

    assert (found.name, found.content) == ("wawancara 1.txt", b"\xef\xbb\xbfhalo\r\n")
    assert found.sha256 == hashlib.sha256(b"\xef\xbb\xbfhalo\r\n").hexdigest()


def test_a_missing_file_a_folder_and_an_empty_file_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "kosong.txt").touch()

    with pytest.raises(FileMissing, match=r"tiada\.txt"):
        opened(tmp_path / "tiada.txt")
    with pytest.raises(NotAFile):
        opened(tmp_path)
    with pytest.raises(NotAFile):
        opened(tmp_path / "kosong.txt" / "di-dalam.txt")
    with pytest.raises(FileEmpty):
        opened(tmp_path / "kosong.txt")


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "besar.txt"
    with path.open("wb") as stream:
        stream.truncate(SIZE_LIMIT + 1)

    with pytest.raises(FileTooLarge, match="513 MB; a source may have at most 512 MB"):
        opened(path)


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pas.txt"
    path.write_bytes(b"12345")

    assert opened(path, limit=5).content == b"12345"
    with pytest.raises(FileTooLarge):
        opened(path, limit=4)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipa.txt"
    os.mkfifo(path)

    with pytest.raises(NotAFile):
        opened(path)


def test_a_file_without_permission_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rahasia.txt"
    path.write_text("halo")

    def forbidden(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(FileForbidden):
        opened(path)


def test_any_other_failure_names_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rusak.txt"
    path.write_text("halo")

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", broken)
    with pytest.raises(FileUnreadable, match="Input/output error"):
        opened(path)
    with pytest.raises(FileUnreadable):
        opened(Path("a\0b"))
