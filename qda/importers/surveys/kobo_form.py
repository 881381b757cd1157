"""Reads an XLSForm: types, labels in all languages, lists of choices, groups, relevance."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.vocabulary import QuestionRole, QuestionType
from qda.importers.draft import OriginalFile
from qda.importers.surveys.draft import Choice, Known
from qda.importers.surveys.errors import NotAForm
from qda.importers.surveys.sheets import is_form, sheets_of
from qda.importers.tables.raw import Sheet
from qda.jobs.progress import Progress

_LANGUAGE: Final = re.compile(r"^(label|hint)\s*(?:::?\s*(.*))?$", re.IGNORECASE)
_CODE: Final = re.compile(r"\(([A-Za-z]{2,3})\)\s*$")
_NAMES: Final = {"english": "en", "indonesia": "id", "indonesian": "id", "bahasa indonesia": "id",
                 "bahasa": "id", "inggris": "en"}  # fmt: skip
_TAG: Final = re.compile(r"<[^<>]{1,200}>")

_TYPES: Final[Mapping[str, tuple[QuestionRole | None, QuestionType | None]]] = {
    "text": (None, QuestionType.TEXT),
    "integer": (None, QuestionType.NUMBER),
    "decimal": (None, QuestionType.NUMBER),
    "range": (None, QuestionType.NUMBER),
    "date": (QuestionRole.ATTRIBUTE, QuestionType.DATE),
    "datetime": (QuestionRole.ATTRIBUTE, QuestionType.DATE),
    "today": (QuestionRole.ATTRIBUTE, QuestionType.DATE),
    "start": (QuestionRole.ATTRIBUTE, QuestionType.DATE),
    "end": (QuestionRole.ATTRIBUTE, QuestionType.DATE),
    "time": (QuestionRole.ATTRIBUTE, QuestionType.TEXT),
    "note": (QuestionRole.IGNORE, QuestionType.TEXT),
    "geopoint": (QuestionRole.IGNORE, QuestionType.TEXT),
    "geotrace": (QuestionRole.IGNORE, QuestionType.TEXT),
    "geoshape": (QuestionRole.IGNORE, QuestionType.TEXT),
    "image": (QuestionRole.IGNORE, QuestionType.TEXT),
    "audio": (QuestionRole.IGNORE, QuestionType.TEXT),
    "video": (QuestionRole.IGNORE, QuestionType.TEXT),
    "file": (QuestionRole.IGNORE, QuestionType.TEXT),
    "deviceid": (QuestionRole.IGNORE, QuestionType.TEXT),
    "username": (QuestionRole.IGNORE, QuestionType.TEXT),
    "email": (QuestionRole.IGNORE, QuestionType.TEXT),
    "phonenumber": (QuestionRole.IGNORE, QuestionType.TEXT),
    "simserial": (QuestionRole.IGNORE, QuestionType.TEXT),
    "subscriberid": (QuestionRole.IGNORE, QuestionType.TEXT),
    "calculate": (None, None),
    "hidden": (None, None),
}


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question of a form; `lists` is the name of its list of choices."""

    name: str
    path: str
    known: Known
    choices: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """An XLSForm: its questions in their order."""

    questions: tuple[FormQuestion, ...]

    def find(self, heading: str) -> FormQuestion | None:
        """The question a heading of the data names: its name, its path, or its label."""
        plain = heading.strip()
        last = re.split(r"[/.]", plain)[-1]
        for wanted in (plain, plain.replace(".", "/"), last):
            for each in self.questions:
                if wanted in (each.name, each.path):
                    return each
        labelled = [q for q in self.questions if plain and plain in q.known.texts.values()]
        return labelled[0] if len(labelled) == 1 else None


def read_form(original: OriginalFile, progress: Progress) -> Form:
    """The form in a file.

    Raises:
        NotAForm: the file has no sheet `survey` with types and names.
        EmptyTable, NotATable and other refusals of the tables.
    """
    sheets = sheets_of(original, progress)
    if not is_form(sheets):
        raise NotAForm(file=original.name)
    by_name = {sheet.name.strip().casefold(): sheet for sheet in sheets}
    choices = by_name.get("choices")
    lists = _lists(choices) if choices is not None else {}
    return Form(tuple(_questions(by_name["survey"], lists)))


