"""Tells what of a study answers the items of the sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from models.vocabulary import MemoKind
from qda.i18n import Speech
from qda.sheets import analysed, collected
from qda.sheets.holding import Holding
from qda.sheets.items import Item
from qda.sheets.told import Teller, Told, memos

TELLERS: Final[Mapping[str, Teller]] = {
    "absences": analysed.absences,
    "agreement": analysed.agreement,
    "cases": collected.cases,
    "coders": analysed.coders,
    "conclusions": analysed.conclusions,
    "contradictions": analysed.contradictions,
    "declined": collected.declined,
    "described": collected.described,
    "displays": analysed.displays,
    "durations": collected.durations,
    "fit_memos": memos(MemoKind.THEORY_FIT),
    "guides": collected.guides,
    "history": analysed.history,
    "journal": memos(MemoKind.JOURNAL),
    "member_checks": memos(MemoKind.MEMBER_CHECK),
    "minor": analysed.minor,
    "notes": collected.notes,
    "origins": analysed.origins,
    "originals": collected.originals,
    "period": collected.period,
    "places": collected.places,
    "processing": analysed.processing,
    "question": analysed.question,
    "quotes": analysed.quotes,
    "reading": collected.reading,
    "recordings": collected.recordings,
    "repeats": collected.repeats,
    "reviews": analysed.reviews,
    "samples": analysed.samples,
    "saturation": analysed.saturation,
    "software": analysed.software,
    "sources": collected.sources,
    "themes": analysed.themes,
    "theories": collected.theories,
    "title": analysed.title,
    "tree": analysed.tree,
    "triangulation": analysed.triangulation,
    "versions": analysed.versions,
}
"""What words each name of an item."""


def told(item: Item, held: Holding, speech: Speech) -> tuple[Told, ...]:
    """Everything the study tells for an item; nothing where it holds nothing of the kind."""
    found = (TELLERS[name](held, speech) for name in item.tells)
    return tuple(each for each in found if each is not None)
