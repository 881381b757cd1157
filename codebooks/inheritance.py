"""What a code inherits: texts of its own go first, empty ones come from the nearest ancestor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from codebooks.framework import Framework, FrameworkCode


def inherited(framework: Framework, code_id: str) -> FrameworkCode:
    """The code with include, exclude, indicators and questions filled from above where empty.

    `see_instead` comes along with the exclusion whose links it holds. Id, name, definition and
    the rest stay the code's own.

    Raises:
        KeyError: the framework has no such code.
    """
    return _filled(framework.code(code_id), {code.id: code for code in framework.codes})


def all_inherited(framework: Framework) -> tuple[FrameworkCode, ...]:
    """Every code as `inherited` gives it, in the order of the framework."""
    by_id = {code.id: code for code in framework.codes}
    return tuple(_filled(code, by_id) for code in framework.codes)


def _filled(code: FrameworkCode, by_id: Mapping[str, FrameworkCode]) -> FrameworkCode:
    for ancestor in _ancestors(code, by_id):
        if not (code.include.en or code.include.id):
            code = replace(code, include=ancestor.include)
        if not (code.exclude.en or code.exclude.id or code.see_instead):
            code = replace(code, exclude=ancestor.exclude, see_instead=ancestor.see_instead)
        code = replace(
            code,
            indicators=code.indicators or ancestor.indicators,
            questions=code.questions or ancestor.questions,
        )
    return code


def _ancestors(code: FrameworkCode, by_id: Mapping[str, FrameworkCode]) -> Iterator[FrameworkCode]:
    """The parent of the code, its parent, and so on; stops where a parent is missing or repeats."""
    seen = {code.id}
    while code.parent in by_id and code.parent not in seen:
        code = by_id[code.parent]
        seen.add(code.id)
        yield code
