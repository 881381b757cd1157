"""What all entities share: the declarative base, row ids, stable UUIDs and column types.

Row ids are given out by `models.recording` and never used twice; UUIDs stay the same through
exchange, merge and review round trips. Moments and dates are ISO 8601 texts, because a
collection date may be known only to the month, and because history keeps rows as JSON.
"""

from __future__ import annotations

import os
import struct
import time
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, dataclass_transform

from sqlalchemy import JSON, Enum, ForeignKey, MetaData
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""How constraints are named, the same on every database, so that a migration can name them."""

Json = JSON().with_variant(JSONB(), "postgresql")
"""A column that holds a small JSON value; assign a new one, never change it in place."""


def new_uuid() -> str:
    """A time-ordered UUID (version 7, RFC 9562) as 36 characters."""
    return new_uuids(1)[0]


def new_uuids(count: int) -> list[str]:
    """Many time-ordered UUIDs (version 7, RFC 9562), ascending.

    The 12 bits after the time count upwards within the call and carry over into the time, so that
    rows made together lie together in the index of their UUIDs.
    """
    moment = time.time_ns() // 1_000_000
    # Eight random bytes each, whose first two bits say that they are random (variant 10).
    parts = struct.iter_unpack(">Q", os.urandom(8 * count))
    made = []
    for number, (rest,) in enumerate(parts):
        head = (moment + (number >> 12)) << 16 | 0x7000 | number & 0xFFF
        digits = f"{head << 64 | rest & 0x3FFFFFFFFFFFFFFF | 0x8000000000000000:032x}"
        made.append(f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}")
    return made


def now() -> str:
    """The present moment in UTC, ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def choice_of(kind: type[StrEnum]) -> Enum:
    """A column type that holds one member of a closed list, by value."""
    return Enum(
        kind,
        native_enum=False,
        length=24,
        validate_strings=True,
        values_callable=lambda members: [member.value for member in members],
    )


def refers(column: str) -> ForeignKey:
    """A reference to `column`, checked when the edit ends and not at each row."""
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


@dataclass_transform(kw_only_default=True, eq_default=False, field_specifiers=(mapped_column,))
class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False):
    """Root of all entities."""

    metadata = MetaData(naming_convention=NAMING)


class Entity(Base):
    """A row with an id of its own and a UUID that outlives this file."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=0)
    uuid: Mapped[str] = mapped_column(unique=True, default_factory=new_uuid)


class Part(Base):
    """A row that belongs to another one and is never referred to from outside the study."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=0)
