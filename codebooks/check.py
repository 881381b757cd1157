"""Finds what is amiss in a framework before coders rely on it.

An error makes the framework unusable, a warning misleads a coder or a reader, a hint names what
would make it better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from codebooks.check_texts import text_findings
from codebooks.findings import Finding, Level, found
from codebooks.formats.yaml_format import SIGNS
from codebooks.framework import Framework, FrameworkCode
from codebooks.inheritance import all_inherited

_WELL_FORMED: Final = re.compile(r"[^\W_][\w.\-]{0,59}")
_GRAVITY: Final = {Level.ERROR: 0, Level.WARNING: 1, Level.HINT: 2}


def check(
    framework: Framework,
    *,
    known: Mapping[str, AbstractSet[str]] | None = None,
    avoid: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """What is amiss, the gravest first, then in the order of the codes.

    Args:
        framework: the framework to look at.
        known: the code ids of other frameworks by framework id, for links such as
            `najam1995_5c:NJ4`; without it every link to another framework is a warning.
        avoid: names of programmes and agencies that no text may hold, since a framework speaks
            of any programme.
    """
    if not framework.codes:
        return (found("no codes", place="codes"),)
    findings = [
        *_ids(framework),
        *_tree(framework),
        *_links(framework, known or {}),
        *_relations(framework),
        *text_findings(framework, tuple(avoid)),
        *_completeness(framework),
    ]
    return tuple(sorted(findings, key=lambda finding: _GRAVITY[finding.level]))


def _ids(framework: Framework) -> Iterator[Finding]:
    if not _WELL_FORMED.fullmatch(framework.id):
        yield found("ill-formed id", place="id", value=framework.id)
    seen: set[str] = set()
    for code in framework.codes:
        if code.id in seen:
            yield found("duplicate id", code=code.id, place="id")
        seen.add(code.id)
        if not _WELL_FORMED.fullmatch(code.id):
            yield found("ill-formed id", code=code.id, place="id", value=code.id)


def _tree(framework: Framework) -> Iterator[Finding]:
    every = {code.id: code for code in framework.codes}
    earlier: set[str] = set()
    for code in framework.codes:
        if code.parent and code.parent not in every:
            yield found("unknown parent", code=code.id, place="parent", value=code.parent)
        elif _circles(code, every):
            yield found("parent cycle", code=code.id, place="parent")
        elif code.parent and code.parent not in earlier:
            yield found("parent after child", code=code.id, place="parent", value=code.parent)
        earlier.add(code.id)
    yield from _same_names(framework)


def _circles(code: FrameworkCode, every: Mapping[str, FrameworkCode]) -> bool:
    seen: set[str] = set()
    while code.parent in every:
        if code.id in seen:
            return True
        seen.add(code.id)
        code = every[code.parent]
    return False


def _same_names(framework: Framework) -> Iterator[Finding]:
    first: dict[tuple[str, str, str], str] = {}
    for code in framework.codes:
        for language, name in (("en", code.name.en), ("id", code.name.id)):
            if not name.strip():
                continue
            key = (code.parent, language, name.strip().casefold())
            other = first.setdefault(key, code.id)
            if other != code.id:
                yield found("same name", code=code.id, place=f"name.{language}", value=other)


def _links(framework: Framework, known: Mapping[str, AbstractSet[str]]) -> Iterator[Finding]:
    own = {code.id for code in framework.codes}
    for code in framework.codes:
        for target in code.see_instead:
            shelf, colon, there = target.partition(":")
            if target in {code.id, f"{framework.id}:{code.id}"}:
                yield found("see itself", code=code.id, place="see_instead")
            elif not colon or shelf == framework.id:
                if (there or target) not in own:
                    yield found("dead link", code=code.id, place="see_instead", value=target)
            elif shelf not in known:
                yield found("unknown framework", code=code.id, place="see_instead", value=target)
            elif there not in known[shelf]:
                yield found("dead link", code=code.id, place="see_instead", value=target)


def _relations(framework: Framework) -> Iterator[Finding]:
    own = {code.id for code in framework.codes}
    if framework.outcome and framework.outcome not in own:
        yield found("unknown outcome", place="outcome", value=framework.outcome)
    seen: set[tuple[str, str, str]] = set()
    for number, relation in enumerate(framework.relations, 1):
        place = f"relations.{number}"
        arrow = f"{relation.source} → {relation.target}"
        ends = (relation.source, relation.target, *([relation.via] if relation.via else []))
        for end in ends:
            if end not in own:
                yield found("unknown relation end", place=place, value=end)
        if relation.sign not in SIGNS:
            yield found("unknown sign", place=place, value=arrow)
        key = (relation.source, relation.target, relation.kind.value)
        if key in seen:
            yield found("relation twice", place=place, value=arrow)
        seen.add(key)


def _completeness(framework: Framework) -> Iterator[Finding]:
    if not framework.citation.strip():
        yield found("no citation", place="citation")
    for code in all_inherited(framework):
        for rule, place, present in _parts(code):
            if not present:
                yield found(rule, code=code.id, place=place)


def _parts(code: FrameworkCode) -> tuple[tuple[str, str, bool], ...]:
    """Each part a code should have, with the rule it breaks otherwise and whether it is there."""
    excludes = bool(code.exclude.in_("en").strip())
    return (
        ("no name", "name", bool(code.name.in_("en").strip())),
        ("no definition", "definition", bool(code.definition.in_("en").strip())),
        ("no include", "include", bool(code.include.in_("en").strip())),
        ("no exclude", "exclude", excludes),
        ("exclude without link", "see_instead", bool(code.see_instead) or not excludes),
        ("no indicators", "indicators", bool(code.indicators)),
        ("no questions", "questions", bool(code.questions)),
    )
