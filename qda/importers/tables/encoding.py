"""From bytes to text: the byte order mark, UTF-8, UTF-16 and the older code pages."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from qda.i18n import mark
from qda.importers.draft import Notice
from qda.importers.tables.errors import EncodingUnknown, NotATable

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES: Final = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1256",
    "cp874",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_kr",
    "mac_roman",
)
_STRAY: Final = "runut-stray-byte"
_WESTERN: Final = frozenset(
    "‘’“”–—…•€™®©°²½×«»¡¿àáâãäåæçèéêëìíîïñòóôõöøùúûüßÀÁÂÃÄÅÇÈÉÊÑÖØÜÆæŒœŠšŽžŸ¢£¥§¶†‡\xa0´·"
)
_SAMPLE: Final = 65536
_CONTROLS: Final = dict.fromkeys((*range(1, 9), *range(14, 28)))
_CONTROL_SHARE: Final = 0.03


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file without its byte order mark, and the encoding it was read in."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decoded(content: bytes, file: str) -> Decoded:
    """The text of `content`; an encoding that had to be guessed is told in a notice.

    Raises:
        NotATable: the bytes are no text at all.
        EncodingUnknown: they are text of no encoding known here.
    """
    text, encoding = _by_certainty(content)
    if encoding:
        return Decoded(_checked(text, file), encoding)
    mixed = _mostly_utf8(content)
    if mixed is not None:
        return mixed
    _checked(content[:_SAMPLE].decode("latin-1"), file)
    encoding = _guessed(content)
    if not encoding:
        raise EncodingUnknown(file=file)
    notice = Notice(
        mark("The file is not UTF-8; it was read as {encoding}. Check letters with accents."),
        (("encoding", encoding),),
    )
    return Decoded(_checked(content.decode(encoding), file), encoding, (notice,))


def _by_certainty(content: bytes) -> tuple[str, str]:
    for signature, encoding in _MARKS:
        if content.startswith(signature):
            return _tried(content, encoding)
    silent = _without_mark(content)
    if silent:
        return _tried(content, silent)
    return _tried(content, "utf-8")


def _tried(content: bytes, encoding: str) -> tuple[str, str]:
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError:
        return "", ""


def _without_mark(content: bytes) -> str:
    """UTF-16 of mostly Latin letters has a NUL in every second byte."""
    head = content[:4096]
    half = len(head) // 2
    if half < 8 or b"\0" not in head:
        return ""
    if head[1::2].count(0) > 0.6 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.6 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _mostly_utf8(content: bytes) -> Decoded | None:
    """UTF-8 in which a few stray bytes of cp1252 stand, as editors with two minds leave it."""
    text = content.decode("utf-8-sig", _STRAY)
    strays = len(text) - len(content.decode("utf-8-sig", "ignore"))
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if beyond_ascii < 10 * strays:
        return None
    notice = Notice(
        mark("Bytes that are not UTF-8 were read as Western letters: {count}. Check them."),
        (("count", strays),),
    )
    return Decoded(text, "utf-8", (notice,))


def _as_western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", "replace"), error.start + 1


codecs.register_error(_STRAY, _as_western)


def _guessed(content: bytes) -> str:
    western, found = _tried(content, "cp1252")
    if found and _looks_western(western):
        return "cp1252"
    import charset_normalizer

    first = next((i for i, byte in enumerate(content) if byte > 127), 0)
    start = max(0, first - 2048)
    best = charset_normalizer.from_bytes(
        content[start : start + _SAMPLE], cp_isolation=list(_CANDIDATES)
    ).best()
    if best is not None and _tried(content, best.encoding)[1]:
        return str(best.encoding)
    return found


def _looks_western(text: str) -> bool:
    strange = [character for character in text if ord(character) > 127]
    usual = sum(1 for character in strange if character in _WESTERN)
    return usual >= 0.9 * len(strange)


def _checked(text: str, file: str) -> str:
    """The text, once it is sure not to be the bytes of a program, a picture or an archive."""
    head = text[:_SAMPLE]
    controls = len(head) - len(head.translate(_CONTROLS))
    if controls > _CONTROL_SHARE * len(head) or head.count("\0") > 0.1 * len(head):
        raise NotATable(file=file)
    return text
