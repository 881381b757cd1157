"""Rows of a matrix: every kind of axis, its order, and what has no value on it."""

from __future__ import annotations

import pytest

from models.case import Case
from models.source import Source
from models.vocabulary import AttributeOwner, AttributeType, StakeholderGroup, Technique
from qda.displays.axes import AxisKind, NoSuchRows, RowAxis, UnknownAxis
from qda.edits.cases import DefineAttribute, SetAttribute
from qda.edits.importing import CaseFacts
from qda.session import StudySession
from tests.helpers.coded import (
    CITIZEN,
    GOVERNMENT,
    code,
    matrix_of,
    signed_reviews,
    store,
    store_reviews,
)
from tests.helpers.studies import document, ids, only, transcript

REVIEWS = (("S", "baik"), ("", "buruk"), ("S", "biasa"))


@pytest.fixture
def filled(study: StudySession) -> StudySession:
    """Two interviews, a focus group of the same two, a paper, and three reviews."""
    ratna = CaseFacts("Ratna", "Pelaksana", GOVERNMENT)
    budi = CaseFacts("budi", "", CITIZEN)
    store(study, transcript("Wawancara 1", (("P", "Apa?"), ("Ratna", "Dana kurang."))), ratna)
    store(study, transcript("Wawancara 2", (("P", "Apa lagi?"), ("budi", "Lambat."))), budi)
    group = transcript("Diskusi", (("Ratna", "Benar."), ("budi", "Tidak.")), interviewer="-")
    store(study, group)
    store(study, document("Laporan", "Dana cukup."))
    store_reviews(
        study,
        signed_reviews("Ulasan", [("S", "baik"), ("", "buruk"), ("S", "biasa")]),
        role="Warga",
    )
    return study


def rows(study: StudySession, axis: str, language: str = "en") -> list[tuple[str, int | None]]:
    """The labels of the rows, each with how many informants it is counted over."""
    return [(row.label, row.size) for row in matrix_of(study, axis, language=language).rows]


@pytest.mark.parametrize(
    ("axis", "expected"),
    [
        ("case", [("budi", 1), ("Ratna", 1), ("Ulasan (U01)", 2), ("Laporan (D01)", 1)]),
        ("role", [("Pelaksana", 1), ("Warga", 2), ("Not stated", 2)]),
        ("group", [("Government", 1), ("Citizens", 3), ("Not stated", 1)]),
        (
            "source",
            [
                ("D01 · Laporan", 1),
                ("W01 · Wawancara 1", 1),
                ("W02 · Wawancara 2", 1),
                ("W03 · Diskusi", 2),
                ("Ulasan (U01)", 2),
            ],
        ),
        ("technique", [("Interview", 2), ("Documentation", 1), ("App review", 2)]),
    ],
)
def test_an_axis_gives_every_text_its_row(
    filled: StudySession, axis: str, expected: list[tuple[str, int]]
) -> None:
    assert rows(filled, axis) == expected


def test_words_of_nobody_get_a_row_and_are_counted_in_its_size(filled: StudySession) -> None:
    code(filled, "W01", "Apa?", "ask:Q.1")
    code(filled, "W02", "Apa lagi?", "ask:Q.1")
    # The paper stands in the last row from the start; the two interviewers' words join it.
    assert rows(filled, "group")[-1] == ("Not stated", 3)
    last = matrix_of(filled, "group", ["ask:Q"]).cell(2, 0)
    assert (last.informants, last.segments) == (2, 2)


