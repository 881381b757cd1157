"""Says in words what a survey would become, before anything is: the same for window and verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from models.vocabulary import QuestionRole
from qda.displays.values import Fact
from qda.i18n import Speech, mark
from qda.importers.preview import Preview, language_name, worded
from qda.importers.surveys.draft import QuestionDraft, SurveyDraft, SurveyLayout
from qda.labels import label

_PROGRAMS: Final = {
    SurveyLayout.GOOGLE_FORMS: "Google Forms",
    SurveyLayout.QUALTRICS: "Qualtrics",
    SurveyLayout.SURVEYMONKEY: "SurveyMonkey",
    SurveyLayout.LIMESURVEY: "LimeSurvey",
    SurveyLayout.KOBO: "KoboToolbox / ODK",
    SurveyLayout.SPSS: "SPSS",
    SurveyLayout.ONE_ROW: mark("one row of headings"),
    SurveyLayout.TWO_ROWS: mark("two rows of headings"),
    SurveyLayout.NO_HEADINGS: mark("no headings"),
}


@dataclass(frozen=True, slots=True)
class SurveyPreview(Preview):
    """A preview with the questions as they were read, whose roles can be changed."""

    layout: SurveyLayout
    respondents: int
    questions: tuple[QuestionDraft, ...]


def survey_preview(draft: SurveyDraft, speech: Speech) -> SurveyPreview:
    """What a survey would become: respondents, layout, and the role of every question."""
    open_answers = [each for each in draft.questions if each.role is QuestionRole.OPEN]
    facts = [
        Fact(
            speech("Becomes"),
            speech(
                "a survey of {respondents} respondents and {questions} questions",
                respondents=speech.number(draft.respondents),
                questions=speech.number(len(draft.questions)),
            ),
        ),
        Fact(speech("Layout"), layout_name(draft.table.layout, speech)),
        Fact(speech("Language"), language_name(draft.language, speech)),
        Fact(speech("Open answers"), speech.number(sum(each.answered for each in open_answers))),
    ]
    if draft.table.encoding:
        facts.append(Fact(speech("Encoding"), draft.table.encoding))
    if draft.guide:
        facts.append(Fact(speech("Guide"), draft.guide))
    if draft.form is not None:
        facts.append(Fact(speech("Form"), draft.form.name))
    for question in draft.questions:
        name = speech("Question {key} “{text}”", key=question.key, text=question.heading[:60])
        facts.append(Fact(name, question_words(question, speech)))
    return SurveyPreview(
        draft.original.name,
        tuple(facts),
        worded(draft.notices, speech),
        draft.table.layout,
        draft.respondents,
        draft.questions,
    )


def question_words(question: QuestionDraft, speech: Speech) -> str:
    """Role, type and scale of a question in words, and how many answered it."""
    words = [label(question.role, speech)]
    if question.role in (QuestionRole.ATTRIBUTE, QuestionRole.ITEM):
        words.append(label(question.type, speech))
    if question.low is not None and question.high is not None:
        words.append(f"{question.low}–{question.high}")
    if question.code:
        words.append(question.code)
    words.append(speech.many("{n} answer", "{n} answers", question.answered))
    return " · ".join(words)


def layout_name(layout: SurveyLayout, speech: Speech) -> str:
    """What a layout is called: the program, or how many rows of headings there are."""
    return speech(_PROGRAMS[layout])
