"""A matrix of any small study says what a plain recount of the same acts says, cell by cell."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.positions import Span
from models.vocabulary import CodingState, Polarity
from qda.displays.values import Matrix
from qda.edits.coding import CodeMany, CodeSegment, Judgement
from qda.edits.importing import CaseFacts
from qda.edits.proposing import StoreProposals
from qda.retrieval.codes import codes
from qda.retrieval.codings import CodingFilter
from qda.retrieval.sources import source_by_key
from qda.session import StudySession
from tests.helpers.coded import (
    CITIZEN,
    GOVERNMENT,
    adopt,
    asking_theory,
    matrix_of,
    signed_reviews,
    store,
    store_reviews,
)
from tests.helpers.studies import document, new_session, proposed, transcript

SPEAKERS = {"P": None, "Ani": "Government", "Budi": "Citizens"}
WORDS = ("dana kurang", "ya 👩‍👩‍👧‍👦", "e\u0301 staf", "לא", "lambat sekali")
USERS = ("Siti", "Tono", "")
COLUMNS = {"ask:Q": {"ask:Q", "ask:Q.1", "ask:Q.2"}, "ask:N": {"ask:N"}}
NOWHERE = "Not stated"


@dataclass(frozen=True)
class Act:
    """One coding to be made: where, which code, and how; proposed ones come from a rule."""

    text: int
    start: float
    length: float
    code: str
    polarity: Polarity | None
    state: CodingState


@dataclass(frozen=True)
class Plan:
    """A study to be built: who says what, and what is coded."""

    talks: tuple[tuple[tuple[str, str], ...], ...]
    reviews: tuple[tuple[str, str], ...]
    paper: bool
    acts: tuple[Act, ...]


_talks = st.lists(
    st.lists(
        st.tuples(st.sampled_from(sorted(SPEAKERS)), st.sampled_from(WORDS)), min_size=1, max_size=5
    ).map(tuple),
    max_size=3,
).map(tuple)
_reviews = st.lists(
    st.tuples(st.sampled_from(USERS), st.sampled_from(WORDS)), max_size=4
).map(tuple)  # fmt: skip
_acts = st.lists(
    st.builds(
        Act,
        text=st.integers(0, 8),
        start=st.floats(0, 0.99),
        length=st.floats(0, 1),
        code=st.sampled_from(["ask:Q", "ask:Q.1", "ask:Q.2", "ask:N"]),
        polarity=st.sampled_from([None, *Polarity]),
        state=st.sampled_from(CodingState),
    ),
    max_size=10,
).map(tuple)
plans = st.builds(Plan, talks=_talks, reviews=_reviews, paper=st.booleans(), acts=_acts)


@dataclass(frozen=True)
class Text:
    """A text of the plan with the informant (and group) behind every character."""

    key: str
    text: str
    owners: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Made:
    """A coding as it was truly made."""

    text: Text
    span: Span
    code: str
    polarity: Polarity | None
    state: CodingState

    def voices(self) -> set[tuple[str, str]]:
        """The informants whose words are in the span; the text itself where it is nobody's."""
        here = {self.text.owners[at] for at in range(self.span.start, self.span.end)}
        people = {who for who in here if not who[0].startswith("text ")}
        return people or here


def texts_of(plan: Plan) -> list[Text]:
    """The texts, with the speaker of each character found by walking along the lines."""
    found = []
    for number, talk in enumerate(plan.talks, 1):
        key = f"W{number:02d}"
        nobody = (f"text {key}", NOWHERE)
        text, owners = "", []
        for speaker, words in talk:
            label = ("\n" if text else "") + f"{speaker}: "
            group = SPEAKERS[speaker]
            text += label + words
            owners += [nobody] * len(label)
            owners += [nobody if group is None else (speaker, group)] * len(words)
        found.append(Text(key, text, tuple(owners)))
    if plan.paper:
        found.append(Text("D01", "Dana tersedia.", (("text D01", NOWHERE),) * 14))
    for number, (user, text) in enumerate(plan.reviews, 1):
        key = f"U01-{number:04d}"
        who = (f"user {user}" if user else f"unit {key}", "Citizens")
        found.append(Text(key, text, (who,) * len(text)))
    return found


def build(study: StudySession, plan: Plan) -> list[Made]:
    """Build the study of a plan and return the codings that were made."""
    adopt(study, asking_theory())
    facts = (CaseFacts("Ani", "", GOVERNMENT), CaseFacts("Budi", "", CITIZEN))
    for number, talk in enumerate(plan.talks, 1):
        store(study, transcript(f"Wawancara {number}", talk), *facts)
    if plan.paper:
        store(study, document("Laporan", "Dana tersedia."))
    if plan.reviews:
        store_reviews(study, signed_reviews("Ulasan", plan.reviews))
    texts = texts_of(plan)
    made: dict[tuple[str, Span, str], Made] = {}
    for act in plan.acts if texts else ():
        text = texts[act.text % len(texts)]
        start = int(act.start * len(text.text))
        end = min(len(text.text), start + 1 + int(act.length * len(text.text)))
        span = Span(start, end)
        # A segment bears a code once: what comes second is refused or skipped.
        made.setdefault(
            (text.key, span, act.code), Made(text, span, act.code, act.polarity, act.state)
        )
    _code(study, list(made.values()))
    return [
        each if each.state is CodingState.CONFIRMED else _as_proposed(each)
        for each in made.values()
    ]


