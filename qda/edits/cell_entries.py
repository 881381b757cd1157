"""Edits on what researchers write into the cells of kept displays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import func, select

from models.base import now
from models.display import CellEntry, Display
from models.errors import Refused
from models.recording import Recorder, table_of
from models.vocabulary import CodingState, EntryKind
from qda.edits.attached import remove_memos_of
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.i18n import mark


class EntryEmpty(Refused):
    """An entry without words says nothing."""

    en = "Write something into the cell, or remove the entry."
    id = "Tulis sesuatu ke dalam sel, atau hapus isinya."


class QuoteByHand(Refused):
    """A quote is never written by hand: it would no longer be the source's words."""

    en = "A quote cannot be written by hand. Write a paraphrase or a summary, or code the words."
    id = "Kutipan tidak dapat ditulis sendiri. Tulis parafrase atau ringkasan, atau kode katanya."


@dataclass(frozen=True, slots=True)
class WriteEntry(EditRequest[int]):
    """Write an entry into a cell; its id is returned.

    `row` and `column` are the ids of the cell's headings, `generated` the program's words that it
    takes the place of, `evidence` UUIDs of codings, `records` (kind, id) of what else it rests on.
    """

    display_id: int
    row: str
    column: str
    entry_kind: EntryKind
    text: str
    generated: str = ""
    value: float | None = None
    rule: str = ""
    evidence: tuple[str, ...] = ()
    records: tuple[tuple[str, str], ...] = ()

    kind: ClassVar[str] = "write_entry"
    title: ClassVar[str] = mark("Write into a cell of “{display}”")

    def apply(self, recorder: Recorder) -> int:
        """Write it.

        Raises:
            NotThere: there is no such display.
            EntryEmpty, QuoteByHand: it cannot be written.
            NoCoder: nobody is named in whose name it is written.
        """
        display = recorder.get(Display, self.display_id)
        recorder.facts["display"] = display.title
        entry = CellEntry(
            display_id=display.id,
            row=self.row,
            column=self.column,
            kind=_checked_kind(self.entry_kind),
            coder_id=coding_coder(recorder),
            text=_checked_text(self.text),
            generated=self.generated,
            value=self.value,
            rule=self.rule.strip(),
            evidence=list(self.evidence),
            records=[{"kind": kind, "id": id_} for kind, id_ in self.records],
            position=_next_position(recorder, display.id),
        )
        return recorder.add(entry).id


@dataclass(frozen=True, slots=True)
class ChangeEntry(EditRequest[None]):
    """Rewrite an entry; None leaves a part as it is. What was generated stays beside it."""

    entry_id: int
    text: str | None = None
    entry_kind: EntryKind | None = None
    value: float | None = None
    rule: str | None = None
    evidence: tuple[str, ...] | None = None
    state: CodingState | None = None

    kind: ClassVar[str] = "change_entry"
    title: ClassVar[str] = mark("Rewrite an entry of “{display}”")

    def apply(self, recorder: Recorder) -> None:
        """Change what is given.

        Raises:
            NotThere: there is no such entry.
            EntryEmpty, QuoteByHand: it cannot be so.
        """
        entry = recorder.get(CellEntry, self.entry_id)
        recorder.facts["display"] = recorder.get(Display, entry.display_id).title
        if self.text is not None:
            entry.text = _checked_text(self.text)
        if self.entry_kind is not None:
            entry.kind = _checked_kind(self.entry_kind)
        if self.value is not None:
            entry.value = self.value
        if self.rule is not None:
            entry.rule = self.rule.strip()
        if self.evidence is not None:
            entry.evidence = list(self.evidence)
        if self.state is not None:
            entry.state = self.state
        if recorder.session.is_modified(entry):
            entry.changed_at = now()


@dataclass(frozen=True, slots=True)
class RemoveEntry(EditRequest[None]):
    """Remove an entry; the program's words come back where it had taken their place."""

    entry_id: int

    kind: ClassVar[str] = "remove_entry"
    title: ClassVar[str] = mark("Remove an entry of “{display}”")

    def apply(self, recorder: Recorder) -> None:
        """Remove it.

        Raises:
            NotThere: there is no such entry.
        """
        entry = recorder.get(CellEntry, self.entry_id)
        recorder.facts["display"] = recorder.get(Display, entry.display_id).title
        remove_memos_of(recorder, CellEntry, [entry.id])
        recorder.remove(recorder.get(CellEntry, self.entry_id))


def _checked_text(text: str) -> str:
    words = text.strip()
    if not words:
        raise EntryEmpty
    return words


def _checked_kind(kind: EntryKind) -> EntryKind:
    if kind is EntryKind.QUOTE:
        raise QuoteByHand
    return kind


def _next_position(recorder: Recorder, display_id: int) -> int:
    entry = table_of(CellEntry)
    query = select(func.max(entry.c.position)).where(entry.c.display_id == display_id)
    found = recorder.session.execute(query).scalar()
    return 0 if found is None else int(found) + 1
