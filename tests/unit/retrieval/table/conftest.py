"""Real reviews in a study, and the same file read with the csv module alone."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from qda.edits.importing import ImportCollection
from qda.importers.tables.registry import read_collection
from qda.retrieval.codes import codes
from qda.retrieval.rows import CodeRow
from qda.retrieval.table.listing import Listing, listing
from qda.retrieval.table.question import RowFilter, SortKey, TableQuestion
from qda.retrieval.table.rows import TableRow, table_rows
from qda.session import StudySession
from tests.helpers.coded import adopt
from tests.helpers.shared import shared
from tests.helpers.studies import new_session, theory

CODER = "Ani"
ALL = RowFilter()


@dataclass(frozen=True, slots=True)
class Reviews:
    """A study of reviews beside the lines of the file, in its order."""

    study: StudySession
    lines: list[dict[str, str]]

    def ask(
        self,
        wanted: RowFilter = ALL,
        *,
        sort: tuple[SortKey, ...] = (),
        group: str = "",
    ) -> Listing:
        """The answer to a question."""
        with self.study.reading() as connection:
            return listing(connection, TableQuestion(1, wanted, sort, group))

    def rows(self, found: Listing) -> tuple[TableRow, ...]:
        """What all rows of an answer say."""
        with self.study.reading() as connection:
            return table_rows(connection, found.ids)

    def numbers(self, wanted: RowFilter = ALL, *sort: SortKey) -> list[int]:
        """The row numbers that answer a question."""
        return [row.number for row in self.rows(self.ask(wanted, sort=sort))]

    def codes(self) -> tuple[CodeRow, ...]:
        """The codes of the study."""
        with self.study.reading() as connection:
            return codes(connection, counted=False)


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of real reviews; nobody writes to it."""
    place = tmp_path_factory.mktemp("reviews") / "jaki.runut"
    with new_session(place) as study:
        adopt(study, theory())
        draft = read_collection(shared("data", "reviews", "jaki_googleplay_id.csv"))
        study.do(ImportCollection(draft))
    return place


@pytest.fixture
def reviews(imported: Path, tmp_path: Path) -> Iterator[Reviews]:
    """A copy of the study, to be changed at will, with the lines of its file."""
    place = tmp_path / "jaki.runut"
    shutil.copy(imported, place)
    file = shared("data", "reviews", "jaki_googleplay_id.csv")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = list(csv.DictReader(opened))
    with StudySession.open(place, coder=CODER) as study:
        yield Reviews(study, lines)
