"""What cannot be opened, made or changed is told in both languages and left as it was."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from models import store as stores
from models.checking import flaws
from models.errors import StudyError
from models.failures import (
    DiskFull,
    StorageFailed,
    StudyDamaged,
    StudyLocked,
    TextNotStorable,
)
from models.recording import NotThere
from models.schema import NewerStudy
from models.store import (
    AlreadyThere,
    BadAddress,
    FolderMissing,
    NoSuchStudy,
    NotAStudy,
    ServerHasBackups,
)
from qda.edits.memos import AddMemo, RemoveMemo
from qda.session import StudySession
from tests.helpers.running import run_python
from tests.helpers.studies import dump, fill, history, new_session, unchanged


@contextmanager
def refused(kind: type[StudyError], *named: str) -> Iterator[None]:
    """Fail unless the block refuses so, naming these in both of two different sentences."""
    with pytest.raises(kind) as raised:
        yield
    english, indonesian = raised.value.say("en"), raised.value.say("id")
    assert english != indonesian
    for name in named:
        assert name in english
        assert name in indonesian


@contextmanager
def untouched(*files: Path) -> Iterator[None]:
    """Fail where the block changes the bytes of a file or leaves another one beside it."""
    before = {each: each.read_bytes() for each in files}
    around = {each: sorted(each.parent.iterdir()) for each in files}
    yield
    assert {each: each.read_bytes() for each in files} == before
    assert {each: sorted(each.parent.iterdir()) for each in files} == around


def _other_database(file: Path) -> None:
    with closing(sqlite3.connect(file)) as made:
        made.execute("CREATE TABLE study (id INTEGER)")
        made.commit()


@pytest.mark.parametrize(
    "write",
    [
        lambda file: file.write_text("Bukan studi, hanya teks. " * 20),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"SQLite format 3\0"),
        lambda file: file.write_bytes(b"\0" * 4096),
        _other_database,
    ],
    ids=["text", "empty", "a header cut short", "zeros", "another database"],
)
def test_another_file_is_no_study(write: object, place: Path) -> None:
    assert callable(write)
    write(place)
    with untouched(place), refused(NotAStudy, str(place)):
        StudySession.open(place, coder="Sari")
    with untouched(place), refused(AlreadyThere, str(place)):
        new_session(place)


def test_a_folder_is_no_study(tmp_path: Path) -> None:
    with refused(NoSuchStudy, str(tmp_path)):
        StudySession.open(tmp_path, coder="Sari")
    with refused(AlreadyThere, str(tmp_path)):
        new_session(tmp_path)


def test_a_study_that_is_not_there(place: Path) -> None:
    with refused(NoSuchStudy, str(place)):
        StudySession.open(place, coder="Sari")
    assert not place.exists()


def test_the_folder_of_a_new_study_must_exist(tmp_path: Path) -> None:
    with refused(FolderMissing, str(tmp_path / "tidak ada")):
        new_session(tmp_path / "tidak ada" / "studi.runut")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other limits")
def test_a_name_that_the_system_refuses(tmp_path: Path) -> None:
    with refused(StorageFailed):
        new_session(tmp_path / ("x" * 300))
    with refused(StorageFailed):
        StudySession.open(tmp_path / ("x" * 300), coder="Sari")


def test_an_existing_study_is_not_overwritten(study: StudySession, place: Path) -> None:
    study.close()
    with untouched(place), refused(AlreadyThere, str(place)):
        new_session(place)


def test_a_study_from_a_newer_version_is_not_touched(study: StudySession, place: Path) -> None:
    study.close()
    with closing(sqlite3.connect(place)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = place.read_bytes()
    with refused(NewerStudy, str(place), "9999"):
        StudySession.open(place, coder="Sari")
    assert place.read_bytes() == before
    assert list(place.parent.iterdir()) == [place]


def test_a_study_without_its_tables_is_damaged(place: Path) -> None:
    with closing(sqlite3.connect(place)) as file:
        file.execute(f"PRAGMA application_id = {stores.APPLICATION_ID}")
        file.execute("CREATE TABLE alembic_version (version_num)")
        file.commit()
    with refused(StudyDamaged, str(place)):
        StudySession.open(place, coder="Sari")


@pytest.mark.parametrize("cut", [1000, 4096, 20_000])
def test_a_study_that_was_cut_short_is_damaged(cut: int, study: StudySession, place: Path) -> None:
    fill(study)
    study.close()
    place.write_bytes(place.read_bytes()[:cut])
    with refused(StudyDamaged, str(place)), StudySession.open(place, coder="Sari") as session:
        dump(session.store)


def test_a_study_with_overwritten_pages_is_damaged(study: StudySession, place: Path) -> None:
    fill(study)
    study.close()
    content = bytearray(place.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    place.write_bytes(content)
    with refused(StudyDamaged, str(place)), StudySession.open(place, coder="Sari") as session:
        dump(session.store)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Edits do not wait for another program."""
    monkeypatch.setattr(stores, "LOCK_WAIT_S", 0)


