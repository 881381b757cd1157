"""What stands on every display: how it was made, what its marks mean, and what to beware of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from models.vocabulary import CodingState, Missing
from qda.displays.quoting import RULE
from qda.displays.values import Cell, Evidence, Fact
from qda.i18n import Speech, mark
from qda.labels import label
from qda.retrieval.codings import CodingFilter
from qda.retrieval.rows import StudyRow
from qda.retrieval.studies import own_blind

MOST: Final = 20
"""Rows or columns beyond which a matrix cannot be taken in (Miles et al. 2014, ch. 5)."""


@dataclass(frozen=True, slots=True)
class Making:
    """Who made a display, when, from which codings, and for which research question.

    Where `question` is empty, that of the study is meant.
    """

    wanted: CodingFilter
    analyst: str
    made_at: datetime
    question: str = ""


def facts_of(
    study: StudyRow,
    made: Making,
    texts: int,
    evidence: Sequence[Evidence],
    speech: Speech,
    *,
    rule: str = RULE,
) -> tuple[Fact, ...]:
    """Study, question, data, filters, rule, date and coder, in the display's language.

    `rule` is the decision rule of the entries, an English sentence of the catalogue.
    """
    proposed = sum(item.state is CodingState.PROPOSED for item in evidence)
    data = speech.many("{n} text in scope", "{n} texts in scope", texts)
    if evidence:
        codings = speech.many("{n} coding", "{n} codings", len(evidence))
        waiting = speech.many("{n} of them a proposal", "{n} of them proposals", proposed)
        data = f"{data}; {codings}, {waiting}"
    return (
        Fact(speech("Study"), study.title),
        Fact(speech("Research question"), made.question or study.question or speech("not stated")),
        Fact(speech("Data"), data),
        Fact(speech("Filters"), filter_words(made.wanted, speech)),
        Fact(speech("Rule"), speech(rule)),
        Fact(speech("Made on"), speech.moment(made.made_at.astimezone())),
        Fact(speech("Made by"), made.analyst),
        Fact(speech("Study version"), speech("edit {number}", number=study.version)),
    )


def blind_facts(connection: Connection, speech: Speech) -> tuple[Fact, ...]:
    """What is to be known of a display that was made by one who codes blind; else nothing."""
    found = own_blind(connection)
    if found is None:
        return ()
    where = speech("all sources") if found.everywhere else ", ".join(found.keys)
    said = speech(
        "{coder} codes blind: the codings of other people are left out. Sources: {where}",
        coder=found.coder,
        where=where,
    )
    return (Fact(speech("Blind coding"), said),)


def sample_facts(connection: Connection, wanted: CodingFilter, speech: Speech) -> tuple[Fact, ...]:
    """How the samples were drawn that a display is limited to; nothing where it is to none."""
    if not wanted.samples:
        return ()
    from qda.sampling.stored import samples
    from qda.sampling.wording import method_text

    known = [row for row in samples(connection) if row.name in wanted.samples]
    return tuple(
        Fact(speech("Sample “{name}”", name=row.name), method_text(row, speech)) for row in known
    )


_MARKS: Final = {
    Missing.NOT_APPLICABLE: mark("not applicable"),
    Missing.NOT_ASKED: mark("not asked, or nothing recorded"),
    Missing.SILENT: mark("asked or looked for, and nothing said"),
    Missing.ABSENT: mark("evidence of absence: looked for and not there"),
    Missing.PENDING: mark("not yet read, or not yet done"),
}
"""What a mark means wherever a display may set it, whose cells give the closer reason."""


def legend_of(speech: Speech, cells: Iterable[Sequence[Cell]]) -> tuple[Fact, ...]:
    """What the counts, symbols and missing-data marks mean that stand in the cells."""
    told = [cell for row in cells for cell in row]
    marks = {cell.missing for cell in told} | {
        entry.missing for cell in told for entry in cell.entries
    }
    found = []
    if any(cell.informants for cell in told):
        found.append(
            Fact(
                speech("Counts"),
                speech(
                    "distinct informants, each once: people, and documents or reviews without a "
                    "known author for themselves; segments are passages, which several codings "
                    "may bear"
                ),
            )
        )
    if any(cell.symbol for cell in told):
        found += (
            Fact("+", speech("all informants with a polarity speak of support")),
            Fact("-", speech("all informants with a polarity speak of hindrance")),
            Fact("+/-", speech("both are spoken of")),
            Fact(
                "(1/2)",
                speech("informants who speak of support, and of hindrance; some speak of both"),
            ),
        )
    return (*found, *(Fact(each.value, speech(_MARKS[each])) for each in Missing if each in marks))


def warnings_of(
    speech: Speech, rows: int, columns: int, evidence: Sequence[Evidence]
) -> tuple[str, ...]:
    """Sentences on what a reader should beware of."""
    found = []
    proposed = sum(item.state is CodingState.PROPOSED for item in evidence)
    if proposed:
        found.append(
            speech(
                "{proposed} of {codings} codings were proposed by a rule and not yet confirmed by "
                "a researcher.",
                proposed=speech.number(proposed),
                codings=speech.number(len(evidence)),
            )
        )
    if rows > MOST or columns > MOST:
        found.append(
            speech(
                "The matrix has {rows} rows and {columns} columns; beyond 20 it is hard to take "
                "in. Filter it, or roll rows up into groups.",
                rows=speech.number(rows),
                columns=speech.number(columns),
            )
        )
    return tuple(found)


def filter_words(wanted: CodingFilter, speech: Speech) -> str:
    """What a filter leaves, in words; “none” where it filters nothing."""
    parts = []
    if wanted.techniques:
        names = ", ".join(label(each, speech) for each in sorted(wanted.techniques))
        parts.append(speech("techniques: {names}", names=names))
    if wanted.groups:
        names = ", ".join(label(each, speech) for each in sorted(wanted.groups))
        parts.append(speech("stakeholder groups: {names}", names=names))
    if wanted.states:
        names = ", ".join(label(each, speech) for each in sorted(wanted.states))
        parts.append(speech("state: {names}", names=names))
    if wanted.polarities:
        names = ", ".join(label(each, speech) for each in sorted(wanted.polarities))
        parts.append(speech("polarity: {names}", names=names))
    counted = (
        (wanted.source_ids, mark("{n} chosen sources")),
        (wanted.collection_ids, mark("{n} chosen collections")),
        (wanted.case_ids, mark("{n} chosen cases")),
        (wanted.coder_ids, mark("{n} chosen coders")),
        (wanted.rules, mark("{n} chosen rules")),
        (wanted.code_ids, mark("{n} chosen codes")),
    )
    for chosen, sentence in counted:
        if chosen:
            parts.append(speech(sentence, n=speech.number(len(chosen))))
    parts += _more_words(wanted, speech)
    return "; ".join(parts) or speech("none")


def _more_words(wanted: CodingFilter, speech: Speech) -> list[str]:
    """Samples, roles, tags, words and marks that a filter asks for."""
    parts = []
    if wanted.samples:
        said = ", ".join(f"“{name}”" for name in sorted(wanted.samples))
        parts.append(speech("sample: {names}", names=said))
    if wanted.roles:
        parts.append(speech("roles: {names}", names=", ".join(sorted(wanted.roles))))
    if wanted.tags:
        parts.append(speech("tags: {names}", names=", ".join(sorted(wanted.tags))))
    if wanted.words:
        said = ", ".join(f"“{words}”" for words in sorted(wanted.words))
        parts.append(speech("text: {names}", names=said))
    if len(wanted.important) == 1:
        yes = True in wanted.important
        parts.append(speech("marked as important") if yes else speech("not marked as important"))
    if len(wanted.memo) == 1:
        yes = True in wanted.memo
        parts.append(speech("with a memo") if yes else speech("without a memo"))
    return parts
