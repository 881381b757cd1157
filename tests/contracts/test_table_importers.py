"""Every real table of reviews, compared with an independent reading of the same file.

The oracle is the standard csv and json modules and openpyxl used directly, with the separator and
the encoding written down by hand from the list of the files' quirks.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

import openpyxl
import pytest

from qda.importers.draft import CollectionDraft, ColumnRole
from qda.importers.tables.identity import keys, newer_rows
from qda.importers.tables.registry import READERS, read_collection
from tests.helpers.shared import shared

R = ColumnRole


@dataclass(frozen=True)
class Known:
    """What is known of a file beforehand; `roles` name the column of each role."""

    name: str
    rows: int
    roles: dict[ColumnRole, str]
    layout: str
    language: str
    delimiter: str = ""
    codec: str = "utf-8"
    empty: int = 0
    dates: dict[int, str] = field(default_factory=dict)


GOOGLE = {
    R.IDENTIFIER: "reviewId", R.USER: "userName", R.TEXT: "content", R.STARS: "score",
    R.THUMBS_UP: "thumbsUpCount", R.VERSION: "reviewCreatedVersion", R.DATE: "at",
    R.REPLY: "replyContent", R.REPLY_DATE: "repliedAt",
}  # fmt: skip
FILES = [
    Known(
        "jaki_googleplay_id.csv", 4919, GOOGLE, "google_play", "id", ",",
        dates={0: "2026-06-09T17:08:05"},
    ),
    Known(
        "info_bmkg_bom.csv", 3000,
        {R.USER: "userName", R.STARS: "score", R.TEXT: "content", R.DATE: "at"},
        "google_play", "id", ",", "utf-8-sig", dates={0: "2025-05-26T05:24:01"},
    ),
    Known(
        "mypertamina_reordered.csv", 963,
        {R.VERSION: "appVersion", R.IDENTIFIER: "reviewId", R.TEXT: "content",
         R.STARS: "score", R.DATE: "at"},
        "google_play", "id", ",", dates={0: "2024-12-22T13:03:01"},
    ),
    Known(
        "jaklingko_semicolon_labeled.csv", 333,
        {R.TEXT: "Content", R.STARS: "Score", R.DATE: "At"},
        "named_columns", "id", ";",
        dates={0: "2024-01-06T02:59:00", 1: "2024-01-10T11:10:00", 6: "2024-01-21T00:25:00"},
    ),
    Known(
        "ikd_googleplay_semicolon.csv", 100,
        {R.USER: "User Name", R.STARS: "Rating", R.TEXT: "Review", R.DATE: "Waktu Upload"},
        "named_columns", "id", ";", dates={0: "2024-12-03T13:20:00"},
    ),
    Known(
        "googleplaystore_user_reviews_64k.csv", 64295, {R.TEXT: "Translated_Review"},
        "named_columns", "en", ",", empty=26868,
    ),
    Known(
        "telegram_reviews.xlsx", 180, {**GOOGLE, R.APP: "appId"}, "google_play", "en",
        codec="xlsx", dates={0: "2021-02-04T11:13:26"},
    ),
    Known(
        "ai_apps_googleplay_nested.json", 4873,
        {R.IDENTIFIER: "review_id", R.USER: "user_name", R.STARS: "rating", R.TITLE: "title",
         R.TEXT: "text", R.DATE: "review_date", R.THUMBS_UP: "thumbs_up",
         R.REPLY: "reply_text", R.REPLY_DATE: "reply_date"},
        "named_columns", "en", dates={0: "2026-06-25"},
    ),
]  # fmt: skip
Case = tuple[Known, CollectionDraft, list[dict[str, object]]]
EXACT = (R.TEXT, R.USER, R.REPLY, R.TITLE, R.IDENTIFIER, R.VERSION)


def oracle(known: Known) -> list[dict[str, object]]:
    """The records of a file, read without the program."""
    path = shared("data", "reviews", known.name)
    if path.suffix == ".csv":
        with path.open(encoding=known.codec, newline="") as stream:
            return list(csv.DictReader(stream, delimiter=known.delimiter, strict=True))
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).worksheets[0]
        head, *rows = sheet.iter_rows(values_only=True)
        return [dict(zip(map(str, head), row, strict=True)) for row in rows]
    apps = json.loads(path.read_text("utf-8"))
    return [
        record
        for app in apps.values()
        for day in app["per_date_reviews"].values()
        for record in day
    ]


@pytest.fixture(scope="module", params=FILES, ids=lambda known: known.name)
def case(request: pytest.FixtureRequest) -> Case:
    known = request.param
    draft = read_collection(shared("data", "reviews", known.name))
    return known, draft, oracle(known)


def column(draft: CollectionDraft, role: ColumnRole) -> list[object]:
    place = [column.role for column in draft.columns].index(role)
    return [row[place] for row in draft.rows]


def lf(value: object) -> str:
    text = "" if value is None else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_every_row_is_read(case: Case) -> None:
    known, draft, records = case
    assert len(draft.rows) == known.rows == len(records)
    first = 1 if known.name.endswith(".json") else 2
    assert list(draft.numbers) == list(range(first, known.rows + first))


def test_what_the_file_is_is_recognised(case: Case) -> None:
    known, draft, _ = case
    assert draft.layout == known.layout
    assert draft.language == known.language
    assert draft.delimiter == known.delimiter
    assert draft.encoding == known.codec
    content = shared("data", "reviews", known.name).read_bytes()
    assert draft.original.content == content
    assert draft.original.sha256 == hashlib.sha256(content).hexdigest()


def test_roles_are_those_a_reader_would_give(case: Case) -> None:
    known, draft, _ = case
    guessed = {
        column.role: column.heading
        for column in draft.columns
        if column.role not in (R.ATTRIBUTE, R.IGNORE)
    }
    spare = {R.VERSION: "version"} if known.name.endswith(".json") else {}
    assert guessed == {**spare, **known.roles}
    assert all(column.reason for column in draft.columns)


def test_words_are_equal_character_by_character(case: Case) -> None:
    known, draft, records = case
    for role in EXACT:
        if role not in known.roles:
            continue
        expected = [lf(record[known.roles[role]]) for record in records]
        if "64k" in known.name:
            expected = ["" if word == "nan" else word for word in expected]
        assert [value or "" for value in column(draft, role)] == expected, role


def test_counts_of_stars_and_thumbs_are_whole_numbers(case: Case) -> None:
    known, draft, records = case
    for role in (R.STARS, R.THUMBS_UP):
        if role in known.roles:
            expected = [int(str(record[known.roles[role]])) for record in records]
            assert column(draft, role) == expected
            assert all(type(value) is int for value in column(draft, role))


def test_dates_are_iso_and_complete(case: Case) -> None:
    known, draft, records = case
    if R.DATE not in known.roles:
        pytest.skip("a file without dates")
    dates = column(draft, R.DATE)
    for index, expected in known.dates.items():
        assert dates[index] == expected
    for value, record in zip(dates, records, strict=True):
        written = record[known.roles[R.DATE]]
        moment = datetime.fromisoformat(str(value))
        if isinstance(written, datetime):
            assert moment == written
        elif "/" in str(written):
            day, month, year, hour, minute = map(int, re.split(r"[/ .]", str(written)))
            assert moment.timetuple()[:5] == (year, month, day, hour, minute)
        else:
            assert moment == datetime.fromisoformat(str(written))


def test_replies_have_the_dates_of_the_file(case: Case) -> None:
    known, draft, records = case
    if R.REPLY_DATE not in known.roles:
        pytest.skip("a file without replies")
    written = [record[known.roles[R.REPLY_DATE]] for record in records]
    read = column(draft, R.REPLY_DATE)
    assert [value is None for value in read] == [not value for value in written]
    for value, text in zip(read, written, strict=True):
        if value is not None:
            assert datetime.fromisoformat(str(value)) == datetime.fromisoformat(str(text))


def test_empty_reviews_and_duplicates_are_counted(case: Case) -> None:
    known, draft, records = case
    assert draft.empty == known.empty
    if R.IDENTIFIER in known.roles:
        counts = Counter(record[known.roles[R.IDENTIFIER]] for record in records)
        assert draft.duplicates == sum(count - 1 for count in counts.values())
    elif known.name == "info_bmkg_bom.csv":
        same = Counter((r["userName"], r["content"], r["at"]) for r in records)
        assert draft.duplicates == sum(count - 1 for count in same.values()) == 2800


def test_second_import_of_the_same_file_brings_nothing_new(case: Case) -> None:
    _, draft, _ = case
    made = keys(draft)
    assert len(made) == len(draft.rows)
    assert len(set(made)) == len(draft.rows) - draft.duplicates
    assert len(newer_rows(draft, frozenset(made)).rows) == 0
    half = frozenset(made[: len(made) // 2])
    assert len(newer_rows(draft, half).rows) == sum(1 for key in made if key not in half)


def test_attributes_of_the_large_file_lose_nothing_but_the_marker() -> None:
    draft = read_collection(shared("data", "reviews", "googleplaystore_user_reviews_64k.csv"))
    records = oracle(next(known for known in FILES if "64k" in known.name))
    headings = [column.heading for column in draft.columns]
    for heading in ("App", "Sentiment", "Sentiment_Polarity", "Sentiment_Subjectivity"):
        place = headings.index(heading)
        read = [row[place] for row in draft.rows]
        expected = [None if record[heading] == "nan" else record[heading] for record in records]
        if heading.startswith("Sentiment_"):
            expected = [None if word is None else float(str(word)) for word in expected]
        assert read == expected
    assert sum(1 for row in draft.rows if row[1] == "") == 26868


def test_misread_letters_of_the_workbook_are_told_but_kept() -> None:
    draft = read_collection(shared("data", "reviews", "telegram_reviews.xlsx"))
    told = [dict(n.facts) for n in draft.notices if "wrongly read letters" in n.sentence]
    assert len(told) == 1
    assert "ðŸ" in str(told[0]["example"])
    assert draft.app == "org.telegram.messenger"


def test_every_reader_names_endings_of_its_own() -> None:
    endings = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(endings) == len(set(endings))
    assert len({reader.name for reader in READERS}) == len(READERS)


SURVEYS = [
    ("comma_survey.csv", 1129),
    ("googleforms_virtualtour_id.csv", 361),
    ("limesurvey_scicom_de.csv", 53),
]


@pytest.mark.parametrize(("name", "rows"), SURVEYS)
def test_plain_survey_tables_are_accepted(name: str, rows: int) -> None:
    draft = read_collection(shared("data", "surveys", name))
    with shared("data", "surveys", name).open(encoding="utf-8", newline="") as stream:
        head, *records = csv.reader(stream, strict=True)
    assert len(draft.rows) == len(records) == rows
    assert len(draft.columns) == len(head)
