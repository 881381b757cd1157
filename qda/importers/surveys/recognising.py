"""Tells whether a table is a survey, or rather reviews, by its first rows alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from models.errors import StudyError
from qda.importers.draft import OriginalFile
from qda.importers.opening import opened
from qda.importers.surveys.draft import SurveyLayout
from qda.importers.surveys.layouts import table_of_sheet
from qda.importers.surveys.sheets import is_form, is_open_document, sheets_of
from qda.importers.surveys.spss import is_spss
from qda.importers.tables.layouts import plain_heading
from qda.importers.tables.raw import Grid, Sheet
from qda.importers.tables.workbook import fullest
from qda.jobs.progress import Progress, Silent

ONLY_SURVEYS: Final = (".sav", ".zsav", ".ods")
"""The endings of files that can be read as a survey and as nothing else."""

_MOST_BYTES: Final = 256_000_000
_GLANCE_BYTES: Final = 400_000
_GLANCE_ROWS: Final = 200
_STATEMENTS: Final = 3
_WORDS: Final = 4
_DELIMITED: Final = (".csv", ".tsv", ".tab")
_SILENT: Final = Silent()
_RESPONDENT: Final = frozenset(
    "respondentid respondentnumber respondentno surveyrespondentid participantid idresponden "
    "respondenid nomorresponden noresponden koderesponden".split()
)
"""Headings of columns that tell respondents apart; reviews have users, and ids of their own."""

_UNTOLD: Final = (SurveyLayout.ONE_ROW, SurveyLayout.NO_HEADINGS)


def looks_like_survey(path: Path, *, progress: Progress = _SILENT) -> bool:
    """Whether the table at `path` is likely to be a survey.

    It is one where a survey program laid it out, where its headings take two rows, where a heading
    says that a column tells respondents apart, or where at least three headings are questions or
    statements of four words and more. The form of a survey (XLSForm) passes for one, too: whoever
    reads it as such is asked for the answers. A table that cannot be read is none.

    Raises:
        Cancelled: `progress` was told to stop.
    """
    if path.suffix.casefold() in ONLY_SURVEYS:
        return True
    try:
        original = opened(path, limit=_MOST_BYTES)
        return is_spss(original) or is_open_document(original) or _is_one(original, progress)
    except StudyError:
        progress.report(0, 1)
        return False


def is_xlsform(path: Path, *, progress: Progress = _SILENT) -> bool:
    """Whether the file is the form of a survey (XLSForm), and not its answers.

    Raises:
        Cancelled: `progress` was told to stop.
    """
    if path.suffix.casefold() not in (".xlsx", ".xlsm"):
        return False
    try:
        return is_form(sheets_of(opened(path, limit=_MOST_BYTES), progress))
    except StudyError:
        progress.report(0, 1)
        return False


def _is_one(original: OriginalFile, progress: Progress) -> bool:
    sheets = sheets_of(_beginning(original), progress)
    if is_form(sheets):
        return True
    sheet = fullest(sheets)
    grid = sheet.grid
    first = Grid(grid.rows[:_GLANCE_ROWS], grid.numbers[:_GLANCE_ROWS])
    table = table_of_sheet(Sheet(sheet.name, first, sheet.encoding, sheet.delimiter), original.name)
    if table.layout not in _UNTOLD:
        return True
    if any(plain_heading(column.heading) in _RESPONDENT for column in table.columns):
        return True
    return sum(_is_asked(column.heading) for column in table.columns) >= _STATEMENTS


def _is_asked(heading: str) -> bool:
    return heading.rstrip().endswith("?") or len(heading.split()) >= _WORDS


def _beginning(original: OriginalFile) -> OriginalFile:
    """The first rows of a text file, so that a large one is not read twice."""
    content = original.content
    if not original.name.casefold().endswith(_DELIMITED) or len(content) <= _GLANCE_BYTES:
        return original
    end = content.rfind(b"\n", 0, _GLANCE_BYTES)
    return OriginalFile(original.name, content[: end + 1] or content, original.sha256)
