"""No kind of display shows a coder who codes blind what others coded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qda.displays.kind import DisplayKind
from qda.displays.registry import kinds
from qda.displays.values import Matrix
from qda.edits.coders import StartBlind
from qda.plain_data import plain
from tests.helpers.displayed import question_for, shown_of
from tests.helpers.second_coder import SECRET, TwoCoders, coded_by_sari

KINDS = [pytest.param(kind, id=kind.id) for kind in kinds()]


@pytest.fixture(scope="module")
def blind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoCoders]:
    """Sari has coded an interview and a review with memos; Dimas codes blind."""
    with coded_by_sari(tmp_path_factory.mktemp("blind") / "s.runut") as made:
        made.dimas.do(StartBlind())
        yield made


@pytest.mark.parametrize("kind", KINDS)
def test_a_display_holds_nothing_that_is_hidden(blind: TwoCoders, kind: DisplayKind) -> None:
    hidden = shown_of(blind.dimas, question_for(kind))
    assert [each.coder for each in hidden.evidence if each.coder == "Sari"] == []
    assert SECRET not in str(plain(hidden))
    if isinstance(hidden, Matrix):
        assert all(not cell.segments for _, _, cell in hidden.places())
