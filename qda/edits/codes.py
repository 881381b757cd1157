"""Edits on the code tree: to add, word, move, merge, split and delete codes, adopt frameworks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import ClassVar

from sqlalchemy import func, select

from codebooks.framework import Framework as Theory
from codebooks.framework import FrameworkCode, Wording
from models.code import Anchor, Code, CodeGroupMember, Framework
from models.coding import Absence, Coding
from models.errors import Refused
from models.guide import GuideQuestion
from models.question import Question
from models.recording import Recorder, table_of
from models.study import Study
from models.vocabulary import Origin
from qda.colours import next_colour
from qda.edits.attached import move_memos, remove_memos_of
from qda.edits.coding import move_codings, remove_codings
from qda.edits.edit import EditRequest
from qda.edits.resting import move_resting_on, remove_resting_on
from qda.i18n import mark

_ID = re.compile(r"[\w.\-]+(:[\w.\-]+)?")


class CodeExists(Refused):
    """Two codes of a study cannot have the same id."""

    en = "There is a code “{code}” already. Choose another id."
    id = "Sudah ada kode “{code}”. Pilih id lain."


class BadCodeId(Refused):
    """An id must be writable on a command line."""

    en = "“{code}” cannot be a code's id. Use letters, digits, dots and hyphens."
    id = "“{code}” tidak dapat menjadi id kode. Gunakan huruf, angka, titik, dan tanda hubung."


class CodeNameMissing(Refused):
    """A code needs a name."""

    en = "Give the code a name."
    id = "Berikan nama untuk kode itu."


class MoveIntoItself(Refused):
    """A code cannot lie beneath itself."""

    en = "“{code}” cannot be moved beneath itself."
    id = "“{code}” tidak dapat dipindahkan ke bawah dirinya sendiri."


class FrameworkAdopted(Refused):
    """The study has the framework already."""

    en = "The study uses “{framework}” already."
    id = "Studi ini sudah memakai “{framework}”."


@dataclass(frozen=True, slots=True)
class CodeWording:
    """What a code is called and what it is for, in both languages."""

    name: Wording
    definition: Wording = Wording()
    include: Wording = Wording()
    exclude: Wording = Wording()


@dataclass(frozen=True, slots=True)
class AdoptFramework(EditRequest[int]):
    """Take a framework into the study, its place-holders filled with the study's programme."""

    theory: Theory

    kind: ClassVar[str] = "adopt_framework"
    title: ClassVar[str] = mark("Add the framework “{framework}” with {count} codes")

    def apply(self, recorder: Recorder) -> int:
        """Adopt the framework and return its row id.

        Raises:
            FrameworkAdopted: the study has it already.
            CodeExists: one of its codes is in the study under the same id.
        """
        table = table_of(Framework)
        _make_room(recorder, self.theory.id)
        study = recorder.get(Study, 1)
        programme = Wording(study.programme_en or "the programme", study.programme_id or "program")
        agency = Wording(study.agency_en or "the agency", study.agency_id or "instansi pelaksana")
        count = recorder.session.execute(select(func.count()).select_from(table)).scalar_one()
        framework = recorder.add(
            Framework(
                name=self.theory.id,
                title_en=self.theory.name.en,
                title_id=self.theory.name.id,
                citation=self.theory.citation,
                version=self.theory.version,
                outcome=self.theory.outcome,
                relations=[asdict(relation) for relation in self.theory.relations],
                propositions=[[each.en, each.id] for each in self.theory.propositions],
                to_check=[[each.en, each.id] for each in self.theory.to_check],
                position=count,
            )
        )
        recorder.facts.update(framework=self.theory.id, count=len(self.theory.codes))
        _add_theory_codes(recorder, self.theory, framework.id, (programme, agency), study.language)
        return framework.id


