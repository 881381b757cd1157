"""Which code is asked of which role, by which questions; and which of nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from qda.displays.values import Fact, Heading
from qda.guides.rows import CodeChosen, GuideRow
from qda.guides.wording import role_text
from qda.i18n import Speech
from qda.labels import label
from qda.numbers.values import NumberReport, NumberRow, NumberTable
from qda.numbers.wording import count, making_facts, text


@dataclass(frozen=True, slots=True)
class CodeCoverage:
    """A code and, in the order of the guide's roles, the names of the questions each is asked."""

    code: CodeChosen
    by_role: tuple[tuple[str, ...], ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """The names of all its questions, each once."""
        return tuple(dict.fromkeys(name for names in self.by_role for name in names))


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a guide covers of the codes it was made for.

    `gaps` are codes that nobody is asked about, neither themselves nor anything beneath them;
    `unasked` are, by role, the dimensions of which a role is asked nothing.
    """

    codes: tuple[CodeCoverage, ...]
    gaps: tuple[CodeChosen, ...]
    unasked: tuple[tuple[str, tuple[CodeChosen, ...]], ...]


def coverage(guide: GuideRow) -> Coverage:
    """What a guide covers."""
    rows = tuple(
        CodeCoverage(
            code,
            tuple(
                tuple(q.name for q in guide.questions if q.code == code.code and q.is_asked_of(r))
                for r in guide.roles
            ),
        )
        for code in guide.codes
    )
    asked = {row.code.code for row in rows if row.questions}
    gaps = tuple(row.code for nth, row in enumerate(rows) if not asked & set(_beneath(rows, nth)))
    unasked = tuple(
        (
            role,
            tuple(
                row.code
                for nth, row in enumerate(rows)
                if row.code.code in guide.chosen and not _asks(rows, nth, at)
            ),
        )
        for at, role in enumerate(guide.roles)
    )
    return Coverage(rows, gaps, tuple(each for each in unasked if each[1]))


def _beneath(rows: tuple[CodeCoverage, ...], nth: int) -> list[str]:
    """The ids of a code and of those beneath it, which stand behind it and deeper."""
    found = [rows[nth].code.code]
    for row in rows[nth + 1 :]:
        if row.code.depth <= rows[nth].code.depth:
            break
        found.append(row.code.code)
    return found


def _asks(rows: tuple[CodeCoverage, ...], nth: int, role: int) -> bool:
    inside = set(_beneath(rows, nth))
    return any(row.by_role[role] for row in rows if row.code.code in inside)


def coverage_report(
    guide: GuideRow, language: str, *, analyst: str = "", made_at: datetime | None = None
) -> NumberReport:
    """The coverage as tables: code by role, and question by code and role; gaps are warned of."""
    speech, found = Speech(language), coverage(guide)
    warnings = []
    if found.gaps:
        names = "; ".join(f"{each.name.in_(language)} [{each.code}]" for each in found.gaps)
        warnings.append(speech("Nobody is asked about: {codes}.", codes=names))
    for role, codes in found.unasked:
        names = "; ".join(each.name.in_(language) for each in codes)
        who = role_text(role).in_(language)
        warnings.append(speech("{role} is asked nothing about: {codes}.", role=who, codes=names))
    roles = ", ".join(role_text(role).in_(language) for role in guide.roles)
    return NumberReport(
        kind="guide_coverage",
        title=speech("Coverage of “{guide}”", guide=guide.title),
        subtitle=label(guide.kind, speech),
        language=language,
        tables=(_by_code(guide, found, speech), _by_question(guide, speech)),
        facts=(
            Fact(speech("Roles"), roles),
            Fact(speech("Questions"), speech.number(len(guide.questions))),
            *making_facts(made_at or datetime.now(UTC), analyst, speech),
        ),
        warnings=tuple(warnings),
    )


def _by_code(guide: GuideRow, found: Coverage, speech: Speech) -> NumberTable:
    language = speech.language
    columns = [Heading(role, role_text(role).in_(language)) for role in guide.roles]
    columns.append(Heading("n", speech("Questions")))
    rows = tuple(
        NumberRow(
            Heading(row.code.code, row.code.name.in_(language), row.code.code),
            (
                *(text(", ".join(names) or "–") for names in row.by_role),
                count(len(row.questions), speech),
            ),
        )
        for row in found.codes
    )
    return NumberTable(
        "codes", speech("Which code is asked of whom"), speech("Code"), tuple(columns), rows
    )


def _by_question(guide: GuideRow, speech: Speech) -> NumberTable:
    language = speech.language
    columns = [Heading("code", speech("Code")), Heading("text", speech("Question"))]
    columns += [Heading(role, role_text(role).in_(language)) for role in guide.roles]
    rows = tuple(
        NumberRow(
            Heading(each.name, each.name),
            (
                text(each.code or "–"),
                text(each.text.in_(language)),
                *(text("✓" if each.is_asked_of(role) else "–") for role in guide.roles),
            ),
        )
        for each in guide.questions
    )
    title = speech("Which question is asked of whom")
    return NumberTable("questions", title, speech("Name"), tuple(columns), rows)
