"""User names: tokens, and names that are none."""

from __future__ import annotations

import hashlib
import hmac
import re

import pytest

from qda.importers.tables.people import hashed, is_anonymous, stand_ins


def test_token_is_hmac_sha256_of_the_folded_name() -> None:
    expected = hmac.new(b"garam", b"siti aminah", hashlib.sha256).hexdigest()[:12]
    assert hashed("  Siti  Aminah ", b"garam") == f"u_{expected}"


def test_token_differs_between_studies_and_never_holds_the_name() -> None:
    first, second = hashed("Siti", b"a"), hashed("Siti", b"b")
    assert first != second
    assert re.fullmatch(r"u_[0-9a-f]{12}", first)


@pytest.mark.parametrize(
    "name", ["", " ", "Pengguna Google", "A Google user", "PENGGUNA  GOOGLE", "Anonymous"]
)
def test_nameless_users_get_no_token(name: str) -> None:
    assert is_anonymous(name)
    assert hashed(name, b"x") == ""


@pytest.mark.parametrize("name", ["Google Siti", "Nanang", "😀", "عمر", "\ud83d"])
def test_real_names_get_one(name: str) -> None:
    assert hashed(name, b"x")


def test_only_a_name_on_very_many_rows_is_a_stand_in() -> None:
    names = ["u_1"] * 60 + [f"n{n}" for n in range(100)]
    assert stand_ins(names) == {"u_1": 60}
    assert stand_ins(["u_1"] * 49) == {}
    assert stand_ins(["Pengguna Google"] * 90 + ["Siti"] * 10) == {}
