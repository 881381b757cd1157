"""A study with Van Meter and Van Horn's model, and guides made of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from codebooks.shelf import framework
from models.vocabulary import GuideKind
from qda.displays.columns import columns_for
from qda.edits.guides import MakeGuide
from qda.guides.drafting import GuideChoice, drafted
from qda.guides.reading import guide_by_id
from qda.guides.rows import GuideRow
from qda.session import StudySession
from tests.helpers.coded import adopt
from tests.helpers.studies import new_session

FUNDS = "vmvh1975:VMH2"
ONLY = {FUNDS: ("government",)}


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    """A study with the model adopted."""
    with new_session(tmp_path / "studi.runut") as session:
        adopt(session, framework("vmvh1975"))
        yield session


def made(study: StudySession, choice: GuideChoice, *names: str) -> GuideRow:
    """The guide that a choice makes, as it is read."""
    with study.reading() as connection:
        columns = columns_for(connection, names)
        questions = drafted(columns, choice)
    chosen = tuple(column.code.canonical_id for column in columns)
    made_id = study.do(
        MakeGuide(choice.title, choice.kind, choice.languages, choice.roles, chosen, questions)
    )
    with study.reading() as connection:
        return guide_by_id(connection, made_id)


@pytest.fixture
def talk(study: StudySession) -> GuideRow:
    """A guide for conversations; only the government is asked about resources."""
    return made(study, GuideChoice("Pedoman", only=ONLY), "vmvh1975")


@pytest.fixture
def form(study: StudySession) -> GuideRow:
    """A questionnaire; only the government is asked about resources."""
    choice = GuideChoice("Kuesioner", GuideKind.QUESTIONNAIRE, only=ONLY)
    return made(study, choice, "vmvh1975")
