"""What one asks of a table: which rows, in which order, under which headings, folded or not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Alike(StrEnum):
    """Which texts count as written twice.

    `SAME`: the same words in the same order, whatever their capitals, marks and repeated letters.
    `NEAR`: besides, four fifths or more of all different words of both stand in both; see
    `qda.retrieval.table.alike`.
    """

    SAME = "same"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Picked:
    """Rows whose value in a column is one of these, as text; "" stands for no value."""

    column: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Within:
    """Rows whose value in a column lies from `low` to `high`, both included, by its type.

    An empty end is open. A date may be a beginning: `2024-06` as `high` takes in all of June.
    """

    column: str
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """Rows whose value in a column holds some letters, large or small."""

    column: str
    words: str


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which rows are meant; an empty part does not narrow, and all parts must hold.

    `words` must all stand in the text, the last of them perhaps as a beginning only. `empty`,
    `coded`, `proposed` and `replied` are the answers that are wanted. `code_ids` and `coder_ids`
    ask for one coding that has both; give a code's subtree where its children count, too.
    `doubled` leaves the rows whose text occurs more than once, `spoken` those whose words are
    guessed to be of one of these languages ("" for those that cannot be told). `first` and `last`
    are row numbers of the table, both included.
    """

    words: str = ""
    picked: tuple[Picked, ...] = ()
    within: tuple[Within, ...] = ()
    holding: tuple[Holding, ...] = ()
    empty: bool | None = None
    coded: bool | None = None
    proposed: bool | None = None
    replied: bool | None = None
    code_ids: frozenset[int] = frozenset()
    coder_ids: frozenset[int] = frozenset()
    doubled: bool = False
    spoken: frozenset[str] = frozenset()
    first: int | None = None
    last: int | None = None

    @property
    def asks_codings(self) -> bool:
        """Whether other rows may pass once something is coded."""
        asked = self.coded is not None or self.proposed is not None
        return asked or bool(self.code_ids or self.coder_ids)


@dataclass(frozen=True, slots=True)
class SortKey:
    """A column to sort by; rows without a value come last, rising and falling."""

    column: str
    falling: bool = False


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """A question to the table of one collection.

    `question_id` names the open question of a survey whose answers are meant where words are
    searched, codes asked for, or texts folded; None where all answers are.

    Rows that are alike in all keys of `sort` stand in the order of the file. `group` names a column
    whose values become headings, empty for none. Rows with texts that are `fold`-alike become one.
    """

    collection_id: int
    wanted: RowFilter = RowFilter()
    sort: tuple[SortKey, ...] = ()
    group: str = ""
    fold: Alike | None = None
    question_id: int | None = None

    @property
    def asks_codings(self) -> bool:
        """Whether coding something may change which rows are listed, or their order."""
        columns = (self.group, *(key.column for key in self.sort))
        return self.wanted.asks_codings or "codes" in columns

    @property
    def needs_alike(self) -> Alike | None:
        """The duplicates that must be known before it can be answered; None where none."""
        return self.fold or (Alike.NEAR if self.wanted.doubled else None)
