"""Records are read with their words, trace keys and coders, and hidden from who codes blind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.positions import Span
from models.record import Rating
from models.vocabulary import CodingState, Missing, RelationType, SpeakerKind
from qda.displays.asked_of import asked_of_cases
from qda.edits.asked import RecordAsked
from qda.edits.claims import AddClaim, ClaimFacts
from qda.edits.coders import StartBlind
from qda.edits.events import (
    AddEvent,
    ConfirmEvents,
    EventDraft,
    EventFacts,
    JoinEvents,
    ProposeEvents,
)
from qda.edits.memos import AddMemo, RecordAbsence
from qda.edits.ratings import AddRating, RatingFacts
from qda.edits.relations import AddRelation, RelationFacts
from qda.edits.stages import AddStage, StageFacts
from qda.retrieval.asked import answers
from qda.retrieval.claims import claims
from qda.retrieval.codings import codings
from qda.retrieval.events import events, happenings
from qda.retrieval.findings import findings_of_absence
from qda.retrieval.histories import acts
from qda.retrieval.memos import listed_memos, memos
from qda.retrieval.ratings import ratings
from qda.retrieval.relations import EndKind, relations
from qda.retrieval.sources import turns
from qda.retrieval.stages import StageBy, StageFinder, stages
from qda.session import StudyState
from tests.helpers.second_coder import TwoCoders, coded_by_sari
from tests.helpers.studies import rows


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[TwoCoders]:
    """Sari has coded an interview and a review; Dimas has done nothing yet."""
    with coded_by_sari(tmp_path / "studi.runut") as made:
        yield made


def question_span(pair: TwoCoders) -> Span:
    """The words of the interviewer's first turn."""
    with pair.sari.reading() as state:
        first = next(t for t in turns(state, pair.source) if t.kind is SpeakerKind.INTERVIEWER)
    return Span(first.words_start, first.span.end)


def coding_uuids(pair: TwoCoders) -> list[str]:
    """The UUIDs of Sari's codings."""
    with pair.sari.reading() as state:
        return [row.uuid for row in codings(state)]


def record_all(pair: TwoCoders) -> None:
    """Sari records one of everything, on the interview, and a relation between her codings."""
    code, other, span = pair.code_id("R.1"), pair.code_id("C"), pair.span("laporan terlambat")
    at = {"source_id": pair.source, "span": span}
    pair.sari.do(AddEvent(EventFacts("Laporan terlambat", "2021-05", **at)))  # type: ignore[arg-type]
    pair.sari.do(AddRating(RatingFacts(code, 2, source_id=pair.source)))
    first, second = coding_uuids(pair)
    pair.sari.do(
        AddRelation(RelationFacts(RelationType.LEADS_TO, from_coding=first, to_coding=second))
    )
    pair.sari.do(RecordAsked(pair.source, other, span=question_span(pair)))
    pair.sari.do(AddClaim(ClaimFacts("laporan", 5, "5", **at)))  # type: ignore[arg-type]


READS: dict[str, Callable[[StudyState], int]] = {
    "events": lambda s: len(events(s)),
    "ratings": lambda s: len(ratings(s)),
    "relations": lambda s: len(relations(s)),
    "answers": lambda s: len(answers(s)),
    "claims": lambda s: len(claims(s)),
    "findings": lambda s: len(findings_of_absence(s)),
    "asked of cases": lambda s: len(asked_of_cases(s).recorded),
    "history": lambda s: sum(act.kind == "add_event" for act in acts(s)),
}


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("where", ["everywhere", "in the source"])
def test_records_of_others_are_hidden_while_one_codes_blind(
    pair: TwoCoders, name: str, where: str
) -> None:
    record_all(pair)
    with pair.dimas.reading() as state:
        assert READS[name](state) == 1
    pair.dimas.do(StartBlind() if where == "everywhere" else StartBlind((pair.source,)))
    with pair.dimas.reading() as state:
        assert READS[name](state) == 0
    with pair.sari.reading() as state:
        assert READS[name](state) == 1
    pair.dimas.undo()
    with pair.dimas.reading() as state:
        assert READS[name](state) == 1


