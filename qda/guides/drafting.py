"""Makes the questions of a guide from the codebook: a code's questions, its indicators as probes.

For a conversation each question of a code becomes one, with its indicators to probe after. For a
questionnaire each indicator becomes a statement on the scale of five, and the code's questions
are asked in words behind them. Two questions close every guide. All are there to be edited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.vocabulary import AnswerKind, GuideKind, StakeholderGroup
from qda.displays.columns import Column
from qda.guides.rows import CLOSING, Bilingual, QuestionDraft, is_name, name_for
from qda.guides.wording import closing_questions
from qda.retrieval.rows import CodeRow

DEFAULT_ROLES = tuple(group.value for group in StakeholderGroup)
"""Who is asked where nobody is named: the three sides of a policy."""


@dataclass(frozen=True, slots=True)
class GuideChoice:
    """What a guide is to be: its title and kind, its languages (the main one first), its roles.

    `only` says for canonical ids of codes which roles are asked about them and what lies beneath;
    the others are asked of all.
    """

    title: str
    kind: GuideKind = GuideKind.INTERVIEW
    languages: tuple[str, ...] = ("id", "en")
    roles: tuple[str, ...] = DEFAULT_ROLES
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


def drafted(columns: Sequence[Column], choice: GuideChoice) -> tuple[QuestionDraft, ...]:
    """The questions for the codes of some dimensions, in the order of the codebook."""
    made: list[QuestionDraft] = []
    taken: set[str] = set()
    codes = {code.id: code for column in columns for code in column.codes}
    for column in columns:
        for code in column.codes:
            roles = _roles_of(code, codes, choice)
            start = name_for(code.canonical_id)
            for nth, draft in enumerate(_of_code(code, choice.kind, roles), 1):
                name = _free(f"{start}_{nth}", taken)
                made.append(QuestionDraft(name, *draft))
    for nth, text in enumerate(closing_questions(), 1):
        made.append(QuestionDraft(_free(f"{CLOSING}_{nth}", taken), "", text))
    return tuple(made)


_Parts = tuple[str, Bilingual, tuple[Bilingual, ...], tuple[str, ...], AnswerKind]


def _of_code(code: CodeRow, kind: GuideKind, roles: tuple[str, ...]) -> Iterator[_Parts]:
    questions = [Bilingual(*pair) for pair in code.questions]
    indicators = tuple(Bilingual(*pair) for pair in code.indicators)
    if kind is GuideKind.QUESTIONNAIRE:
        for each in indicators:
            yield code.canonical_id, each, (), roles, AnswerKind.SCALE
        for each in questions:
            yield code.canonical_id, each, (), roles, AnswerKind.TEXT
        return
    for nth, each in enumerate(questions):
        probes = indicators if not nth else ()
        yield code.canonical_id, each, probes, roles, AnswerKind.TEXT


def _roles_of(code: CodeRow, codes: Mapping[int, CodeRow], choice: GuideChoice) -> tuple[str, ...]:
    """Whom a code is asked of: as it or the nearest code above it says, else all."""
    at: CodeRow | None = code
    while at is not None:
        if at.canonical_id in choice.only:
            wanted = choice.only[at.canonical_id]
            return () if set(wanted) >= set(choice.roles) else wanted
        at = None if at.parent_id is None else codes.get(at.parent_id)
    return ()


def _free(name: str, taken: set[str]) -> str:
    """A name that no other question has, kept as it is where it can be."""
    wanted = name if is_name(name) else f"q_{name}"
    found, nth = wanted, 2
    while found.casefold() in taken:
        found, nth = f"{wanted}_{nth}", nth + 1
    taken.add(found.casefold())
    return found
