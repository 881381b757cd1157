"""Paragraph keys and pages, counts of codes, and the history as rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest

from models.code import Code
from models.coding import Coding, Segment
from models.history import EditState
from models.positions import Span
from models.source import Source
from qda.edits.coding import RemoveCodings
from qda.edits.importing import CaseFacts
from qda.edits.proposing import StoreProposals
from qda.edits.titles import title_of
from qda.i18n import Speech
from qda.importers.draft import ParagraphDraft
from qda.retrieval.codes import NoSuchCode, SeveralCodes, code_by_id
from qda.retrieval.codings import ParagraphFinder
from qda.retrieval.counts import CodeCount, code_counts
from qda.retrieval.histories import acts, movable, next_redo, next_undo
from qda.retrieval.sources import NoOriginalFile, NoSuchSource, original_bytes, source_by_key
from qda.session import StudySession
from tests.helpers.coded import (
    adopt,
    as_coder,
    code,
    place_of,
    signed_reviews,
    store,
    store_reviews,
)
from tests.helpers.studies import document, ids, proposed, rows, theory, transcript

# ------------------------------------------------------------------------- paragraphs and pages


@pytest.mark.parametrize(
    ("position", "key", "page"),
    [(0, "D01:1", 1), (4, "D01:1", 1), (5, "D01:1", 1), (6, "D01:2", 3), (10, "D01:2", 3),
     (999, "D01:3", None)],
)  # fmt: skip
def test_a_position_belongs_to_the_paragraph_at_or_before_it(
    study: StudySession, position: int, key: str, page: int | None
) -> None:
    # "satu." is 0-5; an empty line at 5; "dua 👍" from 6; "tiga" from 12, without a page.
    draft = document("Teks", "satu.\ndua 👍\ntiga")
    starts = ((0, 5, 1), (6, 11, 3), (12, 16, None))
    paragraphs = tuple(ParagraphDraft(Span(s, e), page=p) for s, e, p in starts)
    source_id = store(study, replace(draft, paragraphs=paragraphs))
    with study.reading() as connection:
        finder = ParagraphFinder(connection, [source_id])
        assert finder.key("D01", source_id, position) == key
        assert finder.page(source_id, position) == page


def test_what_stands_before_the_first_paragraph_counts_to_it(study: StudySession) -> None:
    draft = document("Teks", "\n\nsatu")
    source_id = store(study, draft)
    with study.reading() as connection:
        assert ParagraphFinder(connection, [source_id]).key("D01", source_id, 0) == "D01:1"


def test_a_unit_of_a_collection_has_a_key_without_a_paragraph(study: StudySession) -> None:
    store_reviews(study, signed_reviews("U", [("S", "baik")]))
    (unit,) = ids(study.store, Source)
    with study.reading() as connection:
        finder = ParagraphFinder(connection, [unit])
        assert finder.key("U01-0001", unit, 2) == "U01-0001"
        assert (finder.number(unit, 2), finder.page(unit, 2)) == (None, None)


# --------------------------------------------------------------------------------------- counts


@pytest.fixture
def coded(study: StudySession) -> StudySession:
    """Two speakers and two reviews of one author, coded across the tree; one proposal."""
    talk = (("P", "Apa?"), ("Ratna", "Dana kurang. Staf cukup."), ("Budi", "Dana cukup."))
    store(study, transcript("FGD", talk), CaseFacts("Ratna"), CaseFacts("Budi"))
    store_reviews(study, signed_reviews("U", [("S", "baik"), ("S", "buruk"), ("", "lama")]))
    code(study, "W01", "Dana kurang", "R.1")
    code(study, "W01", "Dana kurang", "R.2")
    code(study, "W01", "cukup.\nBudi: Dana", "R")
    for number, text in enumerate(("baik", "buruk", "lama"), 1):
        code(study, f"U01-{number:04d}", text, "R.2")
    source_id, span = place_of(study, "W01", "Staf cukup")
    study.do(StoreProposals((proposed(source_id, span, "mini2020:R.2"),)))
    with as_coder(study, "Tono") as tono:
        code(tono, "W01", "Dana kurang", "R.1")
    return study


def test_counts_are_of_people_then_segments_and_proposals_with_what_lies_beneath(
    coded: StudySession,
) -> None:
    with coded.reading() as connection:
        counts = code_counts(connection)
        by_name = {
            name: counts.get(code_by_id(connection, name).id) for name in ("R", "R.1", "R.2", "C")
        }
    assert by_name == {
        # Ratna, Budi, S, and the nameless review; six segments; one proposal.
        "R": CodeCount(4, 6, 1),
        # Two coders on one segment of Ratna's.
        "R.1": CodeCount(1, 1, 0),
        "R.2": CodeCount(3, 5, 1),
        "C": None,
    }


def test_segments_and_proposals_agree_with_a_recount_of_the_rows(coded: StudySession) -> None:
    parents = {row["id"]: row["parent_id"] for row in rows(coded.store, Code)}
    segments: dict[int, set[int]] = defaultdict(set)
    for row in rows(coded.store, Coding):
        here = row["code_id"]
        while here is not None:
            segments[here].add(row["segment_id"])
            here = parents[here]
    with coded.reading() as connection:
        counts = code_counts(connection)
    assert {at: count.segments for at, count in counts.items()} == {
        at: len(found) for at, found in segments.items()
    }
    assert {at for found in segments.values() for at in found} == set(ids(coded.store, Segment))


# ------------------------------------------------------------------------------ names and files


def test_a_code_is_found_by_its_short_id_where_that_is_clear(study: StudySession) -> None:
    adopt(study, theory("lain2021"))
    with study.reading() as connection:
        assert code_by_id(connection, "lain2021:R.1").canonical_id == "lain2021:R.1"
        with pytest.raises(SeveralCodes) as several:
            code_by_id(connection, "R.1")
        with pytest.raises(NoSuchCode) as none:
            code_by_id(connection, "R.9")
    assert "mini2020:R.1, lain2021:R.1" in several.value.say("id")
    assert none.value.say("id").startswith("Tidak ada kode “R.9”")


def test_the_file_of_a_source_comes_back_byte_for_byte(study: StudySession) -> None:
    content = b"\xef\xbb\xbfDana\r\nkurang \xf0\x9f\x91\x8d"
    source_id = store(study, document("Teks", "Dana\nkurang 👍", content=content))
    store_reviews(study, signed_reviews("U", [("S", "baik")]))
    with study.reading() as connection:
        assert original_bytes(connection, source_id) == content
        with pytest.raises(NoOriginalFile):
            original_bytes(connection, source_by_key(connection, "U01-0001").id)
        with pytest.raises(NoSuchSource):
            source_by_key(connection, "W07")


# -------------------------------------------------------------------------------------- history


def test_the_history_tells_every_act_newest_first(study: StudySession) -> None:
    store(study, document("Laporan", "Dana kurang."))
    coding_id = code(study, "D01", "Dana", "C")
    study.do(RemoveCodings((coding_id,)))
    study.undo()
    with as_coder(study, "Tono") as tono:
        tono.redo()
    with study.reading() as connection:
        found = acts(connection)
        newest = acts(connection, count=2)
    assert [(act.act, act.kind, act.coder) for act in found] == [
        ("redo", "remove_codings", "Tono"),
        ("undo", "remove_codings", "Sari"),
        ("do", "remove_codings", "Sari"),
        ("do", "code_segment", "Sari"),
        ("do", "import_sources", "Sari"),
        ("do", "adopt_framework", "Sari"),
    ]
    assert newest == found[:2]
    assert title_of(found[3].kind, found[3].facts, Speech("en")) == "Code “mini2020:C” at D01"
    # Removing the coding took its segment with it: two rows.
    assert found[0].rows == 2
    assert {act.edit_id for act in found[:3]} == {found[0].edit_id}


def test_what_can_be_undone_and_redone_next(study: StudySession) -> None:
    store(study, document("Laporan", "Dana kurang."))
    code(study, "D01", "Dana", "C")

    def state() -> tuple[object, object, int, int]:
        with study.reading() as connection:
            undo, redo = next_undo(connection), next_redo(connection)
            done = movable(connection, EditState.DONE)
            undone = movable(connection, EditState.UNDONE)
        return undo and undo[0], redo and redo[0], done, undone

    assert state() == ("code_segment", None, 3, 0)
    study.undo()
    study.undo()
    assert state() == ("adopt_framework", "import_sources", 1, 2)
    study.redo()
    assert state() == ("import_sources", "code_segment", 2, 1)
    code(study, "D01", "kurang", "C")
    assert state() == ("code_segment", None, 3, 0)