def test_what_one_recorded_oneself_is_seen_while_one_codes_blind(pair: TwoCoders) -> None:
    pair.dimas.do(AddEvent(EventFacts("Rapat", "2021")))
    pair.dimas.do(RecordAbsence(pair.source, pair.code_id("R.2"), Missing.ABSENT))
    pair.dimas.do(StartBlind())
    with pair.dimas.reading() as state:
        assert [row.title for row in events(state)] == ["Rapat"]
        assert [row.code for row in findings_of_absence(state)] == ["mini2020:R.2"]


def test_a_rating_of_a_case_is_hidden_even_where_one_codes_blind_in_one_source(
    pair: TwoCoders,
) -> None:
    pair.sari.do(AddRating(RatingFacts(pair.code_id("R.1"), 3)))
    pair.sari.do(AddEvent(EventFacts("Rapat", "2021")))
    pair.dimas.do(StartBlind((pair.source,)))
    with pair.dimas.reading() as state:
        # An event of no source tells nothing of the source that is coded blind.
        assert (len(ratings(state)), len(events(state))) == (0, 1)


def test_what_a_rule_recognised_stays_in_sight_until_another_confirms_it(pair: TwoCoders) -> None:
    draft = EventDraft(EventFacts("UU 1", "2020"), "regulations 1 uu", "regulations 1")
    pair.sari.do(ProposeEvents((draft,)))
    pair.dimas.do(StartBlind())
    with pair.dimas.reading() as state:
        (row,) = events(state)
    assert (row.coder, row.state) == ("regulations 1", CodingState.PROPOSED)
    pair.sari.do(ConfirmEvents((row.id,)))
    with pair.dimas.reading() as state:
        assert events(state) == ()
    # What is hidden must not show by what is not proposed again.
    assert pair.dimas.do(ProposeEvents((draft,))).made == 1


def test_a_memo_on_a_hidden_record_is_hidden_too(pair: TwoCoders) -> None:
    pair.sari.do(AddRating(RatingFacts(pair.code_id("R.1"), 3, source_id=pair.source)))
    (rating,) = rows(pair.sari.store, Rating)
    pair.sari.do(AddMemo("mengapa tiga", target="rating", target_uuid=rating["uuid"]))
    pair.dimas.do(StartBlind())
    with pair.dimas.reading() as state:
        assert "mengapa tiga" not in {memo.text for memo in memos(state)}


def test_a_memo_on_a_record_tells_what_it_is_on(pair: TwoCoders) -> None:
    record_all(pair)
    with pair.sari.reading() as state:
        on = {
            "event": events(state)[0].uuid,
            "rating": ratings(state)[0].uuid,
            "relation": relations(state)[0].uuid,
            "claim": claims(state)[0].uuid,
        }
    for table, uuid in on.items():
        pair.sari.do(AddMemo(f"atas {table}", target=table, target_uuid=uuid))
    with pair.sari.reading() as state:
        found = {
            each.memo.text: (each.subject.key, each.subject.title("id"))
            for each in listed_memos(state)
            if each.subject is not None and each.memo.text.startswith("atas")
        }
    assert found == {
        "atas event": ("W01:2", "Laporan terlambat"),
        "atas rating": ("W01", "mini2020:R.1: 2"),
        "atas relation": ("", "mini2020:R.1 → mini2020:R.1"),
        "atas claim": ("W01:2", "laporan: 5"),
    }


def test_a_row_leads_back_to_its_words(pair: TwoCoders) -> None:
    record_all(pair)
    with pair.sari.reading() as state:
        (event,), (claim,), (asked,) = events(state), claims(state), answers(state)
        (relation,) = relations(state)
    assert (event.key, event.quote, event.coder) == ("W01:2", "laporan terlambat", "Sari")
    assert (event.source_key, event.source_title) == ("W01", "Wawancara")
    assert claim.quote == "laporan terlambat"
    assert (asked.code, asked.quote, asked.key) == (
        "mini2020:C", "Bagaimana anggaran program ini?", "W01:1",
    )  # fmt: skip
    assert relation.from_end.kind is EndKind.CODING
    ends = {(end.key, end.name, end.quote) for end in (relation.from_end, relation.to_end)}
    assert ends == {
        ("W01:2", "mini2020:R.1", "Anggaran kami kurang"), ("U01-0001", "mini2020:R.1", "buruk"),
    }  # fmt: skip
    assert relation.is_evidence


