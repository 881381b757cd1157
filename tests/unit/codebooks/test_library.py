"""The shipped frameworks are complete, sound, and those of the reference list read by itself."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from codebooks import shelf
from codebooks.check import check
from codebooks.difference import difference
from codebooks.findings import Level
from codebooks.framework import Framework, RelationKind
from tests.helpers.shared import shared

_IDS = [card.id for card in shelf.shelf()]
_AVOID = (
    "JAKI JSC Jakarta JakLapor DKI Pergub Perpres Diskominfotik Qlue CRM BLUD KSD seed SKPD"
).split()

# Names that differ from the reference list, each for a reason.
_RENAMED = {
    "SC1.7": "a remark on editions stood in the name; it is a point to check now",
    "JK2": "the English name says what is verified",
    "JK8": "vaccination is one example of a service, not the only one",
}
# Codes and relations that the reference list only mentions.
_ADDED_CODES = {"edwards1980": {"IMPL": "the outcome its arrows point to"}}


@pytest.fixture(params=_IDS)
def framework(request: pytest.FixtureRequest) -> Framework:
    """Each shipped framework in turn."""
    return shelf.framework(request.param)


def test_seventeen_frameworks_are_shipped() -> None:
    assert len(_IDS) == len(set(_IDS)) == 17
    files = Path(shelf.__file__).parent / "library"
    assert {path.stem for path in files.glob("*.yaml")} == set(_IDS)


def test_each_stands_in_the_file_that_bears_its_id(framework: Framework) -> None:
    assert framework.id in _IDS


def test_nothing_is_amiss(framework: Framework) -> None:
    findings = check(framework, known=shelf.known_codes(), avoid=_AVOID)
    assert [finding.say("en") for finding in findings] == []


def test_every_code_says_everything_itself_in_both_languages(framework: Framework) -> None:
    for code in framework.codes:
        for wording in (code.name, code.definition, code.include, code.exclude):
            assert wording.en.strip(), code.id
            assert wording.id.strip(), code.id
        assert len(code.indicators) >= 2, code.id
        assert code.questions, code.id
        assert code.see_instead, code.id


def test_texts_are_sentences_and_no_stubs(framework: Framework) -> None:
    for code in framework.codes:
        for field in ("definition", "include", "exclude"):
            for text in (getattr(code, field).en, getattr(code, field).id):
                assert text.endswith((".", '".', "?")), (code.id, field, text)
                assert len(text.split()) >= 4, (code.id, field, text)
        for question in code.questions:
            assert question.en.rstrip().endswith(("?", ".")), code.id


def test_the_two_languages_are_not_copies(framework: Framework) -> None:
    for code in framework.codes:
        for field in ("definition", "include", "exclude"):
            wording = getattr(code, field)
            assert wording.en != wording.id, (code.id, field)


def test_no_definition_is_used_twice() -> None:
    seen: dict[str, str] = {}
    for framework_id in _IDS:
        for code in shelf.framework(framework_id).codes:
            for text in (code.definition.en, code.definition.id):
                assert seen.setdefault(text, code.id) == code.id, (code.id, seen[text])


def test_place_holders_stand_in_both_languages_or_in_none(framework: Framework) -> None:
    for code in framework.codes:
        for wording in (code.definition, code.include, code.exclude, *code.questions):
            for mark in ("{programme}", "{agency}"):
                assert (mark in wording.en) == (mark in wording.id), (code.id, wording)


def test_an_open_point_of_a_relation_is_told_in_words(framework: Framework) -> None:
    if any(relation.to_check for relation in framework.relations):
        assert framework.to_check


def test_files_are_laid_out_for_reading_differences() -> None:
    for path in (Path(shelf.__file__).parent / "library").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert max(map(len, text.splitlines())) <= 125, path.name
        assert "\\u" not in text, path.name


# --------------------------------------------------------- against the list, read independently


@cache
def _reference() -> dict[str, dict[str, Any]]:
    text = shared("frameworks.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = {}
    for document in yaml.safe_load_all(text):
        if "framework" in document:
            found[document["framework"]] = {
                **document,
                "codes": list(_nested(document["codes"], "")),
            }
            continue
        children = document.pop("_children")
        for name, entry in document.items():
            codes = [*entry["codes"], *children.get(name, [])]
            entry["codes"] = [(c[0], _parent_by_dots(c[0]), c[1], c[2]) for c in codes]
            found[name] = entry
    return found


def _nested(codes: list[dict[str, Any]], parent: str) -> Iterator[tuple[str, str, str, str]]:
    for code in codes:
        yield code["id"], parent, code["name"]["en"], code["name"]["id"]
        yield from _nested(code.get("children", []), code["id"])


def _parent_by_dots(code_id: str) -> str:
    return code_id.rpartition(".")[0]


def test_the_frameworks_are_those_of_the_reference_list() -> None:
    reference = {"app_complaints" if name == "jaki_inductive" else name for name in _reference()}
    assert set(_IDS) == reference


@pytest.mark.parametrize("name", _IDS)
def test_codes_and_parents_are_those_of_the_reference_list(name: str) -> None:
    reference = _reference_of(name)
    ours = {(code.id, code.parent) for code in shelf.framework(name).codes}
    added = {(code, "") for code in _ADDED_CODES.get(name, {})}
    assert ours == {(code_id, parent) for code_id, parent, _, _ in reference["codes"]} | added


@pytest.mark.parametrize("name", _IDS)
def test_names_are_those_of_the_reference_list(name: str) -> None:
    framework = shelf.framework(name)
    for code_id, _, en, id_ in _reference_of(name)["codes"]:
        code = framework.code(code_id)
        same = (code.name.en, code.name.id) == (en, id_)
        assert same != (code_id in _RENAMED), (code.name, en, id_)


@pytest.mark.parametrize("name", _IDS)
def test_relations_are_those_of_the_reference_list(name: str) -> None:
    ours = {(r.source, r.target) for r in shelf.framework(name).relations}
    assert ours == set(_arrows(_reference_of(name)["relations"]))


def _reference_of(name: str) -> dict[str, Any]:
    return _reference()["jaki_inductive" if name == "app_complaints" else name]


def _arrows(relations: list[Any]) -> Iterator[tuple[str, str]]:
    for relation in relations:
        if isinstance(relation, str):
            yield from _arrows_in_words(relation)
        elif "among" in relation:
            ends = relation["among"]
            yield from ((a, b) for n, a in enumerate(ends) for b in ends[n + 1 :])
        else:
            yield relation["from"], relation["to"]


def _arrows_in_words(text: str) -> Iterator[tuple[str, str]]:
    """The arrows of a compact line such as "A->B->C" or "(A,B)->C"; formulas have none."""
    code = r"[A-Z]+[\d.]*\d|IMPL"
    if "cycle" in text:
        ring = re.findall(code, text)
        yield from zip(ring, [*ring[1:], ring[0]], strict=True)
        return
    if "-|" in text:
        source, target = re.findall(code, text)
        yield source, target
        return
    if not re.fullmatch(rf"[()]?(?:{code})[(),\->A-Z\d.]*", text):
        return
    stations = [re.findall(code, part) for part in text.split("->")]
    for before, after in itertools.pairwise(stations):
        yield from ((a, b) for a in before for b in after)


def test_kinds_of_relations_follow_the_reference_list() -> None:
    for name in ("vmvh1975", "ansell_gash2008"):
        ours = {
            (r.source, r.target): (r.kind.value, r.via) for r in shelf.framework(name).relations
        }
        for relation in _reference_of(name)["relations"]:
            ends = relation["from"], relation["to"]
            assert ours[ends] == (relation["kind"], relation.get("via", ""))


def test_open_points_of_the_reference_list_are_marked() -> None:
    checked = {(r.source, r.target) for r in shelf.framework("vmvh1975").relations if r.to_check}
    unsettled = {
        (r["from"], r["to"])
        for r in _reference_of("vmvh1975")["relations"]
        if "check" in r["status"].casefold()
    }
    assert checked == unsettled


def test_the_five_conditions_of_najam_are_a_complete_graph() -> None:
    relations = shelf.framework("najam1995_5c").relations
    assert sum(r.kind is RelationKind.MUTUAL for r in relations) == 10


def test_levels_of_findings_are_the_three() -> None:
    assert [level.value for level in Level] == ["error", "warning", "hint"]


def test_a_framework_does_not_differ_from_itself(framework: Framework) -> None:
    assert difference(framework, framework) == ()
