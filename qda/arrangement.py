"""How a researcher has arranged the codes of one study: what is folded, which theories stand where.

It is kept as JSON beside the settings, by the study's UUID, and never in the study, which others
may share. A file that cannot be read counts as none.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass

from qda.paths import settings_folder


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a researcher left as she left it.

    `folded` and `folded_beside` are UUIDs of codes, of the tree and of the one beside it; `shown`
    and `shown_beside` are names of frameworks (`""` for the researcher's own codes), all of them
    where there is none; `beside` tells whether there is a second tree.
    """

    folded: tuple[str, ...] = ()
    folded_beside: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    shown_beside: tuple[str, ...] = ()
    beside: bool = False


def load_arrangement(study_uuid: str) -> Arrangement:
    """How the codes of a study were arranged last."""
    try:
        found = json.loads((settings_folder() / _name(study_uuid)).read_text("utf-8"))
    except (OSError, ValueError):
        return Arrangement()
    if not isinstance(found, Mapping):
        return Arrangement()
    return Arrangement(
        folded=_words(found.get("folded")),
        folded_beside=_words(found.get("folded_beside")),
        shown=_words(found.get("shown")),
        shown_beside=_words(found.get("shown_beside")),
        beside=found.get("beside") is True,
    )


def save_arrangement(study_uuid: str, arrangement: Arrangement) -> None:
    """Remember how the codes of a study are arranged, whole or not at all."""
    place = settings_folder() / _name(study_uuid)
    # Where nothing can be written the codes stand as usual the next time.
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_suffix(f".{os.getpid()}.new")
        beside.write_text(json.dumps(asdict(arrangement), ensure_ascii=False), "utf-8")
        beside.replace(place)


def _name(study_uuid: str) -> str:
    return f"codes/{re.sub(r'[^0-9A-Za-z-]', '', study_uuid)}.json"


def _words(found: object) -> tuple[str, ...]:
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()
