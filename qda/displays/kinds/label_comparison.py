"""The comparison of researchers: who gave which label to which theme, and how far they agree."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from sqlalchemy import Connection

from models.vocabulary import EntryKind
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family
from qda.displays.plain_words import words_cell
from qda.displays.values import Cell, Entry, Fact, Heading, Matrix
from qda.displays.workbench import Workbench
from qda.i18n import Speech, mark
from qda.jobs.progress import Progress
from qda.labels import label
from qda.retrieval.codes import codes
from qda.triangulation.grouping import group_words
from qda.triangulation.labels import (
    LabelRow,
    compared_labels,
    kept_triangulation,
    kept_triangulations,
    labels_of,
)

SAME = "same"
"""The id of the last column."""


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Every labelled theme and pair with the label of each researcher.

    Raises:
        NoTriangulationKept: it is not clear whose labels are meant.
    """
    bench = Workbench(connection, KIND, question, progress)
    title = KIND.choice(question, "of")
    if not title and not kept_triangulations(connection):
        return bench.matrix(bench.speech("Theme"), (), (), ())
    kept = kept_triangulation(connection, title)
    given = labels_of(connection, kept.id)
    people = tuple(dict.fromkeys(each.coder for each in given))
    places = tuple(dict.fromkeys(each.place for each in given))
    by = {(each.place, each.coder): each for each in given}
    speech = bench.speech
    cells = [
        (
            *(_said(bench, by.get((place, name))) for name in people),
            _same(speech, [by[place, name] for name in people if (place, name) in by]),
        )
        for place in places
    ]
    return bench.matrix(
        speech("Theme"),
        [_heading(bench, place) for place in places],
        [
            *(Heading(f"coder:{name}", name) for name in people),
            *((Heading(SAME, speech("The same")),) if people else ()),
        ],
        cells,
        facts=(Fact(speech("Triangulation"), kept.title), *_agreement(speech, given, people)),
    )


def _heading(bench: Workbench, place: tuple[str, ...]) -> Heading:
    names = {
        code.canonical_id: code.name(bench.question.language)
        for code in codes(bench.connection, counted=False)
    }
    row = " ≈ ".join(names.get(each, each) for each in place[0].split("="))
    pair = " – ".join(group_words(bench, each) for each in place[1:])
    return Heading("|".join(place), f"{row}: {pair}" if pair else row)


def _said(bench: Workbench, row: LabelRow | None) -> Cell:
    if row is None:
        return words_cell(bench.speech("no label given"))
    entry = Entry(
        EntryKind.JUDGEMENT,
        label(row.label, bench.speech),
        author=row.coder,
        made_at=row.made_at,
        id=row.uuid,
    )
    why = Entry(EntryKind.JUDGEMENT, row.reason, author=row.coder, made_at=row.made_at)
    return Cell((entry, why) if row.reason else (entry,))


def _same(speech: Speech, given: Sequence[LabelRow]) -> Cell:
    if len(given) < 2:
        words = speech("one researcher only")
    elif len({each.label for each in given}) == 1:
        words = speech("Yes")
    else:
        words = speech("No")
    return Cell((Entry(EntryKind.SUMMARY, words),))


def _agreement(
    speech: Speech, given: Sequence[LabelRow], people: Sequence[str]
) -> tuple[Fact, ...]:
    """For every two researchers: places both labelled, the same ones, kappa and alpha."""
    facts = []
    for first, second in combinations(people, 2):
        found = compared_labels(given, first, second)
        said = speech(
            "{same} of {both} labels are the same; Cohen's kappa {kappa}, Krippendorff's alpha "
            "{alpha}; labelled by one alone: {one} and {other}",
            same=speech.number(found.same),
            both=speech.number(len(found.pairs)),
            kappa=_figure(speech, found.kappa),
            alpha=_figure(speech, found.alpha),
            one=speech.number(found.only_first),
            other=speech.number(found.only_second),
        )
        facts.append(Fact(f"{first} – {second}", said))
    return tuple(facts)


def _figure(speech: Speech, value: Fraction | None) -> str:
    return speech("not defined") if value is None else speech.number(float(value), 3)


KIND = DisplayKind(
    id="label-comparison",
    name=mark("Comparison of researchers"),
    family=Family.TRIANGULATING,
    answers=mark("Do two researchers label the themes of a triangulation alike?"),
    rule=mark(
        "Labels as each researcher gave them. Cohen's kappa (1960) and Krippendorff's alpha (2004) "
        "for labels without an order, over the themes and pairs that both labelled."
    ),
    empty=mark(
        "Keep a triangulation, and let two researchers label its themes, each in her own name."
    ),
    make=make,
    takes_codes=False,
    takes_level=False,
    takes_quotes=False,
    choices=(Choice("of", mark("Title of the triangulation")),),
)
