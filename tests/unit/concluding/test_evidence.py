"""What stands behind a conclusion, and what speaks against it by which rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from models.code import Code
from models.coding import Coding
from models.recording import NotThere
from models.source import Source
from models.vocabulary import EntryKind, Missing, Polarity
from qda.concluding.values import Concluded, Counter, Rule
from qda.displays.kind import DisplayQuestion
from qda.displays.values import Matrix
from qda.edits.cell_entries import WriteEntry
from qda.edits.coders import StartBlind
from qda.edits.coding import JudgeCodings, JudgementChange, RemoveCodings
from qda.edits.conclusions import DrawConclusion
from qda.edits.displays import KeepDisplay, RemoveDisplay
from qda.edits.memos import RecordAbsence
from qda.retrieval.displays import StandsOn
from qda.session import StudySession
from tests.helpers.coded import MOMENT, as_coder
from tests.helpers.displayed import shown_of

OFFICIALS, CITIZENS = "group:government", "group:citizen"
Known = Callable[..., Concluded]


def draw(study: StudySession, *cells: StandsOn, code: str = "") -> int:
    return study.do(DrawConclusion("Dana kurang.", cells, code_id=code_id(study, code)))


def code_id(study: StudySession, name: str) -> int | None:
    with study.reading() as connection:
        query = select(Code.id).where(Code.canonical_id == name)
        return connection.execute(query).scalar()


def source(study: StudySession, key: str) -> int:
    with study.reading() as connection:
        found = connection.execute(select(Source.id).where(Source.key == key)).scalar()
    assert found is not None
    return found


def by_rule(found: Concluded, rule: Rule) -> list[Counter]:
    return [each for each in found.against if each.rule is rule]


def why_not(found: Concluded, rule: Rule) -> str:
    return next(each.why_not for each in found.looked if each.rule is rule)


def quotes(counters: list[Counter]) -> list[str]:
    return [each.evidence.quote for each in counters if each.evidence is not None]


def test_behind_a_conclusion_stand_the_codings_of_its_cells(
    study: StudySession, kept: int, known: Known
) -> None:
    """Of the citizens Bu Tini and one review speak of resources, both of a lack."""
    found = known(draw(study, StandsOn(kept, CITIZENS, "mini:R", False)))
    assert {each.quote for each in found.behind.evidence} == {
        "dana perbaikan jalan katanya habis", "Petugas lambat",
    }  # fmt: skip
    assert (found.behind.informants, found.behind.sources) == (2, 2)
    assert set(found.behind.techniques) == {"Interview", "App review"}
    assert found.behind.largest == 0.5
    assert [cell.title for cell in found.cells] == ["Per kelompok: Citizens × Resources"]
    assert [each.key[:3] for each in found.behind.evidence] == ["U01", "W02"]


def test_the_other_polarity_under_the_same_codes_speaks_against_it(
    study: StudySession, kept: int, known: Known
) -> None:
    found = known(draw(study, StandsOn(kept, CITIZENS, "mini:R", False)))
    assert quotes(by_rule(found, Rule.OPPOSITE_ELSEWHERE)) == ["menambah petugas lapangan"]
    assert by_rule(found, Rule.OPPOSITE_WITHIN) == []
    assert why_not(found, Rule.OPPOSITE_WITHIN) == ""


def test_where_as_many_speak_for_as_against_there_is_no_opposite(
    study: StudySession, kept: int, known: Known
) -> None:
    """Pak Dedi speaks of funds that came late and of staff that was added."""
    found = known(draw(study, StandsOn(kept, OFFICIALS, "mini:R", False)))
    assert by_rule(found, Rule.OPPOSITE_ELSEWHERE) == []
    assert why_not(found, Rule.OPPOSITE_ELSEWHERE) == "as many speak of help as of hindrance"


def test_opposite_codings_in_its_own_cells_are_told_apart(
    study: StudySession, kept: int, known: Known
) -> None:
    """Over both groups three speak of a lack and one of them of staff that was added, too."""
    cells = [StandsOn(kept, row, "mini:R", False) for row in (OFFICIALS, CITIZENS)]
    found = known(draw(study, *cells))
    assert quotes(by_rule(found, Rule.OPPOSITE_WITHIN)) == ["menambah petugas lapangan"]
    assert by_rule(found, Rule.OPPOSITE_ELSEWHERE) == []


def test_a_segment_is_told_by_the_first_rule_that_finds_it(
    study: StudySession, kept: int, known: Known
) -> None:
    found = known(
        draw(
            study,
            StandsOn(kept, CITIZENS, "mini:R", False),
            StandsOn(kept, OFFICIALS, "mini:R", True),
        )
    )
    assert quotes(by_rule(found, Rule.CONTRADICTING_CELL)) == [
        "Dana kami turun tahun 2022", "menambah petugas lapangan",
    ]  # fmt: skip
    assert by_rule(found, Rule.OPPOSITE_ELSEWHERE) == []
    assert found.behind.informants == 2


def test_what_was_searched_and_not_found_speaks_against_its_dimension(
    study: StudySession, known: Known
) -> None:
    found = known(draw(study, code="mini:C"))
    absent = by_rule(found, Rule.ABSENCE)
    assert [(each.key, each.words) for each in absent] == [
        ("W02", "Communication: dicari: surat, rapat")
    ]
    assert "1 finding of absence" in [each.words for each in found.reasons if not each.is_for]


def test_who_was_asked_and_is_silent_is_listed(study: StudySession, known: Known) -> None:
    disposition = code_id(study, "mini:D")
    assert disposition is not None
    assert by_rule(known(draw(study, code="mini:D")), Rule.SILENT) == []
    study.do(RecordAbsence(source(study, "W01"), disposition, Missing.SILENT, "ditanya dua kali"))
    found = by_rule(known(draw(study, code="mini:D")), Rule.SILENT)
    assert [(each.key, each.words) for each in found] == [("W01", "Pak Dedi: ditanya dua kali")]


def test_who_was_asked_by_a_question_of_the_code_is_silent_without_codings(
    study: StudySession, known: Known
) -> None:
    """There is a question on funds; once Bu Tini's coding is gone, she was asked and is silent."""
    with study.reading() as connection:
        query = select(Coding.id).where(Coding.code_id == code_id(study, "mini:R.1"))
        last = list(connection.execute(query).scalars())[-1]
    study.do(RemoveCodings((last,)))
    found = by_rule(known(draw(study, code="mini:R")), Rule.SILENT)
    assert [each.words for each in found] == ["Bu Tini"]


