"""Every registered kind of picture, in both languages, as pixels and as lines and text."""

from __future__ import annotations

import io
import re
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops

from exports.errors import UnknownFileKind
from exports.figures.drawing import KINDS, PICTURE_FILES, draw, write_plot
from exports.figures.looks import NIGHT, PAPER
from exports.figures.picture import PictureFormat
from tests.helpers.plots import EXAMPLES, LONG

ALL = list(product(EXAMPLES, ("en", "id")))
SVG = "{http://www.w3.org/2000/svg}"


def pixels(content: bytes) -> Image.Image:
    """The picture as it is seen."""
    return Image.open(io.BytesIO(content)).convert("RGB")


def words_of(content: bytes) -> str:
    """All text of an SVG."""
    tree = ET.fromstring(content)
    return " ".join("".join(node.itertext()) for node in tree.iter(f"{SVG}text"))


def test_every_kind_has_an_example() -> None:
    assert {kind.id for kind in KINDS} == set(EXAMPLES)
    assert {file.extension for file in PICTURE_FILES} == {f".{form}" for form in PictureFormat}


@pytest.mark.parametrize(("kind", "language"), ALL)
@pytest.mark.parametrize("form", list(PictureFormat))
def test_the_same_plot_gives_the_same_bytes(kind: str, language: str, form: PictureFormat) -> None:
    first = draw(EXAMPLES[kind](language), form)
    assert first == draw(EXAMPLES[kind](language), form)
    assert not re.search(rb"\b20(2[6-9]|[3-9]\d)-\d\d-\d\dT", first.content), "a date of today"


@pytest.mark.parametrize(("kind", "language"), ALL)
@pytest.mark.parametrize("look", [PAPER, NIGHT], ids=["paper", "night"])
def test_nothing_is_cut_off_at_an_edge(kind: str, language: str, look: object) -> None:
    assert look in (PAPER, NIGHT)
    chosen = PAPER if look is PAPER else NIGHT
    # The narrowest that a window asks for is where words have the least room.
    picture = draw(EXAMPLES[kind](language), look=chosen, width=1)
    seen = pixels(picture.content)
    assert seen.size == (picture.width, picture.height)
    ink = ImageChops.difference(seen, Image.new("RGB", seen.size, chosen.paper)).getbbox()
    assert ink is not None
    left, top, right, bottom = ink
    assert left >= 8
    assert top >= 8
    assert right <= picture.width - 8
    assert bottom <= picture.height - 8


@pytest.mark.parametrize(("kind", "language"), ALL)
@pytest.mark.parametrize("form", list(PictureFormat))
def test_regions_lie_in_the_picture_and_speak(
    kind: str, language: str, form: PictureFormat
) -> None:
    picture = draw(EXAMPLES[kind](language), form, scale=2)
    assert picture.regions
    for each in picture.regions:
        assert 0 <= each.left <= each.left + each.width <= picture.width
        assert 0 <= each.top <= each.top + each.height <= picture.height
        assert each.text
        assert each.text in picture.description
        behind = each.behind
        assert behind.code or behind.item or behind.word
    assert picture.title in picture.description


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_both_forms_have_the_same_regions(kind: str, language: str) -> None:
    svg = draw(EXAMPLES[kind](language), PictureFormat.SVG)
    png = draw(EXAMPLES[kind](language), PictureFormat.PNG, scale=2)
    assert [each.behind for each in svg.regions] == [each.behind for each in png.regions]
    for one, other in zip(svg.regions, png.regions, strict=True):
        assert other.left == pytest.approx(2 * one.left, abs=1)
        assert other.top == pytest.approx(2 * one.top, abs=2)
        assert other.width == pytest.approx(2 * one.width, abs=1)


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_text_stays_text_and_asks_for_usual_faces(kind: str, language: str) -> None:
    picture = draw(EXAMPLES[kind](language), PictureFormat.SVG)
    assert b"Runut Noto" not in picture.content
    assert b"'Noto Sans', 'Segoe UI'" in picture.content
    read = words_of(picture.content)
    assert picture.title in read
    tight = read.replace(" ", "")
    assert LONG.replace(" ", "") in tight or LONG.replace(" ", "_") in tight, "a name was cut"


@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_languages_differ(kind: str) -> None:
    english, indonesian = (draw(EXAMPLES[kind](which)) for which in ("en", "id"))
    assert english.title != indonesian.title
    assert "respondents" not in indonesian.description
    assert "texts" not in indonesian.description


@pytest.mark.parametrize("kind", EXAMPLES)
def test_files_are_sharp_and_whole(kind: str, tmp_path: Path) -> None:
    plot = EXAMPLES[kind]("id")
    for ending in (".png", ".svg"):
        write_plot(plot, tmp_path / f"gambar{ending}")
    with Image.open(tmp_path / "gambar.png") as seen:
        assert seen.width >= 2000
    ET.parse(tmp_path / "gambar.svg")
    with pytest.raises(UnknownFileKind, match=r"\.png, \.svg"):
        write_plot(plot, tmp_path / "gambar.jpg")
    assert len(list(tmp_path.iterdir())) == 2
