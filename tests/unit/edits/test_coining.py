"""A code is coined and given in one act, typed while coding or named by the words themselves."""

from __future__ import annotations

import pytest

from models.code import Code
from models.coding import Coding
from models.memo import Memo
from models.positions import Span, SpanBeyondText
from models.vocabulary import Origin
from qda.edits.codes import AddCode, CodeNameMissing
from qda.edits.coding import AlreadyCoded
from qda.edits.coining import (
    IN_VIVO,
    LONGEST,
    CodeInVivo,
    CoinCode,
    NoWordsToName,
    name_of_words,
)
from qda.session import StudySession
from tests.helpers.studies import document, import_one, only, rows, unchanged, wording

TEXT = "“Anggaran kami kurang,” kata Bu Ratna. Anggaran kami KURANG — sekali. 👍🏽 …"


@pytest.fixture
def source(study: StudySession) -> int:
    """A source with `TEXT`."""
    return import_one(study, document("Laporan", TEXT))


def span(words: str) -> Span:
    """Where words stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Anggaran kurang", "Anggaran kurang"),
        ("“Anggaran\n  kurang”,", "Anggaran kurang"),
        ("… 👍🏽 —", ""),
        ("a" * 70, "a" * LONGEST + " …"),
        ("kata " * 20, "kata " * 11 + "kata …"),
        ("التطبيق بطيء.", "التطبيق بطيء"),
    ],
)
def test_words_give_a_short_name_without_signs_at_its_edges(words: str, name: str) -> None:
    assert name_of_words(words) == name
    assert len(name) <= LONGEST + 2


def test_a_code_is_made_of_the_words_beneath_in_vivo_and_given_to_them(
    study: StudySession, source: int
) -> None:
    before = len(rows(study.store, Code))
    coding = study.do(CodeInVivo(source, span("“Anggaran kami kurang,")))
    above = only(study.store, Code, canonical_id=IN_VIVO)
    made = only(study.store, Code, parent_id=above["id"])
    assert made["name_en"] == made["name_id"] == "Anggaran kami kurang"
    assert made["origin"] is Origin.INDUCTIVE
    assert only(study.store, Coding, id=coding)["code_id"] == made["id"]
    study.undo()
    assert len(rows(study.store, Code)) == before
    assert rows(study.store, Coding) == []


def test_the_same_words_elsewhere_give_the_same_code(study: StudySession, source: int) -> None:
    study.do(CodeInVivo(source, span("Anggaran kami kurang")))
    study.do(CodeInVivo(source, span("Anggaran kami KURANG")))
    assert len({row["code_id"] for row in rows(study.store, Coding)}) == 1
    assert len(rows(study.store, Code)) == 2
    with unchanged(study.store), pytest.raises(AlreadyCoded):
        study.do(CodeInVivo(source, span("Anggaran kami KURANG")))


def test_signs_alone_name_no_code(study: StudySession, source: int) -> None:
    with unchanged(study.store), pytest.raises(NoWordsToName) as refused:
        study.do(CodeInVivo(source, span("👍🏽 …")))
    assert "Pilih" in refused.value.say("id")
    with unchanged(study.store), pytest.raises(SpanBeyondText):
        study.do(CodeInVivo(source, Span(0, 999)))


@pytest.mark.parametrize(
    ("language", "names"), [("en", ("Late pay", "")), ("id", ("", "Late pay"))]
)
def test_a_typed_code_gets_the_next_free_id_and_is_given_with_others(
    study: StudySession, source: int, language: str, names: tuple[str, str]
) -> None:
    known = study.do(AddCode("K1", wording("A")))
    places = ((source, Span(0, 4)), (source, Span(5, 9)))
    made = study.do(CoinCode("  Late  pay ", places, language, code_ids=(known,), memo="lihat W03"))
    assert len(made) == 4
    code = only(study.store, Code, canonical_id="K2")
    assert (code["name_en"], code["name_id"]) == names
    memo = only(study.store, Memo)
    assert memo["target_uuid"] == only(study.store, Coding, id=made[0])["uuid"]
    study.undo()
    assert rows(study.store, Coding) == rows(study.store, Memo) == []
    assert [row["canonical_id"] for row in rows(study.store, Code)] == ["K1"]


def test_a_code_without_a_name_is_not_coined(study: StudySession, source: int) -> None:
    with unchanged(study.store), pytest.raises(CodeNameMissing):
        study.do(CoinCode("  ", ((source, Span(0, 4)),)))
