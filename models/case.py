"""Cases, the spans of text that are theirs, and the typed attributes of cases and sources."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Entity, Json, Part, choice_of, refers
from models.vocabulary import AttributeOwner, AttributeType, StakeholderGroup


class Case(Entity):
    """A unit of analysis: an informant, an agency, an app.

    `name` is what exports show (a pseudonym); `attributes` holds attribute values by name.
    A respondent of a survey is a case of its collection: `row_number` is his row, `unit_key`
    recognises him in a newer export, `not_asked` names by key the questions he was not asked.
    """

    __tablename__ = "case"
    __table_args__ = (Index("ix_case_collection_id_row_number", "collection_id", "row_number"),)

    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column(default="")
    stakeholder_group: Mapped[StakeholderGroup | None] = mapped_column(
        choice_of(StakeholderGroup), default=None
    )
    attributes: Mapped[dict[str, Any]] = mapped_column(Json, default_factory=dict)
    note: Mapped[str] = mapped_column(default="")
    collection_id: Mapped[int | None] = mapped_column(refers("collection.id"), default=None)
    row_number: Mapped[int | None] = mapped_column(default=None)
    unit_key: Mapped[str] = mapped_column(default="")
    not_asked: Mapped[list[str]] = mapped_column(Json, insert_default=[], default_factory=list)


class CaseSpan(Part):
    """A stretch of a source that belongs to a case: one speaker's turn, or the whole text."""

    __tablename__ = "case_span"
    __table_args__ = (Index("ix_case_span_source_id_start", "source_id", "start"),)

    case_id: Mapped[int] = mapped_column(refers("case.id"), index=True)
    source_id: Mapped[int] = mapped_column(refers("source.id"))
    start: Mapped[int]
    end: Mapped[int]


class Attribute(Entity):
    """A typed property of sources or of cases, such as stars, app version or district.

    `name` is the stable key under which values are kept; `label` is what researchers read, empty
    for the well-known ones, whose labels are in the catalogue.
    """

    __tablename__ = "attribute"
    __table_args__ = (UniqueConstraint("owner", "name"),)

    owner: Mapped[AttributeOwner] = mapped_column(choice_of(AttributeOwner))
    name: Mapped[str]
    type: Mapped[AttributeType] = mapped_column(choice_of(AttributeType))
    label: Mapped[str] = mapped_column(default="")
    choices: Mapped[list[str]] = mapped_column(Json, default_factory=list)
