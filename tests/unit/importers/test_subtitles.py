"""Subtitles: cues become turns, formatting goes, nobody is given another's words."""

from __future__ import annotations

import pytest

from models.vocabulary import SpeakerKind
from qda.importers.errors import Damaged, NoWords
from tests.helpers.text_files import draft, paragraph_texts, speaker, turn_texts


def _vtt(*cues: str) -> str:
    blocks = (f"{n}\n00:00:0{n}.000 --> 00:00:0{n}.900 align:start\n{cue}\n" for n, cue in
              enumerate(cues, start=1))  # fmt: skip
    return "WEBVTT - rapat\n\nNOTE bukan kata\n\nSTYLE\n::cue{}\n\n" + "\n".join(blocks)


def test_voices_and_formatting() -> None:
    found = draft(
        _vtt(
            "<v.loud Ana>Halo <i>semua</i></v>",
            "<v Ana>apa &amp; siapa",
            "<v Budi>Ya<00:00:03.100>!",
        ),
        "a.vtt",
    )

    assert turn_texts(found) == [("Ana", "Halo semua apa & siapa"), ("Budi", "Ya!")]
    assert paragraph_texts(found) == ["Ana: Halo semua apa & siapa", "Budi: Ya!"]
    assert [(t.started_ms, t.ended_ms) for t in found.turns] == [(1000, 2900), (3000, 3900)]


def test_two_voices_in_one_cue_are_two_turns() -> None:
    found = draft(_vtt("<v Ana>Siap?\n<v Budi>Siap."), "a.vtt")

    assert turn_texts(found) == [("Ana", "Siap?"), ("Budi", "Siap.")]


def test_labels_before_a_colon_need_recurrence() -> None:
    cues = ("Ana (SL): mulai", "catat ini: penting", "Budi: baik", "Ana (SL): lanjut", "Budi: ya")
    found = draft(_vtt(*cues), "a.vtt")

    assert turn_texts(found)[:3] == [
        ("Ana", "mulai"), ("?", "catat ini: penting"), ("Budi", "baik"),
    ]  # fmt: skip
    assert speaker(found, "?").kind is SpeakerKind.UNKNOWN
    assert speaker(found, "?").case == ""
    assert found.text.startswith("Ana (SL): mulai")


def test_without_speakers_cues_are_joined_to_sentences() -> None:
    source = (
        "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Hari ini kita\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nmulai.\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nSelesai\n"
    )
    found = draft(source, "a.srt")

    assert (found.format, found.turns, found.speakers) == ("srt", (), ())
    assert paragraph_texts(found) == ["Hari ini kita mulai.", "Selesai"]


def test_a_missing_blank_line_does_not_lose_a_cue_or_keep_its_number() -> None:
    source = "1\n00:00:01,000 --> 00:00:02,000\nSatu.\n2\n00:00:02,000 --> 00:00:03,000\nDua.\n"

    assert paragraph_texts(draft(source, "a.srt")) == ["Satu.", "Dua."]


def test_times_without_hours_and_over_a_day_are_read() -> None:
    source = (
        "WEBVTT\n\n01:02.500 --> 01:03.000\n<v A>x\n\n100:00:00.000 --> 100:00:01.000\n<v B>y\n"
    )
    found = draft(source, "a.vtt")

    assert [t.started_ms for t in found.turns] == [62_500, 360_000_000]


def test_files_without_cues_are_refused() -> None:
    with pytest.raises(Damaged):
        draft("WEBVTT\n\nbukan isyarat\n", "a.vtt")
    with pytest.raises((Damaged, NoWords)):
        draft("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A> </v>\n", "a.vtt")
