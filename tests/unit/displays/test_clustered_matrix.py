"""The clustered matrix: people before segments, polarity, quotes, filters, documentation."""

from __future__ import annotations

import pytest

from models.case import Case
from models.errors import Refused
from models.source import Source
from models.study import Coder
from models.vocabulary import CodingState, EntryKind, Polarity, Technique
from qda.displays.clustered_matrix import NothingToShow
from qda.displays.missing import symbol
from qda.edits.coding import Judgement
from qda.edits.importing import CaseFacts
from qda.edits.proposing import StoreProposals
from qda.retrieval.codings import CodingFilter
from qda.session import StudySession
from tests.helpers.coded import (
    CITIZEN,
    GOVERNMENT,
    as_coder,
    cell_at,
    code,
    matrix_of,
    place_of,
    shown,
    signed_reviews,
    store,
    store_reviews,
)
from tests.helpers.studies import document, new_session, only, proposed, transcript

PLUS, MINUS = Judgement(Polarity.SUPPORTING), Judgement(Polarity.INHIBITING)
BOTH = Judgement(Polarity.MIXED)
TALK = (
    ("P", "Bagaimana dananya?"),
    ("Ratna", "Dana kurang sekali. Dana datang terlambat. Staf cukup."),
    ("Budi", "Menurut saya dana cukup."),
)


@pytest.fixture
def talk(study: StudySession) -> StudySession:
    """A focus group of an official and a citizen."""
    ratna, budi = CaseFacts("Ratna", "Kepala", GOVERNMENT), CaseFacts("Budi", "Warga", CITIZEN)
    store(study, transcript("FGD", TALK), ratna, budi)
    return study


def test_people_are_counted_first_and_segments_beside_them(talk: StudySession) -> None:
    for words in ("Dana kurang sekali", "Dana datang terlambat"):
        code(talk, "W01", words, "ask:Q.1")
    code(talk, "W01", "Dana kurang sekali", "ask:Q.2")
    cell = cell_at(matrix_of(talk, "case"), "Ratna", "ask:Q")
    # One person; two segments, one of which bears two codes of the column: three codings.
    assert (cell.informants, cell.segments, len(cell.evidence)) == (1, 2, 3)
    assert cell_at(matrix_of(talk, "technique"), "Interview", "ask:Q").informants == 1


def test_a_segment_of_two_speakers_counts_in_both_rows_but_is_one_segment(
    talk: StudySession,
) -> None:
    code(talk, "W01", "Staf cukup.\nBudi: Menurut", "ask:Q.2", PLUS)
    by_case, by_technique = matrix_of(talk, "case"), matrix_of(talk, "technique")
    for who in ("Ratna", "Budi"):
        cell = cell_at(by_case, who, "ask:Q")
        assert (cell.informants, cell.segments, cell.positive) == (1, 1, 1)
    both = cell_at(by_technique, "Interview", "ask:Q")
    assert (both.informants, both.segments, both.positive) == (2, 1, 2)
    assert len(by_case.evidence) == 1
    assert by_case.evidence[0].case == "Ratna; Budi"


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ((PLUS,), ("+", 1, 0)),
        ((MINUS,), ("-", 0, 1)),
        ((BOTH,), ("+/-", 1, 1)),
        ((Judgement(Polarity.NEUTRAL),), ("", 0, 0)),
        ((Judgement(),), ("", 0, 0)),
        ((PLUS, PLUS), ("+", 1, 0)),
        ((PLUS, MINUS), ("+/-", 1, 1)),
    ],
)
def test_the_symbol_of_one_informants_cell(
    talk: StudySession, judgements: tuple[Judgement, ...], expected: tuple[str, int, int]
) -> None:
    for words, judgement in zip(("Dana kurang", "Dana datang"), judgements, strict=False):
        code(talk, "W01", words, "ask:Q.1", judgement)
    cell = cell_at(matrix_of(talk, "case"), "Ratna", "ask:Q")
    assert (cell.symbol, cell.positive, cell.negative) == expected


