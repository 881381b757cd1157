"""Verbs that change what texts say: correct, rename; and copy, which makes a copy to hand on."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Refused
from models.splicing import Cut
from qda.cli.arguments import study_verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import Speech

if TYPE_CHECKING:
    from qda.cli.arguments import Verbs
    from qda.pseudonyms.places import NamePlace


class BadStretch(Refused):
    """--span must be two positions, the second not before the first."""

    en = "“{given}” is no stretch. Give START:END in characters from 0; equal ones insert words."
    id = "“{given}” bukan potongan. Berikan AWAL:AKHIR dari 0; nilai yang sama menyisipkan kata."


class NameNotThere(Refused):
    """The name occurs nowhere."""

    en = "The name stands nowhere in this study. Nothing was changed."
    id = "Nama itu tidak ada dalam studi ini. Tidak ada yang diubah."


class NoKeyNamed(Refused):
    """No key was ever chosen for the study."""

    en = "Say where the key is to be kept: --key FILE, in another folder than the study."
    id = "Sebutkan tempat kunci: --key BERKAS, di folder lain dari studi."


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    about = speech("correct words of a text; its codings move along")
    parser = study_verb(verbs, "correct", correct, about, speech=speech)
    parser.add_argument("--source", required=True, metavar=speech("KEY"))
    parser.add_argument("--span", required=True, metavar="A:B")
    parser.add_argument("--words", required=True, metavar=speech("TEXT"))
    with_json(parser, speech)
    about = speech("put a pseudonym in place of a name, everywhere")
    parser = study_verb(verbs, "rename", rename, about, speech=speech)
    parser.add_argument("--name", required=True, metavar=speech("NAME"))
    parser.add_argument(
        "--as",
        dest="pseudonym",
        default="",
        metavar=speech("PSEUDONYM"),
        help=speech("what stands for it; else the next one that is free"),
    )
    parser.add_argument(
        "--key", default="", metavar=speech("FILE"), help=speech("the key, apart from the study")
    )
    parser.add_argument("--parts", action="store_true", help=speech("each word of the name, too"))
    parser.add_argument("--exact-case", action="store_true", help=speech("capitals as given"))
    parser.add_argument("--dry-run", action="store_true", help=speech("only show the places"))
    with_json(parser, speech)
    about = speech("copy a study, whole or to be handed on")
    parser = study_verb(verbs, "copy", copy, about, speech=speech)
    parser.add_argument("to", metavar=speech("FILE"))
    parser.add_argument(
        "--without-originals",
        action="store_true",
        help=speech("without original files, imported texts and history"),
    )


def correct(call: Call) -> int:
    """Correct a stretch of a source."""
    from qda.edits.revising import ReviseText
    from qda.importers.tables.identity import fingerprint
    from qda.retrieval.sources import source_by_key, source_text

    given = call.arguments
    with call.study() as study:
        with study.reading() as connection:
            source = source_by_key(connection, given.source)
            text = source_text(connection, source.id)
        start, end = _stretch(given.span, len(text))
        cut = Cut(start, text[start:end], given.words)
        done = study.do(ReviseText(source.id, (cut,), fingerprint(text)))
    if call.json:
        print_json({"source": given.source, "removed": cut.removed, "done": done})
        return 0
    print_line(f"{given.source}  “{cut.removed}” → “{given.words}”")
    if done.codings_gone or done.codings_merged:
        print_line(
            call.speech(
                "{gone} codings lost all their words and went, {merged} became equal to another.",
                gone=call.speech.number(done.codings_gone),
                merged=call.speech.number(done.codings_merged),
            )
        )
    return 0


def rename(call: Call) -> int:
    """Replace a name everywhere, once the key is safe."""
    from qda.edits.revising import ReplaceName
    from qda.pseudonyms.finding import Wanted, find_name
    from qda.pseudonyms.key_file import Key, KeyFile, checked_place
    from qda.pseudonyms.key_places import known_place, remember_place
    from qda.pseudonyms.proposing import proposed_pseudonym
    from qda.pseudonyms.replacing import replace_name

    given = call.arguments
    with call.study() as study:
        uuid = study.study().uuid
        named = Path(given.key) if given.key else known_place(uuid)
        if named is None and not given.dry_run:
            raise NoKeyNamed
        place = None if named is None else checked_place(named, study.store.place)
        file = None if place is None else KeyFile(place)
        if file is not None and given.key and not given.dry_run:
            file.create()
        known = file.read() if file is not None and (place or Path()).exists() else Key()
        wanted = Wanted(given.name, parts=given.parts, exact_case=given.exact_case)
        with study.reading() as connection:
            said = given.pseudonym or proposed_pseudonym(connection, given.name, known)
            found = find_name(connection, wanted, said, call.progress)
        # What a theory says is about nobody in the study; the window lets one tick it.
        places = tuple(each for each in found if not each.of_theory)
        if not places:
            raise NameNotThere
        if given.dry_run or file is None:
            _show(call, said, places, done=False)
            return 0
        edit = ReplaceName(said, places, call.progress)
        today = datetime.now(UTC).astimezone().date()
        replace_name(study, given.name, edit, key=file, today=today)
        remember_place(uuid, file.place)
    _show(call, said, places, done=True)
    return 0


def copy(call: Call) -> int:
    """Copy a study as it is, or without what holds replaced words."""
    from models.handing_on import copy_to_hand_on

    given = call.arguments
    to = Path(given.to)
    with call.study() as study:
        if given.without_originals:
            progress = call.progress
            copy_to_hand_on(study.store, to, report=progress.report)
        else:
            study.store.backup(to)
    print_line(call.speech("Copied the study to {place}.", place=given.to))
    if given.without_originals:
        print_line(
            call.speech(
                "The copy holds no original file, no text as imported and no history. Look through "
                "it for names before you hand it on."
            )
        )
    return 0


def _show(call: Call, pseudonym: str, places: tuple[NamePlace, ...], *, done: bool) -> None:
    from qda.pseudonyms.places import BY_NAME

    if call.json:
        print_json({"pseudonym": pseudonym, "done": done, "places": places})
        return
    speech = call.speech
    if not done:
        heads = (speech("What"), speech("Where"), speech("Before"), speech("After"))
        print_table(
            heads,
            [
                (
                    speech(BY_NAME[each.field].words),
                    each.key,
                    f"{each.before}[{each.cut.removed}]{each.after}",
                    f"{each.before}[{each.cut.inserted}]{each.after}",
                )
                for each in places
            ],
        )
    counts = Counter(BY_NAME[each.field].words for each in places)
    listed = "; ".join(f"{speech(words)}: {speech.number(n)}" for words, n in counts.items())
    sentence = (
        speech.many("Replaced at {n} place", "Replaced at {n} places", len(places))
        if done
        else speech.many("Would be replaced at {n} place", "Would be replaced at {n} places",
                         len(places))
    )  # fmt: skip
    print_line(f"{sentence} ({listed}) → “{pseudonym}”")


def _stretch(written: str, length: int) -> tuple[int, int]:
    start, colon, end = written.partition(":")
    places = (start.strip(), end.strip())
    if not colon or not all(
        each.isdecimal() and len(each) <= len("999999999999") for each in places
    ):
        raise BadStretch(given=written[:40])
    first, last = map(int, places)
    if last < first or last > length:
        raise BadStretch(given=written[:40])
    return first, last
