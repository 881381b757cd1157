"""A kept display lives: it tells what changed, takes entries by hand, and knows its conclusions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.recording import NotThere
from models.vocabulary import EntryKind, Missing, Polarity
from qda.displays.axes import AxisKind, RowAxis
from qda.displays.kept import KeptDisplay, differences, kept_display
from qda.displays.kind import DisplayQuestion, RowsNotPossible, UnknownChoice
from qda.displays.registry import UnknownDisplay, made
from qda.displays.values import Cell, Matrix
from qda.edits.cell_entries import ChangeEntry, EntryEmpty, QuoteByHand, RemoveEntry, WriteEntry
from qda.edits.coders import StartBlind
from qda.edits.coding import Judgement
from qda.edits.conclusions import (
    BadConfidence,
    ChangeConclusion,
    ConclusionEmpty,
    DrawConclusion,
    RemoveConclusion,
)
from qda.edits.displays import (
    AskDisplay,
    DescribeDisplay,
    DisplayExists,
    DisplayMovedOn,
    DisplayTitleMissing,
    KeepDisplay,
    RefreshDisplay,
)
from qda.i18n import Speech
from qda.retrieval.displays import (
    NoSuchDisplay,
    StandsOn,
    conclusions,
    display_named,
    displays,
    entries,
    versions,
)
from qda.session import StudySession
from tests.helpers.coded import MOMENT, as_coder, code
from tests.helpers.displayed import fill_richly
from tests.helpers.studies import new_session, unchanged

ASKED = DisplayQuestion(
    "clustered-matrix", "en", "Sari", title="Per kelompok", made_at=MOMENT,
    rows=RowAxis(AxisKind.GROUP), columns=("mini",),
)  # fmt: skip
OFFICIALS, CITIZENS = "group:government", "group:citizen"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    with new_session(tmp_path / "s.runut") as session:
        fill_richly(session)
        yield session


def keep(study: StudySession, question: DisplayQuestion = ASKED) -> int:
    with study.reading() as connection:
        shown = made(connection, question)
    return study.do(KeepDisplay(question, shown))


def state_of(study: StudySession, display_id: int, language: str = "") -> KeptDisplay:
    with study.reading() as connection:
        return kept_display(connection, display_id, language=language)


def cell_of(kept: KeptDisplay, row: str, column: str) -> Cell:
    shown = kept.shown
    assert isinstance(shown, Matrix)
    rows = [heading.id for heading in shown.rows]
    columns = [heading.id for heading in shown.columns]
    return shown.cell(rows.index(row), columns.index(column))


def texts(cell: Cell) -> list[str]:
    return [entry.text for entry in cell.entries]


def test_one_more_coding_makes_its_own_cell_stale_and_no_other(study: StudySession) -> None:
    display_id = keep(study)
    code(study, "W01", "surat kami", "mini:C", Judgement(Polarity.INHIBITING))
    kept = state_of(study, display_id)
    assert kept.stale == ((OFFICIALS, "mini:C"),)
    assert cell_of(kept, OFFICIALS, "mini:C").changes == ("1 coding more: W01:5",)
    assert len(cell_of(kept, OFFICIALS, "mini:C").evidence) == 1, "what was looked at stays"
    assert cell_of(kept, OFFICIALS, "mini:O").changes == ()


def test_a_cell_that_was_empty_and_is_not_any_more_is_stale(study: StudySession) -> None:
    display_id = keep(study)
    assert cell_of(state_of(study, display_id), OFFICIALS, "mini:D").missing
    code(study, "W01", "laporan selesai", "mini:D")
    kept = state_of(study, display_id)
    assert kept.stale == ((OFFICIALS, "mini:D"),)
    assert cell_of(kept, OFFICIALS, "mini:D").missing, "until it is refreshed"
    study.do(RefreshDisplay(display_id, kept.made, kept.stale))
    assert texts(cell_of(state_of(study, display_id), OFFICIALS, "mini:D")) == ["laporan selesai"]


def test_a_new_row_is_told_and_a_row_that_went_stays_until_refreshed(study: StudySession) -> None:
    by_source = replace(ASKED, rows=RowAxis(AxisKind.SOURCE))
    display_id = keep(study, by_source)
    before = state_of(study, display_id).shown
    assert isinstance(before, Matrix)
    study.do(AskDisplay(display_id, replace(by_source, filter="source=W01"), before))
    kept = state_of(study, display_id)
    assert isinstance(kept.shown, Matrix)
    assert [row.label for row in kept.shown.rows] == [row.label for row in before.rows]
    gone = {place[0] for place in kept.stale}
    assert len(gone) == len(before.rows) - 1
    study.do(RefreshDisplay(display_id, kept.made, kept.stale))
    after = state_of(study, display_id).shown
    assert isinstance(after, Matrix)
    assert [row.id for row in after.rows] == [row.id for row in before.rows if row.id not in gone]


def test_an_entry_by_hand_stands_beside_the_quotes_with_author_and_rule(
    study: StudySession,
) -> None:
    display_id = keep(study)
    study.do(
        WriteEntry(
            display_id, OFFICIALS, "mini:R", EntryKind.SUMMARY, " Dana turun, petugas naik. ",
            rule="disebut dua kali",
        )
    )  # fmt: skip
    cell = cell_of(state_of(study, display_id), OFFICIALS, "mini:R")
    last = cell.entries[-1]
    assert (last.text, last.author, last.rule) == (
        "Dana turun, petugas naik.", "Sari", "disebut dua kali",
    )  # fmt: skip
    assert len(cell.entries) == 3
    assert cell.changes == (), "writing into a cell does not make it stale"


def test_an_entry_takes_the_place_of_what_it_rewrites_and_gives_it_back(
    study: StudySession,
) -> None:
    display_id = keep(study)
    quoted = texts(cell_of(state_of(study, display_id), OFFICIALS, "mini:C"))
    entry_id = study.do(
        WriteEntry(display_id, OFFICIALS, "mini:C", EntryKind.PARAPHRASE, "Cepat.", quoted[0])
    )
    rewritten = cell_of(state_of(study, display_id), OFFICIALS, "mini:C").entries
    assert [(entry.text, entry.generated) for entry in rewritten] == [("Cepat.", quoted[0])]
    assert rewritten[0].evidence, "it rests on what the quote rested on"
    study.do(ChangeEntry(entry_id, "Sangat cepat."))
    assert texts(cell_of(state_of(study, display_id), OFFICIALS, "mini:C")) == ["Sangat cepat."]
    study.do(RemoveEntry(entry_id))
    assert texts(cell_of(state_of(study, display_id), OFFICIALS, "mini:C")) == quoted


def test_writing_into_an_empty_cell_takes_its_mark_away(study: StudySession) -> None:
    display_id = keep(study)
    study.do(WriteEntry(display_id, OFFICIALS, "mini:D", EntryKind.SUMMARY, "Tidak dibicarakan."))
    cell = cell_of(state_of(study, display_id), OFFICIALS, "mini:D")
    assert texts(cell) == ["Tidak dibicarakan."]
    assert cell.missing is None


def test_an_entry_whose_cell_went_is_told_and_not_lost(study: StudySession) -> None:
    display_id = keep(study)
    study.do(WriteEntry(display_id, CITIZENS, "mini:R", EntryKind.SUMMARY, "Dana habis."))
    narrowed = replace(ASKED, filter="group=government")
    with study.reading() as connection:
        shown = made(connection, narrowed)
    study.do(AskDisplay(display_id, narrowed, shown))
    kept = state_of(study, display_id)
    assert [entry.text for entry in kept.homeless] == ["Dana habis."]
    assert any("Dana habis." in warning for warning in kept.shown.warnings)


@pytest.mark.parametrize(
    ("kind", "text", "refusal"),
    [(EntryKind.SUMMARY, "  ", EntryEmpty), (EntryKind.QUOTE, "kata", QuoteByHand)],
)
def test_a_quote_or_nothing_cannot_be_written_by_hand(
    study: StudySession, kind: EntryKind, text: str, refusal: type[Exception]
) -> None:
    display_id = keep(study)
    with unchanged(study.store), pytest.raises(refusal):
        study.do(WriteEntry(display_id, OFFICIALS, "mini:R", kind, text))


def test_versions_are_kept_and_compared(study: StudySession) -> None:
    display_id = keep(study)
    code(study, "W01", "surat kami", "mini:C")
    study.do(RefreshDisplay(display_id, state_of(study, display_id).made))
    with study.reading() as connection:
        assert [each.number for each in versions(connection, display_id)] == [1, 2]
        told = differences(connection, display_id, 1, 2, speech=Speech("en"))
        with pytest.raises(NotThere):
            differences(connection, display_id, 1, 3, speech=Speech("en"))
    assert [(each.place, each.words) for each in told] == [
        ((OFFICIALS, "mini:C"), ("1 coding more: W01:5",))
    ]


def test_who_did_not_see_the_newest_version_cannot_refresh_over_it(study: StudySession) -> None:
    display_id = keep(study)
    kept = state_of(study, display_id)
    study.do(RefreshDisplay(display_id, kept.made, seen=1))
    with unchanged(study.store), pytest.raises(DisplayMovedOn):
        study.do(RefreshDisplay(display_id, kept.made, seen=1))


def test_another_language_is_no_change(study: StudySession) -> None:
    display_id = keep(study)
    kept = state_of(study, display_id, "id")
    assert kept.stale == ()
    assert kept.shown.language == "id"


def test_titles_are_needed_and_are_one_of_a_kind(study: StudySession) -> None:
    display_id = keep(study)
    with unchanged(study.store), pytest.raises(DisplayExists):
        keep(study, replace(ASKED, title="per  KELOMPOK"))
    with unchanged(study.store), pytest.raises(DisplayTitleMissing):
        study.do(DescribeDisplay(display_id, " "))
    study.do(DescribeDisplay(display_id, "Lain", "Apa yang menghambat?"))
    with study.reading() as connection:
        row = display_named(connection, "lain")
        assert row.question == "Apa yang menghambat?"
        with pytest.raises(NoSuchDisplay) as refused:
            display_named(connection, "Per kelompok")
    assert "Lain" in refused.value.say("id")
    facts = {fact.label: fact.text for fact in state_of(study, display_id).made.facts}
    assert facts["Research question"] == "Apa yang menghambat?"


def test_a_conclusion_knows_its_cells_and_the_display_its_conclusion(study: StudySession) -> None:
    display_id = keep(study)
    cells = (
        StandsOn(display_id, OFFICIALS, "mini:R", contradicts=False),
        StandsOn(display_id, CITIZENS, "mini:O", contradicts=True),
    )
    conclusion_id = study.do(DrawConclusion("Dana menghambat.", cells, confidence=2))
    drawn = state_of(study, display_id).shown.conclusions
    assert [(each.text, each.confidence) for each in drawn] == [("Dana menghambat.", 2)]
    assert [(cell.row, cell.contradicts) for cell in drawn[0].cells] == [
        (OFFICIALS, False), (CITIZENS, True),
    ]  # fmt: skip
    study.do(ChangeConclusion(conclusion_id, "Dana kurang.", confidence=0, cells=cells[1:]))
    with study.reading() as connection:
        (row,) = conclusions(connection)
    assert (row.text, row.confidence, row.is_linked) == ("Dana kurang.", None, False)
    study.do(RemoveConclusion(conclusion_id))
    assert state_of(study, display_id).shown.conclusions == ()
    study.undo()
    assert len(state_of(study, display_id).shown.conclusions) == 1


def test_a_conclusion_without_words_or_beyond_the_scale_is_refused(study: StudySession) -> None:
    with unchanged(study.store), pytest.raises(ConclusionEmpty):
        study.do(DrawConclusion(" "))
    with unchanged(study.store), pytest.raises(BadConfidence):
        study.do(DrawConclusion("Ya", confidence=4))


def test_what_a_kind_cannot_be_asked_is_refused(study: StudySession) -> None:
    with study.reading() as connection:
        with pytest.raises(UnknownChoice):
            made(connection, replace(ASKED, choices=(("bins", "year"),)))
        with pytest.raises(UnknownDisplay):
            made(connection, replace(ASKED, kind="monster-dog"))
    assert issubclass(RowsNotPossible, Exception)


def test_who_codes_blind_sees_neither_versions_nor_entries_of_others(study: StudySession) -> None:
    display_id = keep(study)
    study.do(WriteEntry(display_id, OFFICIALS, "mini:R", EntryKind.SUMMARY, "Rahasia."))
    study.do(DrawConclusion("Rahasia juga."))
    with as_coder(study, "Budi") as other:
        other.do(StartBlind())
        with other.reading() as connection:
            assert displays(connection)[0].versions == 0
            assert entries(connection, display_id) == ()
            assert conclusions(connection) == ()
            shown = kept_display(connection, display_id).shown
    assert isinstance(shown, Matrix)
    assert shown.evidence == ()
    assert Missing.PENDING in {cell.missing for _, _, cell in shown.places()}
