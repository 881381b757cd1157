"""Nothing is listed as evidence or as a record that no cell rests on, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from exports.tracing import traced
from qda.displays.kind import DisplayQuestion
from qda.displays.registry import kind_named, made
from qda.i18n import Speech
from qda.jobs.progress import Cancelled
from qda.session import StudySession
from tests.helpers.coded import adopt, store
from tests.helpers.displayed import fill_richly
from tests.helpers.kinds import asked, matrix_by
from tests.helpers.studies import document, new_session, transcript
from tests.helpers.talks import means_theory

ASKED = [
    asked("checklist-matrix", level=2),
    asked("checklist-matrix", items="indicators"),
    asked("contact-summary", columns=("mini:C",)),
    asked("contact-summary", rows="case"),
    asked("content-analytic-summary", rows="attribute:wilayah"),
    asked("contrast-table", by="mini:R"),
    asked("data-accounting", wanted="technique=interview"),
    asked("document-summary", columns=("mini:R",)),
    asked("effects-matrix", columns=("mini:R", "mini:R.1")),
    asked("explanatory-effects", level=2),
    asked("factor-table", side="inhibiting"),
    asked("meta-matrix", rows="role", quotes=0),
    asked("role-ordered-matrix", rows="group", columns=("mini:O",)),
    asked("thematic-matrix", each="passage"),
    asked("variable-by-variable", row="mini:R", column="mini:O"),
    asked("variable-by-variable", row="group", column="strength"),
]


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudySession]:
    """A study with something of everything; no test changes it."""
    with new_session(tmp_path_factory.mktemp("rich") / "s.runut") as study:
        fill_richly(study)
        yield study


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.kind)
def test_all_evidence_and_all_records_stand_behind_a_cell(
    rich: StudySession, question: DisplayQuestion
) -> None:
    found = matrix_by(rich, question)
    assert traced(found).rest == ()
    used = {
        index
        for _, _, cell in found.places()
        for index in (*cell.records, *(each for entry in cell.entries for each in entry.records))
    }
    assert used == set(range(len(found.records)))
    assert all(cell.entries for _, _, cell in found.places())


@pytest.mark.parametrize("kind", sorted({question.kind for question in ASKED}))
def test_a_study_with_nothing_in_it_is_told_what_to_do_first(
    talks: StudySession, kind: str
) -> None:
    question = asked(kind, language="id")
    found = matrix_by(talks, question)
    assert found.rows == () or found.columns == ()
    assert found.warnings[0] == Speech("id")(kind_named(kind).empty)


@pytest.mark.parametrize("kind", sorted({question.kind for question in ASKED}))
def test_texts_without_a_single_coding_leave_no_cell_blank(talks: StudySession, kind: str) -> None:
    adopt(talks, means_theory())
    store(talks, transcript("Wawancara"))
    store(talks, document("Laporan", "Dana kurang."))
    found = matrix_by(talks, asked(kind))
    assert all(cell.entries for _, _, cell in found.places())
    assert found.rows or found.warnings


class _StopsAt:
    """A progress that stops the work when it is asked for the nth time."""

    def __init__(self, nth: int) -> None:
        self.left = nth

    def report(self, done: int, total: int, what: str = "") -> None:
        """Stop the work, or let it go on."""
        self.left -= 1
        if not self.left:
            raise Cancelled


FILLED = [question for question in ASKED if ("row", "mini:R") not in question.choices]
"""Questions whose answers are not a single empty cell."""


@pytest.mark.parametrize("question", FILLED, ids=lambda question: question.kind)
def test_the_work_can_be_stopped_while_cells_are_filled(
    rich: StudySession, question: DisplayQuestion
) -> None:
    # Reading and gathering ask twice; the third time the codings are worded or a cell is filled.
    with rich.reading() as connection, pytest.raises(Cancelled):
        made(connection, question, _StopsAt(3))
