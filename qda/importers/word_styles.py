"""What the styles and lists of a Word document say of a paragraph: heading, hidden, numbered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qda.importers.numbering import Counters, Level
from qda.importers.xml_part import attribute, child, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_BASES: Final = 20
_OFF: Final = frozenset(("0", "false", "off", "none"))
_SUFFIXES: Final = {"space": " ", "nothing": ""}


def is_on(properties: _Element | None, name: str) -> bool | None:
    """Whether a switch such as `vanish` is on or off in a set of properties; None where unsaid."""
    switch = child(properties, name)
    return None if switch is None else attribute(switch, "val", "1").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    outline: int | None = None
    hidden: bool | None = None
    list_id: str = ""
    depth: int = 0


@dataclass(slots=True)
class Styles:
    """The styles of a document by id; a style inherits what it does not say itself."""

    _styles: dict[str, _Style] = field(default_factory=dict)

    @classmethod
    def of(cls, root: _Element | None) -> Styles:
        """The styles in the root of `styles.xml`; none where the document has none."""
        found = {}
        for element in root if root is not None else ():
            if local_name(element) == "style":
                found[attribute(element, "styleId")] = _style(element)
        return cls(found)

    def _chain(self, style_id: str) -> list[_Style]:
        chain: list[_Style] = []
        while style_id in self._styles and len(chain) < _MOST_BASES:
            chain.append(self._styles[style_id])
            style_id = chain[-1].based_on
        return chain

    def is_heading(self, style_id: str) -> bool:
        """Whether the style is a title or has an outline level."""
        chain = self._chain(style_id)
        if chain and chain[0].name.lower() in ("title", "judul"):
            return True
        return any(
            style.outline is not None or style.name.lower().startswith("heading") for style in chain
        )

    def is_hidden(self, style_id: str) -> bool:
        """Whether the style hides its text."""
        return next((s.hidden for s in self._chain(style_id) if s.hidden is not None), False)

    def list_of(self, style_id: str) -> tuple[str, int]:
        """The list and depth that the style gives its paragraphs; ("", 0) for none."""
        style = next((s for s in self._chain(style_id) if s.list_id), _Style())
        return style.list_id, style.depth


def _style(element: _Element) -> _Style:
    paragraph = child(element, "pPr")
    name, base = child(element, "name"), child(element, "basedOn")
    outline, number = child(paragraph, "outlineLvl"), child(paragraph, "numPr", "numId")
    level = child(paragraph, "numPr", "ilvl")
    return _Style(
        name=attribute(name, "val") if name is not None else "",
        based_on=attribute(base, "val") if base is not None else "",
        outline=_number(outline) if outline is not None and _number(outline) < 9 else None,
        hidden=is_on(child(element, "rPr"), "vanish"),
        list_id=attribute(number, "val") if number is not None else "",
        depth=_number(level) if level is not None else 0,
    )


@dataclass(slots=True)
class Lists:
    """The numbered and bulleted lists of a document, counting as the text goes on."""

    _levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _families: dict[str, str] = field(default_factory=dict)
    _counters: Counters = field(default_factory=Counters)

    @classmethod
    def of(cls, root: _Element | None) -> Lists:
        """The lists in the root of `numbering.xml`; none where the document has none."""
        abstract: dict[str, dict[int, Level]] = {}
        lists = cls()
        for element in root if root is not None else ():
            if local_name(element) == "abstractNum":
                abstract[attribute(element, "abstractNumId")] = _levels(element)
            elif local_name(element) == "num":
                lists._take(element, abstract)
        return lists

    def _take(self, element: _Element, abstract: dict[str, dict[int, Level]]) -> None:
        list_id, link = attribute(element, "numId"), child(element, "abstractNumId")
        family = attribute(link, "val") if link is not None else ""
        levels = dict(abstract.get(family, {}))
        restarts = False
        for override in element:
            if local_name(override) == "lvlOverride":
                depth = _whole(attribute(override, "ilvl"))
                levels |= _levels(override)
                start = child(override, "startOverride")
                if start is not None:
                    restarts = True
                    old = levels.get(depth, Level())
                    first = _number(start)
                    levels[depth] = Level(old.format, first, old.pattern, old.suffix)
        self._levels[list_id] = levels
        # Lists of one family go on counting where the last one stopped, unless told otherwise.
        self._families[list_id] = list_id if restarts else f"family {family}"

    def label(self, list_id: str, depth: int) -> str:
        """The label of the next paragraph of a list, "" for a list that is switched off."""
        levels = self._levels.get(list_id)
        if levels is None or not levels:
            return ""
        return self._counters.next(self._families[list_id], depth, levels)


def _levels(element: _Element) -> dict[int, Level]:
    levels = {}
    for lvl in element:
        if local_name(lvl) != "lvl":
            continue
        form, text = child(lvl, "numFmt"), child(lvl, "lvlText")
        start, suffix = child(lvl, "start"), child(lvl, "suff")
        levels[_whole(attribute(lvl, "ilvl"))] = Level(
            format=attribute(form, "val") if form is not None else "decimal",
            start=_number(start) if start is not None else 1,
            pattern=attribute(text, "val") if text is not None else "",
            suffix=_SUFFIXES.get(attribute(suffix, "val") if suffix is not None else "", "\t"),
        )
    return levels


def _number(element: _Element) -> int:
    return _whole(attribute(element, "val"))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.lstrip("-").isdigit() and len(text) < 8 else 0
