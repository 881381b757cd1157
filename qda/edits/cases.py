"""Edits on cases and on the attributes of cases and sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import ClassVar

from sqlalchemy import select

from models.case import Attribute, Case, CaseSpan
from models.errors import Refused
from models.recording import Recorder, table_of
from models.source import Source
from models.vocabulary import AttributeOwner, AttributeType, StakeholderGroup
from qda.edits.attached import move_memos, remove_memos_of
from qda.edits.edit import EditRequest
from qda.edits.importing import CaseFacts, case_named
from qda.edits.resting import move_resting_on, remove_resting_on
from qda.i18n import Speech, mark
from qda.labels import label
from qda.retrieval.rows import AttributeValue


class CaseExists(Refused):
    """Two cases cannot have the same name."""

    en = "There is a case called “{name}” already. Choose another name."
    id = "Sudah ada kasus bernama “{name}”. Pilih nama lain."


class CaseNameMissing(Refused):
    """A case needs a name."""

    en = "Give the case a name."
    id = "Berikan nama untuk kasus itu."


class AttributeExists(Refused):
    """The study has the attribute already."""

    en = "There is an attribute “{name}” already."
    id = "Sudah ada atribut “{name}”."


class WrongType(Refused):
    """A value does not fit the type of its attribute."""

    en = "“{value}” does not fit the attribute “{name}”, whose type is: {type}."
    id = "“{value}” tidak sesuai dengan atribut “{name}” yang bertipe: {type}."

    def say(self, language: str) -> str:
        """The message, with the type as researchers of this language call it."""
        kind = AttributeType(str(self.facts["type"]))
        template = self.id if language == "id" else self.en
        return template.format(**{**self.facts, "type": label(kind, Speech(language)).casefold()})


class NoSuchAttribute(Refused):
    """The study has no attribute of that name."""

    en = "There is no attribute “{name}”. Define it first."
    id = "Tidak ada atribut “{name}”. Tetapkan dulu."


@dataclass(frozen=True, slots=True)
class AddCase(EditRequest[int]):
    """Add a case."""

    facts: CaseFacts

    kind: ClassVar[str] = "add_case"
    title: ClassVar[str] = mark("Add the case “{name}”")

    def apply(self, recorder: Recorder) -> int:
        """Add the case and return its id.

        Raises:
            CaseExists, CaseNameMissing: its name will not do.
        """
        name = _free_name(recorder, self.facts.name)
        recorder.facts["name"] = name
        return case_named(recorder, self.facts)


@dataclass(frozen=True, slots=True)
class DescribeCase(EditRequest[None]):
    """Change a case's name, role or stakeholder group."""

    case_id: int
    name: str
    role: str = ""
    stakeholder_group: StakeholderGroup | None = None

    kind: ClassVar[str] = "describe_case"
    title: ClassVar[str] = mark("Change the case “{name}”")

    def apply(self, recorder: Recorder) -> None:
        """Change the case.

        Raises:
            NotThere: there is no such case.
            CaseExists, CaseNameMissing: its new name will not do.
        """
        case = recorder.get(Case, self.case_id)
        recorder.facts["name"] = case.name
        if self.name != case.name:
            case.name = _free_name(recorder, self.name)
        case.role = self.role
        case.stakeholder_group = self.stakeholder_group


@dataclass(frozen=True, slots=True)
class RemoveCase(EditRequest[None]):
    """Take a case away; its texts stay and belong to nobody."""

    case_id: int

    kind: ClassVar[str] = "remove_case"
    title: ClassVar[str] = mark("Remove the case “{name}”")

    def apply(self, recorder: Recorder) -> None:
        """Remove the case.

        Raises:
            NotThere: there is no such case.
        """
        case = recorder.get(Case, self.case_id)
        recorder.facts["name"] = case.name
        spans = table_of(CaseSpan)
        query = select(spans.c.id).where(spans.c.case_id == case.id)
        recorder.delete_many(CaseSpan, recorder.session.execute(query).scalars())
        remove_memos_of(recorder, Case, [case.id])
        remove_resting_on(recorder, Case, [case.id])
        recorder.remove(recorder.get(Case, self.case_id))


