"""Whatever the texts are, a framework comes back from its file as it was."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebooks.check import check
from codebooks.difference import difference
from codebooks.errors import CodebookError
from codebooks.formats.registry import read_framework, write_framework
from codebooks.formats.workbook import escaped, unescaped
from codebooks.framework import Framework
from tests.helpers.codebooks import frameworks

_PLENTY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("extension", [".yaml", ".xlsx"])
@_PLENTY
@given(framework=frameworks())
def test_yaml_and_xlsx_keep_everything(extension: str, framework: Framework) -> None:
    assert _through_a_file(framework, extension) == framework


@_PLENTY
@given(framework=frameworks())
def test_csv_keeps_the_codes_and_the_framework_s_own_fields(framework: Framework) -> None:
    kept = replace(framework, relations=(), propositions=(), to_check=(), secondary_citations=())
    assert _through_a_file(framework, ".csv") == kept


def _through_a_file(framework: Framework, extension: str) -> Framework:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"theory{extension}"
        write_framework(framework, path)
        return read_framework(path)


@_PLENTY
@given(text=st.text())
def test_what_xml_cannot_hold_is_escaped_and_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("extension", [".yaml", ".csv", ".xlsx"])
@_PLENTY
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(extension: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"theory{extension}"
        path.write_bytes(data)
        _read_or_refused(path)


@pytest.mark.parametrize("extension", [".yaml", ".csv"])
@_PLENTY
@given(text=st.text(alphabet="abid:-{}[]&*!|>'\"#,;\n\t nmkodes"))
def test_any_text_is_read_or_refused_in_words(extension: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"theory{extension}"
        path.write_text(text, encoding="utf-8")
        _read_or_refused(path)


def _read_or_refused(path: Path) -> None:
    try:
        sound = bool(read_framework(path).codes)
    except CodebookError as refusal:
        sound = refusal.say("id") != refusal.say("en")
    assert sound


@_PLENTY
@given(framework=frameworks())
def test_any_framework_can_be_checked(framework: Framework) -> None:
    for finding in check(framework):
        assert finding.say("en")
        assert finding.say("id")


@_PLENTY
@given(old=frameworks(), new=frameworks())
def test_two_frameworks_differ_exactly_when_they_are_not_equal(
    old: Framework, new: Framework
) -> None:
    assert bool(difference(old, new)) == (old != new)
    assert difference(old, old) == ()
