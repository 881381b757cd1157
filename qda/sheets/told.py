"""What the study tells for an item of a sheet, and what shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from textwrap import shorten

from models.vocabulary import MemoKind
from qda.displays.periods import spoken, spoken_stretch
from qda.displays.values import Record, RecordKind
from qda.i18n import Speech
from qda.labels import label
from qda.sheets.holding import Holding, MemoHeld, TextHeld


@dataclass(frozen=True, slots=True)
class Told:
    """What the study tells for an item: in words, how many things, and those that show it."""

    words: str
    count: int
    records: tuple[Record, ...] = ()


def from_to(speech: Speech, first: str, last: str) -> str:
    """A stretch of days in words; one day alone is called by itself."""
    if first == last:
        return speech("on {day}", day=spoken(first, speech))
    return speech("from {first} to {last}", first=spoken(first, speech), last=spoken(last, speech))


Teller = Callable[[Holding, Speech], Told | None]
"""Words one thing that a study holds; None where it holds nothing of the kind."""


def _beginning(text: str) -> str:
    """The first words of a text, never half a word, and a sign where there is more."""
    return shorten(text, 160, placeholder=" …")


def memo_record(memo: MemoHeld) -> Record:
    """A memo as something that shows an answer."""
    words = ": ".join(filter(None, (memo.title, _beginning(memo.text))))
    return Record(RecordKind.MEMO, memo.uuid, "", words, author=memo.coder, made_at=memo.day)


def text_records(found: Iterable[TextHeld]) -> tuple[Record, ...]:
    """Texts as things that show an answer."""
    return tuple(
        Record(
            RecordKind.SOURCE,
            each.uuid,
            each.key,
            each.title,
            made_at=each.collected_on,
            source_id=each.id,
        )
        for each in found
    )


def listed(speech: Speech, counts: Mapping[str, int]) -> str:
    """Names with their numbers: Interview: 6, Documentation: 3."""
    return ", ".join(f"{name}: {speech.number(count)}" for name, count in counts.items())


def memos(kind: MemoKind) -> Teller:
    """What tells of the memos of one kind."""

    def tell(held: Holding, speech: Speech) -> Told | None:
        found = held.memos_of(kind)
        if not found:
            return None
        days = sorted(each.day for each in found)
        words = speech.many(
            "{n} note, {period}",
            "{n} notes, {period}",
            len(found),
            period=spoken_stretch(days[0], days[-1], speech),
        )
        said = f"{label(kind, speech)}: {words}"
        return Told(said, len(found), tuple(map(memo_record, found)))

    return tell
