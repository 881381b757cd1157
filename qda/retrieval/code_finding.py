"""Finds codes by a few typed letters, and tells which a coder used last."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from models.coding import Coding
from models.recording import table_of
from models.study import Coder
from qda.language.ranking import folded, rank
from qda.retrieval.rows import CodeRow
from qda.retrieval.sight import seen

MOST_RECENT = 9
"""As many codes as there are digits to choose them by."""


class CodeFinder:
    """The codes of a study, ready to be found while somebody types.

    A code is found by its name in both languages and its label, its canonical id, its aliases and
    its definition; those found by the name come first.
    """

    def __init__(self, codes: Sequence[CodeRow]) -> None:
        self.codes = tuple(codes)
        self._fields = [_fields(code) for code in self.codes]

    def find(self, words: str, recent: Sequence[int] = ()) -> tuple[CodeRow, ...]:
        """The codes that hold every word, the best first, then the recent, then by the tree."""
        wanted = folded(words).split()
        lately = {code_id: place for place, code_id in enumerate(recent)}
        found = [
            (found, lately.get(code.id, len(lately)), place)
            for place, (code, fields) in enumerate(zip(self.codes, self._fields, strict=True))
            if (found := rank(wanted, fields)) is not None
        ]
        return tuple(self.codes[place] for _, _, place in sorted(found))


def recent_codes(
    connection: Connection, coder: str, *, count: int = MOST_RECENT
) -> tuple[int, ...]:
    """The ids of the codes that a coder, by name, gave last; the newest first."""
    coding, coders = table_of(Coding), table_of(Coder)
    newest = func.max(coding.c.id)
    query = (
        select(coding.c.code_id)
        .join(coders, coders.c.id == coding.c.coder_id)
        .where(coders.c.name == coder, seen(connection))
        .group_by(coding.c.code_id)
        .order_by(newest.desc())
        .limit(count)
    )
    return tuple(connection.execute(query).scalars())


def _fields(code: CodeRow) -> tuple[str, ...]:
    aliases = " ".join(alias for pair in code.aliases for alias in pair)
    return (
        folded(f"{code.label} {code.name_en} {code.name_id}"),
        folded(code.canonical_id.replace(":", " ") + " " + code.canonical_id),
        folded(aliases),
        folded(f"{code.definition_en} {code.definition_id}"),
    )
