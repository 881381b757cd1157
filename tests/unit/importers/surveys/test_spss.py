"""SPSS files: labels, missing values, dates and the letters of old code pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyreadstat
import pytest

from models.vocabulary import QuestionRole, QuestionType
from qda.importers.surveys.answers import answers_to
from qda.importers.surveys.draft import SurveyDraft, SurveyLayout
from qda.importers.surveys.errors import SpssDamaged
from qda.importers.surveys.registry import read_survey

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
