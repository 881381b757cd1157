"""When a source, a code, a case or a coding goes or merges, records go, are loosened, or move."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.case import Case
from models.coding import Coding
from models.memo import Memo
from models.positions import Span
from models.record import Asked, Claim, Event, Planned, Rating, Relation
from models.splicing import Cut
from models.vocabulary import RelationType, Technique
from qda.edits.asked import RecordAsked
from qda.edits.cases import AddCase, MergeCases, RemoveCase
from qda.edits.claims import AddClaim, ClaimFacts
from qda.edits.codes import DeleteCode, MergeCodes
from qda.edits.coding import RemoveCodings
from qda.edits.edit import EditRequest
from qda.edits.events import AddEvent, EventFacts
from qda.edits.importing import CaseFacts
from qda.edits.memos import AddMemo
from qda.edits.planned import AddPlanned, PlannedFacts
from qda.edits.ratings import AddRating, RatingFacts
from qda.edits.relations import AddRelation, RelationFacts
from qda.edits.revising import ReviseText
from qda.edits.sources import RemoveSources
from tests.helpers.second_coder import TwoCoders, coded_by_sari
from tests.helpers.studies import dump, only, rows

KINDS = (Event, Claim, Relation, Rating, Asked, Planned)
QUESTION = Span(3, 34)
INFLUENCES = RelationType.INFLUENCES


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[TwoCoders]:
    """A study in which Sari recorded something of every kind on everything that can go."""
    with coded_by_sari(tmp_path / "studi.runut") as made:
        made.sari.do(AddCase(CaseFacts("Bu Sri")))
        _record(made)
        yield made


def _record(pair: TwoCoders) -> None:
    code, other = pair.code_id("R.1"), pair.code_id("C")
    here: dict[str, Any] = {"source_id": pair.source, "span": pair.span("laporan terlambat")}
    ratna, sri = _case(pair, "Ibu Ratna"), _case(pair, "Bu Sri")
    first, second = (row["uuid"] for row in rows(pair.sari.store, Coding))
    edits: tuple[EditRequest[Any], ...] = (
        AddEvent(EventFacts("di teks", "2021", code_id=code, **here)),
        AddEvent(EventFacts("tanpa teks", "2020", code_id=code)),
        AddClaim(ClaimFacts("di teks", 1.0, code_id=code, **here)),
        AddClaim(ClaimFacts("tanpa teks", 2.0)),
        AddRating(RatingFacts(code, 1, source_id=pair.source)),
        AddRating(RatingFacts(code, 2, case_id=ratna)),
        AddRating(RatingFacts(other, 3)),
        AddRelation(RelationFacts(INFLUENCES, code, other, **here)),
        AddRelation(RelationFacts(INFLUENCES, code, pair.code_id("R.2"))),
        AddRelation(RelationFacts(INFLUENCES, from_coding=first, to_coding=second)),
        AddRelation(RelationFacts(INFLUENCES, from_case_id=ratna, to_case_id=sri)),
        RecordAsked(pair.source, code, span=QUESTION),
        RecordAsked(pair.source, other),
        AddPlanned((
            PlannedFacts("a", Technique.INTERVIEW, case_id=ratna, source_id=pair.source),
        )),
    )  # fmt: skip
    for edit in edits:
        pair.sari.do(edit)
    event = only(pair.sari.store, Event, title="di teks")
    pair.sari.do(AddMemo("atas peristiwa", target="event", target_uuid=event["uuid"]))


def _case(pair: TwoCoders, name: str) -> int:
    return int(only(pair.sari.store, Case, name=name)["id"])


def counts(pair: TwoCoders) -> dict[str, int]:
    """How many records of each kind there are."""
    return {kind.__name__: len(rows(pair.sari.store, kind)) for kind in KINDS}


WHOLE = {"Event": 2, "Claim": 2, "Relation": 4, "Rating": 3, "Asked": 2, "Planned": 1}


def _undone(pair: TwoCoders, edit: EditRequest[Any]) -> dict[str, int]:
    """What an edit leaves of the records, once undoing it is sure to bring all back."""
    before = dump(pair.sari.store)
    assert counts(pair) == WHOLE
    pair.sari.do(edit)
    after, left = dump(pair.sari.store), counts(pair)
    pair.sari.undo()
    assert dump(pair.sari.store) == before
    pair.sari.redo()
    assert dump(pair.sari.store) == after
    return left


def test_what_was_read_from_a_source_goes_with_it(pair: TwoCoders) -> None:
    left = _undone(pair, RemoveSources((pair.source,)))
    # The relation between codings goes with the coding in the source; a person stays.
    assert left == {
        "Event": 1, "Claim": 1, "Relation": 2, "Rating": 2, "Asked": 0, "Planned": 1,
    }  # fmt: skip
    assert only(pair.sari.store, Planned)["source_id"] is None
    assert "atas peristiwa" not in {row["text"] for row in rows(pair.sari.store, Memo)}


def test_what_speaks_of_a_code_goes_with_it_and_what_points_to_it_is_loosened(
    pair: TwoCoders,
) -> None:
    left = _undone(pair, DeleteCode(pair.code_id("R.1")))
    assert left == {
        "Event": 2, "Claim": 2, "Relation": 1, "Rating": 1, "Asked": 1, "Planned": 1,
    }  # fmt: skip
    assert {row["code_id"] for row in rows(pair.sari.store, Event)} == {None}
    assert {row["code_id"] for row in rows(pair.sari.store, Claim)} == {None}


def test_what_speaks_of_a_case_goes_with_it(pair: TwoCoders) -> None:
    left = _undone(pair, RemoveCase(_case(pair, "Ibu Ratna")))
    assert left == {**WHOLE, "Relation": 3, "Rating": 2}
    assert only(pair.sari.store, Planned)["case_id"] is None


def test_a_relation_between_codings_goes_with_one_of_them(pair: TwoCoders) -> None:
    coding = rows(pair.sari.store, Coding)[0]["id"]
    assert _undone(pair, RemoveCodings((coding,))) == {**WHOLE, "Relation": 3}


def test_what_speaks_of_a_merged_code_speaks_of_the_one_that_stays(pair: TwoCoders) -> None:
    kept, merged = pair.code_id("C"), pair.code_id("R.1")
    left = _undone(pair, MergeCodes((merged,), kept))
    # Both codes were asked about in the source: one answer is dropped. A relation between the two
    # would run from the code to itself, and is dropped, too.
    assert left == {**WHOLE, "Asked": 1, "Relation": 3}
    assert {row["code_id"] for row in rows(pair.sari.store, Rating)} == {kept}
    assert {row["code_id"] for row in rows(pair.sari.store, Event)} == {kept}
    ends = {
        row[name]
        for row in rows(pair.sari.store, Relation)
        for name in ("from_code_id", "to_code_id")
    }
    assert merged not in ends


def test_what_speaks_of_a_merged_case_speaks_of_the_one_that_stays(pair: TwoCoders) -> None:
    ratna, sri = _case(pair, "Ibu Ratna"), _case(pair, "Bu Sri")
    # The relation between the two would run from the case to itself.
    assert _undone(pair, MergeCases(sri, ratna)) == {**WHOLE, "Relation": 3}
    left = {row["name"]: row["id"] for row in rows(pair.sari.store, Case)}
    (kept,) = set(left.values()) & {ratna, sri}
    assert {row["case_id"] for row in rows(pair.sari.store, Rating)} - {None} == {kept}
    assert only(pair.sari.store, Planned)["case_id"] == kept


def test_places_move_with_the_words_and_are_lost_where_these_go(pair: TwoCoders) -> None:
    words = pair.span("laporan terlambat")
    start = pair.span("Anggaran kami").start
    before = dump(pair.sari.store)
    pair.sari.do(ReviseText(pair.source, (Cut(start, "Anggaran", "Dana"),)))
    moved = only(pair.sari.store, Event, title="di teks")
    assert (moved["start"], moved["end"]) == (words.start - 4, words.end - 4)
    assert only(pair.sari.store, Asked, code_id=pair.code_id("R.1"))["start"] == QUESTION.start
    cut = Cut(words.start - 4, "laporan terlambat", "")
    pair.sari.do(ReviseText(pair.source, (cut,)))
    gone = only(pair.sari.store, Claim, quantity="di teks")
    assert (gone["source_id"], gone["start"], gone["end"]) == (pair.source, None, None)
    pair.sari.undo()
    pair.sari.undo()
    assert dump(pair.sari.store) == before
