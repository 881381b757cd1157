"""Reads guides with their questions, in the order in which they are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, RowMapping, select

from models.guide import Guide, GuideQuestion
from models.recording import NotThere, table_of
from qda.guides.rows import (
    Bilingual,
    CodeChosen,
    GuideQuestionRow,
    GuideRow,
    GuideSection,
)
from qda.guides.wording import END_TEXT, in_both
from qda.retrieval.codes import codes
from qda.retrieval.rows import CodeRow


class NoSuchGuide(NotThere):
    """No guide of the study has the title asked for."""

    en = "There is no guide “{which}” in this study. Known: {known}."
    id = "Tidak ada pedoman “{which}” dalam studi ini. Yang ada: {known}."


def guides(connection: Connection) -> tuple[GuideRow, ...]:
    """All guides, the oldest first."""
    table, question = table_of(Guide), table_of(GuideQuestion)
    tree = {code.id: code for code in codes(connection, counted=False)}
    by_guide: dict[int, list[RowMapping]] = defaultdict(list)
    query = select(question).order_by(question.c.guide_id, question.c.position, question.c.id)
    for row in connection.execute(query).mappings():
        by_guide[row["guide_id"]].append(row)
    rows = connection.execute(select(table).order_by(table.c.id)).mappings()
    return tuple(_guide(row, by_guide[row["id"]], tree) for row in rows)


def guide_named(connection: Connection, title: str) -> GuideRow:
    """The guide with a title; the only one where the title is empty.

    Raises:
        NoSuchGuide: there is none, or there are several and none was named.
    """
    known = guides(connection)
    if not title and len(known) == 1:
        return known[0]
    found = next((each for each in known if each.title.casefold() == title.casefold()), None)
    if found is None:
        raise NoSuchGuide(which=title, known="; ".join(each.title for each in known) or "–")
    return found


def guide_by_id(connection: Connection, guide_id: int) -> GuideRow:
    """The guide with an id.

    Raises:
        NoSuchGuide: there is none.
    """
    known = guides(connection)
    found = next((each for each in known if each.id == guide_id), None)
    if found is None:
        raise NoSuchGuide(which=guide_id, known="; ".join(each.title for each in known) or "–")
    return found


def _guide(row: RowMapping, asked: Sequence[RowMapping], tree: Mapping[int, CodeRow]) -> GuideRow:
    questions = [_question(each, tree) for each in asked]
    chosen = tuple(row["chosen"])
    return GuideRow(
        id=row["id"],
        uuid=row["uuid"],
        title=row["title"],
        kind=row["kind"],
        languages=tuple(row["languages"]),
        roles=tuple(row["roles"]),
        chosen=chosen,
        consent=Bilingual(row["consent_en"], row["consent_id"]),
        sections=_sections(questions, tree),
        codes=_covered(chosen, tree),
    )


def _question(row: RowMapping, tree: Mapping[int, CodeRow]) -> GuideQuestionRow:
    code = tree.get(row["code_id"])
    return GuideQuestionRow(
        id=row["id"],
        uuid=row["uuid"],
        guide_id=row["guide_id"],
        name=row["name"],
        code_id=row["code_id"],
        code="" if code is None else code.canonical_id,
        section="" if code is None else _top(code, tree).canonical_id,
        text=Bilingual(row["text_en"], row["text_id"]),
        probes=tuple(Bilingual(*pair) for pair in row["probes"]),
        roles=tuple(row["roles"]),
        answer=row["answer"],
        position=row["position"],
    )


def _top(code: CodeRow, tree: Mapping[int, CodeRow]) -> CodeRow:
    while code.parent_id is not None and code.parent_id in tree:
        code = tree[code.parent_id]
    return code


def _sections(
    questions: Sequence[GuideQuestionRow], tree: Mapping[int, CodeRow]
) -> tuple[GuideSection, ...]:
    """The questions by dimension, the dimensions as they come, those without a code last."""
    by_section: dict[str, list[GuideQuestionRow]] = {}
    for each in questions:
        by_section.setdefault(each.section, []).append(each)
    by_section = {k: v for k, v in by_section.items() if k} | {
        k: v for k, v in by_section.items() if not k
    }
    names = {code.canonical_id: _named(code) for code in tree.values()}
    end = in_both(END_TEXT)
    return tuple(
        GuideSection(which, names.get(which, end), tuple(own)) for which, own in by_section.items()
    )


def _covered(chosen: Sequence[str], tree: Mapping[int, CodeRow]) -> tuple[CodeChosen, ...]:
    """The codes that were chosen and those beneath them, in the order of the tree."""
    inside: set[int] = set()
    found = []
    for code in tree.values():
        if code.canonical_id in chosen or code.parent_id in inside:
            inside.add(code.id)
            top = _top(code, tree).canonical_id
            found.append(CodeChosen(code.id, code.canonical_id, _named(code), code.depth, top))
    return tuple(found)


def _named(code: CodeRow) -> Bilingual:
    return Bilingual(code.name("en"), code.name("id"))
