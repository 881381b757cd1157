"""Effects: short-run and longer-run, explanations apart, direct, meta- and side effects, signs."""

from __future__ import annotations

from models.code import Code
from models.vocabulary import EntryKind, RelationType
from qda.edits.coding import TagCodings
from qda.edits.memos import AddMemo
from qda.session import StudySession
from tests.helpers.kinds import asked, cell_of, grid, marks, matrix_by
from tests.helpers.studies import only
from tests.helpers.talks import fill_talks, relate_codings


def test_effects_follow_each_other_and_explanations_stand_apart(talks: StudySession) -> None:
    ids = fill_talks(talks)
    first, then = ids["Kami membuka loket keliling"], ids["Antrean jadi pendek"]
    relate_codings(
        talks, first, then, RelationType.RESULTS_IN, actor="Dinas", note="Karena dekat rumah."
    )
    relate_codings(talks, then, ids["Laporan selesai cepat"], RelationType.LEADS_TO)
    relate_codings(talks, ids["Petugas ramah"], first, RelationType.EXPLAINS)
    code = only(talks.store, Code, canonical_id="mns:E")["uuid"]
    talks.do(AddMemo("Upaya murah.", target="code", target_uuid=code))
    found = matrix_by(talks, asked("explanatory-effects"))
    assert grid(found)["Efforts"] == {
        "As it is told": ["Kami membuka loket keliling"],
        "Who gave it": ["Dinas"],
        "Who felt it": ["1: Ratna"],
        "Short-run effect": ["Antrean jadi pendek"],
        "Longer-run consequence": ["Laporan selesai cepat"],
        "Explanation (analyst's)": ["Karena dekat rumah.", "Petugas ramah", "Upaya murah."],
    }
    explained = cell_of(found, "Efforts", "Explanation (analyst's)")
    assert [entry.author for entry in explained.entries] == ["Sari"] * 3
    assert [column.group for column in found.columns] == [""] * 5 + ["Analyst"]


def test_what_is_not_linked_says_so(talks: StudySession) -> None:
    fill_talks(talks)
    shown = marks(matrix_by(talks, asked("explanatory-effects")))
    assert shown["Means", "Short-run effect"] == "DK"
    assert shown["Means", "Explanation (analyst's)"] == "PEND"


def test_effects_are_direct_unless_a_tag_or_a_relation_says_otherwise(
    talks: StudySession,
) -> None:
    ids = fill_talks(talks)
    talks.do(TagCodings((ids["Jalan tetap rusak"],), add=("Sampingan",)))
    relate_codings(
        talks, ids["Laporan selesai cepat"], ids["Antrean jadi pendek"], RelationType.LEADS_TO,
        actor="Petugas loket",
    )  # fmt: skip
    found = matrix_by(talks, asked("effects-matrix"))
    assert [row.label for row in found.rows] == ["Outcome"]
    assert grid(found)["Outcome"] == {
        "Direct effects": ["+ · 1 informant", "Laporan selesai cepat"],
        "Meta-effects": ["+ · 1 informant", "Antrean jadi pendek"],
        "Side effects": ["- · 1 informant", "Jalan tetap rusak"],
        "Actor": ["Petugas loket"],
        "Time": ["Potential (1)"],
    }
    side = cell_of(found, "Outcome", "Side effects")
    assert (side.symbol, side.informants, side.segments) == ("-", 1, 1)


def test_good_and_bad_of_one_kind_stand_one_after_the_other(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("effects-matrix"))
    cell = cell_of(found, "Outcome", "Direct effects")
    assert [(entry.kind, entry.text) for entry in cell.entries] == [
        (EntryKind.COUNT, "+ · 2 informants"),
        (EntryKind.QUOTE, "Laporan selesai cepat"),
        (EntryKind.QUOTE, "Antrean jadi pendek"),
        (EntryKind.COUNT, "- · 1 informant"),
        (EntryKind.QUOTE, "Jalan tetap rusak"),
    ]
    assert (cell.positive, cell.negative, cell.segments) == (2, 1, 3)


def test_other_codes_can_be_the_outcomes(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("effects-matrix", columns=("mns:A", "mns:M")))
    assert [row.label for row in found.rows] == ["Attitude", "Means"]
