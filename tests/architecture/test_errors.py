"""Every refusal is worded in English and in Indonesian, with the same facts, and gets them all."""

from __future__ import annotations

import ast
import importlib
import string

import pytest

from codebooks.errors import CodebookError
from models.errors import Refused, StudyError, Unavailable
from tests.helpers.tree import LAYERS, Module, called, modules

_Kind = type[StudyError] | type[CodebookError]
_FAMILIES: set[_Kind] = {StudyError, Refused, Unavailable, CodebookError}
_PROGRAM = [m for m in modules() if "/migrations/" not in m.place and m.layer != "ui"]


def _refusals() -> list[type[StudyError | CodebookError]]:
    for module in _PROGRAM:
        if not module.name.startswith(("qda.launcher", "qda.__main__")):
            importlib.import_module(module.name)
    waiting: list[type[StudyError | CodebookError]] = [StudyError, CodebookError]
    found: dict[str, type[StudyError | CodebookError]] = {}
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        family = bool(kind.__subclasses__()) and "en" not in vars(kind)
        if kind.__module__.split(".")[0] in LAYERS and not family:
            found[f"{kind.__module__}.{kind.__name__}"] = kind
    return [found[name] for name in sorted(found) if found[name] not in _FAMILIES]


_REFUSALS = _refusals()
# Those that fill their templates from the facts as they were given.
_BY_NAME = {f"{k.__module__}.{k.__name__}": k for k in _REFUSALS if "__init__" not in vars(k)}


def _named(kind: type) -> str:
    return f"{kind.__module__}.{kind.__name__}"


def _fields(template: str) -> set[str]:
    return {
        name.split(".")[0].split("[")[0]
        for _, name, _, _ in string.Formatter().parse(template)
        if name is not None
    }


@pytest.mark.parametrize("kind", _REFUSALS, ids=_named)
def test_a_refusal_is_worded_in_both_languages(kind: _Kind) -> None:
    generic = {family.en for family in _FAMILIES} | {family.id for family in _FAMILIES}
    assert kind.en not in generic, "it says only that something went wrong"
    assert kind.id not in generic, "it says only that something went wrong"
    assert kind.en != kind.id or not _words(kind.en)
    assert ("en" in vars(kind)) == ("id" in vars(kind)), "one language is its parent's"


def _words(template: str) -> bool:
    """Whether a template says something beside its facts."""
    return any(said.strip(" .:;,()“”") for said, _, _, _ in string.Formatter().parse(template))


@pytest.mark.parametrize("kind", _REFUSALS, ids=_named)
def test_both_languages_tell_the_same_facts(kind: _Kind) -> None:
    assert _fields(kind.en) == _fields(kind.id)


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.place)
def test_whoever_refuses_gives_every_fact(module: Module) -> None:
    refusals = _known_in(module)
    short = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call) or called(node) not in refusals:
            continue
        given = {keyword.arg for keyword in node.keywords}
        missing = _fields(refusals[called(node)].en) - given
        if missing and None not in given:
            short.append(f"{module.at(node)}: {called(node)} also needs {sorted(missing)}")
    assert not short, "\n".join(short)


def _known_in(module: Module) -> dict[str, _Kind]:
    """The refusals that a module defines or imports, by the names it calls them."""
    found: dict[str, _Kind] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            known = {node.name: f"{module.name}.{node.name}"}
        elif isinstance(node, ast.ImportFrom):
            known = {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
        else:
            continue
        found |= {name: _BY_NAME[full] for name, full in known.items() if full in _BY_NAME}
    return found
