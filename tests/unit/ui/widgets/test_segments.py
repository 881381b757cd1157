"""Rows of coded segments in words, as copies and as dragged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.vocabulary import Polarity, TimeFrame
from tests.ui.indonesian import ENGLISH, INDONESIAN
from tests.ui.samples import rows
from ui.widgets.segments import (
    copied,
    copied_table,
    packed_codings,
    said,
    signs,
    unpacked_codings,
)

JUDGED = replace(
    rows()[0],
    polarity=Polarity.INHIBITING,
    strength=3,
    time=TimeFrame.PAST,
    important=True,
    memo=True,
    tags=("kuat",),
    informant="Ibu Sari",
)


def test_a_copy_holds_the_quotes_to_the_letter() -> None:
    assert copied(rows()[7:8]) == "“𝗕𝗮𝗴𝘂𝘀 sekali” (W03:6)"


def test_a_table_for_a_word_processor_says_who_and_where_and_escapes_what_is_code() -> None:
    table = copied_table([replace(JUDGED, quote="a < b\nc")], ENGLISH)
    assert table.count("<tr>") == 2
    assert "<td>W03:2</td><td>a &lt; b<br>c</td>" in table
    assert "<td>Ibu Sari</td>" in table


def test_signs_are_short_and_said_in_words() -> None:
    assert signs(JUDGED, ENGLISH).split() == ["★", "−", "3", "Past", "✎"]
    assert "important, Inhibiting, Past, strength 3, with a memo" in said(JUDGED, ENGLISH)
    assert "penting, Penghambat" in said(JUDGED, INDONESIAN)
    assert "kuat" in said(JUDGED, INDONESIAN)


@pytest.mark.parametrize(
    ("payload", "ids"), [(b"3,14", (3, 14)), (b"", ()), (b"3,x", ()), (b"-1", ())]
)
def test_only_our_own_codings_are_taken_from_a_drag(payload: bytes, ids: tuple[int, ...]) -> None:
    assert unpacked_codings(payload) == ids
    assert unpacked_codings(packed_codings((7, 8))) == (7, 8)
