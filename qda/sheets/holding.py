"""Reads what a study holds that a report has to tell of: people, texts, memos, codings, history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, false, func, select, true

from models.case import Attribute, Case, CaseSpan
from models.code import Code
from models.coding import Absence, Coding
from models.display import Conclusion, ConclusionCell, Display, DisplayVersion
from models.guide import Guide, GuideQuestion
from models.history import Edit, EditState
from models.judging import ConvergenceLabel, ReviewNote, ReviewRound, SheetAnswer
from models.memo import Memo
from models.record import Planned
from models.recording import table_of
from models.sampling import Sample
from models.source import Collection, Source, Turn
from models.study import Coder, Settlement
from models.vocabulary import (
    AttributeOwner,
    CoderKind,
    CodingState,
    Convergence,
    MemoKind,
    Missing,
    Origin,
    PlanState,
    Reading,
    StakeholderGroup,
    Technique,
)
from qda.retrieval.codes import frameworks
from qda.retrieval.rows import FrameworkRow, StudyRow
from qda.retrieval.sight import (
    hidden_edits,
    is_blind,
    seen,
    seen_findings,
    seen_labels,
    seen_memos,
    viewer_of,
)
from qda.retrieval.studies import study_row
from qda.sheets.items import Sheet


@dataclass(frozen=True, slots=True)
class TextHeld:
    """A text that is no row of a collection; `seconds` is how long its recording runs."""

    id: int
    uuid: str
    key: str
    title: str
    technique: Technique
    collected_on: str
    place: str
    reading: Reading
    has_original: bool
    seconds: int | None
    case_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CollectionHeld:
    """A collection and how many texts it has."""

    key: str
    title: str
    technique: Technique
    texts: int


@dataclass(frozen=True, slots=True)
class CaseHeld:
    """A case that is no respondent of a survey, with how many facts are known of it."""

    id: int
    uuid: str
    name: str
    role: str
    group: StakeholderGroup | None
    attributes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemoHeld:
    """A memo: its kind, its words, the day it tells of or was written."""

    uuid: str
    kind: MemoKind
    title: str
    text: str
    coder: str
    day: str


@dataclass(frozen=True, slots=True)
class CodeHeld:
    """A code with how many confirmed codings stand under it alone."""

    id: str
    name_en: str
    name_id: str
    origin: Origin
    is_top: bool
    codings: int


@dataclass(frozen=True, slots=True)
class ConclusionHeld:
    """A conclusion: its words, and how many cells bear it and speak against it."""

    uuid: str
    text: str
    author: str
    cells: int
    against: int


@dataclass(frozen=True, slots=True)
class FindingHeld:
    """A finding of absence: where nothing was found, and what was searched."""

    uuid: str
    key: str
    code: str
    note: str


@dataclass(frozen=True, slots=True)
class GuideHeld:
    """A guide with how many questions it asks."""

    title: str
    questions: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What researchers and a reader judged.

    `labelled` counts distinct themes of triangulations with a label, `dissonant` those called
    dissonant; `settlements` are differences of coders that were talked through.
    """

    labelled: int
    dissonant: int
    settlements: int
    rounds: int
    review_notes: int


@dataclass(frozen=True, slots=True)
class Traced:
    """Codings and history.

    `confirmed` and `proposed` count codings, `days` those with recorded edits, `authors` who made
    them; `versions` are those of kept displays that are no sheets.
    """

    confirmed: int
    proposed: int
    days: int
    authors: int
    first_day: str
    last_day: str
    versions: int


@dataclass(frozen=True, slots=True)
class Holding:
    """What a study holds; `displays` are kind and title of those kept that are no sheets.

    `tried` counts, by tactic, the conclusions on which it was carried out.
    """

    study: StudyRow
    frameworks: tuple[FrameworkRow, ...]
    texts: tuple[TextHeld, ...]
    collections: tuple[CollectionHeld, ...]
    cases: tuple[CaseHeld, ...]
    respondents: int
    memos: tuple[MemoHeld, ...]
    codes: tuple[CodeHeld, ...]
    coders: tuple[str, ...]
    guides: tuple[GuideHeld, ...]
    conclusions: tuple[ConclusionHeld, ...]
    absences: tuple[FindingHeld, ...]
    displays: tuple[tuple[str, str], ...]
    samples: tuple[str, ...]
    declined: tuple[str, ...]
    judged: Judged
    traced: Traced
    tried: tuple[tuple[str, int], ...] = ()

    def memos_of(self, kind: MemoKind) -> tuple[MemoHeld, ...]:
        """The memos of one kind."""
        return tuple(memo for memo in self.memos if memo.kind is kind)


