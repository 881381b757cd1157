"""The supervisor's round trip by command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.reviewed import write_into
from tests.unit.cli.conftest import Runut, bytes_of, coded

TITLE = "Matriks saya"


@pytest.fixture
def kept(runut: Runut, study: Path) -> Path:
    coded(runut, study)
    words = ("display", study, "clustered-matrix", "--rows", "role", "--title", TITLE, "--keep")
    runut(*words).done()
    return study


def about(words: str) -> tuple[str, str] | None:
    return ("revise", "Too short.\nSee W01.") if "kurang sekali" in words else None


def test_a_round_goes_out_and_comes_back(runut: Runut, kept: Path, tmp_path: Path) -> None:
    file = tmp_path / "r.xlsx"
    sent = runut("review", "export", kept, file, "--reviewer", "Dr. Sri", "--json").done().json
    assert sent["round"] == 1
    assert sent["codings"] == 1
    count = write_into(file, about)
    before = bytes_of(kept)
    told = runut("review", "import", kept, file, "--dry-run", "--json").done().json
    assert told == {"rows": count, "moved_on": 0, "damaged": 0}
    assert bytes_of(kept) == before
    taken = runut("review", "import", kept, file, "--json").done().json
    assert len(taken["added"]) == count
    assert {note["verdict"] for note in taken["added"]} == {"revise"}
    assert "were taken" in runut("review", "import", kept, file).done().out
    listed = runut("review", "list", kept, "--json").done().json
    assert listed["rounds"][0]["reviewer"] == "Dr. Sri"
    assert {note["comment"] for note in listed["notes"]} == {"Too short.\nSee W01."}
    number = listed["notes"][0]["id"]
    said = runut("review", "answer", kept, number, "--text", "Mended.", "--settle", "--json")
    assert said.done().json["answer"] == "Mended."
    assert "Too short." in runut("review", "list", kept, "--open").done().out
    again = tmp_path / "r2.docx"
    second = runut("review", "export", kept, again, "--display", TITLE, "--open", "--json")
    assert second.done().json["round"] == 2


def test_refusals_say_what_to_do(runut: Runut, kept: Path, tmp_path: Path) -> None:
    before = bytes_of(kept)
    runut("review", "export", kept, tmp_path / "r.pdf").refused(".xlsx, .docx")
    runut("review", "export", kept, tmp_path / "r.xlsx", "--display", "X").refused("X")
    runut("review", "export", kept, tmp_path / "r.xlsx", "--open").refused("nothing to be reviewed")
    runut("review", "import", kept, tmp_path / "none.xlsx").refused("none.xlsx")
    runut("review", "answer", kept, 7, "--text", "a").refused("review list")
    assert bytes_of(kept) == before
    assert not (tmp_path / "r.xlsx").exists()
    assert "export" in runut("review", "list", kept).done().out


def test_titles_of_sources_leave_only_where_asked(runut: Runut, kept: Path, tmp_path: Path) -> None:
    masked, named = tmp_path / "a.html", tmp_path / "b.html"
    runut("display", kept, TITLE, "-o", masked).done()
    runut("display", kept, TITLE, "-o", named, "--names").done()
    assert "wawancara" not in masked.read_text(encoding="utf-8")
    assert "wawancara" in named.read_text(encoding="utf-8")
