"""The page: self-contained, closed to injection, usable by keyboard and without its script."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from exports.writer import write_matrix
from qda.displays.values import Fact, Matrix
from tests.helpers.matrices import SENTENCES, matrix, spoken_indonesian

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "--><script>alert(1)</script>",
    "javascript:alert(1)",
    "<svg/onload=alert(1)>",
    "]]><b>",
    "&lt;script&gt;",
)


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


class Tags(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.found if name == tag]


def page(shown: Matrix, folder: Path) -> str:
    path = folder / "m.html"
    write_matrix(shown, path)
    return path.read_bytes().decode("utf-8")


def hostile() -> Matrix:
    """A display every text of which tries to become markup."""
    plain = matrix(HOSTILE, rows=2, columns=2)
    bad = "".join(HOSTILE)
    heads = tuple(replace(h, id=bad, label=bad, note=bad, group=bad) for h in plain.rows)
    return replace(
        plain,
        title=bad,
        subtitle=bad,
        corner=bad,
        rows=heads,
        columns=heads,
        evidence=tuple(
            replace(e, key=bad, source_title=bad, case=bad, coder=bad, rule=bad, code=bad,
                    code_name=bad, coding=bad, technique=bad, made_at=bad)
            for e in plain.evidence
        ),
        facts=(Fact(bad, bad),),
        legend=(Fact(bad, bad),),
        warnings=(bad,),
    )  # fmt: skip


def test_no_text_becomes_markup(tmp_path: Path) -> None:
    calm = Tags(page(matrix(SENTENCES, rows=2, columns=2), tmp_path))
    wild = Tags(page(hostile(), tmp_path))
    assert {tag for tag, _ in wild.found} <= {tag for tag, _ in calm.found}
    assert len(wild.of("script")) == len(wild.of("style")) == 1
    names = {name for _, attrs in wild.found for name in attrs}
    assert not {name for name in names if name.startswith("on") or name in ("style", "src")}


def test_nothing_is_loaded_and_only_its_own_script_and_style_may_run(tmp_path: Path) -> None:
    text = page(matrix(), tmp_path)
    policy = next(
        attrs["content"]
        for attrs in Tags(text).of("meta")
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        inner = re.search(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert inner is not None
        digest = base64.b64encode(hashlib.sha256(inner[1].encode("utf-8")).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r"https?://|//cdn|url\(|@import", text)
    assert all(attrs["href"].startswith("#") for attrs in Tags(text).of("a"))


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_names_its_language_and_words_take_their_own_direction(
    tmp_path: Path, language: str
) -> None:
    tags = Tags(page(matrix(language=language), tmp_path))
    assert tags.of("html") == [{"lang": language}]
    quotes = [a for a in tags.of("span") + tags.of("blockquote") if a.get("class") == "quote"]
    assert quotes
    assert all(attrs["dir"] == "auto" for attrs in quotes)


def test_the_table_is_one_for_readers_of_the_screen(tmp_path: Path) -> None:
    tags = Tags(page(matrix(rows=3, columns=4), tmp_path))
    scopes = [attrs["scope"] for attrs in tags.of("th")]
    assert scopes.count("row") == 3
    assert scopes.count("col") == 5
    assert scopes.count("colgroup") == 2
    assert scopes.count("rowgroup") == 2
    assert len(tags.of("caption")) == 1
    assert [a["colspan"] for a in tags.of("th") if a["scope"] == "colgroup"] == ["2", "2"]


def test_every_cell_can_be_opened_and_without_script_leads_to_its_evidence(tmp_path: Path) -> None:
    shown = matrix(rows=3, columns=2)
    tags = Tags(page(shown, tmp_path))
    openers = [attrs for attrs in tags.of("a") if attrs.get("class") == "open"]
    assert len(openers) == 6
    ids = {attrs["id"] for _, attrs in tags.found if "id" in attrs}
    assert {attrs["href"][1:] for attrs in openers} <= ids
    assert [attrs["href"] for attrs in openers] == [f"#b-{r}-{c}" for r, c, _ in shown.places()]


def test_every_key_is_an_anchor_once(tmp_path: Path) -> None:
    shown = matrix(SENTENCES * 3, rows=2, columns=2)
    same = tuple(replace(e, key="W01:1") if n < 3 else e for n, e in enumerate(shown.evidence))
    tags = Tags(page(replace(shown, evidence=same), tmp_path))
    ids = [attrs["id"] for _, attrs in tags.found if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {e.key for e in same} <= set(ids)


def test_the_script_hides_nothing_from_those_who_have_none(tmp_path: Path) -> None:
    tags = Tags(page(matrix(), tmp_path))
    hidden = [attrs.get("id") for _, attrs in tags.found if "hidden" in attrs]
    assert hidden == ["panel"]
    assert not tags.of("noscript")
