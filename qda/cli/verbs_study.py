"""Verbs on a study as a whole: open, new, frameworks, import, history, backup, check, demo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.errors import Refused
from models.history import EditState
from models.undoing import NothingToRedo, NothingToUndo
from models.vocabulary import StakeholderGroup, Technique
from qda.cli.arguments import positive, study_verb, verb, with_json, with_output
from qda.cli.call import Call, NoCoderName
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import LANGUAGES, Speech, mark
from qda.session import NewStudy, StudySession

if TYPE_CHECKING:
    from codebooks.framework import Framework
    from qda.cli.arguments import Verbs


KINDS: Final = ("transcript", "document", "reviews", "survey")
"""What `import --as` takes a file for."""


LAYOUTS: Final = (
    "google_forms", "qualtrics", "surveymonkey", "limesurvey", "kobo", "spss", "one_row",
    "two_rows", "no_headings",
)  # fmt: skip
"""What `import --layout` takes; the values of `surveys.draft.SurveyLayout`."""


class StudyNotWhole(Refused):
    """The check found flaws."""

    en = "The study has {count} flaws, listed above. Restore it from a backup."
    id = "Studi ini memiliki {count} kerusakan, tercantum di atas. Pulihkan dari cadangan."


class TooFewEdits(Refused):
    """More edits are to be undone or redone than there are."""

    en = "You ask for {wanted} edits, but there are only {there}. Nothing was changed."
    id = "Anda meminta {wanted} suntingan, padahal hanya ada {there}. Tidak ada yang diubah."


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
    shown.add_argument("--count", type=positive, help=speech("how many acts, newest first"))
    with_json(shown, speech)
    for name, work, about in (
        ("undo", undo, speech("take back the last edits")),
        ("redo", redo, speech("do undone edits again")),
    ):
        parser = study_verb(verbs, name, work, about, speech=speech)
        parser.add_argument("count", nargs="?", type=positive, default=1)
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
    about = speech("add a framework to a study, write one to a file, or check one")
    acts = verbs.add_parser("framework", help=about, description=about).add_subparsers(
        dest="act", metavar=speech("ACT"), required=True
    )
    about = speech("add frameworks to a study")
    parser = study_verb(acts, "add", add_framework, about, speech=speech)
    parser.add_argument("framework", metavar=speech("ID|FILE"), nargs="+")
    about = speech("write a study's codebook to a file")
    parser = study_verb(acts, "export", export_framework, about, speech=speech)
    parser.add_argument("framework", metavar="ID")
    with_output(parser, speech, ".yaml .xlsx .csv")
    parser = verb(acts, "check", check_framework, speech("say what is wrong with a codebook"))
    parser.add_argument("file", metavar=speech("ID|FILE"))
    with_json(parser, speech)


def _add_import(verbs: Verbs, speech: Speech) -> None:
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
    parser.add_argument("--form", default="", help=speech("the XLSForm of a survey"))
    words = speech("do not read a survey by the guide that it comes back from")
    parser.add_argument("--no-guide", action="store_true", help=words)
    parser.add_argument(
        "--layout", choices=LAYOUTS, help=speech("how a survey is laid out, where unclear")
    )
    parser.add_argument("--into", default="", help=speech("the key of the collection to add to"))
    parser.add_argument("--keep-names", action="store_true", help=speech("store user names"))
    parser.add_argument("--dry-run", action="store_true", help=speech("only say what would be"))
    with_json(parser, speech)


def import_files(call: Call) -> int:
    """Import files, or with --dry-run say what would be imported."""
    from qda.cli.importing import import_files as imported

    return imported(call)


def open_window(call: Call) -> int:
    """Open the window, on a study where one is named."""
    from ui.app import start

    return start(
        call.arguments.study, picture=call.arguments.picture, language=call.speech.language
    )


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
    from qda.edits.codes import AdoptFramework, FrameworkAdopted
    from qda.retrieval.codes import frameworks

    theories = [_theory(name) for name in call.arguments.framework]
    with call.study() as study:
        with study.reading() as connection:
            adopted = {each.name for each in frameworks(connection)}
        for theory in theories:
            if theory.id in adopted:
                raise FrameworkAdopted(framework=theory.id)
            adopted.add(theory.id)
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


def export_framework(call: Call) -> int:
    """Write a framework of a study, with the study's own codes and labels, to a file."""
    from codebooks.formats.registry import write_framework
    from qda.retrieval.codebooks import study_codebook

    with call.study() as study, study.reading() as connection:
        theory = study_codebook(connection, call.arguments.framework)
    write_framework(theory, Path(call.arguments.output))
    print_line(call.speech("Wrote {place}", place=call.arguments.output))
    return 0


