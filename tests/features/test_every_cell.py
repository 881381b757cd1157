"""Every real file of reviews and surveys is imported without help, and every cell is compared.

What the file says is read by the csv and json modules and by openpyxl, with the encoding and the
separator written down here; what the study holds is read by SQL. The role and the type of each
column are written down here, too, as a reader of the file would give them.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from qda.cli.main import run
from tests.helpers.every_cell import Asked, imported, readable, same_survey, written
from tests.helpers.held import csv_rows, plain, records, sheet_rows
from tests.helpers.shared import shared

pytestmark = pytest.mark.slow


def _worth(*words: str) -> dict[str, float]:
    """What choices are worth, the lowest first."""
    return {word: float(points) for points, word in enumerate(words, 1)}


def _headed(
    headings: Sequence[str],
    body: Sequence[Sequence[str]],
    roles: dict[str, str],
    usual: str = "item choice",
) -> list[Asked]:
    """The columns of a table; `roles` gives headings (parted by |) by their role and type."""
    named = {heading: each for each, some in roles.items() for heading in some.split("|")}
    found = []
    for at, heading in enumerate(headings):
        role, kind = named.pop(heading, usual).split()
        found.append(Asked(heading.strip(), role, kind, [row[at] for row in body]))
    assert not named, "a heading that the file does not have"
    return found


def google_forms(place: Path) -> None:
    """UTF-8, comma; blanks at the ends of answers, line ends inside, emoji, "-" as an answer."""
    name = "surveys/googleforms_virtualtour_id.csv"
    head, *body = csv_rows(shared("data", name))
    assert (len(body), len(head)) == (361, 15)
    roles = {
        "attribute date": "Timestamp",
        "attribute choice": "Usia|Pekerjaan",
        "attribute text": "Domisili",
        "open text": head[14],
    }
    asked = _headed(head, body, roles)
    asked[0] = replace(asked[0], read=partial(written, "%m/%d/%Y %H:%M:%S"))
    kept = imported(place, name)
    same_survey(kept, "google_forms", "id", asked)
    keys = ["Timestamp", "Usia", "Pekerjaan", "Domisili", *(f"Q{n}" for n in range(1, 12))]
    assert [question["key"] for question in kept.questions] == keys
    days = [str(asked[0].value(row))[:10] for row in range(len(body))]
    assert [source["collected_on"] for source in kept.sources] == days
    assert sum(source["text"] == "-" for source in kept.sources) == 16


def qualtrics(place: Path) -> None:
    """UTF-8, comma, ids in the first row and words in the second; matrices; several choices."""
    name = "surveys/qualtrics_proctoring_educators.csv"
    codes, words, *body = csv_rows(shared("data", name))
    assert (len(body), len(codes)) == (125, 82)
    roles = {
        "attribute date": "StartDate|EndDate|RecordedDate",
        "attribute number": "Duration (in seconds)",
        "attribute yes_no": "IC1",
        "attribute text": "Q3",
        "item yes_no": "IC2|IC3|Q1|Q35",
        "item choices": "Q29",
        "open text": "Q2_16_TEXT|Q5|N2|N3|N4|Q7_9_TEXT|Q8|Q9_7_TEXT|Q11|Q12|Q14|Q16|Q18|Q26|Q28"
        "|Q29_14_TEXT|Q31|Q32",
        "ignore text": "Progress|Finished|DistributionChannel",
    }
    asked = _headed(codes, body, roles)
    for at, (code, each) in enumerate(zip(codes, asked, strict=True)):
        group, heading = _worded(code, words[at], codes, words)
        known = _of_qualtrics(code, each)
        asked[at] = replace(known, heading=heading, group=group, columns=(code,))
    kept = imported(place, name)
    same_survey(kept, "qualtrics", "en", asked)
    assert [question["key"] for question in kept.questions] == [
        code.replace(" (in seconds)", "_in_seconds") for code in codes
    ]
    assert Counter(each.type for each in asked)["choice"] == 50


_POINTS = {
    "likely": ("Extremely unlikely", "Somewhat unlikely", "Neither likely nor unlikely",
               "Somewhat likely", "Extremely likely"),
    "agree": ("Strongly disagree", "Somewhat disagree", "Neither agree nor disagree",
              "Somewhat agree", "Strongly agree"),
    "easy": ("Extremely uncomfortable", "Somewhat uncomfortable",
             "Neither comfortable nor uncomfortable", "Somewhat comfortable",
             "Extremely comfortable"),
}  # fmt: skip
_RATED = {
    **dict.fromkeys(("N5", "Q13", "Q15", "Q17"), "likely"),
    **dict.fromkeys(("Q19", "Q22", "Q23", "Q24", "Q25"), "agree"),
    **dict.fromkeys((f"Q33_{n}" for n in range(1, 13)), "easy"),
}


def _of_qualtrics(code: str, each: Asked) -> Asked:
    if each.type == "date":
        return replace(each, read=partial(written, "%m/%d/%y %H:%M"))
    if each.type == "choices":
        several = dict.fromkeys(part for cell in each.cells for part in cell.split(",") if part)
        return replace(each, choices=tuple(several), read=lambda cell: "; ".join(cell.split(",")))
    if code not in _RATED:
        return each
    worth = _worth(*_POINTS[_RATED[code]])
    return replace(each, scale=(1, 5), worth={word: worth[word] for word in each.listed()})


def _worded(code: str, said: str, codes: Sequence[str], words: Sequence[str]) -> tuple[str, str]:
    """The question above the rows of a matrix, and the words of a row; " - " parts them."""
    whole = code.split("_", maxsplit=1)[0]
    rows = [w for c, w in zip(codes, words, strict=True) if c.split("_")[0] == whole]
    if code == whole or code.endswith("_TEXT") or len(rows) < 3:
        return "", said.strip()
    (stem,) = {each.partition(" - ")[0] for each in rows}
    return stem, said.strip()[len(stem) + 3 :]


def surveymonkey(place: Path) -> None:
    """cp1252, comma, two rows of headings; boxes that hold the words of their choice; ranks."""
    name = "surveys/surveymonkey_starwars.csv"
    first, second, *body = csv_rows(shared("data", name), "cp1252")
    assert (len(body), len(first)) == (1186, 38)
    columns = [[row[at] for row in body] for at in range(38)]
    films = tuple(second[3:9])
    joined = ["; ".join(cell for cell in row[3:9] if cell) for row in body]
    yes_no = (1, 2, 30, 31, 32)
    asked = [
        Asked("RespondentID", "identifier", "text", columns[0]),
        *(Asked(first[at].strip(), "item", "yes_no", columns[at]) for at in (1, 2)),
        Asked(first[3], "item", "choices", joined, choices=films, read=str),
        *(
            Asked(second[at], "item", "number", columns[at], first[9], scale=(1, 6))
            for at in range(9, 15)
        ),
        *(Asked(second[at], "item", "choice", columns[at], first[15]) for at in range(15, 29)),
        *(
            Asked(first[at].strip(), "item", "yes_no" if at in yes_no else "choice", columns[at])
            for at in range(29, 33)
        ),
        *(Asked(first[at], "attribute", "choice", columns[at]) for at in range(33, 38)),
    ]
    kept = imported(place, name)
    same_survey(kept, "surveymonkey", "en", asked)
    stray = next(each["heading"] for each in kept.questions if "Œæ" in each["heading"])
    assert stray == "Do you consider yourself to be a fan of the Expanded Universe?Œæ"
    assert [len(each["columns"]) for each in kept.questions][3] == 6


def comma(place: Path) -> None:
    """ASCII, comma; commas and quotation marks inside headings and answers."""
    name = "surveys/comma_survey.csv"
    head, *body = csv_rows(shared("data", name), "ascii")
    assert (len(body), len(head)) == (1129, 13)
    roles = {
        "identifier text": "RespondentID",
        "item yes_no": f"{head[2]}|{head[5]}",
        "attribute choice": "|".join(head[8:]),
    }
    asked = _headed(head, body, roles)
    words = ("Very unimportant", "Somewhat unimportant", "Neither important nor unimportant",
             "Somewhat important", "Very important")  # fmt: skip
    worth = _worth(*words)
    rated = {each: worth[each.split(" (")[0]] for each in asked[7].listed()}
    asked[7] = replace(asked[7], scale=(1, 5), worth=rated)
    same_survey(imported(place, name), "surveymonkey", "en", asked)


def limesurvey(place: Path) -> None:
    """UTF-8, comma, German; rows of grids in brackets behind the question, entities of HTML."""
    name = "surveys/limesurvey_scicom_de.csv"
    head, *body = csv_rows(shared("data", name))
    assert (len(body), len(head)) == (53, 41)
    asked = [Asked(head[0], "open", "text", [row[0] for row in body])]
    for at in range(1, 41):
        group, _, inside = head[at].removesuffix("]").rpartition(" [")
        cells = [row[at] for row in body]
        asked.append(Asked(inside, "item", "choice", cells, group.rstrip()))
    assert len({each.group for each in asked[1:]}) == 4
    same_survey(imported(place, name), "limesurvey", "", asked)


def limesurvey_workbook(place: Path) -> None:
    """The sheet “Data”: merged headings over a second row; boxes that say Ja and Nein."""
    name = "surveys/limesurvey_informal_models.xlsx"
    first, second, *body = sheet_rows(shared("data", name), "Data")
    assert (len(body), len(second)) == (45, 38)
    above: list[str] = []
    for cell in first:
        above.append(str(cell) if cell is not None else above[-1])
    columns = [[plain(row[at]) for row in body] for at in range(38)]
    asked: list[Asked] = []
    for at, cell in enumerate(second):
        boxes = next((span for span in (range(6), range(22, 29)) if at in span), None)
        if boxes is not None and at == boxes.start:
            asked.append(_boxes(above[at], boxes, second, columns))
        if boxes is None:
            # Nobody answered the eighteenth.
            role = "open" if at in (6, 11, 29, 37) else "ignore" if at == 17 else "item"
            kind = "choice" if role == "item" else "text"
            asked.append(Asked(str(cell), role, kind, columns[at], above[at]))
    kept = imported(place, name)
    same_survey(kept, "two_rows", "", asked)
    none = kept.questions[0]["choices"][-1]
    assert (none["value"], none["en"], none["id"]) == ("Nein", "none of these", "tidak satu pun")


def _boxes(
    heading: str, span: range, options: Sequence[object], columns: Sequence[Sequence[str]]
) -> Asked:
    """Boxes to be ticked; who ticked none of them, but said so of each, said Nein."""
    cells = []
    for row in range(len(columns[0])):
        ticked = [str(options[at]) for at in span if columns[at][row] == "Ja"]
        cells.append("; ".join(ticked) or "Nein")
        assert {columns[at][row] for at in span} <= {"Ja", "Nein"}
    assert "Nein" in cells
    choices = (*(str(options[at]) for at in span), "Nein")
    return Asked(heading, "item", "choices", cells, choices=choices, read=str)


def facesheet(place: Path) -> None:
    """Facts about informants: times and days are cells of their own kind in the workbook."""
    name = "surveys/sheffield_facesheet.xlsx"
    head, *body = sheet_rows(shared("data", name))
    assert (len(body), len(head)) == (15, 19)
    cells = [[plain(cell) for cell in row] for row in body]
    roles = {
        "identifier text": "SurveyRespondentID|TranscriptName",
        "attribute date": "InterviewDate",
        "attribute text": "InterviewTime|InterviewLength_HH-MM-SS|Region",
        "attribute choice": "AgeGroup|Sex|InstitutionType|CareerStage|Field",
        "item yes_no": "SurveyRespondent|WorkshopAttendee",
    }
    asked = _headed([str(cell) for cell in head], cells, roles)
    at = [each.heading for each in asked].index("InterviewDate")
    asked[at] = replace(asked[at], read=lambda cell: cell[:10])
    same_survey(imported(place, name), "one_row", "", asked)


def kobo(place: Path) -> None:
    """348 columns with the form beside them: lists of choices, boxes, labels, who was asked."""
    name = "surveys/kobo_msna_data.xlsx"
    head, *body = sheet_rows(shared("data", name))
    assert (len(body), len(head)) == (632, 348)
    # The first heading is a byte order mark that went through R.
    headings = [str(cell).removeprefix("X.U.FEFF.") for cell in head]
    columns = {heading: [_of_sheet(row[at]) for row in body] for at, heading in enumerate(headings)}
    form = _Form(shared("data", "surveys", "kobo_msna_xlsform.xlsx"))
    asked = [
        form.asked(heading, columns)
        for heading in headings
        if "." not in heading or heading.split(".")[0] not in columns
    ]
    kept = imported(place, name)
    same_survey(kept, "kobo", "en", asked)
    assert sum(len(question["columns"]) for question in kept.questions) == 348
    form_file = shared("data", "surveys", "kobo_msna_xlsform.xlsx").read_bytes()
    assert kept.originals["kobo_msna_xlsform.xlsx"] == form_file
    for question, each in zip(kept.questions, asked, strict=True):
        labels = form.labels(question["key"])
        found = {c["value"]: c["en"] for c in question["choices"] if c["value"] in labels}
        assert found == (labels if each.type in ("choice", "choices") else {})
    assert Counter(each.type for each in asked)["choices"] == 19


def _of_sheet(cell: object) -> str:
    return str(cell).casefold() if isinstance(cell, bool) else plain(cell)


class _Form:
    """The XLSForm, read by its sheets alone."""

    def __init__(self, place: Path) -> None:
        self._lists: dict[str, dict[str, str]] = {}
        for row in records(sheet_rows(place, "choices")):
            if row["name"]:
                found = self._lists.setdefault(row["list_name"], {})
                found[row["name"]] = readable(plain(row["label::English (en)"]))
        self._rows: dict[str, dict[str, str]] = {}
        open_groups: list[dict[str, str]] = []
        for row in records(sheet_rows(place, "survey")):
            if row["type"].startswith("begin"):
                open_groups.append(row)
            elif row["type"].startswith("end_"):
                open_groups.pop()
            else:
                group = open_groups[-1] if open_groups else {}
                label = readable(plain(group.get("label::English (en)", ""))) or group.get(
                    "name", ""
                )
                asked_if = row["relevant"] or any(each["relevant"] for each in open_groups)
                silent = "yes" if asked_if and row["required"] == "true" else ""
                self._rows[row["name"]] = {**row, "group": label, "silent": silent}

    def labels(self, name: str) -> dict[str, str]:
        """The English labels of the choices of a question, by value."""
        kind = self._rows.get(name, {"type": ""})["type"].split(" ")
        return self._lists[kind[1]] if len(kind) > 1 else {}

    def asked(self, heading: str, columns: dict[str, list[str]]) -> Asked:
        """A question: role and type follow from the type in the form."""
        cells = columns[heading]
        if heading not in self._rows:
            role, kind = _OWN[heading].split()
            return Asked(heading, role, kind, cells)
        row = self._rows[heading]
        label = readable(plain(row["label::English (en)"]))
        role, kind = _BY_FORM[row["type"].split(" ")[0]].split()
        if heading == "age_respondent_r":
            role = "attribute"
        if heading == "enumerator_num":
            # A number in the form; in the file it was hashed, so that it is a name.
            role, kind = "attribute", "choice"
        missed = {at for at, cell in enumerate(cells) if row["silent"] and not cell}
        listed = tuple(self.labels(heading))
        more = dict.fromkeys(part for cell in cells for part in cell.split()) if listed else {}
        choices = (*listed, *(value for value in more if value not in listed)) if listed else None
        several = kind == "choices"
        boxes = [each for each in columns if each.startswith(f"{heading}.")] if several else []
        for at, cell in enumerate(cells if several else ()):
            ticked = {each for each in boxes if columns[each][at] == "true"}
            assert ticked == {f"{heading}.{value}" for value in cell.split()}
        points = dict(zip(_SATISFIED, (5.0, 4.0, 3.0, 2.0, 1.0), strict=True))
        rated = listed[:5] == _SATISFIED
        return Asked(
            label or heading, role, kind, cells, row["group"], (heading, *boxes), choices,
            scale=(1, 5) if rated else (None, None), worth=points if rated else {},
            missed=frozenset(missed), words=(label, "") if label else None,
        )  # fmt: skip


_SATISFIED = ("very_satisfied", "somewhat_satisfied", "neither_satisfied",
              "somewhat_dissatisfied", "very_dissatisfied")  # fmt: skip
_OWN = {
    "X_id": "identifier text", "X_uuid": "identifier text", "X_submission_time": "attribute date",
    **dict.fromkeys(("X_notes", "X_status", "X_submitted_by", "X_index"), "ignore text"),
}  # fmt: skip
_BY_FORM = {
    **dict.fromkeys(("start", "end", "today", "date"), "attribute date"),
    "deviceid": "ignore text", "select_one": "item choice", "select_multiple": "item choices",
    "integer": "item number", "decimal": "item number", "text": "open text",
}  # fmt: skip


def xlsform(place: Path) -> None:
    """A form without its answers is refused with the one sentence that asks for them."""
    study = place / "a.runut"
    assert run(["new", str(study), "--title", "A", "--language", "id", "--coder", "Sari"]) == 0
    before = study.read_bytes()
    file = shared("data", "surveys", "kobo_msna_xlsform.xlsx")
    assert run(["--lang", "en", "import", str(study), str(file)]) == 3
    assert study.read_bytes() == before


def instrument(place: Path) -> None:
    """A printed questionnaire is a document: each piece of its text, in order, to the letter."""
    name = "surveys/qualtrics_instrument.docx"
    with zipfile.ZipFile(shared("data", name)) as package:
        root = ET.fromstring(package.read("word/document.xml"))
    kept = imported(place, name)
    (source,) = kept.sources
    assert (source["format"], source["language"]) == ("docx", "en")
    text, at = source["text"], 0
    pieces = [plain(piece.text) for piece in root.iter(f"{_WORD}t")]
    # Qualtrics writes a body for each question: a reader of the first one sees an empty page.
    assert len(list(root.iter(f"{_WORD}body"))) > 100
    assert sum(map(len, pieces)) > 17_000
    between = ""
    for piece in pieces:
        found = text.index(piece, at)
        between += text[at:found]
        at = found + len(piece)
    between += text[at:]
    # Nothing is added but line ends, tabs between cells and the signs of lists.
    assert set(between) <= set(_SIGNS), sorted(set(between) - set(_SIGNS))


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = "\n\t •▪○o□▢"

SURVEYS: dict[str, Callable[[Path], None]] = {
    "comma_survey.csv": comma,
    "googleforms_virtualtour_id.csv": google_forms,
    "kobo_msna_data.xlsx": kobo,
    "kobo_msna_xlsform.xlsx": xlsform,
    "limesurvey_informal_models.xlsx": limesurvey_workbook,
    "limesurvey_scicom_de.csv": limesurvey,
    "qualtrics_instrument.docx": instrument,
    "qualtrics_proctoring_educators.csv": qualtrics,
    "sheffield_facesheet.xlsx": facesheet,
    "surveymonkey_starwars.csv": surveymonkey,
}


def test_no_survey_goes_uncompared() -> None:
    assert {path.name for path in shared("data", "surveys").iterdir()} == set(SURVEYS)


@pytest.mark.parametrize("name", SURVEYS)
def test_a_survey_holds_every_cell_of_its_file(name: str, tmp_path: Path) -> None:
    SURVEYS[name](tmp_path)
