"""What holds for every text and every file: positions agree, and no bytes get past in silence."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.importers.character_references import resolved
from qda.importers.corrections import merged, reassigned
from qda.importers.draft import SourceDraft
from qda.importers.paragraphs import paragraph_spans
from qda.importers.registry import IMPORTERS
from qda.importers.rich_text_walk import RichTextWalk
from qda.importers.text_bytes import text_of
from tests.helpers.text_files import (
    draft,
    opendocument,
    original,
    outcome,
    pdf,
    word,
    word_paragraph,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
names = st.sampled_from([f"a{ending}" for i in IMPORTERS for ending in i.extensions] + ["a.doc"])
labels = st.sampled_from(
    [
        "P: ",
        "I: ",
        "Peneliti: ",
        "Informan 2 : ",
        "**Ana:** ",
        "[id1] ",
        "Budi  00:12\n",
        "",
        "KS: ",
    ]
)
talks = st.lists(st.tuples(labels, st.text("abc ?.👩\u0301\u200d\n", max_size=30)), max_size=20)


def _agrees(source: SourceDraft) -> None:
    text = source.text
    assert "\r" not in text
    assert [p.span for p in source.paragraphs] == list(paragraph_spans(text))
    last = 0
    for turn in source.turns:
        assert turn.span.start >= last
        assert turn.span.contains(turn.words.checked(len(text)))
        assert turn.words.of(text) == turn.words.of(text).strip() != ""
        last = turn.span.end
    counted = {s.name: s.turns for s in source.speakers}
    assert sum(counted.values()) == len(source.turns)
    assert set(counted) == {turn.speaker for turn in source.turns}


def _is_read_or_refused(content: bytes, name: str) -> None:
    found = outcome(content, name)
    if isinstance(found, SourceDraft):
        _agrees(found)
    else:
        assert found.say("id") != found.say("en")


@given(texts)
def test_paragraphs_are_ordered_disjoint_and_hold_every_character_to_see(text: str) -> None:
    spans = paragraph_spans(text)

    assert all(a.end < b.start for a, b in pairwise(spans))
    covered = {position for span in spans for position in range(span.start, span.end)}
    seen = {n for n, character in enumerate(text) if not character.isspace()}
    assert seen <= covered
    assert all("\n" not in span.of(text) and span.of(text).strip() for span in spans)


@given(talks)
def test_positions_of_every_talk_agree_with_its_text(talk: list[tuple[str, str]]) -> None:
    written = "\n".join(label + words for label, words in talk)
    if not written.strip():
        return
    source = draft(written)

    assert source.text == written
    _agrees(source)


@given(talks, st.data())
def test_corrections_keep_the_turns_and_their_number(
    talk: list[tuple[str, str]], data: st.DataObject
) -> None:
    written = "\n".join(label + words for label, words in talk)
    source = draft(written + "\nP: Ya?\nI: Saya.\nP: Oh?\nI: Ya.")
    known = [s.name for s in source.speakers]
    if not known:
        return
    first, second = data.draw(st.sampled_from(known)), data.draw(st.sampled_from(known))
    changed = reassigned(merged(source, first, second), second, case="Kasus")

    _agrees(changed)
    assert len(changed.turns) == len(source.turns)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t")))
def test_utf8_texts_come_back_but_for_line_ends(text: str) -> None:
    found = text_of(original(b"\xef\xbb\xbf" + text.encode()))

    assert found.text == text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


@given(st.text("&#;xX0123456789aqut<>\"' amplt", max_size=80))
def test_resolving_references_twice_only_resolves_what_the_first_made(text: str) -> None:
    once, count = resolved(text)

    assert (once == text) == (count == 0)
    assert len(once) <= len(text)


@given(st.binary(max_size=400), names)
def test_any_bytes_are_read_or_refused_in_words(content: bytes, name: str) -> None:
    for each in (content, b"WEBVTT\n\n" + content, b"{\\rtf1 " + content, b"<html>" + content):
        _is_read_or_refused(each, name)


_WHOLE = [
    pdf([[(60, 700, "Halo dunia."), (60, 680, "Lagi.")]]),
    word(word_paragraph("Halo dunia.")),
    opendocument("<text:p>Halo</text:p>"),
    b"{\\rtf1\\ansi{\\fonttbl{\\f0 A;}}Halo\\par \\u8220?dunia\\'e9{\\footnote x}}",
    b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Halo\n\n00:02.000 --> 00:03.000\nDunia\n",
    b"<html><table><tr><td>a<ul><li>b</table><pre>c</html>",
]


@pytest.mark.parametrize("whole", _WHOLE, ids=["pdf", "docx", "odt", "rtf", "vtt", "html"])
@pytest.mark.parametrize("seed", range(30))
def test_files_with_changed_bytes_are_read_or_refused_in_words(whole: bytes, seed: int) -> None:
    chance = random.Random(seed)
    broken = bytearray(whole)
    for _ in range(chance.randint(1, 12)):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    _is_read_or_refused(bytes(broken), "a.docx")


_PIECES = (
    (
        r"{ } \par_ \'e9 \u-10179? \u8704_ \* \v_ \footnote_ x_ \bin3_ \uc0 \upr \ud_ \pict \f1 "
        r"\fcharset128_ \row_ \deleted_ \cell_ \plain_ \pard_ \'8 \\ \{"
    )
    .replace("_", " ")
    .split(" ")
)


@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_rich_text_never_loses_its_way(pieces: list[str]) -> None:
    walk = RichTextWalk()

    assert walk.read(("{\\rtf1 " + "".join(pieces)).encode())
    assert all("\n" not in line.text for line in walk.lines())
