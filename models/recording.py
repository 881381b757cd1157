"""Records every edit as the row changes it makes.

An edit adds, changes and removes entities through a `Recorder`, whose session notes the rows
before and after each flush; thousands of rows go through `insert_many`, `insert_columns`,
`update_many` and `delete_many`, which are recorded as one change each. There are no hand-written
inverses: undoing is applying the record backwards (`models.undoing`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Final, TypeVar

from sqlalchemy import Table, bindparam, delete, event, insert, select, update
from sqlalchemy.orm import Session, UOWTransaction

from models.base import Base, Entity, Part, new_uuids
from models.bulk import (
    NOTHING,
    Columns,
    columns_of,
    insert_columns,
    insert_rows,
    rows_of,
    update_rows,
)
from models.display import DisplayVersion
from models.entities import RECORDED
from models.errors import Defect, Refused
from models.history import Act, ActKind, Change, Counter, Edit, EditState, Operation
from models.packing import Row, let_go, pack
from models.source import ImportedText, OriginalChunk, SourceText
from models.splicing import Cut, in_order, splice_rows
from models.study import Coder

Kept = TypeVar("Kept", bound=Entity | Part)
Recorded = Entity | Part

KEEP_INSERTED: Final = 500
"""An insert of more rows keeps no copy of them: its ids are enough while it is in force."""

NEVER_CHANGED: Final = frozenset({OriginalChunk, SourceText, ImportedText, DisplayVersion})
"""Rows that are large and change by splices alone, so that no copy of them is kept either."""

BATCH: Final = 500
"""How many ids one statement names; well below every database's limit."""


class NotThere(Refused):
    """A row that is asked for by id or UUID does not exist (any more)."""

    en = "There is no {what} “{which}” in this study."
    id = "Tidak ada {what} “{which}” dalam studi ini."

    def say(self, language: str) -> str:
        """Override: what is missing is named in the language, and not by its table."""
        what = str(self.facts.get("what", ""))
        named = _NAMES.get(what, (what, what))[language == "id"]
        template = self.id if language == "id" else self.en
        return template.format(**{**self.facts, "what": named})


_NAMES: Final = {
    "source": ("source", "sumber data"),
    "collection": ("collection", "koleksi"),
    "case": ("case", "kasus"),
    "question": ("question", "pertanyaan"),
    "code": ("code", "kode"),
    "coding": ("coding", "pengodean"),
    "coder": ("coder", "pengode"),
    "segment": ("segment", "segmen"),
    "framework": ("framework", "kerangka teori"),
    "memo": ("memo", "memo"),
    "attribute": ("attribute", "atribut"),
    "absence": ("finding of absence", "temuan ketiadaan"),
    "display": ("display", "display"),
    "display_version": ("version of a display", "versi display"),
    "cell_entry": ("entry of a cell", "isi sel"),
    "conclusion": ("conclusion", "simpulan"),
    "event": ("event", "peristiwa"),
    "stage": ("stage", "tahap"),
    "rating": ("rating", "penilaian"),
    "relation": ("relation", "hubungan"),
    "claim": ("claim", "klaim"),
    "planned": ("planned item", "butir rencana"),
    "convergence_label": ("convergence label", "label konvergensi"),
    "review_round": ("review", "tinjauan"),
    "review_note": ("review note", "catatan tinjauan"),
    "original file": ("original file", "berkas asli"),
    "table": ("kind of thing", "jenis benda"),
}


def table_of(entity: type[Base]) -> Table:
    """The table an entity is kept in."""
    table = entity.__table__
    if not isinstance(table, Table):
        raise Defect(what=f"{entity.__name__} has no table")
    return table


