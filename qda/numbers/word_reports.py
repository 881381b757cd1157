"""Words the counts of words and phrases as a report, and what is said of one of them."""

from __future__ import annotations

from typing import Final

from qda.displays.documentation import filter_words
from qda.displays.values import Fact
from qda.i18n import Speech, mark
from qda.numbers.values import NumberReport, NumberRow, NumberTable
from qda.numbers.wording import caution_words, count, heading, making_facts, number, share, text
from qda.numbers.words import WordCount, WordCounts, WordForm, WordOrder

_FORMS: Final = {
    WordForm.ROOT: mark("words by their root; beneath each its forms in the texts"),
    WordForm.NORMAL: mark("words by their usual spelling; beneath each its forms in the texts"),
    WordForm.WRITTEN: mark("words as they stand, in small letters"),
}
_ORDERS: Final = {
    WordOrder.TEXTS: mark("by the number of texts"),
    WordOrder.TIMES: mark("by how often it stands"),
    WordOrder.SCORE: mark("by how much the words belong together (G²)"),
}
_FORMS_SHOWN: Final = 6


def word_report(found: WordCounts) -> NumberReport:
    """The words with the texts that hold them, how often they stand, and their forms."""
    question, speech = found.question, Speech(found.question.language)
    phrases = question.length == 2
    title = speech("Frequency of phrases") if phrases else speech("Frequency of words")
    return NumberReport(
        kind="words",
        title=title,
        subtitle="; ".join(column.code.name(question.language) for column in question.codes),
        language=question.language,
        tables=(_table(found, title, speech),),
        facts=_facts(found, speech),
        warnings=caution_words(found.cautions, speech),
        legend=_legend(found, speech),
    )


def _table(found: WordCounts, title: str, speech: Speech) -> NumberTable:
    phrases = found.question.length == 2
    columns = [
        heading("texts", speech("Texts")),
        heading("text_share", speech("% of texts"), size=found.texts),
        heading("times", speech("Times")),
    ]
    if phrases:
        columns.append(heading("score", "G²"))
    columns.append(heading("forms", speech("Forms in the texts")))
    rows = []
    for each in found.words:
        cells = [
            count(each.texts, speech),
            share(each.texts / found.texts if found.texts else None, speech),
            count(each.times, speech),
        ]
        if phrases:
            cells.append(number(each.score, speech))
        cells.append(text("; ".join(f"{f.form} {speech.number(f.times)}" for f in each.forms)))
        rows.append(NumberRow(heading(each.word, each.shown), tuple(cells)))
    corner = speech("Phrase") if phrases else speech("Word")
    return NumberTable("words", title, corner, tuple(columns), tuple(rows))


def _facts(found: WordCounts, speech: Speech) -> tuple[Fact, ...]:
    question = found.question
    data = speech(
        "{texts} texts with {tokens} words",
        texts=speech.number(found.texts),
        tokens=speech.number(found.tokens),
    )
    return (
        Fact(speech("Study"), found.study.title),
        Fact(speech("Data"), data),
        Fact(speech("Filters"), filter_words(question.wanted, speech)),
        *making_facts(question.made_at, question.analyst, speech),
        Fact(speech("Study version"), speech("edit {number}", number=found.study.version)),
    )


def _legend(found: WordCounts, speech: Speech) -> tuple[Fact, ...]:
    question = found.question
    shown = speech(
        "the first {shown} of {all} that stand in {least} texts or more, {order}",
        shown=speech.number(len(found.words)),
        all=speech.number(found.different),
        least=speech.number(question.least),
        order=speech(_ORDERS[question.order]),
    )
    counted = speech(_FORMS[question.form])
    told = [Fact(speech("Shown"), shown), Fact(speech("Counted"), counted)]
    left_out = speech(
        "words without content of their own, numbers, names of users, links and what the "
        "interviewer says; negators and quantifiers stay"
    )
    told.append(Fact(speech("Left out"), left_out))
    if question.length == 2:
        g2 = speech("Dunning (1993): how much more often the two stand together than by chance")
        told.append(Fact("G²", g2))
    return tuple(told)


def figures_words(each: WordCount, speech: Speech) -> str:
    """A word's counts in one line."""
    texts = speech.many("{n} text", "{n} texts", each.texts)
    times = speech.many("{n} time", "{n} times", each.times)
    if each.score is None:
        return f"{texts} · {times}"
    return f"{texts} · {times} · G² {speech.number(each.score, 1)}"


def forms_words(each: WordCount, speech: Speech) -> str:
    """The commonest forms of a word; nothing where it has one form only, its own."""
    if [form.form for form in each.forms] == [each.shown]:
        return ""
    shown = ", ".join(
        f"{form.form} {speech.number(form.times)}" for form in each.forms[:_FORMS_SHOWN]
    )
    more = len(each.forms) - _FORMS_SHOWN
    return f"{shown}, {speech('and {n} more', n=speech.number(more))}" if more > 0 else shown
