"""The words by which transcripts name the one who asks and the one who is asked."""

from __future__ import annotations

import re
from typing import Final

from models.vocabulary import SpeakerKind

_ASKING: Final = frozenset(
    "pewawancara peneliti penanya pewara fasilitator moderator notulen presenter host "
    "interviewer researcher facilitator investigator enumerator surveyor tanya pertanyaan "
    "question interviewador intervieweur intervieweuse enquêteur enquêtrice pemandu".split()
)
_ASKED: Final = frozenset(
    "informan narasumber responden partisipan peserta subjek terwawancara narsum jawab jawaban "
    "interviewee informant respondent participant subject answer guest interviewé interviewée "
    "enquêté enquêtée".split()
)
_LEADING: Final = frozenset("moderator fasilitator facilitator pemandu".split())
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"(\d+)\s*$")
_ASKED_OR_ASKING: Final = "|".join(sorted(_ASKING | _ASKED))
_LEGEND: Final = re.compile(
    rf"\b([A-Z]{{1,3}}\d?)\b(?:(?!\b[Hh]uruf\b)[^.;\n]){{0,60}}?\b({_ASKED_OR_ASKING})\b",
    re.IGNORECASE,
)


def role_of(label: str) -> SpeakerKind | None:
    """What a label of at most three words says of its speaker: "Peneliti 2" is an interviewer.

    None where it holds a name, initials or nothing known.
    """
    words = [word.lower() for word in _LETTERS.findall(label)]
    if not 1 <= len(words) <= 3:
        return None
    for word in words:
        if word in _ASKING:
            return SpeakerKind.INTERVIEWER
        if word in _ASKED:
            return SpeakerKind.INFORMANT
    return None


def is_moderator(label: str) -> bool:
    """Whether a label names one who leads a group rather than one who interviews a person."""
    return any(word.lower() in _LEADING for word in _LETTERS.findall(label))


def is_numbered(label: str) -> int:
    """The number at the end of a label such as "Informan 3"; 0 where there is none."""
    match = _NUMBER.search(label)
    return int(match[1]) if match else 0


def legend(head: str) -> dict[str, SpeakerKind]:
    """The letters a head explains: "P = Pewawancara", "Huruf Y ... Narasumber".

    >>> legend("P = Peneliti, I = Informan")["I"].value
    'informant'
    """
    found: dict[str, SpeakerKind] = {}
    for match in _LEGEND.finditer(head):
        kind = role_of(match[2])
        if match[1].isupper() and kind is not None:
            found.setdefault(match[1], kind)
    return found