@pytest.mark.parametrize(
    ("counts", "expected"), [((3, 0), "+"), ((0, 2), "-"), ((5, 1), "+/-"), ((0, 0), "")]
)
def test_the_symbol_of_counts(counts: tuple[int, int], expected: str) -> None:
    assert symbol(*counts) == expected


def test_quotes_are_chosen_by_the_rule_and_shown_to_the_letter(talk: StudySession) -> None:
    code(talk, "W01", "Dana kurang sekali", "ask:Q.1")
    code(talk, "W01", "Dana datang terlambat", "ask:Q.1", Judgement(important=True))
    code(talk, "W01", "Menurut saya dana cukup", "ask:Q.1")
    everyone = matrix_of(talk, "technique", ["ask:Q"])
    # Important first; of the two left, the one who has not spoken yet.
    assert shown(everyone, "Interview", "ask:Q") == [
        "Dana datang terlambat",
        "Menurut saya dana cukup",
    ]
    assert [e.kind for e in everyone.cell(0, 0).entries] == [EntryKind.QUOTE] * 2
    only_one = matrix_of(talk, "technique", ["ask:Q"], quotes=1)
    assert shown(only_one, "Interview", "ask:Q") == ["Dana datang terlambat"]
    assert len(only_one.cell(0, 0).evidence) == 3


def test_two_coders_on_a_segment_are_one_quote_that_goes_first(talk: StudySession) -> None:
    code(talk, "W01", "Dana kurang sekali", "ask:Q.1")
    code(talk, "W01", "Dana datang terlambat", "ask:Q.1")
    with as_coder(talk, "Tono") as tono:
        code(tono, "W01", "Dana datang terlambat", "ask:Q.1", Judgement(important=True))
    matrix = matrix_of(talk, "case", ["ask:Q"])
    cell = cell_at(matrix, "Ratna", "ask:Q")
    assert (cell.segments, len(cell.evidence)) == (2, 3)
    assert shown(matrix, "Ratna", "ask:Q") == ["Dana datang terlambat", "Dana kurang sekali"]
    # The important coding stands for the segment, whoever coded first.
    assert matrix.evidence[cell.entries[0].evidence[0]].coder == "Tono"


def test_a_proposal_is_counted_as_one_and_never_passed_off_as_confirmed(
    talk: StudySession,
) -> None:
    source_id, span = place_of(talk, "W01", "Dana kurang sekali")
    talk.do(StoreProposals((proposed(source_id, span, "ask:Q.1", rule="dana 1 Q"),)))
    code(talk, "W01", "Dana datang terlambat", "ask:Q.1")
    matrix = matrix_of(talk, "case", ["ask:Q"])
    cell = cell_at(matrix, "Ratna", "ask:Q")
    assert (cell.segments, cell.proposed, cell.state) == (2, 1, CodingState.PROPOSED)
    assert [entry.state for entry in cell.entries] == [
        CodingState.CONFIRMED,
        CodingState.PROPOSED,
    ]
    assert any("1 of 2" in warning for warning in matrix.warnings)
    (suggested,) = (each for each in matrix.evidence if each.state is CodingState.PROPOSED)
    assert (suggested.rule, suggested.coder) == ("dana 1 Q", "dana 1")


def test_evidence_leads_back_to_the_words(study: StudySession) -> None:
    text = "Judul\nBaris 👩‍👩‍👧‍👦 dua: e\u0301 dana\nשלום"
    store(study, document("Laporan", text))
    code(study, "D01", "👩‍👩‍👧‍👦 dua: e\u0301 dana", "ask:Q.1", Judgement(Polarity.MIXED, 3))
    (found,) = matrix_of(study, "source", language="id").evidence
    assert (found.key, found.page, found.case) == ("D01:2", 1, "")
    assert found.span.of(text) == found.quote == "👩‍👩‍👧‍👦 dua: e\u0301 dana"
    assert (found.code, found.code_name, found.technique) == ("ask:Q.1", "Dana", "Dokumentasi")
    assert (found.coder, found.polarity, found.strength) == ("Sari", Polarity.MIXED, 3)


