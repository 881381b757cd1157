"""All entities together: the one place that knows which tables a study has."""

from __future__ import annotations

from typing import Final

from models.base import Base, Entity, Part
from models.case import Attribute, Case, CaseSpan
from models.code import Anchor, Code, CodeGroup, CodeGroupMember, Framework
from models.coding import Absence, Coding, Segment
from models.guide import Guide, GuideQuestion
from models.history import Act, Change, Counter, Edit
from models.memo import Memo
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
    Guide,
    GuideQuestion,
)
"""What edits change and history records, in an order in which rows can be inserted."""

BOOKKEEPING: Final[tuple[type[Base], ...]] = (Edit, Change, Act, Counter)
"""What records the history; written by `models.recording` and `models.undoing` alone."""

BY_TABLE: Final[dict[str, type[Entity | Part]]] = {
    entity.__tablename__: entity for entity in RECORDED
}
"""The recorded entities by table name."""