def _as_proposed(each: Made) -> Made:
    # The builder's rule speaks of mixed polarity, whatever the plan says.
    return Made(each.text, each.span, each.code, Polarity.MIXED, each.state)


def _code(study: StudySession, made: list[Made]) -> None:
    with study.reading() as connection:
        code_ids = {code.canonical_id: code.id for code in codes(connection)}
        ids = {each.text.key: source_by_key(connection, each.text.key).id for each in made}
    by_hand = [
        CodeSegment(ids[m.text.key], m.span, code_ids[m.code], Judgement(m.polarity))
        for m in made
        if m.state is CodingState.CONFIRMED
    ]
    study.do(CodeMany(tuple(by_hand)))
    by_rule = [
        proposed(ids[m.text.key], m.span, m.code, rule="list 1 x")
        for m in made
        if m.state is CodingState.PROPOSED
    ]
    study.do(StoreProposals(tuple(by_rule)))


def group_of(voice: tuple[str, str]) -> str:
    return voice[1]


def case_of(voice: tuple[str, str]) -> str:
    if voice[0] in SPEAKERS:
        return voice[0]
    if voice[0].startswith("text D"):
        return "Laporan (D01)"
    if voice[0].startswith("text "):
        key = voice[0].removeprefix("text ")
        return f"Wawancara {int(key[1:])} ({key})"
    return "Ulasan (U01)"


def check(matrix: Matrix, made: list[Made], row_of: object, plan: Plan) -> None:
    """Compare every cell with a recount that loops over all codings."""
    assert callable(row_of)
    for row, cells in zip(matrix.rows, matrix.cells, strict=True):
        for column, cell in zip(matrix.columns, cells, strict=True):
            assert cell.entries, "a cell is never blank"
            here = [
                (each, {voice for voice in each.voices() if row_of(voice) == row.label})
                for each in made
                if each.code in COLUMNS[column.id]
            ]
            here = [(each, voices) for each, voices in here if voices]
            people = {voice for _, voices in here for voice in voices}
            plus = _with(here, Polarity.SUPPORTING)
            minus = _with(here, Polarity.INHIBITING)
            assert (cell.informants, cell.positive, cell.negative) == (
                len(people), len(plus), len(minus),
            )  # fmt: skip
            assert cell.segments == len({(each.text.key, each.span) for each, _ in here})
            assert len(cell.evidence) == len(here)
            assert cell.proposed == sum(e.state is CodingState.PROPOSED for e, _ in here)
            assert cell.symbol == (
                "+/-" if plus and minus else "+" if plus else "-" if minus else ""
            )
            assert (cell.missing is None) == bool(here)
            assert row.size is not None
            assert cell.informants <= row.size
            quotes = [entry for entry in cell.entries if entry.missing is None]
            assert len(quotes) == min(2, cell.segments)
    texts = {text.key: text.text for text in texts_of(plan)}
    for item in matrix.evidence:
        assert item.span.of(texts[item.key.partition(":")[0]]) == item.quote
    used = Counter(at for _, _, cell in matrix.places() for at in set(cell.evidence))
    assert set(used) == set(range(len(matrix.evidence)))


def _with(here: list[tuple[Made, set[tuple[str, str]]]], polarity: Polarity) -> set[object]:
    wanted = (polarity, Polarity.MIXED)
    return {voice for each, voices in here if each.polarity in wanted for voice in voices}


@pytest.mark.parametrize(("axis", "row_of"), [("group", group_of), ("case", case_of)])
@given(plan=plans)
@settings(max_examples=25)
def test_counts_are_those_of_a_plain_recount(axis: str, row_of: object, plan: Plan) -> None:
    with tempfile.TemporaryDirectory() as folder, new_session(Path(folder) / "s.runut") as study:
        made = build(study, plan)
        matrix = matrix_of(study, axis)
        check(matrix, made, row_of, plan)
        # Every coding is in the evidence, and once.
        assert Counter((e.key.partition(":")[0], e.span, e.code) for e in matrix.evidence) == (
            Counter((m.text.key, m.span, m.code) for m in made)
        )


@given(plan=plans, state=st.sampled_from(CodingState), polarity=st.sampled_from(Polarity))
@settings(max_examples=15)
def test_a_filter_gives_the_matrix_of_what_passes_it(
    plan: Plan, state: CodingState, polarity: Polarity
) -> None:
    with tempfile.TemporaryDirectory() as folder, new_session(Path(folder) / "s.runut") as study:
        made = build(study, plan)
        wanted = CodingFilter(states=frozenset({state}), polarities=frozenset({polarity}))
        left = [m for m in made if m.state is state and m.polarity is polarity]
        check(matrix_of(study, "case", wanted=wanted), left, case_of, plan)
