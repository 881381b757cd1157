"""Displays of records grow stale with them, take a narrative by hand, and hide what is hidden."""

from __future__ import annotations

from models.vocabulary import EntryKind, RelationType
from qda.displays.kept import KeptDisplay, kept_display
from qda.displays.kind import DisplayQuestion
from qda.displays.network import NARRATIVE, Network
from qda.displays.registry import made
from qda.edits.cell_entries import WriteEntry
from qda.edits.coders import StartBlind
from qda.edits.displays import KeepDisplay
from qda.edits.events import ChangeEvent, EventFacts
from qda.edits.relations import RemoveRelations
from qda.session import StudySession
from tests.helpers.coded import as_coder
from tests.helpers.kinds import (
    asked,
    case_id,
    event,
    matrix_by,
    network_by,
    rate,
    relate,
    relate_cases,
)


def keep(study: StudySession, question: DisplayQuestion) -> int:
    with study.reading() as connection:
        shown = made(connection, question)
    return study.do(KeepDisplay(question, shown))


def kept(study: StudySession, display_id: int) -> KeptDisplay:
    with study.reading() as connection:
        return kept_display(connection, display_id)


def test_a_network_is_stale_where_a_rating_or_a_relation_changed(
    network_study: StudySession,
) -> None:
    study = network_study
    relation = relate(study, "arr:M", "arr:T", at=("W01", "Dana membuat rapat"))
    rate(study, "arr:W", 1)
    display = keep(study, asked("causal-network"))
    assert kept(study, display).stale == ()
    rate(study, "arr:W", 3)
    assert kept(study, display).stale == (("arr:W", ""),)
    study.do(RemoveRelations((relation,)))
    assert set(kept(study, display).stale) == {("arr:W", ""), ("direct:arr:M>arr:T", "")}
    study.undo()
    study.undo()
    assert kept(study, display).stale == ()


def test_an_event_that_moves_to_another_year_makes_both_cells_stale(
    network_study: StudySession,
) -> None:
    study = network_study
    moved = event(study, "Peluncuran", "2019", strand="Aplikasi")
    event(study, "Pergub", "2020", strand="Aplikasi")
    display = keep(study, asked("event-listing"))
    study.do(ChangeEvent(moved, EventFacts("Peluncuran", "2020-01", strand="Aplikasi")))
    stale = set(kept(study, display).stale)
    assert stale == {("strand:aplikasi", "2019"), ("strand:aplikasi", "2020")}


def test_what_was_written_by_hand_tells_the_network(network_study: StudySession) -> None:
    study, wish = network_study, "The network needs its story in your own words: write it."
    relate(study, "arr:M", "arr:T", at=("W01", "Dana membuat rapat"))
    display = keep(study, asked("causal-network"))
    before = kept(study, display).now
    assert isinstance(before, Network)
    assert wish in before.warnings
    story = "Tanpa dana tidak ada rapat, dan tanpa rapat tidak ada kemauan."
    study.do(WriteEntry(display, NARRATIVE, "", EntryKind.SUMMARY, story))
    after = kept(study, display).now
    assert isinstance(after, Network)
    assert after.narrative == story
    assert wish not in after.warnings


def test_who_codes_blind_sees_no_records_of_others(network_study: StudySession) -> None:
    study = network_study
    event(study, "Peluncuran", "2019", strand="Aplikasi", at=("W01", "Dana membuat"))
    relate(study, "arr:M", "arr:T", at=("W01", "Dana membuat rapat"), order=1)
    relate_cases(
        study,
        case_id(study, "Budi"),
        case_id(study, "Ratna"),
        RelationType.REPORTS_TO,
        at=("W02", "Dana tidak"),
    )
    rate(study, "arr:M", 3)
    with as_coder(study, "Wati") as wati:
        wati.do(StartBlind())
        assert matrix_by(wati, asked("event-listing")).rows == ()
        assert network_by(wati, asked("causal-chain")).arrows == ()
        assert network_by(wati, asked("context-chart")).arrows == ()
        causes = network_by(wati, asked("causal-network"))
        assert {node.rating for node in causes.nodes} == {""}
        assert {arrow.records for arrow in causes.arrows} == {()}
    assert len(network_by(study, asked("causal-chain")).arrows) == 1
