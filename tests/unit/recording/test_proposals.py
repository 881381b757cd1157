"""What is found in texts and codings is proposed: claims, events, ratings, links to questions."""

from __future__ import annotations

import pytest

from models.vocabulary import CodingState, GuideKind, Polarity, TimeFrame
from qda.edits.asked import LinkQuestions, RecordAsked
from qda.edits.coding import Judgement
from qda.edits.events import ProposeEvents
from qda.edits.guides import MakeGuide
from qda.edits.indicators import IndicateCodings
from qda.edits.ratings import ProposeRatings
from qda.guides.rows import Bilingual, QuestionDraft
from qda.i18n import Speech
from qda.language.regulations import regulations_in
from qda.recording.claims import claims_in
from qda.recording.happenings import coding_events, short_title
from qda.recording.questions import LEAST, KnownQuestion, Likeness, proposed_links
from qda.recording.ratings import BadThresholds, RatingRule, Subject, proposed_ratings
from qda.recording.regulations import CODER, STRAND, drafts_of, regulation_events, strand_label
from qda.retrieval.codes import code_by_id
from qda.retrieval.codings import CodingFilter
from qda.retrieval.ratings import ratings
from qda.session import StudySession
from tests.helpers.coded import code, store, store_reviews
from tests.helpers.studies import document, import_one, reviews, transcript

# Claims.


def test_numbers_that_state_something_are_found_with_what_they_measure_and_their_year() -> None:
    text = (
        "Pada tahun 2022, jumlah penduduk Jakarta sebanyak 10,68 juta jiwa. Sebesar 71,52 persen "
        "penduduk usia produktif."
    )
    first, second = claims_in(text)
    assert (first.figure.value, first.quantity, first.year) == (
        10_680_000, "jumlah penduduk Jakarta", "2022",
    )  # fmt: skip
    assert (second.figure.value, second.figure.unit, second.year) == (71.52, "%", "")


@pytest.mark.parametrize(
    "text",
    [
        "Pergub Nomor 280 Tahun 2014 tentang itu",
        "pada 5 Mei 2021",
        "Tabel 2.1 Jumlah",
        "Pasal 5 ayat 1",
        "halaman 12",
        "Kota\tJiwa\tKm\nA\t1.000.000 jiwa\t5 km",
        "ada 3 hal",
    ],
)
def test_numbers_that_state_nothing_are_left(text: str) -> None:
    assert claims_in(text) == ()


def test_the_nearest_year_of_the_sentence_counts() -> None:
    text = "Tahun 2020 ada 5.000 laporan dan tahun 2021 ada 7.000 laporan. Kini 9.000 laporan."
    assert [each.year for each in claims_in(text)] == ["2020", "2021", ""]


# Regulations.


def test_one_regulation_has_one_title_whether_or_not_its_region_is_named() -> None:
    text = "Pergub DKI Jakarta Nomor 5 Tahun 2020; Peraturan Gubernur Nomor 5 Tahun 2020"
    drafts = drafts_of((1, each) for each in regulations_in(text))
    assert {each.facts.name for each in drafts} == {"Pergub Nomor 5 Tahun 2020"}
    assert {(each.coder, each.rule) for each in drafts} == {(CODER, f"{CODER} pergub")}


def test_regulations_of_two_regions_keep_them_apart() -> None:
    text = "Perda Kota Bandung No. 3 Tahun 2011 dan Perda Kota Bogor No. 3 Tahun 2011"
    names = [each.facts.name for each in drafts_of((1, each) for each in regulations_in(text))]
    assert names == ["Perda Kota Bandung Nomor 3 Tahun 2011", "Perda Kota Bogor Nomor 3 Tahun 2011"]


def test_rows_of_a_table_are_read_only_where_they_are_named(study: StudySession) -> None:
    import_one(study, document("Laporan", "Dasarnya UU No. 25 Tahun 2009."))
    store_reviews(study, reviews("Ulasan", ["melanggar UU No. 14 Tahun 2008"]))
    with study.reading() as state:
        (draft,) = regulation_events(state)
    assert draft.facts.name == "UU Nomor 25 Tahun 2009"
    assert study.do(ProposeEvents((draft,))).made == 1


def test_the_strand_of_regulations_is_worded_in_the_language() -> None:
    assert strand_label(STRAND, Speech("id")) == "Peraturan"
    assert strand_label("kebijakan", Speech("id")) == "kebijakan"


# Events from codings.


def test_a_coding_whose_words_name_a_date_is_an_event(study: StudySession) -> None:
    store(study, document("Laporan", "Pada 5 Mei 2021 JAKI dirilis ulang.\nLalu ramai."))
    code(study, "D01", "Pada 5 Mei 2021 JAKI dirilis ulang.", "mini2020:R.1")
    code(study, "D01", "Lalu ramai.", "mini2020:R.1")
    with study.reading() as state:
        (draft,) = coding_events(state, CodingFilter())
    assert (draft.facts.name, draft.facts.starts_on) == (
        "Pada 5 Mei 2021 JAKI dirilis ulang.", "2021-05-05",
    )  # fmt: skip
    assert draft.facts.strand == "mini2020:R.1"


def test_a_long_passage_is_cut_at_a_word() -> None:
    title = short_title("kata " * 40)
    assert title.endswith("kata …")
    assert len(title) <= 80


# Ratings.


@pytest.mark.parametrize(
    ("balance", "value"), [(-1, 1), (0, 1), (1 / 3, 2), (2 / 6, 2), (0.66, 2), (2 / 3, 3), (1, 3)]
)
def test_a_balance_has_its_value_from_the_threshold_on(balance: float, value: int) -> None:
    assert RatingRule().value(balance) == value


