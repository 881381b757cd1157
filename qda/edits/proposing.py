"""Stores what a rule proposes, as codings that wait for a researcher."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import or_, select

from models.code import Code
from models.coding import Coding, Segment
from models.packing import Row
from models.positions import Span
from models.recording import Recorder, table_of
from models.study import Coder, Study
from models.vocabulary import CoderKind, CodingState
from qda.autocoding.running import Proposed
from qda.edits.edit import EditRequest
from qda.i18n import mark
from qda.retrieval.sight import seen_by


@dataclass(frozen=True, slots=True)
class ProposalsStored:
    """What became of proposals: new ones, those known already, those whose code is missing."""

    made: int
    known: int
    without_code: int


@dataclass(frozen=True, slots=True)
class StoreProposals(EditRequest[ProposalsStored]):
    """Store proposals in the name of their rule; each is proposed until someone confirms it.

    The coder is the term list with its version. A segment that bears the code already, from
    whomever, gets no second coding.
    """

    proposals: tuple[Proposed, ...]

    kind: ClassVar[str] = "store_proposals"
    title: ClassVar[str] = mark("Propose {count} codings by the term lists {lists}")

    def apply(self, recorder: Recorder) -> ProposalsStored:
        """Store the proposals and count them."""
        stored, coders = stored_proposals(recorder, self.proposals)
        recorder.facts.update(count=stored.made, lists=", ".join(sorted(coders)))
        return stored


def stored_proposals(
    recorder: Recorder, proposals: Sequence[Proposed]
) -> tuple[ProposalsStored, Collection[str]]:
    """Store proposals; what became of them, and the names of the coders that made new ones."""
    codes = _codes(recorder)
    language = recorder.get(Study, 1).language
    wanted = [each for each in proposals if each.proposal.code in codes]
    segments = _segments(recorder, wanted)
    borne = _borne(recorder)
    coders: dict[str, int] = {}
    rows: list[Row] = []
    for each in wanted:
        proposal = each.proposal
        segment_id = segments[each.source_id, proposal.unit]
        code_id = codes[proposal.code]
        if (segment_id, code_id) in borne:
            continue
        borne.add((segment_id, code_id))
        name = rule_coder(proposal.rule)
        if name not in coders:
            coders[name] = coder_of_rule(recorder, name)
        rows.append(
            {
                "segment_id": segment_id,
                "code_id": code_id,
                "coder_id": coders[name],
                "state": CodingState.PROPOSED,
                "polarity": proposal.polarity,
                "rule": proposal.rule,
                "indicator": proposal.indicator.in_(language),
                "terms": "; ".join(proposal.terms),
            }
        )
    recorder.insert_many(Coding, rows)
    without = len(proposals) - len(wanted)
    return ProposalsStored(len(rows), len(wanted) - len(rows), without), coders


def _codes(recorder: Recorder) -> dict[str, int]:
    query = select(Code.canonical_id, Code.id)
    return {row[0]: row[1] for row in recorder.session.execute(query)}


def _borne(recorder: Recorder) -> set[tuple[int, int]]:
    # What is hidden from a coder who codes blind must not show by what is not proposed to her.
    coding, coder = table_of(Coding), table_of(Coder)
    rules = select(coder.c.id).where(coder.c.kind == CoderKind.RULE)
    in_sight = seen_by(recorder.session.connection(), recorder.coder_id)
    query = select(coding.c.segment_id, coding.c.code_id)
    query = query.where(or_(in_sight, coding.c.coder_id.in_(rules)))
    return {(row[0], row[1]) for row in recorder.session.execute(query)}


def _segments(recorder: Recorder, proposals: Sequence[Proposed]) -> dict[tuple[int, Span], int]:
    """The id of the segment of each proposal, made where it is new."""
    table = table_of(Segment)
    known: dict[tuple[int, Span], int] = {}
    for row in recorder.session.execute(select(table)).mappings():
        known[row["source_id"], Span(row["start"], row["end"])] = row["id"]
    new: dict[tuple[int, Span], None] = {}
    for each in proposals:
        place = (each.source_id, each.proposal.unit)
        if place not in known:
            new[place] = None
    rows: list[Row] = [
        {"source_id": source_id, "start": span.start, "end": span.end} for source_id, span in new
    ]
    known.update(zip(new, recorder.insert_many(Segment, rows), strict=True))
    return known


def rule_coder(rule: str) -> str:
    """The coder in whose name a rule proposes: its list and version.

    >>> rule_coder("vmvh1975 1 VMH2.2")
    'vmvh1975 1'
    """
    return rule.rpartition(" ")[0]


def coder_of_rule(recorder: Recorder, name: str) -> int:
    """The id of the coder in whose name a rule proposes, made where it is new."""
    query = select(Coder).where(Coder.name == name)
    found = recorder.session.execute(query).scalar()
    if found is None:
        found = recorder.add(Coder(name=name, kind=CoderKind.RULE))
    recorder.session.flush()
    return found.id
