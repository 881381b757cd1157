"""What a reader must be told beside a statistic, as members of a closed list."""

from __future__ import annotations

from enum import StrEnum


class Caution(StrEnum):
    """A reason not to take a number at its face; `qda.numbers.wording` words each."""

    LOW_EXPECTED = "low_expected"
    EXPECTED_BELOW_ONE = "expected_below_one"
    SMALL_SAMPLE = "small_sample"
    SMALL_GROUPS = "small_groups"
    EMPTY_LINES = "empty_lines"
    NO_VARIATION = "no_variation"
    LISTWISE = "listwise"
    PAIRWISE = "pairwise"
    HIGHEST_UNUSED = "highest_unused"
    MISSING_ANSWERS = "missing_answers"
    NEGATIVE_ITEM = "negative_item"
    NORMAL_APPROXIMATION = "normal_approximation"
    SIMPLE_RANDOM = "simple_random"
    LARGEST_VARIANCE = "largest_variance"
    CONFIDENCE_IMPLIED = "confidence_implied"
    SELF_SELECTED = "self_selected"
    MANY_TESTS = "many_tests"
    REPEATED_RESPONDENTS = "repeated_respondents"
    SEVERAL_GROUPS = "several_groups"
    OVERLAPPING_GROUPS = "overlapping_groups"
    WITHOUT_VALUE = "without_value"
    PROPOSED_APART = "proposed_apart"
    NOTHING_CONFIRMED = "nothing_confirmed"
