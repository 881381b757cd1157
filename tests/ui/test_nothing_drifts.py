"""Emoji, styled letters, combining marks, tabs, long lines and right-to-left stay where they are.

What is selected, coded and nudged by keys in the window is, to the character, what the study holds
and what an export says.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from exports.quotes import write_quotes
from models.positions import Span
from qda.displays.quote_list import quote_list
from qda.edits.codes import AddCode, CodeWording
from qda.edits.importing import ImportCollection, ImportSources, SourcePlan
from qda.importers.tables.registry import read_collection
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.sources import source_text
from qda.session import NewStudy, StudySession
from tests.helpers.shared import shared
from tests.helpers.studies import FAMILY, document, ids, wording
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import NONE, SHIFT, rest, space
from ui.main_window import MainWindow
from ui.panes.reading import ReadingPane

Key = Qt.Key
CODE = "uji"
TEXTS = (
    f"Bagus 👍🏽 sekali {FAMILY} untuk 🇮🇩 kita. Mantap!",
    "𝗕𝗮𝗴𝘂𝘀 𝓫𝓪𝓷𝓰𝓮𝓽 aplikasinya, 𝟓 bintang. Terima kasih.",
    "Cafe\u0301 di po\u0308jok itu tutup. S\u0327u\u0308kran.",
    "Kolom\tsatu\tdua\t😀\ttiga. Baris berikut\tada tab.",
    "Kata " * 2_000 + "akhir 😡 sekali. Selesai.",
    "Kata dia שלום עולם lalu مرحبا بالعالم 👋 dan selesai. Baik.",
)


def _code_in_pieces(window: MainWindow, pane: ReadingPane, qtbot: QtBot) -> None:
    """Code sentence by sentence with keys, and nudge both edges of each coding."""
    view, shown = pane.reader.view, pane.reader.shown_text()
    assert shown is not None
    view.setFocus()
    QTest.keyClick(view, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(6):
        QTest.keyClick(view, Key.Key_S)
        if pane.selected() is None:
            return
        end = view.selected_span()
        QTest.keyClick(view, Key.Key_Return)
        quick = space(window).coding.quick
        QTest.keyClicks(quick.field, CODE)
        QTest.keyClick(quick.field, Key.Key_Return)
        rest(window, qtbot)
        for edge, arrow, modifiers in (
            (Key.Key_BracketRight, Key.Key_Left, NONE),
            (Key.Key_BracketLeft, Key.Key_Right, SHIFT),
        ):
            view.setFocus()
            QTest.keyClick(view, edge)
            QTest.keyClick(view, arrow, modifiers)
            QTest.keyClick(view, Key.Key_Return)
            rest(window, qtbot)
        assert end is not None
        if end.end >= len(shown.text.rstrip()):
            return
        view.put_caret(min(len(shown.text), end.end + 1))


def _written(window: MainWindow, folder: Path) -> dict[str, list[str]]:
    """The quotes of two exports, as they are read back from the files."""
    assert window.desk is not None
    with window.desk.session.reading() as state:
        found = quote_list(
            state, CODE, wanted=CodingFilter(), role="", language="id", analyst="Sari"
        )
    table, lines = folder / "kutipan.csv", folder / "kutipan.json"
    write_quotes(found, table)
    write_quotes(found, lines)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    return {
        "csv": [cell for row in rows for cell in row],
        "json": re.findall(r'"quote": ?("(?:[^"\\]|\\.)*")', lines.read_text("utf-8")),
    }


def _check(window: MainWindow, pane_ids: Sequence[int], folder: Path) -> None:
    assert window.desk is not None
    with window.desk.session.reading() as state:
        texts = {id_: source_text(state, id_) for id_ in pane_ids}
        rows = codings(state)
    assert rows
    written = _written(window, folder)
    told = {json.loads(each) for each in written["json"]}
    for row in rows:
        words = row.span.of(texts[row.source_id])
        assert row.quote == words
        assert words == words.strip()
        assert words in told
        assert any(words in cell for cell in written["csv"])
        assert not _cuts_a_letter(texts[row.source_id], row.span)


def _cuts_a_letter(text: str, span: Span) -> bool:
    """Whether an edge stands inside an emoji, a flag or an accented letter."""
    for at in (span.start, span.end):
        before, behind = text[at - 1 : at], text[at : at + 1]
        if behind and (behind in "\u200d\ufe0f\u0301\u0308\u0327" or "🏻" <= behind <= "🏿"):
            return True
        if before == "\u200d":
            return True
    return False


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_hard_letters_are_coded_nudged_and_exported_to_the_character(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path, number: int
) -> None:
    place = tmp_path / "huruf.runut"
    with StudySession.create(place, NewStudy("Huruf"), coder="Sari") as session:
        plan = SourcePlan(document("Huruf", TEXTS[number]))
        (source,) = session.do(ImportSources((plan,)))
        session.do(AddCode(CODE, CodeWording(wording(CODE).name)))
    _open(empty_window, place, qtbot)
    pane = space(empty_window).open_source(source)
    qtbot.waitUntil(lambda: pane.row is not None, timeout=PATIENCE_MS)
    rest(empty_window, qtbot)
    _code_in_pieces(empty_window, pane, qtbot)
    _check(empty_window, [source], tmp_path)


@pytest.mark.slow
def test_real_reviews_with_emoji_are_coded_nudged_and_exported_to_the_character(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    place = tmp_path / "ulasan.runut"
    with StudySession.create(place, NewStudy("Ulasan"), coder="Sari") as session:
        file = shared("data", "reviews", "jaki_googleplay_id.csv")
        session.do(ImportCollection(read_collection(file)))
        session.do(AddCode(CODE, CodeWording(wording(CODE).name)))
        units = _hard(session)
    _open(empty_window, place, qtbot)
    for unit in units:
        pane = space(empty_window).open_source(unit)
        qtbot.waitUntil(lambda pane=pane: pane.row is not None, timeout=PATIENCE_MS)  # type: ignore[misc]
        rest(empty_window, qtbot)
        _code_in_pieces(empty_window, pane, qtbot)
    _check(empty_window, units, tmp_path)


def _hard(session: StudySession) -> list[int]:
    """Some reviews with characters beyond the first plane, and words beside them."""
    from models.source import Source

    found = []
    with session.reading() as state:
        for id_ in ids(session.store, Source):
            text = source_text(state, id_)
            if re.search("[\U00010000-\U0010ffff\u200d]", text) and len(text) > 40:
                found.append(id_)
                if len(found) == 12:
                    break
    return found


def _open(window: MainWindow, place: Path, qtbot: QtBot) -> None:
    window.open_study(str(place))
    qtbot.waitUntil(lambda: window.workspace is not None and window.idle, timeout=PATIENCE_MS)
