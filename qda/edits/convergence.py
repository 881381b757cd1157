"""Edits on the labels that researchers give to the themes of a triangulation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from models.base import now
from models.display import Display
from models.errors import Refused
from models.judging import ConvergenceLabel
from models.recording import NotThere, Recorder
from models.vocabulary import Consequence, Convergence
from qda.displays.comparing import refreshed
from qda.displays.keeping import unpacked
from qda.displays.kept import question_of
from qda.displays.registry import made
from qda.displays.values import Matrix
from qda.edits.attached import remove_memos_of
from qda.edits.coding import coding_coder
from qda.edits.displays import let_stand
from qda.edits.edit import EditRequest
from qda.i18n import mark
from qda.retrieval.displays import display_by_id, version_content
from qda.retrieval.sight import VIEWER
from qda.triangulation.labels import TRIANGULATIONS
from qda.triangulation.tabling import JUDGED


class ReasonMissing(Refused):
    """A label for a theme needs a reason; one for two groups does where the rule says another."""

    en = "Say why you give this label; the reason stands beside it in the report."
    id = "Tuliskan alasan label itu; alasannya tercantum di sampingnya dalam laporan."


class SameGroup(Refused):
    """A pair is made of two groups."""

    en = "A label for a pair needs two different groups. “{group}” is given twice or alone."
    id = "Label untuk pasangan memerlukan dua kelompok yang berbeda. “{group}” hanya satu."


class NoSuchLabel(NotThere):
    """The researcher has given no label there."""

    en = "You have given no label to “{which}” there."
    id = "Anda belum memberi label pada “{which}” di sana."


@dataclass(frozen=True, slots=True)
class LabelConvergence(EditRequest[int]):
    """Say how groups of sources stand to each other on a theme, and what follows from it.

    `row` is the id of the theme in the display; `pair` the ids of two groups, None for the theme
    as a whole. `proposed` is what the rule proposed. `inference` is the conclusion in words
    (simpulan). A researcher has one label for a theme and one for each pair: saying it anew
    replaces what she said. What the display says of her judgement stands at once: she has just
    said it. The id of the label is returned.
    """

    display_id: int
    row: str
    label: Convergence
    pair: tuple[str, str] | None = None
    proposed: Convergence | None = None
    reason: str = ""
    inference: str = ""
    consequence: Consequence | None = None

    kind: ClassVar[str] = "label_convergence"
    title: ClassVar[str] = mark("Label the theme “{row}” in “{display}”")

    def apply(self, recorder: Recorder) -> int:
        """Give the label; where nothing is different there is no edit.

        Raises:
            NotThere: there is no such display.
            ReasonMissing: a reason is needed.
            SameGroup: the pair is none.
            Refused: the display can no longer be made, and why.
        """
        display = recorder.get(Display, self.display_id)
        first, second = in_order(self.pair)
        if not self.reason.strip() and (self.pair is None or self.label is not self.proposed):
            raise ReasonMissing
        recorder.facts.update(row=self.row, display=display.title)
        said = {
            "label": self.label,
            "proposed": self.proposed,
            "reason": self.reason.strip(),
            "inference": self.inference.strip(),
            "consequence": self.consequence,
        }
        known = _own_label(recorder, self.display_id, self.row, first, second)
        if known is None:
            given = ConvergenceLabel(
                display_id=display.id,
                coder_id=coding_coder(recorder),
                row=self.row,
                first=first,
                second=second,
                label=self.label,
                proposed=self.proposed,
                reason=self.reason.strip(),
                inference=self.inference.strip(),
                consequence=self.consequence,
            )
            recorder.add(given)
            _let_judgement_stand(recorder, display, self.row)
            return given.id
        if all(getattr(known, name) == value for name, value in said.items()):
            return known.id
        for name, value in said.items():
            setattr(known, name, value)
        known.changed_at = now()
        _let_judgement_stand(recorder, display, self.row)
        return known.id


@dataclass(frozen=True, slots=True)
class WithdrawLabel(EditRequest[None]):
    """Take back one's own label of a theme, or of a pair in it; the proposal stands again."""

    display_id: int
    row: str
    pair: tuple[str, str] | None = None

    kind: ClassVar[str] = "withdraw_label"
    title: ClassVar[str] = mark("Take back the label of “{row}” in “{display}”")

    def apply(self, recorder: Recorder) -> None:
        """Take it back.

        Raises:
            NotThere: there is no such display.
            NoSuchLabel: the researcher has given none there.
            SameGroup: the pair is none.
        """
        display = recorder.get(Display, self.display_id)
        known = _own_label(recorder, display.id, self.row, *in_order(self.pair))
        if known is None:
            raise NoSuchLabel(which=self.row)
        recorder.facts.update(row=self.row, display=display.title)
        remove_memos_of(recorder, ConvergenceLabel, [known.id])
        recorder.remove(known)
        _let_judgement_stand(recorder, display, self.row)


def in_order(pair: tuple[str, str] | None) -> tuple[str, str]:
    """The two ids as a label keeps them: by their letters; both empty for a theme as a whole.

    >>> in_order(("group:private", "group:citizen"))
    ('group:citizen', 'group:private')

    Raises:
        SameGroup: they are one.
    """
    if pair is None:
        return "", ""
    if pair[0] == pair[1] or not all(pair):
        raise SameGroup(group=pair[0] or pair[1])
    return min(pair), max(pair)


def _let_judgement_stand(recorder: Recorder, display: Display, row: str) -> None:
    """Let what a display says of the judgement of a theme stand as it is now."""
    if display.kind not in TRIANGULATIONS:
        return
    recorder.session.flush()
    connection = recorder.session.connection().execution_options(**{VIEWER: recorder.coder_id})
    content = version_content(connection, display.id)
    if content is None:
        return
    shown = made(connection, question_of(display_by_id(connection, display.id)))
    if isinstance(shown, Matrix):
        places = tuple((row, each.id) for each in shown.columns if each.id in JUDGED)
        let_stand(recorder, display.id, refreshed(unpacked(content), shown, places), places)


def _own_label(
    recorder: Recorder, display_id: int, row: str, first: str, second: str
) -> ConvergenceLabel | None:
    query = select(ConvergenceLabel).where(
        ConvergenceLabel.display_id == display_id,
        ConvergenceLabel.coder_id == coding_coder(recorder),
        ConvergenceLabel.row == row,
        ConvergenceLabel.first == first,
        ConvergenceLabel.second == second,
    )
    return recorder.session.execute(query).scalar()
