"""Codebooks as YAML: the form in which frameworks are shipped, reviewed and edited by hand.

Every value is text as it is written: `id: 1.10` stays "1.10" and `id: no` stays "no", because the
file is read node by node and no value is guessed to be a number or a truth value.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from codebooks.formats.assembly import PlacedCode, assembled
from codebooks.formats.files import encoded, read_text, write_whole
from codebooks.formats.yaml_nodes import Fields, root_fields
from codebooks.formats.yaml_text import dumped
from codebooks.framework import Framework, FrameworkCode, Relation, RelationKind, Wording
from codebooks.refusals import (
    EmptyCodebook,
    MissingCodebookKey,
    TooManyCodebookRows,
    UnknownCodebookWord,
)

MOST_CODES: Final = 10_000
ORIGINS: Final = ("deductive", "inductive", "hybrid")
SIGNS: Final = ("+", "-", "±", "?")
YES: Final = ("true", "yes", "ya", "benar")
NO: Final = ("false", "no", "tidak", "salah", "")

FRAMEWORK_KEYS: Final = (
    "id name version citation secondary_citations pages description outcome codes relations "
    "propositions to_check"
).split()
CODE_KEYS: Final = (
    "id parent name definition include exclude see_instead indicators questions aliases origin "
    "note children"
).split()
RELATION_KEYS: Final = "from to kind sign via note to_check".split()


def read_yaml(path: Path) -> Framework:
    """The framework in the file.

    Raises:
        CodebookError: one subclass for each reason, naming line and column.
    """
    return parsed(read_text(path), path.name)


def write_yaml(framework: Framework, path: Path) -> None:
    """Writes the framework; nothing of it is lost.

    Raises:
        CodebookTextUnholdable: a text holds half of a surrogate pair.
        CodebookUnwritable: the file cannot be written; an earlier one is unchanged.
    """
    plain = as_plain(framework)
    # YAML would escape half a surrogate pair and hand it back; it is refused here instead.
    encoded(json.dumps(plain, ensure_ascii=False), path)
    write_whole(path, encoded(dumped(plain), path))


def parsed(text: str, file: str) -> Framework:
    """The framework in a YAML text; `file` is the name that messages give."""
    fields = root_fields(text, file)
    fields.allow(FRAMEWORK_KEYS)
    placed: list[PlacedCode] = []
    for entry in fields.items("codes"):
        _collect(entry, "", placed)
    if not placed:
        raise EmptyCodebook(file=file)
    return Framework(
        id=_required(fields, "id"),
        name=_wording_required(fields, "name"),
        citation=fields.text("citation"),
        codes=assembled(placed),
        description=fields.wording("description"),
        secondary_citations=fields.texts("secondary_citations"),
        pages=fields.text("pages"),
        outcome=fields.text("outcome").strip(),
        relations=tuple(_relation(entry) for entry in fields.items("relations")),
        propositions=fields.wordings("propositions"),
        to_check=fields.wordings("to_check"),
        version=fields.text("version") if fields.has("version") else "1",
    )


def _collect(entry: Fields, parent: str, placed: list[PlacedCode]) -> None:
    entry.allow(CODE_KEYS)
    code = _code(entry, parent)
    placed.append(PlacedCode(code, entry.place))
    if len(placed) > MOST_CODES:
        raise TooManyCodebookRows(place=entry.place, limit=MOST_CODES)
    for child in entry.items("children"):
        _collect(child, code.id, placed)


def _code(entry: Fields, parent: str) -> FrameworkCode:
    return FrameworkCode(
        id=_required(entry, "id"),
        name=_wording_required(entry, "name"),
        parent=entry.text("parent").strip() or parent,
        definition=entry.wording("definition"),
        include=entry.wording("include"),
        exclude=entry.wording("exclude"),
        see_instead=entry.texts("see_instead"),
        indicators=entry.wordings("indicators"),
        questions=entry.wordings("questions"),
        aliases=entry.wordings("aliases"),
        origin=_choice(entry, "origin", ORIGINS) or "deductive",
        note=entry.wording("note"),
    )


def _relation(entry: Fields) -> Relation:
    entry.allow(RELATION_KEYS)
    kinds = tuple(RelationKind)
    return Relation(
        source=_required(entry, "from"),
        target=_required(entry, "to"),
        kind=RelationKind(_choice(entry, "kind", kinds) or RelationKind.DIRECT),
        sign=_choice(entry, "sign", SIGNS) or "+",
        via=entry.text("via").strip(),
        note=entry.text("note"),
        to_check=_choice(entry, "to_check", YES + NO) in YES,
    )


def _required(fields: Fields, key: str) -> str:
    text = fields.text(key).strip()
    if not text:
        raise MissingCodebookKey(place=fields.place, key=key)
    return text


def _wording_required(fields: Fields, key: str) -> Wording:
    wording = fields.wording(key)
    if not (wording.en or wording.id):
        raise MissingCodebookKey(place=fields.place, key=key)
    return wording


def _choice(fields: Fields, key: str, known: tuple[str, ...]) -> str:
    text = fields.text(key).strip()
    value = text.casefold()
    if value and value not in known:
        raise UnknownCodebookWord(
            place=fields.place_of(key),
            key=key,
            value=text,
            known=", ".join(word for word in known if word),
            hint=fields.hint(value, known),
        )
    return value


def as_plain(framework: Framework) -> dict[str, object]:
    """The framework as the mapping that the file shows; empty fields are left out."""
    return _filled(
        {
            "id": framework.id,
            "name": _worded(framework.name),
            "version": framework.version,
            "citation": framework.citation,
            "secondary_citations": list(framework.secondary_citations),
            "pages": framework.pages,
            "description": _worded(framework.description),
            "outcome": framework.outcome,
            "codes": [_plain_code(code) for code in framework.codes],
            "relations": [_plain_relation(relation) for relation in framework.relations],
            "propositions": _all_worded(framework.propositions),
            "to_check": _all_worded(framework.to_check),
        },
        keep=("version",),
    )


def _plain_code(code: FrameworkCode) -> dict[str, object]:
    return _filled(
        {
            "id": code.id,
            "parent": code.parent,
            "name": _worded(code.name),
            "definition": _worded(code.definition),
            "include": _worded(code.include),
            "exclude": _worded(code.exclude),
            "see_instead": list(code.see_instead),
            "indicators": _all_worded(code.indicators),
            "questions": _all_worded(code.questions),
            "aliases": _all_worded(code.aliases),
            "origin": code.origin if code.origin != "deductive" else "",
            "note": _worded(code.note),
        }
    )


def _plain_relation(relation: Relation) -> dict[str, object]:
    return _filled(
        {
            "from": relation.source,
            "to": relation.target,
            "kind": relation.kind.value,
            "sign": relation.sign,
            "via": relation.via,
            "note": relation.note,
            "to_check": relation.to_check,
        }
    )


def _worded(wording: Wording) -> dict[str, object]:
    return _filled({"en": wording.en, "id": wording.id})


def _all_worded(wordings: tuple[Wording, ...]) -> list[dict[str, object]]:
    return [_worded(wording) for wording in wordings]


def _filled(mapping: dict[str, object], keep: tuple[str, ...] = ()) -> dict[str, object]:
    return {key: value for key, value in mapping.items() if value or key in keep}