def attribute(study: StudySession, kind: AttributeType, values: list[object]) -> None:
    """Give each source in turn a value of a new attribute; None leaves it without one."""
    study.do(DefineAttribute(AttributeOwner.SOURCE, "x", kind, label="Tahun lahir"))
    for source_id, value in zip(ids(study.store, Source), values, strict=False):
        if value is not None:
            study.do(SetAttribute(AttributeOwner.SOURCE, source_id, "x", value))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        (AttributeType.NUMBER, [100, 9, -2, -10], ["-10", "-2", "9", "100"]),
        (AttributeType.NUMBER, [2.5, 2, 2.25], ["2", "2.25", "2.50"]),
        (AttributeType.NUMBER, [2023, 2023.0], ["2023"]),
        (AttributeType.TEXT, ["100", "9", "b", "A"], ["9", "100", "A", "b"]),
        (AttributeType.DATE, ["2024-11-02", "2024-02-11"], ["2024-02-11", "2024-11-02"]),
        (AttributeType.YES_NO, [True, False], ["No", "Yes"]),
    ],
)
def test_values_are_ordered_as_what_they_are(
    study: StudySession, kind: AttributeType, values: list[object], expected: list[str]
) -> None:
    for number in range(4):
        store(study, document(f"D{number}", f"Teks {number}."))
    attribute(study, kind, values)
    matrix = matrix_of(study, "attribute:x")
    labels = [row.label for row in matrix.rows]
    if len(values) < 4:
        assert labels.pop() == "Not stated"
    assert labels == expected
    assert matrix.corner == "Tahun lahir"
    assert len({row.id for row in matrix.rows}) == len(matrix.rows)


def test_the_value_of_a_case_goes_before_that_of_its_source(study: StudySession) -> None:
    store(study, transcript("W", (("P", "Apa?"), ("Ratna", "Dana."))))
    study.do(DefineAttribute(AttributeOwner.CASE, "Tempat", AttributeType.TEXT))
    # The builder's transcripts carry "Tempat: Kantor" themselves.
    assert [row.label for row in matrix_of(study, "attribute:Tempat").rows] == ["Kantor"]
    ratna = only(study.store, Case, name="Ratna")["id"]
    study.do(SetAttribute(AttributeOwner.CASE, ratna, "Tempat", "Lapangan"))
    assert [row.label for row in matrix_of(study, "attribute:Tempat").rows] == ["Lapangan"]


def test_stars_are_rows_in_both_languages(filled: StudySession) -> None:
    # The builder gives 2, 3, 4 stars to its first three reviews.
    assert rows(filled, "attribute:stars") == [
        ("2", 1), ("3", 1), ("4", 1), ("Not stated", 3),
    ]  # fmt: skip
    assert matrix_of(filled, "attribute:stars", language="id").corner == "Bintang"


def test_groups_and_techniques_keep_their_own_order_in_any_language(
    filled: StudySession,
) -> None:
    ids_of = [row.id for row in matrix_of(filled, "group", language="id").rows]
    assert ids_of == ["group:government", "group:citizen", "none"]
    assert list(StakeholderGroup) == ["government", "private", "citizen"]
    assert [row.id for row in matrix_of(filled, "technique", language="id").rows] == [
        f"technique:{each.value}"
        for each in (Technique.INTERVIEW, Technique.DOCUMENTATION, Technique.APP_REVIEW)
    ]


def test_an_attribute_that_is_not_there_is_refused_and_the_known_ones_named(
    filled: StudySession,
) -> None:
    with pytest.raises(NoSuchRows) as refusal:
        matrix_of(filled, "attribute:bintang")
    assert "stars" in refusal.value.say("id")


@pytest.mark.parametrize("kind", [kind for kind in AxisKind if kind is not AxisKind.ATTRIBUTE])
def test_an_axis_is_written_by_its_name(kind: AxisKind) -> None:
    assert RowAxis.parse(f" {kind.value.upper()} ") == RowAxis(kind)


def test_an_attribute_is_written_with_its_name() -> None:
    assert RowAxis.parse("attribute: Lama bekerja: tahun ") == RowAxis(
        AxisKind.ATTRIBUTE, "Lama bekerja: tahun"
    )


@pytest.mark.parametrize(
    "written", ["", "cases", "attribute", "attribute:", "attribute: ", "group:x"]
)
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(UnknownAxis):
        RowAxis.parse(written)
