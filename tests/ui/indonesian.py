"""A speech whose Indonesian is read from the catalogue's sources, compiled or not."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from qda.i18n import Speech

PO = Path(__file__).resolve().parents[2] / "qda" / "locale" / "id" / "ui_widgets.po"

_FIELD = re.compile(r'^(msgid|msgstr(?:\[0\])?) ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)


@cache
def catalogue() -> dict[str, str]:
    """Every English sentence of the widgets with its Indonesian."""
    found: dict[str, str] = {}
    for entry in re.split(r"\n\s*\n", PO.read_text(encoding="utf-8")):
        fields = _FIELD.findall(entry)
        parts = {name.removesuffix("[0]"): _unquoted(text) for name, text in fields}
        if parts.get("msgid"):
            found[parts["msgid"]] = parts["msgstr"]
    return found


def _unquoted(text: str) -> str:
    return "".join(ast.literal_eval(line) for line in text.strip().splitlines())


class PoSpeech(Speech):
    """Words sentences in Indonesian from `ui_widgets.po`; a missing one stays English."""

    __slots__ = ()

    def __call__(self, sentence: str, **facts: object) -> str:
        worded = catalogue().get(sentence, sentence)
        return worded.format(**facts) if facts else worded

    def many(self, one: str, more: str, n: int, **facts: object) -> str:
        return catalogue().get(one, more).format(n=self.number(n), **facts)


ENGLISH = Speech("en")
INDONESIAN = PoSpeech("id")
