"""Of the codings on rows those are judged together that are the coder's own."""

from __future__ import annotations

from models.positions import Span
from models.vocabulary import Polarity
from qda.edits.coding import CodeSegment, Judgement
from qda.edits.coding_rows import CodeRows
from qda.retrieval.table.judged import own_codings_on
from tests.unit.retrieval.table.conftest import CODER, Reviews


def test_own_codings_are_found_on_any_part_of_a_row_and_others_are_left(reviews: Reviews) -> None:
    ids = [row.id for row in reviews.rows(reviews.ask()) if len(row.text) > 10][:4]
    code = reviews.codes()[0].id
    reviews.study.do(CodeRows(tuple(ids[:2]), code))
    said = Judgement(polarity=Polarity.MIXED, strength=2)
    part = reviews.study.do(CodeSegment(ids[2], Span(0, 5), code, said))
    reviews.study.work_as("Budi")
    theirs = reviews.study.do(CodeSegment(ids[3], Span(0, 5), code))
    with reviews.study.reading() as connection:
        assert [each.id for each in own_codings_on(connection, ids)] == [theirs]
    reviews.study.work_as(CODER)
    with reviews.study.reading() as connection:
        found = own_codings_on(connection, ids)
    assert len(found) == 3
    last = next(each for each in found if each.id == part)
    assert (last.polarity, last.strength, last.important) == (Polarity.MIXED, 2, False)
