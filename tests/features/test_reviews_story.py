"""A student's week with 4,919 real reviews, on the command line and in the window alike.

She imports them, lets the term list of app complaints propose, draws a sample of 400 by stars,
confirms what she agrees with there, says of the other texts that she has read them, lets the
program learn, and takes numbers and pictures from the sample. Whoever does it by verbs and whoever
does it in the window must get the same, to the last digit; the sizes are those of the file, counted
by the csv module alone.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exports.numbers import read_report_json
from models.vocabulary import CodingState, SampleRule
from qda.cli.main import run
from qda.edits.coding import ConfirmCodings
from qda.edits.sampling import WorkThrough
from qda.numbers.values import NumberReport
from qda.retrieval.codings import CodingFilter, coding_ids, codings
from qda.sampling.stored import sample_named, texts_of
from qda.session import StudySession
from qda.settings import Settings
from tests.helpers.shared import shared
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import dialog_of, rest, space
from ui.dialogs.importing import ImportDialog
from ui.dialogs.sampling import DrawSampleDialog
from ui.main_window import MainWindow
from ui.panes.numbers import NumbersPane
from ui.panes.samples import SamplesPane
from ui.widgets.filter_bar import FilterValue

pytestmark = pytest.mark.slow

NAME = "s400"
OF_SAMPLE = f"sample={NAME}"
REPORTS = (("frequencies", "stars"), ("crosstab", "stars"), ("series", "month"), ("words", ""))


def reviews() -> Path:
    """The file."""
    return shared("data", "reviews", "jaki_googleplay_id.csv")


def rows_of_file() -> list[dict[str, str]]:
    """Its rows that say something, as the csv module alone reads them."""
    with reviews().open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["content"].strip()]


def runut(*words: object, language: str = "en") -> None:
    """Carry out a verb, which must succeed."""
    assert run(["--lang", language, *map(str, words), "--coder", "Sari"]) == 0


@pytest.fixture(scope="module")
def by_verbs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study as the command line makes it, with all that is written from it beside it."""
    folder = tmp_path_factory.mktemp("verbs")
    place = folder / "jaki.runut"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUNUT_CONFIG_DIR", str(folder / "settings"))
        runut("new", place, "--title", "JAKI", "--language", "id")
        runut("import", place, reviews())
        # The name the list had before leads to it, too.
        runut("framework", "add", place, "jaki_inductive")
        runut("autocode", place)
        runut("sample", place, NAME, "--size", 400, "--by", "stars", "--seed", 7,
              "-o", folder / "sample.json")  # fmt: skip
        runut("confirm", place, "--filter", OF_SAMPLE)
        runut("samples", place, NAME, "--done")
        runut("suggest", place, "--sample", NAME, "--dry-run", "-o", folder / "suggest.json")
        for verb, by in REPORTS:
            more = ("--by", by) if by else ()
            runut(verb, place, *more, "--filter", OF_SAMPLE, "-o", folder / f"{verb}.json")
        for ending in ("png", "svg"):
            runut("plot", place, "words", "--filter", OF_SAMPLE, "-o", folder / f"words.{ending}")
    return place


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on a study with the codes and nothing else."""
    place = tmp_path / "jaki.runut"
    runut("new", place, "--title", "JAKI", "--language", "id")
    runut("framework", "add", place, "app_complaints")
    made = MainWindow(Settings(language="en", coder="Sari"))
    made.resize(1400, 900)
    made.show()
    made.open_study(str(place))
    yield made
    made.close()
    qtbot.waitUntil(lambda: made.idle and not made.isVisible(), timeout=PATIENCE_MS)
    made.deleteLater()


def _said(report: NumberReport) -> tuple[object, ...]:
    """All of a report but who made it and when."""
    return report.title, report.tables, report.warnings, report.legend


def test_the_sample_is_that_of_the_file(by_verbs: Path) -> None:
    rows = rows_of_file()
    stars = Counter(row["score"] for row in rows)
    with StudySession.open(by_verbs, coder="Sari") as study, study.reading() as connection:
        row = sample_named(connection, NAME)
        found = texts_of(connection, row)
    assert {each.name: each.size for each in row.strata} == dict(stars)
    # Which texts: of each star those with the smallest numbers of Python's own generator.
    random = Random(7)
    numbers = [(random.random(), at) for at in range(len(rows))]
    wanted = set()
    for each in row.strata:
        inside = sorted(n for n in numbers if rows[n[1]]["score"] == each.name)
        wanted |= {rows[at]["content"] for _, at in inside[: each.drawn]}
    assert {each.text for each in found} == {text.replace("\r\n", "\n") for text in wanted}
    assert sum(each.drawn for each in row.strata) == 400


def test_the_method_section_speaks_one_language(
    by_verbs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # The study is Indonesian; what is printed follows who reads it.
    runut("samples", by_verbs, NAME)
    english = capsys.readouterr().out
    runut("samples", by_verbs, NAME, language="id")
    indonesian = capsys.readouterr().out
    assert "400 texts were drawn at random within 5 strata by Stars, proportional" in english
    assert not re.findall(r"Bintang|[Tt]eks|strata menurut", english)
    assert "400 teks diambil secara acak dalam 5 strata menurut Bintang, sebanding" in indonesian
    assert not re.findall(r"Stars|texts|drawn", indonesian)
    for said in (english, indonesian):
        assert f"“{reviews().stem.replace('_', ' ')}” (U01)" in said


def test_a_frame_of_months_is_that_of_the_file(
    by_verbs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    months = Counter(row["at"][:7] for row in rows_of_file() if "2022-01" <= row["at"] < "2022-04")
    capsys.readouterr()
    runut("sample", by_verbs, "bulan", "--by", "month", "--size", 30, "--dry-run", "--json",
          "--filter", "date=2022-01..2022-03")  # fmt: skip
    told = json.loads(capsys.readouterr().out)
    assert {each["name"]: each["size"] for each in told["strata"]} == dict(months)
    assert sum(each["drawn"] for each in told["strata"]) == 30


def test_codes_by_stars_and_by_month_count_the_sample_alone(by_verbs: Path) -> None:
    with StudySession.open(by_verbs, coder="Sari") as study, study.reading() as connection:
        found = texts_of(connection, sample_named(connection, NAME))
        wanted = CodingFilter(states=frozenset({CodingState.CONFIRMED}))
        coded = {each.source_id for each in codings(connection, wanted)}
    inside = {each.key for each in found}
    assert len(coded) > 80
    assert coded < {each.source_id for each in found}
    rows = rows_of_file()
    of_file = {f"U01-{at:04d}": row for at, row in enumerate(rows, 1)}
    stars = Counter(of_file[key]["score"] for key in inside)
    units = read_report_json(by_verbs.parent / "frequencies.json").table("units")
    assert {each.label: each.size for each in units.columns} == dict(stars)
    months = Counter(of_file[key]["at"][:7] for key in inside)
    series = read_report_json(by_verbs.parent / "series.json").table("series")
    shown = {row.heading.label: row.cells[0].count for row in series.rows}
    assert {month: n for month, n in shown.items() if n} == dict(months)


def test_the_picture_of_words_is_one_of_words(by_verbs: Path) -> None:
    with Image.open(by_verbs.parent / "words.png") as picture:
        assert picture.width >= 2000
    drawn = (by_verbs.parent / "words.svg").read_text("utf-8")
    words = read_report_json(by_verbs.parent / "words.json").table("words")
    for row in words.rows[:10]:
        assert row.heading.label in drawn
    # A word is in as many texts of the sample as hold one of its forms, by a search of our own.
    with StudySession.open(by_verbs, coder="Sari") as study, study.reading() as connection:
        texts = [each.text for each in texts_of(connection, sample_named(connection, NAME))]
    (row,) = (each for each in words.rows if each.heading.label == "vaksin")
    held = sum(bool(re.search(r"\b(di)?vaksin(nya)?\b", text.casefold())) for text in texts)
    assert row.cells[0].count == held


def test_precision_and_recall_follow_from_what_was_counted(by_verbs: Path) -> None:
    (table,) = read_report_json(by_verbs.parent / "suggest.json").tables
    usable = [row for row in table.rows if table.cell(row.heading.id, "precision").number]
    assert len(usable) >= 2
    for row in usable:
        right, wrong, missed = (
            table.cell(row.heading.id, name).count or 0 for name in ("right", "wrong", "missed")
        )
        assert table.cell(row.heading.id, "precision").number == right / (right + wrong)
        assert table.cell(row.heading.id, "recall").number == right / (right + missed)
        assert right + missed == table.cell(row.heading.id, "positives").count


def test_the_window_gives_the_same_to_the_last_digit(
    by_verbs: Path,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _import(window, qtbot)
    place, desk = space(window), window.desk
    assert desk is not None
    place.codebook.on_autocode()
    rest(window, qtbot)
    _draw(window, qtbot)
    samples = place.tabs.front(SamplesPane)
    assert samples is not None
    samples.export_to(tmp_path / "sample.json")
    rest(window, qtbot)
    there = read_report_json(by_verbs.parent / "sample.json")
    assert _said(read_report_json(tmp_path / "sample.json")) == _said(there)
    samples.copy()
    method = next(each.text for each in there.facts if each.label == "Method section")
    assert QApplication.clipboard().text() == method
    _judge(window, qtbot)
    pane = place.sampling.open_suggestions()
    rest(window, qtbot)
    pane.teaching.setCurrentIndex(pane.teaching.findData(NAME))
    pane.learn()
    rest(window, qtbot)
    pane.export_to(tmp_path / "suggest.json")
    rest(window, qtbot)
    learned = read_report_json(by_verbs.parent / "suggest.json")
    assert _figures(read_report_json(tmp_path / "suggest.json")) == _figures(learned)
    numbers = _numbers(window, qtbot)
    for verb, _ in REPORTS:
        window.actions_.by_name[f"numbers_{verb}"].trigger()
        rest(window, qtbot)
        _by(numbers, verb)
        rest(window, qtbot)
        numbers.export_to(tmp_path / f"{verb}.json")
        rest(window, qtbot)
        made, written = (
            read_report_json(folder / f"{verb}.json") for folder in (tmp_path, by_verbs.parent)
        )
        assert _said(made) == _said(written), verb
    numbers.export_to(tmp_path / "words.svg")
    rest(window, qtbot)
    pictures = ((folder / "words.svg").read_text("utf-8") for folder in (tmp_path, by_verbs.parent))
    assert len({re.sub(r"edit \d+", "edit", each) for each in pictures}) == 1
    _suggest(by_verbs, window, qtbot, capsys)


def _suggest(
    by_verbs: Path, window: MainWindow, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    """Suggestions are as many here as there, and none is confirmed by itself."""
    place, desk = space(window), window.desk
    assert desk is not None
    capsys.readouterr()
    runut("suggest", by_verbs, "--sample", NAME, "--json")
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    pane = place.sampling.open_suggestions()
    pane.propose()
    rest(window, qtbot)
    with desk.session.reading() as state:
        confirmed = CodingFilter(states=frozenset({CodingState.CONFIRMED}))
        assert pane.learned is not None
        made = codings(state, CodingFilter(states=frozenset({CodingState.PROPOSED})))
        by_rule = [each for each in made if each.coder.startswith(pane.learned.name)]
        before = {each.uuid for each in codings(state, confirmed)}
    # Where the term list has proposed the same, nothing is proposed twice.
    stored = told["stored"]
    assert len(by_rule) == stored["made"] > 0
    assert stored["made"] + stored["known"] == sum(told["suggested"].values()) > 500
    assert not before & {each.uuid for each in by_rule}
    # What was learned is listed from now on, in the window as by the verb.
    rest(window, qtbot)
    runut("suggest", by_verbs, "--list", "--json")
    (kept,) = json.loads(capsys.readouterr().out)
    assert kept["waiting"] == len(by_rule)
    cells = [pane.before.item(0, column) for column in range(pane.before.columnCount())]
    shown = ["" if cell is None else cell.text() for cell in cells]
    assert shown[5:] == [f"{len(by_rule):,}", "0"]


def _figures(report: NumberReport) -> tuple[object, ...]:
    """What was measured; the name of a rule is made of what it learned from, by its ids."""
    return report.title, report.tables, report.warnings


def _import(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.workspace is not None and window.idle, timeout=PATIENCE_MS)
    space(window).importing.read_files([reviews()])
    dialog = dialog_of(window, ImportDialog, qtbot)
    dialog.accept()
    rest(window, qtbot)


def _draw(window: MainWindow, qtbot: QtBot) -> None:
    space(window).carry_out("draw_sample")
    dialog = dialog_of(window, DrawSampleDialog, qtbot)
    dialog.name.setText(NAME)
    dialog.rule.setCurrentIndex(dialog.rule.findData(SampleRule.STRATIFIED))
    ticked = [
        str(dialog.strata.item(at).data(Qt.ItemDataRole.UserRole))
        for at in range(dialog.strata.count())
        if dialog.strata.item(at).checkState() is Qt.CheckState.Checked
    ]
    assert ticked == ["stars"]
    dialog.size_.setValue(400)
    dialog.seed.setValue(7)
    qtbot.waitUntil(dialog.accepting.isEnabled, timeout=PATIENCE_MS)
    dialog.accept()
    rest(window, qtbot)


def _judge(window: MainWindow, qtbot: QtBot) -> None:
    """Confirm what waits in the sample, and say that nothing more is in its other texts."""
    desk = window.desk
    assert desk is not None
    with desk.session.reading() as state:
        waits = frozenset({CodingState.PROPOSED})
        ids = coding_ids(state, CodingFilter(states=waits, samples=frozenset({NAME})))
    desk.do(ConfirmCodings(ids))
    rest(window, qtbot)
    with desk.session.reading() as state:
        left = [each for each in texts_of(state, sample_named(state, NAME)) if not each.worked]
    desk.do(WorkThrough(tuple(each.source_id for each in left)))
    rest(window, qtbot)


def _numbers(window: MainWindow, qtbot: QtBot) -> NumbersPane:
    window.actions_.by_name["numbers_frequencies"].trigger()
    rest(window, qtbot)
    pane = space(window).tabs.front(NumbersPane)
    assert pane is not None
    pane.choices.filtering.choose(FilterValue("samples", NAME, NAME))
    rest(window, qtbot)
    return pane


def _by(pane: NumbersPane, verb: str) -> None:
    by = {"frequencies": "attribute:stars", "crosstab": "attribute:stars", "series": "month"}
    if verb in by:
        pane.choices.choose(pane.choices.by, by[verb])
