"""Codings as the reader shows them: worded, compared with what is shown, made ahead of reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from models.positions import Span
from models.vocabulary import CodingState
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.rows import CodeRow, CodingRow
from ui import signs
from ui.reader.state import Highlight
from ui.short_words import shortened

_MEMO: Final = 300
"""So many letters of a memo are shown on hovering."""


def as_shown(made: Highlight, shown: Mapping[int, Highlight]) -> Highlight:
    """The highlight that is shown where it is the same; who compares later sees so at once."""
    known = shown.get(made.id)
    return made if known is None or is_new(made, shown) else known


def is_new(made: Highlight, shown: Mapping[int, Highlight]) -> bool:
    """Whether a highlight is not shown yet, or otherwise."""
    known = shown.get(made.id)
    return known is not made and known != made


def highlights(
    rows: Iterable[CodingRow],
    known: Mapping[int, CodeRow],
    memos: Mapping[int, str],
    *,
    speech: Speech,
) -> dict[int, Highlight]:
    """The highlights of codings whose codes are known, by the ids of the codings."""
    return {
        row.id: highlight(row, known[row.code_id], speech, memo=memos.get(row.id, ""))
        for row in rows
        if row.code_id in known
    }


def new_row(coding_id: int, span: Span, code_id: int) -> CodingRow:
    """A coding that was just made, of which no more is known; what it lacks is read soon."""
    return CodingRow(
        id=coding_id,
        uuid="",
        segment_id=0,
        source_id=0,
        key="",
        span=span,
        code_id=code_id,
        coder_id=0,
        coder="",
        state=CodingState.CONFIRMED,
        polarity=None,
        strength=None,
        time=None,
        confidence=None,
        important=False,
        rule="",
        indicator="",
        terms="",
        made_at="",
    )


def highlight(row: CodingRow, code: CodeRow, speech: Speech, *, memo: str = "") -> Highlight:
    """A coding as the reader shows it, with the memo on it."""
    name = code.name(speech.language)
    return Highlight(
        id=row.id,
        span=row.span,
        colour=code.colour,
        label=name,
        proposed=row.state is CodingState.PROPOSED,
        tooltip="\n".join([f"{code.canonical_id}  {name}".strip(), *_facts(row, memo, speech)]),
        polarity="" if row.polarity is None else signs.POLARITIES[row.polarity],
        coder=row.coder,
        memo=memo,
        important=row.important,
        strength=row.strength,
    )


def _facts(row: CodingRow, memo: str, speech: Speech) -> list[str]:
    """What is known of a coding, line by line: who, how sure, which way, how strong, its memo."""
    lines = [f"{row.coder} · {label(row.state, speech)}"]
    if row.important:
        lines.append(speech("★ important"))
    if row.polarity is not None:
        lines.append(label(row.polarity, speech))
    if row.strength is not None:
        lines.append(speech("Strength {n} of 3", n=row.strength))
    if row.time is not None:
        lines.append(label(row.time, speech))
    if row.tags:
        lines.append(", ".join(row.tags))
    if row.terms:
        lines.append(speech("Words found: {terms}", terms=row.terms))
    if memo:
        lines.append(f"{signs.MEMO} {shortened(memo, _MEMO)}")
    return lines
