"""The code tree of a study, its frameworks, groups of codes, and the examples that anchor them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Entity, Json, Part, choice_of, now, refers
from models.vocabulary import Origin


class Framework(Entity):
    """A theory as this study adopted it.

    `relations` keep its arrows by the theory's code ids;
    `propositions` and `to_check` are pairs `[english, indonesian]`: what the theory expects, and
    what is still to be checked on its printed source.
    """

    __tablename__ = "framework"

    name: Mapped[str] = mapped_column(unique=True)
    title_en: Mapped[str]
    title_id: Mapped[str]
    citation: Mapped[str] = mapped_column(Text)
    version: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    relations: Mapped[list[dict[str, Any]]] = mapped_column(Json, default_factory=list)
    propositions: Mapped[list[list[str]]] = mapped_column(Json, default_factory=list)
    to_check: Mapped[list[list[str]]] = mapped_column(Json, default_factory=list)
    position: Mapped[int] = mapped_column(default=0)
    adopted_at: Mapped[str] = mapped_column(default_factory=now)


class Code(Entity):
    """One category. `canonical_id` (`vmvh1975:VMH2.1`) stays under any local `label`.

    Bilingual texts have a column per language; lists of bilingual texts are JSON pairs
    `[english, indonesian]`. `position` orders the children of one parent.
    """

    __tablename__ = "code"
    __table_args__ = (UniqueConstraint("canonical_id"),)

    canonical_id: Mapped[str]
    name_en: Mapped[str]
    name_id: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(refers("code.id"), index=True, default=None)
    framework_id: Mapped[int | None] = mapped_column(
        refers("framework.id"), index=True, default=None
    )
    position: Mapped[int] = mapped_column(default=0)
    origin: Mapped[Origin] = mapped_column(choice_of(Origin), default=Origin.INDUCTIVE)
    colour: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")
    definition_en: Mapped[str] = mapped_column(Text, default="")
    definition_id: Mapped[str] = mapped_column(Text, default="")
    include_en: Mapped[str] = mapped_column(Text, default="")
    include_id: Mapped[str] = mapped_column(Text, default="")
    exclude_en: Mapped[str] = mapped_column(Text, default="")
    exclude_id: Mapped[str] = mapped_column(Text, default="")
    see_instead: Mapped[list[str]] = mapped_column(Json, default_factory=list)
    indicators: Mapped[list[list[str]]] = mapped_column(Json, default_factory=list)
    questions: Mapped[list[list[str]]] = mapped_column(Json, default_factory=list)
    aliases: Mapped[list[list[str]]] = mapped_column(Json, default_factory=list)
    note: Mapped[str] = mapped_column(Text, default="")


class CodeGroup(Entity):
    """Codes that belong together across the tree; a code may be in several groups."""

    __tablename__ = "code_group"

    name: Mapped[str] = mapped_column(unique=True)
    note: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)


class CodeGroupMember(Part):
    """That a code is in a group."""

    __tablename__ = "code_group_member"
    __table_args__ = (UniqueConstraint("group_id", "code_id"),)

    group_id: Mapped[int] = mapped_column(refers("code_group.id"))
    code_id: Mapped[int] = mapped_column(refers("code.id"), index=True)


class Anchor(Entity):
    """A stretch of a source that shows best what a code means (Mayring 2014, "anchor example").

    It need not be coded, and stays where the coding it was taken from goes.
    """

    __tablename__ = "anchor"

    code_id: Mapped[int] = mapped_column(refers("code.id"), index=True)
    source_id: Mapped[int] = mapped_column(refers("source.id"), index=True)
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    start: Mapped[int]
    end: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[str] = mapped_column(default_factory=now)
