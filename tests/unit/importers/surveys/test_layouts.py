"""Exports of each survey program are told by their headings, with their choices and labels."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from models.vocabulary import QuestionRole, QuestionType
from qda.importers.surveys.answers import answers_to
from qda.importers.surveys.draft import SurveyLayout
from qda.importers.surveys.drafting import with_role
from qda.importers.surveys.errors import (
    FormOfAnother,
    LayoutUnclear,
    LayoutUnfit,
    NoSuchColumn,
    NotAForm,
)
from qda.importers.surveys.registry import read_survey
from tests.helpers.survey_files import csv_file, ods_file

R, T = QuestionRole, QuestionType


def test_google_forms_with_repeated_headings_and_boxes(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["Cap waktu", "Alamat Email", "Nama lengkap", "Kanal yang dipakai", "Alasan Anda",
         "Alasan Anda", "Pelayanan [Cepat]", "Pelayanan [Ramah]"],
        *(
            [f"01/05/2025 10:{n:02d}:00", f"warga{n}@contoh.id", f"Warga {n}",
             ("JAKI, Twitter", "JAKI", "Twitter, Loket (jam 8, sore)")[n % 3],
             f"Saya ke sana karena dekat, alasan {n} 😀", "",
             ("Setuju", "Netral", "Tidak setuju")[n % 3],
             ("Sangat setuju", "Setuju", "Sangat tidak setuju")[n % 3]]
            for n in range(12)
        ),
    ]  # fmt: skip
    draft = read_survey(csv_file(tmp_path / "google.csv", rows))
    assert draft.table.layout is SurveyLayout.GOOGLE_FORMS
    by_heading = {each.columns[0].heading: each for each in draft.questions}
    assert by_heading["Alamat Email"].role is R.IDENTIFIER
    assert by_heading["Nama lengkap"].role is R.IDENTIFIER
    several = by_heading["Kanal yang dipakai"]
    assert several.type is T.CHOICES
    assert [choice.value for choice in several.choices] == [
        "JAKI", "Twitter", "Loket (jam 8, sore)",
    ]  # fmt: skip
    assert answers_to(several, draft.table).values[2] == "Twitter; Loket (jam 8, sore)"
    assert by_heading["Alasan Anda"].role is R.OPEN
    assert by_heading["Alasan Anda (2)"].role is R.IGNORE
    assert answers_to(by_heading["Alasan Anda"], draft.table).values[3] == rows[4][4]
    fast, kind = draft.questions[-2:]
    assert (fast.group, fast.heading, kind.heading) == ("Pelayanan", "Cepat", "Ramah")
    assert (kind.low, kind.high) == (1, 5)
    assert {c.value: c.worth for c in kind.choices}["Sangat tidak setuju"] == 1
    # Day and month may be either; nothing in the file decides, so the day comes first.
    assert answers_to(draft.questions[0], draft.table).values[0] == "2025-05-01T10:00:00"


def test_google_forms_in_english_in_a_spreadsheet(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["Timestamp", "Username", "How old are you?", "What should be improved at the counter?"],
        *([f"2025/05/{n + 1:02d} 9:00:00 AM", f"u{n}@example.org", 20 + n,
           f"Shorter queues, please, and number {n}"] for n in range(9)),
    ]  # fmt: skip
    draft = read_survey(ods_file(tmp_path / "answers.ods", rows))
    assert draft.table.layout is SurveyLayout.GOOGLE_FORMS
    assert draft.table.encoding == "ods"
    assert [question.role for question in draft.questions][1:] == [R.IDENTIFIER, R.ITEM, R.OPEN]
    assert answers_to(draft.questions[2], draft.table).values == list(range(20, 29))
    assert answers_to(draft.questions[3], draft.table).values[8] == rows[9][3]
    assert draft.language == "en"


def test_three_header_rows_of_qualtrics(tmp_path: Path) -> None:
    codes = [
        "StartDate",
        "IPAddress",
        "ResponseId",
        "LocationLatitude",
        "Q1_1",
        "Q1_2",
        "Q2",
        "Q2_4_TEXT",
    ]
    words = ["Start Date", "IP Address", "Response ID", "Location Latitude",
             "How is it? - Fast", "How is it? - Kind", "Why is that?",
             "Why is that? - Other - Text"]  # fmt: skip
    ids = [json.dumps({"ImportId": f"QID{n}"}) for n in range(8)]
    body = [
        [f"2025-05-01 10:0{n}:00", "10.0.0.1", f"R_{n}abc", "-6.2", "Agree", "Disagree",
         f"Because it is so, as I said {n}\nand more", ""]
        for n in range(8)
    ]  # fmt: skip
    draft = read_survey(csv_file(tmp_path / "q.csv", [codes, words, ids, *body]))
    assert draft.table.layout is SurveyLayout.QUALTRICS
    assert draft.respondents == 8
    assert draft.table.numbers[0] == 4
    roles = {question.key: question.role for question in draft.questions}
    assert roles["IPAddress"] is roles["LocationLatitude"] is R.IGNORE
    assert roles["ResponseId"] is R.IDENTIFIER
    assert draft.identity == ("ResponseId",)
    assert (draft.question("Q1_1").group, draft.question("Q1_1").heading) == ("How is it?", "Fast")
    assert answers_to(draft.question("Q2"), draft.table).values[7] == body[7][6]


def test_limesurvey_with_semicolons_and_codes(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["id", "submitdate", "lastpage", "G01Q01", "G01Q02[SQ001]", "G01Q02[SQ002]",
         "G01Q02[other]", "G02Q03[A1]", "G02Q03[A2]", "G02Q04"],
        *([n + 1, f"2025-05-01 11:0{n}:00", 3, f"Jawaban saya yang panjang ke-{n}",
           "Y" if n % 2 else "", "Y", "", n % 5 + 1, 5, "N/A" if n < 3 else ""] for n in range(9)),
    ]  # fmt: skip
    draft = read_survey(csv_file(tmp_path / "lime.csv", rows, delimiter=";"))
    assert draft.table.layout is SurveyLayout.LIMESURVEY
    assert draft.table.delimiter == ";"
    boxes = draft.question("G01Q02")
    assert (boxes.type, [use.option for use in boxes.columns]) == (
        T.CHOICES,
        ["SQ001", "SQ002", "other"],
    )
    assert answers_to(boxes, draft.table).values[:2] == ["SQ002", "SQ001; SQ002"]
    assert answers_to(draft.question("G02Q04"), draft.table).not_asked == {0, 1, 2}
    assert draft.identity == ("id",)


def test_limesurvey_with_codes_and_words(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["id. Response ID", "G1Q1. Apa <b>keluhan</b> Anda tentang layanan kami?",
         "G1Q2[a]. Nilai layanan kami [Cepat &amp; tepat]", "G1Q2[b]. Nilai layanan kami [Ramah]"],
        *([n + 1, f"Keluhan saya adalah antrean panjang {n}", n % 5 + 1, 3] for n in range(8)),
    ]  # fmt: skip
    draft = read_survey(csv_file(tmp_path / "lime.csv", rows), layout=SurveyLayout.LIMESURVEY)
    complaint = draft.question("G1Q1")
    assert complaint.role is R.OPEN
    assert complaint.text_id == "Apa keluhan Anda tentang layanan kami?"
    assert draft.question("G1Q2[a]").text_id == "Cepat & tepat"
    assert draft.question("G1Q2[a]").group == "Nilai layanan kami"


def _form(path: Path) -> Path:
    book = openpyxl.Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    for row in (
        ["type", "name", "label::Indonesia (id)", "label::English (en)", "required", "relevant"],
        ["begin_group", "layanan", "Layanan", "Service"],
        ["select_one skala", "puas", "Seberapa puas Anda?", "How satisfied are you?", "yes"],
        ["text", "sebab", "Apa sebabnya?", "Why?", "yes", "${puas} = 'tidak'"],
        ["select_multiple kanal", "kanal", "Kanal mana?", "Which channels?"],
        ["end_group", "", ""],
    ):
        survey.append(row)
    choices = book.create_sheet("choices")
    for row in (
        ["list_name", "name", "label::Indonesia (id)", "label::English (en)"],
        ["skala", "tidak", "Tidak puas", "Dissatisfied"],
        ["skala", "cukup", "Cukup puas", "Fairly satisfied"],
        ["skala", "ya", "Puas", "Satisfied"],
        ["kanal", "jaki", "JAKI", "JAKI app"],
        ["kanal", "loket", "Loket", "Counter"],
    ):
        choices.append(row)
    book.save(path)
    return path


_KOBO: list[Sequence[object]] = [
    ["start", "layanan/puas", "layanan/sebab", "layanan/kanal", "layanan/kanal/jaki",
     "layanan/kanal/loket", "_uuid"],
    *([f"2025-05-01T10:0{n}:00.000+07:00", "tidak" if n % 2 else "ya",
       f"Karena antreannya panjang {n}" if n % 2 else "", "loket jaki" if n % 2 else "jaki", 1,
       n % 2, f"0a1b2c3d-0000-4000-8000-00000000000{n}"] for n in range(8)),
]  # fmt: skip


def test_kobo_with_and_without_its_form(tmp_path: Path) -> None:
    data, form = csv_file(tmp_path / "kobo.csv", _KOBO), _form(tmp_path / "formulir.xlsx")
    bare = read_survey(data)
    assert bare.form is None
    several = next(question for question in bare.questions if question.type is T.CHOICES)
    assert answers_to(several, bare.table).values[:2] == ["jaki", "loket; jaki"]
    full = read_survey(data, form=form)
    rating, reason, channels = (full.question(key) for key in ("puas", "sebab", "kanal"))
    assert (rating.text_id, rating.text_en) == ("Seberapa puas Anda?", "How satisfied are you?")
    assert rating.group == "Layanan"
    assert [(c.value, c.id, c.en) for c in channels.choices] == [
        ("jaki", "JAKI", "JAKI app"),
        ("loket", "Loket", "Counter"),
    ]
    assert answers_to(channels, full.table).values[1] == "loket; jaki"
    assert reason.role is R.OPEN
    assert answers_to(reason, full.table).not_asked == {0, 2, 4, 6}
    form.rename(tmp_path / "kobo_form.xlsx")
    assert read_survey(data).form is not None


def test_a_form_that_is_none_or_of_another_survey_is_refused(tmp_path: Path) -> None:
    data = csv_file(tmp_path / "kobo.csv", _KOBO)
    other = csv_file(tmp_path / "lain.csv", [["Usia", "Kota"], [20, "Bogor"], [21, "Depok"]])
    with pytest.raises(NotAForm):
        read_survey(data, form=other)
    with pytest.raises(FormOfAnother):
        read_survey(other, form=_form(tmp_path / "f.xlsx"))


def test_a_layout_that_cannot_be_told_asks_one_question(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        [20 + n, f"2025-05-0{n + 1}", f"Loket perlu ditambah karena ramai {n}"] for n in range(9)
    ]
    path = csv_file(tmp_path / "tanpa.csv", rows)
    with pytest.raises(LayoutUnclear, match="--layout"):
        read_survey(path)
    draft = read_survey(path, layout=SurveyLayout.NO_HEADINGS)
    assert draft.respondents == 9
    assert [question.heading for question in draft.questions] == ["A", "B", "C"]


def test_a_role_can_be_changed_back_and_forth_in_the_preview(tmp_path: Path) -> None:
    rows = [["Kota", "Saran Anda untuk kami apa?"],
            *(["Bogor" if n % 2 else "Depok", f"Tambah petugas di loket {n}"]
              for n in range(8))]  # fmt: skip
    path = csv_file(tmp_path / "a.csv", rows)
    draft = read_survey(path, roles={"Kota": R.OPEN})
    assert draft.question("Kota").role is R.OPEN
    closed = with_role(draft.question("Kota"), R.ITEM, draft.table)
    assert (closed.type, [c.value for c in closed.choices]) == (T.CHOICE, ["Depok", "Bogor"])
    changed = draft.with_question(closed)
    assert answers_to(changed.question("Kota"), changed.table).values[0] == "Depok"
    with pytest.raises(NoSuchColumn, match="Kota"):
        read_survey(path, roles={"Umur": R.ITEM})


def test_a_layout_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [["Kota", "Usia"], ["Bogor", 20], ["Depok", 21]])
    with pytest.raises(LayoutUnfit, match="spss"):
        read_survey(path, layout=SurveyLayout.SPSS)


def test_where_somebody_is_to_the_metre_is_not_imported(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["_uuid", "gps", "_gps_latitude", "_gps_longitude", "ip"],
        *([f"0a1b2c3d-0000-4000-8000-00000000000{n}", f"-6.20{n} 106.81{n} 0 5", f"-6.20{n}",
           f"106.81{n}", f"10.0.0.{n}"] for n in range(5)),
    ]  # fmt: skip
    draft = read_survey(csv_file(tmp_path / "gps.csv", rows))
    assert [question.role for question in draft.questions] == [R.IDENTIFIER, *[R.IGNORE] * 4]


def test_who_ticked_no_box_is_told_from_who_was_silent_or_not_asked(tmp_path: Path) -> None:
    ticks = ["Y N", "N N", "N N", " ", "N/A N/A", "N Y", "Y Y", "Y N"]
    rows: list[Sequence[object]] = [
        ["id", "lastpage", "startlanguage", "G01Q02[SQ001]", "G01Q02[SQ002]"],
        *([n, 3, "id", *each.split(" ")] for n, each in enumerate(ticks)),
    ]
    draft = read_survey(csv_file(tmp_path / "lime.csv", rows))
    boxes = draft.question("G01Q02")
    answers = answers_to(boxes, draft.table)
    assert answers.values[:6] == ["SQ001", "N", "N", None, None, "SQ002"]
    assert answers.not_asked == {4}
    labelled = [(choice.value, choice.en, choice.id) for choice in boxes.choices]
    assert labelled == [("SQ001", "", ""), ("SQ002", "", ""),
                        ("N", "none of these", "tidak satu pun")]  # fmt: skip
