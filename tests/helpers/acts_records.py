"""Random edits on events, stages, ratings, relations, answers, claims and plans; see `acts`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.case import Case
from models.code import Code
from models.coding import Coding
from models.record import Asked, Claim, Event, Planned, Rating, Relation, Stage
from models.source import Source
from models.vocabulary import CodingState, Formula, PlanState, RelationType, Technique
from qda.edits.asked import LinkQuestions, RecordAsked, RemoveAsked, TickAsked
from qda.edits.claims import (
    AddClaim,
    ChangeClaim,
    ClaimDraft,
    ClaimFacts,
    ConfirmClaims,
    NameQuantity,
    ProposeClaims,
    RemoveClaims,
)
from qda.edits.events import (
    AddEvent,
    ChangeEvent,
    ConfirmEvents,
    EventDraft,
    EventFacts,
    JoinEvents,
    ProposeEvents,
    RemoveEvents,
)
from qda.edits.planned import AddPlanned, ChangePlanned, PlannedFacts, RemovePlanned
from qda.edits.ratings import (
    AddRating,
    ChangeRating,
    ConfirmRatings,
    ProposeRatings,
    RatingFacts,
    RemoveRatings,
)
from qda.edits.relations import (
    AddRelation,
    ChangeRelation,
    ConfirmRelations,
    RelateCodings,
    RelationFacts,
    RemoveRelations,
)
from qda.edits.stages import AddStage, ArrangeStages, ChangeStage, RemoveStage, StageFacts

if TYPE_CHECKING:
    from tests.helpers.acts import Request, Scene

NONE = 999_999
"""The id of nothing: an edit on it is refused and leaves no trace."""

_DAYS = ("2014", "2021-05", "2021-05-17", "2019-12-31")
_ODD_DAYS = (*_DAYS, "", "2021-02-30")


def _place(scene: Scene) -> dict[str, Any]:
    """A place in a source, a source without a place, or none at all."""
    source = scene.row(Source)
    if source is None or scene.dice.random() < 0.3:
        return {}
    if not source["length"] or scene.dice.random() < 0.3:
        return {"source_id": source["id"]}
    return {"source_id": source["id"], "span": scene.span(source["length"])}


def _event(scene: Scene) -> EventFacts:
    return EventFacts(
        scene.dice.choice((scene.name(), "Rapat")),
        scene.dice.choice(_DAYS),
        scene.dice.choice(("", "", *_ODD_DAYS)),
        scene.dice.choice(("", "regulation")),
        scene.dice.choice((None, scene.one(Code))),
        is_critical=scene.dice.choice((True, False)),
        reason=scene.words(),
        **_place(scene),
    )


def _propose_events(scene: Scene) -> Request:
    drafts = [EventDraft(_event(scene), "regulations 1 uu", "regulations 1") for _ in range(3)]
    return ProposeEvents(tuple(drafts))


def _change_event(scene: Scene) -> Request:
    return ChangeEvent(scene.one(Event) or NONE, _event(scene))


def _stage(scene: Scene) -> StageFacts:
    days = ("", "2014", "2021-05")
    return StageFacts(scene.name(), scene.dice.choice(days), scene.dice.choice(_ODD_DAYS))


def _change_stage(scene: Scene) -> Request:
    return ChangeStage(scene.one(Stage) or NONE, _stage(scene))


def _arrange(scene: Scene) -> Request:
    found = scene.ids(Stage)
    scene.dice.shuffle(found)
    return ArrangeStages(tuple(found))


def _rating(scene: Scene) -> RatingFacts | None:
    code = scene.one(Code)
    if code is None:
        return None
    of: dict[str, Any] = scene.dice.choice(
        ({}, {"case_id": scene.one(Case)}, {"source_id": scene.one(Source)})
    )
    evidence = [row["uuid"] for row in scene.rows(Coding)][:2]
    value = scene.dice.choice((1, 2, 3, 2.5, 4))
    return RatingFacts(
        code, value, evidence=tuple(evidence), dated_on=scene.dice.choice(_ODD_DAYS), **of
    )


def _add_rating(scene: Scene) -> Request | None:
    facts = _rating(scene)
    return None if facts is None else AddRating(facts)


def _change_rating(scene: Scene) -> Request | None:
    facts = _rating(scene)
    return None if facts is None else ChangeRating(scene.one(Rating) or NONE, facts)


def _propose_ratings(scene: Scene) -> Request:
    drafts = [each for each in (_rating(scene) for _ in range(3)) if each is not None]
    return ProposeRatings(tuple(drafts), "ratings 1")


def _relation(scene: Scene) -> RelationFacts:
    codes, cases = scene.ids(Code), scene.ids(Case)
    codings = [row["uuid"] for row in scene.rows(Coding)]
    ends: dict[str, Any] = {}
    if codings and scene.dice.random() < 0.4:
        ends = {"from_coding": scene.dice.choice(codings), "to_coding": scene.dice.choice(codings)}
    elif cases and scene.dice.random() < 0.4:
        ends = {
            "from_case_id": scene.dice.choice(cases),
            "to_case_id": scene.dice.choice((None, *cases)),
        }
    elif codes:
        ends = {"from_code_id": scene.dice.choice(codes), "to_code_id": scene.dice.choice(codes)}
    return RelationFacts(
        scene.dice.choice(tuple(RelationType)),
        sign=scene.dice.choice(("", "+", "-", "+/-", "?")),
        strength=scene.dice.choice((None, 1, 3)),
        contradicts=scene.dice.choice((True, False)),
        order=scene.dice.choice((None, 1, 2)),
        note=scene.words(),
        **ends,
        **_place(scene),
    )


def _change_relation(scene: Scene) -> Request:
    return ChangeRelation(scene.one(Relation) or NONE, _relation(scene))


def _relate(scene: Scene) -> Request:
    uuids = [row["uuid"] for row in scene.rows(Coding)]
    first, second = scene.sample(uuids), scene.sample(uuids)
    return RelateCodings(scene.dice.choice(tuple(RelationType)), first, second)


def _asked(scene: Scene) -> Request | None:
    source, code = scene.row(Source), scene.one(Code)
    if source is None or code is None:
        return None
    span = scene.span(source["length"]) if source["length"] else None
    is_asked = scene.dice.choice((True, True, False))
    return RecordAsked(source["id"], code, is_asked, scene.dice.choice((None, span)))


def _tick(scene: Scene) -> Request | None:
    source = scene.one(Source)
    return None if source is None else TickAsked(source, scene.some(Code), scene.some(Code))


def _link(scene: Scene) -> Request | None:
    source, code = scene.row(Source), scene.one(Code)
    if source is None or code is None or not source["length"]:
        return None
    return LinkQuestions({(source["id"], code): scene.span(source["length"])})


def _claim(scene: Scene) -> ClaimFacts:
    uuids = [row["uuid"] for row in scene.rows(Claim)]
    formula: dict[str, Any] = {}
    if uuids and scene.dice.random() < 0.4:
        operands = tuple(scene.dice.choices(uuids, k=scene.dice.choice((2, 2, 3))))
        formula = {"formula": scene.dice.choice(tuple(Formula)), "operands": operands}
    return ClaimFacts(
        scene.dice.choice(("penduduk", "luas", scene.name())),
        scene.dice.choice((0.0, 10_640_000.0, 6.75)),
        scene.dice.choice(("", "10,64 juta", "6,75%")),
        scene.dice.choice(("", "%", "jiwa")),
        scene.dice.choice(_ODD_DAYS),
        page=scene.dice.choice((None, 3)),
        **formula,
        **_place(scene),
    )


def _change_claim(scene: Scene) -> Request:
    return ChangeClaim(scene.one(Claim) or NONE, _claim(scene))


def _propose_claims(scene: Scene) -> Request:
    drafts = [ClaimDraft(_claim(scene), "figures 1 %", "figures 1") for _ in range(3)]
    return ProposeClaims(tuple(drafts))


def _plan(scene: Scene) -> PlannedFacts:
    return PlannedFacts(
        scene.name(),
        scene.dice.choice(tuple(Technique)),
        scene.dice.choice((0, 1, 2)),
        scene.dice.choice((None, scene.one(Case))),
        scene.dice.choice((None, scene.one(Source))),
        scene.dice.choice(tuple(PlanState)),
        scene.dice.choice(_ODD_DAYS),
    )


def _change_plan(scene: Scene) -> Request:
    return ChangePlanned(scene.one(Planned) or NONE, _plan(scene))


RECORD_ACTS: dict[str, Callable[[Scene], Request | None]] = {
    "add_event": lambda s: AddEvent(_event(s)),
    "change_event": _change_event,
    "join_events": lambda s: JoinEvents(s.some(Event)),
    "remove_events": lambda s: RemoveEvents(s.some(Event)),
    "confirm_events": lambda s: ConfirmEvents(s.some(Event)),
    "propose_events": _propose_events,
    "add_stage": lambda s: AddStage(_stage(s)),
    "change_stage": _change_stage,
    "arrange_stages": _arrange,
    "remove_stage": lambda s: RemoveStage(s.one(Stage) or NONE),
    "add_rating": _add_rating,
    "change_rating": _change_rating,
    "remove_ratings": lambda s: RemoveRatings(s.some(Rating)),
    "confirm_ratings": lambda s: ConfirmRatings(s.some(Rating)),
    "propose_ratings": _propose_ratings,
    "add_relation": lambda s: AddRelation(_relation(s)),
    "propose_relation": lambda s: AddRelation(_relation(s), CodingState.PROPOSED),
    "relate_codings": _relate,
    "change_relation": _change_relation,
    "remove_relations": lambda s: RemoveRelations(s.some(Relation)),
    "confirm_relations": lambda s: ConfirmRelations(s.some(Relation)),
    "record_asked": _asked,
    "tick_asked": _tick,
    "link_questions": _link,
    "remove_asked": lambda s: RemoveAsked(s.some(Asked)),
    "add_claim": lambda s: AddClaim(_claim(s)),
    "change_claim": _change_claim,
    "name_quantity": lambda s: NameQuantity(s.some(Claim), s.name(), s.dice.choice((None, "%"))),
    "remove_claims": lambda s: RemoveClaims(s.some(Claim)),
    "confirm_claims": lambda s: ConfirmClaims(s.some(Claim)),
    "propose_claims": _propose_claims,
    "add_planned": lambda s: AddPlanned(tuple(_plan(s) for _ in range(s.dice.randint(1, 2)))),
    "change_planned": _change_plan,
    "remove_planned": lambda s: RemovePlanned(s.some(Planned)),
}
"""Every kind of edit on records, by a name."""

RECORD_FIRST: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("change_event", "remove_events"), ("add_event",)),
    **dict.fromkeys(("join_events", "confirm_events"), ("propose_events",)),
    **dict.fromkeys(("change_stage", "remove_stage"), ("add_stage",)),
    "arrange_stages": ("add_stage", "add_stage"),
    **dict.fromkeys(("change_rating", "remove_ratings"), ("add_rating",)),
    "confirm_ratings": ("propose_ratings",),
    **dict.fromkeys(
        ("change_relation", "remove_relations", "confirm_relations"), ("propose_relation",)
    ),
    "remove_asked": ("record_asked",),
    **dict.fromkeys(("change_claim", "remove_claims", "name_quantity"), ("add_claim",)),
    "confirm_claims": ("propose_claims",),
    **dict.fromkeys(("change_planned", "remove_planned"), ("add_planned",)),
}
"""What must have been done before an act on records finds something to act on."""
