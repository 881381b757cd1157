"""Figures and the clustered matrix, which are made in different ways, count the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.vocabulary import StakeholderGroup, Technique
from qda.autocoding.proposing import lists_for, propose_codings
from qda.autocoding.running import Task
from qda.displays.columns import columns_for
from qda.edits.coding import ConfirmCodings, JudgeCodings, JudgementChange, TagCodings
from qda.numbers.frequencies import frequencies
from qda.numbers.grouping import Grouping
from qda.numbers.question import NumberQuestion
from qda.retrieval.codes import codes
from qda.retrieval.codings import CodingFilter, coding_ids
from qda.retrieval.counts import code_counts
from qda.sample.building import build_sample
from qda.session import StudySession
from tests.helpers.coded import matrix_of


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudySession]:
    """The sample study, every proposal of its term lists confirmed."""
    place = tmp_path_factory.mktemp("sample") / "gayung.runut"
    with build_sample(place, language="en") as study:
        propose_codings(study, Task(lists_for(study)))
        with study.reading() as connection:
            proposed = coding_ids(connection, CodingFilter())
            some = coding_ids(connection, CodingFilter())[::3]
        study.do(ConfirmCodings(proposed))
        study.do(TagCodings(some, add=("kutip",)))
        study.do(JudgeCodings(some, JudgementChange(important=True)))
        yield study


@pytest.mark.parametrize(
    "wanted",
    [
        CodingFilter(),
        CodingFilter(techniques=frozenset({Technique.INTERVIEW, Technique.FOCUS_GROUP})),
        CodingFilter(groups=frozenset({StakeholderGroup.CITIZEN})),
        CodingFilter(roles=frozenset({"Warga", "Kepala seksi"})),
        CodingFilter(words=frozenset({"anggaran", "aduan"})),
        CodingFilter(important=frozenset({True})),
        CodingFilter(tags=frozenset({"kutip"})),
    ],
    ids=["all", "spoken", "citizens", "roles", "words", "important", "tags"],
)
@pytest.mark.parametrize("by", ["group", "role", "technique", "case", "attribute:stars"])
def test_people_and_segments_are_those_of_the_matrix(
    sample: StudySession, by: str, wanted: CodingFilter
) -> None:
    matrix = matrix_of(sample, by, wanted=wanted)
    with sample.reading() as connection:
        columns = columns_for(connection)
        question = NumberQuestion(columns, "en", "Sari", by=Grouping.parse(by), wanted=wanted)
        found = frequencies(connection, question)
    shown = {
        (matrix.rows[r].label, matrix.columns[c].id): (cell.informants, cell.segments)
        for r, c, cell in matrix.places()
        if cell.segments
    }
    counted = {
        (group.label, code.code): (tally.respondents, tally.segments)
        for code in found.codes
        for group, tally in zip(found.groups, code.by_group, strict=True)
        if tally.segments
    }
    assert counted == shown
    assert counted


def test_totals_are_those_of_the_code_tree(sample: StudySession) -> None:
    with sample.reading() as connection:
        names = {code.canonical_id: code.id for code in codes(connection)}
        tree = code_counts(connection)
        columns = columns_for(connection, level=2)
        found = frequencies(connection, NumberQuestion(columns, "en", "Sari"))
    for code in found.codes:
        count = tree.get(names[code.code])
        expected = (0, 0) if count is None else (count.informants, count.segments)
        assert (code.total.respondents, code.total.segments) == expected
