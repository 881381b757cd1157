"""Turns frozen values into plain data and back, strictly: what does not fit is told by its place.

A dataclass becomes an object with a member per field, a tuple a list, an enumeration its value.
A member that has a default may be missing: files of earlier versions do not have it.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import Any, Final, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from models.errors import Refused

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
T = TypeVar("T")


class Misfit(Refused):
    """Plain data do not have the form asked for; `place` says where, `what` why."""

    en = "{place} {what}."
    id = "{place} {what}."


def plain(value: object) -> Json:
    """A value as plain data."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value):
        return {
            name: plain(getattr(value, name)) for name in _hints(cast("type[Any]", type(value)))
        }
    raise TypeError(type(value))


def built(kind: type[T], data: Json, place: str = "$") -> T:
    """The value of class `kind` that `data` describe; `place` is where they stand.

    Raises:
        Misfit: a member is missing, unknown or of another type.
    """
    return cast("T", _built(kind, data, place))


def _built(kind: object, data: Json, place: str) -> object:
    if kind in (str, int, float, bool):
        return _scalar(cast("type", kind), data, place)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind)[0], data, place)
    if get_origin(kind) in (Union, types.UnionType):
        inner = next(option for option in get_args(kind) if option is not type(None))
        return None if data is None else _built(inner, data, place)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _member(kind, data, place)
    return _record(cast("type[Any]", kind), data, place)


def _scalar(kind: type, data: Json, place: str) -> object:
    if kind is float and type(data) is int:
        return float(data)
    if type(data) is not kind:
        raise Misfit(place=place, what=f"is {_shown(data)}, not {kind.__name__}")
    return data


def _tuple(kind: object, data: Json, place: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise Misfit(place=place, what=f"is {_shown(data)}, not a list")
    return tuple(_built(kind, item, f"{place}[{nth}]") for nth, item in enumerate(data))


def _member(kind: type[StrEnum], data: Json, place: str) -> StrEnum:
    try:
        return kind(str(_scalar(str, data, place)))
    except ValueError as error:
        raise Misfit(place=place, what=f"is {_shown(data)}, no {kind.__name__}") from error


def _record(kind: type[Any], data: Json, place: str) -> object:
    if not isinstance(data, dict):
        raise Misfit(place=place, what=f"is {_shown(data)}, not an object")
    hints = _hints(kind)
    for name in data:
        if name not in hints:
            raise Misfit(place=f"{place}.{name[:80]}", what="is unknown")
    for name in hints:
        if name not in data and _is_needed(kind, name):
            raise Misfit(place=f"{place}.{name}", what="is missing")
    told = {
        name: _built(hint, data[name], f"{place}.{name}")
        for name, hint in hints.items()
        if name in data
    }
    return kind(**told)


def _is_needed(kind: type[Any], name: str) -> bool:
    # Any: a dataclass has no type of its own.
    known = next(field for field in fields(kind) if field.name == name)
    return known.default is MISSING and known.default_factory is MISSING


_SHAPES: Final[dict[type, dict[str, object]]] = {}


def _hints(kind: type[Any]) -> dict[str, object]:
    # Any: a dataclass has no type of its own.
    known = _SHAPES.get(kind)
    if known is None:
        hints = get_type_hints(kind)
        known = _SHAPES[kind] = {field.name: hints[field.name] for field in fields(kind)}
    return known


def _shown(data: Json) -> str:
    written = repr(data)
    return written if len(written) <= 40 else f"{written[:39]}…"
