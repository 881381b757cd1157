"""The kind of display that the guide shows is found by the registry and keeps the contract."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from qda.displays import kinds as package
from qda.displays.kind import DisplayKind
from qda.displays.registry import kind_named, kinds
from qda.session import StudySession
from tests.contracts import test_displays as contract
from tests.helpers.displayed import fill_richly
from tests.helpers.kinds import asked, cell_of, matrix_by
from tests.helpers.running import ROOT
from tests.helpers.studies import new_session

GUIDES = tuple(ROOT / "docs" / "guide" / f"add-a-display{ending}.md" for ending in ("", ".id"))
NAME = "voices_by_technique"


def block(guide: Path, language: str) -> str:
    """The one block of a language in a guide."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DisplayKind]:
    """The kind of the guide, in a folder of its own that the registry looks into, too."""
    folder = tmp_path / "kinds"
    folder.mkdir()
    (folder / f"{NAME}.py").write_text(block(GUIDES[0], "python"), encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
    kinds.cache_clear()
    yield kind_named("voices-by-technique")
    kinds.cache_clear()
    sys.modules.pop(f"{package.__name__}.{NAME}")


@pytest.fixture
def rich(tmp_path: Path) -> Iterator[StudySession]:
    with new_session(tmp_path / "kaya.runut") as study:
        fill_richly(study)
        yield study


def test_both_guides_show_the_same_module_and_its_words() -> None:
    for language in ("python", "po", "sh"):
        assert block(GUIDES[0], language) == block(GUIDES[1], language)


def test_the_example_keeps_the_contract(
    example: DisplayKind, rich: StudySession, tmp_path: Path
) -> None:
    contract.test_every_piece_of_evidence_is_the_words_at_its_place(rich, example, "id")
    contract.test_every_part_names_evidence_and_records_that_exist(rich, example)
    contract.test_no_cell_is_blank_and_counts_tell_what_stands_behind(rich, example)
    contract.test_both_languages_show_the_same(rich, example)
    contract.test_it_shows_the_same_when_made_twice_and_when_kept_and_read(rich, example)
    contract.test_an_empty_study_says_what_to_do_first(tmp_path, example, "en")
    contract.test_it_is_refreshed_place_by_place_or_at_once(rich, example)


def test_the_example_counts_people(example: DisplayKind, rich: StudySession) -> None:
    # Of performance speak Pak Dedi, Bu Tini, and the writers of the reviews 1, 3 and 5.
    found = matrix_by(rich, asked(example.id))
    shown = [
        cell_of(found, row, "Performance").entries[0].text for row in ("Interview", "App review")
    ]
    assert shown == ["2 people", "3 people"]
    alone = matrix_by(rich, asked(example.id, least="2"))
    assert cell_of(alone, "Interview", "Disposition").missing is not None


def test_every_sentence_of_the_example_has_its_indonesian() -> None:
    spoken = read_po(io.BytesIO(block(GUIDES[0], "po").encode()))
    told = {each.id if isinstance(each.id, str) else each.id[0] for each in spoken if each.id}
    # The other two are sentences of the catalogue already.
    already = {"Code some words with the codes of a framework first.", "Technique"}
    said = re.findall(r'(?:mark|speech|many)\(\s*"([^"]*)"', block(GUIDES[0], "python"))
    assert set(said) - already == told
