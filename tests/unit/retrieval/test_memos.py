"""Memos are read with what they are on, and found by what they speak of."""

from __future__ import annotations

import pytest

from models.case import Case
from models.code import Code
from models.coding import Coding
from models.memo import Memo
from models.positions import Span
from models.source import Source
from models.study import Blinding
from models.vocabulary import MemoKind
from qda.edits.coding import CodeSegment
from qda.edits.memos import AddMemo, MoveMemo
from qda.retrieval.memo_links import memo_links
from qda.retrieval.memos import (
    MemoFilter,
    listed_memos,
    memo_counts,
    memos_of,
)
from qda.session import StudySession
from tests.helpers.studies import import_one, only, rows, transcript


@pytest.fixture
def source(study: StudySession) -> int:
    """An interview with a case called Ibu Ratna, coded once."""
    made = import_one(study, transcript("Wawancara 1"))
    funds = only(study.store, Code, canonical_id="mini2020:R.1")["id"]
    study.do(CodeSegment(made, Span(37, 80), funds))
    return made


def uuid_of(study: StudySession, kind: type, **facts: object) -> str:
    """The UUID of the one row with these values."""
    return str(only(study.store, kind, **facts)["uuid"])


def about(study: StudySession, table: str, uuid: str) -> list[tuple[str, bool]]:
    """The texts of the memos of a thing, and whether each only speaks of it."""
    with study.reading() as state:
        return [(each.memo.text, each.mentions) for each in memos_of(state, table, uuid)]


def test_a_memo_tells_what_it_is_on_by_its_key(study: StudySession, source: int) -> None:
    text = uuid_of(study, Source)
    study.do(AddMemo("di kata", target="source", target_uuid=text, span=Span(40, 50)))
    study.do(AddMemo("di sumber", target="source", target_uuid=text))
    study.do(AddMemo("di kode", target="code", target_uuid=uuid_of(study, Code, id=2)))
    study.do(AddMemo("di pengodean", target="coding", target_uuid=uuid_of(study, Coding)))
    study.do(AddMemo("di kasus", target="case", target_uuid=uuid_of(study, Case)))
    study.do(AddMemo("di studi"))
    with study.reading() as state:
        found = {each.memo.text: each.subject for each in listed_memos(state)}
    told = {
        text: None if on is None else (on.table, on.key, on.title("id"), on.span)
        for text, on in found.items()
    }
    code = only(study.store, Code, id=2)
    assert told == {
        "di kata": ("source", "W01:2", "Wawancara 1", Span(40, 50)),
        "di sumber": ("source", "W01", "Wawancara 1", None),
        "di kode": ("code", code["canonical_id"], code["name_id"], None),
        "di pengodean": ("coding", "W01:2", "Dana program", Span(37, 80)),
        "di kasus": ("case", "", "Ibu Ratna", None),
        "di studi": None,
    }


def test_the_memos_of_a_thing_are_those_on_it_in_it_and_about_it(
    study: StudySession, source: int
) -> None:
    study.do(AddMemo("pada kata", target="source", target_uuid=uuid_of(study, Source),
                     span=Span(0, 5)))  # fmt: skip
    study.do(AddMemo("pada pengodean", target="coding", target_uuid=uuid_of(study, Coding)))
    study.do(AddMemo("menyebut W01:2 saja"))
    study.do(AddMemo("menyebut W01:9 dan mini2020:R.1"))
    study.do(AddMemo("menyebut W010 dan W01x"))
    study.do(AddMemo("tentang [[ibu ratna]]"))
    assert about(study, "source", uuid_of(study, Source)) == [
        ("pada pengodean", False),
        ("pada kata", False),
        ("menyebut W01:9 dan mini2020:R.1", True),
        ("menyebut W01:2 saja", True),
    ]
    assert about(study, "coding", uuid_of(study, Coding)) == [
        ("pada pengodean", False),
        ("menyebut W01:2 saja", True),
    ]
    assert about(study, "code", uuid_of(study, Code, canonical_id="mini2020:R.1")) == [
        ("pada pengodean", False),
        ("menyebut W01:9 dan mini2020:R.1", True),
    ]
    assert about(study, "case", uuid_of(study, Case)) == [("tentang [[ibu ratna]]", True)]


