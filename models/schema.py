"""Brings a study that an older version made up to date, and refuses one from a newer version.

Migrations are Alembic scripts in `models/migrations/versions`. Alembic is imported only when a
study is really outdated: opening one that is not costs a single query.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, text

from models.errors import Refused

if TYPE_CHECKING:
    from alembic.config import Config

HEAD: Final = "0005"
"""The revision this version of the program reads and writes."""

MIGRATIONS: Final = Path(__file__).parent / "migrations"


class NewerStudy(Refused):
    """A newer version of the program made or changed the study."""

    en = "“{place}” was made by a newer version of Runut ({found}). Install the newer version."
    id = "“{place}” dibuat dengan versi Runut yang lebih baru ({found}). Pasang versi itu."


def stamp(connection: Connection) -> None:
    """Write down that the study stands at the newest revision."""
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def has_study(connection: Connection) -> bool:
    """Whether the database holds a study, and not the tables of another program."""
    found = inspect(connection)
    return found.has_table("alembic_version") and found.has_table("study")


def revision(connection: Connection) -> str:
    """The revision the study stands at."""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def is_outdated(connection: Connection, *, place: str, head: str = HEAD) -> bool:
    """Whether the study must be upgraded before it can be used.

    Raises:
        NewerStudy: its revision is beyond what this version knows.
    """
    found = revision(connection)
    if found > head:
        raise NewerStudy(place=place, found=found)
    return found < head


def copy_before_upgrade(path: Path, found: str) -> Path:
    """Where the copy of an outdated study goes: beside it, free, named by its revision."""
    place = path.with_name(f"{path.stem}.before-upgrade-{found}{path.suffix}")
    number = 2
    while place.exists():
        place = path.with_name(f"{path.stem}.before-upgrade-{found}-{number}{path.suffix}")
        number += 1
    return place


def upgrade(
    connection: Connection, *, place: str, scripts: Path = MIGRATIONS, head: str = HEAD
) -> None:
    """Run the migrations that the study lacks, in the transaction of the connection.

    Raises:
        NewerStudy: its revision is beyond what this version knows.
    """
    if not is_outdated(connection, place=place, head=head):
        return
    from alembic import command

    config = _config(scripts)
    config.attributes["connection"] = connection
    command.upgrade(config, head)


def _config(scripts: Path) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts))
    return config
