"""Triangulation of real papers, by command line: what they rest on, leave out, and count.

Six sections of one paper rest on a single work; another never speaks of a step of its own theory;
a third holds the numbers that a theory is read beside. Each is found by the displays alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exports.tables.json import read_matrix_json
from models.positions import Span
from models.vocabulary import Formula, Missing, Reading
from qda.cli.main import run
from qda.displays.values import Cell, Matrix
from qda.edits.claims import AddClaim, ClaimFacts
from qda.edits.sources import MarkReading
from qda.retrieval.claims import claims
from qda.retrieval.codes import code_by_id
from qda.retrieval.sources import source_by_key, source_text
from qda.session import StudySession
from tests.helpers.shared import shared
from tests.helpers.triangulated import at, texts

ELEMENTS = ("ENVIRONMENT", "ECONOMY", "PEOPLE", "MOBILITY", "GOVERNANCE", "LIVING")
"""The sections of the strategy paper, as they are headed."""

CODES = {"ENVIRONMENT": "SC5", "ECONOMY": "SC1", "PEOPLE": "SC2", "MOBILITY": "SC4",
         "GOVERNANCE": "SC3", "LIVING": "SC6"}  # fmt: skip

pytestmark = pytest.mark.slow

WORK = "Syalianda & Kusumastuti, 2021"


def runut(*words: object) -> None:
    """Carry out a verb as Dewi, or as who is named; it must succeed."""
    given = [str(word) for word in words]
    who = [] if "--coder" in given else ["--coder", "Dewi"]
    assert run(["--lang", "id", *given, *who]) == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("papers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUNUT_CONFIG_DIR", str(place / "settings"))
        yield place


def study_of(folder: Path, name: str, framework: str, *papers: str) -> Path:
    place = folder / f"{name}.runut"
    runut("new", place, "--coder", "Dewi")
    runut("framework", "add", place, framework)
    for paper in papers:
        runut("import", place, shared("corpus", paper), "--as", "document",
              "--technique", "literature")  # fmt: skip
    return place


def text_of(place: Path, key: str) -> str:
    with StudySession.open(place, coder="Dewi") as study, study.reading() as connection:
        return source_text(connection, source_by_key(connection, key).id)


def coded(place: Path, key: str, code: str, start: int, end: int) -> None:
    runut("code", place, "--source", key, "--span", f"{start}:{end}", "--code", code)


def read_all(place: Path, *keys: str) -> None:
    with StudySession.open(place, coder="Dewi") as study:
        with study.reading() as connection:
            ids = tuple(source_by_key(connection, key).id for key in keys)
        study.do(MarkReading(ids, Reading.READ))


def shown(place: Path, kind: str, *words: object) -> Matrix:
    target = place.with_suffix(f".{kind}.json")
    runut("display", place, kind, *words, "-o", target)
    return read_matrix_json(target)


# Six sections on one work


@pytest.fixture(scope="module")
def strategy(folder: Path) -> Path:
    """The strategy paper; of each element the passage on Jakarta is coded, up to what it cites."""
    place = study_of(folder, "strategi", "smartcity6", "003_cc57b16dc788027e.txt")
    text = text_of(place, "P01")
    cited = [found.end() for found in re.finditer(r"\([^()]*\b(?:19|20)\d\d\)", text)]
    for element in ELEMENTS:
        heading = re.search(rf"SMART {element}\s", text)
        assert heading is not None
        start = heading.start()
        end = re.compile(r"\(Syalianda\s+&\s+Kusumastuti,\s+2021\)").search(text, start)
        assert end is not None
        before = max([at for at in cited if start < at < end.start()], default=start)
        begin = (
            before + len(text[before : end.end()]) - len(text[before : end.end()].lstrip(" .\n"))
        )
        coded(place, "P01", CODES[element], begin, end.end())
    return place


def test_six_elements_of_a_paper_rest_on_one_work(strategy: Path) -> None:
    matrix = shown(strategy, "source-dependence", "--choose", "by=citation")
    rows = [f"smartcity6:{code}" for code in sorted(CODES.values())]
    assert [row.id for row in matrix.rows] == rows
    for row in rows:
        assert texts(at(matrix, row, "sources")) == ["1"]
        assert texts(at(matrix, row, "largest"))[0] == WORK
        assert texts(at(matrix, row, "share")) == ["100,0 %"]
        assert texts(at(matrix, row, "verdict")) == ["bertumpu pada satu sumber"]
    assert any(
        warning.startswith("6 tema bertumpu pada satu sumber") for warning in matrix.warnings
    )


def test_all_of_them_stand_in_one_text_anyway(strategy: Path) -> None:
    matrix = shown(strategy, "source-dependence")
    assert {texts(at(matrix, row.id, "index"))[0] for row in matrix.rows} == {"1,000"}
    assert any(warning.startswith("6 tema") for warning in matrix.warnings)


# A step of the theory that is never spoken of


@pytest.fixture(scope="module")
def collaboration(folder: Path) -> Path:
    """The paper on collaboration, coded by its own headings, beside one about other things."""
    place = study_of(folder, "kolaborasi", "ansell_gash2008", "002_e9f5f79c8cd1106d.txt",
                     "001_2378aed23625bc7d.txt")  # fmt: skip
    text = text_of(place, "P01")
    headings = (("Dialog Tatap Muka", "AG4.1"), ("Membangun Kepercayaan", "AG4.2"),
                ("Komitmen Terhadap Proses", "AG4.3"), ("Pemahaman Bersama", "AG4.4"))  # fmt: skip
    for heading, code in headings:
        found = re.compile(rf"\) (?:\*\*)?{heading}").search(text)
        assert found is not None
        start = text.index("\n", found.end())
        start += len(text[start:]) - len(text[start:].lstrip())
        coded(place, "P01", code, start, text.index("\n", start))
    read_all(place, "P01", "P02")
    return place


def test_the_silent_code_of_a_theory_is_named(collaboration: Path) -> None:
    matrix = shown(collaboration, "completeness", "--columns", "ansell_gash2008", "--level", 2,
                   "--choose", "mode=source", "--choose", "groups=source")  # fmt: skip
    told = {row.id.partition(":")[2]: texts(at(matrix, row.id, "coverage"))[0]
            for row in matrix.rows}  # fmt: skip
    assert told["AG4.5"] == "Tidak ada: kode yang sunyi"
    assert [code for code, said in told.items() if "Hanya" in said] == [
        "AG4.1", "AG4.2", "AG4.3", "AG4.4",
    ]  # fmt: skip


def test_its_silence_is_a_finding_because_the_papers_were_read(
    collaboration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runut("triangulate", collaboration, "--groups", "source", "--rows", "AG4.5", "--rows", "AG4.1",
          "--json")  # fmt: skip
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    rows = {row["id"].partition(":")[2]: row for row in found["rows"]}
    assert {cell["missing"] for cell in rows["AG4.5"]["cells"].values()} == {Missing.SILENT}
    assert rows["AG4.5"]["proposed"] == "no_data"
    assert rows["AG4.1"]["proposed"] == "silence"


# Numbers beside words


CHANNELS = (("JAKI", "158.375", "32.424"), ("X", "5.323", "841"), ("Balai Kota", "1.294", "836"))


@pytest.fixture(scope="module")
def channels(folder: Path) -> Path:
    """The chapter with the reports of three channels, recorded with the words that state them."""
    place = study_of(folder, "kanal", "smartcity6", "004_c881b05b7385dc3d.txt")
    text = text_of(place, "P01")
    with StudySession.open(place, coder="Dewi") as study:
        with study.reading() as connection:
            source_id = source_by_key(connection, "P01").id
            code_id = code_by_id(connection, "smartcity6:SC3").id
        for channel, *stated in CHANNELS:
            made = []
            for what, number in zip(("laporan", "pelapor"), stated, strict=True):
                start = text.index(f"{number} {what}")
                claim = study.do(
                    AddClaim(
                        ClaimFacts(
                            f"{what} lewat {channel}", float(number.replace(".", "")), number,
                            what, "2023", source_id, Span(start, start + len(number)),
                            code_id=code_id,
                        )
                    )
                )  # fmt: skip
                with study.reading() as connection:
                    made.append(next(row.uuid for row in claims(connection) if row.id == claim))
            if channel == "JAKI":
                ratio = ClaimFacts("laporan per pelapor JAKI", 158_375 / 32_424, year="2023",
                                   code_id=code_id, formula=Formula.RATIO,
                                   operands=tuple(made))  # fmt: skip
                study.do(AddClaim(ratio))
    return place


def test_channel_counts_stand_in_the_theory_joint_display(channels: Path) -> None:
    matrix = shown(channels, "joint-theory", "--columns", "smartcity6")
    cell = at(matrix, "smartcity6:SC3", "figures")
    said = "\n".join(texts(cell))
    for channel, reports, reporters in CHANNELS:
        assert f"laporan lewat {channel}: {reports} laporan (2023)" in said
        assert f"pelapor lewat {channel}: {reporters} pelapor (2023)" in said
    assert "laporan per pelapor JAKI: 4,88 (2023)" in said
    check_records(channels, matrix, cell)
    assert texts(at(matrix, "smartcity6:SC1", "figures")) == [
        "tidak ada angka yang dicatat untuknya"
    ]


def check_records(place: Path, matrix: Matrix, cell: Cell) -> None:
    """Every stated figure leads to the very words of the chapter."""
    text = text_of(place, "P01")
    stated = [matrix.records[index] for index in cell.records if matrix.records[index].span]
    assert len(stated) == 6
    for record in stated:
        assert record.span is not None
        assert record.span.of(text) == record.text
        assert record.key.startswith("P01:")


# From codings to labels of two researchers


def test_two_researchers_label_a_kept_triangulation(
    collaboration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "berdua.runut"
    runut("backup", collaboration, place)
    runut("triangulate", place, "--groups", "source", "--rows", "ansell_gash2008", "--level", 2,
          "--keep", "Antarsumber", "-o", tmp_path / "triangulasi.xlsx")  # fmt: skip
    assert (tmp_path / "triangulasi.xlsx").stat().st_size > 5000
    for coder, said in (("Dewi", "silence"), ("Dimas", "silence_expected")):
        runut("label", place, "AG4.1", said, "--coder", coder, "--reason", "beda pokok bahasan",
              "--consequence", "kept")  # fmt: skip
    runut("label", place, "AG4.2", "--reason", "sesuai usulan", "--coder", "Dewi")
    assert run(["--lang", "id", "label", str(place), "AG4.3", "silence", "--coder", "Dewi"]) == 3
    capsys.readouterr()
    runut("label", place, "--compare", "Dewi", "Dimas", "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["both"], found["same"], found["only_first"]) == (1, 0, 1)
    runut("label", place, "AG4.1", "--withdraw", "--coder", "Dimas")
    runut("sheet", place, "trustworthiness", "--json")
    told = json.loads(capsys.readouterr().out.partition("\n")[2])
    done = next(item for item in told if item["item"] == "triangulation")
    assert (done["state"], done["count"]) == ("filled", 2)
    runut("check", place)
