"""Edits on relations: that one code, coding or case bears on another, and what says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from sqlalchemy import select

from models.case import Case
from models.code import Code
from models.coding import Coding
from models.errors import Refused
from models.positions import Span
from models.record import Relation
from models.recording import Recorder
from models.vocabulary import CodingState, RelationType
from qda.edits.coding import GradeOutOfRange, coding_coder
from qda.edits.edit import EditRequest
from qda.edits.recorded import change, check_uuids, checked_place, confirm, take_away
from qda.i18n import mark

SIGNS: Final = ("", "+", "-", "+/-")
"""What a relation's sign may be."""

_GRADES: Final = (None, 1, 2, 3)


class EndsMissing(Refused):
    """A relation must run between two things of one kind."""

    en = "Say what bears on what: two codes, two codings, or two cases."
    id = "Sebutkan apa yang berhubungan dengan apa: dua kode, dua pengodean, atau dua kasus."


class RelatedToItself(Refused):
    """A relation runs from a thing to itself."""

    en = "Nothing bears on itself here. Choose two different ends."
    id = "Tidak ada yang berhubungan dengan dirinya sendiri. Pilih dua ujung yang berbeda."


class NoSuchSign(Refused):
    """A relation's sign is none."""

    en = "“{sign}” is no sign. Write +, - or +/-, or nothing."
    id = "“{sign}” bukan tanda. Tulis +, -, atau +/-, atau kosongkan."


class NoPlaceInChain(Refused):
    """A place in a chain is counted from one."""

    en = "{order} is no place in a chain. Count from 1."
    id = "{order} bukan urutan dalam rantai. Hitung dari 1."


@dataclass(frozen=True, slots=True)
class RelationFacts:
    """All that is said of a relation: exactly one pair of ends is named.

    Codes and cases are named by id, codings by UUID. The words that say so are `span` of a source
    (code points, half-open). `sign` is `+`, `-`, `+/-` or empty, `strength` 1 to 3; `contradicts`
    where the words speak against it; `order` its place in a chain, from 1; `actor` who brings it
    about.
    """

    type: RelationType
    from_code_id: int | None = None
    to_code_id: int | None = None
    from_coding: str = ""
    to_coding: str = ""
    from_case_id: int | None = None
    to_case_id: int | None = None
    source_id: int | None = None
    span: Span | None = None
    sign: str = ""
    strength: int | None = None
    contradicts: bool = False
    order: int | None = None
    actor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddRelation(EditRequest[int]):
    """Record a relation; its id is returned. One that is `proposed` waits to be confirmed."""

    facts: RelationFacts
    state: CodingState = CodingState.CONFIRMED

    kind: ClassVar[str] = "add_relation"
    title: ClassVar[str] = mark("Relate “{start}” to “{end}”")

    def apply(self, recorder: Recorder) -> int:
        """Record the relation.

        Raises:
            EndsMissing, RelatedToItself, NoSuchSign, GradeOutOfRange, NoPlaceInChain: it cannot
                be so.
            NotThere, WordsOfNoSource, SpanBeyondText: there are no such ends, or no such words.
        """
        values = _checked(recorder, self.facts)
        made = Relation(coder_id=coding_coder(recorder), state=self.state, **values)
        return recorder.add(made).id


@dataclass(frozen=True, slots=True)
class RelateCodings(EditRequest[tuple[int, ...]]):
    """Relate several codings to one in a single act: a barrier to all efforts that answer it."""

    type: RelationType
    from_codings: tuple[str, ...]
    to_codings: tuple[str, ...]
    note: str = field(default="")

    kind: ClassVar[str] = "relate_codings"
    title: ClassVar[str] = mark("Relate codings in {count} pairs")

    def apply(self, recorder: Recorder) -> tuple[int, ...]:
        """Record a relation of each coding of the first to each of the second; their ids.

        Raises:
            EndsMissing, RelatedToItself: no pair can be made, or one of a coding with itself.
            NotThere: a coding does not exist.
        """
        pairs = [(first, second) for first in self.from_codings for second in self.to_codings]
        if not pairs:
            raise EndsMissing
        made: list[int] = []
        for first, second in pairs:
            facts = RelationFacts(self.type, from_coding=first, to_coding=second, note=self.note)
            values = _checked(recorder, facts)
            relation = recorder.add(Relation(coder_id=coding_coder(recorder), **values))
            made.append(relation.id)
        recorder.facts.clear()
        recorder.facts["count"] = len(made)
        return tuple(made)