def holding(connection: Connection) -> Holding:
    """What the study holds, as far as whoever reads may see it."""
    case = table_of(Case)
    people = select(func.count()).select_from(case).where(case.c.collection_id.is_not(None))
    display = table_of(Display)
    planned, sample = table_of(Planned), table_of(Sample)
    return Holding(
        study=study_row(connection),
        frameworks=frameworks(connection),
        texts=_texts(connection),
        collections=_collections(connection),
        cases=_cases(connection),
        respondents=_number(connection, people),
        memos=_memos(connection),
        codes=_codes(connection),
        coders=_coders(connection),
        guides=_guides(connection),
        conclusions=_conclusions(connection),
        absences=_absences(connection),
        displays=tuple(
            (kind, title)
            for kind, title in connection.execute(
                select(display.c.kind, display.c.title)
                .where(display.c.kind.not_in([each.value for each in Sheet]))
                .order_by(display.c.position, display.c.id)
            )
        ),
        samples=tuple(connection.execute(select(sample.c.name).order_by(sample.c.id)).scalars()),
        declined=tuple(
            connection.execute(
                select(planned.c.who)
                .where(planned.c.state == PlanState.DECLINED)
                .order_by(planned.c.id)
            ).scalars()
        ),
        judged=_judged(connection),
        traced=_traced(connection),
        tried=_tried(connection),
    )


def _number(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar() or 0)


def _texts(connection: Connection) -> tuple[TextHeld, ...]:
    source, turn, span = table_of(Source), table_of(Turn), table_of(CaseSpan)
    ended = dict(
        connection.execute(
            select(turn.c.source_id, func.max(turn.c.ended_ms)).group_by(turn.c.source_id)
        ).all()
    )
    speaking: dict[int, dict[int, None]] = {}
    among = select(span.c.source_id, span.c.case_id).join(source, source.c.id == span.c.source_id)
    among = among.where(source.c.collection_id.is_(None)).order_by(span.c.source_id, span.c.id)
    for source_id, case_id in connection.execute(among):
        speaking.setdefault(source_id, {})[case_id] = None
    query = (
        select(
            source.c.id,
            source.c.uuid,
            source.c.key,
            source.c.title,
            source.c.technique,
            source.c.collected_on,
            source.c.place,
            source.c.reading,
            source.c.file_id,
        )
        .where(source.c.collection_id.is_(None))
        .order_by(source.c.key)
    )
    return tuple(
        TextHeld(
            *row[:8],
            has_original=row[8] is not None,
            seconds=None if ended.get(row[0]) is None else ended[row[0]] // 1000,
            case_ids=tuple(speaking.get(row[0], ())),
        )
        for row in connection.execute(query)
    )


def _collections(connection: Connection) -> tuple[CollectionHeld, ...]:
    table, source = table_of(Collection), table_of(Source)
    query = (
        select(table.c.key, table.c.title, table.c.technique, func.count(source.c.id))
        .outerjoin(source, source.c.collection_id == table.c.id)
        .group_by(table.c.id, table.c.key, table.c.title, table.c.technique)
        .order_by(table.c.key)
    )
    return tuple(CollectionHeld(*row) for row in connection.execute(query))


def _cases(connection: Connection) -> tuple[CaseHeld, ...]:
    table = table_of(Case)
    query = (
        select(
            table.c.id,
            table.c.uuid,
            table.c.name,
            table.c.role,
            table.c.stakeholder_group,
            table.c.attributes,
        )
        .where(table.c.collection_id.is_(None))
        .order_by(table.c.name)
    )
    own = table_of(Attribute)
    labels = select(own.c.name, own.c.label).where(own.c.owner == AttributeOwner.CASE)
    called = {name: words for name, words in connection.execute(labels) if words}
    return tuple(
        CaseHeld(
            *row[:5], tuple(called.get(name, name) for name, value in row[5].items() if value != "")
        )
        for row in connection.execute(query)
    )


def _memos(connection: Connection) -> tuple[MemoHeld, ...]:
    memo, coder = table_of(Memo), table_of(Coder)
    query = (
        select(
            memo.c.uuid,
            memo.c.kind,
            memo.c.title,
            memo.c.text,
            coder.c.name,
            memo.c.dated_on,
            memo.c.made_at,
        )
        .join(coder, coder.c.id == memo.c.coder_id)
        .where(seen_memos(connection))
        .order_by(memo.c.id)
    )
    return tuple(MemoHeld(*row[:5], day=row[5] or row[6][:10]) for row in connection.execute(query))


def _codes(connection: Connection) -> tuple[CodeHeld, ...]:
    code, coding = table_of(Code), table_of(Coding)
    counts: dict[int, int] = dict(
        connection.execute(
            select(coding.c.code_id, func.count())
            .where(coding.c.state == CodingState.CONFIRMED, seen(connection))
            .group_by(coding.c.code_id)
        ).all()
    )
    query = select(
        code.c.id,
        code.c.canonical_id,
        code.c.name_en,
        code.c.name_id,
        code.c.label,
        code.c.origin,
        code.c.parent_id,
    ).order_by(code.c.position, code.c.id)
    return tuple(
        CodeHeld(
            row.canonical_id,
            row.label or row.name_en,
            row.label or row.name_id,
            row.origin,
            row.parent_id is None,
            counts.get(row.id, 0),
        )
        for row in connection.execute(query)
    )


