"""Codings by filter, and the filter as it is written on the command line."""

from __future__ import annotations

from dataclasses import fields

import pytest

from models.case import Case
from models.coding import Coding
from models.source import Collection, Source
from models.study import Coder
from models.vocabulary import CodingState, Polarity, StakeholderGroup, Technique
from qda.edits.cases import DescribeCase
from qda.edits.coding import Judgement, TagCodings
from qda.edits.importing import CaseFacts
from qda.edits.memos import AddMemo
from qda.edits.proposing import StoreProposals
from qda.edits.sampling import DrawSample
from qda.retrieval.codes import NoSuchCode, code_by_id
from qda.retrieval.codings import CodingFilter, coding_ids, codings, codings_in
from qda.retrieval.filter_language import TEXT_FILTERS, UnknownFilter, parse_filter
from qda.retrieval.sources import NoSuchSource
from qda.sampling.plan import SamplePlan
from qda.session import StudySession
from tests.helpers.coded import (
    CITIZEN,
    GOVERNMENT,
    as_coder,
    code,
    place_of,
    signed_reviews,
    store,
    store_reviews,
)
from tests.helpers.studies import document, only, proposed, transcript

TALK = (("P", "Apa?"), ("Ratna", "Dana kurang."), ("Budi", "Dana cukup."))


@pytest.fixture
def coded(study: StudySession) -> StudySession:
    """A talk of an official and a citizen, a paper, a review; one proposal, two coders."""
    ratna, budi = CaseFacts("Ratna", "Pejabat", GOVERNMENT), CaseFacts("Budi", "Warga", CITIZEN)
    store(study, transcript("FGD", TALK), ratna, budi)
    store(study, document("Laporan", "Staf ada."))
    store_reviews(study, signed_reviews("Ulasan", [("S", "lambat")]))
    short = code(study, "W01", "Dana kurang", "R.1", Judgement(Polarity.INHIBITING))
    enough = Judgement(Polarity.SUPPORTING, important=True)
    study.do(TagCodings((short, code(study, "W01", "Dana cukup", "R.1", enough)), ("dana",)))
    study.do(TagCodings((short,), ("kuat",)))
    source_id, span = place_of(study, "U01-0001", "lambat")
    study.do(StoreProposals((proposed(source_id, span, "mini2020:C", rule="cepat 2 C"),)))
    with as_coder(study, "Tono, S.Sos.") as tono:
        staff = code(tono, "D01", "Staf ada", "R.2")
        uuid = only(study.store, Coding, id=staff)["uuid"]
        tono.do(AddMemo("periksa lagi", target="coding", target_uuid=uuid))
    return study


QUOTES = {"kurang": "Dana kurang", "cukup": "Dana cukup", "staf": "Staf ada", "lambat": "lambat"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", "kurang cukup staf lambat"),
        (" ; ;", "kurang cukup staf lambat"),
        ("technique=interview", "kurang cukup"),
        ("Technique = Documentation , app_review", "staf lambat"),
        ("technique=documentation; technique=app_review", "staf lambat"),
        ("state=proposed", "lambat"),
        ("polarity=inhibiting", "kurang"),
        ("polarity=inhibiting,supporting", "kurang cukup"),
        ("group=government", "kurang"),
        ("group=citizen", "cukup lambat"),
        ("source=W01", "kurang cukup"),
        ("source=U01-0001", "lambat"),
        ("collection=U01", "lambat"),
        ("case=Ratna", "kurang"),
        ("case=Ratna,Budi", "kurang cukup"),
        ("coder=Sari", "kurang cukup"),
        ('coder="Tono, S.Sos."', "staf"),
        ('coder="Tono, S.Sos.",Sari; technique=documentation', "staf"),
        ("rule=cepat 2 C", "lambat"),
        ("rule=unknown", ""),
        ("code=mini2020:R", "kurang cukup staf"),
        ("code=R.2", "staf"),
        ("code=R.2,C", "staf lambat"),
        ("case=Ratna; polarity=supporting", ""),
        ("role=warga", "cukup"),
        ("role=Pejabat,Warga", "kurang cukup"),
        ("case=Ratna; role=warga", ""),
        ("tag=kuat", "kurang"),
        ("tag=kuat,dana", "kurang cukup"),
        ("tag=tidak", ""),
        ("important=yes", "cukup"),
        ("important=no", "kurang staf lambat"),
        ("important=yes,no", "kurang cukup staf lambat"),
        ("memo=yes", "staf"),
        ("memo=no", "kurang cukup lambat"),
        ("text=DANA", "kurang cukup"),
        ("text=ukup dana", "cukup"),
        ("text=kurang,lambat", "kurang lambat"),
        ("text=dana; tag=kuat", "kurang"),
        ("text=tidak ada", ""),
    ],
)
def test_a_written_filter_leaves_these_codings(
    coded: StudySession, written: str, expected: str
) -> None:
    with coded.reading() as connection:
        wanted = parse_filter(connection, written)
        found = codings(connection, wanted)
        assert set(coding_ids(connection, wanted)) == {row.id for row in found}
    assert sorted(row.quote for row in found) == sorted(QUOTES[word] for word in expected.split())


