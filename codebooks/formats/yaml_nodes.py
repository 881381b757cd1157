"""The nodes of a YAML text, each knowing its line: texts, lists and mappings, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from codebooks.framework import Wording
from codebooks.hints import Hint, did_you_mean
from codebooks.places import Place
from codebooks.refusals import (
    CodebookAliasRefused,
    CodebookNotYaml,
    CodebookTagRefused,
    CodebookTextUnholdable,
    CodebookTooDeep,
    EmptyCodebook,
    RepeatedCodebookKey,
    UnknownCodebookKey,
    WrongCodebookType,
)

if TYPE_CHECKING:
    import yaml

DEEPEST: Final = 40
_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")
_PLAIN_TAGS: Final = "tag:yaml.org,2002:"
_PLAIN_TYPES: Final = ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "merge")

_TEXT: Final = Hint(en="a text", id="teks")
_LIST: Final = Hint(en="a list (lines that begin with a dash)", id="daftar (diawali tanda hubung)")
_MAPPING: Final = Hint(en="a mapping (key: value)", id="pasangan kunci: nilai")
_TWO_TEXTS: Final = Hint(en="two texts, “en:” and “id:”", id="dua teks, “en:” dan “id:”")


class Fields:
    """A mapping of the file: its values by key, with the place of each for messages."""

    def __init__(self, node: yaml.MappingNode, file: str) -> None:
        self._file = file
        self.place = _place(node, file)
        self._keys: dict[str, yaml.Node] = {}
        self._values: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = _text(key_node, "…", file)
            if key in self._values:
                raise RepeatedCodebookKey(place=_place(key_node, file), key=key)
            self._keys[key] = key_node
            self._values[key] = value

    def allow(self, known: Sequence[str]) -> None:
        """Refuses any key but these.

        Raises:
            UnknownCodebookKey: with the nearest known key.
        """
        for key, node in self._keys.items():
            if key not in known:
                place = _place(node, self._file)
                raise UnknownCodebookKey(place=place, key=key, hint=did_you_mean(key, known))

    def has(self, key: str) -> bool:
        """Whether the key stands in the file, be it empty."""
        return key in self._values

    def place_of(self, key: str) -> Place:
        """Where the value of the key stands."""
        return _place(self._values[key], self._file) if key in self._values else self.place

    def hint(self, word: str, known: Iterable[str]) -> Hint:
        """Did-you-mean among the allowed words."""
        return did_you_mean(word, [candidate for candidate in known if candidate])

    def text(self, key: str) -> str:
        """The text of the key as it is written; empty where it is missing or null."""
        return _text(self._values[key], key, self._file) if key in self._values else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts of the key, empty ones left out."""
        found = (_text(node, key, self._file) for node in self._list(key))
        return tuple(text for text in found if text)

    def items(self, key: str) -> list[Fields]:
        """The list of mappings of the key."""
        return [self._mapping(node, key, _MAPPING) for node in self._list(key)]

    def wording(self, key: str) -> Wording:
        """The two texts of the key."""
        node = self._values.get(key)
        return Wording() if node is None or _is_null(node) else self._wording(node, key)

    def wordings(self, key: str) -> tuple[Wording, ...]:
        """The list of pairs of texts of the key, empty ones left out."""
        found = (self._wording(node, key) for node in self._list(key))
        return tuple(wording for wording in found if wording.en or wording.id)

    def _wording(self, node: yaml.Node, key: str) -> Wording:
        fields = self._mapping(node, key, _TWO_TEXTS)
        fields.allow(("en", "id"))
        return Wording(en=fields.text("en"), id=fields.text("id"))

    def _list(self, key: str) -> list[yaml.Node]:
        import yaml

        node = self._values.get(key)
        if node is None or _is_null(node):
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise WrongCodebookType(place=_place(node, self._file), key=key, expected=_LIST)
        return list(node.value)

    def _mapping(self, node: yaml.Node, key: str, expected: Hint) -> Fields:
        import yaml

        if not isinstance(node, yaml.MappingNode):
            raise WrongCodebookType(place=_place(node, self._file), key=key, expected=expected)
        return Fields(node, self._file)


def root_fields(text: str, file: str) -> Fields:
    """The mapping that the whole file is.

    Raises:
        CodebookNotYaml: the text breaks the rules of YAML, or holds several documents.
        CodebookAliasRefused, CodebookTooDeep, CodebookTagRefused: it could do harm.
        EmptyCodebook: there is nothing in it.
        WrongCodebookType: it is a list or a bare text.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _inspect(text, file, loader)
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        raise CodebookNotYaml(place=_error_place(error, file), reason=_reason(error)) from error
    if node is None or _is_null(node):
        raise EmptyCodebook(file=file)
    if not isinstance(node, yaml.MappingNode):
        raise WrongCodebookType(place=_place(node, file), key=file, expected=_MAPPING)
    return Fields(node, file)


def _inspect(text: str, file: str, loader: type[yaml.SafeLoader]) -> None:
    """Looks at the flat run of events first, before any tree is built from them."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=loader):
        mark = event.start_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        if isinstance(event, yaml.AliasEvent):
            raise CodebookAliasRefused(place=place)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise CodebookTooDeep(place=place, limit=DEEPEST)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        tag = getattr(event, "tag", None)
        if tag and tag != "!" and tag.removeprefix(_PLAIN_TAGS) not in _PLAIN_TYPES:
            raise CodebookTagRefused(place=place, tag=tag)


def _text(node: yaml.Node, key: str, file: str) -> str:
    import yaml

    if not isinstance(node, yaml.ScalarNode):
        raise WrongCodebookType(place=_place(node, file), key=key, expected=_TEXT)
    text = "" if _is_null(node) else str(node.value)
    if _HALF_PAIR.search(text):
        raise CodebookTextUnholdable(file=f"{_place(node, file)}", text=ascii(text[:60]))
    return text


def _is_null(node: yaml.Node) -> bool:
    # A bare `~` or nothing at all; the plain word "null" is taken as a text, as it was typed.
    return bool(node.tag == f"{_PLAIN_TAGS}null" and node.value in {"", "~"})


def _place(node: yaml.Node, file: str) -> Place:
    return Place(file, line=node.start_mark.line + 1, column=node.start_mark.column + 1)


def _error_place(error: yaml.YAMLError, file: str) -> Place:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return Place(file) if mark is None else Place(file, line=mark.line + 1, column=mark.column + 1)


def _reason(error: yaml.YAMLError) -> str:
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return " ".join(str(problem).split())[:200]
