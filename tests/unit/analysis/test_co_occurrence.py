"""Places that share words are found, each pair once; compared with looking at every pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qda.analysis.co_occurrence as module
from models.code import Code
from qda.analysis.co_occurrence import co_occurrences, overlapping
from qda.analysis.meeting import meeting_codes
from qda.displays.registry import kind_named
from qda.displays.values import Matrix
from qda.session import StudySession
from tests.helpers.coded import adopt, as_coder, code, store
from tests.helpers.displayed import deciding_theory, question_for, shown_of
from tests.helpers.studies import new_session, only, transcript

PLACES = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 20), st.integers(1, 8), st.integers(0, 3)),
    max_size=25,
)


@given(PLACES)
def test_every_pair_that_shares_a_character_is_found_once(
    places: list[tuple[int, int, int, int]],
) -> None:
    sources = [place[0] for place in places]
    starts = [place[1] for place in places]
    ends = [place[1] + place[2] for place in places]
    found = Counter(
        frozenset(pair)
        for firsts, seconds in overlapping(sources, starts, ends)
        for pair in zip(firsts.tolist(), seconds.tolist(), strict=True)
    )
    expected = {
        frozenset((a, b))
        for a, b in combinations(range(len(places)), 2)
        if sources[a] == sources[b] and starts[a] < ends[b] and starts[b] < ends[a]
    }
    assert set(found) == expected
    assert set(found.values()) <= {1}


@given(PLACES)
def test_portions_change_nothing(places: list[tuple[int, int, int, int]]) -> None:
    given_ = (
        [place[0] for place in places],
        [place[1] for place in places],
        [place[1] + place[2] for place in places],
        [place[3] for place in places],
    )
    whole = co_occurrences(*given_, 4).tolist()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MOST", 3)
        assert co_occurrences(*given_, 4).tolist() == whole


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    with new_session(tmp_path / "s.runut") as session:
        adopt(session, deciding_theory())
        store(session, transcript("Wawancara"))
        code(session, "W01", "Anggaran kami kurang, lalu laporan terlambat.", "mini:R.1")
        code(session, "W01", "laporan terlambat", "mini:O")
        code(session, "W01", "kurang", "mini:O")
        code(session, "W01", "menindaklanjuti", "mini:C")
        with as_coder(session, "Budi") as other:
            code(other, "W01", "kurang", "mini:O")
        yield session


def test_two_codes_meet_as_often_as_places_overlap(study: StudySession) -> None:
    ids = {name: only(study.store, Code, canonical_id=name)["id"] for name in
           ("mini:R.1", "mini:O", "mini:C", "mini:D")}  # fmt: skip
    with study.reading() as connection:
        found = meeting_codes(connection)
    assert found.of(ids["mini:R.1"], ids["mini:O"]) == 2, "once a place, whoever coded it"
    assert found.of(ids["mini:O"], ids["mini:R.1"]) == 2
    assert found.of(ids["mini:O"], ids["mini:C"]) == 0
    assert found.of(ids["mini:O"], ids["mini:D"]) == 0


def test_the_display_counts_the_people_who_bring_codes_together(study: StudySession) -> None:
    shown = shown_of(study, question_for(kind_named("co-occurrence")))
    assert isinstance(shown, Matrix)
    at = [heading.id for heading in shown.rows]
    cell = shown.cell(at.index("mini:R"), at.index("mini:O"))
    assert cell.entries[0].value == 1.0
    assert {shown.evidence[index].quote for index in cell.evidence} == {
        "Anggaran kami kurang, lalu laporan terlambat.",
        "laporan terlambat",
        "kurang",
    }
    assert shown.cell(at.index("mini:O"), at.index("mini:R")) == cell
    apart = shown.cell(at.index("mini:C"), at.index("mini:O"))
    assert (apart.entries[0].value, apart.evidence) == (0.0, ())
