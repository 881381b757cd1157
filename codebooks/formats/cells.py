r"""One row of a codebook table as a code or a relation, and back.

A list stands in one cell, an item to a line; the English and the Indonesian cell go together line
by line. Within an item a line break is written `\n` and a backslash is doubled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from codebooks.formats.assembly import PlacedCode, assembled
from codebooks.formats.columns import (
    CODE_COLUMNS,
    Column,
    Header,
    column_of,
    demand,
    header,
    is_header,
)
from codebooks.formats.yaml_format import MOST_CODES, NO, ORIGINS, SIGNS, YES
from codebooks.framework import FrameworkCode, Relation, RelationKind, Wording
from codebooks.hints import did_you_mean
from codebooks.places import Place
from codebooks.refusals import (
    EmptyCodebook,
    MissingCodebookKey,
    TooManyCodebookRows,
    UnknownCodebookColumn,
    UnknownCodebookWord,
)

_HEADER_WITHIN: Final = 10
_ESCAPED: Final = re.compile(r"\\([\\n])")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table by the keys of its columns."""

    texts: Mapping[str, str]
    place: Place
    head: Header

    def get(self, key: str) -> str:
        """The text of a column as it stands; empty where there is no such column."""
        return self.texts.get(key, "")

    def bare(self, key: str) -> str:
        """The text without blanks around it, as ids are read."""
        return self.get(key).strip()

    def at(self, key: str) -> Place:
        """The cell, for a message."""
        return replace(self.place, heading=self.head.heading_of(key))

    def wording(self, key: str) -> Wording:
        """The two texts of a bilingual pair of columns."""
        return Wording(en=self.get(f"{key}_en"), id=self.get(f"{key}_id"))

    def wordings(self, key: str) -> tuple[Wording, ...]:
        """The pairs of items of a bilingual pair of columns that hold lists."""
        en, id_ = _items(self.get(f"{key}_en")), _items(self.get(f"{key}_id"))
        pairs = zip_longest(en, id_, fillvalue="")
        return tuple(Wording(en=one, id=other) for one, other in pairs if one or other)

    def choice(self, key: str, known: Iterable[str]) -> str:
        """The word of a column with few allowed words; empty where the cell is.

        Raises:
            UnknownCodebookWord: another word stands there.
        """
        words = tuple(known)
        word = self.bare(key).casefold()
        if word and word not in words:
            shown = [candidate for candidate in words if candidate]
            raise UnknownCodebookWord(
                place=self.at(key),
                key=self.head.heading_of(key),
                value=self.bare(key),
                known=", ".join(shown),
                hint=did_you_mean(word, shown),
            )
        return word


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as texts: the rows as they stand, and how to name the place of one (from 1)."""

    rows: Sequence[Sequence[str]]
    place: Callable[[int], Place]


def rows_of(grid: Grid, columns: Sequence[Column], *, key: str) -> list[Row]:
    """The rows beneath the header, empty ones left out.

    The header is the first row, of the first ten, in which the column `key` is found, so that a
    title may stand above it.

    Raises:
        MissingCodebookColumn, UnknownCodebookColumn, RepeatedCodebookKey: the header is not that
            of a codebook.
        TooManyCodebookRows: it goes on beyond any codebook.
    """
    top = next(
        (n for n, cells in enumerate(grid.rows[:_HEADER_WITHIN]) if is_header(cells, columns, key)),
        next((n for n, cells in enumerate(grid.rows) if any(c.strip() for c in cells)), 0),
    )
    head = header(grid.rows[top] if grid.rows else (), columns, grid.place(top + 1))
    demand(head, [column_of(columns, key)], grid.place(top + 1))
    found: list[Row] = []
    for number, cells in enumerate(grid.rows[top + 1 :], top + 2):
        if not any(cell.strip() for cell in cells):
            continue
        _refuse_stray(cells, head, grid.place(number))
        found.append(Row(head.named(cells), grid.place(number), head))
        if len(found) > MOST_CODES:
            raise TooManyCodebookRows(place=grid.place(number), limit=MOST_CODES)
    return found


def _refuse_stray(cells: Sequence[str], head: Header, place: Place) -> None:
    """Text to the right of the header or beneath an empty heading would be lost in silence."""
    for position, cell in enumerate(cells):
        heading = head.headings[position] if position < len(head.headings) else ""
        if cell.strip() and not heading:
            stray = f"({cell.strip()[:30]})"
            raise UnknownCodebookColumn(place=place, heading=stray, hint=did_you_mean("", ()))


def codes_of(rows: Sequence[Row], file: str) -> tuple[FrameworkCode, ...]:
    """The codes in the rows, parents before their children.

    Raises:
        EmptyCodebook: there is no row.
        MissingCodebookKey, UnknownCodebookWord: a row is not sound.
        DuplicateCodeId, UnknownParentCode, ParentCodeCycle: the rows do not fit together.
    """
    if not rows:
        raise EmptyCodebook(file=file)
    names = [column_of(CODE_COLUMNS, key) for key in ("name_en", "name_id")]
    demand(rows[0].head, names, replace(rows[0].place, line=0))
    return assembled([PlacedCode(_code(row), row.place) for row in rows])


def _code(row: Row) -> FrameworkCode:
    code_id, name = row.bare("id"), row.wording("name")
    if not code_id:
        raise MissingCodebookKey(place=row.place, key=row.head.heading_of("id"))
    if not (name.en or name.id):
        key = "name_id" if "name_id" in row.head.keys else "name_en"
        raise MissingCodebookKey(place=row.place, key=row.head.heading_of(key))
    return FrameworkCode(
        id=code_id,
        name=name,
        parent=row.bare("parent"),
        definition=row.wording("definition"),
        include=row.wording("include"),
        exclude=row.wording("exclude"),
        see_instead=tuple(re.split(r"[\s,;]+", row.bare("see_instead")))
        if row.bare("see_instead")
        else (),
        indicators=row.wordings("indicators"),
        questions=row.wordings("questions"),
        aliases=row.wordings("aliases"),
        origin=row.choice("origin", ORIGINS) or "deductive",
        note=row.wording("note"),
    )


def relation_of(row: Row) -> Relation:
    """The relation in a row.

    Raises:
        MissingCodebookKey: one of its ends is missing.
        UnknownCodebookWord: its kind or sign is not known.
    """
    for key in ("from", "to"):
        if not row.bare(key):
            raise MissingCodebookKey(place=row.place, key=row.head.heading_of(key))
    kinds = tuple(RelationKind)
    return Relation(
        source=row.bare("from"),
        target=row.bare("to"),
        kind=RelationKind(row.choice("kind", kinds) or RelationKind.DIRECT),
        sign=row.choice("sign", SIGNS) or "+",
        via=row.bare("via"),
        note=row.get("note"),
        to_check=row.choice("to_check", YES + NO) in YES,
    )


def cells_of_code(code: FrameworkCode) -> dict[str, str]:
    """The texts of a code by the keys of `CODE_COLUMNS`."""
    texts = {
        "id": code.id,
        "parent": code.parent,
        "see_instead": "\n".join(code.see_instead),
        "origin": code.origin,
    }
    for key in ("name", "definition", "include", "exclude", "note"):
        wording: Wording = getattr(code, key)
        texts |= {f"{key}_en": wording.en, f"{key}_id": wording.id}
    for key in ("indicators", "questions", "aliases"):
        wordings: tuple[Wording, ...] = getattr(code, key)
        texts |= {
            f"{key}_en": joined(wording.en for wording in wordings),
            f"{key}_id": joined(wording.id for wording in wordings),
        }
    return texts


def cells_of_relation(relation: Relation) -> dict[str, str]:
    """The texts of a relation by the keys of `RELATION_COLUMNS`."""
    return {
        "from": relation.source,
        "to": relation.target,
        "kind": relation.kind.value,
        "sign": relation.sign,
        "via": relation.via,
        "note": relation.note,
        "to_check": "yes" if relation.to_check else "",
    }


def joined(items: Iterable[str]) -> str:
    """The items as one cell, an item to a line; empty where all of them are."""
    lines = [item.replace("\\", "\\\\").replace("\n", "\\n") for item in items]
    return "\n".join(lines) if any(lines) else ""


def _items(cell: str) -> list[str]:
    if not cell:
        return []
    return [_ESCAPED.sub(_unescape, line) for line in cell.split("\n")]


def _unescape(match: re.Match[str]) -> str:
    return "\n" if match.group(1) == "n" else "\\"
