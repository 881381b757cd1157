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


class QuestionRole(StrEnum):
    """What the answers to a question of a survey become.

    An identifier tells respondents apart and is stored hashed; an attribute describes the
    respondent; an item is a closed answer; an open answer becomes a text to be coded.
    """

    IDENTIFIER = "identifier"
    ATTRIBUTE = "attribute"
    ITEM = "item"
    OPEN = "open"
    IGNORE = "ignore"


class QuestionType(StrEnum):
    """What an answer is; `CHOICES` are several of a list, joined by "; " where they are kept."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"


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


class SampleRule(StrEnum):
    """How the texts of a sample are chosen."""

    RANDOM = "random"
    STRATIFIED = "stratified"
    SYSTEMATIC = "systematic"
    SATURATION = "saturation"


class Allocation(StrEnum):
    """How the size of a stratified sample is shared out among its strata."""

    PROPORTIONAL = "proportional"
    EQUAL = "equal"


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


class EntryKind(StrEnum):
    """What one entry of a cell is (Miles, Huberman and Saldaña 2014, ch. 5)."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    SUMMARY = "summary"
    RATING = "rating"
    COUNT = "count"
    SYMBOL = "symbol"
    JUDGEMENT = "judgement"
    EVENT = "event"
    MISSING = "missing"


class RelationType(StrEnum):
    """How one thing bears on another.

    A barrier is answered by an effort, an effort or a factor results in an effect, an effect leads
    on to what comes later; reporting and cooperation run between actors.
    """

    INFLUENCES = "influences"
    ANSWERED_BY = "answered_by"
    RESULTS_IN = "results_in"
    LEADS_TO = "leads_to"
    EXPLAINS = "explains"
    PRECEDES = "precedes"
    REPORTS_TO = "reports_to"
    COOPERATES_WITH = "cooperates_with"
    CONTRADICTS = "contradicts"


class Formula(StrEnum):
    """How a figure is worked out from its operands, in their order."""

    SHARE = "share"
    RATIO = "ratio"
    SUM = "sum"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    DENSITY = "density"


class PlanState(StrEnum):
    """Where planned data stand; a source that was collected speaks for itself."""

    PLANNED = "planned"
    COLLECTED = "collected"
    DECLINED = "declined"
    NOT_APPLICABLE = "not_applicable"


class Convergence(StrEnum):
    """How groups of sources stand to each other on a theme (Farmer et al. 2006)."""

    AGREEMENT = "agreement"
    PARTIAL = "partial"
    SILENCE = "silence"
    DISSONANCE = "dissonance"
    SILENCE_EXPECTED = "silence_expected"
    NOT_ASKED = "not_asked"
    NO_DATA = "no_data"


class Consequence(StrEnum):
    """What a triangulation does to a finding."""

    KEPT = "kept"
    REVISED = "revised"
    NEEDS_DATA = "needs_data"


class Verdict(StrEnum):
    """What a supervisor says of a cell or of a coding."""

    AGREED = "agreed"
    REVISE = "revise"
    REJECTED = "rejected"
    QUESTION = "question"