@dataclass(frozen=True, slots=True)
class AddCode(EditRequest[int]):
    """Add a code of the researcher's own, at the top or beneath another code."""

    code: str
    wording: CodeWording
    parent_id: int | None = None
    colour: str = ""

    kind: ClassVar[str] = "add_code"
    title: ClassVar[str] = mark("Add the code “{code}”")

    def apply(self, recorder: Recorder) -> int:
        """Add the code and return its row id.

        Raises:
            CodeExists, BadCodeId, CodeNameMissing: the id or the name will not do.
            NotThere: there is no such parent.
        """
        name = self.wording.name
        if not (name.en.strip() or name.id.strip()):
            raise CodeNameMissing
        if not _ID.fullmatch(self.code):
            raise BadCodeId(code=self.code)
        if code_by_id(recorder, self.code) is not None:
            raise CodeExists(code=self.code)
        framework_id, colour = None, self.colour
        if self.parent_id is not None:
            above = recorder.get(Code, self.parent_id)
            framework_id, colour = above.framework_id, colour or above.colour
        recorder.facts["code"] = self.code
        added = recorder.add(
            Code(
                canonical_id=self.code,
                name_en=name.en.strip(),
                name_id=name.id.strip(),
                parent_id=self.parent_id,
                framework_id=framework_id,
                position=_children_count(recorder, self.parent_id),
                origin=Origin.INDUCTIVE if framework_id is None else Origin.HYBRID,
                colour=colour or next_colour(_top_colours(recorder)),
            )
        )
        _set_texts(added, self.wording)
        return added.id


@dataclass(frozen=True, slots=True)
class WordCode(EditRequest[None]):
    """Change what a code is called or what it is for; its canonical id stays."""

    code_id: int
    wording: CodeWording | None = None
    label: str | None = None
    colour: str | None = None
    note: str | None = None

    kind: ClassVar[str] = "word_code"
    title: ClassVar[str] = mark("Change the code “{code}”")

    def apply(self, recorder: Recorder) -> None:
        """Change the code.

        Raises:
            NotThere: there is no such code.
            CodeNameMissing: both names would be empty.
        """
        code = recorder.get(Code, self.code_id)
        recorder.facts["code"] = code.canonical_id
        if self.wording is not None:
            if not (self.wording.name.en.strip() or self.wording.name.id.strip()):
                raise CodeNameMissing
            code.name_en, code.name_id = self.wording.name.en, self.wording.name.id
            _set_texts(code, self.wording)
        if self.label is not None:
            code.label = self.label.strip()
        if self.colour is not None:
            code.colour = self.colour
        if self.note is not None:
            code.note = self.note


@dataclass(frozen=True, slots=True)
class MoveCode(EditRequest[None]):
    """Put a code beneath another one (or at the top) at a place among its new siblings."""

    code_id: int
    parent_id: int | None
    position: int

    kind: ClassVar[str] = "move_code"
    title: ClassVar[str] = mark("Move the code “{code}”")

    def apply(self, recorder: Recorder) -> None:
        """Move the code with everything beneath it.

        Raises:
            NotThere: the code or the parent does not exist.
            MoveIntoItself: the parent lies beneath the code.
        """
        code = recorder.get(Code, self.code_id)
        recorder.facts["code"] = code.canonical_id
        above = self.parent_id
        while above is not None:
            if above == code.id:
                raise MoveIntoItself(code=code.canonical_id)
            above = recorder.get(Code, above).parent_id
        old_parent = code.parent_id
        code.parent_id = self.parent_id
        recorder.session.flush()
        siblings = [c for c in _children(recorder, self.parent_id) if c.id != code.id]
        siblings.insert(max(0, min(self.position, len(siblings))), code)
        _number(siblings)
        if old_parent != self.parent_id:
            _number(_children(recorder, old_parent))


@dataclass(frozen=True, slots=True)
class MergeCodes(EditRequest[int]):
    """Merge codes into one: their codings and children go over, they go."""

    code_ids: tuple[int, ...]
    into_id: int

    kind: ClassVar[str] = "merge_codes"
    title: ClassVar[str] = mark("Merge {count} codes into “{code}”")

    def apply(self, recorder: Recorder) -> int:
        """Merge and return how many codings went over.

        Raises:
            NotThere: one of the codes does not exist.
            MoveIntoItself: the code kept lies beneath one that goes.
        """
        kept = recorder.get(Code, self.into_id)
        merged = [
            recorder.get(Code, each) for each in dict.fromkeys(self.code_ids) if each != kept.id
        ]
        recorder.facts.update(count=len(merged), code=kept.canonical_id)
        for code in merged:
            if kept.id in _subtree(recorder, code.id):
                raise MoveIntoItself(code=code.canonical_id)
        moved = 0
        left = {code.parent_id for code in merged}
        for code in merged:
            moved += move_codings(recorder, _codings_of(recorder, [code.id]), kept.id)
            for child in _children(recorder, code.id):
                child.parent_id = kept.id
            recorder.session.flush()
            recorder.delete_many(Absence, _of_codes(recorder, Absence, [code.id]))
            for kind in (Anchor, Question):
                moving = _of_codes(recorder, kind, [code.id])
                recorder.update_many(kind, moving, {"code_id": kept.id})
            _move_memberships(recorder, code.id, kept.id)
            _asked_for(recorder, [code.id], kept.id)
            move_memos(recorder, Code, [code.id], kept)
            move_resting_on(recorder, Code, [code.id], kept)
            recorder.remove(recorder.get(Code, code.id))
            recorder.session.flush()
        for parent_id in {kept.id, *left}:
            _number(_children(recorder, parent_id))
        return moved


