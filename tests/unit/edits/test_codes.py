"""The code tree: adding, wording, moving, merging, splitting, deleting, adopting a framework."""

from __future__ import annotations

import pytest

from codebooks.framework import Wording
from codebooks.shelf import framework
from models.code import Code, Framework
from models.coding import Absence, Coding, Segment
from models.positions import Span
from models.recording import NotThere
from models.vocabulary import Missing, Origin
from qda.edits.codes import (
    AddCode,
    AdoptFramework,
    BadCodeId,
    CodeExists,
    CodeNameMissing,
    CodeWording,
    DeleteCode,
    FrameworkAdopted,
    MergeCodes,
    MoveCode,
    MoveIntoItself,
    SplitCode,
    WordCode,
)
from qda.edits.coding import CodeSegment
from qda.edits.memos import DescribeStudy, RecordAbsence
from qda.retrieval.codes import codes
from qda.session import StudySession
from tests.helpers.studies import (
    document,
    dump,
    import_one,
    only,
    rows,
    theory,
    unchanged,
    wording,
)

NAMELESS = CodeWording(Wording(" ", ""))


def _tree(study: StudySession) -> list[str]:
    """The code ids in the order of the tree, indented by depth."""
    with study.reading() as connection:
        return ["  " * row.depth + row.canonical_id for row in codes(connection)]


def _add(study: StudySession, *names: str, parent: int | None = None) -> list[int]:
    return [study.do(AddCode(name, wording(name), parent)) for name in names]


def _coded(study: StudySession, *codings: tuple[int, int]) -> int:
    """A source with a coding of each code at the character given; its id."""
    source = import_one(study, document("Laporan", "Dana kurang sekali."))
    for code, at in codings:
        study.do(CodeSegment(source, Span(at, at + 1), code))
    return source


def test_new_codes_come_last_and_children_beneath(study: StudySession) -> None:
    a, _ = _add(study, "a", "b")
    _add(study, "a1", "a2", parent=a)
    assert _tree(study) == ["a", "  a1", "  a2", "b"]
    assert only(study.store, Code, id=a)["origin"] is Origin.INDUCTIVE


@pytest.mark.parametrize("code", ["", "a b", "a:b:c", "a/b", "x\n", "=1+1"])
def test_an_id_that_no_command_line_takes_is_refused(study: StudySession, code: str) -> None:
    with unchanged(study.store), pytest.raises(BadCodeId):
        study.do(AddCode(code, wording("x")))


def test_an_id_is_given_once(study: StudySession) -> None:
    _add(study, "a")
    with unchanged(study.store), pytest.raises(CodeExists) as refused:
        _add(study, "a")
    assert "a" in refused.value.say("id")


def test_a_code_needs_a_name(study: StudySession) -> None:
    (a,) = _add(study, "a")
    with unchanged(study.store):
        with pytest.raises(CodeNameMissing):
            study.do(AddCode("b", NAMELESS))
        with pytest.raises(CodeNameMissing):
            study.do(WordCode(a, NAMELESS))


def test_a_parent_must_exist(study: StudySession) -> None:
    with unchanged(study.store), pytest.raises(NotThere):
        study.do(AddCode("a", wording("a"), 99))


def test_wording_keeps_the_canonical_id(study: StudySession) -> None:
    (a,) = _add(study, "a")
    study.do(WordCode(a, wording("Lain"), label=" Label ", colour="#123456", note="catatan"))
    code = only(study.store, Code)
    assert (code["canonical_id"], code["name_en"], code["label"]) == ("a", "Lain", "Label")
    assert (code["definition_en"], code["colour"], code["note"]) == (
        "About Lain", "#123456", "catatan",
    )  # fmt: skip
    with unchanged(study.store):
        study.do(WordCode(a))


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (0, ["a", "  d", "  b", "  c"]),
        (1, ["a", "  b", "  d", "  c"]),
        (2, ["a", "  b", "  c", "  d"]),
        (99, ["a", "  b", "  c", "  d"]),
        (-5, ["a", "  d", "  b", "  c"]),
    ],
)
def test_a_code_moves_to_its_place_among_new_siblings(
    study: StudySession, position: int, expected: list[str]
) -> None:
    (a,) = _add(study, "a")
    _add(study, "b", "c", parent=a)
    (d,) = _add(study, "d")
    study.do(MoveCode(d, a, position))
    assert _tree(study) == expected
    study.undo()
    assert _tree(study) == ["a", "  b", "  c", "d"]


