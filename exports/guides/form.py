"""An XLSForm of a guide, as KoboToolbox and ODK take it (https://xlsform.org).

One group for each dimension, one question for each of the guide, under its own name, so that the
answers come back to their codes; questions of some roles are shown to these alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from exports.documents.quote_documents import visible
from exports.tables.cell_text import CELL_LIMIT
from models.vocabulary import AnswerKind, GuideKind
from qda.guides.returning import choice_name
from qda.guides.rows import CLOSING, REASON, Bilingual, GuideQuestionRow, GuideRow, name_for
from qda.guides.wording import REASON_TEXT, ROLE_TEXT, in_both, role_text, scale_points

if TYPE_CHECKING:
    from openpyxl import Workbook

SCALE: Final = "skala5"
_ROLES: Final = "roles"
_HEADINGS: Final = {"id": "Indonesia (id)", "en": "English (en)"}
_ASKS_WHY: Final = 2
"""The point up to which a respondent is asked for the reason."""

_Cells = dict[str, str]


def write_form(guide: GuideRow, path: Path, *, made_at: datetime) -> None:
    """Write the form; its version is the day and the quarter hour of `made_at` (yyyymmddrr)."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, "survey", list(_survey(guide)))
    _sheet(book, "choices", list(_choices(guide)))
    _sheet(book, "settings", [_settings(guide, made_at)])
    book.save(path)


def _sheet(book: Workbook, name: str, rows: Sequence[_Cells]) -> None:
    """A worksheet with a column for everything that some row says, all of it text."""
    sheet = book.create_sheet(name)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    for at, column in enumerate(columns, 1):
        sheet.cell(1, at, column)
    for nth, row in enumerate(rows, 2):
        for at, column in enumerate(columns, 1):
            if row.get(column):
                cell = sheet.cell(nth, at)
                cell.value = row[column]
                # A question that begins with = is no formula.
                cell.data_type = "s"
    for at, column in enumerate(columns):
        wide = 48 if "::" in column else 24
        sheet.column_dimensions[sheet.cell(1, at + 1).column_letter].width = wide
    sheet.freeze_panes = "A2"


def _survey(guide: GuideRow) -> Iterator[_Cells]:
    yield {
        "type": "acknowledge",
        "name": "consent",
        **_said(guide, "label", guide.consent),
        "required": "yes",
    }
    yield {
        "type": f"select_one {_ROLES}",
        "name": "role",
        **_said(guide, "label", in_both(ROLE_TEXT)),
        "required": "yes",
    }
    taken = {each.name.casefold() for each in guide.questions}
    for section in guide.sections:
        group = _group_name(section.id, taken)
        label = _said(guide, "label", section.name)
        yield {"type": "begin_group", "name": group, **label}
        for question in section.questions:
            yield from _question(guide, question)
        yield {"type": "end_group", "name": group}


def _question(guide: GuideRow, question: GuideQuestionRow) -> Iterator[_Cells]:
    on_scale = question.answer is AnswerKind.SCALE
    asked = _only_of(guide, question)
    yield {
        "type": f"select_one {SCALE}" if on_scale else "text",
        "name": question.name,
        **_said(guide, "label", question.text),
        **_hints(guide, question.probes),
        "relevant": asked,
        "appearance": "likert" if on_scale else "multiline",
    }
    if on_scale:
        low = f"${{{question.name}}} <= {_ASKS_WHY}"
        yield {
            "type": "text",
            "name": f"{question.name}{REASON}",
            **_said(guide, "label", in_both(REASON_TEXT)),
            "relevant": f"({asked}) and {low}" if asked else low,
            "appearance": "multiline",
        }


def _only_of(guide: GuideRow, question: GuideQuestionRow) -> str:
    if not question.roles or set(question.roles) >= set(guide.roles):
        return ""
    names = _role_names(guide)
    return " or ".join(f"${{role}} = '{names[role]}'" for role in question.roles)


def _hints(guide: GuideRow, probes: Sequence[Bilingual]) -> _Cells:
    if not probes:
        return {}
    lines = Bilingual(
        "\n".join(f"– {probe.in_('en')}" for probe in probes),
        "\n".join(f"– {probe.in_('id')}" for probe in probes),
    )
    return _said(guide, "hint", lines)


def _choices(guide: GuideRow) -> Iterator[_Cells]:
    for role, name in _role_names(guide).items():
        yield {"list_name": _ROLES, "name": name, **_said(guide, "label", role_text(role))}
    if any(each.answer is AnswerKind.SCALE for each in guide.questions):
        for point, label in enumerate(scale_points(), 1):
            yield {"list_name": SCALE, "name": str(point), **_said(guide, "label", label)}


def _role_names(guide: GuideRow) -> dict[str, str]:
    """The roles with the names of their choices, each name once."""
    names: dict[str, str] = {}
    for role in guide.roles:
        name, nth = choice_name(role), 2
        while name in names.values():
            name, nth = f"{choice_name(role)}_{nth}", nth + 1
        names[role] = name
    return names


def _settings(guide: GuideRow, made_at: datetime) -> _Cells:
    quarter = made_at.hour * 4 + made_at.minute // 15
    kind = "guide" if guide.kind is GuideKind.INTERVIEW else "questionnaire"
    return {
        "form_title": _safe(guide.title),
        "form_id": f"{kind}_{guide.uuid.replace('-', '')[-12:]}",
        "version": f"{made_at:%Y%m%d}{quarter:02d}",
        "default_language": _HEADINGS[guide.language],
    }


def _group_name(code: str, taken: set[str]) -> str:
    """The name of a dimension's group, unlike that of every question."""
    name = name_for(code) if code else CLOSING
    while name.casefold() in taken:
        name = f"g_{name}"
    taken.add(name.casefold())
    return name


def _said(guide: GuideRow, part: str, text: Bilingual) -> _Cells:
    """A text in each language of the guide."""
    return {f"{part}::{_HEADINGS[each]}": _safe(text.in_(each)) for each in guide.languages}


def _safe(text: str) -> str:
    """The text as a form takes it: `${` would be taken for the name of another question."""
    return visible(text.replace("${", "$ {"))[:CELL_LIMIT]
