"""Which indicators of a theory have evidence, in one source and in the study; what is silent.

A coding names its indicator by the text that the code has, in either language. Evidence for an
indicator comes from codings of its code and of the codes beneath it. A code is silent where
neither it nor a code beneath it bears a coding; findings of absence say why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, case, select

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


@dataclass(frozen=True, slots=True)
class _Found:
    id: int
    segment_id: int
    source_id: int
    informants: frozenset[int]
    proposed: int
    indicator: str
    known: bool


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
    within = _within(tree, shown) if code_ids else frozenset[int]()
    own, named = _evidence(connection, tree, wanted=wanted, within=within)
    absences = _absences(connection)
    made = []
    for code in shown:
        beneath = subtree(tree, code.id)
        whole = [each for code_id in beneath for each in own.get(code_id, ())]
        indicators = tuple(
            IndicatorCoverage(pair, _sum(found, source_id), tuple(each.id for each in found))
            for pair in code.indicators
            for found in [_of_pair(named.get(code.id, {}), pair)]
        )
        mine = own.get(code.id, [])
        otherwise = _otherwise(mine, source_id)
        unnamed = [each for each in mine if not each.indicator]
        findings = absences.get(code.id, {})
        made.append(
            CodeCoverage(
                code=code,
                whole=_sum(whole, source_id),
                unnamed=_sum(unnamed, source_id),
                indicators=indicators,
                otherwise=otherwise,
                silence=_counted(findings.values()),
                silence_here=None if source_id is None else findings.get(source_id),
                coding_ids=tuple(each.id for each in whole),
                unnamed_ids=tuple(each.id for each in unnamed),
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
) -> tuple[dict[int, list[_Found]], dict[int, dict[str, list[_Found]]]]:
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
    rows = list(in_parts(connection, query))
    heads = Heads(connection, {row.source_id for row in rows})
    known = {code.id: code for code in tree}
    texts = {
        code.id: frozenset(plain(text) for pair in code.indicators for text in pair if text)
        for code in tree
    }
    own: dict[int, list[_Found]] = defaultdict(list)
    named: dict[int, dict[str, list[_Found]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        who: set[int] = set()
        heads.add_to(who, row.source_id, row.start, row.end)
        said, here = plain(row.indicator), row.code_id
        while here is not None and said not in texts[here]:
            here = known[here].parent_id
        place = (row.id, row.segment_id, row.source_id, frozenset(who), row.proposed)
        found = _Found(*place, row.indicator.strip(), here is not None)
        own[row.code_id].append(found)
        if here is not None:
            named[here][said].append(found)
    return own, named


def _otherwise(own: list[_Found], source_id: int | None) -> tuple[IndicatorCoverage, ...]:
    """What codings of a code name as their indicator, and no code above them has."""
    others: dict[str, list[_Found]] = {}
    for each in own:
        if each.indicator and not each.known:
            others.setdefault(plain(each.indicator), []).append(each)
    return tuple(
        IndicatorCoverage(
            (found[0].indicator, ""), _sum(found, source_id), tuple(each.id for each in found)
        )
        for found in others.values()
    )


def _of_pair(named: Mapping[str, list[_Found]], pair: Pair) -> list[_Found]:
    return [each for text in {plain(part) for part in pair if part} for each in named.get(text, ())]


def _sum(found: Iterable[_Found], source_id: int | None) -> Evidenced:
    informants: set[int] = set()
    segments: set[int] = set()
    here: set[int] = set()
    proposed = 0
    for each in found:
        informants.update(each.informants)
        segments.add(each.segment_id)
        proposed += each.proposed
        if each.source_id == source_id:
            here.add(each.segment_id)
    return Evidenced(len(here), len(informants), len(segments), proposed)


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
