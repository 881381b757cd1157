"""While a coder codes blind, no read of a study shows her what others coded; later all do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.coding import Coding, Segment
from models.positions import Span
from models.splicing import Cut
from models.vocabulary import CodingState
from qda.agreement.overview import coder_summaries
from qda.agreement.reading import StillBlind, compared
from qda.agreement.settling import agreed_settlings
from qda.displays.axes import RowAxis
from qda.displays.clustered_matrix import MatrixQuestion, clustered_matrix
from qda.displays.columns import columns_for
from qda.displays.material import findings
from qda.displays.quote_list import quote_list
from qda.edits.anchors import SetAnchor
from qda.edits.coders import ReleaseBlind, StartBlind
from qda.edits.coding import CodeSegment, ConfirmCodings, RemoveCodings
from qda.edits.coding_places import Place
from qda.edits.proposing import StoreProposals
from qda.edits.settling import SettleCodings
from qda.jobs.progress import Silent
from qda.memos.links import bracketed
from qda.retrieval.anchors import anchors
from qda.retrieval.cases import cases
from qda.retrieval.code_finding import recent_codes
from qda.retrieval.codes import code_by_id, codes
from qda.retrieval.coding_memos import coding_memos
from qda.retrieval.codings import CodingFilter, coding_ids, codings, codings_in
from qda.retrieval.counts import CodeCounter, code_counts
from qda.retrieval.coverage import coverage
from qda.retrieval.finding import FoundKind, Question, count_texts, find_everything, find_texts
from qda.retrieval.histories import acts, next_undo
from qda.retrieval.listing import (
    CodingOrder,
    SortBy,
    coding_page,
    count_codings,
    filter_choices,
    ids_between,
    listed,
    place_in_list,
)
from qda.retrieval.memo_links import memo_links
from qda.retrieval.memos import listed_memos, memo, memo_counts, memos, memos_of
from qda.retrieval.progress import progress, uncoded
from qda.retrieval.queue import QueueOrder, count_waiting, in_context, queue, states_of, what_waits
from qda.retrieval.revisions import consequences
from qda.retrieval.search_filters import SearchFilter
from qda.retrieval.sources import collections, source, source_by_key, source_text, sources
from qda.retrieval.studies import coder_named
from qda.retrieval.units_of_places import CodedUnit, all_places, some_places, with_borne
from qda.session import StudySession, StudyState
from tests.helpers.second_coder import SECRET, TITLE, Doubt, TwoCoders, coded_by_sari
from tests.helpers.studies import (
    ids,
    proposed,
)

ALL = CodingFilter()


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[TwoCoders]:
    """Sari has coded an interview and a review with memos; Dimas has done nothing yet."""
    with coded_by_sari(tmp_path / "studi.runut") as made:
        yield made


def source_of(state: StudyState, key: str) -> int:
    """The id of a source by its key."""
    return source_by_key(state, key).id


def _matrix(state: StudyState) -> int:
    question = MatrixQuestion(
        rows=RowAxis.parse("source"),
        columns=columns_for(state, [], level=1),
        language="en",
        analyst="Dimas",
    )
    return len(clustered_matrix(state, question).evidence)


def _quotes(state: StudyState) -> int:
    found = quote_list(state, "R", wanted=ALL, role="", language="en", analyst="Dimas")
    return len(found.evidence)


def _told(state: StudyState) -> int:
    kinds = [act.kind for act in acts(state)]
    return sum(kind in ("code_segment", "record_absence") for kind in kinds)


def _found_memos(state: StudyState) -> int:
    found = find_everything(state, Question(SECRET, frozenset({FoundKind.MEMO})))
    return len(found.named.get(FoundKind.MEMO, ()))


def _code(state: StudyState) -> int:
    return code_by_id(state, "mini2020:R.1").id


def _whole(state: StudyState) -> int:
    return source_of(state, "W01")


def _found(state: StudyState, kind: FoundKind, words: str = "kurang", **wanted: object) -> Question:
    return Question(words, frozenset({kind}), SearchFilter(**wanted))  # type: ignore[arg-type]


def _found_coded(state: StudyState, words: str) -> int:
    """The places that a search in the segments of a code finds."""
    question = _found(state, FoundKind.TEXT, words, code_ids=frozenset({_code(state)}))
    places = len(find_everything(state, question).page.rows)
    assert count_texts(state, question) == len(find_texts(state, question, texts=9)) == places
    widened = all_places(state, question, CodedUnit.SENTENCE, Silent())
    assert len(widened.places) == places
    return places


def _found_sources(state: StudyState) -> int:
    question = _found(state, FoundKind.SOURCE, "Wawancara", code_ids=frozenset({_code(state)}))
    return len(find_everything(state, question).named.get(FoundKind.SOURCE, ()))


def _borne(state: StudyState) -> int:
    (row,) = [each for each in sources(state) if each.key == "W01"]
    start = source_text(state, row.id).index("Anggaran kami kurang")
    place = Place(row.id, Span(start, start + 20))
    found = some_places(state, [place], CodedUnit.WORDS)
    return with_borne(state, found, _code(state), "Sari").borne


def _taken(state: StudyState) -> int:
    """Whether a sentence that bears a coding is none of those that bear none."""
    words = [stretch.words for stretch in uncoded(state, _whole(state))]
    return int(not any("Anggaran kami kurang" in each for each in words))


def _touched(state: StudyState) -> int:
    start = source_text(state, _whole(state)).index("Anggaran")
    return len(consequences(state, _whole(state), [Cut(start, "Anggaran", "Dana")]).changed)


def _counted(state: StudyState, **wanted: frozenset[object]) -> int:
    asked = CodingFilter(**wanted)  # type: ignore[arg-type]
    listed_ = ids_between(state, asked, CodingOrder(), [(0, 9)])
    assert len(listed_) == len(coding_page(state, asked)) == count_codings(state, asked)
    assert sum(count.segments for count in code_counts(state, asked).values()) == 2 * len(listed_)
    return len(listed_)


def _noted(state: StudyState, table: str, uuid: str) -> int:
    return sum(SECRET in each.memo.text for each in memos_of(state, table, uuid))


def _one_by_one(read: Callable[[StudyState, int], object]) -> Callable[[StudyState], int]:
    """How many of the codings with the first ids a read of one shows."""
    return lambda state: sum(read(state, id_) is not None for id_ in range(1, 9))


READS: dict[str, tuple[Callable[[StudyState], int], int]] = {
    "codings": (lambda s: len(codings(s)), 2),
    "coding_ids": (lambda s: len(coding_ids(s, ALL)), 2),
    "codings_in": (lambda s: len(codings_in(s, source_of(s, "W01"))), 1),
    "codes": (lambda s: sum(code.segments for code in codes(s)), 2),
    "code_counts": (lambda s: len(code_counts(s)), 2),
    "sources": (lambda s: sum(row.segments for row in sources(s)), 1),
    "source": (lambda s: source(s, source_of(s, "U01-0001")).segments, 1),
    "collections": (lambda s: sum(row.coded_units for row in collections(s)), 1),
    "cases": (lambda s: sum(row.segments for row in cases(s)), 1),
    "memos": (lambda s: sum(SECRET in row.text for row in memos(s)), 3),
    "find_everything": (_found_memos, 3),
    "findings": (lambda s: len(findings(s)), 1),
    "clustered_matrix": (_matrix, 2),
    "quote_list": (_quotes, 2),
    "acts": (_told, 3),
    "next_undo": (lambda s: (next_undo(s) or ("",))[0] == "record_absence", 1),
    "coding_page": (lambda s: len(coding_page(s, ALL)), 2),
    "listed": (lambda s: len(listed(s, range(1, 9))), 2),
    "place_in_list": (_one_by_one(lambda s, i: place_in_list(s, ALL, CodingOrder(), i)), 2),
    "in_context": (_one_by_one(in_context), 2),
    "states_of": (lambda s: len(states_of(s, range(1, 9))), 2),
    "count_codings": (_counted, 2),
    "filter by tag": (lambda s: _counted(s, tags=frozenset({SECRET})), 1),
    "filter by memo": (lambda s: _counted(s, memo=frozenset({True})), 2),
    "filter by words": (lambda s: _counted(s, words=frozenset({"anggaran"})), 1),
    "filter by code": (lambda s: _counted(s, code_ids=frozenset({_code(s)})), 2),
    "filter by case": (lambda s: _counted(s, roles=frozenset({""})), 2),
    "filter_choices": (lambda s: len(filter_choices(s).tags), 1),
    "progress": (lambda s: sum(row.codings for row in progress(s)), 2),
    "progress in characters": (lambda s: sum(row.coded for row in progress(s)), 25),
    "uncoded": (_taken, 1),
    "coverage": (lambda s: sum(row.unnamed.segments for row in coverage(s)), 2),
    "coverage of a source": (
        lambda s: sum(row.unnamed.here for row in coverage(s, source_id=_whole(s))),
        1,
    ),
    "coverage by code": (
        lambda s: sum(row.whole.segments for row in coverage(s, code_ids=frozenset({_code(s)}))),
        2,
    ),
    "silence": (lambda s: sum(sum(row.silence.values()) for row in coverage(s)), 1),
    "silence here": (
        lambda s: sum(row.silence_here is not None for row in coverage(s, source_id=_whole(s))),
        1,
    ),
    "memo_counts": (lambda s: sum(memo_counts(s).values()), 3),
    "memo": (_one_by_one(lambda s, i: (i > 1 and memo(s, i)) or None), 3),
    "listed_memos": (lambda s: sum(SECRET in row.memo.text for row in listed_memos(s)), 3),
    "memos of a source": (lambda s: _noted(s, "source", source(s, _whole(s)).uuid), 2),
    "memos of a code": (lambda s: _noted(s, "code", code_by_id(s, "mini2020:R.1").uuid), 2),
    "memo_links": (
        lambda s: sum(each.subject is not None for each in memo_links(s, bracketed(TITLE))),
        1,
    ),
    "coding_memos": (lambda s: len(coding_memos(s, _whole(s))), 1),
    "recent_codes": (lambda s: len(recent_codes(s, "Sari")), 1),
    "places in coded words": (lambda s: _found_coded(s, "kurang"), 1),
    "sources by code": (_found_sources, 1),
    "with_borne": (_borne, 1),
    "consequences": (_touched, 1),
    "coder_summaries": (lambda s: sum(row.codings for row in coder_summaries(s)), 2),
}
"""Every read that tells of codings, and how much it tells one who may see all."""


@pytest.mark.parametrize("name", READS)
def test_a_read_shows_nothing_of_others_while_one_codes_blind(pair: TwoCoders, name: str) -> None:
    read, everything = READS[name]
    with pair.dimas.reading() as state:
        assert read(state) == everything
    pair.dimas.do(StartBlind())
    with pair.dimas.reading() as state:
        assert read(state) == 0
    pair.dimas.undo()
    for session in (pair.sari, pair.dimas):
        with session.reading() as state:
            assert read(state) == everything


def test_blind_in_one_source_one_sees_the_others(pair: TwoCoders) -> None:
    pair.dimas.do(StartBlind((pair.source,)))
    with pair.dimas.reading() as state:
        assert [row.key for row in codings(state)] == ["U01-0001"]
        assert [row.segments for row in sources(state)] == [0]
        assert [row.coded_units for row in collections(state)] == [1]
        assert _found_memos(state) == 1
        assert _matrix(state) == 1


def test_the_matrix_says_that_it_was_made_blind(pair: TwoCoders) -> None:
    pair.dimas.do(StartBlind((pair.source,)))
    with pair.dimas.reading() as state:
        question = MatrixQuestion(
            RowAxis.parse("source"), columns_for(state, [], level=1), "en", "Dimas"
        )
        facts = {fact.label: fact.text for fact in clustered_matrix(state, question).facts}
        quotes = quote_list(state, "R", wanted=ALL, role="", language="en", analyst="Dimas")
    assert "Dimas codes blind" in facts["Blind coding"]
    assert "W01" in facts["Blind coding"]
    assert any(fact.label == "Blind coding" for fact in quotes.facts)


def test_two_coders_are_not_compared_while_one_of_them_looks_blind(pair: TwoCoders) -> None:
    pair.dimas.do(StartBlind())
    with pair.dimas.reading() as state:
        first, second = coder_named(state, "Sari"), coder_named(state, "Dimas")
        assert first is not None
        assert second is not None
        with pytest.raises(StillBlind):
            compared(state, first.id, second.id)


def test_proposals_stay_in_sight_until_another_confirms_them(pair: TwoCoders) -> None:
    pair.dimas.do(StartBlind())
    span = pair.span("laporan terlambat")
    pair.sari.do(StoreProposals((proposed(pair.source, span, "mini2020:C"),)))
    with pair.dimas.reading() as state:
        (row,) = codings(state)
    assert row.state is CodingState.PROPOSED
    pair.sari.do(ConfirmCodings((row.id,)))
    with pair.dimas.reading() as state:
        assert codings(state) == ()


def test_what_is_hidden_is_not_told_by_what_is_not_proposed(pair: TwoCoders) -> None:
    pair.dimas.do(StartBlind())
    span = pair.span("Anggaran kami kurang")
    stored = pair.dimas.do(StoreProposals((proposed(pair.source, span, "mini2020:R.1"),)))
    assert (stored.made, stored.known) == (1, 0)


def test_one_codes_the_very_words_another_has_coded_and_takes_it_back(pair: TwoCoders) -> None:
    pair.dimas.do(StartBlind())
    coding = pair.code(pair.dimas, "Anggaran kami kurang", "R.1")
    with pair.dimas.reading() as state:
        assert [row.id for row in codings(state)] == [coding]
    segments = ids(pair.sari.store, Segment)
    pair.dimas.do(RemoveCodings((coding,)))
    assert ids(pair.sari.store, Segment) == segments
    with pair.sari.reading() as state:
        assert len(codings(state)) == 2


def test_a_source_that_is_coded_blind_is_left_out_of_a_comparison(pair: TwoCoders) -> None:
    pair.code(pair.dimas, "laporan terlambat", "R.1")
    with pair.dimas.reading() as state:
        units = [source_of(state, key) for key in ("U01-0001", "U01-0002")]
    for unit in units:
        pair.dimas.do(CodeSegment(unit, Span(0, 5), pair.code_id("R.1")))
    first, second = pair.coder_id("Sari"), pair.coder_id("Dimas")
    pair.sari.do(SettleCodings(first, second, agreed_settlings(pair.compare()), SECRET))
    pair.dimas.do(StartBlind((pair.source, units[0])))
    with pair.dimas.reading() as state:
        found = compared(state, first, second)
    assert {place.source_id for place in found.places} <= {units[1]}
    assert not any(place.settled for place in found.places)


@pytest.mark.parametrize("by", SortBy)
@pytest.mark.parametrize("falling", [False, True])
def test_in_no_order_does_a_list_show_what_is_hidden(
    pair: TwoCoders, by: SortBy, *, falling: bool
) -> None:
    order = CodingOrder(by, falling)
    pair.dimas.do(StartBlind((pair.source,)))
    with pair.dimas.reading() as state:
        assert [each.row.key for each in coding_page(state, ALL, order)] == ["U01-0001"]
        assert count_codings(state) == 1


QUEUED: dict[str, Callable[[StudyState], int]] = {
    "queue": lambda s: len(queue(s)),
    "by code": lambda s: len(queue(s, ALL, QueueOrder.CODE)),
    "by certainty": lambda s: len(queue(s, ALL, QueueOrder.CERTAINTY)),
    "by chance": lambda s: len(queue(s, ALL, QueueOrder.RANDOM, seed=3)),
    "count_waiting": count_waiting,
    "what_waits": lambda s: what_waits(s).total,
    "what_waits by source": lambda s: sum(each.count for each in what_waits(s).sources),
    "progress": lambda s: sum(row.waiting for row in progress(s)),
    "codes": lambda s: sum(code.proposed for code in codes(s)),
    "coverage": lambda s: len({id_ for row in coverage(s) for id_ in row.coding_ids}),
}


@pytest.mark.parametrize("read", QUEUED.values(), ids=QUEUED)
def test_the_queue_holds_the_proposals_of_rules_and_not_those_of_others(
    pair: TwoCoders, read: Callable[[StudyState], int]
) -> None:
    pair.sari.do(Doubt(tuple(ids(pair.sari.store, Coding))))
    span = pair.span("laporan terlambat")
    pair.sari.do(StoreProposals((proposed(pair.source, span, "mini2020:C"),)))
    with pair.dimas.reading() as state:
        assert read(state) == 3
    pair.dimas.do(StartBlind())
    with pair.dimas.reading() as state:
        assert read(state) == 1


def test_kept_counts_follow_whoever_reads_and_the_end_of_blindness(pair: TwoCoders) -> None:
    counter = CodeCounter()
    code_id = pair.code_id("R.1")

    def counted(session: StudySession) -> int:
        with session.reading() as state:
            found = counter.read(state).codes.get(code_id)
        return 0 if found is None else found.segments

    assert (counted(pair.sari), counted(pair.dimas)) == (2, 2)
    pair.dimas.do(StartBlind((pair.source,)))
    assert (counted(pair.dimas), counted(pair.sari), counted(pair.dimas)) == (1, 2, 1)
    pair.dimas.do(StartBlind())
    assert counted(pair.dimas) == 0
    pair.code(pair.sari, "laporan terlambat", "R.1")
    assert counted(pair.dimas) == 0
    pair.code(pair.dimas, "laporan terlambat", "R.1")
    assert (counted(pair.dimas), counted(pair.sari)) == (1, 3)
    pair.dimas.do(ReleaseBlind())
    assert counted(pair.dimas) == 3
    pair.dimas.undo()
    assert counted(pair.dimas) == 1
    pair.dimas.redo()
    assert counted(pair.dimas) == 3


def test_anchor_examples_of_others_stay_in_sight_as_a_part_of_the_codebook(pair: TwoCoders) -> None:
    span = pair.span("Anggaran kami kurang")
    pair.sari.do(SetAnchor(pair.source, span, pair.code_id("R.1"), "baik"))
    pair.dimas.do(StartBlind())
    with pair.dimas.reading() as state:
        (example,) = anchors(state, pair.code_id("R.1"))
        assert codings(state) == ()
    assert (example.quote, example.coder) == ("Anggaran kami kurang", "Sari")
