"""Which cases a display is about, and what leads back to them."""

from __future__ import annotations

from sqlalchemy import select

from models.case import Case
from models.recording import table_of
from qda.displays.informants import Person
from qda.displays.values import Record, RecordKind
from qda.displays.workbench import Workbench
from qda.labels import attribute_label
from qda.retrieval.sources import attributes


class Actors:
    """The cases of a study that pass a display's filter; respondents of a survey are none."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        table = table_of(Case)
        query = select(table.c.id, table.c.uuid)
        self._uuids: dict[int, str] = {row.id: row.uuid for row in bench.connection.execute(query)}
        self._labels = {each.name: each.label for each in attributes(bench.connection)}
        speaking = {case for text in bench.scope.texts for case in bench.scope.voices_of(text)}
        self.people = tuple(
            person
            for person in bench.voices.people.values()
            if person.collection_id is None
            and self.passes(person.id)
            and (person.id in speaking or not self._is_narrowed)
        )

    @property
    def _is_narrowed(self) -> bool:
        """Whether only some texts are in scope, so that who is silent there is left out."""
        wanted = self._bench.wanted
        return bool(
            wanted.source_ids or wanted.collection_ids or wanted.techniques or wanted.samples
        )

    def passes(self, case_id: int) -> bool:
        """Whether a case passes the filter on cases, groups and roles."""
        wanted, person = self._bench.wanted, self._bench.voices.people[case_id]
        return (
            (not wanted.case_ids or case_id in wanted.case_ids)
            and (not wanted.groups or person.group in wanted.groups)
            and (not wanted.roles or person.role in wanted.roles)
        )

    def record(self, person: Person) -> int:
        """The index of a case among the records of the display."""
        said = [part for part in (person.name, person.role) if part]
        return self._bench.record(
            Record(RecordKind.CASE, self._uuids[person.id], "", " – ".join(said))
        )

    def attribute(self, person: Person, name: str, words: str) -> int:
        """The index of the value of an attribute of a case among the records of the display."""
        uuid = self._uuids[person.id]
        said = f"{attribute_label(name, self._labels.get(name, ''), self._bench.speech)}: {words}"
        return self._bench.record(Record(RecordKind.ATTRIBUTE, f"{name}@{uuid}", "", said))
