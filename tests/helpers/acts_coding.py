"""Chooses random edits that judge, tag, split and merge codings, and coin codes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.code import Code
from models.coding import Coding, Segment
from models.source import Source
from models.vocabulary import Polarity, TimeFrame
from qda.edits.coding import (
    KEPT,
    JudgeCodings,
    JudgementChange,
    TagCodings,
)
from qda.edits.coding_rows import CodeRows
from qda.edits.coining import CodeInVivo, CoinCode
from qda.edits.edit import EditRequest
from qda.edits.memos import NoteCodings
from qda.edits.segments import MergeCodings, SplitCoding
from tests.helpers.acts_judging import JUDGING_FIRST
from tests.helpers.acts_records import RECORD_FIRST

if TYPE_CHECKING:
    from tests.helpers.acts import Scene

Request = EditRequest[Any]


def _judge_part(scene: Scene) -> Request:
    dice = scene.dice
    change = JudgementChange(
        polarity=dice.choice((KEPT, None, *Polarity)),
        strength=dice.choice((KEPT, None, 1, 3, 4)),
        time=dice.choice((KEPT, None, *TimeFrame)),
        important=dice.choice((KEPT, True, False)),
    )
    return JudgeCodings(scene.some(Coding), change)


def _tag(scene: Scene) -> Request:
    return TagCodings(scene.some(Coding), add=(scene.words(), scene.name()), remove=(scene.name(),))


def _split(scene: Scene) -> Request | None:
    coding = scene.row(Coding)
    if coding is None:
        return None
    segments = {row["id"]: row for row in scene.rows(Segment)}
    place = segments[coding["segment_id"]]
    return SplitCoding(coding["id"], scene.dice.randint(place["start"], place["end"]))


def _merge(scene: Scene) -> Request | None:
    """Any codings, or all of one code, coder and source, which are likely to touch."""
    coding = scene.row(Coding)
    if coding is None or scene.dice.random() < 0.2:
        return MergeCodings(scene.some(Coding))
    alike = [
        row["id"]
        for row in scene.rows(Coding)
        if (row["code_id"], row["coder_id"]) == (coding["code_id"], coding["coder_id"])
    ]
    return MergeCodings(tuple(alike))


def _places(scene: Scene) -> tuple[Any, ...]:
    found = [row for row in scene.rows(Source) if row["length"]]
    return tuple((row["id"], scene.span(row["length"])) for row in scene.sample(found))


def _coin(scene: Scene) -> Request:
    return CoinCode(
        scene.dice.choice(("", scene.words())),
        _places(scene),
        code_ids=scene.some(Code)[:1],
        memo=scene.dice.choice(("", scene.words())),
    )


def _code_rows(scene: Scene) -> Request:
    change = JudgementChange(strength=scene.dice.choice((KEPT, 1, 3, 4)))
    memo = scene.dice.choice(("", scene.words()))
    return CodeRows(scene.some(Source), scene.one(Code) or 0, said=change, memo=memo)


def _note(scene: Scene) -> Request:
    return NoteCodings(scene.some(Coding), scene.dice.choice(("", scene.words())))


def _in_vivo(scene: Scene) -> Request | None:
    places = _places(scene)
    return CodeInVivo(*places[0]) if places else None


CODING_ACTS: dict[str, Callable[[Scene], Request | None]] = {
    "judge_part": _judge_part,
    "tag": _tag,
    "split_coding": _split,
    "merge_codings": _merge,
    "coin_code": _coin,
    "code_rows": _code_rows,
    "note_codings": _note,
    "code_in_vivo": _in_vivo,
}
"""Edits on codings by a name."""

FIRST: dict[str, tuple[str, ...]] = {
    "merge_codings": ("split_coding",),
    "propose_by_question": ("import_survey",),
    "revise_question": ("import_survey",),
    "revise_questions": ("import_survey",),
    **JUDGING_FIRST,
    **RECORD_FIRST,
}
"""What must have been done in a small study before an act finds something to act on."""