def test_a_unit_of_a_collection_bears_its_own_key_and_the_collections_title(
    study: StudySession,
) -> None:
    store_reviews(study, signed_reviews("Ulasan", [("S", "lambat"), ("S", "lambat sekali")]))
    code(study, "U01-0002", "lambat sekali", "ask:Q.1")
    (found,) = matrix_of(study, "source").evidence
    assert (found.key, found.source_title) == ("U01-0002", "Ulasan")


# ------------------------------------------------------------------------------------- filters


def filtered(study: StudySession, wanted: CodingFilter, rows: str = "case") -> dict[str, list[str]]:
    """What the cells of the column Q show under a filter, by the label of the row."""
    matrix = matrix_of(study, rows, ["ask:Q"], wanted=wanted, quotes=9)
    return {
        row.label: [matrix.evidence[at].quote for at in cell.evidence]
        for row, (cell,) in zip(matrix.rows, matrix.cells, strict=True)
    }


@pytest.fixture
def varied(talk: StudySession) -> StudySession:
    """Two speakers, a paper and a review, each coded; one proposal; two coders."""
    store(talk, document("Laporan", "Dana tersedia."))
    store_reviews(talk, signed_reviews("Ulasan", [("S", "aplikasi lambat")]), role="Pengguna")
    code(talk, "W01", "Dana kurang sekali", "ask:Q.1", MINUS)
    code(talk, "W01", "dana cukup", "ask:Q.1", PLUS)
    code(talk, "D01", "Dana tersedia", "ask:Q.2", PLUS)
    source_id, span = place_of(talk, "U01-0001", "lambat")
    talk.do(StoreProposals((proposed(source_id, span, "ask:Q.1", rule="dana 1 Q"),)))
    with as_coder(talk, "Tono") as tono:
        code(tono, "W01", "Staf cukup", "ask:Q.2", PLUS)
    return talk


def test_without_a_filter_everything_is_there(varied: StudySession) -> None:
    assert filtered(varied, CodingFilter()) == {
        "Budi": ["dana cukup"],
        "Ratna": ["Dana kurang sekali", "Staf cukup"],
        "Ulasan (U01)": ["lambat"],
        "Laporan (D01)": ["Dana tersedia"],
    }


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (
            CodingFilter(states=frozenset({CodingState.PROPOSED})),
            {"Budi": [], "Ratna": [], "Ulasan (U01)": ["lambat"], "Laporan (D01)": []},
        ),
        (
            CodingFilter(polarities=frozenset({Polarity.INHIBITING})),
            {
                "Budi": [], "Ratna": ["Dana kurang sekali"], "Ulasan (U01)": [],
                "Laporan (D01)": [],
            },
        ),
        (
            CodingFilter(techniques=frozenset({Technique.DOCUMENTATION})),
            {"Laporan (D01)": ["Dana tersedia"]},
        ),
        (CodingFilter(groups=frozenset({GOVERNMENT})), {
            "Ratna": ["Dana kurang sekali", "Staf cukup"],
        }),
        (
            CodingFilter(groups=frozenset({CITIZEN})),
            {"Budi": ["dana cukup"], "Ulasan (U01)": ["lambat"]},
        ),
        (
            CodingFilter(rules=frozenset({"dana 1 Q"})),
            {"Budi": [], "Ratna": [], "Ulasan (U01)": ["lambat"], "Laporan (D01)": []},
        ),
    ],
)  # fmt: skip
def test_a_filter_narrows_the_texts_or_the_codings(
    varied: StudySession, wanted: CodingFilter, expected: dict[str, list[str]]
) -> None:
    assert filtered(varied, wanted) == expected


