"""The shelf: cards of all frameworks, each read once, and kind answers to misspelt ids."""

from __future__ import annotations

import pytest

from codebooks import shelf
from codebooks.framework import Wording
from codebooks.refusals import UnknownFramework


def test_a_card_shows_name_citation_size_and_dimensions() -> None:
    card = next(card for card in shelf.shelf() if card.id == "vmvh1975")
    assert card.codes == 31
    assert card.citation.startswith("Van Meter, D. S., & Van Horn, C. E. (1975).")
    assert len(card.dimensions) == 7
    assert card.dimensions[5] == Wording("Disposition of implementors", "Disposisi implementor")


def test_the_theories_of_implementation_come_first() -> None:
    assert [card.id for card in shelf.shelf()][:3] == [
        "vmvh1975",
        "ansell_gash2008",
        "najam1995_5c",
    ]


def test_a_framework_is_read_once() -> None:
    assert shelf.framework("edwards1980") is shelf.framework("edwards1980")
    assert shelf.shelf() is shelf.shelf()


def test_a_former_id_still_finds_its_framework() -> None:
    assert shelf.framework("jaki_inductive") is shelf.framework("app_complaints")
    assert shelf.framework("jaki_inductive").code("JK1").origin == "inductive"


@pytest.mark.parametrize("wrong", ["vmvh1957", "VMVH1975"])
def test_a_misspelt_id_is_answered_with_the_nearest(wrong: str) -> None:
    with pytest.raises(UnknownFramework) as caught:
        shelf.framework(wrong)
    assert "Did you mean “vmvh1975”?" in caught.value.say("en")
    assert "Maksudnya “vmvh1975”?" in caught.value.say("id")


@pytest.mark.parametrize("wrong", ["", "../../etc/passwd", "schema", "x" * 100_000])
def test_an_id_is_never_taken_for_a_path(wrong: str) -> None:
    with pytest.raises(UnknownFramework):
        shelf.framework(wrong)


def test_known_codes_are_those_of_the_frameworks() -> None:
    assert "NJ4" in shelf.known_codes()["najam1995_5c"]
    assert sum(map(len, shelf.known_codes().values())) == sum(c.codes for c in shelf.shelf())
