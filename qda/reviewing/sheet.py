"""What a review file says, as a value: cells and codings to be read, with room for an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from models.vocabulary import Verdict
from qda.displays.values import Fact
from qda.i18n import Speech, mark
from qda.reviewing.names import ItemName

VERDICTS: Final[Mapping[Verdict, str]] = {
    Verdict.AGREED: mark("agree"),
    Verdict.REVISE: mark("revise"),
    Verdict.REJECTED: mark("reject"),
    Verdict.QUESTION: mark("ask"),
}
"""What a reviewer chooses from, in the language of the file."""


@dataclass(frozen=True, slots=True)
class EarlierNote:
    """What was said of a row in an earlier round, and what was answered."""

    round: int
    reviewer: str
    verdict: Verdict | None
    comment: str
    answer: str = ""
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A row: a cell or a coding. `keys` lead to the words it rests on; `state` is its print.

    `place` says where it stands in words; of a coding `words` are the quote, of a cell its
    entries. `state` is a short print of all that it says, to tell whether it has changed.
    """

    name: ItemName
    display: str
    place: str
    words: str
    keys: tuple[str, ...]
    state: str
    particulars: str = ""
    earlier: tuple[EarlierNote, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """Everything a file says. `facts` tell study, version, who sent it and when."""

    title: str
    language: str
    study: str
    round: int
    reviewer: str
    items: tuple[ReviewItem, ...]
    facts: tuple[Fact, ...] = ()
    displays: tuple[str, ...] = ()


def verdict_word(verdict: Verdict | None, speech: Speech) -> str:
    """A verdict as a reviewer reads it; empty where there is none."""
    return "" if verdict is None else speech(VERDICTS[verdict])


def instructions(speech: Speech) -> tuple[str, ...]:
    """What a reviewer must know, in the language of the file."""
    words = ", ".join(verdict_word(each, speech) for each in VERDICTS)
    return (
        speech(
            "Please choose a verdict ({words}) and write your comment beside each row that you "
            "have something to say about. Empty rows mean nothing.",
            words=words,
        ),
        speech(
            "You may sort, filter and delete rows. Leave the grey columns “Identifier” and "
            "“Check” as they are: they lead your comments back to their place."
        ),
        speech("Save the file under any name and send it back. No other program is needed."),
    )


def earlier_words(notes: tuple[EarlierNote, ...], speech: Speech) -> str:
    """What was said before, round by round."""
    told: list[str] = []
    for note in notes:
        who = f", {note.reviewer}" if note.reviewer else ""
        head = speech("Round {n}{who}", n=speech.number(note.round), who=who)
        verdict = verdict_word(note.verdict, speech)
        said = " – ".join(part for part in (verdict, note.comment) if part)
        told.append(f"{head}: {said}")
        if note.answer:
            told.append(speech("Answer: {answer}", answer=note.answer))
        if note.is_settled:
            told.append(speech("(settled)"))
    return "\n".join(told)