def test_while_another_program_writes_an_edit_is_refused(impatient: None, place: Path) -> None:
    with new_session(place) as study:
        memo = study.do(AddMemo("satu"))
        with closing(sqlite3.connect(place, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with unchanged(study.store):
                with refused(StudyLocked, str(place)):
                    study.do(AddMemo("dua"))
                with refused(StudyLocked, str(place)):
                    study.undo()
                with StudySession.open(place, coder="Sari") as reader:
                    assert dump(reader.store) == dump(study.store)
                late = StudySession.open(place, coder="Budi")
                with late, refused(StudyLocked, str(place)):
                    late.do(AddMemo("tiga"))
            other.execute("ROLLBACK")
        study.do(RemoveMemo(memo))


def test_an_edit_waits_for_another_program_to_end(place: Path) -> None:
    with new_session(place) as study:
        released = (
            "import sqlite3, sys\n"
            "other = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
            "other.execute('BEGIN IMMEDIATE')\n"
            "print('held', flush=True)\n"
            "sys.stdin.read()\n"
            "other.execute('ROLLBACK')\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", released, str(place)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as other:
            assert other.stdin is not None
            assert other.stdout is not None
            assert other.stdout.readline().strip() == b"held"
            other.stdin.close()
            assert study.do(AddMemo("satu")) == 1


@contextmanager
def _full(session: StudySession) -> Iterator[None]:
    """Let the database have no page more than it has."""
    with session.store._writer.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    yield
    with session.store._writer.connect() as connection:
        connection.execute(text("PRAGMA max_page_count = 1073741823"))


def test_on_a_full_disk_an_edit_is_refused_and_the_study_stays_usable(
    study: StudySession, place: Path
) -> None:
    fill(study)
    with _full(study):
        with unchanged(study.store), refused(DiskFull, str(place)):
            study.do(AddMemo("panjang " * 100_000))
        with study.reading() as connection:
            assert flaws(connection) == ()
    study.do(AddMemo("panjang " * 100_000))
    study.undo()


_UNPRIVILEGED = """
import os, sys, tempfile
from qda.session import NewStudy, StudySession
from models.errors import StudyError
with tempfile.TemporaryDirectory() as folder:  # loads all that nobody else may read
    StudySession.create(folder + "/s", NewStudy("x"), coder="Sari").close()
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    if sys.argv[1] == "new":
        StudySession.create(sys.argv[2], NewStudy("x"), coder="Sari")
    else:
        StudySession.open(sys.argv[2], coder="Sari")
except StudyError as error:
    print(type(error).__name__)
"""


def _as_nobody(verb: str, place: Path) -> str:
    """What somebody is told who owns nothing here, as root may read and write everything."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can act as somebody else")
    for folder in place.parents:
        if folder.name.startswith(("pytest-", "test_", "popen-")):
            folder.chmod(0o755)
    done = run_python("-c", _UNPRIVILEGED, verb, place)
    assert done.err == ""
    return done.out.strip()


def test_a_study_that_may_only_be_read(study: StudySession, place: Path) -> None:
    study.close()
    place.chmod(0o444)
    with untouched(place):
        assert _as_nobody("open", place) == "StudyReadOnly"


def test_a_study_that_may_not_be_read(study: StudySession, place: Path) -> None:
    study.close()
    place.chmod(0o600)
    with untouched(place):
        assert _as_nobody("open", place) == "StudyReadOnly"


def test_a_study_in_a_folder_that_may_not_be_written(study: StudySession, place: Path) -> None:
    study.close()
    place.chmod(0o666)
    with untouched(place):
        assert _as_nobody("open", place) == "StudyReadOnly"
    assert _as_nobody("new", place.with_name("baru.runut")) == "FolderMissing"
    assert list(place.parent.iterdir()) == [place]


def test_a_study_in_a_folder_that_may_not_be_entered(study: StudySession, tmp_path: Path) -> None:
    closed = tmp_path / "tertutup"
    closed.mkdir(mode=0o700)
    study.store.backup(closed / "studi.runut")
    assert _as_nobody("open", closed / "studi.runut") == "StudyReadOnly"


@pytest.mark.parametrize(
    "words", ["half a pair: \ud83d", "\udcff"], ids=["high surrogate", "low surrogate"]
)
def test_half_a_character_is_refused(either: StudySession, words: str) -> None:
    with unchanged(either.store), refused(TextNotStorable):
        either.do(AddMemo(words))
    with unchanged(either.store), refused(TextNotStorable):
        either.do(AddMemo("catatan", memo_title=words))
    either.do(AddMemo("catatan"))


def test_what_a_server_cannot_store_is_refused(postgres_url: str) -> None:
    with new_session(postgres_url) as session:
        with unchanged(session.store), refused(TextNotStorable):
            session.do(AddMemo("nol \0 nol"))
        session.do(AddMemo("catatan"))


def test_a_row_that_is_not_there(either: StudySession) -> None:
    with unchanged(either.store), refused(NotThere, "memo", "7"):
        either.do(RemoveMemo(7))


@pytest.mark.parametrize("driver", ["", "+psycopg"])
@pytest.mark.parametrize("verb", ["open", "create"])
def test_a_server_that_does_not_answer_is_told_without_its_password(driver: str, verb: str) -> None:
    address = f"postgresql{driver}://sari:rahasia@127.0.0.1:1/studi"
    reach = {"open": StudySession.open, "create": new_session}[verb]
    with pytest.raises(StorageFailed) as raised:
        reach(address, coder="Sari")
    for language in ("en", "id"):
        assert "127.0.0.1" in raised.value.say(language)
        assert "rahasia" not in raised.value.say(language)


@pytest.mark.parametrize(
    "address", ["postgresql://sari:rahasia@host:port/x", "postgresql+psycopg://a:rahasia@[::1/x"]
)
def test_an_address_that_cannot_be_read_is_told_without_its_password(address: str) -> None:
    with refused(BadAddress, "postgresql://"):
        StudySession.open(address, coder="Sari")
    with pytest.raises(BadAddress) as raised:
        new_session(address)
    assert "rahasia" not in raised.value.say("id")


def test_a_server_study_is_made_once_and_never_over_other_tables(postgres_url: str) -> None:
    with new_session(postgres_url) as session:
        session.do(AddMemo("satu"))
        before = history(session.store)
        with refused(AlreadyThere):
            new_session(postgres_url)
        assert history(session.store) == before
        with refused(ServerHasBackups):
            session.store.backup(Path("x.runut"))


def test_a_server_database_without_a_study(postgres_url: str) -> None:
    with refused(NoSuchStudy):
        StudySession.open(postgres_url, coder="Sari")


def test_a_server_database_of_another_program(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num text)"))
    with refused(NoSuchStudy):
        StudySession.open(postgres_url, coder="Sari")
    with refused(AlreadyThere):
        new_session(postgres_url)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 0
    engine.dispose()
