"""Every edit of the history is worded in both languages from the facts that it leaves."""

from __future__ import annotations

from importlib import import_module
from inspect import isclass
from pkgutil import iter_modules

import pytest

import qda.edits
from models.history import Edit
from qda.edits.edit import EditRequest
from qda.edits.portions import InPortions
from qda.edits.titles import edits, title_of
from qda.i18n import LANGUAGES, Speech
from qda.retrieval.histories import acts, next_redo, next_undo
from qda.session import StudySession
from tests.helpers.studies import fill, rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_is_filled_from_the_facts(study: StudySession, language: str) -> None:
    fill(study)
    for row in rows(study.store, Edit):
        title = title_of(row["kind"], row["facts"], Speech(language))
        assert "{" not in title
        assert title not in ("", row["kind"])


def test_kinds_are_told_apart() -> None:
    kinds = [edit.kind for edit in edits()]
    assert len(kinds) == len(set(kinds)) > 30


def test_no_module_of_edits_is_left_out() -> None:
    known = set(edits())
    for module in iter_modules(qda.edits.__path__):
        found = vars(import_module(f"qda.edits.{module.name}")).values()
        made = {each for each in found if isclass(each) and issubclass(each, EditRequest)}
        # An edit in portions has kind and title of the edit that it carries out.
        assert made - {EditRequest, InPortions} <= known, module.name


def test_an_import_of_rows_reads_well_in_both_languages() -> None:
    facts = {"count": 4919, "name": "jaki.csv", "key": "U01"}
    said = {
        kind: [title_of(kind, facts, Speech(language)) for language in ("en", "id")]
        for kind in ("import_collection", "import_survey")
    }
    assert said["import_collection"] == [
        "Import jaki.csv into U01, new rows: 4,919",
        "Impor jaki.csv ke U01, baris baru: 4.919",
    ]
    assert said["import_survey"] == [
        "Import jaki.csv into U01, new respondents: 4,919",
        "Impor jaki.csv ke U01, responden baru: 4.919",
    ]


def test_a_kind_from_a_newer_version_keeps_its_name() -> None:
    assert title_of("fly", {"a": 1}, Speech("en")) == "fly"


def test_the_history_tells_what_was_done_and_what_comes_next(study: StudySession) -> None:
    fill(study)
    with study.reading() as connection:
        trail = acts(connection)
        assert [each.edit_id for each in acts(connection, count=2)] == [
            each.edit_id for each in trail[:2]
        ]
        assert (trail[0].act, trail[0].state, trail[0].coder) == ("undo", "undone", "Sari")
        undo, redo = next_undo(connection), next_redo(connection)
    assert undo is not None
    assert redo is not None
    assert (undo[0], redo[0]) == ("merge_codes", "delete_code")
    assert study.redo().kind == "delete_code"
