"""The documents say what there is: every verb, link, picture, path and library in them is real."""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

import dev
from qda.cli.main import parser_for, run, verbs
from qda.i18n import Speech
from qda.version import VERSION
from tests.helpers.running import ROOT
from ui.actions import ACTS, MENUS, bare_words
from ui.menus.act import Act
from ui.widgets import segment_list
from ui.widgets.proposal_card import KEYS

_READMES = ("README.md", "README.id.md")
_DOCUMENTS = (
    *_READMES,
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")),
)
_GUIDES = {"en": "docs/guide/coding.md", "id": "docs/guide/coding.id.md"}
_ALL_KEYS = {"en": "All keys", "id": "Semua tombol"}
_LIST_KEYS = {"en": "List of coded segments", "id": "Daftar segmen"}
_QUEUE_KEYS = {"en": "Work queue", "id": "Antrean kerja"}
_GLOSSARY = {
    "Study": "studi",
    "Source": "sumber data",
    "Collection": "koleksi",
    "Case": "kasus / informan",
    "Attribute": "atribut",
    "Framework": "kerangka teori",
    "Code": "kode",
    "Segment": "segmen",
    "Coding": "pengodean",
    "Coder": "pengode",
    "Proposal": "usulan",
    "In-vivo code": "kode in vivo",
    "Code group": "kelompok kode",
    "Anchor example": "contoh acuan",
    "Coverage": "keterisian",
    "Blind coding": "pengodean buta",
    "Comparison": "perbandingan",
    "Settlement": "kesepakatan",
    "Agreed version": "versi yang disepakati",
    "Memo": "memo",
    "Journal": "jurnal",
    "Correction": "perbaikan",
    "Pseudonym": "nama samaran",
    "Display": "display",
    "Entry": "isi sel",
    "Edit": "suntingan",
    "Claim": "klaim",
}
_FENCE = re.compile(r"^```.*?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_QUOTED = re.compile(r"`([^`\n]+)`")
_OPTION = re.compile(r"`(--?[a-z][a-z-]*)`", re.IGNORECASE)
_PLACE = re.compile(r"(?:models|codebooks|qda|exports|ui|tests|docs)(?:/[\w.]+)*/?")
_STANDS_IN = re.compile(r"`([A-Z_]{4,})` (?:of|in) `([\w/.]+\.py)`")
_WORD = re.compile(r"[A-Za-z_][\w.]*")
_KEY = re.compile(
    r"(?:(?:Ctrl|Alt|Shift)\+)*(?:F\d\d?|[A-Z0-9]|[^\w\s]|Enter|Esc|Del|Tab|Up|Down|Left|Right)"
)
_MENU_PATH = re.compile(r"\*([^*›]+) › ([^*›]+)\*")
_DIGITS = tuple("123456789")


@cache
def _read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def _section(document: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its rank or above; "" without it."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n", _read(document), re.MULTILINE)
    if found is None:
        return ""
    rest = _read(document)[found.end() :]
    after = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: after.start()] if after else rest


def _headings(document: str) -> list[str]:
    text = _FENCE.sub("", _read(document))
    return re.findall(r"^#+ (.+)$", text, re.MULTILINE)


def _anchor(heading: str) -> str:
    """The anchor that a heading gets on the page: small letters, hyphens, no punctuation."""
    return re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-")


def _command_lines(document: str) -> list[str]:
    """The lines in code blocks that call the program."""
    blocks = _FENCE.findall(_read(document))
    lines = [line for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.split()[:1] == ["runut"]]


def _words_of(line: str, parser: argparse.ArgumentParser) -> list[str]:
    """The arguments of a command line, with `open` where the verb is left out."""
    words = shlex.split(line)[1:]
    return words if words and words[0] in verbs(parser) else ["open", *words]


# ------------------------------------------------------------------------------ the verbs


def _leaves(
    parser: argparse.ArgumentParser, above: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every verb that does something, by the words that call it: `framework add`."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, child in action.choices.items():
                yield from _leaves(child, f"{above} {name}".strip())
            return
    yield above, parser


def _options(parser: argparse.ArgumentParser) -> set[str]:
    return {name for action in parser._actions for name in action.option_strings}


def _choices(parser: argparse.ArgumentParser) -> Mapping[str, tuple[str, ...]]:
    return {
        action.dest: tuple(map(str, action.choices))
        for action in parser._actions
        if action.choices is not None
    }


_PARSER = parser_for(Speech("en"))
_VERBS = dict(_leaves(_PARSER))


@pytest.mark.parametrize("verb", _VERBS)
def test_a_verb_stands_in_the_commands_with_all_it_takes(verb: str) -> None:
    section = _section("docs/commands.md", verb)
    assert section, f"docs/commands.md has no section “## {verb}”"
    written = set(_QUOTED.findall(section))
    left_out = _options(_VERBS[verb]) - written - {"-h", "--help"}
    assert not left_out, f"docs/commands.md, {verb}: say what {sorted(left_out)} is for"
    missing = {
        (name, value)
        for name, values in _choices(_VERBS[verb]).items()
        for value in values
        if value not in written
    }
    assert not missing, f"docs/commands.md, {verb}: these values are missing: {sorted(missing)}"
    assert f"runut {verb}" in section, f"docs/commands.md, {verb}: give an example"


@pytest.mark.parametrize("verb", _VERBS)
def test_the_commands_name_no_option_that_a_verb_does_not_take(verb: str) -> None:
    named = set(_OPTION.findall(_section("docs/commands.md", verb)))
    gone = named - _options(_VERBS[verb])
    assert not gone, f"docs/commands.md, {verb}: it takes no {sorted(gone)}"


def test_the_commands_have_no_section_for_a_verb_that_is_gone() -> None:
    sections = re.findall(r"^## (.+)$", _read("docs/commands.md"), re.MULTILINE)
    assert set(sections) - {"What holds for all verbs", "Filters"} == set(_VERBS)


def test_the_commands_say_what_holds_for_all_verbs() -> None:
    general = _section("docs/commands.md", "What holds for all verbs")
    assert _options(_PARSER) <= set(_QUOTED.findall(general))


@pytest.mark.parametrize(
    ("document", "line"),
    [(document, line) for document in _DOCUMENTS for line in _command_lines(document)],
)
def test_a_command_line_in_the_documents_is_understood(document: str, line: str) -> None:
    words = _words_of(line, _PARSER)
    try:
        parser_for(Speech("en")).parse_args(words)
    except SystemExit:
        pytest.fail(f"{document}: the program does not understand “{line}”")


@pytest.mark.slow
def test_the_tour_of_the_readme_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "qda/sample/files", tmp_path / "qda/sample/files")
    monkeypatch.chdir(tmp_path)
    for line in _command_lines("README.md"):
        words = _words_of(line, _PARSER)
        if words[0] != "open":
            assert run(words) == 0, f"{line}\n{capsys.readouterr().err}"
    made = {path.name for path in tmp_path.iterdir() if path.is_file() and path.stat().st_size}
    assert made == {
        *("gayung.runut", "gayung-copy.runut", "serah.runut"),
        *("matrix.xlsx", "quotes.docx", "frequencies.xlsx", "stars.svg", "form.xlsx"),
        *("triangulasi.docx", "tinjauan.xlsx", "laporan.docx"),
    }


# ------------------------------------------------------------------------------ the readmes


@pytest.mark.parametrize("document", _READMES)
@pytest.mark.parametrize("command", ["python3 dev.py demo", "python3 dev.py test"])
def test_the_readme_gives_both_commands(document: str, command: str) -> None:
    assert any(block.strip() == command for block in _FENCE.findall(_read(document)))


def test_the_readmes_say_the_same_in_both_languages() -> None:
    english, indonesian = _READMES
    assert _FENCE.findall(_read(english)) == _FENCE.findall(_read(indonesian))
    assert len(_headings(english)) == len(_headings(indonesian))
    pictures = [re.findall(r"docs/pictures/(\w+)\.(\w+)\.png", _read(each)) for each in _READMES]
    assert [name for name, _ in pictures[0]] == [name for name, _ in pictures[1]]
    assert {language for _, language in pictures[0]} == {"en"}
    assert {language for _, language in pictures[1]} == {"id"}


# ------------------------------------------------------------------------------ links and places


def _links() -> list[tuple[str, str]]:
    found = []
    for document in _DOCUMENTS:
        text = _FENCE.sub("", _read(document))
        targets = dict.fromkeys(_LINK.findall(text))
        found += [(document, each) for each in targets if "://" not in each]
    return found


@pytest.mark.parametrize(("document", "target"), _links())
def test_a_link_leads_somewhere(document: str, target: str) -> None:
    place, _, anchor = target.partition("#")
    path = (ROOT / document).parent / place if place else ROOT / document
    assert path.exists(), f"{document}: {target} is not there"
    if anchor:
        linked = path.resolve().relative_to(ROOT).as_posix()
        assert anchor in map(_anchor, _headings(linked)), f"{document}: no heading for {target}"


def test_every_picture_is_shown_somewhere() -> None:
    shown = {Path(target).name for _, target in _links() if target.endswith(".png")}
    kept = {path.name for path in (ROOT / "docs/pictures").glob("*.png")}
    assert kept <= shown, f"no document shows {sorted(kept - shown)}"


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", *_READMES])
def test_a_place_that_is_named_exists(document: str) -> None:
    named = {each for each in _QUOTED.findall(_read(document)) if _PLACE.fullmatch(each)}
    gone = sorted(each for each in named if not (ROOT / each).exists())
    assert not gone, f"{document} names what is not there: {gone}"


def test_dev_has_every_command_that_is_named() -> None:
    known = {command.__name__ for command in dev.COMMANDS}
    for document in _DOCUMENTS:
        named = set(re.findall(r"\bdev\.py ([a-z0-9]+)", _read(document)))
        assert named <= known, f"{document}: dev.py has no {sorted(named - known)}"


# ------------------------------------------------------------------------------ the guides


def _rows_of_keys(language: str) -> dict[str, str]:
    """What the tables at the end of a guide say, by menu or place."""
    section = _section(_GUIDES[language], _ALL_KEYS[language])
    return dict(re.findall(r"^\| \*\*(.+?)\*\* \| (.+) \|$", section, re.MULTILINE))


def _written_keys(act: Act) -> str:
    """The keys of an act as a guide writes them."""
    if act.keys == _DIGITS:
        return "`1`–`9`"
    keys = [key for key in act.keys if key != "Return"]
    return " ".join(f"`{key.replace('Return', 'Enter')}`" for key in keys)


@pytest.mark.parametrize("language", _GUIDES)
def test_the_guide_lists_every_key_of_the_window_with_what_it_does(language: str) -> None:
    speech, said = Speech(language), _rows_of_keys(language)
    for menu in MENUS:
        wanted = [
            f"{_written_keys(act)} {bare_words(speech(act.words))}"
            for act in ACTS
            if act.menu == menu and act.keys
        ]
        assert said.get(bare_words(speech(menu)), "").split(" · ") == wanted


@pytest.mark.parametrize("language", _GUIDES)
def test_the_guide_lists_the_keys_of_the_segments_and_of_the_queue(language: str) -> None:
    said = _rows_of_keys(language)
    listed = set(_QUOTED.findall(said[_LIST_KEYS[language]]))
    plain = {key.upper() for key in segment_list._KEYS}
    assert listed == plain | {"Enter", "Alt+Down", "Alt+Up", "Del", "Ctrl+C"}
    names = {QKeySequence(key).toString().replace("Return", "Enter") for key in KEYS}
    assert set(_QUOTED.findall(said[_QUEUE_KEYS[language]])) == names


@pytest.mark.parametrize("language", _GUIDES)
def test_the_guide_asks_for_no_key_that_its_tables_do_not_list(language: str) -> None:
    text = _read(_GUIDES[language]).partition(f"## {_ALL_KEYS[language]}")[0]
    asked = {each for each in _QUOTED.findall(text) if _KEY.fullmatch(each)}
    listed = set(_QUOTED.findall(" ".join(_rows_of_keys(language).values()))) | set(_DIGITS)
    assert len(asked) > 50
    assert asked <= listed


@pytest.mark.parametrize(
    ("document", "language"),
    [
        *((each, language) for language, each in _GUIDES.items()),
        *zip(_READMES, _GUIDES, strict=True),
    ],
)
def test_a_menu_that_is_named_has_the_act(document: str, language: str) -> None:
    speech = Speech(language)
    there = {(bare_words(speech(act.menu)), bare_words(speech(act.words))) for act in ACTS}
    named = {(menu, act.removesuffix("…").strip()) for menu, act in _paths(document)}
    assert named
    assert named <= there


def _paths(document: str) -> list[tuple[str, str]]:
    return _MENU_PATH.findall(_read(document))


def test_the_guides_say_the_same_in_both_languages() -> None:
    english, indonesian = (_read(each) for each in _GUIDES.values())
    assert len(_headings(_GUIDES["en"])) == len(_headings(_GUIDES["id"]))
    keys = [
        [each for each in _QUOTED.findall(text) if _KEY.fullmatch(each)]
        for text in (english, indonesian)
    ]
    assert keys[0] == keys[1]
    pictures = [re.findall(r"pictures/(\w+)\.(\w+)\.png", text) for text in (english, indonesian)]
    assert [(name, "id") for name, _ in pictures[0]] == pictures[1]
    assert {language for _, language in pictures[0]} == {"en"}


# ------------------------------------------------------------------------------ contributing


@pytest.mark.parametrize(("word", "indonesian"), _GLOSSARY.items())
def test_a_word_of_the_house_is_explained(word: str, indonesian: str) -> None:
    row = re.search(
        rf"^\| {word} \| {indonesian} \| (.+) \|$", _read("CONTRIBUTING.md"), re.MULTILINE
    )
    assert row, f"CONTRIBUTING.md does not explain {word} ({indonesian})"
    assert len(row[1].split()) >= 3


def test_a_list_to_be_extended_stands_where_contributing_says() -> None:
    said = _STANDS_IN.findall(_read("CONTRIBUTING.md"))
    assert len(said) >= 6
    gone = [
        f"{name} in {place}"
        for name, place in said
        if not re.search(rf"^{name}\b", _read(place), re.MULTILINE)
    ]
    assert not gone, f"CONTRIBUTING.md: {gone}"


def _steps() -> list[str]:
    heading = next(h for h in _headings("CONTRIBUTING.md") if h.startswith("A first tour"))
    return re.findall(r"^\d+\. .+$", _section("CONTRIBUTING.md", heading), re.MULTILINE)


@pytest.mark.parametrize("step", _steps())
def test_the_first_tour_names_what_its_files_hold(step: str) -> None:
    quoted = _QUOTED.findall(step)
    files = [each for each in quoted if each.endswith(".py")]
    assert files, f"name a file in: {step}"
    text = "\n".join(_read(each) for each in files).casefold()
    names = [each.rpartition(".")[2] for each in quoted if _WORD.fullmatch(each)]
    gone = [each for each in names if not re.search(rf"\b{each.casefold()}\b", text)]
    assert not gone, f"{files} hold no {gone}"


# ------------------------------------------------------------------------------ decisions, changes


def _decisions() -> list[str]:
    return re.split(r"^## ", _read("docs/decisions.md"), flags=re.MULTILINE)[1:]


def test_decisions_are_numbered_one_after_the_other() -> None:
    numbers = [int(each.split(".")[0]) for each in _decisions()]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("decision", _decisions(), ids=lambda each: each.split("\n")[0])
def test_a_decision_tells_question_reasons_what_was_rejected_and_when(decision: str) -> None:
    assert decision.split("\n", maxsplit=1)[0].endswith("?")
    for part in ("**Decision.**", "**Why.**", "**Rejected.**"):
        assert f"\n{part} " in decision
    assert re.search(r"\n\d{4}-\d{2}-\d{2}\n*$", decision)


def test_every_library_is_listed_with_its_licence() -> None:
    project = tomllib.loads(_read("pyproject.toml"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["team"]
    names = {re.split(r"[\[><=!;~ ]", each)[0].casefold() for each in wanted}
    (listing,) = (each for each in _decisions() if "Which libraries may" in each)
    rows = re.findall(r"^\| ([\w.\-]+).*?\| \S+ \| (\S.*?) \|", listing, re.MULTILINE)
    assert names == {name.casefold() for name, _ in rows} - {"library", "---"}


def test_the_changes_tell_of_the_present_version() -> None:
    assert f"## [{VERSION}]" in _read("CHANGELOG.md")
