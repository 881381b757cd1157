"""A list of memos as it is written to files: the value, and each memo in words."""

from __future__ import annotations

from dataclasses import dataclass

from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.memos import PlacedMemo


@dataclass(frozen=True, slots=True)
class MemoBook:
    """Memos that are to be written, with a title, in a language ("id" or "en")."""

    title: str
    language: str
    rows: tuple[PlacedMemo, ...]


@dataclass(frozen=True, slots=True)
class MemoLine:
    """One memo in words; `on` names what it is on, `key` leads there, `day` is ISO 8601."""

    day: str
    kind: str
    author: str
    on: str
    key: str
    title: str
    text: str
    written_at: str
    changed_at: str
    uuid: str


def memo_lines(book: MemoBook, speech: Speech) -> tuple[MemoLine, ...]:
    """The memos of a book in words, in their order."""
    return tuple(_line(row, speech) for row in book.rows)


def headings(speech: Speech) -> tuple[str, ...]:
    """What stands over the columns, in the order of the fields of `MemoLine`."""
    return (
        speech("Date"), speech("Kind"), speech("Author"), speech("On"), speech("Key"),
        speech("Title"), speech("Memo"), speech("Written"), speech("Changed"), speech("Id"),
    )  # fmt: skip


def _line(row: PlacedMemo, speech: Speech) -> MemoLine:
    memo, subject = row.memo, row.subject
    return MemoLine(
        day=memo.day,
        kind=label(memo.kind, speech),
        author=memo.coder,
        on=speech("the study") if subject is None else subject.title(speech.language),
        key="" if subject is None else subject.key,
        title=memo.title,
        text=memo.text,
        written_at=memo.made_at,
        changed_at=memo.changed_at,
        uuid=memo.uuid,
    )
