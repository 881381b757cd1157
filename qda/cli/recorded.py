"""What the verbs on records share: places, names, and which records are meant."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from sqlalchemy import Connection

from models.errors import Refused
from models.positions import Span
from models.vocabulary import CodingState
from qda.cli.arguments import study_verb, with_json
from qda.cli.call import Call, Verb
from qda.cli.output import print_json, print_line
from qda.cli.verbs_coding import span_of
from qda.i18n import Speech
from qda.labels import label

if TYPE_CHECKING:
    from qda.cli.arguments import Verbs

SHOWN: Final = 8
"""Characters of a UUID that lists show, its last ones: they differ where the first do not."""

_SHORTEST: Final = 4


class NoSuchRecord(Refused):
    """No record, or more than one, is meant."""

    en = "“{which}” means no record, or several. Give the id that the list shows, or its UUID."
    id = "“{which}” tidak menunjuk satu catatan. Berikan id yang ditampilkan daftar, atau UUID-nya."


class NoRecordNamed(Refused):
    """It is not said which records are meant."""

    en = "Say which are meant: ids as the list shows them, or --proposed for all that wait."
    id = "Sebutkan yang dimaksud: id seperti pada daftar, atau --proposed untuk semua usulan."


class NoSuchCaseName(Refused):
    """No case has the name."""

    en = "There is no case “{name}” in this study."
    id = "Tidak ada kasus “{name}” dalam studi ini."


class BadNumber(Refused):
    """A number is not written as one."""

    en = "“{written}” is not a number that is wanted here. Look at --help."
    id = "“{written}” bukan bilangan yang diminta di sini. Lihat --help."


class Listed(Protocol):
    """Whatever a list shows and can be named by its id."""

    @property
    def id(self) -> int:
        """The row id."""
        ...

    @property
    def uuid(self) -> str:
        """The stable id."""
        ...


Row = TypeVar("Row", bound=Listed)
Value = TypeVar("Value")


def acts_of(verbs: Verbs, name: str, about: str, speech: Speech) -> Verbs:
    """The acts of a verb: `events list`, `events add` and so on."""
    parser = verbs.add_parser(name, help=about, description=about)
    return parser.add_subparsers(dest="act", metavar=speech("ACT"), required=True)


def with_place(parser: argparse.ArgumentParser, speech: Speech) -> None:
    """Add `--source KEY` and `--span A:B`: the words that something was read from."""
    parser.add_argument("--source", metavar=speech("KEY"), help=speech("the source that says so"))
    parser.add_argument("--span", metavar="A:B", help=speech("the words in it"))


def with_sources(parser: argparse.ArgumentParser, speech: Speech) -> None:
    """Add `--source KEY`, which may be given several times."""
    parser.add_argument(
        "--source", action="append", default=[], metavar=speech("KEY"),
        help=speech("only in this source; may be given several times"),
    )  # fmt: skip


def with_state(parser: argparse.ArgumentParser, speech: Speech) -> None:
    """Add `--state`: only the proposed, or only the confirmed."""
    parser.add_argument(
        "--state", choices=[each.value for each in CodingState],
        help=speech("only what is proposed, or only what is confirmed"),
    )  # fmt: skip


def states_given(call: Call) -> frozenset[CodingState]:
    """The states that a call narrows to; empty for all."""
    given = call.arguments.state
    return frozenset({CodingState(given)}) if given else frozenset()


def add_choosing(  # noqa: PLR0917 - the parts of one act
    acts: Verbs, name: str, work: Verb, about: str, speech: Speech, waiting: str = ""
) -> None:
    """Add an act on records that are named by their ids, or that all wait."""
    parser = study_verb(acts, name, work, about, speech=speech)
    parser.add_argument("ids", nargs="*", metavar="ID")
    if waiting:
        parser.add_argument("--proposed", action="store_true", help=waiting)
    with_json(parser, speech)


def row_named(rows: Iterable[Row], which: str) -> Row:
    """The row that is meant by a UUID or by its end.

    Raises:
        NoSuchRecord: none is, or several are.
    """
    wanted = which.strip().lower()
    found = [row for row in rows if row.uuid == wanted]
    if not found and len(wanted) >= _SHORTEST:
        found = [row for row in rows if row.uuid.endswith(wanted)]
    if len(found) != 1:
        raise NoSuchRecord(which=which[:40])
    return found[0]


def ids_given(call: Call, rows: Sequence[Row]) -> tuple[int, ...]:
    """The row ids of the records that a call names.

    Raises:
        NoRecordNamed: none are named.
        NoSuchRecord: one is not there.
    """
    given = call.arguments
    if getattr(given, "proposed", False):
        waiting = [row for row in rows if getattr(row, "state", None) is CodingState.PROPOSED]
        return tuple(row.id for row in waiting)
    if not given.ids:
        raise NoRecordNamed
    return tuple(row_named(rows, each).id for each in given.ids)


def told(call: Call, key: str, count: int, said: str) -> int:
    """Answer with a count: for a program under a key, for a person as a sentence."""
    if call.json:
        print_json({key: count})
    else:
        print_line(said)
    return 0


def removed(call: Call, count: int) -> int:
    """Answer how many records went."""
    said = call.speech.many("Removed {n} record.", "Removed {n} records.", count)
    return told(call, "removed", count, said)


def confirmed(call: Call, count: int) -> int:
    """Answer how many records are confirmed now."""
    said = call.speech.many("Confirmed {n} record.", "Confirmed {n} records.", count)
    return told(call, "confirmed", count, said)


def changed(call: Call, which: Listed) -> int:
    """Answer that a record says something else now."""
    if call.json:
        print_json({"uuid": which.uuid})
    else:
        print_line(call.speech("Changed {which}.", which=short(which)))
    return 0


def added(call: Call, rows: Iterable[Listed], id_: int) -> int:
    """Answer with the id of a new record."""
    uuid = next(row.uuid for row in rows if row.id == id_)
    if call.json:
        print_json({"id": id_, "uuid": uuid})
    else:
        print_line(call.speech("Recorded as {which}.", which=uuid[-SHOWN:]))
    return 0


def short(row: Listed) -> str:
    """The end of a record's UUID, by which lists name it."""
    return row.uuid[-SHOWN:]


