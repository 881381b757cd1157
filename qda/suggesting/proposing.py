"""Judges the texts that wait, and says which words speak for what is proposed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, func, select

from models.positions import Span, trimmed
from models.recording import table_of
from models.source import Source
from qda.edits.suggesting import StoreSuggestions, Suggestion, SuggestionsStored
from qda.jobs.progress import Progress, Silent
from qda.retrieval.samples import worked_through
from qda.sampling.stored import sample_named
from qda.session import StudySession
from qda.suggesting.features import Columns, Floats, Ints, pairs_of
from qda.suggesting.learning import Classifier, Learned, LearnedCode, kept_settings, learn
from qda.suggesting.material import WaitingText, material, waiting
from qda.suggesting.task import LearningTask, NothingCoded

SHOWN: Final = 5
"""So many words are shown of those that speak for a suggestion."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a rule suggests for the texts that wait: how many were judged, and the suggestions."""

    judged: int
    suggestions: tuple[Suggestion, ...]

    def of(self, code: str) -> int:
        """How many texts a code is suggested for."""
        return sum(each.code == code for each in self.suggestions)


def learn_from(
    connection: Connection,
    task: LearningTask,
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> Learned:
    """Learn what a task asks for, from what whoever reads may see.

    Raises:
        NoSuchSample: the task names a sample that there is not.
        NothingCoded: no text that teaches bears a code.
        BadThreshold, Cancelled: as `learn`.
    """
    if task.sample:
        sample_named(connection, task.sample)
    found = material(connection, task)
    if not any(each.positive for each in found.examples):
        raise NothingCoded(where=task.sample or _key(connection, task.collection_id))
    return learn(found, task, progress)


def suggest(
    connection: Connection,
    learned: Learned,
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> Suggested:
    """What is suggested for the texts of the collection that wait, in file order.

    Raises:
        Cancelled: the listener of the progress stopped the work.
    """
    usable = learned.usable
    total = _count_waiting(connection, learned.task.collection_id)
    found: list[Suggestion] = []
    judged = 0
    progress.report(0, total)
    for batch in waiting(connection, learned.task.collection_id) if usable else ():
        found.extend(_of_batch(batch, learned, usable))
        judged += len(batch)
        progress.report(min(judged, total), total)
    progress.report(total, total)
    return Suggested(judged, tuple(found))


def store(study: StudySession, learned: Learned, found: Suggested) -> SuggestionsStored:
    """Store suggestions as proposals, as one edit, with what was measured beside them."""
    return study.do(
        StoreSuggestions(
            rule=learned.name,
            collection_id=learned.task.collection_id,
            sample=learned.task.sample,
            taught_by=learned.taught_by,
            settings=kept_settings(learned, found.judged),
            figures=learned.figures,
            suggestions=found.suggestions,
        )
    )


def _of_batch(
    batch: Sequence[WaitingText], learned: Learned, usable: Sequence[LearnedCode]
) -> list[Suggestion]:
    import numpy as np

    counts = learned.columns.counts([each.words for each in batch])
    by_text: dict[int, list[Suggestion]] = defaultdict(list)
    for each in usable:
        classifier = each.classifier
        if classifier is None:
            continue
        weights = classifier.weighing.weights(counts)
        probabilities = classifier.judged(weights)
        reasons = _Reasons(learned.columns, classifier)
        for at in np.flatnonzero(probabilities >= each.figures.threshold).tolist():
            text = batch[at]
            span = trimmed(text.text, Span(0, len(text.text)))
            if span is None:
                continue
            row = slice(weights.indptr[at], weights.indptr[at + 1])
            by_text[at].append(
                Suggestion(
                    source_id=text.source_id,
                    span=span,
                    code=each.code.canonical_id,
                    probability=float(probabilities[at]),
                    words=reasons.words(text.words, weights.indices[row], weights.data[row]),
                )
            )
    return [each for at in sorted(by_text) for each in by_text[at]]


class _Reasons:
    """Says which words of a text speak for a code.

    The regression adds up weights: a word's share is that of its own column, half of that of each
    pair it stands in, and that of its parts; a column that several words share is parted among
    them.
    """

    def __init__(self, columns: Columns, classifier: Classifier) -> None:
        self._columns = columns
        of_words, of_parts = classifier.weighing.kept
        self._word_at = {int(column): at for at, column in enumerate(of_words)}
        self._part_at = {int(column): len(of_words) + at for at, column in enumerate(of_parts)}
        self._coefficients: Floats = classifier.model.coef_[0]
        self._of: dict[str, list[int]] = {}

    def words(self, text: Sequence[str], indices: Ints, weights: Floats) -> tuple[str, ...]:
        """The words that speak most for it, the strongest first."""
        shares = weights * self._coefficients[indices]
        given = dict(zip(indices.tolist(), shares.tolist(), strict=True))
        columns = [self._of_word(word) for word in text]
        shared = Counter(at for found in columns for at in found)
        share: dict[str, float] = defaultdict(float)
        for word, found in zip(text, columns, strict=True):
            share[word] += sum(given.get(at, 0.0) / shared[at] for at in found)
        pairs = pairs_of(text)
        times = Counter(pairs)
        for pair in pairs:
            at = self._word_at.get(self._columns.words.get(pair, -1))
            if at is not None:
                for word in pair.split(" "):
                    share[word] += given.get(at, 0.0) / 2 / times[pair]
        ranked = sorted(share, key=lambda word: (-share[word], word))
        return tuple(word for word in ranked[:SHOWN] if share[word] > 0)

    def _of_word(self, word: str) -> list[int]:
        found = self._of.get(word)
        if found is None:
            found = self._of[word] = self._found(word)
        return found

    def _found(self, word: str) -> list[int]:
        own = self._word_at.get(self._columns.words.get(word, -1))
        parts = [
            at
            for column in self._columns.columns_of(word)
            if (at := self._part_at.get(column)) is not None
        ]
        return parts if own is None else [own, *parts]


def _count_waiting(connection: Connection, collection_id: int) -> int:
    source = table_of(Source)
    query = select(func.count()).where(source.c.collection_id == collection_id)
    return int(connection.execute(query.where(~worked_through(connection))).scalar() or 0)


def _key(connection: Connection, collection_id: int) -> str:
    from qda.retrieval.sources import collections

    return next((row.key for row in collections(connection) if row.id == collection_id), "–")
