"""What an importer reads from a file, as values, before anything is stored.

A draft can be shown, corrected (`dataclasses.replace`) and then stored by one edit. Its text is
final: LF line ends, no byte order mark, nothing else changed. All positions are code points of
that text, half-open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from models.positions import Span
from models.vocabulary import AttributeType, CollectionKind, SpeakerKind, Technique


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the researcher should know of a file: an English sentence with its facts.

    The sentence is a key of the catalogue; `qda.i18n.Speech` words it.
    """

    sentence: str
    facts: tuple[tuple[str, object], ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """The file as it came: name without folders, bytes untouched, SHA-256 in hex."""

    name: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class ParagraphDraft:
    """A paragraph: its span without the line end, its page (1-based) where pages exist."""

    span: Span
    page: int | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class TurnDraft:
    """A speaker's turn: its span with the label, the span of the words after the label.

    `started_ms` is the time stamp in milliseconds where the file has one; `speaker` is the name
    of one of the draft's speakers.
    """

    span: Span
    words: Span
    speaker: str
    started_ms: int | None = None
    ended_ms: int | None = None


@dataclass(frozen=True, slots=True)
class SpeakerDraft:
    """A voice in a transcript and the guess who it is; `case` is the name of the case it gets."""

    name: str
    kind: SpeakerKind
    case: str
    turns: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """One text read from one file.

    `attributes` are facts found in the head of the file (Nama, Jabatan, Waktu ...) by name.
    """

    title: str
    text: str
    original: OriginalFile
    format: str
    technique: Technique
    language: str
    paragraphs: tuple[ParagraphDraft, ...]
    turns: tuple[TurnDraft, ...] = ()
    speakers: tuple[SpeakerDraft, ...] = ()
    collected_on: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()


class ColumnRole(StrEnum):
    """What a column of a table of reviews or answers holds."""

    IDENTIFIER = "identifier"
    TEXT = "text"
    TITLE = "title"
    USER = "user"
    STARS = "stars"
    DATE = "date"
    VERSION = "version"
    REPLY = "reply"
    REPLY_DATE = "reply_date"
    THUMBS_UP = "thumbs_up"
    DEVICE = "device"
    LANGUAGE = "language"
    APP = "app"
    ATTRIBUTE = "attribute"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class ColumnDraft:
    """A column: its heading in the file, the role and type guessed for it, and why."""

    heading: str
    role: ColumnRole
    type: AttributeType
    reason: str = ""
    examples: tuple[str, ...] = ()


Value = str | int | float | bool | None
"""What a cell of a table holds once typed; a date is an ISO 8601 text."""


@dataclass(frozen=True, slots=True)
class CollectionDraft:
    """A table of short texts read from one file.

    `rows` are the data rows in file order, one value per column of `columns`; `numbers` their row
    numbers in the file (1-based, header included). Text cells are exact but for CRLF -> LF.
    """

    title: str
    kind: CollectionKind
    technique: Technique
    language: str
    layout: str
    original: OriginalFile
    columns: tuple[ColumnDraft, ...]
    rows: Sequence[Sequence[Value]]
    numbers: Sequence[int]
    app: str = ""
    encoding: str = ""
    delimiter: str = ""
    duplicates: int = 0
    empty: int = 0
    notices: tuple[Notice, ...] = field(default=())
