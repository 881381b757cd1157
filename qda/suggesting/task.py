"""What is to be learned: from which texts, for which codes, with which thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from models.errors import Refused

FOLDS: Final = 5
LEAST: Final = 10
"""So many different texts with a code, and so many without it, are the least to learn from."""
THRESHOLD: Final = 0.5
SEED: Final = 1

WORDS: Final = (1, 2)
PARTS: Final = (3, 5)
"""Words alone and in pairs; parts of words of three to five letters."""
RARE: Final = 2
"""What stands in fewer of the texts that teach is not learned."""
STRICTNESS: Final = 10.0
"""The inverse of the strength of regularisation (C of the logistic regression)."""


class BadThreshold(Refused):
    """A threshold is a probability."""

    en = "“{given}” is no threshold. Write a number above 0 and below 1, or CODE=NUMBER."
    id = "“{given}” bukan ambang. Tulis angka di atas 0 dan di bawah 1, atau KODE=ANGKA."


class NothingCoded(Refused):
    """Without codings there is nothing to learn from."""

    en = (
        "No text of “{where}” bears a confirmed coding yet, so there is nothing to learn from. "
        "Draw a sample and code it first."
    )
    id = (
        "Belum ada teks dalam “{where}” yang memuat pengodean yang dikonfirmasi, sehingga tidak "
        "ada yang dapat dipelajari. Ambil sampel dan kodekan dulu."
    )


@dataclass(frozen=True, slots=True)
class LearningTask:
    """What to learn.

    `sample` limits the texts that teach to those of a sample; empty, all of the collection that
    were worked through teach. `code_ids` are the codes, all that the texts bear where none is
    named. `thresholds` are probabilities by canonical id, for the others `threshold` holds.
    """

    collection_id: int
    sample: str = ""
    code_ids: frozenset[int] = frozenset()
    threshold: float = THRESHOLD
    thresholds: Mapping[str, float] = field(default_factory=dict, hash=False)

    def threshold_of(self, code: str) -> float:
        """The threshold of a code, by its canonical id."""
        return self.thresholds.get(code, self.threshold)

    def checked(self) -> LearningTask:
        """The task, if its thresholds can be.

        Raises:
            BadThreshold: one is no probability.
        """
        for each in (self.threshold, *self.thresholds.values()):
            if not 0 < each < 1:
                raise BadThreshold(given=each)
        return self
