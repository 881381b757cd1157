"""The verbs `demo` and `selftest`: the sample study from its files to its displays."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from models.checking import flaws
from models.errors import Defect
from qda.autocoding.proposing import lists_for, propose_codings
from qda.autocoding.running import Task
from qda.cli.output import print_line
from qda.displays.axes import RowAxis
from qda.displays.clustered_matrix import MatrixQuestion, clustered_matrix
from qda.displays.columns import columns_for
from qda.displays.values import Matrix
from qda.i18n import Speech
from qda.retrieval.codes import frameworks
from qda.sample.building import build_sample
from qda.session import StudySession

FORMATS: Final = ("xlsx", "pdf", "html")

STUDY_NAME: Final = "sample.runut"


def make_demo(folder: Path, speech: Speech) -> Path:
    """Make the sample study in a folder, with a matrix per framework in three formats.

    An earlier demonstration in the same folder is replaced. Returns the study's path.
    """
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / STUDY_NAME
    for left in (place, Path(f"{place}-wal"), Path(f"{place}-shm")):
        left.unlink(missing_ok=True)
    print_line(speech("Building the sample study, which is fictional …"))
    with build_sample(place, language=speech.language) as study:
        propose_codings(study, Task(lists_for(study)))
        for name, matrix in matrices(study, speech.language).items():
            for ending in FORMATS:
                _write(matrix, folder / f"{name}.{ending}", speech)
    print_line(speech("The study: {place}", place=place))
    return place


def matrices(study: StudySession, language: str, rows: str = "group") -> dict[str, Matrix]:
    """A matrix of groups and dimensions for each framework of the study, by its name."""
    made = {}
    with study.reading() as connection:
        for each in frameworks(connection):
            question = MatrixQuestion(
                rows=RowAxis.parse(rows),
                columns=columns_for(connection, [each.name]),
                language=language,
                analyst=study.coder_name,
            )
            made[each.name] = clustered_matrix(connection, question)
    return made


def run_selftest(speech: Speech) -> int:
    """Build, code, display, write, undo and redo the sample study; raises where something fails.

    Raises:
        Defect: the study is not whole, or undoing and redoing does not lead back.
    """
    from exports.writer import write_matrix

    with TemporaryDirectory(prefix="runut-") as folder:
        place = Path(folder) / STUDY_NAME
        with build_sample(place, language=speech.language) as study:
            propose_codings(study, Task(lists_for(study)))
            before = matrices(study, speech.language)
            for name, matrix in before.items():
                for ending in (*FORMATS, "csv", "json"):
                    target = Path(folder) / f"{name}.{ending}"
                    write_matrix(matrix, target)
                    if not target.stat().st_size:
                        raise Defect(what=f"{target.name} is empty")
            study.undo()
            study.redo()
            with study.reading() as connection:
                found = flaws(connection)
            if found:
                raise Defect(what=found[0].say("en"))
            after = matrices(study, speech.language)
            if any(after[name].cells != before[name].cells for name in before):
                raise Defect(what="undo and redo did not lead back to the same matrices")
    print_line(speech("The installed program works: import, coding, displays, undo, redo."))
    return 0


def _write(matrix: Matrix, to: Path, speech: Speech) -> None:
    from exports.writer import write_matrix

    write_matrix(matrix, to)
    print_line(speech("Wrote {place}", place=to))
