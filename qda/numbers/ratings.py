"""The mean stars of texts with a code and of those without, compared by ranks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from math import isnan
from typing import Final

from sqlalchemy import Connection

from models.vocabulary import AttributeType
from qda.i18n import Speech
from qda.jobs.collecting import collector_paused
from qda.jobs.progress import Progress, Silent
from qda.labels import attribute_label
from qda.numbers.frequencies import Counting, Group, cautions_of, counting, told, total_of
from qda.numbers.grouping import Grouping, checked_attribute
from qda.numbers.population import Ints
from qda.numbers.question import NumberQuestion
from qda.retrieval.rows import StudyRow
from qda.retrieval.sources import attributes
from qda.statistics.cautions import Caution
from qda.statistics.ranks import RankTest, compared_counts

_SILENT: Final = Silent()


@dataclass(frozen=True, slots=True)
class CodeRating:
    """A code: how the values of texts with it and without it are spread, and their test.

    `with_code` and `without_code` count the texts for each of `Ratings.values`.
    """

    code: str
    name: str
    with_code: tuple[int, ...]
    without_code: tuple[int, ...]
    proposed: int
    test: RankTest


@dataclass(frozen=True, slots=True)
class Ratings:
    """Texts with a value (stars), by whether they bear a code; `without_value` have none."""

    of: str
    values: tuple[float, ...]
    counts: tuple[int, ...]
    without_value: int
    total: Group
    codes: tuple[CodeRating, ...]
    cautions: tuple[Caution, ...]
    study: StudyRow
    question: NumberQuestion


def ratings(
    connection: Connection, question: NumberQuestion, *, progress: Progress = _SILENT
) -> Ratings:
    """The values of texts with and without each code; a text is one value.

    Raises:
        Cancelled: the progress said so.
        NoSuchRows: the study has no such attribute, or it is no number.
    """
    checked_attribute(connection, question.value, kinds=(AttributeType.NUMBER,))
    labels = {each.name: each.label for each in attributes(connection)}
    of = attribute_label(question.value, labels[question.value], Speech(question.language))
    asked = replace(question, by=Grouping())
    read = counting(connection, asked, value=question.value, progress=progress)
    with collector_paused():
        return _ratings(read, question, of, progress)


def _ratings(read: Counting, question: NumberQuestion, of: str, progress: Progress) -> Ratings:
    given = _values_of_texts(read, read.coded.counted)
    known = {source: value for source, value in given.items() if not isnan(value)}
    whole = Counter(known.values())
    values = tuple(sorted(whole))
    codes = []
    for column, bearers in told(question, read, progress):
        those = _values_of_texts(read, bearers.voices)
        present = Counter(value for value in those.values() if not isnan(value))
        absent = Counter({value: whole[value] - present[value] for value in values})
        codes.append(
            CodeRating(
                column.code.canonical_id,
                column.code.name(question.language),
                tuple(present[value] for value in values),
                tuple(absent[value] for value in values),
                len(set(bearers.codings.tolist())),
                compared_counts(present, absent),
            )
        )
    return Ratings(
        of=of,
        values=values,
        counts=tuple(whole[value] for value in values),
        without_value=len(given) - len(known),
        total=total_of(read),
        codes=tuple(codes),
        cautions=_cautions(read, len(given), len(codes)),
        study=read.study,
        question=question,
    )


def _values_of_texts(read: Counting, which: Ints) -> dict[int, float]:
    """The value of each text among some voices; nan where it has none."""
    voices = read.population.voices
    return dict(zip(voices.sources[which].tolist(), voices.values[which].tolist(), strict=True))


def _cautions(read: Counting, texts: int, codes: int) -> tuple[Caution, ...]:
    found = list(cautions_of(read))
    if total_of(read).respondents < texts:
        found.append(Caution.REPEATED_RESPONDENTS)
    if codes > 1:
        found.append(Caution.MANY_TESTS)
    return tuple(found)
