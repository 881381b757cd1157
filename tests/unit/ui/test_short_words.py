"""Words made short for rows and titles."""

from __future__ import annotations

import pytest

from ui.short_words import one_line, shortened


def test_a_quote_is_shown_on_one_line() -> None:
    assert one_line("satu\n dua\t\u2028tiga") == "satu dua tiga"


@pytest.mark.parametrize(("words", "short"), [("lima5", "lima5"), ("enam66", "enam…"), ("", "")])
def test_what_is_too_long_ends_in_a_sign(words: str, short: str) -> None:
    assert shortened(words, 5) == short
