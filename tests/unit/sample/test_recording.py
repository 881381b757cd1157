"""What the sample study records beside its codings is what its list says, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
import yaml
from sqlalchemy import func, select

from codebooks.framework import Wording
from models.base import Entity
from models.display import CellEntry, Conclusion, Display
from models.memo import Memo
from models.record import Asked, Claim, Event, Planned, Rating, Relation, Stage
from models.recording import table_of
from qda.displays.kept import kept_display
from qda.displays.values import Matrix
from qda.recording.checking import checked_figures, contradictions
from qda.retrieval.claims import claims
from qda.retrieval.displays import conclusions, displays
from qda.retrieval.events import events, happenings
from qda.sample.building import build_sample
from qda.sample.contents import FILES, SampleDamaged
from qda.sample.records import NOTHING, records
from qda.session import StudySession


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudySession]:
    place = tmp_path_factory.mktemp("sample") / "gayung.runut"
    with build_sample(place, language="id") as made:
        yield made


def wordings(value: object) -> Iterator[Wording]:
    """Every wording within a value of the list."""
    if isinstance(value, Wording):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from wordings(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from wordings(getattr(value, field.name))


def test_everything_it_says_is_said_in_both_languages() -> None:
    found = list(wordings(records()))
    assert len(found) > 100
    assert [each for each in found if each != NOTHING and not (each.en and each.id)] == []


def test_every_entry_of_the_list_is_recorded(study: StudySession) -> None:
    listed = yaml.safe_load((FILES / "records.yaml").read_text("utf-8"))
    count = {name: len(each) for name, each in listed.items()}
    related = count["links"] + count["arrows"] + count["ties"]
    asked = count["questions"] + sum(len(each["codes"]) for each in listed["not_asked"])
    wanted: dict[type[Entity], int] = {
        Event: count["events"], Stage: count["stages"], Rating: count["ratings"],
        Relation: related, Asked: asked, Claim: count["claims"], Planned: count["planned"],
        Memo: count["memos"], Display: count["displays"], CellEntry: count["entries"],
        Conclusion: 1,
    }  # fmt: skip
    with study.reading() as connection:
        for kind, number in wanted.items():
            query = select(func.count()).select_from(table_of(kind))
            assert connection.execute(query).scalar() == number, kind.__name__


def test_a_date_and_a_figure_are_told_in_two_ways_and_two_derived_figures_are_wrong(
    study: StudySession,
) -> None:
    with study.reading() as connection:
        several = [each.title for each in happenings(events(connection)) if each.is_contradicted]
        found = claims(connection)
    assert several == ["Wali kota baru meminta peringkat dibacakan tiap Senin"]
    assert [each.quantity for each in contradictions(found)] == ["Lama gangguan 21 Januari"]
    wrong = [each.claim.quantity for each in checked_figures(found) if not each.is_met]
    assert wrong == ["Laporan per operator", "Penurunan anggaran, dihitung sendiri"]


def test_its_conclusion_stands_on_cells_that_are_there_and_one_contradicts(
    study: StudySession,
) -> None:
    with study.reading() as connection:
        (drawn,) = conclusions(connection)
        kept = {row.id: kept_display(connection, row.id) for row in displays(connection)}
    assert [cell.contradicts for cell in drawn.cells] == [False, False, True]
    for cell in drawn.cells:
        shown = kept[cell.display_id].shown
        assert isinstance(shown, Matrix)
        assert cell.row in {row.id for row in shown.rows}
        assert cell.column in {column.id for column in shown.columns}
    assert all(each.stale == () for each in kept.values())


def test_a_damaged_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "records.yaml").write_text("events: []", encoding="utf-8")
    with pytest.raises(SampleDamaged):
        records(tmp_path)
