"""Words of a study made short enough for a row, a title or a tab; never for copies."""

from __future__ import annotations


def one_line(words: str) -> str:
    """Words on one line, their white space run together."""
    return " ".join(words.split())


def shortened(words: str, most: int) -> str:
    """The first `most` letters at the most, with a sign where there are more."""
    return words if len(words) <= most else words[: most - 1] + "…"
