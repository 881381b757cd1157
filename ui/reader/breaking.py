"""Breaks a name into lines: between words, and within one only where it alone is too wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator


def broken(text: str, width: float, measure: Callable[[str], float]) -> str:
    r"""The text with line ends where it has to be broken to be at most `width` wide.

    >>> broken("Disposisi pelaksana yang baik", 10, len)
    'Disposisi\npelaksana\nyang baik'
    >>> broken("Antarorganisasi", 6, len)
    'Antaro\nrganis\nasi'
    """
    lines: list[str] = []
    for word in text.split():
        tried = f"{lines[-1]} {word}" if lines else word
        if lines and measure(tried) <= width:
            lines[-1] = tried
        else:
            lines += _pieces(word, width, measure)
    return "\n".join(lines)


def _pieces(word: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    if measure(word) <= width:
        yield word
        return
    start = 0
    for end in range(2, len(word) + 1):
        if end - start > 1 and measure(word[start:end]) > width:
            yield word[start : end - 1]
            start = end - 1
    yield word[start:]
