"""The acts on what displays need to know: recording it from the text, in lists, by the program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from models.vocabulary import RelationType, Technique
from qda.displays.values import Cell, Heading, Matrix
from qda.edits.asked import RecordAsked
from qda.edits.claims import AddClaim, ChangeClaim, ClaimFacts
from qda.edits.events import AddEvent, ChangeEvent, EventFacts
from qda.edits.planned import AddPlanned, ChangePlanned, PlannedFacts
from qda.edits.ratings import AddRating, ChangeRating, RatingFacts
from qda.edits.relations import AddRelation, ChangeRelation, RelationFacts
from qda.edits.stages import AddStage, ChangeStage, StageFacts
from qda.i18n import Speech
from qda.recording.facts import (
    claim_facts,
    event_facts,
    planned_facts,
    rating_facts,
    relation_facts,
    stage_facts,
)
from qda.recording.selected import claim_of_words, event_of_words
from qda.retrieval.asked import AskedRow
from qda.retrieval.claims import ClaimRow
from qda.retrieval.codings import CodingFilter, coding_query, coding_rows, reading_order
from qda.retrieval.events import EventRow
from qda.retrieval.planned import PlannedRow
from qda.retrieval.ratings import RatingRow
from qda.retrieval.records import RecordRow
from qda.retrieval.relations import EndKind, RelationRow
from qda.retrieval.rows import CodingRow
from qda.session import StudyState
from ui.acts.act import Acts
from ui.acts.proposing_records import ProposingActs
from ui.panes.display import DisplayPane
from ui.panes.records import RecordsPane
from ui.records.describing import EventDialog, RatingDialog, StageDialog
from ui.records.known import Known, ListKind, Row, Words, read_known
from ui.records.planning import AskedDialog, AskedSaid, ClaimDialog, PlannedDialog
from ui.records.relating import RelationDialog
from ui.widgets.notice_bar import Message

if TYPE_CHECKING:
    from ui.workspace import Workspace

_MOST_CODINGS = 300
"""Codings that are offered at once as the end of a relation; words narrow them."""


class RecordActs(Acts):
    """What one does with records; they have one tab, and are asked for in dialogs.

    `proposing` are the acts by which the program proposes some and checks numbers.
    """

    def __init__(self, space: Workspace) -> None:
        super().__init__(space.desk, space.speech, space)
        self.space = space
        self.proposing = ProposingActs(space, self.open_records)

    def retranslate(self) -> None:
        """Override: the acts that propose speak the same language."""
        self.proposing.set_speech(self.speech)

    # --- the lists -----------------------------------------------------------------------------

    def on_records(self) -> None:
        """Show the lists."""
        pane = self.open_records()
        pane.page().table.setFocus()

    def open_records(self) -> RecordsPane:
        """Show the lists in their tab."""
        tabs = self.space.tabs
        pane = tabs.first(RecordsPane)
        if pane is None:
            pane = RecordsPane(self.desk, self.speech, self.space)
            pane.place_wanted.connect(self.space.open_source)
            pane.asked_for.connect(self.carry_out)
            tabs.add(pane, self.speech("Events, relations, ratings"))
        tabs.setCurrentWidget(pane)
        return pane

    def on_add_record(self) -> None:
        """Add to the list in front; where none is, show the lists first."""
        pane = self.space.tabs.front(RecordsPane)
        if pane is None:
            self.on_records()
        else:
            self.carry_out(pane.kind(), "add")

    def on_confirm_records(self) -> None:
        """Confirm the proposals that are chosen in the list in front."""
        pane = self.space.tabs.front(RecordsPane)
        if pane is None:
            self._tell(lambda s: s("Open the list of events, relations or ratings first."))
        else:
            pane.carry_out(pane.kind(), "confirm")

    def carry_out(self, kind: ListKind, name: str) -> None:
        """Ask what a list wants to know before it is done."""
        pane = self.space.tabs.first(RecordsPane)
        if pane is None:
            return
        if name == "add":
            self._add(kind, pane.known)
        elif name == "change":
            row = pane.pages[kind].current()
            if row is not None:
                self._change(row, pane.known)
        elif name == "name":
            self.proposing.name_quantity(pane.pages[kind].chosen())
        elif name == "find":
            self.proposing.find_for(kind)
        elif name == "propose":
            self.proposing.on_propose_ratings()
        elif name == "check":
            self.proposing.on_check_claims()

    def _add(self, kind: ListKind, known: Known) -> None:
        if kind is ListKind.EVENT:
            self.ask_event(known, EventFacts("", ""))
        elif kind is ListKind.RELATION:
            self.ask_relation(known, RelationFacts(RelationType.INFLUENCES))
        elif kind is ListKind.RATING:
            self.ask_rating(known, _first_rating(known))
        elif kind is ListKind.CLAIM:
            self.ask_claim(known, ClaimFacts("", 0.0))
        elif kind is ListKind.ASKED:
            self.ask_asked(known)
        elif kind is ListKind.PLANNED:
            self._ask_plan(known, PlannedFacts("", Technique.INTERVIEW), None)
        else:
            self._ask_stage(StageFacts(""), None)

    def _change(self, row: Row, known: Known) -> None:
        if isinstance(row, EventRow):
            self.ask_event(known, event_facts(row), changed=row.id, words=_words_of(row))
        elif isinstance(row, RelationRow):
            self._change_relation(row, known)
        elif isinstance(row, RatingRow):
            self.ask_rating(known, rating_facts(row), changed=row.id)
        elif isinstance(row, ClaimRow):
            self.ask_claim(known, claim_facts(row), changed=row, words=_words_of(row))
        elif isinstance(row, AskedRow):
            source_id = row.source_id or 0
            self.ask_asked(known, said=AskedSaid(source_id, row.code_id, row.is_asked))
        elif isinstance(row, PlannedRow):
            self._ask_plan(known, planned_facts(row), row.id)
        else:
            self._ask_stage(stage_facts(row), row.id)

    # --- one of each ---------------------------------------------------------------------------

    def ask_event(
        self,
        known: Known,
        facts: EventFacts,
        *,
        changed: int | None = None,
        words: Words | None = None,
    ) -> None:
        """Ask what is said of an event, a new one or one by its id."""
        dialog = EventDialog(
            self.speech, known, facts, is_new=changed is None, words=words, parent=self.window_
        )

        def take() -> None:
            if changed is None:
                self.desk.do(AddEvent(dialog.facts()), partial(self._made, ListKind.EVENT))
            else:
                self.desk.do(ChangeEvent(changed, dialog.facts()))

        dialog.accepted.connect(take)
        self.ask(dialog)

    def ask_claim(
        self,
        known: Known,
        facts: ClaimFacts,
        *,
        changed: ClaimRow | None = None,
        words: Words | None = None,
    ) -> None:
        """Ask what is said of a claim, a new one or one that is there (`ClaimRow`)."""
        dialog = ClaimDialog(
            self.speech,
            known,
            facts,
            is_new=changed is None,
            own="" if changed is None else changed.uuid,
            words=words,
            parent=self.window_,
        )

        def take() -> None:
            if changed is None:
                self.desk.do(AddClaim(dialog.facts()), partial(self._made, ListKind.CLAIM))
            else:
                self.desk.do(ChangeClaim(changed.id, dialog.facts()))

        dialog.accepted.connect(take)
        self.ask(dialog)

    def ask_rating(self, known: Known, facts: RatingFacts, *, changed: int | None = None) -> None:
        """Ask what is said in a rating, a new one or one by its id."""
        if not known.codes:
            self._tell(lambda s: s("Add a framework or a code first; ratings are of codes."))
            return
        dialog = RatingDialog(
            self.speech, known, facts, is_new=changed is None, parent=self.window_
        )

        def take() -> None:
            if changed is None:
                self.desk.do(AddRating(dialog.facts()), partial(self._made, ListKind.RATING))
            else:
                self.desk.do(ChangeRating(changed, dialog.facts()))

        dialog.accepted.connect(take)
        self.ask(dialog)

    def ask_relation(
        self, known: Known, facts: RelationFacts, *, coding: CodingRow | None = None
    ) -> None:
        """Ask what bears on what; from a coding where one is named."""
        dialog = RelationDialog(
            self.speech, known, facts, is_new=True, coding=coding, parent=self.window_
        )
        dialog.codings_wanted.connect(partial(self._find_codings, dialog))
        dialog.accepted.connect(
            lambda: self.desk.do(
                AddRelation(dialog.facts()), partial(self._made, ListKind.RELATION)
            )
        )
        dialog.want_codings()
        self.ask(dialog)

    def _change_relation(self, row: RelationRow, known: Known) -> None:
        ends = (row.from_end, row.to_end)
        is_fixed = row.from_end.kind is EndKind.CODING
        named = [known.end_name(each, self.speech) for each in ends]
        dialog = RelationDialog(
            self.speech,
            known,
            relation_facts(row),
            is_new=False,
            fixed=(named[0], named[1]) if is_fixed else None,
            words=_words_of(row),
            parent=self.window_,
        )
        dialog.accepted.connect(lambda: self.desk.do(ChangeRelation(row.id, dialog.facts())))
        self.ask(dialog)

    def _find_codings(self, dialog: RelationDialog, wanted: CodingFilter) -> None:
        def read(state: StudyState) -> tuple[CodingRow, ...]:
            query = coding_query(state, wanted).order_by(*reading_order()).limit(_MOST_CODINGS)
            return tuple(coding_rows(state, query))

        self.desk.read("codings to relate", read, dialog.show_codings)

    def ask_asked(
        self, known: Known, *, words: Words | None = None, said: AskedSaid | None = None
    ) -> None:
        """Ask which code a question asks about, or whether it was asked about at all."""
        dialog = AskedDialog(self.speech, known, words=words, said=said, parent=self.window_)

        def take() -> None:
            answer = dialog.said()
            span = None if words is None else words.span
            edit = RecordAsked(answer.source_id, answer.code_id, answer.is_asked, span)
            self.desk.do(edit, partial(self._made, ListKind.ASKED))

        dialog.accepted.connect(take)
        self.ask(dialog)

    def _ask_plan(self, known: Known, facts: PlannedFacts, changed: int | None) -> None:
        dialog = PlannedDialog(
            self.speech, known, facts, is_new=changed is None, parent=self.window_
        )

        def take() -> None:
            if changed is None:
                self.desk.do(
                    AddPlanned((dialog.facts(),)),
                    lambda ids: self._made(ListKind.PLANNED, ids[0]),
                )
            else:
                self.desk.do(ChangePlanned(changed, dialog.facts()))

        dialog.accepted.connect(take)
        self.ask(dialog)

    def _ask_stage(self, facts: StageFacts, changed: int | None) -> None:
        dialog = StageDialog(self.speech, facts, is_new=changed is None, parent=self.window_)

        def take() -> None:
            if changed is None:
                self.desk.do(AddStage(dialog.facts()), partial(self._made, ListKind.STAGE))
            else:
                self.desk.do(ChangeStage(changed, dialog.facts()))

        dialog.accepted.connect(take)
        self.ask(dialog)

    # --- from the text -------------------------------------------------------------------------

    def on_record_event(self) -> None:
        """Record an event that the selected words tell of."""

        def ask(words: Words, known: Known) -> None:
            facts = event_of_words(words.source_id, words.span, words.quote)
            self.ask_event(known, facts, words=words)

        self._of_selection(ask)

    def on_record_claim(self) -> None:
        """Record a number that the selected words state."""

        def ask(words: Words, known: Known) -> None:
            facts = claim_of_words(words.source_id, words.span, words.quote, words.language)
            self.ask_claim(known, facts, words=words)

        self._of_selection(ask)

    def on_question_asks(self) -> None:
        """Say which code the selected question asks about."""
        self._of_selection(lambda words, known: self.ask_asked(known, words=words))

    def on_relate_coding(self) -> None:
        """Relate the coding at the caret to another one, or its code to another code."""
        row = self.space.coding.standing.row()
        if row is None:
            self._tell(lambda s: s("Place the caret in a coding first."))
            return
        facts = RelationFacts(RelationType.INFLUENCES, from_code_id=row.code_id)
        self.desk.read(
            "known to records",
            read_known,
            lambda known: self.ask_relation(known, facts, coding=row),
        )

    def _of_selection(self, ask: Callable[[Words, Known], None]) -> None:
        pane = self.space.current_reader()
        span = None if pane is None else pane.reader.selected_span()
        shown = None if pane is None else pane.reader.shown_text()
        if pane is None or span is None or shown is None:
            self._tell(lambda s: s("Select the words in a source first."))
            return
        words = Words(pane.source_id, span, span.of(shown.text), shown.reference(span))

        def asked(known: Known) -> None:
            ask(replace(words, language=known.language_of(words.source_id)), known)

        self.desk.read("known to records", read_known, asked)

    # --- rating --------------------------------------------------------------------------------

    def on_rate(self) -> None:
        """Rate what the cell in front shows, or else the current code."""
        pane = self.space.tabs.front(DisplayPane)
        if pane is not None and isinstance(pane.matrix, Matrix):
            index = pane.view.table.currentIndex()
            if index.isValid():
                self._rate_cell(pane.matrix, index.row(), index.column())
                return
        code_id = self.space.codes.trees.active().current_id()
        if code_id is None:
            self._tell(lambda s: s("Choose a code, or a cell of a display, first."))
        else:
            self.rate_code(code_id)

    def rate_code(self, code_id: int) -> None:
        """Ask how far a code is fulfilled, and in what."""
        facts = RatingFacts(code_id, 2)
        self.desk.read("known to records", read_known, lambda known: self.ask_rating(known, facts))

    def _rate_cell(self, matrix: Matrix, row: int, column: int) -> None:
        cell, ends = matrix.cells[row][column], (matrix.rows[row], matrix.columns[column])
        self.desk.read(
            "known to records",
            read_known,
            lambda known: self.ask_rating(known, _of_cell(matrix, cell, ends, known)),
        )

    # --- what all of them do -------------------------------------------------------------------

    def _made(self, kind: ListKind, id_: int) -> None:
        """Stand on what was recorded, where its list is in front; else say where it is."""
        if self.space.tabs.front(RecordsPane) is None:
            self._tell(lambda s: s("Recorded. Facts › Events, relations, ratings shows it."))
        else:
            self._stand_on(kind, id_)

    def _stand_on(self, kind: ListKind, id_: int) -> None:
        pane = self.space.tabs.front(RecordsPane)
        if pane is not None:
            pane.show_list(kind, id_)

    def _tell(self, say: Callable[[Speech], str]) -> None:
        self.desk.told.emit(Message(say))


def _words_of(row: RecordRow) -> Words | None:
    if row.span is None or row.source_id is None:
        return None
    return Words(row.source_id, row.span, row.quote, row.key)


def _first_rating(known: Known) -> RatingFacts:
    return RatingFacts(known.codes[0].id if known.codes else 0, 2)


def _of_cell(
    matrix: Matrix, cell: Cell, ends: tuple[Heading, Heading], known: Known
) -> RatingFacts:
    """What a cell would be rated for: the code and the case of its headings, else of its words."""
    evidence = [matrix.evidence[at] for at in cell.evidence]
    codes = {code.canonical_id: code.id for code in known.codes}
    cases = {case.name: case.id for case in known.cases}
    named = [codes[end.id] for end in ends if end.id in codes]
    named += [codes[name] for name, _ in Counter(e.code for e in evidence).most_common(1)]
    people = [cases[end.label] for end in ends if end.label in cases]
    said = {each.case for each in evidence if each.case}
    if not people and len(said) == 1:
        people = [cases[name] for name in said if name in cases]
    first = known.codes[0].id if known.codes else 0
    return RatingFacts(
        next(iter(named), first),
        2,
        case_id=next(iter(people), None),
        evidence=tuple(dict.fromkeys(each.coding for each in evidence)),
    )
