"""Edits on groups of codes: a code may be in several, across the tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import func, select

from models.code import Code, CodeGroup, CodeGroupMember
from models.errors import Refused
from models.recording import Recorder
from qda.edits.edit import EditRequest
from qda.i18n import mark


class CodeGroupExists(Refused):
    """Two groups of a study cannot have the same name."""

    en = "There is a group “{group}” already. Choose another name."
    id = "Sudah ada kelompok “{group}”. Pilih nama lain."


class CodeGroupNameMissing(Refused):
    """A group needs a name."""

    en = "Give the group a name."
    id = "Berikan nama untuk kelompok itu."


@dataclass(frozen=True, slots=True)
class AddCodeGroup(EditRequest[int]):
    """Make a group of codes, empty or with some in it; its id is returned."""

    name: str
    code_ids: tuple[int, ...] = ()
    note: str = ""

    kind: ClassVar[str] = "add_code_group"
    title: ClassVar[str] = mark("Add the group of codes “{group}”")

    def apply(self, recorder: Recorder) -> int:
        """Make the group.

        Raises:
            CodeGroupNameMissing, CodeGroupExists: the name will not do.
            NotThere: one of the codes does not exist.
        """
        name = _checked(recorder, self.name, None)
        recorder.facts["group"] = name
        count = recorder.session.execute(select(func.count()).select_from(CodeGroup)).scalar_one()
        group = recorder.add(CodeGroup(name=name, note=self.note.strip(), position=count))
        recorder.session.flush()
        _put(recorder, self.code_ids, group.id)
        return group.id


@dataclass(frozen=True, slots=True)
class RenameCodeGroup(EditRequest[None]):
    """Give a group another name, or another note where one is given."""

    group_id: int
    name: str
    note: str | None = None

    kind: ClassVar[str] = "rename_code_group"
    title: ClassVar[str] = mark("Rename the group of codes “{group}”")

    def apply(self, recorder: Recorder) -> None:
        """Rename the group.

        Raises:
            NotThere: there is no such group.
            CodeGroupNameMissing, CodeGroupExists: the name will not do.
        """
        group = recorder.get(CodeGroup, self.group_id)
        group.name = _checked(recorder, self.name, group.id)
        recorder.facts["group"] = group.name
        if self.note is not None:
            group.note = self.note.strip()


@dataclass(frozen=True, slots=True)
class RemoveCodeGroup(EditRequest[None]):
    """Take a group away; its codes stay."""

    group_id: int

    kind: ClassVar[str] = "remove_code_group"
    title: ClassVar[str] = mark("Remove the group of codes “{group}”")

    def apply(self, recorder: Recorder) -> None:
        """Remove the group.

        Raises:
            NotThere: there is no such group.
        """
        group = recorder.get(CodeGroup, self.group_id)
        recorder.facts["group"] = group.name
        query = select(CodeGroupMember.id).where(CodeGroupMember.group_id == group.id)
        recorder.delete_many(CodeGroupMember, recorder.session.execute(query).scalars().all())
        recorder.remove(group)
        recorder.session.flush()
        left = select(CodeGroup).order_by(CodeGroup.position, CodeGroup.id)
        for position, each in enumerate(recorder.session.execute(left).scalars().all()):
            each.position = position


@dataclass(frozen=True, slots=True)
class PutInGroups(EditRequest[int]):
    """Put codes into groups and take them out of others; returns how many places changed."""

    code_ids: tuple[int, ...]
    into: tuple[int, ...] = ()
    out_of: tuple[int, ...] = ()

    kind: ClassVar[str] = "put_in_groups"
    title: ClassVar[str] = mark("Change the groups of {count} codes")

    def apply(self, recorder: Recorder) -> int:
        """Change the groups; a code that is there already stays there.

        Raises:
            NotThere: one of the codes or groups does not exist.
        """
        changed = 0
        for group_id in dict.fromkeys(self.out_of):
            group = recorder.get(CodeGroup, group_id)
            query = select(CodeGroupMember.id).where(
                CodeGroupMember.group_id == group.id, CodeGroupMember.code_id.in_(self.code_ids)
            )
            found = recorder.session.execute(query).scalars().all()
            changed += recorder.delete_many(CodeGroupMember, found)
        for group_id in dict.fromkeys(self.into):
            changed += _put(recorder, self.code_ids, recorder.get(CodeGroup, group_id).id)
        recorder.facts["count"] = len(set(self.code_ids))
        return changed


def _put(recorder: Recorder, code_ids: Iterable[int], group_id: int) -> int:
    query = select(CodeGroupMember.code_id).where(CodeGroupMember.group_id == group_id)
    there = set(recorder.session.execute(query).scalars())
    new = [each for each in dict.fromkeys(code_ids) if each not in there]
    for code_id in new:
        code = recorder.get(Code, code_id)
        recorder.add(CodeGroupMember(group_id=group_id, code_id=code.id))
    recorder.session.flush()
    return len(new)


def _checked(recorder: Recorder, name: str, own_id: int | None) -> str:
    """The name without blanks at its edges, once no other group has it."""
    said = " ".join(name.split())
    if not said:
        raise CodeGroupNameMissing
    query = select(CodeGroup.id, CodeGroup.name)
    for group_id, known in recorder.session.execute(query):
        if known.casefold() == said.casefold() and group_id != own_id:
            raise CodeGroupExists(group=known)
    return said
