"""Edits on coders: another name, and coding blind to what others have coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from models.base import now
from models.errors import Refused
from models.recording import Recorder, table_of
from models.source import Source
from models.study import Blinding, Coder, Study
from models.vocabulary import CoderKind
from qda.edits.attached import parts
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.i18n import Speech, mark

_SHOWN = 5


class CoderNameMissing(Refused):
    """A coder needs a name."""

    en = "Say who codes: give a name that is not empty."
    id = "Sebutkan siapa pengodenya: berikan nama yang tidak kosong."


class CoderNameTaken(Refused):
    """Two coders of one study cannot bear the same name."""

    en = "“{name}” codes in this study already. Give another name."
    id = "“{name}” sudah menjadi pengode dalam studi ini. Berikan nama lain."


class NotAPerson(Refused):
    """Only people are renamed: rules and agreed versions are named by what they are."""

    en = "“{name}” is not a person. Only the name of a person can be changed."
    id = "“{name}” bukan orang. Hanya nama orang yang dapat diubah."


class NotBlind(Refused):
    """Nothing is hidden that could be released."""

    en = "“{name}” does not code blind there; nothing is hidden."
    id = "“{name}” tidak mengode secara buta di sana; tidak ada yang tersembunyi."


@dataclass(frozen=True, slots=True)
class RenameCoder(EditRequest[None]):
    """Give a person another name; agreed versions named after her follow."""

    coder_id: int
    name: str

    kind: ClassVar[str] = "rename_coder"
    title: ClassVar[str] = mark("Rename the coder “{old}” to “{new}”")

    def apply(self, recorder: Recorder) -> None:
        """Rename the coder.

        Raises:
            NotThere: there is no such coder.
            NotAPerson: it is a rule or an agreed version.
            CoderNameMissing, CoderNameTaken: the name will not do.
        """
        coder = recorder.get(Coder, self.coder_id)
        wanted = self.name.strip()
        if coder.kind is not CoderKind.PERSON:
            raise NotAPerson(name=coder.name)
        if not wanted:
            raise CoderNameMissing
        taken = select(Coder.id).where(Coder.name == wanted, Coder.id != coder.id)
        if recorder.session.execute(taken).first() is not None:
            raise CoderNameTaken(name=wanted)
        recorder.facts.update(old=coder.name, new=wanted)
        coder.name = wanted
        recorder.session.flush()
        agreed = select(Coder).where(Coder.kind == CoderKind.AGREED)
        for each in recorder.session.execute(agreed).scalars().all():
            if coder.uuid in each.note.split():
                each.name = agreed_name(recorder, each.note.split())


@dataclass(frozen=True, slots=True)
class StartBlind(EditRequest[int]):
    """Hide other people's codings from the coder, in some sources or, where none are named, all."""

    source_ids: tuple[int, ...] = ()

    kind: ClassVar[str] = "start_blind"
    title: ClassVar[str] = mark("Code blind: {where}")

    def apply(self, recorder: Recorder) -> int:
        """Begin, and return how many sources are hidden now that were not (1 for all)."""
        coder_id = coding_coder(recorder)
        recorder.facts["where"] = _named(recorder, self.source_ids)
        table = table_of(Blinding)
        query = select(table.c.source_id).where(
            table.c.coder_id == coder_id, table.c.released_at == ""
        )
        known = set(recorder.session.execute(query).scalars())
        wanted: Sequence[int | None] = self.source_ids or (None,)
        for source_id in self.source_ids:
            recorder.get(Source, source_id)
        new = [] if None in known else [each for each in wanted if each not in known]
        rows = [{"coder_id": coder_id, "source_id": each} for each in dict.fromkeys(new)]
        recorder.insert_many(Blinding, rows, shared={"released_at": ""})
        return len(rows)


@dataclass(frozen=True, slots=True)
class ReleaseBlind(EditRequest[int]):
    """Show a coder what others coded, in some sources or, where none are named, everywhere.

    It is the coder's own act, or that of whoever leads the study: `coder_id` names another coder.
    The history says who released it.
    """

    source_ids: tuple[int, ...] = ()
    coder_id: int | None = None

    kind: ClassVar[str] = "release_blind"
    title: ClassVar[str] = mark("Show the codings of others to {name}: {where}")

    def apply(self, recorder: Recorder) -> int:
        """Release, and return how many blindings ended.

        Raises:
            NotThere: there is no such coder.
            NotBlind: nothing is hidden from her there.
        """
        own = coding_coder(recorder)
        coder = recorder.get(Coder, own if self.coder_id is None else self.coder_id)
        table = table_of(Blinding)
        query = select(table.c.id).where(table.c.coder_id == coder.id, table.c.released_at == "")
        if self.source_ids:
            query = query.where(table.c.source_id.in_(self.source_ids))
        found = list(recorder.session.execute(query).scalars())
        if not found:
            raise NotBlind(name=coder.name)
        recorder.facts.update(name=coder.name, where=_named(recorder, self.source_ids))
        return recorder.update_many(Blinding, found, {"released_at": now()})


def agreed_name(recorder: Recorder, uuids: Sequence[str]) -> str:
    """What the agreed version of two coders is called, in the study's language."""
    table = table_of(Coder)
    query = select(table.c.uuid, table.c.name).where(table.c.uuid.in_(uuids))
    names = {row.uuid: row.name for row in recorder.session.execute(query)}
    first, second = (names.get(each, "?") for each in uuids)
    speech = Speech(recorder.get(Study, 1).language)
    return speech("Agreed: {first} & {second}", first=first, second=second)


def _named(recorder: Recorder, source_ids: Sequence[int]) -> str:
    """The keys of a few sources; a star stands for all."""
    table = table_of(Source)
    keys: list[str] = []
    for part in parts(source_ids[:_SHOWN]):
        query = select(table.c.key).where(table.c.id.in_(part)).order_by(table.c.key)
        keys.extend(recorder.session.execute(query).scalars())
    more = len(source_ids) - len(keys)
    return ", ".join([*keys, *([f"+{more}"] if more > 0 else [])]) or "*"
