"""The closed lists of a study: techniques, groups, polarities, states and other kinds.

Members are stored by value; their labels in English and Indonesian live in `qda/labels.py`, so
that no logic ever looks at a label.
"""

from __future__ import annotations

from enum import StrEnum


class Technique(StrEnum):
    """How a source was collected; decides the letter of its trace key."""

    INTERVIEW = "interview"
    OBSERVATION = "observation"
    DOCUMENTATION = "documentation"
    LITERATURE = "literature"
    FOCUS_GROUP = "focus_group"
    SURVEY = "survey"
    APP_REVIEW = "app_review"
    SOCIAL_MEDIA = "social_media"

    @property
    def letter(self) -> str:
        """The first letter of the Indonesian term, as in the trace key `W03:12`."""
        return _LETTERS[self]


_LETTERS = {
    Technique.INTERVIEW: "W",
    Technique.OBSERVATION: "O",
    Technique.DOCUMENTATION: "D",
    Technique.LITERATURE: "P",
    Technique.FOCUS_GROUP: "F",
    Technique.SURVEY: "S",
    Technique.APP_REVIEW: "U",
    Technique.SOCIAL_MEDIA: "M",
}


class DataClass(StrEnum):
    """Primary data were collected for the study; secondary data existed before it."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class CollectionKind(StrEnum):
    """What one row of a collection is."""

    REVIEWS = "reviews"
    SURVEY = "survey"


class StakeholderGroup(StrEnum):
    """The side a case stands on."""

    GOVERNMENT = "government"
    PRIVATE = "private"
    CITIZEN = "citizen"


class SpeakerKind(StrEnum):
    """Whose turn it is; only an informant's words count for a case."""

    INTERVIEWER = "interviewer"
    INFORMANT = "informant"
    UNKNOWN = "unknown"


class AttributeType(StrEnum):
    """The type of an attribute's values."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"


class AttributeOwner(StrEnum):
    """What an attribute describes."""

    SOURCE = "source"
    CASE = "case"


class Origin(StrEnum):
    """Where a code comes from: a theory, the data, or both."""

    DEDUCTIVE = "deductive"
    INDUCTIVE = "inductive"
    HYBRID = "hybrid"


class CoderKind(StrEnum):
    """A person, a named rule of the program, or what two people agreed on."""

    PERSON = "person"
    RULE = "rule"
    AGREED = "agreed"


class Polarity(StrEnum):
    """Whether the words speak of help or of hindrance."""

    SUPPORTING = "supporting"
    INHIBITING = "inhibiting"
    MIXED = "mixed"
    NEUTRAL = "neutral"


class TimeFrame(StrEnum):
    """When the thing spoken of takes place."""

    PAST = "past"
    NOW = "now"
    POTENTIAL = "potential"


class CodingState(StrEnum):
    """Proposed is not confirmed: only a researcher confirms."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"


class MemoKind(StrEnum):
    """What a memo is for."""

    ANALYTIC = "analytic"
    METHOD = "method"
    THEORY_FIT = "theory_fit"
    MEMBER_CHECK = "member_check"
    JOURNAL = "journal"


class Outcome(StrEnum):
    """What two coders agreed on where their codings were compared."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    NEITHER = "neither"


class Reading(StrEnum):
    """How far the researcher has read a source."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"


class Missing(StrEnum):
    """Why a cell holds no words; never blank (Miles, Huberman and Saldaña 2014, ch. 5)."""

    NOT_APPLICABLE = "NA"
    NOT_ASKED = "DK"
    SILENT = "NS"
    ABSENT = "AB"
    PENDING = "PEND"


class GuideKind(StrEnum):
    """What a set of questions is for: a conversation, or a form that people fill in."""

    INTERVIEW = "guide"
    QUESTIONNAIRE = "questionnaire"


class AnswerKind(StrEnum):
    """How a question is answered: in words, or on the scale of five points."""

    TEXT = "text"
    SCALE = "scale"
