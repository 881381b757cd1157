"""Tells which program laid out a sheet, and reads its headings accordingly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from qda.i18n import mark
from qda.importers.draft import Notice
from qda.importers.surveys.draft import SurveyColumn, SurveyLayout, SurveyTable
from qda.importers.surveys.errors import LayoutUnclear, LayoutUnfit
from qda.importers.tables.errors import EmptyTable, TooManyColumns
from qda.importers.tables.framing import looks_like_data, squared
from qda.importers.tables.raw import COLUMN_LIMIT, Sheet, column_letter, listed, unique_headings

_QUALTRICS: Final = frozenset(
    "StartDate EndDate RecordedDate ResponseId Progress Finished DistributionChannel UserLanguage "
    "Status IPAddress".split()
) | {"Duration (in seconds)"}
_KOBO: Final = frozenset(
    "_uuid _submission_time _id _index meta/instanceID _submitted_by _validation_status "
    "SubmissionDate instanceID KEY __version__".split()
)
_KOBO_METADATA: Final = frozenset({"start", "end", "today", "deviceid"})
_MONKEY: Final = frozenset({"respondentid", "respondent id", "collectorid", "collector id"})
_RESPONSE: Final = frozenset({"response", "open-ended response", "jawaban", "respons",
                              "jawaban terbuka"})  # fmt: skip
_TIMESTAMP: Final = frozenset({"timestamp", "cap waktu", "stempel waktu", "stempel tanggal"})
_LIME: Final = frozenset(
    "submitdate lastpage startlanguage seed startdate datestamp".split()
) | {"response id", "date submitted", "last page", "start language", "antwort id",
     "id respons", "tanggal kirim", "halaman terakhir", "bahasa awal", "zufallsstartwert",
     "datum abgeschickt", "letzte seite", "start-sprache"}  # fmt: skip
_BRACKETS: Final = re.compile(r"(.*\S)\s*\[(.+)\]\s*", re.DOTALL)
_LIME_CODE: Final = re.compile(r"([A-Za-z][A-Za-z0-9_]*)((?:\[[^\[\]]{1,60}\])*)")
_LIME_BOTH: Final = re.compile(
    r"([A-Za-z][A-Za-z0-9_]{0,30})((?:\[[^\[\]]{1,60}\])*)\.\s+(\S.*)", re.DOTALL
)
_R_NAME: Final = re.compile(r"^(?:\ufeff|X\.U\.FEFF\.)")
_IMPORT_ID: Final = re.compile(r'\{\s*"ImportId"')


def table_of_sheet(sheet: Sheet, file: str, layout: SurveyLayout | None = None) -> SurveyTable:
    """The table of a sheet, laid out as it seems, or as `layout` says.

    Raises:
        LayoutUnclear: it cannot be told where the headings end.
        LayoutUnfit: it is not laid out as `layout` says.
        EmptyTable, TooManyColumns, RowTooLong, RowsTooShort: it is no table.
    """
    rows, numbers, notices = _filled(sheet, file)
    found = layout or _layout_of(rows, file)
    if found is SurveyLayout.SPSS:
        raise LayoutUnfit(file=file, layout=found.value, reason="SPSS.")
    headed = _READERS[found](rows)
    if len(rows) <= headed.taken:
        raise EmptyTable(file=file)
    width = len(headed.stems)
    body, more = squared(
        rows[headed.taken :], numbers[headed.taken :], width=width, file=file,
        delimiter=sheet.delimiter,
    )  # fmt: skip
    columns = [[row[at] for row in body] for at in range(width)]
    kept = [at for at in range(width) if headed.is_named(at) or any(columns[at])]
    headings = unique_headings([headed.heading(at) for at in kept])
    return SurveyTable(
        layout=found,
        columns=tuple(
            SurveyColumn(name, columns[at], headed.stems[at] or name, headed.options[at],
                         headed.codes[at])
            for name, at in zip(headings, kept, strict=True)
        ),
        numbers=numbers[headed.taken :],
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        notices=(*sheet.notices, *notices, *more, *_renamed(headed, kept, headings)),
        not_asked=_NOT_ASKED.get(found, frozenset()),
    )  # fmt: skip


_NOT_ASKED: Final = {SurveyLayout.LIMESURVEY: frozenset({"N/A"})}


class _Headed:
    """The headings of a sheet: for each column its words, the option in it, and its short id."""

    def __init__(
        self,
        stems: Sequence[str],
        *,
        taken: int,
        options: Sequence[str] | None = None,
        codes: Sequence[str] | None = None,
    ) -> None:
        self.stems = stems
        self.taken = taken
        self.options = options or [""] * len(stems)
        self.codes = codes or [""] * len(stems)

    def is_named(self, at: int) -> bool:
        """Whether the column has a heading of its own."""
        return bool(self.stems[at] or self.options[at] or self.codes[at])

    def heading(self, at: int) -> str:
        """What the column is called in the dictionary; unique once repeated ones are numbered."""
        if self.codes[at]:
            return self.codes[at]
        stem, option = self.stems[at], self.options[at]
        return (f"{stem} [{option}]" if option else stem) or column_letter(at)


def _renamed(headed: _Headed, kept: Sequence[int], headings: Sequence[str]) -> list[Notice]:
    changed = [
        name for name, at in zip(headings, kept, strict=True)
        if name != headed.heading(at) or not headed.is_named(at)
    ]  # fmt: skip
    if not changed:
        return []
    sentence = mark("Headings that were empty or repeated are now: {headings}.")
    return [Notice(sentence, (("headings", ", ".join(changed)),))]


def _filled(sheet: Sheet, file: str) -> tuple[list[Sequence[str]], list[int], list[Notice]]:
    kept = [at for at, row in enumerate(sheet.grid.rows) if any(row)]
    if not kept:
        raise EmptyTable(file=file)
    gaps = [sheet.grid.numbers[at] for at in range(kept[-1]) if not any(sheet.grid.rows[at])]
    notices = []
    if gaps:
        sentence = mark("Rows without any content were left out: {count}. Rows: {rows}.")
        notices.append(Notice(sentence, (("count", len(gaps)), ("rows", listed(gaps)))))
    rows = [sheet.grid.rows[at] for at in kept]
    widest = max(map(len, rows))
    if widest > COLUMN_LIMIT:
        raise TooManyColumns(file=file, row=1, columns=widest, limit=COLUMN_LIMIT)
    return rows, [sheet.grid.numbers[at] for at in kept], notices


def _layout_of(rows: Sequence[Sequence[str]], file: str) -> SurveyLayout:
    first = [_bare(cell) for cell in rows[0]]
    present, low = set(first), {cell.casefold() for cell in first}
    banded, data = _is_banded(rows), looks_like_data(rows)
    signs = (
        (SurveyLayout.QUALTRICS, len(present & _QUALTRICS) >= 2),
        (SurveyLayout.KOBO, bool(present & _KOBO) or len(present & _KOBO_METADATA) >= 3),
        (SurveyLayout.SURVEYMONKEY, bool(low & _MONKEY) or (banded and _says_response(rows[1]))),
        (SurveyLayout.LIMESURVEY, len(low & _LIME) >= 2),
        (SurveyLayout.LIMESURVEY, not banded and _has_bracket_codes(first)),
        (SurveyLayout.GOOGLE_FORMS, bool(first) and first[0].casefold() in _TIMESTAMP),
        (SurveyLayout.TWO_ROWS, banded),
        (SurveyLayout.LIMESURVEY, _grids(first) and not data),
    )
    found = next((layout for layout, is_one in signs if is_one), None)
    if found is not None:
        return found
    unnamed = sum(1 for at, cell in enumerate(first) if not cell and _has_cells(rows[1:], at))
    if data or unnamed > 1:
        raise LayoutUnclear(file=file)
    return SurveyLayout.ONE_ROW


def _bare(cell: str) -> str:
    """A heading without a byte order mark, or what R makes of one."""
    return _R_NAME.sub("", cell.strip())


def _has_cells(rows: Sequence[Sequence[str]], at: int) -> bool:
    return any(len(row) > at and row[at] for row in rows)


def _has_bracket_codes(headings: Sequence[str]) -> bool:
    found = [_LIME_CODE.fullmatch(heading) for heading in headings]
    return any(each is not None and each[2] for each in found)


def _grids(headings: Sequence[str]) -> bool:
    stems = Counter(match[1] for cell in headings if (match := _BRACKETS.fullmatch(cell)))
    return any(count > 1 for count in stems.values())


def _says_response(row: Sequence[str]) -> bool:
    return any(cell.strip().casefold() in _RESPONSE for cell in row)


def _is_banded(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a second row of headings stands below the first: its options and grid rows."""
    if len(rows) < 3 or not any(rows[0]):
        return False
    first, second = rows[0], rows[1]
    hollow = [at for at, cell in enumerate(second) if cell and (at >= len(first) or not first[at])]
    if not hollow:
        return False
    if _says_response(second):
        return True
    heads = 0
    for at in hollow:
        below = {row[at] for row in rows[2:] if len(row) > at and row[at]}
        # A heading does not come again, but for the one answer of a box that is ticked.
        heads += second[at] not in below or below == {second[at]}
    return len(hollow) > 1 and heads >= 0.8 * len(hollow)


