"""Compares a survey's file, read independently, with what a study holds of it, cell by cell.

The rules by which a cell becomes a value are few, and each stands in `VALUES`, written for the
comparison alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from qda.cli.main import run
from tests.helpers.held import Held, Row, held, plain, token
from tests.helpers.shared import shared

Value = str | int | float | bool | None


def _number(cell: str) -> Value:
    value = float(cell)
    return int(value) if value.is_integer() and "." not in cell else value


def _moment(cell: str) -> str:
    """ISO 8601; a day is a day, and no midnight is made of it."""
    moment = datetime.fromisoformat(cell)
    return cell if cell == moment.date().isoformat() else moment.isoformat()


def written(form: str, cell: str) -> str:
    """A moment written in one form, as ISO 8601; files without a zone stay without one."""
    return datetime.strptime(cell, form).isoformat()  # noqa: DTZ007


VALUES: dict[str, Callable[[str], Value]] = {
    # Words stay to the letter, blanks at their ends too; a cell of blanks alone is nothing.
    "text": lambda cell: cell,
    # Blanks around a choice do not make another choice of it.
    "choice": str.strip,
    "number": _number,
    "yes_no": lambda cell: {"yes": True, "true": True, "y": True}.get(cell.casefold(), False),
    "date": _moment,
    # Choices are kept with a semicolon and a blank between them; how a file parts them differs.
    "choices": lambda cell: "; ".join(cell.split(" ")),
}


def readable(words: str) -> str:
    """Words without the marks of HTML, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^<>]+>", " ", words)).split())


@dataclass(frozen=True)
class Asked:
    """A question as it is to stand in the dictionary, and the cell of each respondent.

    `choices`, `read` and `words` (English, Indonesian) are given where the usual rule does not
    hold; `missed` are the rows (from 0) of the respondents whom it was not put to.
    """

    heading: str
    role: str
    type: str
    cells: Sequence[str]
    group: str = ""
    columns: tuple[str, ...] = ()
    choices: tuple[str, ...] | None = None
    scale: tuple[int | None, int | None] = (None, None)
    worth: Mapping[str, float] = field(default_factory=dict)
    read: Callable[[str], Value] | None = None
    missed: frozenset[int] = frozenset()
    words: tuple[str, str] | None = None

    def said(self, language: str) -> tuple[str, str]:
        """Its words in English and in Indonesian: those of the file, in its language."""
        if self.words is not None:
            return self.words
        words = readable(self.heading)
        return (words if language == "en" else "", words if language == "id" else "")

    def value(self, row: int) -> Value:
        """What the respondent of a row (from 0) is to be held to have said."""
        cell = plain(self.cells[row])
        return (self.read or VALUES[self.type])(cell) if cell.strip() else None

    def listed(self) -> list[str]:
        """The choices: those given, else those answered; numbers upwards, words as they come."""
        if self.choices is not None:
            return list(self.choices)
        said = [self.value(row) for row in range(len(self.cells))]
        if self.type == "number":
            return [str(n) for n in sorted({n for n in said if isinstance(n, int | float)})]
        if self.type != "choice":
            return []
        return list(dict.fromkeys(str(each) for each in said if each is not None))


def imported(place: Path, *names: str) -> Held:
    """What a new study holds once files were imported by nothing but their names."""
    study = place / "a.runut"
    assert run(["new", str(study), "--title", "A", "--language", "id", "--coder", "Sari"]) == 0
    assert run(["import", str(study), *(str(shared("data", *n.split("/"))) for n in names)]) == 0
    kept = held(study)
    for name in names:
        assert kept.originals[name.split("/")[1]] == shared("data", *name.split("/")).read_bytes()
    return kept


def same_values(found: Row, wanted: Row, where: str) -> None:
    """The same names with the same values of the same types: 1 is neither 1.0 nor true."""
    told = {(name, repr(value)) for name, value in found.items()}
    differ = told ^ {(name, repr(value)) for name, value in wanted.items()}
    assert not differ, f"{where}: {sorted(differ)}"


def same_survey(kept: Held, layout: str, language: str, asked: Sequence[Asked]) -> None:
    """The study holds this survey, and nothing beside it."""
    rows = len(asked[0].cells)
    found = kept.collection
    assert (found["kind"], found["layout"], found["language"]) == ("survey", layout, language)
    assert [case["row_number"] for case in kept.cases] == list(range(1, rows + 1))
    assert len({case["unit_key"] for case in kept.cases}) == rows
    for question, each in zip(kept.questions, asked, strict=True):
        told = tuple(question[name] for name in ("heading", "role", "type", "group"))
        wanted = (each.heading, each.role, each.type, each.group)
        assert told == wanted, f"{told} is to be {wanted}"
    expected: list[Row] = [{} for _ in range(rows)]
    missed: list[set[str]] = [set() for _ in range(rows)]
    answers = kept.answers()
    texts = 0
    for question, each in zip(kept.questions, asked, strict=True):
        assert not each.columns or tuple(c["heading"] for c in question["columns"]) == each.columns
        assert [choice["value"] for choice in question["choices"]] == each.listed(), each.heading
        assert (question["low"], question["high"]) == each.scale, each.heading
        worth = {c["value"]: c["worth"] for c in question["choices"] if c["worth"] is not None}
        assert worth == dict(each.worth), each.heading
        assert (question["text_en"], question["text_id"]) == each.said(language), each.heading
        for row in each.missed:
            missed[row].add(question["key"])
        if each.role == "ignore":
            assert not question["attribute"]
            continue
        said = [each.value(row) for row in range(rows)]
        if each.role == "open":
            texts += sum(value is not None for value in said)
            stored = [answers.get((question["id"], row + 1), {}).get("text") for row in range(rows)]
            assert stored == said, each.heading
            continue
        kind = {"choices": "text"}.get(each.type, each.type)
        assert kept.types["case", question["attribute"]] == kind
        for row, value in enumerate(said):
            assert question["attribute"] not in expected[row]
            if value is not None:
                hidden = each.role == "identifier"
                kept_as = token(str(value), kept.salt) if hidden else value
                expected[row][question["attribute"]] = kept_as
    for row, case in enumerate(kept.cases):
        same_values(case["attributes"], expected[row], f"row {row + 1}")
        others = set(case["not_asked"]) ^ missed[row]
        assert not others, f"row {row + 1}: {others}"
    assert len(kept.sources) == texts


def headed(
    rows: Sequence[Sequence[str]], roles: dict[str, str], *, usual: str = "item choice", body: int
) -> list[Asked]:
    """The columns of a table with the role and type of each: those written down, or the usual."""
    named = {heading: each for each, headings in roles.items() for heading in headings.split("|")}
    found = []
    for at, heading in enumerate(rows[0]):
        role, kind = named.pop(heading.strip(), usual).split()
        cells = [row[at] for row in rows[body:]]
        found.append(Asked(heading.strip(), role, kind, cells))
    assert not named, "a heading that the file does not have"
    return found
