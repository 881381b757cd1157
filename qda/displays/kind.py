"""What a kind of display is: its names, the question it answers, its rule, and how it is made.

Each kind is a module of `qda.displays.kinds` that holds a `DisplayKind` called `KIND`; see
`docs/guide/add-a-display.md`. Names follow Miles, Huberman and Saldaña (2014) and, beside them,
the edition of 1994, which Indonesian writers know through Sugiyono.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from sqlalchemy import Connection

from models.errors import Refused
from qda.displays.axes import AxisKind, RowAxis
from qda.displays.network import Network
from qda.displays.values import Matrix
from qda.i18n import Speech, mark
from qda.jobs.progress import Progress

Shown = Matrix | Network
"""What a display shows: a table or a network."""


class Family(StrEnum):
    """What a display is for (Miles, Huberman and Saldaña 2014, ch. 6 to 10), and our two own."""

    EXPLORING = "exploring"
    DESCRIBING = "describing"
    ORDERING = "ordering"
    EXPLAINING = "explaining"
    PREDICTING = "predicting"
    TRIANGULATING = "triangulating"
    JOINING = "joining"


class Vocabulary(StrEnum):
    """Whose names a display goes by: the sourcebook of 2014, or that of 1994 and Sugiyono."""

    SOURCEBOOK = "2014"
    SUGIYONO = "1994"


class UnknownChoice(Refused):
    """A kind of display was asked for something that it cannot be asked."""

    en = "“{name}={value}” cannot be chosen for “{kind}”. Possible: {known}."
    id = "“{name}={value}” tidak dapat dipilih untuk “{kind}”. Yang dapat dipilih: {known}."


class RowsNotPossible(Refused):
    """The rows asked for do not fit the kind of display."""

    en = "“{kind}” cannot have “{axis}” as its rows. Possible: {known}."
    id = "“{kind}” tidak dapat memakai “{axis}” sebagai baris. Yang dapat dipakai: {known}."


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice with its label, an English key of the catalogue."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a kind can be asked beside its axes, such as the width of time bins.

    Without `options` any words may be given; `default` is what holds where nothing was chosen.
    """

    name: str
    label: str
    options: tuple[Option, ...] = ()
    default: str = ""


@dataclass(frozen=True, slots=True)
class DisplayQuestion:
    """What a display is asked: axes, filter, number of quotes, and the kind's own choices.

    `columns` are written as on the command line (frameworks or codes), `filter` too; `question` is
    the research question it is to answer, that of the study where it is empty. `display_id` is the
    row of a kept display, whose judgements belong to it; `places` are nodes moved by hand, as
    (node, x, y). `analyst` is the coder in whose name it is made, at the moment `made_at`.
    """

    kind: str
    language: str
    analyst: str
    title: str = ""
    question: str = ""
    rows: RowAxis | None = None
    columns: tuple[str, ...] = ()
    level: int = 1
    filter: str = ""
    quotes: int = 2
    choices: tuple[tuple[str, str], ...] = ()
    vocabulary: Vocabulary = Vocabulary.SOURCEBOOK
    display_id: int | None = None
    places: tuple[tuple[str, float, float], ...] = ()
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC))


class Maker(Protocol):
    """Makes what a display shows from the present state of a study."""

    def __call__(
        self, connection: Connection, question: DisplayQuestion, progress: Progress
    ) -> Shown:
        """The display.

        Raises:
            Refused: what was asked cannot be shown, and why.
            Cancelled: the listener of the progress stopped the work.
        """


@dataclass(frozen=True, slots=True)
class DisplayKind:
    """A kind of display. All words are English keys of the catalogue.

    `name` is that of the sourcebook of 2014, `older_name` that of 1994 where it differs. `answers`
    is the question it answers, `rule` the decision rule by which its entries are made, `empty`
    what to do where there is nothing to show. `rows` are the axes its rows can be, the first one
    by default; none where the kind decides its rows itself. `takes_codes` says whether frameworks
    or codes can be chosen, `begins_with_codes` whether some are unless the researcher wants none,
    `takes_level` whether how deep.
    """

    id: str
    name: str
    family: Family
    answers: str
    rule: str
    empty: str
    make: Maker
    older_name: str = ""
    rows: tuple[AxisKind, ...] = ()
    takes_codes: bool = True
    begins_with_codes: bool = True
    takes_level: bool = True
    takes_quotes: bool = True
    choices: tuple[Choice, ...] = ()

    def named(self, vocabulary: Vocabulary) -> str:
        """Its name in a vocabulary, an English key."""
        if vocabulary is Vocabulary.SUGIYONO and self.older_name:
            return self.older_name
        return self.name

    def choice(self, question: DisplayQuestion, name: str) -> str:
        """What was chosen under a name, or what holds by default.

        Raises:
            KeyError: the kind has no such choice.
        """
        known = {choice.name: choice.default for choice in self.choices}
        return dict(question.choices).get(name, "") or known[name]

    def checked(self, question: DisplayQuestion) -> DisplayQuestion:
        """The question, where this kind can be asked it.

        Raises:
            UnknownChoice: a choice or its value is unknown.
            RowsNotPossible: the rows do not fit.
        """
        known = {choice.name: choice for choice in self.choices}
        for name, value in question.choices:
            choice = known.get(name)
            values = [] if choice is None else [option.value for option in choice.options]
            if choice is None or (values and value not in values):
                listed = _written(self.choices) if choice is None else ", ".join(values)
                raise UnknownChoice(name=name, value=value, kind=self.id, known=listed or "–")
        if question.rows is not None and question.rows.kind not in self.rows:
            possible = ", ".join(kind.value for kind in self.rows)
            raise RowsNotPossible(
                kind=self.id, axis=question.rows.kind.value, known=possible or "–"
            )
        return question


def _written(choices: tuple[Choice, ...]) -> str:
    return ", ".join(choice.name for choice in choices)


FAMILY_NAMES = {
    Family.EXPLORING: mark("Exploring"),
    Family.DESCRIBING: mark("Describing"),
    Family.ORDERING: mark("Ordering"),
    Family.EXPLAINING: mark("Explaining"),
    Family.PREDICTING: mark("Predicting"),
    Family.TRIANGULATING: mark("Triangulating"),
    Family.JOINING: mark("Joining words and numbers"),
}
"""What each family is called, English keys of the catalogue."""


def title_of(kind: DisplayKind, question: DisplayQuestion, speech: Speech) -> str:
    """The title given to a display, else the name of its kind."""
    return question.title or speech(kind.named(question.vocabulary))
