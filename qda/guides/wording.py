"""The sentences that every guide holds, in both languages."""

from __future__ import annotations

from typing import Final

from models.vocabulary import GuideKind, StakeholderGroup
from qda.guides.rows import Bilingual
from qda.i18n import LANGUAGES, Speech, mark
from qda.labels import label

_CONSENT: Final = {
    GuideKind.INTERVIEW: mark(
        "I have been told what this study is for. I take part of my own will, may leave questions "
        "open and may stop at any time. I agree that the conversation is recorded and quoted "
        "without my name."
    ),
    GuideKind.QUESTIONNAIRE: mark(
        "I have been told what this study is for. I take part of my own will, may leave questions "
        "open and may stop at any time. I agree that my answers are used without my name."
    ),
}

_CLOSING: Final = (
    mark("Which factor has supported it most, and which has hindered it most?"),
    mark("What do you suggest?"),
)

_SCALE: Final = (
    mark("Strongly disagree"),
    mark("Disagree"),
    mark("Neither agree nor disagree"),
    mark("Agree"),
    mark("Strongly agree"),
)

_GROUPS: Final = frozenset(StakeholderGroup)

REASON_TEXT: Final = mark("What is the reason for your answer?")
ROLE_TEXT: Final = mark("What is your role?")
END_TEXT: Final = mark("At the end")


def in_both(sentence: str, **facts: object) -> Bilingual:
    """A sentence of the catalogue in both languages."""
    said = {language: Speech(language)(sentence, **facts) for language in LANGUAGES}
    return Bilingual(said["en"], said["id"])


def consent_of(kind: GuideKind) -> Bilingual:
    """What people agree to before they are asked."""
    return in_both(_CONSENT[kind])


def closing_questions() -> tuple[Bilingual, ...]:
    """What is asked at the end of every guide."""
    return tuple(in_both(each) for each in _CLOSING)


def scale_points() -> tuple[Bilingual, ...]:
    """What the points of the scale of five are called, 1 first."""
    return tuple(in_both(each) for each in _SCALE)


def role_text(role: str) -> Bilingual:
    """What a role is called: the label of a stakeholder group, else the role as it was given."""
    if role in _GROUPS:
        group = StakeholderGroup(role)
        return Bilingual(label(group, Speech("en")), label(group, Speech("id")))
    return Bilingual(role, role)
