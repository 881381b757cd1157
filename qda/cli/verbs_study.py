"""Verbs on a study as a whole: open, new, frameworks, import, history, backup, check, demo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Refused
from models.vocabulary import StakeholderGroup, Technique
from qda.cli.arguments import study_verb, verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table, warn
from qda.i18n import LANGUAGES, Speech, mark
from qda.session import NewStudy, StudySession

if TYPE_CHECKING:
    from qda.cli.arguments import Verbs


class StudyNotWhole(Refused):
    """The check found flaws."""

    en = "The study has {count} flaws, listed above. Restore it from a backup."
    id = "Studi ini memiliki {count} kerusakan, tercantum di atas. Pulihkan dari cadangan."


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    opened = verb(verbs, "open", open_window, speech("open the window"))
    opened.add_argument("study", nargs="?", metavar=speech("STUDY"))
    opened.add_argument("--picture", metavar=speech("FILE"), help=speech("save a picture and end"))
    _add_new(verbs, speech)
    listing = verb(verbs, "frameworks", list_frameworks, speech("list the shipped frameworks"))
    with_json(listing, speech)
    _add_framework(verbs, speech)
    _add_import(verbs, speech)
    shown = study_verb(verbs, "history", history, speech("show who did what, when"), speech=speech)
    shown.add_argument("--count", type=int, help=speech("how many acts, newest first"))
    with_json(shown, speech)
    for name, work, about in (
        ("undo", undo, speech("take back the last edits")),
        ("redo", redo, speech("do undone edits again")),
    ):
        parser = study_verb(verbs, name, work, about, speech=speech)
        parser.add_argument("count", nargs="?", type=int, default=1)
    study_verb(verbs, "check", check, speech("prove that a study is whole"), speech=speech)
    saved = study_verb(verbs, "backup", backup, speech("copy a study in use"), speech=speech)
    saved.add_argument("to", metavar=speech("FILE"))
    shown = verb(verbs, "demo", demo, speech("make the sample study and its displays"))
    shown.add_argument("--out", default="demo-out", metavar=speech("FOLDER"))
    shown.add_argument("--open", action="store_true", help=speech("open the window on it"))
    shown.add_argument("--picture", action="store_true", help=speech("save a picture instead"))
    verb(verbs, "selftest", selftest, speech("try the installed program on the sample study"))


def _add_new(verbs: Verbs, speech: Speech) -> None:
    parser = study_verb(verbs, "new", new, speech("make a new study"), speech=speech)
    parser.add_argument("--title", help=speech("its title; else the file's name"))
    parser.add_argument("--language", choices=LANGUAGES, help=speech("its language (id or en)"))
    parser.add_argument("--question", default="", help=speech("the research question"))
    parser.add_argument(
        "--programme", default="", help=speech("the programme studied, as frameworks name it")
    )
    parser.add_argument("--agency", default="", help=speech("the agency that implements it"))


def _add_framework(verbs: Verbs, speech: Speech) -> None:
    parser = verb(verbs, "framework", add_framework, speech("add a framework to a study"))
    parser.add_argument("act", choices=("add",))
    parser.add_argument("study", metavar=speech("STUDY"))
    parser.add_argument("framework", metavar=speech("ID|FILE"), nargs="+")
    parser.add_argument("--coder", help=speech("the name of the coder who works"))


def _add_import(verbs: Verbs, speech: Speech) -> None:
    from qda.cli.importing import KINDS, import_files

    about = speech("import texts and tables of reviews")
    parser = study_verb(verbs, "import", import_files, about, speech=speech)
    parser.add_argument("files", nargs="+", metavar=speech("FILE"))
    parser.add_argument("--as", dest="kind", choices=KINDS, help=speech("what the files are"))
    parser.add_argument("--technique", choices=[each.value for each in Technique])
    parser.add_argument("--case", default="", help=speech("the case whose words these are"))
    parser.add_argument("--role", default="", help=speech("the role of the case or reviewers"))
    parser.add_argument("--group", choices=[each.value for each in StakeholderGroup])
    parser.add_argument("--date", default="", help=speech("when the text was collected"))
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar=speech("COLUMN=ROLE"),
        help=speech("what a column holds, where the guess is wrong"),
    )
    parser.add_argument("--into", default="", help=speech("the key of the collection to add to"))
    parser.add_argument("--keep-names", action="store_true", help=speech("store user names"))
    parser.add_argument("--dry-run", action="store_true", help=speech("only say what would be"))
    with_json(parser, speech)


def open_window(call: Call) -> int:
    """Open the window, on a study where one is named."""
    from ui.app import start

    return start(call.arguments.study, picture=call.arguments.picture)


def new(call: Call) -> int:
    """Make a new study."""
    given = call.arguments
    place = Path(given.study)
    start = NewStudy(
        title=given.title or place.stem,
        language=given.language or call.speech.language,
        question=given.question,
        programme_en=given.programme,
        programme_id=given.programme,
        agency_en=given.agency,
        agency_id=given.agency,
    )
    from qda.cli.call import NoCoderName

    if not call.coder:
        raise NoCoderName
    with StudySession.create(place, start, coder=call.coder):
        print_line(call.speech("Made the study {place}.", place=place))
    return 0


def list_frameworks(call: Call) -> int:
    """List the frameworks that the program ships."""
    from codebooks.shelf import shelf

    cards = shelf()
    if call.json:
        print_json(cards)
        return 0
    language = call.speech.language
    rows = [(card.id, card.name.in_(language), card.codes, card.citation) for card in cards]
    speech = call.speech
    print_table((speech("Id"), speech("Name"), speech("Codes"), speech("Citation")), rows)
    return 0


def add_framework(call: Call) -> int:
    """Add shipped frameworks, or those of files, to a study."""
    from codebooks.formats.registry import read_framework
    from codebooks.shelf import framework
    from qda.edits.codes import AdoptFramework

    theories = [
        read_framework(Path(name)) if Path(name).suffix and Path(name).exists() else framework(name)
        for name in call.arguments.framework
    ]
    with call.study() as study:
        for theory in theories:
            study.do(AdoptFramework(theory))
            print_line(
                call.speech(
                    "Added {name} with {count} codes.",
                    name=theory.name.in_(call.speech.language),
                    count=len(theory.codes),
                )
            )
    return 0


def history(call: Call) -> int:
    """Show the audit trail, newest first."""
    from datetime import datetime

    from qda.edits.titles import title_of
    from qda.retrieval.histories import acts

    speech = call.speech
    with call.study() as study, study.reading() as connection:
        found = acts(connection, count=call.arguments.count)
    if call.json:
        print_json(found)
        return 0
    words = {"do": speech("did"), "undo": speech("undid"), "redo": speech("redid")}
    rows = [
        (
            act.edit_id,
            speech.moment(datetime.fromisoformat(act.at).astimezone()),
            act.coder,
            words[act.act],
            title_of(act.kind, act.facts, speech),
            act.rows,
        )
        for act in found
    ]
    headings = (
        speech("Edit"), speech("When"), speech("Who"), speech("Act"), speech("What"),
        speech("Rows"),
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def undo(call: Call) -> int:
    """Take back the last edits."""
    with call.study() as study:
        for _ in range(call.arguments.count):
            done = study.undo()
            _say_moved(call, done.kind, done.facts, mark("Undone: {title}"))
    return 0


def redo(call: Call) -> int:
    """Do undone edits again."""
    with call.study() as study:
        for _ in range(call.arguments.count):
            done = study.redo()
            _say_moved(call, done.kind, done.facts, mark("Redone: {title}"))
    return 0


def _say_moved(call: Call, kind: str, facts: dict[str, object], sentence: str) -> None:
    from qda.edits.titles import title_of

    print_line(call.speech(sentence, title=title_of(kind, facts, call.speech)))


def check(call: Call) -> int:
    """Prove that a study is whole, or list what is not."""
    from models.checking import flaws

    with call.study() as study, study.reading() as connection:
        found = flaws(connection)
    for flaw in found:
        warn(flaw.say(call.speech.language))
    if found:
        raise StudyNotWhole(count=len(found))
    print_line(call.speech("The study is whole."))
    return 0


def backup(call: Call) -> int:
    """Copy a study that may be in use."""
    with call.study() as study:
        study.store.backup(Path(call.arguments.to))
    print_line(call.speech("Copied the study to {place}.", place=call.arguments.to))
    return 0


def demo(call: Call) -> int:
    """Make the sample study, code it by the shipped lists, and write its displays."""
    from qda.cli.demonstration import make_demo

    given = call.arguments
    place = make_demo(Path(given.out), call.speech)
    if given.open or given.picture:
        from ui.app import start

        picture = str(Path(given.out) / "window.png") if given.picture else None
        return start(str(place), picture=picture)
    return 0


def selftest(call: Call) -> int:
    """Try the installed program from import to export, in a folder that is removed again."""
    from qda.cli.demonstration import run_selftest

    return run_selftest(call.speech)
