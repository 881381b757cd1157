"""Gives the reasons for and against trusting a conclusion, by what stands behind it.

Nothing here is a grade: how sure one is remains the researcher's to say. A reason is a fact of the
study; the share of one source is warned of above 0.6, as in the table of source dependence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from qda.concluding.against import things
from qda.concluding.values import Behind, Concluded, Counter, Looked, Reason, Rule, StoodCell, Tried
from qda.i18n import Speech, mark
from qda.sheets.tactics import TESTING

MOST_OF_ONE: Final = 0.6
"""The share of codings in one source above which a conclusion hangs on it."""

GRADES: Final = {1: mark("1 – low"), 2: mark("2 – medium"), 3: mark("3 – high")}
"""What a researcher's confidence is called."""

_OWN: Final = frozenset({Rule.CONTRADICTING_CELL, Rule.OPPOSITE_WITHIN, Rule.OPPOSITE_ELSEWHERE})


def reasons_for(speech: Speech, each: Concluded) -> tuple[Reason, ...]:
    """The reasons for and against trusting a conclusion, those for it first."""
    found = [
        *_of_cells(speech, each.cells),
        *_of_evidence(speech, each.behind),
        *_of_counter(speech, each.against, each.looked),
        *_of_tactics(speech, each.tried),
    ]
    return tuple(sorted(found, key=lambda reason: not reason.is_for))


def _of_cells(speech: Speech, cells: Sequence[StoodCell]) -> Iterable[Reason]:
    if not any(not cell.contradicts for cell in cells):
        yield Reason(speech("it stands on no cell"), is_for=False)
    gone = sum(not cell.is_there for cell in cells)
    changed = sum(bool(cell.changes) for cell in cells if cell.is_there)
    if changed:
        words = speech.many(
            "{n} of its cells changed since it was looked at",
            "{n} of its cells changed since they were looked at",
            changed,
        )
        yield Reason(words, is_for=False)
    if gone:
        words = speech.many(
            "{n} of its cells is no longer there", "{n} of its cells are no longer there", gone
        )
        yield Reason(words, is_for=False)


def _of_evidence(speech: Speech, behind: Behind) -> Iterable[Reason]:
    total = len(behind.evidence)
    if not total:
        return
    parts = (
        speech.many("{n} informant", "{n} informants", behind.informants),
        speech.many("{n} source", "{n} sources", behind.sources),
        speech.many("{n} technique", "{n} techniques", len(behind.techniques)),
    )
    words = speech("behind it stand {what}", what=", ".join(parts))
    yield Reason(words, is_for=behind.informants > 1 and behind.sources > 1)
    if behind.sources > 1 and behind.largest > MOST_OF_ONE:
        share = speech.number(100 * behind.largest)
        yield Reason(
            speech("{share}% of the codings stand in one source", share=share), is_for=False
        )
    if behind.proposed:
        words = speech(
            "{n} of {all} codings are only proposed",
            n=speech.number(behind.proposed),
            all=speech.number(total),
        )
        yield Reason(words, is_for=False)


def _of_counter(
    speech: Speech, against: Sequence[Counter], looked: Sequence[Looked]
) -> Iterable[Reason]:
    count = things(each for each in against if each.rule in _OWN)
    if count:
        words = speech.many("{n} segment speaks against it", "{n} segments speak against it", count)
        yield Reason(words, is_for=False)
    counts = {rule: sum(each.rule is rule for each in against) for rule in Rule}
    if counts[Rule.ABSENCE]:
        words = speech.many(
            "{n} finding of absence", "{n} findings of absence", counts[Rule.ABSENCE]
        )
        yield Reason(words, is_for=False)
    if counts[Rule.SILENT]:
        words = speech.many(
            "{n} case or text was asked and is silent",
            "{n} cases or texts were asked and are silent",
            counts[Rule.SILENT],
        )
        yield Reason(words, is_for=False)
    if counts[Rule.OUTLIER]:
        words = speech.many(
            "{n} case is unlike the others",
            "{n} cases are unlike the others",
            counts[Rule.OUTLIER],
        )
        yield Reason(words, is_for=False)
    opposite = [each for each in looked if each.rule is Rule.OPPOSITE_ELSEWHERE]
    if not against and all(not each.why_not for each in opposite):
        words = speech("contrary evidence was looked for, and none was found")
        yield Reason(words, is_for=True)


def _of_tactics(speech: Speech, tried: Sequence[Tried]) -> Iterable[Reason]:
    testing = [each for each in tried if each.tactic.part == TESTING]
    done = sum(each.is_done is True for each in testing)
    words = speech(
        "{n} of {all} tactics of testing were carried out",
        n=speech.number(done),
        all=speech.number(len(testing)),
    )
    yield Reason(words, is_for=done > 0)
