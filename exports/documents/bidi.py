"""The order of right-to-left text: the Unicode Bidirectional Algorithm (UAX #9, revision 48).

`resolved` gives every character its embedding level: even reads left to right, odd right to
left. `visual` puts the pieces of one line into the order in which the eye meets them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# The blocks of Unicode whose letters, digits or marks run from right to left.
_RTL: Final = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_EMBEDDINGS: Final = {"LRE": "L", "RLE": "R", "LRO": "L", "RLO": "R"}
_ISOLATES: Final = frozenset(("LRI", "RLI", "FSI"))
_REMOVED: Final = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))
_NEUTRAL: Final = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))
_DEEPEST: Final = 125
_BRACKETS: Final = {
    pair[0]: pair[1]
    for pair in (
        "() [] {} ༺༻ ༼༽ ᚛᚜ ⁅⁆ ⁽⁾ ₍₎ ⌈⌉ ⌊⌋ ❨❩ ❪❫ ❬❭ ❮❯ ❰❱ ❲❳ ❴❵ ⟅⟆ ⟦⟧ ⟨⟩ ⟪⟫ ⟬⟭ ⟮⟯ ⦃⦄ ⦅⦆ ⦇⦈ ⦉⦊ ⦋⦌ "
        "⧘⧙ ⧚⧛ ⧼⧽ ⸢⸣ ⸤⸥ ⸦⸧ ⸨⸩ 〈〉 《》 「」 『』 【】 〔〕 〖〗 〘〙 〚〛 （） ［］ ｛｝ ｟｠ ｢｣"
    ).split()
}
_CLOSERS: Final = {close: start for start, close in _BRACKETS.items()}


@dataclass(frozen=True, slots=True)
class Levels:
    """The level of a paragraph and of each of its characters."""

    base: int
    levels: tuple[int, ...]


@dataclass(slots=True)
class _Status:
    level: int
    override: str
    is_isolate: bool


def has_right_to_left(text: str) -> bool:
    """Whether any character could make the text run from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def resolved(text: str) -> Levels:
    """The levels of one paragraph, whose direction its first strong letter decides.

    >>> resolved("abc אבג").levels
    (0, 0, 0, 0, 1, 1, 1)
    """
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    matches = _matching(kinds)
    base = _first_strong(kinds, 0, len(kinds))
    explicit = tuple(_explicit(kinds, base, matches))
    levels = list(explicit)
    kept = [at for at, kind in enumerate(kinds) if kind not in _REMOVED]
    for sequence in _sequences(kept, explicit, matches):
        _resolve(sequence, _Context(text, kinds, explicit, base, tuple(kept)), levels)
    _trailing(text, levels, base)
    return Levels(base, tuple(levels))


