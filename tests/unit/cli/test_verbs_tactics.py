"""The verbs on conclusions and tactics: evidence, what is against, and ticks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.displayed import conclude_richly, fill_richly
from tests.helpers.studies import new_session
from tests.unit.cli.conftest import Runut

SARI = ("--coder", "Sari")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A study with conclusions."""
    with new_session(tmp_path / "s.runut") as study:
        fill_richly(study)
        conclude_richly(study)
    return tmp_path / "s.runut"


def test_evidence_and_what_is_against_are_listed_with_their_rules(
    runut: Runut, place: Path
) -> None:
    told = runut("conclusions", place, *SARI, "--evidence", "--against", "--json").done().json
    loose, drawn = told
    assert (drawn["informants"], drawn["sources"], drawn["largest_share"]) == (2, 2, 0.5)
    assert [each["quote"] for each in drawn["evidence"]] == [
        "Petugas lambat", "dana perbaikan jalan katanya habis",
    ]  # fmt: skip
    assert {each["rule"] for each in drawn["against"]} == {"contradicting_cell"}
    assert [each["rule"] for each in drawn["looked"]] == [
        "contradicting_cell", "opposite_within", "opposite_elsewhere", "absence", "silent",
        "outlier",
    ]  # fmt: skip
    assert drawn["done"] == ["negative"]
    assert (loose["stands_on"], loose["about"]) == ([], "Seberapa cepat?")


def test_the_list_names_what_is_unlinked_and_what_has_no_conclusion(
    runut: Runut, place: Path
) -> None:
    said = runut("conclusions", place, *SARI).done().out
    assert "1 conclusion stands on no cell." in said
    assert "4 dimensions have no conclusion yet: Resources; Communication" in said
    weighed = runut("conclusions", place, *SARI, "--against").done().out
    assert "Behind a cell that contradicts it: 2" in weighed


def test_a_tactic_is_ticked_shown_and_cleared(runut: Runut, place: Path, tmp_path: Path) -> None:
    uuid = runut("conclusions", place, *SARI, "--json").done().json[1]["uuid"]
    about = ("tactics", place, *SARI, "--conclusion", uuid)
    ticked = runut(*about, "--tick", "counting", "--note", "2 informan", "--json").done().json
    assert [(each["item"], each["done"], each["note"]) for each in ticked["tactics"]] == [
        ("counting", True, "2 informan")
    ]
    told = runut("tactics", place, *SARI, "--json").done().json
    assert len(told) == 26
    tried = {each["item"]: [t["conclusion"] for t in each["tried"]] for each in told}
    assert (tried["counting"], tried["negative"], tried["outliers"]) == ([uuid], [uuid], [])
    target = tmp_path / "taktik.csv"
    said = runut(*about, "--clear", "counting", "-o", target).done().out
    assert "1 of 26 tactics were carried out, 1 of them tests." in said
    assert target.stat().st_size > 500
    assert runut(*about, "--json").done().json["tactics"][4]["done"] is None


def test_a_tick_needs_a_conclusion_that_there_is(runut: Runut, place: Path) -> None:
    runut("tactics", place, *SARI, "--tick", "counting").refused("--conclusion")
    gone = runut("tactics", place, *SARI, "--conclusion", "9999", "--tick", "counting")
    gone.refused("9999")


def test_the_table_of_conclusions_is_written(runut: Runut, place: Path, tmp_path: Path) -> None:
    target = tmp_path / "simpulan.html"
    runut("display", place, *SARI, "conclusions-table", "-o", target).done()
    assert "Dana kurang." in target.read_text("utf-8")
