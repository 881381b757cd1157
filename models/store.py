"""Opens and makes studies, and lends out the transactions in which they are read and edited.

A study is an SQLite file (write-ahead log, foreign keys checked at the end of each edit) or a
PostgreSQL database; everything above this module sees only `Store`. There is one writer: an edit
holds the write lock from its first statement, so that what it read cannot change under it.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from models import schema, search_index, undoing
from models.base import Base
from models.errors import Refused, StudyError, Unavailable
from models.failures import StudyDamaged, StudyReadOnly, reachable, worded
from models.history import Edit
from models.recording import Recorder, table_of
from models.stopping import Stop, stoppable
from models.study import Coder, Study

Result = TypeVar("Result")

_SERVER = re.compile(r"postgresql(\+\w+)?://")

APPLICATION_ID: Final = 0x52554E54
"""“RUNT” in the header of the file, by which a study is told from any other database."""

LOCK_WAIT_S: Final = 5
"""How long an edit waits for another program's edit to end."""


class NoSuchStudy(Refused):
    """There is no file at the place given."""

    en = "There is no study at “{place}”. Check the path, or make one with `runut new`."
    id = "Tidak ada studi di “{place}”. Periksa alamatnya, atau buat dengan `runut new`."


class NotAStudy(Refused):
    """The file is something else."""

    en = "“{place}” is not a Runut study. A study's name ends in .runut; choose another file."
    id = "“{place}” bukan studi Runut. Nama studi berakhiran .runut; pilih berkas lain."


class AlreadyThere(Refused):
    """A new study would overwrite a file."""

    en = "“{place}” exists already. Open it, or choose another name."
    id = "“{place}” sudah ada. Buka berkas itu, atau pilih nama lain."


class BadAddress(Refused):
    """The address of a server cannot be read; it is not shown, as it may hold a password."""

    en = "The server's address cannot be read. Write postgresql://NAME@SERVER:PORT/DATABASE."
    id = "Alamat server tidak dapat dibaca. Tulis postgresql://NAMA@SERVER:PORT/BASISDATA."


class FolderMissing(Unavailable):
    """The folder of a new study does not exist or may not be written."""

    en = "The folder “{place}” does not exist or may not be written. Choose another folder."
    id = "Folder “{place}” tidak ada atau tidak dapat ditulis. Pilih folder lain."


@dataclass(frozen=True, slots=True)
class Done:
    """What an edit, an undo or a redo did: its id and kind, its facts, the tables it changed."""

    edit_id: int
    kind: str
    facts: dict[str, object]
    tables: frozenset[str]


