"""Every kind of file that a network is written to holds all of it, to the letter and harmless."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from PIL import Image

from exports.errors import CrookedMatrix, NotOurData, UnknownFileKind
from exports.networks.writing import NETWORK_FILES, read_network_json
from exports.writer import display_extensions, extensions, write_display
from qda.displays.network import Network
from qda.displays.network_table import network_matrix
from tests.helpers.matrices import NASTY, SENTENCES, matrix, spoken_indonesian
from tests.helpers.networks import random_network, theory_network
from tests.helpers.written import PageText, cell_text, pdf_pages, squeezed, word_root, word_text


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


def _html(path: Path) -> str:
    page = PageText()
    page.feed(path.read_text(encoding="utf-8"))
    return "".join(page.parts)


def _svg(path: Path) -> str:
    parser = etree.XMLParser(resolve_entities=False)
    root = etree.fromstring(path.read_bytes(), parser)
    return "".join(map(str, root.itertext()))


def _xlsx(path: Path) -> str:
    book = load_workbook(path)
    return "".join(cell_text(cell) for sheet in book for row in sheet.iter_rows() for cell in row)


def _csv(path: Path) -> str:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return "".join(text.removeprefix("'") for line in csv.reader(file) for text in line)


def _json(path: Path) -> str:
    return json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False)


TEXT_OF: dict[str, Callable[[Path], str]] = {
    ".xlsx": _xlsx,
    ".docx": lambda path: word_text(word_root(path)),
    ".pdf": lambda path: "".join(pdf_pages(path)),
    ".html": _html,
    ".csv": _csv,
    ".json": _json,
    ".svg": _svg,
}
TABLES = tuple(ending for ending in TEXT_OF if ending != ".svg")


def test_every_kind_of_file_has_a_reader_here() -> None:
    assert {kind.extension for kind in NETWORK_FILES} == {*TEXT_OF, ".png"}
    assert set(display_extensions(matrix())) == set(extensions())
    assert set(extensions()) < set(display_extensions(theory_network()))


@pytest.mark.parametrize("ending", TEXT_OF)
@pytest.mark.parametrize("language", ["id", "en"])
def test_nodes_arrows_ratings_and_titles_stand_in_each(
    tmp_path: Path, ending: str, language: str
) -> None:
    shown = theory_network(language)
    path = tmp_path / f"n{ending}"
    write_display(shown, path)
    text = squeezed(TEXT_OF[ending](path))
    for words in (shown.title, shown.subtitle, *shown.warnings, "feedback|umpan balik"):
        assert any(squeezed(each) in text for each in words.split("|"))
    for node in shown.nodes:
        assert squeezed(node.label) in text
        assert squeezed(node.rating) in text


@pytest.mark.parametrize("ending", TABLES)
def test_the_evidence_behind_an_arrow_stands_in_each_table(tmp_path: Path, ending: str) -> None:
    shown = theory_network()
    path = tmp_path / f"n{ending}"
    write_display(shown, path)
    text = squeezed(TEXT_OF[ending](path))
    for each in shown.evidence:
        assert squeezed(each.quote) in text
        assert squeezed(each.key) in text
    assert squeezed(shown.narrative) in text


@pytest.mark.parametrize("ending", [kind.extension for kind in NETWORK_FILES])
def test_a_network_without_anything_is_written(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"n{ending}"
    write_display(random_network(1, nodes=0), path)
    assert path.stat().st_size > 0


def _nasty(language: str) -> Network:
    shown = theory_network(language, NASTY)
    return replace(
        shown,
        title=NASTY[10],
        subtitle=NASTY[11],
        nodes=tuple(
            replace(node, label=NASTY[n], note=NASTY[-n], rating=NASTY[n + 9])
            for n, node in enumerate(shown.nodes)
        ),
        arrows=tuple(replace(a, label=NASTY[n]) for n, a in enumerate(shown.arrows)),
        warnings=NASTY[:4],
        narrative="=1+1 <script>alert(1)</script> " + "panjang " * 5000,
    )


@pytest.mark.parametrize("ending", [kind.extension for kind in NETWORK_FILES])
def test_hostile_words_are_harmless(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"n{ending}"
    write_display(_nasty("id"), path)
    if ending in (".svg", ".html"):
        written = path.read_text(encoding="utf-8")
        assert "<script>alert" not in written
        assert not re.search(r"<img|onerror=alert\(1\)>(?!&)", written.replace("&lt;", "‹"))
    if ending in TEXT_OF:
        assert TEXT_OF[ending](path).count("panjang") >= 5000


def test_a_drawing_holds_no_script_style_or_foreign_address(tmp_path: Path) -> None:
    path = tmp_path / "n.svg"
    write_display(_nasty("en"), path)
    root = etree.fromstring(path.read_bytes())
    known = {"svg", "title", "desc", "rect", "ellipse", "polygon", "polyline", "path", "text"}
    assert {etree.QName(each).localname for each in root.iter()} <= known
    assert not any("href" in str(name) or str(name).startswith("on") for each in root.iter()
                   for name in each.attrib)  # fmt: skip


def test_the_pixels_are_sharp_enough_for_print(tmp_path: Path) -> None:
    path = tmp_path / "n.png"
    write_display(theory_network(), path)
    with Image.open(path) as picture:
        picture.verify()
        assert picture.width > 2000


def test_a_page_leads_from_each_node_and_arrow_to_its_row(tmp_path: Path) -> None:
    shown = theory_network()
    path = tmp_path / "n.html"
    write_display(shown, path)
    written = path.read_text(encoding="utf-8")
    rows = len(network_matrix(shown).rows)
    inside = written[written.index("<svg") : written.index("</svg>")]
    targets = re.findall(r'<a href="#(c-\d+-0)">', inside)
    assert sorted(targets) == sorted(f"c-{row}-0" for row in range(rows))
    assert all(f'id="{target}"' in written for target in targets)


def test_a_network_is_read_back_equal(tmp_path: Path) -> None:
    for shown in (theory_network("en", (*SENTENCES, *NASTY)), random_network(4)):
        write_display(shown, tmp_path / "n.json", mask_names=False)
        assert read_network_json(tmp_path / "n.json") == shown


def test_data_that_contradict_themselves_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "n.json"
    write_display(theory_network(), path)
    told = json.loads(path.read_text(encoding="utf-8"))
    told["content"]["arrows"][0]["end"] = "nowhere"
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(NotOurData, match="not there"):
        read_network_json(path)


def test_a_crooked_network_is_not_written(tmp_path: Path) -> None:
    shown = theory_network()
    for wrong in (
        replace(shown, nodes=(*shown.nodes, shown.nodes[0])),
        replace(shown, arrows=(replace(shown.arrows[0], start="x"),)),
        replace(shown, arrows=(replace(shown.arrows[0], evidence=(99,)),)),
        replace(shown, nodes=(replace(shown.nodes[0], records=(0,)),), arrows=()),
    ):
        with pytest.raises(CrookedMatrix):
            write_display(wrong, tmp_path / "n.csv")
    with pytest.raises(UnknownFileKind, match=r"\.svg"):
        write_display(shown, tmp_path / "n.gif")
    assert list(tmp_path.iterdir()) == []
