"""The worked example read from a study: figures, labels, who was asked, and why groups are mute."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.record import Asked
from models.vocabulary import Missing, Reading, StakeholderGroup
from qda.edits.codes import AddCode
from qda.edits.memos import RecordAbsence
from qda.edits.sources import DescribeSource, MarkReading
from qda.retrieval.codes import code_by_id
from qda.retrieval.sources import source_by_key, sources
from qda.session import StudySession
from tests.helpers.displayed import Put
from tests.helpers.studies import wording
from tests.helpers.triangulated import FAST, OTHER, at, made_of, texts, worked_study

GROUPS = ("group:government", "group:citizen", "technique:documentation", "technique:app_review")
KIND = "triangulation-matrix"


def ids(study: StudySession, key: str, code: str) -> tuple[int, int]:
    with study.reading() as connection:
        return source_by_key(connection, key).id, code_by_id(connection, code).id


def test_the_worked_table_is_read_from_the_study(worked: StudySession) -> None:
    matrix = made_of(worked, KIND)
    assert [column.id for column in matrix.columns][:4] == list(GROUPS)
    assert [column.size for column in matrix.columns][:4] == [4, 6, 3, 200]
    assert [texts(at(matrix, FAST, group))[0] for group in GROUPS] == [
        "4 of 4 · high · direction 1.00",
        "5 of 6 · high · direction −0.60",
        "2 of 3 · high · direction 1.00",
        "70 of 200 · medium · direction −0.83",
    ]
    assert [at(matrix, FAST, group).symbol for group in GROUPS] == ["+", "-", "+", "-"]


@pytest.mark.parametrize(
    ("strict", "said"),
    [
        ("no", ["Dissonance", "Agreement", "Dissonance", "Dissonance", "Partial agreement",
                "Dissonance"]),
        ("yes", ["Partial agreement", "Agreement", "Dissonance", "Partial agreement",
                 "Partial agreement", "Dissonance"]),
    ],
)  # fmt: skip
def test_pairs_and_row_bear_the_labels_of_the_worked_table(
    worked: StudySession, strict: str, said: list[str]
) -> None:
    matrix = made_of(worked, KIND, choices={"strict": strict})
    pairs = at(matrix, FAST, "pairs")
    assert [text.rpartition(": ")[2] for text in texts(pairs)] == said
    assert texts(at(matrix, FAST, "label")) == ["Dissonance"]
    assert {entry.state.value for entry in pairs.entries} == {"proposed"}
    assert len(at(matrix, FAST, "label").evidence) == 4 + 5 + 70 + 2


def test_every_cell_holds_all_codings_of_its_group_and_its_best_quote(worked: StudySession) -> None:
    matrix = made_of(worked, KIND, quotes=1)
    cell = at(matrix, FAST, "technique:app_review")
    assert (cell.informants, cell.segments, cell.positive, cell.negative) == (70, 70, 6, 64)
    assert len(cell.evidence) == 70
    quote = cell.entries[1]
    assert matrix.evidence[quote.evidence[0]].key.startswith("U01-")


def test_interviews_are_not_silent_on_what_nobody_asked(worked: StudySession) -> None:
    matrix = made_of(worked, KIND)
    found = [at(matrix, OTHER, group).missing for group in GROUPS]
    assert found == [Missing.NOT_ASKED, Missing.NOT_ASKED, Missing.SILENT, Missing.SILENT]
    assert texts(at(matrix, OTHER, "label")) == ["No data"]
    assert any("Privacy" in warning for warning in matrix.warnings)


def test_a_tick_makes_an_interview_silent(own: StudySession) -> None:
    source_id, code_id = ids(own, "W01", OTHER)
    own.do(Put((Asked(source_id=source_id, code_id=code_id, is_asked=True, coder_id=1),)))
    matrix = made_of(own, KIND)
    cell = at(matrix, OTHER, "group:government")
    assert cell.missing is Missing.SILENT
    assert texts(cell)[0] == "0 of 1"


def test_a_tick_takes_an_informant_out_of_those_asked(own: StudySession) -> None:
    source_id, code_id = ids(own, "W10", FAST)
    own.do(Put((Asked(source_id=source_id, code_id=code_id, is_asked=False, coder_id=1),)))
    assert texts(at(made_of(own, KIND), FAST, "group:citizen"))[0].startswith("5 of 5")


@pytest.mark.parametrize(
    ("mark", "shown"),
    [
        (Missing.NOT_APPLICABLE, Missing.NOT_APPLICABLE),
        (Missing.ABSENT, Missing.ABSENT),
        (Missing.PENDING, Missing.PENDING),
    ],
)
def test_what_was_recorded_of_texts_goes_before_all_else(
    own: StudySession, mark: Missing, shown: Missing
) -> None:
    for key in ("D01", "D02", "D03"):
        own.do(RecordAbsence(*ids(own, key, OTHER), mark, "dicari"))
    assert at(made_of(own, KIND), OTHER, "technique:documentation").missing is shown


def test_a_text_that_is_not_read_makes_no_group_silent(own: StudySession) -> None:
    source_id, _ = ids(own, "D03", OTHER)
    own.do(MarkReading((source_id,), Reading.UNREAD))
    matrix = made_of(own, KIND)
    assert at(matrix, OTHER, "technique:documentation").missing is Missing.PENDING
    assert any("not read" in warning for warning in matrix.warnings)


def test_silence_beside_a_speaking_group_is_labelled(own: StudySession) -> None:
    with own.reading() as connection:
        first = source_by_key(connection, "D01").id
    code_id = own.do(AddCode("X", wording("Harapan")))
    from models.positions import Span
    from qda.edits.coding import CodeSegment

    own.do(CodeSegment(first, Span(0, 7), code_id))
    matrix = made_of(own, KIND, columns=("X",))
    assert texts(at(matrix, "X", "label")) == ["Silence"]
    pairs = {text.partition(": ")[0]: text.partition(": ")[2]
             for text in texts(at(matrix, "X", "pairs"))}  # fmt: skip
    assert pairs["Documentation – App review"] == "Silence"
    assert pairs["Government – Documentation"] == "Not asked"


def test_reviews_of_citizens_do_not_join_citizens_who_were_interviewed(tmp_path: Path) -> None:
    with worked_study(tmp_path / "s.runut", group=StakeholderGroup.CITIZEN) as study:
        matrix = made_of(study, KIND)
    assert [column.label for column in matrix.columns][:4] == [
        "Government", "Citizens", "Citizens (App review)", "Documentation",
    ]  # fmt: skip
    assert texts(at(matrix, FAST, "group:citizen"))[0].startswith("5 of 6")


def test_groups_by_role_and_by_case(worked: StudySession) -> None:
    by_role = made_of(worked, KIND, choices={"groups": "role"})
    assert [column.label for column in by_role.columns][:2] == ["Pejabat", "Pengguna"]
    by_case = made_of(worked, KIND, choices={"groups": "case"})
    assert sum(column.id.startswith("case:") for column in by_case.columns) == 10


def test_techniques_are_compared_within_the_same_theme(worked: StudySession) -> None:
    matrix = made_of(worked, KIND, choices={"mode": "technique"})
    assert [column.label for column in matrix.columns][:3] == [
        "Interview", "Documentation", "App review",
    ]  # fmt: skip
    assert texts(at(matrix, FAST, "technique:interview"))[0] == "9 of 10 · high · direction 0.11"


def test_times_are_bins_of_the_texts_dates(own: StudySession) -> None:
    with own.reading() as connection:
        known = [row for row in sources(connection) if row.key.startswith("W")]
    for number, row in enumerate(known):
        day = "2021-02-03" if number < 4 else "2022-11-05"
        own.do(DescribeSource(row.id, collected_on=day))
    matrix = made_of(own, "time-triangulation", choices={"period": "year"})
    assert [column.label for column in matrix.columns] == ["2021", "2022", "Conclusion"]
    assert texts(at(matrix, FAST, "conclusion")) == ["Different – needs checking"]
    assert any("203 texts have no date" in warning for warning in matrix.warnings)


def test_a_single_group_is_shown_and_said_to_be_alone(worked: StudySession) -> None:
    matrix = made_of(worked, "source-triangulation", filter="group=government")
    assert [column.label for column in matrix.columns] == ["Government", "Conclusion"]
    assert any("one group only" in warning for warning in matrix.warnings)


def test_completeness_names_who_speaks(worked: StudySession) -> None:
    matrix = made_of(worked, "completeness")
    assert texts(at(matrix, FAST, "coverage")) == ["All groups"]
    assert texts(at(matrix, OTHER, "coverage")) == ["Nobody: a silent code"]
    facts = {fact.label: fact.text for fact in matrix.facts}
    assert facts["Themes"] == (
        "2 themes: all groups speak of 1, some of 0, one alone of 0, nobody of 1"
    )


def test_dependence_counts_a_table_as_one_source(worked: StudySession) -> None:
    matrix = made_of(worked, "source-dependence")
    assert texts(at(matrix, FAST, "sources")) == ["12"]
    assert texts(at(matrix, FAST, "largest"))[0] == "U01 · Ulasan"
    assert texts(at(matrix, FAST, "share")) == [f"{70 / 81 * 100:.1f} %"]
    index = (70**2 + 11) / 81**2
    assert texts(at(matrix, FAST, "index")) == [f"{index:.3f}"]
    assert texts(at(matrix, FAST, "verdict")) == ["depends on one source"]
