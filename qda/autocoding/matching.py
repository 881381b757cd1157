"""Finds the terms of lists in a text, in time that grows with the text and not with the lists.

Each distinct word is looked up once: which places of which terms could it fill? Most fill none. A
phrase is tried only where its first word stands, so a text without any first word is done after
one pass over its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from models.positions import Span
from qda.autocoding.notation import Place, places
from qda.autocoding.term_list import Term, TermList, TermMode, TermRule
from qda.language.normal_form import normal, plain
from qda.language.stems import stem, without_clitic
from qda.language.tokens import SURFACES

_MOST_REMEMBERED: Final = 1 << 18
_LONGEST_REMEMBERED: Final = 64
_SENTENCE_END: Final = re.compile(r"(?<![.])\.(?![.])|[!?;]")
_HYPHEN: Final = re.compile("[-\u2010\u2011]")

_Atoms = frozenset[int]
_Slots = tuple[_Atoms, ...]
_NOTHING: Final[_Atoms] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """A term found: the index of its rule in `Matcher.rules`, the term, and its words' place."""

    rule: int
    term: Term
    span: Span


@dataclass(frozen=True, slots=True)
class OwnedRule:
    """A rule with the list that it comes from."""

    owner: TermList
    rule: TermRule

    @property
    def name(self) -> str:
        """The name under which the rule codes, with its version: `vmvh1975 1 VMH2.2`."""
        return f"{self.owner.id} {self.owner.version} {self.rule.code.rpartition(':')[2]}"


