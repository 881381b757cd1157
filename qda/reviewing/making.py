"""Makes a review of displays: a row for each cell that says something, and for each coding."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qda.displays.network import Arrow, Network, Node
from qda.displays.network_words import arrow_said, node_said
from qda.displays.values import Cell, Evidence, Fact, Matrix
from qda.i18n import Speech
from qda.labels import label
from qda.reviewing.names import ItemName
from qda.reviewing.sheet import EarlierNote, ReviewItem, ReviewSheet


@dataclass(frozen=True, slots=True)
class SentDisplay:
    """A kept display by its UUID, with what it shows.

    `now` is what it would show if it were made anew, where cells changed since it was looked at.
    """

    uuid: str
    shown: Matrix | Network
    now: Matrix | Network | None = None

    @property
    def newest(self) -> SentDisplay:
        """The display as it would be made now."""
        return self if self.now is None else SentDisplay(self.uuid, self.now)


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What is sent to whom: the study, the number of the round, the reviewer, what was said before.

    With `is_open_only` only rows with a note that is not settled are sent; `earlier` are the notes
    by place (`ItemName.place`).
    """

    study: str
    round: int
    language: str
    title: str = ""
    reviewer: str = ""
    facts: tuple[Fact, ...] = ()
    earlier: Mapping[str, tuple[EarlierNote, ...]] = field(default_factory=dict)
    is_open_only: bool = False
    has_codings: bool = True


def review_sheet(sent: Sequence[SentDisplay], request: ReviewRequest) -> ReviewSheet:
    """The review of some displays: their cells, then the codings behind these, each once."""
    speech = Speech(request.language)
    items = [item for each in sent for item in _cells(each, request, speech)]
    if request.has_codings:
        items += _codings(sent, request, speech)
    # What changed before it was sent has not changed since: a row bears the print of today.
    states = states_now(each.newest for each in sent)
    items = [replace(item, state=states.get(item.name.place, "")) for item in items]
    if request.is_open_only:
        items = [item for item in items if any(not note.is_settled for note in item.earlier)]
    return ReviewSheet(
        title=request.title,
        language=request.language,
        study=request.study,
        round=request.round,
        reviewer=request.reviewer,
        items=tuple(items),
        facts=request.facts,
        displays=tuple(each.uuid for each in sent),
    )


def states_now(sent: Iterable[SentDisplay]) -> dict[str, str]:
    """The print of everything that displays say now, by place."""
    found: dict[str, str] = {}
    for each in sent:
        shown = each.shown
        if isinstance(shown, Matrix):
            for r, c, cell in shown.places():
                row, column = shown.rows[r].id, shown.columns[c].id
                place = ItemName("", 0, each.uuid, row, column).place
                found[place] = _cell_state(cell, shown)
        else:
            parts: list[Node | Arrow] = [*shown.nodes, *shown.arrows]
            for part in parts:
                found[ItemName("", 0, each.uuid, part.id, "").place] = _part_state(part, shown)
        for evidence in shown.evidence:
            found[ItemName("", 0, coding=evidence.coding).place] = _coding_state(evidence)
    return found


def _cells(sent: SentDisplay, request: ReviewRequest, speech: Speech) -> Iterator[ReviewItem]:
    shown = sent.shown
    if isinstance(shown, Network):
        yield from _parts(sent, shown, request, speech)
        return
    for r, c, cell in shown.places():
        if not (cell.entries or cell.evidence or cell.records or cell.missing):
            continue
        row, column = shown.rows[r], shown.columns[c]
        name = ItemName(request.study, request.round, sent.uuid, row.id, column.id)
        keys = dict.fromkeys(shown.evidence[index].key for index in _behind(cell))
        yield ReviewItem(
            name=name,
            display=shown.title,
            place=f"{_line(row.label)} × {_line(column.label)}",
            words=_cell_words(cell, speech),
            keys=tuple(keys),
            state=_cell_state(cell, shown),
            earlier=request.earlier.get(name.place, ()),
        )


def _parts(
    sent: SentDisplay, network: Network, request: ReviewRequest, speech: Speech
) -> Iterator[ReviewItem]:
    told: list[tuple[Node | Arrow, str, str]] = [
        (node, node.label, node_said(node, speech)) for node in network.nodes
    ]
    names = {node.id: node.label for node in network.nodes}
    told += [
        (arrow, f"{names.get(arrow.start, '')} → {names.get(arrow.end, '')}",
         arrow_said(arrow, network, speech))
        for arrow in network.arrows
    ]  # fmt: skip
    for part, place, words in told:
        name = ItemName(request.study, request.round, sent.uuid, part.id, "")
        keys = dict.fromkeys(network.evidence[index].key for index in part.evidence)
        yield ReviewItem(
            name=name,
            display=network.title,
            place=_line(place),
            words=words,
            keys=tuple(keys),
            state=_part_state(part, network),
            earlier=request.earlier.get(name.place, ()),
        )


def _codings(
    sent: Sequence[SentDisplay], request: ReviewRequest, speech: Speech
) -> Iterator[ReviewItem]:
    seen: set[str] = set()
    for each in sent:
        for evidence in each.shown.evidence:
            if evidence.coding in seen:
                continue
            seen.add(evidence.coding)
            name = ItemName(request.study, request.round, coding=evidence.coding)
            told = (
                evidence.case,
                "" if evidence.polarity is None else label(evidence.polarity, speech),
                evidence.coder or evidence.rule,
                label(evidence.state, speech).lower(),
            )
            yield ReviewItem(
                name=name,
                display=each.shown.title,
                place=evidence.code_name or evidence.code,
                words=evidence.quote,
                keys=(evidence.key,),
                state=_coding_state(evidence),
                particulars=" · ".join(part for part in told if part),
                earlier=request.earlier.get(name.place, ()),
            )


def _behind(cell: Cell) -> tuple[int, ...]:
    indexes = dict.fromkeys(cell.evidence)
    for entry in cell.entries:
        indexes.update(dict.fromkeys(entry.evidence))
    return tuple(indexes)


def _cell_words(cell: Cell, speech: Speech) -> str:
    told = [entry.text for entry in cell.entries if entry.text]
    if not told and cell.missing is not None:
        told = [f"{cell.missing.value} – {label(cell.missing, speech)}"]
    if not told and cell.segments:
        people = speech.many("{n} informant", "{n} informants", cell.informants)
        told = [f"{people} · {speech.many('{n} segment', '{n} segments', cell.segments)}"]
    return "\n".join(told)


def _line(text: str) -> str:
    return " ".join(text.split())


def _cell_state(cell: Cell, shown: Matrix) -> str:
    entries = [(e.kind.value, e.text, e.state.value, e.value) for e in cell.entries]
    codings = sorted(shown.evidence[index].coding for index in _behind(cell))
    return _print(entries, codings, cell.missing and cell.missing.value)


def _part_state(part: Node | Arrow, network: Network) -> str:
    told = {
        name: getattr(part, name, None)
        for name in ("label", "rating", "state", "sign", "supporting", "contradicting")
    }
    codings = sorted(network.evidence[index].coding for index in part.evidence)
    return _print(told, codings)


def _coding_state(evidence: Evidence) -> str:
    polarity = evidence.polarity and evidence.polarity.value
    return _print(evidence.quote, evidence.code, polarity, evidence.strength, evidence.state.value)


def _print(*told: object) -> str:
    written = json.dumps(told, ensure_ascii=True, default=str)
    return hashlib.sha256(written.encode("ascii")).hexdigest()[:16]
