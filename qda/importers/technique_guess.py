"""Guesses how a source was collected from its name, its speakers and the look of its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Final

from models.vocabulary import SpeakerKind, Technique
from qda.importers.body import Body
from qda.importers.draft import SpeakerDraft
from qda.importers.role_words import is_moderator

_FOCUS_GROUP: Final = re.compile(
    r"\b(?:fgd|focus group|diskusi kelompok|kelompok terarah)\b", re.IGNORECASE
)
_NOTES: Final = re.compile(
    r"\b(?:field ?notes?|notes?|catatan (?:lapangan|observasi)|observasi|observation)\b",
    re.IGNORECASE,
)
_TALK: Final = re.compile(r"\b(?:wawancara|interview|transkrip|transcript)\b", re.IGNORECASE)
_HEAD: Final = 400


def guessed_technique(title: str, body: Body, speakers: Sequence[SpeakerDraft]) -> Technique:
    """The technique most likely; documentation where nothing speaks for another.

    Speakers make an interview; three or more informants led by a moderator, or the words "FGD"
    or "focus group" in the title or head, a focus group. A text without speakers is an
    observation when it is called notes, or consists of short unfinished lines.
    """
    named = f"{title}\n{body.text[:_HEAD]}"
    if speakers:
        informants = sum(speaker.kind is not SpeakerKind.INTERVIEWER for speaker in speakers)
        led = any(is_moderator(speaker.name) for speaker in speakers)
        if informants > 2 and (led or _FOCUS_GROUP.search(named)):
            return Technique.FOCUS_GROUP
        return Technique.INTERVIEW
    if _looks_like_notes(title, body):
        return Technique.OBSERVATION
    return Technique.INTERVIEW if body.spoken and _TALK.search(title) else Technique.DOCUMENTATION


def _looks_like_notes(title: str, body: Body) -> bool:
    lines = [paragraph.span.of(body.text) for paragraph in body.paragraphs]
    if len(body.text) > 50_000 or len(lines) < 5:
        return False
    unfinished = sum(line.rstrip()[-1] not in '.?!”"' for line in lines) / len(lines)
    short = median(len(line.strip()) for line in lines) <= 70
    if _NOTES.search(title):
        return short or unfinished >= 0.5
    indented = sum(line[0] in "\t -•*" for line in lines) / len(lines)
    return short and unfinished >= 0.8 and indented >= 0.3
