"""The regulations that a real chapter names become an event listing from 2014 to 2023.

What is expected was read in the chapter itself, with the number of places at which it names each.
The chapter also names a regulation of 2016 without its number, of which nothing can be said.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from models.record import Event
from models.vocabulary import CodingState, Reading, Technique
from qda.displays.values import RecordKind
from qda.edits.events import ConfirmEvents, ProposeEvents
from qda.edits.importing import ImportSources, SourcePlan
from qda.edits.sources import MarkReading
from qda.importers.registry import read_source
from qda.recording.regulations import regulation_events
from qda.session import StudySession
from tests.helpers.kinds import asked, grid, marks, matrix_by
from tests.helpers.shared import shared
from tests.helpers.studies import ids, new_session

CHAPTER = ("corpus", "004_c881b05b7385dc3d.txt")

BY_YEAR = {
    "2014": ["2014: Pergub Nomor 280 Tahun 2014"],
    "2015": [],
    "2016": ["2016: Pergub Nomor 306 Tahun 2016"],
    "2017": ["2017 to 2022: RPJMD 2017–2022", "2017: Pergub Nomor 128 Tahun 2017"],
    "2018": [],
    "2019": [],
    "2020": ["2020: Kepgub Nomor 17 Tahun 2020"],
    "2021": ["2021: Pergub Nomor 44 Tahun 2021"],
    "2022": [],
    "2023": ["2023 to 2026: RPD 2023–2026"],
}
"""What the chapter names, by the year in which it begins."""

PLACES = {"280": 2, "306": 2, "128": 1, "17 Tahun": 1, "44": 1}
"""At how many places of the chapter each regulation's number stands."""


@pytest.fixture
def chapter(tmp_path: Path) -> StudySession:
    """A study with the chapter, read, its regulations recognised and confirmed."""
    draft = read_source(shared(*CHAPTER), technique=Technique.DOCUMENTATION, language="id")
    study = new_session(tmp_path / "bab2.runut")
    (source,) = study.do(ImportSources((SourcePlan(draft),)))
    study.do(MarkReading((source,), Reading.READ))
    with study.reading() as connection:
        drafts = regulation_events(connection)
    study.do(ProposeEvents(drafts))
    study.do(ConfirmEvents(tuple(ids(study.store, Event))))
    return study


def test_regulations_of_a_chapter_become_an_event_listing(chapter: StudySession) -> None:
    with chapter as study:
        found = matrix_by(study, asked("event-listing", from_="2014", until="2023"))
        (row,) = grid(found).values()
        assert [column.label for column in found.columns] == list(BY_YEAR)
        assert {year: row[year] for year in BY_YEAR if BY_YEAR[year]} == {
            year: said for year, said in BY_YEAR.items() if said
        }
        assert {column for _, column in marks(found)} == {
            year for year, said in BY_YEAR.items() if not said
        }
        # The law and the decree of 2007 are named, too.
        assert "2 events lie outside the chosen time." in found.warnings
        assert all(record.kind is RecordKind.EVENT for record in found.records)


def test_each_date_leads_to_the_words_that_say_so(chapter: StudySession) -> None:
    text = shared(*CHAPTER).read_text(encoding="utf-8")
    with chapter as study:
        found = matrix_by(study, asked("event-listing", from_="2014", until="2023"))
        told = [
            record
            for record in found.records
            if record.span is not None and record.span.of(text) in record.text
        ]
        assert told == list(found.records)
        for number, places in PLACES.items():
            named = [record for record in found.records if number in record.text]
            assert len(named) == places, number
        entries = [entry for _, _, cell in found.places() for entry in cell.entries]
        assert all(entry.state is CodingState.CONFIRMED for entry in entries)
