"""Reads the program's own files as the architecture tests see them: names and syntax trees."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from tests.helpers.running import ROOT

LAYERS = ("models", "codebooks", "qda", "exports", "ui")
_NEVER = {".git", ".venv", "__pycache__", "demo-out", "dist", "build", "htmlcov"}


@dataclass(frozen=True)
class Module:
    """One Python file of the checkout, with its path from the root and its syntax tree."""

    path: Path

    @property
    def place(self) -> str:
        """The path from the root, with slashes on every system."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def name(self) -> str:
        """The dotted name by which it is imported."""
        dotted = self.place.removesuffix(".py").replace("/", ".")
        return dotted.removesuffix(".__init__")

    @property
    def layer(self) -> str:
        """Its top-level folder."""
        return self.place.split("/", 1)[0]

    @cached_property
    def text(self) -> str:
        """Its whole text."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text, self.place)

    def at(self, node: ast.AST) -> str:
        """Where a node stands, as an editor understands it: `qda/session.py:12`."""
        return f"{self.place}:{getattr(node, 'lineno', 1)}"


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file of these top-level folders (all layers where none is named)."""
    found = (p for folder in folders or LAYERS for p in (ROOT / folder).rglob("*.py"))
    return tuple(Module(p) for p in sorted(found) if "__pycache__" not in p.parts)


@cache
def committed() -> tuple[Path, ...]:
    """Every file that is or could be committed; by git where there is one, else by walking."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return tuple(sorted(_walked(ROOT)))
    names = done.stdout.decode().split("\0")
    return tuple(sorted(p for n in names if n and (p := ROOT / n).is_file()))


def _walked(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in _NEVER or path.name.endswith((".egg-info", "_cache")):
            continue
        if path.is_dir():
            yield from _walked(path)
        else:
            yield path


def at_load_time(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that run when the module is loaded: not in functions, not for types only."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            for other in node.orelse:
                yield from at_load_time(ast.Module([other], []))
        else:
            yield from at_load_time(node)


def imported(node: ast.Import | ast.ImportFrom) -> tuple[str, ...]:
    """The dotted names of the modules an import names."""
    if isinstance(node, ast.Import):
        return tuple(alias.name for alias in node.names)
    return (node.module or "",)


def called(call: ast.Call) -> str:
    """The last name of what is called: `addRow` for `self.form.addRow(...)`; else nothing."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""
