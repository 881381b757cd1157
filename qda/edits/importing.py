"""Stores drafts: sources with their structure and cases, and collections of short sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final

from sqlalchemy import func, select

from models.bulk import json_objects
from models.case import Attribute, Case, CaseSpan
from models.errors import Refused
from models.packing import Row
from models.recording import Recorder, table_of
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
from models.study import Study
from models.vocabulary import (
    AttributeOwner,
    AttributeType,
    DataClass,
    Reading,
    SpeakerKind,
    StakeholderGroup,
    Technique,
)
from qda.edits.edit import EditRequest
from qda.i18n import mark
from qda.importers import draft as drafts
from qda.importers.draft import CollectionDraft, ColumnRole, SourceDraft
from qda.importers.tables.identity import fingerprint, keys, newer_rows
from qda.importers.tables.people import hashes, stand_ins
from qda.importers.tables.raw import columns_of
from qda.jobs.progress import Progress, Silent

CHUNK: Final = 4 * 1024 * 1024
"""Bytes of an original file that one row holds."""

PART: Final = 5_000
"""Rows of a collection that are stored between two reports of progress."""

_SECONDARY: Final = frozenset({Technique.DOCUMENTATION, Technique.LITERATURE})


class AlreadyImported(Refused):
    """The study holds the very same file."""

    en = "“{name}” is in the study already, as {key}. Nothing was imported."
    id = "“{name}” sudah ada dalam studi sebagai {key}. Tidak ada yang diimpor."


class NoTextColumn(Refused):
    """A table without a text column cannot become a collection."""

    en = "No column of “{name}” holds the texts. Name it with --map COLUMN=text."
    id = "Tidak ada kolom “{name}” yang memuat teks. Sebutkan dengan --map KOLOM=text."


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is known of the case that a source belongs to."""

    name: str
    role: str = ""
    stakeholder_group: StakeholderGroup | None = None
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """A draft with the decisions the researcher made on it.

    `whole_case` gives the entire text to one case where no turns say otherwise; `facts` describe
    cases by name.
    """

    draft: SourceDraft
    data_class: DataClass | None = None
    whole_case: str = ""
    facts: tuple[CaseFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportSources(EditRequest[tuple[int, ...]]):
    """Store texts as sources, with paragraphs, turns, cases and original files."""

    plans: tuple[SourcePlan, ...]
    progress: Progress = field(default_factory=Silent, compare=False)

    kind: ClassVar[str] = "import_sources"
    title: ClassVar[str] = mark("Import {count} sources: {names}")

    def apply(self, recorder: Recorder) -> tuple[int, ...]:
        """Store them and return the source ids, in the order of the plans.

        Raises:
            AlreadyImported: a file with the same bytes is a source already.
            Cancelled: the listener of the progress stopped the work.
        """
        made = []
        for number, plan in enumerate(self.plans):
            self.progress.report(number, len(self.plans), plan.draft.original.name)
            made.append(_store_source(recorder, plan))
        names = [plan.draft.original.name for plan in self.plans]
        recorder.facts.update(count=len(made), names=", ".join(names[:5]))
        return tuple(made)


@dataclass(frozen=True, slots=True)
class CollectionAdded:
    """What storing a table did: the collection, how many rows are new, how many were known."""

    collection_id: int
    key: str
    added: int
    known: int


@dataclass(frozen=True, slots=True)
class ImportCollection(EditRequest[CollectionAdded]):
    """Store a table of short texts, as a new collection or as a newer export of one.

    User names are stored as hashes, or as they are where `keep_names` is set.
    """

    draft: CollectionDraft
    into_id: int | None = None
    keep_names: bool = False
    role: str = ""
    stakeholder_group: StakeholderGroup | None = StakeholderGroup.CITIZEN
    progress: Progress = field(default_factory=Silent, compare=False)

    kind: ClassVar[str] = "import_collection"
    title: ClassVar[str] = mark("Import {name} into {key}, new rows: {count}")

    def apply(self, recorder: Recorder) -> CollectionAdded:
        """Store the rows that are new.

        Raises:
            NoTextColumn: no column holds the texts.
            NotThere: the collection to append to does not exist.
            Cancelled: the listener of the progress stopped the work.
        """
        draft = self.draft
        text_column(draft)
        salt = recorder.get(Study, 1).salt.encode()
        unit_keys = keys(draft, salt=salt)
        if self.into_id is None:
            collection = self._new_collection(recorder)
        else:
            collection = recorder.get(Collection, self.into_id)
            known = _known_texts(recorder, collection.id)
            draft = newer_rows(draft, known, salt=salt)
            unit_keys = [key for key in unit_keys if key not in known]
        recorder.session.flush()
        _define_attributes(recorder, draft)
        first_row = _next_row(recorder, collection.id)
        stored = _UnitStore(recorder, collection, draft, keep_names=self.keep_names)
        stored.store(unit_keys, first_row=first_row, progress=self.progress)
        file_id = store_original(recorder, draft.original)
        recorder.add(
            CollectionFile(
                collection_id=collection.id,
                file_id=file_id,
                rows=len(self.draft.rows),
                added=len(draft.rows),
            )
        )
        recorder.facts.update(count=len(draft.rows), name=draft.original.name, key=collection.key)
        left_out = len(self.draft.rows) - len(draft.rows)
        return CollectionAdded(collection.id, collection.key, len(draft.rows), left_out)

    def _new_collection(self, recorder: Recorder) -> Collection:
        draft = self.draft
        columns: list[Row] = [
            {"heading": each.heading, "role": each.role.value, "type": each.type.value}
            for each in draft.columns
        ]
        return recorder.add(
            Collection(
                key=next_key(recorder, draft.technique.letter),
                title=draft.title,
                kind=draft.kind,
                technique=draft.technique,
                layout=draft.layout,
                app=draft.app,
                language=draft.language,
                role=self.role,
                stakeholder_group=self.stakeholder_group,
                columns=columns,
            )
        )


class _UnitStore:
    """Turns rows of a draft into sources, a few thousand at a time."""

    def __init__(
        self,
        recorder: Recorder,
        collection: Collection,
        draft: CollectionDraft,
        *,
        keep_names: bool,
    ) -> None:
        self._recorder = recorder
        self._collection = collection
        self._draft = draft
        self._salt = recorder.get(Study, 1).salt.encode()
        self._columns = columns_of(draft.rows, len(draft.columns))
        self._places = {each.role: at for at, each in reversed(list(enumerate(draft.columns)))}
        self._names = _attribute_names(draft, keep_names=keep_names)

    def store(self, unit_keys: Sequence[str], *, first_row: int, progress: Progress) -> None:
        """Store all rows of the draft, numbered from `first_row`."""
        total = len(self._draft.rows)
        respondents = self._respondents()
        for at in range(0, total, PART):
            part = slice(at, at + PART)
            texts = self._words(ColumnRole.TEXT, part)
            numbers = range(first_row + at, first_row + at + len(texts))
            sources: dict[str, Sequence[object]] = {
                "key": [f"{self._collection.key}-{number:04d}" for number in numbers],
                "title": self._words(ColumnRole.TITLE, part),
                "length": list(map(len, texts)),
                "collected_on": [date[:10] for date in self._words(ColumnRole.DATE, part)],
                "row_number": numbers,
                "unit_key": unit_keys[part],
                "respondent": respondents[part],
                "attributes": json_objects(
                    {name: self._columns[place][part] for place, name in self._names.items()},
                    len(texts),
                ),
            }
            ids = self._recorder.insert_columns(Source, sources, shared=self._shared())
            self._recorder.insert_columns(SourceText, {"text": texts}, first=ids.start)
            progress.report(at + len(texts), total, self._draft.original.name)

    def _shared(self) -> Row:
        collection = self._collection
        return {
            "technique": collection.technique,
            "data_class": DataClass.PRIMARY,
            "language": collection.language,
            "place": "",
            "format": collection.layout,
            "reading": Reading.UNREAD,
            "file_id": None,
            "collection_id": collection.id,
            "note": "",
        }

    def _respondents(self) -> Sequence[str]:
        """A token for the author of each row; "" where nobody is known."""
        users = self._words(ColumnRole.USER, slice(None))
        nameless = stand_ins(users)
        if nameless:
            users = ["" if user in nameless else user for user in users]
        return hashes(users, self._salt)

    def _words(self, role: ColumnRole, part: slice) -> list[str]:
        """The texts of the column with a role in some rows; "" where there is none."""
        place = self._places.get(role)
        if place is None:
            return [""] * len(range(len(self._draft.rows))[part])
        return ["" if value is None else str(value) for value in self._columns[place][part]]


def text_column(draft: CollectionDraft) -> int:
    """The place of the column that holds the texts.

    Raises:
        NoTextColumn: there is none.
    """
    for place, column in enumerate(draft.columns):
        if column.role is ColumnRole.TEXT:
            return place
    raise NoTextColumn(name=draft.original.name)


def store_original(recorder: Recorder, original: drafts.OriginalFile) -> int:
    """Keep a file's bytes in the study and return the row id; the same bytes are kept once."""
    files = table_of(OriginalFile)
    same = select(files.c.id).where(files.c.sha256 == original.sha256)
    known = recorder.session.execute(same).scalar()
    if known is not None:
        return int(known)
    kept = recorder.add(
        OriginalFile(name=original.name, sha256=original.sha256, size=len(original.content))
    )
    for number, at in enumerate(range(0, len(original.content), CHUNK)):
        content = original.content[at : at + CHUNK]
        recorder.add(OriginalChunk(file_id=kept.id, number=number, content=content))
    return kept.id


def _store_source(recorder: Recorder, plan: SourcePlan) -> int:
    draft = plan.draft
    recorder.session.flush()
    _refuse_known(recorder, draft.original)
    data_class = plan.data_class or (
        DataClass.SECONDARY if draft.technique in _SECONDARY else DataClass.PRIMARY
    )
    source = recorder.add(
        Source(
            key=next_key(recorder, draft.technique.letter),
            title=draft.title,
            technique=draft.technique,
            data_class=data_class,
            length=len(draft.text),
            language=draft.language,
            collected_on=draft.collected_on,
            format=draft.format,
            file_id=store_original(recorder, draft.original),
            attributes=dict(draft.attributes),
        )
    )
    recorder.add(SourceText(id=source.id, text=draft.text))
    recorder.session.flush()
    _define(
        recorder,
        AttributeOwner.SOURCE,
        [(name, AttributeType.TEXT, "") for name, _ in draft.attributes],
    )
    _store_structure(recorder, draft, source.id)
    _store_cases(recorder, plan, source.id)
    return source.id


def _refuse_known(recorder: Recorder, original: drafts.OriginalFile) -> None:
    files, sources = table_of(OriginalFile), table_of(Source)
    query = (
        select(sources.c.key)
        .join(files, files.c.id == sources.c.file_id)
        .where(files.c.sha256 == original.sha256)
    )
    known = recorder.session.execute(query).scalar()
    if known is not None:
        raise AlreadyImported(name=original.name, key=known)


def _store_structure(recorder: Recorder, draft: SourceDraft, source_id: int) -> None:
    recorder.insert_many(
        Paragraph,
        [
            {
                "source_id": source_id,
                "number": number,
                "start": paragraph.span.start,
                "end": paragraph.span.end,
                "page": paragraph.page,
                "heading": paragraph.heading,
            }
            for number, paragraph in enumerate(draft.paragraphs, 1)
        ],
    )
    kinds = {speaker.name: speaker.kind for speaker in draft.speakers}
    recorder.insert_many(
        Turn,
        [
            {
                "source_id": source_id,
                "number": number,
                "start": turn.span.start,
                "end": turn.span.end,
                "words_start": turn.words.start,
                "speaker": turn.speaker,
                "kind": kinds.get(turn.speaker, SpeakerKind.UNKNOWN),
                "started_ms": turn.started_ms,
                "ended_ms": turn.ended_ms,
            }
            for number, turn in enumerate(draft.turns, 1)
        ],
    )


def _store_cases(recorder: Recorder, plan: SourcePlan, source_id: int) -> None:
    draft = plan.draft
    facts = {each.name: each for each in plan.facts}
    spans: list[tuple[str, int, int]] = []
    speakers = {each.name: each for each in draft.speakers}
    for turn in draft.turns:
        speaker = speakers.get(turn.speaker)
        if speaker is not None and speaker.kind is not SpeakerKind.INTERVIEWER and speaker.case:
            spans.append((speaker.case, turn.words.start, turn.words.end))
    if not spans and plan.whole_case and draft.text:
        spans.append((plan.whole_case, 0, len(draft.text)))
    ids = {name: case_named(recorder, facts.get(name) or CaseFacts(name)) for name, _, _ in spans}
    recorder.insert_many(
        CaseSpan,
        [
            {"case_id": ids[name], "source_id": source_id, "start": start, "end": end}
            for name, start, end in spans
        ],
    )


def case_named(recorder: Recorder, facts: CaseFacts) -> int:
    """The id of the case with this name, made with its facts where it is new."""
    found = recorder.session.execute(select(Case).where(Case.name == facts.name)).scalar()
    if found is not None:
        return found.id
    _define(
        recorder, AttributeOwner.CASE, [(name, AttributeType.TEXT, "") for name in facts.attributes]
    )
    made = recorder.add(
        Case(
            name=facts.name,
            role=facts.role,
            stakeholder_group=facts.stakeholder_group,
            attributes=dict(facts.attributes),
        )
    )
    recorder.session.flush()
    return made.id


def _attribute_names(draft: CollectionDraft, *, keep_names: bool) -> dict[int, str]:
    left_out = {ColumnRole.TEXT, ColumnRole.TITLE, ColumnRole.IGNORE}
    if not keep_names:
        left_out.add(ColumnRole.USER)
    names: dict[int, str] = {}
    taken: Counter[str] = Counter()
    for at, column in enumerate(draft.columns):
        if column.role in left_out:
            continue
        plain = column.heading if column.role is ColumnRole.ATTRIBUTE else column.role.value
        taken[plain] += 1
        names[at] = plain if taken[plain] == 1 else f"{plain} {taken[plain]}"
    return names


def _define_attributes(recorder: Recorder, draft: CollectionDraft) -> None:
    names = _attribute_names(draft, keep_names=True)
    wanted = [
        (name, draft.columns[at].type, draft.columns[at].heading) for at, name in names.items()
    ]
    _define(recorder, AttributeOwner.SOURCE, wanted)


def _define(
    recorder: Recorder, owner: AttributeOwner, wanted: Sequence[tuple[str, AttributeType, str]]
) -> None:
    table = table_of(Attribute)
    query = select(table.c.name).where(table.c.owner == owner)
    known = set(recorder.session.execute(query).scalars())
    for name, kind, label in wanted:
        if name not in known:
            recorder.add(Attribute(owner=owner, name=name, type=kind, label=label))
            known.add(name)
    recorder.session.flush()


def _known_texts(recorder: Recorder, collection_id: int) -> dict[str, str]:
    """The fingerprints of a collection's texts, as they were imported, by the key of their unit."""
    sources, texts, imported = table_of(Source), table_of(SourceText), table_of(ImportedText)
    query = (
        select(sources.c.unit_key, func.coalesce(imported.c.text, texts.c.text))
        .join(texts, texts.c.id == sources.c.id)
        .outerjoin(imported, imported.c.id == sources.c.id)
        .where(sources.c.collection_id == collection_id)
    )
    return {row[0]: fingerprint(row[1]) for row in recorder.session.execute(query)}


def _next_row(recorder: Recorder, collection_id: int) -> int:
    sources = table_of(Source)
    query = select(func.max(sources.c.row_number)).where(sources.c.collection_id == collection_id)
    return (recorder.session.execute(query).scalar() or 0) + 1


def next_key(recorder: Recorder, letter: str) -> str:
    """The key after the highest one with this letter, so that a gap is never filled."""
    sources, collections = table_of(Source), table_of(Collection)
    single = sources.c.collection_id.is_(None) & sources.c.key.startswith(letter)
    keys = list(recorder.session.execute(select(sources.c.key).where(single)).scalars())
    grouped = select(collections.c.key).where(collections.c.key.startswith(letter))
    keys.extend(recorder.session.execute(grouped).scalars())
    highest = max((int(key[1:]) for key in keys if key[1:].isdigit()), default=0)
    return f"{letter}{highest + 1:02d}"
