"""What no linter asks for: first sentences, budgets of length, no swallowed errors, no paths."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.running import ROOT
from tests.helpers.tree import Module, called, committed, modules

_FUNCTION_LINES = 60
_FILE_LINES = 500
# Each with its date and its reason; the list may only become shorter.
_LONGER_FILES = {
    "models/migrations/versions/": "2026-11-21: a migration is one list of statements",
}
_LONGER_FUNCTIONS = {
    "models/migrations/versions/": "2026-11-21: a migration is one list of statements",
}
_EVERYTHING = (*modules(), *modules("tests"), Module(ROOT / "dev.py"))
_BINARY = {".png", ".jpg", ".ttf", ".otf", ".mo", ".zip", ".runut", ".pdf", ".docx", ".xlsx"}


def _named(module: Module) -> str:
    return module.place


@pytest.mark.parametrize("module", _EVERYTHING, ids=_named)
def test_a_module_opens_with_a_sentence(module: Module) -> None:
    opening = (ast.get_docstring(module.tree) or "").split("\n\n")[0]
    assert len(opening.split()) >= 3, f"{module.place}: say in its first line what it is for"


@pytest.mark.parametrize("module", modules(), ids=_named)
def test_public_things_have_docstrings(module: Module) -> None:
    if "migrations/versions" in module.place:
        return
    bare = [
        f"{module.at(node)}: {node.name} has no docstring"
        for node in _public(module.tree)
        if not ast.get_docstring(node) and not _overrides(node)
    ]
    assert not bare, "\n".join(bare)


@pytest.mark.parametrize("module", modules(), ids=_named)
def test_a_package_opens_with_its_map_and_nothing_else(module: Module) -> None:
    if module.path.name != "__init__.py" or module.name == "qda.launcher":
        return
    code = [n for n in module.tree.body if not _is_text(n) and not _is_future(n)]
    assert not code, f"{module.at(code[0])}: a package's __init__ holds its docstring only"


@pytest.mark.parametrize("module", _EVERYTHING, ids=_named)
def test_files_stay_short(module: Module) -> None:
    if module.place.startswith(tuple(_LONGER_FILES)):
        return
    lines = module.text.count("\n")
    assert lines <= _FILE_LINES, f"{module.place} has {lines} lines; is it one thing?"


@pytest.mark.parametrize("module", _EVERYTHING, ids=_named)
def test_functions_stay_short(module: Module) -> None:
    if module.place.startswith(tuple(_LONGER_FUNCTIONS)):
        return
    long = [
        f"{module.at(node)}: {node.name} has {length} lines"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > _FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


@pytest.mark.parametrize("place", sorted({*_LONGER_FILES, *_LONGER_FUNCTIONS}))
def test_an_exception_to_the_budgets_is_still_needed(place: str) -> None:
    assert (ROOT / place).exists(), f"{place} is gone: take it off the list"


@pytest.mark.parametrize("module", modules(), ids=_named)
def test_only_the_command_line_prints(module: Module) -> None:
    if module.place.startswith(("qda/cli/", "qda/__main__")):
        return
    prints = [
        module.at(node)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and called(node) == "print"
    ]
    assert not prints, f"print belongs to qda/cli: {prints}"


@pytest.mark.parametrize("module", _EVERYTHING, ids=_named)
def test_no_exception_is_swallowed(module: Module) -> None:
    found = [f"{module.at(node)}: {why}" for node, why in _swallowed(module.tree)]
    assert not found, "\n".join(found)


def test_no_file_names_a_machine_or_a_registry() -> None:
    # Letters in brackets keep this file from holding what it looks for.
    homes = "[w]ork|[f]arm|[r]oot|[h]ome|[U]sers"
    hosts = r"[p]ypi\.org|[p]ythonhosted|[r]egistry\.npm|[d]eb\.debian"
    bad = re.compile(rf"(?<![\w.])/(?:{homes})/|{hosts}")
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{number}"
        for path in committed()
        for number, line in enumerate(_lines(path), 1)
        if bad.search(line)
    ]
    assert not found, f"a path of a machine or the host of a registry: {found}"


def _lines(path: Path) -> list[str]:
    if path.suffix in _BINARY or path.stat().st_size > 5_000_000:
        return []
    return path.read_text(encoding="utf-8", errors="replace").split("\n")


def _public(
    node: ast.Module | ast.ClassDef,
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for child in node.body:
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if child.name.startswith("_"):
            continue
        yield child
        if isinstance(child, ast.ClassDef):
            yield from _public(child)


def _overrides(node: ast.AST) -> bool:
    """Qt's own method names, properties' setters and `@override` are told where they begin."""
    if not isinstance(node, ast.FunctionDef):
        return False
    marks = {ast.unparse(d).rsplit(".", 1)[-1] for d in node.decorator_list}
    return bool(marks & {"override", "setter", "overload"}) or node.name != node.name.lower()


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _swallowed(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            if all(_says_nothing(statement) for statement in node.body):
                yield node, "an exception is swallowed; catch only what you can act on"
            elif _is_broad(node.type) and not _acts(node):
                yield node, "everything is caught and neither raised nor told"
        elif isinstance(node, ast.Call) and called(node) == "suppress" and _any_broad(node.args):
            yield node, "everything is suppressed"


def _says_nothing(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Pass | ast.Continue) or _is_text(statement)


def _is_broad(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return _any_broad(caught.elts)
    return caught is None or (
        isinstance(caught, ast.Name) and caught.id in {"Exception", "BaseException"}
    )


def _any_broad(caught: list[ast.expr]) -> bool:
    return any(_is_broad(one) for one in caught)


def _acts(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(n, ast.Raise | ast.Call) for s in handler.body for n in ast.walk(s))
