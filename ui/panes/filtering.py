"""What a list of codings is filtered by: what may be chosen, what is chosen, and its chips."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Signal

from models.vocabulary import CodingState, Polarity, StakeholderGroup, Technique
from qda.events import Changed
from qda.i18n import Speech, mark
from qda.labels import label
from qda.retrieval.codes import codes, subtree
from qda.retrieval.codings import CodingFilter
from qda.retrieval.listing import FilterChoices, filter_choices
from qda.retrieval.rows import CodeRow
from qda.session import StudyState
from ui.desk import Desk
from ui.widgets.filter_bar import FilterBar, FilterPart, FilterValue
from ui.widgets.speaking import Speaking

_DEEPEST: Final = 1
"""Codes further down the tree are chosen in the tree itself."""

_KINDS: Final[tuple[tuple[str, str, type[StrEnum]], ...]] = (
    ("states", mark("State"), CodingState),
    ("polarities", mark("Polarity"), Polarity),
    ("groups", mark("Stakeholder group"), StakeholderGroup),
    ("techniques", mark("Technique"), Technique),
)
_SHOWS: Final = frozenset({"code", "coder", "case", "collection", "source", "sample"})
_TAGGING: Final = "tag_codings"
"""The kind of the edit that makes new tags; no other change of codings makes new choices."""


@dataclass(frozen=True, slots=True)
class _Material:
    choices: FilterChoices
    codes: tuple[CodeRow, ...]


def _read(connection: StudyState) -> _Material:
    return _Material(filter_choices(connection), codes(connection, counted=False))


class Filtering(Speaking, QObject):
    """Keeps the filter of one list in step with its bar.

    `without` names parts that make no sense there.

    Signals:
        changed: the filter is another one (`CodingFilter`).
    """

    changed = Signal(object)

    def __init__(
        self, desk: Desk, bar: FilterBar, speech: Speech, *, without: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(bar)
        self.desk = desk
        self.bar = bar
        self.speech = speech
        self.wanted = CodingFilter()
        self._without = without
        self._chosen: tuple[FilterValue, ...] = ()
        self._words = ""
        self._material: _Material | None = None
        bar.toggled.connect(self._on_toggled)
        bar.cleared.connect(self.clear)
        bar.searched.connect(self._on_searched)
        bar.opened.connect(self._on_opened)
        desk.changed.connect(self._on_changed)
        self._read()

    @property
    def active(self) -> bool:
        """Whether anything is filtered out."""
        return self.wanted != CodingFilter()

    def clear(self) -> None:
        """Show everything again."""
        self._chosen, self._words = (), ""
        self.bar.field.clear()
        self._apply()

    def choose(self, value: FilterValue) -> None:
        """Add a value to the filter, or take it away where it is in it."""
        self._on_toggled(value)

    def restore(self, chosen: tuple[FilterValue, ...], words: str = "") -> None:
        """Take up a filter that was left before."""
        self._chosen, self._words = chosen, words
        self.bar.field.setText(words)
        self._apply()

    @property
    def chosen(self) -> tuple[FilterValue, ...]:
        """The values that are chosen, in the order in which they were."""
        return self._chosen

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that the study uses."""
        return () if self._material is None else self._material.choices.tags

    def retranslate(self) -> None:
        """Override: the chips, whose words are made anew."""
        self.bar.set_speech(self.speech)
        known = {(value.part, value.value): value for part in self.parts() for value in part.values}
        self._chosen = tuple(known.get((each.part, each.value), each) for each in self._chosen)
        self.bar.set_active(self._chosen)

    def parts(self) -> list[FilterPart]:
        """Everything one may filter by, worded."""
        speech = self.speech
        made = [
            FilterPart(
                speech(heading),
                tuple(FilterValue(part, each, label(each, speech)) for each in kind),
            )
            for part, heading, kind in _KINDS
            if part not in self._without
        ]
        made += self._from_study()
        yes_or_no = (
            FilterValue("important", True, speech("marked as important")),
            FilterValue("important", False, speech("not marked as important")),
            FilterValue("memo", True, speech("with a memo")),
            FilterValue("memo", False, speech("without a memo")),
        )
        return [*made, FilterPart(speech("Marks"), yes_or_no)]

    def _from_study(self) -> list[FilterPart]:
        if self._material is None:
            return []
        speech, found = self.speech, self._material
        language, choices = speech.language, found.choices
        tree = [
            FilterValue("code_ids", code.id, code.name(language))
            for code in found.codes
            if code.depth <= _DEEPEST
        ]
        texts = [
            FilterValue("source_ids", row.source_id, f"{row.key}  {row.title}")
            if row.source_id is not None
            else FilterValue("collection_ids", row.collection_id, f"{row.key}  {row.title}")
            for row in choices.texts
        ]
        lists = (
            (speech("Code"), tree),
            (speech("Source"), texts),
            (speech("Coder"), [FilterValue("coder_ids", *each) for each in choices.coders]),
            (speech("Informant"), [FilterValue("case_ids", *each) for each in choices.cases]),
            (speech("Role"), [FilterValue("roles", each, each) for each in choices.roles]),
            (speech("Tag"), [FilterValue("tags", each, f"#{each}") for each in choices.tags]),
            (speech("Sample"), [FilterValue("samples", each, each) for each in choices.samples]),
        )
        return [FilterPart(heading, tuple(values)) for heading, values in lists]

    def _read(self) -> None:
        self.desk.read(f"filter {id(self)}", _read, self._on_read)

    def _on_read(self, material: _Material) -> None:
        self._material = material

    def _on_opened(self) -> None:
        self.bar.set_parts(self.parts())

    def _on_toggled(self, value: FilterValue) -> None:
        same = [
            each for each in self._chosen if (each.part, each.value) == (value.part, value.value)
        ]
        if same:
            self._chosen = tuple(each for each in self._chosen if each not in same)
        else:
            self._chosen = (*self._chosen, value)
        self._apply()

    def _on_searched(self, words: str) -> None:
        self._words = words
        self._apply()

    def _apply(self) -> None:
        wanted = CodingFilter()
        for value in self._chosen:
            held = getattr(wanted, value.part)
            wanted = replace(wanted, **{value.part: held | self._meant(value)})
        words = frozenset({self._words.strip()} - {""})
        self.bar.set_active(self._chosen)
        wanted = replace(wanted, words=words)
        if wanted != self.wanted:
            self.wanted = wanted
            self.changed.emit(wanted)

    def _meant(self, value: FilterValue) -> frozenset[object]:
        """What a value stands for: a code for everything beneath it, too."""
        if value.part == "code_ids" and self._material is not None and isinstance(value.value, int):
            return frozenset(subtree(self._material.codes, value.value))
        return frozenset({value.value})

    def _on_changed(self, change: Changed) -> None:
        if change.tables & _SHOWS or change.kind == _TAGGING:
            self._read()


def together(one: CodingFilter, other: CodingFilter) -> CodingFilter | None:
    """The filter that leaves what both leave; None where that is nothing at all."""
    parts = {}
    for each in fields(CodingFilter):
        left, right = getattr(one, each.name), getattr(other, each.name)
        both = left & right if left and right else left | right
        if left and right and not both:
            return None
        parts[each.name] = both
    return CodingFilter(**parts)
