"""Keeps the codes that hold what was typed and belong to what was chosen, with their parents."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

from ui.code_tree.model import CodeTreeModel


class CodeFilter(QSortFilterProxyModel):
    """The codes of some frameworks, or of a group, in which every typed word occurs.

    Words are looked for in label, canonical id, aliases and definition.
    """

    def __init__(self, model: CodeTreeModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words: list[str] = []
        self.frameworks: frozenset[str] = frozenset()
        self.code_ids: frozenset[int] | None = None
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

    def set_frameworks(self, frameworks: frozenset[str]) -> None:
        """Keep only the codes of these frameworks; all where none is named."""
        if frameworks != self.frameworks:
            self.frameworks = frameworks
            self.invalidate()

    def set_codes(self, code_ids: frozenset[int] | None) -> None:
        """Keep only these codes with what is beneath them; all where there is None."""
        if code_ids != self.code_ids:
            self.code_ids = code_ids
            self.invalidate()

    def filterAcceptsRow(
        self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        """Override."""
        index = self._model.index(source_row, 0, source_parent)
        node = self._model.node(index)
        if node is None or (self.frameworks and node.framework not in self.frameworks):
            return False
        if self.code_ids is not None and node.id not in self.code_ids:
            return False
        return self.holds_words(index)

    def holds_words(self, source: QModelIndex) -> bool:
        """Whether the code at an index of the model holds the typed words itself."""
        node = self._model.node(source)
        said = f"{node.label} {node.canonical_id} {node.words}".casefold() if node else ""
        return all(word in said for word in self._words)

    def is_called(self, source: QModelIndex) -> bool:
        """Whether the typed words stand in the label or the id of the code at an index."""
        node = self._model.node(source)
        said = f"{node.label} {node.canonical_id}".casefold() if node else ""
        return all(word in said for word in self._words)
