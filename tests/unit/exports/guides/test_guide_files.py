"""A guide's form compiles and brings answers back to their codes; its document can be read."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from exports.errors import UnknownFileKind
from exports.guides.writing import GuideFile, write_guide
from models.vocabulary import AnswerKind, GuideKind
from qda.edits.guides import ChangeGuideQuestion, DescribeGuide
from qda.guides.drafting import GuideChoice
from qda.guides.reading import guide_by_id
from qda.guides.returning import ColumnPart, Given, given, returned, role_of
from qda.guides.rows import Bilingual, GuideRow
from qda.session import StudySession
from tests.unit.guides.conftest import FUNDS, ONLY, form, made, study, talk

__all__ = ["form", "study", "talk"]

MOMENT = datetime(2026, 3, 2, 9, 50, tzinfo=UTC)
XF = "{http://www.w3.org/2002/xforms}"


def written(guide: GuideRow, path: Path) -> Path:
    write_guide(GuideFile(guide, "Studi uji", "Sari", MOMENT), path)
    return path


def compiled(path: Path) -> ET.Element:
    """The form as the reference compiler makes it; it has nothing to warn of."""
    warnings: list[str] = []
    found = convert(str(path), warnings=warnings)
    assert warnings == []
    return ET.fromstring(found.xform)


def answer_paths(root: ET.Element) -> list[str]:
    """The columns of a table of answers: every field of the compiled form, behind its groups."""
    model = root.find(f".//{XF}instance")
    assert model is not None
    (top,) = list(model)

    def walk(node: ET.Element, above: str) -> list[str]:
        name = node.tag.rpartition("}")[2]
        path = f"{above}/{name}" if above else name
        return [p for child in node for p in walk(child, path)] if len(node) else [path]

    return [path for child in top for path in walk(child, "")]


@pytest.mark.parametrize("kind", list(GuideKind))
@pytest.mark.parametrize("languages", [("id", "en"), ("en",), ("id",)])
def test_the_form_compiles_without_a_warning(
    study: StudySession, tmp_path: Path, kind: GuideKind, languages: tuple[str, ...]
) -> None:
    roles = ("Kepala Dinas", "government", "3 warga", "kepala-dinas")
    choice = GuideChoice("Uji <b> ${x}", kind, languages, roles, {FUNDS: roles[:2]})
    path = written(made(study, choice, "vmvh1975"), tmp_path / "f.xlsx")
    root = compiled(path)
    assert root.find(f".//{XF}bind") is not None


def test_nasty_words_are_only_words(study: StudySession, tmp_path: Path, form: GuideRow) -> None:
    nasty = ("=1+1", "${role}", "<b>&amp;", "a\nb\tc", "👍🏽 \x07", "@x", "[teks](http://x)")
    for each, words in zip(form.questions, nasty, strict=False):
        study.do(ChangeGuideQuestion(each.id, Bilingual(words, words)))
    with study.reading() as connection:
        changed = guide_by_id(connection, form.id)
    path = written(changed, tmp_path / "f.xlsx")
    compiled(path)
    cells = [c for row in load_workbook(path)["survey"].iter_rows() for c in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    written(changed, tmp_path / "f.docx")


def test_answers_come_back_to_their_codes(form: GuideRow, tmp_path: Path) -> None:
    paths = answer_paths(compiled(written(form, tmp_path / "f.xlsx")))
    answers = tmp_path / "jawaban.csv"
    with answers.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(paths)
        for role in ("government", "citizen"):
            writer.writerow([role if path == "role" else "" for path in paths])
    with answers.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = returned(form, rows[0])
    by_name = {each.name: each.code for each in form.questions}
    back = {c.question.name: c.code for c in columns if c.part is ColumnPart.ANSWER and c.question}
    assert back == by_name
    reasons = [each for each in columns if each.part is ColumnPart.REASON]
    scales = [each.name for each in form.questions if each.answer is AnswerKind.SCALE]
    assert [each.question.name for each in reasons if each.question] == scales
    left = {each.heading for each in columns if each.part is ColumnPart.OTHER}
    assert left == {"meta/instanceID"}
    funds = next(c for c in columns if c.question and c.question.section == FUNDS)
    assert funds.question is not None
    told = [given(funds.question, role_of(form, row["role"]), row[funds.heading]) for row in rows]
    assert told == [Given.SILENT, Given.NOT_ASKED]


def test_the_form_asks_roles_and_reasons_where_they_belong(form: GuideRow, tmp_path: Path) -> None:
    book = load_workbook(written(form, tmp_path / "f.xlsx"))
    heads, *rows = book["survey"].iter_rows(values_only=True)
    lines = {str(row[1]): dict(zip(heads, row, strict=True)) for row in rows}
    assert lines["consent"]["type"] == "acknowledge"
    assert lines["consent"]["required"] == lines["role"]["required"] == "yes"
    assert lines["VMH2_1"]["type"] == "select_one skala5"
    assert lines["VMH2_1"]["appearance"] == "likert"
    assert lines["VMH2_1"]["relevant"] == "${role} = 'government'"
    assert lines["VMH2_1_why"]["relevant"] == "(${role} = 'government') and ${VMH2_1} <= 2"
    assert lines["VMH1_1"]["relevant"] is None
    assert lines["VMH1_1"]["label::English (en)"] == (
        "Goals and targets are named in documents or by informants"
    )
    groups = [row[1] for row in rows if row[0] == "begin_group"]
    assert groups == [*(f"VMH{n}" for n in range(1, 8)), "closing"]
    heads, row = book["settings"].iter_rows(values_only=True)
    settings = {str(head): str(cell) for head, cell in zip(heads, row, strict=True)}
    assert settings["version"][:4] == "2026"
    assert len(settings["version"]) == 10
    assert settings["default_language"] == "Indonesia (id)"
    scale = [row for row in book["choices"].iter_rows(values_only=True) if row[0] == "skala5"]
    assert [row[1] for row in scale] == ["1", "2", "3", "4", "5"]


def test_the_document_has_pages_for_each_role(talk: GuideRow, tmp_path: Path) -> None:
    document = Document(str(written(talk, tmp_path / "p.docx")))
    heads = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert heads == ["Pedoman – Pemerintah", "Pedoman – Swasta", "Pedoman – Masyarakat"]
    read = "\n".join(p.text for p in document.paragraphs)
    assert read.count("[VMH2_1]") == 1
    assert read.count("[VMH1_1]") == 3
    assert read.count("Saya telah mendapat penjelasan") == 3
    assert read.count("Apa saran Bapak/Ibu?") == 3
    assert "Tujuan dan target disebut dalam dokumen atau oleh informan / Goals and targets" in read
    assert "What do you suggest?" in read
    assert len(document.tables) == sum(
        each.is_asked_of(role) for role in talk.roles for each in talk.questions
    )


def test_a_questionnaire_on_paper_has_boxes(
    study: StudySession, form: GuideRow, tmp_path: Path
) -> None:
    study.do(DescribeGuide(form.id, languages=("en",), roles=("citizen",)))
    with study.reading() as connection:
        changed = guide_by_id(connection, form.id)
    read = [p.text for p in Document(str(written(changed, tmp_path / "p.docx"))).paragraphs]
    boxes = [line for line in read if line.startswith("☐ 1 Strongly disagree")]
    on_scale = [q for q in changed.questions if q.answer is AnswerKind.SCALE]
    assert len(boxes) == len(on_scale)


@pytest.mark.parametrize("ending", [".csv", ".html", ".xlsx"])
def test_the_coverage_is_a_table(talk: GuideRow, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"cakupan{ending}"
    write_guide(GuideFile(talk, made_at=MOMENT), path, coverage=True)
    assert path.stat().st_size > 1000
    if ending != ".xlsx":
        told = path.read_text(encoding="utf-8-sig")
        assert "VMH2_1" in told
        assert "Kode mana ditanyakan kepada siapa" in told
    else:
        assert "survey" not in load_workbook(path).sheetnames


def test_another_ending_is_refused(talk: GuideRow, tmp_path: Path) -> None:
    with pytest.raises(UnknownFileKind, match=r"\.docx"):
        write_guide(GuideFile(talk), tmp_path / "p.pptx")
    assert list(tmp_path.glob("p.*")) == []


def test_the_choices_of_the_fixtures_hold(form: GuideRow) -> None:
    assert {each.roles for each in form.questions if each.section == FUNDS} == {ONLY[FUNDS]}
