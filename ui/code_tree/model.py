"""The code tree as Qt's item model; it holds values and tells what a researcher wants moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qda.i18n import Speech, mark
from ui.code_tree.state import CodeNode, branched
from ui.reader.state import CODE_MIME, SPAN_MIME, unpacked_code, unpacked_span
from ui.table.model import ROWS_MIME, unpacked_rows
from ui.theme import LIGHT, Colours
from ui.widgets.marks import mark_icon
from ui.widgets.segments import CODINGS_MIME, unpacked_codings

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_FEW = 40
"""Changed codes up to which each is told by itself."""

CODES_MIME = "application/x-runut-codes"
"""Several dragged codes: their ids in decimal digits, parted by commas."""


class Column(IntEnum):
    """The columns of the tree: people before segments."""

    LABEL = 0
    INFORMANTS = 1
    SEGMENTS = 2
    PROPOSED = 3


# A view asks for the columns of every row; to ask the enumeration each time takes a while.
_COLUMNS = tuple(Column)
_COUNT = len(_COLUMNS)

COUNTED = (Column.INFORMANTS, Column.SEGMENTS, Column.PROPOSED)
"""The columns of numbers."""

_HEADINGS = {
    Column.LABEL: mark("Code"),
    Column.INFORMANTS: mark("Informants"),
    Column.SEGMENTS: mark("Segments"),
    Column.PROPOSED: mark("Proposed"),
}
# The names of the codes need the room.
_SHORT = {
    Column.LABEL: mark("Code"),
    Column.INFORMANTS: mark("Inf."),
    Column.SEGMENTS: mark("Seg."),
    Column.PROPOSED: mark("Prop."),
}


def _alike(before: CodeNode, after: CodeNode) -> bool:
    """Whether a code differs in its numbers at most."""
    counted = replace(
        before,
        informants=after.informants,
        segments=after.segments,
        proposed=after.proposed,
    )
    return counted == after


class CodeTreeModel(QAbstractItemModel):
    """Codes as a tree.

    Signals:
        move_requested: codes were dropped: their ids, the new parent's id or None, the position.
        span_dropped: words were dropped on a code: its id, the source's id, the `Span`.
        rename_requested: another name was typed over a code's: its id, the words.
        codings_dropped: codings of a list were dropped on a code: its id, the codings' ids.
        recounted: numbers or colours of many codes are other ones, and nothing else.
        renamed: many codes are called otherwise.
        rows_dropped: rows of a table were dropped on a code: its id, the rows' ids.
    """

    move_requested = Signal(object, object, int)
    rename_requested = Signal(int, str)
    span_dropped = Signal(int, int, object)
    codings_dropped = Signal(int, object)
    recounted = Signal()
    renamed = Signal()
    rows_dropped = Signal(int, object)

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self.colours: Colours = LIGHT
        self.branches = branched(())

    def set_nodes(self, nodes: Iterable[CodeNode]) -> bool:
        """Show other codes; whether any is new, is gone or stands elsewhere than before.

        Where none is, only what another name or number is said of is told to be painted anew.
        """
        made, before = branched(nodes), self.branches
        if made.children == before.children:
            self.branches = made
            changed = [id_ for id_, node in made.nodes.items() if before.nodes[id_] != node]
            if len(changed) > _FEW:
                # Told of each, or of all on each level, a view would measure rows many times over;
                # numbers need no other height at all.
                alike = all(_alike(before.nodes[id_], made.nodes[id_]) for id_ in changed)
                (self.recounted if alike else self.renamed).emit()
            else:
                for id_ in changed:
                    index = self.index_of(id_)
                    self.dataChanged.emit(index, index.siblingAtColumn(_COUNT - 1))
            return False
        self.beginResetModel()
        self.branches = made
        self.endResetModel()
        return True

    def set_speech(self, speech: Speech, colours: Colours) -> None:
        """Word headings anew and paint marks for these colours."""
        self.speech, self.colours = speech, colours
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _COUNT - 1)
        self.recounted.emit()

    def index_of(self, id_: int) -> QModelIndex:
        """Where a code stands; an invalid index where it is not shown."""
        if id_ not in self.branches.rows:
            return QModelIndex()
        return self.createIndex(self.branches.rows[id_], 0, id_)

    def node(self, index: Index) -> CodeNode | None:
        """The code at an index."""
        return self.branches.nodes.get(int(index.internalId())) if index.isValid() else None

    def _id(self, index: Index) -> int | None:
        return int(index.internalId()) if index.isValid() else None

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Override."""
        above: int | None = None
        if parent.isValid():
            if parent.column() != 0:
                return QModelIndex()
            above = parent.internalId()
        children = self.branches.children.get(above, ())
        if 0 <= row < len(children) and 0 <= column < _COUNT:
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """Override."""
        id_ = self._id(index)
        above = self.branches.parent(id_) if id_ is not None else None
        return self.index_of(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        if parent.isValid() and parent.column() != 0:
            return 0
        return len(self.branches.children.get(self._id(parent), ()))

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        return _COUNT

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Override."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.speech(_SHORT[Column(section)])
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.speech(_HEADINGS[Column(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override."""
        node = self.node(index)
        if node is None:
            return None
        column = _COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(node, column)
        if column is Column.LABEL and role == Qt.ItemDataRole.DecorationRole:
            return mark_icon(node.colour, self.colours)
        if column is Column.LABEL and role == Qt.ItemDataRole.EditRole:
            return node.label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        told = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        return self._said(node) if role in told else node.id if role == ID_ROLE else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Override: tell the name that was typed; the study takes it, and the tree follows."""
        node = self.node(index)
        if node is None or role != Qt.ItemDataRole.EditRole:
            return False
        words = " ".join(str(value).split())
        if words != node.label:
            self.rename_requested.emit(node.id, words)
        return True

    def _text(self, node: CodeNode, column: Column) -> str:
        if column is Column.LABEL:
            return node.label
        count = self.count(node, column)
        return self.speech.number(count) if count else ""

    @staticmethod
    def count(node: CodeNode, column: Column) -> int:
        """The number that a column says of a code."""
        if column is Column.INFORMANTS:
            return node.informants
        return node.segments if column is Column.SEGMENTS else node.proposed

    def _said(self, node: CodeNode) -> str:
        number = self.speech.number
        counts = self.speech(
            "Informants: {informants}. Segments: {segments}, of which proposed: {proposed}.",
            informants=number(node.informants),
            segments=number(node.segments),
            proposed=number(node.proposed),
        )
        name = f"{node.label} [{node.canonical_id}]" if node.canonical_id else node.label
        return f"{name}. {counts}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Override: codes are dragged and dropped; the top takes codes too."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        found = super().flags(index) | flag.ItemIsDragEnabled | flag.ItemIsDropEnabled
        return found | flag.ItemIsEditable if index.column() == Column.LABEL else found

    def supportedDropActions(self) -> Qt.DropAction:
        """Override."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        """Override."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Override."""
        return [CODE_MIME, CODES_MIME, SPAN_MIME, CODINGS_MIME, ROWS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Override: the id and the name of the first dragged code, and the ids of all."""
        data = QMimeData()
        nodes = {node.id: node for index in indexes if (node := self.node(index)) is not None}
        if nodes:
            data.setData(CODE_MIME, str(next(iter(nodes))).encode())
            data.setData(CODES_MIME, packed_codes(nodes))
            data.setText("\n".join(node.label for node in nodes.values()))
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Override: words fall on a code; a code anywhere but on or beneath itself."""
        if data.hasFormat(ROWS_MIME):
            return parent.isValid() and bool(unpacked_rows(_bytes(data, ROWS_MIME)))
        if data.hasFormat(CODINGS_MIME):
            return parent.isValid() and bool(unpacked_codings(_bytes(data, CODINGS_MIME)))
        if data.hasFormat(SPAN_MIME):
            return parent.isValid() and unpacked_span(_bytes(data, SPAN_MIME)) is not None
        ids = dragged_codes(data)
        under = self._id(parent)
        return bool(ids) and all(
            id_ in self.branches.nodes and (under is None or not self.branches.holds(id_, under))
            for id_ in ids
        )

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Override: tell what was dropped; the study moves it, and the tree follows."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        under = self._id(parent)
        codings = unpacked_codings(_bytes(data, CODINGS_MIME))
        dropped = unpacked_span(_bytes(data, SPAN_MIME))
        rows = unpacked_rows(_bytes(data, ROWS_MIME))
        if rows and under is not None:
            self.rows_dropped.emit(under, rows)
        elif codings and under is not None:
            self.codings_dropped.emit(under, codings)
        elif dropped is not None and under is not None:
            self.span_dropped.emit(under, dropped[0], dropped[1])
        else:
            at = row if row >= 0 else self.rowCount(self.sibling(parent.row(), 0, parent))
            ids = dragged_codes(data)
            # The position is counted among the others, without the codes themselves.
            at -= sum(
                self.branches.parent(id_) == under and self.branches.rows[id_] < at for id_ in ids
            )
            self.move_requested.emit(ids, under, at)
        # Qt would remove the dragged rows of a move that was taken.
        return False


def packed_codes(ids: Iterable[int]) -> bytes:
    """The ids of several codes as they are dragged."""
    return ",".join(map(str, ids)).encode()


def dragged_codes(data: QMimeData) -> tuple[int, ...]:
    """The ids of the dragged codes; none where the payload is not one of ours."""
    parts = _bytes(data, CODES_MIME).split(b",")
    if data.hasFormat(CODES_MIME) and all(part.isdigit() for part in parts):
        return tuple(int(part) for part in parts)
    id_ = unpacked_code(_bytes(data, CODE_MIME))
    return () if id_ is None else (id_,)


def _bytes(data: QMimeData, kind: str) -> bytes:
    return bytes(data.data(kind).data())


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column is Column.LABEL else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
