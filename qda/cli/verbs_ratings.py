"""Verbs on judgements beside codings: ratings of codes, and relations between things."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.vocabulary import RelationType
from qda.cli.arguments import study_verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.cli.recorded import (
    BadNumber,
    acts_of,
    add_choosing,
    added,
    case_id,
    changed,
    code_id,
    confirmed,
    decimal,
    ids_given,
    place_said,
    removed,
    row_named,
    said,
    short,
    source_id,
    state_words,
    states_given,
    with_place,
    with_state,
)
from qda.i18n import Speech
from qda.labels import label

if TYPE_CHECKING:
    import argparse

    from sqlalchemy import Connection

    from qda.cli.arguments import Verbs
    from qda.retrieval.relations import RelationEnd

_SUBJECTS = ("case", "source", "study")
_SIGNS = ("+", "-", "+/-", "none")


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    acts = acts_of(verbs, "rating", speech("ratings of codes, with their rule"), speech)
    parser = study_verb(acts, "list", list_ratings, speech("list the ratings"), speech=speech)
    with_state(parser, speech)
    with_json(parser, speech)
    parser = study_verb(acts, "add", add_rating, speech("rate a code"), speech=speech)
    parser.add_argument("--code", required=True, metavar="ID")
    parser.add_argument("--value", required=True, help=speech("a value of the scale"))
    _with_rating(parser, speech)
    parser = study_verb(acts, "change", change_rating, speech("change a rating"), speech=speech)
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--value", help=speech("a value of the scale"))
    _with_rating(parser, speech)
    about = speech("propose ratings by the share of indicators that codings bear out")
    parser = study_verb(acts, "propose", propose_ratings, about, speech=speech)
    parser.add_argument("--code", action="append", default=[], required=True, metavar="ID",
                        help=speech("a code; may be given several times"))  # fmt: skip
    parser.add_argument("--by", choices=_SUBJECTS, default="case", help=speech("what is rated"))
    parser.add_argument("--scale", help=speech("the ends of the scale, such as 1:3"))
    words = speech("from which balance each value but the lowest holds, such as 0.33,0.67")
    parser.add_argument("--thresholds", default="", help=words)
    with_json(parser, speech)
    all_ = speech("all that wait to be confirmed")
    add_choosing(acts, "confirm", confirm_ratings, speech("confirm proposed ratings"), speech, all_)
    add_choosing(acts, "remove", remove_ratings, speech("take ratings away"), speech, all_)
    _add_relations(verbs, speech)


def _with_rating(parser: argparse.ArgumentParser, speech: Speech) -> None:
    parser.add_argument("--scale", help=speech("the ends of the scale, such as 1:3"))
    parser.add_argument("--case", metavar=speech("NAME"), help=speech("the case that is rated"))
    parser.add_argument("--source", metavar=speech("KEY"),
                        help=speech("the source that is rated"))  # fmt: skip
    parser.add_argument("--on", metavar=speech("DATE"), help=speech("the time it speaks of"))
    parser.add_argument("--rule", help=speech("what each value means"))
    parser.add_argument("--reason", help=speech("why this value"))
    words = speech("a coding it rests on; may be given several times")
    parser.add_argument("--evidence", action="append", metavar="UUID", help=words)
    with_json(parser, speech)


def list_ratings(call: Call) -> int:
    """List the ratings."""
    from qda.retrieval.ratings import ratings

    with call.study() as study, study.reading() as connection:
        found = ratings(connection, states=states_given(call))
    if call.json:
        print_json(found)
        return 0
    speech = call.speech
    rows = [
        (
            each.code,
            each.case or each.key or speech("the study"),
            f"{each.value:g} ({each.low}–{each.high})",
            each.dated_on,
            each.reason,
            state_words(each.state, speech),
            each.coder,
            short(each),
        )
        for each in found
    ]
    headings = (
        speech("Code"), speech("Of"), speech("Rating"), speech("Date"), speech("Reason"),
        speech("State"), speech("Coder"), "Id",
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def add_rating(call: Call) -> int:
    """Rate a code of a case, of a source, or of the study."""
    from qda.edits.ratings import AddRating, RatingFacts
    from qda.retrieval.ratings import ratings

    given = call.arguments
    with call.study() as study:
        with study.reading() as connection:
            wanted = code_id(connection, given.code) or 0
            parts = _rating_said(call, connection)
        made = study.do(AddRating(RatingFacts(wanted, **parts)))
        with study.reading() as connection:
            return added(call, ratings(connection), made)


def change_rating(call: Call) -> int:
    """Change what is said in a rating."""
    from qda.edits.ratings import ChangeRating
    from qda.recording.facts import rating_facts
    from qda.retrieval.ratings import ratings

    with call.study() as study:
        with study.reading() as connection:
            row = row_named(ratings(connection), call.arguments.id)
            parts = _rating_said(call, connection)
        study.do(ChangeRating(row.id, replace(rating_facts(row), **parts)))
    return changed(call, row)


def _rating_said(call: Call, connection: Connection) -> dict[str, Any]:
    given = call.arguments
    parts = said(call, value=decimal, rule=str, reason=str)
    if given.on is not None:
        parts["dated_on"] = given.on
    if given.scale is not None:
        parts["low"], parts["high"] = _scale(given.scale)
    if given.case is not None:
        parts["case_id"] = case_id(connection, given.case)
    if given.source is not None:
        parts["source_id"] = source_id(connection, given.source)
    if given.evidence is not None:
        parts["evidence"] = tuple(each for each in given.evidence if each)
    return parts


def _scale(written: str) -> tuple[int, int]:
    low, _, high = written.partition(":")
    try:
        return int(low), int(high)
    except ValueError as error:
        raise BadNumber(written=written[:40]) from error


def propose_ratings(call: Call) -> int:
    """Propose ratings by the rule, which is told with its thresholds."""
    from qda.edits.ratings import ProposeRatings
    from qda.recording.ratings import CODER, RatingRule, Subject, proposed_ratings

    given, speech = call.arguments, call.speech
    rule = RatingRule()
    if given.scale is not None or given.thresholds:
        low, high = _scale(given.scale) if given.scale is not None else (1, 3)
        steps = tuple(decimal(each) for each in given.thresholds.split(",") if each.strip())
        if not steps:
            steps = tuple(at / (high - low + 1) for at in range(1, high - low + 1))
        rule = RatingRule(low, high, steps)
    with call.study() as study:
        with study.reading() as connection:
            wanted = {code_id(connection, each) or 0 for each in given.code}
            drafts = proposed_ratings(connection, wanted, Subject(given.by), rule, speech.language)
        done = study.do(ProposeRatings(drafts, CODER))
    if call.json:
        print_json({"made": done.made, "known": done.known, "rule": rule.text(speech)})
        return 0
    print_line(speech.many("Proposed {n} rating.", "Proposed {n} ratings.", done.made))
    print_line(rule.text(speech))
    return 0


def confirm_ratings(call: Call) -> int:
    """Confirm proposed ratings."""
    from qda.edits.ratings import ConfirmRatings
    from qda.retrieval.ratings import ratings

    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, ratings(connection))
        return confirmed(call, study.do(ConfirmRatings(ids)))


def remove_ratings(call: Call) -> int:
    """Take ratings away."""
    from qda.edits.ratings import RemoveRatings
    from qda.retrieval.ratings import ratings

    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, ratings(connection))
        return removed(call, study.do(RemoveRatings(ids)))


# --- relations ----------------------------------------------------------------------------------


def _add_relations(verbs: Verbs, speech: Speech) -> None:
    about = speech("what bears on what: between codes, codings or cases")
    acts = acts_of(verbs, "relations", about, speech)
    parser = study_verb(acts, "list", list_relations, speech("list the relations"), speech=speech)
    with_state(parser, speech)
    with_json(parser, speech)
    parser = study_verb(acts, "add", add_relation, speech("record a relation"), speech=speech)
    parser.add_argument("--type", required=True, choices=[each.value for each in RelationType])
    _with_relation(parser, speech)
    about = speech("change a relation")
    parser = study_verb(acts, "change", change_relation, about, speech=speech)
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--type", choices=[each.value for each in RelationType])
    parser.add_argument("--supports", action="store_true",
                        help=speech("the words speak for it after all"))  # fmt: skip
    _with_relation(parser, speech)
    all_ = speech("all that wait to be confirmed")
    about = speech("confirm proposed relations")
    add_choosing(acts, "confirm", confirm_relations, about, speech, all_)
    add_choosing(acts, "remove", remove_relations, speech("take relations away"), speech, all_)


def _with_relation(parser: argparse.ArgumentParser, speech: Speech) -> None:
    for side, code, coding, case in (
        ("from", speech("the code it runs from"), speech("the coding it runs from"),
         speech("the case it runs from")),
        ("to", speech("the code it runs to"), speech("the coding it runs to"),
         speech("the case it runs to")),
    ):  # fmt: skip
        parser.add_argument(f"--{side}-code", metavar="ID", help=code)
        parser.add_argument(f"--{side}-coding", metavar="UUID", help=coding)
        parser.add_argument(f"--{side}-case", metavar=speech("NAME"), help=case)
    parser.add_argument("--sign", choices=_SIGNS, help=speech("whether it helps or hinders"))
    parser.add_argument("--strength", type=int, choices=(1, 2, 3))
    parser.add_argument("--contradicts", action="store_true",
                        help=speech("the words speak against it"))  # fmt: skip
    parser.add_argument("--order", type=int, metavar="N", help=speech("its place in a chain"))
    parser.add_argument("--actor", help=speech("who brings it about"))
    parser.add_argument("--note", help=speech("a note on it"))
    with_place(parser, speech)
    with_json(parser, speech)


def list_relations(call: Call) -> int:
    """List the relations."""
    from qda.retrieval.relations import relations

    with call.study() as study, study.reading() as connection:
        found = relations(connection, states=states_given(call))
    if call.json:
        print_json(found)
        return 0
    speech = call.speech
    rows = [
        (
            _end(each.from_end),
            label(each.type, speech) + (f" ({each.sign})" if each.sign else ""),
            _end(each.to_end),
            speech("contradicted") if each.contradicts else "",
            each.key,
            state_words(each.state, speech),
            each.coder,
            short(each),
        )
        for each in found
    ]
    headings = (
        speech("From"), speech("Relation"), speech("To"), speech("Evidence"), speech("Place"),
        speech("State"), speech("Coder"), "Id",
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def _end(end: RelationEnd) -> str:
    return f"{end.key} {end.name}".strip()


def add_relation(call: Call) -> int:
    """Record a relation."""
    from qda.edits.relations import AddRelation, RelationFacts
    from qda.retrieval.relations import relations

    with call.study() as study:
        with study.reading() as connection:
            facts = RelationFacts(**_relation_said(call, connection))
        made = study.do(AddRelation(facts))
        with study.reading() as connection:
            return added(call, relations(connection), made)


def change_relation(call: Call) -> int:
    """Change what is said of a relation."""
    from qda.edits.relations import ChangeRelation
    from qda.recording.facts import relation_facts
    from qda.retrieval.relations import relations

    with call.study() as study:
        with study.reading() as connection:
            row = row_named(relations(connection), call.arguments.id)
            parts = _relation_said(call, connection)
        if call.arguments.supports:
            parts["contradicts"] = False
        study.do(ChangeRelation(row.id, replace(relation_facts(row), **parts)))
    return changed(call, row)


def _relation_said(call: Call, connection: Connection) -> dict[str, Any]:
    given = call.arguments
    parts = said(
        call, type=RelationType, from_coding=str, to_coding=str, strength=int, order=int,
        actor=str, note=str,
    )  # fmt: skip
    for side in ("from", "to"):
        code, case = getattr(given, f"{side}_code"), getattr(given, f"{side}_case")
        if code is not None:
            parts[f"{side}_code_id"] = code_id(connection, code)
        if case is not None:
            parts[f"{side}_case_id"] = case_id(connection, case)
    if given.sign is not None:
        parts["sign"] = "" if given.sign == "none" else given.sign
    if given.contradicts:
        parts["contradicts"] = True
    return parts | place_said(call, connection)


def confirm_relations(call: Call) -> int:
    """Confirm proposed relations."""
    from qda.edits.relations import ConfirmRelations
    from qda.retrieval.relations import relations

    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, relations(connection))
        return confirmed(call, study.do(ConfirmRelations(ids)))


def remove_relations(call: Call) -> int:
    """Take relations away."""
    from qda.edits.relations import RemoveRelations
    from qda.retrieval.relations import relations

    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, relations(connection))
        return removed(call, study.do(RemoveRelations(ids)))
