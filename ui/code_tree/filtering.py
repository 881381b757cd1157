"""Keeps the codes whose name or id holds what was typed, with their parents and children."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

from ui.code_tree.model import CodeTreeModel


class CodeFilter(QSortFilterProxyModel):
    """The codes in whose label or canonical id every typed word occurs."""

    def __init__(self, model: CodeTreeModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words: list[str] = []
        self.setRecursiveFilteringEnabled(True)
        self.setAutoAcceptChildRows(True)
        self.setSourceModel(model)

    @property
    def active(self) -> bool:
        """Whether anything is typed."""
        return bool(self._words)

    def set_words(self, words: str) -> None:
        """Keep only the codes that hold these words."""
        self._words = words.casefold().split()
        self.invalidate()

    def filterAcceptsRow(
        self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        """Override."""
        return self.holds_words(self._model.index(source_row, 0, source_parent))

    def holds_words(self, source: QModelIndex) -> bool:
        """Whether the code at an index of the model holds the typed words itself."""
        node = self._model.node(source)
        said = f"{node.label} {node.canonical_id}".casefold() if node else ""
        return all(word in said for word in self._words)
