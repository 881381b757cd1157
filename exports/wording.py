"""The words that counts, states, marks and evidence have in every export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from exports.tracing import TracedCell
from models.vocabulary import CodingState, EntryKind, Missing, Polarity, Technique
from qda.displays.values import Cell, Entry, Evidence, Fact, Heading, Matrix
from qda.i18n import Speech
from qda.labels import label


@dataclass(frozen=True, slots=True)
class KeyAt:
    """A trace key and the first evidence (an index of `Matrix.evidence`) that bears it."""

    key: str
    index: int


_NO_NUMBERS: Final[Mapping[int, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EntryWords:
    """An entry as it is shown: `text` to the letter, and what stands around it.

    `records` name records by their number (`R3`), as `keys` name evidence.
    """

    before: str
    text: str
    closing: str = ""
    keys: tuple[KeyAt, ...] = ()
    is_proposed: bool = False
    records: tuple[KeyAt, ...] = ()

    @property
    def line(self) -> str:
        """All of it in one: `“the words” (W03:12; W04:2; R1)`."""
        keys = "; ".join(at.key for at in (*self.keys, *self.records))
        return f"{self.before}{self.text}{self.closing}" + (f" ({keys})" if keys else "")


@dataclass(frozen=True, slots=True)
class Band:
    """Neighbouring headings of one group, from `start` up to but not with `stop`."""

    label: str
    start: int
    stop: int


def bands(headings: tuple[Heading, ...]) -> tuple[Band, ...]:
    """The headings by group, in their order; no bands where no heading has a group."""
    if not any(heading.group for heading in headings):
        return ()
    found: list[Band] = []
    for nth, heading in enumerate(headings):
        if found and found[-1].label == heading.group:
            found[-1] = Band(heading.group, found[-1].start, nth + 1)
        else:
            found.append(Band(heading.group, nth, nth + 1))
    return tuple(found)


def missing_line(missing: Missing, speech: Speech) -> str:
    """The mark and its meaning: `NS – Asked, nothing said`."""
    return f"{missing.value} – {label(missing, speech)}"


def polarity_word(polarity: Polarity | None, speech: Speech) -> str:
    """Supporting, inhibiting …; empty where the coder did not say."""
    return "" if polarity is None else label(polarity, speech)


def state_word(state: CodingState, speech: Speech) -> str:
    """Proposed or confirmed, as it stands within a line."""
    return label(state, speech).lower()


def technique_word(technique: str, speech: Speech) -> str:
    """The technique in words; a wording that is no member of the list stays as it is."""
    known = next((member for member in Technique if member.value == technique), None)
    return technique if known is None else label(known, speech)


def count_line(cell: Cell, speech: Speech) -> str:
    """People first, segments beside, polarity and what is only proposed.

    Empty where nothing was counted; else such as `4 informants · 9 segments · + (6/1) ·
    2 proposed`, where 6 speak of help and 1 of hindrance.
    """
    parts: list[str] = []
    if cell.informants or cell.segments:
        parts.append(speech.many("{n} informant", "{n} informants", cell.informants))
        parts.append(speech.many("{n} segment", "{n} segments", cell.segments))
    sign = symbol_words(cell, speech)
    if sign:
        parts.append(sign)
    if cell.proposed:
        parts.append(speech.many("{n} proposed", "{n} proposed", cell.proposed))
    return " · ".join(parts)


def symbol_words(cell: Cell, speech: Speech) -> str:
    """The symbol with the people behind each side: `+/- (6/1)`; empty without a symbol."""
    if not (cell.positive or cell.negative):
        return cell.symbol
    sides = f"({speech.number(cell.positive)}/{speech.number(cell.negative)})"
    return f"{cell.symbol} {sides}".strip()


def entry_words(
    entry: Entry, matrix: Matrix, speech: Speech, numbers: Mapping[int, int] = _NO_NUMBERS
) -> EntryWords:
    """An entry with its mark of proposal, quotation marks and trace keys.

    `numbers` are those of the records behind the cell, by index.
    """
    records = tuple(
        KeyAt(f"R{numbers[index]}", index)
        for index in dict.fromkeys(entry.records)
        if index in numbers
    )
    return replace(_entry_words(entry, matrix, speech), records=records)


def _entry_words(entry: Entry, matrix: Matrix, speech: Speech) -> EntryWords:
    proposed = entry.state is CodingState.PROPOSED
    before = f"[{state_word(entry.state, speech)}] " if proposed else ""
    first: dict[str, int] = {}
    for index in entry.evidence:
        first.setdefault(matrix.evidence[index].key, index)
    keys = tuple(KeyAt(key, index) for key, index in first.items())
    if entry.kind is EntryKind.QUOTE:
        return EntryWords(f"{before}“", entry.text, "”", keys, proposed)
    if entry.missing is None or entry.text.startswith(entry.missing.value + " "):
        return EntryWords(before, entry.text, "", keys, proposed)
    if entry.text in ("", entry.missing.value):
        return EntryWords(before, missing_line(entry.missing, speech), "", keys, proposed)
    return EntryWords(f"{before}{entry.missing.value} – ", entry.text, "", keys, proposed)


def placed_entries(place: TracedCell, matrix: Matrix, speech: Speech) -> tuple[EntryWords, ...]:
    """The entries of a cell as shown, with the numbers of its records.

    Records that no entry names are named at the end; a stale cell says so in words.
    """
    numbers = {trace.index: trace.index + 1 for trace in place.records}
    words = cell_entries(place.cell, matrix, speech, numbers)
    named = {at.index for entry in words for at in entry.records}
    others = tuple(KeyAt(trace.mark, trace.index) for trace in place.records
                   if trace.index not in named)  # fmt: skip
    if others:
        words = (*words, EntryWords("", speech("Records"), records=others))
    if place.cell.is_stale:
        words = (*words, EntryWords("", stale_line(place.cell, speech)))
    return words


def stale_line(cell: Cell, speech: Speech) -> str:
    """That the study changed under the cell since it was last looked at, and how often."""
    return speech.many(
        "Stale: {n} change since it was last looked at",
        "Stale: {n} changes since it was last looked at",
        len(cell.changes),
    )


def cell_entries(
    cell: Cell, matrix: Matrix, speech: Speech, numbers: Mapping[int, int] = _NO_NUMBERS
) -> tuple[EntryWords, ...]:
    """The entries of a cell as shown; its missing mark where no entry says it, never nothing."""
    words = [entry_words(entry, matrix, speech, numbers) for entry in cell.entries]
    told = any(entry.missing is cell.missing for entry in cell.entries)
    if cell.missing is not None and not told:
        words.append(EntryWords("", missing_line(cell.missing, speech)))
    if not words and not count_line(cell, speech) and not cell.records:
        words.append(EntryWords("", speech("nothing entered")))
    return tuple(words)


def heading_words(heading: Heading, speech: Speech) -> str:
    """A row's or column's label, with its note and what it is counted over."""
    lines = [heading.label]
    if heading.note:
        lines.append(heading.note)
    if heading.size is not None:
        lines.append(speech("n = {n}", n=speech.number(heading.size)))
    return "\n".join(lines)


def place_words(matrix: Matrix, row: int | None, column: int | None, speech: Speech) -> str:
    """Where evidence stands: `row × column`."""
    if row is None or column is None:
        return speech("behind no cell")
    return f"{matrix.rows[row].label} × {matrix.columns[column].label}"


def coder_words(evidence: Evidence, speech: Speech) -> str:
    """Who coded: a person, or the rule's name marked as one."""
    if not evidence.rule:
        return evidence.coder
    rule = speech("rule: {rule}", rule=evidence.rule)
    # The coder of a list of terms is called as its rules begin.
    is_told = not evidence.coder or evidence.rule.startswith(evidence.coder)
    return rule if is_told else f"{evidence.coder} ({rule})"


