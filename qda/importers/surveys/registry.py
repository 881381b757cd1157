"""Reads a survey's file, and the form beside it, into a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from models.vocabulary import QuestionRole
from qda.importers.draft import OriginalFile
from qda.importers.opening import opened
from qda.importers.surveys.draft import SurveyDraft, SurveyLayout, SurveyTable
from qda.importers.surveys.drafting import drafted
from qda.importers.surveys.errors import FormOfAnother, LayoutUnfit
from qda.importers.surveys.kobo_form import Form, read_form
from qda.importers.surveys.layouts import table_of_sheet
from qda.importers.surveys.sheets import is_form, sheet_of, sheets_of
from qda.importers.surveys.spss import is_spss, spss_table
from qda.jobs.progress import Progress, Silent

_MOST_BYTES: Final = 256_000_000
_SILENT: Final = Silent()
_FORM_NAMES: Final = ("{stem}_xlsform", "{stem}-xlsform", "{stem}_form", "{stem}-form",
                      "{bare}_xlsform", "{bare}-xlsform", "{bare}_form", "{bare}-form")  # fmt: skip
_ANSWER_ENDINGS: Final = ("_data", "-data", "_answers", "-answers", "_jawaban", "-jawaban",
                          "_results", "-results")  # fmt: skip


def read_survey(
    path: Path,
    *,
    form: Path | None = None,
    roles: Mapping[str, QuestionRole] | None = None,
    layout: SurveyLayout | None = None,
    title: str | None = None,
    progress: Progress = _SILENT,
) -> SurveyDraft:
    """The survey at `path` as a draft; nothing is stored.

    `form` is its XLSForm; where it is None, one is taken that lies beside the file under an
    obvious name (`x_xlsform.xlsx`, `x_form.xlsx` for `x.csv` or `x_data.csv`). `roles` overrule
    the proposals by key or heading, `layout` overrules the guess, `title` the file's name.

    Raises:
        FileMissing, FileUnreadable, FileTooLarge ...: see `opening.opened`.
        LayoutUnclear, LayoutUnfit, FormNotAnswers, NotAForm, FormOfAnother, NoSuchColumn: see
            `surveys.errors`.
        NotATable and other refusals of the tables name the file and the row.
        Cancelled: `progress` was told to stop.
    """
    original = opened(Path(path), limit=_MOST_BYTES)
    place = form or form_beside(Path(path))
    beside = opened(place, limit=_MOST_BYTES) if place is not None else None
    table = table_of(original, beside, layout=layout, progress=progress)
    draft = drafted(table, original, form=beside, roles=roles)
    return replace(draft, title=title) if title else draft


def table_of(
    original: OriginalFile,
    form: OriginalFile | None = None,
    *,
    layout: SurveyLayout | None = None,
    progress: Progress = _SILENT,
) -> SurveyTable:
    """The table in a file whose bytes are at hand. Raises as `read_survey`."""
    if is_spss(original):
        if layout not in (None, SurveyLayout.SPSS):
            raise LayoutUnfit(file=original.name, layout=layout.value, reason="SPSS.")
        return spss_table(original)
    table = table_of_sheet(sheet_of(original, progress), original.name, layout)
    if form is None:
        return table
    return _informed(table, read_form(form, progress), original.name, form.name)


def form_beside(path: Path) -> Path | None:
    """The XLSForm that lies beside a file under an obvious name; None where there is none."""
    stem = path.stem
    bare = next((stem[: -len(e)] for e in _ANSWER_ENDINGS if stem.casefold().endswith(e)), stem)
    for name in dict.fromkeys(each.format(stem=stem, bare=bare) for each in _FORM_NAMES):
        place = path.with_name(f"{name}.xlsx")
        if place != path and place.is_file() and _holds_form(place):
            return place
    return None


def _holds_form(place: Path) -> bool:
    from models.errors import StudyError

    try:
        return is_form(sheets_of(opened(place, limit=_MOST_BYTES), _SILENT))
    except StudyError:
        return False


def _informed(table: SurveyTable, form: Form, file: str, form_name: str) -> SurveyTable:
    """The table with what the form says of each column."""
    found = {column.heading: form.find(column.heading) for column in table.columns}
    if not any(found.values()):
        raise FormOfAnother(form=form_name, file=file)
    columns = []
    for column in table.columns:
        question = found[column.heading]
        # `water.tap` is a choice of the question `water` where that is a column, too.
        if question is None or _is_choice(column.heading, question.name, table):
            columns.append(column)
            continue
        words = question.known.texts
        stem = words.get("id") or words.get("en") or next(iter(words.values()), column.stem)
        columns.append(
            replace(column, known=question.known, code=question.name, stem=stem or column.stem)
        )
    return replace(table, layout=SurveyLayout.KOBO, columns=tuple(columns))


def _is_choice(heading: str, name: str, table: SurveyTable) -> bool:
    for sign in ("/", "."):
        parent, _, last = heading.rpartition(sign)
        if parent and last == name and table.column(parent) is not None:
            return True
    return False