@dataclass(frozen=True, slots=True)
class SplitCode(EditRequest[tuple[int, ...]]):
    """Split a code: new codes beneath it take over the codings assigned to them.

    `assigned` maps the position of a new code in `parts` to ids of codings of the old one;
    codings assigned to none stay.
    """

    code_id: int
    parts: tuple[CodeWording, ...]
    assigned: Mapping[int, tuple[int, ...]] = field(default_factory=dict, hash=False)

    kind: ClassVar[str] = "split_code"
    title: ClassVar[str] = mark("Split the code “{code}” into {count}")

    def apply(self, recorder: Recorder) -> tuple[int, ...]:
        """Split and return the ids of the new codes.

        Raises:
            NotThere: there is no such code.
            CodeNameMissing: a part has no name.
        """
        code = recorder.get(Code, self.code_id)
        made = []
        for number, part in enumerate(self.parts):
            new = AddCode(_free_id(recorder, code.canonical_id), part, parent_id=code.id)
            made.append(new.apply(recorder))
            recorder.session.flush()
            own = set(_codings_of(recorder, [code.id]))
            chosen = [each for each in self.assigned.get(number, ()) if each in own]
            move_codings(recorder, chosen, made[-1])
        recorder.facts.update(code=code.canonical_id, count=len(made))
        return tuple(made)


@dataclass(frozen=True, slots=True)
class DeleteCode(EditRequest[int]):
    """Delete a code with everything beneath it, and the codings that bear them."""

    code_id: int

    kind: ClassVar[str] = "delete_code"
    title: ClassVar[str] = mark("Delete the code “{code}” with {count} codings")

    def apply(self, recorder: Recorder) -> int:
        """Delete and return how many codings went with it.

        Raises:
            NotThere: there is no such code.
        """
        code = recorder.get(Code, self.code_id)
        recorder.facts["code"] = code.canonical_id
        parent_id = code.parent_id
        gone = _subtree(recorder, code.id)
        removed = remove_codings(recorder, _codings_of(recorder, gone))
        for kind in (Absence, Anchor, CodeGroupMember):
            recorder.delete_many(kind, _of_codes(recorder, kind, gone))
        _asked_for(recorder, gone, None)
        recorder.update_many(Question, _of_codes(recorder, Question, gone), {"code_id": None})
        remove_memos_of(recorder, Code, gone)
        remove_resting_on(recorder, Code, gone)
        recorder.delete_many(Code, gone)
        _number(_children(recorder, parent_id))
        recorder.facts["count"] = removed
        return removed


def code_by_id(recorder: Recorder, canonical_id: str) -> Code | None:
    """The code with this canonical id, or None."""
    query = select(Code).where(Code.canonical_id == canonical_id)
    return recorder.session.execute(query).scalar()


def _make_room(recorder: Recorder, name: str) -> None:
    """Refuse a framework that is in use; take away what is left of one without any codes."""
    known = recorder.session.execute(select(Framework).where(Framework.name == name)).scalar()
    if known is None:
        return
    codes = table_of(Code)
    query = select(codes.c.id).where(codes.c.framework_id == known.id)
    if recorder.session.execute(query).first() is not None:
        raise FrameworkAdopted(framework=name)
    recorder.remove(known)
    recorder.session.flush()


def _add_theory_codes(
    recorder: Recorder,
    theory: Theory,
    framework_id: int,
    names: tuple[Wording, Wording],
    language: str,
) -> None:
    ids: dict[str, int] = {}
    colours: dict[str, str] = {}
    positions: dict[str, int] = {}
    first = _children_count(recorder, None)
    used = _top_colours(recorder)
    for code in theory.codes:
        canonical = f"{theory.id}:{code.id}"
        if code_by_id(recorder, canonical) is not None:
            raise CodeExists(code=canonical)
        position = positions.get(code.parent, 0)
        positions[code.parent] = position + 1
        colour = colours.get(code.parent) or next_colour(used)
        if not code.parent:
            used.append(colour)
        colours[code.id] = colour
        row = _theory_code(theory, code, names)
        row.note = code.note.in_(language)
        row.parent_id = ids.get(code.parent)
        row.framework_id = framework_id
        row.position = position if code.parent else first + position
        row.colour = colour
        ids[code.id] = recorder.add(row).id
    recorder.session.flush()


