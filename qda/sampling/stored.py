"""Reads the samples of a study: how each was drawn, how far it is, and what is to be coded next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, case, func, select

from models.recording import NotThere, table_of
from models.sampling import Sample, SampleUnit
from models.source import Collection, Source, SourceText
from models.study import Coder
from models.vocabulary import Allocation, SampleRule
from qda.retrieval.rows import CollectionRow
from qda.retrieval.samples import coded_texts, worked_through
from qda.retrieval.sources import collections
from qda.sampling.drawing import StratumCount
from qda.sampling.frame import FrameCounts
from qda.sampling.plan import NoSuchCollection, SamplePlan, SamplingUnit, UntilSaturation


class NoSuchSample(NotThere):
    """No sample has this name."""

    en = "There is no sample “{which}” in this study. `runut samples STUDY` lists them."
    id = "Tidak ada sampel “{which}” dalam studi ini. `runut samples STUDI` menampilkan daftarnya."


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A sample as it was drawn: `plan` repeats it, `interval` and `start` are as in `Draw`.

    `drawn` counts its texts.
    """

    id: int
    uuid: str
    plan: SamplePlan
    collection_key: str
    collection: str
    coder: str
    frame: FrameCounts
    strata: tuple[StratumCount, ...]
    stratified_by: tuple[str, ...]
    drawn: int
    interval: float
    start: float
    made_at: str

    @property
    def name(self) -> str:
        """What it is called."""
        return self.plan.name

    @property
    def chosen(self) -> int:
        """How many respondents were drawn, or texts where these are drawn one by one."""
        return sum(each.drawn for each in self.strata) if self.plan.of_respondents else self.drawn

    @property
    def allocation(self) -> Allocation | None:
        """How its size was shared out; None without strata."""
        return self.plan.allocation if self.plan.rule is SampleRule.STRATIFIED else None


@dataclass(frozen=True, slots=True)
class SampleProgress:
    """How far a sample is: its texts, those worked through, those of them that bear a code."""

    texts: int
    worked: int
    coded: int

    @property
    def left(self) -> int:
        """How many are still to be worked through."""
        return self.texts - self.worked


@dataclass(frozen=True, slots=True)
class SampleText:
    """A text of a sample with where it stands in it."""

    source_id: int
    key: str
    position: int
    batch: int
    stratum: str
    worked: bool
    text: str


def samples(connection: Connection) -> tuple[SampleRow, ...]:
    """The samples of the study, the newest last."""
    sample, unit = table_of(Sample), table_of(SampleUnit)
    collection, coder = table_of(Collection), table_of(Coder)
    drawn = select(func.count()).where(unit.c.sample_id == sample.c.id).scalar_subquery()
    query = (
        select(
            sample,
            collection.c.key.label("collection_key"),
            collection.c.title.label("collection_title"),
            coder.c.name.label("coder_name"),
            drawn.label("drawn"),
        )
        .join(collection, collection.c.id == sample.c.collection_id)
        .join(coder, coder.c.id == sample.c.coder_id)
        .order_by(sample.c.id)
    )
    return tuple(_row(row) for row in connection.execute(query).mappings())


def sample_named(connection: Connection, name: str) -> SampleRow:
    """The sample of this name.

    Raises:
        NoSuchSample: there is none.
    """
    for row in samples(connection):
        if row.name == name:
            return row
    raise NoSuchSample(which=name)


def collection_by_key(connection: Connection, key: str) -> CollectionRow:
    """The collection with a key such as `U01`; an empty key means the only one there is.

    Raises:
        NoSuchCollection: there is none, or several and none is named.
    """
    known = collections(connection)
    if not key and len(known) == 1:
        return known[0]
    for row in known:
        if row.key == key:
            return row
    raise NoSuchCollection(which=key or "–")


def progress_of(connection: Connection, name: str) -> SampleProgress:
    """How far a sample is, for whoever reads."""
    return progresses(connection).get(name, SampleProgress(0, 0, 0))