class Store:
    """One open study. Use `open_study` and `new_study` to get one, `close` when done."""

    def __init__(self, place: str, reader: Engine, writer: Engine) -> None:
        self.place = place
        self._shown = _without_password(place)
        self._reader = reader
        self._writer = writer

    @property
    def dialect(self) -> str:
        """The database's name: "sqlite" or "postgresql"."""
        return self._reader.dialect.name

    @property
    def path(self) -> Path | None:
        """The study's file, or None where it is kept on a server."""
        return Path(self.place) if self.dialect == "sqlite" else None

    @contextmanager
    def reading(self, stop: Stop | None = None) -> Iterator[Connection]:
        """A connection that sees one consistent state of the study and cannot change it.

        Raises:
            Stopped: `stop` says that nobody waits for what is read any more.
        """
        with (
            worded(self._shown),
            self._reader.connect() as connection,
            connection.begin(),
            stoppable(connection, stop),
        ):
            yield connection

    def edit(
        self,
        kind: str,
        work: Callable[[Recorder], Result],
        *,
        coder_id: int | None = None,
        stop: Stop | None = None,
    ) -> tuple[Result, Done | None]:
        """Carry out `work` as one edit; returns its result and what it did.

        Where `work` raises, nothing of it is kept. An edit that changes no row leaves no trace
        and gives None.

        Raises:
            Stopped: `stop` says that the edit is not wanted any more.
        """
        with self._recording(kind, coder_id, stop) as recorder:
            result = work(recorder)
            edit_id = recorder.finish()
            if edit_id is None:
                return result, None
            return result, Done(edit_id, kind, dict(recorder.facts), recorder.changed)

    def enrol(self, coder: Coder) -> None:
        """Add a person who works on the study.

        This is no edit: the history names its coders, so undoing can never take one away.
        """
        with self._recording("", None) as recorder:
            recorder.enrol(coder)
            recorder.save_counters()

    def undo(self, *, coder_id: int | None = None, stop: Stop | None = None) -> Done:
        """Take back the newest edit in force.

        Raises:
            NothingToUndo: no edit is in force.
            Stopped: `stop` says that it is not wanted any more.
        """
        return self._move(undoing.undo_last, coder_id, stop)

    def redo(self, *, coder_id: int | None = None, stop: Stop | None = None) -> Done:
        """Do the edit undone last once more.

        Raises:
            NothingToRedo: nothing was undone since the last new edit.
            Stopped: `stop` says that it is not wanted any more.
        """
        return self._move(undoing.redo_next, coder_id, stop)

    def close(self) -> None:
        """Give all connections back; the write-ahead log is folded into the file."""
        self._reader.dispose()
        self._writer.dispose()

    def backup(self, place: Path) -> None:
        """Write a whole copy of the study to a new file while it stays in use.

        Raises:
            AlreadyThere: the file exists.
            Refused: the study is kept on a server, which has its own backups.
        """
        if self.path is None:
            raise ServerHasBackups(place=self._shown)
        copy_database(self.path, place)

    def _move(
        self,
        step: Callable[[Recorder], tuple[Edit, frozenset[str]]],
        coder_id: int | None,
        stop: Stop | None,
    ) -> Done:
        with self._recording("", coder_id, stop) as recorder:
            edit, tables = step(recorder)
            return Done(edit.id, edit.kind, dict(edit.facts), tables)

    @contextmanager
    def _recording(
        self, kind: str, coder_id: int | None, stop: Stop | None = None
    ) -> Iterator[Recorder]:
        with worded(self._shown), Session(self._writer) as session, session.begin():
            if self.dialect == "postgresql":
                study = table_of(Study)
                session.execute(select(study.c.id).with_for_update())
            with stoppable(session.connection(), stop):
                yield Recorder(session, kind=kind, coder_id=coder_id)
                # What is not written yet may be stopped, too; to commit takes but a moment.
                session.flush()


class ServerHasBackups(Refused):
    """A study on a server is not one file."""

    en = "The study “{place}” is kept on a server; ask for a backup of its database there."
    id = "Studi “{place}” disimpan di server; mintalah cadangan basis datanya di sana."


def new_study(place: str, facts: Study) -> Store:
    """Make a study at a path that is free, or in an empty PostgreSQL database.

    Raises:
        AlreadyThere: there is something at the place.
        FolderMissing: the folder does not exist or may not be written.
        BadAddress: the server's address cannot be read.
    """
    facts.id = 1
    if _is_server(place):
        return _new_on_server(place, facts)
    path = Path(place)
    check_free(path)
    store = _file_store(path)
    try:
        with worded(place):
            _mark_file(path)
        with worded(place), store._writer.begin() as connection:  # noqa: SLF001
            _create_all(connection, facts)
    except BaseException:
        store.close()
        for left in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            left.unlink(missing_ok=True)
        raise
    return store


def open_study(place: str) -> Store:
    """Open a study, brought up to date where an older version of the program made it.

    A copy of an older study is made and checked before it is changed.

    Raises:
        NoSuchStudy: there is no file, or no study in the database.
        NotAStudy: the file is something else.
        NewerStudy: a newer version of the program made it.
        BadAddress: the server's address cannot be read.
        Unavailable: it is locked, read-only or damaged.
    """
    if _is_server(place):
        return _open_on_server(place)
    path = Path(place)
    _check_file(path)
    store = _file_store(path)
    try:
        with worded(place):
            # A file that was copied is not in WAL mode, and enters it only while nobody reads it.
            store._writer.connect().close()  # noqa: SLF001
        with store.reading() as connection:
            _check_study(connection, StudyDamaged(place=place))
            outdated = schema.is_outdated(connection, place=place)
            found = schema.revision(connection)
        if outdated:
            copy_database(path, schema.copy_before_upgrade(path, found))
            with worded(place), store._writer.begin() as writing:  # noqa: SLF001
                schema.upgrade(writing, place=place)
    except BaseException:
        store.close()
        raise
    return store


