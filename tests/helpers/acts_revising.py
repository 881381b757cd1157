"""Random corrections of texts and random replacements of names, for the histories of `acts`."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, Protocol

from models.base import Base
from models.source import Source, SourceText
from models.splicing import Cut
from qda.edits.edit import EditRequest
from qda.edits.revising import ReplaceName, ReviseText
from qda.pseudonyms.finding import Wanted, find_name
from qda.session import StudySession

NAMES = ("Ibu Ratna", "Ratna", "anggaran", "Kantor", "n3", "ulasan", "Informan 1")


class _Scene(Protocol):
    @property
    def session(self) -> StudySession: ...

    @property
    def dice(self) -> Random: ...

    def row(self, kind: type[Base]) -> dict[str, Any] | None: ...

    def words(self) -> str: ...


def random_cuts(text: str, dice: Random, words: Callable[[], str]) -> tuple[Cut, ...]:
    """A few corrections of a text, rarely one over a line break."""
    edges = sorted(dice.sample(range(len(text) + 1), k=min(len(text) + 1, 2 * dice.randint(1, 3))))
    cuts = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        stretch = text[start : dice.choice((start, end, min(end, start + 12)))]
        removed = stretch if dice.random() < 0.1 else stretch.split("\n")[0]
        inserted = dice.choice(("", words().replace("\n", " "), removed, words()))
        cuts.append(Cut(start, removed, inserted))
    return tuple(cuts)


def _revise(scene: _Scene) -> EditRequest[Any] | None:
    row = scene.row(Source)
    if row is None:
        return None
    texts = _texts(scene.session)
    return ReviseText(row["id"], random_cuts(texts[row["id"]], scene.dice, scene.words))


def _replace(scene: _Scene) -> EditRequest[Any] | None:
    wanted = Wanted(scene.dice.choice(NAMES), parts=scene.dice.choice((True, False)))
    pseudonym = scene.dice.choice(("Informan 1", "Informan 2", "Warga 1"))
    with scene.session.reading() as state:
        found = find_name(state, wanted, pseudonym)
    return ReplaceName(pseudonym, found) if found else None


def _texts(session: StudySession) -> dict[int, str]:
    from tests.helpers.studies import rows

    return {row["id"]: row["text"] for row in rows(session.store, SourceText)}


REVISING: dict[str, Callable[[Any], EditRequest[Any] | None]] = {
    "revise_text": _revise,
    "replace_name": _replace,
}
"""The acts of this theme, by name."""
