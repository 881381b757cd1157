"""Every query of what a coder who codes blind may not see asks whether it may be seen."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.helpers.tree import called, modules

_TELLING = {
    *("Coding", "Segment", "Memo", "Absence", "Settlement", "Edit", "Change"),
    *("Event", "Rating", "Relation", "Asked", "Claim", "ConvergenceLabel"),
}
_ASKED = {
    "seen", "seen_by", "seen_segments", "seen_memos", "seen_findings", "seen_labels",
    "hidden_edits", "is_blind",
    "seen_records", "seen_records_by", "read_records",
    "coding_query", "_placed", "_query", "_hidden", "_told", "_of_coder",
}  # fmt: skip
"""What asks, or makes a query that has asked.

`coding_query` of codings, `_placed` of progress, `_query` of memos, `_hidden` and `_told` of the
history, `_of_coder` of what two coders are compared in.
"""
_LEFT_OUT = ("qda/edits/", "qda/retrieval/sight.py")
"""Edits change what is there, and refuse what would double it, whoever sees it."""
_ORDER = "columns to sort a query by that carries `seen`"
_PART = "a part of `conditions` or `of_words`, which stand in queries that carry `seen`"
_COMPARED = "reached only where nothing is hidden: `compared` refuses, or leaves the source out"
_RECOUNT = "tells which codes are counted anew, and nothing of what is counted"
_NEED_NOT = {
    "qda/retrieval/codings.py:reading_order": _ORDER,
    "qda/retrieval/coverage.py:_sources": "asks in which sources the codings of a query stand",
    "qda/retrieval/listing.py:_keys": _ORDER,
    "qda/retrieval/listing.py:_first_voice": _ORDER,
    "qda/retrieval/listing.py:_speaking": "asks whose words the rows are that were read",
    "qda/retrieval/listing.py:_noted": "asks which of the rows that were read bear memos",
    "qda/retrieval/filters.py:conditions": _PART,
    "qda/retrieval/table/conditions.py:_of_codings": "takes its rows from `rows_coded`",
    "qda/retrieval/filters.py:_of_coding": _PART,
    "qda/retrieval/filters.py:has_memo": _PART,
    "qda/retrieval/filters.py:_tagged": _PART,
    "qda/retrieval/filters.py:_of_voices": _PART,
    "qda/retrieval/filters.py:_of_units": _PART,
    "qda/retrieval/filters.py:_holding_words": _PART,
    "qda/retrieval/memos.py:_on_or_within": "a part of a query that begins with `_query`",
    "qda/retrieval/search_filters.py:text_conditions": "takes its segments from `_coded`",
    "qda/retrieval/search_filters.py:PlaceFilter": "takes its segments from `_coded`",
    "qda/retrieval/touched.py:touched_codes": _RECOUNT,
    "qda/retrieval/touched.py:_codes_of": _RECOUNT,
    "qda/retrieval/histories.py:movable": "that something was done is no secret, only what",
    "qda/retrieval/studies.py:study_row": "the version counts the edits, and tells none",
    "qda/numbers/coded.py:_speakers_of_segments": "asks who speaks in the codings that were read",
    "qda/numbers/asked.py:asked_of": "its `Asked` are counts of cells, and no answers of people",
    "qda/agreement/settled.py:read_settlements": _COMPARED,
    "qda/agreement/settled.py:_Facts": _COMPARED,
    "qda/agreement/settled.py:_codings": _COMPARED,
    "qda/agreement/settled.py:_moved": _COMPARED,
}
"""Queries of what may be hidden that need not ask, with the reason."""


def _unasked() -> Iterator[str]:
    for module in modules("qda", "exports", "ui"):
        if module.place.startswith(_LEFT_OUT):
            continue
        for node in module.tree.body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef):
                continue
            named = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
            calls = {called(each) for each in ast.walk(node) if isinstance(each, ast.Call)}
            asks_rows = named & {"table_of", "select"}
            if asks_rows and named & _TELLING and not calls & _ASKED:
                yield f"{module.place}:{node.name}"


def test_every_query_of_what_may_be_hidden_asks_whether_it_is() -> None:
    unasked = set(_unasked())
    assert sorted(unasked - set(_NEED_NOT)) == [], "ask `qda.retrieval.sight`, or say why not"
    assert sorted(set(_NEED_NOT) - unasked) == [], "these ask, or are gone"
