"""What a table is called, which app it speaks of, and in which language its texts are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from qda.importers.draft import ColumnRole

_SAMPLED: Final = 400
_LONG_ENOUGH: Final = 20


def title_of(file: str) -> str:
    """A title from the name of the file: "jaki_googleplay_id.csv" is "jaki googleplay id"."""
    stem = PurePath(file).stem
    return " ".join(re.sub(r"[_\s]+", " ", stem).split()) or file


def app_of(roles: Sequence[ColumnRole], columns: Sequence[Sequence[str]]) -> str:
    """The one app that the app column names; "" where there is none or there are several."""
    for role, texts in zip(roles, columns, strict=True):
        if role is ColumnRole.APP:
            apps = {text for text in texts if text}
            return apps.pop() if len(apps) == 1 else ""
    return ""


def language_of(texts: Sequence[str]) -> str:
    """The language ("id", "en" or "") that most of a spread sample of the longer texts have."""
    from qda.importers.language_guess import guessed_language

    longer = [text for text in texts if len(text) >= _LONG_ENOUGH] or list(texts)
    step = max(1, len(longer) // _SAMPLED)
    return guessed_language("\n".join(text[:300] for text in longer[::step][:_SAMPLED]))
