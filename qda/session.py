"""One open study and the coder who works on it: what windows, verbs and scripts call."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self, TypeVar

from sqlalchemy import Connection, select

from models.errors import Defect, Refused
from models.recording import Recorder, table_of
from models.stopping import Stop
from models.store import Done, Store, new_study, open_study
from models.study import Coder, Study
from models.vocabulary import CoderKind
from qda.edits.coders import CoderNameMissing
from qda.edits.edit import EditRequest
from qda.events import Announcer, Changed
from qda.retrieval.histories import HIDDEN_EDIT, next_redo, next_undo
from qda.retrieval.rows import CoderRow, StudyRow
from qda.retrieval.sight import BLINDING, HIDING, VIEWER
from qda.retrieval.studies import coder_named, coders, study_row

Result = TypeVar("Result")

_CODER: Final = table_of(Coder).name

StudyState = Connection
"""One consistent state of a study: what every function of `qda.retrieval` reads from. Windows
hand it on and never look inside."""


class CoderIsRule(Refused):
    """A person cannot work under the name of a rule or of an agreed version."""

    en = "“{name}” is no person in this study, but a rule or an agreed version. Give your own name."
    id = (
        "“{name}” bukan orang dalam studi ini, melainkan aturan atau versi yang disepakati. "
        "Berikan nama Anda sendiri."
    )


class UndoHidden(Refused):
    """What would be undone or redone is hidden from a coder who codes blind."""

    en = (
        "The next edit is another coder's and hidden while you code blind. End the blind coding "
        "before you take it back or do it again."
    )
    id = (
        "Suntingan berikutnya milik pengode lain dan tersembunyi selama Anda mengode secara buta. "
        "Akhiri pengodean buta sebelum mengurungkan atau mengulanginya."
    )


@dataclass(frozen=True, slots=True)
class NewStudy:
    """What a new study starts from."""

    title: str
    language: str = "id"
    question: str = ""
    programme_en: str = ""
    programme_id: str = ""
    agency_en: str = ""
    agency_id: str = ""


class StudySession:
    """A study, opened by a coder. Edits go through `do`, reads through `reading`.

    A coder whom the study does not know is added to it with her first edit: looking at a study
    changes nothing in it.
    """

    def __init__(self, store: Store, coder_name: str) -> None:
        self.store = store
        self.coder_name = coder_name.strip()
        self.changes = Announcer()
        self._coder = _known_coder(store, self.coder_name)

    @property
    def coder(self) -> CoderRow:
        """The coder who works; she is added to the study where it does not know her yet."""
        if self._coder is None:
            self.store.enrol(Coder(name=self.coder_name, kind=CoderKind.PERSON))
            self._coder = _known_coder(self.store, self.coder_name)
        if self._coder is None:
            raise Defect(what=f"the coder {self.coder_name} could not be added")
        return self._coder

    @classmethod
    def create(cls, place: str | Path, start: NewStudy, *, coder: str) -> StudySession:
        """Make a study and open it.

        Raises:
            AlreadyThere, FolderMissing: see `models.store.new_study`.
        """
        facts = Study(
            title=start.title,
            language=start.language,
            question=start.question,
            programme_en=start.programme_en,
            programme_id=start.programme_id,
            agency_en=start.agency_en,
            agency_id=start.agency_id,
            salt=secrets.token_hex(16),
        )
        _checked_name(coder)
        store = new_study(str(place), facts)
        try:
            made = cls(store, coder)
            made.store.enrol(Coder(name=made.coder_name, kind=CoderKind.PERSON))
            made._coder = _known_coder(store, made.coder_name)
        except BaseException:
            store.close()
            raise
        return made

    @classmethod
    def open(cls, place: str | Path, *, coder: str) -> StudySession:
        """Open a study as the coder of this name.

        Raises:
            Refused, Unavailable: see `models.store.open_study`.
        """
        _checked_name(coder)
        store = open_study(str(place))
        try:
            return cls(store, coder)
        except BaseException:
            store.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the study; everything confirmed is in it already."""
        self.store.close()

    def do(self, edit: EditRequest[Result], stop: Stop | None = None) -> Result:
        """Carry out an edit in one transaction and tell the listeners.

        Raises:
            Refused, Unavailable: whatever the edit refuses; the study is as it was.
            Stopped: `stop` says that the edit is not wanted any more.
        """
        known = self._coder

        def apply(recorder: Recorder) -> Result:
            if known is None:
                recorder.enrol(Coder(name=self.coder_name, kind=CoderKind.PERSON))
            return edit.apply(recorder)

        coder_id = None if known is None else known.id
        result, done = self.store.edit(edit.kind, apply, coder_id=coder_id, stop=stop)
        if known is None:
            self._coder = _known_coder(self.store, self.coder_name)
        if done is not None:
            self._announce(done)
        return result

    def undo(self, stop: Stop | None = None) -> Done:
        """Take back the newest edit in force.

        Raises:
            NothingToUndo: there is none.
            UndoHidden: it is another's, and hidden while the coder codes blind.
        """
        self._refuse_hidden(next_undo)
        return self._announce(self.store.undo(coder_id=self.coder.id, stop=stop))

    def redo(self, stop: Stop | None = None) -> Done:
        """Do the edit undone last once more.

        Raises:
            NothingToRedo: there is none.
            UndoHidden: it is another's, and hidden while the coder codes blind.
        """
        self._refuse_hidden(next_redo)
        return self._announce(self.store.redo(coder_id=self.coder.id, stop=stop))

    @contextmanager
    def reading(self, stop: Stop | None = None) -> Iterator[Connection]:
        """A connection that sees one state of the study.

        Raises:
            Stopped: `stop` says that nobody waits for what is read any more.
        """
        with self.store.reading(stop) as connection:
            # While she codes blind, she sees nobody else's codings: see `qda.retrieval.sight`.
            viewer = None if self._coder is None else self._coder.id
            yield connection.execution_options(**{VIEWER: viewer})

    def study(self) -> StudyRow:
        """The study's own facts."""
        with self.reading() as connection:
            return study_row(connection)

    def work_as(self, name: str) -> CoderRow | None:
        """Go on as another coder; None comes back for one whom the study does not know yet.

        Everything is seen anew with her eyes: the listeners are told that all that depends on the
        coder has changed.

        Raises:
            CoderNameMissing: the name is empty.
            CoderIsRule: it is that of a rule or of an agreed version.
        """
        _checked_name(name)
        self._coder = _known_coder(self.store, name.strip())
        self.coder_name = name.strip()
        self.changes.announce(Changed(HIDING | {_CODER, BLINDING}, 0, ""))
        return self._coder

    def _announce(self, done: Done) -> Done:
        if _CODER in done.tables:
            self._follow_name()
        # Where a blinding begins or ends, other rows are seen, though none of them changed.
        tables = done.tables | HIDING if BLINDING in done.tables else done.tables
        self.changes.announce(Changed(tables, done.edit_id, done.kind))
        return done

    def _follow_name(self) -> None:
        """Take up another name of the coder who works."""
        if self._coder is not None:
            with self.store.reading() as connection:
                found = next(
                    (row for row in coders(connection) if row.id == self.coder.id), self._coder
                )
            self._coder, self.coder_name = found, found.name

    def _refuse_hidden(
        self, next_edit: Callable[[Connection], tuple[str, dict[str, object]] | None]
    ) -> None:
        with self.reading() as connection:
            found = next_edit(connection)
        if found is not None and found[0] == HIDDEN_EDIT:
            raise UndoHidden


def _checked_name(name: str) -> None:
    if not name.strip():
        raise CoderNameMissing


def _known_coder(store: Store, name: str) -> CoderRow | None:
    with store.reading() as connection:
        found = coder_named(connection, name)
    if found is not None and found.kind is not CoderKind.PERSON:
        raise CoderIsRule(name=found.name)
    return found


def coder_names(store: Store) -> tuple[str, ...]:
    """The names of all people who code in a study."""
    coders = table_of(Coder)
    query = select(coders.c.name).where(coders.c.kind == CoderKind.PERSON).order_by(coders.c.id)
    with store.reading() as connection:
        return tuple(connection.execute(query).scalars())
