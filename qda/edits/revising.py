"""Edits that change what texts say: corrections, and a name replaced everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import select

from models.errors import Refused
from models.packing import Row
from models.recording import Recorder, table_of
from models.source import Source, SourceText
from models.splicing import Cut, in_order, spliced
from qda.edits.attached import parts
from qda.edits.coding import TextHasChanged
from qda.edits.edit import EditRequest
from qda.edits.moving import Revised, clean_words, revise
from qda.i18n import mark
from qda.importers.tables.identity import fingerprint
from qda.jobs.progress import Progress, Silent
from qda.pseudonyms.places import BY_NAME, UNIQUE, Field, NamePlace, Step

_TEXT = f"{SourceText.__tablename__}.text"


class NameTaken(Refused):
    """Two cases, or two groups of codes, would have the same name."""

    en = (
        "Something else is called “{name}” already. Choose another pseudonym; if both are the "
        "same person, merge the cases first."
    )
    id = (
        "Sudah ada yang bernama “{name}”. Pilih nama samaran lain; jika keduanya orang yang sama, "
        "gabungkan dulu kasusnya."
    )


class PseudonymMissing(Refused):
    """Nothing is given that could stand for a name."""

    en = "Say what is to stand in place of the name."
    id = "Sebutkan pengganti nama itu."


@dataclass(frozen=True, slots=True)
class ReviseText(EditRequest[Revised]):
    """Correct words of one source; codings and everything else on the text move with it.

    Each cut says what it takes out, so that a text that has changed since it was seen is left
    alone; `seen` is the `fingerprint` of the whole text where that is known.
    """

    source_id: int
    cuts: tuple[Cut, ...]
    seen: str = ""

    kind: ClassVar[str] = "revise_text"
    title: ClassVar[str] = mark("Correct the words of {key}")

    def apply(self, recorder: Recorder) -> Revised:
        """Correct the text; says what became of its codings.

        Raises:
            NotThere: there is no such source.
            TextHasChanged, LineBreakInCorrection, ParagraphEmptied, OutsideParagraphs,
            ForbiddenCharacter: the words cannot be changed so.
        """
        source = recorder.get(Source, self.source_id)
        recorder.facts.update(key=source.key, places=len(self.cuts))
        if self.seen:
            text = recorder.get(SourceText, self.source_id).text
            if fingerprint(text) != self.seen:
                raise TextHasChanged(key=source.key)
        return revise(recorder, {self.source_id: self.cuts})


@dataclass(frozen=True, slots=True)
class ReplaceName(EditRequest[int]):
    """Put a pseudonym in every chosen place of a name; the history does not tell the name."""

    pseudonym: str
    places: tuple[NamePlace, ...]
    progress: Progress = field(default_factory=Silent, compare=False)

    kind: ClassVar[str] = "replace_name"
    title: ClassVar[str] = mark("Replace a name by “{pseudonym}” at {count} places")

    def apply(self, recorder: Recorder) -> int:
        """Replace it and return at how many places.

        Raises:
            PseudonymMissing: nothing is to stand in its place.
            NameTaken: a case of that name is there already.
            TextHasChanged: the name does not stand where it was found.
            Cancelled: the listener of the progress stopped the work.
        """
        if not self.pseudonym.strip():
            raise PseudonymMissing
        clean_words(self.pseudonym, "")
        grouped: dict[str, list[NamePlace]] = defaultdict(list)
        for place in self.places:
            grouped[place.field].append(place)
        for name, places in grouped.items():
            if name == _TEXT:
                revise(recorder, _cuts(places), self.progress)
            elif BY_NAME[name].nested:
                _replace_nested(recorder, BY_NAME[name], places)
            else:
                _replace_plain(recorder, BY_NAME[name], places)
        recorder.facts.update(pseudonym=self.pseudonym, count=len(self.places))
        return len(self.places)


def _cuts(places: Sequence[NamePlace]) -> dict[int, list[Cut]]:
    cuts: dict[int, list[Cut]] = defaultdict(list)
    for place in places:
        for id_ in place.row_ids:
            cuts[id_].append(place.cut)
    return cuts


def _replace_plain(recorder: Recorder, field_: Field, places: Sequence[NamePlace]) -> None:
    cuts = _cuts(places)
    for id_, text in _values(recorder, field_, sorted(cuts)).items():
        _check(text, cuts[id_], places[0].key)
    if field_.name in UNIQUE:
        _refuse_taken(recorder, field_, cuts)
    recorder.splice_many(field_.entity, field_.column, cuts)


def _replace_nested(recorder: Recorder, field_: Field, places: Sequence[NamePlace]) -> None:
    wanted: dict[int, dict[tuple[Step, ...], list[Cut]]] = defaultdict(lambda: defaultdict(list))
    for place in places:
        for id_ in place.row_ids:
            wanted[id_][place.path].append(place.cut)
    rows: list[Row] = []
    for id_, value in _values(recorder, field_, sorted(wanted)).items():
        made = deepcopy(value)
        for path, cuts in wanted[id_].items():
            _splice_inside(made, path, cuts)
        rows.append({"id": id_, field_.column: made})
    recorder.update_each(field_.entity, rows)


def _splice_inside(value: Any, path: tuple[Step, ...], cuts: Sequence[Cut]) -> None:  # noqa: ANN401 - JSON
    """Splice one text inside a JSON value."""
    held = value
    try:
        for step in path[:-1]:
            held = held[step]
        text = held[path[-1]]
    except (KeyError, IndexError, TypeError) as error:
        raise TextHasChanged(key=str(path[0])) from error
    _check(text, cuts, str(path[0]))
    held[path[-1]] = spliced(text, cuts)


def _check(text: object, cuts: Sequence[Cut], key: str) -> None:
    for cut in in_order(cuts):
        if not isinstance(text, str) or text[cut.start : cut.end] != cut.removed:
            raise TextHasChanged(key=key)


def _values(recorder: Recorder, field_: Field, ids: Sequence[int]) -> dict[int, Any]:
    """The values of a column by row; every row must be there."""
    recorder.session.flush()
    table = table_of(field_.entity)
    found: dict[int, Any] = {}
    for part in parts(ids):
        query = select(table.c.id, table.c[field_.column]).where(table.c.id.in_(part))
        found.update((row[0], row[1]) for row in recorder.session.execute(query))
    for id_ in ids:
        if id_ not in found:
            recorder.get(field_.entity, id_)
    return found


def _refuse_taken(recorder: Recorder, field_: Field, cuts: Mapping[int, Sequence[Cut]]) -> None:
    table = table_of(field_.entity)
    query = select(table.c.id, table.c[field_.column])
    seen: set[str] = set()
    for row in recorder.session.execute(query):
        name = spliced(row[1], cuts[row[0]]) if row[0] in cuts else row[1]
        if name in seen:
            raise NameTaken(name=name)
        seen.add(name)