def test_a_filter_on_a_case_leaves_out_the_others_of_the_same_talk(varied: StudySession) -> None:
    budi = only(varied.store, Case, name="Budi")["id"]
    wanted = CodingFilter(case_ids=frozenset({budi}))
    assert filtered(varied, wanted) == {"Budi": ["dana cukup"]}
    matrix = matrix_of(varied, "technique", ["ask:Q"], wanted=wanted)
    assert [(row.size, cell.informants) for row, (cell,) in zip(
        matrix.rows, matrix.cells, strict=True
    )] == [(1, 1)]  # fmt: skip
    assert len(matrix.evidence) == 1


def test_filters_on_source_collection_coder_and_code(varied: StudySession) -> None:
    report = only(varied.store, Source, key="D01")["id"]
    only_paper = {"Laporan (D01)": ["Dana tersedia"]}
    assert filtered(varied, CodingFilter(source_ids=frozenset({report}))) == only_paper
    unit = only(varied.store, Source, key="U01-0001")["collection_id"]
    only_reviews = {"Ulasan (U01)": ["lambat"]}
    assert filtered(varied, CodingFilter(collection_ids=frozenset({unit}))) == only_reviews
    tono = only(varied.store, Coder, name="Tono")["id"]
    by_tono = filtered(varied, CodingFilter(coder_ids=frozenset({tono})))
    assert {row: quotes for row, quotes in by_tono.items() if quotes} == {"Ratna": ["Staf cukup"]}
    with varied.reading() as connection:
        from qda.retrieval.codes import code_by_id

        staff = code_by_id(connection, "ask:Q.2").id
    of_staff = filtered(varied, CodingFilter(code_ids=frozenset({staff})))
    assert {row: quotes for row, quotes in of_staff.items() if quotes} == {
        "Ratna": ["Staf cukup"],
        "Laporan (D01)": ["Dana tersedia"],
    }


def test_every_filter_is_told_on_the_display(varied: StudySession) -> None:
    wanted = CodingFilter(
        code_ids=frozenset({1}),
        source_ids=frozenset({1, 2}),
        collection_ids=frozenset({1}),
        case_ids=frozenset({1, 2, 3}),
        coder_ids=frozenset({1}),
        states=frozenset({CodingState.CONFIRMED}),
        polarities=frozenset({Polarity.MIXED}),
        techniques=frozenset({Technique.SURVEY}),
        groups=frozenset({GOVERNMENT}),
        rules=frozenset({"x"}),
    )
    matrix = matrix_of(varied, "case", ["ask:Q"], wanted=wanted)
    (told,) = (fact.text for fact in matrix.facts if fact.label == "Filters")
    assert told.count(";") == 9
    assert "Government" in told
    assert "3 chosen cases" in told


# ------------------------------------------------------------------------------- documentation


def test_a_display_says_how_it_was_made(varied: StudySession) -> None:
    matrix = matrix_of(varied, "group", ["ask"])
    facts = {fact.label: fact.text for fact in matrix.facts}
    assert facts["Study"] == "Studi uji"
    assert facts["Data"] == "3 texts in scope; 5 codings, 1 of them a proposal"
    assert facts["Filters"] == "none"
    assert facts["Made by"] == "Sari"
    assert facts["Study version"] == f"edit {varied.study().version}"
    assert (matrix.title, matrix.corner) == ("Stakeholder group × Asking", "Stakeholder group")


def test_more_than_twenty_rows_are_warned_of(study: StudySession) -> None:
    for number in range(21):
        store(study, document(f"D{number}", f"Teks {number}."))
    assert any("21 rows" in warning for warning in matrix_of(study, "source").warnings)
    twenty = CodingFilter(source_ids=frozenset(range(2, 22)))
    assert not matrix_of(study, "source", wanted=twenty).warnings


def test_a_matrix_without_columns_is_refused(tmp_path: object) -> None:
    with new_session(f"{tmp_path}/leer.runut") as bare, pytest.raises(NothingToShow) as refusal:
        matrix_of(bare, "case")
    assert isinstance(refusal.value, Refused)


def test_a_study_without_texts_gives_a_matrix_without_rows(study: StudySession) -> None:
    matrix = matrix_of(study, "case")
    assert (matrix.rows, matrix.cells, matrix.evidence) == ((), (), ())
