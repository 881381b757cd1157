"""What words that a researcher selected seem to say: an event to be recorded, or a claim."""

from __future__ import annotations

from models.positions import Span
from qda.edits.claims import ClaimFacts
from qda.edits.events import EventFacts
from qda.language.dates import dates_in
from qda.language.regulations import regulations_in
from qda.recording.claims import claims_in
from qda.recording.happenings import short_title
from qda.recording.regulations import drafts_of


def event_of_words(source_id: int, span: Span, words: str) -> EventFacts:
    """The event that selected words tell of: a regulation that they name, else their first date.

    >>> event_of_words(1, Span(0, 31), "JAKI diluncurkan 27 September 2019").starts_on
    '2019-09-27'
    """
    named = regulations_in(words)
    if named:
        facts = drafts_of([(source_id, named[0])])[0].facts
        return EventFacts(
            facts.name,
            facts.starts_on,
            facts.ends_on,
            facts.strand,
            source_id=source_id,
            span=span,
            note=facts.note,
        )
    dates = dates_in(words)
    starts, ends = (dates[0].starts_on, dates[0].ends_on) if dates else ("", "")
    return EventFacts(short_title(words), starts, ends, source_id=source_id, span=span)


def claim_of_words(source_id: int, span: Span, words: str, language: str = "id") -> ClaimFacts:
    """The first number that selected words state; its value is nought where they state none.

    >>> claim_of_words(1, Span(0, 40), "Penduduk Jakarta mencapai 10,64 juta jiwa").value
    10640000.0
    """
    found = claims_in(words, language)
    if not found:
        return ClaimFacts("", 0.0, source_id=source_id, span=span)
    first = found[0]
    return ClaimFacts(
        first.quantity,
        first.figure.value,
        first.figure.stated,
        first.figure.unit,
        first.year,
        source_id=source_id,
        span=span,
    )
