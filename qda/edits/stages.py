"""Edits on stages: stretches of time with a name, such as planning and implementation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import func, select

from models.coding import Coding
from models.errors import Refused
from models.packing import Row
from models.record import Stage
from models.recording import Recorder, table_of
from qda.edits.edit import EditRequest
from qda.edits.recorded import change, stretch
from qda.i18n import mark


class StageUnnamed(Refused):
    """A stage has no name."""

    en = "Give the stage a name, such as “Planning”."
    id = "Berikan nama tahap itu, misalnya “Perencanaan”."


class StageExists(Refused):
    """Two stages cannot have the same name."""

    en = "There is a stage “{name}” already. Give this one another name."
    id = "Sudah ada tahap “{name}”. Berikan nama lain untuk tahap ini."


class NotAllStages(Refused):
    """An order must name every stage once."""

    en = "Name every stage once, in the order they are to have."
    id = "Sebutkan setiap tahap satu kali, menurut urutan yang diinginkan."


@dataclass(frozen=True, slots=True)
class StageFacts:
    """All that is said of a stage; dates are ISO 8601, both included, either may be open."""

    name: str
    starts_on: str = ""
    ends_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddStage(EditRequest[int]):
    """Add a stage behind the others; its id is returned."""

    facts: StageFacts

    kind: ClassVar[str] = "add_stage"
    title: ClassVar[str] = mark("Add the stage “{stage}”")

    def apply(self, recorder: Recorder) -> int:
        """Add the stage.

        Raises:
            StageUnnamed, StageExists, NoSuchDate, EndsBeforeStart: the stage cannot be so.
        """
        values = _checked(recorder, self.facts, None)
        recorder.facts["stage"] = values["name"]
        last = recorder.session.execute(select(func.max(table_of(Stage).c.position))).scalar()
        position = 0 if last is None else last + 1
        return recorder.add(Stage(position=position, **values)).id


@dataclass(frozen=True, slots=True)
class ChangeStage(EditRequest[None]):
    """Say all of a stage anew; where its name changes, the tags of codings change with it."""

    stage_id: int
    facts: StageFacts

    kind: ClassVar[str] = "change_stage"
    title: ClassVar[str] = mark("Change the stage “{stage}”")

    def apply(self, recorder: Recorder) -> None:
        """Change the stage; where nothing is different there is no edit.

        Raises:
            NotThere: there is no such stage.
            StageUnnamed, StageExists, NoSuchDate, EndsBeforeStart: the stage cannot be so.
        """
        stage = recorder.get(Stage, self.stage_id)
        values = _checked(recorder, self.facts, stage.id)
        recorder.facts["stage"] = values["name"]
        if values["name"] != stage.name:
            _rename_tags(recorder, stage.name, values["name"])
            stage = recorder.get(Stage, self.stage_id)
        change(stage, values)


@dataclass(frozen=True, slots=True)
class ArrangeStages(EditRequest[int]):
    """Put the stages into another order."""

    stage_ids: tuple[int, ...]

    kind: ClassVar[str] = "arrange_stages"
    title: ClassVar[str] = mark("Put the stages into another order")

    def apply(self, recorder: Recorder) -> int:
        """Put them into the order given and return how many changed their place.

        Raises:
            NotAllStages: one is missing, or named twice.
        """
        known = set(recorder.session.execute(select(table_of(Stage).c.id)).scalars())
        if len(self.stage_ids) != len(known) or set(self.stage_ids) != known:
            raise NotAllStages
        rows: list[Row] = [{"id": id_, "position": at} for at, id_ in enumerate(self.stage_ids)]
        return recorder.update_each(Stage, rows)


@dataclass(frozen=True, slots=True)
class RemoveStage(EditRequest[None]):
    """Take a stage away; tags of its name stay on the codings."""

    stage_id: int

    kind: ClassVar[str] = "remove_stage"
    title: ClassVar[str] = mark("Remove the stage “{stage}”")

    def apply(self, recorder: Recorder) -> None:
        """Remove the stage.

        Raises:
            NotThere: there is no such stage.
        """
        stage = recorder.get(Stage, self.stage_id)
        recorder.facts["stage"] = stage.name
        recorder.remove(stage)


def _checked(recorder: Recorder, facts: StageFacts, own: int | None) -> dict[str, Any]:
    name = " ".join(facts.name.split())
    if not name:
        raise StageUnnamed
    table = table_of(Stage)
    for row in recorder.session.execute(select(table.c.id, table.c.name)):
        if row.id != own and row.name.casefold() == name.casefold():
            raise StageExists(name=row.name)
    starts, ends = stretch(facts.starts_on, facts.ends_on)
    return {"name": name, "starts_on": starts, "ends_on": ends, "note": facts.note.strip()}


def _rename_tags(recorder: Recorder, old: str, new: str) -> None:
    table = table_of(Coding)
    rows: list[Row] = []
    for row in recorder.session.execute(select(table.c.id, table.c.tags)):
        if any(tag.casefold() == old.casefold() for tag in row.tags):
            tags = [new if tag.casefold() == old.casefold() else tag for tag in row.tags]
            rows.append({"id": row.id, "tags": list(dict.fromkeys(tags))})
    if rows:
        recorder.update_each(Coding, rows)
