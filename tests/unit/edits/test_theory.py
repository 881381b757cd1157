"""Anchor examples, groups of codes, several codes at once, and evidence for indicators."""

from __future__ import annotations

import pytest

from models.code import Anchor, Code, CodeGroup, CodeGroupMember
from models.coding import Coding
from models.errors import Refused
from models.positions import Span
from models.recording import NotThere
from qda.edits.anchors import AlreadyAnchor, RemoveAnchor, SetAnchor
from qda.edits.code_groups import (
    AddCodeGroup,
    CodeGroupExists,
    CodeGroupNameMissing,
    PutInGroups,
    RemoveCodeGroup,
    RenameCodeGroup,
)
from qda.edits.code_sets import ColourCodes, DeleteCodes, MoveCodes
from qda.edits.codes import AddCode, AdoptFramework, MoveIntoItself
from qda.edits.coding import CodeSegment, RemoveCodings
from qda.edits.edit import EditRequest
from qda.edits.indicators import IndicateCodings
from qda.session import StudySession
from tests.helpers.studies import document, import_one, only, rows, theory, unchanged, wording


def codes_of(study: StudySession, *names: str) -> tuple[int, ...]:
    """Codes of one's own with these ids, one after another at the top."""
    return tuple(study.do(AddCode(name, wording(name))) for name in names)


def under(study: StudySession, parent_id: int | None) -> list[str]:
    """The ids of the codes beneath one, in order."""
    found = [row for row in rows(study.store, Code) if row["parent_id"] == parent_id]
    return [row["canonical_id"] for row in sorted(found, key=lambda row: row["position"])]


# ----------------------------------------------------------------------------- anchor examples


def test_an_anchor_stays_where_the_coding_it_was_taken_from_goes(study: StudySession) -> None:
    source = import_one(study, document("a", "Dana kurang."))
    (code,) = codes_of(study, "k")
    coding = study.do(CodeSegment(source, Span(0, 4), code))
    anchor = study.do(SetAnchor(source, Span(0, 4), code, " jelas "))
    study.do(RemoveCodings((coding,)))
    assert only(study.store, Anchor)["id"] == anchor
    assert only(study.store, Anchor)["note"] == "jelas"


def test_the_same_words_anchor_a_code_once(study: StudySession) -> None:
    source = import_one(study, document("a", "Dana kurang."))
    one, other = codes_of(study, "k", "l")
    study.do(SetAnchor(source, Span(0, 4), one))
    study.do(SetAnchor(source, Span(0, 4), other))
    study.do(SetAnchor(source, Span(0, 5), one))
    with unchanged(study.store), pytest.raises(AlreadyAnchor):
        study.do(SetAnchor(source, Span(0, 4), one))


@pytest.mark.parametrize("span", [Span(0, 99), Span(12, 13)])
def test_an_anchor_beyond_the_text_is_refused(study: StudySession, span: Span) -> None:
    source = import_one(study, document("a", "Dana kurang."))
    (code,) = codes_of(study, "k")
    with unchanged(study.store), pytest.raises(Refused):
        study.do(SetAnchor(source, span, code))


def test_a_removed_anchor_comes_back_by_undo(study: StudySession) -> None:
    source = import_one(study, document("a", "Dana kurang."))
    (code,) = codes_of(study, "k")
    anchor = study.do(SetAnchor(source, Span(0, 4), code))
    study.do(RemoveAnchor(anchor))
    assert not rows(study.store, Anchor)
    study.undo()
    assert only(study.store, Anchor)["id"] == anchor


# --------------------------------------------------------------------------------------- groups


def test_a_code_is_in_several_groups_and_in_each_once(study: StudySession) -> None:
    a, b = codes_of(study, "a", "b")
    one = study.do(AddCodeGroup("Pelaksana", (a,)))
    two = study.do(AddCodeGroup("Warga"))
    assert study.do(PutInGroups((a, b), into=(one, two))) == 3
    found = {(row["group_id"], row["code_id"]) for row in rows(study.store, CodeGroupMember)}
    assert found == {(one, a), (one, b), (two, a), (two, b)}
    assert study.do(PutInGroups((a,), into=(two,), out_of=(one,))) == 1


