"""Where a name stands in a study: every column that may hold the words of people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from models.base import Entity, Part
from models.case import Attribute, Case
from models.code import Anchor, Code, CodeGroup
from models.coding import Absence, Coding
from models.display import CellEntry, Conclusion, Display
from models.guide import Guide, GuideQuestion
from models.judging import ConvergenceLabel, ReviewNote, ReviewRound, SheetAnswer
from models.memo import Memo
from models.record import Claim, Event, Planned, Rating, Relation, Stage
from models.source import Collection, OriginalFile, Source, SourceText, Turn
from models.splicing import Cut
from models.study import Settlement, Study
from qda.i18n import mark

Step = str | int


@dataclass(frozen=True, slots=True)
class Field:
    """A column that may hold a name; `words` is an English sentence that says what it is.

    `nested` columns hold JSON, whose texts are looked at one by one.
    """

    entity: type[Entity | Part]
    column: str
    words: str
    nested: bool = False

    @property
    def name(self) -> str:
        """Table and column, as a stable id."""
        return f"{self.entity.__tablename__}.{self.column}"


_CODE: Final = mark("code")
_GUIDE: Final = mark("guide")

FIELDS: Final = (
    Field(SourceText, "text", mark("text")),
    Field(Turn, "speaker", mark("speaker")),
    Field(Case, "name", mark("case")),
    Field(Case, "role", mark("role of a case")),
    Field(Case, "note", mark("note on a case")),
    Field(Case, "attributes", mark("attribute of a case"), nested=True),
    Field(Source, "title", mark("title of a source")),
    Field(Source, "place", mark("place of a source")),
    Field(Source, "note", mark("note on a source")),
    Field(Source, "attributes", mark("attribute of a source"), nested=True),
    Field(Attribute, "choices", mark("choice of an attribute"), nested=True),
    Field(OriginalFile, "name", mark("name of a file")),
    Field(Collection, "title", mark("title of a collection")),
    Field(Collection, "role", mark("role in a collection")),
    Field(Collection, "note", mark("note on a collection")),
    Field(Memo, "title", mark("title of a memo")),
    Field(Memo, "text", mark("memo")),
    Field(Code, "name_en", _CODE),
    Field(Code, "name_id", _CODE),
    Field(Code, "label", _CODE),
    Field(Code, "definition_en", _CODE),
    Field(Code, "definition_id", _CODE),
    Field(Code, "include_en", _CODE),
    Field(Code, "include_id", _CODE),
    Field(Code, "exclude_en", _CODE),
    Field(Code, "exclude_id", _CODE),
    Field(Code, "indicators", _CODE, nested=True),
    Field(Code, "questions", _CODE, nested=True),
    Field(Code, "aliases", _CODE, nested=True),
    Field(Code, "note", _CODE),
    Field(CodeGroup, "name", mark("group of codes")),
    Field(CodeGroup, "note", mark("group of codes")),
    Field(Anchor, "note", mark("note on an anchor example")),
    Field(Guide, "title", _GUIDE),
    Field(Guide, "roles", _GUIDE, nested=True),
    Field(Guide, "consent_en", _GUIDE),
    Field(Guide, "consent_id", _GUIDE),
    Field(GuideQuestion, "text_en", _GUIDE),
    Field(GuideQuestion, "text_id", _GUIDE),
    Field(GuideQuestion, "probes", _GUIDE, nested=True),
    Field(GuideQuestion, "roles", _GUIDE, nested=True),
    Field(Coding, "terms", mark("words found by a rule")),
    Field(Coding, "tags", mark("tag of a coding"), nested=True),
    Field(Absence, "note", mark("note on a finding of absence")),
    Field(Event, "title", mark("event")),
    Field(Event, "strand", mark("event")),
    Field(Event, "reason", mark("event")),
    Field(Event, "note", mark("event")),
    Field(Stage, "name", mark("stage")),
    Field(Stage, "note", mark("stage")),
    Field(Rating, "rule", mark("rating")),
    Field(Rating, "reason", mark("rating")),
    Field(Relation, "actor", mark("relation")),
    Field(Relation, "note", mark("relation")),
    Field(Claim, "quantity", mark("claim")),
    Field(Claim, "stated", mark("claim")),
    Field(Claim, "note", mark("claim")),
    Field(Planned, "who", mark("planned data")),
    Field(Planned, "note", mark("planned data")),
    Field(Display, "title", mark("display")),
    Field(Display, "question", mark("display")),
    Field(Display, "note", mark("display")),
    Field(CellEntry, "text", mark("entry of a cell")),
    Field(CellEntry, "generated", mark("entry of a cell")),
    Field(CellEntry, "rule", mark("entry of a cell")),
    Field(Conclusion, "text", mark("conclusion")),
    Field(Conclusion, "question", mark("conclusion")),
    Field(Conclusion, "note", mark("conclusion")),
    Field(ConvergenceLabel, "reason", mark("convergence label")),
    Field(ConvergenceLabel, "inference", mark("convergence label")),
    Field(SheetAnswer, "answer", mark("answer of a sheet")),
    Field(ReviewRound, "reviewer", mark("review")),
    Field(ReviewRound, "file_name", mark("review")),
    Field(ReviewNote, "comment", mark("review")),
    Field(ReviewNote, "answer", mark("review")),
    Field(Settlement, "reason", mark("reason of a settlement")),
    Field(Study, "title", mark("facts of the study")),
    Field(Study, "question", mark("facts of the study")),
    Field(Study, "note", mark("facts of the study")),
)
"""Every column in which a name is looked for."""

BY_NAME: Final = {field.name: field for field in FIELDS}
"""The fields by table and column."""

UNIQUE: Final = frozenset(
    {"case.name", "code_group.name", "guide.title", "stage.name", "display.title"}
)
"""Fields of which no two rows may read alike."""


@dataclass(frozen=True, slots=True)
class NamePlace:
    """A place where a name stands: the rows that read alike there, and what becomes of it.

    `path` leads to one text of a nested column. `key` says where it is for people (a trace key, a
    case's name); `before` and `after` are the words around it. What a theory says `of_theory` was
    said by its authors, and seldom of anybody in the study.
    """

    field: str
    row_ids: tuple[int, ...]
    cut: Cut
    path: tuple[Step, ...] = ()
    key: str = ""
    before: str = ""
    after: str = ""
    of_theory: bool = False

    def becoming(self, pseudonym: str) -> NamePlace:
        """This place with what is to stand there; a clitic parts from a number by a hyphen."""
        joined = pseudonym[-1:].isdigit() and self.after[:1].isalpha()
        inserted = f"{pseudonym}-" if joined else pseudonym
        return replace(self, cut=replace(self.cut, inserted=inserted))
