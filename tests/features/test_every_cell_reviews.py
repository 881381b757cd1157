"""Every real file of reviews is imported without help, and every cell is compared.

What the file says is read by the csv and json modules and by openpyxl, with the encoding and the
separator written down here; what the study holds is read by SQL. The role of each column is
written down here, too, as a reader of the file would give it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from tests.helpers.every_cell import imported, same_values, written
from tests.helpers.held import Held, Row, csv_rows, plain, sheet_rows, token
from tests.helpers.shared import shared

pytestmark = pytest.mark.slow

TYPES = {
    "stars": "number", "thumbs_up": "number", "date": "date", "reply_date": "date",
    "identifier": "text", "version": "text", "reply": "text", "app": "choice",
}  # fmt: skip
"""The type under which each role is kept; text, title, user and ignore are no attributes."""

NAMELESS = {"", "pengguna google", "a google user", "google user"}
"""What a store writes for somebody without a name; no informant is made of it."""


@dataclass(frozen=True)
class Reviews:
    """A file of reviews: what it says and what each column is.

    `columns` are in the order of the file, each a role, or the type of an attribute that keeps
    its heading as its name. `nothing` is a word for an empty cell, `nameless` a name that stands
    for everybody without one, `moment` the form that its dates are written in.
    """

    layout: str
    language: str
    rows: int
    columns: dict[str, str]
    read: Callable[[Path], list[Row]]
    app: str = ""
    nothing: str = ""
    nameless: str = ""
    moment: str = ""

    def value(self, cell: object, role: str) -> str | int | float | None:
        """A cell as the study is to hold it."""
        text = plain(cell)
        if not text or text == self.nothing:
            return None
        if role in ("stars", "thumbs_up"):
            return int(text)
        if role == "number":
            return float(text)
        return self._moment(cell, text) if role in ("date", "reply_date") else text

    def _moment(self, cell: object, text: str) -> str:
        """ISO 8601; a day is a day, and no midnight is made of it."""
        if isinstance(cell, datetime):
            return cell.isoformat()
        if self.moment:
            return written(self.moment, text)
        return text if len(text) == 10 else datetime.fromisoformat(text).isoformat()


def _csv(path: Path, encoding: str, delimiter: str) -> list[Row]:
    head, *body = csv_rows(path, encoding, delimiter)
    return [dict(zip(head, row, strict=True)) for row in body]


def _workbook(path: Path) -> list[Row]:
    head, *body = sheet_rows(path)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def _nested(path: Path) -> list[Row]:
    """Reviews below their day, below their app; what a record lacks is nothing."""
    names = ("review_id", "user_name", "rating", "title", "text", "review_date", "thumbs_up",
             "reply_text", "reply_date", "store", "version")  # fmt: skip
    found = []
    for app, held in json.loads(path.read_text("utf-8")).items():
        assert list(held) == ["per_date_reviews"]
        for day, records in held["per_date_reviews"].items():
            for record in records:
                assert set(record) <= set(names)
                assert record["review_date"] == day
                found.append({"app": app, **{name: record.get(name) for name in names}})
    return found


_GOOGLE = {
    "reviewId": "identifier", "userName": "user", "userImage": "ignore", "content": "text",
    "score": "stars", "thumbsUpCount": "thumbs_up", "reviewCreatedVersion": "version",
    "at": "date", "replyContent": "reply", "repliedAt": "reply_date",
}  # fmt: skip
_EXCEL = "%d/%m/%Y %H.%M"

FILES = {
    "jaki_googleplay_id.csv": Reviews(
        "google_play", "id", 4919, {**_GOOGLE, "appVersion": "words"},
        partial(_csv, encoding="utf-8", delimiter=","), nameless="u_cf51b9da8222",
    ),
    "info_bmkg_bom.csv": Reviews(
        "google_play", "id", 3000,
        {"userName": "user", "score": "stars", "content": "text", "at": "date"},
        partial(_csv, encoding="utf-8-sig", delimiter=","),
    ),
    "mypertamina_reordered.csv": Reviews(
        "google_play", "id", 963,
        {"appVersion": "version", "reviewId": "identifier", "content": "text", "score": "stars",
         "at": "date"},
        partial(_csv, encoding="utf-8", delimiter=","),
    ),
    "jaklingko_semicolon_labeled.csv": Reviews(
        "named_columns", "id", 333,
        {"No.": "ignore", "Content": "text", "Score": "stars", "At": "date", "Label": "choice"},
        partial(_csv, encoding="utf-8", delimiter=";"), moment=_EXCEL,
    ),
    "ikd_googleplay_semicolon.csv": Reviews(
        "named_columns", "id", 100,
        {"User Name": "user", "Rating": "stars", "Review": "text", "Waktu Upload": "date"},
        partial(_csv, encoding="ascii", delimiter=";"), moment=_EXCEL,
    ),
    "googleplaystore_user_reviews_64k.csv": Reviews(
        "named_columns", "en", 64295,
        {"App": "words", "Translated_Review": "text", "Sentiment": "choice",
         "Sentiment_Polarity": "number", "Sentiment_Subjectivity": "number"},
        partial(_csv, encoding="utf-8", delimiter=","), nothing="nan",
    ),
    "telegram_reviews.xlsx": Reviews(
        "google_play", "en", 180, {**_GOOGLE, "sortOrder": "choice", "appId": "app"},
        _workbook, app="org.telegram.messenger",
    ),
    "ai_apps_googleplay_nested.json": Reviews(
        "named_columns", "en", 4873,
        {"app": "choice", "review_id": "identifier", "user_name": "user", "rating": "stars",
         "title": "title", "text": "text", "review_date": "date", "thumbs_up": "thumbs_up",
         "reply_text": "reply", "reply_date": "reply_date", "store": "choice",
         "version": "version"},
        _nested,
    ),
}  # fmt: skip

_KINDS = {"words": "text", "choice": "choice", "number": "number"}
_NOT_KEPT = ("text", "title", "user", "ignore")


def test_no_file_of_reviews_goes_uncompared() -> None:
    assert {path.name for path in shared("data", "reviews").iterdir()} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_collection_holds_every_cell_of_its_file(name: str, tmp_path: Path) -> None:
    known = FILES[name]
    records = known.read(shared("data", "reviews", name))
    kept = imported(tmp_path, f"reviews/{name}")
    _same_collection(kept, known)
    assert len(kept.sources) == len(records) == known.rows
    for number, (source, record) in enumerate(zip(kept.sources, records, strict=True), 1):
        _same_row(source, record, known, kept.salt, number)
    users = [role for role in known.columns.values() if role == "user"]
    if known.nameless:
        names = Counter(record["userName"] for record in records)
        assert names.most_common(1)[0] == (known.nameless, 4527)
    assert ("source", "user") in kept.types if users else ("source", "user") not in kept.types


def _same_collection(kept: Held, known: Reviews) -> None:
    found = kept.collection
    assert (found["kind"], found["technique"]) == ("reviews", "app_review")
    assert (found["layout"], found["language"], found["app"]) == (
        known.layout,
        known.language,
        known.app,
    )
    columns = {each["heading"]: each for each in found["columns"]}
    assert list(columns) == list(known.columns)
    for heading, role in known.columns.items():
        attribute = role in _KINDS
        assert columns[heading]["role"] == ("attribute" if attribute else role)
        kind = _KINDS.get(role) or TYPES.get(role, "text")
        assert columns[heading]["type"] == kind, heading
        if role not in _NOT_KEPT:
            assert kept.types["source", heading if attribute else role] == kind


def _same_row(source: Row, record: Row, known: Reviews, salt: bytes, number: int) -> None:
    wanted: Row = {}
    said = {"text": "", "title": "", "user": "", "date": "", "identifier": ""}
    for heading, role in known.columns.items():
        value = known.value(record[heading], role)
        if role in said and value is not None:
            said[role] = str(value)
        if role not in _NOT_KEPT and value is not None:
            wanted[heading if role in _KINDS else role] = value
    assert source["row_number"] == number
    assert source["text"] == said["text"], number
    assert source["length"] == len(said["text"])
    assert (source["title"], source["collected_on"]) == (said["title"], said["date"][:10])
    named = said["user"].casefold() not in NAMELESS and said["user"] != known.nameless
    assert source["respondent"] == (token(said["user"], salt) if named else "")
    assert not said["identifier"] or source["unit_key"] == f"id:{said['identifier']}"
    same_values(source["attributes"], wanted, f"row {number}")