def test_it_tells_which_of_its_cells_changed(study: StudySession, kept: int, known: Known) -> None:
    drawn = draw(study, StandsOn(kept, CITIZENS, "mini:R", False))
    assert known(drawn).stale == ()
    with study.reading() as connection:
        query = select(Coding.id).where(Coding.code_id == code_id(study, "mini:R.1"))
        last = list(connection.execute(query).scalars())[-1]
    study.do(JudgeCodings((last,), JudgementChange(polarity=Polarity.SUPPORTING)))
    found = known(drawn)
    assert [cell.label for cell in found.stale] == ["Citizens × Resources"]
    assert "judged otherwise" in found.stale[0].changes[0]
    assert "1 of its cells changed since it was looked at" in [e.words for e in found.reasons]
    study.undo()
    assert known(drawn).stale == ()


def test_a_cell_that_is_no_longer_there_is_told(
    study: StudySession, kept: int, known: Known
) -> None:
    found = known(draw(study, StandsOn(kept, "group:none", "mini:R", False)))
    assert [cell.is_there for cell in found.cells] == [False]
    assert "1 of its cells is no longer there" in [each.words for each in found.reasons]


def test_what_was_written_into_a_cell_stands_behind_it_too(
    study: StudySession, kept: int, known: Known
) -> None:
    with study.reading() as connection:
        query = select(Coding.uuid).where(Coding.code_id == code_id(study, "mini:R.2"))
        uuid = str(connection.execute(query).scalars().first())
    study.do(
        WriteEntry(kept, CITIZENS, "mini:C", EntryKind.SUMMARY, "Tidak ada.", evidence=(uuid,))
    )
    found = known(draw(study, StandsOn(kept, CITIZENS, "mini:C", False)))
    assert [each.coding for each in found.behind.evidence] == [uuid]


def test_a_conclusion_may_stand_on_the_table_of_conclusions(
    study: StudySession, kept: int, known: Known
) -> None:
    """The table would need the conclusion, and the conclusion the table: neither hangs."""
    draw(study, StandsOn(kept, CITIZENS, "mini:R", False))
    asked = DisplayQuestion("conclusions-table", "en", "Sari", title="Simpulan", made_at=MOMENT)
    table = study.do(KeepDisplay(asked, shown_of(study, asked)))
    found = known(draw(study, StandsOn(table, "dimension:mini:D", "evidence", False)))
    assert found.cells[0].label == "Disposition × Evidence"
    assert [each.quote for each in found.behind.evidence] == ["Petugasnya ramah"]
    assert isinstance(shown_of(study, asked), Matrix)


def test_the_reasons_name_what_is_thin(study: StudySession, kept: int, known: Known) -> None:
    found = known(draw(study, StandsOn(kept, CITIZENS, "mini:D", False)))
    against = [each.words for each in found.reasons if not each.is_for]
    assert "behind it stand 1 informant, 1 source, 1 technique" in against
    assert "0 of 13 tactics of testing were carried out" in against
    loose = known(draw(study))
    assert "it stands on no cell" in [each.words for each in loose.reasons]


def test_the_words_are_those_of_the_language_asked_for(
    study: StudySession, kept: int, known: Known
) -> None:
    found = known(draw(study, StandsOn(kept, CITIZENS, "mini:R", False)), "id")
    assert found.cells[0].label == "Masyarakat × Sumber daya"
    assert "di baliknya ada 2 informan, 2 sumber data, 2 teknik" in [e.words for e in found.reasons]


def test_one_who_codes_blind_sees_no_conclusions_of_others(study: StudySession, kept: int) -> None:
    drawn = draw(study, StandsOn(kept, CITIZENS, "mini:R", False))
    from qda.concluding.reading import bench_for, conclusion_named

    with as_coder(study, "Budi") as budi:
        budi.do(StartBlind())
        with budi.reading() as connection, pytest.raises(NotThere):
            conclusion_named(bench_for(connection, "en", "Budi"), str(drawn))


def test_the_display_of_a_cell_takes_the_cell_with_it(
    study: StudySession, kept: int, known: Known
) -> None:
    drawn = draw(study, StandsOn(kept, CITIZENS, "mini:R", False))
    study.do(RemoveDisplay(kept))
    assert known(drawn).cells == ()
