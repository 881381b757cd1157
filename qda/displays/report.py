"""A report as a value: sections with paragraphs, facts and displays, in the order of reading.

Words of a paragraph may name a display of the report by its id in brackets, `[#groups]`: there
stands `Table 4.1`, and leads to it. Trace keys such as `W03:12` lead to the appendix of evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from models.errors import Refused
from qda.displays.network import Network
from qda.displays.values import Fact, Matrix

REFERENCE: Final = re.compile(r"\[#([^\]\s]+)\]")
"""How words name a display of the report."""


class UnknownReference(Refused):
    """Words name a display that the report does not hold."""

    en = "The report names a display “{name}” that is not in it. It holds: {known}."
    id = "Laporan menyebut display “{name}” yang tidak ada di dalamnya. Yang ada: {known}."


class DoubledDisplay(Refused):
    """Two displays of a report bear the same id."""

    en = "Two displays of the report bear the id “{name}”. Give one of them another id."
    id = "Dua display dalam laporan memakai id “{name}”. Berikan id lain pada salah satunya."


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; line breaks stay."""

    words: str


@dataclass(frozen=True, slots=True)
class Points:
    """Short paragraphs, each behind a dash."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactList:
    """Labels with their texts."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ShownDisplay:
    """A display under a numbered caption; `id` is what words name it by."""

    id: str
    display: Matrix | Network


Block: TypeAlias = Paragraph | Points | FactList | ShownDisplay


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A heading with what stands beneath it; `level` 1 is a chapter, 3 the deepest."""

    heading: str
    blocks: tuple[Block, ...] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """A report; its chapters are counted from `first_chapter`, and captions with them.

    `facts` stand below the title: study, version, date. The evidence of all displays stands once,
    in an appendix, unless `has_appendix` is false.
    """

    title: str
    language: str
    sections: tuple[ReportSection, ...]
    subtitle: str = ""
    author: str = ""
    facts: tuple[Fact, ...] = ()
    first_chapter: int = 1
    has_appendix: bool = True

    def displays(self) -> Iterator[ShownDisplay]:
        """All displays in their order."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, ShownDisplay):
                    yield block

    def checked(self) -> Report:
        """Itself, where every display that words name is there, and once.

        Raises:
            UnknownReference, DoubledDisplay: it is not.
        """
        known: dict[str, None] = {}
        for shown in self.displays():
            if shown.id in known:
                raise DoubledDisplay(name=shown.id)
            known[shown.id] = None
        for words in self._words():
            for name in REFERENCE.findall(words):
                if name not in known:
                    raise UnknownReference(name=name, known=", ".join(known) or "–")
        return self

    def _words(self) -> Iterator[str]:
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    yield block.words
                elif isinstance(block, Points):
                    yield from block.items
                elif isinstance(block, FactList):
                    yield from (fact.text for fact in block.facts)
