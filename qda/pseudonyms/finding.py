"""Finds every place where a name stands in a study: as a whole word, with its clitics, in parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, select

from models.code import Code
from models.errors import Refused
from models.packing import Row
from models.recording import table_of
from models.source import Source, SourceText, Turn
from models.splicing import Cut
from qda.jobs.progress import Progress, Silent
from qda.pseudonyms.places import FIELDS, Field, NamePlace, Step

PORTION: Final = 2_000
"""Rows that are looked through between two reports of progress."""

AROUND: Final = 32
"""Characters of the words shown on each side of a name."""

SHORTEST: Final = 3
"""Letters that a part of a name must have to be looked for by itself."""

_TITLES: Final = frozenset(
    {
        "pak", "bapak", "bpk", "bu", "ibu", "mas", "mbak", "kak", "bang", "abang", "saudara",
        "saudari", "haji", "hajah", "drs", "dra", "prof", "the", "mrs",
        "bin", "binti", "van", "der", "dan",
    }
)  # fmt: skip
_CLITICS: Final = "nya|ku|mu|lah|kah|pun"
_APOSTROPHES: Final = "'’‘ʼʻ`´"
# Letters with their combining marks; a name must not begin or end within a word.
_LETTER: Final = r"[^\W_]|[\u0300-\u036f]"


class NameMissing(Refused):
    """Nothing is given that could be looked for."""

    en = "Give the name that is to be replaced; it needs at least two letters."
    id = "Berikan nama yang akan diganti; sedikitnya dua huruf."


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name to be looked for, and how.

    With `parts` each word of the name counts by itself, titles such as `Ibu` apart; without
    `exact_case` small and capital letters are the same.
    """

    name: str
    parts: bool = False
    exact_case: bool = False

    def pattern(self) -> re.Pattern[str]:
        """What the name looks like in a text.

        Raises:
            NameMissing: there are no two letters in it.
        """
        whole = " ".join(self.name.split())
        if sum(each.isalnum() for each in whole) < 2:
            raise NameMissing
        wanted = [whole, *(self._words(whole) if self.parts else ())]
        forms = {form for each in wanted for form in _written(each)}
        longest_first = sorted(forms, key=lambda form: (-len(form), form))
        body = "|".join(_as_pattern(form) for form in longest_first)
        return re.compile(
            rf"(?<![^\W_])(?:{body})(?:(?!{_LETTER})|(?=(?:{_CLITICS})(?!{_LETTER})))",
            0 if self.exact_case else re.IGNORECASE,
        )

    @staticmethod
    def _words(whole: str) -> list[str]:
        words = (word.strip(".,;:()“”\"'") for word in whole.split(" "))
        return [
            word
            for word in words
            if len(word) >= SHORTEST and word.casefold().rstrip(".") not in _TITLES
        ]


def find_name(
    connection: Connection,
    wanted: Wanted,
    pseudonym: str,
    progress: Progress = Silent(),  # noqa: B008 - it holds nothing
) -> tuple[NamePlace, ...]:
    """Every place where a name stands, with what it becomes.

    Raises:
        NameMissing: there is nothing to look for.
        Cancelled: the listener of the progress stopped the work.
    """
    pattern = wanted.pattern()
    total = sum(_count(connection, field) for field in FIELDS)
    looking = _Looking(connection, pattern, pseudonym)
    seen = 0
    for field in FIELDS:
        for rows in _portions(connection, field):
            looking.look(field, rows)
            seen += len(rows)
            progress.report(seen, max(seen, total))
    return looking.found()


