"""Codes are found by a few letters of what they are called, best first; recent ones are known."""

from __future__ import annotations

import time

import pytest

from codebooks.framework import Wording
from models.positions import Span
from qda.edits.codes import AddCode, CodeWording
from qda.edits.coding import CodeSegment, RemoveCodings
from qda.retrieval.code_finding import CodeFinder, recent_codes
from qda.retrieval.codes import codes
from qda.retrieval.rows import CodeRow
from qda.session import StudySession
from tests.helpers.studies import document, import_one, wording


@pytest.fixture
def known(study: StudySession) -> tuple[CodeRow, ...]:
    """A small theory and a few codes of one's own."""
    for code, name, meaning in (
        ("kafé", "Café bill", "about money"),
        ("moneyed", "Rich people", ""),
        ("lain", "Money laundering", ""),
        ("uangR.1", "Fee", ""),
    ):
        study.do(AddCode(code.replace("é", "e"), CodeWording(Wording(name), Wording(meaning))))
    with study.reading() as connection:
        return codes(connection)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("money", ["Money laundering", "Rich people", "Café bill"]),
        ("CAFE", ["Café bill"]),
        ("bill café", ["Café bill"]),
        ("sumber", ["Resources"]),
        ("r.1", ["Funds of the programme", "Fee"]),
        ("mini2020:R.2", ["Staff of the agency"]),
        ("dana mini2020", ["Funds of the programme"]),
        ("nothing like it", []),
    ],
)
def test_codes_are_found_by_name_id_and_meaning_in_that_order(
    known: tuple[CodeRow, ...], words: str, names: list[str]
) -> None:
    assert [code.name("en") for code in CodeFinder(known).find(words)] == names


def test_with_nothing_typed_recent_codes_come_first_then_the_tree(
    known: tuple[CodeRow, ...],
) -> None:
    recent = [known[4].id, known[2].id]
    found = CodeFinder(known).find("  ", recent)
    assert [code.id for code in found[:2]] == recent
    rest = [code for code in known if code.id not in recent]
    assert list(found[2:]) == rest


def test_among_equals_recent_codes_come_first(known: tuple[CodeRow, ...]) -> None:
    finder = CodeFinder(known)
    funds, staff = finder.find("mini2020 r.")[-2:]
    assert finder.find("mini2020 r.", [staff.id]).index(staff) < finder.find(
        "mini2020 r.", [staff.id]
    ).index(funds)


def test_the_codes_a_coder_used_last_are_known_newest_first(study: StudySession) -> None:
    source = import_one(study, document("Laporan", "x" * 50))
    made = [study.do(AddCode(f"k{n}", wording(f"K{n}"))) for n in range(12)]
    for at, code in enumerate([*made, made[3]]):
        last = study.do(CodeSegment(source, Span(at, at + 1), code))
    with StudySession.open(study.store.place, coder="Budi") as budi:
        budi.do(CodeSegment(source, Span(40, 41), made[0]))
    with study.reading() as connection:
        wanted = [made[3], *reversed(made[4:])]
        assert list(recent_codes(connection, "Sari")) == wanted[:9]
        assert recent_codes(connection, "Budi") == (made[0],)
        assert recent_codes(connection, "Nobody") == ()
    study.do(RemoveCodings((last,)))
    with study.reading() as connection:
        assert recent_codes(connection, "Sari")[0] == made[11]


def test_five_hundred_codes_are_searched_faster_than_one_types(
    known: tuple[CodeRow, ...],
) -> None:
    many = CodeFinder(known * 72)
    started = time.perf_counter()
    for word in ("m", "mo", "mon", "mone", "money"):
        many.find(word)
    # Five letters are typed in no less than a quarter of a second.
    assert time.perf_counter() - started < 0.25
