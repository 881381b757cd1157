"""The door for reviews: written by the ending, and noted in the study as sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from exports.file_kinds import FileKind, kind_for, write_by_ending
from exports.reviews.docx import write_docx
from exports.reviews.xlsx import write_xlsx
from qda.edits.reviews import SendReview
from qda.i18n import mark
from qda.jobs.progress import Progress, Silent
from qda.reviewing.matching import sheet_of
from qda.reviewing.sheet import ReviewSheet
from qda.session import StudySession

REVIEW_FILES: Final[tuple[FileKind[ReviewSheet], ...]] = (
    FileKind(mark("workbook (Excel)"), ".xlsx", write_xlsx),
    FileKind(mark("document (Word)"), ".docx", write_docx),
)


def write_review(sheet: ReviewSheet, path: Path) -> None:
    """Write a review to `path`, by its ending and in its own language.

    The file appears whole or not at all; an older one of the name is replaced in one step.

    Raises:
        UnknownFileKind, TargetFolderMissing, TargetIsFolder, NameTooLong: choose another path.
        TargetNotWritable, TargetInUse, DiskFull, WritingFailed: the world failed.
    """
    write_by_ending(sheet, path, REVIEW_FILES)


@dataclass(frozen=True, slots=True)
class Sending:
    """Which displays (titles or UUIDs) are sent to whom, in which language."""

    displays: tuple[str, ...]
    language: str
    reviewer: str = ""
    is_open_only: bool = False
    has_codings: bool = True

    def of(self, displays: Sequence[str]) -> Sending:
        """The same of other displays."""
        return replace(self, displays=tuple(displays))


def send_review(
    study: StudySession,
    sending: Sending,
    path: Path,
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> ReviewSheet:
    """Write the next round of a review and note that it was sent.

    Where it cannot be noted, no file is left.

    Raises:
        NoSuchDisplay, NothingToReview: there is nothing to send.
        RoundTaken: somebody else sent a round in the meantime.
        Refused, Unavailable: the file cannot be written; see `write_review`.
        Cancelled: the listener of the progress stopped the work.
    """
    kind_for(path, REVIEW_FILES)
    with study.reading() as connection:
        sheet = sheet_of(
            connection,
            sending.displays,
            language=sending.language,
            reviewer=sending.reviewer,
            is_open_only=sending.is_open_only,
            has_codings=sending.has_codings,
            progress=progress,
        )
    was_there = path.exists()
    write_review(sheet, path)
    try:
        study.do(SendReview(sheet, path.name))
    except BaseException:
        if not was_there:
            path.unlink(missing_ok=True)
        raise
    return sheet
