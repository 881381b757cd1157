"""Edits on what was asked: a question linked to a code, or ticked on a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from sqlalchemy import select

from models.code import Code
from models.errors import Refused
from models.positions import Span
from models.record import Asked
from models.recording import Recorder, table_of
from models.source import Source, Turn
from models.vocabulary import SpeakerKind
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.edits.recorded import take_away
from qda.i18n import mark


class NobodyAsksThere(Refused):
    """A question is to be words that an informant says."""

    en = "An informant speaks at this place of {key}. Choose the words of whoever asks."
    id = "Di tempat ini pada {key} informan yang berbicara. Pilih kata-kata penanya."


class QuestionNotAsked(Refused):
    """Words are named for a question that was not asked."""

    en = "What was not asked has no words. Leave the place out, or say that it was asked."
    id = "Yang tidak ditanyakan tidak punya kata-kata. Hapus tempatnya, atau nyatakan ditanyakan."


class NothingTicked(Refused):
    """A tick list says nothing."""

    en = "Tick at least one code as asked or as not asked."
    id = "Centang paling sedikit satu kode sebagai ditanyakan atau tidak ditanyakan."


@dataclass(frozen=True, slots=True)
class RecordAsked(EditRequest[int]):
    """Record that a code was, or was not, asked about in a source; a second answer replaces it.

    `span` are the words of the question (code points, half-open), where an interviewer's turn is
    linked to the code; None where it is only ticked.
    """

    source_id: int
    code_id: int
    is_asked: bool = True
    span: Span | None = None

    kind: ClassVar[str] = "record_asked"
    title: ClassVar[str] = mark("Say whether {key} was asked about “{code}”")

    def apply(self, recorder: Recorder) -> int:
        """Record the answer and return its id.

        Raises:
            NotThere, SpanBeyondText: there is no such source, code or place.
            NobodyAsksThere: the words are an informant's.
            QuestionNotAsked: words are named for what was not asked.
        """
        source = recorder.get(Source, self.source_id)
        code = recorder.get(Code, self.code_id)
        recorder.facts.update(key=source.key, code=code.canonical_id)
        if self.span is not None:
            if not self.is_asked:
                raise QuestionNotAsked
            _check_question(recorder, source, self.span)
        return _record(recorder, source.id, code.id, is_asked=self.is_asked, span=self.span)


@dataclass(frozen=True, slots=True)
class TickAsked(EditRequest[int]):
    """Tick what was asked about in a source and what was not; a linked question stays linked."""

    source_id: int
    asked: tuple[int, ...] = ()
    not_asked: tuple[int, ...] = ()

    kind: ClassVar[str] = "tick_asked"
    title: ClassVar[str] = mark("Tick what {key} was asked about: {count} codes")

    def apply(self, recorder: Recorder) -> int:
        """Record the ticks and return how many answers there are by them.

        Raises:
            NotThere: there is no such source or code.
            NothingTicked: no code is named.
        """
        source = recorder.get(Source, self.source_id)
        ticked = dict.fromkeys(self.asked, True) | dict.fromkeys(self.not_asked, False)
        if not ticked:
            raise NothingTicked
        for code_id, is_asked in ticked.items():
            recorder.get(Code, code_id)
            _record(recorder, source.id, code_id, is_asked=is_asked, span=None)
        recorder.facts.update(key=source.key, count=len(ticked))
        return len(ticked)


@dataclass(frozen=True, slots=True)
class LinkQuestions(EditRequest[int]):
    """Link questions of several sources to codes: what was proposed and a researcher confirms.

    `links` name the words of a question by source and code. What is recorded already is left.
    """

    links: Mapping[tuple[int, int], Span] = field(hash=False)

    kind: ClassVar[str] = "link_questions"
    title: ClassVar[str] = mark("Link {count} questions to codes")

    def apply(self, recorder: Recorder) -> int:
        """Link them and return how many are new.

        Raises:
            NotThere, SpanBeyondText: there is no such source, code or place.
            NobodyAsksThere: the words are an informant's.
        """
        table = table_of(Asked)
        known = {
            tuple(row)
            for row in recorder.session.execute(select(table.c.source_id, table.c.code_id))
        }
        made = 0
        for (source_id, code_id), span in self.links.items():
            source = recorder.get(Source, source_id)
            recorder.get(Code, code_id)
            _check_question(recorder, source, span)
            if (source_id, code_id) not in known:
                _record(recorder, source_id, code_id, is_asked=True, span=span)
                made += 1
        recorder.facts["count"] = made
        return made


@dataclass(frozen=True, slots=True)
class RemoveAsked(EditRequest[int]):
    """Take answers about what was asked back."""

    asked_ids: tuple[int, ...]

    kind: ClassVar[str] = "remove_asked"
    title: ClassVar[str] = mark("Take back {count} answers about what was asked")

    def apply(self, recorder: Recorder) -> int:
        """Remove them and return how many there were."""
        return take_away(recorder, Asked, self.asked_ids)


def _record(
    recorder: Recorder, source_id: int, code_id: int, *, is_asked: bool, span: Span | None
) -> int:
    query = select(Asked).where(Asked.source_id == source_id, Asked.code_id == code_id)
    found = recorder.session.execute(query).scalar()
    if found is None:
        found = recorder.add(
            Asked(
                source_id=source_id,
                code_id=code_id,
                coder_id=coding_coder(recorder),
                is_asked=is_asked,
                start=None if span is None else span.start,
                end=None if span is None else span.end,
            )
        )
        return found.id
    stays = span is None and is_asked and found.is_asked
    place = (found.start, found.end) if stays else (None, None)
    if span is not None:
        place = (span.start, span.end)
    if (found.is_asked, found.start, found.end) != (is_asked, *place):
        found.is_asked, found.coder_id = is_asked, coding_coder(recorder)
        found.start, found.end = place
    return found.id


def _check_question(recorder: Recorder, source: Source, span: Span) -> None:
    """Refuse words beyond the text, and words in which only an informant speaks."""
    span.checked(source.length)
    turns = table_of(Turn)
    query = select(turns.c.kind).where(
        turns.c.source_id == source.id, turns.c.start < span.end, turns.c.end > span.start
    )
    kinds = set(recorder.session.execute(query).scalars())
    if kinds == {SpeakerKind.INFORMANT}:
        raise NobodyAsksThere(key=source.key)
