"""Edits on kept displays: keeping, asking otherwise, letting newer cells stand, moving nodes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import ClassVar

from sqlalchemy import func, select

from models.display import CellEntry, ConclusionCell, Display, DisplayVersion
from models.errors import Refused
from models.judging import ConvergenceLabel
from models.recording import Recorder, table_of
from qda.displays.comparing import Place, refreshed, size_of
from qda.displays.keeping import packed, settings_of, unpacked
from qda.displays.kind import DisplayQuestion, Shown
from qda.edits.attached import remove_memos_of
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.i18n import mark
from qda.retrieval.studies import study_row


class DisplayTitleMissing(Refused):
    """A kept display needs a title."""

    en = "Give the display a title."
    id = "Berikan judul untuk display itu."


class DisplayExists(Refused):
    """Two displays of a study cannot have the same title."""

    en = "There is a display “{title}” already. Give this one another title."
    id = "Sudah ada display “{title}”. Berikan judul lain untuk yang ini."


class DisplayMovedOn(Refused):
    """Somebody else let another state of the display stand in the meantime."""

    en = "“{title}” was refreshed by somebody else in the meantime. Look at it again first."
    id = "“{title}” sudah diperbarui oleh orang lain. Lihat dulu sekali lagi."


@dataclass(frozen=True, slots=True)
class KeepDisplay(EditRequest[int]):
    """Keep a display with what it shows; its id is returned.

    `shown` is what the researcher saw: it becomes the first version.
    """

    question: DisplayQuestion
    shown: Shown = field(compare=False)

    kind: ClassVar[str] = "keep_display"
    title: ClassVar[str] = mark("Keep the display “{display}”")

    def apply(self, recorder: Recorder) -> int:
        """Keep it.

        Raises:
            NoCoder: nobody is named in whose name it is kept.
            DisplayTitleMissing, DisplayExists: the title cannot be.
        """
        coder_id = coding_coder(recorder)
        display = recorder.add(
            Display(
                title=_checked_title(recorder, self.question.title or self.shown.title, None),
                kind=self.question.kind,
                coder_id=coder_id,
                language=self.question.language,
                question=self.question.question.strip(),
                settings=settings_of(self.question),
                position=_next_position(recorder),
            )
        )
        recorder.facts["display"] = display.title
        recorder.session.flush()
        let_stand(recorder, display.id, replace(self.shown, title=display.title))
        return display.id


@dataclass(frozen=True, slots=True)
class AskDisplay(EditRequest[None]):
    """Ask a kept display otherwise: other axes, filter, choices; what it shows then stands.

    What was written into its cells stays with them.
    """

    display_id: int
    question: DisplayQuestion
    shown: Shown = field(compare=False)

    kind: ClassVar[str] = "ask_display"
    title: ClassVar[str] = mark("Ask the display “{display}” otherwise")

    def apply(self, recorder: Recorder) -> None:
        """Change its question.

        Raises:
            NotThere: there is no such display.
            NoCoder: nobody is named in whose name it is changed.
        """
        display = recorder.get(Display, self.display_id)
        recorder.facts["display"] = display.title
        display.kind = self.question.kind
        display.language = self.question.language
        display.settings = settings_of(self.question)
        recorder.session.flush()
        let_stand(recorder, display.id, self.shown)


@dataclass(frozen=True, slots=True)
class DescribeDisplay(EditRequest[None]):
    """Change a display's title, research question, note or place; None leaves a part as it is."""

    display_id: int
    display_title: str | None = None
    question: str | None = None
    note: str | None = None
    position: int | None = None

    kind: ClassVar[str] = "describe_display"
    title: ClassVar[str] = mark("Describe the display “{display}”")

    def apply(self, recorder: Recorder) -> None:
        """Change what is given.

        Raises:
            NotThere: there is no such display.
            DisplayTitleMissing, DisplayExists: the title cannot be.
        """
        display = recorder.get(Display, self.display_id)
        if self.display_title is not None:
            display.title = _checked_title(recorder, self.display_title, display.id)
        if self.question is not None:
            display.question = self.question.strip()
        if self.note is not None:
            display.note = self.note.strip()
        if self.position is not None:
            display.position = self.position
        recorder.facts["display"] = display.title


