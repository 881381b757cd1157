"""Which review a row is: keys that stay the same in a newer export, duplicates, new rows."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from qda.i18n import mark
from qda.importers.draft import CollectionDraft, ColumnDraft, ColumnRole, Notice, Value
from qda.importers.tables.people import is_anonymous
from qda.importers.tables.raw import columns_of, listed

_SEPARATOR: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Row indices that repeat an earlier row.

    `certain` repeat its review id, or its user, date and words; `alike` have the same cells, but
    without a user and a time nobody can tell whether two people wrote them.
    """

    certain: tuple[int, ...]
    alike: tuple[int, ...]


def unit_key(text: str, *, identifier: str, user: str, date: str, salt: bytes = b"") -> str:
    """The stable identity of a review: its id, or else a keyed hash of user, date and words.

    The hash is HMAC-SHA256 under the study's `salt`, cut to 128 bits, so that a key does not
    betray the name that went into it.
    """
    if identifier:
        return f"id:{identifier}"
    said = _SEPARATOR.join((user, date, text)).encode("utf-8", "surrogatepass")
    return f"row:{hmac.digest(salt, said, 'sha256').hex()[:32]}"


def fingerprint(text: str) -> str:
    """Sixteen hex digits that change when the text does."""
    return hmac.digest(b"text", text.encode("utf-8", "surrogatepass"), "sha256").hex()[:16]


def keys(draft: CollectionDraft, *, salt: bytes = b"") -> Sequence[str]:
    """The key of each row, in the order of the rows.

    Rows that certainly are the same review share a key. Where neither an id nor a named user nor
    a time of day tells reviews apart, the second, third ... such row gets "#2", "#3" behind its
    key, so that appending a newer export never loses one of several short, equal reviews.
    """
    columns = _Columns.of(draft)
    if columns.identifier is not None:
        identifiers = columns_of(draft.rows, len(draft.columns))[columns.identifier]
        if all(identifiers):
            return [f"id:{identifier}" for identifier in identifiers]
    made: list[str] = []
    seen: Counter[str] = Counter()
    for row in draft.rows:
        key = columns.key(row, salt)
        if not columns.is_certain(row):
            seen[key] += 1
            if seen[key] > 1:
                key = f"{key}#{seen[key]}"
        made.append(key)
    return made


def newer_rows(
    draft: CollectionDraft, known: Container[str], *, salt: bytes = b""
) -> CollectionDraft:
    """The draft with only the rows whose key is not in `known`, and what that left out.

    Where `known` is a mapping, its values are the fingerprints of the stored texts, and reviews
    whose words have changed since are told in a notice; they are not among the rows.
    """
    texts = known if isinstance(known, Mapping) else {}
    where = _Columns.of(draft).text
    kept: list[int] = []
    changed: list[int] = []
    for index, key in enumerate(keys(draft, salt=salt)):
        if key not in known:
            kept.append(index)
        elif texts and texts[key] != fingerprint(_text(draft.rows[index], where)):
            changed.append(draft.numbers[index])
    left_out = len(draft.rows) - len(kept)
    notices = list(draft.notices)
    if left_out:
        sentence = mark("Reviews that the collection holds already were left out: {count}.")
        notices.append(Notice(sentence, (("count", left_out),)))
    if changed:
        sentence = mark(
            "Reviews whose words have changed since keep their first words: {count}. Rows: {rows}."
        )
        notices.append(Notice(sentence, (("count", len(changed)), ("rows", listed(changed)))))
    rows = [draft.rows[index] for index in kept]
    return replace(
        draft,
        rows=rows,
        numbers=[draft.numbers[index] for index in kept],
        duplicates=len(duplicates(draft.columns, rows).certain),
        empty=sum(1 for row in rows if not _text(row, where).strip()),
        notices=tuple(notices),
    )


def duplicates(columns: Sequence[ColumnDraft], rows: Sequence[Sequence[Value]]) -> Duplicates:
    """The rows that repeat an earlier one, told apart by how sure that is."""
    places = _Columns.among(columns)
    certain: list[int] = []
    alike: list[int] = []
    seen: set[tuple[Value, ...]] = set()
    if places.identifier is None and places.date is None:
        for index, row in enumerate(rows):
            cells = tuple(row)
            if cells in seen and _text(row, places.text):
                alike.append(index)
            seen.add(cells)
        return Duplicates((), tuple(alike))
    if places.identifier is not None:
        identifiers = {row[places.identifier] for row in rows}
        if len(identifiers) == len(rows) and None not in identifiers:
            return Duplicates((), ())
    for index, row in enumerate(rows):
        same = places.identity(row)
        if same in seen and (_at(row, places.identifier) or _text(row, places.text)):
            (certain if places.is_certain(row) else alike).append(index)
        seen.add(same)
    return Duplicates(tuple(certain), tuple(alike))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns stand that tell who wrote what, and when."""

    text: int
    identifier: int | None
    user: int | None
    date: int | None

    @classmethod
    def of(cls, draft: CollectionDraft) -> _Columns:
        return cls.among(draft.columns)

    @classmethod
    def among(cls, columns: Sequence[ColumnDraft]) -> _Columns:
        roles = {column.role: index for index, column in enumerate(columns)}
        return cls(
            roles[ColumnRole.TEXT],
            roles.get(ColumnRole.IDENTIFIER),
            roles.get(ColumnRole.USER),
            roles.get(ColumnRole.DATE),
        )

    def identity(self, row: Sequence[Value]) -> tuple[Value, ...]:
        identifier = _at(row, self.identifier)
        if identifier:
            return (identifier,)
        return (_at(row, self.user), _at(row, self.date), _text(row, self.text))

    def key(self, row: Sequence[Value], salt: bytes) -> str:
        return unit_key(
            _text(row, self.text),
            identifier=_at(row, self.identifier),
            user=_at(row, self.user),
            date=_at(row, self.date),
            salt=salt,
        )

    def is_certain(self, row: Sequence[Value]) -> bool:
        """Whether two rows of this identity are one review: by id, or by user and moment."""
        if _at(row, self.identifier):
            return True
        date = _at(row, self.date)
        return len(date) > 10 or (bool(date) and not is_anonymous(_at(row, self.user)))


def _at(row: Sequence[Value], place: int | None) -> str:
    value = None if place is None else row[place]
    return "" if value is None else str(value)


def _text(row: Sequence[Value], place: int) -> str:
    return str(row[place] or "")
