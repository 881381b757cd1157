"""What a researcher finds out of the numbers and dates of the five papers the program began with.

The expected figures are read from the papers' files by this test itself, with plain string search
and arithmetic, and not from what the program says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.vocabulary import CodingState, Formula
from qda.edits.claims import AddClaim, ChangeClaim, ClaimFacts, ConfirmClaims, ProposeClaims
from qda.edits.events import ConfirmEvents, ProposeEvents
from qda.edits.importing import ImportSources, SourcePlan
from qda.recording.claims import claim_drafts
from qda.recording.facts import claim_facts
from qda.recording.reading import checked_numbers
from qda.recording.regulations import STRAND, regulation_events
from qda.recording.sums import SumKind
from qda.retrieval.claims import ClaimRow, claims
from qda.retrieval.events import events, happenings
from qda.retrieval.sources import source_text, sources
from qda.session import StudySession
from tests.helpers.shared import shared
from tests.helpers.studies import document, new_session

PAPERS = {
    "S0": "000_3b549d4316b03d05.txt",
    "S1": "001_2378aed23625bc7d.txt",
    "S2": "002_e9f5f79c8cd1106d.txt",
    "S3": "003_cc57b16dc788027e.txt",
    "S4": "004_c881b05b7385dc3d.txt",
}


def words_of(paper: str) -> str:
    """The text of a paper as its file has it."""
    return shared("corpus", PAPERS[paper]).read_text(encoding="utf-8")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    """A study that holds the five papers, each under its short name."""
    shared("corpus")
    with new_session(tmp_path / "makalah.runut") as session:
        plans = tuple(SourcePlan(document(each, words_of(each))) for each in PAPERS)
        session.do(ImportSources(plans))
        yield session


def id_of(study: StudySession, paper: str) -> int:
    """The id of a paper's source."""
    with study.reading() as state:
        return next(row.id for row in sources(state) if row.title == paper)


def recognised(study: StudySession, *papers: str) -> dict[str, ClaimRow]:
    """The numbers of some papers as proposed claims, by their very words."""
    with study.reading() as state:
        drafts = claim_drafts(state, frozenset(id_of(study, each) for each in papers))
    study.do(ProposeClaims(drafts))
    return read(study)


def read(study: StudySession) -> dict[str, ClaimRow]:
    """The claims by the words they stand in."""
    with study.reading() as state:
        return {row.quote: row for row in claims(state)}


def test_the_regulations_of_a_thesis_give_an_event_listing(study: StudySession) -> None:
    thesis = id_of(study, "S4")
    with study.reading() as state:
        drafts = regulation_events(state, frozenset({thesis}))
    study.do(ProposeEvents(drafts))
    with study.reading() as state:
        rows, text = events(state), source_text(state, thesis)
    assert {row.state for row in rows} == {CodingState.PROPOSED}
    listed = [each for each in happenings(rows) if "2014" <= each.starts_on <= "2023"]
    assert [(each.starts_on, each.title) for each in listed if "Nomor" in each.title] == [
        ("2014", "Pergub Nomor 280 Tahun 2014"),
        ("2016", "Pergub Nomor 306 Tahun 2016"),
        ("2017", "Pergub Nomor 128 Tahun 2017"),
        ("2020", "Kepgub Nomor 17 Tahun 2020"),
        ("2021", "Pergub Nomor 44 Tahun 2021"),
    ]
    assert [(e.title, e.ends_on) for e in listed if "Nomor" not in e.title] == [
        ("RPJMD 2017–2022", "2022"),
        ("RPD 2023–2026", "2026"),
    ]
    # Every number that the file itself has behind such a word is among the events.
    behind = re.findall(r"(?:nomor|no\.)\s+(\d+)\s+tahun\s+(\d{4})", text, re.IGNORECASE)
    titles = " ".join(row.title for row in rows)
    assert set(re.findall(r"Nomor (\d+) Tahun (\d{4})", titles)) == set(behind)
    for row in rows:
        assert row.span is not None
        assert row.quote == row.span.of(text)
        assert row.starts_on in row.quote
        assert row.strand == STRAND
    study.do(ConfirmEvents(tuple(row.id for row in rows)))
    with study.reading() as state:
        assert {row.coder for row in events(state)} == {"Sari"}


def test_papers_that_name_one_regulation_tell_of_one_event(study: StudySession) -> None:
    with study.reading() as state:
        drafts = regulation_events(state)
    study.do(ProposeEvents(drafts))
    with study.reading() as state:
        told = {each.title: each for each in happenings(events(state))}
    pergub = told["Pergub Nomor 280 Tahun 2014"]
    assert {row.source_title for row in pergub.events} == {"S0", "S4"}
    assert len(pergub.events) == 4
    assert not pergub.is_contradicted
    # Two papers date the plan of the middle term differently, and both are listed.
    assert {"RPJMD 2017–2022", "RPJMD 2018–2022"} <= set(told)
    again = study.do(ProposeEvents(drafts))
    assert (again.made, again.known) == (0, len(drafts))


