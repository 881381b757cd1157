"""Reads a filter written as on the command line, such as `technique=interview; group=citizen`.

Parts are separated by semicolons and hold a name, `=` and values separated by commas. Names are
technique, state, polarity, group, source, collection, case, coder, rule and code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from models.errors import Refused
from models.vocabulary import CodingState, Polarity, StakeholderGroup, Technique
from qda.retrieval.cases import cases
from qda.retrieval.codes import code_by_id, codes, subtree
from qda.retrieval.codings import CodingFilter
from qda.retrieval.sources import collections, source_by_key
from qda.retrieval.studies import coders


class UnknownFilter(Refused):
    """A part of the filter has a name or a value that there is not."""

    en = (
        "The filter “{part}” cannot be read: {reason}. "
        "Example: technique=interview; state=confirmed"
    )
    id = "Filter “{part}” tidak terbaca: {reason}. Contoh: technique=interview; state=confirmed"


def parse_filter(connection: Connection, written: str) -> CodingFilter:
    """The filter that a text describes; an empty text filters nothing.

    Raises:
        UnknownFilter: a name or a value is unknown.
        NotThere: a source or a code is not in the study.
    """
    found = CodingFilter()
    for part in filter(None, (each.strip() for each in written.split(";"))):
        name, equals, values = part.partition("=")
        reader = _READERS.get(name.strip().casefold())
        wanted = [value.strip() for value in values.split(",") if value.strip()]
        if reader is None or not equals or not wanted:
            raise UnknownFilter(part=part, reason=", ".join(_READERS))
        field, read = reader
        made = frozenset(item for value in wanted for item in read(connection, part, value))
        found = replace(found, **{field: getattr(found, field) | made})
    return found


def _member(kind: type[StrEnum]) -> Callable[[Connection, str, str], list[Any]]:
    def read(_: Connection, part: str, value: str) -> list[Any]:
        try:
            return [kind(value.casefold())]
        except ValueError as error:
            reason = ", ".join(kind)
            raise UnknownFilter(part=part, reason=reason) from error

    return read


def _source(connection: Connection, _part: str, value: str) -> list[int]:
    return [source_by_key(connection, value).id]


def _collection(connection: Connection, part: str, value: str) -> list[int]:
    return _named(part, value, {each.key: each.id for each in collections(connection)})


def _case(connection: Connection, part: str, value: str) -> list[int]:
    return _named(part, value, {each.name: each.id for each in cases(connection)})


def _coder(connection: Connection, part: str, value: str) -> list[int]:
    return _named(part, value, {each.name: each.id for each in coders(connection)})


def _rule(_connection: Connection, _part: str, value: str) -> list[str]:
    return [value]


def _code(connection: Connection, _part: str, value: str) -> list[int]:
    root = code_by_id(connection, value)
    return list(subtree(codes(connection), root.id))


def _named(part: str, value: str, known: dict[str, int]) -> list[int]:
    if value not in known:
        raise UnknownFilter(part=part, reason=", ".join(known) or "–")
    return [known[value]]


_READERS: dict[str, tuple[str, Callable[[Connection, str, str], list[Any]]]] = {
    "technique": ("techniques", _member(Technique)),
    "state": ("states", _member(CodingState)),
    "polarity": ("polarities", _member(Polarity)),
    "group": ("groups", _member(StakeholderGroup)),
    "source": ("source_ids", _source),
    "collection": ("collection_ids", _collection),
    "case": ("case_ids", _case),
    "coder": ("coder_ids", _coder),
    "rule": ("rules", _rule),
    "code": ("code_ids", _code),
}
