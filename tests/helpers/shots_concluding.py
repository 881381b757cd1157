"""The pictures of the guides on displays: stale cells, a network, a label, conclusions, reviews."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from models.vocabulary import Polarity, Verdict
from qda.displays.values import Evidence, Matrix
from qda.edits.coding import JudgeCodings, JudgementChange
from qda.i18n import Speech
from qda.retrieval.codings import codings_in
from qda.retrieval.displays import displays
from qda.reviewing.sheet import VERDICTS
from qda.session import StudySession
from tests.helpers.picturing import dialogs, rest, save, with_dialog
from tests.helpers.reviewed import write_into
from ui.main_window import MainWindow
from ui.panes.display import DisplayPane
from ui.workspace import Workspace

TRIANGULATION: Final = "triangulation-matrix"
NETWORK: Final = "causal-network"
SATURATION: Final = "saturation"
SAID: Final = {
    "en": (
        (Verdict.AGREED, "Well supported."),
        (Verdict.REVISE, "Two informants are few. Ask the field officers, too."),
        (Verdict.QUESTION, "Is this said of 2024 or of 2025?"),
    ),
    "id": (
        (Verdict.AGREED, "Didukung dengan baik."),
        (Verdict.REVISE, "Dua informan terlalu sedikit. Tanyakan juga petugas lapangan."),
        (Verdict.QUESTION, "Ini tentang tahun 2024 atau 2025?"),
    ),
}
"""What the supervisor of the pictures writes."""


def draw_displays(window: MainWindow, space: Workspace, language: str) -> None:
    """Draw them all on the open sample study."""
    for name in ("show_sources", "show_codes"):
        window.actions_.by_name[name].trigger()
    rest(window)
    _draw_new(window, space, language, NETWORK, "network")
    _draw_new(window, space, language, SATURATION, "saturation")
    _draw_label(window, space, language)
    _draw_stale(window, space, language)
    _draw_conclusions(window, space, language)
    _draw_reviews(window, space, language)
    for name in ("show_sources", "show_codes"):
        window.actions_.by_name[name].trigger()


def _draw_new(
    window: MainWindow, space: Workspace, language: str, kind: str, name: str
) -> DisplayPane:
    pane = space.displays.open_display()
    pane.ask_kind(kind)
    rest(window)
    rest(window)
    save(window.grab(), name, language)
    return pane


def _kept(session: StudySession, *kinds: str) -> int:
    with session.reading() as state:
        return next(row.id for row in displays(state) if not kinds or row.kind in kinds)


def _draw_label(window: MainWindow, space: Workspace, language: str) -> None:
    pane = space.displays.open_display(_kept(space.desk.session, TRIANGULATION))
    rest(window)
    pane.view.table.setCurrentIndex(pane.view.model.index(0, 0))
    rest(window)
    save(window.grab(), "triangulation", language)
    space.carry_out("label_theme")
    rest(window)
    dialog = dialogs(window)[0]
    save(with_dialog(window, dialog), "label", language)
    dialog.reject()
    rest(window)


def _draw_stale(window: MainWindow, space: Workspace, language: str) -> None:
    """A kept matrix after one of the codings beneath it was judged otherwise."""
    pane = space.displays.open_display(_kept(space.desk.session, "clustered-matrix"))
    rest(window)
    matrix = pane.matrix
    assert isinstance(matrix, Matrix)
    row, column, cell = next(
        (r, c, cell) for r, c, cell in matrix.places() if len(cell.evidence) > 1
    )
    found = matrix.evidence[cell.evidence[0]]
    with space.desk.session.reading() as state:
        rows = codings_in(state, found.source_id)
    coding = next(each for each in rows if each.uuid == found.coding)
    space.desk.do(JudgeCodings((coding.id,), JudgementChange(polarity=_other(found))))
    rest(window)
    pane.view.table.setCurrentIndex(pane.view.model.index(row, column))
    rest(window)
    save(window.grab(), "stale", language)
    space.desk.undo()
    rest(window)


def _other(found: Evidence) -> Polarity:
    inhibiting = Polarity.INHIBITING
    return Polarity.SUPPORTING if found.polarity is inhibiting else inhibiting


def _draw_conclusions(window: MainWindow, space: Workspace, language: str) -> None:
    space.carry_out("displays")
    rest(window)
    pane = space.displays.open_list()
    pane.drawn.setCurrentRow(0)
    rest(window)
    save(window.grab(), "conclusions", language)


def _draw_reviews(window: MainWindow, space: Workspace, language: str) -> None:
    with TemporaryDirectory(prefix="runut-shots-") as folder:
        pane = space.displays.open_reviews()
        place = Path(folder) / "review.xlsx"
        pane.send_to(place)
        rest(window)
        _write_notes(place, language)
        pane.take_from(place)
        rest(window)
        pane.list.setCurrentRow(1)
        rest(window)
    # What was told names the folder of this run.
    space.notices.clear()
    rest(window)
    rest(window)
    save(window.grab(), "reviews", language)


def _write_notes(place: Path, language: str) -> None:
    """What a supervisor writes into the first rows: a verdict and a comment each."""
    speech, left = Speech(language), list(SAID[language])

    def say(_: str) -> tuple[str, str] | None:
        if not left:
            return None
        verdict, comment = left.pop(0)
        return speech(VERDICTS[verdict]), comment

    write_into(place, say)
