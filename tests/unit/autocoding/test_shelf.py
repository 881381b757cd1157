"""The lists that come with the program fit their frameworks and are complete."""

from __future__ import annotations

import pytest
import yaml

import codebooks.shelf
from qda.autocoding.errors import NoSuchList
from qda.autocoding.shelf import shipped, shipped_ids
from qda.autocoding.term_list import LANGUAGES, TermList
from tests.helpers.shared import shared

NAMES_BEFORE = {"app_complaints": "jaki_inductive"}


def codes_in(nodes: object) -> set[str]:
    if isinstance(nodes, dict):
        own = {str(nodes["id"])} if "name" in nodes and isinstance(nodes.get("id"), str) else set()
        return own.union(*(codes_in(value) for value in nodes.values()))
    if isinstance(nodes, list):
        return set[str]().union(*(codes_in(value) for value in nodes))
    return set()


def codes_of(framework: str) -> set[str]:
    text = shared("frameworks.yaml").read_text(encoding="utf-8")
    name = NAMES_BEFORE.get(framework, framework)
    for document in yaml.safe_load_all(text):
        if document.get("framework") == name:
            return codes_in(document["codes"])
        if name in document:
            return {str(code[0]) for code in document[name]["codes"]}
    raise KeyError(framework)


@pytest.fixture(params=shipped_ids())
def term_list(request: pytest.FixtureRequest) -> TermList:
    return shipped(request.param)


def test_five_lists_are_shipped() -> None:
    assert shipped_ids() == (
        "ansell_gash2008",
        "app_complaints",
        "appreview_mn2015",
        "najam1995_5c",
        "vmvh1975",
    )


def test_a_list_names_only_codes_of_its_framework(term_list: TermList) -> None:
    known = {f"{term_list.framework}:{code}" for code in codes_of(term_list.framework)}
    assert set(term_list.codes) <= known


def test_every_leaf_code_of_the_framework_has_terms(term_list: TermList) -> None:
    codes = codes_of(term_list.framework)
    parents = {code.rpartition(".")[0] for code in codes} | {
        code[:-1] for code in codes if code[-1].isalpha()
    }
    leaves = codes - parents
    missing = {f"{term_list.framework}:{leaf}" for leaf in leaves} - set(term_list.codes)
    assert missing == set()


def test_every_rule_has_terms_in_both_languages(term_list: TermList) -> None:
    for rule in term_list.rules:
        assert {term.language for term in rule.terms} == set(LANGUAGES), rule.code


def test_a_list_says_in_both_languages_what_it_is_and_cannot_do(term_list: TermList) -> None:
    for wording in (term_list.name, term_list.note):
        assert wording.en
        assert wording.id
        assert wording.en != wording.id


def test_the_codes_stand_in_the_programs_own_frameworks_too(term_list: TermList) -> None:
    framework = codebooks.shelf.framework(term_list.framework)
    known = {f"{framework.id}:{code.id}" for code in framework.codes}
    assert set(term_list.codes) <= known


@pytest.mark.parametrize(
    "too_general",
    ["pemerintah", "aplikasi", "masyarakat", "kebijakan", "policy", "app", "government"],
)
def test_no_list_rests_on_a_word_that_every_text_has(too_general: str) -> None:
    for list_id in shipped_ids():
        for rule in shipped(list_id).rules:
            assert too_general not in {term.text.lower() for term in rule.terms}


def test_a_list_that_is_not_there_is_refused() -> None:
    with pytest.raises(NoSuchList):
        shipped("../secret")
