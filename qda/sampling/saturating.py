"""Whether a sample has saturated: each batch is a unit, and its codes are what it bears."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.code import Code
from models.coding import Coding, Segment
from models.recording import table_of
from models.sampling import SampleUnit
from models.source import Source
from models.vocabulary import CodingState, Origin
from qda.retrieval.samples import worked_through
from qda.retrieval.sight import seen
from qda.sampling.plan import CountedCodes, UntilSaturation
from qda.sampling.stored import SampleRow
from qda.statistics.saturation import OrderFree, Saturation, order_free, saturation


@dataclass(frozen=True, slots=True)
class SaturationCheck:
    """How a sample stands to its rule.

    `batches` were drawn; those worked through from the first on are the units of `found`, and
    `free` tells of the same units in other orders. `fixed` says that codes of a theory are
    counted, which saturate by themselves.
    """

    until: UntilSaturation
    batches: int
    found: Saturation
    free: OrderFree
    fixed: bool

    @property
    def reached(self) -> bool:
        """Whether the rule is met."""
        return self.found.reached is not None

    @property
    def awaits_coding(self) -> bool:
        """Whether a batch that was drawn is not worked through yet."""
        return self.found.units < self.batches


def check_saturation(connection: Connection, row: SampleRow) -> SaturationCheck:
    """Whether a sample until saturation has met its rule, by the codings that may be seen."""
    until = row.plan.until
    batches, complete = _batches(connection, row.id)
    codes, deductive = _codes(connection, row.id, until.counted)
    units = [frozenset(codes[batch]) for batch in range(1, complete + 1)]
    return SaturationCheck(
        until=until,
        batches=batches,
        found=saturation(units, until.rule),
        free=order_free(units, until.rule, seed=row.plan.seed),
        fixed=deductive,
    )


def _batches(connection: Connection, sample_id: int) -> tuple[int, int]:
    """How many batches were drawn, and how many from the first on are worked through."""
    unit, source = table_of(SampleUnit), table_of(Source)
    query = (
        select(unit.c.batch, worked_through(connection).label("worked"))
        .join(source, source.c.id == unit.c.source_id)
        .where(unit.c.sample_id == sample_id)
    )
    done: dict[int, bool] = {}
    for batch, worked in connection.execute(query):
        done[batch] = done.get(batch, True) and bool(worked)
    batches = max(done, default=0)
    complete = next((at for at in range(1, batches + 1) if not done.get(at, False)), batches + 1)
    return batches, complete - 1


def _codes(
    connection: Connection, sample_id: int, counted: CountedCodes
) -> tuple[dict[int, set[int]], bool]:
    """The counted codes of each batch, and whether one of them is a theory's."""
    unit, coding, segment, code = (
        table_of(SampleUnit),
        table_of(Coding),
        table_of(Segment),
        table_of(Code),
    )
    query = (
        select(unit.c.batch, coding.c.code_id, code.c.origin)
        .join(segment, segment.c.source_id == unit.c.source_id)
        .join(coding, coding.c.segment_id == segment.c.id)
        .join(code, code.c.id == coding.c.code_id)
        .where(
            unit.c.sample_id == sample_id,
            coding.c.state == CodingState.CONFIRMED,
            seen(connection),
        )
        .distinct()
    )
    found: dict[int, set[int]] = defaultdict(set)
    deductive = False
    for batch, code_id, origin in connection.execute(query):
        if counted is CountedCodes.ALL or origin is not Origin.DEDUCTIVE:
            found[batch].add(code_id)
            deductive = deductive or origin is Origin.DEDUCTIVE
    return found, deductive
