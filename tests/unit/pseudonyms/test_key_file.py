"""The key: kept apart, whole at every moment, never lying about what was replaced."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Refused, StudyError
from models.history import Edit
from models.vocabulary import StakeholderGroup
from qda.edits.cases import AddCase
from qda.edits.importing import CaseFacts
from qda.edits.revising import NameTaken, ReplaceName
from qda.pseudonyms.finding import Wanted, find_name
from qda.pseudonyms.key_file import (
    Key,
    KeyFile,
    KeyInsideStudy,
    KeyMissing,
    KeyUnreadable,
    KeyUnwritable,
    Replacement,
    _parsed,
    _written,
    checked_place,
)
from qda.pseudonyms.key_places import known_place, remember_place
from qda.pseudonyms.proposing import proposed_pseudonym
from qda.pseudonyms.replacing import replace_name
from qda.session import StudySession
from tests.helpers.studies import import_one, new_session, rows, transcript, unchanged

TODAY = date(2026, 11, 27)
BUDI = Replacement("Budi", "Informan 1", "2026-11-27")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    """A study with an interview of Ibu Ratna."""
    with new_session(tmp_path / "studi.runut") as session:
        import_one(session, transcript("Wawancara"))
        yield session


@pytest.fixture
def key(tmp_path: Path) -> KeyFile:
    """An empty key in a folder of its own."""
    folder = tmp_path / "lemari"
    folder.mkdir()
    made = KeyFile(folder / "kunci.csv")
    made.create()
    return made


def _replacing(study: StudySession, pseudonym: str = "Informan 1") -> ReplaceName:
    with study.reading() as state:
        return ReplaceName(pseudonym, find_name(state, Wanted("Ibu Ratna"), pseudonym))


@given(st.lists(st.builds(Replacement, st.text("a'=+-@;\"\n\té👩", max_size=6), st.text(max_size=6),
                          st.just("2026-11-27"))))  # fmt: skip
def test_any_names_come_back_as_they_were(lines: list[Replacement]) -> None:
    kept = Key(tuple(x for x in lines if "\r" not in x.pseudonym and "\x00" not in x.pseudonym))
    try:
        _written(kept).encode()
    except UnicodeEncodeError:
        return
    assert _parsed(_written(kept), Path("kunci.csv")) == kept


def test_no_spreadsheet_takes_a_name_for_a_formula(key: KeyFile) -> None:
    key.add(Replacement("=cmd|'/c calc'!A0", "Informan 1", "2026-11-27"))
    written = key.place.read_bytes().decode("utf-8")
    assert written.startswith("\ufeffname;pseudonym;first replaced on")
    assert "\r\n'=cmd" in written
    assert key.read().names_of("Informan 1") == ("=cmd|'/c calc'!A0",)


def test_a_key_that_a_spreadsheet_wrote_back_with_commas_is_read(key: KeyFile) -> None:
    key.place.write_text("name,pseudonym,first replaced on\r\nBudi,Informan 1,2026-11-27\r\n")
    assert key.read().pseudonym_of("  BUDI ") == "Informan 1"


def test_the_same_line_stands_in_the_key_once(key: KeyFile) -> None:
    assert key.add(BUDI)
    assert not key.add(Replacement("budi", "informan 1", "2026-12-01"))
    assert key.read().lines == (BUDI,)


def test_a_key_that_vanished_is_not_made_anew_in_silence(key: KeyFile) -> None:
    key.place.unlink()
    with pytest.raises(KeyMissing):
        key.add(BUDI)
    assert not key.place.exists()


def test_another_file_is_not_taken_for_a_key(key: KeyFile) -> None:
    key.place.write_text("a,b\n1,2\n")
    with pytest.raises(KeyUnreadable):
        key.create()
    key.place.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KeyUnreadable):
        key.add(BUDI)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have other rights there")
def test_only_its_owner_may_read_a_new_key(key: KeyFile) -> None:
    assert key.place.stat().st_mode & 0o077 == 0
    assert list(key.place.parent.iterdir()) == [key.place]


@pytest.mark.parametrize("place", ["kunci.csv", "./kunci.csv", "lain/../kunci.csv"])
def test_the_key_is_not_kept_beside_the_study(place: str, tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    with pytest.raises(KeyInsideStudy):
        checked_place(tmp_path / place, str(tmp_path / "studi.runut"))
    elsewhere = tmp_path / "lain" / "kunci.csv"
    assert checked_place(elsewhere, str(tmp_path / "studi.runut")) == elsewhere.resolve()


def test_a_replacement_stands_in_the_key(study: StudySession, key: KeyFile) -> None:
    assert replace_name(study, "Ibu  Ratna", _replacing(study), key=key, today=TODAY) > 0
    assert key.read().lines == (Replacement("Ibu Ratna", "Informan 1", "2026-11-27"),)
    assert rows(study.store, Edit)[-1]["kind"] == "replace_name"


def test_nothing_is_replaced_where_the_key_is_not_there(study: StudySession, key: KeyFile) -> None:
    edit = _replacing(study)
    key.place.unlink()
    with unchanged(study.store), pytest.raises(KeyMissing):
        replace_name(study, "Ibu Ratna", edit, key=key, today=TODAY)


def test_nothing_is_replaced_where_the_key_cannot_be_written(
    study: StudySession, key: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("qda.pseudonyms.key_file.os.fsync", full)
    edit = _replacing(study)
    with unchanged(study.store), pytest.raises(KeyUnwritable) as refused:
        replace_name(study, "Ibu Ratna", edit, key=key, today=TODAY)
    assert "No space left" in refused.value.say("id")
    assert key.read() == Key()
    assert list(key.place.parent.iterdir()) == [key.place]


def test_a_refused_replacement_leaves_nothing_in_the_key(study: StudySession, key: KeyFile) -> None:
    study.do(AddCase(CaseFacts("Informan 1")))
    edit = _replacing(study)
    with unchanged(study.store), pytest.raises(NameTaken):
        replace_name(study, "Ibu Ratna", edit, key=key, today=TODAY)
    assert key.read() == Key()


def test_the_next_free_pseudonym_is_proposed_and_the_same_one_again(
    study: StudySession, key: KeyFile
) -> None:
    study.do(AddCase(CaseFacts("Informan 4")))
    study.do(AddCase(CaseFacts("Pak Tono", stakeholder_group=StakeholderGroup.CITIZEN)))
    with study.reading() as state:
        assert proposed_pseudonym(state, "Ibu Ratna", key.read()) == "Informan 5"
        assert proposed_pseudonym(state, "Pak Tono", key.read()) == "Warga 1"
        key.add(Replacement("Ibu Ratna", "Informan 7", "2026-11-27"))
        assert proposed_pseudonym(state, "ibu ratna", key.read()) == "Informan 7"
        assert proposed_pseudonym(state, "Budi", key.read()) == "Informan 8"


def test_the_place_of_a_key_is_remembered_outside_the_study(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNUT_CONFIG_DIR", str(tmp_path / "settings"))
    assert known_place("u1") is None
    remember_place("u1", tmp_path / "a.csv")
    remember_place("u2", tmp_path / "b.csv")
    assert (known_place("u1"), known_place("u2")) == (tmp_path / "a.csv", tmp_path / "b.csv")


@pytest.mark.parametrize("kind", [KeyMissing, KeyUnreadable, KeyUnwritable, KeyInsideStudy])
def test_what_is_wrong_with_a_key_is_told_in_both_languages(kind: type[StudyError]) -> None:
    told = kind(place="k.csv", reason="penuh", folder="f")
    assert told.say("en") != told.say("id")
    assert issubclass(KeyMissing, Refused)
