"""Summary forms: what is known, the main issues, what is salient, what is still open."""

from __future__ import annotations

from models.code import Code
from models.source import Source
from models.vocabulary import MemoKind, RelationType, Technique
from qda.displays.values import Layout
from qda.edits.memos import AddMemo
from qda.edits.planned import AddPlanned, PlannedFacts
from qda.edits.sources import DescribeSource
from qda.session import StudySession
from tests.helpers.kinds import asked, cell_of, claim, event, grid, marks, matrix_by
from tests.helpers.studies import only
from tests.helpers.talks import fill_talks, relate_codings, uuid_of

RATNA, BUDI = "W01 · Wawancara Ratna", "W02 · Wawancara Budi"


def test_a_contact_has_a_page_and_a_document_has_none(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("contact-summary"))
    assert found.layout is Layout.FORM
    assert [row.label for row in found.rows] == [
        RATNA, BUDI, "W03 · Wawancara Cici", "W04 · Wawancara Dodi",
    ]  # fmt: skip
    documents = matrix_by(talks, asked("document-summary"))
    assert documents.layout is Layout.FORM
    assert [row.label for row in documents.rows] == ["D01 · Peraturan"]


def test_the_page_says_whom_when_where_and_how_long(talks: StudySession) -> None:
    fill_talks(talks)
    source = only(talks.store, Source, key="W01")
    talks.do(DescribeSource(source["id"], place="Balai Kota"))
    told = grid(matrix_by(talks, asked("contact-summary")))[RATNA]["Contact data"]
    length = source["length"]
    assert told == [
        "Ratna, Kepala, Government",
        f"W01 · Interview · 1 March 2025 · Balai Kota · {length} characters · read",
        "Tempat: Kantor",
    ]


def test_main_issues_are_the_codes_with_most_segments(talks: StudySession) -> None:
    fill_talks(talks)
    cell = cell_of(
        matrix_by(talks, asked("contact-summary")), "W03 · Wawancara Cici", "Main issues"
    )
    assert [entry.text for entry in cell.entries] == [
        "Outcome: 2 segments", "Funds: 1 segment", "Attitude: 1 segment",
    ]  # fmt: skip


def test_salient_is_what_was_marked_and_nothing_else(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("contact-summary"))
    salient = cell_of(found, RATNA, "Salient points")
    assert [entry.text for entry in salient.entries] == ["Dana kurang sekali"]
    assert marks(found)[BUDI, "Salient points"] == "NS"


def test_paraphrases_stand_before_the_quotes_and_ideas_in_their_own_field(
    talks: StudySession,
) -> None:
    ids = fill_talks(talks)
    coding = uuid_of(talks, ids["Dana kurang sekali"])
    talks.do(AddMemo("Anggaran dinilai sangat kurang.", target="coding", target_uuid=coding))
    source = only(talks.store, Source, key="W01")["uuid"]
    talks.do(AddMemo("Dana menentukan semuanya.", "Dugaan", target="source", target_uuid=source))
    talks.do(
        AddMemo("Tanya notulen.", memo_kind=MemoKind.METHOD, target="source", target_uuid=source)
    )
    found = matrix_by(talks, asked("contact-summary", quotes=1))
    row = grid(found)[RATNA]
    assert row["Means"] == ["Anggaran dinilai sangat kurang.", "Dana kurang sekali"]
    assert row["New hypotheses and ideas"] == ["Dugaan: Dana menentukan semuanya."]
    assert "Tanya notulen." in row["To follow up"]
    paraphrase = cell_of(found, RATNA, "Means").entries[0]
    assert (paraphrase.author, len(paraphrase.evidence)) == ("Sari", 1)


def test_what_nobody_said_and_what_is_planned_is_to_be_followed_up(talks: StudySession) -> None:
    fill_talks(talks)
    talks.do(AddPlanned((PlannedFacts("Ratna", Technique.INTERVIEW, number=2),)))
    row = grid(matrix_by(talks, asked("contact-summary")))[RATNA]
    assert row["To follow up"] == [
        "Not asked, no data collected: Attitude, Outcome",
        "planned: Ratna · Interview 2",
    ]


def test_an_informant_can_have_a_page_instead_of_a_talk(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("contact-summary", rows="case"))
    assert [row.label for row in found.rows] == ["Budi", "Cici", "Dodi", "Ratna"]


def test_a_document_tells_its_weight_its_content_and_where_it_leads(talks: StudySession) -> None:
    ids = fill_talks(talks)
    source = only(talks.store, Source, key="D01")
    talks.do(AddMemo("Mengatur dana dan staf.", target="source", target_uuid=source["uuid"]))
    code = only(talks.store, Code, canonical_id="mns:M")["uuid"]
    talks.do(AddMemo("Lihat [[D01]].", "Rujukan", target="code", target_uuid=code))
    event(talks, "Peraturan", "2024", at=("D01", "Dana dialokasikan"))
    claim(talks, "Staf", 12, "2024", at=("D01", "Staf"))
    first, second = ids["Dana dialokasikan tiap tahun"], ids["Dana kurang sekali"]
    relate_codings(talks, first, second, RelationType.CONTRADICTS)
    row = grid(matrix_by(talks, asked("document-summary")))["D01 · Peraturan"]
    assert row["Type of document"] == ["Documentation", "Secondary data"]
    assert row["Date"] == ["no date is recorded"]
    # Of means, attitude, efforts and outcome it speaks of means alone.
    assert row["Importance"] == ["Bears on 1 of 4 dimensions; 2 segments; 0 marked as important"]
    assert row["Brief content"] == ["Mengatur dana dan staf."]
    assert row["Links"] == [
        "Rujukan: Lihat [[D01]].",
        "D01:1 – Contradicts – W01:2: “Dana kurang sekali”",
        "D01:1: Peraturan – “Dana dialokasikan”",
        "D01:2: Staf (2024): 12 – “Staf”",
    ]
