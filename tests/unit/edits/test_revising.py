"""Correcting a coded text: what stands on the words moves along, on a file and on a server."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.case import CaseSpan
from models.checking import flaws
from models.code import Anchor, Code
from models.coding import Coding, Segment
from models.history import Change, Edit
from models.memo import Memo
from models.packing import unpack
from models.positions import Span
from models.recording import Recorder
from models.search_index import matching_ids, parsed
from models.source import ImportedText, Paragraph, Source, SourceText, Turn
from models.splicing import Cut
from models.vocabulary import CodingState
from qda.edits.codes import AddCode
from qda.edits.coding import CodeSegment, ConfirmCodings, TextHasChanged
from qda.edits.edit import EditRequest
from qda.edits.importing import ImportCollection
from qda.edits.memos import AddMemo
from qda.edits.moving import (
    ForbiddenCharacter,
    LineBreakInCorrection,
    OutsideParagraphs,
    ParagraphEmptied,
)
from qda.edits.proposing import StoreProposals
from qda.edits.revising import ReviseText
from qda.edits.titles import title_of
from qda.i18n import Speech
from qda.importers.tables.identity import fingerprint
from qda.retrieval.codings import codings_in
from qda.retrieval.sources import source_text
from qda.session import StudySession
from tests.helpers.acts_revising import random_cuts
from tests.helpers.studies import (
    FAMILY,
    document,
    dump,
    import_one,
    new_session,
    only,
    proposed,
    reviews,
    rows,
    transcript,
    unchanged,
    wording,
)


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, place: Path) -> Iterator[StudySession]:
    """A new study, once on a file and once on a server."""
    where = place if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with new_session(where) as session:
        yield session


class _OnWords(EditRequest[None]):
    """Puts an anchor and a memo on words, as other parts of the program do."""

    kind = "on_words"
    title = ""

    def __init__(self, source_id: int, code_id: int, span: Span) -> None:
        self.source_id, self.code_id, self.span = source_id, code_id, span

    def apply(self, recorder: Recorder) -> None:
        source = recorder.get(Source, self.source_id)
        start, end = self.span.start, self.span.end
        coder = recorder.coder_id or 1
        recorder.add(
            Anchor(code_id=self.code_id, source_id=source.id, coder_id=coder, start=start, end=end)
        )
        recorder.add(
            Memo(
                text="m",
                coder_id=coder,
                target="source",
                target_uuid=source.uuid,
                start=start,
                end=end,
            )
        )


def _cut(text: str, words: str, new: str) -> Cut:
    return Cut(text.index(words), words, new)


def _text(session: StudySession, source_id: int) -> str:
    with session.reading() as state:
        return source_text(state, source_id)


def _code(session: StudySession, source_id: int, words: str, code_id: int) -> int:
    start = _text(session, source_id).index(words)
    return session.do(CodeSegment(source_id, Span(start, start + len(words)), code_id))


def _quotes(session: StudySession, source_id: int) -> list[str]:
    with session.reading() as state:
        return [row.quote for row in codings_in(state, source_id)]


def _whole(session: StudySession) -> None:
    with session.reading() as state:
        assert flaws(state) == ()


def test_everything_on_the_words_moves_with_them(either: StudySession) -> None:
    source = import_one(either, transcript("Wawancara"))
    code = either.do(AddCode("dana", wording("Funds")))
    text = _text(either, source)
    for words in ("Anggaran kami kurang", "kurang", f"lapangan {FAMILY}", "cafe\u0301 pun"):
        _code(either, source, words, code)
    start = text.index("lapangan")
    either.do(_OnWords(source, code, Span(start, start + 8)))
    before = dump(either.store)
    done = either.do(
        ReviseText(
            source,
            (_cut(text, "kami", "kami semua 👍🏽"), _cut(text, "Ibu Ratna", "Informan 1")),
            seen=fingerprint(text),
        )
    )
    assert (done.sources, done.codings_gone, done.codings_merged) == (1, 0, 0)
    new = _text(either, source)
    assert "Informan 1: Anggaran kami semua 👍🏽 kurang" in new
    assert _quotes(either, source) == [
        "Anggaran kami semua 👍🏽 kurang", "kurang", f"lapangan {FAMILY}", "cafe\u0301 pun",
    ]  # fmt: skip
    assert only(either.store, Source)["length"] == len(new)
    for row in rows(either.store, Paragraph):
        assert new[row["start"] : row["end"]] == new.split("\n")[row["number"] - 1]
    turns = rows(either.store, Turn)
    assert new[turns[1]["start"] : turns[1]["words_start"]] == "Informan 1: "
    spans = {(row["start"], row["end"]) for row in rows(either.store, CaseSpan)}
    assert spans == {(t["words_start"], t["end"]) for t in turns if t["speaker"] != "P"}
    for row in (only(either.store, Anchor), only(either.store, Memo)):
        assert new[row["start"] : row["end"]] == "lapangan"
    assert only(either.store, ImportedText)["text"] == text
    _whole(either)
    after = dump(either.store)
    either.undo()
    assert dump(either.store) == before
    either.redo()
    assert dump(either.store) == after


def test_a_correction_in_a_long_text_records_its_few_words_alone(study: StudySession) -> None:
    words = "kata " * 50_000
    source = import_one(study, document("Panjang", words + "angaran"))
    study.do(ReviseText(source, (_cut(words + "angaran", "angaran", "anggaran"),)))
    edit = rows(study.store, Edit)[-1]["id"]
    kept = [row for row in rows(study.store, Change) if row["edit_id"] == edit]
    assert sum(len(row["payload"] or b"") for row in kept) < 2_000
    splice = next(row for row in kept if row["operation"].value == "splice")
    assert unpack(splice["payload"])["rows"][0]["cuts"] == [[250_000, "angaran", "anggaran"]]
    assert _text(study, source).endswith("kata anggaran")


def test_the_imported_text_is_kept_once_and_undone_with_the_first_correction(
    study: StudySession,
) -> None:
    source = import_one(study, document("Laporan", "dana kurang"))
    study.do(ReviseText(source, (Cut(0, "dana", "uang"),)))
    study.do(ReviseText(source, (Cut(0, "uang", "anggaran"),)))
    assert only(study.store, ImportedText)["text"] == "dana kurang"
    study.undo()
    assert only(study.store, ImportedText)["text"] == "dana kurang"
    study.undo()
    assert rows(study.store, ImportedText) == []
    study.redo()
    assert only(study.store, ImportedText)["text"] == "dana kurang"


def test_words_put_at_the_edge_of_a_coding_are_the_paragraphs_but_not_the_codings(
    study: StudySession,
) -> None:
    source = import_one(study, document("Laporan", "dana kurang\nstaf cukup"))
    code = study.do(AddCode("dana", wording("Funds")))
    _code(study, source, "dana kurang", code)
    study.do(ReviseText(source, (Cut(0, "", "Memang "), Cut(11, "", " sekali"))))
    assert _quotes(study, source) == ["dana kurang"]
    text, first = _text(study, source), rows(study.store, Paragraph)[0]
    assert text[first["start"] : first["end"]] == "Memang dana kurang sekali"


def test_a_coding_whose_words_all_go_goes_with_its_memo_and_comes_back(
    either: StudySession,
) -> None:
    source = import_one(either, document("Laporan", "dana sangat kurang"))
    code = either.do(AddCode("dana", wording("Funds")))
    either.do(CodeSegment(source, Span(5, 11), code, memo="kuat"))
    either.do(_OnWords(source, code, Span(5, 11)))
    before = dump(either.store)
    done = either.do(ReviseText(source, (Cut(5, "sangat ", ""),)))
    assert done.codings_gone == 1
    assert (rows(either.store, Segment), rows(either.store, Anchor)) == ([], [])
    left = only(either.store, Memo)
    assert (left["target"], left["start"], left["end"]) == ("source", None, None)
    _whole(either)
    either.undo()
    assert dump(either.store) == before


def test_segments_that_become_equal_are_merged_and_the_confirmed_coding_keeps_all_memos(
    either: StudySession,
) -> None:
    source = import_one(either, document("Laporan", "dana kurang sekali"))
    code = either.do(AddCode("dana", wording("Funds")))
    other = either.do(AddCode("lain", wording("Other")))
    either.do(StoreProposals((proposed(source, Span(0, 11), "dana"),)))
    rule = only(either.store, Coding)
    first = either.do(CodeSegment(source, Span(0, 11), code, memo="satu"))
    second = either.do(CodeSegment(source, Span(0, 18), code, memo="dua"))
    third = either.do(CodeSegment(source, Span(0, 18), other))
    before = dump(either.store)
    done = either.do(ReviseText(source, (Cut(11, " sekali", ""),)))
    assert (done.codings_gone, done.codings_merged) == (0, 1)
    left = {row["id"]: row for row in rows(either.store, Coding)}
    assert left.keys() == {rule["id"], first, third}
    assert second not in left
    kept = left[first]["uuid"]
    assert {(m["text"], m["target_uuid"]) for m in rows(either.store, Memo)} == {
        ("satu", kept),
        ("dua", kept),
    }
    assert len(rows(either.store, Segment)) == 1
    _whole(either)
    either.undo()
    assert dump(either.store) == before
    either.redo()
    assert len(rows(either.store, Segment)) == 1


def test_of_two_codings_that_become_one_the_confirmed_stays(study: StudySession) -> None:
    source = import_one(study, document("Laporan", "dana kurang sekali"))
    study.do(AddCode("dana", wording("Funds")))
    study.do(StoreProposals((proposed(source, Span(0, 11), "dana"),)))
    study.do(StoreProposals((proposed(source, Span(0, 18), "dana"),)))
    second = rows(study.store, Coding)[-1]["id"]
    study.do(ConfirmCodings((second,)))
    study.do(ReviseText(source, (Cut(11, " sekali", ""),)))
    left = only(study.store, Coding)
    assert (left["id"], left["state"]) == (second, CodingState.CONFIRMED)


@pytest.mark.parametrize(
    ("cut", "refusal"),
    [
        (Cut(0, "wrong", "x"), TextHasChanged),
        (Cut(900, "", "x"), TextHasChanged),
        (Cut(5, "kurang\n\nstaf", "x"), LineBreakInCorrection),
        (Cut(0, "dana", "da\nna"), LineBreakInCorrection),
        (Cut(0, "dana", "da\r\nna"), LineBreakInCorrection),
        (Cut(0, "dana", "da\u2028na"), LineBreakInCorrection),
        (Cut(0, "dana", "da\x00na"), ForbiddenCharacter),
        (Cut(0, "dana", "\ud83d"), ForbiddenCharacter),
        (Cut(0, "dana kurang", ""), ParagraphEmptied),
        (Cut(12, "", "kata"), OutsideParagraphs),
    ],
)
def test_what_cannot_be_corrected_is_refused_and_leaves_no_trace(
    cut: Cut, refusal: type[Exception], study: StudySession
) -> None:
    source = import_one(study, document("Laporan", "dana kurang\n\nstaf cukup"))
    with unchanged(study.store), pytest.raises(refusal):
        study.do(ReviseText(source, (cut,)))


def test_a_correction_of_a_text_seen_before_it_changed_is_refused(study: StudySession) -> None:
    source = import_one(study, document("Laporan", "dana dana"))
    seen = fingerprint("dana dana")
    study.do(ReviseText(source, (Cut(5, "dana", "uang"),), seen))
    with unchanged(study.store), pytest.raises(TextHasChanged):
        study.do(ReviseText(source, (Cut(0, "", "x "),), seen))


def test_coding_words_that_changed_meanwhile_is_refused(study: StudySession) -> None:
    source = import_one(study, document("Laporan", "dana kurang"))
    code = study.do(AddCode("dana", wording("Funds")))
    study.do(ReviseText(source, (Cut(0, "dana", "anggaran"),)))
    with unchanged(study.store), pytest.raises(TextHasChanged):
        study.do(CodeSegment(source, Span(5, 11), code, words="kurang"))
    study.do(CodeSegment(source, Span(9, 15), code, words="kurang"))


def test_accents_stay_as_they_are_typed(study: StudySession) -> None:
    source = import_one(study, document("Laporan", "kafe baru"))
    study.do(ReviseText(source, (Cut(0, "kafe", "cafe\u0301"),)))
    assert _text(study, source) == "cafe\u0301 baru"


def test_search_follows_a_correction_and_its_undoing(either: StudySession) -> None:
    source = import_one(either, document("Laporan", "angaran kurang"))
    either.do(ReviseText(source, (Cut(0, "angaran", "anggaran"),)))

    def found(words: str) -> int:
        with either.reading() as state:
            query = matching_ids(parsed(words), dialect=state.dialect.name)
            return len(state.execute(query).all())

    assert (found("anggaran"), found("angaran")) == (1, 0)
    either.undo()
    assert (found("anggaran"), found("angaran")) == (0, 1)


def test_a_corrected_review_is_recognised_in_a_newer_export(study: StudySession) -> None:
    texts = ["aplikasi Budi bagus", "login gagal"]
    added = study.do(ImportCollection(reviews("Ulasan", texts)))
    unit = rows(study.store, Source)[0]["id"]
    study.do(ReviseText(unit, (Cut(9, "Budi", "Warga 1"),)))
    newer = reviews("Ulasan", [*texts, "sudah baik"])
    again = study.do(ImportCollection(newer, into_id=added.collection_id))
    assert (again.added, again.known) == (1, 2)
    assert [row["text"] for row in rows(study.store, SourceText)] == [
        "aplikasi Warga 1 bagus", "login gagal", "sudah baik",
    ]  # fmt: skip


def test_the_history_says_which_source_was_corrected(study: StudySession) -> None:
    source = import_one(study, document("Laporan", "angaran"))
    study.do(ReviseText(source, (Cut(0, "angaran", "anggaran"),)))
    edit = rows(study.store, Edit)[-1]
    assert title_of(edit["kind"], edit["facts"], Speech("en")) == "Correct the words of D01"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.text("ab 😀🏽\u200d👩\u0301éשלם", min_size=1, max_size=12), min_size=1, max_size=4),
    st.integers(0, 2**16),
)
def test_any_correction_keeps_the_words_outside_it_and_is_undone_to_the_letter(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], seed: int
) -> None:
    dice = random.Random(seed)
    with new_session(tmp_path_factory.mktemp("any") / "s.runut") as session:
        text = "\n".join(lines)
        source = import_one(session, document("Teks", text))
        session.do(AddCode("dana", wording("Funds")))
        code = only(session.store, Code)["id"]
        kept: dict[str, tuple[Span, str]] = {}
        for span in {_any_span(text, dice) for _ in range(4)}:
            coding = session.do(CodeSegment(source, span, code))
            uuid = only(session.store, Coding, id=coding)["uuid"]
            kept[uuid] = (span, span.of(text))
        session.do(AddMemo("catatan"))
        before = dump(session.store)
        cuts = random_cuts(text, dice, lambda: dice.choice(("x", "👩\u200d👩", "שלום")))
        try:
            session.do(ReviseText(source, cuts))
        except (LineBreakInCorrection, ParagraphEmptied):
            assert dump(session.store) == before
            return
        _whole(session)
        with session.reading() as state:
            quotes = {row.uuid: row.quote for row in codings_in(state, source)}
        for uuid, (span, words) in kept.items():
            outside = all(cut.end <= span.start or cut.start >= span.end for cut in cuts)
            if outside and uuid in quotes:
                assert quotes[uuid] == words
        after = dump(session.store)
        if after == before:
            return
        session.undo()
        assert dump(session.store) == before
        session.redo()
        assert dump(session.store) == after


def _any_span(text: str, dice: random.Random) -> Span:
    start = dice.randrange(len(text))
    return Span(start, dice.randint(start + 1, len(text)))
