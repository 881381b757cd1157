"""Corrections of what the program guessed about speakers: each gives a new draft, same text."""

from __future__ import annotations

from dataclasses import replace

from models.vocabulary import SpeakerKind
from qda.importers.draft import SourceDraft, SpeakerDraft
from qda.importers.errors import NoSuchSpeaker


def reassigned(
    draft: SourceDraft,
    speaker: str,
    *,
    kind: SpeakerKind | None = None,
    case: str | None = None,
) -> SourceDraft:
    """The draft with another kind or case for a speaker; None leaves what was guessed.

    An interviewer has no case, whatever was asked for. One who becomes an informant and has no
    case gets the speaker's own name.

    Raises:
        NoSuchSpeaker: nobody of this name speaks in the draft.
    """
    known = _speaker(draft, speaker)
    new_kind = known.kind if kind is None else kind
    new_case = known.case if case is None else case.strip()
    if new_kind is SpeakerKind.INTERVIEWER:
        new_case = ""
    elif new_kind is SpeakerKind.INFORMANT and not new_case:
        new_case = known.name
    changed = replace(known, kind=new_kind, case=new_case, reason="")
    speakers = tuple(changed if s.name == speaker else s for s in draft.speakers)
    return replace(draft, speakers=speakers)


def merged(draft: SourceDraft, from_: str, into: str) -> SourceDraft:
    """The draft in which the turns of speaker `from_` are turns of speaker `into`.

    Raises:
        NoSuchSpeaker: one of the two does not speak in the draft.
    """
    gone, kept = _speaker(draft, from_), _speaker(draft, into)
    if gone.name == kept.name:
        return draft
    turns = tuple(replace(t, speaker=into) if t.speaker == from_ else t for t in draft.turns)
    larger = replace(kept, turns=kept.turns + gone.turns)
    speakers = tuple(
        larger if speaker.name == into else speaker
        for speaker in draft.speakers
        if speaker.name != from_
    )
    return replace(draft, turns=turns, speakers=speakers)


def without_speakers(draft: SourceDraft) -> SourceDraft:
    """The draft as a text in which nobody speaks: no turns, no speakers."""
    return replace(draft, turns=(), speakers=())


def _speaker(draft: SourceDraft, name: str) -> SpeakerDraft:
    for speaker in draft.speakers:
        if speaker.name == name:
            return speaker
    known = ", ".join(speaker.name for speaker in draft.speakers) or "—"
    raise NoSuchSpeaker(speaker=name, title=draft.title, known=known)
