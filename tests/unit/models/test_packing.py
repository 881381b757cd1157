"""What history packs comes back as it was, and can be read without this program."""

from __future__ import annotations

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import packing
from models.packing import let_go, pack, unpack
from models.vocabulary import Polarity

_PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
_VALUES = st.recursive(
    _PLAIN | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.lists(st.dictionaries(st.text(), _VALUES)))
def test_rows_come_back_as_they_were(rows: list[dict[str, object]]) -> None:
    assert unpack(pack(rows)) == rows


def test_half_a_surrogate_pair_comes_back() -> None:
    assert unpack(pack({"text": "\ud83d"})) == {"text": "\ud83d"}


def test_packed_rows_are_deflated_json() -> None:
    packed = pack([{"id": 7, "text": "kafé 👍🏽", "content": b"\0\xff"}])
    read = json.loads(zlib.decompress(packed).decode("utf-8"))
    assert read == [{"id": 7, "text": "kafé 👍🏽", "content": {"__bytes__": "AP8="}}]


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
def test_a_long_list_is_written_like_a_short_one(count: int) -> None:
    rows = [{"id": number, "text": f"“kafé” {number}\n", "none": None} for number in range(count)]
    cuts = {"id": 1, "cuts": [[number, "lama", ""] for number in range(count)]}
    for content in (
        rows,
        {"column": "text", "rows": rows, "ids": list(range(count))},
        {"column": "text", "rows": [cuts, {"id": 2, "cuts": []}, cuts]},
    ):
        plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        assert zlib.decompress(pack(content)).decode("utf-8") == plain


def test_a_member_of_a_closed_list_is_kept_by_value() -> None:
    assert unpack(pack({"polarity": Polarity.MIXED})) == {"polarity": "mixed"}


def test_what_history_cannot_keep_is_told() -> None:
    with pytest.raises(TypeError, match="set"):
        pack([{"a": {1, 2}}])


@pytest.mark.parametrize("letters", [10, 4_999, 5_001, 60_000])
def test_rows_with_whole_texts_are_written_as_any_others(letters: int) -> None:
    rows = [{"id": nth, "text": "kata 👍🏽 " * (letters // 8), "more": None} for nth in range(7)]
    told = {"before": rows, "after": [rows[0]["text"], *rows]}
    written = zlib.decompress(pack(told)).decode("utf-8")
    assert written == json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    assert unpack(pack(told)) == told


@pytest.mark.parametrize("part", [1, 2, 3, 7, 64])
def test_rows_come_back_wherever_the_parts_end_in_which_they_are_read(
    part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "_PART", part)
    content = {
        "before": [
            {
                "id": n,
                "text": f"“kata” 👩‍👩‍👧‍👦 \\ {n}\n",
                "share": -12.5e-3 * n,
                "bytes": b"\0\xff",
                "none": None,
            }
            for n in range(120)
        ],
        "after": {"sure": True, "list": [[], {}, [1, 23, 456]], "number": 1234567},
        "empty": [],
    }
    assert unpack(pack(content)) == content
    assert unpack(pack([])) == []
    assert unpack(pack(12)) == 12


def test_what_was_cut_off_is_told_and_not_taken_for_less() -> None:
    packed = pack([{"id": n} for n in range(500)])
    with pytest.raises(zlib.error):
        unpack(packed[: len(packed) // 2])


def test_rows_written_with_spaces_are_read() -> None:
    written = json.dumps({"before": [{"id": 1}, {"id": 2}], "after": {"key": "W01"}}, indent=1)
    assert unpack(zlib.compress(written.encode())) == {
        "before": [{"id": 1}, {"id": 2}],
        "after": {"key": "W01"},
    }


def test_long_lists_are_emptied() -> None:
    first, second = [{"id": n} for n in range(1_234)], [1]
    let_go(first, second)
    assert (first, second) == ([], [])
