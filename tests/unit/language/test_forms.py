"""Other forms of a word are those with its root, and nothing that only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qda.language.forms import MOST, other_forms


def holding(*words: str) -> Callable[[str], list[str]]:
    """The words of a study, asked as the index is."""
    return lambda part: [word for word in words if part in word]


@pytest.mark.parametrize(
    ("word", "words", "expected"),
    [
        ("lapor", ("laporan", "dilaporin", "kelaparan"), {"laporan", "dilaporin"}),
        ("melaporkan", ("laporan", "lapor"), {"laporan", "lapor"}),
        # The root's first letter melts into the prefix.
        ("sapu", ("menyapu", "disapu"), {"menyapu", "disapu"}),
        ("kirim", ("mengirim", "terkirim"), {"mengirim", "terkirim"}),
        ("tidak", ("gak", "nggak", "tdk", "tindak"), {"gak", "nggak", "tdk"}),
        ("service", ("services", "serviced", "serve"), {"services", "serviced"}),
        ("study", ("studies", "studying", "studio"), {"studies", "studying"}),
        ("qwxzz", ("qwxz", "lain"), set()),
    ],
)  # fmt: skip
def test_forms_share_a_root(word: str, words: tuple[str, ...], expected: set[str]) -> None:
    found = set(other_forms(word, holding(*words)))
    assert found & set(words) == expected
    assert word not in found


def test_short_spellings_of_several_words_stand_for_each_other() -> None:
    assert "gabisa" in other_forms("gbs", holding())


def test_no_more_forms_are_given_than_a_search_may_ask_for() -> None:
    many = holding(*(f"lapor{'a' * n}n" for n in range(3)), "laporan", "melapor")
    assert len(other_forms("lapor", many, most=1)) == 1
    assert MOST == 200
