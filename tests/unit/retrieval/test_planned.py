"""The accounts of the data say what was planned, what became of it, and what came unplanned."""

from __future__ import annotations

from models.source import Source
from models.vocabulary import PlanState, Reading, Technique
from qda.edits.planned import AddPlanned, PlannedFacts
from qda.edits.sources import DescribeSource, MarkReading, RemoveSources
from qda.retrieval.planned import Step, accounting
from qda.session import StudySession
from tests.helpers.coded import code, store_reviews
from tests.helpers.studies import document, import_one, only, reviews, transcript

INTERVIEW = Technique.INTERVIEW


def plan(study: StudySession, who: str, technique: Technique = INTERVIEW, **said: object) -> None:
    """Plan one item."""
    study.do(AddPlanned((PlannedFacts(who, technique, **said),)))  # type: ignore[arg-type]


def told(study: StudySession) -> list[tuple[str, str, Step]]:
    """Each line as who was planned, the key of the source, and how far it is."""
    with study.reading() as state:
        return [
            (
                "" if line.plan is None else line.plan.who,
                "" if line.source is None else line.source.key,
                line.step,
            )
            for line in accounting(state)
        ]


def test_a_source_speaks_for_itself_step_by_step(study: StudySession) -> None:
    plan(study, "Ibu Ratna")
    assert told(study) == [("Ibu Ratna", "", Step.PLANNED)]
    source = import_one(study, transcript("Wawancara"))
    assert told(study) == [("Ibu Ratna", "W01", Step.TRANSCRIBED)]
    study.do(MarkReading((source,), Reading.READ))
    assert told(study) == [("Ibu Ratna", "W01", Step.READ)]
    code(study, "W01", "laporan terlambat", "mini2020:C")
    assert told(study) == [("Ibu Ratna", "W01", Step.CODED)]


def test_the_second_time_is_met_by_the_second_source_of_the_person(study: StudySession) -> None:
    plan(study, "Ibu Ratna", number=2)
    late, early = (import_one(study, transcript(name)) for name in ("akhir", "awal"))
    study.do(DescribeSource(late, "akhir", collected_on="2021-05-02"))
    study.do(DescribeSource(early, "awal", collected_on="2021-05-01"))
    assert told(study) == [
        ("Ibu Ratna", "W01", Step.TRANSCRIBED),
        ("", "W02", Step.TRANSCRIBED),
    ]
    with study.reading() as state:
        line = accounting(state)[0]
    assert (line.is_matched, line.collected_on, line.cases) == (True, "2021-05-02", ("Ibu Ratna",))


def test_what_a_researcher_named_goes_before_what_is_found(study: StudySession) -> None:
    first = import_one(study, transcript("satu"))
    plan(study, "Kepala", source_id=first)
    plan(study, "Ibu Ratna")
    assert [line[:2] for line in told(study)] == [("Kepala", "W01"), ("Ibu Ratna", "")]


def test_documents_and_collections_are_met_by_their_titles(study: StudySession) -> None:
    plan(study, "laporan", Technique.DOCUMENTATION)
    plan(study, "Ulasan", Technique.APP_REVIEW)
    import_one(study, document("Laporan", "Dana kurang."))
    key = store_reviews(study, reviews("Ulasan", ["buruk", "baik"]))
    assert [line[:2] for line in told(study)] == [("laporan", "D01"), ("Ulasan", key)]
    unit = only(study.store, Source, key=f"{key}-0001")["id"]
    plan(study, "satu ulasan", Technique.APP_REVIEW, source_id=unit)
    assert told(study)[2][:2] == ("satu ulasan", key)


def test_who_declined_stays_on_the_accounts(study: StudySession) -> None:
    plan(study, "Wali kota", state=PlanState.DECLINED)
    plan(study, "Warga", due_on="2026-03")
    assert [line[2] for line in told(study)] == [Step.DECLINED, Step.PLANNED]
    with study.reading() as state:
        declined, waiting = accounting(state)
    assert not declined.is_late("2026-11-27")
    assert not waiting.is_late("2026-03-31")
    assert waiting.is_late("2026-04-01")


def test_a_plan_whose_source_goes_is_open_again(study: StudySession) -> None:
    source = import_one(study, transcript("satu"))
    plan(study, "Kepala", source_id=source)
    study.do(RemoveSources((source,)))
    assert told(study) == [("Kepala", "", Step.PLANNED)]
