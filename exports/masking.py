"""What could name people in an export, put out of sight unless it is asked for.

Cases bear pseudonyms; titles of sources come from the names of files, which often are people's
own names. In a masked display a source is called by its key, in the evidence and in headings;
documents and literature keep their titles, by which they are cited. What researchers wrote, and
what informants said, stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, TypeVar

from models.vocabulary import Technique
from qda.displays.network import Network
from qda.displays.values import Evidence, Heading, Matrix, Record, RecordKind

Shown = TypeVar("Shown", Matrix, Network)

_SOURCE: Final = "source:"
_TITLED: Final = (
    re.compile(r".* \((?P<key>[^()\s]+)\)", re.DOTALL),
    re.compile(r"(?P<key>\S+) · .*", re.DOTALL),
)
"""How headings name sources: `Wawancara Pak Budi (W03)`, `W03 · Wawancara Pak Budi`."""

_CITED: Final = frozenset((Technique.DOCUMENTATION.value, Technique.LITERATURE.value))


def masked(shown: Shown) -> Shown:
    """The display with keys in place of the titles of sources that people speak or write in."""
    cited = frozenset(_key(each) for each in shown.evidence if each.technique in _CITED)
    evidence = tuple(_evidence(each) for each in shown.evidence)
    records = tuple(_record(each, cited) for each in shown.records)
    plain = replace(shown, evidence=evidence, records=records)
    if isinstance(plain, Matrix):
        rows = tuple(_heading(each, cited) for each in plain.rows)
        columns = tuple(_heading(each, cited) for each in plain.columns)
        return replace(plain, rows=rows, columns=columns)
    return plain


def _key(evidence: Evidence) -> str:
    return evidence.key.partition(":")[0]


def _evidence(evidence: Evidence) -> Evidence:
    if evidence.technique in _CITED:
        return evidence
    return replace(evidence, source_title=_key(evidence))


def _record(record: Record, cited: frozenset[str]) -> Record:
    if record.kind is RecordKind.SOURCE and record.key and record.key not in cited:
        return replace(record, text=record.key)
    return record


def _heading(heading: Heading, cited: frozenset[str]) -> Heading:
    if not heading.id.startswith(_SOURCE):
        return heading
    for form in _TITLED:
        titled = form.fullmatch(heading.label)
        if titled is not None and titled["key"] not in cited:
            return replace(heading, label=titled["key"])
    return heading
