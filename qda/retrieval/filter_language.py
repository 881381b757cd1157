"""Reads a filter written as on the command line, such as `technique=interview; group=citizen`.

Parts are separated by semicolons and hold a name, `=` and values separated by commas. Names are
technique, state, polarity, group, source, collection, case, role, coder, rule, code, tag, text,
important, memo and sample. A value that holds a comma or a semicolon of its own stands in double
quotes: `case="Ratna, S.Sos."`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection

from models.errors import Refused
from models.vocabulary import CodingState, Polarity, StakeholderGroup, Technique
from qda.retrieval.cases import everybody
from qda.retrieval.codes import code_named, codes, subtree
from qda.retrieval.codings import CodingFilter
from qda.retrieval.samples import sample_names
from qda.retrieval.sources import collections, source_by_key
from qda.retrieval.studies import coders


class UnknownFilter(Refused):
    """A part of the filter has a name or a value that there is not."""

    en = (
        "The filter “{part}” cannot be read. Possible here: {known}. "
        "Example: technique=interview; state=confirmed"
    )
    id = (
        "Filter “{part}” tidak terbaca. Yang dapat ditulis di sini: {known}. "
        "Contoh: technique=interview; state=confirmed"
    )


TEXT_FILTERS: Final = ("technique", "source", "collection", "sample")
"""The names of the filters that choose whole texts, whatever is coded in them."""

_ANSWERS: Final = {"yes": True, "no": False}

_PART: Final = re.compile(r'(?:"[^"]*"|[^;])+')
_VALUE: Final = re.compile(r'(?:"[^"]*"|[^,])+')


def parse_filter(
    connection: Connection, written: str, *, names: Sequence[str] | None = None
) -> CodingFilter:
    """The filter that a text describes; an empty text filters nothing.

    `names` are the filters that make sense where it is used, by default all.

    Raises:
        UnknownFilter: a name or a value is unknown.
        NoSuchSource, NoSuchCode, SeveralCodes: a source or a code is not in the study.
    """
    found = CodingFilter()
    allowed = tuple(_READERS) if names is None else tuple(names)
    for name, part, values in split_filter(written):
        if name not in allowed or not values:
            raise UnknownFilter(part=part, known=", ".join(allowed))
        field, read = _READERS[name]
        made = {item for value in values for item in read(connection, part, value)}
        found = replace(found, **{field: getattr(found, field) | made})
    return found


def split_filter(written: str) -> list[tuple[str, str, list[str]]]:
    """The parts of a filter: the name of each, how it is written, and its values.

    >>> split_filter('technique=interview; case="Ratna, S.Sos.",Budi')[1]
    ('case', 'case="Ratna, S.Sos.",Budi', ['Ratna, S.Sos.', 'Budi'])
    """
    found = []
    for part in filter(None, (each.strip() for each in _PART.findall(written))):
        name, _, values = part.partition("=")
        wanted = (value.strip().strip('"').strip() for value in _VALUE.findall(values))
        found.append((name.strip().casefold(), part, [value for value in wanted if value]))
    return found


def _member(kind: type[StrEnum]) -> Callable[[Connection, str, str], list[Any]]:
    def read(_: Connection, part: str, value: str) -> list[Any]:
        try:
            return [kind(value.casefold())]
        except ValueError as error:
            raise UnknownFilter(part=part, known=", ".join(kind)) from error

    return read


def _source(connection: Connection, _part: str, value: str) -> list[int]:
    return [source_by_key(connection, value).id]


def _collection(connection: Connection, part: str, value: str) -> list[int]:
    return _named(part, value, {each.key: each.id for each in collections(connection)})


def _case(connection: Connection, part: str, value: str) -> list[int]:
    return _named(part, value, {each.name: each.id for each in everybody(connection)})


def _coder(connection: Connection, part: str, value: str) -> list[int]:
    return _named(part, value, {each.name: each.id for each in coders(connection)})


def _as_written(_connection: Connection, _part: str, value: str) -> list[str]:
    return [value]


def _role(connection: Connection, part: str, value: str) -> list[str]:
    roles = [each.role for each in everybody(connection)]
    roles += [each.role for each in collections(connection)]
    known = {role.casefold(): role for role in roles if role}
    if value.casefold() not in known:
        raise UnknownFilter(part=part, known=", ".join(known.values()) or "–")
    # Several spellings of one role are all meant.
    return sorted({role for role in roles if role.casefold() == value.casefold()})


def _yes_or_no(_connection: Connection, part: str, value: str) -> list[bool]:
    if value.casefold() not in _ANSWERS:
        raise UnknownFilter(part=part, known=", ".join(_ANSWERS))
    return [_ANSWERS[value.casefold()]]


def _code(connection: Connection, _part: str, value: str) -> list[int]:
    tree = codes(connection)
    return list(subtree(tree, code_named(tree, value).id))


def _sample(connection: Connection, part: str, value: str) -> list[str]:
    known = sample_names(connection)
    if value not in known:
        raise UnknownFilter(part=part, known=", ".join(known) or "–")
    return [value]


def _named(part: str, value: str, known: dict[str, int]) -> list[int]:
    if value not in known:
        raise UnknownFilter(part=part, known=", ".join(known) or "–")
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
    "role": ("roles", _role),
    "rule": ("rules", _as_written),
    "code": ("code_ids", _code),
    "tag": ("tags", _as_written),
    "text": ("words", _as_written),
    "important": ("important", _yes_or_no),
    "memo": ("memo", _yes_or_no),
    "sample": ("samples", _sample),
}