@dataclass(frozen=True, slots=True)
class MergeCases(EditRequest[None]):
    """Make one case of two that are the same person; the first one's facts stay."""

    kept_id: int
    merged_id: int

    kind: ClassVar[str] = "merge_cases"
    title: ClassVar[str] = mark("Merge the case “{merged}” into “{name}”")

    def apply(self, recorder: Recorder) -> None:
        """Merge them.

        Raises:
            NotThere: one of them does not exist.
        """
        kept, merged = recorder.get(Case, self.kept_id), recorder.get(Case, self.merged_id)
        recorder.facts.update(name=kept.name, merged=merged.name)
        if kept.id == merged.id:
            return
        spans = table_of(CaseSpan)
        query = select(spans.c.id).where(spans.c.case_id == merged.id)
        ids = list(recorder.session.execute(query).scalars())
        recorder.update_many(CaseSpan, ids, {"case_id": kept.id})
        kept = recorder.get(Case, self.kept_id)
        merged = recorder.get(Case, self.merged_id)
        move_memos(recorder, Case, [merged.id], kept)
        move_resting_on(recorder, Case, [merged.id], kept)
        kept.attributes = {**merged.attributes, **kept.attributes}
        recorder.remove(merged)


@dataclass(frozen=True, slots=True)
class DefineAttribute(EditRequest[int]):
    """Define a typed attribute of cases or of sources."""

    owner: AttributeOwner
    name: str
    type: AttributeType
    label: str = ""
    choices: tuple[str, ...] = ()

    kind: ClassVar[str] = "define_attribute"
    title: ClassVar[str] = mark("Define the attribute “{name}”")

    def apply(self, recorder: Recorder) -> int:
        """Define it and return its id.

        Raises:
            AttributeExists: there is one of this name.
        """
        if _attribute(recorder, self.owner, self.name) is not None:
            raise AttributeExists(name=self.name)
        recorder.facts["name"] = self.name
        added = recorder.add(
            Attribute(
                owner=self.owner,
                name=self.name,
                type=self.type,
                label=self.label,
                choices=list(self.choices),
            )
        )
        return added.id


@dataclass(frozen=True, slots=True)
class SetAttribute(EditRequest[None]):
    """Set the value of an attribute on one case or source; None takes it away."""

    owner: AttributeOwner
    owner_id: int
    name: str
    value: AttributeValue

    kind: ClassVar[str] = "set_attribute"
    title: ClassVar[str] = mark("Set “{name}” of {which}")

    def apply(self, recorder: Recorder) -> None:
        """Set the value.

        Raises:
            NoSuchAttribute: it is not defined.
            WrongType: the value does not fit its type.
            NotThere: there is no such case or source.
        """
        attribute = _attribute(recorder, self.owner, self.name)
        if attribute is None:
            raise NoSuchAttribute(name=self.name)
        value = typed(self.value, attribute)
        held: Case | Source
        if self.owner is AttributeOwner.CASE:
            held = recorder.get(Case, self.owner_id)
            recorder.facts["which"] = held.name
        else:
            held = recorder.get(Source, self.owner_id)
            recorder.facts["which"] = held.key
        recorder.facts["name"] = self.name
        changed = {name: old for name, old in held.attributes.items() if name != self.name}
        held.attributes = changed if value is None else {**changed, self.name: value}


def typed(value: AttributeValue, attribute: Attribute) -> AttributeValue:
    """The value as the attribute's type holds it; None stays None.

    Raises:
        WrongType: it does not fit.
    """
    if value is None:
        return None
    refusal = WrongType(value=value, type=attribute.type.value, name=attribute.name)
    try:
        if attribute.type is AttributeType.NUMBER:
            number = float(value) if "." in str(value) else int(value)
            if not isfinite(number):
                raise refusal
            return number
        if attribute.type is AttributeType.DATE:
            datetime.fromisoformat(str(value))
            return date.fromisoformat(str(value)[:10]).isoformat() + str(value)[10:]
    except (ValueError, OverflowError) as error:
        raise refusal from error
    if attribute.type is AttributeType.YES_NO and not isinstance(value, bool):
        raise refusal
    if attribute.type is AttributeType.CHOICE and value not in attribute.choices:
        raise refusal
    return str(value) if attribute.type is AttributeType.TEXT else value


def _attribute(recorder: Recorder, owner: AttributeOwner, name: str) -> Attribute | None:
    query = select(Attribute).where(Attribute.owner == owner, Attribute.name == name)
    return recorder.session.execute(query).scalar()


def _free_name(recorder: Recorder, name: str) -> str:
    if not name.strip():
        raise CaseNameMissing
    query = select(Case.id).where(Case.name == name.strip())
    if recorder.session.execute(query).first() is not None:
        raise CaseExists(name=name.strip())
    return name.strip()
