"""Guesses in which language each text of a table is written, by its own words.

What is said of the language of a whole table says nothing of the one review in it that is English.
The guess is that of `qda.importers.language_guess`; short and mixed texts stay undecided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection

from qda.importers.language_guess import guessed_language
from qda.jobs.progress import Progress, Silent
from qda.retrieval.table.reader import count_rows, texts_of_rows

SILENT: Final = Silent()
_REPORTED: Final = 2_000


@dataclass(frozen=True, slots=True)
class Spoken:
    """The guessed language of each row by its id: "id", "en", or "" where it cannot be told."""

    of: Mapping[int, str] = field(hash=False)


def guess_languages(
    connection: Connection,
    collection_id: int,
    progress: Progress = SILENT,
    question_id: int | None = None,
) -> Spoken:
    """The guessed languages of all texts of a table, in a survey of the answers to a question.

    Raises:
        Cancelled: the listener of the progress stopped the work.
    """
    count, found = count_rows(connection, collection_id), dict[int, str]()
    for number, (id_, text) in enumerate(texts_of_rows(connection, collection_id, question_id)):
        if number % _REPORTED == 0:
            progress.report(number, count)
        found[id_] = guessed_language(text)
    progress.report(count, count)
    return Spoken(found)
