"""Parses the cues of WebVTT and SubRip and tells apart the voices in each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qda.importers.character_references import resolved
from qda.importers.label_evidence import can_be_label, is_name
from qda.importers.label_shapes import label_before_colon, label_key, milliseconds
from qda.importers.role_words import role_of

_TIMES: Final = re.compile(
    r"\s*(?P<from>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*"
    r"(?P<to>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})(?:\s.*)?"
)
_VOICE: Final = re.compile(r"<v(?:\.[^\s>]{0,60})?[ \t]+([^>]{1,200})>")
_TAG: Final = re.compile(
    r"</?(?:[bicuv]|lang|ruby|rt|font|i)(?:[.\s][^<>]{0,200})?>|<\d[\d:.,]{2,14}>", re.IGNORECASE
)
_EFFECT: Final = re.compile(r"\{\\[^{}\n]{0,80}\}")
_DASH: Final = re.compile(r"[-–—]\s*(?=\S)")
_SRT: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,40}\d{1,6}[ \t]*\r?\n[ \t]*\d{1,3}:\d{2}:\d{2}[.,]\d{1,3}[ \t]*-->"
)
_BLOCKS_WITHOUT_WORDS: Final = ("NOTE", "STYLE", "REGION")
_LEAST_LABELLED: Final = 0.3


@dataclass(frozen=True, slots=True)
class CueVoice:
    """What one speaker says in a cue; `label` is the name as the file writes it, "" for none."""

    speaker: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its times in milliseconds and its voices in order."""

    started_ms: int
    ended_ms: int
    voices: tuple[CueVoice, ...]


@dataclass(frozen=True, slots=True)
class _RawCue:
    started_ms: int
    ended_ms: int
    lines: tuple[str, ...]


def looks_like_vtt(head: bytes) -> bool:
    """Whether a file begins with the signature of WebVTT."""
    begins = head.removeprefix(b"\xef\xbb\xbf")
    return begins[:6] == b"WEBVTT" and begins[6:7] in (b"", b" ", b"\t", b"\r", b"\n")


def looks_like_srt(head: bytes) -> bool:
    """Whether a file begins with a cue number and a line of times."""
    return _SRT.match(head) is not None


def cues_of(text: str) -> tuple[Cue, ...]:
    """The cues of a file in its order, empty ones left out, formatting taken off."""
    raw = _raw_cues(text)
    accepted = _accepted_labels(raw)
    cues = []
    for cue in raw:
        voices = tuple(v for line in _spoken_lines(cue) for v in _voices(line, accepted))
        voices = _joined(voices)
        if voices:
            cues.append(Cue(cue.started_ms, cue.ended_ms, voices))
    return tuple(cues)


def _raw_cues(text: str) -> list[_RawCue]:
    """The cues between blank lines; a line of times begins one even where the blank is missing."""
    cues: list[_RawCue] = []
    times: tuple[int, int] | None = None
    lines: list[str] = []

    def close() -> None:
        if times is not None:
            cues.append(_RawCue(*times, tuple(lines)))
        lines.clear()

    for line in text.split("\n"):
        match = _TIMES.fullmatch(line) if "-->" in line else None
        if match:
            # The number of this cue was taken for the last words of the one before.
            if times is not None and lines and lines[-1].strip().isdigit():
                lines.pop()
            close()
            times = milliseconds(match["from"]) or 0, milliseconds(match["to"]) or 0
        elif not line.strip():
            close()
            times = None
        elif times is not None:
            lines.append(line)
    close()
    return cues


def _spoken_lines(cue: _RawCue) -> list[str]:
    """The lines of a cue, those that merely go on joined to the one before."""
    spoken: list[str] = []
    for raw in cue.lines:
        line = _EFFECT.sub("", raw)
        starts = _VOICE.search(line) is not None or label_before_colon(line) is not None
        if spoken and not starts and not _DASH.match(line):
            spoken[-1] += " " + line.strip()
        else:
            spoken.append(line.strip())
    return spoken


def _accepted_labels(cues: Sequence[_RawCue]) -> frozenset[str]:
    """The keys of the labels before a colon that name speakers, by recurrence and shape."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for cue in cues:
        for line in _spoken_lines(cue):
            found = label_before_colon(_plain(line))
            if found and can_be_label(found[0], found[2]):
                counts[label_key(found[0])] += 1
                shown.setdefault(label_key(found[0]), found[0])
    sure = {
        key
        for key, count in counts.items()
        if role_of(shown[key]) is not None or (count >= 2 and is_name(shown[key], count))
    }
    if sum(counts[key] for key in sure) < _LEAST_LABELLED * len(cues):
        return frozenset()
    names_of_two = {k for k, label in shown.items() if " " in label and is_name(label, 1)}
    return frozenset(sure | names_of_two)


def _voices(line: str, accepted: frozenset[str]) -> list[CueVoice]:
    pieces = _VOICE.split(line)
    voices = [_labelled(pieces[0], accepted)]
    for name, words in zip(pieces[1::2], pieces[2::2], strict=True):
        speaker = " ".join(resolved(name)[0].split())
        voices.append(CueVoice(speaker, speaker, _plain(words)))
    return [voice for voice in voices if voice.words]


def _labelled(line: str, accepted: frozenset[str]) -> CueVoice:
    text = _plain(line)
    found = label_before_colon(text)
    if found is None or label_key(found[0]) not in accepted:
        return CueVoice("", "", text)
    label, role, words = found
    return CueVoice(label, f"{label} ({role})" if role else label, words)


def _joined(voices: Sequence[CueVoice]) -> tuple[CueVoice, ...]:
    """The voices of a cue, neighbours of one speaker as one."""
    joined: list[CueVoice] = []
    for voice in voices:
        if joined and joined[-1].speaker == voice.speaker:
            last = joined[-1]
            joined[-1] = CueVoice(last.speaker, last.label, f"{last.words} {voice.words}")
        else:
            joined.append(voice)
    return tuple(joined)


def _plain(text: str) -> str:
    return " ".join(resolved(_TAG.sub("", text))[0].split())
