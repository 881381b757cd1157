"""Data are read back to an equal value, and nothing else is taken for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exports.errors import NewerData, NotOurData
from exports.quotes import read_quotes_json, write_quotes
from exports.tables.json import read_matrix_json
from exports.writer import write_matrix
from qda.displays.values import Fact, QuoteList
from tests.helpers.matrices import (
    NASTY,
    SENTENCES,
    evidence,
    full_matrix,
    matrix,
    spoken_indonesian,
)


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


@pytest.fixture
def data(tmp_path: Path) -> dict[str, Any]:
    write_matrix(matrix(), tmp_path / "m.json")
    told: dict[str, Any] = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    return told


def read(told: object, folder: Path) -> None:
    path = folder / "changed.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    read_matrix_json(path)


def test_a_display_is_read_back_equal(tmp_path: Path) -> None:
    shown = matrix((*SENTENCES, *NASTY, "half \ud83d pair"), rows=4, columns=3, shown=9)
    write_matrix(shown, tmp_path / "m.json")
    assert read_matrix_json(tmp_path / "m.json") == shown


def test_records_conclusions_and_authors_are_read_back_equal(tmp_path: Path) -> None:
    write_matrix(full_matrix(words=NASTY), tmp_path / "m.json")
    assert read_matrix_json(tmp_path / "m.json") == full_matrix(words=NASTY)


def test_a_file_of_an_earlier_version_is_read(data: dict[str, Any], tmp_path: Path) -> None:
    """Version 0.3 wrote neither records nor conclusions, nor who made an entry."""
    content = data["content"]
    for name in ("records", "conclusions", "layout"):
        del content[name]
    for cell in (cell for row in content["cells"] for cell in row):
        del cell["records"], cell["changes"]
        for entry in cell["entries"]:
            for name in ("records", "rule", "author", "made_at", "generated", "value", "id"):
                del entry[name]
    (tmp_path / "old.json").write_text(json.dumps(data), encoding="utf-8")
    assert read_matrix_json(tmp_path / "old.json") == matrix()


def test_quotes_are_read_back_equal(tmp_path: Path) -> None:
    found = tuple(evidence(text, n) for n, text in enumerate(NASTY))
    quotes = QuoteList("Kutipan", "id", found, (Fact("a", "b"),))
    write_quotes(quotes, tmp_path / "q.json")
    assert read_quotes_json(tmp_path / "q.json") == quotes


def test_the_envelope_names_form_and_version(data: dict[str, Any]) -> None:
    assert list(data) == ["format", "version", "content"]
    assert (data["format"], data["version"]) == ("runut-matrix", 1)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b"\xff\xfe\x00", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[]", r"\$\.format"),
        (b'{"format": "runut-quotes", "version": 1}', r"\$\.format"),
        (b'{"format": "runut-matrix", "version": "1"}', r"\$\.version"),
        (b'{"format": "runut-matrix", "version": true}', r"\$\.version"),
        (b'{"format": "runut-matrix", "version": 1}', r"\$\.content is None"),
        (b'{"format": "runut-matrix", "version": 1' + b"0" * 5000 + b"}", "JSON"),
    ],
)
def test_other_files_are_refused_with_the_place(tmp_path: Path, raw: bytes, told: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(raw)
    with pytest.raises(NotOurData, match=told):
        read_matrix_json(path)


def test_data_of_a_later_version_are_refused(data: dict[str, Any], tmp_path: Path) -> None:
    data["version"] = 2
    with pytest.raises(NewerData, match="version 2"):
        read(data, tmp_path)


@pytest.mark.parametrize(
    ("where", "value", "told"),
    [
        (("title",), 3, r"\$\.content\.title is 3, not str"),
        (("rows", 0, "size"), "x", r"\$\.content\.rows\[0\]\.size is 'x', not int"),
        (("rows", 0, "size"), True, r"size is True, not int"),
        (("cells", 0, 0, "missing"), "XX", r"missing is 'XX', no Missing"),
        (("cells", 0, 0, "entries"), {}, r"entries is \{\}, not a list"),
        (("cells", 0, 0, "evidence"), [99], "names evidence that does not exist"),
        (("cells",), [], "0 rows of cells, 3 headings"),
        (("evidence", 0, "span"), {"start": 5, "end": 2}, "not a stretch of text"),
        (("evidence", 0, "extra"), 1, r"evidence\[0\]\.extra is unknown"),
    ],
)
def test_a_contradiction_is_told_by_its_place(
    data: dict[str, Any], tmp_path: Path, where: tuple[Any, ...], value: object, told: str
) -> None:
    inner: Any = data["content"]
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    with pytest.raises(NotOurData, match=told):
        read(data, tmp_path)


def test_a_member_left_out_is_named(data: dict[str, Any], tmp_path: Path) -> None:
    del data["content"]["evidence"][0]["key"]
    with pytest.raises(NotOurData, match=r"evidence\[0\]\.key is missing"):
        read(data, tmp_path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotOurData):
        read_matrix_json(tmp_path / "nothing.json")
