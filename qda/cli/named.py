"""Finds what a call names by key, and refuses what is not there."""

from __future__ import annotations

from sqlalchemy import Connection

from models.errors import Refused
from qda.retrieval.sources import collections


class NoSuchCollection(Refused):
    """The collection that is named is not in the study."""

    en = "There is no collection “{key}”. Known: {known}."
    id = "Tidak ada koleksi “{key}”. Yang ada: {known}."


def collection_of(connection: Connection, key: str) -> int:
    """The id of the collection with a key.

    Raises:
        NoSuchCollection: there is none.
    """
    known = {each.key: each.id for each in collections(connection)}
    if key not in known:
        raise NoSuchCollection(key=key, known=", ".join(known) or "–")
    return known[key]
