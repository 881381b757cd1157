"""Guesses of each speaker whether they ask or are asked, and the case whose words they speak.

The evidence, strongest first: a role word in the label or behind the name; a letter that the head
explains or that is the initial of the person named there; who asks the questions; who is left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.vocabulary import SpeakerKind
from qda.i18n import mark
from qda.importers.draft import SpeakerDraft
from qda.importers.role_words import is_numbered, legend, role_of

_TITLES: Final = re.compile(
    r"^(?:(?:bapak|ibu|pak|bu|dr|dra|drs|prof|mr|mrs|ms)\b\.?\s*)+", re.IGNORECASE
)
_LEAST_ASKING: Final = 0.25
_ASKING_LEAD: Final = 1.4
_MOST_TALK_OF_ASKER: Final = 0.65

NOBODY: Final = "?"
"""The speaker of words for which a file names none."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker's name and the words of each turn; `role` stood in parentheses behind the name.

    `rare` tells a label that occurs once and was accepted for its shape; `unlabelled` a speaker
    whom the file does not label at all.
    """

    name: str
    words: tuple[str, ...]
    role: str = ""
    rare: bool = False
    unlabelled: bool = False

    @property
    def asking(self) -> float:
        """The share of turns that hold a question."""
        return sum("?" in turn for turn in self.words) / len(self.words)

    @property
    def length(self) -> int:
        """How many characters they say."""
        return sum(len(turn) for turn in self.words)


@dataclass(frozen=True, slots=True)
class _Guess:
    kind: SpeakerKind
    reason: str


def guessed_speakers(
    voices: Sequence[Voice], *, person: str, title: str, head: str = ""
) -> tuple[SpeakerDraft, ...]:
    """The speakers in the order of `voices`, each with its kind, the reason, and its case."""
    guesses = _by_label(voices, person, legend(head))
    guesses |= _by_questions(voices, guesses)
    guesses |= _by_elimination(voices, guesses)
    drafts = []
    for voice in voices:
        guess = guesses[voice.name]
        case = _case(voice, voices, guesses, person=person, title=title)
        drafts.append(SpeakerDraft(voice.name, guess.kind, case, len(voice.words), guess.reason))
    return tuple(drafts)


def _by_label(
    voices: Sequence[Voice], person: str, letters: dict[str, SpeakerKind]
) -> dict[str, _Guess]:
    guesses: dict[str, _Guess] = {}
    for voice in voices:
        role = role_of(voice.role) or role_of(voice.name)
        letter = letters.get(voice.name.rstrip(".").upper())
        if voice.name == NOBODY:
            guesses[voice.name] = _Guess(SpeakerKind.UNKNOWN, mark("the file names nobody here"))
        elif voice.unlabelled:
            reason = mark("speaks without a label between the labelled turns")
            guesses[voice.name] = _Guess(SpeakerKind.INFORMANT, reason)
        elif role is not None:
            guesses[voice.name] = _Guess(role, mark("the label is a word for this role"))
        elif letter is not None:
            guesses[voice.name] = _Guess(letter, mark("the head of the file explains the letter"))
        elif _abbreviates(voice.name, person):
            reason = mark("the label abbreviates the name in the head of the file")
            guesses[voice.name] = _Guess(SpeakerKind.INFORMANT, reason)
        elif voice.name.casefold() == person.casefold() != "":
            reason = mark("the label is the name in the head of the file")
            guesses[voice.name] = _Guess(SpeakerKind.INFORMANT, reason)
    return guesses


def _by_questions(voices: Sequence[Voice], known: dict[str, _Guess]) -> dict[str, _Guess]:
    """The one who asks, where no label told it and somebody clearly asks more than the others."""
    if any(guess.kind is SpeakerKind.INTERVIEWER for guess in known.values()):
        return {}
    open_ones = [v for v in voices if v.name not in known and not v.rare]
    if not open_ones or len(voices) < 2:
        return {}
    asker = max(open_ones, key=lambda voice: voice.asking)
    others = max((v.asking for v in voices if v is not asker), default=0.0)
    talk = asker.length / max(1, sum(voice.length for voice in voices))
    if asker.asking >= max(_LEAST_ASKING, _ASKING_LEAD * others) and talk <= _MOST_TALK_OF_ASKER:
        return {asker.name: _Guess(SpeakerKind.INTERVIEWER, mark("asks most of the questions"))}
    return {}


def _by_elimination(voices: Sequence[Voice], known: dict[str, _Guess]) -> dict[str, _Guess]:
    left = [voice for voice in voices if voice.name not in known]
    asked = [name for name, guess in known.items() if guess.kind is SpeakerKind.INFORMANT]
    asks = any(guess.kind is SpeakerKind.INTERVIEWER for guess in known.values())
    main = [voice for voice in left if not voice.rare]
    if not asks and len(main) == 1 and asked:
        # Nobody is called interviewer, and everybody else is called informant.
        reason = mark("the others are informants")
        known = known | {main[0].name: _Guess(SpeakerKind.INTERVIEWER, reason)}
        return {main[0].name: known[main[0].name]} | _by_elimination(voices, known)
    guesses = {}
    for voice in left:
        if voice.rare and len(asked) <= 1 and asks:
            guess = _Guess(SpeakerKind.INFORMANT, mark("speaks once, where the informant would"))
        elif asks:
            guess = _Guess(SpeakerKind.INFORMANT, mark("is asked by the interviewer"))
        elif sum(v.name != NOBODY for v in voices) > 2:
            guess = _Guess(SpeakerKind.INFORMANT, mark("is one of several; nobody interviews"))
        else:
            guess = _Guess(SpeakerKind.UNKNOWN, mark("nothing tells who asks and who answers"))
        guesses[voice.name] = guess
    return guesses


def _case(
    voice: Voice,
    voices: Sequence[Voice],
    guesses: dict[str, _Guess],
    *,
    person: str,
    title: str,
) -> str:
    """The name of a speaker's case: a personal name as it is, else the head's, else the title.

    A bare "Informan" or "Interviewee 1" that is alone in its file gets the title: the same label
    stands for other people in other files. Several numbered ones keep their labels.
    """
    if guesses[voice.name].kind is SpeakerKind.INTERVIEWER or voice.name == NOBODY:
        return ""
    informants = [v for v in voices if guesses[v.name].kind is SpeakerKind.INFORMANT and not v.rare]
    if voice.rare and len(informants) == 1:
        return _case(informants[0], voices, guesses, person=person, title=title)
    if _abbreviates(voice.name, person):
        return person
    is_nameless = (
        voice.unlabelled or role_of(voice.name) is not None or len(voice.name.strip(".")) == 1
    )
    if not is_nameless:
        return voice.name
    if len(informants) > 1 or is_numbered(voice.name) > 1:
        return voice.name
    return person or title


def _abbreviates(label: str, name: str) -> bool:
    """Whether a label is the initials or the first letter of a name: Y or YA, Yusuf Ariyanto."""
    words = re.findall(r"[^\W\d_]+", _TITLES.sub("", name))
    wanted = label.replace(".", "").replace(" ", "").upper()
    if not words or not wanted.isalpha() or len(wanted) > len(words):
        return False
    initials = "".join(word[0].upper() for word in words)
    return initials.startswith(wanted) and label.isupper()
