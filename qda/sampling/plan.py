"""What a sample is to be: a value that names collection, rule, size, strata and seed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Final

from models.errors import Refused
from models.recording import NotThere
from models.vocabulary import Allocation, SampleRule
from qda.statistics.saturation import SaturationRule

FEW: Final = 5
"""A stratum that gives fewer texts than this can hardly be spoken of by itself."""

MOST_STRATA: Final = 1_000
"""Beyond so many strata hardly two texts share one, as by the words of a reply."""

LARGEST_SEED: Final = 2**31 - 1


class NoSuchCollection(NotThere):
    """No collection has this key or id."""

    en = "There is no collection “{which}”. `runut collections STUDY` lists them."
    id = "Tidak ada koleksi “{which}”. `runut collections STUDI` menampilkan daftarnya."


class NoSize(Refused):
    """A sample must say how large it is to be."""

    en = "Say how many texts are to be drawn: --size N, or --every K for a systematic sample."
    id = "Sebutkan berapa teks yang akan diambil: --size N, atau --every K untuk sampel sistematis."


class NoStrata(Refused):
    """A stratified sample needs strata."""

    en = "A stratified sample needs strata: choose stars or months, say (--by stars,month)."
    id = "Sampel berstrata memerlukan strata: pilih misalnya bintang atau bulan (--by stars,month)."


class NameMissing(Refused):
    """A sample is known by its name."""

    en = "Give the sample a name without “;” and quotation marks."
    id = "Berikan nama sampel tanpa “;” dan tanda kutip."


class BadSeed(Refused):
    """The seed must be a whole number."""

    en = "The seed must be a whole number from 0 to {most}."
    id = "Benih acak (seed) harus bilangan bulat dari 0 sampai {most}."


class NotRespondents(Refused):
    """Only a survey has respondents that can be drawn."""

    en = "{key} has no respondents to be drawn: draw its texts (--unit answers)."
    id = "{key} tidak memiliki responden untuk diambil: ambil teksnya (--unit answers)."


class FoldedRespondents(Refused):
    """Respondents are not folded, whatever they wrote."""

    en = "Respondents who wrote the same words are two people all the same: leave --fold out."
    id = "Responden yang menulis kata yang sama tetap dua orang: hapus --fold."


class SamplingUnit(StrEnum):
    """What is drawn: texts one by one, or respondents of a survey with all their answers."""

    ANSWERS = "answers"
    RESPONDENTS = "respondents"


class CountedCodes(StrEnum):
    """Which codes count towards saturation; those of a fixed framework saturate by themselves."""

    INDUCTIVE = "inductive"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class UntilSaturation:
    """Texts are drawn in batches until batches, each taken as a unit, bring hardly a new code."""

    batch: int = 25
    rule: SaturationRule = field(default_factory=SaturationRule)
    counted: CountedCodes = CountedCodes.INDUCTIVE

    @property
    def first(self) -> int:
        """How many batches are drawn at once: the base and one run."""
        return self.rule.base + self.rule.run

    def settings(self) -> dict[str, object]:
        """The figures as the study keeps them."""
        return {"batch": self.batch, **asdict(self.rule), "counted": self.counted.value}

    @classmethod
    def of(cls, settings: dict[str, object]) -> UntilSaturation:
        """The plan that was kept."""
        rule = SaturationRule(
            int(str(settings["base"])), int(str(settings["run"])), float(str(settings["threshold"]))
        )
        return cls(int(str(settings["batch"])), rule, CountedCodes(str(settings["counted"])))


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """A sample before it is drawn.

    `by` names attributes and periods as on the command line. Exactly one of `size` and `every`
    counts for a systematic sample; `size` is the most there may be for one until saturation, 0
    where all texts may be drawn. `folded` lets texts with the same words stand for one. Where the
    `unit` is the respondent, `size`, `every` and batches count respondents.
    """

    name: str
    collection_id: int
    rule: SampleRule = SampleRule.RANDOM
    size: int = 0
    seed: int = 1
    by: tuple[str, ...] = ()
    allocation: Allocation = Allocation.PROPORTIONAL
    every: int = 0
    filter: str = ""
    folded: bool = False
    until: UntilSaturation = UntilSaturation()
    unit: SamplingUnit = SamplingUnit.ANSWERS

    @property
    def of_respondents(self) -> bool:
        """Whether respondents are drawn, and not single texts."""
        return self.unit is SamplingUnit.RESPONDENTS

    def checked(self) -> SamplePlan:
        """The plan, if it can be carried out whatever the texts are.

        Raises:
            NameMissing, BadSeed, NoSize, NoStrata, FoldedRespondents, BadSampleQuestion: it
                cannot.
        """
        name = self.name.strip()
        if not name or set(name) & set(';"“”\n'):
            raise NameMissing
        return self.drawable()

    def drawable(self) -> SamplePlan:
        """As `checked`, without the name, which a preview does not need.

        Raises:
            BadSeed, NoSize, NoStrata, FoldedRespondents, BadSampleQuestion: it cannot be drawn.
        """
        if self.folded and self.of_respondents:
            raise FoldedRespondents
        if not 0 <= self.seed <= LARGEST_SEED:
            raise BadSeed(most=LARGEST_SEED)
        if self.rule is SampleRule.STRATIFIED and not self.by:
            raise NoStrata
        if self.rule is SampleRule.SATURATION:
            self.until.rule.checked()
        elif self.size < 1 and not (self.rule is SampleRule.SYSTEMATIC and self.every):
            raise NoSize
        return self
