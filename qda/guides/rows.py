"""Guides and their questions as frozen values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from models.vocabulary import AnswerKind, GuideKind

REASON: Final = "_why"
"""What the name of the question after the reason of an answer ends with."""

CLOSING: Final = "closing"
"""The section of questions without a code, and how their names begin."""

RESERVED: Final = frozenset(
    {"consent", "role", CLOSING, "meta", "instance", "instanceid", "instancename", "start", "end",
     "today", "deviceid", "username", "name", "label", "type", "data"}
)  # fmt: skip
"""Names that a form needs for itself, in small letters."""

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in English and in Indonesian; either may be empty."""

    en: str = ""
    id: str = ""

    def in_(self, language: str) -> str:
        """The text in a language, else in the other one."""
        first, second = (self.id, self.en) if language == "id" else (self.en, self.id)
        return first or second


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question before it is kept; as `GuideQuestionRow`, its code by canonical id."""

    name: str
    code: str
    text: Bilingual
    probes: tuple[Bilingual, ...] = ()
    roles: tuple[str, ...] = ()
    answer: AnswerKind = AnswerKind.TEXT


@dataclass(frozen=True, slots=True)
class GuideQuestionRow:
    """A question of a guide.

    `section` is the canonical id of the dimension its code belongs to, empty for questions at the
    end; `roles` are those it is asked of, empty for all.
    """

    id: int
    uuid: str
    guide_id: int
    name: str
    code_id: int | None
    code: str
    section: str
    text: Bilingual
    probes: tuple[Bilingual, ...]
    roles: tuple[str, ...]
    answer: AnswerKind
    position: int

    def is_asked_of(self, role: str) -> bool:
        """Whether a role is asked it."""
        return not self.roles or role in self.roles


@dataclass(frozen=True, slots=True)
class GuideSection:
    """A dimension and its questions; without a code the questions at the end."""

    id: str
    name: Bilingual
    questions: tuple[GuideQuestionRow, ...]


@dataclass(frozen=True, slots=True)
class CodeChosen:
    """A code that the guide is to cover: a chosen one or one beneath it."""

    id: int
    code: str
    name: Bilingual
    depth: int
    section: str


@dataclass(frozen=True, slots=True)
class GuideRow:
    """A guide with everything that writers and windows show."""

    id: int
    uuid: str
    title: str
    kind: GuideKind
    languages: tuple[str, ...]
    roles: tuple[str, ...]
    chosen: tuple[str, ...]
    consent: Bilingual
    sections: tuple[GuideSection, ...]
    codes: tuple[CodeChosen, ...]

    @property
    def questions(self) -> tuple[GuideQuestionRow, ...]:
        """All questions in the order in which they are asked."""
        return tuple(each for section in self.sections for each in section.questions)

    @property
    def language(self) -> str:
        """The main language."""
        return self.languages[0]


def is_name(name: str) -> bool:
    """Whether a form can bear a question of this name.

    >>> is_name("VMH3_2"), is_name("3_2"), is_name("consent")
    (True, False, False)
    """
    return _NAME.fullmatch(name) is not None and name.casefold() not in RESERVED


def name_for(code: str) -> str:
    """The beginning of the names of a code's questions: letters, digits and underscores.

    >>> name_for("vmvh1975:VMH3.2"), name_for("mine:3 kota")
    ('VMH3_2', 'q_3_kota')
    """
    bare = re.sub(r"[^A-Za-z0-9]+", "_", code.rpartition(":")[2]).strip("_") or "q"
    return (bare if bare[0].isalpha() else f"q_{bare}")[:48]
