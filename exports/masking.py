"""What could name people in an export, put out of sight unless it is asked for.

Cases bear pseudonyms; titles of sources come from the names of files, which often are people's
own names. In a masked display a source is called by its key, in the evidence and in headings. What
researchers wrote, and what informants said, stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, TypeVar

from qda.displays.network import Network
from qda.displays.values import Evidence, Heading, Matrix, Record, RecordKind

Shown = TypeVar("Shown", Matrix, Network)

_SOURCE: Final = "source:"
_TITLED: Final = re.compile(r".* \(([^()\s]+)\)", re.DOTALL)
"""How headings name sources: `Wawancara Pak Budi (W03)`."""


def masked(shown: Shown) -> Shown:
    """The display with keys in place of the titles of sources, wherever they stand."""
    evidence = tuple(_evidence(each) for each in shown.evidence)
    records = tuple(_record(each) for each in shown.records)
    plain = replace(shown, evidence=evidence, records=records)
    if isinstance(plain, Matrix):
        rows = tuple(_heading(each) for each in plain.rows)
        columns = tuple(_heading(each) for each in plain.columns)
        return replace(plain, rows=rows, columns=columns)
    return plain


def _evidence(evidence: Evidence) -> Evidence:
    return replace(evidence, source_title=evidence.key.partition(":")[0])


def _record(record: Record) -> Record:
    if record.kind is RecordKind.SOURCE and record.key:
        return replace(record, text=record.key)
    return record


def _heading(heading: Heading) -> Heading:
    titled = _TITLED.fullmatch(heading.label)
    if heading.id.startswith(_SOURCE) and titled is not None:
        return replace(heading, label=titled[1])
    return heading
