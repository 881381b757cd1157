"""Words and phrases are counted as a plain count of the same texts counts them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from nltk.metrics import BigramAssocMeasures

from models.vocabulary import Polarity
from qda.displays.columns import columns_for
from qda.edits.coding import Judgement
from qda.i18n import Speech
from qda.language.stop_words import negators, stop_words
from qda.numbers.word_reports import forms_words, word_report
from qda.numbers.words import WordCount, WordCounts, WordForm, WordOrder, WordQuestion, word_counts
from qda.retrieval.codings import CodingFilter
from qda.session import StudySession
from qda.statistics.collocations import log_likelihood
from tests.helpers.coded import as_coder, code, signed_reviews, store_reviews

TEXTS = (
    "Laporan saya tidak bisa dikirim, laporan gagal.",
    "Gak bisa melapor! Aplikasinya lambat.",
    "Melapor gampang, petugas cepat. Petugas ramah 👍",
    "Tidak bisa masuk 3 kali di www.contoh.id @admin",
)


def asked(study: StudySession, question: WordQuestion) -> WordCounts:
    """The answer to a question."""
    with study.reading() as connection:
        return word_counts(connection, question)


def by_word(found: WordCounts) -> dict[str, WordCount]:
    return {each.word: each for each in found.words}


@pytest.fixture
def filled(study: StudySession) -> StudySession:
    """The study of six reviews and an interview with a second table of reviews."""
    store_reviews(study, signed_reviews("Kata", [("a", TEXTS[0]), ("b", TEXTS[1]),
                                                 ("c", TEXTS[2]), ("c", TEXTS[3])]))  # fmt: skip
    return study


def of_table(study: StudySession, **changes: object) -> WordQuestion:
    """A question to the second table."""
    with study.reading() as connection:
        from qda.retrieval.sources import collections

        chosen = next(each.id for each in collections(connection) if each.title == "Kata")
    question = WordQuestion("id", wanted=CodingFilter(collection_ids=frozenset({chosen})), least=1)
    return replace(question, **changes)  # type: ignore[arg-type]


def test_words_as_they_stand_are_those_of_a_plain_count(filled: StudySession) -> None:
    plain = [re.findall(r"[a-z]+", text.split("3 kali")[0].lower()) for text in TEXTS]
    plain[3].append("kali")
    times = Counter(word for words in plain for word in words)
    texts = Counter(word for words in plain for word in set(words))
    found = by_word(asked(filled, of_table(filled, form=WordForm.WRITTEN, most=99)))
    emoji = found.pop("👍")
    assert (emoji.texts, emoji.times) == (1, 1)
    for word, each in found.items():
        assert (each.texts, each.times) == (texts[word], times[word]), word
    # What is left out is known by hand: saya and bisa say nothing by themselves.
    assert set(times) - set(found) == {"saya", "bisa"}


def test_forms_of_one_root_are_one_word_with_the_forms_beside(filled: StudySession) -> None:
    found = by_word(asked(filled, of_table(filled, most=99)))
    report = found["lapor"]
    assert (report.texts, report.times) == (3, 4)
    assert {each.form: each.times for each in report.forms} == {"laporan": 2, "melapor": 2}
    assert {each.form: each.times for each in found["tidak"].forms} == {"tidak": 2, "gak": 1}
    assert forms_words(report, Speech("id")) == "laporan 2, melapor 2"
    assert forms_words(found["ramah"], Speech("id")) == ""


def test_a_usual_spelling_keeps_forms_of_a_root_apart(filled: StudySession) -> None:
    found = by_word(asked(filled, of_table(filled, form=WordForm.NORMAL, most=99)))
    assert found["laporan"].times == 2
    assert found["melapor"].times == 2
    assert found["tidak"].times == 3


def test_phrases_keep_negators_and_stop_at_punctuation(filled: StudySession) -> None:
    found = by_word(asked(filled, of_table(filled, length=2, most=99)))
    assert (found["tidak bisa"].texts, found["tidak bisa"].times) == (3, 3)
    assert found["tidak bisa"].shown == "tidak bisa"
    assert {each.form for each in found["tidak bisa"].forms} == {"tidak bisa", "gak bisa"}
    assert found["tugas cepat"].shown == "petugas cepat"
    for none in ("cepat tugas", "saya tidak", "kirim lapor", "lapor aplikasi"):
        assert none not in found


def test_the_score_of_a_phrase_is_that_of_nltk(filled: StudySession) -> None:
    found = by_word(asked(filled, of_table(filled, length=2, most=99)))
    # Neighbours, a comma or a full stop between them parting: 5 + 1, 2 + 1, 1 + 1 + 1, 3 + 0.
    pairs = 5 - 1 + 2 + 2 + 1 + 1 + 1 + 1 + 3
    of_nltk = BigramAssocMeasures.likelihood_ratio(3, (3, 3), pairs)
    assert found["tidak bisa"].score == pytest.approx(of_nltk)


@pytest.mark.parametrize(
    "table", [(8, 15828, 4675, 14307668), (20, 20, 20, 100), (1, 5, 7, 30), (5, 5, 30, 30)]
)
def test_log_likelihood_is_that_of_nltk(table: tuple[int, int, int, int]) -> None:
    both, first, second, pairs = table
    expected = BigramAssocMeasures.likelihood_ratio(both, (first, second), pairs)
    assert log_likelihood(*table) == pytest.approx(expected, abs=1e-9)


def test_order_least_most_and_words_left_out(filled: StudySession) -> None:
    found = asked(filled, of_table(filled, least=2, most=2))
    assert [each.word for each in found.words] == ["lapor", "tidak"]
    assert found.different == 2
    times = asked(filled, of_table(filled, order=WordOrder.TIMES, most=1))
    assert times.words[0].word == "lapor"
    without = asked(filled, of_table(filled, stops=frozenset({"melapor"}), most=1))
    assert without.words[0].word == "tidak"
    assert (found.texts, found.tokens) == (4, times.tokens)


def test_words_of_a_code_are_those_of_its_confirmed_segments(filled: StudySession) -> None:
    with filled.reading() as connection:
        columns = columns_for(connection, ["ask:Q.1"])
    found = asked(filled, WordQuestion("id", codes=columns, least=1))
    # "dana" in four reviews and "Anggaran kami" in the interview; kami says nothing by itself.
    assert {each.word: (each.texts, each.times) for each in found.words} == {
        "dana": (4, 4),
        "anggar": (1, 1),
    }


def test_a_stretch_coded_twice_is_counted_once(filled: StudySession) -> None:
    code(filled, "U02-0001", "Laporan saya", "ask:Q.1")
    with as_coder(filled, "Budi") as other:
        code(other, "U02-0001", "Laporan saya tidak", "ask:Q.1", Judgement(polarity=Polarity.MIXED))
    with filled.reading() as connection:
        columns = columns_for(connection, ["ask:Q.1"])
    question = of_table(filled, codes=columns)
    found = {each.word: each.times for each in asked(filled, question).words}
    assert found == {"lapor": 1, "tidak": 1}


def test_what_the_interviewer_says_is_not_counted(filled: StudySession) -> None:
    found = asked(filled, WordQuestion("id", least=1, most=999, form=WordForm.WRITTEN))
    times = {each.word: each.times for each in found.words}
    assert times["anggaran"] == 1
    assert times["menindaklanjuti"] == 1
    assert not {"program", "p", "ratna"} & set(times)


def test_negators_are_no_stop_words() -> None:
    for language in ("id", "en"):
        assert not stop_words(language) & negators(language)
        assert negators(language)
    assert {"tidak", "bukan", "belum", "jangan", "kurang", "tanpa", "sangat"} <= negators("id")


def test_the_report_gives_every_form_and_what_was_left_out(filled: StudySession) -> None:
    report = word_report(asked(filled, of_table(filled)))
    table = report.table("words")
    assert table.cell("lapor", "texts").count == 3
    assert table.cell("lapor", "text_share").number == 3 / 4
    assert table.cell("lapor", "forms").text == "laporan 2; melapor 2"
    assert [fact.label for fact in report.legend] == ["Ditampilkan", "Dihitung", "Dikeluarkan"]
    phrases = word_report(asked(filled, of_table(filled, length=2)))
    assert phrases.table("words").cell("tidak bisa", "score").number is not None
