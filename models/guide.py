"""Guides for interviews and questionnaires: what is asked, of whom, and for which code."""

from __future__ import annotations

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Entity, Json, choice_of, now, refers
from models.vocabulary import AnswerKind, GuideKind


class Guide(Entity):
    """A set of questions that was made from the codebook and is edited.

    `languages` are codes (`id`, `en`), the main one first; `roles` the roles of respondents, keys
    of stakeholder groups or roles of cases; `chosen` the canonical ids of the codes that it was
    made for, which the coverage is told against.
    """

    __tablename__ = "guide"

    title: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[GuideKind] = mapped_column(choice_of(GuideKind))
    languages: Mapped[list[str]] = mapped_column(Json, default_factory=list)
    roles: Mapped[list[str]] = mapped_column(Json, default_factory=list)
    chosen: Mapped[list[str]] = mapped_column(Json, default_factory=list)
    consent_en: Mapped[str] = mapped_column(Text, default="")
    consent_id: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[str] = mapped_column(default_factory=now)


class GuideQuestion(Entity):
    """One question of a guide.

    `name` is what answers come back under (`VMH3_2`): a letter, then letters, digits and
    underscores. `roles` are those it is asked of, empty for all; `probes` are pairs
    `[english, indonesian]`. One without a code is asked at the end.
    """

    __tablename__ = "guide_question"
    __table_args__ = (UniqueConstraint("guide_id", "name"),)

    guide_id: Mapped[int] = mapped_column(refers("guide.id"))
    name: Mapped[str]
    code_id: Mapped[int | None] = mapped_column(refers("code.id"), index=True, default=None)
    position: Mapped[int] = mapped_column(default=0)
    text_en: Mapped[str] = mapped_column(Text, default="")
    text_id: Mapped[str] = mapped_column(Text, default="")
    probes: Mapped[list[list[str]]] = mapped_column(Json, default_factory=list)
    roles: Mapped[list[str]] = mapped_column(Json, default_factory=list)
    answer: Mapped[AnswerKind] = mapped_column(choice_of(AnswerKind), default=AnswerKind.TEXT)
