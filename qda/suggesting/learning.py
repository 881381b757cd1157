"""Learns one classifier for each code, and tests it on texts it has not seen.

A classifier is a logistic regression on tf-idf weights of words, pairs of words and parts of
words, with examples and counter-examples of equal weight together. Its figures come from
cross-validation: the texts are parted into five, stratified by the code; texts with the same
words are in the same part, so that none tests itself; each part is judged by a classifier that
learned, its columns and weights among it, from the other four alone. A code with too few examples
is withheld.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from qda.jobs.progress import Progress, Silent
from qda.retrieval.rows import CodeRow
from qda.suggesting.features import Columns, Floats, Matrix, Weighing
from qda.suggesting.material import CodeExamples, Material
from qda.suggesting.task import FOLDS, LEAST, PARTS, RARE, SEED, STRICTNESS, WORDS, LearningTask

RULE = "learned"
"""The first word of the name of every rule that learned; a digest of what it saw follows."""


class Withheld(StrEnum):
    """Why a code is not suggested."""

    TOO_FEW_WITH = "too_few_with"
    TOO_FEW_WITHOUT = "too_few_without"
    NOTHING_PROPOSED = "nothing_proposed"
    NONE_RIGHT = "none_right"


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one code at its threshold, over the texts that teach.

    `positives` and `negatives` count texts, `different_positives` and `different_negatives` those
    with different words. Of the texts judged while they were held out, `right` bear the code and
    were proposed, `wrong` were proposed and do not bear it, `missed` bear it and were not.
    """

    code_id: int
    code: str
    name_en: str
    name_id: str
    positives: int
    negatives: int
    different_positives: int
    different_negatives: int
    left_out: int
    threshold: float
    tested: bool = False
    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def withheld(self) -> Withheld | None:
        """Why the code is not suggested; None where it may be."""
        if self.different_positives < LEAST:
            return Withheld.TOO_FEW_WITH
        if self.different_negatives < LEAST:
            return Withheld.TOO_FEW_WITHOUT
        if not self.right:
            return Withheld.NONE_RIGHT if self.wrong else Withheld.NOTHING_PROPOSED
        return None

    @property
    def precision(self) -> float | None:
        """Of the texts that were proposed, the share that bears the code."""
        proposed = self.right + self.wrong
        return self.right / proposed if self.tested and proposed else None

    @property
    def recall(self) -> float | None:
        """Of the texts that bear the code, the share that was proposed."""
        return self.right / self.positives if self.tested and self.positives else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if self.tested and whole else None

    def name(self, language: str) -> str:
        """What the code is called."""
        return (self.name_id if language == "id" else self.name_en) or self.name_en or self.name_id


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """What judges texts for one code: how they are weighed, and scikit-learn's regression."""

    weighing: Weighing
    model: Any

    def probabilities(self, counts: Sequence[Matrix]) -> Floats:
        """The probability of the code for each text."""
        return self.judged(self.weighing.weights(counts))

    def judged(self, weights: Matrix) -> Floats:
        """The probability of the code for each text that is weighed already."""
        found: Floats = self.model.predict_proba(weights)[:, 1]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class LearnedCode:
    """A code with the probabilities of its examples when they were held out, and the classifier.

    `truth` says of each of these examples whether it bears the code. There is no classifier for
    a code with too few examples.
    """

    code: CodeRow
    figures: Figures
    probabilities: Floats | None = None
    truth: Floats | None = None
    classifier: Classifier | None = None

    def at(self, threshold: float) -> LearnedCode:
        """The same at another threshold."""
        return replace(self, figures=_measured(self, threshold))


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What was learned: a rule's name, the columns, and each code.

    `bare` of the `texts` that taught bear no code at all.
    """

    name: str
    task: LearningTask
    texts: int
    bare: int
    taught_by: int | None
    columns: Columns
    codes: tuple[LearnedCode, ...]

    @property
    def figures(self) -> tuple[Figures, ...]:
        """The figures of all codes."""
        return tuple(each.figures for each in self.codes)

    @property
    def usable(self) -> tuple[LearnedCode, ...]:
        """The codes that may be suggested."""
        return tuple(each for each in self.codes if each.figures.withheld is None)

    def only(self, codes: Iterable[str]) -> Learned:
        """The same with some of the codes, by canonical id."""
        wanted = frozenset(codes)
        kept = tuple(each for each in self.codes if each.code.canonical_id in wanted)
        return replace(self, codes=kept)

    def at(self, task: LearningTask) -> Learned:
        """The same with the thresholds of another task."""
        codes = tuple(each.at(task.threshold_of(each.code.canonical_id)) for each in self.codes)
        return replace(self, task=task, codes=codes)


def kept_settings(learned: Learned, judged: int) -> dict[str, object]:
    """How it was learned, from how many texts, and how many were judged; as the study keeps it."""
    counted = {"texts": learned.texts, "bare": learned.bare, "judged": judged}
    return {**settings(), **counted}


def settings() -> dict[str, object]:
    """How it is learned, whatever the texts are."""
    from sklearn import __version__

    return {
        "library": f"scikit-learn {__version__}",
        "model": "logistic regression, liblinear, balanced",
        "c": STRICTNESS,
        "words": list(WORDS),
        "parts": list(PARTS),
        "rare": RARE,
        "folds": FOLDS,
        "seed": SEED,
        "least": LEAST,
    }


def learn(
    found: Material,
    task: LearningTask,
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> Learned:
    """Learn each code of the material and test it; the same material gives the same figures.

    Raises:
        BadThreshold: a threshold is no probability.
        Cancelled: the listener of the progress stopped the work.
    """
    task.checked()
    steps = (FOLDS + 1) * len(found.examples)
    progress.report(0, steps)
    columns = Columns(found.texts)
    counts = columns.counts(found.texts)
    codes = []
    for nth, examples in enumerate(found.examples):
        learner = _Learner(found, examples, counts)
        threshold = task.threshold_of(examples.code.canonical_id)
        done = (FOLDS + 1) * nth
        codes.append(learner.learned(threshold, progress, done=done, steps=steps))
    progress.report(steps, steps)
    return Learned(
        name=f"{RULE} {_digest(found)}",
        task=task,
        texts=len(found.ids),
        bare=found.bare,
        taught_by=found.taught_by,
        columns=columns,
        codes=tuple(codes),
    )


class _Learner:
    """Learns one code from its examples."""

    def __init__(
        self, found: Material, examples: CodeExamples, counts: tuple[Matrix, Matrix]
    ) -> None:
        import numpy as np

        self._examples = examples
        places = sorted((*examples.positive, *examples.negative))
        positive = set(examples.positive)
        self._truth = np.array([float(at in positive) for at in places])
        self._same = np.array([found.same[at] for at in places], dtype=np.int64)
        self._counts = tuple(block[places] for block in counts)

    def learned(
        self, threshold: float, progress: Progress, *, done: int, steps: int
    ) -> LearnedCode:
        """The code, tested and learned; without either where there is too little."""
        code = self._examples.code
        bare = LearnedCode(code, self._figures(threshold))
        enough = min(bare.figures.different_positives, bare.figures.different_negatives) >= LEAST
        if not enough:
            return bare
        held_out = self._held_out(progress, code.canonical_id, done=done, steps=steps)
        progress.report(done + FOLDS, steps, code.canonical_id)
        tested = replace(
            bare,
            probabilities=held_out,
            truth=self._truth,
            classifier=_fitted(self._counts, self._truth),
        )
        return tested.at(threshold)

    def _figures(self, threshold: float) -> Figures:
        code = self._examples.code
        return Figures(
            code_id=code.id,
            code=code.canonical_id,
            name_en=code.name("en"),
            name_id=code.name("id"),
            positives=len(self._examples.positive),
            negatives=len(self._examples.negative),
            different_positives=len(set(self._same[self._truth == 1].tolist())),
            different_negatives=len(set(self._same[self._truth == 0].tolist())),
            left_out=self._examples.left_out,
            threshold=threshold,
        )

    def _held_out(self, progress: Progress, what: str, *, done: int, steps: int) -> Floats:
        import numpy as np
        from sklearn.model_selection import StratifiedGroupKFold

        parting = StratifiedGroupKFold(n_splits=FOLDS, shuffle=True, random_state=SEED)
        found: Floats = np.zeros(len(self._truth))
        parts = parting.split(self._truth, self._truth, self._same)
        for nth, (others, held) in enumerate(parts):
            progress.report(done + nth, steps, what)
            truth = self._truth[others]
            if len(set(truth.tolist())) < 2:
                # All examples of the code are in the part held out: nothing could be learned.
                found[held] = truth[0]
                continue
            judge = _fitted([block[others] for block in self._counts], truth)
            found[held] = judge.probabilities([block[held] for block in self._counts])
        return found


def _fitted(counts: Sequence[Matrix], truth: Floats) -> Classifier:
    from sklearn.linear_model import LogisticRegression

    weighing = Weighing(counts)
    model = LogisticRegression(
        C=STRICTNESS, class_weight="balanced", solver="liblinear", random_state=SEED, max_iter=1000
    )
    return Classifier(weighing, model.fit(weighing.weights(counts), truth))


def _measured(code: LearnedCode, threshold: float) -> Figures:
    if code.probabilities is None or code.truth is None:
        return replace(code.figures, threshold=threshold)
    proposed = code.probabilities >= threshold
    bears = code.truth == 1
    return replace(
        code.figures,
        threshold=threshold,
        tested=True,
        right=int((proposed & bears).sum()),
        wrong=int((proposed & ~bears).sum()),
        missed=int((~proposed & bears).sum()),
    )


def _digest(found: Material) -> str:
    """Tells what was learned from: the same texts, examples and settings have the same."""
    said: Iterable[Any] = (
        settings(),
        [(key, " ".join(words)) for key, words in zip(found.keys, found.texts, strict=True)],
        [(each.code.canonical_id, each.positive, each.negative) for each in found.examples],
    )
    return blake2b(json.dumps(list(said)).encode(), digest_size=4).hexdigest()
