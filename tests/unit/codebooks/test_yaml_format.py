"""Codebooks as YAML: strict, safe, and every refusal names its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import codebooks
from codebooks.errors import CodebookError
from codebooks.formats.registry import read_framework
from codebooks.formats.yaml_format import (
    CODE_KEYS,
    FRAMEWORK_KEYS,
    ORIGINS,
    RELATION_KEYS,
    SIGNS,
    parsed,
)
from codebooks.framework import RelationKind, Wording
from codebooks.refusals import (
    CodebookAliasRefused,
    CodebookNotUtf8,
    CodebookNotYaml,
    CodebookTagRefused,
    CodebookTextUnholdable,
    CodebookTooDeep,
    DuplicateCodeId,
    EmptyCodebook,
    MissingCodebookKey,
    ParentCodeCycle,
    RepeatedCodebookKey,
    UnknownCodebookKey,
    UnknownCodebookWord,
    UnknownParentCode,
    WrongCodebookType,
)

_HEAD = "id: x\nname: {en: X}\n"
_ONE = "codes:\n- id: A\n  name: {en: Aa}\n"

_REFUSED: list[tuple[str, type[CodebookError], str]] = [
    ("id: [x\n", CodebookNotYaml, "line 2"),
    ("a: 1\n---\nb: 2\n", CodebookNotYaml, "line 2"),
    (f"{_HEAD}{_ONE}note: x\n", UnknownCodebookKey, "line 6, column 1"),
    (f"{_HEAD}codes:\n- id: A\n  nam: {{en: Aa}}\n", UnknownCodebookKey, "Did you mean “name”"),
    (f"{_HEAD}codes:\n- id: A\n  name: {{en: A, fr: B}}\n", UnknownCodebookKey, "“fr”"),
    (f"{_HEAD}id: y\n{_ONE}", RepeatedCodebookKey, "line 3"),
    (f"{_HEAD}codes:\n- name: {{en: Aa}}\n", MissingCodebookKey, "line 4, column 3: “id”"),
    (f"{_HEAD}codes:\n- id: A\n", MissingCodebookKey, "“name”"),
    (f"name: {{en: X}}\n{_ONE}", MissingCodebookKey, "“id”"),
    (f"{_HEAD}{_ONE}- id: A\n  name: {{en: B}}\n", DuplicateCodeId, r"line 6.*row 4"),
    (f"{_HEAD}{_ONE}  parent: B1\n", UnknownParentCode, "“B1” of code “A”"),
    (
        _HEAD + "codes: [{id: A, name: {en: A}, parent: B}, {id: B, name: {en: B}, parent: A}]",
        ParentCodeCycle,
        "A → B → A",
    ),
    (f"{_HEAD}codes: A\n", WrongCodebookType, "line 3, column 8: “codes” must be a list"),
    (f"{_HEAD}codes: [A]\n", WrongCodebookType, "must be a mapping"),
    (f"id: x\nname: X\n{_ONE}", WrongCodebookType, "two texts"),
    (f"id: {{a: b}}\nname: {{en: X}}\n{_ONE}", WrongCodebookType, "must be a text"),
    ("- a\n- b\n", WrongCodebookType, "mapping"),
    (f"{_HEAD}codes: []\n", EmptyCodebook, "no codes"),
    ("", EmptyCodebook, "no codes"),
    ("# only a remark\n", EmptyCodebook, "no codes"),
    (f"{_HEAD}{_ONE}  origin: deductiv\n", UnknownCodebookWord, "Did you mean “deductive”"),
    (
        f"{_HEAD}{_ONE}relations:\n- {{from: A, to: A, kind: strait}}\n",
        UnknownCodebookWord,
        "“strait”",
    ),
    (f"{_HEAD}{_ONE}relations:\n- {{from: A, to: A, sign: '*'}}\n", UnknownCodebookWord, "“sign”"),
    (f"{_HEAD}{_ONE}relations:\n- {{from: A}}\n", MissingCodebookKey, "“to”"),
    (f"id: &a x\nname: {{en: *a}}\n{_ONE}", CodebookAliasRefused, "line 2, column 12"),
    ("a: " + "[" * 50 + "]" * 50, CodebookTooDeep, "more than 40 levels"),
    (f"id: !!python/object/apply:os.system [x]\n{_ONE}", CodebookTagRefused, "python"),
    (f'{_HEAD}{_ONE}  definition: {{en: "\\uD83D"}}\n', CodebookError, "line 6"),
]


@pytest.mark.parametrize(("text", "kind", "said"), _REFUSED)
def test_a_refusal_names_the_reason_and_the_place(
    text: str, kind: type[CodebookError], said: str
) -> None:
    with pytest.raises(kind, match=said) as caught:
        parsed(text, "theory.yaml")
    assert "theory.yaml" in caught.value.say("id")


def test_a_billion_laughs_are_not_expanded() -> None:
    lines = ["a0: &a0 [ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    with pytest.raises(CodebookAliasRefused):
        parsed("\n".join(lines), "bomb.yaml")


def test_the_place_is_worded_in_indonesian() -> None:
    with pytest.raises(UnknownCodebookKey) as caught:
        parsed(f"{_HEAD}{_ONE}  definisi: x\n", "teori.yaml")
    assert caught.value.say("id").startswith("teori.yaml, baris 6, kolom 3: “definisi”")
    assert "Maksudnya “definition”?" in caught.value.say("id")


def test_children_may_be_nested_instead_of_naming_their_parent() -> None:
    text = f"{_HEAD}{_ONE}  children:\n  - id: A1\n    name: {{id: Anak}}\n    children:\n"
    text += "    - id: A1a\n      name: {id: Cucu}\n"
    codes = parsed(text, "theory.yaml").codes
    assert [(code.id, code.parent) for code in codes] == [("A", ""), ("A1", "A"), ("A1a", "A1")]


def test_a_child_that_stands_first_is_put_after_its_parent() -> None:
    text = f"{_HEAD}codes:\n- {{id: B, name: {{en: B}}, parent: A}}\n- {{id: A, name: {{en: A}}}}\n"
    assert [code.id for code in parsed(text, "theory.yaml").codes] == ["A", "B"]


def test_plain_values_stay_as_they_are_written() -> None:
    text = "id: 1.10\nversion: 2.0\nname: {en: No, id: 0x10}\ncitation: 1980-01-01\n" + _ONE
    framework = parsed(text, "theory.yaml")
    assert framework.id == "1.10"
    assert framework.version == "2.0"
    assert framework.name == Wording("No", "0x10")
    assert framework.citation == "1980-01-01"


def test_what_is_left_out_is_empty() -> None:
    framework = parsed(f"{_HEAD}relations:\npages: ~\n{_ONE}", "theory.yaml")
    assert framework.relations == ()
    assert framework.pages == ""
    assert framework.version == "1"
    assert framework.codes[0].origin == "deductive"


def test_a_relation_may_answer_yes_in_either_language() -> None:
    text = f"{_HEAD}{_ONE}relations:\n- {{from: A, to: A, to_check: ya}}\n- {{from: A, to: A}}\n"
    assert [relation.to_check for relation in parsed(text, "t.yaml").relations] == [True, False]


def test_byte_order_marks_and_crlf_are_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "theory.yml"
    text = f"{_HEAD}{_ONE}".replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read_framework(path).codes[0].name.en == "Aa"
    path.write_bytes(text.encode("utf-16"))
    assert read_framework(path).codes[0].name.en == "Aa"


def test_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "theory.yaml"
    path.write_bytes(_HEAD.encode() + b"citation: Kurtanovi\xe6\n")
    with pytest.raises(CodebookNotUtf8, match="line 3"):
        read_framework(path)


def test_the_slower_parser_reads_and_refuses_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    library = Path(codebooks.__file__).parent / "library" / "servqual1988.yaml"
    fast = read_framework(library)
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert read_framework(library) == fast
    with pytest.raises(CodebookTextUnholdable, match="line 6"):
        parsed(f'{_HEAD}{_ONE}  definition: {{en: "\\uD83D"}}\n', "theory.yaml")
    with pytest.raises(CodebookAliasRefused):
        parsed(f"id: &a x\nname: {{en: *a}}\n{_ONE}", "theory.yaml")


# ------------------------------------------------------------------------------- the schema


def _schema() -> dict[str, Any]:
    text = (Path(codebooks.__file__).parent / "schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def test_the_schema_and_the_reader_know_the_same_keys() -> None:
    schema = _schema()
    assert set(schema["properties"]) == set(FRAMEWORK_KEYS)
    assert set(schema["$defs"]["code"]["properties"]) == set(CODE_KEYS)
    relation = schema["$defs"]["relation"]["properties"]
    assert set(relation) == set(RELATION_KEYS)
    assert relation["kind"]["enum"] == [kind.value for kind in RelationKind]
    assert relation["sign"]["enum"] == list(SIGNS)
    assert schema["$defs"]["code"]["properties"]["origin"]["enum"] == list(ORIGINS)


def test_every_key_of_the_schema_is_explained_in_both_languages() -> None:
    schema = _schema()
    for properties in (
        schema["properties"],
        schema["$defs"]["code"]["properties"],
        schema["$defs"]["relation"]["properties"],
    ):
        for key, entry in properties.items():
            assert " / " in str(entry["description"]), key


def test_shipped_files_follow_the_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="no schema validator is installed")
    for path in sorted((Path(codebooks.__file__).parent / "library").glob("*.yaml")):
        jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), _schema())
