"""Guides are made of the codebook, say what they cover, and know whom they ask."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import codebooks
from models.vocabulary import AnswerKind, GuideKind, Missing, StakeholderGroup
from qda.edits.cases import AddCase
from qda.edits.codes import DeleteCode, MergeCodes
from qda.edits.guides import (
    AddGuideQuestion,
    BadQuestionName,
    ChangeGuideQuestion,
    DescribeGuide,
    GuideExists,
    MoveGuideQuestion,
    NobodyToAsk,
    NoSuchRole,
    QuestionEmpty,
    RemoveGuide,
    RemoveGuideQuestion,
)
from qda.edits.importing import CaseFacts
from qda.guides.coverage import coverage, coverage_report
from qda.guides.drafting import GuideChoice
from qda.guides.reading import NoSuchGuide, guide_by_id, guide_named, guides
from qda.guides.returning import (
    ColumnPart,
    Given,
    asked_of,
    cases_asked,
    codes_asked,
    given,
    returned,
    role_of,
)
from qda.guides.rows import Bilingual, GuideRow, is_name, name_for
from qda.retrieval.codes import code_by_id
from qda.session import StudySession
from tests.unit.guides.conftest import FUNDS, made

LIBRARY = Path(codebooks.__file__).parent / "library" / "vmvh1975.yaml"


def book() -> list[dict[str, object]]:
    """The codes of the model as they stand in its file."""
    codes: list[dict[str, object]] = yaml.safe_load(LIBRARY.read_text(encoding="utf-8"))["codes"]
    return codes


def again(study: StudySession, guide: GuideRow) -> GuideRow:
    with study.reading() as connection:
        return guide_by_id(connection, guide.id)


def question(guide: GuideRow, name: str) -> int:
    return next(each.id for each in guide.questions if each.name == name)


def test_a_conversation_asks_every_question_of_the_codebook_once(talk: GuideRow) -> None:
    wanted = [len(code.get("questions", ())) for code in book()]  # type: ignore[arg-type]
    assert len(talk.questions) == sum(wanted) + 2
    first = talk.questions[0]
    assert (first.name, first.code, first.section) == ("VMH1_1", "vmvh1975:VMH1", "vmvh1975:VMH1")
    indicators = [each["id"] for each in book()[0]["indicators"]]  # type: ignore[attr-defined]
    assert [probe.id for probe in first.probes] == indicators
    assert [section.id.rpartition(":")[2] for section in talk.sections] == [
        *(f"VMH{n}" for n in range(1, 8)), "",
    ]  # fmt: skip
    closing = talk.sections[-1].questions
    assert [each.text.id for each in closing] == [
        "Faktor apa yang paling mendukung, dan apa yang paling menghambat?",
        "Apa saran Bapak/Ibu?",
    ]


def test_a_questionnaire_states_indicators_on_a_scale(form: GuideRow) -> None:
    stated = [code.get("indicators", ()) for code in book()]
    wanted = sum(len(each) for each in stated)  # type: ignore[arg-type, misc]
    on_scale = [each for each in form.questions if each.answer is AnswerKind.SCALE]
    assert len(on_scale) == wanted
    assert on_scale[0].text.en == "Goals and targets are named in documents or by informants"


def test_names_are_unique_and_a_form_can_bear_them(form: GuideRow) -> None:
    names = [each.name for each in form.questions]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(is_name(name) for name in names)


@pytest.mark.parametrize(
    ("code", "name"),
    [("vmvh1975:VMH3.2", "VMH3_2"), ("mine:3 kota", "q_3_kota"), ("x", "x"), ("אב", "q")],
)
def test_a_code_gives_its_questions_a_name(code: str, name: str) -> None:
    assert name_for(code) == name


def test_only_some_roles_are_asked_where_it_was_said(talk: GuideRow) -> None:
    for each in talk.questions:
        expected = ("government",) if each.section == FUNDS else ()
        assert each.roles == expected
    of_funds = [each for each in talk.questions if each.section == FUNDS]
    assert len(asked_of(talk, "citizen")) == len(talk.questions) - len(of_funds)


def test_the_coverage_names_what_nobody_is_asked(study: StudySession, talk: GuideRow) -> None:
    found = coverage(talk)
    silent = [f"vmvh1975:{code['id']}" for code in book() if not code.get("questions")]
    assert [each.code for each in found.gaps] == silent
    assert [(role, [each.code for each in codes]) for role, codes in found.unasked] == [
        ("private", [FUNDS]), ("citizen", [FUNDS]),
    ]  # fmt: skip
    for each in talk.questions:
        if each.code.startswith("vmvh1975:VMH5"):
            study.do(RemoveGuideQuestion(each.id))
    found = coverage(again(study, talk))
    gone = [f"vmvh1975:{c['id']}" for c in book() if str(c["id"]).startswith("VMH5")]
    assert [each.code for each in found.gaps if "VMH5" in each.code] == gone
    report = coverage_report(again(study, talk), "id")
    assert "Tidak seorang pun ditanyai tentang: Kondisi sosial" in report.warnings[0]
    cells = report.table("codes")
    assert cells.cell(FUNDS, "government").text == "VMH2_1"
    assert cells.cell(FUNDS, "citizen").text == "–"
    assert report.table("questions").cell("VMH2_1", "government").text == "✓"


def test_questions_are_edited_and_everything_is_undone(study: StudySession, talk: GuideRow) -> None:
    first = question(talk, "VMH1_1")
    study.do(ChangeGuideQuestion(first, Bilingual("New?", "Baru?"), (), roles=("citizen",)))
    study.do(MoveGuideQuestion(first, 2))
    with study.reading() as connection:
        code = code_by_id(connection, "vmvh1975:VMH1").id
    study.do(AddGuideQuestion(talk.id, Bilingual("", "Tambahan?"), code))
    after = again(study, talk)
    names = [each.name for each in after.sections[0].questions]
    assert names == ["VMH1_1_1", "VMH1_2_1", "VMH1_1", "VMH1_2", "VMH1_3_1"]
    changed = next(each for each in after.questions if each.name == "VMH1_1")
    assert (changed.text, changed.probes, changed.roles) == (
        Bilingual("New?", "Baru?"), (), ("citizen",),
    )  # fmt: skip
    for _ in range(3):
        study.undo()
    assert again(study, talk) == talk


def test_what_cannot_be_is_refused_and_leaves_no_trace(study: StudySession, talk: GuideRow) -> None:
    first = question(talk, "VMH1_1")
    with pytest.raises(QuestionEmpty):
        study.do(ChangeGuideQuestion(first, Bilingual(" ", "")))
    for name in ("3x", "VMH2_1", "consent", "dengan spasi", "VMH2_1_why", "a" * 80):
        with pytest.raises(BadQuestionName):
            study.do(ChangeGuideQuestion(first, name=name))
    with pytest.raises(NoSuchRole):
        study.do(ChangeGuideQuestion(first, roles=("media",)))
    with pytest.raises(GuideExists):
        made(study, GuideChoice("pedoman"), "vmvh1975")
    with pytest.raises(NobodyToAsk):
        study.do(DescribeGuide(talk.id, roles=()))
    with study.reading() as connection, pytest.raises(NoSuchGuide):
        guide_named(connection, "lain")
    assert again(study, talk) == talk


def test_roles_that_go_are_taken_off_the_questions(study: StudySession, talk: GuideRow) -> None:
    study.do(DescribeGuide(talk.id, "Pedoman baru", ("en",), ("citizen", "private")))
    after = again(study, talk)
    assert (after.title, after.languages, after.roles) == (
        "Pedoman baru", ("en",), ("citizen", "private"),
    )  # fmt: skip
    assert all(each.roles == () for each in after.questions)
    study.do(RemoveGuide(talk.id))
    with study.reading() as connection:
        assert guides(connection) == ()


def test_questions_stay_when_their_code_goes(study: StudySession, talk: GuideRow) -> None:
    with study.reading() as connection:
        ids = {n: code_by_id(connection, f"vmvh1975:VMH{n}").id for n in (4, 5, 6)}
    study.do(DeleteCode(ids[5]))
    study.do(MergeCodes((ids[6],), ids[4]))
    after = again(study, talk)
    assert len(after.questions) == len(talk.questions)
    sections = {each.name: each.section for each in after.questions}
    assert sections["VMH5_1"] == ""
    assert sections["VMH6_1"] == "vmvh1975:VMH4"


def test_columns_lead_back_to_questions_and_codes(form: GuideRow) -> None:
    headings = (
        "VMH3/VMH3_2", "VMH3-VMH3_2", "data:VMH3.VMH3_2", "vmh3_2", "VMH3_2_why", "role",
        "consent", "Goals and targets are named in documents or by informants",
        " tujuan dan target  disebut dalam dokumen atau oleh informan", "usia", "VMH3_99",
        "Apakah ini VMH3_2",
    )  # fmt: skip
    found = returned(form, headings)
    told = [(each.part, each.question.name if each.question else "") for each in found]
    answer, reason, other = ColumnPart.ANSWER, ColumnPart.REASON, (ColumnPart.OTHER, "")
    assert told == [
        *[(answer, "VMH3_2")] * 4, (reason, "VMH3_2"), (ColumnPart.ROLE, ""),
        (ColumnPart.CONSENT, ""), (answer, "VMH1_1"), (answer, "VMH1_1"), other, other, other,
    ]  # fmt: skip
    assert {each.code for each in found[:5]} == {"vmvh1975:VMH3"}


def test_not_asked_is_told_from_silent(form: GuideRow) -> None:
    of_funds = next(each for each in form.questions if each.section == FUNDS)
    of_all = form.questions[0]
    assert given(of_funds, "government", " ") is Given.SILENT
    assert given(of_funds, "citizen", None) is Given.NOT_ASKED
    assert given(of_funds, "", "") is Given.UNKNOWN
    assert given(of_all, "", "") is Given.SILENT
    assert given(of_funds, "citizen", 0) is Given.ANSWERED
    assert Given.NOT_ASKED.missing is Missing.NOT_ASKED
    assert Given.SILENT.missing is Missing.SILENT
    assert Given.UNKNOWN.missing is None


def test_the_study_knows_who_was_asked_what(study: StudySession, talk: GuideRow) -> None:
    citizen, government = StakeholderGroup.CITIZEN, StakeholderGroup.GOVERNMENT
    study.do(AddCase(CaseFacts("Bu Ani", stakeholder_group=government)))
    study.do(AddCase(CaseFacts("Pak Budi", role="Masyarakat")))
    study.do(AddCase(CaseFacts("Citra", role="Wartawan")))
    study.do(AddCase(CaseFacts("Dedi", role="Pedagang", stakeholder_group=citizen)))
    with study.reading() as connection:
        asked = {each.name: each for each in cases_asked(connection, talk)}
        funds = code_by_id(connection, FUNDS).id
    assert {name: each.role for name, each in asked.items()} == {
        "Bu Ani": "government", "Pak Budi": "citizen", "Dedi": "citizen",
    }  # fmt: skip
    assert len(asked["Bu Ani"].questions) == len(talk.questions)
    assert FUNDS not in {each.section for each in asked["Dedi"].questions}
    assert funds in codes_asked(talk)["government"]
    assert funds not in codes_asked(talk)["citizen"]
    assert role_of(talk, "CITIZEN") == role_of(talk, "masyarakat") == "citizen"


def test_a_kind_is_read_back(form: GuideRow, talk: GuideRow) -> None:
    assert (form.kind, talk.kind) == (GuideKind.QUESTIONNAIRE, GuideKind.INTERVIEW)
