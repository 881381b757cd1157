"""The rows that reading gives: frozen values, never live entities."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from models.positions import Span
from models.vocabulary import (
    CoderKind,
    CodingState,
    CollectionKind,
    DataClass,
    MemoKind,
    Origin,
    Polarity,
    Reading,
    SpeakerKind,
    StakeholderGroup,
    Technique,
    TimeFrame,
)

AttributeValue = str | int | float | bool | None
"""A typed value of a source or a case; a date is an ISO 8601 text."""


@dataclass(frozen=True, slots=True)
class StudyRow:
    """The study: its title, research question, language, programme and version.

    `version` is the number of the newest edit in force, 0 in a new study.
    """

    uuid: str
    title: str
    question: str
    language: str
    programme_en: str
    programme_id: str
    agency_en: str
    agency_id: str
    version: int
    made_at: str


@dataclass(frozen=True, slots=True)
class CoderRow:
    """A coder."""

    id: int
    uuid: str
    name: str
    kind: CoderKind


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source without its text; `length` in code points, `segments` coded segments in it."""

    id: int
    uuid: str
    key: str
    title: str
    technique: Technique
    data_class: DataClass
    language: str
    collected_on: str
    length: int
    format: str
    reading: Reading
    collection_id: int | None
    attributes: dict[str, AttributeValue] = field(hash=False)
    segments: int = 0
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row of a collection with its text; an answer has the attributes of its respondent."""

    id: int
    key: str
    row_number: int
    text: str
    respondent: str
    attributes: dict[str, AttributeValue] = field(hash=False)
    question_id: int | None = None


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A collection: how many units it has and how many of them bear a code.

    `respondents` are the people of a survey, with and without an open answer.
    """

    id: int
    uuid: str
    key: str
    title: str
    kind: CollectionKind
    technique: Technique
    layout: str
    app: str
    language: str
    role: str
    stakeholder_group: StakeholderGroup | None
    units: int
    coded_units: int
    respondents: int = 0


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """A paragraph: its number in the source from 1, its span and page."""

    number: int
    span: Span
    page: int | None
    heading: bool


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A speaker's turn; `words_start` is where the words after the label begin."""

    number: int
    span: Span
    words_start: int
    speaker: str
    kind: SpeakerKind
    started_ms: int | None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case, how many sources and characters of text it has, and how many coded segments."""

    id: int
    uuid: str
    name: str
    role: str
    stakeholder_group: StakeholderGroup | None
    attributes: dict[str, AttributeValue] = field(hash=False)
    sources: int = 0
    characters: int = 0
    segments: int = 0


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """A framework that the study has adopted."""

    id: int
    name: str
    title_en: str
    title_id: str
    citation: str
    codes: int

    def title(self, language: str) -> str:
        """The title in the language asked for."""
        return self.title_id if language == "id" else self.title_en


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code with its place in the tree and what it is for.

    `segments` and `proposed` count the codings of the code itself, without its children.
    """

    id: int
    uuid: str
    canonical_id: str
    parent_id: int | None
    framework_id: int | None
    position: int
    depth: int
    origin: Origin
    colour: str
    label: str
    name_en: str
    name_id: str
    definition_en: str
    definition_id: str
    include_en: str
    include_id: str
    exclude_en: str
    exclude_id: str
    see_instead: tuple[str, ...]
    indicators: tuple[tuple[str, str], ...]
    questions: tuple[tuple[str, str], ...]
    aliases: tuple[tuple[str, str], ...]
    note: str
    segments: int = 0
    proposed: int = 0

    def name(self, language: str) -> str:
        """The local label where there is one, else the name in the language asked for."""
        if self.label:
            return self.label
        return (self.name_id or self.name_en) if language == "id" else self.name_en or self.name_id

    def text(self, part: str, language: str) -> str:
        """`definition`, `include` or `exclude` in a language, else in the other one."""
        first, second = ("id", "en") if language == "id" else ("en", "id")
        return str(getattr(self, f"{part}_{first}") or getattr(self, f"{part}_{second}"))


@dataclass(frozen=True, slots=True)
class CodingRow:
    """A coding with the place it stands at; `key` is the trace key with the paragraph."""

    id: int
    uuid: str
    segment_id: int
    source_id: int
    key: str
    span: Span
    code_id: int
    coder_id: int
    coder: str
    state: CodingState
    polarity: Polarity | None
    strength: int | None
    time: TimeFrame | None
    confidence: int | None
    important: bool
    rule: str
    indicator: str
    terms: str
    made_at: str
    quote: str = ""
    tags: tuple[str, ...] = ()
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A memo and what it is attached to; `span` is that of the words of a source it is on."""

    id: int
    uuid: str
    title: str
    text: str
    kind: MemoKind
    coder: str
    target: str
    target_uuid: str
    made_at: str
    span: Span | None = None
    dated_on: str = ""
    changed_at: str = ""

    @property
    def day(self) -> str:
        """The day it tells of, else the day it was written where one is, in ISO 8601."""
        return self.dated_on or datetime.fromisoformat(self.made_at).astimezone().date().isoformat()

    @property
    def name(self) -> str:
        """What it is called: its title, else how its text begins."""
        return self.title or next(iter(self.text.strip().splitlines()), "")[:80]


@dataclass(frozen=True, slots=True)
class ActRow:
    """One line of the audit trail: who did, undid or redid which edit, and when."""

    edit_id: int
    act: str
    kind: str
    facts: dict[str, object] = field(hash=False)
    coder: str = ""
    at: str = ""
    state: str = ""
    rows: int = 0
