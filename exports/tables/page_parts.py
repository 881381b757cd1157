"""The frame of a self-contained page: its style, its script and the escaping of all text.

The page may load nothing: its policy allows the one style and the one script by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html import escape
from importlib import resources
from typing import Final

from qda.displays.values import Fact
from qda.i18n import Speech

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def safe(text: str) -> str:
    """The text with all markup escaped; what a page cannot hold is shown by its sign.

    Control characters become their Unicode control pictures (U+0001 is shown as ␁), half a
    surrogate pair its number. A carriage return stays one.
    """
    shown = _CONTROL.sub(_sign, text)
    return escape(shown, quote=True).replace("\r", "&#13;")


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code >= 0xD800:
        return f"[U+{code:04X}]"
    return chr(0x2421) if code == 0x7F else chr(0x2400 + code)


def words(text: str, *, tag: str = "span", css: str = "") -> str:
    """An element that holds researcher's words, in their own direction."""
    mark = f' class="{css}"' if css else ""
    return f'<{tag}{mark} dir="auto">{safe(text)}</{tag}>'


def fact_list(facts: Iterable[Fact], *, css: str) -> str:
    """Labels with their texts."""
    told = "".join(
        f"<div>{words(fact.label, tag='dt')}{words(fact.text, tag='dd')}</div>" for fact in facts
    )
    return f'<dl class="{css}">{told}</dl>' if told else ""


def page(title: str, body: Iterable[str], speech: Speech) -> str:
    """A whole page around `body`."""
    style, script = _file("page.css"), _file("page.js")
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    )
    head = (
        f'<!DOCTYPE html>\n<html lang="{safe(speech.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="Runut">\n'
        f"<title>{safe(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
    return "".join((head, *body, f"<script>{script}</script>\n</body>\n</html>\n"))


def _file(name: str) -> str:
    return resources.files("exports.tables").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
