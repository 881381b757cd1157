"""Works cited by author and year, as Indonesian papers cite them."""

from __future__ import annotations

import pytest

from qda.triangulation.citations import citations
from tests.helpers.shared import shared


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kota (Syalianda & \n\nKusumastuti, \n2021).", ["Syalianda & Kusumastuti, 2021"]),
        ("Menurut Kitchin (2014), konsep", ["Kitchin, 2014"]),
        ("menurut Van Meter dan Van Horn (1975)", ["Van Meter & Van Horn, 1975"]),
        ("(Nam and Pardo, 2011; Giffinger et al., 2007)",
         ["Nam & Pardo, 2011", "Giffinger et al., 2007"]),
        ("(Ramadhani dkk., 2022a)", ["Ramadhani et al., 2022"]),
        ("Sugiyono (2011:9) menyatakan", ["Sugiyono, 2011"]),
        ("pada tahun 2019 (69,33%) dan (2021)", []),
        ("dua kali (Ani, 2020) dan (Ani, 2020)", ["Ani, 2020"]),
    ],
)  # fmt: skip
def test_works_cited(text: str, found: list[str]) -> None:
    assert [each.words for each in citations(text)] == found


def test_a_paper_that_ends_its_six_sections_on_one_work() -> None:
    text = shared("corpus", "003_cc57b16dc788027e.txt").read_text(encoding="utf-8")
    assert "Syalianda & Kusumastuti, 2021" in [each.words for each in citations(text)]
