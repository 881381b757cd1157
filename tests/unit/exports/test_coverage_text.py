"""The coverage of indicators as text and as CSV."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from codebooks.framework import Framework, FrameworkCode, Wording
from exports.coverage_text import coverage_csv, coverage_text
from models.positions import Span
from qda.edits.codes import AdoptFramework
from qda.edits.coding import CodeSegment
from qda.edits.indicators import IndicateCodings
from qda.i18n import Speech
from qda.retrieval.codes import code_by_id
from qda.retrieval.coverage import coverage
from tests.helpers.studies import document, import_one, new_session

THEORY = Framework(
    id="mini",
    name=Wording("Mini", "Mini"),
    citation="Nobody (2020)",
    codes=(
        FrameworkCode(
            "R",
            Wording("Resources", "Sumber daya"),
            indicators=(Wording("=money", "=uang"), Wording("two\tlines\nof it", "dua baris")),
        ),
    ),
)


def test_every_indicator_is_a_line_that_no_spreadsheet_calculates(tmp_path: Path) -> None:
    with new_session(tmp_path / "a.runut") as study:
        study.do(AdoptFramework(THEORY))
        source = import_one(study, document("a", "Dana kurang."))
        with study.reading() as connection:
            code = code_by_id(connection, "R").id
        coding = study.do(CodeSegment(source, Span(0, 4), code))
        study.do(IndicateCodings((coding,), "=uang"))
        with study.reading() as connection:
            rows = coverage(connection, source_id=source)
    lines = coverage_text(rows, Speech("en"), source="D01").splitlines()
    assert lines[0].split("\t")[3] == "In D01"
    assert lines[2].split("\t")[2:7] == ["=money", "1", "1", "1", "0"]
    assert lines[3].split("\t")[2] == "two lines of it"
    read = list(csv.reader(StringIO(coverage_csv(rows, Speech("id")))))
    assert [row[2] for row in read] == ["Indikator", "", "'=uang", "dua baris"]
    assert read[3][-1] == "belum ada bukti"
