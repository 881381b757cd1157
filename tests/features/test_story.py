"""A researcher's story on real files: from papers, reviews and transcripts to traceable matrices.

She makes a study, adds three theories, imports five papers, 4,919 reviews and every transcript,
lets the term lists propose, and writes a matrix of techniques by dimensions for each theory. Every
quote of every file she gets is then looked up at its position in the text it claims to be from.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from models.checking import flaws
from models.recording import table_of
from models.source import Source, SourceText
from qda.cli.main import run
from qda.i18n import Speech
from qda.retrieval.histories import acts
from qda.retrieval.sources import collections, sources
from qda.session import StudySession
from tests.helpers.shared import shared

THEORIES = ("vmvh1975", "ansell_gash2008", "najam1995_5c")
ENDINGS = ("xlsx", "pdf", "html", "csv", "json")


@dataclass(frozen=True, slots=True)
class Story:
    """The study at the end of the story, its texts by trace key, and the folder of its exports."""

    place: Path
    texts: dict[str, str]

    def export(self, theory: str, ending: str) -> Path:
        """One of the matrices that she wrote."""
        return self.place.parent / f"{theory}.{ending}"


def runut(*words: object) -> None:
    """Carry out a verb as on the command line, which must succeed."""
    assert run(["--lang", "id", *(str(word) for word in words)]) == 0


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("story")
    place = folder / "studi.runut"
    papers = sorted(shared("corpus").glob("*.txt"))
    transcripts = sorted(shared("data", "transcripts").iterdir())
    reviews = shared("data", "reviews", "jaki_googleplay_id.csv")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUNUT_CONFIG_DIR", str(folder / "settings"))
        runut("new", place, "--title", "Implementasi", "--coder", "Ani", "--programme", "JAKI")
        runut("framework", "add", place, *THEORIES)
        runut("import", place, *papers, "--as", "document")
        runut("import", place, reviews)
        runut("import", place, *transcripts)
        runut("autocode", place)
        for theory in THEORIES:
            for ending in ENDINGS:
                to = folder / f"{theory}.{ending}"
                runut(
                    "display", place, "clustered-matrix", "--rows", "technique",
                    "--columns", theory, "-o", to,
                )  # fmt: skip
    with StudySession.open(place, coder="Ani") as study:
        texts, rows = table_of(SourceText), table_of(Source)
        query = select(rows.c.key, texts.c.text).join(texts, texts.c.id == rows.c.id)
        with study.reading() as connection:
            found = {row.key: row.text for row in connection.execute(query)}
    return Story(place, found)


def test_every_file_of_the_folders_is_a_source_and_every_review_a_unit(story: Story) -> None:
    with StudySession.open(story.place, coder="Ani") as study, study.reading() as connection:
        alone, grouped = sources(connection), collections(connection)
    files = len(list(shared("corpus").glob("*.txt")))
    files += len(list(shared("data", "transcripts").iterdir()))
    assert len(alone) == files
    assert [each.units for each in grouped] == [4919]


def test_the_reviews_are_those_of_the_file_to_the_letter(story: Story) -> None:
    path = shared("data", "reviews", "jaki_googleplay_id.csv")
    with path.open(encoding="utf-8", newline="") as file:
        written = [row["content"].replace("\r\n", "\n") for row in csv.DictReader(file)]
    kept = [story.texts[f"U01-{number:04d}"] for number in range(1, len(written) + 1)]
    assert kept == written


def test_the_papers_are_those_of_the_files_but_for_their_line_ends(story: Story) -> None:
    papers = sorted(shared("corpus").glob("*.txt"))
    for number, path in enumerate(papers, 1):
        written = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        assert story.texts[f"D{number:02d}"] == written


def at(story: Story, key: str, position: str) -> str:
    """The words of the source of a trace key at a position such as `12–34`."""
    start, end = (int(part) for part in re.split(r"[–-]", position.replace(".", "")))
    return story.texts[key.partition(":")[0]][start:end]


@pytest.mark.parametrize("theory", THEORIES)
def test_every_quote_of_the_workbook_stands_at_its_place(story: Story, theory: str) -> None:
    book = openpyxl.load_workbook(story.export(theory, "xlsx"))
    head, *rows = book.worksheets[1].iter_rows(values_only=True)
    names = [str(name) for name in head]
    say = Speech("id")
    key, quote, place = (names.index(say(name)) for name in ("Key", "Quote", "Position"))
    assert len(rows) > 100
    for row in rows:
        assert row[quote] == at(story, str(row[key]), str(row[place]))


@pytest.mark.parametrize("theory", THEORIES)
def test_every_quote_of_the_json_stands_at_its_place(story: Story, theory: str) -> None:
    written = json.loads(story.export(theory, "json").read_text("utf-8"))
    evidence = written["content"]["evidence"]
    assert len(evidence) > 100
    for item in evidence:
        start, end = item["span"] if isinstance(item["span"], list) else item["span"].values()
        assert item["quote"] == story.texts[item["key"].partition(":")[0]][start:end]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def evidence_of(story: Story, theory: str) -> list[tuple[str, str]]:
    written = json.loads(story.export(theory, "json").read_text("utf-8"))
    return [(item["key"], item["quote"]) for item in written["content"]["evidence"]]


@pytest.mark.parametrize("theory", THEORIES)
def test_the_page_holds_every_quote_and_key(story: Story, theory: str) -> None:
    page = _Words()
    page.feed(story.export(theory, "html").read_text("utf-8"))
    said = "\x00".join(page.said)
    for key, quote in evidence_of(story, theory):
        assert quote in said, key
        assert key in said


@pytest.mark.parametrize("theory", THEORIES)
def test_the_table_holds_every_quote_and_key(story: Story, theory: str) -> None:
    with story.export(theory, "csv").open(encoding="utf-8-sig", newline="") as file:
        cells = {cell for row in csv.reader(file) for cell in row}
    for key, quote in evidence_of(story, theory):
        assert quote in cells or f"'{quote}" in cells, key


@pytest.mark.parametrize("theory", THEORIES)
def test_the_printed_matrix_holds_the_words_of_every_quote(story: Story, theory: str) -> None:
    from pdfminer.high_level import extract_text

    printed = _bare(extract_text(story.export(theory, "pdf")))
    missing = [
        (key, quote)
        for key, quote in evidence_of(story, theory)
        if _bare(quote) not in printed and not _all_words_in(quote, printed)
    ]
    assert missing == []


def _bare(text: str) -> str:
    """Letters and digits only: a page breaks lines, draws ligatures, and parts pictures."""
    return "".join(re.findall(r"[a-zA-Z0-9]+", text)).casefold()


def _all_words_in(quote: str, printed: str) -> bool:
    """Whether each word is printed; a quote that runs over a page end is parted by its foot."""
    return all(word.casefold() in printed for word in re.findall(r"[a-zA-Z0-9]+", quote))


def test_undoing_all_and_redoing_all_leads_back(story: Story) -> None:
    with StudySession.open(story.place, coder="Ani") as study:
        with study.reading() as connection:
            edits = {act.edit_id for act in acts(connection)}
        for _ in edits:
            study.undo()
        with study.reading() as connection:
            assert flaws(connection) == ()
            assert sources(connection) == ()
            assert collections(connection) == ()
        for _ in edits:
            study.redo()
        texts, rows = table_of(SourceText), table_of(Source)
        query = select(rows.c.key, texts.c.text).join(texts, texts.c.id == rows.c.id)
        with study.reading() as connection:
            assert flaws(connection) == ()
            assert {row.key: row.text for row in connection.execute(query)} == story.texts