def visual(levels: Sequence[int]) -> list[int]:
    """The places of a line's pieces from left to right (rule L2), by the level of each."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    if not odd:
        return order
    for level in range(max(levels), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            stop = start
            while stop < len(order) and levels[order[stop]] >= level:
                stop += 1
            order[start:stop] = order[start:stop][::-1]
            start = max(stop, start + 1)
    return order


@dataclass(frozen=True, slots=True)
class _Context:
    text: str
    kinds: list[str]
    explicit: tuple[int, ...]
    base: int
    kept: tuple[int, ...]


def _matching(kinds: list[str]) -> dict[int, int]:
    # BD9: which PDI closes which isolate; an isolate without one reaches to the end.
    matches: dict[int, int] = {}
    stack: list[int] = []
    for at, kind in enumerate(kinds):
        if kind in _ISOLATES:
            stack.append(at)
        elif kind == "PDI" and stack:
            matches[stack.pop()] = at
    return matches


def _first_strong(kinds: list[str], start: int, stop: int) -> int:
    depth = 0
    for kind in kinds[start:stop]:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return 0


def _explicit(kinds: list[str], base: int, matches: dict[int, int]) -> list[int]:
    # X1 to X8. Overrides change `kinds` in place.
    state = _Explicit(base, matches)
    return [state.level_of(kinds, at) for at in range(len(kinds))]


class _Explicit:
    """The stack of embeddings, overrides and isolates while a paragraph is read."""

    def __init__(self, base: int, matches: dict[int, int]) -> None:
        self._base = base
        self._matches = matches
        self._closes = set(matches.values())
        self._stack = [_Status(base, "", is_isolate=False)]
        self._overflow_isolates = self._overflow_embeddings = self._valid_isolates = 0

    def level_of(self, kinds: list[str], at: int) -> int:
        kind, top = kinds[at], self._stack[-1]
        if kind in _EMBEDDINGS or kind in _ISOLATES:
            self._open(kinds, at)
            return top.level
        if kind == "PDI":
            return self._close_isolate(kinds, at)
        if kind == "PDF":
            self._close_embedding()
            return top.level
        if top.override and kind not in ("B", "BN"):
            kinds[at] = top.override
        return self._base if kind == "B" else top.level

    def _open(self, kinds: list[str], at: int) -> None:
        kind, top = kinds[at], self._stack[-1]
        is_isolate = kind in _ISOLATES
        level = _next_level(top.level, is_odd=not _is_rightward(kinds, at, self._matches))
        if is_isolate and top.override:
            kinds[at] = top.override
        if level > _DEEPEST or self._overflow_isolates or self._overflow_embeddings:
            self._overflow_isolates += is_isolate
            self._overflow_embeddings += not is_isolate and not self._overflow_isolates
            return
        self._valid_isolates += is_isolate
        override = _EMBEDDINGS[kind] if kind in ("LRO", "RLO") else ""
        self._stack.append(_Status(level, override, is_isolate))

    def _close_isolate(self, kinds: list[str], at: int) -> int:
        if self._overflow_isolates:
            self._overflow_isolates -= 1
        elif at in self._closes and self._valid_isolates:
            self._overflow_embeddings = 0
            while not self._stack[-1].is_isolate:
                self._stack.pop()
            self._stack.pop()
            self._valid_isolates -= 1
        top = self._stack[-1]
        kinds[at] = top.override or kinds[at]
        return top.level

    def _close_embedding(self) -> None:
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif len(self._stack) > 1 and not self._stack[-1].is_isolate:
            self._stack.pop()


def _is_rightward(kinds: list[str], at: int, matches: dict[int, int]) -> bool:
    kind = kinds[at]
    if kind == "FSI":
        return not _first_strong(kinds, at + 1, matches.get(at, len(kinds)))
    return kind.startswith("L")


def _next_level(level: int, *, is_odd: bool) -> int:
    return level + 1 if (level + 1) % 2 == is_odd else level + 2


def _sequences(
    kept: list[int], levels: tuple[int, ...], matches: dict[int, int]
) -> list[list[int]]:
    # X10 (BD13): level runs, joined from an isolate to the run of the PDI that closes it.
    runs: list[list[int]] = []
    for at in kept:
        if runs and levels[runs[-1][-1]] == levels[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    starting = {run[0]: run for run in runs}
    continued = {matches[run[-1]] for run in runs if run[-1] in matches}
    found: list[list[int]] = []
    for run in runs:
        if run[0] in continued and run[0] in starting:
            continue
        sequence = list(run)
        while sequence[-1] in matches and matches[sequence[-1]] in starting:
            sequence += starting[matches[sequence[-1]]]
        found.append(sequence)
    return found


def _resolve(sequence: list[int], context: _Context, levels: list[int]) -> None:
    kinds = context.kinds
    level = context.explicit[sequence[0]]
    sos, eos = _edges(sequence, context)
    types = [kinds[at] for at in sequence]
    _weak(types, sos)
    _paired(types, [context.text[at] for at in sequence], level, sos=sos)
    _neutral(types, level, sos=sos, eos=eos)
    for at, kind in zip(sequence, types, strict=True):
        if level % 2 == 0:
            levels[at] += {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)
        else:
            levels[at] += int(kind in ("L", "EN", "AN"))


def _edges(sequence: list[int], context: _Context) -> tuple[str, str]:
    levels, kept = context.explicit, context.kept
    level = levels[sequence[0]]
    before = bisect_left(kept, sequence[0]) - 1
    after = bisect_left(kept, sequence[-1]) + 1
    previous = levels[kept[before]] if before >= 0 else context.base
    is_open = context.kinds[sequence[-1]] in _ISOLATES
    following = levels[kept[after]] if after < len(kept) and not is_open else context.base
    return ("LR"[max(level, previous) % 2], "LR"[max(level, following) % 2])


def _weak(types: list[str], sos: str) -> None:
    _weak_marks_and_numbers(types, sos)
    for at in range(1, len(types) - 1):  # W4
        around = (types[at - 1], types[at + 1])
        if types[at] in ("ES", "CS") and around == ("EN", "EN"):
            types[at] = "EN"
        elif types[at] == "CS" and around == ("AN", "AN"):
            types[at] = "AN"
    _weak_terminators(types)
    strong = sos
    for at, kind in enumerate(types):  # W6, W7
        if kind in ("ES", "ET", "CS"):
            types[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            types[at] = "L"


def _weak_terminators(types: list[str]) -> None:
    at = 0
    while at < len(types):  # W5
        stop = at
        while stop < len(types) and types[stop] == "ET":
            stop += 1
        if stop > at and ("EN" in (types[at - 1 : at] + types[stop : stop + 1])):
            types[at:stop] = ["EN"] * (stop - at)
        at = max(stop, at + 1)


def _weak_marks_and_numbers(types: list[str], sos: str) -> None:
    previous = sos
    for at, kind in enumerate(types):  # W1
        if kind == "NSM":
            types[at] = "ON" if previous in _ISOLATES or previous == "PDI" else previous
        previous = types[at]
    strong = sos
    for at, kind in enumerate(types):  # W2, W3
        if kind in ("L", "R", "AL"):
            strong = kind
            types[at] = "R" if kind == "AL" else kind
        elif kind == "EN" and strong == "AL":
            types[at] = "AN"


def _strong(kind: str) -> str:
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _paired(types: list[str], chars: list[str], level: int, *, sos: str) -> None:
    # N0: both brackets of a pair take one direction.
    own = "LR"[level % 2]
    for start, close in _bracket_pairs(types, chars):
        inside = {_strong(kind) for kind in types[start + 1 : close]} - {""}
        if own in inside:
            direction = own
        elif inside:
            before = (_strong(kind) for kind in reversed(types[:start]))
            context = next((kind for kind in before if kind), sos)
            direction = context if context in inside else own
        else:
            continue
        types[start] = types[close] = direction


def _bracket_pairs(types: list[str], chars: list[str]) -> list[tuple[int, int]]:
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, char in enumerate(chars):
        if types[at] != "ON":
            continue
        if char in _BRACKETS:
            if len(stack) == 63:  # BD16 stops at this depth
                break
            stack.append((char, at))
        elif char in _CLOSERS:
            for nth in range(len(stack) - 1, -1, -1):
                if stack[nth][0] == _CLOSERS[char]:
                    pairs.append((stack[nth][1], at))
                    del stack[nth:]
                    break
    return sorted(pairs)


def _neutral(types: list[str], level: int, *, sos: str, eos: str) -> None:
    # N1, N2
    own = "LR"[level % 2]
    at = 0
    while at < len(types):
        stop = at
        while stop < len(types) and types[stop] in _NEUTRAL:
            stop += 1
        if stop > at:
            before = _strong(types[at - 1]) if at else sos
            after = _strong(types[stop]) if stop < len(types) else eos
            types[at:stop] = [before if before == after else own] * (stop - at)
        at = max(stop, at + 1)


def _trailing(text: str, levels: list[int], base: int) -> None:
    # L1, and for what X9 removes the level of its left neighbour.
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    for at, kind in enumerate(kinds):
        if kind in _REMOVED:
            levels[at] = levels[at - 1] if at else base
    is_edge = True
    for at in range(len(text) - 1, -1, -1):
        kind = kinds[at]
        if kind in ("B", "S"):
            is_edge = True
            levels[at] = base
        elif is_edge and (kind == "WS" or kind in _ISOLATES or kind == "PDI" or kind in _REMOVED):
            levels[at] = base
        else:
            is_edge = False
