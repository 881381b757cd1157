"""The saturation table: what each interview adds, and where nothing new comes any more."""

from __future__ import annotations

from sqlalchemy import Connection

from models.errors import Refused
from models.vocabulary import EntryKind
from qda.displays.axes import RowAxis
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family, Option
from qda.displays.values import Cell, Entry, Fact, Heading, Matrix
from qda.displays.workbench import Workbench
from qda.i18n import Speech, mark
from qda.jobs.progress import Progress
from qda.statistics.saturation import Run, SaturationRule
from qda.triangulation.saturating import (
    SEED,
    Counted,
    SaturatingUnit,
    SaturationOf,
    SaturationTable,
    saturations,
)

CODES, NEW, CURVE, RATIO, REACHED = "codes", "new", "curve", "ratio", "reached"
"""The ids of the columns."""


class NoFigure(Refused):
    """A number was asked for, and something else was given."""

    en = "“{given}” is no number. Give the base and the run in interviews, the threshold as 0.05."
    id = "“{given}” bukan angka. Isikan basis dan rentetan dalam wawancara, ambang seperti 0.05."


def rule_of(base: str, run: str, threshold: str) -> SaturationRule:
    """The rule as it is written in the choices.

    Raises:
        NoFigure: one of them is no number.
        BadSampleQuestion: the rule cannot be.
    """
    for each in (base, run):
        if not each.strip().isdecimal():
            raise NoFigure(given=each[:20])
    try:
        share = float(threshold)
    except ValueError as error:
        raise NoFigure(given=threshold[:20]) from error
    return SaturationRule(int(base), int(run), share).checked()


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Every interview with its new codes, and where the rule was met.

    Raises:
        NoFigure, BadSampleQuestion: the rule cannot be.
        UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    by = KIND.choice(question, "groups")
    table = saturations(
        bench,
        rule_of(
            KIND.choice(question, "base"),
            KIND.choice(question, "run"),
            KIND.choice(question, "threshold"),
        ),
        counted=Counted(KIND.choice(question, "counted")),
        axis=None if by == "none" else RowAxis.parse(by),
        all_texts=KIND.choice(question, "texts") == "all",
    )
    return saturation_matrix(bench, table)


def saturation_matrix(bench: Workbench, table: SaturationTable) -> Matrix:
    """The table of all groups, with what came of each in the facts."""
    speech = bench.speech
    bench.take(
        saying for group in table.groups for unit in group.units for saying in unit.first.values()
    )
    rows, cells = [], []
    for group in table.groups:
        for nth, unit in enumerate(group.units):
            rows.append(_heading(speech, group, unit))
            cells.append(_cells(bench, group, nth))
    return bench.matrix(
        speech("Interview"),
        rows,
        (
            Heading(CODES, speech("Codes")),
            Heading(NEW, speech("New codes")),
            Heading(CURVE, speech("Codes so far")),
            Heading(RATIO, speech("New codes of the run, of the base")),
            Heading(REACHED, speech("Saturation")),
        ),
        cells,
        facts=tuple(Fact(_name(speech, group), outcome(speech, group)) for group in table.groups),
        legend=_legend(speech),
        warnings=_warnings(speech, table),
    )


def _name(speech: Speech, group: SaturationOf) -> str:
    return group.label or speech("All together")


def _heading(speech: Speech, group: SaturationOf, unit: SaturatingUnit) -> Heading:
    dated = unit.date[:10] or speech("no date")
    return Heading(
        f"{group.id or 'all'}/{unit.key}",
        f"{unit.key} · {unit.title}",
        note=dated,
        group=_name(speech, group),
    )


def _cells(bench: Workbench, group: SaturationOf, nth: int) -> tuple[Cell, ...]:
    speech, unit = bench.speech, group.units[nth]
    everything = bench.take(unit.first.values())
    brought = bench.take(unit.first[code] for code in unit.new)
    names = ", ".join(bench.codes[code].name(speech.language) for code in unit.new)
    words = speech.number(len(unit.new)) + (f": {names}" if names else "")
    run = next((each for each in group.found.runs if each.end == nth + 1), None)
    return (
        _count(speech, len(unit.codes), everything),
        Cell((Entry(EntryKind.COUNT, words, value=float(len(unit.new)), evidence=brought),),
             segments=0, evidence=brought),
        _count(speech, group.found.curve[nth], ()),
        Cell((_ratio(speech, group, nth, run),)),
        Cell((Entry(EntryKind.SUMMARY, _reached(speech, group, nth)),)),
    )  # fmt: skip


def _count(speech: Speech, value: int, evidence: tuple[int, ...]) -> Cell:
    entry = Entry(EntryKind.COUNT, speech.number(value), value=float(value))
    return Cell((entry,), evidence=evidence)


