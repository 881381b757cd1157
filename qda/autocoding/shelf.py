"""The term lists that come with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from qda.autocoding.errors import NoSuchList
from qda.autocoding.reading import read
from qda.autocoding.term_list import TermList

_LISTS: Final = Path(__file__).parent / "lists"


@cache
def shipped_ids() -> tuple[str, ...]:
    """The ids of the lists that come with the program, in alphabetical order."""
    return tuple(sorted(path.stem for path in _LISTS.glob("*.yaml")))


@cache
def shipped(list_id: str) -> TermList:
    """The list of this id; for a framework's list it is the framework's id.

    Raises:
        NoSuchList: the program brings none of this id.
    """
    if list_id not in shipped_ids():
        raise NoSuchList(list=list_id, known=", ".join(shipped_ids()))
    return read(_LISTS / f"{list_id}.yaml")
