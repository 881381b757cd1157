"""Verbs on displays: make or keep one, list them, refresh what is stale, write into cells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.errors import Refused
from models.vocabulary import EntryKind
from qda.cli.arguments import natural, positive, study_verb, with_json, with_output
from qda.cli.call import Call, WrongCall
from qda.cli.display_places import place_in
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import Speech

if TYPE_CHECKING:
    import argparse

    from qda.cli.arguments import Verbs
    from qda.displays.comparing import Place
    from qda.displays.kept import KeptDisplay
    from qda.displays.kind import DisplayKind, DisplayQuestion, Shown
    from qda.session import StudySession, StudyState

_ENDINGS: Final = ".xlsx .docx .pdf .html .csv .json .svg .png"
_BY_HAND: Final = tuple(kind.value for kind in EntryKind if kind is not EntryKind.QUOTE)


class BadChoice(Refused):
    """--choose must name a choice and its value."""

    en = "“{given}” chooses nothing. Write NAME=VALUE; possible here: {known}."
    id = "“{given}” tidak memilih apa pun. Tulis NAMA=NILAI; yang dapat dipilih: {known}."


class NothingToDo(WrongCall):
    """A display that is neither written nor kept would be made for nothing."""

    en = "Say what becomes of the display: -o FILE, --keep or --json."
    id = "Sebutkan hasilnya: -o BERKAS, --keep, atau --json."


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    _add_display(verbs, speech)
    parser = study_verb(
        verbs, "displays", list_displays, speech("list the displays"), speech=speech
    )
    parser.add_argument(
        "--kinds", action="store_true", help=speech("the kinds of display that can be made")
    )
    parser.add_argument("--remove", default="", metavar=speech("TITLE"))
    with_json(parser, speech)
    parser = study_verb(
        verbs, "stale", list_stale, speech("list the cells that changed"), speech=speech
    )
    parser.add_argument("title", nargs="?", default="", metavar=speech("TITLE"))
    with_json(parser, speech)
    parser = study_verb(
        verbs, "refresh", refresh, speech("let what a display shows now stand"), speech=speech
    )
    parser.add_argument("title", metavar=speech("TITLE"))
    _with_cell(parser, speech)
    with_json(parser, speech)
    parser = study_verb(
        verbs, "versions", list_versions, speech("list or compare versions"), speech=speech
    )
    parser.add_argument("title", metavar=speech("TITLE"))
    parser.add_argument("--compare", nargs=2, type=positive, metavar="N", default=None)
    with_json(parser, speech)
    _add_enter(verbs, speech)


def _add_display(verbs: Verbs, speech: Speech) -> None:
    parser = study_verb(
        verbs, "display", display, speech("make, keep and write a display"), speech=speech
    )
    parser.add_argument(
        "kind", metavar=speech("KIND|TITLE"), help=speech("a kind, or a display that was kept")
    )
    parser.add_argument("--rows", default="", metavar=speech("AXIS"),
                        help="case, role, group, source, technique, attribute:NAME")  # fmt: skip
    parser.add_argument(
        "--columns", action="append", default=[], metavar=speech("FRAMEWORK|CODE"),
        help=speech("a framework or a code; all frameworks where none is named"),
    )  # fmt: skip
    parser.add_argument(
        "--level", type=positive, default=1, help=speech("1 dimensions, 2 indicators")
    )
    parser.add_argument("--quotes", type=natural, default=2, help=speech("quotes in a cell"))
    parser.add_argument("--filter", default="", help=speech("only these codings"))
    parser.add_argument("--title", default="")
    parser.add_argument(
        "--question", default="", help=speech("the research question it is to answer")
    )
    parser.add_argument("--choose", action="append", default=[], metavar=speech("NAME=VALUE"),
                        help=speech("what else the kind can be asked"))  # fmt: skip
    parser.add_argument(
        "--vocabulary", choices=("2014", "1994"), default="2014",
        help=speech("names after the sourcebook, or after Sugiyono (1994)"),
    )  # fmt: skip
    parser.add_argument("--keep", action="store_true", help=speech("keep it in the study"))
    parser.add_argument(
        "--names", action="store_true",
        help=speech("with the titles of sources, which may name people"),
    )  # fmt: skip
    with_json(parser, speech)
    with_output(parser, speech, _ENDINGS, required=False)


def _add_enter(verbs: Verbs, speech: Speech) -> None:
    parser = study_verb(
        verbs, "enter", enter, speech("write into a cell of a kept display"), speech=speech
    )
    parser.add_argument("title", metavar=speech("TITLE"))
    _with_cell(parser, speech)
    parser.add_argument("--text", default="", metavar=speech("WORDS"))
    parser.add_argument("--kind", choices=_BY_HAND, default=EntryKind.SUMMARY.value)
    parser.add_argument("--value", type=float, default=None, help=speech("of a rating or a count"))
    parser.add_argument("--rule", default="", help=speech("the decision rule it is entered by"))
    parser.add_argument("--instead-of", default="", metavar=speech("WORDS"),
                        help=speech("the program's entry whose place it takes"))  # fmt: skip
    parser.add_argument("--codings", default="", metavar="UUID,…",
                        help=speech("the codings it rests on"))  # fmt: skip
    parser.add_argument("--change", default="", metavar="UUID", help=speech("rewrite this entry"))
    parser.add_argument("--remove", default="", metavar="UUID", help=speech("remove this entry"))
    with_json(parser, speech)


def _with_cell(parser: argparse.ArgumentParser, speech: Speech) -> None:
    parser.add_argument("--row", default="", help=speech("the cell's row, by its label or id"))
    parser.add_argument(
        "--column", default="", help=speech("the cell's column, by its label or id")
    )


def display(call: Call) -> int:
    """Make a display, or take one that was kept; keep it, write it, or answer with it."""
    from qda.displays.registry import kinds

    given = call.arguments
    if not (given.output or given.keep or call.json):
        raise NothingToDo
    with call.study() as study:
        if given.kind.casefold() in {kind.id for kind in kinds()}:
            shown = _made(call, study)
        else:
            shown = _kept_named(call, study)
    if given.output:
        from exports.writer import write_display

        write_display(shown, Path(given.output), mask_names=not given.names)
        print_line(_wrote(shown, given.output, call.speech))
    elif call.json:
        from qda.plain_data import plain

        print_json(plain(shown))
    return 0


def _kept_named(call: Call, study: StudySession) -> Shown:
    """A kept display by its title; a name that is neither a title nor a kind is told so.

    Raises:
        UnknownDisplay: it is neither.
    """
    from qda.displays.registry import UnknownDisplay, kinds
    from qda.retrieval.displays import NoSuchDisplay

    try:
        return _kept(call, study, call.arguments.kind).shown
    except NoSuchDisplay as error:
        known = ", ".join(kind.id for kind in kinds())
        raise UnknownDisplay(kind=call.arguments.kind, known=known) from error


def _wrote(shown: Shown, place: str, speech: Speech) -> str:
    from qda.displays.network import Network

    codings = speech.number(len(shown.evidence))
    if isinstance(shown, Network):
        return speech(
            "Wrote {nodes} nodes and {arrows} arrows resting on {codings} codings to {place}.",
            nodes=len(shown.nodes),
            arrows=len(shown.arrows),
            codings=codings,
            place=place,
        )
    return speech(
        "Wrote {rows} × {columns} cells resting on {codings} codings to {place}.",
        rows=len(shown.rows),
        columns=len(shown.columns),
        codings=codings,
        place=place,
    )


def _made(call: Call, study: StudySession) -> Shown:
    from qda.displays.registry import made
    from qda.edits.displays import KeepDisplay

    question = _question(call)
    with study.reading() as connection:
        shown = made(connection, question, call.progress)
    if call.arguments.keep:
        study.do(KeepDisplay(question, shown))
        print_line(call.speech("Kept “{title}”.", title=question.title or shown.title))
    return shown


def _question(call: Call) -> DisplayQuestion:
    from qda.displays.axes import RowAxis
    from qda.displays.kind import DisplayQuestion, Vocabulary
    from qda.displays.registry import kind_named

    given = call.arguments
    kind = kind_named(given.kind)
    return DisplayQuestion(
        kind=kind.id,
        language=call.speech.language,
        analyst=call.coder,
        title=" ".join(given.title.split()),
        question=given.question.strip(),
        rows=RowAxis.parse(given.rows) if given.rows else None,
        columns=tuple(given.columns),
        level=given.level,
        filter=given.filter,
        quotes=given.quotes,
        choices=tuple(_choice(each, kind) for each in given.choose),
        vocabulary=Vocabulary(given.vocabulary),
    )


def _choice(written: str, kind: DisplayKind) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not equals or not value.strip():
        known = ", ".join(choice.name for choice in kind.choices) or "–"
        raise BadChoice(given=written[:60], known=known)
    return name.strip(), value.strip()


def _kept(call: Call, study: StudySession, title: str) -> KeptDisplay:
    with study.reading() as connection:
        return _kept_on(call, connection, title)


def _kept_on(call: Call, connection: StudyState, title: str) -> KeptDisplay:
    from qda.displays.kept import kept_display
    from qda.retrieval.displays import display_named

    row = display_named(connection, title)
    return kept_display(
        connection,
        row.id,
        language=call.speech.language,
        analyst=call.coder,
        progress=call.progress,
    )


def list_displays(call: Call) -> int:
    """List the kept displays, or the kinds there are; or remove one."""
    from qda.edits.displays import RemoveDisplay
    from qda.retrieval.displays import display_named, displays

    if call.arguments.kinds:
        return _list_kinds(call)
    speech = call.speech
    with call.study() as study:
        if call.arguments.remove:
            with study.reading() as connection:
                row = display_named(connection, call.arguments.remove)
            study.do(RemoveDisplay(row.id))
            print_line(speech("Removed “{title}”.", title=row.title))
            return 0
        with study.reading() as connection:
            rows = displays(connection)
    if call.json:
        print_json(
            [
                {
                    "id": row.id,
                    "uuid": row.uuid,
                    "title": row.title,
                    "kind": row.kind,
                    "question": row.question,
                    "settings": row.settings,
                    "versions": row.versions,
                    "looked_at": row.looked_at,
                }
                for row in rows
            ]
        )
        return 0
    heads = (speech("Title"), speech("Kind"), speech("Versions"), speech("Looked at"))
    print_table(heads, [(r.title, r.kind, str(r.versions), r.looked_at[:16]) for r in rows])
    return 0


def _list_kinds(call: Call) -> int:
    from qda.displays.kind import FAMILY_NAMES
    from qda.displays.registry import kinds

    speech = call.speech
    if call.json:
        print_json([_kind_told(kind, speech) for kind in kinds()])
        return 0
    rows = [
        (kind.id, speech(kind.name), speech(FAMILY_NAMES[kind.family]), speech(kind.answers))
        for kind in kinds()
    ]
    print_table((speech("Kind"), speech("Name"), speech("For"), speech("Question")), rows)
    return 0


def _kind_told(kind: DisplayKind, speech: Speech) -> object:
    return {
        "id": kind.id,
        "name": speech(kind.name),
        "older_name": speech(kind.older_name),
        "family": kind.family,
        "question": speech(kind.answers),
        "rule": speech(kind.rule),
        "rows": list(kind.rows),
        "choices": {
            choice.name: [option.value for option in choice.options] for choice in kind.choices
        },
    }


def list_stale(call: Call) -> int:
    """List the cells under which the study has changed, of one kept display or of all."""
    from qda.displays.kept import labels_of
    from qda.retrieval.displays import displays

    found: list[dict[str, object]] = []
    with call.study() as study, study.reading() as connection:
        titles = [call.arguments.title] if call.arguments.title else None
        for title in titles or [row.title for row in displays(connection)]:
            kept = _kept_on(call, connection, title)
            labels, said = labels_of(kept.shown), _changes(kept.shown)
            found.extend(
                {
                    "display": kept.row.title,
                    "row": place[0],
                    "column": place[1],
                    "cell": labels.get(place, " × ".join(place)),
                    "changes": list(said.get(place, ())),
                }
                for place in kept.stale
            )
    if call.json:
        print_json(found)
        return 0
    heads = (call.speech("Display"), call.speech("Cell"), call.speech("What changed"))
    rows = [(str(e["display"]), str(e["cell"]), _listed(e["changes"])) for e in found]
    print_table(heads, rows)
    return 0


def _listed(words: object) -> str:
    return "; ".join(words) if isinstance(words, list) else ""


def _changes(shown: Shown) -> dict[Place, tuple[str, ...]]:
    from qda.displays.network import Network

    if isinstance(shown, Network):
        found = {(node.id, ""): node.changes for node in shown.nodes}
        return found | {(arrow.id, ""): arrow.changes for arrow in shown.arrows}
    return {(shown.rows[r].id, shown.columns[c].id): cell.changes for r, c, cell in shown.places()}


def refresh(call: Call) -> int:
    """Let what a kept display shows now stand, in one cell or in all."""
    from qda.edits.displays import RefreshDisplay

    given = call.arguments
    with call.study() as study:
        kept = _kept(call, study, given.title)
        places = (place_in(kept.shown, given.row, given.column),) if given.row else ()
        number = study.do(RefreshDisplay(kept.row.id, kept.made, places))
    if call.json:
        print_json({"version": number, "stale": [list(place) for place in kept.stale]})
    else:
        print_line(call.speech("“{title}” is now at version {number}.", title=kept.row.title,
                               number=number))  # fmt: skip
    return 0


def list_versions(call: Call) -> int:
    """List the versions of a kept display, or what changed between two of them."""
    from qda.displays.kept import differences
    from qda.retrieval.displays import display_named, versions

    given, speech = call.arguments, call.speech
    with call.study() as study, study.reading() as connection:
        row = display_named(connection, given.title)
        if given.compare:
            told = differences(connection, row.id, *given.compare, speech=speech)
            if call.json:
                print_json([{"cell": each.label, "changes": list(each.words)} for each in told])
            else:
                heads = (speech("Cell"), speech("What changed"))
                print_table(heads, [(each.label, "; ".join(each.words)) for each in told])
            return 0
        found = versions(connection, row.id)
    if call.json:
        print_json(
            [
                {
                    "number": each.number,
                    "coder": each.coder,
                    "edit": each.study_version,
                    "refreshed": [list(place) for place in each.refreshed],
                    "made_at": each.made_at,
                }
                for each in found
            ]
        )
        return 0
    print_table(
        (speech("Version"), speech("Coder"), speech("Made on"), speech("Refreshed")),
        [
            (str(v.number), v.coder, v.made_at[:16], str(len(v.refreshed) or speech("all cells")))
            for v in found
        ],
    )
    return 0


def enter(call: Call) -> int:
    """Write an entry into a cell, rewrite one or remove one."""
    from models.display import CellEntry
    from qda.edits.cell_entries import ChangeEntry, RemoveEntry, WriteEntry
    from qda.retrieval.named import id_of

    given = call.arguments
    codings = tuple(part.strip() for part in given.codings.split(",") if part.strip())
    with call.study() as study:
        if given.remove or given.change:
            with study.reading() as connection:
                entry_id = id_of(connection, CellEntry, given.remove or given.change)
            if given.remove:
                study.do(RemoveEntry(entry_id))
            else:
                study.do(
                    ChangeEntry(
                        entry_id, given.text or None, EntryKind(given.kind), given.value,
                        given.rule or None, codings or None,
                    )
                )  # fmt: skip
        else:
            kept = _kept(call, study, given.title)
            row, column = place_in(kept.shown, given.row, given.column)
            entry_id = study.do(
                WriteEntry(
                    kept.row.id, row, column, EntryKind(given.kind), given.text,
                    given.instead_of, given.value, given.rule, codings,
                )
            )  # fmt: skip
    if call.json:
        print_json({"id": entry_id})
    return 0
