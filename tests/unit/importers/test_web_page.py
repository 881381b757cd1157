"""Web pages: what a visitor sees."""

from __future__ import annotations

import pytest

from qda.importers.errors import Damaged, NoWords
from tests.helpers.text_files import draft


def _lines(body: str) -> list[str]:
    return draft(f"<!DOCTYPE html><html><body>{body}</body></html>", "a.html").text.split("\n")


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>Satu <b>dua</b>\n  tiga</p><div>empat<p>lima</p>enam</div>",
         ["Satu dua tiga", "empat", "lima", "enam"]),
        ("a &amp; b &lt;c&gt; &quot;d&quot; &#128512; caf&eacute;", ['a & b <c> "d" 😀 café']),
        ("<script>alert(1)</script>tampak<style>p{}</style><noscript>x</noscript>", ["tampak"]),
        ("<p hidden>x</p><p style='display: none'>y</p><p>z</p>", ["z"]),
        ("baris<br>baru<br/>lagi", ["baris", "baru", "lagi"]),
        ("<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>",
         ["• a", "• b", "1. c", "2. d"]),
        ("<table><tr><th>No</th><th>Nama</th></tr><tr><td>1</td><td><p>Ana</p></td></tr></table>",
         ["No\tNama", "1\tAna"]),
        ("<pre>  satu\n    dua</pre>", ["  satu", "    dua"]),
        ("tidak<!-- komentar -->ada <p>tak tertutup <i>miring",
         ["tidakada", "tak tertutup miring"]),
    ],
)  # fmt: skip
def test_what_is_seen_is_read(body: str, lines: list[str]) -> None:
    assert [line.rstrip() for line in _lines(body)] == lines


def test_headings_are_known_and_the_title_in_the_head_is_not_text() -> None:
    found = draft("<html><head><title>T</title></head><h2>Bab</h2><p>isi</p></html>", "a.html")

    assert found.text == "Bab\nisi"
    assert [p.heading for p in found.paragraphs] == [True, False]


def test_a_page_may_name_its_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><p>Привет</p></html>'

    assert draft(page.encode("cp1251"), "a.html").text == "Привет"
    assert draft("<html><p>é</p></html>".encode(), "a.html").text == "é"
    assert draft(b"<html><meta charset='no-such'><p>a</p></html>", "a.html").text == "a"


def test_depth_and_emptiness_do_no_harm() -> None:
    assert "dalam" in draft("<html>" + "<div>" * 1500 + "dalam", "a.html").text
    with pytest.raises(Damaged):
        draft("<html><p>atas</p>" + "<div>" * 50_000 + "dalam", "a.html")
    with pytest.raises(NoWords):
        draft("<html><script>x</script></html>", "a.html")


def test_entities_of_a_document_type_are_not_fetched_or_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><p>a &x; b</p></html>'

    assert "&x;" in draft(page, "a.html").text
