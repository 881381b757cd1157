"""Corrections give a new draft with the same text."""

from __future__ import annotations

import pytest

from models.vocabulary import SpeakerKind
from qda.importers.corrections import merged, reassigned, without_speakers
from qda.importers.draft import SourceDraft
from qda.importers.errors import NoSuchSpeaker
from tests.helpers.text_files import draft, speaker


@pytest.fixture
def talk() -> SourceDraft:
    return draft("Ana: Saya kira begitu.\nBudi: Ya, saya juga.\nAna: Oh.\nBudi: Ya?\n", "a.txt")


def test_an_interviewer_has_no_case(talk: SourceDraft) -> None:
    found = reassigned(talk, "Ana", kind=SpeakerKind.INTERVIEWER, case="Ana")

    assert (speaker(found, "Ana").kind, speaker(found, "Ana").case) == ("interviewer", "")
    again = reassigned(found, "Ana", kind=SpeakerKind.INFORMANT)
    assert speaker(again, "Ana").case == "Ana"
    assert speaker(again, "Budi") == speaker(talk, "Budi")


def test_a_case_can_be_renamed(talk: SourceDraft) -> None:
    assert speaker(reassigned(talk, "Ana", case=" Ana S. "), "Ana").case == "Ana S."


def test_merged_speakers_share_their_turns(talk: SourceDraft) -> None:
    found = merged(talk, "Ana", "Budi")

    assert [(s.name, s.turns) for s in found.speakers] == [("Budi", 4)]
    assert {turn.speaker for turn in found.turns} == {"Budi"}
    assert (found.text, found.paragraphs) == (talk.text, talk.paragraphs)
    assert merged(talk, "Ana", "Ana") == talk


def test_a_text_can_be_left_without_speakers(talk: SourceDraft) -> None:
    found = without_speakers(talk)

    assert (found.turns, found.speakers, found.text) == ((), (), talk.text)


def test_a_speaker_who_is_not_there_is_refused_by_name(talk: SourceDraft) -> None:
    with pytest.raises(NoSuchSpeaker, match=r"“Cici”.*Ana, Budi"):
        reassigned(talk, "Cici", case="x")
    with pytest.raises(NoSuchSpeaker):
        merged(talk, "Ana", "Cici")
