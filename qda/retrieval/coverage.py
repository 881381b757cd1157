"""Which indicators of a theory have evidence, in one source and in the study; what is silent.

A coding names its indicator by the text that the code has, in either language. Evidence for an
indicator comes from codings of its code and of the codes beneath it. A code is silent where
neither it nor a code beneath it bears a coding; findings of absence say why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from sqlalchemy import Connection, Select, case, select

from models.coding import Absence, Coding, Segment
from models.recording import table_of
from models.vocabulary import CodingState, Missing
from qda.retrieval.codes import codes, subtree
from qda.retrieval.codings import CodingFilter, coding_query
from qda.retrieval.heads import Heads
from qda.retrieval.in_parts import in_parts
from qda.retrieval.rows import CodeRow
from qda.retrieval.sight import seen_findings

Pair = tuple[str, str]
_FEW: Final = 20
"""Up to so many codes stand in few sources, and whose words those are is all that is needed."""


@dataclass(frozen=True, slots=True)
class Evidenced:
    """How much evidence there is.

    `here` counts segments in the source asked for, `informants` and `segments` those in the
    study; `proposed` of its codings are still proposals.
    """

    here: int = 0
    informants: int = 0
    segments: int = 0
    proposed: int = 0

    def __bool__(self) -> bool:
        return self.segments > 0


@dataclass(frozen=True, slots=True)
class IndicatorCoverage:
    """An indicator (English, Indonesian) and the evidence for it."""

    indicator: Pair
    evidence: Evidenced
    coding_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeCoverage:
    """A code with its indicators.

    `otherwise` is evidence for what a term list calls an indicator and the code does not;
    `unnamed` is what is coded without naming any. `silence` counts the sources with each finding
    of absence; `silence_here` is the finding on the source asked for.
    """

    code: CodeRow
    whole: Evidenced
    unnamed: Evidenced
    indicators: tuple[IndicatorCoverage, ...]
    otherwise: tuple[IndicatorCoverage, ...] = ()
    silence: Mapping[Missing, int] = field(default_factory=dict, hash=False)
    silence_here: Missing | None = None
    coding_ids: tuple[int, ...] = ()
    unnamed_ids: tuple[int, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether nothing is coded with the code or beneath it."""
        return not self.whole


@dataclass(slots=True)
class _Heap:
    """Codings added up; a row of its own for each of 250,000 would take long to make and to free.

    `here` are those segments that stand in the source asked for.
    """

    ids: list[int] = field(default_factory=list)
    segments: set[int] = field(default_factory=set)
    here: set[int] = field(default_factory=set)
    informants: set[int] = field(default_factory=set)
    proposed: int = 0


@dataclass(slots=True)
class _Own:
    """What is coded with one code itself.

    `otherwise` are by their plain texts the indicators that no code in the line of this one has,
    each with the words that name it first.
    """

    whole: _Heap = field(default_factory=_Heap)
    unnamed: _Heap = field(default_factory=_Heap)
    otherwise: dict[str, tuple[str, _Heap]] = field(default_factory=dict)


def coverage(
    connection: Connection,
    *,
    framework_id: int | None = None,
    source_id: int | None = None,
    code_ids: frozenset[int] = frozenset(),
    wanted: CodingFilter = CodingFilter(),
) -> tuple[CodeCoverage, ...]:
    """The evidence for the codes of a framework, or for these codes, or for all, in tree order."""
    tree = codes(connection, counted=False)
    shown = [
        code
        for code in tree
        if (framework_id is None or code.framework_id == framework_id)
        and (not code_ids or code.id in code_ids)
    ]
    within = _within(tree, shown) if len(shown) < len(tree) else frozenset[int]()
    own, named = _evidence(connection, tree, wanted=wanted, within=within, source_id=source_id)
    absences = _absences(connection)
    made = []
    for code in shown:
        wholes = [own[each].whole for each in subtree(tree, code.id) if each in own]
        mine = own.get(code.id) or _Own()
        findings = absences.get(code.id, {})
        made.append(
            CodeCoverage(
                code=code,
                whole=_sum(wholes),
                unnamed=_sum([mine.unnamed]),
                indicators=tuple(
                    IndicatorCoverage(pair, _sum(heaps), _ids(heaps))
                    for pair in code.indicators
                    for heaps in [_of_pair(named.get(code.id, {}), pair)]
                ),
                otherwise=tuple(
                    IndicatorCoverage((words, ""), _sum([heap]), _ids([heap]))
                    for words, heap in mine.otherwise.values()
                ),
                silence=_counted(findings.values()),
                silence_here=None if source_id is None else findings.get(source_id),
                coding_ids=_ids(wholes),
                unnamed_ids=_ids([mine.unnamed]),
            )
        )
    return tuple(made)


