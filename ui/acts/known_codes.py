"""The codes of the study as acts need them: found while one types, and those used last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from qda.events import Changed
from qda.i18n import Speech
from qda.retrieval.code_finding import MOST_RECENT, CodeFinder, recent_codes
from qda.retrieval.codes import codes, frameworks
from qda.retrieval.rows import CodeRow, FrameworkRow
from qda.session import StudyState
from ui.desk import Desk
from ui.widgets.quick_rows import QuickItem

_CONCERNED = frozenset({"code", "framework"})


@dataclass(frozen=True, slots=True)
class _Read:
    codes: tuple[CodeRow, ...]
    frameworks: tuple[FrameworkRow, ...]
    recent: tuple[int, ...]
    finder: CodeFinder = field(hash=False, compare=False)


class KnownCodes(QObject):
    """All codes with the frameworks they come from; `recent` are the ids used last, newest first.

    Signals:
        changed: other codes are known, or another one was used.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.recent: list[int] = []
        self.finder = CodeFinder(())
        self._by_id: dict[int, CodeRow] = {}
        self._theories: dict[int, FrameworkRow] = {}
        desk.changed.connect(self._on_changed)
        self._ask()

    def code(self, code_id: int) -> CodeRow | None:
        """The code with this id, or None."""
        return self._by_id.get(code_id)

    def use(self, code_ids: Iterable[int]) -> None:
        """These codes were used just now."""
        used = list(dict.fromkeys(code_ids))
        if used:
            rest = [each for each in self.recent if each not in used]
            self.recent = [*used, *rest][:MOST_RECENT]
            self.changed.emit()

    def use_newest(self) -> None:
        """The code of the coder's newest coding was used: one that has just been made."""
        name = self.desk.session.coder_name
        self.desk.read("newest code", lambda c: recent_codes(c, name, count=1), self.use)

    def find(self, words: str, speech: Speech) -> list[QuickItem]:
        """The codes that answer to typed words, as rows to choose from."""
        return [self.item(code, speech) for code in self.finder.find(words, self.recent)]

    def item(self, code: CodeRow, speech: Speech) -> QuickItem:
        """A code as a row to choose from: its id and framework beneath the name."""
        theory = self._theories.get(code.framework_id or 0)
        own = speech("A code of your own")
        origin = own if theory is None else theory.title(speech.language)
        short = code.canonical_id.rpartition(":")[2]
        return QuickItem(
            id=code.id,
            name=code.name(speech.language),
            origin=f"{short} · {origin}",
            colour=code.colour,
            meaning=code.text("definition", speech.language),
        )

    def _ask(self) -> None:
        self.desk.read("known codes", self._read, self._on_read)

    def _read(self, connection: StudyState) -> _Read:
        recent = recent_codes(connection, self.desk.session.coder_name)
        known = codes(connection, counted=False)
        return _Read(known, frameworks(connection), recent, CodeFinder(known))

    def _on_read(self, found: _Read) -> None:
        self.finder = found.finder
        self._by_id = {code.id: code for code in found.codes}
        self._theories = {theory.id: theory for theory in found.frameworks}
        # What was used while the window is open comes before what was used on other days.
        ids = dict.fromkeys((*self.recent, *found.recent))
        self.recent = [each for each in ids if each in self._by_id][:MOST_RECENT]
        self.changed.emit()

    def _on_changed(self, change: Changed) -> None:
        if change.tables & _CONCERNED:
            self._ask()
