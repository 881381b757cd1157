"""Turns character references such as `&quot;` and `&#39;` into the characters they mean."""

from __future__ import annotations

import html
import re
import unicodedata
from html.entities import html5
from typing import Final

_REFERENCE: Final = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));"
)
_NEVER: Final = frozenset(("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))


def resolved(text: str) -> tuple[str, int]:
    r"""The text with its character references as characters, and how many there were.

    A reference that means a control character, or nothing, stays as it is; so does one without
    its semicolon.

    >>> resolved("That&#39;s &quot;it&quot; &nothing; &amp")
    ('That\'s "it" &nothing; &amp', 3)
    """
    count = 0

    def meant(match: re.Match[str]) -> str:
        nonlocal count
        # `unescape` would read the beginning of an unknown name: &nothing; as ¬hing;
        name = match["name"]
        character = html5.get(f"{name};", "") if name else html.unescape(match[0])
        if not character or character == "\ufffd" or _is_control(character):
            return match[0]
        count += 1
        return character

    return _REFERENCE.sub(meant, text), count


def _is_control(characters: str) -> bool:
    return any(unicodedata.category(character) in _NEVER for character in characters)