def _ratio(speech: Speech, group: SaturationOf, nth: int, run: Run | None) -> Entry:
    if nth < group.found.rule.base:
        return Entry(EntryKind.SUMMARY, speech("base"))
    if run is None or run.ratio is None:
        return Entry(EntryKind.SUMMARY, "–")
    words = f"{run.new}/{group.found.base} = {speech.number(run.ratio * 100, 1)} %"
    return Entry(EntryKind.COUNT, words, value=run.ratio)


def _reached(speech: Speech, group: SaturationOf, nth: int) -> str:
    if group.found.reached == nth + 1:
        return speech("reached: {notation}", notation=group.found.notation)
    return "–"


def outcome(speech: Speech, group: SaturationOf) -> str:
    """What came of a group in one sentence, with the band of the chance orders."""
    found, free, rule = group.found, group.free, group.found.rule
    said = speech(
        "base {base}, run {run}, threshold {share}%",
        base=speech.number(rule.base),
        run=speech.number(rule.run),
        share=f"{rule.threshold * 100:g}",
    )
    if found.units < rule.base + rule.run:
        return speech.many(
            "{n} interview is too few for {rule}",
            "{n} interviews are too few for {rule}",
            found.units,
            rule=said,
        )
    if found.reached is None:
        reached = speech("not reached within {n} interviews", n=speech.number(found.units))
    else:
        reached = speech(
            "reached at {notation}, the interview no. {end}",
            notation=found.notation,
            end=speech.number(found.reached),
        )
    band = speech(
        "in {orders} chance orders (seed {seed}) reached in {share}%, median {median}, 90% of them "
        "from {low} to {high}",
        orders=speech.number(free.orders),
        seed=str(SEED),
        share=speech.number(100 * free.reached / free.orders, 1),
        median=_or_not(free.median),
        low=_or_not(free.low),
        high=_or_not(free.high),
    )
    curve = ", ".join(str(each) for each in found.curve)
    told = speech("codes so far: {curve}", curve=curve)
    return f"{reached} ({said}); {band}; {told}"


def _or_not(value: int | None) -> str:
    return "–" if value is None else str(value)


def _legend(speech: Speech) -> tuple[Fact, ...]:
    return (
        Fact(
            "5+2",
            speech("reached after 5 interviews, confirmed by a run of 2 that bring too little"),
        ),
        Fact(
            speech("Meaning"),
            speech(
                "That no new codes come says nothing of whether their meaning is understood "
                "(Hennink, Kaiser and Marconi 2017)"
            ),
        ),
    )


def _warnings(speech: Speech, table: SaturationTable) -> tuple[str, ...]:
    said = []
    if table.is_fixed:
        said.append(
            speech(
                "Codes of a theory are counted; they are all there before the first interview, and "
                "run out by themselves. Count inductive codes, or codes without others beneath."
            )
        )
    if not table.codes:
        said.append(
            speech(
                "There are no inductive codes to count. Count all codes, or those without others "
                "beneath, and say so."
            )
        )
    if table.undated:
        said.append(
            speech.many(
                "{n} text has no date and comes last.",
                "{n} texts have no date and come last.",
                table.undated,
            )
        )
    return tuple(said)


KIND = DisplayKind(
    id="saturation",
    name=mark("Saturation table"),
    family=Family.TRIANGULATING,
    answers=mark("After how many interviews does nothing new come any more?"),
    rule=mark(
        "Interviews in the order of their dates; new codes of a run, divided by the codes of the "
        "base, must not be above the threshold (Guest, Namey and Chen 2020). Runs slide by one. "
        "Confirmed codings count."
    ),
    empty=mark("Import interviews with their dates, and code them with codes of your own."),
    make=make,
    takes_codes=False,
    takes_level=False,
    takes_quotes=False,
    choices=(
        Choice("base", mark("Interviews of the base"), default="4"),
        Choice("run", mark("Interviews of a run"), default="2"),
        Choice("threshold", mark("Threshold"), default="0.05"),
        Choice(
            "counted",
            mark("Codes that count"),
            (
                Option("inductive", mark("Inductive codes")),
                Option("leaf", mark("Codes without others beneath")),
                Option("all", mark("All codes")),
            ),
            "inductive",
        ),
        Choice(
            "groups",
            mark("Groups"),
            (
                Option("none", mark("All together")),
                Option("group", mark("Stakeholder group")),
                Option("role", mark("Role")),
            ),
            "group",
        ),
        Choice(
            "texts",
            mark("Which texts"),
            (
                Option("spoken", mark("Interviews and group discussions")),
                Option("all", mark("All texts that are no rows of a table")),
            ),
            "spoken",
        ),
    ),
)
