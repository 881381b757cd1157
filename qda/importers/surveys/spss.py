"""Reads SPSS files (.sav, .zsav): values, labels of variables and values, user-missing values."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from math import isnan
from typing import TYPE_CHECKING, Any, Final

from models.vocabulary import QuestionType
from qda.i18n import mark
from qda.importers.draft import Notice, OriginalFile
from qda.importers.surveys.draft import Choice, Known, SurveyColumn, SurveyLayout, SurveyTable
from qda.importers.surveys.errors import SpssDamaged, SpssLettersUnknown
from qda.importers.surveys.response_sets import response_sets
from qda.importers.tables.errors import EmptyTable
from qda.importers.tables.raw import plain
from qda.importers.tables.titles import language_of
from qda.importers.tables.workbook import cell_text

if TYPE_CHECKING:
    from pyreadstat import metadata_container

_SIGNATURES: Final = (b"$FL2", b"$FL3")
_CODE_PAGES: Final = ("WINDOWS-1252", "ISO-8859-1", "WINDOWS-1250", "WINDOWS-1251")
_MOST_LISTED: Final = 200


def is_spss(original: OriginalFile) -> bool:
    """Whether the first bytes are those of an SPSS file."""
    return original.content.startswith(_SIGNATURES)


def spss_table(original: OriginalFile) -> SurveyTable:
    """The table of an SPSS file; letters of an old code page are read as such.

    Raises:
        SpssDamaged: it cannot be read.
        SpssLettersUnknown: no code page known fits its letters.
        EmptyTable: it holds no rows.
    """
    values, facts, encoding = _read(original)
    names = list(facts.column_names)
    count = len(values[names[0]]) if names else 0
    if not count:
        raise EmptyTable(file=original.name)
    labels: Mapping[str, str | None] = facts.column_names_to_labels or {}
    language = language_of([label for label in labels.values() if label])
    columns = tuple(
        _column(name, values[name], facts, labels.get(name) or "", language) for name in names
    )
    sets = response_sets(facts, columns, language)
    columns = tuple(map(sets.apart, columns))
    notices: tuple[Notice, ...] = ()
    if encoding:
        sentence = mark(
            "The file does not name its letters; they were read as {encoding}. Check letters with "
            "accents."
        )
        notices = (Notice(sentence, (("encoding", encoding),)),)
    named = encoding or str(getattr(facts, "file_encoding", "") or "")
    return SurveyTable(
        SurveyLayout.SPSS,
        columns,
        range(1, count + 1),
        encoding=named,
        notices=notices,
        sets=sets.sets,
    )


def _read(original: OriginalFile) -> tuple[Mapping[str, Any], metadata_container, str]:
    import pyreadstat

    tried: Exception | None = None
    for encoding in (None, *_CODE_PAGES):
        try:
            values, facts = pyreadstat.read_sav(
                io.BytesIO(original.content),
                user_missing=True,
                output_format="dict",
                encoding=encoding,
            )
        except Exception as error:  # whatever the library stumbles on
            tried = error
            if not _is_of_letters(error):
                raise SpssDamaged(file=original.name) from error
        else:
            return values, facts, encoding or ""
    raise SpssLettersUnknown(file=original.name) from tried


def _is_of_letters(error: Exception) -> bool:
    told = str(error).casefold()
    return isinstance(error, UnicodeDecodeError) or "encoding" in told or "convert" in told


def _column(
    name: str, values: Sequence[Any], facts: metadata_container, label: str, language: str
) -> SurveyColumn:
    value_labels: Mapping[Any, str] = facts.variable_value_labels.get(name, {})
    missing = _missing(facts, name)
    cells = [_text(value) for value in values]
    choices = tuple(
        _choice(value, words, language)
        for value, words in sorted(value_labels.items(), key=lambda each: str(type(each[0])))
        if not missing.holds(value)
    )
    ordered = facts.variable_measure.get(name) in ("ordinal", "scale")
    is_text = str(facts.readstat_variable_types.get(name)) == "string"
    known = Known(
        type=_type(values, choices, is_text=is_text),
        texts={language or "": label} if label else {},
        choices=choices,
        ordered=ordered,
        missing=tuple(dict.fromkeys(c for c, v in zip(cells, values, strict=True)
                                    if c and missing.holds(v)))[:_MOST_LISTED],
    )  # fmt: skip
    return SurveyColumn(name, cells, plain(label) or name, code=name, known=known)


def _choice(value: object, words: str, language: str) -> Choice:
    worth = float(value) if isinstance(value, int | float) else None
    text = plain(words)
    english = text if language != "id" else ""
    return Choice(_text(value), english, text if language == "id" else "", worth)


def _type(
    values: Sequence[Any], choices: tuple[Choice, ...], *, is_text: bool
) -> QuestionType | None:
    if choices:
        return QuestionType.CHOICE
    first = next((value for value in values if value is not None), None)
    if isinstance(first, datetime | date | time):
        return QuestionType.DATE
    return None if is_text else QuestionType.NUMBER


class _Missing:
    """The user-missing values of a variable: single ones and ranges."""

    def __init__(self, ranges: Sequence[Mapping[str, Any]]) -> None:
        self._ranges = [(each["lo"], each["hi"]) for each in ranges]

    def holds(self, value: object) -> bool:
        """Whether the value stands for no answer."""
        if isinstance(value, str):
            return any(low <= value <= high for low, high in self._ranges if isinstance(low, str))
        if not isinstance(value, int | float):
            return False
        return any(low <= value <= high for low, high in self._ranges if not isinstance(low, str))


def _missing(facts: metadata_container, name: str) -> _Missing:
    return _Missing((getattr(facts, "missing_ranges", None) or {}).get(name, ()))


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    if hasattr(value, "item"):
        value = value.item()
    return cell_text(value)
