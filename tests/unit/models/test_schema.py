"""Migrations make what the models say; older studies are copied, then brought up to date."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import Engine

from models import schema
from models.base import Base
from models.checking import flaws
from models.history import Edit, EditState
from models.memo import Memo
from models.schema import HEAD, NewerStudy
from models.store import FolderMissing
from models.undoing import NothingToRedo, NothingToUndo
from qda.edits.memos import AddMemo
from qda.session import StudySession
from tests.helpers.studies import FAMILY, STORED, dump, history, new_session, rows

_NOT_OF_THE_MODELS = ("source_words", "search_switch", "alembic_version")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of either kind."""
    if request.param == "sqlite":
        engine = create_engine(f"sqlite:///{tmp_path / 'kosong.db'}")
    else:
        engine = create_engine(request.getfixturevalue("postgres_url"))
    yield engine
    engine.dispose()


def _upgrade_from_nothing(connection: Connection) -> None:
    # A study never gets Alembic's own version of this table, which has a primary key.
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    config = schema._config(schema.MIGRATIONS)
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)


def _ours(_thing: object, name: str | None, kind: str, *_: object) -> bool:
    return kind != "table" or not (name or "").startswith(_NOT_OF_THE_MODELS)


def test_the_migrations_make_exactly_what_the_models_say(empty: Engine) -> None:
    with empty.begin() as connection:
        _upgrade_from_nothing(connection)
        assert schema.revision(connection) == HEAD
        options = {
            "compare_type": True,
            "compare_server_default": True,
            "include_object": _ours,
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def _objects(file: Path) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return {(kind, name, _same_order(sql or "")) for kind, name, sql in found}


def _same_order(sql: str) -> str:
    """The lines of a definition in one order; columns and constraints may come in any."""
    return "\n".join(sorted(line.strip().rstrip(",") for line in sql.split("\n") if line.strip()))


def test_a_new_study_is_what_the_migrations_make(tmp_path: Path) -> None:
    with new_session(tmp_path / "baru.runut"):
        pass
    engine = create_engine(f"sqlite:///{tmp_path / 'naik.db'}")
    with engine.begin() as connection:
        _upgrade_from_nothing(connection)
    engine.dispose()
    assert _objects(tmp_path / "baru.runut") == _objects(tmp_path / "naik.db")


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A copy of the study that the present schema wrote."""
    return Path(shutil.copy(STORED, tmp_path / "tersimpan.runut"))


@pytest.mark.parametrize(
    "written", sorted(STORED.parent.glob("schema_*.runut")), ids=lambda p: p.stem
)
def test_a_study_of_each_schema_opens_and_undoes_to_its_start(
    written: Path, tmp_path: Path
) -> None:
    place = Path(shutil.copy(written, tmp_path / "tersimpan.runut"))
    with StudySession.open(place, coder="Sari") as session:
        with session.reading() as connection:
            assert flaws(connection) == ()
        assert [row["text"] for row in rows(session.store, Memo)] == ["inti", f"Catatan {FAMILY}"]
        end = dump(session.store)
        edits = [row["state"] for row in rows(session.store, Edit)]
        assert edits.count(EditState.UNDONE) == 1
        for _ in range(edits.count(EditState.DONE)):
            session.undo()
        left = {name for name, found in dump(session.store).items() if found}
        assert left == {"study", "coder"}
        with pytest.raises(NothingToUndo):
            session.undo()
        for _ in range(edits.count(EditState.DONE)):
            session.redo()
        assert dump(session.store) == end
        session.redo()
        with pytest.raises(NothingToRedo):
            session.redo()
        with session.reading() as connection:
            assert flaws(connection) == ()


def test_every_schema_has_its_stored_study() -> None:
    names = {file.stem.removeprefix("schema_") for file in STORED.parent.glob("schema_*.runut")}
    scripts = {file.stem[1:5] for file in (schema.MIGRATIONS / "versions").glob("v*.py")}
    assert names == scripts


def test_a_study_that_is_up_to_date_is_not_copied(stored: Path) -> None:
    before = stored.read_bytes()
    with StudySession.open(stored, coder="Sari"):
        pass
    assert list(stored.parent.glob("*before-upgrade*")) == []
    with sqlite3.connect(stored) as now, sqlite3.connect(":memory:") as then:
        then.deserialize(before)
        assert list(now.iterdump()) == list(then.iterdump())


_AFTER = "9999"
_LATER = """
revision = "9999"
down_revision = "{head}"

from alembic import op
import sqlalchemy as sa


def upgrade():
    op.add_column("memo", sa.Column("mood", sa.String(), server_default="calm", nullable=False))
    op.execute("UPDATE study SET title = title || ' (2)'")
    {end}
"""


@pytest.fixture
def later(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """A program whose schema has one revision more."""
    scripts = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, scripts)
    end = getattr(request, "param", "pass")
    (scripts / "versions" / "v9999_later.py").write_text(_LATER.format(end=end, head=HEAD))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema.is_outdated, "__kwdefaults__", {"head": _AFTER})
        patch.setattr(schema.upgrade, "__kwdefaults__", {"head": _AFTER, "scripts": scripts})
        yield


def _title(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT title FROM study").fetchone()[0])


def test_an_older_study_is_copied_and_then_brought_up_to_date(stored: Path, later: None) -> None:
    with StudySession.open(stored, coder="Sari") as session:
        assert session.study().title == "Studi tersimpan (2)"
        with session.reading() as connection:
            assert schema.revision(connection) == _AFTER
            assert connection.execute(text("SELECT DISTINCT mood FROM memo")).scalar() == "calm"
            assert flaws(connection) == ()
        session.undo()
    copy = stored.with_name(f"tersimpan.before-upgrade-{HEAD}.runut")
    assert _title(copy) == "Studi tersimpan"
    assert _title(STORED) == "Studi tersimpan"
    with StudySession.open(stored, coder="Sari"):
        assert len(list(stored.parent.glob("*before-upgrade*"))) == 1


def test_a_copy_made_before_is_not_overwritten(stored: Path, later: None) -> None:
    taken = stored.with_name(f"tersimpan.before-upgrade-{HEAD}.runut")
    taken.write_text("penting")
    with StudySession.open(stored, coder="Sari"):
        pass
    assert taken.read_text() == "penting"
    assert _title(stored.with_name(f"tersimpan.before-upgrade-{HEAD}-2.runut")) == "Studi tersimpan"


@pytest.mark.parametrize("later", ["raise RuntimeError('gagal')"], indirect=True)
def test_an_upgrade_that_fails_leaves_the_study_as_it_was(stored: Path, later: None) -> None:
    with sqlite3.connect(stored) as connection:
        before = list(connection.iterdump())
    with pytest.raises(RuntimeError, match="gagal"):
        StudySession.open(stored, coder="Sari")
    with sqlite3.connect(stored) as connection:
        assert list(connection.iterdump()) == before


def test_an_upgrade_needs_its_copy_first(
    stored: Path, later: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = stored.with_name("tidak ada") / "salinan.runut"
    monkeypatch.setattr(schema, "copy_before_upgrade", lambda *_: gone)
    with pytest.raises(FolderMissing):
        StudySession.open(stored, coder="Sari")
    assert _title(stored) == "Studi tersimpan"


def test_a_server_study_is_brought_up_to_date(postgres_url: str, later: None) -> None:
    with new_session(postgres_url) as session:
        session.do(AddMemo("satu"))
    with StudySession.open(postgres_url, coder="Sari") as session:
        assert session.study().title == "Studi uji (2)"
        session.undo()


@pytest.mark.parametrize("later", ["raise RuntimeError('gagal')"], indirect=True)
def test_a_server_upgrade_that_fails_leaves_no_trace(postgres_url: str, later: None) -> None:
    with new_session(postgres_url) as session:
        session.do(AddMemo("satu"))
        before = dump(session.store), history(session.store)
        with pytest.raises(RuntimeError, match="gagal"):
            StudySession.open(postgres_url, coder="Sari")
        assert (dump(session.store), history(session.store)) == before


def test_a_newer_server_study_is_refused(postgres_url: str) -> None:
    with new_session(postgres_url) as session:
        with session.store._writer.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(NewerStudy) as refused:
            StudySession.open(postgres_url, coder="Sari")
        assert "9999" in refused.value.say("id")
