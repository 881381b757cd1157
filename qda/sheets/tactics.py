"""The tactics for drawing and testing conclusions, and what of the program carries each out.

The names are those of Miles, Huberman and Saldaña (2014, ch. 11): thirteen tactics for generating
meaning, thirteen for testing or confirming findings. What each does is told in own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from qda.i18n import mark

GENERATING: Final = mark("Generating meaning")
TESTING: Final = mark("Testing and confirming")


@dataclass(frozen=True, slots=True)
class Tactic:
    """One tactic: its id, name, part, and what it does, in English keys of the catalogue.

    `act` is the act of the window that carries it out, `verb` what to type after `runut`, empty
    where only the window can. `kinds` are displays that carry it out, the best first: a new one of
    the first kind that there is is opened. What the study shows of it is told by `tells`, names of
    `telling.TELLERS`, by kept displays of `kinds`, and by edits of the kinds in `edits`.
    """

    id: str
    words: str
    part: str
    does: str
    act: str
    verb: str = ""
    kinds: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()


TACTICS: Final = (
    Tactic(
        "patterns", mark("Noting patterns and themes"), GENERATING,
        mark("See what recurs: which codes come up again and again, and with whom."),
        "numbers_frequencies", "frequencies",
        kinds=("content-analytic-summary",), tells=("themes",),
    ),
    Tactic(
        "plausibility", mark("Seeing plausibility"), GENERATING,
        mark("Write down what seems to make sense, as a hunch that is still to be tested."),
        "memo_on_study", "memo", tells=("analytic",),
    ),
    Tactic(
        "clustering", mark("Clustering"), GENERATING,
        mark("Put cases that are alike side by side, and ask what they have in common."),
        "matrix", "display STUDY clustered-matrix --rows case",
        kinds=("case-ordered-descriptive", "meta-matrix"),
    ),
    Tactic(
        "metaphors", mark("Making metaphors"), GENERATING,
        mark("Ask what the thing is like; an image draws many particulars together."),
        "memo_on_study", "memo",
    ),
    Tactic(
        "counting", mark("Counting"), GENERATING,
        mark("Count informants, not impressions: how many say so, and how many do not."),
        "numbers_frequencies", "frequencies",
        kinds=("content-analytic-summary", "factor-table"),
    ),
    Tactic(
        "comparing", mark("Making contrasts and comparisons"), GENERATING,
        mark("Set groups, roles or times against each other and see where they differ."),
        "numbers_crosstab", "crosstab",
        kinds=("contrast-table", "role-ordered-matrix"),
    ),
    Tactic(
        "partitioning", mark("Partitioning variables"), GENERATING,
        mark("Split a code that holds two things, and sort its segments anew."),
        "split_code", edits=("split_code",),
    ),
    Tactic(
        "subsuming", mark("Subsuming particulars under the general"), GENERATING,
        mark("Merge codes that are one, or put them beneath the more general one."),
        "merge_codes", edits=("merge_codes", "move_code", "move_codes"),
    ),
    Tactic(
        "factoring", mark("Factoring"), GENERATING,
        mark("Find the few things behind many codes, and put them together in a group."),
        "group_codes", edits=("add_code_group", "put_in_groups"),
    ),
    Tactic(
        "relations", mark("Noting relations between variables"), GENERATING,
        mark("See whether one thing goes with another, and in which direction."),
        "numbers_crosstab", "crosstab",
        kinds=("variable-by-variable", "pattern-match"), edits=("add_relation", "relate_codings"),
    ),
    Tactic(
        "intervening", mark("Finding intervening variables"), GENERATING,
        mark("Where two things go together oddly, look for what stands between them."),
        "matrix", "display STUDY causal-network", kinds=("causal-network",),
    ),
    Tactic(
        "chain", mark("Building a logical chain of evidence"), GENERATING,
        mark("Lay the steps from cause to effect in a row, each with its own evidence."),
        "matrix", "display STUDY causal-chain",
        kinds=("causal-chain", "thematic-matrix", "explanatory-effects"),
        edits=("relate_codings",),
    ),
    Tactic(
        "coherence", mark("Making conceptual and theoretical coherence"), GENERATING,
        mark("Tie the finding to the theory: does it support, extend or contradict it?"),
        "memo_on_code", "memo --kind theory_fit",
        kinds=("pattern-match", "joint-theory"), tells=("fit_memos",),
    ),
    Tactic(
        "representativeness", mark("Checking for representativeness"), TESTING,
        mark("Ask who was not heard: which groups, places and times are missing."),
        "samples", "sample",
        kinds=("completeness", "data-accounting"), tells=("samples", "declined", "cases"),
    ),
    Tactic(
        "researcher-effects", mark("Checking for researcher effects"), TESTING,
        mark("Ask what you did to the field, and the field to you; note it in the journal."),
        "journal_today", "memo --kind journal", tells=("journal",),
    ),
    Tactic(
        "triangulating", mark("Triangulating"), TESTING,
        mark("Check the finding with other sources, techniques, times, coders or theories."),
        "matrix", "triangulate",
        kinds=("triangulation-matrix", "source-triangulation", "technique-triangulation",
               "time-triangulation"),
        tells=("triangulation", "agreement"),
    ),
    Tactic(
        "weighting", mark("Weighting the evidence"), TESTING,
        mark("Trust first-hand, seen and trusted accounts more; see how much hangs on one source."),
        "matrix", "display STUDY source-dependence", kinds=("source-dependence",),
    ),
    Tactic(
        "outliers", mark("Checking the meaning of outliers"), TESTING,
        mark("Look at the cases that are unlike all others, and ask what they tell."),
        "against", "conclusions --against", kinds=("case-ordered-descriptive",),
    ),
    Tactic(
        "extremes", mark("Using extreme cases"), TESTING,
        mark("Look at the cases with most and with least of it, and at what else sets them apart."),
        "numbers_crosstab", "crosstab",
        kinds=("predictor-outcome", "case-ordered-descriptive"),
    ),
    Tactic(
        "surprises", mark("Following up surprises"), TESTING,
        mark("Note what you did not expect, what you had assumed, and what follows from it."),
        "memo_on_source", "memo",
    ),
    Tactic(
        "negative", mark("Looking for negative evidence"), TESTING,
        mark("Look for what would show the conclusion wrong, and keep it beside it."),
        "against", "conclusions --against", tells=("contradictions", "absences"),
    ),
    Tactic(
        "if-then", mark("Making if-then tests"), TESTING,
        mark("Say what must be found if the conclusion holds, and look whether it is."),
        "segments", "codings",
    ),
    Tactic(
        "spurious", mark("Ruling out spurious relations"), TESTING,
        mark("Bring in a third variable: does the relation still hold within its groups?"),
        "numbers_crosstab", "crosstab", kinds=("variable-by-variable",),
    ),
    Tactic(
        "replicating", mark("Replicating a finding"), TESTING,
        mark("Look for the finding again in texts that were not used to reach it."),
        "draw_sample", "sample", tells=("samples",),
    ),
    Tactic(
        "rivals", mark("Checking out rival explanations"), TESTING,
        mark("List other explanations, and hold on to each until the data rule it out."),
        "trees_beside", "triangulate --mode theory",
        kinds=("joint-theory",), tells=("fit_memos",),
    ),
    Tactic(
        "feedback", mark("Getting feedback from informants"), TESTING,
        mark("Show the finding to those it is about, and note what they say and what changes."),
        "memo_on_study", "memo --kind member_check", tells=("member_checks", "reviews"),
    ),
)  # fmt: skip
"""The twenty-six tactics, in the order of the sourcebook."""

BY_ID: Final = {tactic.id: tactic for tactic in TACTICS}
