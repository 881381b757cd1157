"""Each rule of the check finds what it is for, and nothing in what is sound."""

from __future__ import annotations

from dataclasses import replace

import pytest

from codebooks.check import check
from codebooks.findings import Level
from codebooks.framework import Framework, FrameworkCode, Relation, Wording
from codebooks.inheritance import inherited
from tests.helpers.codebooks import code, framework


def _rules(subject: Framework, **known: set[str]) -> set[str]:
    return {finding.rule for finding in check(subject, known=known)}


def _linked(code_id: str, *targets: str) -> FrameworkCode:
    return replace(code(code_id, exclude="Something else."), see_instead=targets)


_SOUND = framework(_linked("A", "B"), _linked("B", "A"))


def test_a_sound_framework_has_no_findings() -> None:
    assert check(_SOUND) == ()


_AMISS: list[tuple[str, Framework]] = [
    ("no codes", framework()),
    ("duplicate id", framework(code("A"), code("A"))),
    ("ill-formed id", framework(code("A 1"))),
    ("ill-formed id", framework(code("-"))),
    ("ill-formed id", framework(code("x" * 61))),
    ("unknown parent", framework(code("A", "Z"))),
    ("parent cycle", framework(code("A", "B"), code("B", "A"))),
    ("parent cycle", framework(code("A", "A"))),
    ("parent after child", framework(code("B", "A"), code("A"))),
    ("no name", framework(replace(code("A"), name=Wording()))),
    ("unknown relation end", framework(code("A"), relations=(Relation("A", "Z"),))),
    ("unknown relation end", framework(code("A"), relations=(Relation("A", "A", via="Z"),))),
    ("unknown relation end", framework(code("A"), relations=(Relation("", "A"),))),
    ("unknown sign", framework(code("A"), relations=(Relation("A", "A", sign="!"),))),
    ("relation twice", framework(code("A"), relations=(Relation("A", "A"), Relation("A", "A")))),
    ("unknown outcome", replace(_SOUND, outcome="Z")),
    ("see itself", framework(_linked("A", "A"))),
    ("see itself", framework(_linked("A", "small:A"))),
    ("dead link", framework(_linked("A", "Z"))),
    ("dead link", framework(_linked("A", "small:Z"))),
    ("dead link", framework(_linked("A", "other:Z"))),
    ("unknown framework", framework(_linked("A", "nowhere:Z"))),
    ("no citation", replace(_SOUND, citation=" ")),
    ("no definition", framework(replace(code("A"), definition=Wording()))),
    ("no translation", framework(replace(code("A"), definition=Wording("Only English.")))),
    ("no translation", framework(replace(code("A"), questions=(Wording(id="Apa?"),)))),
    ("same name", framework(code("A", name="Trust"), code("B", name="trust "))),
    ("link in words only", framework(code("A1", exclude="Money -> B2."), code("B2"))),
    ("link in words only", framework(code("A1", exclude="Money (see B2)."), code("B2"))),
    ("link in words only", framework(code("A", exclude="Money → B"), code("B"))),
    ("unknown place-holder", framework(code("A", include="What {app} does."))),
    ("no include", framework(replace(code("A"), include=Wording()))),
    ("no exclude", framework(code("A"))),
    ("exclude without link", framework(code("A", exclude="Something else."))),
    ("no indicators", framework(replace(code("A"), indicators=()))),
    ("no questions", framework(replace(code("A"), questions=()))),
]


@pytest.mark.parametrize(("rule", "subject"), _AMISS)
def test_what_is_amiss_is_found(rule: str, subject: Framework) -> None:
    findings = check(subject, known={"other": {"A"}})
    assert rule in {finding.rule for finding in findings}
    for finding in findings:
        assert finding.say("en") != finding.say("id")
        assert "{" not in finding.say("en").replace("{app}", "")


def test_errors_come_first_then_warnings_then_hints() -> None:
    levels = [
        finding.level for finding in check(framework(code("B", "A"), code("A", include="{x}")))
    ]
    order = list(Level)
    assert levels == sorted(levels, key=order.index)
    assert set(levels) == set(Level)


def test_a_link_to_a_known_framework_is_sound() -> None:
    subject = framework(_linked("A", "other:B"))
    assert _rules(subject, other={"B"}) == set()
    assert "unknown framework" in _rules(subject)


def test_a_codebook_in_one_language_gets_one_hint_and_no_warnings() -> None:
    only = FrameworkCode(
        "A",
        Wording(id="Nama"),
        definition=Wording(id="Arti."),
        include=Wording(id="Ini."),
        indicators=(Wording(id="Tanda"),),
        questions=(Wording(id="Apa?"),),
    )
    findings = check(Framework("x", Wording(id="Teori"), "Saya", (only,)))
    assert [finding.rule for finding in findings] == ["one language", "no exclude"]
    assert "English" in findings[0].en
    assert "bahasa Inggris" in findings[0].id


def test_local_labels_need_no_translation() -> None:
    labelled = replace(_linked("A", "B"), aliases=(Wording(id="Nama setempat"),))
    assert check(framework(labelled, _linked("B", "A"))) == ()


def test_place_holders_of_the_study_are_known() -> None:
    assert "unknown place-holder" not in _rules(
        framework(code("A", include="{programme} by {agency}"))
    )


def test_names_to_avoid_are_found_as_whole_words_only() -> None:
    subject = framework(code("A", include="The APP of Bandung."), code("B", include="Happy."))
    found = [f for f in check(subject, avoid=("app", "Bandung")) if f.rule == "name of a programme"]
    assert [(f.code, f.place) for f in found] == [("A", "A.include"), ("A", "A.include")]
    assert "{programme}" in found[0].en


def test_plain_words_and_numbers_are_no_hidden_links() -> None:
    subject = framework(
        code("Trust", exclude="Trust in 2 persons, A1.2 aside."), code("2"), code("A1")
    )
    assert "link in words only" not in _rules(subject)


def test_a_child_inherits_what_it_lacks_from_the_nearest_ancestor() -> None:
    top = replace(code("A", include="Top.", exclude="Not this."), see_instead=("Z",))
    middle = replace(code("B", "A", include="Middle."), indicators=())
    bottom = FrameworkCode("C", Wording("C", "C"), "B", definition=Wording("c", "c"))
    subject = framework(top, middle, bottom, code("Z"))
    filled = inherited(subject, "C")
    assert filled.include.en == "Middle."
    assert (filled.exclude.en, filled.see_instead) == ("Not this.", ("Z",))
    assert filled.indicators == top.indicators
    assert filled.definition == bottom.definition
    assert filled.id == "C"
    assert inherited(subject, "A") == top
    assert not {f.rule for f in check(subject) if f.code == "C"} & {"no include", "no indicators"}


def test_inheriting_survives_a_circle() -> None:
    subject = framework(code("A", "B"), code("B", "A"))
    assert inherited(subject, "A").id == "A"
