"""The questions of a survey: the dictionary of its items."""

from __future__ import annotations

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Entity, Json, choice_of, refers
from models.vocabulary import QuestionRole, QuestionType


class Question(Entity):
    """A question of a survey and what becomes of its answers.

    `key` is its short id in the collection (`Q3`, `VMH3_2`); `heading` its words as in the file.
    `columns` are the columns of the file that hold the answers, each a heading and, where the
    column stands for one choice, that choice; `separator` parts several choices in one cell.
    `choices` are objects of `value`, `en`, `id` and `worth` (a number on the scale, or None).
    `attribute` is the name under which cases hold the answers. `code_id` is the dimension the
    item belongs to: a code of a framework. `missing` lists cells that are no answer; `required`
    says that silence means that the question was not asked; so do `asked_where`, objects of a
    `heading` and `values`: it was asked where each of these columns says one of its values.
    """

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("collection_id", "key"),)

    collection_id: Mapped[int] = mapped_column(refers("collection.id"))
    key: Mapped[str]
    heading: Mapped[str]
    position: Mapped[int]
    role: Mapped[QuestionRole] = mapped_column(choice_of(QuestionRole))
    type: Mapped[QuestionType] = mapped_column(choice_of(QuestionType))
    text_en: Mapped[str] = mapped_column(default="")
    text_id: Mapped[str] = mapped_column(default="")
    group: Mapped[str] = mapped_column(default="")
    columns: Mapped[list[dict[str, Any]]] = mapped_column(Json, default_factory=list)
    separator: Mapped[str] = mapped_column(default="")
    choices: Mapped[list[dict[str, Any]]] = mapped_column(Json, default_factory=list)
    low: Mapped[int | None] = mapped_column(default=None)
    high: Mapped[int | None] = mapped_column(default=None)
    is_reversed: Mapped[bool] = mapped_column(default=False)
    missing: Mapped[list[str]] = mapped_column(Json, default_factory=list)
    required: Mapped[bool] = mapped_column(default=False)
    attribute: Mapped[str] = mapped_column(default="")
    asked_where: Mapped[list[dict[str, Any]]] = mapped_column(Json, default_factory=list)
    code_id: Mapped[int | None] = mapped_column(refers("code.id"), default=None, index=True)