def _records(sheet: Sheet) -> Iterator[dict[str, str]]:
    headings = [cell.strip() for cell in sheet.grid.rows[0]]
    for row in sheet.grid.rows[1:]:
        yield dict(zip(headings, [*row, *[""] * (len(headings) - len(row))], strict=False))


def _labels(record: Mapping[str, str]) -> dict[str, str]:
    """The labels of a row by language code; that of no language under ""."""
    found: dict[str, str] = {}
    for heading, words in record.items():
        match = _LANGUAGE.match(heading)
        if match is None or match[1].casefold() != "label" or not words.strip():
            continue
        named = (match[2] or "").strip()
        code = _CODE.search(named)
        bare = named.casefold()
        language = code[1].casefold() if code else _NAMES.get(bare, bare[:2] if bare else "")
        found[language] = readable(words)
    return found


def readable(words: str) -> str:
    """Words without the marks of HTML that survey programs put into them."""
    return " ".join(html.unescape(_TAG.sub(" ", words)).split())


def _lists(sheet: Sheet) -> dict[str, tuple[Choice, ...]]:
    lists: dict[str, dict[str, Choice]] = defaultdict(dict)
    for record in _records(sheet):
        low = {heading.casefold(): cell for heading, cell in record.items()}
        name = (low.get("list_name") or low.get("list name") or "").strip()
        value = (low.get("name") or low.get("value") or "").strip()
        if not name or not value:
            continue
        labels = _labels(record)
        other = "" if labels.keys() & {"en", "id"} else next(iter(labels.values()), "")
        spoken = labels.get("", other)
        choice = Choice(value, labels.get("en", spoken), labels.get("id", ""))
        lists[name].setdefault(value, choice)
    return {name: tuple(choices.values()) for name, choices in lists.items()}


def _questions(sheet: Sheet, lists: Mapping[str, tuple[Choice, ...]]) -> Iterator[FormQuestion]:
    inside: list[tuple[str, str]] = []
    asked_if: list[bool] = []
    for record in _records(sheet):
        low = {heading.casefold(): cell.strip() for heading, cell in record.items()}
        kind, _, rest = " ".join(low.get("type", "").split()).partition(" ")
        kind, name = kind.casefold(), low.get("name", "")
        labels = _labels(record)
        opens = f"{kind} {rest}".casefold().replace("_", " ").split(" ")[:2]
        if opens[0] == "begin" and len(opens) > 1:
            spoken = labels.get("id") or labels.get("en") or labels.get("") or name
            inside.append((name, spoken))
            asked_if.append(bool(low.get("relevant")))
            continue
        if opens[0] == "end" and len(opens) > 1:
            if inside:
                inside.pop()
                asked_if.pop()
            continue
        if not kind or not name:
            continue
        conditional = bool(low.get("relevant")) or any(asked_if)
        wanted = low.get("required", "").casefold() in ("true", "yes", "true()", "1")
        path = "/".join([*(each[0] for each in inside), name])
        group = inside[-1][1] if inside else ""
        known, choices = _known(kind, rest, labels, group, lists, required=wanted and conditional)
        yield FormQuestion(name, path, known, choices)


def _known(
    kind: str,
    rest: str,
    labels: dict[str, str],
    group: str,
    lists: Mapping[str, tuple[Choice, ...]],
    *,
    required: bool,
) -> tuple[Known, str]:
    texts = {language or "en": words for language, words in labels.items()}
    if kind in ("select_one", "select_multiple", "select", "rank", "select1"):
        listed: Sequence[str] = rest.split()
        name = listed[0] if listed else ""
        several = kind in ("select_multiple", "select", "rank")
        found = Known(
            type=QuestionType.CHOICES if several else QuestionType.CHOICE,
            is_open=False,
            texts=texts,
            group=group,
            choices=lists.get(name, ()),
            separator=" " if several else "",
            required=required,
        )
        return found, name
    role, type_ = _TYPES.get(kind, (None, None))
    is_open = True if kind == "text" else None
    return Known(
        type=type_, is_open=is_open, texts=texts, group=group, required=required, role=role
    ), ""
