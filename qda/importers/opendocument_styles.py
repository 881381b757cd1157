"""What the styles and lists of an OpenDocument text say: hidden or not, and how items count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qda.importers.numbering import Level
from qda.importers.xml_part import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORMATS: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
}


@dataclass(slots=True)
class OpenDocumentStyles:
    """Styles that hide their text, paragraph styles with a list, and the levels of each list."""

    hidden: set[str] = field(default_factory=set)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    titles: set[str] = field(default_factory=lambda: {"Title"})

    @classmethod
    def of(cls, roots: Sequence[_Element]) -> OpenDocumentStyles:
        """The styles of the parts `styles.xml` and `content.xml`."""
        styles = cls()
        for root in roots:
            for element in root.iter("{*}style", "{*}list-style"):
                styles._take(element)
        return styles

    def _take(self, element: _Element) -> None:
        name = attribute(element, "name")
        if local_name(element) == "list-style":
            self.lists[name] = dict(_level(level) for level in element if _is_level(level))
            return
        if attribute(element, "parent-style-name") in self.titles:
            self.titles.add(name)
        for properties in element:
            is_text = local_name(properties) == "text-properties"
            if is_text and attribute(properties, "display") == "none":
                self.hidden.add(name)


def _is_level(element: _Element) -> bool:
    return local_name(element).startswith("list-level-style")


def _level(element: _Element) -> tuple[int, Level]:
    """A level of a list by depth (0-based), its pattern as a word processor would write it."""
    depth = _whole(attribute(element, "level"), 1) - 1
    if local_name(element) != "list-level-style-number":
        return depth, Level("bullet", suffix=" ")
    shown = _whole(attribute(element, "display-levels"), 1)
    numbers = ".".join(f"%{n + 1}" for n in range(max(0, depth + 1 - shown), depth + 1))
    style = _FORMATS.get(attribute(element, "num-format", "1"), "decimal")
    pattern = attribute(element, "num-prefix") + numbers + attribute(element, "num-suffix")
    start = _whole(attribute(element, "start-value"), 1)
    return depth, Level(style, start, pattern if style != "none" else "", " ")


def _whole(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else default
