"""A comparison as a table in plain words, for files and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qda.agreement.comparing import Kind, Mark
from qda.agreement.counting import Counts, counts_by_code
from qda.agreement.reading import Compared, Place
from qda.agreement.wording import comparison_words, kind_words, settled_words
from qda.displays.values import Fact
from qda.i18n import Speech
from qda.retrieval.rows import CodeRow


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table of words and whole numbers, with the facts that say how it was made."""

    title: str
    language: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    facts: tuple[Fact, ...]


def comparison_table(found: Compared, codes: Mapping[int, CodeRow], speech: Speech) -> PlainTable:
    """One row for every comparison, in the order of the texts."""
    first, second = found.first.name, found.second.name
    headings = (
        speech("Place"), speech("Kind"), speech("Words"),
        speech("Code by {name}", name=first), speech("Code by {name}", name=second),
        speech("Overlap in %"), speech("Start"), speech("End"),
        speech("Settled"), speech("Reason"), speech("Settled by"),
    )  # fmt: skip
    return PlainTable(
        title=speech("Comparison of {first} and {second}", first=first, second=second),
        language=speech.language,
        headings=headings,
        rows=tuple(_row(place, found, codes, speech) for place in found.places),
        facts=facts_of(found, speech),
    )


def facts_of(found: Compared, speech: Speech) -> tuple[Fact, ...]:
    """The counts of the kinds, the texts compared, and how far they are settled."""
    counts = found.counts
    none = speech("none")
    return (
        *(
            Fact(kind_words(kind, found.first.name, found.second.name, speech), str(number))
            for kind, number in _numbers(counts)
        ),
        Fact(speech("Share agreed"), percent(counts.share_agreed, speech)),
        Fact(
            speech("Settled"),
            speech(
                "{settled} of {total} settled",
                settled=speech.number(found.settled),
                total=speech.number(counts.total),
            ),
        ),
        Fact(speech("Texts compared"), ", ".join(found.texts) or none),
        Fact(speech("Left out, coded by one alone"), ", ".join(found.left_out) or none),
        Fact(
            speech("Rule"),
            speech(
                "The same code on the same words is agreed; white space and punctuation at the "
                "edges do not count. Of what is left, the two codings that share most characters "
                "belong together, those of the same code first; each coding stands once."
            ),
        ),
    )


def code_table(found: Compared, codes: Mapping[int, CodeRow], speech: Speech) -> PlainTable:
    """One row for every code that either coder used: counts, overlap and kappa of characters."""
    first, second = found.first.name, found.second.name
    by_code = counts_by_code(place.comparison for place in found.places)
    rows: list[tuple[str | int, ...]] = []
    for code_id, table in found.tables.items():
        code, counts = codes.get(code_id), by_code.get(code_id, Counts())
        if code is not None:
            numbers = tuple(number for _, number in _numbers(counts))
            rows.append(
                (
                    code.canonical_id,
                    code.name(speech.language),
                    *numbers,
                    percent(counts.share_agreed, speech),
                    percent(table.jaccard, speech, 1),
                    percent(table.percent_agreed, speech, 1),
                    "–" if table.kappa is None else speech.number(table.kappa, 3),
                )
            )
    kinds = tuple(kind_words(kind, first, second, speech) for kind in Kind)
    headings = (
        speech("Code"), speech("Name"), *kinds, speech("Share agreed"),
        speech("Characters in common"), speech("Characters alike"), speech("Kappa"),
    )  # fmt: skip
    title = speech("Agreement by code")
    return PlainTable(
        title, speech.language, headings, tuple(sorted(rows, key=lambda row: str(row[0]))), ()
    )


def percent(share: float | None, speech: Speech, digits: int = 0) -> str:
    """A share in percent; a dash where there is none.

    What is not all is never said to be 100 %, nor what is something 0 %: 0.9999 is “> 99 %”.
    """
    if share is None:
        return "–"
    least = 10.0**-digits
    if share > 0 and share * 100 < least / 2:
        return f"< {speech.number(least, digits)} %"
    if share < 1 and share * 100 >= 100 - least / 2:
        return f"> {speech.number(100 - least, digits)} %"
    return f"{speech.number(share * 100, digits)} %"


def _numbers(counts: Counts) -> tuple[tuple[Kind, int], ...]:
    return tuple((kind, counts.of(kind)) for kind in Kind)


def _row(
    place: Place, found: Compared, codes: Mapping[int, CodeRow], speech: Speech
) -> tuple[str | int, ...]:
    comparison, names = place.comparison, (found.first.name, found.second.name)
    settled = place.settled
    return (
        place.key,
        comparison_words(comparison, *names, speech),
        place.quote,
        code_words(comparison.first, codes, speech),
        code_words(comparison.second, codes, speech),
        round(comparison.overlap * 100),
        comparison.span.start,
        comparison.span.end,
        settled_words(settled, *names, speech),
        "" if settled is None else settled.reason,
        "" if settled is None else settled.coder,
    )


def code_words(mark: Mark | None, codes: Mapping[int, CodeRow], speech: Speech) -> str:
    """A coding's code with its id; empty where there is no coding."""
    code = None if mark is None else codes.get(mark.code_id)
    return "" if code is None else f"{code.canonical_id} {code.name(speech.language)}"
