"""The reader shows what was written about each coding."""

from __future__ import annotations

from qda.edits.memos import AddMemo
from qda.retrieval.coding_memos import coding_memos
from qda.retrieval.codings import codings_in
from qda.retrieval.sources import source_by_key
from qda.session import StudySession
from tests.helpers.coded import code, store
from tests.helpers.studies import document


def test_memos_come_with_the_coding_they_are_on_the_oldest_first(study: StudySession) -> None:
    source_id = store(study, document("Teks", "satu.\ndua\ntiga"))
    with study.reading() as state:
        key = source_by_key(state, "D01").key
    first, second = code(study, key, "satu", "mini2020:R"), code(study, key, "dua", "mini2020:R")
    with study.reading() as state:
        uuids = {row.id: row.uuid for row in codings_in(state, source_id)}
    study.do(AddMemo("lihat lagi", memo_title="Ingat", target="coding", target_uuid=uuids[first]))
    study.do(AddMemo("sudah", target="coding", target_uuid=uuids[first]))
    study.do(AddMemo("umum"))
    with study.reading() as state:
        assert coding_memos(state, source_id) == {first: "Ingat: lihat lagi\nsudah"}
        assert second not in coding_memos(state, source_id)
        assert coding_memos(state, source_id + 1) == {}
