"""The verbs on coders: the same numbers as the window, and refusals without a trace."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.vocabulary import CoderKind
from qda.agreement.reading import compared
from qda.retrieval.studies import coder_named
from qda.sample.building import build_sample
from qda.session import StudySession
from tests.unit.cli.conftest import Runut

PAIR = ("--coder", "Koder A", "--coder", "Koder B")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study, which two coders have coded; nobody writes to it."""
    place = tmp_path_factory.mktemp("coders") / "sample.runut"
    build_sample(place, language="en").close()
    return place


@pytest.fixture
def sample(built: Path, tmp_path: Path) -> Path:
    """A copy of the sample study."""
    place = tmp_path / "sample.runut"
    place.write_bytes(built.read_bytes())
    return place


def test_the_coders_are_listed_with_what_each_has_done(runut: Runut, sample: Path) -> None:
    found = runut("coders", sample, "--coder", "Koder A", "--json").done().json
    assert [(each["coder"]["name"], each["blind"]) for each in found] == [
        ("Koder A", None),
        ("Koder B", None),
    ]
    assert all(each["codings"] > 100 for each in found)
    assert "Koder B" in runut("coders", sample, "--coder", "Koder A").done().out


def test_the_comparison_has_the_numbers_of_the_reads(runut: Runut, sample: Path) -> None:
    told = runut("compare", sample, *PAIR, "--as", "Koder A", "--json").done().json
    with StudySession.open(sample, coder="Koder A") as study, study.reading() as state:
        first, second = coder_named(state, "Koder A"), coder_named(state, "Koder B")
        assert first is not None
        assert second is not None
        found = compared(state, first.id, second.id)
    counts = found.counts
    assert told["counts"] == {
        "agreed": counts.agreed,
        "boundary": counts.boundary,
        "other_code": counts.other_code,
        "missed_by_first": counts.missed_by_first,
        "missed_by_second": counts.missed_by_second,
    }
    assert len(told["places"]) == counts.total
    said = runut("compare", sample, *PAIR, "--source", "W01", language="id").done().out
    assert "Kode berbeda" in said


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_the_comparison_is_written_to_a_file(
    runut: Runut, sample: Path, tmp_path: Path, ending: str
) -> None:
    to = tmp_path / f"comparison{ending}"
    told = runut("compare", sample, *PAIR, "--source", "W01", "--json", "-o", to).done().json
    if ending == ".csv":
        with to.open(encoding="utf-8-sig", newline="") as file:
            places = [row[0] for row in csv.reader(file)][1:]
    else:
        book = load_workbook(to)
        cells = [str(row[0].value) for row in book.worksheets[0].iter_rows()]
        places = cells[1 : 1 + len(told["places"])]
        assert len(book.worksheets) == 2
    assert places == [place["key"] for place in told["places"]]


def test_what_both_coded_alike_is_settled_at_once(runut: Runut, sample: Path) -> None:
    before = runut("compare", sample, *PAIR, "--json").done().json
    runut("settle", sample, *PAIR, "--agreed").done()
    after = runut("compare", sample, *PAIR, "--json").done().json
    assert after["settled"] == before["counts"]["agreed"]
    found = runut("coders", sample, "--coder", "Koder A", "--json").done().json
    (agreed,) = [each for each in found if each["coder"]["kind"] == CoderKind.AGREED.value]
    assert agreed["codings"] == before["counts"]["agreed"]
    only = f'coder="{agreed["coder"]["name"]}"'
    listed = runut("codings", sample, "--coder", "Koder A", "--filter", only, "--json").done().json
    assert len(listed) == agreed["codings"]


def test_a_matrix_is_made_of_the_agreed_version_alone(
    runut: Runut, sample: Path, tmp_path: Path
) -> None:
    runut("settle", sample, *PAIR, "--agreed").done()
    to = tmp_path / "matrix.csv"
    only = 'coder="Agreed: Koder A & Koder B"'
    runut(
        "display", sample, "clustered-matrix", "--rows", "source", "--filter", only,
        "--coder", "Koder A", "-o", to,
    ).done()  # fmt: skip
    with to.open(encoding="utf-8-sig", newline="") as file:
        coders = {row["coder"] for row in csv.DictReader(file) if row["record"] == "evidence"}
    assert coders == {"Agreed: Koder A & Koder B"}


def test_blind_coding_is_begun_and_released(runut: Runut, sample: Path) -> None:
    codings = ("codings", sample, "--coder", "Koder B", "--json")
    everything = len(runut(*codings).done().json)
    runut("blind", sample, "--coder", "Koder B", "--source", "W01").done()
    fewer = runut(*codings).done().json
    assert len(fewer) < everything
    assert {row["coder"] for row in fewer if row["key"].startswith("W01")} == {"Koder B"}
    runut("compare", sample, *PAIR, "--as", "Koder B", "--source", "W01").refused("blind")
    runut("blind", sample, "--coder", "Koder B", "--release").done()
    assert len(runut(*codings).done().json) == everything
    runut("blind", sample, "--coder", "Koder B", "--release").refused("Koder B")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("compare", "--coder", "Koder A"), "two coders"),
        (("compare", "--coder", "Koder A", "--coder", "Nobody"), "Nobody"),
        (("compare", "--coder", "Koder A", "--coder", "Koder A"), "two different"),
        (("settle", *PAIR), "--agreed"),
        (("compare", *PAIR, "-o", "x.doc"), ".xlsx"),
    ],
)
def test_a_call_that_lacks_something_is_refused(
    runut: Runut, sample: Path, words: tuple[str, ...], said: str
) -> None:
    runut(words[0], sample, *words[1:], "--as", "Koder A").refused(said)
