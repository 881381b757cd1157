"""The shipped faces: which has a character, how wide it is, how its letters join.

A face is loaded when the first character asks for it. HarfBuzz shapes what needs shaping; every
glyph is given a code of its own in the document, whose meaning is written into the document, so
that searching and copying give the very text back.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Final

from exports.documents.embedding import registered

STYLES: Final = {
    "regular": "NotoSans-Regular",
    "bold": "NotoSans-Bold",
    "italic": "NotoSans-Italic",
}
EMOJI: Final = "NotoEmoji-Regular"
# Asked in this order for what the text face lacks.
FALLBACKS: Final = (
    "NotoSansArabic-Regular",
    "NotoSansJavanese-Regular",
    "NotoSansBalinese-Regular",
    "NotoSansSundanese-Regular",
    "NotoSansBatak-Regular",
    "NotoSansBuginese-Regular",
    "NotoSansRejang-Regular",
    "NotoSansHebrew-Regular",
    "NotoSansThai-Regular",
    "NotoSansLao-Regular",
    "NotoSansKhmer-Regular",
    "NotoSansMyanmar-Regular",
    "NotoSansDevanagari-Regular",
    "NotoSansBengali-Regular",
    "NotoSansTamil-Regular",
    "NotoSansTelugu-Regular",
    "NotoSansGujarati-Regular",
    "NotoSansGurmukhi-Regular",
    "NotoSansKannada-Regular",
    "NotoSansMalayalam-Regular",
    "NotoSansSinhala-Regular",
    "NotoSansArmenian-Regular",
    "NotoSansGeorgian-Regular",
    "NotoSansEthiopic-Regular",
    # A sign such as ↔ is no emoji unless it says so.
    "NotoSansSymbols-Regular",
    "NotoSansSymbols2-Regular",
    "NotoSansMath-Regular",
    EMOJI,
    "NotoSansKR-Hangul",
    "DroidSansFallbackFull",
)
_UNSHAPED: Final = frozenset(
    (
        *STYLES.values(),
        "NotoSansSymbols-Regular",
        "NotoSansSymbols2-Regular",
        "NotoSansMath-Regular",
        "DroidSansFallbackFull",
    )
)
# Controls show nothing; private letters mean something else in every face.
_NEVER: Final = frozenset(("Cc", "Cs", "Co"))
_JOINERS: Final = frozenset("\u200c\u200d")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph in thousandths of the type size: its code in the document, and its place."""

    code: str
    advance: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class ShapedText:
    """Glyphs in the order of reading, with where each stands from the left edge."""

    glyphs: tuple[Glyph, ...]
    places: tuple[float, ...]
    width: float