def test_each_name_fills_its_own_field(coded: StudySession) -> None:
    collection = only(coded.store, Collection, key="U01")["id"]
    coded.do(DrawSample(SamplePlan("acak", collection, size=1)))
    with coded.reading() as connection:
        found = parse_filter(
            connection,
            "technique=survey; state=confirmed; polarity=mixed; group=private; source=D01; "
            "collection=U01; case=Budi; coder=Sari; rule=x; code=C; role=WARGA; tag=kuat,lemah; "
            "text=dana kurang; important=yes; memo=no; sample=acak",
        )
        communication = code_by_id(connection, "C").id
    assert found == CodingFilter(
        code_ids=frozenset({communication}),
        source_ids=frozenset({only(coded.store, Source, key="D01")["id"]}),
        collection_ids=frozenset({only(coded.store, Collection, key="U01")["id"]}),
        case_ids=frozenset({only(coded.store, Case, name="Budi")["id"]}),
        coder_ids=frozenset({only(coded.store, Coder, name="Sari")["id"]}),
        states=frozenset({CodingState.CONFIRMED}),
        polarities=frozenset({Polarity.MIXED}),
        techniques=frozenset({Technique.SURVEY}),
        groups=frozenset({StakeholderGroup.PRIVATE}),
        rules=frozenset({"x"}),
        roles=frozenset({"Warga"}),
        tags=frozenset({"kuat", "lemah"}),
        important=frozenset({True}),
        memo=frozenset({False}),
        words=frozenset({"dana kurang"}),
        samples=frozenset({"acak"}),
    )
    assert all(getattr(found, field.name) for field in fields(CodingFilter))


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("stars=2", "technique"),
        ("technique", "technique"),
        ("technique=", "technique"),
        ("technique=,", "technique"),
        ("=interview", "technique"),
        ("technique=wawancara", "interview"),
        ("state=done", "confirmed"),
        ("group=warga", "citizen"),
        ("collection=U09", "U01"),
        ("case=Siti", "Ratna"),
        ("coder=Siti", "Sari"),
        ("role=camat", "Pejabat"),
        ("important=perhaps", "yes"),
    ],
)
def test_what_cannot_be_read_is_refused_and_what_could_be_is_named(
    coded: StudySession, written: str, named: str
) -> None:
    with coded.reading() as connection, pytest.raises(UnknownFilter) as refusal:
        parse_filter(connection, written)
    for language in ("en", "id"):
        assert written in refusal.value.say(language)
        assert named in refusal.value.say(language)


def test_unknown_sources_and_codes_are_refused(coded: StudySession) -> None:
    with coded.reading() as connection:
        with pytest.raises(NoSuchSource) as refusal:
            parse_filter(connection, "source=W09")
        assert refusal.value.say("id").startswith("Tidak ada sumber data “W09”")
        with pytest.raises(NoSuchCode):
            parse_filter(connection, "code=mini2020:X")


def test_where_only_texts_are_chosen_other_filters_are_refused(coded: StudySession) -> None:
    with coded.reading() as connection:
        assert parse_filter(connection, "source=W01", names=TEXT_FILTERS).source_ids
        with pytest.raises(UnknownFilter) as refusal:
            parse_filter(connection, "state=proposed", names=TEXT_FILTERS)
    assert "technique, source, collection" in refusal.value.say("en")


def test_a_name_with_a_semicolon_stands_in_quotes(coded: StudySession) -> None:
    budi = only(coded.store, Case, name="Budi")["id"]
    coded.do(DescribeCase(budi, "Budi; ketua RT", stakeholder_group=CITIZEN))
    with coded.reading() as connection:
        wanted = parse_filter(connection, 'case="Budi; ketua RT"; polarity=supporting')
        assert [row.quote for row in codings(connection, wanted)] == ["Dana cukup"]


def test_codings_come_by_source_and_position_the_longer_first(study: StudySession) -> None:
    store(study, document("B", "satu dua tiga"))
    store(study, document("A", "empat"))
    for key, words in (("D02", "empat"), ("D01", "dua"), ("D01", "satu"), ("D01", "satu dua")):
        code(study, key, words, "C")
    with study.reading() as connection:
        everything = codings(connection)
        assert [row.quote for row in everything] == ["satu dua", "satu", "dua", "empat"]
        assert [row.quote for row in codings(connection, first=1, count=2)] == ["satu", "dua"]
        assert [row.quote for row in codings(connection, first=3)] == ["empat"]
        assert {row.quote for row in codings(connection, quotes=False)} == {""}
        inside = codings_in(connection, everything[-1].source_id)
    assert [row.key for row in inside] == ["D02:1"]
