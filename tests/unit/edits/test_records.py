"""Records are kept as they were said, refused in words where they cannot be, and undone whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.coding import Coding
from models.errors import Refused
from models.memo import Memo
from models.positions import Span, SpanBeyondText
from models.record import Asked, Claim, Event, Planned, Rating, Relation, Stage
from models.recording import NotThere
from models.vocabulary import CodingState, Formula, PlanState, RelationType, Technique
from qda.edits.asked import (
    LinkQuestions,
    NobodyAsksThere,
    NothingTicked,
    QuestionNotAsked,
    RecordAsked,
    RemoveAsked,
    TickAsked,
)
from qda.edits.claims import (
    AddClaim,
    ChangeClaim,
    ClaimFacts,
    FewClaims,
    NameQuantity,
    NoNumber,
    OperandsDoNotFit,
    QuantityMissing,
    RemoveClaims,
    WorkedOutFromItself,
)
from qda.edits.coding import GradeOutOfRange, TagCodings
from qda.edits.edit import EditRequest
from qda.edits.events import (
    AddEvent,
    ChangeEvent,
    ConfirmEvents,
    EventDraft,
    EventFacts,
    EventUndated,
    EventUntitled,
    FewToJoin,
    JoinEvents,
    ProposeEvents,
    RemoveEvents,
)
from qda.edits.memos import AddMemo
from qda.edits.planned import AddPlanned, ChangePlanned, NobodyPlanned, NoSuchTime, PlannedFacts
from qda.edits.ratings import (
    AddRating,
    ConfirmRatings,
    NoSuchScale,
    ProposeRatings,
    RatedTwice,
    RatingFacts,
    ValueOffScale,
)
from qda.edits.recorded import EndsBeforeStart, NoSuchDate, WordsOfNoSource, dated
from qda.edits.relations import (
    AddRelation,
    ChangeRelation,
    EndsMissing,
    NoPlaceInChain,
    NoSuchSign,
    RelateCodings,
    RelatedToItself,
    RelationFacts,
)
from qda.edits.stages import (
    AddStage,
    ArrangeStages,
    ChangeStage,
    NotAllStages,
    StageExists,
    StageFacts,
    StageUnnamed,
)
from tests.helpers.second_coder import TwoCoders, coded_by_sari
from tests.helpers.studies import dump, history, ids, only, rows, unchanged

INFLUENCES = RelationType.INFLUENCES
NONE = 4711
"""The id of nothing."""


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[TwoCoders]:
    """Sari has coded an interview and a review."""
    with coded_by_sari(tmp_path / "studi.runut") as made:
        yield made


# Refusals: each leaves the study, its history and its counters as they were.

EVENT = EventFacts("Peluncuran", "2021")
STAGE = StageFacts("Perencanaan")
CLAIM = ClaimFacts("penduduk", 10.0)
PLAN = PlannedFacts("Kepala unit", Technique.INTERVIEW)

REFUSED: dict[str, tuple[Callable[[TwoCoders], EditRequest[Any]], type[Refused]]] = {
    "no title": (lambda p: AddEvent(replace(EVENT, name="  ")), EventUntitled),
    "no date": (lambda p: AddEvent(replace(EVENT, starts_on="")), EventUndated),
    "no day": (lambda p: AddEvent(replace(EVENT, starts_on="2021-02-30")), NoSuchDate),
    "no month": (lambda p: AddEvent(replace(EVENT, starts_on="21-05")), NoSuchDate),
    "end first": (lambda p: AddEvent(replace(EVENT, ends_on="2020-12")), EndsBeforeStart),
    "no code": (lambda p: AddEvent(replace(EVENT, code_id=NONE)), NotThere),
    "no source": (lambda p: AddEvent(replace(EVENT, source_id=NONE)), NotThere),
    "words alone": (lambda p: AddEvent(replace(EVENT, span=Span(0, 3))), WordsOfNoSource),
    "beyond": (
        lambda p: AddEvent(replace(EVENT, source_id=p.source, span=Span(0, 9999))), SpanBeyondText,
    ),
    "no event": (lambda p: ChangeEvent(NONE, EVENT), NotThere),
    "one event": (lambda p: JoinEvents((1, 1)), FewToJoin),
    "no name": (lambda p: AddStage(replace(STAGE, name="")), StageUnnamed),
    "stage ends first": (
        lambda p: AddStage(StageFacts("a", "2021-05", "2021-04")), EndsBeforeStart,
    ),
    "too few stages": (lambda p: ArrangeStages((NONE,)), NotAllStages),
    "off the scale": (lambda p: AddRating(RatingFacts(p.code_id("R"), 4)), ValueOffScale),
    "no scale": (lambda p: AddRating(RatingFacts(p.code_id("R"), 1, low=3, high=3)), NoSuchScale),
    "wide scale": (lambda p: AddRating(RatingFacts(p.code_id("R"), 1, high=99)), NoSuchScale),
    "rated twice": (
        lambda p: AddRating(RatingFacts(p.code_id("R"), 1, case_id=1, source_id=p.source)),
        RatedTwice,
    ),
    "no evidence": (lambda p: AddRating(RatingFacts(p.code_id("R"), 1, evidence=("x",))), NotThere),
    "no ends": (lambda p: AddRelation(RelationFacts(INFLUENCES)), EndsMissing),
    "one end": (
        lambda p: AddRelation(RelationFacts(INFLUENCES, from_code_id=p.code_id("R"))), EndsMissing,
    ),
    "two pairs": (
        lambda p: AddRelation(RelationFacts(
            INFLUENCES, p.code_id("R"), p.code_id("C"), from_case_id=1, to_case_id=1
        )),
        EndsMissing,
    ),
    "to itself": (
        lambda p: AddRelation(RelationFacts(INFLUENCES, p.code_id("R"), p.code_id("R"))),
        RelatedToItself,
    ),
    "no sign": (lambda p: AddRelation(_codes(p, sign="?")), NoSuchSign),
    "no grade": (lambda p: AddRelation(_codes(p, strength=4)), GradeOutOfRange),
    "no order": (lambda p: AddRelation(_codes(p, order=0)), NoPlaceInChain),
    "no coding": (
        lambda p: AddRelation(RelationFacts(INFLUENCES, from_coding="x", to_coding="y")), NotThere,
    ),
    "no codings": (lambda p: RelateCodings(INFLUENCES, (), ()), EndsMissing),
    "an informant's words": (
        lambda p: RecordAsked(p.source, p.code_id("C"), span=p.span("laporan terlambat")),
        NobodyAsksThere,
    ),
    "linked informant": (
        lambda p: LinkQuestions({(p.source, p.code_id("C")): p.span("laporan terlambat")}),
        NobodyAsksThere,
    ),
    "not asked in words": (
        lambda p: RecordAsked(p.source, p.code_id("C"), is_asked=False, span=Span(0, 9)),
        QuestionNotAsked,
    ),
    "nothing ticked": (lambda p: TickAsked(p.source), NothingTicked),
    "no quantity": (lambda p: AddClaim(replace(CLAIM, quantity=" ")), QuantityMissing),
    "no number": (lambda p: AddClaim(replace(CLAIM, value=float("nan"))), NoNumber),
    "no operands": (lambda p: AddClaim(replace(CLAIM, formula=Formula.SHARE)), OperandsDoNotFit),
    "operands alone": (lambda p: AddClaim(replace(CLAIM, operands=("x",))), OperandsDoNotFit),
    "operands gone": (
        lambda p: AddClaim(replace(CLAIM, formula=Formula.SUM, operands=("x", "y"))), NotThere,
    ),
    "no claims": (lambda p: NameQuantity((), "penduduk"), FewClaims),
    "nobody": (lambda p: AddPlanned((replace(PLAN, who=" "),)), NobodyPlanned),
    "no plans": (lambda p: AddPlanned(()), NobodyPlanned),
    "no count": (lambda p: AddPlanned((replace(PLAN, number=0),)), NoSuchTime),
    "no case": (lambda p: AddPlanned((PLAN, replace(PLAN, case_id=NONE))), NotThere),
}  # fmt: skip


def _codes(pair: TwoCoders, **said: Any) -> RelationFacts:
    return RelationFacts(INFLUENCES, pair.code_id("R"), pair.code_id("C"), **said)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_in_both_languages_and_leaves_no_trace(
    pair: TwoCoders, name: str
) -> None:
    make, refusal = REFUSED[name]
    with unchanged(pair.sari.store), pytest.raises(refusal) as caught:
        pair.sari.do(make(pair))
    assert caught.value.say("id") != caught.value.say("en")
    assert "{" not in caught.value.say("id") + caught.value.say("en")


@pytest.mark.parametrize(
    ("written", "kept"), [("2021", "2021"), (" 2021-05 ", "2021-05"), ("2024-02-29", "2024-02-29")]
)
def test_a_date_is_kept_as_exactly_as_it_is_known(written: str, kept: str) -> None:
    assert dated(written) == kept


@pytest.mark.parametrize("written", ["5 Mei", "2021-5", "2021-13", "20210517", "2021-W20"])
def test_other_ways_to_write_a_date_are_refused(written: str) -> None:
    with pytest.raises(NoSuchDate):
        dated(written)


# Events.


def test_saying_the_same_of_an_event_once_more_is_no_edit(pair: TwoCoders) -> None:
    event = pair.sari.do(AddEvent(EVENT))
    before = history(pair.sari.store)
    pair.sari.do(ChangeEvent(event, EVENT))
    assert history(pair.sari.store) == before
    pair.sari.do(ChangeEvent(event, replace(EVENT, is_critical=True, reason="semua berubah")))
    assert only(pair.sari.store, Event)["is_critical"]
    pair.sari.undo()
    assert not only(pair.sari.store, Event)["is_critical"]


def test_proposals_are_the_rules_until_a_researcher_confirms_them(pair: TwoCoders) -> None:
    place = {"source_id": pair.source, "span": Span(0, 5)}
    draft = EventDraft(replace(EVENT, **place), "regulations 1 uu", "regulations 1")  # type: ignore[arg-type]
    assert pair.sari.do(ProposeEvents((draft, draft))).made == 1
    again = pair.sari.do(ProposeEvents((draft,)))
    assert (again.made, again.known) == (0, 1)
    row = only(pair.sari.store, Event)
    assert (row["state"], row["rule"]) == (CodingState.PROPOSED, "regulations 1 uu")
    assert row["coder_id"] == pair.coder_id("regulations 1")
    assert pair.dimas.do(ConfirmEvents((row["id"],))) == 1
    row = only(pair.sari.store, Event)
    assert (row["state"], row["coder_id"]) == (CodingState.CONFIRMED, pair.coder_id("Dimas"))
    assert row["rule"] == "regulations 1 uu"
    assert pair.sari.do(ConfirmEvents((row["id"],))) == 0


def test_memos_on_a_record_go_with_it_and_come_back(pair: TwoCoders) -> None:
    event = pair.sari.do(AddEvent(EVENT))
    uuid = only(pair.sari.store, Event)["uuid"]
    pair.sari.do(AddMemo("penting", target="event", target_uuid=uuid))
    before = dump(pair.sari.store)
    assert pair.sari.do(RemoveEvents((event,))) == 1
    assert "penting" not in {row["text"] for row in rows(pair.sari.store, Memo)}
    pair.sari.undo()
    assert dump(pair.sari.store) == before


# Stages.


def test_a_stage_takes_its_tags_along_when_it_gets_another_name(pair: TwoCoders) -> None:
    stage = pair.sari.do(AddStage(STAGE))
    codings = ids(pair.sari.store, Coding)
    pair.sari.do(TagCodings((codings[0],), ("perencanaan", "lain")))
    pair.sari.do(ChangeStage(stage, StageFacts("Persiapan", "2014", "2016")))
    tags = {tag for row in rows(pair.sari.store, Coding) for tag in row["tags"]}
    assert {"Persiapan", "lain"} <= tags
    assert "perencanaan" not in tags
    pair.sari.undo()
    assert "perencanaan" in {tag for row in rows(pair.sari.store, Coding) for tag in row["tags"]}


def test_stages_have_names_of_their_own_and_an_order(pair: TwoCoders) -> None:
    first, second = (pair.sari.do(AddStage(StageFacts(name))) for name in ("A", "B"))
    with pytest.raises(StageExists):
        pair.sari.do(AddStage(StageFacts("a")))
    with pytest.raises(StageExists):
        pair.sari.do(ChangeStage(second, StageFacts("A")))
    pair.sari.do(ArrangeStages((second, first)))
    assert [row["position"] for row in rows(pair.sari.store, Stage)] == [1, 0]


# Ratings.


def test_a_newer_proposal_replaces_the_one_that_waits_and_nothing_that_is_confirmed(
    pair: TwoCoders,
) -> None:
    low, high = (RatingFacts(pair.code_id("R.1"), value) for value in (1, 3))
    pair.sari.do(ProposeRatings((low,), "ratings 1"))
    assert pair.sari.do(ProposeRatings((low,), "ratings 1")).known == 1
    assert pair.sari.do(ProposeRatings((high,), "ratings 1")).made == 1
    row = only(pair.sari.store, Rating)
    assert (row["value"], row["state"]) == (3, CodingState.PROPOSED)
    pair.sari.do(ConfirmRatings((row["id"],)))
    pair.sari.do(ProposeRatings((low,), "ratings 1"))
    assert [row["value"] for row in rows(pair.sari.store, Rating)] == [3, 1]


# Relations.


def test_a_barrier_is_related_to_all_efforts_at_once(pair: TwoCoders) -> None:
    first, second = (row["uuid"] for row in rows(pair.sari.store, Coding))
    made = pair.sari.do(RelateCodings(RelationType.ANSWERED_BY, (first,), (second,)))
    assert len(made) == 1
    with unchanged(pair.sari.store), pytest.raises(RelatedToItself):
        pair.sari.do(RelateCodings(RelationType.ANSWERED_BY, (first,), (second, first)))


def test_a_relation_is_changed_to_other_ends(pair: TwoCoders) -> None:
    relation = pair.sari.do(AddRelation(_codes(pair, sign="+", order=1)))
    turned = RelationFacts(INFLUENCES, pair.code_id("C"), pair.code_id("R"), contradicts=True)
    pair.sari.do(ChangeRelation(relation, turned))
    row = only(pair.sari.store, Relation)
    assert (row["from_code_id"], row["sign"], row["contradicts"]) == (pair.code_id("C"), "", True)


# What was asked.


def test_a_second_answer_replaces_the_first_and_a_tick_leaves_a_linked_question(
    pair: TwoCoders,
) -> None:
    code = pair.code_id("C")
    first = pair.sari.do(RecordAsked(pair.source, code, span=Span(3, 34)))
    pair.sari.do(TickAsked(pair.source, (code, pair.code_id("R")), (pair.code_id("R.2"),)))
    told = {row["code_id"]: row for row in rows(pair.sari.store, Asked)}
    assert (told[code]["id"], told[code]["start"], told[code]["end"]) == (first, 3, 34)
    assert not told[pair.code_id("R.2")]["is_asked"]
    pair.sari.do(RecordAsked(pair.source, code, is_asked=False))
    row = only(pair.sari.store, Asked, code_id=code)
    assert (row["is_asked"], row["start"], row["end"]) == (False, None, None)
    # What is recorded already is not linked anew.
    links = {(pair.source, code): Span(3, 34), (pair.source, pair.code_id("R.1")): Span(3, 34)}
    assert pair.sari.do(LinkQuestions(links)) == 1
    assert pair.sari.do(RemoveAsked(tuple(ids(pair.sari.store, Asked)))) == 4


# Claims.


def test_a_figure_is_not_worked_out_from_itself(pair: TwoCoders) -> None:
    one, two = (pair.sari.do(AddClaim(replace(CLAIM, value=v))) for v in (1.0, 2.0))
    uuid = {row["id"]: row["uuid"] for row in rows(pair.sari.store, Claim)}
    total = replace(CLAIM, quantity="semua", formula=Formula.SUM, operands=(uuid[one], uuid[two]))
    made = pair.sari.do(AddClaim(total))
    uuid = {row["id"]: row["uuid"] for row in rows(pair.sari.store, Claim)}
    circle = replace(CLAIM, formula=Formula.SUM, operands=(uuid[made], uuid[two]))
    with unchanged(pair.sari.store), pytest.raises(WorkedOutFromItself):
        pair.sari.do(ChangeClaim(one, circle))
    pair.sari.do(RemoveClaims((one,)))
    assert only(pair.sari.store, Claim, id=made)["operands"] == [uuid[one], uuid[two]]


def test_claims_are_said_to_measure_the_same(pair: TwoCoders) -> None:
    made = tuple(pair.sari.do(AddClaim(replace(CLAIM, quantity=q))) for q in ("a", "b"))
    assert pair.sari.do(NameQuantity(made, " jumlah  penduduk ", "jiwa")) == 2
    kept = {(row["quantity"], row["unit"]) for row in rows(pair.sari.store, Claim)}
    assert kept == {("jumlah penduduk", "jiwa")}


# Plans.


def test_data_are_planned_at_once_and_one_of_them_is_declined(pair: TwoCoders) -> None:
    first, _ = pair.sari.do(AddPlanned((PLAN, replace(PLAN, who="Pengguna", number=2))))
    pair.sari.do(ChangePlanned(first, replace(PLAN, state=PlanState.DECLINED, due_on="2026-12")))
    states = [row["state"] for row in rows(pair.sari.store, Planned)]
    assert states == [PlanState.DECLINED, PlanState.PLANNED]
    pair.sari.undo()
    pair.sari.undo()
    assert rows(pair.sari.store, Planned) == []
