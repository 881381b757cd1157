"""The door for reports: written by the ending, in the language of the report."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from exports.file_kinds import FileKind, kind_for
from exports.placing import place
from exports.reports.docx import write_docx
from exports.reports.pdf import write_pdf
from exports.reports.plan import Plan, planned
from qda.displays.report import Report
from qda.i18n import Speech, mark


def _docx(plan: Plan, path: Path, speech: Speech) -> None:  # noqa: ARG001 - the plan has its own
    write_docx(plan, path)


def _pdf(plan: Plan, path: Path, speech: Speech) -> None:  # noqa: ARG001 - the plan has its own
    write_pdf(plan, path)


REPORT_FILES: Final[tuple[FileKind[Plan], ...]] = (
    FileKind(mark("document (Word)"), ".docx", _docx),
    FileKind(mark("document (PDF)"), ".pdf", _pdf),
)


def write_report(report: Report, path: Path, *, mask_names: bool = True) -> None:
    """Write a report to `path`, by its ending and in its own language.

    With `mask_names` sources are called by their keys. The file appears whole or not at all; an
    older one of the name is replaced in one step.

    Raises:
        UnknownReference, DoubledDisplay: its words name a display that is not there.
        CrookedMatrix: a display contradicts itself.
        UnknownFileKind, TargetFolderMissing, TargetIsFolder, NameTooLong: choose another path.
        TargetNotWritable, TargetInUse, DiskFull, WritingFailed: the world failed.
    """
    kind = kind_for(path, REPORT_FILES)
    plan = planned(report, mask_names=mask_names)
    place(path, lambda part: kind.write(plan, part, plan.speech))