def copy_database(path: Path, to: Path) -> None:
    """Copy an SQLite file that may be in use, and check the copy.

    Raises:
        AlreadyThere: `to` exists.
        FolderMissing: its folder does not exist or may not be written.
        StudyDamaged: the copy does not pass SQLite's own check; it is removed.
    """
    check_free(to)
    try:
        with (
            worded(str(to)),
            closing(sqlite3.connect(path)) as source,
            closing(sqlite3.connect(to)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
            _check_copy(target, path)
    except BaseException:
        to.unlink(missing_ok=True)
        raise


def _check_copy(copy: sqlite3.Connection, place: Path) -> None:
    if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        raise StudyDamaged(place=place)


def _create_all(connection: Connection, facts: Study) -> None:
    Base.metadata.create_all(connection)
    search_index.create(connection)
    schema.stamp(connection)
    with Session(connection) as session:
        session.add(facts)
        session.commit()


def _mark_file(path: Path) -> None:
    """Make the file and write into its header what it is.

    This comes before the write-ahead log: written there, the mark would reach the file only when
    the log is folded in, and a study whose program was killed would not be known for one.
    """
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def check_free(path: Path) -> None:
    """Refuse a place that is taken, or whose folder may not be written.

    Raises:
        AlreadyThere, FolderMissing: a new file cannot be made there.
    """
    with reachable(str(path)):
        if path.exists():
            raise AlreadyThere(place=path)
        if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
            raise FolderMissing(place=path.parent)


def _check_file(path: Path) -> None:
    with reachable(str(path)):
        if not path.is_file():
            raise NoSuchStudy(place=path)
        with path.open("rb") as file:
            head = file.read(100)
    if head[:16] != b"SQLite format 3\0" or int.from_bytes(head[68:72]) != APPLICATION_ID:
        raise NotAStudy(place=path)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise StudyReadOnly(place=path)


def _check_study(connection: Connection, refusal: StudyError) -> None:
    if not schema.has_study(connection):
        raise refusal


def _is_server(place: str) -> bool:
    return _SERVER.match(place) is not None


def _without_password(place: str) -> str:
    return make_url(place).render_as_string(hide_password=True) if _is_server(place) else place


def _file_store(path: Path) -> Store:
    url = URL.create("sqlite", database=str(path))
    reader = _file_engine(url, connections=4)
    writer = _file_engine(url, connections=1)
    _prepare(reader, begin="BEGIN", pragmas=("query_only = ON",))
    _prepare(
        writer,
        begin="BEGIN IMMEDIATE",
        pragmas=("foreign_keys = ON", "synchronous = FULL", "cache_size = -65536"),
    )
    return Store(str(path), reader, writer)


def _file_engine(url: URL, *, connections: int) -> Engine:
    return create_engine(
        url,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=4 if connections > 1 else 0,
        json_serializer=_JSON.encode,
    )


_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _prepare(engine: Engine, *, begin: str, pragmas: tuple[str, ...]) -> None:
    def connected(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        wal = () if "query_only = ON" in pragmas else ("journal_mode = WAL",)
        for pragma in (f"busy_timeout = {LOCK_WAIT_S * 1000}", *wal, *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)


def _server_store(url: str) -> Store:
    try:
        make_url(url)
    except (ArgumentError, ValueError) as error:
        raise BadAddress from error
    reader = create_engine(url, isolation_level="REPEATABLE READ", pool_size=4)
    writer = create_engine(url, pool_size=1, max_overflow=0)
    reader = reader.execution_options(postgresql_readonly=True)
    return Store(url, reader, writer)


def _open_on_server(url: str) -> Store:
    store = _server_store(url)
    place = _without_password(url)
    try:
        with worded(place), store._writer.begin() as connection:  # noqa: SLF001
            _check_study(connection, NoSuchStudy(place=place))
            schema.upgrade(connection, place=place)
    except BaseException:
        store.close()
        raise
    return store


def _new_on_server(url: str, facts: Study) -> Store:
    store = _server_store(url)
    try:
        with worded(_without_password(url)), store._writer.begin() as connection:  # noqa: SLF001
            _refuse_taken(connection, url)
            _create_all(connection, facts)
    except BaseException:
        store.close()
        raise
    return store


def _refuse_taken(connection: Connection, url: str) -> None:
    if inspect(connection).get_table_names():
        raise AlreadyThere(place=_without_password(url))
