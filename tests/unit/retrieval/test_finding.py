"""One search finds names, definitions, memos and places, page by page, narrowed as asked."""

from __future__ import annotations

import pytest

from models.case import Case
from models.memo import Memo
from models.positions import Span
from models.vocabulary import MemoKind, StakeholderGroup, Technique
from qda.edits.codes import AddCode, AdoptFramework
from qda.edits.coding import CodeSegment
from qda.edits.importing import CaseFacts
from qda.edits.memos import AddMemo
from qda.edits.sources import AssignSource, DescribeSource
from qda.retrieval.filter_language import UnknownFilter
from qda.retrieval.finding import (
    Cursor,
    FoundKind,
    FoundRow,
    Question,
    count_texts,
    find_everything,
    find_places,
)
from qda.retrieval.search_filters import SearchFilter, parse_search_filter
from qda.retrieval.searching import EmptyQuery
from qda.session import StudySession
from tests.helpers.coded import signed_reviews, store, store_reviews
from tests.helpers.shared import shared
from tests.helpers.studies import (
    document,
    ids,
    import_one,
    only,
    reviews,
    theory,
    transcript,
    wording,
)


def named(study: StudySession, words: str, kind: FoundKind) -> list[str]:
    """The titles of what is found of one kind."""
    with study.reading() as state:
        found = find_everything(state, Question(words))
    return [row.title for row in found.named.get(kind, ())]


def places(study: StudySession, question: Question) -> list[FoundRow]:
    """Every place, read in small pages."""
    rows: list[FoundRow] = []
    cursor: Cursor | None = Cursor()
    with study.reading() as state:
        while cursor is not None:
            page = find_places(state, question, cursor, count=3)
            assert len(page.rows) <= 3
            rows.extend(page.rows)
            cursor = page.next
        assert len({row.id for row in rows}) == count_texts(state, question)
    return rows


def test_a_code_is_found_by_name_id_alias_and_definition_the_name_first(
    study: StudySession,
) -> None:
    study.do(AdoptFramework(theory("other2020")))
    study.do(AddCode("x", wording("Words on resources")))
    study.do(AddCode("y", wording("Signal")))
    assert named(study, "resou", FoundKind.CODE)[-1] == "Words on resources"
    assert set(named(study, "resou", FoundKind.CODE)[:-1]) == {"Resources"}
    assert named(study, "other2020 c", FoundKind.CODE) == ["Communication"]
    assert named(study, "about signal", FoundKind.CODE) == ["Signal"]
    assert "Resources" in named(study, "sumber daya", FoundKind.CODE)


def test_things_of_every_kind_are_found_with_their_words_marked(study: StudySession) -> None:
    import_one(study, document("Laporan dana", "Dana kurang.\nDana habis."), whole_case="Pak Dana")
    study.do(AddCode("d", wording("Dana desa")))
    study.do(AddMemo("Tentang dana itu", memo_title="Dana"))
    store_reviews(study, signed_reviews("Ulasan dana", [("S", "dana cair")]))
    with study.reading() as state:
        found = find_everything(state, Question("dana"))
    assert list(found.named) == [
        FoundKind.CODE, FoundKind.CASE, FoundKind.SOURCE, FoundKind.MEMO,
    ]  # fmt: skip
    assert [row.key for row in found.page.rows] == ["D01:1", "D01:2", "U01-0001"]
    assert [(row.key, row.table) for row in found.named[FoundKind.SOURCE]] == [
        ("D01", ""), ("U01", "collection"),
    ]  # fmt: skip
    every = [row for rows in found.named.values() for row in rows] + list(found.page.rows)
    for row in every:
        marked = [span.of(row.title) for span in row.title_marks]
        marked += [span.of(row.snippet) for span in row.marks]
        assert {word.casefold() for word in marked} == {"dana"}


def test_pages_hold_every_place_once(study: StudySession) -> None:
    store(study, document("A", "dana " * 7))
    store_reviews(study, signed_reviews("U", [(str(n), "dana") for n in range(4)]))
    found = places(study, Question("dana"))
    assert len(found) == 11
    assert len({(row.id, row.span) for row in found}) == 11


def test_only_words_within_a_coded_segment_count(study: StudySession) -> None:
    source = import_one(study, document("A", "dana satu\ndana dua\ndana tiga"))
    import_one(study, document("B", "dana empat"))
    code = study.do(AddCode("c", wording("C")))
    study.do(CodeSegment(source, Span(10, 18), code))
    found = places(study, Question("dana", wanted=SearchFilter(code_ids=frozenset({code}))))
    assert [row.span for row in found] == [Span(10, 14)]


def test_only_the_words_of_a_case_or_a_group_count(study: StudySession) -> None:
    import_one(study, transcript("W", (("P", "Apa dana?"), ("Ani", "Tidak ada dana."))))
    other = import_one(study, document("B", "dana lain"))
    study.do(AssignSource(other, CaseFacts("Warga", stakeholder_group=StakeholderGroup.CITIZEN)))
    ani = only(study.store, Case, name="Ani")["id"]
    by_case = places(study, Question("dana", wanted=SearchFilter(case_ids=frozenset({ani}))))
    assert [row.key for row in by_case] == ["W01:2"]
    citizens = SearchFilter(groups=frozenset({StakeholderGroup.CITIZEN}))
    assert [row.key for row in places(study, Question("dana", wanted=citizens))] == ["D01:1"]