def _coders(connection: Connection) -> tuple[str, ...]:
    coder, coding = table_of(Coder), table_of(Coding)
    coded = select(coding.c.coder_id).where(seen(connection)).correlate(None)
    query = (
        select(coder.c.name)
        .where(coder.c.kind == CoderKind.PERSON, coder.c.id.in_(coded))
        .order_by(coder.c.id)
    )
    return tuple(connection.execute(query).scalars())


def _guides(connection: Connection) -> tuple[GuideHeld, ...]:
    guide, question = table_of(Guide), table_of(GuideQuestion)
    query = (
        select(guide.c.title, func.count(question.c.id))
        .outerjoin(question, question.c.guide_id == guide.c.id)
        .group_by(guide.c.id, guide.c.title)
        .order_by(guide.c.id)
    )
    return tuple(GuideHeld(*row) for row in connection.execute(query))


def _conclusions(connection: Connection) -> tuple[ConclusionHeld, ...]:
    said, cell, coder = table_of(Conclusion), table_of(ConclusionCell), table_of(Coder)
    counted = select(cell.c.conclusion_id, cell.c.contradicts)
    cells: dict[int, list[bool]] = {}
    for conclusion_id, contradicts in connection.execute(counted):
        cells.setdefault(conclusion_id, []).append(bool(contradicts))
    query = (
        select(said.c.id, said.c.uuid, said.c.text, coder.c.name)
        .join(coder, coder.c.id == said.c.coder_id)
        .where(said.c.coder_id == viewer_of(connection) if is_blind(connection) else true())
        .order_by(said.c.position, said.c.id)
    )
    return tuple(
        ConclusionHeld(
            row.uuid,
            row.text,
            row.name,
            len(cells.get(row.id, [])) - sum(cells.get(row.id, [])),
            sum(cells.get(row.id, [])),
        )
        for row in connection.execute(query)
    )


def _absences(connection: Connection) -> tuple[FindingHeld, ...]:
    absence, source, code = table_of(Absence), table_of(Source), table_of(Code)
    query = (
        select(absence.c.uuid, source.c.key, code.c.canonical_id, absence.c.note)
        .join(source, source.c.id == absence.c.source_id)
        .join(code, code.c.id == absence.c.code_id)
        .where(absence.c.mark == Missing.ABSENT, seen_findings(connection))
        .order_by(source.c.key, absence.c.id)
    )
    return tuple(FindingHeld(*row) for row in connection.execute(query))


def _judged(connection: Connection) -> Judged:
    label = table_of(ConvergenceLabel)
    query = select(label.c.display_id, label.c.row, label.c.label).where(
        label.c.first == "", seen_labels(connection)
    )
    found = connection.execute(query).all()
    settled = select(func.count()).select_from(table_of(Settlement))
    return Judged(
        labelled=len({(row.display_id, row.row) for row in found}),
        dissonant=len(
            {(row.display_id, row.row) for row in found if row.label is Convergence.DISSONANCE}
        ),
        settlements=0 if is_blind(connection) else _number(connection, settled),
        rounds=_number(connection, select(func.count()).select_from(table_of(ReviewRound))),
        review_notes=_number(connection, select(func.count()).select_from(table_of(ReviewNote))),
    )


def _tried(connection: Connection) -> tuple[tuple[str, int], ...]:
    answer, said = table_of(SheetAnswer), table_of(Conclusion)
    seen_ones = select(said.c.uuid).where(
        said.c.coder_id == viewer_of(connection) if is_blind(connection) else true()
    )
    query = (
        select(answer.c.item, func.count())
        .where(
            answer.c.sheet == Sheet.TACTICS.value,
            answer.c.done.is_(True),
            answer.c.about.in_(seen_ones),
        )
        .group_by(answer.c.item)
    )
    return tuple((item, count) for item, count in connection.execute(query))


def _traced(connection: Connection) -> Traced:
    coding, edit, version = table_of(Coding), table_of(Edit), table_of(DisplayVersion)
    by_state: dict[CodingState, int] = dict(
        connection.execute(
            select(coding.c.state, func.count()).where(seen(connection)).group_by(coding.c.state)
        ).all()
    )
    hidden = hidden_edits(connection)
    day = func.substr(edit.c.made_at, 1, 10)
    query = select(
        func.count(day.distinct()),
        func.count(edit.c.coder_id.distinct()),
        func.min(day),
        func.max(day),
    ).where(edit.c.state == EditState.DONE, ~(false() if hidden is None else hidden))
    days, authors, first, last = connection.execute(query).one()
    display = table_of(Display)
    kept = (
        select(func.count())
        .select_from(version)
        .join(display, display.c.id == version.c.display_id)
        .where(display.c.kind.not_in([each.value for each in Sheet]))
    )
    return Traced(
        confirmed=by_state.get(CodingState.CONFIRMED, 0),
        proposed=by_state.get(CodingState.PROPOSED, 0),
        days=days,
        authors=authors,
        first_day=first or "",
        last_day=last or "",
        versions=_number(connection, kept),
    )
