"""The columns of a matrix: codes, each with everything beneath it, grouped by their theory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from models.errors import Refused
from qda.displays.values import Heading
from qda.retrieval.codes import codes, codes_named, frameworks, subtree
from qda.retrieval.rows import CodeRow, FrameworkRow


class NoSuchColumns(Refused):
    """The columns asked for are neither a framework nor a code of the study."""

    en = "“{what}” is neither a framework nor a code of this study. Known frameworks: {known}."
    id = "“{what}” bukan kerangka teori atau kode dalam studi ini. Kerangka yang ada: {known}."


@dataclass(frozen=True, slots=True)
class Column:
    """A code with the codes beneath it; `codes[0]` is the column's own."""

    codes: tuple[CodeRow, ...]
    above: CodeRow | None
    framework: FrameworkRow | None

    @property
    def code(self) -> CodeRow:
        """The code the column is named after."""
        return self.codes[0]

    @property
    def has_questions(self) -> bool:
        """Whether an interviewer had a question for the code or for one beneath it."""
        return any(code.questions for code in self.codes)

    def theme(self, language: str) -> str:
        """What the column belongs to: its framework, or nothing."""
        return "" if self.framework is None else self.framework.title(language)

    def heading(self, language: str) -> Heading:
        """The heading: the code's name and definition, grouped by parent or framework."""
        group = self.above.name(language) if self.above is not None else self.theme(language)
        return Heading(
            id=self.code.canonical_id,
            label=self.code.name(language),
            note=self.code.text("definition", language),
            group=group,
        )


def columns_for(
    connection: Connection, wanted: Sequence[str] = (), *, level: int = 1
) -> tuple[Column, ...]:
    """The columns for frameworks and codes named by id; all frameworks where none is named.

    `level` 1 gives a framework's dimensions, 2 what is directly beneath them, and so on; a code
    that has nothing that deep stands for itself. A code may be named without its framework where
    that is clear (`VMH2.1`); what is named twice gives one column.

    Raises:
        NoSuchColumns: a name is neither a framework nor one code.
    """
    tree, adopted = (
        codes(connection, counted=False),
        {each.name: each for each in frameworks(connection)},
    )
    roots: list[CodeRow] = []
    if not wanted:
        roots = [code for code in tree if code.parent_id is None]
        roots = [deep for root in roots for deep in _at_level(tree, root, level)]
    for name in wanted:
        if name in adopted:
            tops = [c for c in tree if c.parent_id is None and c.framework_id == adopted[name].id]
            roots.extend(deep for top in tops for deep in _at_level(tree, top, level))
        else:
            found = codes_named(tree, name)
            if len(found) != 1:
                raise NoSuchColumns(what=name, known=", ".join(adopted) or "–")
            roots.append(found[0])
    chosen = {root.id: root for root in roots}
    return tuple(_column(tree, root, list(adopted.values())) for root in chosen.values())


def _at_level(tree: tuple[CodeRow, ...], root: CodeRow, level: int) -> list[CodeRow]:
    children = [code for code in tree if code.parent_id == root.id]
    if level <= 1 or not children:
        return [root]
    return [deep for child in children for deep in _at_level(tree, child, level - 1)]


def _column(tree: tuple[CodeRow, ...], root: CodeRow, adopted: Sequence[FrameworkRow]) -> Column:
    inside = subtree(tree, root.id)
    rest = tuple(code for code in tree if code.id in inside and code.id != root.id)
    above = next((code for code in tree if code.id == root.parent_id), None)
    framework = next((each for each in adopted if each.id == root.framework_id), None)
    return Column((root, *rest), above, framework)
