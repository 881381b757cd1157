"""Every registered kind of display keeps what displays promise, whatever it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from exports.writer import display_extensions, write_display
from models.base import Entity
from models.case import Case
from models.coding import Coding
from models.errors import Refused
from models.judging import ConvergenceLabel
from models.memo import Memo
from models.record import Claim, Event, Rating
from models.recording import table_of
from models.source import Source
from models.splicing import Cut
from models.vocabulary import CodingState, Polarity
from qda.displays.comparing import changes, refreshed
from qda.displays.keeping import packed, unpacked
from qda.displays.kept import KeptDisplay, kept_display
from qda.displays.kind import DisplayKind, Shown
from qda.displays.network import Arrow, Network, Node
from qda.displays.registry import kinds
from qda.displays.values import Evidence, Matrix, RecordKind
from qda.edits.coding import JudgeCodings, JudgementChange, RemoveCodings
from qda.edits.displays import KeepDisplay, RefreshDisplay, RemoveDisplay
from qda.edits.edit import EditRequest
from qda.edits.revising import ReviseText
from qda.i18n import Speech
from qda.session import StudySession
from tests.helpers.display_promises import check_cells, check_evidence, check_parts, parts_of
from tests.helpers.displayed import (
    Reword,
    Unconfirm,
    conclude_richly,
    fill_richly,
    question_for,
    shown_of,
    shown_or_refusal,
)
from tests.helpers.matrices import spoken_indonesian
from tests.helpers.studies import dump, new_session

KINDS = [pytest.param(kind, id=kind.id) for kind in kinds()]


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudySession]:
    """A study that no test changes."""
    with new_session(tmp_path_factory.mktemp("rich") / "s.runut") as study:
        fill_richly(study)
        conclude_richly(study)
        yield study


@pytest.fixture
def own(tmp_path: Path, rich: StudySession) -> Iterator[StudySession]:
    """The same study, to be changed."""
    rich.store.backup(tmp_path / "own.runut")
    with StudySession.open(tmp_path / "own.runut", coder="Sari") as study:
        yield study


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_study_says_what_to_do_first(
    tmp_path: Path, kind: DisplayKind, language: str
) -> None:
    speech = Speech(language)
    with new_session(tmp_path / "s.runut") as study:
        shown = shown_or_refusal(study, question_for(kind, language))
    if isinstance(shown, Refused):
        assert shown.say("id") != shown.say("en")
        return
    assert shown.title
    empty = isinstance(shown, Matrix) and not (shown.rows and shown.columns)
    if empty or (isinstance(shown, Network) and not shown.nodes):
        assert speech(kind.empty) in shown.warnings


@pytest.mark.parametrize("kind", KINDS)
def test_all_its_words_are_told_in_indonesian(kind: DisplayKind) -> None:
    speech = Speech("id")
    words = [kind.name, kind.answers, kind.rule, kind.empty, *filter(None, (kind.older_name,))]
    words += [choice.label for choice in kind.choices]
    words += [option.label for choice in kind.choices for option in choice.options]
    assert [each for each in words if speech(each) == each and each not in ALIKE] == []


ALIKE = frozenset({"Status"})
"""What is written alike in both languages."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_piece_of_evidence_is_the_words_at_its_place(
    rich: StudySession, kind: DisplayKind, language: str
) -> None:
    check_evidence(rich, shown_of(rich, question_for(kind, language)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_names_evidence_and_records_that_exist(
    rich: StudySession, kind: DisplayKind
) -> None:
    check_parts(shown_of(rich, question_for(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_is_blank_and_counts_tell_what_stands_behind(
    rich: StudySession, kind: DisplayKind
) -> None:
    shown = shown_of(rich, question_for(kind))
    if isinstance(shown, Matrix):
        assert shown.rows
        assert shown.columns
    check_cells(shown)


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_show_the_same(rich: StudySession, kind: DisplayKind) -> None:
    one = shown_of(rich, question_for(kind, "en"))
    other = shown_of(rich, question_for(kind, "id"))
    assert [each.coding for each in one.evidence] == [each.coding for each in other.evidence]
    assert [each.id for each in one.records] == [each.id for each in other.records]
    assert parts_of(one) == parts_of(other)
    if isinstance(one, Matrix) and isinstance(other, Matrix):
        assert [row.id for row in one.rows] == [row.id for row in other.rows]
        assert [column.id for column in one.columns] == [column.id for column in other.columns]


@pytest.mark.parametrize("kind", KINDS)
def test_it_shows_the_same_when_made_twice_and_when_kept_and_read(
    rich: StudySession, kind: DisplayKind
) -> None:
    question = question_for(kind, "id")
    shown = shown_of(rich, question)
    assert shown_of(rich, question) == shown
    assert unpacked(packed(shown)) == shown
    assert changes(shown, shown) == {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_writer_takes_it(
    rich: StudySession, tmp_path: Path, kind: DisplayKind, language: str
) -> None:
    shown = shown_of(rich, question_for(kind, language))
    for ending in display_extensions(shown):
        place = tmp_path / f"display{ending}"
        write_display(shown, place)
        assert place.stat().st_size > 200


def _keep(study: StudySession, kind: DisplayKind) -> int:
    question = question_for(kind, title="Satu display")
    return study.do(KeepDisplay(question, shown_of(study, question)))


def _kept(study: StudySession, display_id: int) -> KeptDisplay:
    with study.reading() as connection:
        return kept_display(connection, display_id)


def _first_coding(study: StudySession, shown: Shown) -> tuple[int, Evidence] | None:
    """A coding that a part of the display rests on, by its row id."""
    used = {index for evidence, _ in parts_of(shown) for index in evidence}
    if not used:
        return None
    found = shown.evidence[min(used)]
    with study.reading() as connection:
        coding = table_of(Coding)
        id_ = connection.execute(select(coding.c.id).where(coding.c.uuid == found.coding)).scalar()
    assert id_ is not None
    return id_, found


Making = Callable[[int, Evidence], EditRequest[Any]]

HAPPENINGS: dict[str, Making] = {
    "another judgement": lambda id_, found: JudgeCodings(
        (id_,),
        JudgementChange(
            polarity=Polarity.INHIBITING
            if found.polarity is Polarity.SUPPORTING
            else Polarity.SUPPORTING
        ),
    ),
    "the coding goes": lambda id_, _: RemoveCodings((id_,)),
    "its words change": lambda _, found: ReviseText(
        found.source_id, (Cut(found.span.start, found.quote[:1], f"{found.quote[:1]}x"),)
    ),
}


SAID: dict[RecordKind, tuple[type[Entity], str]] = {
    RecordKind.EVENT: (Event, "title"),
    RecordKind.CLAIM: (Claim, "quantity"),
    RecordKind.RATING: (Rating, "reason"),
    RecordKind.MEMO: (Memo, "text"),
    RecordKind.SOURCE: (Source, "title"),
    RecordKind.CASE: (Case, "name"),
    RecordKind.LABEL: (ConvergenceLabel, "reason"),
}
"""What of a record is said by a display that rests on it."""


def _happening(study: StudySession, shown: Shown, name: str) -> EditRequest[Any]:
    """What happens to a display: to a coding it rests on, or to a record where it has none."""
    coding = _first_coding(study, shown)
    if coding is not None:
        return HAPPENINGS[name](*coding)
    used = {index for _, records in parts_of(shown) for index in records}
    record = next(r for n, r in enumerate(shown.records) if n in used and r.kind in SAID)
    entity, column = SAID[record.kind]
    return Reword(entity, record.id, column)


@pytest.mark.parametrize("happening", HAPPENINGS)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_stale_after_a_change_and_whole_again_after_undo(
    own: StudySession, kind: DisplayKind, happening: str
) -> None:
    display_id = _keep(own, kind)
    before = _kept(own, display_id)
    assert before.stale == ()
    own.do(_happening(own, before.shown, happening))
    after = _kept(own, display_id)
    assert after.stale
    if isinstance(after.shown, Matrix):
        assert any(cell.changes for _, _, cell in after.shown.places())
    else:
        parts: list[Node | Arrow] = [*after.shown.nodes, *after.shown.arrows]
        assert any(part.changes for part in parts)
    own.undo()
    assert _kept(own, display_id).stale == ()


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_refreshed_place_by_place_or_at_once(own: StudySession, kind: DisplayKind) -> None:
    display_id = _keep(own, kind)
    own.do(_happening(own, _kept(own, display_id).shown, "another judgement"))
    state = _kept(own, display_id)
    first = state.stale[0]
    own.do(RefreshDisplay(display_id, state.made, (first,)))
    assert first not in _kept(own, display_id).stale
    assert len(_kept(own, display_id).stale) == len(state.stale) - 1
    own.do(RefreshDisplay(display_id, state.made))
    last = _kept(own, display_id)
    assert last.stale == ()
    assert last.shown == last.now


@pytest.mark.parametrize("kind", KINDS)
def test_all_places_refreshed_are_the_newer_state(own: StudySession, kind: DisplayKind) -> None:
    question = question_for(kind)
    old = shown_of(own, question)
    own.do(_happening(own, old, "the coding goes"))
    new = shown_of(own, question)
    made_anew = refreshed(old, new, changes(old, new))
    assert changes(made_anew, new) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_keeping_and_removing_it_leaves_no_trace_after_undo(
    own: StudySession, kind: DisplayKind
) -> None:
    before = dump(own.store)
    display_id = _keep(own, kind)
    own.do(RemoveDisplay(display_id))
    assert dump(own.store) == before
    own.undo()
    assert _kept(own, display_id).stale == ()
    own.undo()
    assert dump(own.store) == before


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_only_proposed_is_told(own: StudySession, kind: DisplayKind) -> None:
    question = question_for(kind)
    found = _first_coding(own, shown_of(own, question))
    if found is None:
        return
    own.do(Unconfirm(found[0]))
    shown = shown_of(own, question)
    states = {each.coding: each.state for each in shown.evidence}
    if found[1].coding in states:
        assert states[found[1].coding] is CodingState.PROPOSED
        assert any("1" in words for words in shown.warnings)
