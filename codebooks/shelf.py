"""The library on its shelf: the frameworks that are shipped, as cards and in full.

Each file is read once in the life of the program; a card is taken from the framework it stands
for, so that the two can never disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from codebooks.formats.yaml_format import read_yaml
from codebooks.framework import Framework, Wording
from codebooks.hints import did_you_mean
from codebooks.refusals import UnknownFramework

_LIBRARY: Final = Path(__file__).parent / "library"
# Ids under which a framework was known before; studies that name one still find it.
_FORMER_IDS: Final = {"jaki_inductive": "app_complaints"}
_ORDER: Final = (
    "vmvh1975 ansell_gash2008 najam1995_5c edwards1980 grindle1980 mazmanian_sabatier1983 "
    "emerson2012 smartcity6 servqual1988 delone_mclean2003 utaut2003 goodgov_undp1997 factors_pp "
    "appreview_mn2015 appreview_pm2013 app_complaints skm9_2017"
).split()


@dataclass(frozen=True, slots=True)
class Card:
    """What the list of frameworks shows of one: its name, source, size and dimensions."""

    id: str
    name: Wording
    citation: str
    codes: int
    dimensions: tuple[Wording, ...]


@cache
def shelf() -> tuple[Card, ...]:
    """The cards of all shipped frameworks: theories of implementation first, then the others."""
    return tuple(_card(framework(framework_id)) for framework_id in _ORDER)


def framework(framework_id: str) -> Framework:
    """The shipped framework with this id, also under an id that it bore before.

    Raises:
        UnknownFramework: there is none; the message names the nearest id.
    """
    current = _FORMER_IDS.get(framework_id, framework_id)
    if current not in _ORDER:
        raise UnknownFramework(framework=framework_id, hint=did_you_mean(framework_id, _ORDER))
    return _read(current)


@cache
def known_codes() -> Mapping[str, frozenset[str]]:
    """The code ids of every shipped framework, against which links between them are checked."""
    return {card.id: frozenset(code.id for code in framework(card.id).codes) for card in shelf()}


@cache
def _read(framework_id: str) -> Framework:
    return read_yaml(_LIBRARY / f"{framework_id}.yaml")


def _card(full: Framework) -> Card:
    dimensions = tuple(code.name for code in full.dimensions)
    return Card(full.id, full.name, full.citation, len(full.codes), dimensions)