def source_id(connection: Connection, key: str | None) -> int | None:
    """The id of a source by its key; None where none is named.

    Raises:
        NoSuchSource: there is none.
    """
    from qda.retrieval.sources import source_by_key

    return source_by_key(connection, key.strip()).id if key and key.strip() else None


def source_ids(connection: Connection, keys: Iterable[str]) -> frozenset[int]:
    """The ids of sources by their keys.

    Raises:
        NoSuchSource: one does not exist.
    """
    found = (source_id(connection, key) for key in keys)
    return frozenset(id_ for id_ in found if id_ is not None)


def code_id(connection: Connection, name: str | None) -> int | None:
    """The row id of a code by its id or name; None where none is named.

    Raises:
        NoSuchCode, SeveralCodes: it means none, or several.
    """
    from qda.retrieval.codes import code_by_id

    return code_by_id(connection, name.strip()).id if name and name.strip() else None


def case_id(connection: Connection, name: str | None) -> int | None:
    """The id of a case by its name; None where none is named.

    Raises:
        NoSuchCaseName: there is none.
    """
    from qda.retrieval.cases import everybody

    if not name or not name.strip():
        return None
    for case in everybody(connection):
        if case.name.casefold() == name.strip().casefold():
            return case.id
    raise NoSuchCaseName(name=name[:60])


def given_span(written: str | None) -> Span | None:
    """A span as it was given; None where none is.

    Raises:
        BadSpan, SpanOutOfOrder: it is none.
    """
    return span_of(written) if written else None


def decimal(written: str) -> float:
    """A number with a decimal point or comma.

    Raises:
        BadNumber: it is none.
    """
    try:
        return float(written.strip().replace(",", "."))
    except ValueError as error:
        raise BadNumber(written=written[:40]) from error


def said(call: Call, **conversions: Callable[[str], object]) -> dict[str, Any]:
    """What a call says anew: its arguments of these names that are given, each converted."""
    given = vars(call.arguments)
    return {
        name: convert(given[name])
        for name, convert in conversions.items()
        if given.get(name) is not None
    }


def place_said(call: Call, connection: Connection) -> dict[str, Any]:
    """The place that a call says anew: source and span where the source is named, or the span."""
    given = call.arguments
    found: dict[str, Any] = {}
    if given.source is not None:
        found = {"source_id": source_id(connection, given.source), "span": None}
    if given.span is not None:
        found["span"] = given_span(given.span)
    return found


def state_words(state: CodingState, speech: Speech) -> str:
    """The state of a record in words; nothing where it is confirmed, as most are."""
    return "" if state is CodingState.CONFIRMED else label(state, speech)
