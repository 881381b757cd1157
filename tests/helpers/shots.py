"""Draws the pictures of the documentation: the main windows on the sample study, in two languages.

`python3 dev.py shots` writes `docs/pictures/NAME.{en,id}.png`. They are drawn without a screen, at
one size and, but for the dark one, in one scheme, so that they differ only where the program does.
They are kept in 256 colours, which is enough for a window and a third of the size.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QItemSelectionModel

from models.positions import Span
from models.vocabulary import Polarity, StakeholderGroup
from qda.autocoding.proposing import lists_for, propose_codings
from qda.autocoding.running import Task
from qda.edits.indicators import IndicateCodings
from qda.retrieval.codes import codes
from qda.retrieval.codings import codings_in
from qda.retrieval.sources import source_by_key
from qda.retrieval.table.question import Alike
from qda.sample.building import build_sample
from qda.sample.contents import FILES
from qda.session import StudySession
from qda.settings import Settings
from tests.helpers.picturing import PICTURES, dialogs, rest, save, with_dialog
from tests.helpers.shots_concluding import draw_displays
from tests.helpers.shots_reviews import draw_reviews
from ui.app import application, wait
from ui.dialogs.importing import ImportDialog, SourcePage
from ui.dialogs.importing_survey import SurveyPage
from ui.main_window import MainWindow
from ui.panes.comparing import ComparePane
from ui.panes.coverage import CoveragePane
from ui.panes.display import DisplayPane
from ui.panes.numbers import NumbersPane
from ui.panes.questions import QuestionsPane
from ui.panes.reading import ReadingPane
from ui.theme import DARK, LIGHT, Theme
from ui.widgets.filter_bar import FilterValue
from ui.workspace import Workspace

GUIDES: Final = {"displays": draw_displays, "reviews": draw_reviews}
"""What draws the pictures of a guide; `REST` are those of the others."""

REST: Final = "rest"
WIDTH: Final = 1440
HEIGHT: Final = 900
SURVEY: Final = "survei-warga.csv"
ITEM: Final = 8
MEASURED: Final = {
    "vmvh1975:VMH3": (8, 9),
    "vmvh1975:VMH2": (10, 11, 12),
    "vmvh1975:VMH4": (13, 14),
}
IMPORTED: Final = ("w02-kepala-upt.txt", "ulasan-gayung.csv")
SOURCE: Final = "W01"
PARAGRAPH: Final = 16
QUICKLY: Final = "Memang di dasbor definisinya belum dipisah antara dibalas dan dikerjakan"
TYPED: Final = {"en": "clear", "id": "jelas"}
SEGMENT: Final = 3
DIFFERENCE: Final = 4
EVIDENT: Final = 3
COUNTED: Final = 2
FRAMEWORK: Final = "vmvh1975"
INDICATED: Final = 3
MEMO: Final = {
    "en": "Handled means forwarded here, done there. Compare W02:22 and [[vmvh1975:VMH1.1]].",
    "id": "Di sini tertangani berarti diteruskan, di sana dikerjakan. "
    "Bandingkan W02:22 dan [[vmvh1975:VMH1.1]].",
}
SILENT: Final = {"en": "without a reply", "id": "tanpa balasan"}
GIVEN: Final = ("vmvh1975:VMH2", "vmvh1975:VMH2", "vmvh1975:VMH3", "vmvh1975:VMH4")
_FADED_MS: Final = 2000


def main(words: list[str]) -> int:
    """Draw every picture of the languages named, or of both; the exit code.

    `reviews` or `displays` among the words draws those of these guides alone.
    """
    PICTURES.mkdir(parents=True, exist_ok=True)
    app = application()
    theme = app.property("theme")
    assert isinstance(theme, Theme)
    theme.dress(LIGHT)
    guides = {each for each in words if each in GUIDES} or {*GUIDES, REST}
    for language in [each for each in words if each not in GUIDES] or ["en", "id"]:
        with TemporaryDirectory(prefix="runut-shots-") as folder:
            os.environ["RUNUT_CONFIG_DIR"] = str(Path(folder) / "settings")
            _draw(Path(folder), language, theme, guides)
    return 0


def _draw(folder: Path, language: str, theme: Theme, guides: set[str]) -> None:
    study = folder / "Lembayung.runut"
    with build_sample(study, language=language) as session:
        propose_codings(session, Task(lists_for(session)))
        _indicate(session)
        coder = session.coder_name
    window = MainWindow(Settings(language=language, coder=coder))
    window.resize(WIDTH, HEIGHT)
    window.show()
    rest(window)
    if REST in guides:
        save(window.grab(), "start", language)
    window.open_study(str(study))
    wait(lambda: window.workspace is not None)
    rest(window)
    space = window.workspace
    assert space is not None
    if REST in guides:
        _draw_all(window, space, language, theme)
    for guide, draw in GUIDES.items():
        if guide in guides:
            draw(window, space, language)
    window.close()
    wait(lambda: window.idle and not window.isVisible())
    window.deleteLater()


def _draw_all(window: MainWindow, space: Workspace, language: str, theme: Theme) -> None:
    _draw_reader(window, space, language)
    _draw_import(window, space, language)
    _draw_quick_list(window, space, language)
    _draw_segments(window, space, language)
    theme.dress(DARK)
    _draw_reader(window, space, language, name="dark")
    theme.dress(LIGHT)
    _draw_memos(window, space, language)
    _draw_coverage(window, space, language)
    _draw_queue(window, space, language)
    _draw_table(window, space, language)
    _draw_comparison(window, space, language)
    _draw_matrix(window, space, language)
    _draw_numbers(window, space, language)
    _draw_survey(window, space, language)


def _indicate(session: StudySession) -> None:
    """Tell of some codings what they are evidence for, as one does in the course of a study."""
    with session.reading() as state:
        indicators = {each.id: each.indicators for each in codes(state)}
        found = codings_in(state, source_by_key(state, SOURCE).id)
    told: dict[int, int] = {}
    for row in found:
        known = indicators.get(row.code_id, ())
        at = told.get(row.code_id, 0)
        if row.indicator or at >= min(len(known), INDICATED):
            continue
        session.do(IndicateCodings((row.id,), known[at][0]))
        told[row.code_id] = at + 1


def _draw_reader(
    window: MainWindow, space: Workspace, language: str, *, name: str = "reader"
) -> None:
    pane = _open(window, space, PARAGRAPH)
    shown = pane.reader.shown_text()
    paragraph = None if shown is None else shown.paragraph(PARAGRAPH)
    assert paragraph is not None
    row = next(
        each
        for each in pane.coded
        if each.polarity is Polarity.INHIBITING and each.span.start > paragraph.span.start
    )
    space.codes.show_coding(row)
    rest(window)
    wait(lambda: False, _FADED_MS)
    save(window.grab(), name, language)


def _draw_import(window: MainWindow, space: Workspace, language: str) -> None:
    space.importing.read_files([FILES / name for name in IMPORTED])
    wait(lambda: bool(dialogs(window)))
    rest(window)
    dialog = dialogs(window)[0]
    assert isinstance(dialog, ImportDialog)
    page = dialog.page(0)
    assert isinstance(page, SourcePage)
    voice = page.speakers.rows[-1]
    voice.case.setText("Pak Gilang")
    voice.role.setText("Kepala UPT")
    voice.group.setCurrentIndex(voice.group.findData(StakeholderGroup.GOVERNMENT))
    save(with_dialog(window, dialog), "import", language)
    dialog.reject()
    rest(window)


def _draw_quick_list(window: MainWindow, space: Workspace, language: str) -> None:
    pane = _open(window, space, PARAGRAPH)
    _select(pane, QUICKLY)
    space.carry_out("code_here")
    rest(window)
    space.coding.quick.field.setText(TYPED[language])
    rest(window)
    save(window.grab(), "quick", language)
    space.coding.quick.leave()
    rest(window)


def _draw_segments(window: MainWindow, space: Workspace, language: str) -> None:
    pane = _open(window, space, PARAGRAPH)
    space.carry_out("segments_below")
    rest(window)
    listed = space.codes.segments.list
    listed.select_row(SEGMENT)
    row = listed.current()
    assert row is not None
    listed.segment_stepped.emit(row)
    listed.table.setFocus()
    rest(window)
    wait(lambda: False, _FADED_MS)
    save(window.grab(), "segments", language)
    space.carry_out("segments_below")
    pane.reader.setFocus()
    rest(window)


def _draw_memos(window: MainWindow, space: Workspace, language: str) -> None:
    pane = _open(window, space, PARAGRAPH)
    _select(pane, QUICKLY)
    space.carry_out("memo_on_words")
    rest(window)
    space.memos.editor.text.setPlainText(MEMO[language])
    space.memos.keep()
    rest(window)
    save(window.grab(), "memos", language)
    space.carry_out("show_memos")
    rest(window)


def _draw_coverage(window: MainWindow, space: Workspace, language: str) -> None:
    space.carry_out("coverage")
    rest(window)
    pane = space.tabs.currentWidget()
    assert isinstance(pane, CoveragePane)
    top = pane.table.topLevelItem(0)
    below = None if top is None else top.child(EVIDENT)
    assert below is not None
    pane.table.setCurrentItem(below)
    rest(window)
    save(window.grab(), "coverage", language)


def _draw_queue(window: MainWindow, space: Workspace, language: str) -> None:
    space.carry_out("queue")
    rest(window)
    save(window.grab(), "queue", language)


def _draw_table(window: MainWindow, space: Workspace, language: str) -> None:
    pane = space.open_collection(1)
    rest(window)
    pane.filtering.choose(FilterValue("replied", False, SILENT[language]))
    pane.take_layout(pane.layout_.sorted_by("stars", falling=False).folding(Alike.NEAR))
    rest(window)
    known = {code.canonical_id: code.id for code in space.codes.all_codes()}
    for number, name in enumerate(GIVEN):
        pane.table.stand_on(number)
        space.table.code_rows(known[name], pane.chosen_ids())
        rest(window)
    pane.table.stand_on(0)
    rest(window)
    save(window.grab(), "table", language)


def _draw_comparison(window: MainWindow, space: Workspace, language: str) -> None:
    window.actions_.by_name["show_sources"].trigger()
    window.actions_.by_name["show_codes"].trigger()
    space.carry_out("compare")
    rest(window)
    pane = space.tabs.currentWidget()
    assert isinstance(pane, ComparePane)
    text = pane.choices.text
    text.setCurrentIndex(text.findData(SOURCE))
    text.activated.emit(text.currentIndex())
    rest(window)
    for _ in range(DIFFERENCE):
        pane.go_to_difference(1)
    rest(window)
    wait(lambda: False, _FADED_MS)
    save(window.grab(), "compare", language)
    window.actions_.by_name["show_sources"].trigger()


def _draw_matrix(window: MainWindow, space: Workspace, language: str) -> None:
    space.carry_out("matrix")
    rest(window)
    pane = space.tabs.currentWidget()
    assert isinstance(pane, DisplayPane)
    pane.view.table.setCurrentIndex(pane.view.model.index(0, 1))
    rest(window)
    save(window.grab(), "matrix", language)


def _draw_numbers(window: MainWindow, space: Workspace, language: str) -> None:
    space.carry_out("numbers_crosstab")
    rest(window)
    pane = space.tabs.currentWidget()
    assert isinstance(pane, NumbersPane)
    pane.choices.choose(pane.choices.codes, FRAMEWORK)
    pane.choices.choose(pane.choices.by, "group")
    pane.choices.choose(pane.choices.unit, "unit")
    rest(window)
    pane.tables.list.setCurrentRow(COUNTED)
    pane.tables.view.chosen.emit(pane.tables.view.currentIndex())
    rest(window)
    save(window.grab(), "numbers", language)


def _draw_survey(window: MainWindow, space: Workspace, language: str) -> None:
    space.importing.read_files([FILES / SURVEY])
    wait(lambda: bool(dialogs(window)))
    rest(window)
    dialog = dialogs(window)[0]
    assert isinstance(dialog, ImportDialog)
    page = dialog.page(0)
    assert isinstance(page, SurveyPage)
    page.table.selectRow(ITEM)
    rest(window)
    save(with_dialog(window, dialog), "survey_import", language)
    dialog.reject()
    rest(window)
    space.carry_out("survey_questions")
    rest(window)
    pane = space.tabs.currentWidget()
    assert isinstance(pane, QuestionsPane)
    known = {code.canonical_id: code.id for code in space.codes.all_codes()}
    for name, rows in MEASURED.items():
        pane.table.selectRow(rows[0])
        chosen = pane.table.selectionModel()
        for row in rows[1:]:
            flags = QItemSelectionModel.SelectionFlag
            chosen.select(pane.model.index(row, 0), flags.Select | flags.Rows)
        pane.set_dimension(known[name])
        rest(window)
    pane.table.selectRow(ITEM)
    rest(window)
    save(window.grab(), "survey_questions", language)


def _open(window: MainWindow, space: Workspace, paragraph: int) -> ReadingPane:
    """The interview of most pictures, at a paragraph."""
    index = space.sources.model.item(0).child(0).index()
    space.sources.tree.setCurrentIndex(index)
    space.sources.tree.activated.emit(index)
    rest(window)
    pane = space.current_reader()
    assert pane is not None
    pane.reader.go_to_paragraph(paragraph)
    rest(window)
    # The frame around a place one went to fades after a moment.
    wait(lambda: False, _FADED_MS)
    return pane


def _select(pane: ReadingPane, words: str) -> None:
    shown = pane.reader.shown_text()
    assert shown is not None
    start = shown.text.index(words)
    pane.reader.view.select(Span(start, start + len(words)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
