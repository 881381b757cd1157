"""A finding: one thing amiss in a framework, worded in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    `rule` is the stable name of the rule that was broken; `code` the id of the code concerned, or
    empty; `place` the field, as the YAML file names it.
    """

    level: Level
    rule: str
    code: str
    place: str
    en: str
    id: str

    def say(self, language: str) -> str:
        """The finding as a sentence in `language` ("id" or "en")."""
        return self.id if language == "id" else self.en


# What each rule says; {code} and the other facts are filled in by `found`.
_SAID: dict[str, tuple[Level, str, str]] = {
    "no codes": (
        Level.ERROR,
        "The framework has no codes.",
        "Kerangka teori tidak memiliki kode.",
    ),
    "duplicate id": (
        Level.ERROR,
        "The code id {code} is used more than once.",
        "Id kode {code} dipakai lebih dari sekali.",
    ),
    "ill-formed id": (
        Level.ERROR,
        "The id “{value}” may hold only letters, digits and the marks . - _ (at most 60).",
        "Id “{value}” hanya boleh berisi huruf, angka, dan tanda . - _ (paling banyak 60).",
    ),
    "unknown parent": (
        Level.ERROR,
        "The parent {value} of code {code} does not exist.",
        "Induk {value} dari kode {code} tidak ada.",
    ),
    "parent cycle": (
        Level.ERROR,
        "The parents of code {code} run in a circle.",
        "Induk kode {code} berputar.",
    ),
    "parent after child": (
        Level.ERROR,
        "Code {code} stands before its parent {value}.",
        "Kode {code} berada sebelum induknya, {value}.",
    ),
    "no name": (Level.ERROR, "Code {code} has no name.", "Kode {code} tidak bernama."),
    "unknown relation end": (
        Level.ERROR,
        "A relation names the code {value}, which does not exist.",
        "Sebuah hubungan menyebut kode {value} yang tidak ada.",
    ),
    "unknown outcome": (
        Level.ERROR,
        "The outcome code {value} does not exist.",
        "Kode hasil {value} tidak ada.",
    ),
    "see itself": (
        Level.ERROR,
        "Code {code} points at itself under “see instead”.",
        "Kode {code} menunjuk dirinya sendiri pada “lihat”.",
    ),
    "dead link": (
        Level.ERROR,
        "Code {code} points at {value}, which does not exist.",
        "Kode {code} menunjuk {value} yang tidak ada.",
    ),
    "unknown framework": (
        Level.WARNING,
        "Code {code} points at {value}, a framework that is not at hand.",
        "Kode {code} menunjuk {value}, kerangka teori yang tidak tersedia.",
    ),
    "unknown sign": (
        Level.WARNING,
        "The relation {value} bears a sign that is none of + - ± ?.",
        "Hubungan {value} memakai tanda selain + - ± ?.",
    ),
    "relation twice": (
        Level.WARNING,
        "The relation {value} stands twice.",
        "Hubungan {value} tercatat dua kali.",
    ),
    "no citation": (
        Level.WARNING,
        "The framework has no citation.",
        "Kerangka teori tidak memiliki rujukan.",
    ),
    "no definition": (
        Level.WARNING,
        "Code {code} has no definition.",
        "Kode {code} tidak memiliki definisi.",
    ),
    "no translation": (
        Level.WARNING,
        "The text {place} of code {code} is missing in {language_en}.",
        "Teks {place} pada kode {code} belum ada dalam {language_id}.",
    ),
    "one language": (
        Level.HINT,
        "The framework has no texts in {language_en}.",
        "Kerangka teori tidak memiliki teks dalam {language_id}.",
    ),
    "same name": (
        Level.WARNING,
        "Code {code} bears the same name as its sibling {value}.",
        "Kode {code} bernama sama dengan kode sejajarnya, {value}.",
    ),
    "link in words only": (
        Level.WARNING,
        "The exclusion of code {code} names {value} but does not list it under “see instead”.",
        "Batasan kode {code} menyebut {value} tetapi tidak mencantumkannya pada “lihat”.",
    ),
    "unknown place-holder": (
        Level.WARNING,
        "The text {place} holds the place-holder {value}, which nothing fills.",
        "Teks {place} memuat penanda {value} yang tidak akan terisi.",
    ),
    "name of a programme": (
        Level.WARNING,
        "The text {place} names “{value}”; write {{programme}} or {{agency}} instead.",
        "Teks {place} menyebut “{value}”; tulislah {{programme}} atau {{agency}}.",
    ),
    "no include": (
        Level.HINT,
        "Code {code} does not say what it includes.",
        "Kode {code} tidak menyebutkan hal yang termasuk di dalamnya.",
    ),
    "no exclude": (
        Level.HINT,
        "Code {code} does not say what it excludes.",
        "Kode {code} tidak menyebutkan hal yang tidak termasuk.",
    ),
    "exclude without link": (
        Level.HINT,
        "The exclusion of code {code} does not say which code to use instead.",
        "Batasan kode {code} tidak menyebutkan kode yang seharusnya dipakai.",
    ),
    "no indicators": (
        Level.HINT,
        "Code {code} has no indicators, of its own or inherited.",
        "Kode {code} tidak memiliki indikator, baik sendiri maupun dari induknya.",
    ),
    "no questions": (
        Level.HINT,
        "Code {code} has no interview question, of its own or inherited.",
        "Kode {code} tidak memiliki pertanyaan wawancara, baik sendiri maupun dari induknya.",
    ),
}


def found(rule: str, *, code: str = "", place: str = "", **facts: str) -> Finding:
    """The finding for a broken rule, its sentence filled from the facts."""
    level, en, id_ = _SAID[rule]
    filled = {"code": code, "place": place, **facts}
    return Finding(level, rule, code, place, en.format(**filled), id_.format(**filled))
