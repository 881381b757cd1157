"""The acts by which the program proposes records, and checks the numbers that are recorded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from qda.edits.asked import LinkQuestions
from qda.edits.claims import ClaimDraft, NameQuantity, ProposeClaims
from qda.edits.events import EventDraft, ProposeEvents
from qda.edits.ratings import ProposeRatings
from qda.i18n import Speech
from qda.recording.check_words import CheckLine, check_lines
from qda.recording.claims import claim_drafts
from qda.recording.happenings import coding_events
from qda.recording.questions import ProposedLink, proposed_links
from qda.recording.ratings import CODER, RatingRule, Subject, proposed_ratings
from qda.recording.reading import checked_numbers
from qda.recording.regulations import regulation_events
from qda.retrieval.claims import ClaimRow
from qda.retrieval.codings import CodingFilter
from qda.retrieval.sources import sources
from ui.acts.act import Acts
from ui.jobs import Job
from ui.panes.records import RecordsPane
from ui.records.finding import (
    FindDialog,
    LinksDialog,
    ProposeRatingsDialog,
    QuantityDialog,
    Sought,
)
from ui.records.known import Known, ListKind, Row, read_known
from ui.widgets.notice_bar import Message

if TYPE_CHECKING:
    from ui.workspace import Workspace

_Found = tuple[int, int, int, int]
"""New events, events known before, new claims, claims known before."""


class ProposingActs(Acts):
    """Looking for regulations, dates, numbers and questions, and rating from what is coded."""

    def __init__(self, space: Workspace, open_records: Callable[[], RecordsPane]) -> None:
        super().__init__(space.desk, space.speech, space)
        self.space = space
        self._open = open_records

    # --- regulations, dates, numbers -----------------------------------------------------------

    def on_find_records(self) -> None:
        """Ask what is to be looked for, and where."""
        self._ask_to_find((Sought.REGULATIONS,))

    def find_for(self, kind: ListKind) -> None:
        """Look for what a list holds."""
        if kind is ListKind.ASKED:
            self.on_find_questions()
        else:
            self._ask_to_find(
                (Sought.CLAIMS,) if kind is ListKind.CLAIM else (Sought.REGULATIONS, Sought.DATES)
            )

    def _ask_to_find(self, ticked: tuple[Sought, ...]) -> None:
        pane = self.space.current_reader()
        here = None if pane is None else pane.source_id

        def ask(known: Known) -> None:
            dialog = FindDialog(
                self.speech, known, source_id=here, ticked=ticked, parent=self.window_
            )
            dialog.accepted.connect(
                lambda: self.find(
                    dialog.sought(), dialog.source.value(), by_source=dialog.by_source.isChecked()
                )
            )
            self.ask(dialog)

        self.desk.read("known to records", read_known, ask)

    def find(
        self, sought: frozenset[Sought], source_id: int | None, *, by_source: bool = False
    ) -> None:
        """Look for things in a source, or in all, beside the window; it can be stopped."""
        session = self.desk.session
        here = frozenset[int]() if source_id is None else frozenset({source_id})

        def work(job: Job) -> _Found:
            events: tuple[EventDraft, ...] = ()
            numbers: tuple[ClaimDraft, ...] = ()
            with session.reading(job.is_stopped) as state:
                if Sought.REGULATIONS in sought:
                    events += regulation_events(state, here, job)
                if Sought.DATES in sought:
                    events += coding_events(
                        state, CodingFilter(source_ids=here), by_source=by_source
                    )
                if Sought.CLAIMS in sought:
                    all_ = here or frozenset(each.id for each in sources(state))
                    numbers = claim_drafts(state, all_, job)
            done = session.do(ProposeEvents(events), job.is_stopped) if events else None
            stored = session.do(ProposeClaims(numbers), job.is_stopped) if numbers else None
            return (
                done.made if done else 0,
                done.known if done else 0,
                stored.made if stored else 0,
                stored.known if stored else 0,
            )

        title = self.speech("Looking for regulations, dates and numbers")
        self.desk.work(title, work, partial(self._on_found, sought))

    def _on_found(self, sought: frozenset[Sought], found: _Found) -> None:
        events, known, numbers, known_numbers = found
        self._tell(partial(_said, events, numbers, known + known_numbers))
        pane = self._open()
        pane.show_list(ListKind.CLAIM if sought == {Sought.CLAIMS} else ListKind.EVENT)

    # --- questions -----------------------------------------------------------------------------

    def on_find_questions(self) -> None:
        """Look for the questions that seem to ask about codes: in the source in front, or all."""
        pane = self.space.current_reader()
        here = frozenset[int]() if pane is None else frozenset({pane.source_id})
        session = self.desk.session

        def work(job: Job) -> tuple[Known, tuple[ProposedLink, ...]]:
            with session.reading(job.is_stopped) as state:
                return read_known(state), proposed_links(state, here)

        title = self.speech("Looking for questions")
        self.desk.show_work(title, work, self._show_links)

    def _show_links(self, found: tuple[Known, tuple[ProposedLink, ...]]) -> None:
        known, links = found
        new = [link for link in links if link.recorded is None]
        if not new:
            self._tell(
                lambda s: s(
                    "No question was found that asks about a code and is not recorded yet. "
                    "Questions are compared with those of your guides, or of the codes."
                )
            )
            return
        dialog = LinksDialog(self.speech, known, new, self.window_)
        dialog.accepted.connect(lambda: self.desk.do(LinkQuestions(dialog.links()), self._linked))
        self.ask(dialog)

    def _linked(self, count: int) -> None:
        self._tell(lambda s: s.many("Linked {n} question.", "Linked {n} questions.", count))
        self._open().show_list(ListKind.ASKED)

    # --- ratings -------------------------------------------------------------------------------

    def on_propose_ratings(self) -> None:
        """Ask which codes are to be rated from what is coded."""

        def ask(known: Known) -> None:
            if not known.codes:
                self._tell(lambda s: s("Add a framework or a code first; ratings are of codes."))
                return
            rule = RatingRule().text(self.speech)
            dialog = ProposeRatingsDialog(self.speech, known, rule, self.window_)
            dialog.accepted.connect(
                lambda: self._propose(dialog.code_ids(), Subject(dialog.subject.currentData()))
            )
            self.ask(dialog)

        self.desk.read("known to records", read_known, ask)

    def _propose(self, code_ids: tuple[int, ...], by: Subject) -> None:
        session, language = self.desk.session, self.speech.language

        def work(job: Job) -> int:
            with session.reading(job.is_stopped) as state:
                drafts = proposed_ratings(state, code_ids, by, language=language)
            if not drafts:
                return 0
            return session.do(ProposeRatings(drafts, CODER), job.is_stopped).made

        self.desk.work(self.speech("Proposing ratings"), work, self._on_proposed)

    def _on_proposed(self, count: int) -> None:
        self._tell(
            lambda s: (
                s.many("Proposed {n} rating.", "Proposed {n} ratings.", count)
                if count
                else s("Nothing new can be rated: confirmed codings with a polarity are needed.")
            )
        )
        self._open().show_list(ListKind.RATING)

    # --- numbers -------------------------------------------------------------------------------

    def name_quantity(self, rows: tuple[Row, ...]) -> None:
        """Ask what some claims measure, so that they are compared."""
        chosen = [row for row in rows if isinstance(row, ClaimRow)]
        if not chosen:
            return
        dialog = QuantityDialog(
            self.speech, chosen[0].quantity, chosen[0].unit, len(chosen), self.window_
        )
        ids = tuple(row.id for row in chosen)
        dialog.accepted.connect(
            lambda: self.desk.do(NameQuantity(ids, dialog.quantity.text(), dialog.unit.text()))
        )
        self.ask(dialog)

    def on_check_claims(self) -> None:
        """Work derived figures out again, compare sources, and add up tables."""
        session, speech = self.desk.session, self.speech

        def work(job: Job) -> tuple[CheckLine, ...]:
            with session.reading(job.is_stopped) as state:
                found = checked_numbers(state, progress=job)
            return tuple(line for line in check_lines(found, speech) if not line.is_met)

        self.desk.show_work(self.speech("Checking the numbers"), work, self._on_checked)

    def _on_checked(self, lines: tuple[CheckLine, ...]) -> None:
        pane = self._open()
        pane.show_list(ListKind.CLAIM)
        pane.show_check(lines)

    def _tell(self, say: Callable[[Speech], str]) -> None:
        self.desk.told.emit(Message(say))


def _said(events: int, numbers: int, known: int, speech: Speech) -> str:
    said = []
    if events or not numbers:
        said.append(speech.many("Proposed {n} event.", "Proposed {n} events.", events))
    if numbers:
        said.append(speech.many("Proposed {n} claim.", "Proposed {n} claims.", numbers))
    if known:
        said.append(speech.many("{n} was known.", "{n} were known.", known))
    return " ".join(said)
