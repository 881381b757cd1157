"""Records what displays rest on, asks for displays of any kind, and reads them as plain texts."""

from __future__ import annotations

from collections.abc import Sequence

from models.case import Case
from models.coding import Coding
from models.positions import Span
from models.vocabulary import RelationType
from qda.displays.axes import RowAxis
from qda.displays.kind import DisplayQuestion, Vocabulary
from qda.displays.network import Arrow, Network
from qda.displays.registry import made
from qda.displays.values import Cell, Matrix
from qda.edits.claims import AddClaim, ClaimFacts
from qda.edits.events import AddEvent, EventFacts
from qda.edits.ratings import AddRating, RatingFacts
from qda.edits.relations import AddRelation, RelationFacts
from qda.retrieval.codes import code_by_id
from qda.session import StudySession
from tests.helpers.coded import MOMENT, place_of
from tests.helpers.studies import only


def asked(
    kind: str,
    *,
    language: str = "en",
    rows: str = "",
    columns: Sequence[str] = (),
    level: int = 1,
    wanted: str = "",
    quotes: int = 2,
    vocabulary: Vocabulary = Vocabulary.SOURCEBOOK,
    **choices: str,
) -> DisplayQuestion:
    """A question for a display; a choice called `from` is given as `from_`."""
    return DisplayQuestion(
        kind=kind,
        language=language,
        analyst="Sari",
        rows=RowAxis.parse(rows) if rows else None,
        columns=tuple(columns),
        level=level,
        filter=wanted,
        quotes=quotes,
        choices=tuple((name.rstrip("_"), value) for name, value in choices.items()),
        vocabulary=vocabulary,
        made_at=MOMENT,
    )


def matrix_by(study: StudySession, question: DisplayQuestion) -> Matrix:
    """The matrix that answers a question."""
    with study.reading() as connection:
        found = made(connection, question)
    assert isinstance(found, Matrix)
    return found


def network_by(study: StudySession, question: DisplayQuestion) -> Network:
    """The network that answers a question."""
    with study.reading() as connection:
        found = made(connection, question)
    assert isinstance(found, Network)
    return found


def grid(matrix: Matrix) -> dict[str, dict[str, list[str]]]:
    """What stands in every cell, by the labels of its row and its column."""
    return {
        row.label: {
            column.label: [entry.text for entry in matrix.cell(r, c).entries]
            for c, column in enumerate(matrix.columns)
        }
        for r, row in enumerate(matrix.rows)
    }


def marks(matrix: Matrix) -> dict[tuple[str, str], str]:
    """The missing-data mark of every cell that has one, by the labels of row and column."""
    return {
        (matrix.rows[r].label, matrix.columns[c].label): cell.missing.value
        for r, c, cell in matrix.places()
        if cell.missing is not None
    }


def cell_of(matrix: Matrix, row: str, column: str) -> Cell:
    """The cell where a row meets a column, by their labels."""
    rows, columns = [r.label for r in matrix.rows], [c.label for c in matrix.columns]
    return matrix.cell(rows.index(row), columns.index(column))


def arrow_of(network: Network, start: str, end: str) -> Arrow:
    """The one arrow from a node to another, by their ids."""
    (found,) = [each for each in network.arrows if (each.start, each.end) == (start, end)]
    return found


def keys_behind(matrix: Matrix, cell: Cell) -> set[str]:
    """The trace keys of all that a cell rests on."""
    codings = {matrix.evidence[index].key for index in cell.evidence}
    return codings | {matrix.records[index].key for index in cell.records}


def code_id(study: StudySession, canonical_id: str) -> int:
    """The row id of a code."""
    with study.reading() as connection:
        return code_by_id(connection, canonical_id).id


def event(
    study: StudySession,
    name: str,
    starts_on: str,
    *,
    ends_on: str = "",
    strand: str = "",
    code: str = "",
    at: tuple[str, str] | None = None,
    reason: str | None = None,
) -> int:
    """Record an event, told `at` the first place of some words of a source (key, words).

    It is critical where a `reason` is given, be it empty.
    """
    source_id, span = (None, None) if at is None else place_of(study, *at)
    facts = EventFacts(
        name,
        starts_on,
        ends_on,
        strand,
        code_id=code_id(study, code) if code else None,
        source_id=source_id,
        span=span,
        is_critical=reason is not None,
        reason=reason or "",
    )
    return study.do(AddEvent(facts))


def rate(
    study: StudySession,
    code: str,
    value: float,
    *,
    case_id: int | None = None,
    dated_on: str = "",
    high: int = 3,
    rule: str = "",
    evidence: Sequence[str] = (),
) -> int:
    """Rate a code of the study, or of a case, from 1 to `high`."""
    facts = RatingFacts(
        code_id(study, code),
        value,
        high=high,
        case_id=case_id,
        dated_on=dated_on,
        rule=rule,
        evidence=tuple(evidence),
    )
    return study.do(AddRating(facts))


def relate(
    study: StudySession,
    start: str,
    end: str,
    *,
    at: tuple[str, str] | None = None,
    kind: RelationType = RelationType.INFLUENCES,
    sign: str = "",
    contradicts: bool = False,
    order: int | None = None,
    actor: str = "",
) -> int:
    """Relate one code to another, as some words of a source say."""
    source_id: int | None = None
    span: Span | None = None
    if at is not None:
        source_id, span = place_of(study, *at)
    facts = RelationFacts(
        kind,
        from_code_id=code_id(study, start),
        to_code_id=code_id(study, end),
        source_id=source_id,
        span=span,
        sign=sign,
        contradicts=contradicts,
        order=order,
        actor=actor,
    )
    return study.do(AddRelation(facts))


def relate_cases(
    study: StudySession,
    start: int,
    end: int,
    kind: RelationType,
    *,
    at: tuple[str, str] | None = None,
    sign: str = "",
) -> int:
    """Relate one case to another."""
    source_id, span = (None, None) if at is None else place_of(study, *at)
    facts = RelationFacts(
        kind, from_case_id=start, to_case_id=end, source_id=source_id, span=span, sign=sign
    )
    return study.do(AddRelation(facts))


def claim(
    study: StudySession,
    quantity: str,
    value: float,
    year: str,
    *,
    unit: str = "",
    at: tuple[str, str] | None = None,
) -> int:
    """Record that a source states a number."""
    source_id, span = (None, None) if at is None else place_of(study, *at)
    facts = ClaimFacts(quantity, value, unit=unit, year=year, source_id=source_id, span=span)
    return study.do(AddClaim(facts))


def uuid_of(study: StudySession, coding_id: int) -> str:
    """The UUID of a coding."""
    return str(only(study.store, Coding, id=coding_id)["uuid"])


def case_id(study: StudySession, name: str) -> int:
    """The row id of a case."""
    return int(only(study.store, Case, name=name)["id"])
