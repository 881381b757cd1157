"""A framework as values: its codes, their definitions and links, its relations and citation.

Texts are bilingual (`Wording`) and may hold the place-holders `{programme}` and `{agency}`, which
are filled from the study, so that a framework speaks of any programme and not of one app.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in English and in Indonesian; either may be empty, never both in a shipped file."""

    en: str = ""
    id: str = ""

    def in_(self, language: str) -> str:
        """The text in `language`, or in the other one where this is empty."""
        first, second = (self.id, self.en) if language == "id" else (self.en, self.id)
        return first or second

    def filled(self, programme: Wording, agency: Wording) -> Wording:
        """The text with its place-holders filled in, each language from its own wording."""
        return Wording(
            en=_fill(self.en, programme.in_("en"), agency.in_("en")),
            id=_fill(self.id, programme.in_("id"), agency.in_("id")),
        )


def _fill(text: str, programme: str, agency: str) -> str:
    return text.replace("{programme}", programme).replace("{agency}", agency)


class RelationKind(StrEnum):
    """How one code of a theory bears on another."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MUTUAL = "mutual"
    CYCLE = "cycle"
    MODERATES = "moderates"


@dataclass(frozen=True, slots=True)
class Relation:
    """An arrow of the theory from `source` to `target` (code ids), with a sign and its basis."""

    source: str
    target: str
    kind: RelationKind = RelationKind.DIRECT
    sign: str = "+"
    via: str = ""
    note: str = ""
    to_check: bool = False


@dataclass(frozen=True, slots=True)
class FrameworkCode:
    """One category of a theory.

    `see_instead` holds the ids that the exclusion names: what to use in its place. `indicators`,
    `include` and the rest are the code's own; `Framework.effective` adds what it inherits.
    """

    id: str
    name: Wording
    parent: str = ""
    definition: Wording = Wording()
    include: Wording = Wording()
    exclude: Wording = Wording()
    see_instead: tuple[str, ...] = ()
    indicators: tuple[Wording, ...] = ()
    questions: tuple[Wording, ...] = ()
    aliases: tuple[Wording, ...] = ()
    origin: str = "deductive"
    note: Wording = Wording()


@dataclass(frozen=True, slots=True)
class Framework:
    """A theory as data: its codes in reading order (a parent before its children)."""

    id: str
    name: Wording
    citation: str
    codes: tuple[FrameworkCode, ...]
    description: Wording = Wording()
    secondary_citations: tuple[str, ...] = ()
    pages: str = ""
    outcome: str = ""
    relations: tuple[Relation, ...] = ()
    propositions: tuple[Wording, ...] = ()
    to_check: tuple[Wording, ...] = ()
    version: str = "1"

    def code(self, code_id: str) -> FrameworkCode:
        """The code with this id.

        Raises:
            KeyError: the framework has no such code.
        """
        for code in self.codes:
            if code.id == code_id:
                return code
        raise KeyError(code_id)

    def children(self, parent: str) -> Iterator[FrameworkCode]:
        """The codes directly beneath `parent` ("" for the dimensions), in order."""
        return (code for code in self.codes if code.parent == parent)

    @property
    def dimensions(self) -> tuple[FrameworkCode, ...]:
        """The codes at the top: the theory's variables."""
        return tuple(self.children(""))