def progresses(connection: Connection) -> dict[str, SampleProgress]:
    """How far each sample is, by name."""
    sample, unit, source = table_of(Sample), table_of(SampleUnit), table_of(Source)
    worked = func.sum(case((worked_through(connection), 1), else_=0))
    coded = func.sum(case((source.c.id.in_(coded_texts(connection)), 1), else_=0))
    query = (
        select(sample.c.name, func.count(), worked, coded)
        .join(unit, unit.c.sample_id == sample.c.id)
        .join(source, source.c.id == unit.c.source_id)
        .group_by(sample.c.name)
    )
    return {row[0]: SampleProgress(*map(int, row[1:])) for row in connection.execute(query)}


def texts_of(connection: Connection, row: SampleRow) -> tuple[SampleText, ...]:
    """The texts of a sample in the order of the draw."""
    unit, source, texts = table_of(SampleUnit), table_of(Source), table_of(SourceText)
    worked = worked_through(connection).label("worked")
    query = (
        select(
            source.c.id,
            source.c.key,
            unit.c.position,
            unit.c.batch,
            unit.c.stratum,
            worked,
            texts.c.text,
        )
        .join(source, source.c.id == unit.c.source_id)
        .join(texts, texts.c.id == source.c.id)
        .where(unit.c.sample_id == row.id)
        .order_by(unit.c.position)
    )
    names = [each.name for each in row.strata] or [""]
    return tuple(
        SampleText(each[0], each[1], each[2], each[3], names[each[4]], bool(each[5]), each[6])
        for each in connection.execute(query)
    )


def next_text(
    connection: Connection, name: str, after: int | None = None
) -> tuple[int, int] | None:
    """The id and the place of the next text of a sample to be worked through, or None.

    Behind the text `after`, then from the start again; `after` itself only where none else is.
    """
    sample, unit, source = table_of(Sample), table_of(SampleUnit), table_of(Source)
    query = (
        select(source.c.id, unit.c.position)
        .join(unit, unit.c.source_id == source.c.id)
        .join(sample, sample.c.id == unit.c.sample_id)
        .where(sample.c.name == name, ~worked_through(connection))
        .order_by(unit.c.position)
    )
    left = [(row[0], row[1]) for row in connection.execute(query)]
    if not left:
        return None
    place = select(unit.c.position).join(sample, sample.c.id == unit.c.sample_id)
    place = place.where(sample.c.name == name, unit.c.source_id == after)
    at = connection.execute(place).scalar() or 0
    behind = [each for each in left if each[1] > at]
    others = [each for each in left if each[0] != after]
    return next(iter(behind or others or left))


def samples_of_source(connection: Connection, source_id: int) -> tuple[str, ...]:
    """The names of the samples that hold a text, the newest last."""
    sample, unit = table_of(Sample), table_of(SampleUnit)
    query = (
        select(sample.c.name)
        .join(unit, unit.c.sample_id == sample.c.id)
        .where(unit.c.source_id == source_id)
        .order_by(sample.c.id)
    )
    return tuple(connection.execute(query).scalars())


def _row(row: RowMapping) -> SampleRow:
    settings: dict[str, Any] = row["settings"]
    until = UntilSaturation()
    if row["rule"] is SampleRule.SATURATION:
        until = UntilSaturation.of(settings["until"])
    plan = SamplePlan(
        name=row["name"],
        collection_id=row["collection_id"],
        rule=row["rule"],
        size=row["size"],
        seed=row["seed"],
        by=tuple(row["by"]),
        allocation=row["allocation"] or Allocation.PROPORTIONAL,
        every=settings.get("every", 0),
        filter=row["filter"],
        folded=row["folded"],
        until=until,
        unit=SamplingUnit(settings.get("unit", SamplingUnit.ANSWERS.value)),
    )
    return SampleRow(
        id=row["id"],
        uuid=row["uuid"],
        plan=plan,
        collection_key=row["collection_key"],
        collection=row["collection_title"],
        coder=row["coder_name"],
        frame=FrameCounts(**row["frame"]),
        strata=tuple(
            StratumCount(**{**each, "ids": tuple(each.get("ids", ()))}) for each in row["strata"]
        ),
        stratified_by=tuple(settings.get("stratified_by", ())),
        drawn=row["drawn"],
        interval=settings.get("interval", 0),
        start=settings.get("start", 0),
        made_at=row["made_at"],
    )
