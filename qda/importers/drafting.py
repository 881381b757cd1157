"""Makes a source draft of a body: title, facts of the head, speakers, language and technique."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from qda.importers.body import Body
from qda.importers.draft import OriginalFile, SourceDraft
from qda.importers.errors import NoWords
from qda.importers.head_facts import HeadFacts, head_facts
from qda.importers.language_guess import guessed_language
from qda.importers.options import ReadingOptions
from qda.importers.speakers import Talk, Voices, found_talk, voices
from qda.importers.technique_guess import guessed_technique

_EXPLAINED = 4000


def drafted(
    original: OriginalFile, body: Body, options: ReadingOptions, *, format_name: str
) -> SourceDraft:
    """The draft of a source whose text is final; what is not in `options` is guessed.

    Raises:
        NoWords: the body holds nothing but white space.
    """
    if not body.paragraphs:
        raise NoWords(file=original.name)
    title = guessed_title(original.name)
    language = options.language if options.language is not None else guessed_language(body.text)
    head, talk, heard = _heard(body, title, language)
    technique = options.technique or guessed_technique(title, body, heard.speakers)
    return SourceDraft(
        title=title,
        text=body.text,
        original=original,
        format=format_name,
        technique=technique,
        language=language,
        paragraphs=body.paragraphs,
        turns=talk.turns,
        speakers=heard.speakers,
        collected_on=head.collected_on,
        attributes=head.attributes,
        notices=(*body.notices, *heard.notices),
    )


def guessed_title(name: str) -> str:
    """A title made from a file name: without its ending, underscores as spaces.

    >>> guessed_title("Wawancara_Kepala__Dinas.docx")
    'Wawancara Kepala Dinas'
    """
    stem = PurePath(name).stem if not name.startswith(".") else name
    printable = "".join(c if c.isprintable() else " " for c in stem.replace("_", " "))
    return " ".join(printable.split()) or "—"


def _heard(body: Body, title: str, language: str) -> tuple[HeadFacts, Talk, Voices]:
    """The talk, the facts of the head above it, and the voices, which need both."""
    if body.turns or body.spoken:
        talk = Talk(body.turns)
        return HeadFacts(), talk, voices(talk, body, person="", title=title)
    talk = found_talk(body, language)
    first = min((turn.span.start for turn in talk.turns), default=len(body.text))
    above = tuple(p for p in body.paragraphs if p.span.end <= first)
    head = head_facts(body.text, above, language)
    if not talk.turns and len(head.attributes) < 2:
        # One line of a document that happens to read "Alamat: ..." is no head.
        head = replace(head, attributes=())
    explained = body.text[:first][-_EXPLAINED:] if talk.turns else ""
    return head, talk, voices(talk, body, person=head.person, title=title, head=explained)
