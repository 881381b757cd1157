"""The palette: one field for every act, code and source; a few letters and Enter carry it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from qda.i18n import Speech
from qda.language.ranking import folded, rank
from qda.retrieval.rows import CollectionRow, SourceRow
from qda.retrieval.sources import collections, sources
from qda.session import StudyState
from ui.actions import ACTS, Actions, bare_words, shown_key
from ui.widgets.quick_list import Picked, QuickAsk, QuickList
from ui.widgets.quick_rows import QuickItem

if TYPE_CHECKING:
    from ui.workspace import Workspace

_TOP: Final = 56
_ACT, _SOURCE, _CODE = range(3)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What can be carried out: its row, what it answers to, and how."""

    item: QuickItem
    fields: tuple[str, ...]
    kind: int
    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class _Texts:
    sources: tuple[SourceRow, ...]
    collections: tuple[CollectionRow, ...]


class Palette(QObject):
    """Asks for an act, a code or a source over the window and carries it out.

    Acts answer to their words in the window's language and in English. A code is given to the
    selected words, or shown where none are selected; a source is opened.
    """

    def __init__(self, actions: Actions, speech: Speech, window: QWidget) -> None:
        super().__init__(window)
        self.list = QuickList(speech, window)
        self._actions = actions
        self._window = window
        self._space: Workspace | None = None
        self._entries: list[_Entry] = []

    def open(self, speech: Speech, space: Workspace | None) -> None:
        """Ask; without a study only acts are there."""
        self._space = space
        self.list.set_speech(speech)
        self._entries = list(self._acts(speech))
        if space is not None:
            self._entries += self._codes(space, speech)
            space.desk.read("palette", _read_texts, self._on_texts)
        ask = QuickAsk(
            title=speech("What do you want to do?"),
            prompt=speech("Type an act, a code or a source"),
            hint=speech("Enter carries it out, Escape leaves."),
            find=self._find,
            explained=False,
        )
        width = self._window.width()
        place = QRect(max(0, (width - self.list.wanted_width()) // 2), _TOP, 0, 0)
        self.list.open_at(place, ask, then=self._on_picked, left=self._forget)

    def _acts(self, speech: Speech) -> list[_Entry]:
        made = []
        for act in ACTS:
            action = self._actions.by_name[act.name]
            if act.name == "palette" or not action.isEnabled():
                continue
            words, menu = bare_words(speech(act.words)), bare_words(speech(act.menu))
            key = shown_key(act)
            item = QuickItem(0, words, f"{menu} · {key}" if key else menu)
            both = f"{words} {bare_words(act.words)}", f"{menu} {bare_words(act.menu)}"
            fields = tuple(folded(each) for each in both)
            made.append(_Entry(item, fields, _ACT, action.trigger))
        return made

    def _codes(self, space: Workspace, speech: Speech) -> list[_Entry]:
        pane, known = space.current_reader(), space.coding.known
        giving = pane is not None and pane.selected() is not None
        verb = speech("gives it to the selected words") if giving else speech("shows the code")
        do = space.coding.code_with if giving else space.codes.show_code
        made = []
        for code in known.finder.codes:
            item = known.item(code, speech)
            origin = f"{speech('Code')} · {item.origin} · {verb}"
            shown = QuickItem(0, item.name, origin, item.colour, item.meaning)
            names = f"{code.label} {code.name_en} {code.name_id}"
            fields = (folded(names), folded(code.canonical_id))
            made.append(_Entry(shown, fields, _CODE, partial(do, code.id)))
        return made

    def _on_texts(self, found: _Texts) -> None:
        space = self._space
        if space is None or not self.list.isVisible():
            return
        rows: Sequence[tuple[SourceRow | CollectionRow, Callable[[int], object]]] = (
            *((row, space.open_source) for row in found.sources),
            *((row, space.open_collection) for row in found.collections),
        )
        origin = self.list.speech("Source · opens it")
        for row, do in rows:
            words = f"{row.key}  {row.title}".strip()
            item = QuickItem(0, words, origin)
            self._entries.append(_Entry(item, (folded(words),), _SOURCE, partial(do, row.id)))
        self.list.search_again()

    def _find(self, typed: str) -> list[QuickItem]:
        wanted = folded(typed).split()
        ranked = [
            (found, entry.kind, at)
            for at, entry in enumerate(self._entries)
            if (found := rank(wanted, entry.fields)) is not None
        ]
        if not wanted:
            ranked.sort(key=lambda each: each[1:])
        else:
            ranked.sort()
        return [_numbered(self._entries[at].item, at + 1) for _, _, at in ranked]

    def _on_picked(self, picked: Picked) -> None:
        chosen = self._entries[picked.ids[0] - 1]
        self._forget()
        chosen.do()

    def _forget(self) -> None:
        """Hold nothing of a study that may be closed next."""
        self._entries, self._space = [], None


def _numbered(item: QuickItem, number: int) -> QuickItem:
    return QuickItem(number, item.name, item.origin, item.colour, item.meaning)


def _read_texts(connection: StudyState) -> _Texts:
    return _Texts(sources(connection), collections(connection))
