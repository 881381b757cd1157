"""A PostgreSQL server of the tests' own: made in a temporary folder, stopped when they end.

Run as a program it tells by its exit code whether the server's programs are on this machine.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

_ADMIN = "runut"
_NUMBERS = count(1)
# Nothing of a test's database needs to survive a crash of the machine.
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_senders": "0",
    "wal_level": "minimal",
    "shared_buffers": "32MB",
    "log_min_messages": "error",
}
_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)


class ServerFailed(Exception):
    """The programs of PostgreSQL are there but the server could not be made."""


def programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`: the newest version, or None where there is none."""
    for pattern in _PLACES:
        found = sorted(Path("/").glob(pattern.lstrip("/")), key=_version)
        for folder in reversed(found):
            if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
                return folder
    on_path = shutil.which("initdb")
    if on_path and shutil.which("pg_ctl"):
        return Path(on_path).parent
    return None


def _version(folder: Path) -> tuple[int, ...]:
    digits = "".join(c if c.isdigit() else " " for c in str(folder)).split()
    return tuple(int(d) for d in digits)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `host` is the folder of its socket, or the loopback address."""

    programs: Path
    folder: Path
    host: str
    port: int
    user: str | None

    def url(self, database: str) -> str:
        """The address of one of its databases, as SQLAlchemy reads it."""
        return f"postgresql+psycopg://{_ADMIN}@/{database}?host={self.host}&port={self.port}"

    def create(self, database: str) -> None:
        """Make an empty database with a collation that is the same everywhere."""
        self._administer(f'CREATE DATABASE "{database}" TEMPLATE template0')

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._administer(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def _administer(self, statement: str) -> None:
        import psycopg

        with closing(
            psycopg.connect(
                host=self.host, port=self.port, user=_ADMIN, dbname="postgres", autocommit=True
            )
        ) as connection:
            connection.execute(statement.encode())

    def run(self, program: str, *words: str) -> None:
        """Run one of PostgreSQL's programs as the server's user.

        Raises:
            ServerFailed: it did not exit with success; the message is what it printed.
        """
        said = self.folder / "said.txt"
        with said.open("wb") as output:
            done = subprocess.run(
                [self.programs / program, *words],
                cwd=self.folder,
                user=self.user,
                extra_groups=[] if self.user else None,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, "LC_ALL": "C"},
                check=False,
            )
        if done.returncode:
            message = said.read_text(encoding="utf-8", errors="replace")
            raise ServerFailed(f"{program}: {message.strip()}")

    def start(self) -> None:
        """Make the cluster and wait until the server answers."""
        data = str(self.folder / "data")
        self.run(
            "initdb", "-D", data, "-U", _ADMIN, "-A", "trust", "-E", "UTF8", "--no-sync",
            "--locale=C",
        )  # fmt: skip
        listen = "127.0.0.1" if os.name == "nt" else ""
        settings = {**_FAST, "listen_addresses": listen, "port": str(self.port)}
        if os.name != "nt":
            settings["unix_socket_directories"] = self.host
        with (self.folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        log = str(self.folder / "server.log")
        self.run("pg_ctl", "start", "-w", "-t", "120", "-D", data, "-l", log)

    def stop(self) -> None:
        """Stop the server at once; its data are thrown away."""
        self.run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.folder / "data"))


def _unprivileged() -> str | None:
    """Whom the server runs as: PostgreSQL refuses root; None where we are not root."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A server for this run (for this worker, where several run); skips where none can be."""
    folder_of_programs = programs()
    if folder_of_programs is None:
        pytest.skip("PostgreSQL's server (initdb, pg_ctl) is not on this machine")
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install runut[team]")
    # A socket's path may have about 100 characters, which pytest's own folders can exceed.
    folder = Path(tempfile.mkdtemp(prefix="runut-pg-"))
    user = _unprivileged()
    if user:
        shutil.chown(folder, user)
    windows = os.name == "nt"
    server = Server(
        programs=folder_of_programs,
        folder=folder,
        host="127.0.0.1" if windows else str(folder),
        port=_free_port() if windows else 5432,
        user=user,
    )
    try:
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """The address of a fresh, empty database that this test has for itself."""
    database = f"runut_{next(_NUMBERS)}"
    postgres_server.create(database)
    try:
        yield postgres_server.url(database)
    finally:
        postgres_server.drop(database)


if __name__ == "__main__":
    sys.exit(0 if programs() else 1)