@pytest.mark.parametrize("name", ["pelaksana", " Pelaksana  "])
def test_two_groups_are_not_called_alike(study: StudySession, name: str) -> None:
    study.do(AddCodeGroup("Pelaksana"))
    other = study.do(AddCodeGroup("Warga"))
    with unchanged(study.store):
        with pytest.raises(CodeGroupExists):
            study.do(AddCodeGroup(name))
        with pytest.raises(CodeGroupExists):
            study.do(RenameCodeGroup(other, name))
    study.do(RenameCodeGroup(other, "WARGA"))


@pytest.mark.parametrize("name", ["", " \n"])
def test_a_group_needs_a_name(study: StudySession, name: str) -> None:
    with unchanged(study.store), pytest.raises(CodeGroupNameMissing):
        study.do(AddCodeGroup(name))


def test_the_codes_of_a_group_that_is_removed_stay(study: StudySession) -> None:
    (a,) = codes_of(study, "a")
    group = study.do(AddCodeGroup("Pelaksana", (a,)))
    study.do(AddCodeGroup("Warga"))
    study.do(RemoveCodeGroup(group))
    assert under(study, None) == ["a"]
    assert not rows(study.store, CodeGroupMember)
    assert only(study.store, CodeGroup)["position"] == 0


@pytest.mark.parametrize("edit", [AddCodeGroup("g", (99,)), PutInGroups((1,), into=(99,))])
def test_what_is_not_there_is_not_grouped(study: StudySession, edit: EditRequest[int]) -> None:
    codes_of(study, "a")
    with unchanged(study.store), pytest.raises(NotThere):
        study.do(edit)


# -------------------------------------------------------------------------- several codes at once


def test_codes_move_together_in_their_order(study: StudySession) -> None:
    a, b, c, d = codes_of(study, "a", "b", "c", "d")
    study.do(MoveCodes((b, d), None, 0))
    assert under(study, None) == ["b", "d", "a", "c"]
    study.do(MoveCodes((a, c), b, 0))
    assert under(study, b) == ["a", "c"]
    study.undo()
    assert under(study, None) == ["b", "d", "a", "c"]


def test_a_code_that_lies_beneath_another_that_moves_goes_with_it(study: StudySession) -> None:
    a, b = codes_of(study, "a", "b")
    inside = study.do(AddCode("c", wording("c"), parent_id=a))
    study.do(MoveCodes((a, inside), b, 0))
    assert under(study, b) == ["a"]
    assert under(study, a) == ["c"]
    with unchanged(study.store), pytest.raises(MoveIntoItself):
        study.do(MoveCodes((b, a), inside, 0))


def test_several_codes_go_as_one_act(study: StudySession) -> None:
    source = import_one(study, document("a", "Dana kurang."))
    a, b, _ = codes_of(study, "a", "b", "c")
    inside = study.do(AddCode("d", wording("d"), parent_id=a))
    study.do(CodeSegment(source, Span(0, 4), inside))
    assert study.do(DeleteCodes((a, inside, b))) == 1
    assert under(study, None) == ["c"]
    study.undo()
    assert under(study, None) == ["a", "b", "c"]
    assert len(rows(study.store, Coding)) == 1


def test_several_codes_take_one_colour(study: StudySession) -> None:
    a, b = codes_of(study, "a", "b")
    study.do(ColourCodes((a, b), "#882255"))
    assert {row["colour"] for row in rows(study.store, Code)} == {"#882255"}


def test_the_dimensions_of_two_theories_have_other_colours(study: StudySession) -> None:
    study.do(AdoptFramework(theory("satu2020")))
    study.do(AdoptFramework(theory("dua2020")))
    top = [row["colour"] for row in rows(study.store, Code) if row["parent_id"] is None]
    assert len(set(top)) == len(top) == 4
    inner = {row["parent_id"]: row["colour"] for row in rows(study.store, Code)}
    outer = {row["id"]: row["colour"] for row in rows(study.store, Code)}
    assert all(colour == outer[above] for above, colour in inner.items() if above is not None)


# ------------------------------------------------------------------------------------ indicators


def test_a_coding_says_what_it_is_evidence_for(study: StudySession) -> None:
    source = import_one(study, document("a", "Dana kurang."))
    (code,) = codes_of(study, "k")
    coding = study.do(CodeSegment(source, Span(0, 4), code))
    assert study.do(IndicateCodings((coding,), " uang ")) == 1
    assert only(study.store, Coding)["indicator"] == "uang"
    study.do(IndicateCodings((coding,), ""))
    assert only(study.store, Coding)["indicator"] == ""
