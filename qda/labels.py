"""The labels of the closed lists, in the language asked for; nothing is ever decided by one."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from models.vocabulary import (
    Allocation,
    AnswerKind,
    AttributeType,
    CoderKind,
    CodingState,
    CollectionKind,
    Consequence,
    Convergence,
    DataClass,
    EntryKind,
    Formula,
    GuideKind,
    MemoKind,
    Missing,
    Origin,
    Outcome,
    PlanState,
    Polarity,
    QuestionRole,
    QuestionType,
    Reading,
    RelationType,
    SampleRule,
    SpeakerKind,
    StakeholderGroup,
    Technique,
    TimeFrame,
    Verdict,
)
from qda.i18n import Speech, mark

_WORDS: Final[tuple[tuple[StrEnum, str], ...]] = (
    (EntryKind.QUOTE, mark("Quote")),
    (EntryKind.PARAPHRASE, mark("Paraphrase")),
    (EntryKind.SUMMARY, mark("Summary")),
    (EntryKind.RATING, mark("Rating")),
    (EntryKind.COUNT, mark("Count")),
    (EntryKind.SYMBOL, mark("Symbol")),
    (EntryKind.JUDGEMENT, mark("Judgement")),
    (EntryKind.EVENT, mark("Event")),
    (EntryKind.MISSING, mark("Missing data")),
    (Verdict.AGREED, mark("Agreed")),
    (Verdict.REVISE, mark("To be revised")),
    (Verdict.REJECTED, mark("Rejected")),
    (Verdict.QUESTION, mark("Question")),
    (Technique.INTERVIEW, mark("Interview")),
    (Technique.OBSERVATION, mark("Observation")),
    (Technique.DOCUMENTATION, mark("Documentation")),
    (Technique.LITERATURE, mark("Literature study")),
    (Technique.FOCUS_GROUP, mark("Focus group discussion")),
    (Technique.SURVEY, mark("Survey")),
    (Technique.APP_REVIEW, mark("App review")),
    (Technique.SOCIAL_MEDIA, mark("Social media")),
    (DataClass.PRIMARY, mark("Primary data")),
    (DataClass.SECONDARY, mark("Secondary data")),
    (CollectionKind.REVIEWS, mark("Reviews")),
    (CollectionKind.SURVEY, mark("Survey answers")),
    (StakeholderGroup.GOVERNMENT, mark("Government")),
    (StakeholderGroup.PRIVATE, mark("Private sector")),
    (StakeholderGroup.CITIZEN, mark("Citizens")),
    (SpeakerKind.INTERVIEWER, mark("Interviewer")),
    (SpeakerKind.INFORMANT, mark("Informant")),
    (SpeakerKind.UNKNOWN, mark("Unknown speaker")),
    (AttributeType.TEXT, mark("Text")),
    (AttributeType.NUMBER, mark("Number")),
    (AttributeType.DATE, mark("Date")),
    (AttributeType.CHOICE, mark("Choice")),
    (AttributeType.YES_NO, mark("Yes or no")),
    (QuestionRole.IDENTIFIER, mark("Identifier")),
    (QuestionRole.ATTRIBUTE, mark("Attribute of the case")),
    (QuestionRole.ITEM, mark("Closed item")),
    (QuestionRole.OPEN, mark("Open answer")),
    (QuestionRole.IGNORE, mark("Not imported")),
    (QuestionType.TEXT, mark("Text")),
    (QuestionType.NUMBER, mark("Number")),
    (QuestionType.DATE, mark("Date")),
    (QuestionType.CHOICE, mark("Choice")),
    (QuestionType.CHOICES, mark("Several choices")),
    (QuestionType.YES_NO, mark("Yes or no")),
    (Origin.DEDUCTIVE, mark("Deductive")),
    (Origin.INDUCTIVE, mark("Inductive")),
    (Origin.HYBRID, mark("Inductive beneath a theory")),
    (CoderKind.PERSON, mark("Person")),
    (CoderKind.RULE, mark("Rule")),
    (CoderKind.AGREED, mark("Agreed version")),
    (Polarity.SUPPORTING, mark("Supporting")),
    (Polarity.INHIBITING, mark("Inhibiting")),
    (Polarity.MIXED, mark("Mixed")),
    (Polarity.NEUTRAL, mark("Neutral")),
    (TimeFrame.PAST, mark("Past")),
    (TimeFrame.NOW, mark("Now")),
    (TimeFrame.POTENTIAL, mark("Potential")),
    (CodingState.PROPOSED, mark("Proposed")),
    (CodingState.CONFIRMED, mark("Confirmed")),
    (MemoKind.ANALYTIC, mark("Analytic memo")),
    (MemoKind.METHOD, mark("Method memo")),
    (MemoKind.THEORY_FIT, mark("Theory-fit memo")),
    (MemoKind.MEMBER_CHECK, mark("Member check")),
    (MemoKind.JOURNAL, mark("Journal entry")),
    (Outcome.FIRST, mark("As the first coder")),
    (Outcome.SECOND, mark("As the second coder")),
    (Outcome.BOTH, mark("Both codings")),
    (Outcome.NEITHER, mark("Neither coding")),
    (Reading.UNREAD, mark("Not yet read")),
    (Reading.READING, mark("Being read")),
    (Reading.READ, mark("Read")),
    (Missing.NOT_APPLICABLE, mark("Not applicable")),
    (Missing.NOT_ASKED, mark("Not asked, no data collected")),
    (Missing.SILENT, mark("Asked, nothing said")),
    (Missing.ABSENT, mark("Evidence of absence")),
    (Missing.PENDING, mark("Not yet read")),
    (GuideKind.INTERVIEW, mark("Interview guide")),
    (GuideKind.QUESTIONNAIRE, mark("Questionnaire")),
    (AnswerKind.TEXT, mark("In words")),
    (AnswerKind.SCALE, mark("On a scale of five")),
    (SampleRule.RANDOM, mark("Simple random")),
    (SampleRule.STRATIFIED, mark("Stratified random")),
    (SampleRule.SYSTEMATIC, mark("Systematic")),
    (SampleRule.SATURATION, mark("Until saturation")),
    (Allocation.PROPORTIONAL, mark("proportional to the strata")),
    (Allocation.EQUAL, mark("equally from each stratum")),
    (Convergence.AGREEMENT, mark("Agreement")),
    (Convergence.PARTIAL, mark("Partial agreement")),
    (Convergence.SILENCE, mark("Silence")),
    (Convergence.DISSONANCE, mark("Dissonance")),
    (Convergence.SILENCE_EXPECTED, mark("Silence, as expected")),
    (Convergence.NOT_ASKED, mark("Not asked")),
    (Convergence.NO_DATA, mark("No data")),
    (Consequence.KEPT, mark("The finding is kept")),
    (Consequence.REVISED, mark("The finding is revised")),
    (Consequence.NEEDS_DATA, mark("More data are needed")),
    (RelationType.INFLUENCES, mark("Influences")),
    (RelationType.ANSWERED_BY, mark("Is answered by")),
    (RelationType.RESULTS_IN, mark("Results in")),
    (RelationType.LEADS_TO, mark("Leads to")),
    (RelationType.EXPLAINS, mark("Explains")),
    (RelationType.PRECEDES, mark("Precedes")),
    (RelationType.REPORTS_TO, mark("Reports to")),
    (RelationType.COOPERATES_WITH, mark("Cooperates with")),
    (RelationType.CONTRADICTS, mark("Contradicts")),
    (Formula.SHARE, mark("Share")),
    (Formula.RATIO, mark("Ratio")),
    (Formula.SUM, mark("Sum")),
    (Formula.DIFFERENCE, mark("Difference")),
    (Formula.GROWTH, mark("Growth")),
    (Formula.DENSITY, mark("Density")),
    (PlanState.PLANNED, mark("Planned")),
    (PlanState.COLLECTED, mark("Collected")),
    (PlanState.DECLINED, mark("Declined")),
    (PlanState.NOT_APPLICABLE, mark("No longer applicable")),
)

# Members of different lists may share a value and then are equal to each other and to it, as
# texts are; the list belongs to the key.
_LABELS: Final[dict[tuple[type[StrEnum], str], str]] = {
    (type(member), member.value): words for member, words in _WORDS
}

_IN_SMALL_LETTERS: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
"""A name as tables of data have it, which is no word of an acronym or a code of a question."""

_ATTRIBUTES: Final = {
    "stars": mark("Stars"),
    "date": mark("Date"),
    "version": mark("Version"),
    "reply": mark("Reply"),
    "reply_date": mark("Date of the reply"),
    "thumbs_up": mark("Thumbs up"),
    "device": mark("Device"),
    "language": mark("Language"),
    "app": mark("App"),
    "user": mark("User"),
    "identifier": mark("Identifier"),
}


def label(member: StrEnum, speech: Speech) -> str:
    """What researchers call a member of a closed list."""
    return speech(_LABELS[type(member), member.value])


def attribute_label(name: str, own: str, speech: Speech) -> str:
    """What researchers call an attribute: its own label, or the catalogue's for a known one.

    The name of one without a label, such as a column of a table of cases, is written as words.

    >>> attribute_label("lama_bekerja", "", Speech("id")), attribute_label("Q1_2", "", Speech("id"))
    ('Lama bekerja', 'Q1_2')
    """
    known = _ATTRIBUTES.get(name)
    if known is not None:
        return speech(known)
    if own or not _IN_SMALL_LETTERS.fullmatch(name):
        return own or name
    return name.replace("_", " ").capitalize()