class _Looking:
    """What was found so far."""

    def __init__(self, connection: Connection, pattern: re.Pattern[str], pseudonym: str) -> None:
        self._connection = connection
        self._pattern = pattern
        self._pseudonym = pseudonym
        self._places: list[NamePlace] = []
        self._keys: dict[int, str] = {}

    def look(self, field: Field, rows: Sequence[RowMapping]) -> None:
        """Look through some rows of a field."""
        by_source = field.entity in (SourceText, Source, Turn)
        hits = [dict(row) for row in rows if self._holds(row[field.column])]
        if by_source:
            self._name_sources({int(row.get("source_id") or row["id"]) for row in hits})
        if field.entity is Turn:
            self._look_at_speakers(field, hits)
            return
        for row in hits:
            key = self._keys[row["id"]] if by_source else _said_of(row)
            for path, text in _texts(row[field.column], field):
                self._note(
                    field, (row["id"],), text, path=path, key=key, of_theory=_is_theory(field, row)
                )

    def found(self) -> tuple[NamePlace, ...]:
        """All places, in the order in which the fields are listed."""
        return tuple(self._places)

    def _holds(self, value: Any) -> bool:  # noqa: ANN401 - JSON
        if not value:
            return False
        if isinstance(value, str):
            return self._pattern.search(value) is not None
        return any(self._pattern.search(text) for _, text in _inside(value, ()))

    def _look_at_speakers(self, field: Field, rows: Sequence[Row]) -> None:
        """Turns of one speaker in one source are one place."""
        voices: dict[tuple[int, str], list[int]] = {}
        for row in rows:
            voices.setdefault((row["source_id"], row["speaker"]), []).append(row["id"])
        for (source_id, speaker), ids in voices.items():
            self._note(field, tuple(ids), speaker, key=self._keys[source_id])

    def _note(
        self,
        field: Field,
        row_ids: tuple[int, ...],
        text: str,
        *,
        path: tuple[Step, ...] = (),
        key: str = "",
        of_theory: bool = False,
    ) -> None:
        for match in self._pattern.finditer(text):
            for start, end in _per_line(match):
                place = NamePlace(
                    field=field.name,
                    row_ids=row_ids,
                    cut=Cut(start, text[start:end], ""),
                    path=path,
                    key=key,
                    before=text[max(0, start - AROUND) : start],
                    after=text[end : end + AROUND],
                    of_theory=of_theory,
                )
                self._places.append(place.becoming(self._pseudonym))

    def _name_sources(self, ids: set[int]) -> None:
        table = table_of(Source)
        missing = sorted(ids - self._keys.keys())
        for at in range(0, len(missing), 500):
            part = missing[at : at + 500]
            query = select(table.c.id, table.c.key).where(table.c.id.in_(part))
            self._keys.update((row.id, row.key) for row in self._connection.execute(query))


def _per_line(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The stretches of a name, one a line: a correction never takes out a line break."""
    at = match.start()
    for line in match[0].split("\n"):
        words = line.strip()
        if words:
            start = at + line.index(words)
            yield start, start + len(words)
        at += len(line) + 1


def _as_pattern(form: str) -> str:
    parts = []
    for each in form:
        if each == " ":
            parts.append(r"\s+")
        elif each in _APOSTROPHES:
            parts.append(f"[{_APOSTROPHES}]")
        else:
            parts.append(re.escape(each))
    return "".join(parts)


def _written(name: str) -> set[str]:
    """A name with its accents composed and taken apart."""
    return {name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)}


def _texts(value: Any, field: Field) -> Iterator[tuple[tuple[Step, ...], str]]:  # noqa: ANN401 - JSON
    if field.nested:
        yield from _inside(value, ())
    elif isinstance(value, str):
        yield (), value


def _inside(value: Any, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], str]]:  # noqa: ANN401 - JSON
    """Every text inside a JSON value, with the way to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _inside(each, (*path, name))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _inside(each, (*path, number))


def _is_theory(field: Field, row: Row) -> bool:
    """Whether a row is a code of a theory and the field is not the researcher's own."""
    own = field.column in ("label", "note")
    return field.entity is Code and row["framework_id"] is not None and not own


def _said_of(row: Row) -> str:
    """What tells a row from others for people, where it has no trace key."""
    for column in ("canonical_id", "name", "title", "key"):
        if row.get(column):
            return str(row[column])
    return ""


def _count(connection: Connection, field: Field) -> int:
    table = table_of(field.entity)
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _portions(connection: Connection, field: Field) -> Iterator[Sequence[RowMapping]]:
    table = table_of(field.entity)
    names = {"id", "source_id", "canonical_id", "framework_id", "name", "title", "key"}
    names.add(field.column)
    columns = [column for column in table.c if column.name in names]
    last = 0
    while True:
        query = select(*columns).where(table.c.id > last).order_by(table.c.id).limit(PORTION)
        rows = connection.execute(query).mappings().all()
        if not rows:
            return
        yield rows
        last = rows[-1]["id"]
