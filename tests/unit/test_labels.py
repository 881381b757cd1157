"""Every member of every closed list has a label of its own in both languages."""

from __future__ import annotations

import inspect
from enum import StrEnum

import pytest

from models import vocabulary
from models.vocabulary import (
    CodingState,
    CollectionKind,
    Missing,
    Polarity,
    StakeholderGroup,
    Technique,
)
from qda.i18n import LANGUAGES, Speech
from qda.labels import attribute_label, label

# Whether an attribute is a source's or a case's is told by where it stands, never by a word.
WITHOUT_WORDS = {vocabulary.AttributeOwner}
LISTS = [
    found
    for _, found in inspect.getmembers(vocabulary, inspect.isclass)
    if issubclass(found, StrEnum) and found is not StrEnum and found not in WITHOUT_WORDS
]
# As methods textbooks in Indonesian call them.
INDONESIAN = [
    (Technique.INTERVIEW, "Wawancara"),
    (Technique.OBSERVATION, "Observasi"),
    (Technique.DOCUMENTATION, "Dokumentasi"),
    (Technique.LITERATURE, "Studi pustaka"),
    (Technique.FOCUS_GROUP, "Diskusi kelompok terarah (FGD)"),
    (Technique.SURVEY, "Survei"),
    (Technique.APP_REVIEW, "Ulasan aplikasi"),
    (Technique.SOCIAL_MEDIA, "Media sosial"),
    (StakeholderGroup.GOVERNMENT, "Pemerintah"),
    (StakeholderGroup.PRIVATE, "Swasta"),
    (StakeholderGroup.CITIZEN, "Masyarakat"),
    (Polarity.SUPPORTING, "Pendukung"),
    (Polarity.INHIBITING, "Penghambat"),
    (Polarity.MIXED, "Campuran"),
    (Polarity.NEUTRAL, "Netral"),
    (CodingState.PROPOSED, "Usulan"),
    (CodingState.CONFIRMED, "Dikonfirmasi"),
]


def test_the_vocabulary_was_found() -> None:
    assert {Technique, Polarity, Missing, CodingState} <= set(LISTS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("closed_list", LISTS, ids=lambda found: found.__name__)
def test_the_labels_of_a_list_are_there_and_distinct(
    closed_list: type[StrEnum], language: str
) -> None:
    speech = Speech(language)
    labels = [label(member, speech) for member in closed_list]
    assert all(words.strip() for words in labels)
    assert len({words.casefold() for words in labels}) == len(closed_list)


@pytest.mark.parametrize("closed_list", LISTS, ids=lambda found: found.__name__)
def test_a_label_is_no_stored_value(closed_list: type[StrEnum]) -> None:
    words = {label(member, Speech("en")) for member in closed_list}
    assert words.isdisjoint({member.value for member in closed_list})


@pytest.mark.parametrize(("member", "words"), INDONESIAN)
def test_a_label_is_the_word_of_methods_textbooks(member: StrEnum, words: str) -> None:
    assert label(member, Speech("id")) == words


def test_members_of_different_lists_with_one_value_keep_their_own_labels() -> None:
    assert Technique.SURVEY.value == CollectionKind.SURVEY.value
    for language in LANGUAGES:
        speech = Speech(language)
        assert label(Technique.SURVEY, speech) != label(CollectionKind.SURVEY, speech)


def test_an_attribute_that_the_program_knows_is_worded_in_the_language() -> None:
    assert attribute_label("stars", "rating", Speech("en")) == "Stars"
    assert attribute_label("stars", "rating", Speech("id")) == "Bintang"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_attribute_keeps_its_label_or_else_its_name_as_words(language: str) -> None:
    assert attribute_label("jabatan", "Jabatan sekarang", Speech(language)) == "Jabatan sekarang"
    assert attribute_label("jabatan", "", Speech(language)) == "Jabatan"
    assert attribute_label("lama_bekerja", "", Speech(language)) == "Lama bekerja"
    for kept in ("NPS", "Q1_2", "umur (tahun)", "_x"):
        assert attribute_label(kept, "", Speech(language)) == kept
