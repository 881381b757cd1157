"""Words what was learned: why a code is withheld, what to beware of, the method paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from qda.i18n import Speech, mark
from qda.suggesting.learning import Figures, Withheld
from qda.suggesting.task import LEAST

_REASONS: Final = {
    Withheld.TOO_FEW_WITH: mark(
        "withheld: different texts with the code: {with_}; needed: {least}"
    ),
    Withheld.TOO_FEW_WITHOUT: mark(
        "withheld: different texts without the code: {without}; needed: {least}"
    ),
    Withheld.NOTHING_PROPOSED: mark(
        "withheld: nothing reached this threshold in the test, so precision is unknown"
    ),
    Withheld.NONE_RIGHT: mark("withheld: nothing proposed in the test was right ({wrong} wrong)"),
}

NOT_SAMPLED: Final = mark(
    "The texts that taught are no random sample of the collection: how often the suggestions are "
    "right elsewhere may differ."
)
FROM_SAMPLE: Final = mark(
    "The texts that taught are of the sample “{sample}”; the figures speak of texts like these."
)
ALL_CODED: Final = mark(
    "Every text that taught bears a code. Texts that bear none were not tested, and among those "
    "that wait there may be many: there the suggestions will be wrong more often. Work through "
    "texts without a code, too, and say so of them."
)
PROPOSED_ONLY: Final = mark(
    "Suggestions are proposals: none counts as a coding until a researcher has confirmed it."
)


def state_words(figures: Figures, speech: Speech) -> str:
    """Whether a code may be suggested, else why not, with the numbers."""
    if figures.withheld is None:
        return speech("usable")
    return speech(
        _REASONS[figures.withheld],
        with_=speech.number(figures.different_positives),
        without=speech.number(figures.different_negatives),
        wrong=speech.number(figures.wrong),
        least=speech.number(LEAST),
    )


def cautions(sample: str, settings: Mapping[str, Any], speech: Speech) -> tuple[str, ...]:
    """What to beware of, as sentences."""
    about = speech(FROM_SAMPLE, sample=sample) if sample else speech(NOT_SAMPLED)
    coded = () if settings.get("bare", 0) else (speech(ALL_CODED),)
    return (*coded, about, speech(PROPOSED_ONLY))


def method_text(
    rule: str,
    figures: Sequence[Figures],
    settings: Mapping[str, Any],
    *,
    where: str,
    sample: str,
    speech: Speech,
) -> str:
    """How suggestions were learned and tested, as a paragraph for the method section.

    `where` names the collection; `settings` are those that the study keeps.
    """
    number = speech.number
    usable = [each for each in figures if each.withheld is None]
    parts = [
        speech(
            "Codes were suggested for texts of {where} that had not been read by a classifier "
            "({rule}) that learned from {texts} texts which a researcher had worked through, "
            "{bare} of them without a code.",
            where=where,
            rule=rule,
            texts=number(int(settings.get("texts", 0))),
            bare=number(int(settings.get("bare", 0))),
        ),
        speech(
            "It is a logistic regression for each code (balanced, C = {c}) on tf-idf weights of "
            "words, pairs of words and parts of words of {low} to {high} letters in their usual "
            "spelling ({library}, seed {seed}).",
            c=number(float(settings["c"]), 0),
            low=settings["parts"][0],
            high=settings["parts"][1],
            library=settings["library"],
            seed=settings["seed"],
        ),
        speech(
            "Precision and recall were measured by {folds}-fold cross-validation, stratified by "
            "code, texts with the same words in the same fold; texts that nobody had read were no "
            "counter-examples.",
            folds=settings["folds"],
        ),
    ]
    if usable:
        parts.append(speech("At the thresholds chosen: {codes}.", codes=_listed(usable, speech)))
    held = len(figures) - len(usable)
    if held:
        parts.append(
            speech.many(
                "{n} code was withheld, since there was too little to learn from or to test.",
                "{n} codes were withheld, since there was too little to learn from or to test.",
                held,
            )
        )
    parts.extend(cautions(sample, settings, speech))
    return " ".join(parts)


def _listed(figures: Sequence[Figures], speech: Speech) -> str:
    number = speech.number
    return "; ".join(
        speech(
            "{code} from {threshold} (precision {precision}, recall {recall}, {n} texts with the "
            "code)",
            code=each.name(speech.language),
            threshold=number(each.threshold, 2),
            precision=number(each.precision or 0, 2),
            recall=number(each.recall or 0, 2),
            n=number(each.positives),
        )
        for each in figures
    )