def particulars(evidence: Evidence, speech: Speech) -> tuple[Fact, ...]:
    """What is known of a piece of evidence beside its key and words, without what is empty."""
    return _particulars(evidence, speech, is_printed=False)


def printed_particulars(evidence: Evidence, speech: Speech) -> tuple[Fact, ...]:
    """What a reader on paper is told beside key and words; identifiers are left to the tables."""
    return _particulars(evidence, speech, is_printed=True)


def _particulars(evidence: Evidence, speech: Speech, *, is_printed: bool) -> tuple[Fact, ...]:
    page = "" if evidence.page is None else speech.number(evidence.page)
    place = "" if is_printed else f"{evidence.span.start}–{evidence.span.end}"
    code = (evidence.code_name or evidence.code) if is_printed else code_words(evidence)
    strength = "" if evidence.strength is None else speech.number(evidence.strength)
    moment = moment_words(evidence.made_at, speech) if is_printed else evidence.made_at
    told = (
        Fact(speech("Source"), evidence.source_title),
        Fact(speech("Page"), page),
        Fact(speech("Position"), place),
        Fact(speech("Case"), evidence.case),
        Fact(speech("Technique"), technique_word(evidence.technique, speech)),
        Fact(speech("Code"), code),
        Fact(speech("Coder"), coder_words(evidence, speech)),
        Fact(speech("Polarity"), polarity_word(evidence.polarity, speech)),
        Fact(speech("Strength"), strength),
        Fact(speech("State"), state_word(evidence.state, speech)),
        Fact(speech("Coded at"), moment),
        Fact(speech("Coding"), "" if is_printed else evidence.coding),
    )
    return tuple(fact for fact in told if fact.text)


def moment_words(iso: str, speech: Speech) -> str:
    """A moment kept as ISO 8601 as the language writes its day; as it stands where it is none.

    >>> moment_words("2026-03-02T09:15:00+00:00", Speech("en"))
    '2 March 2026'
    """
    try:
        return speech.date(datetime.fromisoformat(iso).astimezone())
    except ValueError:
        return iso


def code_words(evidence: Evidence) -> str:
    """A code's name with its id, each once."""
    if evidence.code_name and evidence.code and evidence.code_name != evidence.code:
        return f"{evidence.code_name} [{evidence.code}]"
    return evidence.code_name or evidence.code


def evidence_fact(evidence: tuple[Evidence, ...], speech: Speech) -> Fact:
    """How much evidence there is and how much of it no researcher has confirmed."""
    proposed = sum(1 for item in evidence if item.state is CodingState.PROPOSED)
    counted = speech.many("{n} coding", "{n} codings", len(evidence))
    rest = speech.many("{n} of them only proposed", "{n} of them only proposed", proposed)
    return Fact(speech("Evidence"), f"{counted}, {rest}")
