"""The co-occurrence of codes says the same whichever of two codes one begins with."""

from __future__ import annotations

from itertools import combinations

import pytest

from qda.edits.coding import Judgement
from qda.session import StudySession
from tests.helpers.coded import code
from tests.helpers.kinds import asked, matrix_by
from tests.helpers.talks import PLUS, fill_talks


@pytest.mark.parametrize("by", ["words", "text", "informant"])
def test_two_codes_meet_alike_in_both_directions_with_what_both_bear(
    talks: StudySession, by: str
) -> None:
    fill_talks(talks)
    code(talks, "W02", "ramah. Laporan", "mns:M.2", Judgement(PLUS))
    found = matrix_by(talks, asked("co-occurrence", by=by))
    met = 0
    for row, column in combinations(range(len(found.rows)), 2):
        there, back = found.cells[row][column], found.cells[column][row]
        assert there == back
        if there.evidence:
            met += 1
            codes = {found.evidence[at].code for at in there.evidence}
            for heading in (found.rows[row].id, found.rows[column].id):
                assert any(each.startswith(heading) for each in codes)
    assert met


def test_what_two_codes_share_is_counted_by_hand(talks: StudySession) -> None:
    fill_talks(talks)
    code(talks, "W02", "ramah. Laporan", "mns:M.2", Judgement(PLUS))
    found = matrix_by(talks, asked("co-occurrence"))
    at = {heading.id: n for n, heading in enumerate(found.rows)}
    cell = found.cells[at["mns:A"]][at["mns:M"]]
    quotes = {found.evidence[index].quote for index in cell.evidence}
    assert quotes == {"Petugas ramah", "ramah. Laporan"}
    assert (cell.informants, cell.segments) == (1, 2)
