"""Follows the groups and control words of Rich Text and collects the text a reader would see."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from qda.importers.body import Line
from qda.importers.left_out import LeftOut
from qda.importers.rich_text_tokens import Kind, Token, tokens

_MOST_GROUPS: Final = 100_000
_WESTERN: Final = "cp1252"
_CHARSETS: Final = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
_UNSEEN: Final = frozenset(
    "colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr "
    "footerf fldinst themedata colorschememapping datastore latentstyles listtable "
    "listoverridetable revtbl rsidtbl generator xmlnstbl filetbl annotation atnid atnauthor "
    "atndate atnref nonshppict template mmathPr wgrffmtfilter pgdsctbl ftnsep ftnsepc aftnsep "
    "aftnsepc bkmkstart bkmkend xe tc objdata sp private formfield datafield docvar ud_skipped "
    "pnseclvl levelnumbers leveltext fontemb falt panose userprops passwordhash".split()
)
# Groups that old readers are told to skip (\*) but that hold text a reader sees.
_SEEN: Final = frozenset("shpinst shptxt ud shppict pntext fldrslt".split())
_CHARACTERS: Final = {
    "par": "\n",
    "line": "\n",
    "sect": "\n",
    "row": "\n",
    "nestrow": "\n",
    "tab": "\t",
    "cell": "\t",
    "nestcell": "\t",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "rtlmark": "\u200f",
    "ltrmark": "\u200e",
    "~": "\xa0",
    "_": "-",
    "\\": "\\",
    "{": "{",
    "}": "}",
    "\n": "\n",
    "\r": "\n",
    "\t": "\t",
}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group and is forgotten at its end."""

    unseen: bool = False
    in_fonts: bool = False
    hidden: bool = False
    deleted: bool = False
    font: int | None = None
    skip: int = 1
    note: int | None = None


@dataclass(slots=True)
class _Out:
    """One stream of text: the body's, or a note's, with the heading level of each line."""

    pieces: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def add(self, text: str, *, heading: bool) -> None:
        *complete, last = text.split("\n")
        for part in complete:
            self.pieces.append(part)
            self.lines.append(Line("".join(self.pieces), heading=heading))
            self.pieces = []
        self.pieces.append(last)


