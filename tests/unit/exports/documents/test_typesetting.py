"""Lines of glyphs: every letter from a face that has it, none left out."""

from __future__ import annotations

from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest

from exports.documents.faces import EMOJI, FALLBACKS, STYLES, clusters, face, face_for
from exports.documents.typesetting import Line, Stretch, Type, Typesetter
from tests.helpers.matrices import FAMILY, NASTY

KIND = Type(10)
FONTS = Path(str(resources.files("exports").joinpath("fonts")))


def lines(text: str, width: float = 400) -> tuple[Line, ...]:
    return Typesetter().lines([Stretch(text, KIND)], width)


def words(line: Line) -> str:
    return "".join(shown.piece.text for shown in line.shown)


def test_every_face_named_is_shipped_with_its_licence_in_less_than_twelve_megabytes() -> None:
    shipped = {path.stem for path in FONTS.glob("*.ttf")}
    assert shipped == {*STYLES.values(), *FALLBACKS}
    assert (FONTS / "LICENSE-Noto.txt").read_text(encoding="utf-8").count("OPEN FONT LICENSE")
    assert "Apache License" in (FONTS / "LICENSE-DroidSansFallback.txt").read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 12_000_000


@pytest.mark.parametrize("text", NASTY)
def test_no_letter_of_what_people_write_lacks_a_face(text: str) -> None:
    setter = Typesetter()
    setter.lines([Stretch(text, KIND)], 400)
    assert not {number for number in setter.unknown if not number.startswith("U+00")}


@pytest.mark.parametrize(
    ("cluster", "name"),
    [
        ("a", "NotoSans-Regular"),
        ("ж", "NotoSans-Regular"),
        ("ω", "NotoSans-Regular"),
        ("e\u0301", "NotoSans-Regular"),
        ("1", "NotoSans-Regular"),
        ("س", "NotoSansArabic-Regular"),
        ("ꦲ", "NotoSansJavanese-Regular"),
        ("ᮃ", "NotoSansSundanese-Regular"),
        ("한", "NotoSansKR-Hangul"),
        ("中", "DroidSansFallbackFull"),
        ("👍🏽", EMOJI),
        (FAMILY, EMOJI),
        ("🇮🇩", EMOJI),
        ("❤\ufe0f", EMOJI),
        ("𝗕", "NotoSansMath-Regular"),
        ("\U000110d0", ""),
        ("\x01", ""),
        ("\ue000", ""),
        ("\U000f0000", ""),
    ],
)
def test_a_letter_is_taken_from_the_face_that_has_it(cluster: str, name: str) -> None:
    assert face_for(cluster, "regular") == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", ["a", "b", "c"]),
        ("e\u0301x", ["e\u0301", "x"]),
        (f"a{FAMILY}b", ["a", FAMILY, "b"]),
        ("🇮🇩🇲🇾", ["🇮🇩", "🇲🇾"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("❤\ufe0f!", ["❤\ufe0f", "!"]),
    ],
)
def test_what_readers_take_for_one_letter_stays_together(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected


def test_a_joined_emoji_is_one_sign_and_a_strange_one_falls_into_its_parts() -> None:
    known = face(EMOJI)
    assert len([g for g in known.shaped(FAMILY, is_rtl=False).glyphs if g.advance]) == 1
    strange = "👨\u200d🍕"
    assert face_for(strange, "regular") == EMOJI
    assert len([g for g in known.shaped(strange, is_rtl=False).glyphs if g.advance]) == 2


def test_a_letter_that_no_face_has_is_framed_by_its_number_and_counted() -> None:
    setter = Typesetter()
    (line,) = setter.lines([Stretch("a\U000110d0b \x07", KIND)], 400)
    assert [s.piece.text for s in line.shown if s.piece.is_frame] == ["U+110D0", "U+0007"]
    assert setter.unknown == {"U+110D0": 1, "U+0007": 1}
    setter.lines([Stretch("\U000110d0", KIND)], 400)
    assert setter.unknown["U+110D0"] == 2


def test_lines_break_at_spaces_and_fit() -> None:
    text = "kata " * 60
    told = lines(text, 120)
    assert len(told) > 5
    assert " ".join(words(line).strip() for line in told).split() == text.split()
    for line in told:
        last = line.shown[-1]
        assert last.x + last.piece.width <= 120


def test_a_word_wider_than_the_line_is_parted_between_letters() -> None:
    word = f"e\u0301{FAMILY}" * 40
    told = lines(word, 60)
    assert "".join(words(line) for line in told) == word
    assert all(words(line).count("e\u0301") == words(line).count("\u0301") for line in told)


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_a_line_break_of_the_text_is_one_on_the_page(mark: str) -> None:
    assert [words(line) for line in lines(f"a{mark}b{mark}{mark}c")] == ["a", "b", "", "c"]


def test_east_asian_text_breaks_without_spaces_but_not_before_its_full_stop() -> None:
    told = [words(line) for line in lines("中文評論很好。" * 9, 64)]
    assert len(told) > 5
    assert not any(line.startswith("。") for line in told)
    assert "".join(told) == "中文評論很好。" * 9


def test_arabic_is_shaped_and_set_from_the_right() -> None:
    (line,) = lines("سلام", 200)
    (shown,) = line.shown
    assert shown.piece.shaped is not None
    assert shown.x + shown.piece.width == pytest.approx(200)
    places = shown.piece.shaped.places
    assert all(before > after for before, after in pairwise(places))
    # The ligature of lam and alef: three glyphs or fewer for four letters.
    assert len(shown.piece.shaped.glyphs) <= 4


def test_a_latin_word_in_arabic_text_keeps_its_direction() -> None:
    (line,) = lines("قال Rani نعم", 300)
    latin = next(shown for shown in line.shown if "Rani" in shown.piece.text)
    before = next(shown for shown in line.shown if "قال" in shown.piece.text)
    after = next(shown for shown in line.shown if "نعم" in shown.piece.text)
    assert after.x < latin.x < before.x


def test_stretches_without_a_space_between_stay_together() -> None:
    setter = Typesetter()
    told = setter.lines([Stretch("awal “", KIND), Stretch("kata", Type(10, "bold"))], 45)
    assert [words(line) for line in told] == ["awal", "“kata"]


def test_a_link_covers_its_own_words_only() -> None:
    setter = Typesetter()
    (line,) = setter.lines([Stretch("lihat (", KIND), Stretch("W03:12", KIND, "e1")], 300)
    assert [(s.piece.text, s.link) for s in line.shown] == [("lihat (", ""), ("W03:12", "e1")]


def test_spaces_at_the_edges_of_a_text_are_kept() -> None:
    assert words(lines("  a")[0]) == "  a"
    assert words(lines("")[0] if lines("")[0].shown else lines("x")[0]) == "x"
