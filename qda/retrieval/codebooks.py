"""Reads a study's codes back as a framework, so that a codebook can be printed or handed on."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from codebooks.framework import Framework as Theory
from codebooks.framework import FrameworkCode, Relation, RelationKind, Wording
from models.code import Framework
from models.recording import NotThere, table_of
from qda.retrieval.codes import codes
from qda.retrieval.rows import CodeRow


def study_codebook(connection: Connection, name: str) -> Theory:
    """The framework a study has adopted, with the study's own labels and codes beneath it.

    Raises:
        NotThere: the study has not adopted it.
    """
    table = table_of(Framework)
    row = connection.execute(select(table).where(table.c.name == name)).mappings().first()
    if row is None:
        raise NotThere(what="framework", which=name)
    own = [code for code in codes(connection) if code.framework_id == row["id"]]
    ids = {code.id: _short(code.canonical_id, name) for code in own}
    return Theory(
        id=name,
        name=Wording(row["title_en"], row["title_id"]),
        citation=row["citation"],
        codes=tuple(_code(code, ids, name) for code in own),
        outcome=row["outcome"],
        relations=tuple(_relation(each) for each in row["relations"]),
        version=row["version"],
        propositions=_wordings(row["propositions"]),
        to_check=_wordings(row["to_check"]),
    )


def _code(code: CodeRow, ids: dict[int, str], framework: str) -> FrameworkCode:
    name = Wording(code.label or code.name_en, code.label or code.name_id)
    return FrameworkCode(
        id=ids[code.id],
        name=name,
        parent="" if code.parent_id is None else ids[code.parent_id],
        definition=Wording(code.definition_en, code.definition_id),
        include=Wording(code.include_en, code.include_id),
        exclude=Wording(code.exclude_en, code.exclude_id),
        see_instead=tuple(_short(each, framework) for each in code.see_instead),
        indicators=_wordings(code.indicators),
        questions=_wordings(code.questions),
        aliases=_wordings(code.aliases),
        origin=code.origin.value,
        note=Wording(code.note, code.note),
    )


def _short(canonical_id: str, framework: str) -> str:
    return canonical_id.removeprefix(f"{framework}:")


def _wordings(pairs: Sequence[Sequence[str]]) -> tuple[Wording, ...]:
    return tuple(Wording(pair[0], pair[1]) for pair in pairs)


def _relation(stored: dict[str, object]) -> Relation:
    return Relation(
        source=str(stored["source"]),
        target=str(stored["target"]),
        kind=RelationKind(str(stored["kind"])),
        sign=str(stored["sign"]),
        via=str(stored["via"]),
        note=str(stored["note"]),
        to_check=bool(stored["to_check"]),
    )
