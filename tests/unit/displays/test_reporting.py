"""A report tells of the method what the study holds, and puts kept displays together."""

from __future__ import annotations

from pathlib import Path

import pytest

from qda.displays.axes import AxisKind, RowAxis
from qda.displays.kind import DisplayQuestion
from qda.displays.registry import made
from qda.displays.report import FactList, Points, ShownDisplay
from qda.displays.reporting import NothingToReport, ReportQuestion, report_of
from qda.edits.conclusions import DrawConclusion
from qda.edits.displays import KeepDisplay
from qda.retrieval.displays import NoSuchDisplay, StandsOn
from tests.helpers.coded import MOMENT
from tests.helpers.displayed import fill_richly
from tests.helpers.studies import new_session


def test_a_report_holds_method_accounting_displays_and_conclusions(tmp_path: Path) -> None:
    asked = DisplayQuestion(
        "clustered-matrix", "en", "Sari", title="By group", made_at=MOMENT,
        rows=RowAxis(AxisKind.GROUP),
    )  # fmt: skip
    with new_session(tmp_path / "s.runut") as study:
        with study.reading() as connection, pytest.raises(NothingToReport):
            report_of(connection, ReportQuestion("en", "Sari"))
        fill_richly(study)
        with study.reading() as connection:
            shown = made(connection, asked)
        display = study.do(KeepDisplay(asked, shown))
        cell = StandsOn(display, "group:citizen", "mini:R", contradicts=False)
        study.do(DrawConclusion("Funds hinder.", (cell,)))
        with study.reading() as connection:
            report = report_of(connection, ReportQuestion("en", "Sari", "", ("By group",), 3))
            with pytest.raises(NoSuchDisplay):
                report_of(connection, ReportQuestion("en", "Sari", displays=("No such",)))
    report.checked()
    assert [each.heading for each in report.sections] == [
        "Method", "Data", "Findings", "By group", "Conclusions",
    ]  # fmt: skip
    assert [each.id for each in report.displays()] == ["data-accounting", f"d{display}"]
    facts = next(b for b in report.sections[0].blocks if isinstance(b, FactList)).facts
    said = {fact.label: fact.text for fact in facts}
    assert said["Theories"] == "Nobody (2020)"
    assert said["Codings"] == "13 confirmed, 0 proposed and not yet confirmed"
    kept = next(b for b in report.sections[3].blocks if isinstance(b, ShownDisplay))
    assert kept.display.title == "By group"
    points = [b.items for b in report.sections[4].blocks if isinstance(b, Points)]
    assert points == [(f"Funds hinder. ([#d{display}])",)]
    assert report.first_chapter == 3
