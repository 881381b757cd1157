"""Replaces a name once the key is safe; where the replacement fails, the key says nothing of it."""

from __future__ import annotations

from datetime import date

from qda.edits.revising import ReplaceName
from qda.pseudonyms.key_file import KeyFile, Replacement
from qda.session import StudySession


def replace_name(
    session: StudySession, name: str, edit: ReplaceName, *, key: KeyFile, today: date
) -> int:
    """Write the key, then replace the name; returns at how many places.

    Raises:
        KeyMissing, KeyUnreadable, KeyUnwritable: the key is not safe; nothing was replaced.
        Refused, Unavailable: what the edit refuses; the key is as it was.
    """
    line = Replacement(" ".join(name.split()), edit.pseudonym.strip(), today.isoformat())
    is_new = key.add(line)
    try:
        return session.do(edit)
    except BaseException:
        if is_new:
            key.take_back(line)
        raise
