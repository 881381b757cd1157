"""Case dynamics follow relations to their end; an interim summary names what is not known."""

from __future__ import annotations

from models.vocabulary import CodingState, EntryKind, MemoKind, Polarity, RelationType
from qda.displays.values import Layout
from qda.edits.coding import Judgement
from qda.edits.conclusions import DrawConclusion
from qda.edits.memos import AddMemo
from qda.edits.relations import AddRelation, RelationFacts
from qda.retrieval.codes import code_by_id
from qda.session import StudySession
from tests.helpers.coded import code, store
from tests.helpers.kinds import (
    asked,
    cell_of,
    code_id,
    grid,
    keys_behind,
    marks,
    matrix_by,
    rate,
    relate,
    uuid_of,
)
from tests.helpers.studies import document

PLUS, MINUS = Judgement(Polarity.SUPPORTING), Judgement(Polarity.INHIBITING)


def test_a_force_is_followed_from_problem_to_effort_to_result(
    network_study: StudySession,
) -> None:
    study = network_study
    force = code(study, "W03", "Sinyal buruk", "arr:M", MINUS)
    problem = code(study, "W03", "menghambat hasil", "arr:P", MINUS)
    effort = code(study, "W02", "Kemauan petugas", "arr:W", PLUS)
    result = code(study, "W02", "memperbaiki hasil", "arr:P", PLUS)
    steps = (
        (force, problem, RelationType.LEADS_TO, ""),
        (problem, effort, RelationType.ANSWERED_BY, "petugas turun tangan"),
        (effort, result, RelationType.RESULTS_IN, ""),
    )
    for start, end, kind, note in steps:
        first, last = uuid_of(study, start), uuid_of(study, end)
        study.do(AddRelation(RelationFacts(kind, from_coding=first, to_coding=last, note=note)))
    found = matrix_by(study, asked("case-dynamics", columns=("arr:M", "arr:T")))
    assert grid(found)["Means"] == {
        "Force or issue": ["Sinyal buruk"],
        "Problems set in motion": ["menghambat hasil"],
        "How they were handled": ["Kemauan petugas"],
        "What came of it": ["memperbaiki hasil"],
        "Inference of the researcher": ["petugas turun tangan"],
    }
    inferred = cell_of(found, "Means", "Inference of the researcher").entries[0]
    assert (inferred.kind, inferred.author) == (EntryKind.JUDGEMENT, "Sari")
    assert marks(found) == {
        ("Talk", "Force or issue"): "NS",
        ("Talk", "Problems set in motion"): "DK",
        ("Talk", "How they were handled"): "DK",
        ("Talk", "What came of it"): "NA",
        ("Talk", "Inference of the researcher"): "PEND",
    }


def test_relations_between_codes_show_their_words_and_memos_are_inferences(
    network_study: StudySession,
) -> None:
    study = network_study
    relate(study, "arr:M", "arr:T", at=("W01", "Dana membuat rapat"))
    with study.reading() as connection:
        uuid = code_by_id(connection, "arr:M").uuid
    memo = AddMemo(
        "Dana membuka jalan.", memo_kind=MemoKind.ANALYTIC, target="code", target_uuid=uuid
    )
    study.do(memo)
    found = matrix_by(study, asked("case-dynamics"))
    assert [row.label for row in found.rows] == ["Means"]
    row = grid(found)["Means"]
    assert row["Problems set in motion"] == ["Talk – “Dana membuat rapat” (W01:2)"]
    assert row["Inference of the researcher"] == ["Dana membuka jalan."]
    cell = cell_of(found, "Means", "Problems set in motion")
    assert keys_behind(found, cell) == {"W01:2"}


def test_a_summary_names_who_is_silent_and_proposes_what_to_do(
    network_study: StudySession,
) -> None:
    study = network_study
    code(study, "W01", "Dana membuat rapat berjalan", "arr:M", PLUS)
    found = matrix_by(study, asked("interim-summary", columns=("arr:M", "arr:W")))
    assert found.layout is Layout.FORM
    page = grid(found)["Means"]
    assert page["What is known"] == ["1 informant", "Dana membuat rapat berjalan"]
    assert page["How well it is known"] == [
        "Techniques: Interview",
        "Groups: Government",
        "Only one informant speaks of it.",
        "Only one technique speaks of it.",
    ]
    # The interviews of the two citizens are read and had no question on it; the report is read
    # and could have spoken of it unasked.
    assert page["What is not known"] == [
        "Citizens: Not asked, no data collected",
        "Documentation: Asked, nothing said",
    ]
    assert page["What to do next"] == [
        "Ask, or look for words of: Citizens",
        "Ask, or look for words of: Documentation",
        "Rate the dimension.",
        "Draw a conclusion from the cells of a display.",
    ]
    agenda = cell_of(found, "Means", "What to do next")
    assert {entry.state for entry in agenda.entries} == {CodingState.PROPOSED}
    assert marks(found)["Will", "What is known"] == "NS"
    assert marks(found)["Will", "How well it is known"] == "NA"


def test_informants_who_differ_ratings_conclusions_and_unread_texts_are_told(
    network_study: StudySession,
) -> None:
    study = network_study
    code(study, "W01", "Dana membuat rapat berjalan", "arr:M", PLUS)
    code(study, "W02", "Dana tidak membantu", "arr:M", MINUS)
    rate(study, "arr:M", 2)
    study.do(DrawConclusion("Dana tidak cukup sendirian.", code_id=code_id(study, "arr:M")))
    store(study, document("Baru", "Belum dibaca."))
    page = grid(matrix_by(study, asked("interim-summary", columns=("arr:M",))))["Means"]
    assert page["What is known"][:3] == [
        "moderate (2 of 3)", "Conclusion: Dana tidak cukup sendirian.", "2 informants",
    ]  # fmt: skip
    assert "Informants differ: 1 speak of support, 1 of hindrance." in page["How well it is known"]
    assert page["What is not known"] == ["Documentation: Not yet read"]
    assert page["What to do next"] == ["Read what is unread of: Documentation (1 text)"]


def test_both_speak_indonesian(network_study: StudySession) -> None:
    code(network_study, "W01", "Dana membuat rapat berjalan", "arr:M", PLUS)
    dynamics = matrix_by(network_study, asked("case-dynamics", language="id"))
    summary = matrix_by(network_study, asked("interim-summary", language="id"))
    assert dynamics.subtitle == "Matriks dinamika kasus"
    assert summary.subtitle == "Ringkasan kasus sementara"
    assert grid(summary)["Sarana"]["Langkah berikutnya"][-1] == (
        "Tarik simpulan dari sel suatu display."
    )
