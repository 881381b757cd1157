"""Puts a report together: method, data accounting, chosen displays with conclusions, all of them.

What it says of the method is what the study holds: theories, sources by technique, coders,
codings confirmed and proposed, samples, and the rule of every display in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from models.errors import Refused
from qda.displays.kept import KeptDisplay, kept_display
from qda.displays.kind import DisplayQuestion
from qda.displays.registry import kind_named, made
from qda.displays.report import (
    Block,
    FactList,
    Paragraph,
    Points,
    Report,
    ReportSection,
    ShownDisplay,
)
from qda.displays.values import Fact
from qda.i18n import Speech
from qda.jobs.progress import Progress, Silent
from qda.labels import label
from qda.retrieval.displays import ConclusionRow, conclusions, display_named, displays
from qda.sampling.stored import samples
from qda.sampling.wording import method_text
from qda.sheets.holding import Holding, holding

ACCOUNTING = "data-accounting"


class NothingToReport(Refused):
    """A report puts displays together, and none is kept."""

    en = "Keep at least one display first; a report puts kept displays together."
    id = "Simpan dulu paling sedikit satu display; laporan memuat display yang tersimpan."


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    """What a report is to hold: kept displays by their titles (all where none is named).

    `first_chapter` is the number of its first chapter: 3 where the method is chapter three.
    """

    language: str
    analyst: str
    title: str = ""
    displays: tuple[str, ...] = ()
    first_chapter: int = 1


def report_of(
    connection: Connection,
    question: ReportQuestion,
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> Report:
    """The report on what the study holds now.

    Raises:
        NothingToReport: no display is kept.
        NoSuchDisplay: a title is that of none.
        Refused: a display can no longer be made, and why.
        Cancelled: the listener of the progress stopped the work.
    """
    speech = Speech(question.language)
    kept = _kept(connection, question, progress)
    held = holding(connection)
    drawn = conclusions(connection)
    names = {each.row.id: f"d{each.row.id}" for each in kept}
    return Report(
        title=question.title or held.study.title,
        language=question.language,
        sections=(
            ReportSection(speech("Method"), _method(connection, held, kept, speech)),
            ReportSection(speech("Data"), _data(connection, question, progress)),
            ReportSection(speech("Findings")),
            *(_finding(each, names, drawn, speech) for each in kept),
            ReportSection(speech("Conclusions"), _conclusions(drawn, names, speech)),
        ),
        subtitle=held.study.question,
        author=question.analyst,
        facts=(
            Fact(speech("Study"), held.study.title),
            Fact(speech("Study version"), speech("edit {number}", number=held.study.version)),
        ),
        first_chapter=question.first_chapter,
    )


def _kept(
    connection: Connection, question: ReportQuestion, progress: Progress
) -> list[KeptDisplay]:
    rows = (
        [display_named(connection, title) for title in question.displays]
        if question.displays
        else list(displays(connection))
    )
    if not rows:
        raise NothingToReport
    found = []
    for number, row in enumerate({row.id: row for row in rows}.values()):
        progress.report(number, len(rows), row.title)
        found.append(
            kept_display(connection, row.id, language=question.language, analyst=question.analyst)
        )
    return found


def _method(
    connection: Connection, held: Holding, kept: Sequence[KeptDisplay], speech: Speech
) -> tuple[Block, ...]:
    counted = Counter(text.technique for text in held.texts)
    for collection in held.collections:
        counted[collection.technique] += collection.texts
    sources = "; ".join(
        f"{label(technique, speech)}: {speech.number(count)}"
        for technique, count in counted.most_common()
    )
    facts = [
        Fact(speech("Research question"), held.study.question or speech("not stated")),
        Fact(speech("Theories"), "; ".join(each.citation for each in held.frameworks)),
        Fact(speech("Texts"), sources),
        Fact(speech("Cases"), speech.number(len(held.cases))),
        Fact(speech("Coders"), ", ".join(held.coders)),
        Fact(
            speech("Codings"),
            speech(
                "{confirmed} confirmed, {proposed} proposed and not yet confirmed",
                confirmed=speech.number(held.traced.confirmed),
                proposed=speech.number(held.traced.proposed),
            ),
        ),
    ]
    blocks: list[Block] = [FactList(tuple(fact for fact in facts if fact.text))]
    drawn = tuple(method_text(row, speech) for row in samples(connection))
    if drawn:
        blocks.append(Points(drawn))
    kinds = {each.row.kind: kind_named(each.row.kind) for each in kept}
    rules = tuple(f"{speech(kind.name)}: {speech(kind.rule)}" for kind in kinds.values())
    blocks += [Paragraph(speech("The displays follow these rules.")), Points(rules)]
    return tuple(blocks)


def _data(
    connection: Connection, question: ReportQuestion, progress: Progress
) -> tuple[Block, ...]:
    asked = DisplayQuestion(ACCOUNTING, question.language, question.analyst)
    return (ShownDisplay(ACCOUNTING, made(connection, asked, progress)),)


def _finding(
    kept: KeptDisplay,
    names: dict[int, str],
    drawn: Sequence[ConclusionRow],
    speech: Speech,
) -> ReportSection:
    kind, row = kind_named(kept.row.kind), kept.row
    blocks: list[Block] = [Paragraph(row.question or speech(kind.answers))]
    if kept.stale:
        blocks.append(
            Paragraph(
                speech.many(
                    "{n} cell changed since it was looked at.",
                    "{n} cells changed since they were looked at.",
                    len(kept.stale),
                )
            )
        )
    blocks.append(ShownDisplay(names[row.id], kept.shown))
    said = tuple(
        each.text
        for each in drawn
        if any(cell.display_id == row.id and not cell.contradicts for cell in each.cells)
    )
    if said:
        blocks += [Paragraph(speech("Concluded from it:")), Points(said)]
    return ReportSection(row.title, tuple(blocks), level=2)


def _conclusions(
    drawn: Sequence[ConclusionRow], names: dict[int, str], speech: Speech
) -> tuple[Block, ...]:
    if not drawn:
        return (Paragraph(speech("No conclusion is drawn yet.")),)
    blocks: list[Block] = []
    last = ""
    for each in drawn:
        if each.question != last and each.question:
            blocks.append(Paragraph(each.question))
        last = each.question
        cited = dict.fromkeys(cell.display_id for cell in each.cells if cell.display_id in names)
        where = ", ".join(f"[#{names[display]}]" for display in cited)
        blocks.append(Points((f"{each.text} ({where})" if where else each.text,)))
    return tuple(blocks)
