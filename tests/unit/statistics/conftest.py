"""The numeric fixtures of the methods brief, which tests of the statistics read in place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.helpers.shared import shared


def _fixture(name: str) -> dict[str, Any]:
    cases = json.loads(shared("agreement_fixtures.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = next(case for case in cases if case["id"] == name)
    return found


@pytest.fixture
def sv1() -> dict[str, Any]:
    """Ten respondents and five items, with their reliability."""
    return _fixture("SV1")


@pytest.fixture
def sv2() -> dict[str, Any]:
    """A table of two by two with its tests."""
    return _fixture("SV2")
