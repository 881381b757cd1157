"""The bench on which all benchmarks lie: its folder, its sizes, the studies that several share."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from qda.edits.importing import ImportCollection
from qda.importers.tables.registry import read_collection
from qda.session import NewStudy, StudySession
from tests.benchmarks.material import write_reviews, write_survey

CODER: Final = "Ani"
_QUICKLY: Final = 100


@dataclass(slots=True)
class Bench:
    """A temporary folder and what was made in it; `quick` makes everything small."""

    folder: Path
    quick: bool = False
    _made: dict[str, Path] = field(default_factory=dict)

    def size(self, full: int, *, least: int = 40) -> int:
        """How large the work is: `full`, or a hundredth of it where quick."""
        return max(least, full // _QUICKLY) if self.quick else full

    def place(self, name: str) -> Path:
        """A path in the folder at which nothing lies."""
        place = self.folder / name
        for left in (place, Path(f"{place}-wal"), Path(f"{place}-shm")):
            left.unlink(missing_ok=True)
        return place

    def reviews(self, count: int) -> Path:
        """A CSV file of so many reviews, written once."""
        name = f"reviews-{count}.csv"
        if name not in self._made:
            self._made[name] = self.folder / name
            write_reviews(self._made[name], count)
        return self._made[name]

    def surveyed(self, count: int) -> Path:
        """A CSV file of the answers of so many respondents, written once."""
        name = f"survey-{count}.csv"
        if name not in self._made:
            self._made[name] = self.folder / name
            write_survey(self._made[name], count)
        return self._made[name]

    def reviewed(self, count: int) -> Path:
        """A study of so many reviews, made once; it is not to be changed."""
        name = f"reviewed-{count}.runut"
        if name not in self._made:
            place = self.place(name)
            with self.new_study(place) as session:
                session.do(ImportCollection(read_collection(self.reviews(count))))
            self._made[name] = place
        return self._made[name]

    def copy(self, study: Path) -> Path:
        """A copy of a study, to be changed."""
        return Path(shutil.copy(study, self.place(f"copy-of-{study.name}")))

    def new_study(self, place: Path) -> StudySession:
        """An empty study at a free path, open."""
        return StudySession.create(place, NewStudy("Benchmark"), coder=CODER)

    def open_study(self, place: Path) -> StudySession:
        """A study that was made before, open."""
        return StudySession.open(place, coder=CODER)
