"""Rows that are read in parts are the rows that are read at once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from codebooks.framework import Wording
from models.code import Code
from models.recording import table_of
from qda.edits.codes import AddCode, CodeWording
from qda.retrieval import in_parts as module
from qda.retrieval.in_parts import in_parts
from qda.session import StudySession


@pytest.mark.parametrize("at_once", [1, 3, 7, 1_000])
def test_every_row_comes_once_and_in_order(
    study: StudySession, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    for number in range(9):
        study.do(AddCode(f"K{number}", CodeWording(Wording(f"Code {number}", f"Kode {number}"))))
    monkeypatch.setattr(module, "AT_ONCE", at_once)
    code = table_of(Code)
    query = select(code.c.id, code.c.name_id).order_by(code.c.name_id.desc())
    with study.reading() as state:
        whole = state.execute(query).all()
        assert len(whole) > 9
        assert list(in_parts(state, query)) == whole


def test_no_row_is_none(study: StudySession) -> None:
    code = table_of(Code)
    with study.reading() as state:
        assert list(in_parts(state, select(code.c.id).where(code.c.id < 0))) == []