class Recorder:
    """One edit while it is being made.

    `session` may be read from freely; it is written through the methods here. Everything happens
    in one transaction that the store opens and ends.
    """

    def __init__(self, session: Session, *, kind: str, coder_id: int | None) -> None:
        self.session = session
        self.kind = kind
        self.coder_id = coder_id
        self.facts: dict[str, object] = {}
        self._changes: list[Row] = []
        self._counters: dict[str, int] = {}
        self._stored: dict[str, int] | None = None
        self._before: dict[Recorded, Row] = {}
        event.listen(session, "before_flush", self._note_before)
        event.listen(session, "after_flush", self._note_after)

    def add(self, entity: Kept) -> Kept:
        """Add a new row; it has its id from here on."""
        if not entity.id:
            entity.id = self.new_ids(type(entity), 1)
        self.session.add(entity)
        return entity

    def enrol(self, coder: Coder) -> None:
        """Add a person who works on the study and make this edit hers.

        The row is no part of the record: the history names its coders, so that undoing an edit
        can never take one away.
        """
        coder.id = self.new_ids(Coder, 1)
        insert_rows(self.session, table_of(Coder), [_row_of(coder)])
        self.coder_id = coder.id

    def get(self, kind: type[Kept], row_id: int) -> Kept:
        """The entity with this id, to be read or changed.

        Raises:
            NotThere: the study has no such row.
        """
        found = self.session.get(kind, row_id)
        if found is None:
            raise NotThere(what=table_of(kind).name, which=row_id)
        return found

    def remove(self, entity: Recorded) -> None:
        """Delete one row; what refers to it must go or change in the same edit."""
        self.session.delete(entity)

    def new_ids(self, kind: type[Base], count: int) -> int:
        """Reserve `count` consecutive ids for rows of a kind; the first of them is returned."""
        name = table_of(kind).name
        if self._stored is None:
            counter = table_of(Counter)
            found = self.session.execute(select(counter.c.table_name, counter.c.last_id))
            self._stored = {row[0]: row[1] for row in found}
            self._counters.update(self._stored)
        self._counters.setdefault(name, 0)
        first = self._counters[name] + 1
        self._counters[name] += count
        return first

    def insert_many(
        self,
        kind: type[Recorded],
        rows: Sequence[Row],
        *,
        shared: Mapping[str, object] = NOTHING,
        first: int | None = None,
    ) -> range:
        """Insert rows given as column values; ids are filled in, and UUIDs where none are given.

        `shared` holds what is the same in all rows. Where the rows share their ids with others,
        as texts do with sources, `first` is the first of these. Returns the ids of the rows, in
        their order.
        """
        return self.insert_columns(kind, columns_of(rows), shared=shared, first=first)

    def insert_columns(
        self,
        kind: type[Recorded],
        columns: Columns,
        *,
        shared: Mapping[str, object] = NOTHING,
        first: int | None = None,
    ) -> range:
        """Insert rows given by columns, all of one length; otherwise as `insert_many`."""
        count = len(next(iter(columns.values()), ()))
        if not count:
            return range(0)
        self.session.flush()
        if first is None:
            first = self.new_ids(kind, count)
        table = table_of(kind)
        made: dict[str, Sequence[object]] = {**columns, "id": range(first, first + count)}
        if "uuid" in table.c and "uuid" not in columns:
            made["uuid"] = new_uuids(count)
        same = {**_made_defaults(kind, made), **shared}
        insert_columns(self.session, table, made, same)
        few = count <= KEEP_INSERTED and kind not in NEVER_CHANGED
        kept = [{**same, **row} for row in rows_of(made)] if few else None
        self._note(Operation.INSERT, table, first, count, kept)
        return range(first, first + count)

    def insert_beside(self, kind: type[Recorded], rows: Sequence[Row]) -> None:
        """Insert rows that have the ids of other rows, in whatever gaps, as texts of sources do.

        Of rows that are never changed no copy is kept while they are in force, only their ids.
        """
        if not rows:
            return
        self.session.flush()
        table = table_of(kind)
        insert_rows(self.session, table, rows)
        ids = sorted(row["id"] for row in rows)
        self._note(Operation.INSERT, table, ids[0], len(ids), {"ids": ids})
        self._changes[-1]["last_id"] = ids[-1]

    def update_many(
        self, kind: type[Recorded], ids: Iterable[int], values: Mapping[str, object]
    ) -> int:
        """Set the same values on many rows; returns how many of them truly change."""
        self.session.flush()
        table = table_of(kind)
        columns = [table.c.id, *(table.c[name] for name in values)]
        before: list[Row] = []
        for part in _parts(sorted(set(ids))):
            query = select(*columns).where(table.c.id.in_(part)).order_by(table.c.id)
            found = self.session.execute(query).mappings()
            before.extend(dict(row) for row in found if any(row[k] != v for k, v in values.items()))
        for some in _parts([row["id"] for row in before]):
            self.session.execute(update(table).where(table.c.id.in_(some)).values(**values))
        if before:
            payload = {"before": before, "after": dict(values)}
            self._note(Operation.UPDATE, table, before[0]["id"], len(before), payload)
            self.session.expire_all()
        return len(before)

    def update_each(self, kind: type[Recorded], rows: Sequence[Row]) -> int:
        """Give each row values of its own; returns how many of them truly change.

        The rows name the same columns, `id` among them. Unique values may pass from one row to
        another, as positions do when a text grows.
        """
        self.session.flush()
        table = table_of(kind)
        wanted = {row["id"]: row for row in rows}
        columns = [table.c[name] for name in (rows[0] if rows else ())]
        before: list[Row] = []
        for part in _parts(sorted(wanted)):
            query = select(*columns).where(table.c.id.in_(part)).order_by(table.c.id)
            found = self.session.execute(query).mappings()
            before.extend(row for row in map(dict, found) if row != wanted[row["id"]])
        after = [wanted[row["id"]] for row in before]
        count = len(before)
        if before:
            update_rows(self.session, table, after)
            payload = {"before": before, "after": after}
            self._note(Operation.UPDATE, table, before[0]["id"], count, payload)
            self.session.expire_all()
        let_go(before)
        return count

    def splice_many(
        self, kind: type[Recorded], column: str, cuts: Mapping[int, Sequence[Cut]]
    ) -> None:
        """Splice the texts in a column of the rows with these ids.

        Only the words that go and come are recorded. The cuts of one text must not overlap.
        """
        wanted = {id_: in_order(each) for id_, each in cuts.items() if each}
        if not wanted:
            return
        self.session.flush()
        table = table_of(kind)
        splice_rows(self.session, table, column, wanted)
        payload = {
            "column": column,
            "rows": [
                {"id": id_, "cuts": [[cut.start, cut.removed, cut.inserted] for cut in each]}
                for id_, each in sorted(wanted.items())
            ],
        }
        self._note(Operation.SPLICE, table, min(wanted), len(wanted), payload)
        self.session.expire_all()

    def delete_many(self, kind: type[Recorded], ids: Iterable[int]) -> int:
        """Delete rows by id, keeping them in the record; returns how many there were."""
        self.session.flush()
        table = table_of(kind)
        gone: list[Row] = []
        for part in _parts(sorted(ids)):
            query = select(table).where(table.c.id.in_(part)).order_by(table.c.id)
            gone.extend(dict(row) for row in self.session.execute(query).mappings())
            self.session.execute(delete(table).where(table.c.id.in_(part)))
        if gone:
            self._note(Operation.DELETE, table, gone[0]["id"], len(gone), gone)
            self.session.expire_all()
        return len(gone)

    @property
    def changed(self) -> frozenset[str]:
        """The names of the tables this edit has changed so far."""
        return frozenset(change["table_name"] for change in self._changes)

    def finish(self) -> int | None:
        """Write the record; returns the edit's id, or None where nothing changed."""
        self.session.flush()
        if not self._changes:
            self.save_counters()
            return None
        edit_id = self.new_ids(Edit, 1)
        self._abandon_undone()
        edit = Edit(id=edit_id, kind=self.kind, coder_id=self.coder_id, facts=dict(self.facts))
        self.session.add(edit)
        self.session.add(
            Act(
                id=self.new_ids(Act, 1),
                edit_id=edit_id,
                kind=ActKind.DO,
                coder_id=self.coder_id,
                at=edit.made_at,
            )
        )
        self.session.flush()
        first = self.new_ids(Change, len(self._changes))
        for number, change in enumerate(self._changes):
            change.update(id=first + number, edit_id=edit_id)
        insert_rows(self.session, table_of(Change), self._changes)
        self.save_counters()
        return edit_id

    def save_counters(self) -> None:
        """Write back the ids given out, so that no later edit uses them again."""
        table, stored = table_of(Counter), self._stored or {}
        rows = [
            {"name": name, "number": last_id, "table_name": name, "last_id": last_id}
            for name, last_id in self._counters.items()
            if last_id != stored.get(name)
        ]
        known = [row for row in rows if row["name"] in stored]
        new = [row for row in rows if row["name"] not in stored]
        connection = self.session.connection()
        if known:
            changed = update(table).where(table.c.table_name == bindparam("name"))
            connection.execute(changed.values(last_id=bindparam("number")), known)
        if new:
            connection.execute(insert(table), new)
        self._stored = dict(self._counters)

    def _abandon_undone(self) -> None:
        edits = table_of(Edit)
        self.session.execute(
            update(edits).where(edits.c.state == EditState.UNDONE).values(state=EditState.ABANDONED)
        )

    def _note_before(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        self._before.clear()
        dirty = [entity for entity in session.dirty if session.is_modified(entity)]
        by_table: dict[Table, list[Recorded]] = defaultdict(list)
        for entity in [*dirty, *session.deleted]:
            if isinstance(entity, RECORDED):
                by_table[table_of(type(entity))].append(entity)
        for table, entities in by_table.items():
            found: dict[int, Row] = {}
            for part in _parts([entity.id for entity in entities]):
                query = select(table).where(table.c.id.in_(part))
                with session.no_autoflush:
                    rows = session.execute(query).mappings()
                    found.update({row["id"]: dict(row) for row in rows})
            entities.sort(key=lambda entity: entity.id)
            self._before.update({entity: found[entity.id] for entity in entities})

    def _note_after(self, session: Session, _context: UOWTransaction) -> None:
        """Note the changes in the order in which the flush made them.

        Rows are updated, inserted, then deleted; where a unique value passes from one row to
        another, only this order can be repeated and, backwards, taken back.
        """
        for entity, before in self._before.items():
            if entity not in session.deleted:
                self._note_update(entity, before)
        for entity in session.new:
            if isinstance(entity, RECORDED):
                few = type(entity) not in NEVER_CHANGED
                rows = [_row_of(entity)] if few else None
                self._note(Operation.INSERT, table_of(type(entity)), entity.id, 1, rows)
        for entity, before in self._before.items():
            if entity in session.deleted:
                table = table_of(type(entity))
                self._note(Operation.DELETE, table, before["id"], 1, [before])
        self._before = {}

    def _note_update(self, entity: Recorded, before: Row) -> None:
        after = _row_of(entity)
        changed = {name: value for name, value in after.items() if value != before[name]}
        if changed:
            old = {"id": before["id"], **{name: before[name] for name in changed}}
            payload = {"before": [old], "after": changed}
            self._note(Operation.UPDATE, table_of(type(entity)), before["id"], 1, payload)

    def _note(
        self, operation: Operation, table: Table, first_id: int, rows: int, payload: object
    ) -> None:
        self._changes.append(
            {
                "operation": operation,
                "table_name": table.name,
                "first_id": first_id,
                "last_id": first_id + rows - 1 if operation is Operation.INSERT else first_id,
                "rows": rows,
                "payload": None if payload is None else pack(payload),
            }
        )


def _row_of(entity: Base) -> Row:
    return {column.name: getattr(entity, column.name) for column in table_of(type(entity)).columns}


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))


def _made_defaults(kind: type[Recorded], given: Collection[str]) -> Row:
    """The defaults that must be made, such as the present moment; once for a whole insert."""
    return {
        field.name: field.default_factory()
        for field in fields(kind)
        if field.default_factory is not MISSING and field.name not in given
    }
