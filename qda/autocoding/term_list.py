"""A term list as values: which words speak for which code.

A list belongs to a framework or to the researcher; a rule gives the words of one indicator of one
code. Code ids are canonical (`vmvh1975:VMH2.2`), whatever a study calls the code.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from codebooks.framework import Wording
from models.vocabulary import Polarity
from qda.autocoding.errors import UnknownCode
from qda.i18n import mark

LANGUAGES: Final = ("id", "en")
_EXAMPLES: Final = 5


class TermMode(StrEnum):
    """How closely a text must follow a term.

    EXACT: letter by letter, whatever the case. NORMALISED: in its usual spelling, so that slang,
    letters typed too often, clitics (-nya, -lah ...) and English plurals are seen through. STEM:
    in all forms of the word (`~koordinasi` finds `berkoordinasi`).
    """

    EXACT = "exact"
    NORMALISED = "normalised"
    STEM = "stem"


MODE_LABELS: Final = {
    TermMode.EXACT: mark("exactly as written"),
    TermMode.NORMALISED: mark("in its usual spelling"),
    TermMode.STEM: mark("in all forms of the word"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase to look for; `qda.autocoding.notation` tells how `text` is written.

    `language` ("id" or "en") decides spelling and stems; a text in either language is searched for
    the terms of both, save that a `limited` term is left out where the text is known to be in the
    other language. `polarity` is proposed with the code; None proposes none.
    """

    text: str
    language: str = "id"
    mode: TermMode = TermMode.NORMALISED
    polarity: Polarity | None = None
    limited: bool = False


@dataclass(frozen=True, slots=True)
class TermRule:
    """The words that speak for one code.

    A hit that shares a word with one of the `unless` phrases does not count. `longest` is the
    greatest number of words that a unit may have for the rule to speak at all (0: any); it keeps a
    rule for bare praise away from long reviews. `place` says where in its file the rule stands.
    """

    code: str
    terms: tuple[Term, ...]
    indicator: Wording = Wording()
    unless: tuple[Term, ...] = ()
    longest: int = 0
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class TermList:
    """A named and versioned list; `note` says what it cannot do."""

    id: str
    name: Wording
    rules: tuple[TermRule, ...]
    version: str = "1"
    framework: str = ""
    note: Wording = Wording()

    @property
    def codes(self) -> tuple[str, ...]:
        """The canonical ids of the codes it proposes, in order, each once."""
        return tuple(dict.fromkeys(rule.code for rule in self.rules))


def canonical(framework: str, code: str) -> str:
    """The id of a code with its framework: `VMH2.2` in `vmvh1975` is `vmvh1975:VMH2.2`.

    An id that names a framework already, or a list without one, is left as it is.
    """
    return code if ":" in code or not framework else f"{framework}:{code}"


def checked(term_list: TermList, codes: Collection[str]) -> TermList:
    """The list, once every code that it proposes is sure to be one of `codes` (canonical ids).

    Raises:
        UnknownCode: a rule names another code.
    """
    for rule in term_list.rules:
        if rule.code not in codes:
            known = ", ".join(sorted(codes)[:_EXAMPLES])
            raise UnknownCode(list=term_list.id, place=rule.place, code=rule.code, known=known)
    return term_list
