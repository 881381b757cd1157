"""The row axes of a matrix: cases, roles, groups, sources, techniques or any attribute.

An axis gives every text and every case its row. Where a segment is spoken by a case, the case
decides; where it is not, the collection or the text does. Nothing falls out of a matrix: what has
no value on an axis stands in a row that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import isfinite
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection

from models.errors import Refused
from models.vocabulary import StakeholderGroup, Technique
from qda.displays.informants import Group, Person, Unit, Voices
from qda.i18n import Speech, mark
from qda.labels import attribute_label, label
from qda.retrieval.questions import ChoicePlace, choice_places
from qda.retrieval.rows import AttributeValue
from qda.retrieval.sources import attributes


class AxisKind(StrEnum):
    """What the rows of a matrix are; `attribute` needs the name of one."""

    CASE = "case"
    ROLE = "role"
    GROUP = "group"
    SOURCE = "source"
    TECHNIQUE = "technique"
    ATTRIBUTE = "attribute"


class UnknownAxis(Refused):
    """The rows asked for are none of those there are."""

    en = (
        "“{axis}” cannot be the rows of a matrix. Choose case, role, group, source, technique, "
        "or attribute:NAME."
    )
    id = (
        "“{axis}” tidak dapat menjadi baris matriks. Pilih case, role, group, source, technique, "
        "atau attribute:NAMA."
    )


class NoSuchRows(Refused):
    """The attribute that is to make the rows is not in the study."""

    en = "There is no attribute “{attribute}” in this study. Known attributes: {known}."
    id = "Tidak ada atribut “{attribute}” dalam studi ini. Atribut yang ada: {known}."


@dataclass(frozen=True, slots=True)
class RowAxis:
    """What the rows of a matrix are."""

    kind: AxisKind
    attribute: str = ""

    @classmethod
    def parse(cls, written: str) -> RowAxis:
        """The axis written as on the command line: `group`, or `attribute:stars`.

        Raises:
            UnknownAxis: there is no such axis.
        """
        name, _, attribute = written.partition(":")
        try:
            kind = AxisKind(name.strip().casefold())
        except ValueError as error:
            raise UnknownAxis(axis=written) from error
        if (kind is AxisKind.ATTRIBUTE) != bool(attribute.strip()):
            raise UnknownAxis(axis=written)
        return cls(kind, attribute.strip())


@dataclass(frozen=True, slots=True)
class RowKey:
    """A row: its id, label and place in the order; the last rows are those without a value."""

    id: str
    label: str
    order: tuple[int, float, str]


_CORNERS = {
    AxisKind.CASE: mark("Case"),
    AxisKind.ROLE: mark("Role"),
    AxisKind.GROUP: mark("Stakeholder group"),
    AxisKind.SOURCE: mark("Source"),
    AxisKind.TECHNIQUE: mark("Technique"),
}


def axis_label(connection: Connection, axis: RowAxis, speech: Speech) -> str:
    """What the rows of an axis are, in words.

    Raises:
        NoSuchRows: the study has no such attribute.
    """
    if axis.kind is not AxisKind.ATTRIBUTE:
        return speech(_CORNERS[axis.kind])
    known = {each.name: each.label for each in attributes(connection)}
    if axis.attribute not in known:
        raise NoSuchRows(attribute=axis.attribute, known=", ".join(known) or "–")
    return attribute_label(axis.attribute, known[axis.attribute], speech)


NO_CHOICES: Final[Mapping[str, ChoicePlace]] = MappingProxyType({})
"""The choices of an axis that no dictionary of a survey knows."""


def choices_on(
    connection: Connection, axis: RowAxis | None, speech: Speech
) -> Mapping[str, ChoicePlace]:
    """The choices that the dictionaries of surveys give to the attribute of an axis."""
    if axis is None or axis.kind is not AxisKind.ATTRIBUTE:
        return NO_CHOICES
    return choice_places(connection, axis.attribute, speech.language)


class Rows:
    """Gives every text, and every case in it, its row on an axis."""

    def __init__(
        self,
        axis: RowAxis,
        voices: Voices,
        speech: Speech,
        choices: Mapping[str, ChoicePlace] = NO_CHOICES,
    ) -> None:
        self._axis = axis
        self._choices = choices
        self._voices = voices
        self._speech = speech
        by_kind: dict[AxisKind, Callable[[Unit, Person | None], RowKey]] = {
            AxisKind.CASE: self._by_case,
            AxisKind.ROLE: self._by_role,
            AxisKind.GROUP: self._by_group,
            AxisKind.SOURCE: self._by_source,
            AxisKind.TECHNIQUE: self._by_technique,
            AxisKind.ATTRIBUTE: self._by_attribute,
        }
        self._row = by_kind[axis.kind]
        self._known: dict[tuple[int, int | None], RowKey] = {}

    def of(self, source_id: int, case_id: int | None) -> RowKey:
        """The row of a text, as spoken by a case or by nobody in particular."""
        place = (source_id, case_id)
        if place not in self._known:
            person = None if case_id is None else self._voices.people[case_id]
            self._known[place] = self._row(self._voices.units[source_id], person)
        return self._known[place]

    def _group_of(self, unit: Unit) -> Group | None:
        if unit.collection_id is None:
            return None
        return self._voices.groups[unit.collection_id]

    def _by_case(self, unit: Unit, person: Person | None) -> RowKey:
        if person is not None and person.collection_id is not None:
            # A survey is one row of such an axis; its respondents would be thousands.
            return _of_group(self._voices.groups[person.collection_id])
        if person is not None:
            return RowKey(f"case:{person.id}", person.name, (0, 0, person.name.casefold()))
        group = self._group_of(unit)
        if group is not None:
            return _of_group(group)
        return RowKey(f"source:{unit.id}", f"{unit.title} ({unit.key})", (2, 0, unit.key))

    def _by_role(self, unit: Unit, person: Person | None) -> RowKey:
        who = person or self._group_of(unit)
        if who is None or not who.role:
            return self._without()
        return RowKey(f"role:{who.role}", who.role, (0, 0, who.role.casefold()))

    def _by_group(self, unit: Unit, person: Person | None) -> RowKey:
        who = person or self._group_of(unit)
        if who is None or who.group is None:
            return self._without()
        order = list(StakeholderGroup).index(who.group)
        return RowKey(f"group:{who.group.value}", label(who.group, self._speech), (0, order, ""))

    def _by_source(self, unit: Unit, _person: Person | None) -> RowKey:
        group = self._group_of(unit)
        if group is not None:
            return _of_group(group)
        return RowKey(f"source:{unit.id}", f"{unit.key} · {unit.title}", (0, 0, unit.key))

    def _by_technique(self, unit: Unit, _person: Person | None) -> RowKey:
        order = list(Technique).index(unit.technique)
        name = label(unit.technique, self._speech)
        return RowKey(f"technique:{unit.technique.value}", name, (0, order, ""))

    def _by_attribute(self, unit: Unit, person: Person | None) -> RowKey:
        name = self._axis.attribute
        value: AttributeValue = None
        if person is not None:
            value = person.attributes.get(name)
        if value is None:
            value = unit.attributes.get(name)
        return row_of_choice(value, self._choices, self._speech)

    def _without(self) -> RowKey:
        return row_of_value(None, self._speech)


def row_of_choice(
    value: AttributeValue, choices: Mapping[str, ChoicePlace], speech: Speech
) -> RowKey:
    """The row of a value; a choice of a survey is called, and placed, as its dictionary says."""
    key = row_of_value(value, speech)
    choice = choices.get(value) if isinstance(value, str) else None
    return key if choice is None else replace(key, label=choice.label, order=(0, choice.place, ""))


def row_of_value(value: AttributeValue, speech: Speech) -> RowKey:
    """The row of an attribute's value; the last one, which says so, where there is none."""
    if value is None or value == "":
        return RowKey("none", speech("Not stated"), (9, 0, ""))
    if isinstance(value, bool):
        words = speech("Yes") if value else speech("No")
        return RowKey(f"yes-no:{value}", words, (0, float(value), ""))
    if isinstance(value, float) and not value.is_integer():
        return RowKey(f"number:{value}", speech.number(value, 2), (0, value, ""))
    written = str(int(value) if isinstance(value, float) else value)
    return RowKey(f"value:{written}", written, _sorted_by(written))


def _of_group(group: Group) -> RowKey:
    return RowKey(f"collection:{group.id}", f"{group.title} ({group.key})", (1, 0, group.key))


def _sorted_by(written: str) -> tuple[int, float, str]:
    """Numbers by their size, also where they were stored as text; then words by their letters."""
    try:
        number = float(written)
    except ValueError:
        return (1, 0, written.casefold())
    return (0, number, written) if isfinite(number) else (1, 0, written.casefold())
