"""Tells two versions of a framework apart, so that a study can follow its codebook's changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from codebooks.framework import Framework, FrameworkCode, Relation


class ChangeKind(StrEnum):
    """What happened to a code, to an arrow, or to the framework as a whole."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENAMED = "renamed"
    REWORDED = "reworded"
    REORDERED = "reordered"
    RELATION_ADDED = "relation added"
    RELATION_REMOVED = "relation removed"
    RELATION_CHANGED = "relation changed"
    FRAMEWORK = "framework"


@dataclass(frozen=True, slots=True)
class Change:
    """One change; `code` is empty where it concerns the framework itself."""

    kind: ChangeKind
    code: str
    en: str
    id: str

    def say(self, language: str) -> str:
        """The change as a sentence in `language` ("id" or "en")."""
        return self.id if language == "id" else self.en


# The fields of a code whose wording may change, with the words a message uses for them.
_CODE_WORDS: Final = {
    "definition": ("definition", "definisi"),
    "include": ("what is included", "hal yang termasuk"),
    "exclude": ("what is excluded", "hal yang tidak termasuk"),
    "see_instead": ("codes to use instead", "kode pengganti"),
    "indicators": ("indicators", "indikator"),
    "questions": ("questions", "pertanyaan"),
    "aliases": ("other names", "nama lain"),
    "origin": ("origin", "asal"),
    "note": ("note", "catatan"),
}
_FRAMEWORK_WORDS: Final = {
    "id": ("id", "id"),
    "name": ("name", "nama"),
    "citation": ("citation", "rujukan"),
    "secondary_citations": ("secondary citations", "rujukan sekunder"),
    "description": ("description", "uraian"),
    "pages": ("pages", "halaman"),
    "outcome": ("outcome code", "kode hasil"),
    "propositions": ("propositions", "proposisi"),
    "to_check": ("points to check", "hal yang perlu diperiksa"),
    "version": ("version", "versi"),
}


def difference(old: Framework, new: Framework) -> tuple[Change, ...]:
    """What must be told of the way from `old` to `new`; empty where both are the same.

    Codes are matched by their ids: a code with a new id is one removed and one added.
    """
    return (
        *_framework_changes(old, new),
        *_code_changes(old, new),
        *_relation_changes(old, new),
    )


def _framework_changes(old: Framework, new: Framework) -> Iterator[Change]:
    for field, (en, id_) in _FRAMEWORK_WORDS.items():
        if getattr(old, field) != getattr(new, field):
            yield Change(
                ChangeKind.FRAMEWORK,
                "",
                f"The {en} of the framework changed.",
                f"Bagian {id_} pada kerangka teori berubah.",
            )


def _code_changes(old: Framework, new: Framework) -> Iterator[Change]:
    before = {code.id: code for code in old.codes}
    after = {code.id: code for code in new.codes}
    for code in old.codes:
        if code.id not in after:
            en, id_ = code.name.in_("en"), code.name.in_("id")
            yield Change(
                ChangeKind.REMOVED,
                code.id,
                f"Code {code.id} “{en}” was removed.",
                f"Kode {code.id} “{id_}” dihapus.",
            )
    for code in new.codes:
        if code.id in before:
            yield from _one_code(before[code.id], code)
        else:
            yield _added(code)
    shared_old = [code.id for code in old.codes if code.id in after]
    shared_new = [code.id for code in new.codes if code.id in before]
    if shared_old != shared_new:
        yield Change(
            ChangeKind.REORDERED,
            "",
            "The order of the codes changed.",
            "Urutan kode berubah.",
        )


def _added(code: FrameworkCode) -> Change:
    below_en = f" beneath {code.parent}" if code.parent else " at the top"
    below_id = f" di bawah {code.parent}" if code.parent else " di tingkat teratas"
    return Change(
        ChangeKind.ADDED,
        code.id,
        f"Code {code.id} “{code.name.in_('en')}” was added{below_en}.",
        f"Kode {code.id} “{code.name.in_('id')}” ditambahkan{below_id}.",
    )


def _one_code(old: FrameworkCode, new: FrameworkCode) -> Iterator[Change]:
    if old.parent != new.parent:
        yield Change(
            ChangeKind.MOVED,
            new.id,
            f"Code {new.id} moved from {old.parent or 'the top'} to {new.parent or 'the top'}.",
            f"Kode {new.id} pindah dari {old.parent or 'tingkat teratas'} "
            f"ke {new.parent or 'tingkat teratas'}.",
        )
    if old.name != new.name:
        yield _renamed(old, new)
    changed = [
        both for field, both in _CODE_WORDS.items() if getattr(old, field) != getattr(new, field)
    ]
    if changed:
        yield Change(
            ChangeKind.REWORDED,
            new.id,
            f"Code {new.id} was reworded: {', '.join(en for en, _ in changed)}.",
            f"Rumusan kode {new.id} diubah: {', '.join(id_ for _, id_ in changed)}.",
        )


def _renamed(old: FrameworkCode, new: FrameworkCode) -> Change:
    # Where only one of the two names changed, both languages tell of that one.
    en_changed, id_changed = old.name.en != new.name.en, old.name.id != new.name.id
    en = ("en", "en") if en_changed else ("id", "en")
    id_ = ("id", "id") if id_changed else ("en", "id")
    return Change(
        ChangeKind.RENAMED,
        new.id,
        f"Code {new.id} was renamed from “{old.name.in_(en[0])}” to “{new.name.in_(en[0])}”.",
        f"Nama kode {new.id} diubah dari “{old.name.in_(id_[0])}” "
        f"menjadi “{new.name.in_(id_[0])}”.",
    )


def _relation_changes(old: Framework, new: Framework) -> Iterator[Change]:
    before, after = _by_ends(old), _by_ends(new)
    for ends, relations in before.items():
        if ends not in after:
            yield _relation(ChangeKind.RELATION_REMOVED, relations[0], ("was removed", "dihapus"))
    for ends, relations in after.items():
        if ends not in before:
            yield _relation(ChangeKind.RELATION_ADDED, relations[0], ("was added", "ditambahkan"))
        elif before[ends] != relations:
            yield _relation(ChangeKind.RELATION_CHANGED, relations[0], ("changed", "berubah"))


def _by_ends(framework: Framework) -> dict[tuple[str, str], list[Relation]]:
    found: dict[tuple[str, str], list[Relation]] = {}
    for relation in framework.relations:
        found.setdefault((relation.source, relation.target), []).append(relation)
    return found


def _relation(kind: ChangeKind, relation: Relation, verbs: tuple[str, str]) -> Change:
    arrow = f"{relation.source} → {relation.target}"
    return Change(
        kind,
        relation.source,
        f"The relation {arrow} {verbs[0]}.",
        f"Hubungan {arrow} {verbs[1]}.",
    )
