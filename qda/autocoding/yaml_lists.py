"""Term lists as YAML: read node by node, so that every refusal can name its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from codebooks.framework import Wording
from qda.autocoding import entries
from qda.autocoding.entries import Entry, Facts, Place, Words, key_of, wrong
from qda.autocoding.errors import NotReadable, RepeatedKey, Worded
from qda.autocoding.term_list import Term, TermList
from qda.i18n import mark

if TYPE_CHECKING:
    from yaml import MappingNode, Node

A_TEXT: Final = mark("a text")
A_LIST: Final = mark("a list of entries")
A_WORDING: Final = mark("a text, or texts under “id” and “en”")
TERMS: Final = mark("terms with commas between them, or a list of terms")
A_MAPPING: Final = mark("keys with values")
NOT_UTF8: Final = mark("it is not UTF-8 text")
NOT_YAML: Final = mark("line {number} breaks the rules of YAML")
HAS_ALIAS: Final = mark("line {number} uses “*” or “&” to refer to another place")
TOO_DEEP: Final = mark("line {number} is nested too deeply")
_DEEPEST: Final = 8
_YAML: Final = "YAML"


def from_yaml(content: bytes, file: str) -> TermList:
    """The term list in the bytes of a YAML file.

    Raises:
        BadTermList: it is none, or something in it is wrong; says in which line.
    """
    root = _composed(content, file)
    place = Place(file, Worded(entries.WHOLE_FILE))
    facts = Facts(place)
    rules: Node | None = None
    for key, node, where in _pairs(root, entries.LIST_KEYS, file):
        if key == "rules":
            rules = node
        elif key in ("name", "note"):
            setattr(facts, key, _wording(key, node, where))
        elif key == "language":
            facts.language = entries.language_of(_text(key, node, where), where)
        else:
            setattr(facts, key, _text(key, node, where).strip())
    made = [] if rules is None else [_entry(node, facts, file) for node in _items(rules, file)]
    return entries.built(facts, made)


def _composed(content: bytes, file: str) -> Node:
    import yaml

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotReadable(file=file, format=_YAML, why=Worded(NOT_UTF8)) from error
    try:
        _guard(text, file)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise NotReadable(file=file, format=_YAML, why=Worded(NOT_YAML, line)) from error
    if not isinstance(root, yaml.MappingNode):
        raise wrong("id", A_MAPPING, Place(file, Worded(entries.LINE, 1)))
    return root


def _guard(text: str, file: str) -> None:
    """Refuse what could grow out of bounds before any tree of it is built."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = (event.start_mark.line if event.start_mark else 0) + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise NotReadable(file=file, format=_YAML, why=Worded(HAS_ALIAS, line))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise NotReadable(file=file, format=_YAML, why=Worded(TOO_DEEP, line))


def _pairs(node: Node, known: dict[str, str], file: str) -> Iterator[tuple[str, Node, Place]]:
    """The meanings of the keys of a mapping with their values and places."""
    mapping = _mapping(node, file)
    seen: set[str] = set()
    for key_node, value in mapping.value:
        place = _place(key_node, file)
        key = key_of(_text("key", key_node, place), known, place)
        if key in seen:
            raise RepeatedKey(file=file, place=place.where, key=key)
        seen.add(key)
        yield key, value, place


def _mapping(node: Node, file: str) -> MappingNode:
    from yaml import MappingNode

    if not isinstance(node, MappingNode):
        raise wrong("rules", A_MAPPING, _place(node, file))
    return node


def _items(node: Node, file: str) -> list[Node]:
    from yaml import SequenceNode

    if not isinstance(node, SequenceNode):
        raise wrong("rules", A_LIST, _place(node, file))
    items: list[Node] = node.value
    return items


def _place(node: Node, file: str) -> Place:
    return Place(file, Worded(entries.LINE, node.start_mark.line + 1))


def _text(key: str, node: Node, place: Place) -> str:
    from yaml import ScalarNode

    if not isinstance(node, ScalarNode):
        raise wrong(key, A_TEXT, place)
    empty = node.tag.endswith(":null")
    return "" if empty else str(node.value)


def _wording(key: str, node: Node, place: Place) -> Wording:
    from yaml import MappingNode, ScalarNode

    if isinstance(node, ScalarNode):
        text = _text(key, node, place).strip()
        return Wording(en=text, id=text)
    if not isinstance(node, MappingNode):
        raise wrong(key, A_WORDING, place)
    known = {language: language for language in ("id", "en")}
    texts = {
        language: _text(language, value, where).strip()
        for language, value, where in _pairs(node, known, place.file)
    }
    return Wording(en=texts.get("en", ""), id=texts.get("id", ""))


def _entry(node: Node, facts: Facts, file: str) -> Entry:
    entry = Entry(_place(node, file))
    pairs = list(_pairs(node, entries.RULE_KEYS, file))
    language = facts.language
    for key, value, place in pairs:
        if key == "language":
            language = entries.language_of(_text(key, value, place), place)
    for key, value, place in pairs:
        if key == "code":
            entry.code = _text(key, value, place).strip()
        elif key == "indicator":
            entry.indicator = _wording(key, value, place)
        elif key == "longest":
            entry.longest = entries.number_of(_text(key, value, place), place)
        elif key == "unless":
            entry.unless.extend(_words(value, Term("", language), file))
        elif key in entries.POLARITIES:
            like = Term("", language, polarity=entries.POLARITIES[key])
            entry.words.extend(_words(value, like, file))
    return entry


def _words(node: Node, like: Term, file: str) -> Iterator[Words]:
    """The terms under one key: a text, a list of terms, or texts and lists by language."""
    from yaml import MappingNode

    if not isinstance(node, MappingNode):
        yield from _in_one_language(node, like, file)
        return
    known = {key: key for key in entries.LIMITS}
    for key, value, _ in _pairs(node, known, file):
        language, limited = entries.LIMITS[key]
        term = Term("", language, polarity=like.polarity, limited=limited)
        yield from _in_one_language(value, term, file)


def _in_one_language(node: Node, like: Term, file: str) -> Iterator[Words]:
    from yaml import ScalarNode, SequenceNode

    place = _place(node, file)
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield _listed(item, like, file)
    elif isinstance(node, ScalarNode):
        yield Words(_text("terms", node, place), like, place)
    else:
        raise wrong("terms", TERMS, place)


def _listed(node: Node, like: Term, file: str) -> Words:
    place = _place(node, file)
    text = _text("terms", node, place)
    # `- "dana hibah"` means exactly these words: YAML has taken the quotation marks away.
    exact = getattr(node, "style", None) == '"' and not text.startswith(('"', "~"))
    return Words(f'"{text}"' if exact and text.strip() else text, like, place, whole=True)
