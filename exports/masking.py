"""What could name people in an export, put out of sight unless it is asked for.

Cases bear pseudonyms; titles of sources come from the names of files, which often are people's
own names. In a masked display a source is called by its key.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from qda.displays.network import Network
from qda.displays.values import Evidence, Matrix

Shown = TypeVar("Shown", Matrix, Network)


def masked(shown: Shown) -> Shown:
    """The display with keys in place of the titles of sources, wherever they stand."""
    return replace(shown, evidence=tuple(_masked(each) for each in shown.evidence))


def _masked(evidence: Evidence) -> Evidence:
    return replace(evidence, source_title=evidence.key.partition(":")[0])
