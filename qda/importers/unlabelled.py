"""Think-aloud records in which only the moderator is labelled and the participant is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from models.positions import Span, trimmed
from models.vocabulary import SpeakerKind
from qda.importers.body import Body
from qda.importers.draft import ParagraphDraft, TurnDraft
from qda.importers.label_evidence import spoken_share
from qda.importers.label_shapes import Mark, Style
from qda.importers.role_words import role_of

_LEAST_SPOKEN: Final = 0.05
_NUMBERED: Final = re.compile(r"\s*(?:\d{1,2}|\w{1,2}\.\w{1,4}|\d{1,2}(?:\.\d{1,2})+)[.)]?\s+\S.*")
_DIRECTION: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\.?\s*")


def unlabelled_turns(
    body: Body, marks: Sequence[Mark], language: str
) -> tuple[tuple[TurnDraft, ...], str]:
    """The turns of a moderator and of the one who is not labelled, and the name of the latter.

    Only where one interviewer's label speaks in whole sentences near the beginning, and the rest
    reads like talk. Headings, numbered tasks and stage directions in parentheses are nobody's.
    Nothing and "" otherwise.
    """
    asking = [found for found in marks if _asks(found)]
    names = {found.key for found in asking}
    if len(names) != 1 or asking[0].paragraph > 0.3 * len(body.paragraphs):
        return (), ""
    labelled = {found.paragraph: found for found in asking}
    free = [
        (index, paragraph)
        for index, paragraph in enumerate(body.paragraphs)
        if index not in labelled and _is_said(paragraph, body.text)
    ]
    share = spoken_share(paragraph.span.of(body.text) for _, paragraph in free)
    if len(free) < 5 or len(free) < 0.3 * len(body.paragraphs) or share < _LEAST_SPOKEN:
        return (), ""
    speaker = "Informan" if language == "id" else "Participant"
    turns = [_labelled_turn(body, found) for found in asking]
    turns += _free_turns(body.text, free, speaker)
    return tuple(sorted(turns, key=lambda turn: turn.span)), speaker


def _asks(found: Mark) -> bool:
    return (
        found.style is Style.COLON
        and role_of(found.label) is SpeakerKind.INTERVIEWER
        and len(found.rest.split()) >= 3
        and found.rest[-1] in ".?!…"
    )


def _is_said(paragraph: ParagraphDraft, text: str) -> bool:
    line = paragraph.span.of(text)
    return not (paragraph.heading or _NUMBERED.fullmatch(line) or _DIRECTION.fullmatch(line))


def _labelled_turn(body: Body, found: Mark) -> TurnDraft:
    end = body.paragraphs[found.paragraph].span.end
    words = trimmed(body.text, Span(found.words, end)) or Span(found.words, end)
    return TurnDraft(Span(found.start, words.end), words, found.label, found.started_ms)


def _free_turns(
    text: str, free: Sequence[tuple[int, ParagraphDraft]], speaker: str
) -> Iterator[TurnDraft]:
    """A turn for each run of paragraphs that follow each other."""
    run: Span | None = None
    before = -2
    for index, paragraph in free:
        if run is not None and index == before + 1:
            run = run.joined(paragraph.span)
        else:
            if run is not None:
                yield _free_turn(text, run, speaker)
            run = paragraph.span
        before = index
    if run is not None:
        yield _free_turn(text, run, speaker)


def _free_turn(text: str, run: Span, speaker: str) -> TurnDraft:
    words = trimmed(text, run) or run
    return TurnDraft(words, words, speaker)
