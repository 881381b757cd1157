"""Finds who speaks in a transcript: the turns, the speakers, and a guess who each of them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.positions import Span, trimmed
from qda.i18n import mark
from qda.importers.body import Body
from qda.importers.draft import Notice, SpeakerDraft, TurnDraft
from qda.importers.kind_guess import Voice, guessed_speakers
from qda.importers.label_evidence import Evidence, spoken_share, weighed
from qda.importers.label_shapes import Mark, found_marks, is_time_stamp
from qda.importers.unlabelled import unlabelled_turns


@dataclass(frozen=True, slots=True)
class Talk:
    """The turns of a text and what the labels told; `rare` are speakers known by shape alone.

    `roles` are pairs (speaker, what stood in parentheses behind the name).
    """

    turns: tuple[TurnDraft, ...] = ()
    rare: frozenset[str] = frozenset()
    roles: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()
    unlabelled: str = ""


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks, with the guesses, and what the researcher should know of them."""

    speakers: tuple[SpeakerDraft, ...] = ()
    notices: tuple[Notice, ...] = ()


def found_talk(body: Body, language: str) -> Talk:
    """The turns of a text whose labels recur as a transcript's do; none for any other text.

    A turn goes from its label to the next label, a heading or the end; white space at its edges
    is not part of it. A label under which there is no word makes no turn. Where only a moderator
    is labelled, the paragraphs between are the turns of an unlabelled participant.
    """
    marks = found_marks(body.text, body.paragraphs)
    evidence = weighed(marks, lambda chosen: spoken_share(_words_at(body, chosen)))
    if not evidence.marks:
        turns, speaker = unlabelled_turns(body, marks, language)
        return Talk(turns=turns, unlabelled=speaker)
    names = dict(evidence.names)
    turns = tuple(_turns(body, evidence, names))
    rare = frozenset(names[key] for key in evidence.rare if names[key] == _label_of(evidence, key))
    roles = tuple(dict.fromkeys((names[m.key], m.role) for m in evidence.marks if m.role))
    return Talk(turns, rare, roles, tuple(_renamings(evidence)))


def voices(talk: Talk, body: Body, *, person: str, title: str, head: str = "") -> Voices:
    """The speakers of a talk with a guess who they are.

    `person` is the informant's name in the head of the file, `title` the case of an informant
    whom nothing names; `head` is the text above the talk, which may explain letters.
    """
    order = list(dict.fromkeys(turn.speaker for turn in talk.turns))
    counts = Counter(turn.speaker for turn in talk.turns)
    roles = dict(talk.roles)
    spoken: dict[str, list[str]] = {name: [] for name in order}
    for turn in talk.turns:
        spoken[turn.speaker].append(turn.words.of(body.text))
    heard = [
        Voice(
            name,
            tuple(spoken[name]),
            role=roles.get(name, ""),
            rare=name in talk.rare and counts[name] == 1,
            unlabelled=name == talk.unlabelled,
        )
        for name in order
    ]
    speakers = guessed_speakers(heard, person=person, title=title, head=head)
    return Voices(speakers, (*talk.notices, *_rare_notices(talk, body, speakers)))


def _words_at(body: Body, marks: Iterable[Mark]) -> Iterable[str]:
    for found in marks:
        if found.rest:
            yield found.rest
        elif found.paragraph + 1 < len(body.paragraphs):
            yield body.paragraphs[found.paragraph + 1].span.of(body.text)


def _turns(body: Body, evidence: Evidence, names: dict[str, str]) -> Iterable[TurnDraft]:
    marks = evidence.marks
    for found, following in zip(marks, [*marks[1:], None], strict=True):
        last = following.paragraph if following is not None else len(body.paragraphs)
        end = _end(body, found, last, evidence.breaks)
        if end <= found.words:
            continue
        words = trimmed(body.text, Span(found.words, end))
        if words is not None:
            times = found.started_ms, found.ended_ms
            yield TurnDraft(Span(found.start, words.end), words, names[found.key], *times)


def _end(body: Body, found: Mark, last: int, breaks: frozenset[int]) -> int:
    """Where the turn of a label ends that may reach up to the paragraph `last`, exclusive."""
    end = body.paragraphs[found.paragraph].span.end
    for index in range(found.paragraph + 1, last):
        paragraph = body.paragraphs[index]
        if paragraph.heading or index in breaks:
            break
        is_stamp_of_next = index == last - 1 and is_time_stamp(paragraph.span.of(body.text))
        if not is_stamp_of_next:
            end = paragraph.span.end
    return end


def _label_of(evidence: Evidence, key: str) -> str:
    return next(found.label for found in evidence.marks if found.key == key)


def _renamings(evidence: Evidence) -> Iterable[Notice]:
    for label, speaker, paragraph in evidence.renamed:
        yield Notice(
            mark("The label “{label}” was read as “{speaker}” (first in paragraph {paragraph})."),
            (("label", label), ("speaker", speaker), ("paragraph", paragraph + 1)),
        )


def _rare_notices(talk: Talk, body: Body, speakers: Sequence[SpeakerDraft]) -> Iterable[Notice]:
    starts = {paragraph.span.start: n for n, paragraph in enumerate(body.paragraphs, start=1)}
    for speaker in speakers:
        if speaker.name not in talk.rare or speaker.turns != 1:
            continue
        turn = next(turn for turn in talk.turns if turn.speaker == speaker.name)
        yield Notice(
            mark("“{speaker}” speaks only once (paragraph {paragraph}). Is it another's label?"),
            (("speaker", speaker.name), ("paragraph", starts.get(turn.span.start, 0))),
        )