def _width(rows: Sequence[Sequence[str]]) -> int:
    """How many columns there are: to the last that has a heading or a cell."""
    width = len(rows[0])
    while width > 1 and not rows[0][width - 1].strip() and not _has_cells(rows[1:], width - 1):
        width -= 1
    return width


def _wide(headings: Sequence[str], width: int) -> list[str]:
    return [*headings, *[""] * (width - len(headings))][:width]


def _bracketed(rows: Sequence[Sequence[str]]) -> _Headed:
    """One row of headings in which a grid's rows stand in brackets behind its question."""
    headings = _wide([_bare(cell) for cell in rows[0]], _width(rows))
    matches = [_BRACKETS.fullmatch(heading) for heading in headings]
    often = Counter(match[1] for match in matches if match is not None)
    stems, options = [], []
    for heading, match in zip(headings, matches, strict=True):
        grid = match is not None and often[match[1]] > 1
        stems.append(match[1] if match is not None and grid else heading)
        options.append(match[2] if match is not None and grid else "")
    return _Headed(stems, taken=1, options=options)


def _limesurvey(rows: Sequence[Sequence[str]]) -> _Headed:
    """LimeSurvey's headings: codes, words, or both; what stands in brackets is a sub-question."""
    headings = _wide([_bare(cell) for cell in rows[0]], _width(rows))
    by_code = [_LIME_CODE.fullmatch(heading) for heading in headings]
    if all(match is not None for match in by_code):
        stems = [match[1] if match is not None else "" for match in by_code]
        options = [_inside(match[2]) if match is not None else "" for match in by_code]
        return _Headed(stems, taken=1, options=options, codes=headings)
    by_both = [_LIME_BOTH.fullmatch(heading) for heading in headings]
    coded = sum(match is not None for match in by_both)
    plain = sum(match is not None for match in by_code)
    if coded and coded + plain >= 0.9 * len(headings):
        return _lime_both(headings)
    return _bracketed(rows)


