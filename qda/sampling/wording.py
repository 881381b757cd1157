"""Words a sample for the method section: frame, rule, seed, strata and what to beware of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.vocabulary import Allocation, SampleRule
from qda.i18n import Speech, mark
from qda.labels import attribute_label, label
from qda.numbers.grouping import Grouping, Period
from qda.sampling.drawing import Smallness, StratumCount
from qda.sampling.plan import FEW, CountedCodes, SamplingUnit
from qda.sampling.saturating import SaturationCheck
from qda.sampling.stored import SampleRow

_PERIODS: Final = {
    Period.WEEK: mark("Week"),
    Period.MONTH: mark("Month"),
    Period.YEAR: mark("Year"),
}
_SMALL: Final = {
    Smallness.NONE_DRAWN: mark("Nothing was drawn from: {names}. The sample says nothing of them."),
    Smallness.FEW_DRAWN: mark(
        "Fewer than {few} texts were drawn from: {names}. Do not speak of them by themselves."
    ),
    Smallness.ALL_DRAWN: mark("All texts there are were drawn from: {names}."),
}
_FEW_PEOPLE: Final = {
    Smallness.NONE_DRAWN: _SMALL[Smallness.NONE_DRAWN],
    Smallness.FEW_DRAWN: mark(
        "Fewer than {few} respondents were drawn from: {names}. Do not speak of them by themselves."
    ),
    Smallness.ALL_DRAWN: mark("All respondents there are were drawn from: {names}."),
}
SMALL_WORDS: Final = {
    Smallness.NONE_DRAWN: mark("nothing drawn"),
    Smallness.FEW_DRAWN: mark("few drawn"),
    Smallness.ALL_DRAWN: mark("all drawn"),
}

_NAMED: Final = 12
"""So many strata are named in a sentence; the table has them all."""

_CROSSED: Final = " × "

_WEIGHED: Final = mark(
    "Because strata are not represented by their size, totals over all strata have to be weighted "
    "by texts in the frame per drawn text."
)
_WEIGHED_PEOPLE: Final = mark(
    "Because strata are not represented by their size, totals over all strata have to be weighted "
    "by respondents in the frame per drawn respondent."
)

FIXED: Final = mark(
    "With a fixed theory codebook “no new codes” comes by itself, since there are only so many "
    "codes to be found. Count inductive codes or indicators, and speak of saturation with care."
)


def method_text(row: SampleRow, speech: Speech, check: SaturationCheck | None = None) -> str:
    """How a sample was drawn, as sentences for the method section."""
    parts = [_frame(row, speech), _rule(row, speech), _chance(row, speech)]
    if row.allocation is Allocation.EQUAL:
        parts.append(speech(_WEIGHED_PEOPLE if row.plan.of_respondents else _WEIGHED))
    people = row.plan.of_respondents
    parts += small_strata(row.strata, speech, people=people) if row.allocation else []
    if check is not None:
        parts += saturation_words(check, speech)
    return " ".join(part for part in parts if part)


def rule_word(rule: SampleRule, speech: Speech) -> str:
    """What a rule of drawing is called."""
    return label(rule, speech)


_UNITS: Final = {
    SamplingUnit.ANSWERS: mark("texts one by one"),
    SamplingUnit.RESPONDENTS: mark("respondents with all their answers"),
}


def unit_word(unit: SamplingUnit, speech: Speech) -> str:
    """What is drawn, in words."""
    return speech(_UNITS[unit])


def strata_by(row: SampleRow, speech: Speech) -> str:
    """What the strata of a sample are made by, in words; empty where it has none."""
    if not row.stratified_by:
        return ""
    said = []
    for name, kept in zip(row.plan.by, row.stratified_by, strict=False):
        by = Grouping.parse(name)
        if by.period is not None:
            said.append(speech(_PERIODS[by.period]))
        else:
            said.append(attribute_label(by.named or name, kept, speech))
    return _CROSSED.join(said)


def drawn_words(row: SampleRow, speech: Speech) -> str:
    """What was drawn, counted: texts, or respondents with all their answers."""
    if not row.plan.of_respondents:
        return speech.many("{n} text", "{n} texts", row.drawn)
    return speech.many("{n} respondent", "{n} respondents", row.chosen)


def small_strata(
    strata: Sequence[StratumCount], speech: Speech, *, people: bool = False
) -> list[str]:
    """Sentences that name the strata of which little or nothing was drawn, or everything.

    `people` says that respondents were drawn, and not texts.
    """
    found = []
    for kind, sentence in (_FEW_PEOPLE if people else _SMALL).items():
        names = [stratum_words(each, speech) for each in strata if each.smallness is kind]
        if names:
            found.append(speech(sentence, names=_some(names, speech), few=speech.number(FEW)))
    return found


def stratum_words(stratum: StratumCount, speech: Speech) -> str:
    """What a stratum is called; what its name says of the program's own is worded anew."""
    parts = stratum.name.split(_CROSSED)
    if len(parts) != len(stratum.ids):
        return stratum.name
    return _CROSSED.join(
        _value_words(id_, kept, speech) for id_, kept in zip(stratum.ids, parts, strict=True)
    )


def _value_words(id_: str, kept: str, speech: Speech) -> str:
    kind, _, value = id_.partition(":")
    if kind == "none":
        return speech("no value")
    if kind == "yes-no":
        return speech("Yes") if value == str(True) else speech("No")
    return speech.number(float(value), 2) if kind == "number" else kept


def _some(names: Sequence[str], speech: Speech) -> str:
    """The first of some names; of many, how many more there are."""
    shown = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    return f"{shown}, {speech('and {n} more', n=speech.number(more))}" if more > 0 else shown