def test_technique_and_days_narrow_the_texts(study: StudySession) -> None:
    early = import_one(study, document("A", "dana"))
    late = import_one(study, document("B", "dana", content=b"b"))
    import_one(study, document("C", "dana", content=b"c", technique=Technique.LITERATURE))
    study.do(DescribeSource(early, collected_on="2024-12-31"))
    study.do(DescribeSource(late, collected_on="2025-03-02"))

    def keys(**facts: object) -> list[str]:
        wanted = SearchFilter(**facts)  # type: ignore[arg-type]
        return [row.key for row in places(study, Question("dana", wanted=wanted))]

    assert keys(since="2025") == ["D02:1"]
    assert keys(until="2024") == ["D01:1"]
    assert keys(since="2024-12-31", until="2025-03-02") == ["D01:1", "D02:1"]
    assert keys(techniques=frozenset({Technique.LITERATURE})) == ["P01:1"]


def test_kinds_and_days_narrow_the_memos(study: StudySession) -> None:
    study.do(AddMemo("dana satu", memo_kind=MemoKind.METHOD, dated_on="2026-01-05"))
    study.do(AddMemo("dana dua", memo_kind=MemoKind.JOURNAL, dated_on="2026-02-05"))

    def found(**facts: object) -> list[str]:
        wanted = SearchFilter(**facts)  # type: ignore[arg-type]
        with study.reading() as state:
            rows = find_everything(state, Question("dana", wanted=wanted)).named
        return [row.title for row in rows.get(FoundKind.MEMO, ())]

    assert found(memo_kinds=frozenset({MemoKind.METHOD})) == ["dana satu"]
    assert found(since="2026-02") == ["dana dua"]
    assert found(until="2026-01") == ["dana satu"]
    assert len(ids(study.store, Memo)) == 2


def test_a_kind_that_is_not_wanted_is_not_looked_for(study: StudySession) -> None:
    import_one(study, document("Dana", "dana"))
    with study.reading() as state:
        found = find_everything(state, Question("dana", frozenset({FoundKind.SOURCE})))
    assert (list(found.named), found.page.rows) == ([FoundKind.SOURCE], ())


def test_a_written_filter_is_read(study: StudySession) -> None:
    import_one(study, document("A", "x"))
    code = study.do(AddCode("c", wording("C")))
    written = "technique=interview,documentation; code=c; since=2025; until=2025-06; kind=journal"
    with study.reading() as state:
        assert parse_search_filter(state, written) == SearchFilter(
            code_ids=frozenset({code}),
            techniques=frozenset({Technique.INTERVIEW, Technique.DOCUMENTATION}),
            memo_kinds=frozenset({MemoKind.JOURNAL}),
            since="2025",
            until="2025-06",
        )
        for wrong in ("kind=poem", "since=", "stars=5", "kind"):
            with pytest.raises(UnknownFilter):
                parse_search_filter(state, wrong)


@pytest.mark.parametrize("words", ["", "!!!"])
def test_a_question_without_words_is_refused(study: StudySession, words: str) -> None:
    with study.reading() as state, pytest.raises(EmptyQuery):
        find_everything(state, Question(words))


def test_other_forms_are_found_only_when_asked_for(study: StudySession) -> None:
    texts = ["saya melaporkan", "laporannya", "kelaparan", "gak bisa lapor", "DILAPORIN"]
    store_reviews(study, signed_reviews("U", [(str(n), t) for n, t in enumerate(texts)]))
    assert len(places(study, Question("lapor"))) == 1
    found = places(study, Question("lapor", forms=True))
    assert [row.marks[0].of(row.snippet) for row in found] == [
        "melaporkan", "laporannya", "lapor", "DILAPORIN",
    ]  # fmt: skip
    assert [row.snippet for row in places(study, Question("tidak", forms=True))] == [texts[3]]


def test_other_forms_of_words_stand_in_real_reviews(study: StudySession) -> None:
    import csv

    place = shared("data", "reviews", "jaki_googleplay_id.csv")
    with place.open(encoding="utf-8", newline="") as file:
        texts = [row["content"] for row in csv.DictReader(file)][:1500]
    from qda.edits.importing import ImportCollection

    study.do(ImportCollection(reviews("JAKI", texts)))
    found = places(study, Question("lapor", forms=True))
    said = {row.marks[0].of(row.snippet).casefold() for row in found}
    # Read in the file itself: these forms stand in the first 1,500 reviews.
    assert {"laporan", "melaporkan", "lapor"} <= said
    assert not {word for word in said if "lapar" in word}
    assert len(found) > len(places(study, Question("lapor")))


def test_words_of_unknown_things_find_nothing(study: StudySession) -> None:
    with study.reading() as state:
        found = find_everything(state, Question("qwertyuiop", forms=True))
    assert (found.named, found.page.rows, found.forms) == ({}, (), ())