def _lime_both(headings: Sequence[str]) -> _Headed:
    stems, options, codes = [], [], []
    for heading in headings:
        match = _LIME_BOTH.fullmatch(heading)
        if match is None:
            stems.append(heading)
            options.append("")
            codes.append("")
            continue
        words, option = match[3], ""
        inner = _BRACKETS.fullmatch(words)
        if match[2] and inner is not None:
            words, option = inner[1], inner[2]
        stems.append(words)
        options.append(option or _inside(match[2]))
        codes.append(f"{match[1]}{match[2]}")
    return _Headed(stems, taken=1, options=options, codes=codes)


def _inside(brackets: str) -> str:
    return brackets[1:-1].replace("][", " / ") if brackets else ""


def _two_rows(rows: Sequence[Sequence[str]]) -> _Headed:
    """Two rows: the question over its first column, and below it what each column is."""
    width = max(_width(rows), len(rows[1]))
    first = [*map(_bare, rows[0]), *[""] * width][:width]
    second = [*(cell.strip() for cell in rows[1]), *[""] * width][:width]
    stems: list[str] = []
    options: list[str] = []
    for at in range(width):
        lone = second[at].casefold() in _RESPONSE
        carried = not first[at] and bool(second[at]) and not lone and bool(stems)
        stems.append(stems[-1] if carried else first[at])
        options.append("" if lone else second[at])
    return _Headed(stems, taken=2, options=options)


