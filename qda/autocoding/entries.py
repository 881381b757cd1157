"""What both file formats have in common: the keys of a term list, and how entries become rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from codebooks.framework import Wording
from models.vocabulary import Polarity
from qda.autocoding import notation
from qda.autocoding.errors import BadTerm, MissingKey, UnknownKey, Worded, WrongShape
from qda.autocoding.term_list import LANGUAGES, Term, TermList, TermRule, canonical
from qda.i18n import mark

LIST_KEYS: Final = {
    "id": "id",
    "name": "name",
    "nama": "name",
    "version": "version",
    "versi": "version",
    "framework": "framework",
    "kerangka": "framework",
    "note": "note",
    "catatan": "note",
    "language": "language",
    "bahasa": "language",
    "rules": "rules",
    "aturan": "rules",
}
RULE_KEYS: Final = {
    "code": "code",
    "kode": "code",
    "indicator": "indicator",
    "indikator": "indicator",
    "terms": "terms",
    "istilah": "terms",
    "supporting": "supporting",
    "mendukung": "supporting",
    "inhibiting": "inhibiting",
    "menghambat": "inhibiting",
    "unless": "unless",
    "kecuali": "unless",
    "longest": "longest",
    "terpanjang": "longest",
    "language": "language",
    "bahasa": "language",
}
LIMITS: Final = {
    "id": ("id", False),
    "en": ("en", False),
    "only id": ("id", True),
    "hanya id": ("id", True),
    "only en": ("en", True),
    "hanya en": ("en", True),
}
POLARITIES: Final = {
    "terms": None,
    "supporting": Polarity.SUPPORTING,
    "inhibiting": Polarity.INHIBITING,
}
LINE: Final = mark("line {number}")
ROW: Final = mark("row {number} of sheet “{name}”")
WHOLE_FILE: Final = mark("the file")
A_LANGUAGE: Final = mark("“id” or “en”")
A_NUMBER: Final = mark("a whole number from 0 to 1000")
_LARGEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands."""

    file: str
    where: Worded


@dataclass(frozen=True, slots=True)
class Words:
    """Terms as written in one place, and what they have in common."""

    written: str
    like: Term
    place: Place
    whole: bool = False

    def terms(self) -> list[Term]:
        """The terms: separated by commas, or one alone where they are `whole`.

        Raises:
            BadTerm: one of them cannot be searched for.
        """
        pieces = [self.written] if self.whole else notation.separated(self.written)
        return [self._one(piece) for piece in pieces]

    def _one(self, piece: str) -> Term:
        try:
            return notation.parsed(piece, self.like)
        except notation.UnusableTerm as error:
            raise BadTerm(
                file=self.place.file, place=self.place.where, term=piece, why=Worded(error.why)
            ) from error


@dataclass(slots=True)
class Entry:
    """One entry of a file on its way to a rule."""

    place: Place
    code: str = ""
    indicator: Wording = Wording()
    words: list[Words] = field(default_factory=list)
    unless: list[Words] = field(default_factory=list)
    longest: int = 0


@dataclass(slots=True)
class Facts:
    """What a file says of the list as a whole."""

    place: Place
    id: str = ""
    name: Wording = Wording()
    version: str = "1"
    framework: str = ""
    note: Wording = Wording()
    language: str = "id"


def key_of(written: str, known: dict[str, str], place: Place) -> str:
    """What a key or heading means, whatever its case.

    Raises:
        UnknownKey: nothing.
    """
    key = known.get(" ".join(written.lower().split()))
    if key is None:
        names = ", ".join(known)
        raise UnknownKey(file=place.file, place=place.where, key=written[:60], known=names)
    return key


def language_of(written: str, place: Place) -> str:
    """The language that a file names.

    Raises:
        WrongShape: it is none that terms can be in.
    """
    language = written.strip().lower()
    if language not in LANGUAGES:
        raise wrong("language", A_LANGUAGE, place)
    return language


def number_of(written: str, place: Place) -> int:
    """The greatest number of words of a unit.

    Raises:
        WrongShape: it is no whole number from 0 to 1000.
    """
    bare = written.strip()
    if not (bare.isascii() and bare.isdecimal() and len(bare) < 5 and int(bare) <= _LARGEST):
        raise wrong("longest", A_NUMBER, place)
    return int(bare)


def wrong(key: str, expected: str, place: Place) -> WrongShape:
    """The refusal of something that should be `expected`, a sentence of the catalogue."""
    return WrongShape(file=place.file, place=place.where, key=key, expected=Worded(expected))


def built(facts: Facts, entries: Iterable[Entry]) -> TermList:
    """The term list that the entries make; entries of one code and indicator become one rule.

    Raises:
        MissingKey: the list has no id or no rule, or an entry no code or no term.
        BadTerm: a term cannot be searched for.
    """
    rules: dict[tuple[str, Wording, int], TermRule] = {}
    places: dict[tuple[str, Wording, int], Place] = {}
    for entry in entries:
        rule = _rule(entry, facts.framework)
        key = (rule.code, rule.indicator, rule.longest)
        places.setdefault(key, entry.place)
        rules[key] = _merged(rules[key], rule) if key in rules else rule
    for key, rule in rules.items():
        if not rule.terms:
            raise _missing("terms", places[key])
    if not facts.id:
        raise _missing("id", facts.place)
    if not rules:
        raise _missing("rules", facts.place)
    return TermList(
        id=facts.id,
        name=facts.name if facts.name != Wording() else Wording(en=facts.id, id=facts.id),
        version=facts.version,
        framework=facts.framework,
        rules=tuple(rules.values()),
        note=facts.note,
    )


def _missing(key: str, place: Place) -> MissingKey:
    return MissingKey(file=place.file, place=place.where, key=key)


def _rule(entry: Entry, framework: str) -> TermRule:
    if not entry.code:
        raise _missing("code", entry.place)
    terms = dict.fromkeys(term for words in entry.words for term in words.terms())
    unless = dict.fromkeys(term for words in entry.unless for term in words.terms())
    return TermRule(
        code=canonical(framework, entry.code),
        terms=tuple(terms),
        indicator=entry.indicator,
        unless=tuple(unless),
        longest=entry.longest,
        place=entry.place.where.in_("en"),
    )


def _merged(first: TermRule, second: TermRule) -> TermRule:
    return TermRule(
        code=first.code,
        terms=tuple(dict.fromkeys((*first.terms, *second.terms))),
        indicator=first.indicator,
        unless=tuple(dict.fromkeys((*first.unless, *second.unless))),
        longest=first.longest,
        place=first.place,
    )
