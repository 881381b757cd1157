"""Records in the sample study what displays show beside codings, through the edits of everyone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from codebooks.framework import Wording
from models.errors import Defect
from models.positions import Span
from models.vocabulary import AttributeOwner, AttributeType, Missing, Reading
from qda.displays.axes import RowAxis
from qda.displays.kind import DisplayQuestion
from qda.displays.registry import made
from qda.edits.asked import RecordAsked, TickAsked
from qda.edits.cases import DefineAttribute, SetAttribute
from qda.edits.cell_entries import WriteEntry
from qda.edits.claims import AddClaim, ClaimFacts
from qda.edits.coding import TagCodings
from qda.edits.conclusions import DrawConclusion
from qda.edits.convergence import LabelConvergence
from qda.edits.displays import KeepDisplay
from qda.edits.events import AddEvent, EventFacts
from qda.edits.memos import AddMemo, RecordAbsence
from qda.edits.planned import AddPlanned, PlannedFacts
from qda.edits.ratings import AddRating, RatingFacts
from qda.edits.relations import AddRelation, RelationFacts
from qda.edits.sources import MarkReading
from qda.edits.stages import AddStage, StageFacts
from qda.retrieval.cases import cases
from qda.retrieval.claims import claims
from qda.retrieval.codes import codes
from qda.retrieval.codings import codings_in
from qda.retrieval.displays import StandsOn
from qda.retrieval.rows import CaseRow, CodeRow, CodingRow
from qda.retrieval.sources import source, source_texts
from qda.sample.records import (
    CodingKey,
    SampleArrow,
    SampleCell,
    SampleMemo,
    SamplePlace,
    SampleRecords,
    records,
)
from qda.session import StudySession


def record_sample(study: StudySession, sources: dict[str, int], language: str) -> None:
    """Record events, ratings, relations, claims and the rest in the first coder's name.

    `sources` are the ids of the texts by the names of their files. The codings must be there.

    Raises:
        Defect: words or a coding of the list are not in the study.
    """
    _Recording(study, records(), sources, language).do_all()


@dataclass(frozen=True, slots=True)
class _Known:
    """What the study holds that records speak of."""

    texts: dict[int, str]
    codes: dict[str, CodeRow]
    cases: dict[str, CaseRow]
    codings: dict[str, CodingRow]

    def code_id(self, name: str) -> int | None:
        """The id of the code of that name; None where none is named."""
        return self.codes[name].id if name else None

    def case_id(self, name: str) -> int | None:
        """The id of the case of that name; None where none is named."""
        return self.cases[name].id if name else None

    def uuids(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The UUIDs of codings by their keys."""
        return tuple(self.codings[key].uuid for key in keys)


