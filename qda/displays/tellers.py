"""Names those who say something: people by name, documents by key, the many of a table by number.

Most kinds of display say who stands behind a cell; they all say it in these words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.vocabulary import StakeholderGroup, Technique
from qda.displays.informants import Informant
from qda.displays.workbench import Saying, Workbench
from qda.labels import label


@dataclass(frozen=True, slots=True)
class Teller:
    """One who is named, with how many segments stand behind the name.

    `people` is more than one for a collection, whose reviewers or respondents are not named.
    """

    name: str
    segments: int
    people: int = 1


def tellers(bench: Workbench, sayings: Iterable[Saying]) -> tuple[Teller, ...]:
    """Those who say some sayings: named people, documents, then collections with their people."""
    named: dict[str, set[int]] = defaultdict(set)
    many: dict[str, tuple[set[Informant], set[int]]] = defaultdict(lambda: (set(), set()))
    for each in sayings:
        collection = _collection_of(bench, each)
        if collection is None:
            named[name_of(bench, each)].add(each.place.segment_id)
        else:
            people, segments = many[collection]
            people.add(each.informant)
            segments.add(each.place.segment_id)
    return (
        *(Teller(name, len(segments)) for name, segments in sorted(named.items())),
        *(Teller(name, len(s), len(people)) for name, (people, s) in sorted(many.items())),
    )


def teller_words(bench: Workbench, sayings: Iterable[Saying], *, counted: bool = False) -> str:
    """Those who say some sayings in one line: `Budi, Ratna, U01 · Ulasan (12 people)`.

    With `counted` the segments of each stand behind the name.
    """
    speech = bench.speech
    parts = []
    for each in tellers(bench, sayings):
        said = []
        if each.people > 1:
            said.append(speech.many("{n} person", "{n} people", each.people))
        if counted:
            said.append(speech.many("{n} segment", "{n} segments", each.segments))
        parts.append(f"{each.name} ({', '.join(said)})" if said else each.name)
    return ", ".join(parts)


def name_of(bench: Workbench, saying: Saying) -> str:
    """The name of the case that speaks, else the key and title of the text."""
    if saying.case is not None:
        return bench.voices.people[saying.case].name
    unit = bench.voices.units[saying.place.source_id]
    title = bench.voices.title_of(unit.id)
    return f"{unit.key} · {title}" if title else unit.key


def _collection_of(bench: Workbench, saying: Saying) -> str | None:
    """The collection whose reviewers or respondents are not named one by one."""
    voices = bench.voices
    if saying.case is not None:
        collection_id = voices.people[saying.case].collection_id
    else:
        collection_id = voices.units[saying.place.source_id].collection_id
    if collection_id is None:
        return None
    group = voices.groups[collection_id]
    return f"{group.key} · {group.title}"


def groups_behind(bench: Workbench, sayings: Iterable[Saying]) -> tuple[StakeholderGroup, ...]:
    """The stakeholder groups of those who say some sayings, in their order; each once."""
    found = set()
    for source, case in {(each.place.source_id, each.case) for each in sayings}:
        who = bench.voices.described(source, case)
        if who is not None and who.group is not None:
            found.add(who.group)
    return tuple(group for group in StakeholderGroup if group in found)


def techniques_behind(bench: Workbench, sayings: Iterable[Saying]) -> tuple[Technique, ...]:
    """The techniques by which the texts of some sayings were collected, in their order."""
    units = bench.voices.units
    found = {units[source].technique for source in {each.place.source_id for each in sayings}}
    return tuple(technique for technique in Technique if technique in found)


def listed(bench: Workbench, members: Sequence[StakeholderGroup | Technique]) -> str:
    """The labels of groups or techniques in one line."""
    return ", ".join(label(each, bench.speech) for each in members)
