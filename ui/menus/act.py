"""What an act of the window is: its name, its words, its keys, and where it can be done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """One act: `name` is its stable id, `words` an English sentence of the catalogue.

    `key` works wherever one is in the window. `text_keys` work on the text of a source alone, so
    that they may be plain letters, and `table_keys` on the rows of a table alone; the first of them
    is shown in the menu where there is no `key`.
    `needs_study` acts are greyed while no study is open, those that `needs_text` while no source
    is in front, those that `needs_coding` while no coding is at the caret. `bar` puts the act on
    the row of labelled actions; `parted` draws a line above it.
    """

    name: str
    menu: str
    words: str
    key: str = ""
    text_keys: tuple[str, ...] = ()
    table_keys: tuple[str, ...] = ()
    needs_study: bool = True
    needs_text: bool = False
    needs_coding: bool = False
    bar: bool = False
    checkable: bool = False
    parted: bool = False

    @property
    def shown_key(self) -> str:
        """The key that menus and the palette show; empty where there is none."""
        return self.key or next(iter((*self.text_keys, *self.table_keys)), "")

    @property
    def keys(self) -> tuple[str, ...]:
        """All its keys, that of the whole window first."""
        return (*((self.key,) if self.key else ()), *self.text_keys, *self.table_keys)
