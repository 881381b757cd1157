"""Verbs that draw figures, and count words: plot and words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qda.cli.arguments import positive, study_verb, verb, with_json, with_output
from qda.cli.call import Call
from qda.cli.output import print_line
from qda.cli.verbs_numbers import (
    answers_asked,
    number_question,
    plan_asked,
    told,
    with_codes,
    with_items,
)
from qda.i18n import Speech

if TYPE_CHECKING:
    import argparse

    from exports.figures.drawing import Plot
    from qda.cli.arguments import Verbs
    from qda.numbers.words import WordCounts
    from qda.session import StudyState

_ENDINGS: Final = ".png .svg"
_TABLE_ENDINGS: Final = ".xlsx .docx .html .md .csv .json .png .svg"
_PICTURES: Final = (".png", ".svg")


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    parser = verb(verbs, "plot", plot, speech("draw figures as a picture"))
    with_items(parser, "likert", speech)
    parser.add_argument(
        "kind",
        choices=("bars", "heat", "lines", "likert", "words"),
        help=speech("bars, a heat map or lines of codes, rating items, or words"),
    )
    with_codes(parser, speech)
    _with_groups(parser, speech)
    parser.add_argument(
        "--neutral-aside", action="store_true", help=speech("set neutral answers apart")
    )
    parser.add_argument(
        "--as-given", action="store_true", help=speech("keep the order of the items")
    )
    _with_words(parser, speech)
    with_output(parser, speech, _ENDINGS)
    parser = study_verb(verbs, "words", words, speech("count words and phrases"), speech=speech)
    with_codes(parser, speech)
    parser.add_argument(
        "--collection", default="", metavar=speech("KEY"), help=speech("only this collection")
    )
    _with_words(parser, speech)
    with_json(parser, speech)
    with_output(parser, speech, _TABLE_ENDINGS, required=False)


def _with_groups(parser: argparse.ArgumentParser, speech: Speech) -> None:
    parser.add_argument(
        "--by",
        default="",
        metavar=speech("ATTRIBUTE"),
        help=speech("stars, version, month, week, year, group, role, technique, any attribute"),
    )
    parser.add_argument(
        "--bands", default="", help=speech("numbers to be joined, such as 1-2,3,4-5")
    )
    parser.add_argument(
        "--unit",
        choices=("respondent", "unit"),
        default="respondent",
        help=speech("what counts once: a respondent or a text"),
    )


def _with_words(parser: argparse.ArgumentParser, speech: Speech) -> None:
    parser.add_argument(
        "--phrases", action="store_true", help=speech("two words that stand together")
    )
    parser.add_argument(
        "--form",
        choices=("root", "normal", "written"),
        default="root",
        help=speech("what counts as one word: a root, a usual spelling, a form as it stands"),
    )
    parser.add_argument(
        "--order",
        choices=("texts", "times", "score"),
        default="texts",
        help=speech("what comes first: most texts, most often, or (phrases) the highest G²"),
    )
    parser.add_argument(
        "--most", type=positive, default=30, help=speech("how many are shown; else 30")
    )
    parser.add_argument(
        "--least", type=positive, default=2, help=speech("in how many texts at least; else 2")
    )
    parser.add_argument(
        "--without", action="append", default=[], metavar=speech("WORD"),
        help=speech("words to leave out, too"),
    )  # fmt: skip


def plot(call: Call) -> int:
    """Draw a picture."""
    from exports.figures.drawing import write_plot

    made = _plot(call)
    target = Path(call.arguments.output)
    write_plot(made, target)
    print_line(call.speech("Drew {place}.", place=target))
    return 0


def _plot(call: Call) -> Plot:
    from exports.figures.bars import BarPlot
    from exports.figures.diverging import LikertPlot
    from exports.figures.heat import HeatPlot
    from exports.figures.lines import LinePlot
    from exports.figures.words import WordPlot
    from qda.numbers.crosstab import crosstab
    from qda.numbers.frequencies import frequencies
    from qda.numbers.instrument import likert
    from qda.numbers.over_time import over_time

    given = call.arguments
    if given.kind == "words":
        return WordPlot(_counted(call))
    if given.kind == "likert":
        return LikertPlot(
            likert(answers_asked(call, plan_asked(call))),
            call.speech.language,
            neutral_aside=given.neutral_aside,
            by_net=not given.as_given,
        )
    with call.study() as study, study.reading() as connection:
        question = number_question(call, connection)
        if given.kind == "bars":
            return BarPlot(frequencies(connection, question))
        if given.kind == "heat":
            return HeatPlot(crosstab(connection, question))
        return LinePlot(over_time(connection, question))


def words(call: Call) -> int:
    """Count words or phrases."""
    from exports.figures.drawing import write_plot
    from exports.figures.words import WordPlot
    from qda.numbers.word_reports import word_report

    found = _counted(call)
    target = call.arguments.output
    if target and Path(target).suffix.casefold() in _PICTURES:
        write_plot(WordPlot(found), Path(target))
        print_line(call.speech("Drew {place}.", place=target))
        return 0
    return told(call, found, word_report(found))


def _counted(call: Call) -> WordCounts:
    from qda.displays.columns import columns_for
    from qda.numbers.words import WordForm, WordOrder, WordQuestion, word_counts
    from qda.retrieval.filter_language import parse_filter

    given = call.arguments
    names = [name.strip() for each in given.codes for name in each.split(",") if name.strip()]
    with call.study() as study, study.reading() as connection:
        wanted = parse_filter(connection, given.filter)
        if given.collection:
            chosen = _collection(connection, given.collection)
            wanted = replace(wanted, collection_ids=frozenset({chosen}))
        question = WordQuestion(
            language=call.speech.language,
            analyst=call.coder,
            codes=columns_for(connection, names, level=given.level) if names else (),
            wanted=wanted,
            length=2 if given.phrases else 1,
            form=WordForm(given.form),
            order=WordOrder(given.order),
            most=given.most,
            least=given.least,
            stops=frozenset(
                part.strip().casefold() for each in given.without for part in each.split(",")
            ),
        )
        return word_counts(connection, question, progress=call.progress)


def _collection(connection: StudyState, key: str) -> int:
    from qda.numbers.answers import NoSuchSurvey
    from qda.retrieval.sources import collections

    known = {each.key: each.id for each in collections(connection)}
    if key not in known:
        raise NoSuchSurvey(known=", ".join(known) or "–")
    return known[key]
