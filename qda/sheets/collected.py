"""Tells of people, texts and how they were collected."""

from __future__ import annotations

from collections import Counter
from typing import Final

from models.vocabulary import Reading, Technique
from qda.displays.values import Record, RecordKind
from qda.i18n import Speech
from qda.labels import attribute_label, label
from qda.sheets.holding import Holding
from qda.sheets.told import Told, from_to, listed, text_records

SPOKEN: Final = frozenset({Technique.INTERVIEW, Technique.FOCUS_GROUP})
"""Techniques in which people are spoken with."""


def theories(held: Holding, speech: Speech) -> Told | None:
    """The frameworks with their citations."""
    if not held.frameworks:
        return None
    words = "; ".join(f"{each.title(speech.language)} ({each.citation})"
                      for each in held.frameworks)  # fmt: skip
    return Told(words, len(held.frameworks))


def cases(held: Holding, speech: Speech) -> Told | None:
    """The cases by group, and the respondents of surveys."""
    count = len(held.cases)
    if not count and not held.respondents:
        return None
    groups = Counter(
        label(each.group, speech) if each.group is not None else speech("no group")
        for each in held.cases
    )
    words = speech.many("{n} case", "{n} cases", count)
    if groups:
        words += f" ({listed(speech, groups)})"
    if held.respondents:
        words += "; " + speech.many(
            "{n} respondent of a survey", "{n} respondents of surveys", held.respondents
        )
    records = tuple(
        Record(RecordKind.CASE, each.uuid, "", f"{each.name} · {each.role}" if each.role
               else each.name)
        for each in held.cases
    )  # fmt: skip
    return Told(words, count + held.respondents, records)


def sources(held: Holding, speech: Speech) -> Told | None:
    """The texts by technique, and the tables."""
    counts: Counter[Technique] = Counter(each.technique for each in held.texts)
    words = listed(speech, {label(each, speech): counts[each] for each in Technique
                             if counts[each]})  # fmt: skip
    tables = "; ".join(
        speech(
            "{title} ({key}): {n} texts",
            title=each.title,
            key=each.key,
            n=speech.number(each.texts),
        )
        for each in held.collections
    )
    said = "; ".join(each for each in (words, tables) if each)
    count = len(held.texts) + sum(each.texts for each in held.collections)
    return Told(said, count, text_records(held.texts)) if said else None


def described(held: Holding, speech: Speech) -> Told | None:
    """The cases of which a role, a group or an attribute is known."""
    described = [each for each in held.cases if each.role or each.group or each.attributes]
    if not described:
        return None
    attributes = sorted({name for each in described for name in each.attributes})
    words = speech(
        "{n} of {all} cases are described",
        n=speech.number(len(described)),
        all=speech.number(len(held.cases)),
    )
    if attributes:
        names = (attribute_label(name, "", speech) for name in attributes)
        words += f": {', '.join(names)}"
    records = tuple(Record(RecordKind.CASE, each.uuid, "", each.name) for each in described)
    return Told(words, len(described), records)


def places(held: Holding, speech: Speech) -> Told | None:
    """Where texts were collected."""
    found = [each for each in held.texts if each.place]
    counts = Counter(each.place for each in found)
    return Told(listed(speech, counts), len(counts), text_records(found)) if counts else None


def period(held: Holding, speech: Speech) -> Told | None:
    """From when to when one was in the field; the date of a document is not a day of it."""
    found = [
        each
        for each in held.texts
        if each.collected_on and each.technique is not Technique.DOCUMENTATION
    ]
    if not found:
        return None
    days = sorted(each.collected_on for each in found)
    words = speech.many(
        "{n} text collected by the researcher, {period}",
        "{n} texts collected by the researcher, {period}",
        len(found),
        period=from_to(speech, days[0], days[-1]),
    )
    return Told(words, len(found), text_records(found))


def repeats(held: Holding, speech: Speech) -> Told | None:
    """Who was spoken with more than once."""
    names = {each.id: each.name for each in held.cases}
    met: Counter[int] = Counter(
        case
        for text in held.texts
        if text.technique in SPOKEN
        for case in text.case_ids
        if case in names
    )
    again = {names[case]: count for case, count in met.items() if count > 1}
    if not again:
        return None
    found = [
        text
        for text in held.texts
        if text.technique in SPOKEN and any(names.get(case) in again for case in text.case_ids)
    ]
    words = speech("spoken with more than once: {who}", who=listed(speech, again))
    return Told(words, len(again), text_records(found))


def declined(held: Holding, speech: Speech) -> Told | None:
    """Planned informants who declined."""
    if not held.declined:
        return None
    words = speech.many("{n} declined: {who}", "{n} declined: {who}", len(held.declined),
                        who=", ".join(held.declined))  # fmt: skip
    return Told(words, len(held.declined))


def recordings(held: Holding, speech: Speech) -> Told | None:
    """Transcripts that carry the times of a recording."""
    found = [each for each in held.texts if each.seconds is not None]
    if not found:
        return None
    words = speech.many(
        "{n} transcript with times of its recording",
        "{n} transcripts with times of their recordings",
        len(found),
    )
    return Told(words, len(found), text_records(found))


def durations(held: Holding, speech: Speech) -> Told | None:
    """How long recordings run, in minutes."""
    found = [each for each in held.texts if each.seconds]
    if not found:
        return None
    minutes = sorted(round((each.seconds or 0) / 60) for each in found)
    words = speech(
        "{low} to {high} minutes, {total} minutes in all ({n} recordings)",
        low=speech.number(minutes[0]),
        high=speech.number(minutes[-1]),
        total=speech.number(sum(minutes)),
        n=speech.number(len(found)),
    )
    return Told(words, len(found), text_records(found))


def notes(held: Holding, speech: Speech) -> Told | None:
    """Texts of observation."""
    found = [each for each in held.texts if each.technique is Technique.OBSERVATION]
    if not found:
        return None
    words = speech.many("{n} text of observation", "{n} texts of observation", len(found))
    return Told(words, len(found), text_records(found))


def reading(held: Holding, speech: Speech) -> Told | None:
    """Texts read to the end."""
    read = [each for each in held.texts if each.reading is Reading.READ]
    if not read:
        return None
    words = speech(
        "{read} of {texts} texts read to the end",
        read=speech.number(len(read)),
        texts=speech.number(len(held.texts)),
    )
    return Told(words, len(read), text_records(read))


def originals(held: Holding, speech: Speech) -> Told | None:
    """Original files that are kept."""
    found = [each for each in held.texts if each.has_original]
    if not found and not held.collections:
        return None
    words = speech.many(
        "{n} original file kept in the study with its checksum",
        "{n} original files kept in the study with their checksums",
        len(found) + len(held.collections),
    )
    return Told(words, len(found) + len(held.collections), text_records(found))


def guides(held: Holding, speech: Speech) -> Told | None:
    """Guides with the number of their questions."""
    if not held.guides:
        return None
    words = "; ".join(
        speech("“{title}” with {n} questions", title=each.title, n=speech.number(each.questions))
        for each in held.guides
    )
    return Told(words, len(held.guides))
