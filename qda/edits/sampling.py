"""Edits of samples: draw one, draw its next batch, remove it, and work through its texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import ClassVar

from sqlalchemy import select

from models.errors import Refused
from models.recording import NotThere, Recorder, table_of
from models.sampling import Sample, SampleUnit, Worked
from models.source import Source
from models.study import Study
from models.vocabulary import Reading, SampleRule
from qda.edits.attached import parts
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.i18n import Speech, mark
from qda.jobs.progress import Progress, Silent
from qda.retrieval.sight import VIEWER
from qda.sampling.drawing import Draw, DrawnUnit, draw, next_batch, used_allocation
from qda.sampling.frame import Frame, frame_of
from qda.sampling.plan import SamplePlan
from qda.sampling.saturating import SaturationCheck, check_saturation
from qda.sampling.stored import sample_named


class SampleNameTaken(Refused):
    """Two samples cannot share a name."""

    en = "There is a sample “{name}” already. Choose another name, or remove that one."
    id = "Sudah ada sampel “{name}”. Pilih nama lain, atau hapus yang ada."


class NotUntilSaturation(Refused):
    """Only a sample until saturation is drawn in batches."""

    en = "“{name}” was drawn at once; only a sample until saturation has a next batch."
    id = "“{name}” diambil sekaligus; hanya sampel sampai jenuh yang punya kelompok berikutnya."


class FrameChanged(Refused):
    """The texts are no longer those the sample was drawn from."""

    en = (
        "The texts that “{name}” was drawn from have changed since, so the draw cannot go on. Draw "
        "a new sample."
    )
    id = (
        "Teks yang menjadi kerangka sampel “{name}” sudah berubah sejak diambil, sehingga "
        "pengambilan tidak dapat dilanjutkan. Ambil sampel baru."
    )


class AllDrawn(Refused):
    """There is nothing left to draw."""

    en = "Every text that may be drawn for “{name}” has been drawn."
    id = "Semua teks yang boleh diambil untuk “{name}” sudah diambil."


class BatchOpen(Refused):
    """A batch is drawn when those before it are worked through."""

    en = "A batch of “{name}” is not worked through yet: code its texts first."
    id = "Masih ada kelompok “{name}” yang belum selesai dikerjakan: kodekan dulu teksnya."


class AlreadySaturated(Refused):
    """The rule is met: no further batch is drawn."""

    en = "“{name}” has reached saturation at {notation}; no further batch is drawn."
    id = "“{name}” sudah jenuh pada {notation}; tidak ada kelompok lagi yang diambil."


@dataclass(frozen=True, slots=True)
class DrawSample(EditRequest[int]):
    """Draw the sample of a plan and keep it with everything that repeats the draw."""

    plan: SamplePlan
    progress: Progress = field(default_factory=Silent, compare=False)

    kind: ClassVar[str] = "draw_sample"
    title: ClassVar[str] = mark("Draw the sample “{name}”: {count} texts")

    def apply(self, recorder: Recorder) -> int:
        """Draw it and return its id.

        Raises:
            NameMissing, NoSize, NoStrata, BadSeed, FoldedRespondents, BadSampleQuestion: the
                plan cannot be.
            NotRespondents: respondents are to be drawn, and there are none.
            FrameTooSmall, FewRespondents: there are not so many.
            TooManyStrata: hardly two texts are in one stratum.
            SampleNameTaken: there is a sample of the name.
            Cancelled: the work was stopped.
        """
        plan = self.plan.checked()
        name = plan.name.strip()
        taken = select(Sample.id).where(Sample.name == name)
        if recorder.session.execute(taken).first() is not None:
            raise SampleNameTaken(name=name)
        speech = Speech(recorder.get(Study, 1).language)
        frame = frame_of(recorder.session.connection(), plan, speech, self.progress)
        drawn = draw(frame, plan)
        sample = recorder.add(_sample(plan, frame, drawn, name, coding_coder(recorder)))
        recorder.session.flush()
        _insert(recorder, sample.id, drawn.units)
        recorder.facts.update(
            name=name, count=len(drawn.units), seed=plan.seed, rule=plan.rule.value
        )
        return sample.id


@dataclass(frozen=True, slots=True)
class DrawNextBatch(EditRequest[int]):
    """Draw the next batch of a sample until saturation, where its rule is not met yet."""

    name: str
    progress: Progress = field(default_factory=Silent, compare=False)

    kind: ClassVar[str] = "draw_next_batch"
    title: ClassVar[str] = mark("Draw the next batch of “{name}”: {count} texts")

    def apply(self, recorder: Recorder) -> int:
        """Draw it and return how many texts it has.

        Raises:
            NoSuchSample: there is no such sample.
            NotUntilSaturation, BatchOpen, AlreadySaturated: it is not the time for it.
            FrameChanged, AllDrawn: nothing can be drawn any more.
            Cancelled: the work was stopped.
        """
        # Whether it has saturated is told by what the coder may see.
        connection = recorder.session.connection()
        connection = connection.execution_options(**{VIEWER: recorder.coder_id})
        row = sample_named(connection, self.name)
        if row.plan.rule is not SampleRule.SATURATION:
            raise NotUntilSaturation(name=self.name)
        _check_due(check_saturation(connection, row), self.name)
        speech = Speech(recorder.get(Study, 1).language)
        frame = frame_of(connection, row.plan, speech, self.progress)
        if frame.counts.digest != row.frame.digest:
            raise FrameChanged(name=self.name)
        found = next_batch(frame, row.plan, row.chosen)
        if not found.units:
            raise AllDrawn(name=self.name)
        _insert(recorder, row.id, found.units)
        sample = recorder.get(Sample, row.id)
        sample.strata = [
            {**each, "drawn": each["drawn"] + more}
            for each, more in zip(sample.strata, found.drawn, strict=True)
        ]
        recorder.facts.update(name=self.name, count=len(found.units))
        return len(found.units)


@dataclass(frozen=True, slots=True)
class RemoveSample(EditRequest[int]):
    """Take a sample out of the study; its texts and their codings stay."""

    name: str

    kind: ClassVar[str] = "remove_sample"
    title: ClassVar[str] = mark("Remove the sample “{name}”")

    def apply(self, recorder: Recorder) -> int:
        """Remove it and return how many texts it had.

        Raises:
            NoSuchSample: there is no such sample.
        """
        row = sample_named(recorder.session.connection(), self.name)
        recorder.facts["name"] = self.name
        return remove_samples(recorder, (row.id,))


@dataclass(frozen=True, slots=True)
class WorkThrough(EditRequest[int]):
    """Say that nothing more is to be coded in texts; they are read, and bear no other code."""

    source_ids: tuple[int, ...]

    kind: ClassVar[str] = "work_through"
    title: ClassVar[str] = mark("Work through {count} texts")

    def apply(self, recorder: Recorder) -> int:
        """Mark them and return how many were not marked yet.

        Raises:
            NotThere: a text is not in the study.
        """
        coder, worked, source = coding_coder(recorder), table_of(Worked), table_of(Source)
        known: set[int] = set()
        there: set[int] = set()
        for part in parts(self.source_ids):
            query = select(worked.c.source_id)
            query = query.where(worked.c.coder_id == coder, worked.c.source_id.in_(part))
            known.update(recorder.session.execute(query).scalars())
            found = select(source.c.id).where(source.c.id.in_(part))
            there.update(recorder.session.execute(found).scalars())
        gone = set(self.source_ids) - there
        if gone:
            raise NotThere(what="source", which=min(gone))
        new = [each for each in dict.fromkeys(self.source_ids) if each not in known]
        recorder.insert_many(Worked, [{"source_id": each, "coder_id": coder} for each in new])
        recorder.update_many(Source, self.source_ids, {"reading": Reading.READ})
        recorder.facts["count"] = len(new)
        return len(new)


def remove_samples(recorder: Recorder, ids: Iterable[int]) -> int:
    """Delete samples with what they hold; returns how many texts they held."""
    unit = table_of(SampleUnit)
    wanted = list(ids)
    query = select(unit.c.id).where(unit.c.sample_id.in_(wanted))
    count = recorder.delete_many(SampleUnit, recorder.session.execute(query).scalars())
    recorder.delete_many(Sample, wanted)
    return count


def _check_due(check: SaturationCheck, name: str) -> None:
    if check.reached:
        raise AlreadySaturated(name=name, notation=check.found.notation)
    if check.awaits_coding:
        raise BatchOpen(name=name)


def _sample(plan: SamplePlan, frame: Frame, drawn: Draw, name: str, coder_id: int) -> Sample:
    settings: dict[str, object] = {"stratified_by": list(frame.stratified_by)}
    if plan.of_respondents:
        settings["unit"] = plan.unit.value
    if plan.rule is SampleRule.SYSTEMATIC:
        settings.update(every=plan.every, interval=drawn.interval, start=drawn.start)
    if plan.rule is SampleRule.SATURATION:
        settings["until"] = plan.until.settings()
    return Sample(
        name=name,
        collection_id=plan.collection_id,
        coder_id=coder_id,
        rule=plan.rule,
        size=plan.size,
        seed=plan.seed,
        allocation=used_allocation(plan),
        filter=plan.filter,
        folded=plan.folded,
        by=list(plan.by),
        settings=settings,
        frame=asdict(frame.counts),
        strata=[asdict(each) | {"ids": list(each.ids)} for each in drawn.strata],
    )


def _insert(recorder: Recorder, sample_id: int, units: Iterable[DrawnUnit]) -> None:
    rows = [
        {
            "sample_id": sample_id,
            "source_id": unit.source_id,
            "position": unit.position,
            "batch": unit.batch,
            "stratum": unit.stratum,
        }
        for unit in units
    ]
    recorder.insert_many(SampleUnit, rows)
