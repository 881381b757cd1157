"""The words of counts, entries and marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from exports.tracing import behind, traced
from exports.wording import (
    Band,
    bands,
    cell_entries,
    coder_words,
    count_line,
    entry_words,
    evidence_fact,
    particulars,
)
from models.vocabulary import CodingState, EntryKind, Missing
from qda.displays.values import Cell, Entry, Heading
from qda.i18n import Speech
from tests.helpers.matrices import evidence, matrix, spoken_indonesian

EN, ID = Speech("en"), Speech("id")


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


@pytest.mark.parametrize(
    ("cell", "english", "indonesian_words"),
    [
        (Cell((), 4, 9, 0, 6, 1, "+"), "4 informants · 9 segments · + (6/1)",
         "4 informan · 9 segmen · + (6/1)"),
        (Cell((), 1, 1), "1 informant · 1 segment", "1 informan · 1 segmen"),
        (Cell((), 2, 3, 2, 1, 1, "+/-"), "2 informants · 3 segments · +/- (1/1) · 2 proposed",
         "2 informan · 3 segmen · +/- (1/1) · 2 usulan"),
        (Cell((), 1200, 1500), "1,200 informants · 1,500 segments",
         "1.200 informan · 1.500 segmen"),
        (Cell((), symbol="+"), "+", "+"),
        (Cell(()), "", ""),
    ],
)  # fmt: skip
def test_people_come_first_and_proposals_are_told(
    cell: Cell, english: str, indonesian_words: str
) -> None:
    assert count_line(cell, EN) == english
    assert count_line(cell, ID) == indonesian_words


def test_a_quote_has_marks_and_each_key_once() -> None:
    shown = matrix(["a", "b"], rows=1, columns=1)
    same = replace(shown.evidence[1], key=shown.evidence[0].key)
    shown = replace(shown, evidence=(shown.evidence[0], same))
    entry = Entry(EntryKind.QUOTE, "kata", (0, 1), CodingState.PROPOSED)
    assert entry_words(entry, shown, EN).line == "[proposed] “kata” (W01:1)"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "NS – Asked, nothing said"),
        ("NS", "NS – Asked, nothing said"),
        ("NS – ditanya", "NS – ditanya"),
        ("ditanya", "NS – ditanya"),
    ],
)
def test_a_missing_mark_has_its_word(text: str, line: str) -> None:
    entry = Entry(EntryKind.MISSING, text, missing=Missing.SILENT)
    assert entry_words(entry, matrix(), EN).line == line


def test_a_missing_cell_says_so_once() -> None:
    entry = Entry(EntryKind.MISSING, "", missing=Missing.PENDING)
    told = cell_entries(Cell((entry,), missing=Missing.PENDING), matrix(), EN)
    assert len(told) == 1
    assert [words.line for words in cell_entries(Cell(()), matrix(), EN)] == ["nothing entered"]
    assert cell_entries(Cell((), 1, 1), matrix(), EN) == ()


def test_neighbours_of_a_group_share_a_band() -> None:
    heads = tuple(Heading(str(n), str(n), group=group) for n, group in enumerate("aabba"))
    assert bands(heads) == (Band("a", 0, 2), Band("b", 2, 4), Band("a", 4, 5))
    assert bands((Heading("1", "1"),)) == ()


def test_a_rule_is_marked_as_one() -> None:
    assert coder_words(evidence("a", rule="daftar"), EN) == "Rani (rule: daftar)"
    assert coder_words(evidence("a", rule="daftar", coder=""), ID) == "aturan: daftar"


def test_particulars_leave_out_what_is_not_known() -> None:
    bare = evidence("a", page=None, strength=None, polarity=None, case="")
    labels = [fact.label for fact in particulars(bare, EN)]
    assert not {"Page", "Strength", "Polarity", "Case"} & set(labels)
    assert {"Source", "Coder", "Coding", "State"} <= set(labels)


def test_the_proposed_are_counted_apart() -> None:
    found = (evidence("a"), evidence("b", 1, state=CodingState.PROPOSED))
    assert evidence_fact(found, EN).text == "2 codings, 1 of them only proposed"
    assert evidence_fact(found, ID).text == "2 pengodean, 1 di antaranya baru usulan"


def test_evidence_is_numbered_through_the_cells() -> None:
    numbered = traced(matrix(list("abcdef"), rows=2, columns=2))
    assert [trace.number for trace in numbered.traces()] == [1, 2, 3, 4, 5, 6]
    assert [trace.evidence.quote for trace in numbered.traces()] == list("aebfcd")


def test_evidence_that_only_an_entry_names_is_behind_the_cell() -> None:
    cell = Cell((Entry(EntryKind.SUMMARY, "x", (3, 1)),), evidence=(1, 2))
    assert behind(cell) == (1, 2, 3)
