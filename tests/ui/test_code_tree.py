"""The code tree and the card, as one who codes uses them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.positions import Span
from tests.ui.dragging import drop, mime
from tests.ui.indonesian import ENGLISH, INDONESIAN
from tests.ui.samples import card, nodes
from ui.code_tree.card import CodeCardPanel
from ui.code_tree.filtering import CodeFilter
from ui.code_tree.model import CodeTreeModel
from ui.code_tree.view import CodeTree
from ui.reader.state import CODE_MIME, SPAN_MIME, packed_span

LEFT = Qt.MouseButton.LeftButton
MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def tree(qtbot: QtBot) -> CodeTree:
    """A tree on the sample codes."""
    made = CodeTree(ENGLISH)
    qtbot.addWidget(made)
    made.resize(420, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.set_nodes(nodes())
    return made


def shown(tree: CodeTree) -> list[str]:
    """The labels that are shown, from top to bottom."""
    labels, index = [], tree.filter.index(0, 0)
    while index.isValid():
        labels.append(index.data())
        index = tree.tree.indexBelow(index)
    return labels


def place(tree: CodeTree, id_: int) -> QPoint:
    """The middle of a code's row."""
    index = tree.filter.mapFromSource(tree.model.index_of(id_))
    return tree.tree.visualRect(index).center()


def test_the_models_keep_qt_s_promises(qtbot: QtBot) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    model = CodeTreeModel(ENGLISH)
    proxy = CodeFilter(model)
    QAbstractItemModelTester(model, fatal, model)
    QAbstractItemModelTester(proxy, fatal, proxy)
    model.set_nodes(nodes())
    proxy.set_words("finansial")
    proxy.set_words("")
    model.set_nodes(nodes()[:3])
    model.set_nodes([])


def test_an_empty_tree_says_what_to_do_first(qtbot: QtBot) -> None:
    tree = CodeTree(INDONESIAN)
    qtbot.addWidget(tree)
    tree.show()
    with qtbot.waitSignal(tree.framework_requested):
        QTest.mouseClick(tree.empty._button, LEFT)
    assert tree.empty.accessibleName() == "Belum ada kode"


def test_codes_stand_under_their_parents_with_people_first(tree: CodeTree) -> None:
    assert shown(tree) == [
        "Ukuran dan tujuan kebijakan",
        "Sumber daya",
        "Sumber daya manusia",
        "Beban kerja petugas",
        "Sumber daya finansial",
        "Keandalan aplikasi",
    ]
    row = tree.model.index_of(2)
    assert [row.siblingAtColumn(column).data() for column in range(4)] == [
        "Sumber daya",
        "3",
        "9",
        "2",
    ]


@pytest.mark.parametrize("way", ["enter", "double click"])
def test_a_code_is_applied_by_enter_or_a_double_click(
    tree: CodeTree, qtbot: QtBot, way: str
) -> None:
    tree.select(5)
    with qtbot.waitSignal(tree.code_activated) as told:
        if way == "enter":
            QTest.keyClick(tree.tree, Qt.Key.Key_Return)
        else:
            QTest.mouseClick(tree.tree.viewport(), LEFT, pos=place(tree, 5))
            QTest.mouseDClick(tree.tree.viewport(), LEFT, pos=place(tree, 5))
    assert told.args == [5]


def test_typing_keeps_what_matches_with_its_parents(tree: CodeTree, qtbot: QtBot) -> None:
    QTest.keyClicks(tree.field, "BEBAN")
    qtbot.waitUntil(lambda: tree.filter.active)
    assert shown(tree) == ["Sumber daya", "Sumber daya manusia", "Beban kerja petugas"]
    with qtbot.waitSignal(tree.code_selected):
        QTest.keyClick(tree.field, Qt.Key.Key_Down)
    assert tree.current_id() == 5
    tree.field.clear()
    assert len(shown(tree)) == 6
    assert tree.current_id() == 5


def test_a_code_is_found_by_the_framework_s_id(tree: CodeTree, qtbot: QtBot) -> None:
    QTest.keyClicks(tree.field, "vmvh-2.2")
    QTest.keyClick(tree.field, Qt.Key.Key_Return)
    assert shown(tree) == ["Sumber daya", "Sumber daya finansial"]
    assert tree.current_id() == 4


def test_what_is_folded_and_current_stays_so_when_counts_change(tree: CodeTree) -> None:
    tree.select(6)
    tree.tree.collapse(tree.filter.mapFromSource(tree.model.index_of(3)))
    tree.set_nodes(nodes())
    assert tree.current_id() == 6
    assert "Beban kerja petugas" not in shown(tree)
    assert "Sumber daya finansial" in shown(tree)


def test_a_dragged_code_carries_its_id(tree: CodeTree) -> None:
    index = tree.filter.mapFromSource(tree.model.index_of(4))
    data = tree.filter.mimeData([index])
    assert bytes(data.data(CODE_MIME).data()) == b"4"


def test_a_code_dropped_on_another_is_to_move_under_it(tree: CodeTree, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tree.move_requested) as told:
        drop(tree.tree.viewport(), mime(CODE_MIME, b"6"), place(tree, 2), MOVE)
    assert told.args == [(6,), 2, 2]
    assert len(shown(tree)) == 6


@pytest.mark.parametrize(("code", "onto"), [(2, 5), (2, 2), (77, 1)])
def test_a_code_cannot_fall_beneath_itself(
    tree: CodeTree, qtbot: QtBot, code: int, onto: int
) -> None:
    with qtbot.assertNotEmitted(tree.move_requested):
        drop(tree.tree.viewport(), mime(CODE_MIME, str(code).encode()), place(tree, onto), MOVE)