def test_a_code_moves_with_everything_beneath_it(study: StudySession) -> None:
    a, b = _add(study, "a", "b")
    (a1,) = _add(study, "a1", parent=a)
    _add(study, "a11", parent=a1)
    study.do(MoveCode(a1, b, 0))
    assert _tree(study) == ["a", "b", "  a1", "    a11"]
    study.do(MoveCode(a1, None, 0))
    assert _tree(study) == ["a1", "  a11", "a", "b"]


def test_no_code_moves_beneath_itself(study: StudySession) -> None:
    (a,) = _add(study, "a")
    (a1,) = _add(study, "a1", parent=a)
    (a11,) = _add(study, "a11", parent=a1)
    with unchanged(study.store):
        for parent in (a, a1, a11):
            with pytest.raises(MoveIntoItself) as refused:
                study.do(MoveCode(a, parent, 0))
            assert "“a”" in refused.value.say("id")
        with pytest.raises(NotThere):
            study.do(MoveCode(a, 99, 0))


def test_merging_keeps_the_codings_of_all_and_drops_doubles(study: StudySession) -> None:
    a, b, c = _add(study, "a", "b", "c")
    source = _coded(study, (a, 0), (b, 0), (b, 3), (c, 3), (c, 7))
    study.do(RecordAbsence(source, a, Missing.SILENT))
    before = dump(study.store)
    assert study.do(MergeCodes((b, c), a)) == 2
    segments = {row["id"]: row["start"] for row in rows(study.store, Segment)}
    found = rows(study.store, Coding)
    assert sorted(segments[row["segment_id"]] for row in found) == [0, 3, 7]
    assert {row["code_id"] for row in found} == {a}
    assert _tree(study) == ["a"]
    study.undo()
    assert dump(study.store) == before


def test_merging_keeps_what_two_coders_coded(study: StudySession) -> None:
    a, b = _add(study, "a", "b")
    source = _coded(study, (a, 0))
    with StudySession.open(study.store.place, coder="Budi") as other:
        other.do(CodeSegment(source, Span(0, 1), b))
        other.do(MergeCodes((b,), a))
        assert {(r["code_id"], r["coder_id"]) for r in rows(other.store, Coding)} == {
            (a, 1), (a, 2),
        }  # fmt: skip


def test_merging_hands_the_children_over(study: StudySession) -> None:
    a, b = _add(study, "a", "b")
    _add(study, "a1", parent=a)
    b1, _ = _add(study, "b1", "b2", parent=b)
    _add(study, "b11", parent=b1)
    study.do(MergeCodes((b,), a))
    assert sorted(_tree(study)) == sorted(["a", "  a1", "  b1", "    b11", "  b2"])
    assert _tree(study)[0] == "a"


def test_merging_into_what_lies_beneath_is_refused(study: StudySession) -> None:
    (a,) = _add(study, "a")
    (a1,) = _add(study, "a1", parent=a)
    with unchanged(study.store), pytest.raises(MoveIntoItself):
        study.do(MergeCodes((a,), a1))


def test_merging_a_code_into_itself_changes_nothing(study: StudySession) -> None:
    (a,) = _add(study, "a")
    with unchanged(study.store):
        assert study.do(MergeCodes((a,), a)) == 0


def test_a_code_named_twice_is_merged_once(study: StudySession) -> None:
    a, b = _add(study, "a", "b")
    study.do(MergeCodes((b, b), a))
    assert _tree(study) == ["a"]


def test_a_code_added_after_a_merge_comes_last(study: StudySession) -> None:
    a, b, c, d, _ = _add(study, "a", "b", "c", "d", "e")
    study.do(MergeCodes((a, b, c), d))
    _add(study, "f")
    assert _tree(study) == ["d", "e", "f"]


