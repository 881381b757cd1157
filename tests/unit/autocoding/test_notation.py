"""How terms are written and read back."""

from __future__ import annotations

import pytest

from models.vocabulary import Polarity
from qda.autocoding import notation
from qda.autocoding.notation import Place, UnusableTerm, parsed, places, separated, written
from qda.autocoding.term_list import Term, TermMode


@pytest.mark.parametrize(
    ("typed", "text", "mode"),
    [
        ("anggaran", "anggaran", TermMode.NORMALISED),
        ('"dana hibah"', "dana hibah", TermMode.EXACT),
        ("“dana hibah”", "dana hibah", TermMode.EXACT),
        ("~koordinasi", "koordinasi", TermMode.STEM),
        ("  respon   ...  lambat ", "respon ... lambat", TermMode.NORMALISED),
    ],
)
def test_the_signs_around_a_term_tell_its_mode(typed: str, text: str, mode: TermMode) -> None:
    assert parsed(typed) == Term(text, "id", mode)


def test_a_term_takes_language_polarity_and_limit_from_its_place() -> None:
    like = Term("", "en", polarity=Polarity.INHIBITING, limited=True)
    assert parsed("slow", like) == Term("slow", "en", polarity=Polarity.INHIBITING, limited=True)


@pytest.mark.parametrize(
    "typed", ['"dana hibah"', "~koordinasi", "pembiaya*", "a/b kata ...2 lagi"]
)
def test_what_is_written_is_read_back(typed: str) -> None:
    assert written(parsed(typed)) == typed


def test_a_cell_holds_several_terms() -> None:
    cell = 'anggaran, APBD; "dana, hibah"\npembiaya* ,,'
    assert separated(cell) == ["anggaran", "APBD", '"dana, hibah"', "pembiaya*"]


def test_gaps_beginnings_and_alternatives_become_places() -> None:
    assert places(parsed("tidak/kurang jelas ... arah* ...2 itu")) == (
        (
            Place(("tidak", "kurang")),
            Place(("jelas",)),
            Place(("arah*",), 5),
            Place(("itu",), 2),
        ),
    )


def test_a_fraction_is_no_alternative() -> None:
    assert places(parsed("24/7 siaga")) == ((Place(("24/7",)), Place(("siaga",))),)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", notation.EMPTY),
        ("...", notation.LOOSE_GAP),
        ("... lambat", notation.LOOSE_GAP),
        ("lambat ...", notation.LOOSE_GAP),
        ("a ... ... b", notation.LOOSE_GAP),
        ("?!", notation.EMPTY),
        ("an*", notation.SHORT_BEGINNING),
        ("*", notation.SHORT_BEGINNING),
        ("ang*ran", notation.STAR_INSIDE),
        ("x" * 201, notation.TOO_LONG),
        ("kata " * 13, notation.TOO_LONG),
    ],
)
def test_a_term_that_cannot_be_searched_for_is_refused(typed: str, why: str) -> None:
    with pytest.raises(UnusableTerm) as refusal:
        parsed(typed)
    assert refusal.value.why == why
