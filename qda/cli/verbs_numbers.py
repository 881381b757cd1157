"""Verbs that count: frequencies, crosstab, ratings, series, likert, items and skm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.errors import Refused
from qda.cli.arguments import positive, study_verb, verb, with_json, with_output
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import Speech

if TYPE_CHECKING:
    import argparse

    from qda.cli.arguments import Verbs
    from qda.numbers.answers import Answers, ItemPlan
    from qda.numbers.question import NumberQuestion
    from qda.numbers.values import NumberReport
    from qda.session import StudyState

_ENDINGS: Final = ".xlsx .docx .html .md .csv .json"
_WIDEST: Final = 72
"""Letters of a printed cell; a word may stand in fifty forms."""

_UNTOLD: Final = frozenset({"question", "counts", "study"})


class BadScaleText(Refused):
    """--scale must be two points."""

    en = "“{given}” is no scale. Write LOW-HIGH, such as 1-5."
    id = "“{given}” bukan skala. Tulis RENDAH-TINGGI, misalnya 1-5."


class BadDimension(Refused):
    """--dimension must have a name and items."""

    en = "“{given}” is no dimension. Write NAME=ITEM,ITEM."
    id = "“{given}” bukan dimensi. Tulis NAMA=BUTIR,BUTIR."


class BadWorth(Refused):
    """--words must say what each word is worth."""

    en = "“{given}” does not say what a word is worth. Write WORD=NUMBER, such as Setuju=4."
    id = "“{given}” tidak menyatakan nilai kata. Tulis KATA=ANGKA, misalnya Setuju=4."


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    for name, work, about in (
        ("frequencies", frequencies, speech("count codes by group")),
        ("crosstab", crosstab, speech("test codes against an attribute")),
        ("ratings", ratings, speech("compare mean stars with and without a code")),
        ("series", series, speech("show codes over time")),
    ):
        parser = study_verb(verbs, name, work, about, speech=speech)
        with_codes(parser, speech)
        if name == "ratings":
            parser.add_argument(
                "--value",
                default="stars",
                help=speech("the attribute that is a number; else stars"),
            )
        else:
            _with_by(parser, name, speech)
        with_json(parser, speech)
        with_output(parser, speech, _ENDINGS, required=False)
    for name, work, about in (
        ("likert", likert, speech("summarise rating items")),
        ("items", items, speech("test validity and reliability of items")),
        ("skm", skm, speech("make the index of public satisfaction")),
    ):
        parser = verb(verbs, name, work, about)
        with_items(parser, name, speech)
        with_json(parser, speech)
        with_output(parser, speech, _ENDINGS, required=False)


def with_codes(parser: argparse.ArgumentParser, speech: Speech) -> None:
    """Add `--codes`, `--level` and `--filter`."""
    parser.add_argument(
        "--codes",
        action="append",
        default=[],
        metavar=speech("FRAMEWORK|CODE"),
        help=speech("frameworks and codes, separated by commas; all where none is named"),
    )
    parser.add_argument(
        "--level", type=positive, default=1, help=speech("1 dimensions, 2 indicators")
    )
    parser.add_argument("--filter", default="", help=speech("only these codings"))


def _with_by(parser: argparse.ArgumentParser, name: str, speech: Speech) -> None:
    parser.add_argument(
        "--by",
        required=name == "crosstab",
        default="month" if name == "series" else "",
        metavar=speech("ATTRIBUTE"),
        help=speech("stars, version, month, week, year, group, role, technique, any attribute"),
    )
    if name != "series":
        parser.add_argument(
            "--bands", default="", help=speech("numbers to be joined, such as 1-2,3,4-5")
        )
    if name == "crosstab":
        parser.add_argument(
            "--unit",
            choices=("respondent", "unit"),
            default="respondent",
            help=speech("what counts once: a respondent or a text"),
        )


def with_items(parser: argparse.ArgumentParser, name: str, speech: Speech) -> None:
    """Add what chooses rating items, and how their cells are read, for the verb of this name."""
    parser.add_argument(
        "study", metavar=speech("FILE|STUDY"), help=speech("a table of answers, or a study")
    )
    parser.add_argument("--coder", help=speech("the name of the coder who works"))
    parser.add_argument("--collection", default="", metavar=speech("KEY"))
    parser.add_argument(
        "--items",
        action="append",
        default=[],
        metavar=speech("ITEM"),
        help=speech("a column; the beginning of its heading is enough"),
    )
    parser.add_argument(
        "--words", action="append", default=[], help=speech("what words are worth: WORD=NUMBER")
    )
    parser.add_argument(
        "--missing", action="append", default=[], help=speech("cells that hold no answer")
    )
    parser.add_argument(
        "--reverse", action="append", default=[], help=speech("an unfavourable item")
    )
    if name == "skm":
        parser.add_argument("--service", default="", help=speech("the unit of service"))
        return
    parser.add_argument("--scale", default="", help=speech("the points of the scale; else 1-5"))
    parser.add_argument(
        "--dimension",
        action="append",
        default=[],
        metavar=speech("NAME=ITEMS"),
        help=speech("items that belong together"),
    )
    if name == "likert":
        parser.add_argument("--classes", type=int, default=0, help=speech("classes of the mean"))
    else:
        parser.add_argument(
            "--missing-rule",
            choices=("listwise", "pairwise"),
            default="listwise",
            help=speech("what becomes of those who did not answer every item"),
        )


def frequencies(call: Call) -> int:
    """Count codes, over all or by group."""
    return _answer_of_codes(call, "frequencies")


def crosstab(call: Call) -> int:
    """Test codes against the groups of an attribute."""
    return _answer_of_codes(call, "crosstab")


def ratings(call: Call) -> int:
    """Compare the stars of texts with and without a code."""
    return _answer_of_codes(call, "ratings")


def series(call: Call) -> int:
    """Show the share of codes over time."""
    return _answer_of_codes(call, "series")


def likert(call: Call) -> int:
    """Summarise rating items and dimensions."""
    return _answer_of_items(call, "likert")


def items(call: Call) -> int:
    """Test the validity and reliability of items."""
    return _answer_of_items(call, "items")


def skm(call: Call) -> int:
    """Make the index of public satisfaction."""
    return _answer_of_items(call, "skm")


def _answer_of_codes(call: Call, kind: str) -> int:
    from qda.numbers.making import NumberKind, numbers_of_codes

    with call.study() as study, study.reading() as connection:
        question, progress = number_question(call, connection), call.progress
        made = numbers_of_codes(connection, NumberKind(kind), question, progress=progress)
    return told(call, made.figures, made.report)


def number_question(call: Call, connection: StudyState) -> NumberQuestion:
    """What a call asks of the numbers of codes.

    Raises:
        NoSuchColumns, BadBands and other refusals: the study has not what is named.
    """
    from qda.displays.columns import columns_for
    from qda.numbers.grouping import Grouping
    from qda.numbers.question import CountedUnit, NumberQuestion
    from qda.retrieval.filter_language import parse_filter

    given = call.arguments
    names = [name.strip() for each in given.codes for name in each.split(",") if name.strip()]
    return NumberQuestion(
        codes=columns_for(connection, names, level=given.level),
        language=call.speech.language,
        analyst=call.coder,
        by=Grouping.parse(getattr(given, "by", ""), getattr(given, "bands", "")),
        wanted=parse_filter(connection, given.filter),
        unit=CountedUnit(getattr(given, "unit", "respondent")),
        value=getattr(given, "value", "stars"),
    )


def _answer_of_items(call: Call, kind: str) -> int:
    from qda.numbers.making import ItemQuestion, NumberKind, numbers_of_items
    from qda.numbers.survey_reports import Making
    from qda.statistics.items import MissingRule

    given = call.arguments
    asked = ItemQuestion(
        MissingRule(getattr(given, "missing_rule", MissingRule.LISTWISE)),
        getattr(given, "service", ""),
    )
    making = Making(call.speech.language, call.coder)
    answers = answers_asked(call, plan_asked(call))
    made = numbers_of_items(answers, NumberKind(kind), making, asked)
    return told(call, made.figures, made.report)


def answers_asked(call: Call, plan: ItemPlan) -> Answers:
    """The answers of the file or the study that a call names."""
    from qda.importers.tables.registry import suffixes
    from qda.numbers.answers import answers_in, answers_of

    path = Path(call.arguments.study)
    if path.suffix.casefold() in suffixes():
        return answers_in(path, plan, progress=call.progress)
    with call.study() as study, study.reading() as connection:
        language = call.speech.language
        return answers_of(connection, call.arguments.collection, plan, language=language)


def plan_asked(call: Call) -> ItemPlan:
    """How a call wants items to be read.

    Raises:
        BadScaleText, BadDimension, BadWorth: an option cannot be read.
    """
    from qda.numbers.answers import Dimension, ItemPlan
    from qda.statistics.likert import Scale
    from qda.statistics.satisfaction import SCALE

    given = call.arguments
    dimensions = []
    for each in getattr(given, "dimension", ()):
        name, _, listed = each.partition("=")
        inside = tuple(filter(None, (item.strip() for item in listed.split(","))))
        if not name.strip() or not inside:
            raise BadDimension(given=each[:60])
        dimensions.append(Dimension(name.strip(), inside))
    scale = SCALE
    if hasattr(given, "scale"):
        scale = Scale(*_points(given.scale or "1-5"), classes=getattr(given, "classes", 0))
    return ItemPlan(
        scale=scale,
        items=tuple(given.items),
        dimensions=tuple(dimensions),
        reversed=frozenset(given.reverse),
        words=dict(_worth(each) for each in _listed(given.words)),
        missing=frozenset(_listed(given.missing)),
        scale_given=bool(getattr(given, "scale", "skm")),
    )


def _points(written: str) -> tuple[int, int]:
    low, dash, high = written.partition("-")
    if not dash or not all(part.strip().isdecimal() and len(part) < 4 for part in (low, high)):
        raise BadScaleText(given=written[:40])
    return int(low), int(high)


def _worth(written: str) -> tuple[str, int]:
    word, equals, worth = written.rpartition("=")
    if not equals or not word.strip() or not worth.strip().isdecimal() or len(worth) > 4:
        raise BadWorth(given=written[:60])
    return word.strip(), int(worth)


def _listed(given: Sequence[str]) -> list[str]:
    return [part.strip() for each in given for part in each.split(",") if part.strip()]


def told(call: Call, found: object, report: NumberReport) -> int:
    """Write the report where a file is named, else print the figures or the tables."""
    from exports.numbers import write_report

    target = call.arguments.output
    if target:
        write_report(report, Path(target))
    if call.json:
        print_json(_figures(found))
    elif target:
        print_line(call.speech("Wrote “{title}” to {place}.", title=report.title, place=target))
    else:
        _show(call, report)
    return 0


def _figures(found: object) -> object:
    """The figures, those that follow from others too, without what was asked and by whom."""
    if is_dataclass(found) and not isinstance(found, type):
        names = [each.name for each in fields(found)]
        names += [name for name, of in vars(type(found)).items() if isinstance(of, property)]
        return {name: _figures(getattr(found, name)) for name in names if name not in _UNTOLD}
    if isinstance(found, tuple):
        return [_figures(each) for each in found]
    return found


def _fitting(text: str) -> str:
    """A cell as a line has room for: the first of many forms; files and figures have them all."""
    if len(text) <= _WIDEST:
        return text
    return f"{text[: _WIDEST - 2].rpartition('; ')[0] or text[: _WIDEST - 2]} …"


def _show(call: Call, report: NumberReport) -> None:
    print_line(report.title)
    for table in report.tables:
        print_line()
        print_line(table.title)
        heads = [table.corner, *(each.label for each in table.columns)]
        rows = [
            [row.heading.label, *(_fitting(cell.text) for cell in row.cells)] for row in table.rows
        ]
        print_table(heads, rows)
        for note in table.notes:
            print_line(f"  ! {note}")
    for warning in report.warnings:
        print_line(call.speech("Note: {what}", what=warning))
