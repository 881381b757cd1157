"""What is amiss in the texts of a framework: translations, place-holders, names, hidden links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from codebooks.findings import Finding, found
from codebooks.framework import Framework, FrameworkCode, Wording

PLACE_HOLDERS: Final = ("{programme}", "{agency}")
_IN_BRACES: Final = re.compile(r"\{[^{}\s]{0,40}\}")
_WORD: Final = re.compile(r"[^\W_][\w.\-]*")
_AFTER_ARROW: Final = re.compile(r"(?:->|→)\s*([^\W_][\w.\-]*)")
_LETTER_AND_DIGIT: Final = re.compile(r"(?=.*\d)(?=.*[^\W\d])")
_LANGUAGES: Final = (("en", "English", "bahasa Inggris"), ("id", "Indonesian", "bahasa Indonesia"))


@dataclass(frozen=True, slots=True)
class PlacedWording:
    """A bilingual text with the code it belongs to ("" for the framework) and its field."""

    code: str
    field: str
    wording: Wording

    @property
    def place(self) -> str:
        """The field, with the code before it where there is one."""
        return f"{self.code}.{self.field}" if self.code else self.field


def text_findings(framework: Framework, avoid: Sequence[str]) -> Iterator[Finding]:
    """The findings in all texts of the framework; `avoid` are names that none may hold."""
    texts = tuple(_framework_texts(framework))
    yield from _translations(texts)
    for text in texts:
        yield from _place_holders(text)
        yield from _names(text, avoid)
    own = {code.id for code in framework.codes}
    for code in framework.codes:
        yield from _hidden_links(code, own)


def _framework_texts(framework: Framework) -> Iterator[PlacedWording]:
    yield PlacedWording("", "name", framework.name)
    yield PlacedWording("", "description", framework.description)
    for number, wording in enumerate(framework.propositions, 1):
        yield PlacedWording("", f"propositions.{number}", wording)
    for number, wording in enumerate(framework.to_check, 1):
        yield PlacedWording("", f"to_check.{number}", wording)
    for code in framework.codes:
        yield from _code_texts(code)


def _code_texts(code: FrameworkCode) -> Iterator[PlacedWording]:
    for field in ("name", "definition", "include", "exclude", "note"):
        yield PlacedWording(code.id, field, getattr(code, field))
    for field in ("indicators", "questions", "aliases"):
        for number, wording in enumerate(getattr(code, field), 1):
            yield PlacedWording(code.id, f"{field}.{number}", wording)


def _translations(texts: Sequence[PlacedWording]) -> Iterator[Finding]:
    # Local labels of a theory exist in one language only, so aliases need no translation.
    worded = [text for text in texts if not text.field.startswith("aliases")]
    for language, en, id_ in _LANGUAGES:
        names = {"language_en": en, "language_id": id_}
        if not any(getattr(text.wording, language).strip() for text in worded):
            yield found("one language", **names)
            continue
        for text in worded:
            other = text.wording.en or text.wording.id
            if other.strip() and not getattr(text.wording, language).strip():
                yield found("no translation", code=text.code, place=text.field, **names)


def _place_holders(text: PlacedWording) -> Iterator[Finding]:
    for held in (text.wording.en, text.wording.id):
        for mark in _IN_BRACES.findall(held):
            if mark not in PLACE_HOLDERS:
                yield found("unknown place-holder", code=text.code, place=text.place, value=mark)


def _names(text: PlacedWording, avoid: Sequence[str]) -> Iterator[Finding]:
    for name in avoid:
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        if any(
            re.search(pattern, held, re.IGNORECASE) for held in (text.wording.en, text.wording.id)
        ):
            yield found("name of a programme", code=text.code, place=text.place, value=name)


def _hidden_links(code: FrameworkCode, own: AbstractSet[str]) -> Iterator[Finding]:
    """Ids that the exclusion names in words while `see_instead` does not list them."""
    said = f"{code.exclude.en} \n {code.exclude.id}"
    named = {word.rstrip(".-") for word in _WORD.findall(said)}
    # A bare number or a plain word is no id unless an arrow marks it as one.
    unmistakable = {word for word in named if _LETTER_AND_DIGIT.search(word)}
    pointed_at = {word.rstrip(".-") for word in _AFTER_ARROW.findall(said)}
    for other in sorted((unmistakable | pointed_at) & own - set(code.see_instead)):
        yield found("link in words only", code=code.id, place="exclude", value=other)
