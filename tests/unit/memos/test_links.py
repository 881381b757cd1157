"""What a memo names is found as it is written, and nothing else is taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.memos.links import (
    LinkForm,
    bracketed,
    comparable,
    link_at,
    written_links,
)

PLACE, CODE, NAME = LinkForm.PLACE, LinkForm.CODE, LinkForm.NAME

NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(
    lambda name: bool(comparable(name))
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lihat W03:12.", [(PLACE, "W03", 12, 12)]),
        ("(W03:12–14)", [(PLACE, "W03", 12, 14)]),
        ("W03:14-12", [(PLACE, "W03", 12, 14)]),
        ("U01-0042 dan W03", [(PLACE, "U01-0042", None, None), (PLACE, "W03", None, None)]),
        ("vmvh1975:VMH2.1, lalu", [(CODE, "vmvh1975:VMH2.1", None, None)]),
        ("vmvh1975:VMH2.", [(CODE, "vmvh1975:VMH2", None, None)]),
        ("[[Bu Sri]]!", [(NAME, "Bu Sri", None, None)]),
        ("[[ Bu Sri ]]", [(NAME, "Bu Sri", None, None)]),
        ("[[W03:12]]", [(PLACE, "W03", 12, 12)]),
        ("[[شريفة 👩‍👩‍👧‍👦]]", [(NAME, "شريفة 👩‍👩‍👧‍👦", None, None)]),
        ("https://x.id/W03:12 a:b/c", []),
        ("12:30 jam 9:00 W3 xW03 W03x W03:12x W03:0", []),
        ("[[]] [[ ]] [[a\nb]]", []),
        ("[[a [[b]]", [(NAME, "b", None, None)]),
    ],
)
def test_links_are_read_as_they_are_written(
    text: str, expected: list[tuple[LinkForm, str, int | None, int | None]]
) -> None:
    found = written_links(text)
    assert [(link.form, link.name, link.first, link.last) for link in found] == expected


@given(st.text(st.sampled_from("W03:12-–[] \nabc.vmvh😀e\u0301"), max_size=60))
def test_links_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = written_links(text)
    ends = [0, *(link.span.end for link in found)]
    for link, end in zip(found, ends, strict=False):
        assert end <= link.span.start < link.span.end <= len(text)
        assert link.name in link.span.of(text)
        assert link_at(found, link.span.start) is not None


@given(NAMES, st.text(max_size=10), st.text(max_size=10))
def test_a_name_that_was_inserted_is_found_again(name: str, before: str, after: str) -> None:
    text = f"{before}\n{bracketed(name)}\n{after}"
    start = len(before) + 1
    link = next(link for link in written_links(text) if link.span.start == start)
    if link.form is NAME:
        assert comparable(link.name) == comparable(name)


def test_a_caret_at_either_edge_is_on_the_link() -> None:
    found = written_links("a W03:1 b")
    assert [link_at(found, at) is not None for at in (1, 2, 5, 7, 8)] == [
        False, True, True, True, False,
    ]  # fmt: skip
