"""Surveys in the window: read as such, corrected, stored, added to, and taken back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from models.vocabulary import QuestionRole, QuestionType
from qda.importers.surveys.draft import SurveyLayout
from qda.retrieval.questions import QuestionRow, questions
from qda.retrieval.rows import CollectionRow
from qda.retrieval.sources import collections
from tests.helpers.shared import shared
from tests.helpers.survey_files import csv_file, ods_file
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import CTRL, dialog_of, drop_files, press, rest, space
from ui.dialogs.importing import ImportDialog
from ui.dialogs.importing_collection import CollectionPage
from ui.dialogs.importing_survey import SurveyPage
from ui.main_window import MainWindow
from ui.surveys.draft_model import DraftColumn

HEADINGS = (
    "Stempel waktu",
    "Usia",
    "Saya puas dengan layanan ini",
    "Petugas ramah kepada saya",
    "Saya harus menunggu terlalu lama",
    "Apa saran Anda untuk layanan ini?",
)
WORDS = ("Sangat tidak setuju", "Tidak setuju", "Netral", "Setuju", "Sangat setuju")


def survey_rows(count: int) -> list[tuple[object, ...]]:
    """The answers of so many respondents; every fifth wrote nothing."""
    return [
        (
            f"2025-05-01 10:{number // 60:02}:{number % 60:02}",
            20 + number % 40,
            WORDS[number % 5],
            WORDS[(number + 1) % 5],
            WORDS[(number + 2) % 5],
            f"Tambah petugas di loket nomor {number}." if number % 5 else "",
        )
        for number in range(count)
    ]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """Forty respondents as a form program exports them."""
    return csv_file(tmp_path / "kuesioner.csv", [HEADINGS, *survey_rows(40)])


def opened(window: MainWindow, qtbot: QtBot, *places: Path) -> ImportDialog:
    """The preview of files that were dropped on the window."""
    assert drop_files(window, *places)
    return dialog_of(window, ImportDialog, qtbot)


def survey_page(dialog: ImportDialog, number: int = 0) -> SurveyPage:
    """The page of a survey in the preview."""
    page = dialog.page(number)
    assert isinstance(page, SurveyPage)
    return page


def row_of(page: SurveyPage, words: str) -> int:
    """The row of the first question that begins with words."""
    return next(at for at, each in enumerate(page.model.rows) if each.heading.startswith(words))


def choose(page: SurveyPage, row: int, column: DraftColumn, value: str, qtbot: QtBot) -> None:
    """Choose a value in the list of a cell as one does by the keyboard."""
    flags = QItemSelectionModel.SelectionFlag
    page.table.selectionModel().setCurrentIndex(
        page.model.index(row, column), flags.ClearAndSelect | flags.Rows
    )
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    editors = page.table.viewport().findChildren(QComboBox)
    assert editors
    at = editors[-1].findData(value)
    assert at >= 0
    editors[-1].setCurrentIndex(at)
    editors[-1].activated.emit(at)
    qtbot.waitUntil(lambda: not page.busy, timeout=PATIENCE_MS)


def stored(window: MainWindow) -> tuple[CollectionRow, ...]:
    """The collections of the study."""
    assert window.desk is not None
    with window.desk.session.reading() as state:
        return collections(state)


def asked(window: MainWindow, key: str) -> tuple[QuestionRow, ...]:
    """The dictionary of a survey by the key of its collection."""
    of = next(row.id for row in stored(window) if row.key == key)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        return questions(state, of)


def accept(dialog: ImportDialog, window: MainWindow, qtbot: QtBot) -> None:
    """Import what is shown."""
    qtbot.waitUntil(dialog.accepting.isEnabled, timeout=PATIENCE_MS)
    dialog.accepting.click()
    rest(window, qtbot)


def new_key(window: MainWindow, before: tuple[CollectionRow, ...]) -> str:
    """The key of the one collection that is new."""
    known = {row.key for row in before}
    (row,) = [row for row in stored(window) if row.key not in known]
    return row.key


def test_a_survey_is_offered_as_one_and_reviews_as_reviews(
    window: MainWindow, qtbot: QtBot, form: Path, tmp_path: Path
) -> None:
    reviews = tmp_path / "ulasan.csv"
    reviews.write_text("content,score,at\nLambat sekali,1,2025-03-01\n", "utf-8")
    dialog = opened(window, qtbot, form, reviews)
    assert isinstance(dialog.page(0), SurveyPage)
    assert isinstance(dialog.page(1), CollectionPage)
    assert dialog.table_page(0).survey.isChecked()
    assert dialog.table_page(1).reviews.isChecked()
    dialog.reject()


def test_each_question_tells_what_it_becomes_why_and_of_whom(
    window: MainWindow, qtbot: QtBot, form: Path
) -> None:
    page = survey_page(opened(window, qtbot, form))
    shown = [
        [page.model.index(row, column).data() for column in DraftColumn]
        for row in range(page.model.rowCount())
    ]
    assert [row[DraftColumn.WORDS] for row in shown] == list(HEADINGS)
    satisfied = shown[row_of(page, "Saya puas")]
    assert satisfied[DraftColumn.ROLE] == "Closed item"
    assert satisfied[DraftColumn.SCALE] == "1–5"
    assert satisfied[DraftColumn.ANSWERED] == "40"
    assert satisfied[DraftColumn.REASON]
    advice = shown[row_of(page, "Apa saran")]
    assert (advice[DraftColumn.ROLE], advice[DraftColumn.ANSWERED]) == ("Open answer", "32")
    page.table.selectRow(row_of(page, "Saya puas"))
    for words in WORDS:
        assert words in page.detail.toPlainText()
    said = page.model.index(2, DraftColumn.ROLE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("Becomes: Closed item")


def test_role_type_and_scale_are_changed_by_the_keyboard_and_stored(
    window: MainWindow, qtbot: QtBot, form: Path
) -> None:
    before = stored(window)
    dialog = opened(window, qtbot, form)
    page = survey_page(dialog)
    choose(page, row_of(page, "Usia"), DraftColumn.ROLE, QuestionRole.ITEM.value, qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert dialog.isVisible()
    choose(page, row_of(page, "Usia"), DraftColumn.TYPE, QuestionType.CHOICE.value, qtbot)
    page.table.setCurrentIndex(page.model.index(row_of(page, "Petugas"), DraftColumn.SCALE))
    page.model.setData(page.table.currentIndex(), "many")
    assert page.told.isVisible()
    page.model.setData(page.table.currentIndex(), "1-6")
    qtbot.waitUntil(lambda: not page.busy, timeout=PATIENCE_MS)
    accept(dialog, window, qtbot)
    found = {each.heading: each for each in asked(window, new_key(window, before))}
    assert found["Usia"].role is QuestionRole.ITEM
    assert found["Usia"].type is QuestionType.CHOICE
    assert (found["Petugas ramah kepada saya"].low, found["Petugas ramah kepada saya"].high) == (
        1,
        6,
    )
    assert found["Apa saran Anda untuk layanan ini?"].sources == 32
    assert any("40 new respondents" in each for each in space(window).notices.messages())
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert stored(window) == before


def test_several_questions_take_a_role_at_once(
    window: MainWindow, qtbot: QtBot, form: Path
) -> None:
    page = survey_page(opened(window, qtbot, form))
    items = [row_of(page, words) for words in ("Saya puas", "Petugas", "Saya harus")]
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    page.table.clearSelection()
    for row in items:
        page.table.selectionModel().select(page.model.index(row, 0), rows)
    page.model.setData(page.model.index(items[1], DraftColumn.ROLE), QuestionRole.ATTRIBUTE.value)
    qtbot.waitUntil(lambda: not page.busy, timeout=PATIENCE_MS)
    roles = [each.role for each in page.model.rows]
    assert [roles[row] for row in items] == [QuestionRole.ATTRIBUTE] * 3
    assert roles[row_of(page, "Apa saran")] is QuestionRole.OPEN


def test_a_table_is_read_as_reviews_and_as_a_survey_again(
    window: MainWindow, qtbot: QtBot, form: Path
) -> None:
    dialog = opened(window, qtbot, form)
    table = dialog.table_page(0)
    table.reviews.click()
    assert not dialog.accepting.isEnabled()
    qtbot.waitUntil(lambda: isinstance(dialog.page(0), CollectionPage), timeout=PATIENCE_MS)
    table.survey.click()
    qtbot.waitUntil(lambda: isinstance(dialog.page(0), SurveyPage), timeout=PATIENCE_MS)
    qtbot.waitUntil(dialog.accepting.isEnabled, timeout=PATIENCE_MS)


def test_an_unclear_layout_is_refused_in_place_and_can_be_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    bare = ods_file(
        tmp_path / "tanpa judul.ods",
        [("Usia", "", ""), *((20 + n, "Puas" if n % 2 else "Tidak", n % 5) for n in range(12))],
    )
    dialog = opened(window, qtbot, bare)
    table = dialog.table_page(0)
    assert dialog.page(0) is None
    assert table.refused.isVisible()
    assert "headings" in table.refused.text()
    assert not table.reviews.isEnabled()
    assert not dialog.accepting.isEnabled()
    at = table.layouts.findData(SurveyLayout.ONE_ROW)
    table.layouts.setCurrentIndex(at)
    table.layouts.activated.emit(at)
    qtbot.waitUntil(lambda: isinstance(dialog.page(0), SurveyPage), timeout=PATIENCE_MS)
    assert not table.refused.isVisible()
    assert survey_page(dialog).draft.respondents == 12


def test_a_newer_export_is_added_to_the_survey_it_belongs_to(
    window: MainWindow, qtbot: QtBot, form: Path, tmp_path: Path
) -> None:
    before = stored(window)
    accept(opened(window, qtbot, form), window, qtbot)
    key = new_key(window, before)
    newer = csv_file(tmp_path / "kuesioner lagi.csv", [HEADINGS, *survey_rows(47)])
    dialog = opened(window, qtbot, newer)
    page = survey_page(dialog)
    at = next(at for at in range(page.into.count()) if page.into.itemText(at).startswith(key))
    page.into.setCurrentIndex(at)
    assert key in page.told.text()
    assert not page.name.isEnabled()
    accept(dialog, window, qtbot)
    assert next(row for row in stored(window) if row.key == key).respondents == 47
    told = space(window).notices.messages()
    assert any("7 new respondents, 40 known already" in each for each in told)


def test_a_file_of_another_survey_is_refused_and_can_be_imported_as_new(
    window: MainWindow, qtbot: QtBot, form: Path, tmp_path: Path
) -> None:
    accept(opened(window, qtbot, form), window, qtbot)
    other = csv_file(
        tmp_path / "lain.csv",
        [("Apakah Anda puas?", "Usia"), *(("Ya", n) for n in range(20, 29)), ("Tidak", 30)],
    )
    before = stored(window)
    dialog = opened(window, qtbot, other)
    if not isinstance(dialog.page(0), SurveyPage):
        dialog.table_page(0).survey.click()
        qtbot.waitUntil(lambda: isinstance(dialog.page(0), SurveyPage), timeout=PATIENCE_MS)
    page = survey_page(dialog)
    page.into.setCurrentIndex(page.into.count() - 1)
    accept(dialog, window, qtbot)
    assert stored(window) == before
    assert dialog.isVisible()
    assert dialog.notice.isVisible()
    page.into.setCurrentIndex(0)
    accept(dialog, window, qtbot)
    assert len(stored(window)) == len(before) + 1


def test_the_preview_of_a_survey_speaks_indonesian(
    window: MainWindow, qtbot: QtBot, form: Path
) -> None:
    window.speak("id")
    rest(window, qtbot)
    dialog = opened(window, qtbot, form)
    page = survey_page(dialog)
    headings = [page.model.headerData(column, Qt.Orientation.Horizontal) for column in DraftColumn]
    assert headings[:3] == ["Kunci", "Pertanyaan", "Menjadi"]
    assert page.model.index(2, DraftColumn.ROLE).data() == "Butir tertutup"
    assert dialog.table_page(0).survey.text().replace("&", "") == "Survei"
    for widget in dialog.findChildren(QWidget):
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reached and widget.isVisible() and widget.isEnabled() and not widget.focusProxy():
            interface = QAccessible.queryAccessibleInterface(widget)
            named = interface.text(QAccessible.Text.Name)
            assert named or interface.text(QAccessible.Text.Value), widget


# Real files.


def test_a_real_google_form_keeps_its_respondents_and_answers(
    window: MainWindow, qtbot: QtBot
) -> None:
    place = shared("data", "surveys", "googleforms_virtualtour_id.csv")
    with place.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    advice = next(name for name in rows[0] if name.startswith("11."))
    before = stored(window)
    accept(opened(window, qtbot, place), window, qtbot)
    key = new_key(window, before)
    row = next(each for each in stored(window) if each.key == key)
    assert row.respondents == len(rows)
    found = next(each for each in asked(window, key) if each.heading == advice)
    assert found.sources == sum(bool(each[advice].strip()) for each in rows)


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("limesurvey_informal_models.xlsx", SurveyLayout.TWO_ROWS),
        ("limesurvey_scicom_de.csv", SurveyLayout.LIMESURVEY),
        ("qualtrics_proctoring_educators.csv", SurveyLayout.QUALTRICS),
    ],
)
def test_real_exports_are_shown_as_their_program_laid_them_out(
    window: MainWindow, qtbot: QtBot, name: str, layout: SurveyLayout
) -> None:
    page = survey_page(opened(window, qtbot, shared("data", "surveys", name)))
    assert page.draft.table.layout is layout
    assert page.model.rowCount() == len(page.draft.questions)


@pytest.mark.slow
def test_a_real_kobo_survey_takes_its_form_by_the_button_or_beside_it(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    data = shared("data", "surveys", "kobo_msna_data.xlsx")
    form = shared("data", "surveys", "kobo_msna_xlsform.xlsx")
    alone = tmp_path / "jawaban.xlsx"
    alone.write_bytes(data.read_bytes())
    dialog = opened(window, qtbot, alone)
    assert survey_page(dialog).draft.form is None
    dialog.table_page(0).take_form(form)
    qtbot.waitUntil(
        lambda: (
            isinstance(dialog.page(0), SurveyPage) and survey_page(dialog).draft.form is not None
        ),
        timeout=PATIENCE_MS,
    )
    assert survey_page(dialog).draft.table.layout is SurveyLayout.KOBO
    dialog.table_page(0).take_form(alone)
    qtbot.waitUntil(dialog.table_page(0).refused.isVisible, timeout=PATIENCE_MS)
    assert "XLSForm" in dialog.table_page(0).refused.text()
    dialog.reject()
    rest(window, qtbot)
    both = opened(window, qtbot, alone, form)
    assert survey_page(both).draft.form is not None
    assert both.files.count() == 1


def test_a_file_of_spss_is_a_survey_with_its_labels(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    pandas = pytest.importorskip("pandas")
    place = tmp_path / "puas.sav"
    frame = pandas.DataFrame(
        {"P1": [1.0, 2.0, 3.0, 4.0] * 5, "USIA": [float(n) for n in range(20)]}
    )
    pyreadstat.write_sav(
        frame,
        str(place),
        column_labels={"P1": "Saya puas", "USIA": "Usia"},
        variable_value_labels={"P1": {1.0: "Tidak", 2.0: "Kurang", 3.0: "Cukup", 4.0: "Puas"}},
    )
    dialog = opened(window, qtbot, place)
    page = survey_page(dialog)
    assert not dialog.table_page(0).layouts.isVisible()
    page.table.selectRow(row_of(page, "Saya puas"))
    assert "Kurang" in page.detail.toPlainText()
    before = stored(window)
    accept(dialog, window, qtbot)
    (row,) = [each for each in stored(window) if each not in before]
    assert row.respondents == 20