class RichTextWalk:
    """Reads one file once; then `lines` and `left_out` hold what was found."""

    def __init__(self) -> None:
        self._state = _State()
        self._stack: list[_State] = []
        self._fonts: dict[int, str] = {}
        self._page = _WESTERN
        self._default_font: int | None = None
        self._outs = [_Out()]
        self._bytes = bytearray()
        self._half = 0
        self._to_skip = 0
        self._heading = False
        self._star = False
        self._fresh = False
        self.left_out = LeftOut()

    def read(self, content: bytes) -> bool:
        """Take in the whole file; False where it nests beyond reason."""
        for token in tokens(content):
            if token.kind is Kind.OPEN:
                self._open()
            elif token.kind is Kind.CLOSE:
                if not self._stack:
                    return False
                self._close()
                if not self._stack:
                    break
            else:
                self._take(token)
            if len(self._stack) > _MOST_GROUPS:
                return False
        self._flush()
        return True

    def lines(self) -> list[Line]:
        """The lines of the body, then the notes."""
        body, *notes = self._outs
        body.add("\n", heading=self._heading)
        lines = [Line(line.text.rstrip("\t"), heading=line.heading) for line in body.lines]
        for number, note in enumerate(notes, start=1):
            note.add("\n", heading=False)
            text = [line.text.strip() for line in note.lines if line.text.strip()]
            first, *more = text or [""]
            lines += [Line(f"[^{number}] {first}"), *(Line(part) for part in more)]
        while len(lines) > 1 and not lines[-1].text.strip():
            lines.pop()
        return lines

    def _open(self) -> None:
        self._flush()
        self._stack.append(self._state)
        self._fresh, self._star, self._to_skip = True, False, 0

    def _close(self) -> None:
        self._flush()
        self._state = self._stack.pop()
        self._fresh, self._star, self._to_skip = False, False, 0

    def _take(self, token: Token) -> None:
        if token.kind is Kind.SYMBOL and token.word == "*":
            self._star = True
            return
        if self._to_skip and token.kind is not Kind.WORD:
            token = self._after_skip(token)
        elif token.word != "u":
            self._to_skip = 0
        if token.kind is Kind.BYTES:
            self._bytes += token.raw
            if self._state.in_fonts:
                self._bytes.clear()
        elif token.word in _CHARACTERS:
            self._flush()
            self._write(_CHARACTERS[token.word])
        elif token.kind is Kind.WORD:
            self._word(token)
        self._fresh = self._star = False

    def _after_skip(self, token: Token) -> Token:
        r"""A token less the replacement characters that follow a `\u` escape."""
        if token.kind is Kind.SYMBOL:
            self._to_skip -= 1
            return Token(Kind.BYTES)
        gone = min(self._to_skip, len(token.raw))
        self._to_skip -= gone
        return Token(Kind.BYTES, raw=token.raw[gone:])

    def _word(self, token: Token) -> None:
        word, number = token.word, token.number
        if word == "u" and number is not None:
            self._unicode(number % 0x10000 if number < 0 else number)
            return
        if self._fresh and self._destination(word):
            return
        self._flush()
        on = number != 0
        if word == "v":
            self.left_out.hidden += on and not (self._state.hidden or self._state.unseen)
            self._state = replace(self._state, hidden=on)
        elif word == "deleted":
            self.left_out.deleted += on and not (self._state.deleted or self._state.unseen)
            self._state = replace(self._state, deleted=on)
        elif word == "plain":
            self._state = replace(self._state, hidden=False, deleted=False, font=None)
        elif word == "pard":
            self._heading = False
        elif word == "outlinelevel":
            self._heading = number is not None and number < 9
        elif number is not None:
            self._numbered(word, number)

    def _destination(self, word: str) -> bool:
        """Whether `word`, first in its group, sends the group's text elsewhere."""
        if word == "fonttbl":
            self._state = replace(self._state, in_fonts=True)
        elif word == "footnote" and not self._state.unseen:
            self._outs[self._state.note or 0].add(f"[^{len(self._outs)}]", heading=self._heading)
            self._state = replace(self._state, note=len(self._outs))
            self._outs.append(_Out())
        elif word in _UNSEEN or (self._star and word not in _SEEN):
            self.left_out.pictures += word in ("pict", "object") and not self._state.unseen
            self._state = replace(self._state, unseen=True)
        elif word == "upr":
            self._state = replace(self._state, unseen=True)
        elif word == "ud":
            self._state = replace(self._state, unseen=self._stack[-2].unseen)
        else:
            return False
        return True

    def _numbered(self, word: str, number: int) -> None:
        if word == "f" and not self._state.in_fonts:
            self._state = replace(self._state, font=number)
        elif word == "f":
            self._state = replace(self._state, font=number)
            self._fonts.setdefault(number, self._page)
        elif word == "fcharset" and self._state.font is not None:
            self._fonts[self._state.font] = _CHARSETS.get(number, self._page)
        elif word == "ansicpg":
            self._page = _known_page(f"cp{number}")
        elif word == "deff":
            self._default_font = number
        elif word == "uc":
            self._state = replace(self._state, skip=min(max(number, 0), 8))

    def _unicode(self, unit: int) -> None:
        """A UTF-16 unit; the two halves of an emoji become one character."""
        self._flush_bytes()
        self._fresh = self._star = False
        self._to_skip = self._state.skip
        if 0xDC00 <= unit <= 0xDFFF and self._half:
            self._write(chr(0x10000 + ((self._half - 0xD800) << 10) + (unit - 0xDC00)))
            self._half = 0
            return
        self._flush_half()
        if 0xD800 <= unit <= 0xDBFF:
            self._half = unit
        elif unit <= 0x10FFFF:
            self._write(chr(unit))

    def _flush(self) -> None:
        self._flush_bytes()
        self._flush_half()

    def _flush_half(self) -> None:
        if self._half:
            self._half = 0
            self._write("\ufffd")

    def _flush_bytes(self) -> None:
        if self._bytes:
            self._flush_half()
            font = self._state.font if self._state.font is not None else self._default_font
            page = self._fonts.get(font, self._page) if font is not None else self._page
            self._write(bytes(self._bytes).decode(page, "replace"))
            self._bytes.clear()

    def _write(self, text: str) -> None:
        state = self._state
        if state.unseen or state.in_fonts or state.hidden or state.deleted:
            return
        self._outs[state.note or 0].add(text, heading=self._heading and state.note is None)


@cache
def _known_page(name: str) -> str:
    try:
        return codecs.lookup("utf-8" if name == "cp65001" else name).name
    except LookupError:
        return _WESTERN
