"""A speech whose Indonesian is read from the catalogue's sources, compiled or not."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from qda.i18n import Speech

FOLDER = Path(__file__).resolve().parents[2] / "qda" / "locale" / "id"

_FIELD = re.compile(r'^(msgid|msgstr(?:\[0\])?) ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)


@cache
def catalogue(files: str = "*.po") -> dict[str, str]:
    """Every English sentence of these fragments with its Indonesian."""
    found: dict[str, str] = {}
    for path in sorted(FOLDER.glob(files)):
        for entry in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            fields = _FIELD.findall(entry)
            parts = {name.removesuffix("[0]"): _unquoted(text) for name, text in fields}
            if parts.get("msgid"):
                found[parts["msgid"]] = parts["msgstr"]
    return found


def _unquoted(text: str) -> str:
    return "".join(ast.literal_eval(line) for line in text.strip().splitlines())


class PoSpeech(Speech):
    """Words sentences in Indonesian from the fragments; a missing one stays English."""

    __slots__ = ()

    def __call__(self, sentence: str, **facts: object) -> str:
        worded = catalogue().get(sentence, sentence)
        return worded.format(**facts) if facts else worded

    def many(self, one: str, more: str, n: int, **facts: object) -> str:
        return catalogue().get(one, more).format(n=self.number(n), **facts)


ENGLISH = Speech("en")
INDONESIAN = PoSpeech("id")
