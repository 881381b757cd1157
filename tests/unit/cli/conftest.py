"""A study made by the verbs alone, copied for every test, and a terminal that listens."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qda.cli.main import run
from qda.sample.contents import FILES

REVIEWS = FILES / "ulasan-gayung.csv"

FAMILY = "👩‍👩‍👧‍👦"
FUNDS = "vmvh1975:VMH2"
INTERVIEW = """Pewawancara: Bagaimana anggaran program ini?
Bu Ratna: Anggaran kami kurang sekali 👩‍👩‍👧‍👦, lalu laporan terlambat.
Pewawancara: Siapa yang menindaklanjuti?
Bu Ratna: Petugas lapangan yang menindaklanjuti laporan warga.
Pewawancara: Terima kasih.
Bu Ratna: Sama-sama.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer for a program."""
        return json.loads(self.out)

    def done(self) -> Answer:
        """Itself, once it is sure that the verb did what was asked."""
        assert (self.code, self.err) == (0, ""), self
        return self

    def refused(self, *words: str) -> Answer:
        """Itself, once it is sure that the verb refused in one line that holds some words."""
        assert self.code == 3, self
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        for word in words:
            assert word in self.err
        return self


Runut = Callable[..., Answer]


def bytes_of(place: Path) -> bytes:
    """What is in the study: the rows, not the pages they happen to lie on."""
    with sqlite3.connect(place) as connection:
        found = "\n".join(connection.iterdump()).encode("utf-8", "surrogatepass")
    connection.close()
    return found


def coded(runut: Runut, study: Path, words: str = f"kurang sekali {FAMILY}") -> Answer:
    """Code some words of the interview."""
    start = INTERVIEW.index(words)
    return runut(
        "code", study, "--source", "W01", "--span", f"{start}:{start + len(words)}",
        "--code", FUNDS, "--polarity", "inhibiting", "--strength", "3", "--json",
    )  # fmt: skip


@pytest.fixture
def runut(capsys: pytest.CaptureFixture[str]) -> Runut:
    """Carries out a verb in this process, in English unless told otherwise."""

    def call(*words: object, language: str = "en") -> Answer:
        capsys.readouterr()
        code = run(["--lang", language, *map(str, words)])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return call


def _must(words: Sequence[object]) -> None:
    assert run(["--lang", "en", *map(str, words)]) == 0


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with a theory, 300 reviews, an interview and a paper; Sari is its coder."""
    folder = tmp_path_factory.mktemp("verbs")
    place = folder / "studi.runut"
    talk, paper = folder / "wawancara.txt", folder / "laporan.txt"
    talk.write_text(INTERVIEW, encoding="utf-8")
    paper.write_text("Anggaran program kurang.\nPetugas cukup.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUNUT_CONFIG_DIR", str(folder / "settings"))
        who = ("--coder", "Sari")
        _must(["new", place, "--title", "Studi uji", *who])
        _must(["framework", "add", place, "vmvh1975", *who])
        _must(["import", place, REVIEWS, *who])
        _must(["import", place, talk, "--as", "transcript", "--case", "Bu Ratna", *who,
               "--role", "Pelaksana", "--group", "government"])  # fmt: skip
        _must(["import", place, paper, "--as", "document", *who])
    return place


@pytest.fixture
def study(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the made study; who calls a verb is Sari."""
    monkeypatch.setenv("USER", "Sari")
    place = tmp_path / "studi.runut"
    shutil.copy(made, place)
    return place
