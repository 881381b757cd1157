"""Figures in words: as exactly as they are recorded, and differences with their sign."""

from __future__ import annotations

from typing import Final

from qda.i18n import Speech

_DIGITS: Final = 4
"""Decimals beyond which a figure is rounded where it is said in words."""


def in_words(value: float, speech: Speech) -> str:
    """A figure with as many decimals as it has, four at most.

    >>> in_words(10679951, Speech("id")), in_words(0.66, Speech("id"))
    ('10.679.951', '0,66')
    """
    written = f"{value:.{_DIGITS}f}".rstrip("0")
    return speech.number(value, len(written.partition(".")[2]))


def signed(value: float, speech: Speech, *, digits: int | None = None) -> str:
    """A difference with its sign.

    >>> signed(79951, Speech("en")), signed(-0.384, Speech("en"), digits=2), signed(0, Speech("en"))
    ('+79,951', '-0.38', '0')
    """
    written = in_words(value, speech) if digits is None else speech.number(value, digits)
    return f"+{written}" if value > 0 else written