def plain(indicator: str) -> str:
    """An indicator's text as it is compared: neither blanks nor capitals matter."""
    return " ".join(indicator.split()).casefold()


def _evidence(
    connection: Connection,
    tree: tuple[CodeRow, ...],
    *,
    wanted: CodingFilter,
    within: frozenset[int],
    source_id: int | None,
) -> tuple[dict[int, _Own], dict[int, dict[str, _Heap]]]:
    """The codings of each code, and those of each code's indicators by their plain texts."""
    coding, segment = table_of(Coding), table_of(Segment)
    query = coding_query(connection, wanted).with_only_columns(
        coding.c.id,
        coding.c.code_id,
        coding.c.indicator,
        coding.c.segment_id,
        segment.c.source_id,
        segment.c.start,
        segment.c.end,
        case((coding.c.state == CodingState.PROPOSED, 1), else_=0).label("proposed"),
    )
    if within:
        query = query.where(coding.c.code_id.in_(within))
    query = query.order_by(segment.c.source_id, segment.c.start)
    # Only where a few codes are asked for are a few sources all that is needed.
    few = 0 < len(within) <= _FEW
    heads = Heads(connection, _sources(connection, query) if few else None)
    known = {code.id: code for code in tree}
    texts = {
        code.id: frozenset(plain(text) for pair in code.indicators for text in pair if text)
        for code in tree
    }
    own: dict[int, _Own] = defaultdict(_Own)
    named: dict[int, dict[str, _Heap]] = defaultdict(lambda: defaultdict(_Heap))
    for row in in_parts(connection, query):
        id_, code_id, indicator, segment_id, stands_in, start, end, proposed = row
        mine, said, here = own[code_id], plain(indicator), code_id
        heaps = [mine.whole]
        while here is not None and said not in texts[here]:
            here = known[here].parent_id
        if here is not None:
            heaps.append(named[here][said])
        elif said:
            heaps.append(mine.otherwise.setdefault(said, (indicator.strip(), _Heap()))[1])
        if not said:
            heaps.append(mine.unnamed)
        for heap in heaps:
            heap.ids.append(id_)
            heap.segments.add(segment_id)
            heads.add_to(heap.informants, stands_in, start, end)
            heap.proposed += proposed
            if stands_in == source_id:
                heap.here.add(segment_id)
    return own, named


def _sources(connection: Connection, query: Select[*tuple[Any, ...]]) -> Iterator[int]:
    column = table_of(Segment).c.source_id
    for row in in_parts(connection, query.with_only_columns(column).order_by(None).distinct()):
        yield row[0]


def _of_pair(named: Mapping[str, _Heap], pair: Pair) -> list[_Heap]:
    texts = dict.fromkeys(plain(part) for part in pair if part)
    return [named[text] for text in texts if text in named]


def _sum(heaps: Sequence[_Heap]) -> Evidenced:
    here, informants, segments = (
        set[int]().union(*parts)
        for parts in (
            (heap.here for heap in heaps),
            (heap.informants for heap in heaps),
            (heap.segments for heap in heaps),
        )
    )
    proposed = sum(heap.proposed for heap in heaps)
    return Evidenced(len(here), len(informants), len(segments), proposed)


def _ids(heaps: Sequence[_Heap]) -> tuple[int, ...]:
    return tuple(chain.from_iterable(heap.ids for heap in heaps))


def _absences(connection: Connection) -> dict[int, dict[int, Missing]]:
    table = table_of(Absence)
    found: dict[int, dict[int, Missing]] = defaultdict(dict)
    query = select(table.c.code_id, table.c.source_id, table.c.mark)
    query = query.where(seen_findings(connection))
    for code_id, source_id, missing in connection.execute(query):
        found[code_id][source_id] = missing
    return found


def _counted(findings: Iterable[Missing]) -> dict[Missing, int]:
    counts: dict[Missing, int] = {}
    for each in findings:
        counts[each] = counts.get(each, 0) + 1
    return dict(sorted(counts.items()))


def _within(tree: tuple[CodeRow, ...], shown: Iterable[CodeRow]) -> frozenset[int]:
    return frozenset(id_ for code in shown for id_ in subtree(tree, code.id))
