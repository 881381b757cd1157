"""Codes are counted by people first, each once, in their group, proposals apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.positions import Span
from models.study import Blinding
from models.vocabulary import CodingState, Technique
from qda.displays.axes import NoSuchRows
from qda.displays.columns import columns_for
from qda.edits.coding import CodeSegment
from qda.edits.proposing import StoreProposals
from qda.jobs.progress import Cancelled
from qda.numbers.coded import distinct, spread
from qda.numbers.frequencies import Frequencies, Tally, frequencies
from qda.numbers.grouping import BadBands, BandsNeedNumbers, Grouping
from qda.numbers.making import OF_CODES, NumberKind, numbers_of_codes
from qda.numbers.question import NothingToCount, NumberQuestion
from qda.numbers.ratings import ratings
from qda.retrieval.codings import CodingFilter
from qda.session import StudySession
from qda.statistics.cautions import Caution
from tests.helpers.coded import (
    CITIZEN,
    GOVERNMENT,
    adopt,
    as_coder,
    asking_theory,
    place_of,
    store,
)
from tests.helpers.studies import new_session, proposed, transcript
from tests.unit.numbers.conftest import Ask, fill

REVIEWS = CodingFilter(techniques=frozenset({Technique.APP_REVIEW}))


def counted(study: StudySession, question: NumberQuestion) -> Frequencies:
    with study.reading() as connection:
        return frequencies(connection, question)


def test_a_person_counts_once_however_many_texts_bear_the_code(
    study: StudySession, ask: Ask
) -> None:
    found = counted(study, ask("ask:Q.1", "ask:Q.2", wanted=REVIEWS))
    # Ani wrote two of the four reviews on funds; the nameless one stands for itself.
    assert found.codes[0].total == Tally(respondents=3, units=4, segments=4, proposed=0)
    assert found.codes[1].total == Tally(respondents=2, units=2, segments=2, proposed=0)
    assert (found.total.units, found.total.respondents) == (6, 5)


def test_a_code_counts_with_all_beneath_it(study: StudySession, ask: Ask) -> None:
    found = counted(study, ask("ask:Q", wanted=REVIEWS))
    assert found.codes[0].total == Tally(respondents=4, units=5, segments=6, proposed=0)


def test_groups_stand_in_order_with_what_they_hold(study: StudySession, ask: Ask) -> None:
    found = counted(study, ask("ask:Q.1", by="stars", wanted=REVIEWS))
    assert found.by == "Stars"
    assert [group.label for group in found.groups] == ["1", "2", "3", "4", "5"]
    assert [(group.units, group.respondents) for group in found.groups] == [
        (1, 1), (2, 2), (1, 1), (1, 1), (1, 1),
    ]  # fmt: skip
    assert [tally.units for tally in found.codes[0].by_group] == [0, 2, 1, 0, 1]
    assert [found.share(0, nth) for nth in range(5)] == [0, 1, 1, 0, 1]


def test_neighbouring_numbers_are_joined_into_bands(study: StudySession, ask: Ask) -> None:
    question = replace(ask("ask:Q.1"), by=Grouping.parse("stars", "1-2, 3, 4-4.5"))
    found = counted(study, question)
    # Five stars and the interview without stars are in no band.
    assert [(group.label, group.units) for group in found.groups] == [
        ("1–2", 3), ("3", 1), ("4–4.5", 1), ("Not stated", 2),
    ]  # fmt: skip
    assert [tally.units for tally in found.codes[0].by_group] == [2, 1, 0, 2]


@pytest.mark.parametrize("bands", ["2-1", "1-2,2-3", "3,1", "a", "1-2;3", ",", "1-2-3"])
def test_bands_that_are_none_are_refused(bands: str) -> None:
    with pytest.raises(BadBands, match="1-2,3,4-5"):
        Grouping.parse("stars", bands)


@pytest.mark.parametrize("by", ["", "group", "month"])
def test_only_an_attribute_has_bands(by: str) -> None:
    with pytest.raises(BandsNeedNumbers):
        Grouping.parse(by, "1-2")


def test_what_has_no_value_stands_in_a_group_of_its_own(study: StudySession, ask: Ask) -> None:
    found = counted(study, ask("ask:Q.1", by="stars"))
    assert found.groups[-1].id == "none"
    assert (found.groups[-1].units, found.codes[0].by_group[-1].respondents) == (1, 1)
    assert Caution.WITHOUT_VALUE in found.cautions


def test_a_case_lends_its_group_and_a_collection_its_own(study: StudySession, ask: Ask) -> None:
    found = counted(study, ask("ask:Q.1", by="group"))
    assert [group.label for group in found.groups] == ["Government", "Citizens"]
    assert [tally.respondents for tally in found.codes[0].by_group] == [1, 3]
    roles = counted(study, ask("ask:Q.1", by="role"))
    assert [group.label for group in roles.groups] == ["Pelaksana", "Not stated"]
    cases = counted(study, ask("ask:Q.1", by="case"))
    assert [group.label for group in cases.groups] == ["Ibu Ratna", "Ulasan (U01)"]


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("technique", ["Interview", "App review"]),
        ("source", ["W01 · Wawancara", "Ulasan (U01)"]),
        ("", ["All"]),
    ],
)
def test_other_axes(study: StudySession, ask: Ask, by: str, groups: list[str]) -> None:
    found = counted(study, ask("ask:Q.1", by=by))
    assert [group.label for group in found.groups] == groups
    assert sum(tally.segments for tally in found.codes[0].by_group) == 5


def test_words_that_are_nobodys_count_for_the_text(study: StudySession, ask: Ask) -> None:
    source_id, span = place_of(study, "W01", "Bagaimana anggaran")
    code_id = ask("ask:Q.2").codes[0].code.id
    study.do(CodeSegment(source_id, span, code_id))
    found = counted(study, ask("ask:Q.2", by="technique"))
    # The interviewer's question: not Ibu Ratna's, so the text is a second informant.
    assert [(g.respondents, g.units) for g in found.groups] == [(2, 1), (5, 6)]
    assert found.codes[0].by_group[0].respondents == 1
    people = CodingFilter(groups=frozenset({GOVERNMENT}))
    narrowed = counted(study, ask("ask:Q.2", by="technique", wanted=people))
    assert [(g.respondents, g.units) for g in narrowed.groups] == [(1, 1)]
    assert narrowed.codes[0].total.units == 0


def test_proposals_are_counted_apart(study: StudySession, ask: Ask) -> None:
    source_id, span = place_of(study, "U01-0005", "bagus")
    study.do(StoreProposals((proposed(source_id, span, "ask:Q.1"),)))
    found = counted(study, ask("ask:Q.1", by="stars", wanted=REVIEWS))
    assert found.codes[0].total == Tally(respondents=3, units=4, segments=4, proposed=1)
    assert [tally.proposed for tally in found.codes[0].by_group] == [1, 0, 0, 0, 0]
    assert Caution.PROPOSED_APART in found.cautions
    only = CodingFilter(states=frozenset({CodingState.PROPOSED}))
    waiting = counted(study, ask("ask:Q.1", wanted=only))
    assert waiting.codes[0].total == Tally(respondents=0, units=0, segments=0, proposed=1)
    assert Caution.NOTHING_CONFIRMED in waiting.cautions


def test_filters_choose_texts_people_and_codings(study: StudySession, ask: Ask) -> None:
    citizens = counted(study, ask("ask:Q.1", wanted=CodingFilter(groups=frozenset({CITIZEN}))))
    assert (citizens.total.units, citizens.codes[0].total.units) == (6, 4)
    source_id, _ = place_of(study, "U01-0001", "dana")
    one = counted(study, ask("ask:Q.1", wanted=CodingFilter(source_ids=frozenset({source_id}))))
    assert (one.total.units, one.codes[0].total.units) == (1, 1)
    many = CodingFilter(source_ids=frozenset({source_id, *range(10**6, 10**6 + 40_000)}))
    assert counted(study, ask("ask:Q.1", wanted=many)).total.units == 1
    rule = CodingFilter(rules=frozenset({"none such"}))
    assert counted(study, ask("ask:Q.1", wanted=rule)).codes[0].total.units == 0


def test_who_codes_blind_counts_only_what_she_may_see(study: StudySession, ask: Ask) -> None:
    question = ask("ask:Q.1", wanted=REVIEWS)
    with as_coder(study, "Budi") as other:
        budi = other.coder.id
        other.store.edit(
            "blind", lambda recorder: recorder.add(Blinding(coder_id=budi)), coder_id=budi
        )
        assert counted(other, question).codes[0].total.units == 0
    assert counted(study, question).codes[0].total.units == 4


def test_reviews_are_said_to_be_self_selected(study: StudySession, ask: Ask) -> None:
    assert Caution.SELF_SELECTED in counted(study, ask("ask:Q.1")).cautions
    interviews = CodingFilter(techniques=frozenset({Technique.INTERVIEW}))
    found = counted(study, ask("ask:Q.1", wanted=interviews))
    assert Caution.SELF_SELECTED not in found.cautions


def test_what_cannot_be_counted_is_refused(study: StudySession, ask: Ask) -> None:
    with pytest.raises(NoSuchRows, match="stars"):
        counted(study, ask("ask:Q.1", by="weather"))
    with pytest.raises(NothingToCount):
        NumberQuestion(codes=(), language="en", analyst="Sari")


def test_a_study_without_texts_has_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:

    with new_session(tmp_path_factory.mktemp("empty") / "s.runut") as session:
        adopt(session, asking_theory())
        with session.reading() as connection:
            question = NumberQuestion(columns_for(connection), "en", "Sari")
            found = frequencies(connection, question)
    assert (found.groups, found.total.units) == ((), 0)
    assert found.codes[0].total == Tally(0, 0, 0, 0)


def test_a_span_over_two_speakers_counts_for_both(study: StudySession, ask: Ask) -> None:

    turns = (("Ani", "Kami setuju."), ("Budi", "Kami juga."))
    source_id = store(study, transcript("Kelompok", turns))
    code_id = ask("ask:Q.2").codes[0].code.id
    study.do(CodeSegment(source_id, Span(0, 25), code_id))
    found = counted(study, ask("ask:Q.2", by="case"))
    by_label = dict(zip([g.label for g in found.groups], found.codes[0].by_group, strict=True))
    assert by_label["Ani"] == by_label["Budi"] == Tally(1, 1, 1, 0)
    assert found.codes[0].total.segments == 3


pairs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 12)), max_size=60)


@given(pairs)
def test_distinct_members_are_counted_as_sets_count_them(found: Sequence[tuple[int, int]]) -> None:
    import numpy as np

    groups = np.array([group for group, _ in found], dtype=np.int64)
    members = np.array([member for _, member in found], dtype=np.int64)
    expected = Counter(group for group, _ in set(found))
    assert spread(groups, members, 4) == [expected[nth] for nth in range(4)]
    assert distinct(members) == len({member for _, member in found})


@pytest.mark.parametrize(
    "by", ["", "stars", "month", "group", "role", "case", "source", "technique"]
)
def test_both_databases_count_the_same(tmp_path: Path, postgres_url: str, by: str) -> None:
    found = []
    for place in (str(tmp_path / "s.runut"), postgres_url):
        with new_session(place) as session:
            fill(session)
            source_id, span = place_of(session, "U01-0005", "bagus")
            session.do(StoreProposals((proposed(source_id, span, "ask:Q.1"),)))
            with session.reading() as connection:
                question = NumberQuestion(
                    columns_for(connection), "en", "Sari", by=Grouping.parse(by)
                )
                counts = frequencies(connection, question)
                rated = ratings(connection, question)
        found.append((counts.groups, counts.total, counts.codes, counts.cautions, rated.codes))
    assert found[0] == found[1]
    assert any(code.total.proposed for code in found[0][2])


def test_small_groups_are_pointed_out(study: StudySession, ask: Ask) -> None:
    """Fewer than thirty respondents: one more or less is more than three per cent."""
    assert Caution.SMALL_GROUPS in counted(study, ask("ask:Q.1", by="stars")).cautions
    assert Caution.SMALL_GROUPS not in counted(study, ask("ask:Q.1")).cautions


class _StopAt:
    """A progress that stops the work at one of its steps, and notes how far it went."""

    def __init__(self, step: int) -> None:
        self.step, self.steps = step, list[tuple[int, int]]()

    def report(self, done: int, total: int, what: str = "") -> None:
        assert what
        self.steps.append((done, total))
        if done == self.step:
            raise Cancelled


@pytest.mark.parametrize("step", [0, 1, 2, 3])
@pytest.mark.parametrize("kind", sorted(OF_CODES))
def test_counting_can_be_stopped_at_every_step(
    study: StudySession, ask: Ask, step: int, kind: NumberKind
) -> None:
    question, progress = ask("ask:Q.1", "ask:Q.2", by="stars"), _StopAt(step)
    with study.reading() as connection, pytest.raises(Cancelled):
        numbers_of_codes(connection, kind, question, progress=progress)
    assert progress.steps == [(done, 4) for done in range(step + 1)]