def _surveymonkey(rows: Sequence[Sequence[str]]) -> _Headed:
    return _two_rows(rows) if _is_banded(rows) else _bracketed(rows)


def _qualtrics(rows: Sequence[Sequence[str]]) -> _Headed:
    """Ids, then the words of the questions, then (in raw exports) a row of import ids."""
    codes = _wide([_bare(cell) for cell in rows[0]], _width(rows))
    worded = len(rows) > 1 and _words_follow(rows[0], rows[1])
    third = len(rows) > 2 and any(_IMPORT_ID.match(cell) for cell in rows[2])
    only_ids = len(rows) > 1 and any(_IMPORT_ID.match(cell) for cell in rows[1])
    taken = 3 if third else 2 if worded or only_ids else 1
    texts = list(rows[1]) if worded and not only_ids else list(codes)
    texts = [*texts, *[""] * len(codes)][: len(codes)]
    stems, options = _matrices(codes, [text.strip() for text in texts])
    return _Headed(stems, taken=taken, options=options, codes=codes)


def _words_follow(codes: Sequence[str], row: Sequence[str]) -> bool:
    """Whether the second row holds words: those that Qualtrics gives its own columns."""
    spoken = {"start date", "end date", "recorded date", "response id", "progress", "finished",
              "duration (in seconds)", "distribution channel", "user language", "ip address",
              "response type", "tanggal mulai", "tanggal berakhir"}  # fmt: skip
    own = [at for at, code in enumerate(codes) if _bare(code) in _QUALTRICS and at < len(row)]
    return any(row[at].strip().casefold() in spoken for at in own)


_PART: Final = re.compile(r"(.+)_(\d+)")


def _matrices(codes: Sequence[str], texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Parts the words of a matrix, or of boxes to be ticked, from those of its rows."""
    parts = [_PART.fullmatch(code) for code in codes]
    often = Counter(match[1] for match in parts if match is not None)
    stems, options = list(texts), [""] * len(texts)
    for at, match in enumerate(parts):
        if match is None or often[match[1]] < 2 or " - " not in texts[at]:
            continue
        ends = [texts[i] for i, m in enumerate(parts) if m is not None and m[1] == match[1]]
        cut = _common(ends)
        if cut:
            stems[at], options[at] = texts[at][: cut - 3], texts[at][cut:]
    return stems, options


def _common(texts: Sequence[str]) -> int:
    """Where the words that all texts begin with end, behind " - "; 0 where there are none."""
    shortest = min(texts, key=len)
    same = next(
        (at for at, letter in enumerate(shortest) if any(text[at] != letter for text in texts)),
        len(shortest),
    )
    dash = shortest.rfind(" - ", 0, same)
    return dash + 3 if dash > 0 else 0


def _kobo(rows: Sequence[Sequence[str]]) -> _Headed:
    headings = _wide([_bare(cell) for cell in rows[0]], _width(rows))
    return _Headed(headings, taken=1, codes=headings)


def _no_headings(rows: Sequence[Sequence[str]]) -> _Headed:
    return _Headed([column_letter(at) for at in range(max(map(len, rows)))], taken=0)


_READERS: Final = {
    SurveyLayout.GOOGLE_FORMS: _bracketed,
    SurveyLayout.QUALTRICS: _qualtrics,
    SurveyLayout.SURVEYMONKEY: _surveymonkey,
    SurveyLayout.LIMESURVEY: _limesurvey,
    SurveyLayout.KOBO: _kobo,
    SurveyLayout.ONE_ROW: _bracketed,
    SurveyLayout.TWO_ROWS: _two_rows,
    SurveyLayout.NO_HEADINGS: _no_headings,
}
