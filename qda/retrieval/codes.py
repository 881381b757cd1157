"""Reads the code tree with its counts, and the frameworks it comes from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from typing import Final

from sqlalchemy import Connection, RowMapping, case, func, select

from models.code import Code, Framework
from models.coding import Coding
from models.recording import NotThere, table_of
from models.vocabulary import CodingState
from qda.retrieval.rows import CodeRow, FrameworkRow
from qda.retrieval.sight import seen


class NoSuchCode(NotThere):
    """No code of the study has the id asked for."""

    en = "There is no code “{which}” in this study. `runut codes STUDY` lists them."
    id = "Tidak ada kode “{which}” dalam studi ini. `runut codes STUDI` menampilkan daftarnya."


class SeveralCodes(NotThere):
    """An id without its framework fits the codes of several."""

    en = "“{which}” may be any of {known}. Write the id with its framework."
    id = "“{which}” dapat berarti salah satu dari {known}. Tulis id beserta kerangkanya."


def codes(connection: Connection, *, counted: bool = True) -> tuple[CodeRow, ...]:
    """All codes in the order of the tree, each parent before its children.

    Without `counted` every count is 0, and the codings are not looked at.
    """
    table = table_of(Code)
    children: dict[int | None, list[RowMapping]] = defaultdict(list)
    query = select(table).order_by(table.c.position, table.c.id)
    for found in connection.execute(query).mappings():
        children[found["parent_id"]].append(found)
    counts = _counts(connection) if counted else {}
    ordered: list[CodeRow] = []
    waiting = [(row, 0) for row in reversed(children[None])]
    while waiting:
        row, depth = waiting.pop()
        made = _code_row(row, depth, counts)
        ordered.append(made)
        waiting.extend((child, depth + 1) for child in reversed(children[made.id]))
    return tuple(ordered)


def code_by_id(connection: Connection, canonical_id: str) -> CodeRow:
    """The code with this canonical id; `VMH2.1` does where only one framework has such a code.

    Raises:
        NoSuchCode: there is none.
        SeveralCodes: more than one framework has such a code.
    """
    return code_named(codes(connection), canonical_id)


def code_named(tree: tuple[CodeRow, ...], name: str) -> CodeRow:
    """The code of a tree that an id names. Raises as `code_by_id`."""
    found = codes_named(tree, name)
    if not found:
        raise NoSuchCode(which=name)
    if len(found) > 1:
        raise SeveralCodes(which=name, known=", ".join(code.canonical_id for code in found))
    return found[0]


def codes_named(tree: tuple[CodeRow, ...], name: str) -> tuple[CodeRow, ...]:
    """The code with this canonical id, else all whose id without the framework is this."""
    exact = tuple(code for code in tree if code.canonical_id == name)
    return exact or tuple(code for code in tree if code.canonical_id.rpartition(":")[2] == name)


def frameworks(connection: Connection) -> tuple[FrameworkRow, ...]:
    """The frameworks the study has adopted, in that order."""
    table, code = table_of(Framework), table_of(Code)
    count = (
        select(func.count()).where(code.c.framework_id == table.c.id).correlate(table)
    ).scalar_subquery()
    query = select(
        table.c.id, table.c.name, table.c.title_en, table.c.title_id, table.c.citation, count
    ).order_by(table.c.position, table.c.id)
    return tuple(FrameworkRow(*row) for row in connection.execute(query))


def subtree(tree: tuple[CodeRow, ...], root: int) -> frozenset[int]:
    """The ids of a code and of everything beneath it."""
    found = {root}
    for code in tree:
        if code.parent_id in found:
            found.add(code.id)
    return frozenset(found)


def _counts(connection: Connection) -> dict[int, tuple[int, int]]:
    coding = table_of(Coding)
    proposed = func.sum(case((coding.c.state == CodingState.PROPOSED, 1), else_=0))
    query = select(coding.c.code_id, func.count(), proposed).where(seen(connection))
    query = query.group_by(coding.c.code_id)
    return {row[0]: (row[1], int(row[2])) for row in connection.execute(query)}


def _pairs(found: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((pair[0], pair[1]) for pair in found)


_AS_THEY_ARE: Final = tuple(
    each.name
    for each in fields(CodeRow)
    if each.name in table_of(Code).c
    and each.name not in {"see_instead", "indicators", "questions", "aliases"}
)


def _code_row(row: RowMapping, depth: int, counts: dict[int, tuple[int, int]]) -> CodeRow:
    segments, proposed = counts.get(row["id"], (0, 0))
    return CodeRow(
        **{name: row[name] for name in _AS_THEY_ARE},
        depth=depth,
        see_instead=tuple(row["see_instead"]),
        indicators=_pairs(row["indicators"]),
        questions=_pairs(row["questions"]),
        aliases=_pairs(row["aliases"]),
        segments=segments,
        proposed=proposed,
    )
