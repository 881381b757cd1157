"""Random edits on guides and their questions; see `tests.helpers.acts`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.code import Code
from models.guide import Guide, GuideQuestion
from models.vocabulary import AnswerKind, GuideKind
from qda.edits.guides import (
    AddGuideQuestion,
    ChangeGuideQuestion,
    DescribeGuide,
    MakeGuide,
    MoveGuideQuestion,
    RemoveGuide,
    RemoveGuideQuestion,
)
from qda.guides.rows import Bilingual, QuestionDraft

if TYPE_CHECKING:
    from tests.helpers.acts import Request, Scene

ROLES = ("government", "citizen", "Kepala Dinas")


def guide(title: str, *codes: str, kind: GuideKind = GuideKind.INTERVIEW) -> MakeGuide:
    """A guide with two questions for each code, the second of the first role alone."""
    questions = []
    for nth, code in enumerate(codes):
        questions.append(
            QuestionDraft(f"Q{nth}_1", code, Bilingual("Why?", "Mengapa?"), (Bilingual("a", "b"),))
        )
        questions.append(
            QuestionDraft(
                f"Q{nth}_2",
                code,
                Bilingual("", "Setuju?"),
                roles=ROLES[:1],
                answer=AnswerKind.SCALE,
            )
        )
    return MakeGuide(title, kind, ("id", "en"), ROLES, codes, tuple(questions))


def _words(scene: Scene) -> Bilingual:
    return Bilingual(scene.words(), scene.dice.choice(("", scene.words())))


def _make(scene: Scene) -> Request | None:
    code = scene.row(Code)
    return None if code is None else guide(scene.name(), code["canonical_id"])


def _describe(scene: Scene) -> Request | None:
    row = scene.one(Guide)
    if row is None:
        return None
    roles = scene.dice.choice((None, ROLES[:2], ROLES, ()))
    return DescribeGuide(row, scene.name(), ("id",), roles, _words(scene))


def _remove(scene: Scene) -> Request | None:
    row = scene.one(Guide)
    return None if row is None else RemoveGuide(row)


def _add(scene: Scene) -> Request | None:
    row = scene.one(Guide)
    code = scene.dice.choice((None, scene.one(Code)))
    name = scene.dice.choice(("", "", "Q0_1", "3x"))
    return None if row is None else AddGuideQuestion(row, _words(scene), code, name)


def _change(scene: Scene) -> Request | None:
    row = scene.one(GuideQuestion)
    if row is None:
        return None
    roles = scene.dice.choice((None, ("citizen",), ("siapa",)))
    return ChangeGuideQuestion(row, _words(scene), (_words(scene),), roles=roles)


def _move(scene: Scene) -> Request | None:
    row = scene.one(GuideQuestion)
    return None if row is None else MoveGuideQuestion(row, scene.dice.choice((-1, 1)))


def _remove_question(scene: Scene) -> Request | None:
    row = scene.one(GuideQuestion)
    return None if row is None else RemoveGuideQuestion(row)


GUIDE_ACTS: dict[str, Callable[[Scene], Request | None]] = {
    "make_guide": _make,
    "describe_guide": _describe,
    "remove_guide": _remove,
    "add_guide_question": _add,
    "change_guide_question": _change,
    "move_guide_question": _move,
    "remove_guide_question": _remove_question,
}
"""The acts on guides, by a name."""
