"""JSON in the shapes that scrapers and pandas write, and JSON that breaks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import StudyError
from qda.importers.draft import ColumnRole
from qda.importers.tables import errors
from qda.importers.tables.registry import read_collection

Writer = Callable[[str, str | bytes], Path]

RECORDS = [
    {"reviewId": "a1", "content": "bagus\r\nsekali", "score": 5, "at": "2024-01-05 10:11:12"},
    {"reviewId": "a2", "content": "kurang 😀", "score": 1, "at": None},
]
WANTED = [
    ("a1", "bagus\nsekali", 5, "2024-01-05T10:11:12"),
    ("a2", "kurang 😀", 1, None),
]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.json", json.dumps(RECORDS)),
        ("a.json", json.dumps({"reviews": RECORDS})),
        ("a.json", json.dumps({"data": {"app": {"reviews": RECORDS}}})),
        ("a.json", json.dumps({key: [r[key] for r in RECORDS] for key in RECORDS[0]})),
        (
            "a.json",
            json.dumps(
                {key: {str(i): r[key] for i, r in enumerate(RECORDS)} for key in RECORDS[0]}
            ),
        ),
        ("a.jsonl", "\n".join(json.dumps(record) for record in RECORDS) + "\n"),
        ("a.json", "\n\n".join(json.dumps(record) for record in RECORDS)),
    ],
    ids=["list", "wrapped", "nested", "lists", "pandas", "lines", "lines called json"],
)
def test_every_shape_gives_the_same_rows(written: Writer, name: str, body: str) -> None:
    assert list(read_collection(written(name, body)).rows) == WANTED


def test_keys_above_the_records_become_columns_where_they_differ(written: Writer) -> None:
    nested = {
        app: {"per_date": {day: [{"text": f"{app} {day} kata", "rating": 4}] for day in days}}
        for app, days in (("Chai", ["2026-01-01", "2026-01-02"]), ("Zeta", ["2026-01-01"]))
    }
    draft = read_collection(written("a.json", json.dumps(nested)))
    assert [column.heading for column in draft.columns] == ["app", "date", "text", "rating"]
    assert draft.rows[2] == ("Zeta", "2026-01-01", "Zeta 2026-01-01 kata", 4)


def test_objects_inside_a_record_become_columns_of_their_own(written: Writer) -> None:
    records = [
        {
            "review": "bagus sekali",
            "rating": 5,
            "isEdited": False,
            "developerResponse": {"body": "Terima kasih", "modified": "2021-05-04T10:00:00Z"},
        },
        {"review": "buruk sekali", "rating": 1, "isEdited": True},
    ]
    draft = read_collection(written("a.json", json.dumps(records)))
    roles = {column.heading: column.role for column in draft.columns}
    assert draft.layout == "app_store"
    assert roles["developerResponse.body"] is ColumnRole.REPLY
    assert draft.rows[0] == ("bagus sekali", 5, False, "Terima kasih", "2021-05-04T10:00:00+00:00")
    assert draft.rows[1][3] is None


def test_feed_of_the_app_store_is_recognised(written: Writer) -> None:
    entry = {
        "author": {"name": {"label": "Siti"}},
        "im:rating": {"label": "4"},
        "id": {"label": "111"},
        "title": {"label": "Lumayan"},
        "content": {"label": "Cukup membantu saya", "attributes": {"type": "text"}},
    }
    other = {**entry, "id": {"label": "112"}}
    draft = read_collection(written("a.json", json.dumps({"feed": {"entry": [entry, other]}})))
    roles = {column.role for column in draft.columns}
    assert draft.layout == "app_store"
    assert {ColumnRole.TEXT, ColumnRole.STARS, ColumnRole.USER, ColumnRole.IDENTIFIER} <= roles


def test_numbers_are_not_rounded_on_the_way(written: Writer) -> None:
    body = '[{"content": "satu dua", "code": 0.1000000000000000055511151231257827}]'
    assert read_collection(written("a.json", body)).rows[0][1] == 0.1
    long = '[{"content": "a b", "n": 123456789012345678901}, {"content": "c d", "n": 1}]'
    assert read_collection(written("b.json", long)).rows[0][1] == "123456789012345678901"


def test_lone_surrogates_are_mended_and_told(written: Writer) -> None:
    draft = read_collection(written("a.json", '[{"content": "baik \\ud83d sekali"}]'))
    assert draft.rows[0][0] == "baik \ufffd sekali"
    assert any("mended" in notice.sentence for notice in draft.notices)


def test_keys_that_stand_twice_are_told(written: Writer) -> None:
    draft = read_collection(written("a.json", '[{"content": "satu", "content": "dua kata"}]'))
    assert draft.rows[0][0] == "dua kata"
    assert any("twice" in notice.sentence for notice in draft.notices)


@pytest.mark.parametrize(
    ("name", "body", "refusal", "says"),
    [
        ("a.json", '[\n{"content": "a",}\n]', errors.BrokenJson, "line 2"),
        ("a.jsonl", '{"content": "a"}\n{"content": \n', errors.BrokenJson, "line 2"),
        ("a.jsonl", '{"content": "a"}\n[1]\n', errors.BrokenJson, "line 2"),
        ("a.json", "[" * 100_000, errors.JsonTooDeep, "levels"),
        ("a.json", "[" * 40 + "{}" + "]" * 40, errors.JsonTooDeep, "levels"),
        ("a.json", '"words"', errors.NoRecords, "records"),
        ("a.json", "[1, 2, 3]", errors.NoRecords, "records"),
        ("a.json", '{"a": 1}', errors.NoRecords, "records"),
        ("a.json", "[{}]", errors.EmptyTable, "rows"),
        ("a.json", "  \n", errors.EmptyTable, "rows"),
        ("a.json", '[{"n": 1}, {"n": 2}]', errors.NoTextColumn, "n"),
        ("a.json", json.dumps([{f"k{n}": "a b" for n in range(2001)}]), errors.TooManyColumns,
         "2001"),
    ],
)  # fmt: skip
def test_broken_json_is_refused_with_its_place(
    written: Writer, name: str, body: str, refusal: type[StudyError], says: str
) -> None:
    with pytest.raises(refusal) as caught:
        read_collection(written(name, body))
    assert says in caught.value.say("en")
