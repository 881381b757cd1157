"""Merges the Indonesian fragments, compares them with the code and compiles the catalogue.

The fragments are `qda/locale/id/<area>.po`; the program reads the one file compiled from them.
`python3 dev.py i18n` writes that file, `python3 dev.py check` tells what is wrong with them.
"""

from __future__ import annotations

import string
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import PoFileError, read_po

from tests.helpers.running import ROOT
from tests.helpers.sentences import Sentence, sentences, unreadable
from tests.helpers.tree import Module, modules

FRAGMENTS = ROOT / "qda" / "locale" / "id"
COMPILED = FRAGMENTS / "LC_MESSAGES" / "runut.mo"
_HEADER = (
    "Project-Id-Version: runut\n"
    "Language: id\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=1; plural=0;\n"
)
_MAGIC = 0x950412DE


@dataclass(frozen=True, slots=True)
class Translation:
    """One entry of a fragment: the English key (with its plural) and the Indonesian."""

    key: str
    more: str
    indonesian: str
    place: str
    fuzzy: bool


@dataclass(frozen=True, slots=True)
class Fragments:
    """What the fragments hold, and the files among them that could not be read."""

    translations: tuple[Translation, ...]
    broken: tuple[str, ...]


def fragments(folder: Path = FRAGMENTS) -> Fragments:
    """Every entry of every fragment, in the order of the files."""
    found: list[Translation] = []
    broken: list[str] = []
    for path in sorted(folder.glob("*.po")):
        try:
            found += _entries(path)
        except (PoFileError, ValueError) as error:
            broken.append(f"{path.name}: {error}")
    return Fragments(tuple(found), tuple(broken))


def _entries(path: Path) -> Iterator[Translation]:
    with path.open("rb") as file:
        catalogue = read_po(file, locale="id", abort_invalid=True)
    for message in catalogue:
        if not message.id:
            continue
        plural = isinstance(message.id, tuple | list)
        key, more = (message.id[0], message.id[1]) if plural else (str(message.id), "")
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        place = f"{path.name}:{message.lineno}"
        yield Translation(key, more, texts[0] or "", place, message.fuzzy)


def fields(text: str) -> set[str]:
    """The names in braces that a sentence is filled with.

    Raises:
        ValueError: a brace is open or stands alone.
    """
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def compiled(translations: tuple[Translation, ...]) -> bytes:
    """The catalogue as gettext reads it; the same entries give the same bytes everywhere.

    The format is that of the GNU gettext manual, "The Format of GNU MO Files", without a hash
    table: two tables of (length, offset), sorted by key, and the texts they point to.
    """
    texts = {b"": _HEADER.encode()}
    for entry in translations:
        key = f"{entry.key}\0{entry.more}" if entry.more else entry.key
        texts[key.encode()] = entry.indonesian.encode()
    keys = sorted(texts)
    start = 28 + 16 * len(keys)
    tables: list[tuple[int, int]] = []
    content = b""
    for column in (keys, [texts[k] for k in keys]):
        for text in column:
            tables.append((len(text), start + len(content)))
            content += text + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, len(keys), 28, 28 + 8 * len(keys), 0, start)
    return head + b"".join(struct.pack("<2I", *pair) for pair in tables) + content


def complaints(said: list[Sentence], held: Fragments) -> list[str]:
    """What is wrong between the code and the fragments, a sentence each."""
    return [
        *held.broken,
        *_contradictions(held),
        *_untranslated(said, held),
        *_stale(said, held),
        *(c for entry in held.translations for c in _faults(entry)),
    ]


def _contradictions(held: Fragments) -> Iterator[str]:
    first: dict[str, Translation] = {}
    for entry in held.translations:
        known = first.setdefault(entry.key, entry)
        if (known.indonesian, known.more) != (entry.indonesian, entry.more):
            yield f"{entry.place}: “{entry.key}” is translated otherwise at {known.place}"


def _untranslated(said: list[Sentence], held: Fragments) -> Iterator[str]:
    known = {(e.key, e.more) for e in held.translations if e.indonesian}
    for sentence in said:
        if (sentence.text, sentence.more) not in known:
            yield f"{sentence.place}: “{sentence.text}” has no Indonesian in qda/locale/id"


def _stale(said: list[Sentence], held: Fragments) -> Iterator[str]:
    needed = {(s.text, s.more) for s in said}
    for entry in held.translations:
        if (entry.key, entry.more) not in needed:
            yield f"{entry.place}: nobody says “{entry.key}” any more; remove the entry"


def _faults(entry: Translation) -> Iterator[str]:
    if entry.fuzzy:
        yield f"{entry.place}: “{entry.key}” is marked fuzzy; look at it and take the mark away"
    try:
        wanted = fields(entry.key) | fields(entry.more)
        given = fields(entry.indonesian)
    except ValueError as error:
        yield f"{entry.place}: “{entry.key}” has a brace that does not pair ({error})"
        return
    # A plural's `n` may be dropped from “one”, never from the only Indonesian form.
    if entry.indonesian and wanted != given:
        yield f"{entry.place}: “{entry.key}” takes {sorted(wanted)}, its Indonesian {sorted(given)}"


def all_complaints(code: tuple[Module, ...]) -> list[str]:
    """Everything that is wrong with the catalogue of these modules, compiled file included."""
    held = fragments()
    found = [f"{u.place}: the sentence is put together before it is looked up; use {{fields}}"
             for u in unreadable(code)]  # fmt: skip
    found += complaints(sentences(code), held)
    if not COMPILED.exists() or COMPILED.read_bytes() != compiled(held.translations):
        found.append(f"{COMPILED.name} is not in step with the fragments: python3 dev.py i18n")
    return found


def main(word: str) -> int:
    """`write` the compiled catalogue, or `check` it; 1 where something is wrong."""
    held = fragments()
    if word == "write":
        COMPILED.parent.mkdir(parents=True, exist_ok=True)
        COMPILED.write_bytes(compiled(held.translations))
        sys.stdout.write(f"{COMPILED.relative_to(ROOT)}: {len(held.translations)} entries\n")
    found = all_complaints(modules())
    sys.stdout.writelines(f"{complaint}\n" for complaint in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
