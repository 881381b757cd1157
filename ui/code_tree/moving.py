"""Where codes go that are moved by keys: up, down, out and in."""

from __future__ import annotations

from dataclasses import dataclass

from ui.code_tree.state import Branches


@dataclass(frozen=True, slots=True)
class Place:
    """Where codes are to go; `position` counts the siblings there without the codes themselves."""

    ids: tuple[int, ...]
    parent_id: int | None
    position: int


def moved_up(branches: Branches, ids: tuple[int, ...]) -> Place | None:
    """Before the sibling above the first of them; None where there is none."""
    moving, others = _parted(branches, ids)
    before = _before(branches, moving[0], others) if moving else 0
    return _place(branches, moving, before - 1) if before else None


def moved_down(branches: Branches, ids: tuple[int, ...]) -> Place | None:
    """Behind the sibling below the last of them; None where there is none."""
    moving, others = _parted(branches, ids)
    before = _before(branches, moving[-1], others) if moving else 0
    return _place(branches, moving, before + 1) if moving and before < len(others) else None


def moved_out(branches: Branches, ids: tuple[int, ...]) -> Place | None:
    """Behind their parent; None where they stand at the top."""
    moving, _ = _parted(branches, ids)
    above = branches.parent(moving[0]) if moving else None
    if above is None:
        return None
    return Place(moving, branches.parent(above), branches.rows[above] + 1)


def moved_in(branches: Branches, ids: tuple[int, ...]) -> Place | None:
    """Beneath the sibling above the first of them, as its last; None where there is none."""
    moving, others = _parted(branches, ids)
    before = _before(branches, moving[0], others) if moving else 0
    if not before:
        return None
    under = others[before - 1]
    return Place(moving, under, len(branches.children.get(under, ())))


def _parted(branches: Branches, ids: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Those of the codes that are siblings of the first, in their order, and the other siblings."""
    if not ids or ids[0] not in branches.nodes:
        return (), ()
    siblings = branches.children[branches.parent(ids[0])]
    moving = tuple(each for each in siblings if each in ids)
    return moving, tuple(each for each in siblings if each not in ids)


def _before(branches: Branches, id_: int, others: tuple[int, ...]) -> int:
    return sum(branches.rows[each] < branches.rows[id_] for each in others)


def _place(branches: Branches, moving: tuple[int, ...], position: int) -> Place:
    return Place(moving, branches.parent(moving[0]), position)
