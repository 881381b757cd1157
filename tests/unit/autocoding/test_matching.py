"""Terms are found in the words of a text, in the spelling and form that their mode allows."""

from __future__ import annotations

import csv

import pytest

from codebooks.framework import Wording
from models.positions import Span
from models.vocabulary import Polarity
from qda.autocoding.matching import Matcher
from qda.autocoding.notation import parsed
from qda.autocoding.proposals import polarity_of, propose
from qda.autocoding.shelf import shipped, shipped_ids
from qda.autocoding.term_list import Term, TermList, TermRule
from qda.language.sentences import sentences
from qda.language.stems import stem
from tests.helpers.shared import shared


def rule(code: str, *terms: str, unless: tuple[str, ...] = (), longest: int = 0) -> TermRule:
    return TermRule(
        f"t:{code}",
        tuple(parsed(term) for term in terms),
        Wording(en=f"indicator {code}", id=f"indikator {code}"),
        tuple(parsed(term) for term in unless),
        longest,
    )


def matcher(*rules: TermRule) -> Matcher:
    return Matcher([TermList("t", Wording(en="T", id="T"), rules)])


def found(text: str, *terms: str, unless: tuple[str, ...] = ()) -> list[str]:
    return [m.span.of(text) for m in matcher(rule("A", *terms, unless=unless)).matches(text)]


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("Anggarannya habis", "anggaran", ["Anggarannya"]),
        ("penganggaran", "anggaran", []),
        ("penganggaran dianggarkan", "~anggaran", ["penganggaran", "dianggarkan"]),
        ("laporan-laporan warga2", "laporan", ["laporan-laporan"]),
        ("apknya lemooot bgt", "aplikasi lambat", ["apknya lemooot"]),
        ("gabisa msk", "tidak bisa masuk", ["gabisa msk"]),
        ("tdk bs masuk", "gabisa masuk", ["tdk bs masuk"]),
        ("DANA HIBAH dan dana-hibah", '"dana hibah"', ["DANA HIBAH", "dana-hibah"]),
        ("dana hibahnya", '"dana hibah"', []),
        ("Pembiayaan, pembiayaannya", "pembiaya*", ["Pembiayaan", "pembiayaannya"]),
        ("respon admin sangat lemot", "respon ... lambat", ["respon admin sangat lemot"]),
        ("respon a b c d e f lambat", "respon ... lambat", []),
        ("respon a b lambat", "respon ...1 lambat", []),
        ("respon. Lambat", "respon ... lambat", []),
        ("respon.... lambat", "respon ... lambat", ["respon.... lambat"]),
        ("sumber daya\nmanusia", "sumber daya manusia", ["sumber daya\nmanusia"]),
        ("kurang jelas, tidak jelas", "tidak/kurang jelas", ["kurang jelas", "tidak jelas"]),
        ("tidak ada anggaran", "anggaran", ["anggaran"]),
        ("𝗔𝗻𝗴𝗴𝗮𝗿𝗮𝗻 👍🏽", "👍", ["👍🏽"]),
        ("𝗔𝗻𝗴𝗴𝗮𝗿𝗮𝗻 👍🏽", "anggaran", ["𝗔𝗻𝗴𝗴𝗮𝗿𝗮𝗻"]),
        ("x y x z y", "x ... y", ["x y", "x z y"]),
        ("a b x b c", "a ... b c", ["a b x b c"]),
        ("", "anggaran", []),
    ],
)
def test_a_term_finds_what_its_mode_allows(text: str, term: str, expected: list[str]) -> None:
    assert found(text, term) == expected


def test_english_terms_see_through_plurals_and_know_no_indonesian_slang() -> None:
    english = TermRule("t:A", (parsed("app crash", Term("", "en")),))
    text = "The app crashs, Apps crash"
    assert [m.span.of(text) for m in matcher(english).matches(text)] == ["app crashs", "Apps crash"]
    assert matcher(english).matches("aplikasi crash") == []


def test_a_limited_term_is_left_out_of_texts_in_the_other_language() -> None:
    only = TermRule("t:A", (parsed("top", Term("", "en", limited=True)),))
    ready = matcher(only)
    assert len(ready.matches("top", language="en")) == 1
    assert len(ready.matches("top")) == 1
    assert ready.matches("top", language="id") == []


def test_a_hit_within_an_excluding_phrase_does_not_count() -> None:
    text = "anggaran rumah tangga, lalu anggaran kota"
    assert found(text, "anggaran", unless=("anggaran rumah tangga",)) == ["anggaran"]


def test_an_excluding_phrase_bars_its_own_rule_only() -> None:
    ready = matcher(rule("A", "anggaran", unless=("anggaran rumah",)), rule("B", "anggaran"))
    assert [ready.rules[m.rule].rule.code for m in ready.matches("anggaran rumah")] == ["t:B"]


