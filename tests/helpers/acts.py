"""Chooses real edits at random, for histories that nobody would think of.

Each act looks at the study, picks what it acts on and returns the edit, or None where there is
nothing to act on. Edits may be refused; then the study must be as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from models.base import Base
from models.case import Attribute, Case
from models.code import Code
from models.coding import Absence, Coding, Segment
from models.memo import Memo
from models.positions import Span
from models.source import Collection, Source, Turn
from models.vocabulary import (
    AttributeOwner,
    AttributeType,
    MemoKind,
    Missing,
    Polarity,
    Reading,
    SpeakerKind,
    StakeholderGroup,
    TimeFrame,
)
from qda.edits.cases import (
    AddCase,
    DefineAttribute,
    DescribeCase,
    MergeCases,
    RemoveCase,
    SetAttribute,
)
from qda.edits.codes import (
    AddCode,
    AdoptFramework,
    DeleteCode,
    MergeCodes,
    MoveCode,
    SplitCode,
    WordCode,
)
from qda.edits.coding import (
    CodeMany,
    CodeSegment,
    ConfirmCodings,
    JudgeCodings,
    Judgement,
    RecodeCodings,
    RemoveCodings,
    ResizeCoding,
)
from qda.edits.edit import EditRequest
from qda.edits.importing import CaseFacts, ImportCollection, ImportSources, SourcePlan
from qda.edits.memos import (
    AddMemo,
    ChangeMemo,
    DescribeStudy,
    RecordAbsence,
    RemoveAbsence,
    RemoveMemo,
)
from qda.edits.proposing import StoreProposals
from qda.edits.sources import (
    AssignSource,
    AssignSpeaker,
    DescribeSource,
    MarkReading,
    RemoveCollection,
    RemoveSources,
)
from qda.session import StudySession
from tests.helpers.acts_coders import CODERS
from tests.helpers.acts_coding import CODING_ACTS
from tests.helpers.acts_deciding import ACTS as DECIDING_ACTS
from tests.helpers.acts_displays import DISPLAY_ACTS
from tests.helpers.acts_guides import GUIDE_ACTS
from tests.helpers.acts_judging import JUDGING_ACTS
from tests.helpers.acts_memos import ACTS as MEMO_ACTS
from tests.helpers.acts_records import RECORD_ACTS
from tests.helpers.acts_revising import REVISING
from tests.helpers.acts_sampling import SAMPLING
from tests.helpers.acts_surveys import SURVEY_ACTS
from tests.helpers.acts_theory import THEORY_ACTS
from tests.helpers.studies import (
    FAMILY,
    document,
    ids,
    proposed,
    reviews,
    rows,
    theory,
    transcript,
    wording,
)

Item = TypeVar("Item")
Request = EditRequest[Any]

WORDS = ("anggaran", "kurang", "laporan", "terlambat", "petugas", FAMILY, "café", "שלום", "a\nb")


@dataclass(frozen=True, slots=True)
class Scene:
    """A study and the dice that decide what happens to it."""

    session: StudySession
    dice: Random

    def ids(self, kind: type[Base]) -> list[int]:
        """The ids of the rows of a table."""
        return ids(self.session.store, kind)

    def one(self, kind: type[Base]) -> int | None:
        """The id of any row of a table, or None."""
        found = self.ids(kind)
        return self.dice.choice(found) if found else None

    def some(self, kind: type[Base]) -> tuple[int, ...]:
        """The ids of a few rows of a table."""
        return self.sample(self.ids(kind))

    def sample(self, found: Sequence[Item]) -> tuple[Item, ...]:
        """A few of these."""
        return tuple(self.dice.sample(found, self.dice.randint(0, min(4, len(found)))))

    def rows(self, kind: type[Base]) -> list[dict[str, Any]]:
        """All rows of a table."""
        return rows(self.session.store, kind)

    def row(self, kind: type[Base]) -> dict[str, Any] | None:
        """Any row of a table, or None."""
        found = self.rows(kind)
        return self.dice.choice(found) if found else None

    def words(self) -> str:
        """Some words, in several scripts."""
        return " ".join(self.dice.choices(WORDS, k=self.dice.randint(1, 6)))

    def name(self) -> str:
        """A name that is likely to come up twice in a long history."""
        return f"n{self.dice.randint(1, 12)}"

    def span(self, length: int) -> Span:
        """A stretch of a text, rarely one that reaches beyond it."""
        start = self.dice.randrange(max(1, length))
        return Span(start, min(start + self.dice.randint(1, 30), length + self.dice.choice((0, 1))))

    def judgement(self) -> Judgement:
        """What a coder may say of a coding; rarely a grade that does not exist."""
        return Judgement(
            polarity=self.dice.choice((None, *Polarity)),
            strength=self.dice.choice((None, 1, 2, 3, 4)),
            time=self.dice.choice((None, *TimeFrame)),
            important=self.dice.choice((True, False)),
        )


def _code_segment(scene: Scene) -> Request | None:
    source, code = scene.row(Source), scene.one(Code)
    if source is None or code is None or not source["length"]:
        return None
    memo = scene.dice.choice(("", scene.words()))
    return CodeSegment(
        source["id"], scene.span(source["length"]), code, scene.judgement(), memo=memo
    )


def _code_many(scene: Scene) -> Request | None:
    source = scene.row(Source)
    if source is None or not source["length"]:
        return None
    span, other = scene.span(source["length"]), scene.span(source["length"])
    codings = [CodeSegment(source["id"], span, code) for code in scene.some(Code)]
    codings += [CodeSegment(source["id"], other, code) for code in scene.some(Code)]
    return CodeMany(tuple(codings))


def _recode(scene: Scene) -> Request | None:
    code = scene.one(Code)
    return None if code is None else RecodeCodings(scene.some(Coding), code)


def _resize(scene: Scene) -> Request | None:
    coding, segment = scene.one(Coding), scene.row(Segment)
    if coding is None or segment is None:
        return None
    return ResizeCoding(coding, Span(segment["start"], segment["end"] + scene.dice.choice((0, 1))))


def _word(scene: Scene) -> Request | None:
    code = scene.one(Code)
    if code is None:
        return None
    return WordCode(code, wording(scene.words()), scene.name(), scene.dice.choice((None, "#fff")))


def _move(scene: Scene) -> Request | None:
    code = scene.one(Code)
    if code is None:
        return None
    return MoveCode(code, scene.dice.choice((None, *scene.ids(Code))), scene.dice.randint(0, 5))


def _merge(scene: Scene) -> Request | None:
    code = scene.one(Code)
    return None if code is None else MergeCodes(scene.some(Code), code)


def _split(scene: Scene) -> Request | None:
    code = scene.one(Code)
    if code is None:
        return None
    assigned = {0: scene.some(Coding), 1: scene.some(Coding)}
    return SplitCode(code, (wording("a"), wording("b")), assigned)


def _delete_code(scene: Scene) -> Request | None:
    code = scene.one(Code)
    return None if code is None else DeleteCode(code)


def _describe_case(scene: Scene) -> Request | None:
    case = scene.one(Case)
    if case is None:
        return None
    return DescribeCase(case, scene.name(), scene.words(), scene.dice.choice((None, *_GROUPS)))


def _remove_case(scene: Scene) -> Request | None:
    case = scene.one(Case)
    return None if case is None else RemoveCase(case)


def _merge_cases(scene: Scene) -> Request | None:
    found = scene.ids(Case)
    return MergeCases(scene.dice.choice(found), scene.dice.choice(found)) if found else None


def _set_attribute(scene: Scene) -> Request | None:
    attribute = scene.row(Attribute)
    if attribute is None:
        return None
    owner = scene.one(Case if attribute["owner"] is AttributeOwner.CASE else Source)
    if owner is None:
        return None
    value = scene.dice.choice((None, 3, 2.5, "4", True, "2026-11-21", scene.words(), "ya"))
    return SetAttribute(attribute["owner"], owner, attribute["name"], value)


def _change_memo(scene: Scene) -> Request | None:
    memo = scene.one(Memo)
    return None if memo is None else ChangeMemo(memo, scene.words(), memo_kind=MemoKind.METHOD)


def _remove_memo(scene: Scene) -> Request | None:
    memo = scene.one(Memo)
    return None if memo is None else RemoveMemo(memo)


def _memo(scene: Scene) -> Request | None:
    kind = scene.dice.choice((Source, Code, Coding, Case))
    target = scene.row(kind)
    if target is None:
        return AddMemo(scene.words())
    return AddMemo(scene.words(), target=kind.__tablename__, target_uuid=target["uuid"])


def _absence(scene: Scene) -> Request | None:
    source, code = scene.one(Source), scene.one(Code)
    if source is None or code is None:
        return None
    return RecordAbsence(source, code, scene.dice.choice(tuple(Missing)), scene.words())


def _remove_absence(scene: Scene) -> Request | None:
    absence = scene.one(Absence)
    return None if absence is None else RemoveAbsence(absence)


def _import(scene: Scene) -> Request | None:
    plans = []
    for _ in range(scene.dice.randint(1, 2)):
        name = scene.name()
        if scene.dice.random() < 0.5:
            turns = [(scene.dice.choice(("P", "I1", "I2")), scene.words().replace("\n", " "))] * 3
            plans.append(SourcePlan(transcript(name, turns)))
        else:
            content = name.encode() * scene.dice.randint(1, 3)
            draft = document(name, scene.words(), content=content)
            plans.append(SourcePlan(draft, whole_case=scene.dice.choice(("", scene.name()))))
    return ImportSources(tuple(plans))


def _import_reviews(scene: Scene) -> Request | None:
    texts = [scene.words() for _ in range(scene.dice.choice((0, 1, 2, 5)))]
    into = scene.dice.choice((None, *scene.ids(Collection)))
    return ImportCollection(reviews("Ulasan", texts, first=scene.dice.randint(1, 6)), into_id=into)


def _remove_collection(scene: Scene) -> Request | None:
    collection = scene.one(Collection)
    return None if collection is None else RemoveCollection(collection)


def _describe_source(scene: Scene) -> Request | None:
    source = scene.one(Source)
    return None if source is None else DescribeSource(source, scene.words(), note=scene.words())


def _speaker(scene: Scene) -> Request | None:
    turn = scene.row(Turn)
    if turn is None:
        return None
    kind = scene.dice.choice(tuple(SpeakerKind))
    case = scene.dice.choice((None, CaseFacts(scene.name())))
    return AssignSpeaker(turn["source_id"], turn["speaker"], kind, case)


def _assign_source(scene: Scene) -> Request | None:
    source = scene.one(Source)
    if source is None:
        return None
    return AssignSource(source, scene.dice.choice((None, CaseFacts(scene.name()))))


def _propose(scene: Scene) -> Request | None:
    codes = [row["canonical_id"] for row in rows(scene.session.store, Code)]
    found = [row for row in rows(scene.session.store, Source) if row["length"]]
    if not found:
        return None
    proposals = []
    for row in scene.dice.choices(found, k=3):
        place = Span(0, scene.dice.randint(1, row["length"]))
        code, rule = scene.dice.choice((*codes, "none")), scene.dice.choice(("a 1 R", "b 1 R"))
        proposals.append(proposed(row["id"], place, code, rule=rule))
    return StoreProposals(tuple(proposals))


_GROUPS = tuple(StakeholderGroup)

ACTS: dict[str, Callable[[Scene], Request | None]] = {
    "code_segment": _code_segment,
    "code_many": _code_many,
    "recode": _recode,
    "judge": lambda s: JudgeCodings(s.some(Coding), s.judgement()),
    "resize": _resize,
    "remove_codings": lambda s: RemoveCodings(s.some(Coding)),
    "confirm": lambda s: ConfirmCodings(s.some(Coding)),
    "add_code": lambda s: AddCode(s.name(), wording("x"), s.dice.choice((None, *s.ids(Code)))),
    "word_code": _word,
    "move_code": _move,
    "merge_codes": _merge,
    "split_code": _split,
    "delete_code": _delete_code,
    "adopt": lambda s: AdoptFramework(theory(s.dice.choice(("mini2020", "mini2021")))),
    "add_case": lambda s: AddCase(CaseFacts(s.name(), attributes={"asal": s.words()})),
    "describe_case": _describe_case,
    "remove_case": _remove_case,
    "merge_cases": _merge_cases,
    "define_attribute": lambda s: DefineAttribute(
        s.dice.choice(tuple(AttributeOwner)),
        s.name(),
        s.dice.choice(tuple(AttributeType)),
        choices=("ya", "tidak"),
    ),
    "set_attribute": _set_attribute,
    "add_memo": _memo,
    "change_memo": _change_memo,
    "remove_memo": _remove_memo,
    "record_absence": _absence,
    "remove_absence": _remove_absence,
    "describe_study": lambda s: DescribeStudy(question=s.words()),
    "import_sources": _import,
    "import_reviews": _import_reviews,
    "remove_sources": lambda s: RemoveSources(s.some(Source)),
    "remove_collection": _remove_collection,
    "describe_source": _describe_source,
    "mark_reading": lambda s: MarkReading(s.some(Source), s.dice.choice(tuple(Reading))),
    "assign_speaker": _speaker,
    "assign_source": _assign_source,
    "store_proposals": _propose,
    **CODERS,
    **CODING_ACTS,
    **DECIDING_ACTS,
    **DISPLAY_ACTS,
    **GUIDE_ACTS,
    **JUDGING_ACTS,
    **MEMO_ACTS,
    **RECORD_ACTS,
    **REVISING,
    **SAMPLING,
    **SURVEY_ACTS,
    **THEORY_ACTS,
}
"""Every kind of edit, by a name."""
