"""Interviews, reviews and documents as the strands of a joint display, each a voice on a theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from typing import Final

from models.vocabulary import Convergence, Technique
from qda.displays.columns import Column
from qda.displays.missing import Members
from qda.displays.workbench import Saying, Workbench, sides
from qda.i18n import mark
from qda.joint.surveys import SurveyMean, direction_of, survey_means
from qda.retrieval.claims import ClaimRow, claims
from qda.triangulation.asking import Asking
from qda.triangulation.fit import Fit, fit
from qda.triangulation.protocol import Voice, pair_label, row_label
from qda.triangulation.reading import TriCell, cell_of


class Strand(StrEnum):
    """Where words come from."""

    INTERVIEWS = "interviews"
    REVIEWS = "reviews"
    DOCUMENTS = "documents"


OF_TECHNIQUE: Final = {
    Technique.INTERVIEW: Strand.INTERVIEWS,
    Technique.FOCUS_GROUP: Strand.INTERVIEWS,
    Technique.APP_REVIEW: Strand.REVIEWS,
    Technique.SOCIAL_MEDIA: Strand.REVIEWS,
    Technique.DOCUMENTATION: Strand.DOCUMENTS,
    Technique.LITERATURE: Strand.DOCUMENTS,
    Technique.OBSERVATION: Strand.DOCUMENTS,
    Technique.SURVEY: Strand.REVIEWS,
}
"""The strand of a technique; open answers of a survey are told with what users write."""

STRAND_NAMES: Final = {
    Strand.INTERVIEWS: mark("Interviews"),
    Strand.REVIEWS: mark("Reviews and open answers"),
    Strand.DOCUMENTS: mark("Documents and observation"),
}


@dataclass(frozen=True, slots=True)
class JointRow:
    """A dimension: what surveys and figures say of it, and each strand of words.

    `fit` compares the surveys' direction with that of all words together; `proposed` is the label
    of the strands that have texts.
    """

    column: Column
    means: tuple[SurveyMean, ...]
    claims: tuple[ClaimRow, ...]
    strands: Mapping[Strand, TriCell]
    words: Voice
    pairs: Mapping[tuple[Strand, Strand], Convergence]
    proposed: Convergence
    fit: Fit

    @property
    def direction(self) -> Fraction | None:
        """The direction of the surveys' means."""
        return direction_of(self.means)

    @property
    def sayings(self) -> tuple[Saying, ...]:
        """Everything that is said of it, in all strands."""
        return tuple(each for cell in self.strands.values() for each in cell.sayings)


def joint_rows(bench: Workbench, *, is_strict: bool = False) -> tuple[JointRow, ...]:
    """Every dimension asked for, with its numbers and its words.

    Raises:
        NoSuchColumns: a code is not in the study.
        NotAnAnswer: an item's answer is no point of its scale.
    """
    means = survey_means(bench.connection, bench.question.language)
    figures = claims(bench.connection)
    members = _members(bench)
    asking = Asking(bench)
    made = []
    for column in bench.columns:
        said: dict[Strand, list[Saying]] = {strand: [] for strand in Strand}
        for saying in bench.bearing(column):
            said[strand_of(bench, saying)].append(saying)
        inside = {code.id for code in column.codes}
        strands = {
            strand: cell_of(asking, members[strand], column, tuple(said[strand]))
            for strand in Strand
            if strand in members
        }
        own = tuple(mean for code in column.codes for mean in means.get(code.id, ()))
        stated = tuple(each for each in figures if each.code_id in inside)
        made.append(_row(column, own, stated, strands, is_strict=is_strict))
    return tuple(made)


def strand_of(bench: Workbench, saying: Saying) -> Strand:
    """The strand in which something is said."""
    return OF_TECHNIQUE[bench.voices.units[saying.place.source_id].technique]


def _members(bench: Workbench) -> Mapping[Strand, Members]:
    found: dict[Strand, Members] = {}
    for unit in bench.voices.units.values():
        if unit.id in bench.scope.texts:
            inside = found.setdefault(OF_TECHNIQUE[unit.technique], {})
            for case in bench.scope.voices_of(unit.id):
                inside[unit.id, case] = None
    for saying in bench.sayings:
        found.setdefault(strand_of(bench, saying), {})[saying.place.source_id, saying.case] = None
    return found


def _row(
    column: Column,
    means: tuple[SurveyMean, ...],
    stated: tuple[ClaimRow, ...],
    strands: Mapping[Strand, TriCell],
    *,
    is_strict: bool,
) -> JointRow:
    voices = {strand: cell.voice for strand, cell in strands.items()}
    everything = [each for cell in strands.values() for each in cell.sayings]
    positive, negative = sides(everything)
    words = Voice(
        asked=sum(voice.asked for voice in voices.values()),
        speaking=len({each.informant for each in everything}),
        positive=len(positive),
        negative=len(negative),
    )
    return JointRow(
        column=column,
        means=means,
        claims=stated,
        strands=strands,
        words=words,
        pairs={
            pair: pair_label(voices[pair[0]], voices[pair[1]], strict=is_strict)
            for pair in combinations(voices, 2)
        },
        proposed=row_label(list(voices.values()), strict=is_strict),
        fit=fit(direction_of(means), words.direction if positive or negative else None),
    )