@pytest.mark.parametrize(
    ("low", "high", "thresholds"),
    [(1, 3, (0.5,)), (1, 3, (0.6, 0.3)), (1, 2, (1.5,)), (3, 1, ()), (1, 1, ())],
)
def test_thresholds_must_fit_the_scale(low: int, high: int, thresholds: tuple[float, ...]) -> None:
    with pytest.raises(BadThresholds):
        RatingRule(low, high, thresholds)


def _rated(study: StudySession, name: str, by: Subject) -> list[tuple[float, str]]:
    with study.reading() as state:
        wanted = code_by_id(state, name).id
        drafts = proposed_ratings(state, {wanted}, by, language="en")
    return [(each.value, each.reason) for each in drafts]


def test_a_code_without_indicators_is_rated_by_the_codes_beneath_it(study: StudySession) -> None:
    import_one(study, transcript("Wawancara"))
    plus, minus = Judgement(Polarity.SUPPORTING), Judgement(Polarity.INHIBITING)
    code(study, "W01", "laporan terlambat", "mini2020:C", minus)
    assert _rated(study, "mini2020:C", Subject.STUDY) == [
        (1, "(0 with support − 1 with hindrance) of 1 = -1.00")
    ]
    code(study, "W01", "Petugas lapangan", "mini2020:C", plus)
    assert _rated(study, "mini2020:C", Subject.CASE) == [
        (1, "(1 with support − 1 with hindrance) of 1 = 0.00")
    ]


def test_indicators_that_codings_bear_out_make_the_rating(study: StudySession) -> None:
    import_one(study, transcript("Wawancara"))
    made = code(
        study, "W01", "Anggaran kami kurang", "mini2020:R.1", Judgement(Polarity.SUPPORTING)
    )
    # A coding that names no indicator bears none out.
    assert _rated(study, "mini2020:R", Subject.SOURCE) == [
        (1, "(0 with support − 0 with hindrance) of 1 = 0.00")
    ]
    study.do(IndicateCodings((made,), "money"))
    assert _rated(study, "mini2020:R", Subject.SOURCE) == [
        (3, "(1 with support − 0 with hindrance) of 1 = 1.00")
    ]
    assert _rated(study, "mini2020:C", Subject.SOURCE) == []


def test_the_rule_and_its_thresholds_stand_in_the_proposal(study: StudySession) -> None:
    import_one(study, transcript("Wawancara"))
    mixed = Judgement(Polarity.MIXED, time=TimeFrame.NOW)
    code(study, "W01", "Anggaran kami kurang", "mini2020:C", mixed)
    with study.reading() as state:
        wanted = code_by_id(state, "mini2020:C").id
        drafts = proposed_ratings(state, {wanted}, Subject.CASE, language="id")
    study.do(ProposeRatings(drafts, "ratings 1"))
    with study.reading() as state:
        (row,) = ratings(state)
    assert (row.state, row.case, row.value) == (CodingState.PROPOSED, "Ibu Ratna", 1)
    assert row.rule.endswith("1; 2 mulai 0,33; 3 mulai 0,67")
    assert row.reason == "(1 didukung − 1 terhambat) dari 1 = 0,00"
    assert len(row.evidence) == 1


# Questions.

ASKED = KnownQuestion(1, "Bagaimana ketersediaan anggaran program?", "id")
OTHER = KnownQuestion(2, "Bagaimana sikap petugas lapangan kepada warga?", "id")


@pytest.mark.parametrize(
    ("words", "code_id"),
    [
        ("Bagaimana anggaran program ini, tersedia atau tidak?", 1),
        ("Lalu sikap para petugas lapangan terhadap warga bagaimana, Pak?", 2),
        ("Terima kasih. Oke. Sikap petugas lapangan kepada warga? Nanti kita lanjut bahas lain", 2),
    ],
)
def test_a_turn_is_like_the_question_whose_words_it_has(words: str, code_id: int) -> None:
    found = Likeness((ASKED, OTHER), "id").like(words)
    assert found[0][0].code_id == code_id
    assert LEAST <= found[0][1] <= 1


@pytest.mark.parametrize("words", ["Baik, terima kasih.", "Anggaran?", ""])
def test_a_turn_that_shares_too_little_is_like_none(words: str) -> None:
    assert Likeness((ASKED, OTHER), "id").like(words) == []


def test_the_same_words_are_wholly_alike() -> None:
    ((_, likeness),) = Likeness((ASKED, OTHER), "id").like(ASKED.text)
    assert likeness == pytest.approx(1.0)


def test_questions_of_a_guide_are_proposed_for_the_turns_of_an_interview(
    study: StudySession,
) -> None:
    source = import_one(study, transcript("Wawancara"))
    questions = (
        QuestionDraft("R_1", "mini2020:R.1", Bilingual("", "Bagaimana anggaran program?")),
        QuestionDraft("C_1", "mini2020:C", Bilingual("", "Siapa juru bicara dinas ini?")),
    )
    chosen, roles = ("mini2020:R.1", "mini2020:C"), ("government",)
    guide = MakeGuide("Pedoman", GuideKind.INTERVIEW, ("id",), roles, chosen, questions)
    study.do(guide)
    with study.reading() as state:
        (link,) = proposed_links(state)
    assert (link.code, link.key, link.quote, link.recorded) == (
        "mini2020:R.1", "W01:1", "Bagaimana anggaran program ini?", None,
    )  # fmt: skip
    assert study.do(LinkQuestions({(source, link.code_id): link.span})) == 1
    study.do(RecordAsked(source, link.code_id, is_asked=False))
    with study.reading() as state:
        (link,) = proposed_links(state, frozenset({source}))
    assert link.recorded is False
