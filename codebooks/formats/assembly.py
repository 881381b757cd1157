"""Puts the codes of a file together: unique ids, known parents, no circles, parents first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codebooks.framework import FrameworkCode
from codebooks.hints import did_you_mean
from codebooks.places import Place
from codebooks.refusals import DuplicateCodeId, ParentCodeCycle, UnknownParentCode


@dataclass(frozen=True, slots=True)
class PlacedCode:
    """A code with the spot of the file at which it stands."""

    code: FrameworkCode
    place: Place


def assembled(placed: Sequence[PlacedCode]) -> tuple[FrameworkCode, ...]:
    """The codes in the order of the file, but each parent before its children.

    Raises:
        DuplicateCodeId: an id stands twice.
        UnknownParentCode: a parent is not among the codes.
        ParentCodeCycle: following the parents leads back to the code.
    """
    by_id: dict[str, PlacedCode] = {}
    for one in placed:
        first = by_id.setdefault(one.code.id, one)
        if first is not one:
            raise DuplicateCodeId(place=one.place, code=one.code.id, first=first.place.line)
    for one in placed:
        if one.code.parent and one.code.parent not in by_id:
            raise UnknownParentCode(
                place=one.place,
                code=one.code.id,
                parent=one.code.parent,
                hint=did_you_mean(one.code.parent, by_id),
            )
    chosen: dict[str, FrameworkCode] = {}
    for one in placed:
        for ancestor in reversed(_line_of_descent(one, by_id, chosen)):
            chosen[ancestor.id] = ancestor
    return tuple(chosen.values())


def _line_of_descent(
    one: PlacedCode, by_id: dict[str, PlacedCode], chosen: dict[str, FrameworkCode]
) -> list[FrameworkCode]:
    """The code, its parent, and so on up to the first that is already chosen."""
    line: list[FrameworkCode] = []
    seen: set[str] = set()
    code_id = one.code.id
    while code_id and code_id not in chosen:
        line.append(by_id[code_id].code)
        if code_id in seen:
            raise ParentCodeCycle(place=one.place, code=one.code.id, chain=chain_of(line))
        seen.add(code_id)
        code_id = line[-1].parent
    return line


def chain_of(line: Iterable[FrameworkCode]) -> str:
    """The ids in a row with arrows between, as a message shows a circle."""
    return " → ".join(code.id for code in line)
