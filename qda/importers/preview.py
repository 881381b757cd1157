"""Says in words what would be imported, before anything is: the same for window and verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from models.vocabulary import SpeakerKind
from qda.displays.values import Fact
from qda.i18n import Speech
from qda.importers.draft import CollectionDraft, ColumnRole, Notice, SourceDraft, SpeakerDraft
from qda.labels import label

_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Preview:
    """A file's name, what was found in it, and what the researcher should know."""

    name: str
    facts: tuple[Fact, ...]
    notices: tuple[str, ...]


def source_preview(draft: SourceDraft, speech: Speech) -> Preview:
    """What a text would become: technique, size, language, speakers and who they are taken for."""
    pages = {paragraph.page for paragraph in draft.paragraphs if paragraph.page is not None}
    facts = [
        Fact(
            speech("Becomes"),
            speech("a source: {technique}", technique=label(draft.technique, speech)),
        ),
        Fact(speech("Format"), draft.format),
        Fact(
            speech("Size"),
            speech(
                "{characters} characters in {paragraphs} paragraphs",
                characters=speech.number(len(draft.text)),
                paragraphs=speech.number(len(draft.paragraphs)),
            ),
        ),
        Fact(speech("Language"), language_name(draft.language, speech)),
    ]
    if pages:
        facts.append(Fact(speech("Pages"), speech.number(len(pages))))
    if draft.collected_on:
        facts.append(Fact(speech("Date"), draft.collected_on))
    facts.extend(Fact(name, value) for name, value in draft.attributes)
    facts.extend(
        Fact(speech("Speaker “{name}”", name=each.name), _speaker(each, speech))
        for each in draft.speakers[:_SHOWN]
    )
    return Preview(draft.original.name, tuple(facts), worded(draft.notices, speech))


def collection_preview(draft: CollectionDraft, speech: Speech) -> Preview:
    """What a table would become: rows, layout, encoding, and the role of every column."""
    facts = [
        Fact(
            speech("Becomes"),
            speech(
                "a collection of {rows} texts: {technique}",
                rows=speech.number(len(draft.rows)),
                technique=label(draft.technique, speech),
            ),
        ),
        Fact(speech("Layout"), _layout_name(draft.layout, speech)),
        Fact(speech("Language"), language_name(draft.language, speech)),
        Fact(speech("Exact duplicates"), speech.number(draft.duplicates)),
        Fact(speech("Without text"), speech.number(draft.empty)),
    ]
    if draft.encoding:
        facts.append(Fact(speech("Encoding"), draft.encoding))
    if draft.app:
        facts.append(Fact(speech("App"), draft.app))
    for column in draft.columns:
        words = role_name(column.role, speech)
        if column.role not in (ColumnRole.TEXT, ColumnRole.IGNORE):
            words = f"{words} · {label(column.type, speech)}"
        facts.append(Fact(speech("Column “{name}”", name=column.heading), words))
    return Preview(draft.original.name, tuple(facts), worded(draft.notices, speech))


def worded(notices: tuple[Notice, ...], speech: Speech) -> tuple[str, ...]:
    """Notices as sentences."""
    made = []
    for notice in notices:
        facts = {
            name: speech.number(fact) if isinstance(fact, int) else fact
            for name, fact in notice.facts
        }
        sentence = speech(notice.sentence, **facts)
        made.append(f"{notice.place}: {sentence}" if notice.place else sentence)
    return tuple(made)


def language_name(code: str, speech: Speech) -> str:
    """The name of a text's language; unknown where it could not be told."""
    names = {"id": speech("Indonesian language"), "en": speech("English language")}
    return names.get(code, code or speech("not recognised"))


def role_name(role: ColumnRole, speech: Speech) -> str:
    """What a column holds, in words."""
    names = {
        ColumnRole.IDENTIFIER: speech("Identifier"),
        ColumnRole.TEXT: speech("Text to be coded"),
        ColumnRole.TITLE: speech("Title"),
        ColumnRole.USER: speech("User (stored as a hash)"),
        ColumnRole.STARS: speech("Stars"),
        ColumnRole.DATE: speech("Date"),
        ColumnRole.VERSION: speech("Version"),
        ColumnRole.REPLY: speech("Reply"),
        ColumnRole.REPLY_DATE: speech("Date of the reply"),
        ColumnRole.THUMBS_UP: speech("Thumbs up"),
        ColumnRole.DEVICE: speech("Device"),
        ColumnRole.LANGUAGE: speech("Language"),
        ColumnRole.APP: speech("App"),
        ColumnRole.ATTRIBUTE: speech("Attribute"),
        ColumnRole.IGNORE: speech("Not imported"),
    }
    return names[role]


def _layout_name(layout: str, speech: Speech) -> str:
    names = {
        "google_play": "Google Play",
        "app_store": "App Store",
        "named_columns": speech("columns by their headings"),
    }
    return names.get(layout, layout)


def _speaker(speaker: SpeakerDraft, speech: Speech) -> str:
    who = label(speaker.kind, speech)
    turns = speech.many("{n} turn", "{n} turns", speaker.turns)
    if speaker.kind is SpeakerKind.INTERVIEWER or not speaker.case:
        return f"{who} · {turns}"
    return f"{who} · {turns} · " + speech("case “{name}”", name=speaker.case)
