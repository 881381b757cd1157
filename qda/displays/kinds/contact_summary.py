"""The contact summary form: one page an interview, observation or informant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from models.case import Case
from models.recording import table_of
from models.vocabulary import EntryKind, MemoKind, Missing, PlanState
from qda.displays.axes import AxisKind
from qda.displays.filling import filled
from qda.displays.forms import CONTACTS, Form, recorded_minutes, source_facts
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.missing import Members
from qda.displays.periods import spoken
from qda.displays.values import Cell, Entry, Heading, Layout, Matrix, Record, RecordKind
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.labels import label
from qda.retrieval.planned import planned

_NEW = (MemoKind.ANALYTIC, MemoKind.THEORY_FIT)


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """A page for every contact with people, or for every informant.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    speech, page = bench.speech, _Page(bench)
    rows = {
        key: members
        for key, members in bench.members_on(bench.axis).items()
        if page.is_contact(members)
    }
    said = bench.grouped(bench.axis, bench.sayings)
    bench.take(page.form.shown(saying for key in rows for saying in said.get(key.id, ())))
    before = [Heading(id_, speech(name)) for id_, name in _BEFORE]
    after = [Heading(id_, speech(name)) for id_, name in _AFTER]
    return bench.matrix(
        speech("Contact"),
        [bench.heading(key, members) for key, members in rows.items()],
        [*before, *page.form.dimensions, *after],
        [page.cells(members, said.get(key.id, ())) for key, members in rows.items()],
        layout=Layout.FORM,
    )


class _Page:
    """Fills the fields of a contact."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.form = Form(bench)
        self._sources = source_facts(bench.connection)
        self._minutes = recorded_minutes(bench.connection)
        self._plans = [row for row in planned(bench.connection) if row.state is PlanState.PLANNED]
        cases = table_of(Case)
        query = select(cases.c.id, cases.c.uuid)
        query = query.where(cases.c.collection_id.is_(None))
        self._case_uuid = {row.id: row.uuid for row in bench.connection.execute(query)}

    def is_contact(self, members: Members) -> bool:
        """Whether a row is one that a researcher met."""
        known = (self._sources.get(source) for source, _ in members)
        return any(facts is not None and facts.technique in CONTACTS for facts in known)

    def cells(self, members: Members, sayings: Sequence[Saying]) -> list[Cell]:
        """The fields of one contact, in their order."""
        texts = list(dict.fromkeys(source for source, _ in members))
        answers = self.form.on_dimensions(members, sayings)
        return [
            self._contact(members),
            self.form.issues(sayings, texts),
            *answers,
            self.form.salient(sayings, texts),
            self._hypotheses(members, sayings, texts),
            self._follow_up(members, answers),
        ]

    def _contact(self, members: Members) -> Cell:
        speech, people = self.bench.speech, self.bench.voices.people
        entries = []
        for case in dict.fromkeys(case for _, case in members if case is not None):
            who = people[case]
            group = "" if who.group is None else label(who.group, speech)
            words = ", ".join(part for part in (who.name, who.role, group) if part)
            entries.append(Entry(EntryKind.SUMMARY, words, records=(self._case(case),)))
        for source in dict.fromkeys(source for source, _ in members):
            facts = self._sources.get(source)
            if facts is None:
                continue
            parts = (
                facts.key,
                label(facts.technique, speech),
                spoken(facts.collected_on, speech),
                facts.place,
                speech.many("{n} minute", "{n} minutes", self._minutes[source])
                if source in self._minutes
                else "",
                speech.many("{n} character", "{n} characters", facts.length),
                label(facts.reading, speech).lower(),
            )
            words = " · ".join(part for part in parts if part)
            record = (self.form.source(facts),)
            more = (words, "; ".join(self.form.described(facts)), facts.note)
            entries += [Entry(EntryKind.SUMMARY, line, records=record) for line in more if line]
        return filled(self.bench, (), entries)

    def _case(self, case: int) -> int:
        name = self.bench.voices.people[case].name
        return self.bench.record(Record(RecordKind.CASE, self._case_uuid.get(case, ""), "", name))

    def _hypotheses(
        self, members: Members, sayings: Sequence[Saying], texts: Sequence[int]
    ) -> Cell:
        """Ideas that came with the contact: memos on it, its people, and how it fits the theory."""
        notes = self.form.notes
        on = [facts.uuid for text in texts if (facts := self._sources.get(text)) is not None]
        on += [self._case_uuid.get(case, "") for _, case in members if case is not None]
        found = notes.on(on, _NEW)
        fits = notes.on([each.place.uuid for each in sayings], (MemoKind.THEORY_FIT,))
        entries = notes.entries((*found, *fits))
        return self.form.written(
            entries, mark("No analytic or theory-fit memo is written on it."), texts
        )

    def _follow_up(self, members: Members, answers: Sequence[Cell]) -> Cell:
        """What to come back for: dimensions without words, planned meetings, method memos."""
        speech, language = self.bench.speech, self.bench.question.language
        left: dict[Missing, list[str]] = defaultdict(list)
        for column, cell in zip(self.bench.columns, answers, strict=True):
            if cell.missing in (Missing.NOT_ASKED, Missing.SILENT, Missing.PENDING):
                left[cell.missing].append(column.code.name(language))
        entries = [
            Entry(EntryKind.SUMMARY, f"{label(reason, speech)}: {', '.join(names)}")
            for reason, names in left.items()
        ]
        people = {case for _, case in members if case is not None}
        names = {self.bench.voices.people[case].name.casefold() for case in people}
        for plan in self._plans:
            if plan.case_id in people or plan.who.strip().casefold() in names:
                what = f"{plan.who} · {label(plan.technique, speech)} {plan.number}"
                words = speech("planned: {what}", what=what)
                record = self.bench.record(Record(RecordKind.SOURCE, plan.uuid, "", words))
                entries.append(Entry(EntryKind.SUMMARY, words, records=(record,)))
        known = (self._sources.get(source) for source, _ in members)
        uuids = [facts.uuid for facts in known if facts is not None]
        entries += self.form.notes.entries(self.form.notes.on(uuids, (MemoKind.METHOD,)))
        if not entries:
            return self.bench.missing(Missing.NOT_APPLICABLE, speech("Nothing is left open."))
        return filled(self.bench, (), entries)


_BEFORE = (("@contact", mark("Contact data")), ("@issues", mark("Main issues")))
_AFTER = (
    ("@salient", mark("Salient points")),
    ("@hypotheses", mark("New hypotheses and ideas")),
    ("@follow-up", mark("To follow up")),
)

KIND = DisplayKind(
    id="contact-summary",
    name=mark("Contact summary form"),
    family=Family.EXPLORING,
    answers=mark("What came of each interview or observation, and what is to be asked next?"),
    rule=mark(
        "One page a contact. Main issues are the five codes with the most segments; answers are "
        "what researchers wrote on the passages of a dimension, then its best quotes; salient are "
        "passages marked as important; ideas are memos; to follow up are dimensions without words."
    ),
    empty=mark("Import an interview, a focus group or notes of an observation first."),
    make=make,
    rows=(AxisKind.SOURCE, AxisKind.CASE),
)
