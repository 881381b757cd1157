"""The key of a study: which pseudonym stands for which name, in a file outside the study.

It is a CSV file in UTF-8 that every spreadsheet opens: name; pseudonym; first replaced on. A field
that a spreadsheet could take for a formula gets an apostrophe in front, as does one that begins
with an apostrophe; reading takes one off again. A change is written beside the file, read back,
and only then put in its place: the key is whole at every moment.
"""

from __future__ import annotations

import csv
import io
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.errors import Refused, Unavailable

HEADER: Final = ("name", "pseudonym", "first replaced on")
_GUARDED: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_SEPARATOR: Final = ";"
_MARK: Final = "\ufeff"


class KeyMissing(Refused):
    """The key was made before and is not where it was."""

    en = (
        "The key “{place}” is not there. Put it back or attach the drive it is on; without it "
        "nobody could tell who a pseudonym stands for. Nothing was changed."
    )
    id = (
        "Kunci “{place}” tidak ada. Kembalikan berkasnya atau pasang media penyimpannya; tanpa "
        "kunci, nama asli di balik nama samaran tidak dapat diketahui. Tidak ada yang diubah."
    )


class KeyUnwritable(Unavailable):
    """The key cannot be written."""

    en = "The key “{place}” cannot be written: {reason}. Nothing was changed."
    id = "Kunci “{place}” tidak dapat ditulis: {reason}. Tidak ada yang diubah."


class KeyUnreadable(Refused):
    """The file is there and is no key."""

    en = (
        "“{place}” cannot be read as a key: {reason}. A key is a CSV file in UTF-8 with the "
        "columns name; pseudonym; first replaced on."
    )
    id = (
        "“{place}” tidak dapat dibaca sebagai kunci: {reason}. Kunci adalah berkas CSV UTF-8 "
        "dengan kolom name; pseudonym; first replaced on."
    )


class KeyInsideStudy(Refused):
    """The key would go where the study goes."""

    en = (
        "Keep the key apart from the study: whoever is handed the folder “{folder}” would have "
        "both. Choose another folder."
    )
    id = (
        "Simpan kunci terpisah dari studi: siapa pun yang menerima folder “{folder}” akan "
        "memegang keduanya. Pilih folder lain."
    )


@dataclass(frozen=True, slots=True)
class Replacement:
    """One line of the key; `first_on` is a day in ISO 8601."""

    name: str
    pseudonym: str
    first_on: str


@dataclass(frozen=True, slots=True)
class Key:
    """The lines of a key, in the order in which they were written."""

    lines: tuple[Replacement, ...] = ()

    def pseudonym_of(self, name: str) -> str:
        """What stands for a name, the newest choice first; empty where nothing does."""
        wanted = alike(name)
        found = (each.pseudonym for each in reversed(self.lines) if alike(each.name) == wanted)
        return next(found, "")

    def names_of(self, pseudonym: str) -> tuple[str, ...]:
        """The names that a pseudonym stands for."""
        wanted = alike(pseudonym)
        return tuple(each.name for each in self.lines if alike(each.pseudonym) == wanted)

    def holds(self, name: str, pseudonym: str) -> bool:
        """Whether the key says that this pseudonym stands for this name."""
        return any(alike(each) == alike(name) for each in self.names_of(pseudonym))


def alike(name: str) -> str:
    """A name without what makes no other name of it: capitals, runs of spaces, kinds of accents."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


class KeyFile:
    """The key at one place outside the study."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def read(self) -> Key:
        """All its lines.

        Raises:
            KeyMissing: the file is not there.
            KeyUnreadable: it is something else.
        """
        try:
            written = self.place.read_bytes().decode("utf-8")
        except FileNotFoundError as error:
            raise KeyMissing(place=self.place) from error
        except UnicodeDecodeError as error:
            raise KeyUnreadable(place=self.place, reason=error.reason) from error
        except OSError as error:
            raise KeyUnreadable(place=self.place, reason=error.strerror) from error
        return _parsed(written, self.place)

    def create(self) -> None:
        """Make an empty key; one that is there already stays as it is.

        Raises:
            KeyUnwritable: it cannot be made.
            KeyUnreadable: something else is at its place.
        """
        if self.place.exists():
            self.read()
        else:
            self._write(Key())

    def add(self, line: Replacement) -> bool:
        """Write down what stands for a name; False where the key says so already.

        Raises:
            KeyMissing, KeyUnreadable, KeyUnwritable: the key is as it was.
        """
        key = self.read()
        if key.holds(line.name, line.pseudonym):
            return False
        self._write(Key((*key.lines, line)))
        return True

    def take_back(self, line: Replacement) -> None:
        """Take out a line whose replacement did not come about.

        Raises:
            KeyMissing, KeyUnreadable, KeyUnwritable: the key is as it was.
        """
        key = self.read()
        self._write(Key(tuple(each for each in key.lines if each != line)))

    def _write(self, key: Key) -> None:
        beside = self.place.with_name(f".{self.place.name}.{os.getpid()}.new")
        try:
            with beside.open("w", encoding="utf-8", newline="") as file:
                if not self.place.exists():
                    beside.chmod(0o600)
                file.write(_written(key))
                file.flush()
                os.fsync(file.fileno())
            if _parsed(beside.read_bytes().decode("utf-8"), beside) != key:
                raise KeyUnwritable(place=self.place, reason="what was written reads otherwise")
            beside.replace(self.place)
        except OSError as error:
            raise KeyUnwritable(place=self.place, reason=error.strerror) from error
        finally:
            beside.unlink(missing_ok=True)


def checked_place(place: Path, study: str) -> Path:
    """The place of a key, once it is sure that it does not go where the study goes.

    Raises:
        KeyInsideStudy: it is in the folder of the study.
    """
    path = place.expanduser().resolve()
    if "://" not in study and path.parent == Path(study).expanduser().resolve().parent:
        raise KeyInsideStudy(folder=path.parent)
    return path


def _written(key: Key) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=_SEPARATOR, lineterminator="\r\n")
    writer.writerow(HEADER)
    for line in key.lines:
        writer.writerow(map(_guarded, (line.name, line.pseudonym, line.first_on)))
    # Without the mark a spreadsheet takes the file for one of an old code page.
    return _MARK + text.getvalue()


def _parsed(written: str, place: Path) -> Key:
    plain = written.removeprefix(_MARK)
    first = plain.split("\n", 1)[0]
    # A spreadsheet may have written it back with its own separator.
    separator = next((each for each in (";", ",", "\t") if each in first), _SEPARATOR)
    rows = [row for row in csv.reader(io.StringIO(plain, newline=""), delimiter=separator) if row]
    heads = tuple(cell.strip().casefold() for cell in rows[0][:3]) if rows else ()
    if heads != HEADER:
        raise KeyUnreadable(place=place, reason=first[:60].strip() or "–")
    cells = ([*map(_unguarded, row), "", "", ""] for row in rows[1:])
    return Key(tuple(Replacement(row[0], row[1], row[2]) for row in cells))


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_GUARDED) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_GUARDED) else cell
