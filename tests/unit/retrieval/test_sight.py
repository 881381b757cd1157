"""While a coder codes blind, no read of a study shows her what others coded; later all do."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.coding import Segment
from models.positions import Span
from models.vocabulary import CodingState, Missing
from qda.agreement.overview import coder_summaries
from qda.agreement.reading import StillBlind, compared
from qda.cli.main import run
from qda.displays.axes import RowAxis
from qda.displays.clustered_matrix import MatrixQuestion, clustered_matrix
from qda.displays.columns import columns_for
from qda.displays.material import findings
from qda.displays.quote_list import quote_list
from qda.edits.coders import StartBlind
from qda.edits.codes import AdoptFramework
from qda.edits.coding import CodeSegment, ConfirmCodings, RemoveCodings
from qda.edits.importing import ImportCollection
from qda.edits.memos import AddMemo, RecordAbsence
from qda.edits.proposing import StoreProposals
from qda.retrieval.cases import cases
from qda.retrieval.codes import codes
from qda.retrieval.codings import CodingFilter, coding_ids, codings, codings_in
from qda.retrieval.counts import code_counts
from qda.retrieval.finding import FoundKind, Question, find_everything
from qda.retrieval.histories import acts, next_undo
from qda.retrieval.memos import memos
from qda.retrieval.sources import collections, source, source_by_key, sources
from qda.retrieval.studies import coder_named
from qda.session import StudySession, StudyState
from tests.helpers.second_coder import TwoCoders
from tests.helpers.studies import (
    ids,
    import_one,
    new_session,
    proposed,
    reviews,
    theory,
    transcript,
)
from tests.helpers.tree import called, modules

SECRET = "rahasia"
"""A word of the memos that Sari wrote on what she coded."""

ALL = CodingFilter()


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[TwoCoders]:
    """Sari has coded an interview and a review with memos; Dimas has done nothing yet."""
    place = tmp_path / "studi.runut"
    with new_session(place) as sari:
        source_id = import_one(sari, transcript("Wawancara"))
        sari.do(ImportCollection(reviews("Ulasan", ["buruk sekali", "bagus"])))
        sari.do(AdoptFramework(theory()))
        with StudySession.open(place, coder="Dimas") as dimas:
            dimas.do(AddMemo("Saya mulai"))
            made = TwoCoders(sari, dimas, source_id)
            made.code(sari, "Anggaran kami kurang", "R.1", memo=f"{SECRET} satu")
            with sari.reading() as state:
                unit = source_of(state, "U01-0001")
            sari.do(CodeSegment(unit, Span(0, 5), made.code_id("R.1"), memo=f"{SECRET} dua"))
            sari.do(RecordAbsence(source_id, made.code_id("C"), Missing.ABSENT, SECRET))
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
    "memos": (lambda s: sum(SECRET in row.text for row in memos(s)), 2),
    "find_everything": (_found_memos, 2),
    "findings": (lambda s: len(findings(s)), 1),
    "clustered_matrix": (_matrix, 2),
    "quote_list": (_quotes, 2),
    "acts": (_told, 3),
    "next_undo": (lambda s: (next_undo(s) or ("",))[0] == "record_absence", 1),
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


VERBS = (
    ["codings"],
    ["codes", "--json"],
    ["sources", "--json"],
    ["collections", "--json"],
    ["cases", "--json"],
    ["history"],
    ["search", SECRET, "--in", "memos"],
    ["coders"],
)


@pytest.mark.parametrize("words", VERBS, ids=lambda words: words[0])
def test_no_verb_shows_what_is_hidden(
    pair: TwoCoders, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(pair.dimas.store.place)
    told = []
    for coder in ("Sari", "Dimas"):
        pair.dimas.do(StartBlind())
        assert run([words[0], place, *words[1:], "--coder", coder]) == 0
        told.append(capsys.readouterr().out)
    seen, hidden = told
    assert seen != hidden
    assert SECRET not in hidden
    assert "Anggaran kami kurang" not in hidden


_TELLING = {"Coding", "Segment", "Memo", "Absence"}
_ASKED = {
    "seen", "seen_by", "seen_segments", "seen_memos", "seen_findings", "is_blind", "_query",
}  # fmt: skip
_READERS = ("qda/retrieval", "qda/displays", "qda/agreement")
_NEED_NOT = {
    "qda/retrieval/codings.py:coding_ids": "it goes through `_query`",
    "qda/retrieval/codings.py:_of_cases": "a part of `_query`",
    "qda/retrieval/codings.py:_of_groups": "a part of `_query`",
    "qda/agreement/settled.py:_Facts": "reached only where nothing is hidden: `compared` refuses",
    "qda/agreement/settled.py:_codings": "as above",
    "qda/agreement/settled.py:_moved": "as above",
}
"""Queries of what may be hidden that need not ask, with the reason."""


def test_every_query_of_what_may_be_hidden_asks_whether_it_is() -> None:
    unasked = []
    for module in modules("qda"):
        if not module.place.startswith(_READERS) or module.place.endswith("/sight.py"):
            continue
        for node in module.tree.body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef):
                continue
            calls = [each for each in ast.walk(node) if isinstance(each, ast.Call)]
            tables = {
                argument.id
                for each in calls
                if called(each) == "table_of"
                for argument in each.args
                if isinstance(argument, ast.Name)
            }
            asks = any(called(each) in _ASKED for each in calls)
            named = f"{module.place}:{node.name}"
            if tables & _TELLING and not asks and named not in _NEED_NOT:
                unasked.append(named)
    assert not unasked, f"ask `qda.retrieval.sight`, or say why not: {unasked}"
