"""Lists the quotes of a code and of everything beneath it, with all that leads back to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from models.errors import Refused
from qda.displays.documentation import blind_facts, filter_words, sample_facts
from qda.displays.evidence import evidence_of
from qda.displays.informants import Voices
from qda.displays.material import CodedPlace, Scope, coded_places
from qda.displays.values import Fact, QuoteList
from qda.i18n import Speech
from qda.retrieval.codes import code_named, codes, subtree
from qda.retrieval.codings import CodingFilter
from qda.retrieval.listing import listed
from qda.retrieval.rows import StudyRow
from qda.retrieval.samples import sampled_ids
from qda.retrieval.studies import study_row


class NoSuchRole(Refused):
    """Nobody in the study has the role asked for."""

    en = "Nobody in this study has the role “{role}”. Known roles: {known}."
    id = "Tidak ada yang berperan “{role}” dalam studi ini. Peran yang ada: {known}."


def quote_list(
    connection: Connection,
    code: str,
    *,
    wanted: CodingFilter,
    role: str,
    language: str,
    analyst: str,
) -> QuoteList:
    """The quotes of a code and of all beneath it that pass a filter, in reading order.

    `code` is a canonical id; `role`, where it is not empty, leaves the words of the cases and
    collections with this role; `analyst` is the coder in whose name the list is made. A segment
    that bears several of the codes stands once for each coding.

    Raises:
        NoSuchCode, SeveralCodes: the id names no code, or more than one.
        NoSuchRole: no case and no collection has the role.
    """
    tree = codes(connection)
    root = code_named(tree, code)
    inside = subtree(tree, root.id)
    by_id = {each.id: each for each in tree if each.id in inside}
    voices = Voices(connection)
    _check_role(voices, role)
    scope = Scope(voices, wanted, role=role, sampled=sampled_ids(connection, wanted.samples))
    found = coded_places(connection, wanted, scope)
    places = [place for place in found if place.code_id in by_id]
    speech = Speech(language)
    name = f"{root.canonical_id} · {root.name(language)}"
    return QuoteList(
        title=speech("Quotes: {code}", code=root.name(language)),
        language=language,
        evidence=evidence_of(connection, places, by_id, voices=voices, speech=speech),
        facts=(
            Fact(speech("Code"), name),
            Fact(speech("Role"), role.strip() or speech("all")),
            *_making(study_row(connection), wanted, speech, analyst),
            *sample_facts(connection, wanted, speech),
            *blind_facts(connection, speech),
        ),
    )


def quotes_of(
    connection: Connection,
    ids: Sequence[int],
    *,
    wanted: CodingFilter,
    language: str,
    analyst: str,
) -> QuoteList:
    """The quotes of chosen codings, in their order; `wanted` is the filter they were chosen in."""
    known = {code.id: code for code in codes(connection)}
    speech = Speech(language)
    rows = [each.row for each in listed(connection, ids)]
    places = [
        CodedPlace(
            row.id, row.uuid, row.segment_id, row.code_id, row.source_id, row.span.start,
            row.span.end, row.coder, row.state, row.polarity, row.strength, row.important,
            row.rule, row.made_at,
        )
        for row in rows
    ]  # fmt: skip
    voices = Voices(connection)
    return QuoteList(
        title=speech("Coded segments"),
        language=language,
        evidence=evidence_of(connection, places, known, voices=voices, speech=speech),
        facts=(
            *_making(study_row(connection), wanted, speech, analyst),
            *sample_facts(connection, wanted, speech),
        ),
    )


def _making(
    study: StudyRow, wanted: CodingFilter, speech: Speech, analyst: str
) -> tuple[Fact, ...]:
    return (
        Fact(speech("Filters"), filter_words(wanted, speech)),
        Fact(speech("Study"), study.title),
        Fact(speech("Made on"), speech.moment(datetime.now(UTC))),
        Fact(speech("Made by"), analyst),
        Fact(speech("Study version"), speech("edit {number}", number=study.version)),
    )


def _check_role(voices: Voices, role: str) -> None:
    roles = [each.role for each in voices.people.values()]
    roles.extend(each.role for each in voices.groups.values())
    known = dict.fromkeys(filter(None, roles))
    if role.strip() and role.strip().casefold() not in {each.casefold() for each in known}:
        raise NoSuchRole(role=role, known=", ".join(known) or "–")
