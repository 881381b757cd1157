"""The gallery shows every kind of display in both languages, and a picture of each."""

from __future__ import annotations

import pytest
from PIL import Image

from qda.displays.kind import DisplayKind
from qda.displays.registry import kinds
from qda.i18n import Speech
from tests.helpers.gallery import PAGES, USES, page
from tests.helpers.matrices import spoken_indonesian
from tests.helpers.picturing import PICTURES
from tests.helpers.shots_displays import GALLERY


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_page_says_of_every_kind_what_the_kind_itself_says(language: str) -> None:
    with spoken_indonesian():
        assert PAGES[language].read_text("utf-8") == page(language)
        told = PAGES[language].read_text("utf-8")
        for kind in kinds():
            assert Speech(language)(kind.answers) in told
            assert f"pictures/{GALLERY}/{kind.id}.{language}.png" in told


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.id)
def test_every_kind_has_a_picture_that_shows_something(kind: DisplayKind, language: str) -> None:
    with Image.open(PICTURES / GALLERY / f"{kind.id}.{language}.png") as drawn:
        assert drawn.width >= 400
        assert drawn.height >= 60
        assert len(drawn.convert("RGB").getcolors(1 << 20) or []) > 10


def test_there_is_no_picture_of_a_kind_that_is_gone() -> None:
    wanted = {f"{kind.id}.{language}.png" for kind in kinds() for language in PAGES}
    assert {place.name for place in (PICTURES / GALLERY).iterdir()} == wanted
    assert set(USES) == {kind.id for kind in kinds()}
