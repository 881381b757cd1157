"""Turns texts into columns: words and pairs of words, and parts of words, of their usual spelling.

The columns are those that scikit-learn's `TfidfVectorizer` makes of the same words with
`analyzer="word"` and `analyzer="char_wb"`; tests compare them. Here the parts of a word are made
once for each word and not for each time it is written, which makes a hundred thousand reviews a
matter of seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from qda.language.normal_form import normal, plain
from qda.language.tokens import surfaces
from qda.suggesting.task import PARTS, RARE

if TYPE_CHECKING:
    import numpy as np
    from scipy import sparse

Matrix: TypeAlias = "sparse.csr_matrix[Any]"
Ints: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"
Floats: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"


def words_of(text: str, language: str = "") -> tuple[str, ...]:
    """The words of a text in their usual spelling; of English in small letters alone.

    >>> words_of("Apknya gak bisa dibuka!!!")
    ('aplikasinya', 'tidak', 'bisa', 'dibuka')
    """
    form = plain if language == "en" else normal
    return tuple(word for surface in surfaces(text) for word in form(surface).split())


def parts_of(word: str) -> list[str]:
    """The parts of a word with its edges, as often as they occur.

    >>> parts_of("aja")
    [' aj', 'aja', 'ja ', ' aja', 'aja ', ' aja ']
    """
    edged = f" {word} "
    found: list[str] = []
    for length in range(PARTS[0], PARTS[1] + 1):
        starts = range(max(1, len(edged) - length + 1))
        found.extend(edged[at : at + length] for at in starts)
        if len(starts) == 1:
            break
    return found


class Columns:
    """The words, pairs and parts that occur in some texts, each a column."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        words: dict[str, int] = {}
        parts: dict[str, int] = {}
        known: set[str] = set()
        for text in texts:
            for each in (*text, *pairs_of(text)):
                words.setdefault(each, len(words))
            for word in text:
                if word not in known:
                    known.add(word)
                    for part in parts_of(word):
                        parts.setdefault(part, len(parts))
        self.words = words
        self.parts = parts
        self._columns: dict[str, list[int]] = {}

    def counts(self, texts: Sequence[Sequence[str]]) -> tuple[Matrix, Matrix]:
        """How often each word or pair, and each part, occurs in each text."""
        rows: list[int] = []
        columns: list[int] = []
        local: dict[str, int] = {}
        word_rows: list[int] = []
        word_columns: list[int] = []
        for row, text in enumerate(texts):
            for each in (*text, *pairs_of(text)):
                column = self.words.get(each)
                if column is not None:
                    rows.append(row)
                    columns.append(column)
            for word in text:
                word_rows.append(row)
                word_columns.append(local.setdefault(word, len(local)))
        said = _counted(rows, columns, (len(texts), len(self.words)))
        written = _counted(word_rows, word_columns, (len(texts), len(local)))
        return said, (written @ self._of_words(local)).tocsr()

    def columns_of(self, word: str) -> list[int]:
        """The columns of the parts of a word, as often as they occur in it."""
        found = self._columns.get(word)
        if found is None:
            found = [at for part in parts_of(word) if (at := self.parts.get(part)) is not None]
            self._columns[word] = found
        return found

    def _of_words(self, words: Iterable[str]) -> Matrix:
        rows: list[int] = []
        columns: list[int] = []
        row = -1
        for row, word in enumerate(words):
            found = self.columns_of(word)
            rows.extend([row] * len(found))
            columns.extend(found)
        return _counted(rows, columns, (row + 1, len(self.parts)))


class Weighing:
    """Gives counts their weights as some texts teach: tf-idf, each text of length one.

    What stands in fewer than `RARE` of the texts that teach is left out, so that a text that is
    tested is weighed by nothing the classifier has not seen.
    """

    def __init__(self, counts: Sequence[Matrix]) -> None:
        import numpy as np
        from sklearn.feature_extraction.text import TfidfTransformer

        self.kept: list[Ints] = []
        self._weighers: list[TfidfTransformer] = []
        for block in counts:
            texts = np.bincount(block.indices, minlength=block.shape[1])
            kept = np.flatnonzero(texts >= RARE)
            self.kept.append(kept)
            # A block without columns cannot be fitted, and weighs nothing.
            weigher = TfidfTransformer(sublinear_tf=True)
            self._weighers.append(weigher.fit(block[:, kept]) if len(kept) else weigher)

    def weights(self, counts: Sequence[Matrix]) -> Matrix:
        """The weights of texts given by the same columns."""
        from scipy import sparse

        blocks = [
            weigher.transform(block[:, kept]) if len(kept) else block[:, kept]
            for block, kept, weigher in zip(counts, self.kept, self._weighers, strict=True)
        ]
        return sparse.hstack(blocks, format="csr")


def pairs_of(text: Sequence[str]) -> list[str]:
    """Neighbouring words together."""
    return [f"{one} {other}" for one, other in pairwise(text)]


def _counted(rows: Sequence[int], columns: Sequence[int], shape: tuple[int, int]) -> Matrix:
    import numpy as np
    from scipy import sparse

    ones = np.ones(len(rows), dtype=np.float64)
    found = sparse.csr_matrix((ones, (rows, columns)), shape=shape)
    found.sum_duplicates()
    return found
