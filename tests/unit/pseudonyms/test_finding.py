"""Finding a name: whole words, clitics, parts, kinds of accents, and every field of a study."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.case import Case
from models.checking import flaws
from models.history import Edit
from models.source import Source, SourceText, Turn
from models.vocabulary import AttributeOwner, AttributeType
from qda.edits.cases import AddCase, DefineAttribute, SetAttribute
from qda.edits.codes import AddCode, AdoptFramework
from qda.edits.importing import CaseFacts, ImportCollection
from qda.edits.memos import AddMemo
from qda.edits.revising import NameTaken, PseudonymMissing, ReplaceName
from qda.edits.sources import DescribeSource
from qda.edits.titles import title_of
from qda.i18n import Speech
from qda.pseudonyms.finding import NameMissing, Wanted, find_name
from qda.pseudonyms.places import FIELDS, NamePlace
from qda.session import StudySession
from tests.helpers.studies import (
    dump,
    import_one,
    new_session,
    only,
    reviews,
    rows,
    theory,
    transcript,
    unchanged,
    wording,
)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    """A new study on a file."""
    with new_session(tmp_path / "studi.runut") as session:
        yield session


def _found(text: str, wanted: Wanted) -> list[str]:
    return [match[0] for match in wanted.pattern().finditer(text)]


def _places(study: StudySession, wanted: Wanted, pseudonym: str) -> tuple[NamePlace, ...]:
    with study.reading() as state:
        return find_name(state, wanted, pseudonym)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pak Budi, budi dan BUDI.", ["Budi", "budi", "BUDI"]),
        ("Budiman dan Subudi", []),
        ("Budi-nya, Budinya, Budilah", ["Budi", "Budi", "Budi"]),
        ("Budinyata", []),
        ("Budi\u0301 lain", []),
        ("“Budi”👍🏽Budi", ["Budi", "Budi"]),
        ("@Budi #Budi Budi2", ["Budi", "Budi"]),
    ],
)
def test_a_name_is_a_whole_word_with_or_without_clitics(text: str, found: list[str]) -> None:
    assert _found(text, Wanted("Budi")) == found


def test_capitals_count_where_asked() -> None:
    assert _found("Budi budi", Wanted("Budi", exact_case=True)) == ["Budi"]


def test_parts_of_a_name_are_found_without_its_titles() -> None:
    wanted = Wanted("Ibu  Siti Aminah", parts=True)
    assert _found("Ibu Siti Aminah; Bu Siti, ibu, AMINAH", wanted) == [
        "Ibu Siti Aminah", "Siti", "AMINAH",
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["José", "Jose\u0301"])
@pytest.mark.parametrize("asked", ["José", "Jose\u0301"])
def test_accents_are_found_however_they_are_written(written: str, asked: str) -> None:
    assert _found(f"kata {written}.", Wanted(asked)) == [written]


def test_apostrophes_are_alike() -> None:
    assert _found("Ma’ruf dan Ma'ruf", Wanted("Ma'ruf")) == ["Ma’ruf", "Ma'ruf"]


@pytest.mark.parametrize("name", ["", " ", "B", "--"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(NameMissing):
        Wanted(name).pattern()


def _fill(study: StudySession) -> int:
    """A study that knows Ibu Ratna in an interview, a review, a case, a memo and attributes."""
    source = import_one(study, transcript("Wawancara Ibu Ratna"))
    study.do(ImportCollection(reviews("Ulasan", ["terima kasih Ibu\nRatna!", "lambat"])))
    study.do(DescribeSource(source, place="Rumah Ibu Ratna", note="ibu ratna sakit"))
    study.do(DefineAttribute(AttributeOwner.CASE, "atasan", AttributeType.TEXT))
    boss = study.do(AddCase(CaseFacts("Pak Tono")))
    study.do(SetAttribute(AttributeOwner.CASE, boss, "atasan", "Ibu Ratna dan lain-lain"))
    study.do(AddMemo("Ibu Ratna ragu-ragu", memo_title="Ibu Ratna"))
    return source


def test_a_name_is_replaced_in_every_field_and_brought_back_by_one_undo(
    study: StudySession,
) -> None:
    _fill(study)
    before = dump(study.store)
    places = _places(study, Wanted("Ibu Ratna"), "Informan 1")
    study.do(ReplaceName("Informan 1", places))
    assert _places(study, Wanted("Ratna", parts=True), "x") == ()
    texts = [row["text"] for row in rows(study.store, SourceText)]
    assert texts[0].count("Informan 1: ") == 2
    # A name over a line break is replaced on both lines: paragraphs keep their numbers.
    assert texts[1] == "terima kasih Informan 1\nInforman 1!"
    assert {row["speaker"] for row in rows(study.store, Turn)} == {"P", "Informan 1"}
    assert {row["name"] for row in rows(study.store, Case)} >= {"Informan 1", "Pak Tono"}
    source = only(study.store, Source, key="W01")
    assert (source["title"], source["place"], source["note"]) == (
        "Wawancara Informan 1", "Rumah Informan 1", "Informan 1 sakit",
    )  # fmt: skip
    assert only(study.store, Case, name="Pak Tono")["attributes"] == {
        "atasan": "Informan 1 dan lain-lain"
    }
    with study.reading() as state:
        assert flaws(state) == ()
    study.undo()
    assert dump(study.store) == before


def test_only_the_places_that_are_chosen_are_replaced(study: StudySession) -> None:
    _fill(study)
    places = _places(study, Wanted("Ibu Ratna"), "Informan 1")
    chosen = tuple(each for each in places if each.field == "case.name")
    assert study.do(ReplaceName("Informan 1", chosen)) == 1
    assert len(_places(study, Wanted("Ibu Ratna"), "x")) == len(places) - 1


def test_the_history_does_not_tell_the_name(study: StudySession) -> None:
    _fill(study)
    places = _places(study, Wanted("Ibu Ratna"), "Informan 1")
    study.do(ReplaceName("Informan 1", places))
    edit = rows(study.store, Edit)[-1]
    assert "Ratna" not in str(edit["facts"])
    told = title_of(edit["kind"], edit["facts"], Speech("en"))
    assert told == f"Replace a name by “Informan 1” at {len(places)} places"


def test_turns_of_one_speaker_are_one_place(study: StudySession) -> None:
    _fill(study)
    places = _places(study, Wanted("Ibu Ratna"), "Informan 1")
    speakers = [each for each in places if each.field == "turn.speaker"]
    assert [len(each.row_ids) for each in speakers] == [2]
    assert speakers[0].key == "W01"


def test_two_cases_never_get_one_name(study: StudySession) -> None:
    _fill(study)
    study.do(AddCase(CaseFacts("Informan 1")))
    places = _places(study, Wanted("Ibu Ratna"), "Informan 1")
    with unchanged(study.store), pytest.raises(NameTaken):
        study.do(ReplaceName("Informan 1", places))


def test_nothing_cannot_stand_for_a_name(study: StudySession) -> None:
    _fill(study)
    places = _places(study, Wanted("Ibu Ratna"), " ")
    with unchanged(study.store), pytest.raises(PseudonymMissing):
        study.do(ReplaceName(" ", places))


def test_a_clitic_parts_from_a_number_by_a_hyphen(study: StudySession) -> None:
    source = import_one(study, transcript("Wawancara", (("P", "Budinya, Budi-nya, Budi"),)))
    study.do(ReplaceName("Informan 3", _places(study, Wanted("Budi"), "Informan 3")))
    text = only(study.store, SourceText, id=source)["text"]
    assert text == "P: Informan 3-nya, Informan 3-nya, Informan 3"
    study.undo()
    study.do(ReplaceName("Wati", _places(study, Wanted("Budi"), "Wati")))
    text = only(study.store, SourceText, id=source)["text"]
    assert text == "P: Watinya, Wati-nya, Wati"


def test_what_a_theory_says_is_told_apart_from_the_researchers_own_codes(
    study: StudySession,
) -> None:
    study.do(AdoptFramework(theory()))
    study.do(AddCode("dana-resources", wording("Resources of Ratna")))
    places = _places(study, Wanted("Resources"), "x")
    assert {(each.key, each.of_theory) for each in places} >= {
        ("mini2020:R", True),
        ("dana-resources", False),
    }


def test_every_field_that_is_searched_is_a_column() -> None:
    for field in FIELDS:
        assert field.column in field.entity.__table__.c
