"""Names questions: a short id for each, and its words in the languages they are known in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from qda.importers.surveys.grouping import Bundle
from qda.importers.surveys.kobo_form import readable

_SHORT: Final = re.compile(r"[^\W\d][\w.-]{0,23}(?:\[[\w ]{1,12}\])?")
_CODE: Final = re.compile(r"[\w.\-/:]{1,60}(?:\[[\w ]{1,30}\])*")
_LONGEST: Final = 40
_LEADING: Final = re.compile(r"\s*(?:[Qq]|[Nn]o\.?|[Pp])?\s*(\d{1,3})\s*[.):\-]")


def keys_of(bundles: Sequence[Bundle]) -> list[str]:
    """The short id of each question, no two alike.

    It is the program's own where there is one (Q4_1, VMH3_2), a short heading as it is (Usia),
    the number that a heading begins with (Q11 for "11. Saran"), or else the number in the file.
    """
    made: list[str] = []
    taken: set[str] = set()
    wished = [_wished(each) for each in bundles]
    reserved = {each for each in wished if each}
    for number, wish in enumerate(wished, start=1):
        key = wish
        if not key or key in taken:
            key = f"{wish}-{number}" if wish else f"Q{number}"
            while key in taken or key in reserved:
                key += "x"
        taken.add(key)
        made.append(key)
    return made


def _wished(bundle: Bundle) -> str:
    code = bundle.lead.code
    boxes = len(bundle.uses) > 1 and bool(bundle.uses[0].option)
    if bundle.several and boxes and not bundle.named:
        # Of boxes to be ticked only what their ids have in common names the question.
        code = re.split(r"\[|_\d+$", code)[0]
    if code:
        return code if _CODE.fullmatch(code) else re.sub(r"\W+", "_", code).strip("_")[:_LONGEST]
    if not bundle.group and _SHORT.fullmatch(bundle.heading):
        return bundle.heading
    number = _LEADING.match(bundle.heading)
    return f"Q{number[1]}" if number is not None and not bundle.group else ""


def is_key(written: str) -> bool:
    """Whether words can be the short id of a question: no blanks, and few signs."""
    return len(written) <= _LONGEST and _CODE.fullmatch(written) is not None


def texts_of(bundle: Bundle, language: str) -> tuple[str, str]:
    """The words of a question in English and in Indonesian; "" where they are not known.

    Words that no form gives are those of the file, in the language that its questions are in.
    """
    given = bundle.lead.known.texts
    english, indonesian = given.get("en", ""), given.get("id", "")
    if english or indonesian:
        return english, indonesian
    words = readable(bundle.heading)
    return (words if language == "en" else "", words if language == "id" else "")
