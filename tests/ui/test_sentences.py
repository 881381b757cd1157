"""Every sentence of the widgets has its Indonesian, with the same names in braces."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from tests.ui.indonesian import catalogue

UI = Path(__file__).resolve().parents[2] / "ui"
OURS = ("widgets", "reader", "matrix", "code_tree")


def sentences() -> Iterator[str]:
    """Every sentence that the widgets hand to a speech or mark."""
    for folder in OURS:
        for path in sorted((UI / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    yield from _said(node)


def _said(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    wanted = {"speech": 1, "mark": 1, "many": 1}.get(name, 0)
    for argument in call.args[:wanted]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value


def names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("sentence", sorted(set(sentences())))
def test_a_sentence_has_its_indonesian(sentence: str) -> None:
    worded = catalogue().get(sentence)
    assert worded, f"no fragment of qda/locale/id has the Indonesian of {sentence!r}"
    assert names(worded) == names(sentence)


def test_the_catalogue_holds_nothing_else() -> None:
    assert set(catalogue("ui_widgets.po")) - set(sentences()) == set()
