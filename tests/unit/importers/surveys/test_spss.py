"""SPSS files: labels, missing values, dates and the letters of old code pages."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import pyreadstat
import pytest

from models.case import Case
from models.question import Question
from models.vocabulary import QuestionRole, QuestionType
from qda.edits.questions import ReviseQuestion
from qda.edits.surveys import ImportSurvey
from qda.importers.surveys.answers import answers_to
from qda.importers.surveys.draft import SurveyDraft, SurveyLayout
from qda.importers.surveys.errors import SpssDamaged
from qda.importers.surveys.registry import read_survey
from tests.helpers.studies import new_session, rows

pandas = pytest.importorskip("pandas")
R, T = QuestionRole, QuestionType


def _written(path: Path) -> Path:
    frame = pandas.DataFrame(
        {
            "umur": [20.0, 31.5, None, 44.0, 52.0, 23.0],
            "puas": [1.0, 2.0, 9.0, 5.0, 4.0, 3.0],
            "sex": [1.0, 2.0, 1.0, 2.0, 1.0, 2.0],
            "saran": ["Tambah loket di kafe itu 😀", "", "Petugas harus lebih ramah",
                      "Tidak ada saran dari saya",
                      "Perbaiki aplikasi JAKI segera", "Sudah cukup baik menurut saya"],
        }
    )  # fmt: skip
    pyreadstat.write_sav(
        frame,
        str(path),
        column_labels=["Umur Anda", "Saya puas dengan layanan ini", "Jenis kelamin",
                       "Apa saran Anda untuk layanan ini?"],
        variable_value_labels={
            "puas": {1: "Sangat tidak puas", 2: "Tidak puas", 3: "Netral", 4: "Puas",
                     5: "Sangat puas", 9: "Tidak menjawab"},
            "sex": {1: "Perempuan", 2: "Laki-laki"},
        },
        missing_ranges={"puas": [9]},
        variable_measure={"puas": "ordinal", "sex": "nominal"},
    )  # fmt: skip
    return path


def _values(draft: SurveyDraft, key: str) -> Sequence[object]:
    return answers_to(draft.question(key), draft.table).values


def test_labels_and_missing_values_come_from_the_file(tmp_path: Path) -> None:
    path = _written(tmp_path / "kuesioner.sav")
    draft = read_survey(path)
    values, facts = pyreadstat.read_sav(str(path), user_missing=True)
    assert draft.table.layout is SurveyLayout.SPSS
    assert draft.respondents == len(values)
    assert [q.key for q in draft.questions] == facts.column_names
    assert [q.heading for q in draft.questions] == facts.column_labels
    rating = draft.question("puas")
    assert (rating.role, rating.type) == (R.ITEM, T.CHOICE)
    labels = facts.variable_value_labels["puas"]
    assert {float(c.value): c.id or c.en for c in rating.choices} == {
        value: words for value, words in labels.items() if value != 9
    }
    assert (rating.low, rating.high, rating.missing) == (1, 5, ("9",))
    assert _values(draft, "puas") == ["1", "2", None, "5", "4", "3"]
    assert _values(draft, "umur") == [20, 31.5, None, 44, 52, 23]
    assert draft.question("sex").role is R.ATTRIBUTE
    assert draft.question("sex").low is None
    assert draft.question("saran").role is R.OPEN
    words = [words or None for words in values["saran"]]
    assert _values(draft, "saran") == words


@pytest.mark.parametrize(("code_page", "declared"), [(1252, True), (1252, False)])
def test_letters_of_an_old_code_page(tmp_path: Path, code_page: int, *, declared: bool) -> None:
    path = tmp_path / "lama.sav"
    frame = pandas.DataFrame(
        {
            "kota": ["Citroen", "Malmoe", "Malmoe"] * 3,
            "saran": [f"Cafe itu harus dibuka lagi {n}" for n in range(9)],
        }
    )
    pyreadstat.write_sav(frame, str(path), column_labels=["Kota asal", "Saran"])
    content = path.read_bytes()
    content = content.replace(b"Cafe", "Café".encode("cp1252")).replace(
        b"Citroen", "Citroën".encode("cp1252")
    )
    # The name of the letters and their number stand in the head; both are put back in time.
    content = content.replace(
        (65001).to_bytes(4, "little"), (code_page if declared else 65001).to_bytes(4, "little")
    )
    name = b"\x07\0\0\0\x14\0\0\0\x01\0\0\0\x05\0\0\0UTF-8"
    assert name in content
    content = content.replace(name, name[:-5] + (b"CP125" if declared else b"UTF-8"))
    if declared:
        content = content.replace(b"\x05\0\0\0CP125", b"\x06\0\0\0CP1252")
    path.write_bytes(content)
    draft = read_survey(path)
    assert str(_values(draft, "saran")[0]) == "Café itu harus dibuka lagi 0"
    assert "Citroën" in _values(draft, "kota")
    assert declared or draft.notices


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rusak.sav"
    path.write_bytes(b"$FL2@(#) IBM SPSS" + b"\0" * 40)
    with pytest.raises(SpssDamaged, match="rusak"):
        read_survey(path)


def _with_sets(path: Path) -> Path:
    """A file in which two questions with several answers are defined, as SPSS writes them.

    pyreadstat reads such definitions but does not write them, so the record (type 7, subtype 7 of
    the format) is put behind the others by hand. Of `media` 2 means that a box is ticked.
    """
    frame = pandas.DataFrame(
        {
            "umur": [20.0, 31.0, 40.0, 50.0],
            "tv": [2.0, 1.0, 1.0, None],
            "radio": [2.0, 2.0, 1.0, 9.0],
            "moda1": [1.0, 2.0, 3.0, None],
            "moda2": [2.0, None, 1.0, None],
            "lain": [1.0, 2.0, 1.0, 2.0],
        }
    )
    modes: dict[int | float, str] = {1: "Bus", 2: "Kereta", 3: "Motor"}
    pyreadstat.write_sav(
        frame,
        str(path),
        column_labels=["Umur Anda", "Televisi", "Radio", "Pilihan pertama", "Pilihan kedua", "X"],
        variable_value_labels={"moda1": modes, "moda2": modes, "tv": {1: "Tidak"}},
        missing_ranges={"radio": [9]},
    )
    said = b"Media yang Anda pakai?"
    text = b"$media=D1 2 %d %s tv radio\n$moda=C 10 Moda Anda? moda1 moda2\n" % (len(said), said)
    text += b"$rusak=C 1 x lain tidak_ada\n"
    record = struct.pack("<iiii", 7, 7, 1, len(text)) + text
    content, ends = path.read_bytes(), struct.pack("<ii", 999, 0)
    assert content.count(ends) == 1
    path.write_bytes(content.replace(ends, record + ends))
    return path


def test_multiple_response_sets_are_questions_with_several_choices(tmp_path: Path) -> None:
    draft = read_survey(_with_sets(tmp_path / "media.sav"))
    assert [each.key for each in draft.questions] == ["umur", "media", "moda", "lain"]
    media, modes = draft.question("media"), draft.question("moda")
    assert (media.type, media.heading) == (T.CHOICES, "Media yang Anda pakai?")
    assert (modes.type, modes.heading) == (T.CHOICES, "Moda Anda?")
    # Who said no to each box chose none; who said nothing, or what stands for nothing, is silent.
    assert _values(draft, "media") == ["tv; radio", "radio", "0", None]
    assert _values(draft, "moda") == ["1; 2", "2", "3; 1", None]
    labels = {choice.value: choice.label("id") for choice in media.choices}
    assert labels == {"tv": "Televisi", "radio": "Radio", "0": "tidak satu pun"}
    assert [(each.value, each.label("id")) for each in modes.choices] == [
        ("1", "Bus"),
        ("2", "Kereta"),
        ("3", "Motor"),
    ]
    assert draft.question("lain").type is not T.CHOICES


def test_a_set_is_stored_as_one_answer_and_read_the_same_anew(tmp_path: Path) -> None:
    draft = read_survey(_with_sets(tmp_path / "media.sav"))
    with new_session(tmp_path / "a.runut") as study:
        study.do(ImportSurvey(draft))
        media = next(r for r in rows(study.store, Question) if r["key"] == "media")
        held = [row["attributes"].get(media["attribute"]) for row in rows(study.store, Case)]
        assert held == ["tv; radio", "radio", "0", None]
        study.do(ReviseQuestion(media["id"], role=R.ATTRIBUTE))
        anew = [row["attributes"].get(media["attribute"]) for row in rows(study.store, Case)]
    assert anew == held