@pytest.mark.parametrize(
    ("code", "row", "position"),
    [(1, 2, 1), (6, 0, 0), (1, 3, 2)],
)
def test_a_position_is_counted_without_the_code_itself(
    qtbot: QtBot, code: int, row: int, position: int
) -> None:
    model = CodeTreeModel(ENGLISH)
    model.set_nodes(nodes())
    with qtbot.waitSignal(model.move_requested) as told:
        data = mime(CODE_MIME, str(code).encode())
        model.dropMimeData(data, MOVE, row, 0, QModelIndex())
    assert told.args == [(code,), None, position]


def test_words_dropped_on_a_code_are_told_with_it(tree: CodeTree, qtbot: QtBot) -> None:
    span = Span(10, 25)
    with qtbot.waitSignal(tree.span_dropped) as told:
        drop(tree.tree.viewport(), mime(SPAN_MIME, packed_span(7, span)), place(tree, 4))
    assert told.args == [4, 7, span]


def test_a_change_of_language_words_the_headings(tree: CodeTree) -> None:
    tree.set_speech(INDONESIAN)
    across = Qt.Orientation.Horizontal
    whole = Qt.ItemDataRole.ToolTipRole
    headings = [tree.model.headerData(column, across, whole) for column in range(4)]
    assert headings == ["Kode", "Informan", "Segmen", "Usulan"]


def test_the_headings_of_the_counts_leave_room_for_the_names(tree: CodeTree) -> None:
    header = tree.tree.header()
    counts = sum(header.sectionSize(column) for column in range(1, 4))
    assert header.sectionSize(0) > counts


def test_a_column_of_nothing_proposed_is_not_shown(tree: CodeTree) -> None:
    assert not tree.tree.isColumnHidden(3)
    tree.set_nodes(replace(node, proposed=0) for node in nodes())
    assert tree.tree.isColumnHidden(3)


def test_a_long_name_is_broken_into_lines_instead_of_cut(tree: CodeTree, qtbot: QtBot) -> None:
    one = tree.tree.visualRect(tree.filter.mapFromSource(tree.model.index_of(4))).height()
    words = "Kepatuhan dan daya tanggap para pelaksana di lapangan terhadap laporan warga"
    tree.set_nodes(replace(node, label=words) if node.id == 4 else node for node in nodes())

    def height() -> int:
        return tree.tree.visualRect(tree.filter.mapFromSource(tree.model.index_of(4))).height()

    qtbot.waitUntil(lambda: height() > 1.5 * one)


def test_a_screen_reader_hears_the_counts(tree: CodeTree) -> None:
    spoken = tree.model.index_of(4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Sumber daya finansial [VMVH-2.2]. Informants: 1. Segments: 3, of which proposed: 2."
    )


@pytest.fixture
def panel(qtbot: QtBot) -> CodeCardPanel:
    """A card panel."""
    made = CodeCardPanel(INDONESIAN)
    qtbot.addWidget(made)
    made.resize(380, 600)
    made.show()
    return made


def test_no_card_says_what_to_do(panel: CodeCardPanel) -> None:
    assert panel.empty.isVisible()
    assert panel.text() == ""


def test_a_card_says_all_rules_of_a_code(panel: CodeCardPanel) -> None:
    panel.show_card(card())
    assert panel.text().split("\n") == [
        "Sumber daya manusia",
        "VMVH-2.1 · Van Meter dan Van Horn (1975)",
        "Definisi",
        "Jumlah dan kecakapan orang yang menjalankan kebijakan.",
        "Dipakai untuk",
        "Jumlah petugas, pelatihan, beban kerja.",
        "Jangan dipakai untuk",
        "Sikap petugas terhadap kebijakan.",
        "Lihat: Disposisi pelaksana",
        "Contoh acuan",
        "“hanya tiga orang untuk melayani seratus lima puluh pemohon” (W03:4)",
        "Buka W03:4",
        "Hapus",
        "Indikator",
        "✓ Jumlah petugas",
        "1 segmen dalam sumber data ini; dalam studi 2 informan, 3 segmen; 1 masih usulan",
        "○ Pelatihan yang diikuti",
        "belum ada bukti",
        "Bukti untuk … ▾",
        "Pertanyaan",
        "• Berapa orang yang melayani?",
    ]


def test_the_exclusion_leads_to_the_code_to_use_instead(panel: CodeCardPanel, qtbot: QtBot) -> None:
    panel.show_card(card())
    # The pane answers by showing the other card, which takes this button away.
    panel.see_instead.connect(lambda _: panel.show_card(card()))
    button = next(
        b for b in panel.findChildren(QPushButton) if b.accessibleName().startswith("Lihat:")
    )
    with qtbot.waitSignal(panel.see_instead) as told:
        QTest.mouseClick(button, LEFT)
    assert told.args == ["VMVH-5"]


def test_markup_in_a_definition_is_words(panel: CodeCardPanel) -> None:
    from dataclasses import replace

    panel.show_card(replace(card(), definition="<b>tebal</b> & <script>"))
    assert "<b>tebal</b> & <script>" in panel.text()


def test_wording_the_rows_anew_never_lays_them_out_anew(tree: CodeTree, qtbot: QtBot) -> None:
    # Told of another layout without warning, the filter keeps rows that may be gone: Qt crashes.
    current = tree.current_id()
    told = tree.model.headerDataChanged
    with qtbot.assertNotEmitted(tree.model.layoutChanged), qtbot.waitSignal(told):
        tree.set_speech(INDONESIAN)
    assert tree.current_id() == current
