"""What the sources pane says of each source, collection and case, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from models.vocabulary import StakeholderGroup
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.progress import SourceProgress
from qda.retrieval.rows import CaseRow, CollectionRow, SourceRow
from ui.panes.source_progress import progress_words
from ui.signs import MEMO


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the pane: what it stands for, what it says, and what is told of it beyond."""

    kind: str
    id: int
    text: str
    tip: str
    told: str = ""
    progress: SourceProgress | None = None
    share: str = ""
    progress_told: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """Rows of one kind under a heading; `name` is what it is folded by."""

    name: str
    heading: str
    lines: tuple[Line, ...]

    @property
    def shape(self) -> tuple[object, ...]:
        """Which rows stand here, whatever they say."""
        return self.name, tuple((line.kind, line.id) for line in self.lines)


def branch(name: str, heading: str, lines: Iterable[Line], speech: Speech) -> Branch:
    """The rows under a heading that counts them."""
    held = tuple(lines)
    return Branch(name, f"{heading} ({speech.number(len(held))})", held)


def source_line(row: SourceRow, speech: Speech) -> Line:
    """A source by its key and title."""
    facts = [
        speech.many("{n} coded segment", "{n} coded segments", row.segments),
        speech.many("{n} character", "{n} characters", row.length),
        label(row.reading, speech),
        *row.cases,
    ]
    said = f"{row.key}  {row.title}"
    return Line("source", row.id, said, f"{said}\n" + " · ".join(facts))


def collection_line(row: CollectionRow, speech: Speech) -> Line:
    """A collection with the number of its texts; a survey with that of its respondents, too."""
    count = speech.many("{n} text", "{n} texts", row.units)
    if row.respondents:
        people = speech.many("{n} respondent", "{n} respondents", row.respondents)
        answers = speech.many("{n} open answer", "{n} open answers", row.units)
        count = f"{people} · {answers}" if row.units else people
    said = f"{row.key}  {row.title} · {count}"
    return Line("collection", row.id, said, said)


def case_line(row: CaseRow, speech: Speech) -> Line:
    """A case with its role and group."""
    parts = [row.name, row.role]
    if isinstance(row.stakeholder_group, StakeholderGroup):
        parts.append(label(row.stakeholder_group, speech))
    said = " · ".join(part for part in parts if part)
    tip = speech.many("{n} coded segment", "{n} coded segments", row.segments)
    return Line("case", row.id, said, tip)


def with_memos(line: Line, count: int, speech: Speech) -> Line:
    """The line with a sign in front and the number of its memos, where it has any."""
    if not count:
        return line
    told = speech.many("{n} memo", "{n} memos", count)
    return replace(
        line,
        text=f"{MEMO}{speech.number(count)}  {line.text}",
        tip=f"{line.tip} · {told}",
        told=f"{line.text}, {told}",
    )


def with_progress(
    line: Line, progress: Mapping[tuple[str, int], SourceProgress], speech: Speech
) -> Line:
    """The line with how far its source or collection is, where that is known."""
    known = progress.get((line.kind, line.id))
    if known is None:
        return line
    words = progress_words(known, speech)
    return replace(
        line,
        tip=f"{line.tip}\n{words}",
        told=f"{line.told or line.text}. {words}",
        progress=known,
        share=speech.number(round(100 * known.share)) + "%",
        progress_told=words,
    )
