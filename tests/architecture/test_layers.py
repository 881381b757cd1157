"""Who may import whom: the contracts of `pyproject.toml`, and what they cannot say."""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

import pytest

from tests.helpers.running import ROOT, run_program, run_python
from tests.helpers.tree import LAYERS, Module, at_load_time, imported, modules

# Loaded only when their work is asked for, so that the program starts fast.
_HEAVY = {
    "Sastrawi", "docx", "lxml", "nltk", "openpyxl", "pandas", "pdfminer", "psycopg", "reportlab",
    "scipy", "sklearn", "spacy", "striprtf", "uharfbuzz",
}  # fmt: skip
_NETWORK = {
    "PySide6.QtNetwork", "PySide6.QtWebEngineWidgets", "PySide6.QtWebEngineCore", "aiohttp",
    "ftplib", "http.client", "http.server", "httpx", "requests", "smtplib", "socket",
    "urllib.request", "urllib3",
}  # fmt: skip


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_is_a_package_with_its_map(layer: str) -> None:
    without = [
        folder.relative_to(ROOT).as_posix()
        for folder in {m.path.parent for m in modules(layer)}
        # Alembic reads the versions as files, not as a package.
        if folder.name != "versions" and not (folder / "__init__.py").exists()
    ]
    assert not without, f"these folders hold modules but no __init__.py: {sorted(without)}"


def test_imports_point_downwards() -> None:
    command = (
        Path(sys.executable).with_name("lint-imports").with_suffix(Path(sys.executable).suffix)
    )
    done = run_program([command, "--no-cache"])
    assert done.code == 0, done.out + done.err


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.place)
def test_heavy_libraries_are_imported_where_they_are_needed(module: Module) -> None:
    heavy = _HEAVY if module.layer == "ui" else _HEAVY | {"PySide6"}
    found = [
        f"{module.at(node)}: import {name} inside the function that needs it"
        for node in at_load_time(module.tree)
        for name in imported(node)
        if name.split(".")[0] in heavy
    ]
    assert not found, "\n".join(found)


def test_loading_everything_below_the_window_loads_nothing_heavy() -> None:
    names = [
        m.name
        for m in modules("models", "codebooks", "qda", "exports")
        if "migrations" not in m.name and not m.name.startswith(("qda.launcher", "qda.__main__"))
    ]
    code = (
        "import importlib, json, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    loaded = json.loads(run_python("-c", code).succeeded().out.splitlines()[-1])
    assert "sqlalchemy" in loaded
    assert not (_HEAVY | {"PySide6"}) & set(loaded)


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.place)
def test_nothing_reaches_for_the_network(module: Module) -> None:
    found = [
        f"{module.at(node)}: {name}: the program never uses the network"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (*imported(node), *_members(node))
        if name in _NETWORK
    ]
    assert not found, "\n".join(found)


def _members(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return []
    return [f"{node.module}.{alias.name}" for alias in node.names]