def test_the_longer_of_two_terms_of_a_code_counts() -> None:
    text = "anggaran terbatas"
    assert found(text, "anggaran", "anggaran terbatas", "terbatas") == ["anggaran terbatas"]


def test_places_are_those_of_the_original_text() -> None:
    text = "👨‍👩‍👧 cafe\u0301 anggaran"
    assert [m.span for m in matcher(rule("A", "anggaran")).matches(text)] == [Span(12, 20)]


def test_only_the_part_asked_for_is_read() -> None:
    text = "anggaran. anggaran."
    ready = matcher(rule("A", "anggaran"))
    assert [m.span for m in ready.matches(text, Span(10, 19))] == [Span(10, 18)]


def test_there_is_one_proposal_for_each_unit_and_code() -> None:
    text = "Anggaran dan APBD kurang. SDM kurang dan anggaran habis."
    ready = matcher(rule("A", "anggaran", "APBD"), rule("B", "SDM"))
    proposed = propose(text, sentences(text), ready)
    assert [(p.code, p.unit.start, p.terms) for p in proposed] == [
        ("t:A", 0, ("anggaran", "APBD")),
        ("t:B", 26, ("SDM",)),
        ("t:A", 26, ("anggaran",)),
    ]
    assert proposed[0].indicator == Wording(en="indicator A", id="indikator A")
    assert proposed[0].rule == "t 1 A"
    assert [span.of(text) for span in proposed[0].found] == ["Anggaran", "APBD"]


def test_a_phrase_across_two_units_is_no_hit() -> None:
    text = "sumber daya manusia"
    ready = matcher(rule("A", "sumber daya manusia", "manusia"))
    proposed = propose(text, [Span(0, 11), Span(12, 19)], ready)
    assert [(p.unit, p.terms) for p in proposed] == [(Span(12, 19), ("manusia",))]


def test_a_rule_for_short_units_is_silent_on_long_ones() -> None:
    ready = matcher(rule("A", "mantap", longest=3))
    assert len(propose("mantap sekali pak 👍👍", [Span(0, 20)], ready)) == 1
    assert propose("mantap tetapi sering sekali galat", [Span(0, 33)], ready) == []


def test_polarity_is_proposed_only_where_a_found_term_states_it() -> None:
    good, bad = Polarity.SUPPORTING, Polarity.INHIBITING
    terms = (
        parsed("anggaran"),
        parsed("anggaran cukup", Term("", polarity=good)),
        parsed("tidak cukup", Term("", polarity=bad)),
    )
    ready = matcher(TermRule("t:A", terms))

    def of(text: str) -> Polarity | None:
        return propose(text, [Span(0, len(text))], ready)[0].polarity

    assert of("anggaran ada") is None
    assert of("anggaran cukup") is good
    assert of("anggaran cukup, dana tidak cukup") is Polarity.MIXED
    assert polarity_of([None, bad]) is bad


def test_real_reviews_have_the_same_stem_hits_as_a_plain_comparison() -> None:
    with shared("data", "reviews", "jaki_googleplay_id.csv").open(encoding="utf-8") as file:
        reviews = [row["content"] for row in csv.DictReader(file)][:1500]
    words = {word.lower() for text in reviews for word in text.split() if word.isalpha()}
    terms = ["~lapor", "~layan", "~sapu", "~kirim", "~tanggungjawab"]
    ready = matcher(rule("A", *terms))
    roots = {stem(term[1:]) for term in terms}
    by_hand = {w for w in words if stem(w) in roots}
    by_matcher = {w for w in words if ready.matches(w)}
    assert by_hand
    assert by_hand <= by_matcher


def test_shipped_lists_speak_on_real_reviews_and_papers() -> None:
    lists = Matcher([shipped(one) for one in shipped_ids()])
    with shared("data", "reviews", "jaki_googleplay_id.csv").open(encoding="utf-8") as file:
        reviews = [row["content"] for row in csv.DictReader(file) if row["content"].strip()]
    coded = [r for r in reviews if propose(r, [Span(0, len(r))], lists, language="id")]
    assert len(coded) > len(reviews) / 2
    # A review that this list was not written from, by the researchers' own words (seed 001).
    text = "Faktor penghambatnya masyarakat yang bersikap apatis dan anggaran yang terbatas."
    codes = {p.code: p.polarity for p in propose(text, [Span(0, len(text))], lists)}
    assert codes["vmvh1975:VMH5.2"] is Polarity.INHIBITING
    assert codes["vmvh1975:VMH2.2"] is Polarity.INHIBITING
