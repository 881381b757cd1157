"""Sources: importing drafts and tables, describing, assigning and removing them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.case import Attribute, Case, CaseSpan
from models.checking import flaws
from models.coding import Coding, Segment
from models.memo import Memo
from models.positions import Span
from models.recording import NotThere
from models.source import (
    Collection,
    CollectionFile,
    OriginalChunk,
    OriginalFile,
    Paragraph,
    Source,
    SourceText,
    Turn,
)
from models.vocabulary import (
    AttributeOwner,
    DataClass,
    Missing,
    Reading,
    SpeakerKind,
    StakeholderGroup,
    Technique,
)
from qda.edits.codes import AddCode
from qda.edits.coding import CodeSegment
from qda.edits.importing import (
    CHUNK,
    AlreadyImported,
    CaseFacts,
    ImportCollection,
    ImportSources,
    NoTextColumn,
    SourcePlan,
)
from qda.edits.memos import RecordAbsence
from qda.edits.sources import (
    AssignSource,
    AssignSpeaker,
    DescribeSource,
    MarkReading,
    NoSuchSpeaker,
    RemoveCollection,
    RemoveSources,
)
from qda.importers.draft import ColumnRole
from qda.jobs.progress import Cancelled
from qda.retrieval.sources import original_bytes, source_text, turns
from qda.session import StudySession
from tests.helpers.studies import (
    FAMILY,
    TURNS,
    document,
    dump,
    ids,
    import_one,
    new_session,
    only,
    original,
    reviews,
    rows,
    transcript,
    unchanged,
    wording,
)


class StopsAfter:
    """A progress whose listener stops the work at its n-th report."""

    def __init__(self, reports: int) -> None:
        self._left = reports

    def report(self, done: int, total: int, what: str = "") -> None:
        """Count down."""
        self._left -= 1
        if self._left < 0:
            raise Cancelled


def test_an_interview_is_kept_with_its_words_turns_and_case(study: StudySession) -> None:
    draft = transcript("Wawancara")
    source = import_one(study, draft)
    with study.reading() as connection:
        assert source_text(connection, source) == draft.text
        assert original_bytes(connection, source) == draft.original.content
        said = [draft.text[turn.words_start : turn.span.end] for turn in turns(connection, source)]
        assert said == [words for _, words in TURNS]
        assert flaws(connection) == ()
    row = only(study.store, Source)
    assert (row["key"], row["data_class"], row["length"]) == (
        "W01", DataClass.PRIMARY, len(draft.text),
    )  # fmt: skip
    assert row["reading"] is Reading.UNREAD
    assert row["attributes"] == {"Tempat": "Kantor"}
    assert only(study.store, Attribute)["owner"] is AttributeOwner.SOURCE
    assert only(study.store, Case)["name"] == "Ibu Ratna"
    spans = [Span(row["start"], row["end"]) for row in rows(study.store, CaseSpan)]
    assert [span.of(draft.text) for span in spans] == [TURNS[1][1], TURNS[3][1]]


def test_keys_count_per_technique_and_documents_are_secondary(study: StudySession) -> None:
    plans = [
        SourcePlan(document("a", "x")),
        SourcePlan(transcript("b")),
        SourcePlan(document("c", "y", technique=Technique.OBSERVATION)),
        SourcePlan(document("d", "z"), data_class=DataClass.PRIMARY),
    ]
    study.do(ImportSources(tuple(plans)))
    found = [(row["key"], row["data_class"].value) for row in rows(study.store, Source)]
    assert found == [
        ("D01", "secondary"), ("W01", "primary"), ("O01", "primary"), ("D02", "primary"),
    ]  # fmt: skip


def test_the_same_file_is_imported_once(study: StudySession) -> None:
    import_one(study, document("a", "x"))
    with unchanged(study.store), pytest.raises(AlreadyImported) as refused:
        study.do(ImportSources((SourcePlan(document("b", "y")), SourcePlan(document("a", "x")))))
    assert "D01" in refused.value.say("id")
    with unchanged(study.store), pytest.raises(AlreadyImported):
        study.do(ImportSources((SourcePlan(document("c", "z")),) * 2))


def test_an_import_that_is_stopped_leaves_nothing(study: StudySession) -> None:
    plans = tuple(SourcePlan(document(f"d{n}", f"x{n}")) for n in range(4))
    with unchanged(study.store), pytest.raises(Cancelled):
        study.do(ImportSources(plans, StopsAfter(3)))
    with unchanged(study.store), pytest.raises(Cancelled):
        study.do(ImportCollection(reviews("U", ["a", "b"]), progress=StopsAfter(0)))


def test_a_large_file_is_kept_in_pieces_byte_for_byte(study: StudySession) -> None:
    content = bytes(range(256)) * ((2 * CHUNK + 512) // 256)
    source = import_one(study, document("besar", "x", content=content))
    assert len(rows(study.store, OriginalChunk)) == 3
    study.undo()
    study.redo()
    with study.reading() as connection:
        assert original_bytes(connection, source) == content
        assert flaws(connection) == ()


def test_an_empty_text_is_a_source_that_belongs_to_nobody(study: StudySession) -> None:
    source = import_one(study, document("kosong", ""), whole_case="Ratna")
    assert rows(study.store, CaseSpan) == []
    study.do(AssignSource(source, CaseFacts("Ratna")))
    with study.reading() as connection:
        assert flaws(connection) == ()


def test_a_table_becomes_a_collection_of_units(study: StudySession) -> None:
    texts = [f"ulasan {FAMILY} {n}" for n in range(12)]
    added = study.do(ImportCollection(reviews("Ulasan", texts), role="pengguna"))
    assert (added.key, added.added, added.known) == ("U01", 12, 0)
    units = rows(study.store, Source)
    assert [row["key"] for row in units][::11] == ["U01-0001", "U01-0012"]
    assert [row["text"] for row in rows(study.store, SourceText)] == texts
    assert {row["collection_id"] for row in units} == {added.collection_id}
    assert units[0]["attributes"]["stars"] == 2
    assert len({row["respondent"] for row in units}) == 7
    assert "user 1" not in str(dump(study.store)["source"])
    kept = only(study.store, Collection)
    assert (kept["role"], kept["stakeholder_group"]) == ("pengguna", StakeholderGroup.CITIZEN)


def test_a_newer_export_adds_only_what_is_new(study: StudySession) -> None:
    first = study.do(ImportCollection(reviews("U", ["a", "b", "c"])))
    newer = reviews("U", ["b", "c", "d", "e"], first=2)
    again = study.do(ImportCollection(newer, into_id=first.collection_id))
    assert (again.added, again.known) == (2, 2)
    assert [row["text"] for row in rows(study.store, SourceText)] == ["a", "b", "c", "d", "e"]
    assert [row["row_number"] for row in rows(study.store, Source)] == [1, 2, 3, 4, 5]
    assert [(row["rows"], row["added"]) for row in rows(study.store, CollectionFile)] == [
        (3, 3), (4, 2),
    ]  # fmt: skip


def test_a_table_without_texts_or_target_is_refused(study: StudySession) -> None:
    draft = reviews("U", ["a"])
    columns = tuple(c for c in draft.columns if c.role is not ColumnRole.TEXT)
    with unchanged(study.store):
        with pytest.raises(NoTextColumn) as refused:
            study.do(ImportCollection(replace(draft, columns=columns)))
        assert "U.csv" in refused.value.say("id")
        with pytest.raises(NotThere):
            study.do(ImportCollection(draft, into_id=99))


def test_describing_a_source_keeps_its_key(study: StudySession) -> None:
    source = import_one(study, document("a", "x"))
    study.do(
        DescribeSource(
            source, "Nama", Technique.INTERVIEW, DataClass.PRIMARY, "2026-11", place="Bogor"
        )
    )
    row = only(study.store, Source)
    assert (row["key"], row["title"], row["technique"]) == ("D01", "Nama", Technique.INTERVIEW)
    assert (row["collected_on"], row["place"], row["language"]) == ("2026-11", "Bogor", "id")
    with unchanged(study.store):
        study.do(DescribeSource(source))
        with pytest.raises(NotThere):
            study.do(DescribeSource(99))


def test_marking_counts_what_changes(study: StudySession) -> None:
    a, b = import_one(study, document("a", "x")), import_one(study, document("b", "y"))
    assert study.do(MarkReading((a, b, b), Reading.READ)) == 2
    with unchanged(study.store):
        assert study.do(MarkReading((a, b), Reading.READ)) == 0


def test_a_speaker_becomes_interviewer_or_another_case(study: StudySession) -> None:
    source = import_one(study, transcript("W"))
    assert study.do(AssignSpeaker(source, "Ibu Ratna", SpeakerKind.INTERVIEWER)) == 2
    assert rows(study.store, CaseSpan) == []
    assert {row["kind"] for row in rows(study.store, Turn)} == {SpeakerKind.INTERVIEWER}
    study.do(AssignSpeaker(source, "Ibu Ratna", SpeakerKind.INFORMANT, CaseFacts("I1", "kepala")))
    new = only(study.store, Case, name="I1")
    assert [row["case_id"] for row in rows(study.store, CaseSpan)] == [new["id"]] * 2
    with unchanged(study.store), pytest.raises(NoSuchSpeaker) as refused:
        study.do(AssignSpeaker(source, "Budi", SpeakerKind.INFORMANT))
    assert "W01" in refused.value.say("id")


def test_a_whole_text_is_given_to_a_case_or_to_none(study: StudySession) -> None:
    source = import_one(study, document("a", "kata"))
    study.do(AssignSource(source, CaseFacts("Ratna")))
    span = only(study.store, CaseSpan)
    assert (span["start"], span["end"]) == (0, 4)
    study.do(AssignSource(source, CaseFacts("Budi")))
    assert len(rows(study.store, CaseSpan)) == 1
    study.do(AssignSource(source, None))
    assert rows(study.store, CaseSpan) == []


def test_removing_a_source_takes_all_that_rests_on_it(study: StudySession) -> None:
    gone, kept = import_one(study, transcript("W")), import_one(study, document("a", "kata"))
    code = study.do(AddCode("a", wording("A")))
    study.do(CodeSegment(gone, Span(0, 3), code, memo="catatan"))
    study.do(CodeSegment(kept, Span(0, 3), code))
    study.do(RecordAbsence(gone, code, Missing.SILENT))
    before = dump(study.store)
    assert study.do(RemoveSources((gone, 99))) == 1
    for kind in (Source, SourceText, OriginalFile, OriginalChunk, Coding, Segment):
        assert len(rows(study.store, kind)) == 1, kind
    assert rows(study.store, Turn) == rows(study.store, CaseSpan) == []
    assert {row["source_id"] for row in rows(study.store, Paragraph)} == {kept}
    study.undo()
    assert dump(study.store) == before
    study.redo()
    assert rows(study.store, Memo) == []
    import_one(study, transcript("W"))


def test_removing_a_collection_takes_its_units_and_its_file(study: StudySession) -> None:
    texts = [f"ulasan {n}" for n in range(1100)]
    added = study.do(ImportCollection(reviews("U", texts)))
    code = study.do(AddCode("a", wording("A")))
    study.do(CodeSegment(ids(study.store, Source)[700], Span(0, 3), code))
    before = dump(study.store)
    assert study.do(RemoveCollection(added.collection_id)) == 1100
    for kind in (Source, SourceText, OriginalFile, OriginalChunk, Coding, Segment, Collection):
        assert rows(study.store, kind) == [], kind
    study.undo()
    assert dump(study.store) == before
    with unchanged(study.store), pytest.raises(NotThere):
        study.do(RemoveCollection(99))


def test_a_file_that_two_things_need_stays_with_the_second(study: StudySession) -> None:
    table = reviews("U", ["a"])
    study.do(ImportCollection(table))
    text = replace(document("a", "x"), original=original("U.csv", table.original.content))
    source = import_one(study, text)
    assert len(rows(study.store, OriginalFile)) == 1
    study.do(RemoveCollection(1))
    with study.reading() as connection:
        assert original_bytes(connection, source) == table.original.content


def test_thousands_of_units_are_removed_at_once(study: StudySession) -> None:
    study.do(ImportCollection(reviews("U", [f"u{n}" for n in range(3000)])))
    assert study.do(RemoveSources(tuple(ids(study.store, Source)))) == 3000
    study.undo()
    assert len(rows(study.store, Source)) == 3000


def test_a_list_longer_than_one_statement_may_be(postgres_url: str) -> None:
    with new_session(postgres_url) as study:
        import_one(study, document("a", "x"))
        assert study.do(RemoveSources(tuple(range(1, 70_001)))) == 1
