"""Finds every sentence the program says: the keys that the Indonesian catalogue must hold.

A sentence is the text handed to `speech(...)`, `say(...)`, `_(...)`, `mark(...)` or a `Notice`,
under whatever attribute they hang (`self._speech(...)`), and the two of `speech.many(...)`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.helpers.tree import Module, called

_WORDERS = {"speech", "say", "mark", "_", "s", "Notice"}
# `error.say("id")` asks an error for a language; it does not say the sentence "id".
_LANGUAGES = {"en", "id"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A key of the catalogue and where it stands; `more` is its plural, where it has one."""

    text: str
    place: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A call that words something no catalogue can hold, such as an f-string."""

    place: str


def sentences(modules: Sequence[Module]) -> list[Sentence]:
    """The sentences of these modules in reading order."""
    return [found for found in _found(modules) if isinstance(found, Sentence)]


def unreadable(modules: Sequence[Module]) -> list[Unreadable]:
    """The calls of these modules whose sentence is put together before it is looked up."""
    return [found for found in _found(modules) if isinstance(found, Unreadable)]


def _found(modules: Sequence[Module]) -> Iterator[Sentence | Unreadable]:
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                yield from _in_call(module, node)


def _in_call(module: Module, call: ast.Call) -> Iterator[Sentence | Unreadable]:
    place = module.at(call)
    if called(call) == "many" and len(call.args) >= 2:
        one, more = call.args[:2]
        if isinstance(one, ast.Constant) and isinstance(more, ast.Constant):
            yield Sentence(str(one.value), place, str(more.value))
        elif isinstance(one, ast.JoinedStr | ast.BinOp):
            yield Unreadable(place)
    elif _words(call):
        for text in _texts(_first(call)):
            if text is None:
                yield Unreadable(place)
            elif text and text not in _LANGUAGES:
                yield Sentence(text, place)


def _words(call: ast.Call) -> bool:
    if called(call).lstrip("_") in _WORDERS or called(call) == "_":
        return True
    # A speech may be made and used at once, as in the tests of `qda.i18n`.
    return isinstance(call.func, ast.Call) and called(call.func) == "Speech"


def _first(call: ast.Call) -> ast.expr | None:
    if call.args:
        return call.args[0]
    return next((k.value for k in call.keywords if k.arg == "sentence"), None)


def _texts(node: ast.expr | None) -> Iterator[str | None]:
    """The texts a first argument can be; None for one that is put together."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.JoinedStr | ast.BinOp):
        yield None
