"""The door for guides: a document, a form, or what is covered, by the ending of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from exports.errors import UnknownFileKind
from exports.guides.document import write_document
from exports.guides.form import write_form
from exports.numbers import write_report
from exports.placing import place
from qda.guides.coverage import coverage_report
from qda.guides.rows import GuideRow

FILES: Final = (".docx", ".xlsx", ".csv", ".html")
"""What a guide is written to: a document, a form, and its coverage as a long form or a page."""


@dataclass(frozen=True, slots=True)
class GuideFile:
    """A guide with what its files tell: the study's title, who makes them, and when."""

    guide: GuideRow
    study: str = ""
    analyst: str = ""
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC))


def write_guide(file: GuideFile, path: Path, *, coverage: bool = False) -> None:
    """Write a guide: .docx the document, .xlsx the form (XLSForm), .csv and .html the coverage.

    With `coverage` every ending of tables of figures holds the coverage. The file appears whole or
    not at all.

    Raises:
        UnknownFileKind, TargetFolderMissing, TargetIsFolder, NameTooLong: choose another path.
        TargetNotWritable, TargetInUse, DiskFull, WritingFailed: the world failed.
    """
    ending = path.suffix.casefold()
    guide, made_at = file.guide, file.made_at
    if coverage or ending in (".csv", ".html"):
        report = coverage_report(guide, guide.language, analyst=file.analyst, made_at=made_at)
        write_report(report, path)
    elif ending == ".docx":
        place(path, lambda part: write_document(guide, part, made_at=made_at, study=file.study))
    elif ending == ".xlsx":
        place(path, lambda part: write_form(guide, part, made_at=made_at.astimezone()))
    else:
        raise UnknownFileKind(name=path.name, known=", ".join(FILES))
