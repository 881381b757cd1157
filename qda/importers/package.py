"""Looks a document's zip archive over and hands out its parts, within limits of size.

Nothing is ever unpacked to disk, and a part is only found by its name inside the archive, so that
names such as `../../x` lead nowhere.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Final

from qda.importers.draft import OriginalFile
from qda.importers.errors import Damaged, Hostile, PasswordNeeded

_MOST_MEMBERS: Final = 20_000
_MOST_PART: Final = 256_000_000
_RATIO: Final = 200
_RATIO_FROM: Final = 20_000_000
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    OSError,
    KeyError,
    RuntimeError,
)
"""Whatever `zipfile` raises over bytes that only look like an archive."""


class Package:
    """An archive whose parts are read one by one, each checked before and while it unpacks.

    Raises:
        Damaged: it is no zip archive.
        PasswordNeeded: its members are encrypted.
        Hostile: it has far too many members, or two of the same name.
    """

    def __init__(self, original: OriginalFile, format_name: str) -> None:
        self._file = original.name
        self._format = format_name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(original.content))
            members = self._archive.infolist()
        except _BROKEN as error:
            raise Damaged(file=self._file, format=format_name, part="zip") from error
        self._members = {member.filename: member for member in members}
        if len(members) > _MOST_MEMBERS:
            raise Hostile(file=self._file, part=f"{len(members)} members")
        # Two readers of an archive with doubled names may see two different texts.
        if len(self._members) < len(members):
            raise Hostile(file=self._file, part="doubled names")
        if any(member.flag_bits & 1 for member in members):
            raise PasswordNeeded(file=self._file)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the archive."""
        return tuple(self._members)

    def part(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            Damaged: there is none of this name, or its data is broken.
            Hostile: it unpacks to far more than any text.
        """
        member = self._members.get(name)
        if member is None:
            raise Damaged(file=self._file, format=self._format, part=name)
        try:
            with self._archive.open(member) as stream:
                return self._within_limits(stream.read, member)
        except _BROKEN as error:
            raise Damaged(file=self._file, format=self._format, part=name) from error

    def _within_limits(self, read: object, member: zipfile.ZipInfo) -> bytes:
        assert callable(read)
        packed = max(1, member.compress_size)
        limit = min(_MOST_PART, max(_RATIO_FROM, _RATIO * packed))
        # The size an archive states may be a lie: what counts is what comes out.
        content = read(limit + 1)
        if member.file_size > limit or len(content) > limit:
            raise Hostile(file=self._file, part=member.filename)
        return bytes(content)


def resolved_name(base: str, target: str) -> str:
    """The member a relationship points to: `target` as seen from the folder of part `base`.

    >>> resolved_name("word/document.xml", "footnotes.xml")
    'word/footnotes.xml'
    """
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
