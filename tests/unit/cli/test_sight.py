"""No verb shows a coder who codes blind what others coded, in the terminal or in a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.coding import Coding
from qda.cli.main import run
from qda.edits.coders import StartBlind
from tests.helpers.second_coder import SECRET, Doubt, TwoCoders, coded_by_sari
from tests.helpers.studies import ids


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[TwoCoders]:
    """Sari has coded an interview and a review with memos; Dimas has done nothing yet."""
    with coded_by_sari(tmp_path / "studi.runut") as made:
        yield made


VERBS = (
    ["codings"],
    ["codings", "--filter", f"tag={SECRET}"],
    ["codings", "--filter", "coder=Sari; memo=yes"],
    ["codes", "--counts"],
    ["frequencies"],
    ["crosstab", "--by", "source"],
    ["codes", "--filter", "text=anggaran", "--json"],
    ["progress"],
    ["progress", "--json"],
    ["coverage"],
    ["coverage", "--source", "W01", "--json"],
    ["memos"],
    ["memos", "--json"],
    ["memos", "--on", "W01"],
    ["memos", "--on", "mini2020:R.1"],
    ["search", "kurang", "--filter", "code=R.1"],
    ["search", "kurang", "--in", "all", "--filter", "code=R.1", "--json"],
    ["codes", "--json"],
    ["sources", "--json"],
    ["collections", "--json"],
    ["cases", "--json"],
    ["history"],
    ["search", SECRET, "--in", "memos"],
    ["coders"],
    ["triangulate", "--groups", "source", "--json"],
    ["triangulate", "--mode", "coder"],
    ["saturation", "--counted", "all", "--json"],
    ["sheet", "coreq", "--json"],
    ["sheet", "trustworthiness"],
)


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_no_verb_shows_what_is_hidden(
    pair: TwoCoders, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(pair.dimas.store.place)
    told = []
    for coder in ("Sari", "Dimas"):
        pair.dimas.do(StartBlind())
        assert run([words[0], place, *words[1:], "--coder", coder]) == 0
        told.append(capsys.readouterr().out)
    seen, hidden = told
    assert seen != hidden
    assert SECRET not in hidden
    assert "Anggaran kami kurang" not in hidden


WRITING = (
    (["quotes", "--code", "R", "-o", "kutipan.csv"], "Anggaran kami kurang"),
    (["display", "clustered-matrix", "--rows", "source", "-o", "matriks.csv"], "Anggaran kami"),
    (["memos", "-o", "memo.csv"], SECRET),
)
"""Verbs that write a file, and what they tell of Sari's codings."""


@pytest.mark.parametrize(("words", "told"), WRITING, ids=lambda each: each[0])
def test_no_file_holds_what_is_hidden(
    pair: TwoCoders, words: list[str], told: str, tmp_path: Path
) -> None:
    place, file = str(pair.dimas.store.place), tmp_path / words[-1]
    written = []
    for coder in ("Sari", "Dimas"):
        pair.dimas.do(StartBlind())
        assert run([words[0], place, *words[1:-1], str(file), "--coder", coder]) == 0
        made = sorted(tmp_path.rglob(f"{file.stem}*.csv"))
        written.append("".join(each.read_text(encoding="utf-8-sig") for each in made))
    seen, hidden = written
    assert told in seen
    assert told not in hidden


def test_comparing_is_refused_by_the_verb_too(
    pair: TwoCoders, capsys: pytest.CaptureFixture[str]
) -> None:
    pair.dimas.do(StartBlind())
    place = str(pair.dimas.store.place)
    for verb in ("compare", "settle"):
        words = [verb, place, "--coder", "Sari", "--coder", "Dimas", "--as", "Dimas"]
        assert run([*words, *(("--agreed",) if verb == "settle" else ())]) == 3
        assert "Anggaran kami kurang" not in capsys.readouterr().out


def test_the_verb_on_the_queue_counts_what_may_be_seen(
    pair: TwoCoders, capsys: pytest.CaptureFixture[str]
) -> None:
    pair.sari.do(Doubt(tuple(ids(pair.sari.store, Coding))))
    pair.dimas.do(StartBlind())
    place, told = str(pair.dimas.store.place), []
    for coder in ("Sari", "Dimas"):
        assert run(["queue", place, "--json", "--coder", coder]) == 0
        told.append(json.loads(capsys.readouterr().out)["total"])
    assert told == [2, 0]
