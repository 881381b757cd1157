"""Sources with their text, original bytes and structure, and collections of short ones."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Entity, Json, Part, choice_of, now, refers
from models.vocabulary import (
    CollectionKind,
    DataClass,
    Reading,
    SpeakerKind,
    StakeholderGroup,
    Technique,
)


class OriginalFile(Entity):
    """A file as it came; its bytes stand in `OriginalChunk`, their SHA-256 in hex here."""

    __tablename__ = "original_file"

    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
    imported_at: Mapped[str] = mapped_column(default_factory=now)


class OriginalChunk(Part):
    """At most 4 MiB of an original file; chunks are joined in the order of `number`."""

    __tablename__ = "original_chunk"
    __table_args__ = (UniqueConstraint("file_id", "number"),)

    file_id: Mapped[int] = mapped_column(refers("original_file.id"))
    number: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Collection(Entity):
    """Many short sources imported from one table, shown as a table.

    `columns` describes how each column of the file was read, so that a newer export of the same
    table is read in the same way. `role` and `stakeholder_group` hold for all its units.
    """

    __tablename__ = "collection"

    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    kind: Mapped[CollectionKind] = mapped_column(choice_of(CollectionKind))
    technique: Mapped[Technique] = mapped_column(choice_of(Technique))
    layout: Mapped[str]
    app: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    stakeholder_group: Mapped[StakeholderGroup | None] = mapped_column(
        choice_of(StakeholderGroup), default=None
    )
    columns: Mapped[list[dict[str, Any]]] = mapped_column(Json, default_factory=list)
    note: Mapped[str] = mapped_column(default="")


class CollectionFile(Part):
    """One export that fed a collection: the file, how many rows it held and how many were new."""

    __tablename__ = "collection_file"

    collection_id: Mapped[int] = mapped_column(refers("collection.id"), index=True)
    file_id: Mapped[int] = mapped_column(refers("original_file.id"))
    rows: Mapped[int]
    added: Mapped[int]


class Source(Entity):
    """One text that was collected.

    `key` is the first half of the trace key (`W03`; `U01-0042` for row 42 of a collection).
    `unit_key` recognises the same review in a newer export; `respondent` stands for its author
    and is empty where nobody is known. `attributes` holds attribute values by attribute name.
    `question_id` names the question of a survey that the text answers.
    """

    __tablename__ = "source"
    __table_args__ = (Index("ix_source_collection_id_row_number", "collection_id", "row_number"),)

    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    technique: Mapped[Technique] = mapped_column(choice_of(Technique))
    data_class: Mapped[DataClass] = mapped_column(choice_of(DataClass))
    length: Mapped[int]
    language: Mapped[str] = mapped_column(default="")
    collected_on: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    format: Mapped[str] = mapped_column(default="")
    reading: Mapped[Reading] = mapped_column(choice_of(Reading), default=Reading.UNREAD)
    file_id: Mapped[int | None] = mapped_column(refers("original_file.id"), default=None)
    collection_id: Mapped[int | None] = mapped_column(refers("collection.id"), default=None)
    row_number: Mapped[int | None] = mapped_column(default=None)
    unit_key: Mapped[str] = mapped_column(default="")
    respondent: Mapped[str] = mapped_column(default="")
    attributes: Mapped[dict[str, Any]] = mapped_column(Json, default_factory=dict)
    note: Mapped[str] = mapped_column(default="")
    question_id: Mapped[int | None] = mapped_column(refers("question.id"), default=None, index=True)


class SourceText(Part):
    """The text of the source with the same id: LF line ends, altered by corrections alone."""

    __tablename__ = "source_text"

    text: Mapped[str] = mapped_column(Text)


class ImportedText(Part):
    """The text of the source with the same id as it was imported; kept once it was corrected."""

    __tablename__ = "imported_text"

    text: Mapped[str] = mapped_column(Text)


class Paragraph(Part):
    """A paragraph of a source: its number from 1, its span without the line end, its page."""

    __tablename__ = "paragraph"
    __table_args__ = (UniqueConstraint("source_id", "number"),)

    source_id: Mapped[int] = mapped_column(refers("source.id"))
    number: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    page: Mapped[int | None] = mapped_column(default=None)
    heading: Mapped[bool] = mapped_column(default=False)


class Turn(Part):
    """A speaker's turn: the span with its label, and where the words after the label begin."""

    __tablename__ = "turn"
    __table_args__ = (UniqueConstraint("source_id", "number"),)

    source_id: Mapped[int] = mapped_column(refers("source.id"))
    number: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    words_start: Mapped[int]
    speaker: Mapped[str]
    kind: Mapped[SpeakerKind] = mapped_column(choice_of(SpeakerKind))
    started_ms: Mapped[int | None] = mapped_column(default=None)
    ended_ms: Mapped[int | None] = mapped_column(default=None)