def check_framework(call: Call) -> int:
    """Say what is wrong with a codebook; errors are refused, the rest is told."""
    from codebooks.check import check as checked
    from codebooks.findings import Level
    from codebooks.shelf import known_codes

    theory = _theory(call.arguments.file)
    findings = checked(theory, known=known_codes())
    language = call.speech.language
    if call.json:
        print_json(
            [
                {"level": each.level, "code": each.code, "said": each.say(language)}
                for each in findings
            ]
        )
    else:
        for each in findings:
            print_line(each.say(language))
        print_line(call.speech.many("{n} finding.", "{n} findings.", len(findings)))
    if any(each.level is Level.ERROR for each in findings):
        raise CodebookNotSound(name=theory.id)
    return 0


class CodebookNotSound(Refused):
    """The check found errors."""

    en = "“{name}” has errors, listed above. Mend them in the file and check it again."
    id = "“{name}” memiliki kesalahan, tercantum di atas. Perbaiki berkasnya lalu periksa lagi."


def _theory(name: str) -> Framework:
    from codebooks.formats.registry import read_framework
    from codebooks.shelf import framework

    path = Path(name)
    return read_framework(path) if path.suffix and path.exists() else framework(name)


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
        _check_movable(call, study, EditState.DONE, NothingToUndo())
        for _ in range(call.arguments.count):
            done = study.undo()
            _say_moved(call, done.kind, done.facts, mark("Undone: {title}"))
    return 0


def redo(call: Call) -> int:
    """Do undone edits again."""
    with call.study() as study:
        _check_movable(call, study, EditState.UNDONE, NothingToRedo())
        for _ in range(call.arguments.count):
            done = study.redo()
            _say_moved(call, done.kind, done.facts, mark("Redone: {title}"))
    return 0


def _check_movable(call: Call, study: StudySession, state: EditState, nothing: Refused) -> None:
    """Refuse before the first step what could be done only in part.

    Raises:
        NothingToUndo, NothingToRedo, TooFewEdits: there are not so many edits.
    """
    from qda.retrieval.histories import movable

    with study.reading() as connection:
        there = movable(connection, state)
    if not there:
        raise nothing
    if there < call.arguments.count:
        raise TooFewEdits(wanted=call.arguments.count, there=there)


def _say_moved(call: Call, kind: str, facts: dict[str, object], sentence: str) -> None:
    from qda.edits.titles import title_of

    print_line(call.speech(sentence, title=title_of(kind, facts, call.speech)))


def check(call: Call) -> int:
    """Prove that a study is whole, or list what is not."""
    from models.checking import flaws

    with call.study() as study, study.reading() as connection:
        found = flaws(connection)
    for flaw in found:
        print_line(flaw.say(call.speech.language))
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
    if not (given.open or given.picture):
        return 0
    from ui.app import has_screen, start

    if given.picture or not has_screen():
        picture = Path(given.out) / "window.png"
        if not given.picture:
            print_line(
                call.speech(
                    "There is no screen; a picture of the window is in {place}.", place=picture
                )
            )
        return start(str(place), picture=str(picture), language=call.speech.language)
    return start(str(place), language=call.speech.language)


def selftest(call: Call) -> int:
    """Try the installed program from import to export, in a folder that is removed again."""
    from qda.cli.demonstration import run_selftest

    return run_selftest(call.speech)