@dataclass(frozen=True, slots=True)
class _Step:
    """One word of a phrase: the atoms that fill it, and how many words may come before."""

    atoms: _Atoms
    skipped: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One way to meet a term, word by word; `excludes` where it bars other hits of its rule."""

    rule: int
    term: Term
    steps: tuple[_Step, ...]
    excludes: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    phrase: _Phrase
    first: int
    last: int


class Matcher:
    """Term lists made ready for searching; make one and use it for every text of a run."""

    def __init__(self, lists: Iterable[TermList]) -> None:
        self.rules: tuple[OwnedRule, ...] = tuple(
            OwnedRule(owner, rule) for owner in lists for rule in owner.rules
        )
        self._atoms = _Vocabulary()
        self._starts: dict[int, list[_Phrase]] = {}
        self._codes = [owned.rule.code for owned in self.rules]
        for index, owned in enumerate(self.rules):
            for term in owned.rule.terms:
                self._add(index, term, excludes=False)
            for term in owned.rule.unless:
                self._add(index, term, excludes=True)
        self._known = _Remembered(self._atoms)

    def _add(self, rule: int, term: Term, *, excludes: bool) -> None:
        for way in places(term):
            for steps in self._atoms.taken_in(way, term):
                phrase = _Phrase(rule, term, steps, excludes)
                for atom in steps[0].atoms:
                    self._starts.setdefault(atom, []).append(phrase)

    def matches(self, text: str, span: Span | None = None, *, language: str = "") -> list[Match]:
        """All terms found in `text`, or in the part of it at `span`, in order of their place.

        `language` is the text's ("id", "en") where it is known. The words of a phrase stand in one
        sentence. Of two terms for the same code the longer one counts where it holds the shorter.
        """
        known = self._known.__getitem__
        start, end = (span.start, span.end) if span else (0, len(text))
        found = SURFACES.findall(text, start, end)
        if not any(map(known, found)):
            return []
        edges = [token.span() for token in SURFACES.finditer(text, start, end)]
        reading = _Reading(text, edges, [known(surface) for surface in found])
        present = frozenset().union(*reading.slots)
        hits = [
            hit
            for position, atoms in enumerate(reading.slots)
            for atom in atoms
            for phrase in self._starts.get(atom, ())
            if not phrase.steps[-1].atoms.isdisjoint(present)
            and (hit := reading.hit(phrase, position)) is not None
        ]
        counted = self._counted(hits, language)
        return [Match(h.phrase.rule, h.phrase.term, reading.span(h)) for h in counted]

    def _counted(self, hits: list[_Hit], language: str) -> list[_Hit]:
        """The hits without excluded, limited and repeated ones, in order of their place."""
        barred = [hit for hit in hits if hit.phrase.excludes]
        kept: list[_Hit] = []
        for hit in sorted(hits, key=lambda h: (h.first, -h.last, h.phrase.rule)):
            term = hit.phrase.term
            if hit.phrase.excludes or (term.limited and language not in ("", term.language)):
                continue
            if not any(_shares(hit, bar) for bar in barred):
                kept.append(hit)
        return self._longest(kept)

    def _longest(self, hits: list[_Hit]) -> list[_Hit]:
        """The hits that no other hit for the same code holds; `hits` are in order of place."""
        kept: list[_Hit] = []
        furthest: dict[str, int] = {}
        for hit in hits:
            code = self._codes[hit.phrase.rule]
            if hit.last > furthest.get(code, -1):
                kept.append(hit)
                furthest[code] = hit.last
        return kept


def _shares(hit: _Hit, bar: _Hit) -> bool:
    same_rule = hit.phrase.rule == bar.phrase.rule
    return same_rule and hit.first <= bar.last and bar.first <= hit.last


class _Vocabulary:
    """The atoms: what a word can be recognised by, each with a number."""

    def __init__(self) -> None:
        self.exact: dict[str, int] = {}
        self.normal: dict[str, dict[str, int]] = {"id": {}, "en": {}}
        self.stem: dict[str, dict[str, int]] = {"id": {}, "en": {}}
        self.beginning: dict[str, dict[str, int]] = {"id": {}, "en": {}}
        self._count = 0

    def taken_in(self, way: Sequence[Place], term: Term) -> list[tuple[_Step, ...]]:
        """The steps of each way to meet a term, new atoms numbered.

        More than one way, where an alternative is slang for several words.
        """
        options = [self._options(place, term) for place in way]
        return [tuple(step for part in choice for step in part) for choice in product(*options)]

    def _options(self, place: Place, term: Term) -> list[tuple[_Step, ...]]:
        rows = [self._row(word, term) for word in place.words]
        single = frozenset(row[0] for row in rows if len(row) == 1)
        options: list[tuple[_Step, ...]] = []
        if single:
            options.append((_Step(single, place.skipped),))
        for first, *rest in (row for row in rows if len(row) > 1):
            later = (_Step(frozenset((atom,)), 0) for atom in rest)
            options.append((_Step(frozenset((first,)), place.skipped), *later))
        return options

    def _row(self, word: str, term: Term) -> list[int]:
        if word.endswith("*"):
            return [self._number(self.beginning[term.language], plain(word[:-1]))]
        if term.mode is TermMode.EXACT:
            return [self._number(self.exact, piece) for piece in pieces(word.casefold())]
        kind = self.stem if term.mode is TermMode.STEM else self.normal
        table = kind[term.language]
        row: list[int] = []
        for piece in pieces(word):
            for one in normal(piece).split() if term.language == "id" else (plain(piece),):
                key = stem(one, term.language) if term.mode is TermMode.STEM else one
                row.append(self._number(table, key))
        return row

    def _number(self, table: dict[str, int], key: str) -> int:
        if key not in table:
            table[key] = self._count
            self._count += 1
        return table[key]


class _Remembered(dict[str, _Slots | None]):
    """What each surface could fill: its slots, or None where it fills nothing."""

    def __init__(self, vocabulary: _Vocabulary) -> None:
        super().__init__()
        self._all = vocabulary
        self._beginnings = {
            language: (table, sorted({len(beginning) for beginning in table}))
            for language, table in vocabulary.beginning.items()
        }
        # Stemming is what costs; a word can have a root only where it holds the root but for the
        # first letter, which prefixes may change (`menyapu` has the root `sapu`).
        ends = "|".join(re.escape(root[1:]) for root in vocabulary.stem["id"])
        self._rooted = re.compile(ends) if ends else None
        self._initials = frozenset(root[:1] for root in vocabulary.stem["en"])

    def __missing__(self, surface: str) -> _Slots | None:
        slots = self._slots(surface)
        useful = slots if any(slots) else None
        if len(surface) <= _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[surface] = useful
        return useful

    def _slots(self, surface: str) -> _Slots:
        doubled = _halves(normal(surface))
        if doubled:
            english = self._english(surface) | self._exact(surface)
            return (english.union(*(self._indonesian(half) for half in doubled)),)
        slots: list[_Atoms] = []
        for piece in pieces(surface):
            first, *rest = normal(piece).split() or [piece]
            atoms = self._indonesian(first) | self._english(piece) | self._exact(piece)
            slots.append(atoms)
            slots.extend(self._indonesian(word) for word in rest)
        return tuple(slots)

    def _exact(self, piece: str) -> _Atoms:
        found = self._all.exact.get(piece.casefold())
        return _NOTHING if found is None else frozenset((found,))

    def _indonesian(self, word: str) -> _Atoms:
        forms = {word, without_clitic(word)}
        rooted = self._rooted is not None and self._rooted.search(word)
        stems = {stem(word)} if rooted else set[str]()
        return self._looked_up("id", forms, stems)

    def _english(self, piece: str) -> _Atoms:
        word = plain(piece)
        forms = {word, word.removesuffix("'s"), word.removesuffix("s")}
        stems = {stem(word, "en")} if word[:1] in self._initials else set[str]()
        return self._looked_up("en", forms, stems)

    def _looked_up(self, language: str, forms: set[str], stems: set[str]) -> _Atoms:
        usual, roots = self._all.normal[language], self._all.stem[language]
        atoms = {usual[form] for form in forms if form in usual}
        atoms.update(roots[root] for root in stems if root in roots)
        table, lengths = self._beginnings[language]
        for length in lengths:
            atoms.update(table[f[:length]] for f in forms if f[:length] in table)
        return frozenset(atoms) if atoms else _NOTHING


class _Reading:
    """One text as a row of slots: what stands at each place, and which token it belongs to."""

    def __init__(self, text: str, edges: list[tuple[int, int]], words: list[_Slots | None]) -> None:
        self._text = text
        self._edges = edges
        self.slots: list[_Atoms] = []
        self._token: list[int] = []
        for index, slots in enumerate(words):
            for atoms in slots or (_NOTHING,):
                self.slots.append(atoms)
                self._token.append(index)

    def hit(self, phrase: _Phrase, first: int) -> _Hit | None:
        """The phrase where its first word stands at slot `first`, as short as it can be."""
        last = self._last(phrase, 1, first) if len(phrase.steps) > 1 else first
        return None if last is None else _Hit(phrase, first, last)

    def _last(self, phrase: _Phrase, place: int, before: int) -> int | None:
        """The slot of the phrase's last word, once `place` of its words are met up to `before`."""
        if place == len(phrase.steps):
            return before
        step = phrase.steps[place]
        furthest = min(before + 1 + step.skipped, len(self.slots) - 1)
        for slot in range(before + 1, furthest + 1):
            if self._parted(slot - 1, slot):
                return None
            if not step.atoms.isdisjoint(self.slots[slot]):
                last = self._last(phrase, place + 1, slot)
                if last is not None:
                    return last
        return None

    def _parted(self, slot: int, following: int) -> bool:
        """Whether a sentence ends between two neighbouring slots."""
        left, right = self._token[slot], self._token[following]
        if left == right:
            return False
        end, start = self._edges[left][1], self._edges[right][0]
        return _SENTENCE_END.search(self._text, end, start) is not None

    def span(self, hit: _Hit) -> Span:
        """The place of a hit in the text, from its first word to its last."""
        return Span(self._edges[self._token[hit.first]][0], self._edges[self._token[hit.last]][1])


def pieces(surface: str) -> list[str]:
    """The parts of a hyphenated word, so that `face-to-face` is met like `face to face`."""
    return [part for part in _HYPHEN.split(surface) if part] or [surface]


def _halves(word: str) -> tuple[str, ...]:
    """The doubled word with both halves where it is a reduplication (`laporan-laporannya`)."""
    parts = word.split("-")
    if len(parts) != 2 or " " in word:
        return ()
    first, second = parts
    same = bool(first) and (first == second or stem(first) == stem(second))
    return (word, first, second) if same else ()
