"""Lists of codings in pages: the same rows as all at once, in any order."""

from __future__ import annotations

import pytest

from models.vocabulary import Polarity
from qda.edits.coding import Judgement, RemoveCodings, TagCodings
from qda.edits.importing import CaseFacts
from qda.edits.memos import AddMemo
from qda.retrieval.codings import CodingFilter
from qda.retrieval.listing import (
    CodingOrder,
    SortBy,
    coding_page,
    count_codings,
    filter_choices,
    ids_between,
    listed,
    place_in_list,
)
from qda.session import StudySession
from tests.helpers.coded import CITIZEN, GOVERNMENT, code, store
from tests.helpers.studies import document, transcript

TALK = (("P", "Apa?"), ("Ratna", "Dana kurang sekali."), ("Budi", "Staf cukup."))


@pytest.fixture
def coded(study: StudySession) -> StudySession:
    """Five codings in two sources, by hand: their words say where they stand."""
    ratna, budi = CaseFacts("Ratna", "Pejabat", GOVERNMENT), CaseFacts("Budi", "Warga", CITIZEN)
    store(study, transcript("FGD", TALK), ratna, budi)
    store(study, document("Laporan", "dana staf"))
    code(study, "W01", "Dana kurang sekali", "R.1", Judgement(Polarity.INHIBITING, 3))
    code(study, "W01", "Dana", "C", Judgement(important=True))
    staff = code(study, "W01", "Staf cukup", "R.2", Judgement(Polarity.SUPPORTING))
    study.do(TagCodings((staff,), ("kuat",)))
    code(study, "D01", "dana", "R.1")
    code(study, "D01", "staf", "R.2")
    return study


def words(study: StudySession, order: CodingOrder, first: int = 0, count: int = 9) -> list[str]:
    with study.reading() as connection:
        page = coding_page(connection, CodingFilter(), order, first=first, count=count)
    return [each.row.quote for each in page]


PLACE = ["dana", "staf", "Dana kurang sekali", "Dana", "Staf cukup"]


@pytest.mark.parametrize(
    ("by", "rising"),
    [
        (SortBy.PLACE, PLACE),
        (SortBy.LENGTH, ["dana", "staf", "Dana", "Staf cukup", "Dana kurang sekali"]),
        # Communication, Funds (two), Staff (two).
        (SortBy.CODE, ["Dana", "dana", "Dana kurang sekali", "staf", "Staf cukup"]),
        # Nobody's words first, then Budi's, then Ratna's.
        (SortBy.INFORMANT, ["dana", "staf", "Staf cukup", "Dana kurang sekali", "Dana"]),
        (SortBy.SIGNS, ["Dana", "Staf cukup", "Dana kurang sekali", "dana", "staf"]),
        (SortBy.TAGS, ["Staf cukup", "dana", "staf", "Dana kurang sekali", "Dana"]),
        (SortBy.STATE, PLACE),
        (SortBy.CODER, PLACE),
    ],
)
def test_codings_are_sorted_by_what_is_asked_and_then_by_place(
    coded: StudySession, by: SortBy, rising: list[str]
) -> None:
    assert words(coded, CodingOrder(by)) == rising


def test_falling_turns_the_order_round(coded: StudySession) -> None:
    falling = words(coded, CodingOrder(SortBy.LENGTH, falling=True))
    assert falling == ["Dana kurang sekali", "Staf cukup", "dana", "staf", "Dana"]
    assert words(coded, CodingOrder(falling=True))[0] == "Staf cukup"


def test_codes_are_sorted_by_their_names_in_the_language_asked_for(coded: StudySession) -> None:
    # Dana, Komunikasi, Staf in Indonesian; Communication comes first in English.
    assert words(coded, CodingOrder(SortBy.CODE, language="id"))[2] == "Dana"
    assert words(coded, CodingOrder(SortBy.CODE))[0] == "Dana"


@pytest.mark.parametrize("by", list(SortBy))
def test_pages_together_are_the_whole_list(coded: StudySession, by: SortBy) -> None:
    order = CodingOrder(by)
    pages = [words(coded, order, first=at, count=2) for at in range(0, 6, 2)]
    assert [each for page in pages for each in page] == words(coded, order)


def test_ids_between_are_those_of_the_rows(coded: StudySession) -> None:
    order = CodingOrder(SortBy.LENGTH)
    with coded.reading() as connection:
        whole = coding_page(connection, CodingFilter(), order)
        ids = [each.row.id for each in whole]
        assert ids_between(connection, CodingFilter(), order, ((0, 2), (4, 5))) == (
            ids[0], ids[1], ids[4],
        )  # fmt: skip
        assert place_in_list(connection, CodingFilter(), order, ids[3]) == 3
        assert place_in_list(connection, CodingFilter(), order, 999) is None
        assert count_codings(connection) == 5


def test_a_row_says_who_speaks_and_whether_there_is_a_memo(coded: StudySession) -> None:
    with coded.reading() as connection:
        rows = coding_page(connection, CodingFilter())
    uuid = rows[2].row.uuid
    coded.do(AddMemo("inti", target="coding", target_uuid=uuid))
    with coded.reading() as connection:
        rows = coding_page(connection, CodingFilter())
        back = listed(connection, [rows[4].row.id, 999, rows[0].row.id])
    assert [each.informants for each in rows] == [(), (), ("Ratna",), ("Ratna",), ("Budi",)]
    assert [each.memo for each in rows] == [False, False, True, False, False]
    assert [each.row.quote for each in back] == ["Staf cukup", "dana"]


def test_the_choices_of_a_filter_are_what_the_study_holds(coded: StudySession) -> None:
    with coded.reading() as connection:
        found = filter_choices(connection)
    assert [(each.key, each.title) for each in found.texts] == [("D01", "Laporan"), ("W01", "FGD")]
    assert [name for _, name in found.coders] == ["Sari"]
    assert [name for _, name in found.cases] == ["Budi", "Ratna"]
    assert found.roles == ("Pejabat", "Warga")
    assert found.tags == ("kuat",)


def test_an_empty_study_has_an_empty_list(coded: StudySession) -> None:
    with coded.reading() as connection:
        ids = tuple(each.row.id for each in coding_page(connection, CodingFilter()))
    coded.do(RemoveCodings(ids))
    with coded.reading() as connection:
        assert count_codings(connection) == 0
        assert coding_page(connection, CodingFilter()) == ()
