"""All entities together: the one place that knows which tables a study has."""

from __future__ import annotations

from typing import Final

from models.base import Base, Entity, Part
from models.case import Attribute, Case, CaseSpan
from models.code import Anchor, Code, CodeGroup, CodeGroupMember, Framework
from models.coding import Absence, Coding, Segment
from models.display import CellEntry, Conclusion, ConclusionCell, Display, DisplayVersion
from models.guide import Guide, GuideQuestion
from models.history import Act, Change, Counter, Edit
from models.judging import ConvergenceLabel, ReviewNote, ReviewRound, SheetAnswer
from models.memo import Memo
from models.question import Question
from models.record import Asked, Claim, Event, Planned, Rating, Relation, Stage
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
from models.study import Blinding, Coder, Settlement, Study

RECORDED: Final[tuple[type[Entity | Part], ...]] = (
    Study,
    Coder,
    OriginalFile,
    OriginalChunk,
    Collection,
    CollectionFile,
    Question,
    Source,
    SourceText,
    ImportedText,
    Paragraph,
    Turn,
    Case,
    CaseSpan,
    Attribute,
    Framework,
    Code,
    CodeGroup,
    CodeGroupMember,
    Anchor,
    Segment,
    Coding,
    Absence,
    Memo,
    Blinding,
    Settlement,
    Sample,
    SampleUnit,
    Worked,
    Learning,
    Guide,
    GuideQuestion,
    Event,
    Stage,
    Rating,
    Relation,
    Asked,
    Claim,
    Planned,
    Display,
    DisplayVersion,
    CellEntry,
    Conclusion,
    ConclusionCell,
    ConvergenceLabel,
    SheetAnswer,
    ReviewRound,
    ReviewNote,
)
"""What edits change and history records, in an order in which rows can be inserted."""

BOOKKEEPING: Final[tuple[type[Base], ...]] = (Edit, Change, Act, Counter)
"""What records the history; written by `models.recording` and `models.undoing` alone."""

BY_TABLE: Final[dict[str, type[Entity | Part]]] = {
    entity.__tablename__: entity for entity in RECORDED
}
"""The recorded entities by table name."""
