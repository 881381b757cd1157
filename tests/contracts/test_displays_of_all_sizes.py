"""Every registered kind of display keeps its promises on one coding and on twenty thousand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from exports.writer import display_extensions, write_display
from models.coding import Coding
from models.errors import Refused
from qda.displays.kind import DisplayKind, Shown
from qda.displays.registry import kinds
from qda.displays.values import Matrix
from qda.session import StudySession
from tests.helpers.display_promises import check_cells, check_evidence, check_parts
from tests.helpers.displayed import (
    conclude_richly,
    fill_richly,
    fill_with_one_coding,
    fill_with_thousands,
    question_for,
    shown_of,
    shown_or_refusal,
)
from tests.helpers.matrices import spoken_indonesian
from tests.helpers.studies import new_session

KINDS = [pytest.param(kind, id=kind.id) for kind in kinds()]


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudySession]:
    """A study of one interview with one coding, and nothing else."""
    with new_session(tmp_path_factory.mktemp("one") / "s.runut") as study:
        fill_with_one_coding(study)
        yield study


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudySession]:
    """A study with something of everything and with 20,000 codings in 52 sources."""
    with new_session(tmp_path_factory.mktemp("many") / "s.runut") as study:
        fill_richly(study)
        fill_with_thousands(study)
        conclude_richly(study)
        yield study


def _keeps_its_promises(study: StudySession, shown: Shown) -> None:
    check_evidence(study, shown)
    check_parts(shown)
    check_cells(shown)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_one_coding_is_enough_or_it_is_said_what_is_needed(
    one: StudySession, tmp_path: Path, kind: DisplayKind, language: str
) -> None:
    shown = shown_or_refusal(one, question_for(kind, language))
    if isinstance(shown, Refused):
        assert shown.say("id") != shown.say("en")
        return
    _keeps_its_promises(one, shown)
    for ending in display_extensions(shown):
        place = tmp_path / f"display{ending}"
        write_display(shown, place)
        assert place.stat().st_size > 200


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_twenty_thousand_codings_keep_every_promise(many: StudySession, kind: DisplayKind) -> None:
    with many.reading() as connection:
        assert (connection.execute(select(func.count(Coding.id))).scalar() or 0) >= 20_000
    shown = shown_of(many, question_for(kind))
    if isinstance(shown, Matrix):
        assert shown.rows
        assert shown.columns
    _keeps_its_promises(many, shown)
