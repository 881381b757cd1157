"""Event listing and critical incidents: strands, periods, contradicting dates, reasons, sources."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.errors import Refused
from models.vocabulary import CodingState, EntryKind, Reading
from qda.displays.kind import Vocabulary
from qda.edits.events import EventDraft, EventFacts, ProposeEvents
from qda.edits.recorded import NoSuchDate
from qda.edits.sources import MarkReading
from qda.session import StudySession
from tests.helpers.coded import code, store
from tests.helpers.kinds import asked, cell_of, event, grid, keys_behind, marks, matrix_by
from tests.helpers.studies import document

RULES = "Pergub 280 terbit pada 29 Desember 2014.\nJAKI diluncurkan pada September 2019."
NEWS = "Aplikasi JAKI dirilis tahun 2018."


@pytest.fixture
def dated(study: StudySession) -> StudySession:
    """A register and a newspaper, both read, that date the launch of an app differently."""
    ids = [
        store(study, replace(document("Register", RULES), collected_on="2020-01-15")),
        store(study, document("Koran", NEWS)),
    ]
    study.do(MarkReading(tuple(ids), Reading.READ))
    event(study, "Pergub 280/2014", "2014-12-29", strand="Regulasi", at=("D01", "Pergub 280"))
    event(study, "JAKI diluncurkan", "2019-09", strand="Aplikasi", at=("D01", "JAKI"))
    return study


def test_events_stand_in_their_strand_and_period_with_their_source(dated: StudySession) -> None:
    found = matrix_by(dated, asked("event-listing"))
    assert found.corner == "Strand"
    assert grid(found) == {
        "Regulasi": {
            "2014": ["29 December 2014: Pergub 280/2014"],
            "2015 to 2018": ["No event is recorded here."],
            "2019": ["No event is recorded here."],
        },
        "Aplikasi": {
            "2014": ["No event is recorded here."],
            "2015 to 2018": ["No event is recorded here."],
            "2019": ["September 2019: JAKI diluncurkan"],
        },
    }
    cell = cell_of(found, "Regulasi", "2014")
    assert keys_behind(found, cell) == {"D01:1"}
    assert cell.entries[0].author == "Sari"
    assert set(marks(found).values()) == {"NS"}


def test_dates_that_contradict_each_other_are_both_shown(dated: StudySession) -> None:
    event(dated, "JAKI diluncurkan", "2018", strand="Aplikasi", at=("D02", "Aplikasi JAKI"))
    found = matrix_by(dated, asked("event-listing"))
    shown = grid(found)["Aplikasi"]
    assert shown["2018"] == ["2018: JAKI diluncurkan – elsewhere dated September 2019 (D01:2)"]
    assert shown["2019"] == ["September 2019: JAKI diluncurkan – elsewhere dated 2018 (D02:1)"]
    assert "Dates contradict each other for: JAKI diluncurkan. All are shown." in found.warnings


def test_a_more_exact_date_is_no_contradiction(dated: StudySession) -> None:
    event(dated, "JAKI diluncurkan", "2019", strand="Aplikasi", at=("D02", "Aplikasi JAKI"))
    found = matrix_by(dated, asked("event-listing"))
    cell = cell_of(found, "Aplikasi", "2019")
    assert [entry.text for entry in cell.entries] == ["September 2019: JAKI diluncurkan"]
    assert keys_behind(found, cell) == {"D01:2", "D02:1"}


def test_only_the_chosen_time_is_shown_and_the_rest_is_counted(dated: StudySession) -> None:
    found = matrix_by(dated, asked("event-listing", period="month", from_="2019"))
    assert [column.label for column in found.columns] == ["September 2019"]
    assert "1 event lies outside the chosen time." in found.warnings
    with pytest.raises(NoSuchDate):
        matrix_by(dated, asked("event-listing", from_="tahun lalu"))


def test_codings_of_codes_that_were_asked_for_stand_at_the_date_of_their_text(
    dated: StudySession,
) -> None:
    code(dated, "D01", "JAKI diluncurkan", "ask:Q.1")
    code(dated, "D02", "dirilis", "ask:Q.1")
    event(dated, "Anggaran disahkan", "2019-01-04", code="ask:Q.1")
    found = matrix_by(dated, asked("event-listing", columns=("ask:Q.1",)))
    assert grid(found)["Funds"]["2020"] == ["JAKI diluncurkan"]
    assert grid(found)["Funds"]["2019"] == ["4 January 2019: Anggaran disahkan"]
    # The newspaper has no date.
    assert "1 coding is left out: its text has no date." in found.warnings


def test_an_event_of_a_code_stands_in_the_strand_of_its_code_and_others_in_none(
    dated: StudySession,
) -> None:
    event(dated, "Anggaran disahkan", "2014", code="ask:Q.1")
    event(dated, "Banjir", "2014-02")
    found = matrix_by(dated, asked("event-listing"))
    assert [row.label for row in found.rows] == [
        "Aplikasi",
        "Regulasi",
        "Funds",
        "Without a strand",
    ]


def test_proposed_events_are_marked_and_a_filter_leaves_them_out(dated: StudySession) -> None:
    draft = EventDraft(EventFacts("UU 14/2008", "2008", strand="Regulasi"), "regulation", "dates")
    dated.do(ProposeEvents((draft,)))
    found = matrix_by(dated, asked("event-listing"))
    cell = cell_of(found, "Regulasi", "2008")
    assert cell.entries[0].state is CodingState.PROPOSED
    assert "1 of 3 events were proposed by a rule and not yet confirmed." in found.warnings
    only = matrix_by(dated, asked("event-listing", wanted="state=confirmed"))
    assert [column.label for column in only.columns] == ["2014", "2015 to 2018", "2019"]


def test_an_empty_cell_is_pending_as_long_as_a_text_is_unread(dated: StudySession) -> None:
    store(dated, document("Baru", "Belum dibaca."))
    assert set(marks(matrix_by(dated, asked("event-listing"))).values()) == {"PEND"}


def test_a_study_without_events_says_what_to_do(study: StudySession) -> None:
    found = matrix_by(study, asked("event-listing"))
    assert found.rows == ()
    assert found.warnings[0].startswith("Record events first")


def test_critical_incidents_say_why_or_that_nobody_wrote_it(dated: StudySession) -> None:
    event(dated, "Pandemi", "2020-03-02", strand="Krisis", reason="Layanan pindah ke aplikasi")
    event(dated, "Banjir", "2020-01-01", strand="Krisis", reason="")
    listing = grid(matrix_by(dated, asked("event-listing")))["Krisis"]["2020"]
    assert listing[0] == "1 January 2020: Banjir [critical]"
    found = matrix_by(dated, asked("critical-incidents"))
    assert grid(found) == {
        "Krisis": {
            "2020": [
                "1 January 2020: Banjir",
                "Why it is critical has not been written yet.",
                "2 March 2020: Pandemi",
                "Critical because: Layanan pindah ke aplikasi",
            ]
        }
    }
    reason = cell_of(found, "Krisis", "2020").entries[3]
    assert (reason.kind, reason.author) == (EntryKind.JUDGEMENT, "Sari")


def test_both_vocabularies_and_both_languages_name_the_chart(dated: StudySession) -> None:
    question = asked("critical-incidents", language="id", vocabulary=Vocabulary.SUGIYONO)
    assert matrix_by(dated, question).subtitle == "Bagan peristiwa kritis"
    assert matrix_by(dated, asked("event-listing", language="id")).subtitle == "Daftar peristiwa"


def test_a_choice_that_the_kind_does_not_have_is_refused(dated: StudySession) -> None:
    with pytest.raises(Refused, match="decade"):
        matrix_by(dated, asked("event-listing", period="decade"))
