"""Tells of coding, themes, judgement, and the history of the study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.vocabulary import Origin
from qda.displays.values import Record, RecordKind
from qda.i18n import Speech
from qda.labels import label
from qda.sheets.collected import reading
from qda.sheets.holding import Holding
from qda.sheets.tactics import BY_ID
from qda.sheets.told import Teller, Told, from_to, listed
from qda.version import VERSION


def coders(held: Holding, speech: Speech) -> Told | None:
    """The people who coded."""
    if not held.coders:
        return None
    words = speech.many("{n} coder: {who}", "{n} coders: {who}", len(held.coders),
                        who=", ".join(held.coders))  # fmt: skip
    return Told(words, len(held.coders))


def tree(held: Holding, speech: Speech) -> Told | None:
    """The size of the code tree."""
    if not held.codes:
        return None
    top = sum(each.is_top for each in held.codes)
    words = speech(
        "{n} codes, {top} of them at the top; the codebook lists them",
        n=speech.number(len(held.codes)),
        top=speech.number(top),
    )
    return Told(words, len(held.codes))


def origins(held: Holding, speech: Speech) -> Told | None:
    """Codes by where they come from."""
    counts = Counter(each.origin for each in held.codes)
    if not counts:
        return None
    return Told(
        listed(speech, {label(each, speech): counts[each] for each in Origin if counts[each]}),
        len(held.codes),
    )


def software(_: Holding, speech: Speech) -> Told:
    """This program and its version."""
    return Told(speech("Runut, version {version}", version=VERSION), 1)


def quotes(held: Holding, speech: Speech) -> Told | None:
    """Confirmed codings, each of which leads to its words."""
    traced = held.traced
    if not traced.confirmed and not traced.proposed:
        return None
    words = speech(
        "{confirmed} confirmed codings, each with coder, date and the place of its words; "
        "{proposed} proposals are not reported as findings",
        confirmed=speech.number(traced.confirmed),
        proposed=speech.number(traced.proposed),
    )
    return Told(words, traced.confirmed) if traced.confirmed else None


def themes(held: Holding, speech: Speech) -> Told | None:
    """The codes with most confirmed codings."""
    coded = [each for each in held.codes if each.codings]
    if not coded:
        return None
    most = sorted(coded, key=lambda each: -each.codings)[:5]
    words = ", ".join(
        f"{each.name_id if speech.language == 'id' else each.name_en} "
        f"({speech.number(each.codings)})"
        for each in most
    )
    return Told(speech("most codings: {themes}", themes=words), len(coded))


def minor(held: Holding, speech: Speech) -> Told | None:
    """The codes with one or two."""
    coded = sorted((each for each in held.codes if each.codings), key=lambda each: each.codings)
    few = [each for each in coded if each.codings <= 2]
    if not few:
        return None
    words = ", ".join(each.name_id if speech.language == "id" else each.name_en for each in few[:8])
    if len(few) > 8:
        words += ", …"
    return Told(
        speech.many(
            "{n} code with one or two codings: {themes}",
            "{n} codes with one or two codings: {themes}",
            len(few),
            themes=words,
        ),
        len(few),
    )


def conclusions(held: Holding, speech: Speech) -> Told | None:
    """Conclusions, and whether they rest on cells."""
    if not held.conclusions:
        return None
    resting = sum(each.cells > 0 for each in held.conclusions)
    words = speech(
        "{n} conclusions, {resting} of them rest on cells of displays, {loose} on none",
        n=speech.number(len(held.conclusions)),
        resting=speech.number(resting),
        loose=speech.number(len(held.conclusions) - resting),
    )
    return Told(words, len(held.conclusions))


def contradictions(held: Holding, speech: Speech) -> Told | None:
    """What speaks against conclusions, and dissonant themes."""
    against = sum(each.against for each in held.conclusions)
    dissonant = held.judged.dissonant
    if not against and not dissonant:
        return None
    words = speech(
        "{cells} cells speak against a conclusion; {themes} themes are labelled dissonant",
        cells=speech.number(against),
        themes=speech.number(dissonant),
    )
    return Told(words, against + dissonant)


def absences(held: Holding, speech: Speech) -> Told | None:
    """What was searched and not found."""
    found = held.absences
    if not found:
        return None
    words = speech.many(
        "{n} finding of absence: searched, not found",
        "{n} findings of absence: searched, not found",
        len(found),
    )
    records = tuple(
        Record(RecordKind.FINDING, each.uuid, each.key, f"{each.code}: {each.note}")
        for each in found
    )
    return Told(words, len(found), records)


def triangulation(held: Holding, speech: Speech) -> Told | None:
    """Themes that a researcher labelled."""
    judged = held.judged
    if not judged.labelled:
        return None
    words = speech.many(
        "{n} theme labelled by a researcher, {dissonant} of them dissonant",
        "{n} themes labelled by a researcher, {dissonant} of them dissonant",
        judged.labelled,
        dissonant=speech.number(judged.dissonant),
    )
    return Told(words, judged.labelled)


def agreement(held: Holding, speech: Speech) -> Told | None:
    """Differences of coders that were settled."""
    if not held.judged.settlements:
        return None
    words = speech.many(
        "{n} difference of coders talked through and settled",
        "{n} differences of coders talked through and settled",
        held.judged.settlements,
    )
    return Told(words, held.judged.settlements)


def reviews(held: Holding, speech: Speech) -> Told | None:
    """Rounds in which a reader reviewed the study."""
    judged = held.judged
    if not judged.rounds:
        return None
    words = speech.many(
        "{n} round of review, {notes} notes of the reader",
        "{n} rounds of review, {notes} notes of the reader",
        judged.rounds,
        notes=speech.number(judged.review_notes),
    )
    return Told(words, judged.rounds)


def history(held: Holding, speech: Speech) -> Told | None:
    """The days on which edits were recorded."""
    traced = held.traced
    if not traced.days:
        return None
    words = speech(
        "every edit is recorded with its author: {days}, {people}; {period}",
        days=speech.many("{n} day of work", "{n} days of work", traced.days),
        people=speech.many("{n} person", "{n} people", traced.authors),
        period=from_to(speech, traced.first_day, traced.last_day),
    )
    return Told(words, traced.days)


def versions(held: Holding, speech: Speech) -> Told | None:
    """Kept versions of displays."""
    if not held.traced.versions:
        return None
    words = speech.many(
        "{n} kept version of displays", "{n} kept versions of displays", held.traced.versions
    )
    return Told(words, held.traced.versions)


def displays(held: Holding, speech: Speech) -> Told | None:
    """Kept displays by title."""
    if not held.displays:
        return None
    return Told(joined(speech("kept displays"), [title for _, title in held.displays]),
                len(held.displays))  # fmt: skip


def saturation(held: Holding, speech: Speech) -> Told | None:
    """Kept tables of saturation."""
    found = [title for kind, title in held.displays if kind == "saturation"]
    return Told(joined(speech("kept displays"), found), len(found)) if found else None


def samples(held: Holding, speech: Speech) -> Told | None:
    """Samples by name."""
    if not held.samples:
        return None
    return Told(joined(speech("samples"), held.samples), len(held.samples))


def processing(held: Holding, speech: Speech) -> Told | None:
    """Who coded, and how far texts are read."""
    told = [each for each in (coders(held, speech), reading(held, speech)) if each is not None]
    if not told:
        return None
    return Told("; ".join(each.words for each in told), sum(each.count for each in told))


def title(held: Holding, _: Speech) -> Told:
    """The study's title."""
    return Told(held.study.title, 1)


def question(held: Holding, _: Speech) -> Told | None:
    """The study's research question."""
    return Told(held.study.question, 1) if held.study.question else None


def tried(*tactics: str) -> Teller:
    """What tells of tactics that were carried out on conclusions."""

    def tell(held: Holding, speech: Speech) -> Told | None:
        counts = dict(held.tried)
        found = {speech(BY_ID[each].words): counts[each] for each in tactics if each in counts}
        if not found:
            return None
        words = speech("tactics carried out on conclusions: {tactics}",
                       tactics=listed(speech, found))  # fmt: skip
        return Told(words, sum(found.values()))

    return tell


def joined(before: str, names: Sequence[str]) -> str:
    """Names after what they are."""
    return f"{before}: {', '.join(names)}"