def saturation_words(check: SaturationCheck, speech: Speech) -> list[str]:
    """What came of the rule of saturation so far, and the caveat where codes are a theory's."""
    found, number = check.found, speech.number
    until = check.until
    done = speech(
        "{units} of {batches} batches have been worked through.",
        units=number(found.units),
        batches=number(check.batches),
    )
    last = found.runs[-1] if found.runs else None
    if found.reached is not None:
        said = speech(
            "Saturation was reached at {notation} batches ({base} codes in the base).",
            notation=found.notation,
            base=number(found.base),
        )
    elif last is not None and last.ratio is not None:
        said = speech(
            "Saturation is not reached: the last run brought {new} new codes, {share} % of the "
            "{base} codes of the base; the threshold is {threshold} %.",
            new=number(last.new),
            share=number(100 * last.ratio, 1),
            base=number(found.base),
            threshold=number(100 * until.rule.threshold, 1),
        )
    elif last is not None:
        said = speech("Saturation cannot be told: no counted code is in the base.")
    else:
        said = speech("The base and the first run are not worked through yet.")
    return [done, said, *([speech(FIXED)] if check.fixed else [])]


def _frame(row: SampleRow, speech: Speech) -> str:
    frame, number = row.frame, speech.number
    left_out = [
        words
        for count, words in (
            (
                frame.empty,
                speech.many("{n} text without words", "{n} texts without words", frame.empty),
            ),
            (
                frame.filtered_out,
                speech.many(
                    "{n} text outside the filter “{filter}”",
                    "{n} texts outside the filter “{filter}”",
                    frame.filtered_out,
                    filter=row.plan.filter,
                ),
            ),
            (
                frame.repeated,
                speech.many(
                    "{n} repetition of a text with the same words",
                    "{n} repetitions of texts with the same words",
                    frame.repeated,
                ),
            ),
        )
        if count
    ]
    if row.plan.of_respondents:
        said = speech(
            "The frame is {size} of the {people} respondents of “{title}” ({key}), with {answers} "
            "of their {texts} open answers. Who gave none of these is not in it.",
            size=number(frame.size),
            people=number(frame.respondents),
            title=row.collection,
            key=row.collection_key,
            answers=number(frame.answers),
            texts=number(frame.texts),
        )
    else:
        said = speech(
            "The frame is {size} of the {texts} texts of “{title}” ({key}).",
            size=number(frame.size),
            texts=number(frame.texts),
            title=row.collection,
            key=row.collection_key,
        )
    if frame.questions:
        said += " " + speech(
            "Each text is the answer of one respondent to one open question: {questions}.",
            questions=frame.questions,
        )
    if left_out:
        said += " " + speech("Left out: {what}.", what="; ".join(left_out))
    if not row.plan.folded and not row.plan.of_respondents:
        said += " " + speech("Texts with the same words each count.")
    return said


def _rule(row: SampleRow, speech: Speech) -> str:
    said = _drawn_by(row, speech)
    if row.plan.of_respondents:
        said += " " + speech(
            "A respondent is drawn as a whole: all {n} answers of those who were drawn are in the "
            "sample.",
            n=speech.number(row.drawn),
        )
    return said


def _drawn_by(row: SampleRow, speech: Speech) -> str:
    plan, number = row.plan, speech.number
    drawn = drawn_words(row, speech)
    if plan.rule is SampleRule.RANDOM:
        return speech("{drawn} were drawn as a simple random sample.", drawn=drawn)
    if plan.rule is SampleRule.STRATIFIED:
        return speech(
            "{drawn} were drawn at random within {strata} strata by {by}, {how}.",
            drawn=drawn,
            strata=number(len(row.strata)),
            by=strata_by(row, speech),
            how=label(plan.allocation, speech),
        )
    if plan.rule is SampleRule.SYSTEMATIC:
        if plan.every:
            return speech(
                "{drawn} were drawn systematically: every {k}th of the list, from number "
                "{start}, which was drawn by chance.",
                drawn=drawn,
                k=number(plan.every),
                start=number(int(row.start)),
            )
        return speech(
            "{drawn} were drawn systematically at steps of {k} from a start by chance "
            "(fractional interval).",
            drawn=drawn,
            k=number(row.interval, 2),
        )
    return _until(row, speech)


def _until(row: SampleRow, speech: Speech) -> str:
    until, number = row.plan.until, speech.number
    return speech(
        "{drawn} were drawn by chance in batches of {batch}, until the new codes of a run of "
        "{run} batches are at most {threshold} % of the codes of a base of {base} batches (Guest, "
        "Namey and Chen 2020); {counted} are counted.",
        drawn=drawn_words(row, speech),
        batch=number(until.batch),
        run=number(until.rule.run),
        threshold=number(100 * until.rule.threshold, 1),
        base=number(until.rule.base),
        counted=(
            speech("all codes")
            if until.counted is CountedCodes.ALL
            else speech("inductive codes alone")
        ),
    )


def _chance(row: SampleRow, speech: Speech) -> str:
    if row.plan.rule is SampleRule.SYSTEMATIC:
        how = speech("the start is the first number of the generator")
    else:
        how = speech(
            "each respondent of the frame was given one number, and the smallest were drawn"
            if row.plan.of_respondents
            else "each text of the frame was given one number, and the smallest were drawn"
        )
    return speech(
        "Chance numbers are those of the Mersenne Twister with seed {seed}, in the order of the "
        "keys: {how}. SHA-256 of the keys of the frame: {digest}.",
        seed=row.plan.seed,
        how=how,
        digest=row.frame.digest[:16],
    )