def test_memos_are_counted_by_the_thing_they_are_on(study: StudySession, source: int) -> None:
    text, memo = uuid_of(study, Source), AddMemo("a")
    first = study.do(memo)
    study.do(AddMemo("b", target="source", target_uuid=text))
    study.do(AddMemo("c", target="source", target_uuid=text, span=Span(0, 3)))
    with study.reading() as state:
        assert memo_counts(state) == {text: 2}
    study.do(MoveMemo(first, "source", text))
    with study.reading() as state:
        assert memo_counts(state) == {text: 3}


def test_the_journal_is_listed_by_the_day_it_tells_of(study: StudySession) -> None:
    for day in ("2026-01-05", "2026-03-01", "2025-12-31"):
        study.do(AddMemo(day, memo_kind=MemoKind.JOURNAL, dated_on=day))
    study.do(AddMemo("lain", dated_on="2026-01-06"))

    def days(**facts: object) -> list[str]:
        wanted = MemoFilter(kinds=frozenset({MemoKind.JOURNAL}), **facts)  # type: ignore[arg-type]
        with study.reading() as state:
            return [each.memo.day for each in listed_memos(state, wanted)]

    assert days() == ["2026-03-01", "2026-01-05", "2025-12-31"]
    assert days(since="2026-01-05") == ["2026-03-01", "2026-01-05"]
    assert days(until="2025") == ["2025-12-31"]
    assert days(coders=frozenset({"Budi"})) == []


def test_a_memo_on_a_coding_that_is_hidden_is_hidden_with_it(
    study: StudySession, source: int
) -> None:
    coding = uuid_of(study, Coding)
    study.do(AddMemo("rahasia", target="coding", target_uuid=coding))
    study.do(AddMemo("terbuka"))
    with StudySession.open(study.store.place, coder="Budi") as other:
        budi = other.coder.id
        other.store.edit(
            "blind", lambda r: r.add(Blinding(coder_id=budi, source_id=None)), coder_id=budi
        )
        with other.reading() as state:
            assert [each.memo.text for each in listed_memos(state)] == ["terbuka"]
            assert memo_counts(state) == {}
            assert memos_of(state, "source", uuid_of(study, Source)) == ()
    assert len(rows(study.store, Memo)) == 2


def test_links_lead_to_places_codes_cases_and_memos(study: StudySession, source: int) -> None:
    memo = study.do(AddMemo("x", memo_title="Catatan lapangan"))
    text = (
        "W01:2 W01 mini2020:R.1 [[Ibu Ratna]] [[catatan  lapangan]] [[Resources]] [[W01:1–2]] "
        "W01:99 W77:1 W77 mini2020:Z tanpa:arti [[Pak Siapa]]"
    )
    with study.reading() as state:
        links = memo_links(state, text)
    told = [
        (link.written.span.of(text), link.subject and (link.subject.table, link.subject.id))
        for link in links
    ]
    codes = {row["canonical_id"]: row["id"] for row in rows(study.store, Code)}
    assert told == [
        ("W01:2", ("source", source)),
        ("W01", ("source", source)),
        ("mini2020:R.1", ("code", codes["mini2020:R.1"])),
        ("[[Ibu Ratna]]", ("case", only(study.store, Case)["id"])),
        ("[[catatan  lapangan]]", ("memo", memo)),
        ("[[Resources]]", ("code", codes["mini2020:R"])),
        ("[[W01:1–2]]", ("source", source)),
        ("W01:99", None),
        ("W77:1", None),
        ("mini2020:Z", None),
        ("[[Pak Siapa]]", None),
    ]
    subject = links[0].subject
    assert subject is not None
    assert (subject.key, subject.span) == ("W01:2", Span(35, 91))
