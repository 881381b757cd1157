"""The document summary form: one page a document, what it is, what it says, and to what it leads.

Miles and Huberman (1994, ch. 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from models.vocabulary import EntryKind, MemoKind, Missing
from qda.displays.axes import AxisKind, RowAxis
from qda.displays.filling import filled
from qda.displays.forms import CONTACTS, Form, SourceFacts, source_facts
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.missing import Members
from qda.displays.on_record import is_in_scope, record
from qda.displays.periods import spoken
from qda.displays.values import Cell, Entry, Heading, Layout, Matrix
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.labels import label
from qda.retrieval.claims import claims
from qda.retrieval.events import events
from qda.retrieval.memos import memos_of
from qda.retrieval.records import RecordRow
from qda.retrieval.relations import relations


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """A page for every document that stands alone.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    axis, speech, page = RowAxis(AxisKind.SOURCE), bench.speech, _Page(bench)
    known = source_facts(connection)
    rows = [
        (key, members, facts)
        for key, members in bench.members_on(axis).items()
        for facts in [known.get(next(iter(members))[0])]
        if facts is not None and facts.technique not in CONTACTS
    ]
    said = bench.grouped(axis, bench.sayings)
    bench.take(page.form.shown(each for key, _, _ in rows for each in said.get(key.id, ())))
    before = [Heading(id_, speech(name)) for id_, name in _BEFORE]
    after = [Heading(id_, speech(name)) for id_, name in _AFTER]
    return bench.matrix(
        speech("Document"),
        [Heading(key.id, key.label) for key, _, _ in rows],
        [*before, *page.form.dimensions, *after],
        [page.cells(facts, members, said.get(key.id, ())) for key, members, facts in rows],
        layout=Layout.FORM,
    )


class _Page:
    """Fills the fields of a document."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.form = Form(bench)
        self._told: tuple[RecordRow, ...] = (
            *(row for row in events(bench.connection) if is_in_scope(bench, row)),
            *(row for row in claims(bench.connection) if is_in_scope(bench, row)),
        )
        self._relations = relations(bench.connection)

    def cells(self, facts: SourceFacts, members: Members, sayings: Sequence[Saying]) -> list[Cell]:
        """The fields of one document, in their order."""
        speech, texts = self.bench.speech, [facts.id]
        date = spoken(facts.collected_on, speech)
        from_where = [part for part in (facts.place, facts.note) if part]
        return [
            self.form.fact(
                facts,
                label(facts.technique, speech),
                label(facts.data_class, speech),
                *self.form.described(facts),
            ),
            self.form.fact(facts, date)
            if date
            else self.bench.missing(Missing.NOT_ASKED, speech("no date is recorded")),
            self.form.fact(facts, *from_where)
            if from_where
            else self.bench.missing(Missing.NOT_ASKED, speech("no origin is recorded")),
            self._importance(sayings, texts),
            self._content(facts, sayings),
            *self.form.on_dimensions(members, sayings),
            self.form.salient(sayings, texts),
            self._links(facts, sayings),
        ]

    def _importance(self, sayings: Sequence[Saying], texts: Sequence[int]) -> Cell:
        """How much of the theory it bears on; how much it matters, the researcher says."""
        if not sayings:
            return self.form.issues(sayings, texts)
        speech = self.bench.speech
        borne = sum(bool(found) for found in self.form.by_dimension(sayings))
        words = speech(
            "Bears on {borne} of {dimensions} dimensions",
            borne=speech.number(borne),
            dimensions=speech.number(len(self.bench.columns)),
        )
        segments = {each.place.segment_id for each in sayings}
        important = {each.place.segment_id for each in sayings if each.place.important}
        more = speech.many("{n} segment", "{n} segments", len(segments))
        marked = speech.many("{n} marked as important", "{n} marked as important", len(important))
        entry = Entry(EntryKind.COUNT, f"{words}; {more}; {marked}", value=float(borne))
        return filled(self.bench, sayings, [entry])

    def _content(self, facts: SourceFacts, sayings: Sequence[Saying]) -> Cell:
        """What researchers wrote: on the document, then on its passages."""
        notes = self.form.notes
        entries = (
            *notes.entries(notes.on([facts.uuid], (MemoKind.ANALYTIC, MemoKind.JOURNAL))),
            *notes.paraphrases(sayings),
        )
        if not entries:
            words = self.bench.speech("no memo says yet what it is about: write it here")
            return self.bench.missing(Missing.PENDING, words)
        return filled(self.bench, sayings, entries)

    def _links(self, facts: SourceFacts, sayings: Sequence[Saying]) -> Cell:
        """To what it leads: memos that speak of it, relations, events and claims read from it."""
        entries = [*self._mentions(facts), *self._related(facts, sayings)]
        for row in self._told:
            if row.source_id == facts.id:
                index = record(self.bench, row)
                words = self.bench.all_records[index].text
                told = f"{row.key}: {words}"
                entries.append(Entry(EntryKind.EVENT, told, state=row.state, records=(index,)))
        if not entries:
            return self.bench.missing(
                Missing.NOT_APPLICABLE,
                self.bench.speech("no memo, relation, event or claim leads from it"),
            )
        return filled(self.bench, (), entries)

    def _mentions(self, facts: SourceFacts) -> Iterable[Entry]:
        found = memos_of(self.bench.connection, "source", facts.uuid)
        return self.form.notes.entries(each.memo for each in found if each.mentions)

    def _related(self, facts: SourceFacts, sayings: Sequence[Saying]) -> Iterable[Entry]:
        """The relations between this document's codings and those of other texts."""
        own = {each.place.uuid for each in sayings}
        for row in self._relations:
            ends = (row.from_end, row.to_end)
            inside = [end for end in ends if end.coding in own]
            outside = [end for end in ends if end.coding and end.source_id != facts.id]
            if inside and outside and outside[0].key:
                relation = label(row.type, self.bench.speech)
                words = f"{inside[0].key} – {relation} – {outside[0].key}: “{outside[0].quote}”"
                yield Entry(
                    EntryKind.SUMMARY,
                    words,
                    state=row.state,
                    records=(record(self.bench, row),),
                    author=row.coder,
                    made_at=row.made_at,
                )


_BEFORE = (
    ("@type", mark("Type of document")),
    ("@date", mark("Date")),
    ("@origin", mark("Origin")),
    ("@importance", mark("Importance")),
    ("@content", mark("Brief content")),
)
_AFTER = (("@salient", mark("Salient points")), ("@links", mark("Links")))

KIND = DisplayKind(
    id="document-summary",
    name=mark("Document summary"),
    family=Family.EXPLORING,
    answers=mark("What is each document, what does it say on each dimension, where does it lead?"),
    rule=mark(
        "One page a document. Importance counts the dimensions it bears on; brief content is what "
        "researchers wrote on it and on its passages; links are memos that speak of it, relations "
        "with other texts, and the events and claims read from it."
    ),
    empty=mark("Import a document first."),
    make=make,
    older_name=mark("Document summary form"),
    takes_level=True,
)