def _theory_code(theory: Theory, code: FrameworkCode, names: tuple[Wording, Wording]) -> Code:
    def filled(wording: Wording) -> Wording:
        return wording.filled(*names)

    def pairs(wordings: Iterable[Wording]) -> list[list[str]]:
        return [[filled(each).en, filled(each).id] for each in wordings]

    wording = CodeWording(
        filled(code.name), filled(code.definition), filled(code.include), filled(code.exclude)
    )
    row = Code(
        canonical_id=f"{theory.id}:{code.id}",
        name_en=wording.name.en,
        name_id=wording.name.id,
        origin=Origin(code.origin),
        see_instead=[to if ":" in to else f"{theory.id}:{to}" for to in code.see_instead],
        indicators=pairs(code.indicators),
        questions=pairs(code.questions),
        aliases=pairs(code.aliases),
    )
    _set_texts(row, wording)
    return row


def _set_texts(code: Code, wording: CodeWording) -> None:
    code.definition_en, code.definition_id = wording.definition.en, wording.definition.id
    code.include_en, code.include_id = wording.include.en, wording.include.id
    code.exclude_en, code.exclude_id = wording.exclude.en, wording.exclude.id


def _children(recorder: Recorder, parent_id: int | None) -> list[Code]:
    query = select(Code).where(Code.parent_id == parent_id).order_by(Code.position, Code.id)
    return list(recorder.session.execute(query).scalars())


def _children_count(recorder: Recorder, parent_id: int | None) -> int:
    query = select(func.count()).select_from(Code).where(Code.parent_id == parent_id)
    return recorder.session.execute(query).scalar_one()


def _number(codes: Iterable[Code]) -> None:
    for position, code in enumerate(codes):
        code.position = position


def _subtree(recorder: Recorder, root: int) -> list[int]:
    children: dict[int | None, list[int]] = {}
    for code_id, parent_id in recorder.session.execute(select(Code.id, Code.parent_id)):
        children.setdefault(parent_id, []).append(code_id)
    found = [root]
    for each in found:
        found.extend(children.get(each, ()))
    return found


def _codings_of(recorder: Recorder, code_ids: list[int]) -> list[int]:
    query = select(Coding.id).where(Coding.code_id.in_(code_ids)).order_by(Coding.id)
    return list(recorder.session.execute(query).scalars())


def _of_codes(
    recorder: Recorder,
    kind: type[Absence | Anchor | CodeGroupMember | Question],
    code_ids: list[int],
) -> list[int]:
    query = select(kind.id).where(kind.code_id.in_(code_ids)).order_by(kind.id)
    return list(recorder.session.execute(query).scalars())


def _asked_for(recorder: Recorder, code_ids: list[int], to: int | None) -> None:
    """Let the questions of guides for some codes be for another, or for none: they stay."""
    query = select(GuideQuestion.id).where(GuideQuestion.code_id.in_(code_ids))
    asked = list(recorder.session.execute(query).scalars())
    recorder.update_many(GuideQuestion, asked, {"code_id": to})


def _move_memberships(recorder: Recorder, code_id: int, to: int) -> None:
    """Put a code into the groups of another one, which goes."""
    table = table_of(CodeGroupMember)
    query = select(table.c.id, table.c.code_id, table.c.group_id).where(
        table.c.code_id.in_([code_id, to])
    )
    found = recorder.session.execute(query).all()
    there = {row.group_id for row in found if row.code_id == to}
    moved = [row.id for row in found if row.code_id == code_id and row.group_id not in there]
    doubled = [row.id for row in found if row.code_id == code_id and row.group_id in there]
    recorder.delete_many(CodeGroupMember, doubled)
    recorder.update_many(CodeGroupMember, moved, {"code_id": to})


def _top_colours(recorder: Recorder) -> list[str]:
    query = select(Code.colour).where(Code.parent_id.is_(None))
    return list(recorder.session.execute(query).scalars())


def _free_id(recorder: Recorder, stem: str) -> str:
    number = 1
    while code_by_id(recorder, f"{stem}.{number}") is not None:
        number += 1
    return f"{stem}.{number}"