@dataclass(frozen=True, slots=True)
class RefreshDisplay(EditRequest[int]):
    """Let what a display shows now stand: in some cells, or in all where none are named.

    `seen` is the number of the version that was looked at; the new version's number is returned.
    """

    display_id: int
    now: Shown = field(compare=False)
    places: tuple[Place, ...] = ()
    seen: int = 0

    kind: ClassVar[str] = "refresh_display"
    title: ClassVar[str] = mark("Refresh {cells} cells of “{display}”")

    def apply(self, recorder: Recorder) -> int:
        """Make the new version.

        Raises:
            NotThere: there is no such display.
            DisplayMovedOn: a newer version was made meanwhile.
            NoCoder: nobody is named in whose name it is refreshed.
        """
        display = recorder.get(Display, self.display_id)
        newest = _newest(recorder, display.id)
        if newest is not None and self.seen and newest[0] != self.seen:
            raise DisplayMovedOn(title=display.title)
        shown = self.now
        if self.places and newest is not None:
            shown = refreshed(unpacked(newest[1]), self.now, self.places)
        cells = len(self.places) or size_of(shown)
        recorder.facts.update(display=display.title, cells=cells)
        return let_stand(recorder, display.id, shown, self.places)


@dataclass(frozen=True, slots=True)
class MoveNodes(EditRequest[None]):
    """Put nodes of a network somewhere else; an empty mapping lets the layout place them all.

    `places` are (node, x, y), from 0 to 1.
    """

    display_id: int
    places: tuple[tuple[str, float, float], ...]
    only: bool = False

    kind: ClassVar[str] = "move_nodes"
    title: ClassVar[str] = mark("Move nodes of “{display}”")

    def apply(self, recorder: Recorder) -> None:
        """Move them; with `only` all others go back to where the layout puts them.

        Raises:
            NotThere: there is no such display.
        """
        display = recorder.get(Display, self.display_id)
        kept = {} if self.only else dict(display.places)
        kept.update({node: [_within(x), _within(y)] for node, x, y in self.places})
        display.places = kept
        recorder.facts["display"] = display.title


@dataclass(frozen=True, slots=True)
class RemoveDisplay(EditRequest[None]):
    """Remove a kept display with its versions and entries; conclusions lose the cells they had."""

    display_id: int

    kind: ClassVar[str] = "remove_display"
    title: ClassVar[str] = mark("Remove the display “{display}”")

    def apply(self, recorder: Recorder) -> None:
        """Remove it.

        Raises:
            NotThere: there is no such display.
        """
        display = recorder.get(Display, self.display_id)
        recorder.facts["display"] = display.title
        for kind in (DisplayVersion, CellEntry, ConclusionCell, ConvergenceLabel):
            table = table_of(kind)
            query = select(table.c.id).where(table.c.display_id == display.id)
            found = list(recorder.session.execute(query).scalars())
            if kind is CellEntry:
                remove_memos_of(recorder, CellEntry, found)
            recorder.delete_many(kind, found)
        remove_memos_of(recorder, Display, [display.id])
        recorder.remove(recorder.get(Display, self.display_id))


def let_stand(
    recorder: Recorder, display_id: int, shown: Shown, places: Iterable[Place] = ()
) -> int:
    """Make a version of a display in which `places` are new, or all; its number is returned."""
    newest = _newest_number(recorder, display_id)
    version = DisplayVersion(
        display_id=display_id,
        number=newest + 1,
        coder_id=coding_coder(recorder),
        content=packed(shown),
        study_version=study_row(recorder.session.connection()).version,
        refreshed=[list(place) for place in places],
    )
    return recorder.add(version).number


def _newest_number(recorder: Recorder, display_id: int) -> int:
    version = table_of(DisplayVersion)
    query = select(func.max(version.c.number)).where(version.c.display_id == display_id)
    return int(recorder.session.execute(query).scalar() or 0)


def _newest(recorder: Recorder, display_id: int) -> tuple[int, bytes] | None:
    version = table_of(DisplayVersion)
    query = select(version.c.number, version.c.content).where(version.c.display_id == display_id)
    row = recorder.session.execute(query.order_by(version.c.number.desc()).limit(1)).first()
    return None if row is None else (int(row.number), bytes(row.content))


def _checked_title(recorder: Recorder, title: str, own_id: int | None) -> str:
    words = " ".join(title.split())
    if not words:
        raise DisplayTitleMissing
    display = table_of(Display)
    query = select(display.c.id).where(func.lower(display.c.title) == words.lower())
    taken = recorder.session.execute(query).scalar()
    if taken is not None and taken != own_id:
        raise DisplayExists(title=words)
    return words


def _next_position(recorder: Recorder) -> int:
    display = table_of(Display)
    return int(recorder.session.execute(select(func.count()).select_from(display)).scalar() or 0)


def _within(value: float) -> float:
    return min(1.0, max(0.0, float(value)))