class Face:
    """One shipped face; all measures in thousandths of the type size."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.font = registered(name)
        face = self.font.face
        self.ascent, self.descent = float(face.ascent), float(-face.descent)
        self._known: dict[int, int] = face.charToGlyph
        self._widths: dict[int, float] = face.charWidths
        self._shaper: Any = None  # uharfbuzz has no types of its own

    def covers(self, text: str) -> bool:
        """Whether every visible character of `text` has a glyph here."""
        known = self._known
        return all(known.get(ord(char)) or is_ignorable(char) for char in text)

    def must_shape(self, text: str) -> bool:
        """Whether putting glyph beside glyph would not do."""
        if self.name not in _UNSHAPED:
            return True
        return not text.isascii() and any(
            unicodedata.combining(char) or is_ignorable(char) for char in text
        )

    def width(self, text: str) -> float:
        """The width of text that needs no shaping."""
        widths = self._widths
        return sum(widths[ord(char)] for char in text)

    def shaped(self, text: str, *, is_rtl: bool) -> ShapedText:
        """The glyphs for `text`, which runs in one direction."""
        import uharfbuzz

        if self._shaper is None:
            self._shaper = uharfbuzz.Font(self.font.shaping_face)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if is_rtl else "ltr"
        uharfbuzz.shape(self._shaper, buffer)
        return self._laid_out(text, buffer, is_rtl=is_rtl)

    def _laid_out(
        self,
        text: str,
        buffer: Any,  # noqa: ANN401 - uharfbuzz has no types
        *,
        is_rtl: bool,
    ) -> ShapedText:
        scale = 1000 / self.font.shaping_face.upem
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        meanings = _meanings(text, [info.cluster for info in infos], is_rtl=is_rtl)
        glyphs: list[Glyph] = []
        places: list[float] = []
        x = 0.0
        for info, position, meaning in zip(infos, positions, meanings, strict=True):
            code = self.font.code_for(info.codepoint, meaning)
            advance = position.x_advance * scale
            glyphs.append(
                Glyph(code, advance, position.x_offset * scale, position.y_offset * scale)
            )
            places.append(x)
            x += advance
        if is_rtl:
            glyphs.reverse()
            places.reverse()
        return ShapedText(tuple(glyphs), tuple(places), x)


def _meanings(text: str, clusters: list[int], *, is_rtl: bool) -> list[str]:
    # The characters of a cluster are dealt out to its glyphs in the order of reading; the last
    # glyph takes what is left, and glyphs beyond the characters mean nothing.
    order = list(range(len(clusters)))
    if is_rtl:
        order.reverse()
    starts = [*sorted(set(clusters)), len(text)]
    following = dict(pairwise(starts))
    meanings = [""] * len(clusters)
    at = 0
    while at < len(order):
        stop = at
        while stop < len(order) and clusters[order[stop]] == clusters[order[at]]:
            stop += 1
        start = clusters[order[at]]
        chars = text[start : following[start]]
        for nth, glyph in enumerate(order[at:stop]):
            is_last = nth == stop - at - 1
            meanings[glyph] = chars[nth:] if is_last else chars[nth : nth + 1]
        at = stop
    return meanings


@cache
def face(name: str) -> Face:
    """The face of this name, loaded once."""
    return Face(name)


def is_ignorable(char: str) -> bool:
    """Whether a character shows nothing by itself: joiners, selectors, marks of direction."""
    code = ord(char)
    return (
        code == 0xAD
        or 0x200B <= code <= 0x200F
        or 0x202A <= code <= 0x202E
        or 0x2060 <= code <= 0x206F
        or 0xFE00 <= code <= 0xFE0F
        or code in (0x034F, 0x061C, 0x180E, 0xFEFF)
        or 0xE0000 <= code <= 0xE0FFF
    )


def clusters(text: str) -> list[str]:
    """The text in units that a reader takes for one letter: marks, joined emoji, flags."""
    found: list[str] = []
    flags = 0
    for char in text:
        is_flag = 0x1F1E6 <= ord(char) <= 0x1F1FF
        flags = flags + 1 if is_flag else 0
        joins = found and (
            _extends(char)
            or (found[-1][-1] == "\u200d" and unicodedata.category(char) == "So")
            or (is_flag and flags % 2 == 0)
        )
        if joins:
            found[-1] += char
        else:
            found.append(char)
    return found


def _extends(char: str) -> bool:
    code = ord(char)
    if code < 0x300:
        return False
    return (
        char in _JOINERS
        or unicodedata.category(char) in ("Mn", "Mc", "Me")
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
    )


@cache
def face_for(cluster: str, style: str) -> str:
    """The name of the face that shows a cluster best; empty where none has all of it."""
    emoji_first = "\ufe0f" in cluster or any(ord(char) >= 0x1F1E6 for char in cluster)
    if any(unicodedata.category(char) in _NEVER for char in cluster):
        return ""
    order: tuple[str, ...] = (STYLES[style], *FALLBACKS)
    if emoji_first and cluster[0] not in "0123456789#*":
        order = (EMOJI, *order)
    return next((name for name in order if face(name).covers(cluster)), "")
