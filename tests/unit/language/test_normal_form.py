"""The usual spelling of words as they are typed in reviews and messages."""

from __future__ import annotations

import csv

import pytest

from qda.language import lexicon
from qda.language.normal_form import normal, plain, slang
from tests.helpers.shared import shared


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("lamaaaa", "lama"),
        ("bangeeet", "banget"),
        ("Bangett", "banget"),
        ("maaf", "maaf"),
        ("maaaaf", "maaf"),
        ("saat", "saat"),
        ("massa", "massa"),
        ("LEMOOOT", "lambat"),
        ("𝗕𝗮𝗴𝘂𝘀", "bagus"),
        ("warga²", "warga-warga"),
        ("teman2nya", "teman-temannya"),
        ("org2", "orang-orang"),
        ("gbs", "tidak bisa"),
        ("makasihhh", "terima kasih"),
        ("apknya", "aplikasinya"),
        ("👍🏽", "👍"),
        ("1000000", "1000000"),
        ("", ""),
    ],
)
def test_indonesian_words_get_their_usual_spelling(typed: str, expected: str) -> None:
    assert normal(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Soooo", "so"),
        ("goooood", "good"),
        ("app", "app"),
        ("happyyyy", "happy"),
        ("STRAẞE", "strasse"),
    ],
)
def test_plain_shortens_letters_but_knows_no_slang(typed: str, expected: str) -> None:
    assert plain(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [  # the pairs of methods.md, section 7
        ("apk", "aplikasi"),
        ("eror", "galat"),
        ("min", "admin"),
        ("apdet", "pembaruan"),
        ("donlot", "unduh"),
        ("login", "masuk"),
        ("verif", "verifikasi"),
        ("lemot", "lambat"),
        ("ngelag", "lambat"),
        ("respon", "respons"),
        ("sya", "saya"),
        ("dlu", "dulu"),
        ("trs", "terus"),
        ("tlg", "tolong"),
        ("mksh", "terima kasih"),
        ("knp", "mengapa"),
        ("gmn", "bagaimana"),
        ("sllu", "selalu"),
        ("bkn", "bukan"),
        ("jgn", "jangan"),
        ("krg", "kurang"),
        ("gak", "tidak"),
        ("gw", "saya"),
        ("yg", "yang"),
        ("tdk", "tidak"),
        ("blm", "belum"),
    ],
)
def test_slang_is_explained_in_as_many_steps_as_it_takes(typed: str, expected: str) -> None:
    assert normal(typed) == expected


def test_the_slang_list_is_large_and_ends_nowhere_in_a_circle() -> None:
    assert len(slang()) >= 350
    for typed in slang():
        final = normal(typed)
        assert final not in slang(), typed
        assert normal(final) == final or " " in final or "-" in final


def test_no_negator_is_lost_in_the_slang_list() -> None:
    negators = {"tidak", "bukan", "belum", "jangan", "kurang", "tanpa"}
    assert negators.isdisjoint(slang())


def test_the_slang_list_agrees_mostly_with_an_independent_lexicon() -> None:
    with shared("data", "lexicon", "colloquial-indonesian-lexicon.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        theirs: dict[str, set[str]] = {}
        for row in csv.DictReader(file):
            theirs.setdefault(row["slang"].lower(), set()).add(normal(row["formal"].lower()))
    common = [typed for typed in slang() if typed in theirs]
    agreed = [typed for typed in common if normal(typed) in theirs[typed]]
    assert len(common) > 250
    assert len(agreed) / len(common) > 0.8


def test_a_root_of_the_language_is_not_shortened() -> None:
    doubled = [word for word in lexicon.roots() if "aa" in word or "mm" in word]
    changed = [word for word in doubled if word not in slang() and normal(word) != word]
    assert changed == []