@dataclass(frozen=True, slots=True)
class ChangeRelation(EditRequest[None]):
    """Say all of a relation anew."""

    relation_id: int
    facts: RelationFacts

    kind: ClassVar[str] = "change_relation"
    title: ClassVar[str] = mark("Change the relation of “{start}” to “{end}”")

    def apply(self, recorder: Recorder) -> None:
        """Change the relation; where nothing is different there is no edit.

        Raises:
            NotThere: there is no such relation.
            EndsMissing, RelatedToItself, NoSuchSign, GradeOutOfRange, NoPlaceInChain: it cannot
                be so.
            NotThere, WordsOfNoSource, SpanBeyondText: there are no such ends, or no such words.
        """
        relation = recorder.get(Relation, self.relation_id)
        change(relation, _checked(recorder, self.facts))


@dataclass(frozen=True, slots=True)
class RemoveRelations(EditRequest[int]):
    """Take relations away."""

    relation_ids: tuple[int, ...]

    kind: ClassVar[str] = "remove_relations"
    title: ClassVar[str] = mark("Remove {count} relations")

    def apply(self, recorder: Recorder) -> int:
        """Remove them and return how many there were."""
        return take_away(recorder, Relation, self.relation_ids)


@dataclass(frozen=True, slots=True)
class ConfirmRelations(EditRequest[int]):
    """Make proposed relations the researcher's own."""

    relation_ids: tuple[int, ...]

    kind: ClassVar[str] = "confirm_relations"
    title: ClassVar[str] = mark("Confirm {count} relations")

    def apply(self, recorder: Recorder) -> int:
        """Confirm them and return how many waited."""
        return confirm(recorder, Relation, self.relation_ids)


def _checked(recorder: Recorder, facts: RelationFacts) -> dict[str, Any]:
    start, end = _ends(recorder, facts)
    if facts.sign not in SIGNS:
        raise NoSuchSign(sign=facts.sign[:20])
    if facts.strength not in _GRADES:
        raise GradeOutOfRange(grade=facts.strength)
    if facts.order is not None and facts.order < 1:
        raise NoPlaceInChain(order=facts.order)
    _, place = checked_place(recorder, facts.source_id, facts.span)
    recorder.facts.update(start=start, end=end)
    return {
        "type": facts.type,
        "from_code_id": facts.from_code_id,
        "to_code_id": facts.to_code_id,
        "from_coding": facts.from_coding,
        "to_coding": facts.to_coding,
        "from_case_id": facts.from_case_id,
        "to_case_id": facts.to_case_id,
        "sign": facts.sign,
        "strength": facts.strength,
        "contradicts": facts.contradicts,
        "order": facts.order,
        "actor": " ".join(facts.actor.split()),
        "note": facts.note.strip(),
        **place,
    }


def _ends(recorder: Recorder, facts: RelationFacts) -> tuple[str, str]:
    """What the two ends are called in the history; refuses ends that do not pair."""
    pairs: Sequence[tuple[object, object]] = (
        (facts.from_code_id, facts.to_code_id),
        (facts.from_coding or None, facts.to_coding or None),
        (facts.from_case_id, facts.to_case_id),
    )
    named = [pair for pair in pairs if pair != (None, None)]
    if len(named) != 1 or None in named[0]:
        raise EndsMissing
    if named[0][0] == named[0][1]:
        raise RelatedToItself
    if facts.from_code_id is not None and facts.to_code_id is not None:
        first, second = (recorder.get(Code, id_) for id_ in (facts.from_code_id, facts.to_code_id))
        return first.canonical_id, second.canonical_id
    if facts.from_case_id is not None and facts.to_case_id is not None:
        one, other = (recorder.get(Case, id_) for id_ in (facts.from_case_id, facts.to_case_id))
        return one.name, other.name
    check_uuids(recorder, Coding, (facts.from_coding, facts.to_coding))
    codes = (_code_of(recorder, uuid) for uuid in (facts.from_coding, facts.to_coding))
    return next(codes), next(codes)


def _code_of(recorder: Recorder, coding: str) -> str:
    found = recorder.session.execute(select(Coding).where(Coding.uuid == coding)).scalar_one()
    return recorder.get(Code, found.code_id).canonical_id
