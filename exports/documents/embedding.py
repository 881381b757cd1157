"""How a face goes into a document: subsets whose every code says which text it stands for.

reportlab writes the meaning of a code only for single characters of the first plane; here each
code means the very text that its glyph shows, be it an emoji, a ligature or an Arabic form.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from threading import RLock
from typing import Any, Final

_FIRST_CODE: Final = 0xF0000
# reportlab reads a face's tables through one moving position: one document at a time.
WRITING: Final = RLock()


class EmbeddedFont:
    """A face known to reportlab as `Runut-…`, whose glyphs can be written by their number."""

    def __init__(self, name: str) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        path = str(resources.files("exports").joinpath("fonts", f"{name}.ttf"))
        self.name = f"Runut-{name}"
        # Any: what is needed of the font and of its face is not in reportlab's types.
        font: Any = TTFont(self.name, path, shapable=False)
        self.font = font
        self.face: Any = self.font.face
        self._codes: dict[tuple[int, str], str] = {}
        self._meanings: dict[int, str] = {}
        self._add_plainly = font.addObjects
        font.addObjects = self._add
        pdfmetrics.registerFont(self.font)

    @property
    def shaping_face(self) -> Any:  # noqa: ANN401 - uharfbuzz has no types
        """HarfBuzz's view of the face."""
        return self.font.hbFace

    def code_for(self, glyph: int, meaning: str) -> str:
        """The code that writes `glyph` and means `meaning`, which may be empty."""
        known = self._codes.get((glyph, meaning))
        if known is None:
            code = _FIRST_CODE + len(self._codes)
            known = self._codes[glyph, meaning] = chr(code)
            self._meanings[code] = meaning
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = self.font.pdfScale(self.face.hmetrics[glyph][0])
        return known

    def _add(self, document: Any) -> None:  # noqa: ANN401 - as in reportlab
        from reportlab.pdfbase.ttfonts import SUBSETN

        subsets = self.font.state[document].subsets
        self._add_plainly(document)
        for nth, subset in enumerate(subsets):
            parts = (SUBSETN(nth), b"+", self.face.name, self.face.subfontNameX)
            name = b"".join(parts).decode("pdfdoc")
            stream = document.idToObject[f"toUnicodeCMap:{name}"]
            stream.content = _unicode_map(name, [self._meaning(code) for code in subset])

    def _meaning(self, code: int) -> str:
        return self._meanings.get(code, chr(code))


def _unicode_map(name: str, meanings: list[str]) -> str:
    lines = [
        f"<{at:02X}> <{meaning.encode('utf-16-be', 'replace').hex().upper()}>"
        for at, meaning in enumerate(meanings)
    ]
    body = [
        part
        for start in range(0, len(lines), 100)
        for part in (
            f"{len(lines[start : start + 100])} beginbfchar",
            *lines[start : start + 100],
            "endbfchar",
        )
    ]
    head = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
    )
    tail = "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    return head + "\n".join(body) + tail


@cache
def registered(name: str) -> EmbeddedFont:
    """The font of this name, loaded once."""
    return EmbeddedFont(name)
