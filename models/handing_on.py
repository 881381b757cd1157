"""Makes a copy of a study to hand on: without what holds the words that were replaced.

The copy has neither the original files, nor the texts as they were imported, nor older versions of
displays, nor the history of edits, nor the salt that stands behind hashed user names. It is
cleaned beside the study and then written anew, page by page, so that nothing of it ever lies in
the folder it is made for.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from models.base import new_uuid, now
from models.checking import flaws
from models.errors import Refused
from models.failures import StudyDamaged, reachable, worded
from models.store import Store, check_free, copy_database, open_study

KIND: Final = "hand_on"
"""The kind of the one line in the history of such a copy."""

_EMPTIED: Final = (
    "change",
    "display_version",
    "act",
    "edit",
    "collection_file",
    "original_chunk",
    "original_file",
    "imported_text",
)


class ServerNotCopied(Refused):
    """A study on a server is not one file."""

    en = (
        "The study “{place}” is kept on a server and cannot be copied to hand on. Export what is "
        "to be handed on, or ask for a copy in a file first."
    )
    id = (
        "Studi “{place}” disimpan di server dan tidak dapat disalin untuk diserahkan. Ekspor "
        "yang akan diserahkan, atau minta dulu salinan berupa berkas."
    )


def copy_to_hand_on(
    store: Store, to: Path, *, coder_id: int | None = None, report: Callable[[int, int], None]
) -> None:
    """Write a checked copy without original files, imported texts and history.

    `report` is told how many of how many steps are behind; what it raises ends the work.

    Raises:
        ServerNotCopied: the study is kept on a server.
        AlreadyThere, FolderMissing: the place is not free or may not be written.
        StudyDamaged: the copy does not pass the check; it is removed.
    """
    path = store.path
    if path is None:
        raise ServerNotCopied(place=store.place.split("@")[-1])
    check_free(to)
    steps = 4
    with reachable(str(path)), tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as folder:
        working = Path(folder) / "copy.runut"
        report(0, steps)
        copy_database(path, working)
        report(1, steps)
        try:
            with worded(str(to)), closing(sqlite3.connect(working)) as copy:
                _clean(copy, coder_id)
                report(2, steps)
                copy.execute("VACUUM INTO ?", (str(to),))
            report(3, steps)
            _check(to)
        except BaseException:
            for left in (to, Path(f"{to}-wal"), Path(f"{to}-shm")):
                left.unlink(missing_ok=True)
            raise
    report(steps, steps)


def _clean(copy: sqlite3.Connection, coder_id: int | None) -> None:
    with copy:
        copy.execute("UPDATE source SET file_id = NULL")
        copy.execute("UPDATE review_round SET sent = x''")
        for table in _EMPTIED:
            copy.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        copy.execute("UPDATE study SET salt = ?", (secrets.token_hex(16),))
        # Deleted words stay in the index until it is made anew.
        copy.execute("INSERT INTO source_words(source_words) VALUES ('rebuild')")
        moment = now()
        edit, act = _next_id(copy, "edit"), _next_id(copy, "act")
        # Abandoned: it happened, and there is nothing in it to take back.
        copy.execute(
            "INSERT INTO edit (id, uuid, kind, coder_id, facts, state, made_at) "
            "VALUES (?, ?, ?, ?, ?, 'abandoned', ?)",
            (edit, new_uuid(), KIND, coder_id, json.dumps({}), moment),
        )
        copy.execute(
            "INSERT INTO act (id, edit_id, kind, coder_id, at) VALUES (?, ?, 'do', ?, ?)",
            (act, edit, coder_id, moment),
        )


def _next_id(copy: sqlite3.Connection, table: str) -> int:
    """The id after the highest one ever given out, which the copy notes too."""
    found = copy.execute("SELECT last_id FROM counter WHERE table_name = ?", (table,)).fetchone()
    made = (found[0] if found else 0) + 1
    copy.execute(
        "INSERT INTO counter (table_name, last_id) VALUES (?, ?) "
        "ON CONFLICT (table_name) DO UPDATE SET last_id = excluded.last_id",
        (table, made),
    )
    return int(made)


def _check(place: Path) -> None:
    store = open_study(str(place))
    try:
        with store.reading() as connection:
            if flaws(connection):
                raise StudyDamaged(place=place)
    finally:
        store.close()
