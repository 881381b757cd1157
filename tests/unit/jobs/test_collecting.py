"""The collector stays away until the last pause has ended, and comes back then."""

from __future__ import annotations

import gc

import pytest

from qda.jobs.collecting import collector_paused


def test_the_last_pause_to_end_lets_the_collector_go_on() -> None:
    one, other = collector_paused(), collector_paused()
    assert gc.isenabled()
    one.__enter__()
    other.__enter__()
    # As two threads do: the pause that began first ends first.
    one.__exit__(None, None, None)
    assert not gc.isenabled()
    other.__exit__(None, None, None)
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_fails_in_a_pause_ends_it() -> None:
    with pytest.raises(ZeroDivisionError), collector_paused():
        _ = 1 / 0
    assert gc.isenabled()
