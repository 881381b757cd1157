"""Counts that follow edits and filters, coverage of indicators, anchor examples and groups."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.coding import Coding
from models.positions import Span
from models.vocabulary import CodingState, Missing, SpeakerKind, Technique
from qda.edits.anchors import SetAnchor
from qda.edits.code_groups import AddCodeGroup, PutInGroups
from qda.edits.codes import AddCode, DeleteCode, MergeCodes, MoveCode
from qda.edits.coding import (
    CodeSegment,
    ConfirmCodings,
    RecodeCodings,
    RemoveCodings,
    ResizeCoding,
)
from qda.edits.importing import CaseFacts
from qda.edits.indicators import IndicateCodings
from qda.edits.memos import RecordAbsence
from qda.edits.proposing import StoreProposals
from qda.edits.sources import AssignSource, AssignSpeaker
from qda.retrieval.anchors import anchors
from qda.retrieval.code_groups import code_groups
from qda.retrieval.codes import code_by_id
from qda.retrieval.codings import CodingFilter
from qda.retrieval.counts import CodeCount, CodeCounter, Counts, code_counts
from qda.retrieval.coverage import CodeCoverage, coverage
from qda.retrieval.theories import theories
from qda.session import StudySession
from tests.helpers.studies import (
    document,
    ids,
    import_one,
    proposed,
    rows,
    transcript,
    wording,
)

Step = Callable[[StudySession, dict[str, int]], object]


def at(study: StudySession, name: str) -> int:
    """The id of a code of the small theory."""
    with study.reading() as connection:
        return code_by_id(connection, name).id


@pytest.fixture
def places(study: StudySession) -> dict[str, int]:
    """An interview and a report, coded a little; the ids of sources and codes by name."""
    found = {name: at(study, name) for name in ("R", "R.1", "R.2", "C")}
    found["talk"] = import_one(study, transcript("Wawancara"))
    found["report"] = import_one(study, document("Laporan", "Dana kurang.\nStaf cukup."))
    study.do(CodeSegment(found["talk"], Span(0, 10), found["R.1"]))
    study.do(CodeSegment(found["talk"], Span(37, 80), found["R.2"]))
    study.do(CodeSegment(found["report"], Span(0, 4), found["R.1"]))
    study.do(StoreProposals((proposed(found["report"], Span(0, 12), "mini2020:R.1"),)))
    return found


STEPS: tuple[Step, ...] = (
    lambda s, p: s.do(CodeSegment(p["report"], Span(5, 11), p["C"])),
    lambda s, p: s.do(RecodeCodings(tuple(ids(s.store, Coding)[:2]), p["C"])),
    lambda s, _: s.do(ConfirmCodings(tuple(ids(s.store, Coding)))),
    lambda s, _: s.do(ResizeCoding(ids(s.store, Coding)[0], Span(40, 50))),
    lambda s, _: s.do(RemoveCodings(tuple(ids(s.store, Coding)[:1]))),
    lambda s, p: s.do(MoveCode(p["R.1"], p["C"], 0)),
    lambda s, p: s.do(MergeCodes((p["R.2"],), p["C"])),
    lambda s, p: s.do(DeleteCode(p["R"])),
    lambda s, p: s.do(AssignSource(p["report"], CaseFacts("Tono"))),
    lambda s, p: s.do(AssignSpeaker(p["talk"], "P", SpeakerKind.INFORMANT, CaseFacts("Peneliti"))),
    lambda s, p: s.do(AddCodeGroup("g", (p["R"], p["C"]))),
    lambda s, _: s.undo(),
)


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_counts_that_are_kept_equal_those_that_are_made_anew(
    study: StudySession, places: dict[str, int], number: int
) -> None:
    counter = CodeCounter()

    def same() -> None:
        with study.reading() as connection:
            assert counter.read(connection) == CodeCounter().read(connection)

    same()
    STEPS[number](study, places)
    same()
    study.undo()
    same()
    study.redo()
    same()


def test_counts_that_are_kept_follow_many_steps_at_once(
    study: StudySession, places: dict[str, int]
) -> None:
    counter = CodeCounter()
    with study.reading() as connection:
        counter.read(connection)
    for step in STEPS[:6]:
        step(study, places)
    with study.reading() as connection:
        assert counter.read(connection).codes == code_counts(connection)


def test_counts_are_only_of_what_passes_the_filter(
    study: StudySession, places: dict[str, int]
) -> None:
    counter = CodeCounter()
    wanted = CodingFilter(states=frozenset({CodingState.PROPOSED}))
    with study.reading() as connection:
        whole = counter.read(connection)
        narrow = counter.read(connection, wanted)
        by_technique = code_counts(
            connection, CodingFilter(techniques=frozenset({Technique.INTERVIEW}))
        )
    assert whole.codes[places["R"]].segments == 4
    assert narrow.codes == {
        places["R"]: CodeCount(1, 1, 1),
        places["R.1"]: CodeCount(1, 1, 1),
    }
    assert by_technique[places["R"]].segments == 2
    study.do(ConfirmCodings(tuple(ids(study.store, Coding))))
    with study.reading() as connection:
        assert counter.read(connection, wanted) == Counts({}, {})


def test_a_group_counts_each_informant_once_over_all_its_codes(
    study: StudySession, places: dict[str, int]
) -> None:
    group = study.do(AddCodeGroup("Sumber", (places["R.1"], places["R.2"], places["R"])))
    empty = study.do(AddCodeGroup("Kosong", (places["C"],)))
    with study.reading() as connection:
        counts = CodeCounter().read(connection)
        groups = code_groups(connection)
    assert counts.groups[group] == counts.codes[places["R"]]
    assert counts.groups[empty] == CodeCount(0, 0, 0)
    assert [(each.name, len(each.code_ids)) for each in groups] == [("Sumber", 3), ("Kosong", 1)]
    study.do(PutInGroups((places["R"],), out_of=(group,)))
    with study.reading() as connection:
        assert CodeCounter().read(connection).groups[group].segments == 4


# ------------------------------------------------------------------------------------- coverage


def covered(study: StudySession, name: str, source_id: int | None = None) -> CodeCoverage:
    """The coverage of one code of the small theory."""
    with study.reading() as connection:
        found = coverage(connection, source_id=source_id)
    return next(each for each in found if each.code.canonical_id == f"mini2020:{name}")


def test_an_indicator_has_evidence_here_and_in_the_study(
    study: StudySession, places: dict[str, int]
) -> None:
    # The proposal names it in the language of the study; a coding made by hand in the other one.
    first = next(
        row["id"] for row in rows(study.store, Coding) if not row["rule"] and row["code_id"]
    )
    study.do(IndicateCodings((first,), "  MONEY "))
    found = covered(study, "R.1", places["report"]).indicators[0]
    assert found.indicator == ("money", "uang")
    assert (found.evidence.here, found.evidence.segments, found.evidence.informants) == (1, 2, 2)
    assert found.evidence.proposed == 1
    assert covered(study, "R.1").indicators[0].evidence.here == 0


def test_an_indicator_without_any_coding_has_no_evidence(study: StudySession) -> None:
    found = covered(study, "R.1")
    assert not found.indicators[0].evidence
    assert found.silent


def test_a_coding_beneath_a_code_is_evidence_for_its_indicator(
    study: StudySession, places: dict[str, int]
) -> None:
    own = study.do(AddCode("own", wording("own"), parent_id=places["R.1"]))
    coding = study.do(CodeSegment(places["report"], Span(13, 17), own))
    study.do(IndicateCodings((coding,), "uang"))
    assert coding in covered(study, "R.1").indicators[0].coding_ids


def test_what_a_term_list_calls_otherwise_is_told_apart(
    study: StudySession, places: dict[str, int]
) -> None:
    coding = next(row["id"] for row in rows(study.store, Coding) if row["rule"])
    study.do(IndicateCodings((coding,), "ketersediaan dana"))
    found = covered(study, "R.1")
    assert [each.indicator[0] for each in found.otherwise] == ["ketersediaan dana"]
    assert not found.indicators[0].evidence
    assert coding not in found.unnamed_ids


def test_a_silent_code_says_why(study: StudySession, places: dict[str, int]) -> None:
    study.do(RecordAbsence(places["report"], places["C"], Missing.NOT_ASKED))
    study.do(RecordAbsence(places["talk"], places["C"], Missing.SILENT))
    found = covered(study, "C", places["talk"])
    assert found.silent
    assert found.silence == {Missing.NOT_ASKED: 1, Missing.SILENT: 1}
    assert found.silence_here is Missing.SILENT
    assert not covered(study, "R").silent


def test_coverage_is_of_one_framework_or_of_some_codes(
    study: StudySession, places: dict[str, int]
) -> None:
    study.do(AddCode("lone", wording("lone")))
    with study.reading() as connection:
        (theory,) = theories(connection)
        whole = coverage(connection, framework_id=theory.id)
        some = coverage(connection, code_ids=frozenset({places["R"]}))
    assert len(whole) == 4
    assert [each.code.id for each in some] == [places["R"]]
    assert some[0].whole == next(e.whole for e in whole if e.code.id == places["R"])


# --------------------------------------------------------------------- anchor examples, theories


def test_anchor_examples_are_to_the_letter_the_newest_first(
    study: StudySession, places: dict[str, int]
) -> None:
    study.do(SetAnchor(places["report"], Span(0, 12), places["R.1"]))
    study.do(SetAnchor(places["report"], Span(13, 24), places["R.1"], "pendek"))
    study.do(SetAnchor(places["report"], Span(13, 24), places["R.2"]))
    with study.reading() as connection:
        found = anchors(connection, places["R.1"])
        assert len(anchors(connection)) == 3
    assert [(each.quote, each.key) for each in found] == [
        ("Staf cukup.", "D01:2"),
        ("Dana kurang.", "D01:1"),
    ]
    assert found[0].note == "pendek"


def test_a_theory_s_arrows_are_found_at_both_of_their_ends(study: StudySession) -> None:
    with study.reading() as connection:
        (found,) = theories(connection)
    for end in ("mini2020:R", "mini2020:C"):
        (arrow,) = found.relations_of(end)
        assert (arrow.source, arrow.target) == ("mini2020:R", "mini2020:C")
    assert found.relations_of("mini2020:R.1") == ()
    assert found.citation == "Nobody (2020)"
