"""Edits that coin a code and give it at once: one typed while coding, or the words themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Final

from sqlalchemy import select

from codebooks.framework import Wording
from models.code import Code
from models.errors import Refused
from models.positions import Span
from models.recording import Recorder
from models.source import Source, SourceText
from qda.edits.codes import AddCode, CodeWording, code_by_id
from qda.edits.coding import CodeMany, CodeSegment
from qda.edits.edit import EditRequest
from qda.i18n import mark

IN_VIVO: Final = "in-vivo"
"""The id of the code beneath which codes named by informants' own words are gathered."""

LONGEST: Final = 60
"""The letters of a name made from words; longer ones end with the last whole word and dots."""

_EDGES: Final = re.compile(r"^[\W_]+|[\W_]+$")


class NoWordsToName(Refused):
    """A name needs a letter or a digit."""

    en = "These characters hold no word that could name a code. Select some words."
    id = "Tanda ini tidak memuat kata yang dapat menamai kode. Pilih beberapa kata."


@dataclass(frozen=True, slots=True)
class CoinCode(EditRequest[tuple[int, ...]]):
    """Make a code of the researcher's own and give it to passages, with other codes or alone.

    `places` are sources with spans. The name is in `language`; the id is the next free `K` with a
    number. A memo is attached to the first coding.
    """

    name: str
    places: tuple[tuple[int, Span], ...]
    language: str = "id"
    code_ids: tuple[int, ...] = ()
    memo: str = ""

    kind: ClassVar[str] = "coin_code"
    title: ClassVar[str] = mark("Make the code “{name}” and give it to {count} passages")

    def apply(self, recorder: Recorder) -> tuple[int, ...]:
        """Make the code, code with it and return the ids of the codings.

        Raises:
            CodeNameMissing: the name is empty.
            NotThere, SpanBeyondText, AlreadyCoded: as for `CodeSegment`.
        """
        name = " ".join(self.name.split())
        worded = Wording(id=name) if self.language == "id" else Wording(en=name)
        made = AddCode(free_code_id(recorder), CodeWording(worded)).apply(recorder)
        recorder.session.flush()
        codings = [
            CodeSegment(source_id, span, code_id)
            for source_id, span in self.places
            for code_id in (*self.code_ids, made)
        ]
        if codings and self.memo.strip():
            first = codings[0]
            codings[0] = CodeSegment(first.source_id, first.span, first.code_id, memo=self.memo)
        ids = CodeMany(tuple(codings)).apply(recorder)
        recorder.facts.clear()
        recorder.facts.update(name=name, count=len(self.places))
        return ids


@dataclass(frozen=True, slots=True)
class CodeInVivo(EditRequest[int]):
    """Code words with a code that they name themselves (Charmaz 2014, "in vivo codes").

    Such codes are gathered beneath the code `in-vivo`, which is made with the first of them;
    where one with this name is there, it is given again.
    """

    source_id: int
    span: Span

    kind: ClassVar[str] = "code_in_vivo"
    title: ClassVar[str] = mark("Code in vivo as “{name}” at {key}")

    def apply(self, recorder: Recorder) -> int:
        """Code the words and return the id of the coding.

        Raises:
            NotThere, SpanBeyondText, AlreadyCoded: as for `CodeSegment`.
            NoWordsToName: the span holds no letter and no digit.
        """
        source = recorder.get(Source, self.source_id)
        self.span.checked(source.length)
        name = name_of_words(self.span.of(recorder.get(SourceText, source.id).text))
        if not name:
            raise NoWordsToName
        code_id = _in_vivo_code(recorder, name)
        coding_id = CodeSegment(self.source_id, self.span, code_id).apply(recorder)
        recorder.facts.clear()
        recorder.facts.update(name=name, key=source.key)
        return coding_id


def name_of_words(words: str) -> str:
    """The name that words of a text give to a code: on one line, without signs at the edges.

    >>> name_of_words("“Anggaran kami  kurang,")
    'Anggaran kami kurang'
    """
    name = _EDGES.sub("", " ".join(words.split()))
    if len(name) <= LONGEST:
        return name
    cut = name[:LONGEST]
    whole = cut if name[LONGEST] == " " else cut.rpartition(" ")[0] or cut
    return _EDGES.sub("", whole) + " …"


def free_code_id(recorder: Recorder) -> str:
    """The next id for a code of the researcher's own: `K1`, `K2` and so on."""
    number = 1
    while code_by_id(recorder, f"K{number}") is not None:
        number += 1
    return f"K{number}"


def _in_vivo_code(recorder: Recorder, name: str) -> int:
    above = code_by_id(recorder, IN_VIVO)
    if above is None:
        wording = CodeWording(
            Wording("In vivo", "In vivo"),
            Wording(
                "Codes named by the words of the text", "Kode yang dinamai oleh kata dalam teks"
            ),
        )
        parent_id = AddCode(IN_VIVO, wording).apply(recorder)
        recorder.session.flush()
    else:
        parent_id = above.id
    query = select(Code.id, Code.name_en).where(Code.parent_id == parent_id).order_by(Code.id)
    for code_id, known in recorder.session.execute(query):
        if known.casefold() == name.casefold():
            return int(code_id)
    worded = CodeWording(Wording(name, name))
    made = AddCode(free_code_id(recorder), worded, parent_id=parent_id).apply(recorder)
    recorder.session.flush()
    return made