def test_a_share_that_its_own_operands_do_not_give_is_flagged(study: StudySession) -> None:
    text = words_of("S0")
    assert "1.000.000+ pengguna" in text
    assert "6,75%" in text
    found = recognised(study, "S0")
    users, people, share = (
        found["1.000.000+ pengguna"], found["10,64 juta penduduk"], found["6,75%"],
    )  # fmt: skip
    facts = ClaimFacts(
        "pengguna per penduduk", share.value, share.stated, "%",
        source_id=share.source_id, span=share.span,
        formula=Formula.SHARE, operands=(users.uuid, people.uuid),
    )  # fmt: skip
    study.do(AddClaim(facts))
    with study.reading() as state:
        (check,) = checked_numbers(state, proposed=True).figures
    assert not check.is_met
    assert check.recomputed == pytest.approx(1_000_000 / 10_640_000 * 100)
    assert round(check.recomputed or 0, 2) == 9.40
    # As the paper should have had it, it holds.
    right = ClaimFacts(
        "pengguna per penduduk", 9.40, "9,40%", "%", formula=Formula.SHARE,
        operands=(users.uuid, people.uuid),
    )  # fmt: skip
    study.do(AddClaim(right))
    with study.reading() as state:
        assert [each.is_met for each in checked_numbers(state, proposed=True).figures].count(
            True
        ) == 1


def test_a_growth_that_the_papers_own_totals_do_not_give_is_flagged(study: StudySession) -> None:
    rows = [line.split("\t") for line in words_of("S2").splitlines() if "\t" in line]
    totals = next(row[1:] for row in rows if row[0] == "Jumlah Penduduk")
    stated = next(row[1:] for row in rows if row[0] == "Laju Pertumbuhan")
    old, new = (int(each.replace(".", "")) for each in totals[1:])
    with study.reading() as state:
        sums = [each.found for each in checked_numbers(state).sums]
    growth = {each.column: each for each in sums if each.kind is SumKind.GROWTH}
    assert growth["2022"].stated == stated[-1] == "0,38%"
    assert not growth["2022"].is_met
    assert growth["2022"].recomputed == pytest.approx((new / old - 1) * 100)
    assert round(growth["2022"].recomputed, 4) == 0.6623
    assert growth["2021"].is_met
    # What the thesis says of the same year is right.
    (thesis,) = [each for each in recognised(study, "S4").values() if each.quote == "0,66 persen"]
    assert round(growth["2022"].recomputed, 2) == thesis.value
    # Totals of both papers come out: of the columns and, in the thesis, of the rows, too.
    assert all(each.is_met for each in sums if each.kind is not SumKind.GROWTH)
    assert {each.kind for each in sums} == {SumKind.GROWTH, SumKind.COLUMN, SumKind.ROW}


def test_a_density_holds_with_the_area_that_it_was_worked_out_with(study: StudySession) -> None:
    found = recognised(study, "S4")
    people, density = found["10.679.951 jiwa"], found["16.084 jiwa setiap 1 km²"]
    assert (density.value, density.unit) == (16_084, "jiwa/km²")
    for area in ("664.01 km²", "662,33 km²"):
        facts = replace(
            claim_facts(density), formula=Formula.DENSITY,
            operands=(people.uuid, found[area].uuid), span=None,
        )  # fmt: skip
        study.do(AddClaim(facts))
    with study.reading() as state:
        first, second = checked_numbers(state, proposed=True).figures
    assert first.is_met
    assert not second.is_met
    assert second.recomputed == pytest.approx(10_679_951 / 662.33)


def test_age_groups_that_do_not_make_the_population_are_flagged(study: StudySession) -> None:
    found = recognised(study, "S4")
    groups = [found["7.613.510 jiwa"], found["2.413.151 jiwa"], found["618.115"]]
    whole = found["10.679.951 jiwa"]
    facts = ClaimFacts(
        "penduduk Jakarta", whole.value, whole.stated, "jiwa", "2022",
        formula=Formula.SUM, operands=tuple(each.uuid for each in groups),
    )  # fmt: skip
    study.do(AddClaim(facts))
    with study.reading() as state:
        (check,) = checked_numbers(state, proposed=True).figures
    assert not check.is_met
    assert check.recomputed == 7_613_510 + 2_413_151 + 618_115 == 10_644_776


@pytest.mark.parametrize(
    ("quantity", "unit", "quotes", "camps"),
    [
        (
            "luas Jakarta", "km²",
            ("664.01 km²", "7.660 km²", "662,33 km²"),
            [["662,33 km²"], ["664.01 km²"], ["7.660 km²"]],
        ),
        ("pulau di Jakarta", "pulau", ("110 pulau", "218 pulau"), [["110 pulau"], ["218 pulau"]]),
    ],
)  # fmt: skip
def test_one_quantity_of_which_a_thesis_says_several_things_is_a_contradiction(
    study: StudySession, quantity: str, unit: str, quotes: tuple[str, ...], camps: list[list[str]]
) -> None:
    text = words_of("S4")
    assert all(each in text for each in quotes)
    found = recognised(study, "S4")
    # The years are those of the sentences; the researcher says that all speak of the same.
    for quote in quotes:
        facts = replace(claim_facts(found[quote]), quantity=quantity, unit=unit, year="")
        study.do(ChangeClaim(found[quote].id, facts))
    with study.reading() as state:
        assert checked_numbers(state).contradictions == ()
    study.do(ConfirmClaims(tuple(found[each].id for each in quotes)))
    with study.reading() as state:
        (told,) = checked_numbers(state).contradictions
    assert (told.quantity, told.unit) == (quantity, unit)
    assert sorted([row.quote for row in camp] for camp in told.camps) == camps
