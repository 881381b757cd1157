"""Reads what an adopted theory says beyond its codes: arrows, expectations, what is to check."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.code import Framework
from models.recording import table_of


@dataclass(frozen=True, slots=True)
class RelationRow:
    """An arrow of a theory between two codes, by their canonical ids.

    `kind` is a `codebooks.framework.RelationKind`; `via` names the code that an indirect arrow
    goes through, empty where none is named.
    """

    source: str
    target: str
    kind: str
    sign: str
    via: str
    note: str
    to_check: bool


@dataclass(frozen=True, slots=True)
class TheoryRow:
    """An adopted framework with its citation, arrows, and pairs (English, Indonesian) of notes."""

    id: int
    name: str
    title_en: str
    title_id: str
    citation: str
    outcome: str
    relations: tuple[RelationRow, ...]
    propositions: tuple[tuple[str, str], ...]
    to_check: tuple[tuple[str, str], ...]

    def title(self, language: str) -> str:
        """The title in the language asked for."""
        return self.title_id if language == "id" else self.title_en

    def relations_of(self, canonical_id: str) -> tuple[RelationRow, ...]:
        """The arrows that begin or end at a code."""
        return tuple(r for r in self.relations if canonical_id in (r.source, r.target))


def theories(connection: Connection) -> tuple[TheoryRow, ...]:
    """The adopted frameworks, in the order in which they were adopted."""
    table = table_of(Framework)
    query = select(table).order_by(table.c.position, table.c.id)
    made = []
    for row in connection.execute(query).mappings():
        name = row["name"]
        made.append(
            TheoryRow(
                id=row["id"],
                name=name,
                title_en=row["title_en"],
                title_id=row["title_id"],
                citation=row["citation"],
                outcome=row["outcome"],
                relations=tuple(_relation(name, each) for each in row["relations"]),
                propositions=tuple((each[0], each[1]) for each in row["propositions"]),
                to_check=tuple((each[0], each[1]) for each in row["to_check"]),
            )
        )
    return tuple(made)


def _relation(framework: str, stored: dict[str, object]) -> RelationRow:
    via = str(stored.get("via") or "")
    return RelationRow(
        source=f"{framework}:{stored['source']}",
        target=f"{framework}:{stored['target']}",
        kind=str(stored["kind"]),
        sign=str(stored["sign"]),
        via=f"{framework}:{via}" if via else "",
        note=str(stored["note"] or ""),
        to_check=bool(stored["to_check"]),
    )
