"""What all readers share: the original is kept, progress is told, a cancel is obeyed."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import StudyError
from models.vocabulary import CollectionKind, Technique
from qda.importers.errors import FileMissing, NotAFile
from qda.importers.tables import errors, registry
from qda.importers.tables.layouts import GOOGLE_PLAY, layout_of
from qda.importers.tables.raw import Rows, column_letter, listed, unique_headings
from qda.importers.tables.registry import read_collection
from qda.jobs.progress import Cancelled

Writer = Callable[[str, str | bytes], Path]

FOLDER = Path(registry.__file__).parent
CATALOGUE = FOLDER.parents[1] / "locale" / "id" / "tables.po"


class Listener:
    """Hears progress, and stops the work at the report it is told to."""

    def __init__(self, stop_at: int = 10**9) -> None:
        self.heard: list[tuple[int, int, str]] = []
        self.stop_at = stop_at

    def report(self, done: int, total: int, what: str = "") -> None:
        self.heard.append((done, total, what))
        if len(self.heard) >= self.stop_at:
            raise Cancelled


def test_original_is_kept_with_its_hash(written: Writer) -> None:
    body = b"\xef\xbb\xbfcontent,score\r\nbagus ya,5\r\n"
    draft = read_collection(written("Ulasan_JAKI 2024.csv", body))
    assert draft.original.content == body
    assert draft.original.sha256 == hashlib.sha256(body).hexdigest()
    assert draft.title == "Ulasan JAKI 2024"
    assert (draft.kind, draft.technique) == (CollectionKind.REVIEWS, Technique.APP_REVIEW)


@pytest.mark.parametrize("stop_at", [1, 2, 4])
def test_cancel_takes_effect_at_any_report(written: Writer, stop_at: int) -> None:
    path = written("a.csv", "content,score\n" + "bagus ya,5\n" * 12_000)
    with pytest.raises(Cancelled):
        read_collection(path, progress=Listener(stop_at))


def test_progress_never_runs_past_its_end(written: Writer) -> None:
    listener = Listener()
    read_collection(
        written("a.csv", "content,score\n" + "bagus ya,5\n" * 12_000), progress=listener
    )
    assert len(listener.heard) >= 4
    assert all(0 <= done <= total for done, total, _ in listener.heard)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_collection(tmp_path / "none.csv")
    with pytest.raises(NotAFile):
        read_collection(tmp_path)


def test_file_beyond_the_limit_is_refused(written: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_MOST_BYTES", 10)
    with pytest.raises(Exception, match="MB"):
        read_collection(written("a.csv", "content,score\nbagus ya,5\n"))


def test_rows_behave_as_a_sequence() -> None:
    rows = Rows([("a", "b", "c"), (1, 2, 3)])
    assert len(rows) == 3
    assert rows[1] == ("b", 2)
    assert rows[-1] == ("c", 3)
    assert rows[1:] == [("b", 2), ("c", 3)]
    assert list(rows) == [("a", 1), ("b", 2), ("c", 3)]
    assert rows == Rows([["a", "b", "c"], [1, 2, 3]])


def test_names_of_columns_and_lists_of_rows() -> None:
    assert [column_letter(place) for place in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
    assert unique_headings(["a", "a", "a (2)", "a"]) == ("a", "a (2)", "a (2) (2)", "a (3)")
    assert (listed([1, 2]), listed(range(1, 9))) == ("1, 2", "1, 2, 3, 4, 5, …")


def test_layout_asks_for_exact_headings() -> None:
    assert layout_of(["at", "score", "content"]) is GOOGLE_PLAY
    assert layout_of(["At", "Score", "Content"]).name == "named_columns"


def marked_sentences() -> set[str]:
    return {
        ast.literal_eval(node.args[0])
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "mark"
    }


def test_every_sentence_has_its_indonesian_with_the_same_facts() -> None:
    pairs = dict(
        re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', CATALOGUE.read_text("utf-8"), re.MULTILINE)
    )
    assert set(pairs) == marked_sentences()
    for english, indonesian in pairs.items():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", indonesian))


REFUSALS = [kind for kind in vars(errors).values() if isinstance(kind, type)]


@pytest.mark.parametrize(
    "refusal",
    [kind for kind in REFUSALS if kind.__module__ == errors.__name__],
    ids=lambda kind: kind.__name__,
)
def test_refusals_have_the_same_facts_in_both_languages(refusal: type[StudyError]) -> None:
    facts = [sorted(set(re.findall(r"{\w+}", text))) for text in (refusal.en, refusal.id)]
    assert facts[0] == facts[1]
    assert refusal.en != refusal.id
