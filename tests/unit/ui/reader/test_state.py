"""The reader's values: references, paragraphs, dragged payloads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.positions import Span
from ui.reader.state import (
    ParagraphMark,
    ReaderText,
    clock,
    packed_span,
    unpacked_code,
    unpacked_span,
)

TEXT = ReaderText(
    7,
    "W03",
    "contoh",
    "satu\n\ndua\ntiga",
    (
        ParagraphMark(1, Span(0, 4)),
        ParagraphMark(2, Span(6, 9)),
        ParagraphMark(3, Span(10, 14)),
    ),
)


@pytest.mark.parametrize(
    ("span", "reference"),
    [
        (Span(1, 3), "W03:1"),
        (Span(6, 9), "W03:2"),
        (Span(0, 9), "W03:1–2"),
        (Span(0, 14), "W03:1–3"),
    ],
)
def test_a_reference_names_the_paragraphs(span: Span, reference: str) -> None:
    assert TEXT.reference(span) == reference


def test_a_text_without_paragraphs_is_referred_to_by_its_key() -> None:
    assert ReaderText(1, "D01", "x", "abc").reference(Span(0, 2)) == "D01"


def test_a_paragraph_is_found_by_number_and_by_place() -> None:
    assert TEXT.paragraph(2) == TEXT.paragraphs[1]
    assert TEXT.paragraph(9) is None
    assert TEXT.paragraph_at(5) == TEXT.paragraphs[0]
    assert TEXT.paragraph_at(13) == TEXT.paragraphs[2]


@given(st.integers(0, 10**9), st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_dragged_span_arrives_as_it_left(source: int, start: int, length: int) -> None:
    span = Span(start, start + length)
    assert unpacked_span(packed_span(source, span)) == (source, span)


@pytest.mark.parametrize("payload", [b"", b"1:2", b"1:5:5", b"1:-2:5", b"a:b:c", b"1:2:3:4"])
def test_a_foreign_payload_is_no_span(payload: bytes) -> None:
    assert unpacked_span(payload) is None


@pytest.mark.parametrize(("payload", "code"), [(b"12", 12), (b"", None), (b"x", None)])
def test_a_dragged_code_is_its_id(payload: bytes, code: int | None) -> None:
    assert unpacked_code(payload) == code


@pytest.mark.parametrize(
    ("milliseconds", "said"), [(0, "0:00"), (65_999, "1:05"), (3_600_000, "1:00:00")]
)
def test_a_time_reads_like_a_clock(milliseconds: int, said: str) -> None:
    assert clock(milliseconds) == said