# What several places tell of one event.


def told(pair: TwoCoders, *dates: tuple[str, str], title: str = "Peluncuran") -> None:
    """Record an event of one title once for each pair of dates."""
    for starts_on, ends_on in dates:
        pair.sari.do(AddEvent(EventFacts(title, starts_on, ends_on)))


@pytest.mark.parametrize(
    ("dates", "kept"),
    [
        ([("2021", ""), ("2021-05-17", ""), ("2021-05", "")], [("2021-05-17", "")]),
        ([("2021", ""), ("2020", "")], [("2020", ""), ("2021", "")]),
        ([("2021-05", ""), ("2021-06", ""), ("2021", "")], [("2021-05", ""), ("2021-06", "")]),
        ([("2021", "2023"), ("2021", "")], [("2021", "2023")]),
        ([("2021", "2023"), ("2021", "2022")], [("2021", "2022"), ("2021", "2023")]),
    ],
)
def test_dates_that_agree_are_one_and_others_are_all_kept(
    pair: TwoCoders, dates: list[tuple[str, str]], kept: list[tuple[str, str]]
) -> None:
    told(pair, *dates)
    with pair.sari.reading() as state:
        (happening,) = happenings(events(state))
    assert [(each.starts_on, each.ends_on) for each in happening.dates] == kept
    assert happening.is_contradicted == (len(kept) > 1)
    assert len(happening.events) == len(dates)


def test_events_of_other_titles_are_joined_by_hand(pair: TwoCoders) -> None:
    told(pair, ("2021", ""), title="Peluncuran JAKI")
    told(pair, ("2019-09-27", ""), title="JAKI diluncurkan")
    with pair.sari.reading() as state:
        ids = tuple(row.id for row in events(state))
        assert len(happenings(events(state))) == 2
    pair.sari.do(JoinEvents(ids))
    with pair.sari.reading() as state:
        (happening,) = happenings(events(state))
    assert (happening.title, happening.is_contradicted) == ("JAKI diluncurkan", True)
    assert happening.starts_on == "2019-09-27"


# Stages.


def test_a_coding_belongs_to_a_stage_by_its_tag_else_by_the_date_of_its_source(
    pair: TwoCoders,
) -> None:
    pair.sari.do(AddStage(StageFacts("Perencanaan", "", "2019-06")))
    pair.sari.do(AddStage(StageFacts("Pelaksanaan", "2019-07", "2021")))
    with pair.sari.reading() as state:
        finder = StageFinder(state)
        assert [each.name for each in stages(state)] == ["Perencanaan", "Pelaksanaan"]
    by_tag = finder.of(pair.source, ("lain", "pelaksanaan"))
    assert by_tag is not None
    assert (by_tag.stage.name, by_tag.by) == ("Pelaksanaan", StageBy.TAG)
    assert finder.of(pair.source, ("lain",)) is None


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2019-06-30", "Perencanaan"),
        ("2019-07-01", "Pelaksanaan"),
        ("2021-12-31", "Pelaksanaan"),
        ("2022-01-01", None),
        ("2020", "Pelaksanaan"),
        ("2019", None),
        ("2019-07", "Pelaksanaan"),
        ("", None),
    ],
)
def test_a_stage_holds_a_date_wholly(pair: TwoCoders, day: str, stage: str | None) -> None:
    pair.sari.do(AddStage(StageFacts("Perencanaan", "", "2019-06")))
    pair.sari.do(AddStage(StageFacts("Pelaksanaan", "2019-07", "2021")))
    with pair.sari.reading() as state:
        found = StageFinder(state).on(day)
    assert (None if found is None else found.name) == stage
