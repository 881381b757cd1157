"""Labels of convergence: given with a reason, changed, taken back, hidden from the blind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.judging import ConvergenceLabel
from models.recording import NotThere
from models.vocabulary import Consequence, Convergence
from qda.displays.kept import kept_display
from qda.displays.kind import DisplayQuestion
from qda.displays.values import Matrix
from qda.edits.coders import ReleaseBlind, StartBlind
from qda.edits.convergence import (
    LabelConvergence,
    NoSuchLabel,
    ReasonMissing,
    SameGroup,
    WithdrawLabel,
)
from qda.edits.displays import KeepDisplay, RemoveDisplay
from qda.retrieval.histories import acts
from qda.session import StudySession
from qda.triangulation.labels import (
    NoTriangulationKept,
    compared_labels,
    kept_triangulation,
    labels_of,
    settled,
)
from tests.helpers.coded import MOMENT, as_coder
from tests.helpers.displayed import fill_richly
from tests.helpers.studies import dump, new_session, only, rows, unchanged
from tests.helpers.triangulated import at, made_of, texts

AGREE, PARTIAL, DISSONANT = Convergence.AGREEMENT, Convergence.PARTIAL, Convergence.DISSONANCE
ROW = "mini:O"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    with new_session(tmp_path / "s.runut") as session:
        fill_richly(session)
        yield session


@pytest.fixture
def kept(study: StudySession) -> int:
    """A kept triangulation without labels."""
    question = DisplayQuestion("source-triangulation", "en", "Sari", title="Sumber", made_at=MOMENT)
    return study.do(KeepDisplay(question, made_of(study, "source-triangulation", title="Sumber")))


def label_row(study: StudySession, kept: int) -> dict[str, object]:
    found = [row for row in rows(study.store, ConvergenceLabel) if row["display_id"] == kept]
    assert len(found) == 1
    return dict(found[0])


def test_a_label_and_what_the_display_says_of_it_are_one_edit(
    study: StudySession, kept: int
) -> None:
    before = dump(study.store)
    theme = made_of(study, "source-triangulation").rows[0].id
    study.do(LabelConvergence(kept, theme, PARTIAL, reason="berbeda di satu hal"))
    with study.reading() as connection:
        shown = kept_display(connection, kept)
    assert shown.stale == ()
    assert isinstance(shown.shown, Matrix)
    said = [e.text for e in shown.shown.cells[0][-1].entries]
    assert any("berbeda di satu hal" in words for words in said)
    study.do(WithdrawLabel(kept, theme))
    with study.reading() as connection:
        assert kept_display(connection, kept).stale == ()
    study.undo()
    study.undo()
    assert dump(study.store) == before


def test_a_label_keeps_what_was_proposed_and_why_it_was_given(
    study: StudySession, kept: int
) -> None:
    study.do(
        LabelConvergence(
            kept, ROW, PARTIAL, proposed=DISSONANT, reason="  hanya ulasan lama ",
            inference="layanan membaik", consequence=Consequence.REVISED,
        )
    )  # fmt: skip
    found = label_row(study, kept)
    assert (found["label"], found["proposed"]) == (PARTIAL, DISSONANT)
    assert (found["reason"], found["inference"]) == ("hanya ulasan lama", "layanan membaik")
    assert found["consequence"] is Consequence.REVISED


def test_saying_it_anew_replaces_ones_own_label(study: StudySession, kept: int) -> None:
    study.do(LabelConvergence(kept, ROW, PARTIAL, reason="a"))
    study.do(LabelConvergence(kept, ROW, AGREE, reason="b"))
    found = label_row(study, kept)
    assert (found["label"], found["reason"]) == (AGREE, "b")
    assert found["changed_at"]


def test_the_same_label_again_is_no_edit(study: StudySession, kept: int) -> None:
    study.do(LabelConvergence(kept, ROW, PARTIAL, reason="a"))
    with unchanged(study.store):
        study.do(LabelConvergence(kept, ROW, PARTIAL, reason="a "))


@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_theme_needs_a_reason(study: StudySession, kept: int, reason: str) -> None:
    with unchanged(study.store), pytest.raises(ReasonMissing):
        study.do(LabelConvergence(kept, ROW, AGREE, proposed=AGREE, reason=reason))


def test_a_pair_needs_one_only_against_the_rule(study: StudySession, kept: int) -> None:
    pair = ("group:government", "group:citizen")
    study.do(LabelConvergence(kept, ROW, AGREE, pair=pair, proposed=AGREE))
    found = label_row(study, kept)
    assert (found["first"], found["second"]) == ("group:citizen", "group:government")
    with unchanged(study.store), pytest.raises(ReasonMissing):
        study.do(LabelConvergence(kept, ROW, PARTIAL, pair=pair, proposed=AGREE))
    with unchanged(study.store), pytest.raises(SameGroup):
        study.do(LabelConvergence(kept, ROW, AGREE, pair=(pair[0], pair[0]), reason="x"))


def test_only_a_kept_display_can_be_labelled(study: StudySession) -> None:
    with unchanged(study.store), pytest.raises(NotThere):
        study.do(LabelConvergence(999, ROW, AGREE, reason="x"))


def test_a_label_is_taken_back_undone_and_redone(study: StudySession, kept: int) -> None:
    study.do(LabelConvergence(kept, ROW, AGREE, reason="x"))
    before = dump(study.store)
    study.do(WithdrawLabel(kept, ROW))
    with pytest.raises(NoSuchLabel):
        study.do(WithdrawLabel(kept, ROW))
    study.undo()
    assert dump(study.store) == before
    study.undo()
    study.redo()
    assert dump(study.store) == before


def test_labels_go_with_their_display_and_come_back(study: StudySession, kept: int) -> None:
    study.do(LabelConvergence(kept, ROW, AGREE, reason="x"))
    before = dump(study.store)
    study.do(RemoveDisplay(kept))
    assert all(row["display_id"] != kept for row in rows(study.store, ConvergenceLabel))
    study.undo()
    assert dump(study.store) == before


def test_a_label_stands_in_the_display_with_its_author(study: StudySession, kept: int) -> None:
    study.do(LabelConvergence(kept, ROW, AGREE, proposed=PARTIAL, reason="sama saja",
                              inference="cepat"))  # fmt: skip
    matrix = made_of(study, "source-triangulation", display_id=kept)
    cell = at(matrix, ROW, "conclusion")
    assert texts(cell) == ["Consistent", "cepat", "sama saja"]
    assert {entry.author for entry in cell.entries} == {"Sari"}
    assert {entry.state.value for entry in cell.entries} == {"confirmed"}


def test_two_researchers_are_compared(study: StudySession, kept: int) -> None:
    study.do(LabelConvergence(kept, ROW, AGREE, reason="x"))
    study.do(LabelConvergence(kept, "mini:R", PARTIAL, reason="x"))
    study.do(LabelConvergence(kept, "mini:C", AGREE, reason="x"))
    with as_coder(study, "Dimas") as dimas:
        dimas.do(LabelConvergence(kept, ROW, AGREE, reason="y"))
        dimas.do(LabelConvergence(kept, "mini:R", DISSONANT, reason="y"))
    with study.reading() as connection:
        given = labels_of(connection, kept)
    found = compared_labels(given, "Sari", "Dimas")
    assert (len(found.pairs), found.same, found.only_first, found.only_second) == (2, 1, 1, 0)
    # Two things: seen 1/2, by chance 1/4.
    assert float(found.kappa or 0) == pytest.approx(1 / 3)
    assert set(settled(given)) == {(ROW,), ("mini:C",)}
    matrix = made_of(study, "label-comparison", choices={"of": "Sumber"})
    assert [column.label for column in matrix.columns] == ["Sari", "Dimas", "The same"]
    assert texts(at(matrix, "mini:R", "same")) == ["No"]
    assert texts(at(matrix, "mini:C", "same")) == ["one researcher only"]
    assert any("kappa 0.333" in fact.text for fact in matrix.facts)
    split = made_of(study, "source-triangulation", display_id=kept)
    assert any("do not say the same of: Resources" in warning for warning in split.warnings)


def test_a_blind_coder_sees_her_own_labels_only(study: StudySession, kept: int) -> None:
    study.do(LabelConvergence(kept, ROW, AGREE, reason="rahasia"))
    with as_coder(study, "Dimas") as dimas:
        dimas.do(StartBlind())
        dimas.do(LabelConvergence(kept, "mini:R", PARTIAL, reason="y"))
        with dimas.reading() as connection:
            assert [row.coder for row in labels_of(connection, kept)] == ["Dimas"]
            told = [str(act.facts) for act in acts(connection)]
        assert not any("mini:O" in facts for facts in told)
        matrix = made_of(dimas, "source-triangulation", display_id=kept)
        assert "rahasia" not in "".join(texts(at(matrix, ROW, "conclusion")))
        dimas.do(ReleaseBlind())
        with dimas.reading() as connection:
            assert len(labels_of(connection, kept)) == 2


def test_a_title_is_needed_where_several_triangulations_are_kept(
    study: StudySession, kept: int
) -> None:
    with study.reading() as connection:
        assert kept_triangulation(connection, "sumber").id == kept
        with pytest.raises(NoTriangulationKept, match="Sumber"):
            kept_triangulation(connection)
        with pytest.raises(NoTriangulationKept):
            kept_triangulation(connection, "lain")
    assert only(study.store, ConvergenceLabel)["row"] == ROW
