"""Where codes go that are moved by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ui.code_tree.moving import Place, moved_down, moved_in, moved_out, moved_up
from ui.code_tree.state import Branches, CodeNode, branched

Move = Callable[[Branches, tuple[int, ...]], Place | None]

#  1, 2 (with 5, 6, 7), 3, 4
PARENTS = {1: None, 2: None, 3: None, 4: None, 5: 2, 6: 2, 7: 2}
TREE = branched(CodeNode(i, f"u{i}", above, "", f"k{i}", "") for i, above in PARENTS.items())


@pytest.mark.parametrize(
    ("move", "ids", "expected"),
    [
        (moved_up, (3,), Place((3,), None, 1)),
        (moved_up, (1,), None),
        (moved_up, (6, 7), Place((6, 7), 2, 0)),
        (moved_up, (2, 3), Place((2, 3), None, 0)),
        (moved_down, (3,), Place((3,), None, 3)),
        (moved_down, (4,), None),
        (moved_down, (1, 2), Place((1, 2), None, 1)),
        (moved_down, (5,), Place((5,), 2, 1)),
        (moved_out, (6,), Place((6,), None, 2)),
        (moved_out, (1,), None),
        (moved_in, (3,), Place((3,), 2, 3)),
        (moved_in, (4,), Place((4,), 3, 0)),
        (moved_in, (1,), None),
        (moved_in, (), None),
        (moved_up, (99,), None),
    ],
)
def test_codes_go_one_step(move: Move, ids: tuple[int, ...], expected: Place | None) -> None:
    assert move(TREE, ids) == expected


def test_only_siblings_of_the_first_move_along() -> None:
    assert moved_up(TREE, (3, 6)) == Place((3,), None, 1)
