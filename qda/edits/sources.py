"""Edits on sources: their facts, how far they are read, who speaks, and taking them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from models.case import Case, CaseSpan
from models.code import Anchor
from models.coding import Absence, Coding, Segment
from models.errors import Refused
from models.question import Question
from models.recording import Recorder, table_of
from models.sampling import Learning, Sample, SampleUnit, Worked
from models.source import (
    Collection,
    CollectionFile,
    ImportedText,
    OriginalChunk,
    OriginalFile,
    Paragraph,
    Source,
    SourceText,
    Turn,
)
from models.study import Blinding
from models.vocabulary import DataClass, Reading, SpeakerKind, Technique
from qda.edits.attached import parts, remove_memos_of
from qda.edits.edit import EditRequest
from qda.edits.importing import CaseFacts, case_named
from qda.edits.resting import remove_relations_of, remove_resting_on
from qda.edits.sampling import remove_samples
from qda.i18n import mark


class NoSuchSpeaker(Refused):
    """The source has no turn of that speaker."""

    en = "Nobody called “{speaker}” speaks in {key}."
    id = "Tidak ada “{speaker}” yang berbicara dalam {key}."


@dataclass(frozen=True, slots=True)
class DescribeSource(EditRequest[None]):
    """Change the facts of a source; None leaves one as it is."""

    source_id: int
    name: str | None = None
    technique: Technique | None = None
    data_class: DataClass | None = None
    collected_on: str | None = None
    language: str | None = None
    place: str | None = None
    note: str | None = None

    kind: ClassVar[str] = "describe_source"
    title: ClassVar[str] = mark("Change the facts of {key}")

    def apply(self, recorder: Recorder) -> None:
        """Change the source. Its key stays, because it may stand in print already.

        Raises:
            NotThere: there is no such source.
        """
        source = recorder.get(Source, self.source_id)
        recorder.facts["key"] = source.key
        source.title = source.title if self.name is None else self.name
        source.technique = self.technique or source.technique
        source.data_class = self.data_class or source.data_class
        for column in ("collected_on", "language", "place", "note"):
            value = getattr(self, column)
            if value is not None:
                setattr(source, column, value)


@dataclass(frozen=True, slots=True)
class MarkReading(EditRequest[int]):
    """Say how far sources are read; silence in a read source is a finding."""

    source_ids: tuple[int, ...]
    reading: Reading

    kind: ClassVar[str] = "mark_reading"
    title: ClassVar[str] = mark("Mark {count} sources as read or unread")

    def apply(self, recorder: Recorder) -> int:
        """Mark them and return how many changed."""
        changed = recorder.update_many(Source, self.source_ids, {"reading": self.reading})
        recorder.facts.update(count=changed, reading=self.reading.value)
        return changed


@dataclass(frozen=True, slots=True)
class AssignSpeaker(EditRequest[int]):
    """Say who a speaker of a transcript is: an interviewer, or the informant of a case."""

    source_id: int
    speaker: str
    speaker_kind: SpeakerKind
    case: CaseFacts | None = None

    kind: ClassVar[str] = "assign_speaker"
    title: ClassVar[str] = mark("Say who “{speaker}” is in {key}")

    def apply(self, recorder: Recorder) -> int:
        """Assign all the speaker's turns and return how many there are.

        Raises:
            NoSuchSpeaker: nobody of that name speaks in the source.
        """
        source = recorder.get(Source, self.source_id)
        turns = table_of(Turn)
        query = select(turns).where(turns.c.source_id == source.id, turns.c.speaker == self.speaker)
        found = recorder.session.execute(query).mappings().all()
        if not found:
            raise NoSuchSpeaker(speaker=self.speaker, key=source.key)
        recorder.facts.update(speaker=self.speaker, key=source.key)
        recorder.update_many(Turn, [row["id"] for row in found], {"kind": self.speaker_kind})
        places = {(row["words_start"], row["end"]) for row in found}
        recorder.delete_many(CaseSpan, _spans_at(recorder, source.id, places))
        if self.case is not None and self.speaker_kind is not SpeakerKind.INTERVIEWER:
            case_id = case_named(recorder, self.case)
            recorder.insert_many(
                CaseSpan,
                [
                    {"case_id": case_id, "source_id": source.id, "start": start, "end": end}
                    for start, end in sorted(places)
                    if start < end
                ],
            )
        return len(found)


@dataclass(frozen=True, slots=True)
class AssignSource(EditRequest[None]):
    """Give the whole text of a source to a case, or to none."""

    source_id: int
    case: CaseFacts | None

    kind: ClassVar[str] = "assign_source"
    title: ClassVar[str] = mark("Assign {key} to a case")

    def apply(self, recorder: Recorder) -> None:
        """Replace what the source's text belonged to.

        Raises:
            NotThere: there is no such source.
        """
        source = recorder.get(Source, self.source_id)
        recorder.facts["key"] = source.key
        recorder.delete_many(CaseSpan, _ids(recorder, CaseSpan, [source.id]))
        if self.case is not None and source.length:
            case_id = case_named(recorder, self.case)
            recorder.add(CaseSpan(case_id=case_id, source_id=source.id, start=0, end=source.length))


@dataclass(frozen=True, slots=True)
class RemoveSources(EditRequest[int]):
    """Take sources out of the study with their codings; undoing brings everything back."""

    source_ids: tuple[int, ...]

    kind: ClassVar[str] = "remove_sources"
    title: ClassVar[str] = mark("Remove {count} sources: {names}")

    def apply(self, recorder: Recorder) -> int:
        """Remove them and return how many there were."""
        sources = table_of(Source)
        rows = [
            row
            for part in parts(self.source_ids)
            for row in recorder.session.execute(
                select(sources.c.id, sources.c.key, sources.c.file_id).where(sources.c.id.in_(part))
            )
        ]
        removed = remove_texts(recorder, [row.id for row in rows])
        _remove_files(recorder, {row.file_id for row in rows if row.file_id is not None})
        recorder.facts.update(count=removed, names=", ".join(row.key for row in rows[:5]))
        return removed


@dataclass(frozen=True, slots=True)
class RemoveCollection(EditRequest[int]):
    """Take a collection out of the study with all its units and their codings."""

    collection_id: int

    kind: ClassVar[str] = "remove_collection"
    title: ClassVar[str] = mark("Remove the collection {key} with {count} rows")

    def apply(self, recorder: Recorder) -> int:
        """Remove it and return how many units it had.

        Raises:
            NotThere: there is no such collection.
        """
        collection = recorder.get(Collection, self.collection_id)
        sources, feeds = table_of(Source), table_of(CollectionFile)
        unit_ids = list(
            recorder.session.execute(
                select(sources.c.id).where(sources.c.collection_id == collection.id)
            ).scalars()
        )
        files = recorder.session.execute(
            select(feeds.c.id, feeds.c.file_id).where(feeds.c.collection_id == collection.id)
        ).all()
        recorder.facts.update(key=collection.key, count=len(unit_ids))
        remove_texts(recorder, unit_ids)
        _remove_respondents(recorder, collection.id)
        of_collection = select(Sample.id).where(Sample.collection_id == collection.id)
        remove_samples(recorder, recorder.session.execute(of_collection).scalars().all())
        learned = select(Learning.id).where(Learning.collection_id == collection.id)
        recorder.delete_many(Learning, recorder.session.execute(learned).scalars().all())
        recorder.delete_many(CollectionFile, [row.id for row in files])
        recorder.remove(collection)
        recorder.session.flush()
        _remove_files(recorder, {row.file_id for row in files})
        return len(unit_ids)


def remove_texts(recorder: Recorder, source_ids: Sequence[int]) -> int:
    """Remove sources with all that stands on them; returns how many there were."""
    segments = _ids(recorder, Segment, source_ids)
    codings: list[int] = []
    coding = table_of(Coding)
    for part in parts(segments):
        query = select(coding.c.id).where(coding.c.segment_id.in_(part))
        codings.extend(recorder.session.execute(query).scalars())
    remove_memos_of(recorder, Coding, codings)
    remove_memos_of(recorder, Source, source_ids)
    remove_relations_of(recorder, codings)
    remove_resting_on(recorder, Source, source_ids)
    recorder.delete_many(Coding, codings)
    recorder.delete_many(Segment, segments)
    of_source = (Absence, Anchor, Blinding, CaseSpan, Turn, Paragraph, SampleUnit, Worked)
    for kind in of_source:
        recorder.delete_many(kind, _ids(recorder, kind, source_ids))
    recorder.delete_many(ImportedText, source_ids)
    recorder.delete_many(SourceText, source_ids)
    return recorder.delete_many(Source, source_ids)


def _remove_respondents(recorder: Recorder, collection_id: int) -> None:
    """Remove the cases and the questions of a survey."""
    cases, spans, questions = table_of(Case), table_of(CaseSpan), table_of(Question)
    people = list(
        recorder.session.execute(
            select(cases.c.id).where(cases.c.collection_id == collection_id)
        ).scalars()
    )
    remove_memos_of(recorder, Case, people)
    remove_resting_on(recorder, Case, people)
    for part in parts(people):
        query = select(spans.c.id).where(spans.c.case_id.in_(part))
        recorder.delete_many(CaseSpan, list(recorder.session.execute(query).scalars()))
    recorder.delete_many(Case, people)
    asked = select(questions.c.id).where(questions.c.collection_id == collection_id)
    found = list(recorder.session.execute(asked).scalars())
    remove_memos_of(recorder, Question, found)
    recorder.delete_many(Question, found)


def _remove_files(recorder: Recorder, file_ids: set[int]) -> None:
    """Remove original files that no source and no collection refers to any more."""
    sources, feeds, chunks = table_of(Source), table_of(CollectionFile), table_of(OriginalChunk)
    used = set(
        recorder.session.execute(
            select(sources.c.file_id).where(sources.c.file_id.in_(file_ids))
        ).scalars()
    )
    used.update(
        recorder.session.execute(
            select(feeds.c.file_id).where(feeds.c.file_id.in_(file_ids))
        ).scalars()
    )
    free = sorted(file_ids - used)
    query = select(chunks.c.id).where(chunks.c.file_id.in_(free))
    recorder.delete_many(OriginalChunk, recorder.session.execute(query).scalars())
    recorder.delete_many(OriginalFile, free)


def _ids(
    recorder: Recorder,
    kind: type[
        Segment | Absence | Anchor | Blinding | CaseSpan | Turn | Paragraph | SampleUnit | Worked
    ],
    source_ids: Sequence[int],
) -> list[int]:
    table = table_of(kind)
    found: list[int] = []
    for part in parts(source_ids):
        query = select(table.c.id).where(table.c.source_id.in_(part))
        found.extend(recorder.session.execute(query).scalars())
    return found


def _spans_at(recorder: Recorder, source_id: int, places: set[tuple[int, int]]) -> list[int]:
    spans = table_of(CaseSpan)
    query = select(spans.c.id, spans.c.start, spans.c.end).where(spans.c.source_id == source_id)
    return [row.id for row in recorder.session.execute(query) if (row.start, row.end) in places]