def test_splitting_gives_the_parts_their_codings(study: StudySession) -> None:
    a, b = _add(study, "a", "b")
    _coded(study, (a, 0), (a, 3), (a, 7), (b, 9))
    made = study.do(SplitCode(a, (wording("x"), wording("y")), {0: (1,), 1: (2, 4)}))
    assert _tree(study) == ["a", "  a.1", "  a.2", "b"]
    assert [row["code_id"] for row in rows(study.store, Coding)] == [made[0], made[1], a, b]
    study.undo()
    assert [row["code_id"] for row in rows(study.store, Coding)] == [a, a, a, b]


def test_deleting_takes_the_subtree_with_its_codings(study: StudySession) -> None:
    a, b = _add(study, "a", "b")
    (a1,) = _add(study, "a1", parent=a)
    (a11,) = _add(study, "a11", parent=a1)
    source = _coded(study, (a, 0), (a11, 0), (b, 0), (a1, 5))
    study.do(RecordAbsence(source, a11, Missing.ABSENT))
    before = dump(study.store)
    assert study.do(DeleteCode(a)) == 3
    assert _tree(study) == ["b"]
    assert [row["code_id"] for row in rows(study.store, Coding)] == [b]
    assert [row["start"] for row in rows(study.store, Segment)] == [0]
    assert rows(study.store, Absence) == []
    study.undo()
    assert dump(study.store) == before
    with unchanged(study.store), pytest.raises(NotThere):
        study.do(DeleteCode(99))


def test_adopting_fills_the_place_holders_of_the_study(study: StudySession) -> None:
    study.do(DescribeStudy(programme_en="JAKI app", programme_id="aplikasi JAKI"))
    framework = study.do(AdoptFramework(theory()))
    assert _tree(study) == ["mini2020:R", "  mini2020:R.1", "  mini2020:R.2", "mini2020:C"]
    funds = only(study.store, Code, canonical_id="mini2020:R.1")
    assert (funds["name_en"], funds["name_id"]) == ("Funds of JAKI app", "Dana aplikasi JAKI")
    assert funds["see_instead"] == ["mini2020:C"]
    assert funds["indicators"] == [["money", "uang"]]
    assert funds["framework_id"] == framework
    assert funds["origin"] is Origin.DEDUCTIVE
    staff = only(study.store, Code, canonical_id="mini2020:R.2")
    assert staff["name_en"] == "Staff of the agency"
    assert staff["name_id"] == "Staf instansi pelaksana"
    assert only(study.store, Framework)["relations"][0]["target"] == "C"


def test_a_code_beneath_a_theory_is_a_hybrid(study: StudySession) -> None:
    study.do(AdoptFramework(theory()))
    parent = only(study.store, Code, canonical_id="mini2020:R")["id"]
    (own,) = _add(study, "sendiri", parent=parent)
    assert only(study.store, Code, id=own)["origin"] is Origin.HYBRID


def test_a_framework_is_adopted_once(study: StudySession) -> None:
    study.do(AdoptFramework(theory()))
    with unchanged(study.store), pytest.raises(FrameworkAdopted) as refused:
        study.do(AdoptFramework(theory()))
    assert "mini2020" in refused.value.say("id")
    study.do(AdoptFramework(theory("other")))
    assert len(_tree(study)) == 8
    study.undo()
    study.undo()
    study.do(AdoptFramework(theory()))
    assert len(_tree(study)) == 4


def test_a_framework_whose_code_is_taken_is_refused_whole(study: StudySession) -> None:
    _add(study, "mini2020:R.2")
    with unchanged(study.store), pytest.raises(CodeExists, match=r"mini2020:R\.2"):
        study.do(AdoptFramework(theory()))


def test_a_framework_whose_codes_were_all_deleted_can_be_adopted_again(
    study: StudySession,
) -> None:
    study.do(AdoptFramework(framework("factors_pp")))
    with study.reading() as connection:
        tops = [
            code.id
            for code in codes(connection)
            if code.canonical_id.startswith("factors_pp:") and code.parent_id is None
        ]
    for top in tops:
        study.do(DeleteCode(top))
    study.do(AdoptFramework(framework("factors_pp")))
    with study.reading() as connection:
        found = [c for c in codes(connection) if c.canonical_id.startswith("factors_pp:")]
    assert len(found) == len(framework("factors_pp").codes)
