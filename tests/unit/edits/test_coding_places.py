"""Many places are coded in one act, and those that bear the code already are left alone."""

from __future__ import annotations

import pytest

from models.coding import Coding, Segment
from models.positions import Span, SpanBeyondText
from models.recording import NotThere
from qda.edits.codes import AddCode
from qda.edits.coding import CodeSegment
from qda.edits.coding_places import CodePlaces, Place, PlacesCoded
from qda.jobs.progress import Cancelled
from qda.retrieval.finding import Question
from qda.retrieval.sources import source_texts
from qda.retrieval.units_of_places import CodedUnit, all_places, some_places, with_borne
from qda.session import StudySession
from tests.helpers.coded import signed_reviews, store_reviews
from tests.helpers.studies import document, import_one, rows, transcript, unchanged, wording


class Silent:
    """A progress that nobody looks at."""

    def report(self, done: int, total: int, what: str = "") -> None:
        assert 0 <= done <= max(total, done)


class Stopped:
    """A progress whose button was pressed."""

    def report(self, done: int, total: int, what: str = "") -> None:
        raise Cancelled


@pytest.fixture
def code(study: StudySession) -> int:
    """A code of one's own."""
    return study.do(AddCode("c", wording("C")))


def test_what_bears_the_code_already_is_counted_and_left(study: StudySession, code: int) -> None:
    source = import_one(study, document("A", "dana kurang dana habis"))
    study.do(CodeSegment(source, Span(0, 4), code))
    places = tuple(Place(source, span) for span in (Span(0, 4), Span(12, 16), Span(12, 16)))
    assert study.do(CodePlaces(places, code)) == PlacesCoded(1, 1)
    assert [(row["start"], row["end"]) for row in rows(study.store, Segment)] == [(0, 4), (12, 16)]
    assert len(rows(study.store, Coding)) == 2
    study.undo()
    assert len(rows(study.store, Coding)) == len(rows(study.store, Segment)) == 1
    study.redo()
    with unchanged(study.store):
        assert study.do(CodePlaces(places, code)) == PlacesCoded(0, 2)


def test_a_place_that_is_not_there_refuses_all(study: StudySession, code: int) -> None:
    source = import_one(study, document("A", "dana"))
    good = Place(source, Span(0, 4))
    with unchanged(study.store):
        with pytest.raises(SpanBeyondText):
            study.do(CodePlaces((good, Place(source, Span(0, 5))), code))
        with pytest.raises(NotThere):
            study.do(CodePlaces((good, Place(99, Span(0, 1))), code))
        with pytest.raises(NotThere):
            study.do(CodePlaces((good,), 99))


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (CodedUnit.WORDS, ["Dana", "dana", "dana", "dana"]),
        (
            CodedUnit.SENTENCE,
            ["Ani: Dana kurang.", "Lalu dana habis.", "P: Ya, dana.", "dana?"],
        ),
        (CodedUnit.TURN, ["Dana kurang. Lalu dana habis.", "Ya, dana.", "dana? bagus"]),
    ],
)
def test_a_found_word_is_widened_to_its_unit(
    study: StudySession, unit: CodedUnit, expected: list[str]
) -> None:
    turns = (("Ani", "Dana kurang. Lalu dana habis."), ("P", "Ya, dana."))
    import_one(study, transcript("W", turns))
    store_reviews(study, signed_reviews("U", [("S", "  dana? bagus  ")]))
    with study.reading() as state:
        found = all_places(state, Question("dana"), unit, Silent())
        texts = source_texts(state, [place.source_id for place in found.places])
    assert [place.span.of(texts[place.source_id]) for place in found.places] == expected
    assert found.texts == 2


def test_the_whole_text_is_coded_once(study: StudySession) -> None:
    source = import_one(study, document("A", " dana kurang\ndana habis "))
    with study.reading() as state:
        chosen = [Place(source, Span(1, 5)), Place(source, Span(13, 17))]
        found = some_places(state, chosen, CodedUnit.WHOLE)
    assert found.places == (Place(source, Span(1, 23)),)


def test_what_bears_the_code_is_told_before(study: StudySession, code: int) -> None:
    source = import_one(study, document("A", "dana dana"))
    study.do(CodeSegment(source, Span(0, 4), code))
    with study.reading() as state:
        found = all_places(state, Question("dana"), CodedUnit.WORDS, Silent())
        assert with_borne(state, found, code, "Sari").borne == 1
        assert with_borne(state, found, code, "Budi").borne == 0


def test_gathering_can_be_stopped(study: StudySession) -> None:
    import_one(study, document("A", "dana"))
    with study.reading() as state, pytest.raises(Cancelled):
        all_places(state, Question("dana"), CodedUnit.WORDS, Stopped())
