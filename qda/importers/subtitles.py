"""Reads subtitles (.vtt, .srt) as transcripts: the cues of one speaker become one turn.

Cue numbers, settings and formatting go; each turn is one paragraph `Name: words` with the times
of its first and last cue. Where some cues name a speaker and others none, the latter are turns of
the speaker `?`, because nobody knows whose words they are. Where no cue names one, there are no
speakers, and the cues are joined to paragraphs at the ends of sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from models.positions import Span
from qda.i18n import mark
from qda.importers.body import Body, Line, body_of_lines, storable
from qda.importers.draft import Notice, OriginalFile, SourceDraft, TurnDraft
from qda.importers.drafting import drafted
from qda.importers.errors import Damaged
from qda.importers.kind_guess import NOBODY
from qda.importers.options import ReadingOptions
from qda.importers.subtitle_cues import Cue, CueVoice, cues_of, looks_like_srt, looks_like_vtt
from qda.importers.text_bytes import text_of

_LONG: Final = 600
_SENTENCE_ENDS: Final = (".", "?", "!", "…", ".”", "?”", "!”", '."', '?"', '!"')


@dataclass(frozen=True, slots=True)
class _Speech:
    """What one voice says in one cue."""

    cue: Cue
    voice: CueVoice


class WebVtt:
    """WebVTT, as Zoom, Teams and web players write it."""

    name = "vtt"
    extensions = (".vtt",)

    def reads(self, head: bytes, name: str) -> bool:
        """By the signature WEBVTT."""
        return bool(name) and looks_like_vtt(head)

    def read(self, original: OriginalFile, options: ReadingOptions) -> SourceDraft:
        """The draft of a WebVTT file. Raises as `read_subtitles`."""
        return read_subtitles(original, options, format_name=self.name)


class SubRip:
    """SubRip, as speech recognition and video platforms write it."""

    name = "srt"
    extensions = (".srt",)

    def reads(self, head: bytes, name: str) -> bool:
        """By a number and a line of times at the top, or by the name."""
        return looks_like_srt(head) or (name.lower().endswith(self.extensions) and b"-->" in head)

    def read(self, original: OriginalFile, options: ReadingOptions) -> SourceDraft:
        """The draft of a SubRip file. Raises as `read_subtitles`."""
        return read_subtitles(original, options, format_name=self.name)


def read_subtitles(
    original: OriginalFile, options: ReadingOptions, *, format_name: str
) -> SourceDraft:
    """The draft of a file of cues.

    Raises:
        NotText: the bytes are no text.
        Damaged: there is no cue in it.
        NoWords: its cues are empty.
    """
    found = text_of(original)
    text, damage = storable(found.text)
    cues = cues_of(text)
    if not cues:
        raise Damaged(file=original.name, format=format_name.upper(), part="00:00 --> 00:00")
    notices = (*found.notices, *damage)
    speeches = [_Speech(cue, voice) for cue in cues for voice in cue.voices]
    if any(speech.voice.speaker for speech in speeches):
        body = _talk(speeches, notices)
    else:
        lines = [Line(words) for words in _sentences(speeches)]
        body = replace(body_of_lines(lines, notices), spoken=True)
    return drafted(original, body, options, format_name=format_name)


def _talk(speeches: Sequence[_Speech], notices: Sequence[Notice]) -> Body:
    """The body of a talk whose cues name speakers: a paragraph and a turn for each change."""
    lines: list[Line] = []
    turns: list[TurnDraft] = []
    start = 0
    for speaker, group in groupby(speeches, key=lambda speech: speech.voice.speaker):
        run = list(group)
        words = " ".join(speech.voice.words for speech in run)
        label = f"{run[0].voice.label}: " if speaker else ""
        end = start + len(label) + len(words)
        times = run[0].cue.started_ms, max(speech.cue.ended_ms for speech in run)
        said = Span(start + len(label), end)
        turns.append(TurnDraft(Span(start, end), said, speaker or NOBODY, *times))
        lines.append(Line(label + words))
        start = end + 1
    nameless = sum(not speech.voice.speaker for speech in speeches)
    if nameless:
        sentence = mark("Cues that name no speaker: {count}. They are turns of “{speaker}”.")
        notices = (*notices, Notice(sentence, (("count", nameless), ("speaker", NOBODY))))
    body = body_of_lines(lines, notices)
    return replace(body, turns=tuple(turns), spoken=True)


def _sentences(speeches: Iterable[_Speech]) -> Iterator[str]:
    """The words of cues without speakers, joined until a sentence ends or grows long."""
    pieces: list[str] = []
    length = 0
    for speech in speeches:
        pieces.append(speech.voice.words)
        length += len(speech.voice.words)
        if speech.voice.words.endswith(_SENTENCE_ENDS) or length > _LONG:
            yield " ".join(pieces)
            pieces, length = [], 0
    if pieces:
        yield " ".join(pieces)