@dataclass(slots=True)
class _Recording:
    """Carries out the edits, one list after the other."""

    study: StudySession
    lists: SampleRecords
    sources: dict[str, int]
    language: str
    known: _Known = field(init=False)

    def __post_init__(self) -> None:
        """Read what is there."""
        with self.study.reading() as connection:
            self.known = self._read(connection)

    def _read(self, connection: Connection) -> _Known:
        by_name = {code.canonical_id: code for code in codes(connection, counted=False)}
        found = {
            file: [
                coding
                for coding in codings_in(connection, source_id)
                if coding.coder == self.study.coder_name
            ]
            for file, source_id in self.sources.items()
        }
        return _Known(
            texts=source_texts(connection, sorted(self.sources.values())),
            codes=by_name,
            cases={case.name: case for case in cases(connection)},
            codings={
                each.key: _coding(each, found[each.file], by_name[each.code].id)
                for each in self.lists.codings
            },
        )

    def do_all(self) -> None:
        """Record everything; displays come last, as they show the rest."""
        self._read_all()
        self._score()
        self._time()
        self._judge()
        self._relate()
        self._count()
        self._collect()
        for memo in self.lists.memos:
            self._write(memo)
        self._display()

    def _said(self, words: Wording) -> str:
        return words.in_(self.language)

    def _span(self, place: SamplePlace) -> Span:
        text = self.known.texts[self.sources[place.file]]
        start = text.find(place.quote)
        within = place.quote.find(place.words)
        if start < 0 or within < 0:
            raise Defect(what=f"“{place.quote[:40]}” is not in {place.file}")
        start += within
        return Span(start, start + len(place.words or place.quote))

    def _read_all(self) -> None:
        do, known = self.study.do, self.known
        do(MarkReading(tuple(self.sources.values()), Reading.READ))
        for tag in self.lists.tags:
            ids = tuple(known.codings[key].id for key in tag.codings)
            do(TagCodings(ids, add=(self._said(tag.words),)))
        for absence in self.lists.absences:
            code = known.codes[absence.code].id
            note = self._said(absence.note)
            do(RecordAbsence(self.sources[absence.file], code, Missing.ABSENT, note))
        for question in self.lists.questions:
            place = question.place
            code, span = known.codes[question.code].id, self._span(place)
            do(RecordAsked(self.sources[place.file], code, span=span))
        for silence in self.lists.not_asked:
            ids = tuple(known.codes[name].id for name in silence.codes)
            do(TickAsked(self.sources[silence.file], not_asked=ids))

    def _score(self) -> None:
        score, owner = self.lists.score, AttributeOwner.CASE
        label = self._said(score.label)
        self.study.do(DefineAttribute(owner, score.name, AttributeType.NUMBER, label))
        for name, value in score.by_case:
            case_id = self.known.cases[name].id
            self.study.do(SetAttribute(owner, case_id, score.name, value))

    def _time(self) -> None:
        for stage in self.lists.stages:
            facts = StageFacts(self._said(stage.name), stage.starts_on, stage.ends_on)
            self.study.do(AddStage(facts))
        for event in self.lists.events:
            reason = self._said(event.reason)
            self.study.do(
                AddEvent(
                    EventFacts(
                        name=self._said(event.name),
                        starts_on=event.starts_on,
                        ends_on=event.ends_on,
                        strand=self._said(event.strand),
                        code_id=self.known.code_id(event.code),
                        source_id=self.sources[event.place.file],
                        span=self._span(event.place),
                        is_critical=bool(reason),
                        reason=reason,
                    )
                )
            )

    def _judge(self) -> None:
        scale = self.lists.scale
        for each in self.lists.ratings:
            facts = RatingFacts(
                code_id=self.known.codes[each.code].id,
                value=each.value,
                low=scale.low,
                high=scale.high,
                case_id=self.known.case_id(each.case),
                rule=self._said(scale.rule),
                evidence=self.known.uuids(each.evidence),
            )
            self.study.do(AddRating(facts))

    def _relate(self) -> None:
        do, known = self.study.do, self.known
        for link in self.lists.links:
            start, end = known.uuids((link.start, link.end))
            facts = RelationFacts(
                link.type,
                from_coding=start,
                to_coding=end,
                order=link.order,
                actor=self._said(link.actor),
            )
            do(AddRelation(facts))
        for arrow in self.lists.arrows:
            first, second = known.code_id(arrow.start), known.code_id(arrow.end)
            do(AddRelation(replace(self._told(arrow), from_code_id=first, to_code_id=second)))
        for tie in self.lists.ties:
            one, other = known.case_id(tie.start), known.case_id(tie.end)
            do(AddRelation(replace(self._told(tie), from_case_id=one, to_case_id=other)))

    def _told(self, arrow: SampleArrow) -> RelationFacts:
        return RelationFacts(
            arrow.type,
            source_id=self.sources[arrow.place.file],
            span=self._span(arrow.place),
            sign=arrow.sign,
            contradicts=arrow.contradicts,
        )

    def _count(self) -> None:
        uuids: dict[str, str] = {}
        for each in self.lists.claims:
            facts = ClaimFacts(
                quantity=self._said(each.quantity),
                value=each.value,
                stated=each.stated,
                unit=self._said(each.unit),
                year=each.year,
                source_id=self.sources[each.place.file] if each.place else None,
                span=self._span(each.place) if each.place else None,
                code_id=self.known.code_id(each.code),
                formula=each.formula,
                operands=tuple(uuids[key] for key in each.operands),
                note=self._said(each.note),
            )
            made_id = self.study.do(AddClaim(facts))
            with self.study.reading() as connection:
                rows = claims(connection)
                uuids[each.key] = next(row.uuid for row in rows if row.id == made_id)

    def _collect(self) -> None:
        plans = tuple(
            PlannedFacts(
                who=self._said(each.who),
                technique=each.technique,
                number=each.number,
                case_id=self.known.case_id(each.case),
                source_id=self.sources[each.file] if each.file else None,
                state=each.state,
                due_on=each.due_on,
                note=self._said(each.note),
            )
            for each in self.lists.planned
        )
        self.study.do(AddPlanned(plans))

    def _write(self, memo: SampleMemo) -> None:
        target, uuid = self._target(memo)
        self.study.do(
            AddMemo(
                text=self._said(memo.text),
                memo_title=self._said(memo.title),
                memo_kind=memo.kind,
                target=target,
                target_uuid=uuid,
                dated_on=memo.dated_on,
            )
        )

    def _target(self, memo: SampleMemo) -> tuple[str, str]:
        if memo.code:
            return "code", self.known.codes[memo.code].uuid
        if memo.case:
            return "case", self.known.cases[memo.case].uuid
        if memo.coding:
            return "coding", self.known.codings[memo.coding].uuid
        with self.study.reading() as connection:
            return "source", source(connection, self.sources[memo.file]).uuid

    def _display(self) -> None:
        ids: dict[str, int] = {}
        for each in self.lists.displays:
            question = DisplayQuestion(
                each.kind,
                self.language,
                self.study.coder_name,
                title=self._said(each.title),
                rows=RowAxis.parse(each.rows) if each.rows else None,
                columns=each.columns,
            )
            with self.study.reading() as connection:
                shown = made(connection, question)
            ids[each.key] = self.study.do(KeepDisplay(question, shown))
        for label in self.lists.labels:
            judged = LabelConvergence(
                ids["triangulation"], label.row, label.label, reason=self._said(label.reason)
            )
            if label.coder == self.study.coder_name:
                self.study.do(judged)
            else:
                with StudySession.open(self.study.store.place, coder=label.coder) as other:
                    other.do(judged)
        for entry in self.lists.entries:
            on = self._stands_on(entry.cell, ids)
            self.study.do(
                WriteEntry(
                    on.display_id,
                    on.row,
                    on.column,
                    entry.kind,
                    self._said(entry.text),
                    evidence=self.known.uuids(entry.evidence),
                )
            )
        drawn = self.lists.conclusion
        self.study.do(
            DrawConclusion(
                self._said(drawn.text),
                tuple(self._stands_on(cell, ids) for cell in drawn.cells),
                confidence=drawn.confidence,
                note=self._said(drawn.note),
            )
        )

    def _stands_on(self, cell: SampleCell, ids: dict[str, int]) -> StandsOn:
        return StandsOn(ids[cell.display], cell.row, cell.column, cell.contradicts)


def _coding(wanted: CodingKey, found: list[CodingRow], code_id: int) -> CodingRow:
    for coding in found:
        if coding.code_id == code_id and coding.quote.startswith(wanted.start):
            return coding
    raise Defect(what=f"“{wanted.start}” is not coded with {wanted.code} in {wanted.file}")
