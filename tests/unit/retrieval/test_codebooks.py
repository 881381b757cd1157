"""A study's codebook, written and read again, is the framework it was adopted from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from codebooks.formats.registry import read_framework, write_framework
from codebooks.framework import Wording
from codebooks.shelf import framework, shelf
from models.recording import NotThere
from qda.edits.codes import AddCode, AdoptFramework, CodeWording, WordCode
from qda.retrieval.codebooks import study_codebook
from qda.retrieval.codes import code_by_id
from qda.session import NewStudy, StudySession


@pytest.mark.parametrize("name", [card.id for card in shelf()])
def test_an_adopted_framework_reads_back_as_it_was(tmp_path: Path, name: str) -> None:
    theory = framework(name)
    facts = NewStudy("T", programme_en="{programme}", programme_id="{programme}",
                     agency_en="{agency}", agency_id="{agency}")  # fmt: skip
    with StudySession.create(tmp_path / "s.runut", facts, coder="Ani") as study:
        study.do(AdoptFramework(theory))
        with study.reading() as connection:
            found = study_codebook(connection, name)
    notes = {code.id: code.note for code in theory.codes}
    assert tuple(replace(code, note=notes[code.id]) for code in found.codes) == theory.codes
    assert found.relations == theory.relations
    assert (found.propositions, found.to_check) == (theory.propositions, theory.to_check)
    assert (found.name, found.citation, found.outcome) == (
        theory.name, theory.citation, theory.outcome,
    )  # fmt: skip


def test_own_codes_and_labels_go_along(tmp_path: Path) -> None:
    with StudySession.create(tmp_path / "s.runut", NewStudy("T"), coder="Ani") as study:
        study.do(AdoptFramework(framework("vmvh1975")))
        with study.reading() as connection:
            parent = code_by_id(connection, "VMH2")
        study.do(AddCode("K1", CodeWording(Wording(id="Antrean")), parent_id=parent.id))
        study.do(WordCode(parent.id, label="Sumber daya kebijakan"))
        with study.reading() as connection:
            found = study_codebook(connection, "vmvh1975")
    write_framework(found, tmp_path / "buku.xlsx")
    again = read_framework(tmp_path / "buku.xlsx")
    assert again.code("VMH2").name.id == "Sumber daya kebijakan"
    assert (again.code("K1").parent, again.code("K1").name.id) == ("VMH2", "Antrean")


def test_a_framework_that_was_not_adopted_is_refused(tmp_path: Path) -> None:
    study = StudySession.create(tmp_path / "s.runut", NewStudy("T"), coder="Ani")
    with study, study.reading() as connection, pytest.raises(NotThere) as refused:
        study_codebook(connection, "najam1995_5c")
    assert "najam1995_5c" in refused.value.say("id")
