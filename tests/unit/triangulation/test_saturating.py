"""Saturation of interviews in the order of their dates, in all and by group."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.positions import Span
from models.vocabulary import StakeholderGroup
from qda.displays.kinds.saturation import NoFigure
from qda.edits.codes import AddCode
from qda.edits.coding import CodeMany, CodeSegment
from qda.edits.importing import CaseFacts, ImportSources, SourcePlan
from qda.session import StudySession
from qda.statistics.errors import BadSampleQuestion
from tests.helpers.displayed import Unconfirm
from tests.helpers.studies import new_session, transcript, wording
from tests.helpers.triangulated import made_of

NEW = (10, 10, 9, 8, 3, 1, 0, 1, 0, 0)
"""New codes of ten interviews: a base of 37 in four, and 3, 1, 0, 1, 0, 0 after it."""

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def ten_interviews(study: StudySession) -> None:
    """Interviews that bring the new codes of the worked figures, in reverse order of import."""
    plans = []
    for n in reversed(range(10)):
        name = f"Informan {n + 1}"
        group = StakeholderGroup.GOVERNMENT if n % 2 else StakeholderGroup.CITIZEN
        draft = replace(
            transcript(name, (("P", "Apa?"), (name, LETTERS))), collected_on=f"2024-01-{n + 1:02d}"
        )
        plans.append(SourcePlan(draft, facts=(CaseFacts(name, stakeholder_group=group),)))
    ids = study.do(ImportSources(tuple(plans)))[::-1]
    made = [study.do(AddCode(f"K{n:02d}", wording(f"Kode {n}"))) for n in range(sum(NEW))]
    codings, at = [], 0
    for source_id, count in zip(ids, NEW, strict=True):
        new = made[at : at + count] or made[:1]
        codings += [CodeSegment(source_id, Span(20, 30), code) for code in new]
        at += count
    study.do(CodeMany(tuple(codings)))


@pytest.fixture(scope="module")
def interviews(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("saturation") / "s.runut"
    with new_session(place) as study:
        ten_interviews(study)
    return place


@pytest.mark.parametrize(("run", "said"), [("2", "5+2"), ("3", "6+3")])
def test_the_worked_figures_come_out_of_a_study(interviews: Path, run: str, said: str) -> None:
    with StudySession.open(interviews, coder="Sari") as study:
        matrix = made_of(study, "saturation", choices={"run": run, "groups": "none"})
    facts = {fact.label: fact.text for fact in matrix.facts}
    assert f"reached at {said}" in facts["All together"]
    assert "in 1,000 chance orders (seed 1)" in facts["All together"]
    assert "codes so far: 10, 20, 29, 37, 40, 41, 41, 42, 42, 42" in facts["All together"]
    assert [row.note for row in matrix.rows][:2] == ["2024-01-01", "2024-01-02"]
    reached = [matrix.rows[r].note for r, c, cell in matrix.places()
               if matrix.columns[c].id == "reached" and said in cell.entries[0].text]  # fmt: skip
    assert reached == ["2024-01-07" if run == "2" else "2024-01-09"]
    ratios = [cell.entries[0].value for _, c, cell in matrix.places()
              if matrix.columns[c].id == "ratio" and cell.entries[0].value is not None]  # fmt: skip
    assert ratios[0] == pytest.approx(4 / 37)


def test_each_group_has_a_table_of_its_own(interviews: Path) -> None:
    with StudySession.open(interviews, coder="Sari") as study:
        matrix = made_of(study, "saturation")
    assert len(matrix.rows) == 20
    groups = {row.group for row in matrix.rows}
    assert groups == {"All together", "Government", "Citizens"}
    facts = {fact.label: fact.text for fact in matrix.facts}
    assert facts["Citizens"].startswith("5 interviews are too few")


def test_new_codes_lead_to_the_words_that_brought_them(interviews: Path) -> None:
    with StudySession.open(interviews, coder="Sari") as study:
        matrix = made_of(study, "saturation", choices={"groups": "none"})
    new = matrix.cells[4][[column.id for column in matrix.columns].index("new")]
    assert [matrix.evidence[index].code for index in new.evidence] == ["K37", "K38", "K39"]
    assert new.entries[0].text.startswith("3: Kode 37")


def test_what_is_only_proposed_saturates_nothing(interviews: Path, tmp_path: Path) -> None:
    with StudySession.open(interviews, coder="Sari") as study:
        study.store.backup(tmp_path / "own.runut")
    with StudySession.open(tmp_path / "own.runut", coder="Sari") as study:
        study.do(Unconfirm(1))
        matrix = made_of(study, "saturation", choices={"groups": "none"})
    curve = [cell.entries[0].text for _, c, cell in matrix.places()
             if matrix.columns[c].id == "curve"]  # fmt: skip
    assert curve[0] == "9"


def test_figures_that_are_none_are_refused(interviews: Path) -> None:
    with StudySession.open(interviews, coder="Sari") as study:
        for choices in ({"base": "x"}, {"threshold": "lima"}):
            with pytest.raises(NoFigure):
                made_of(study, "saturation", choices=choices)
        with pytest.raises(BadSampleQuestion):
            made_of(study, "saturation", choices={"base": "0"})
