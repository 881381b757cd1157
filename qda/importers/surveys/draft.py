"""What is read from a survey's file, as values, before anything is stored.

A `SurveyDraft` can be shown, its questions changed (`with_question`), and then be stored by one
edit. The answers are not typed in it: `surveys.answers.answers_to` types those to a question in
the moment, so that the role and the type of a question can be changed as often as one likes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from models.vocabulary import QuestionRole, QuestionType, StakeholderGroup
from qda.importers.draft import Notice, OriginalFile


class SurveyLayout(StrEnum):
    """How a file is laid out: the program that wrote it, or how many rows its headings take."""

    GOOGLE_FORMS = "google_forms"
    QUALTRICS = "qualtrics"
    SURVEYMONKEY = "surveymonkey"
    LIMESURVEY = "limesurvey"
    KOBO = "kobo"
    SPSS = "spss"
    ONE_ROW = "one_row"
    TWO_ROWS = "two_rows"
    NO_HEADINGS = "no_headings"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be chosen: as it stands in the file, its labels, its worth on a scale."""

    value: str
    en: str = ""
    id: str = ""
    worth: float | None = None

    def label(self, language: str) -> str:
        """What it says in a language, else in the other one, else as it stands."""
        return (self.id or self.en if language == "id" else self.en or self.id) or self.value


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column that holds answers to a question; `option` is the choice it stands for, if any."""

    heading: str
    option: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the file or its form says of a column; what it does not say is empty.

    `texts` are its words by language code. `required` says that silence means it was not asked.
    """

    type: QuestionType | None = None
    is_open: bool | None = None
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    group: str = ""
    choices: tuple[Choice, ...] = ()
    ordered: bool = False
    missing: tuple[str, ...] = ()
    separator: str = ""
    required: bool = False
    role: QuestionRole | None = None


@dataclass(frozen=True, slots=True)
class SurveyColumn:
    """A column of the file with its cells from top to bottom; nothing there is "".

    `heading` is unique in the file. `stem` are the words of the question, `option` what a second
    heading adds (a choice, or a row of a grid), `code` the short id that the program gave it.
    """

    heading: str
    cells: Sequence[str]
    stem: str
    option: str = ""
    code: str = ""
    known: Known = field(default_factory=Known)


@dataclass(frozen=True, slots=True)
class ResponseSet:
    """Columns that answer one question together, as the file itself says (SPSS).

    With `options` each column is a box to be ticked, its cells 1 or 0, and they are the choices;
    without, each holds one of several choices that were made.
    """

    name: str
    label: str
    headings: tuple[str, ...]
    language: str = ""
    options: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class SurveyTable:
    """A survey's file as columns; `numbers` are the row numbers in the file (1-based)."""

    layout: SurveyLayout
    columns: tuple[SurveyColumn, ...]
    numbers: Sequence[int]
    encoding: str = ""
    delimiter: str = ""
    notices: tuple[Notice, ...] = ()
    not_asked: frozenset[str] = frozenset()
    sets: tuple[ResponseSet, ...] = ()

    def column(self, heading: str) -> SurveyColumn | None:
        """The column of that heading; None where the file has none."""
        return next((each for each in self.columns if each.heading == heading), None)


@dataclass(frozen=True, slots=True)
class AskedWhere:
    """A question was asked only where a column of the file says one of some values."""

    heading: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Respondents:
    """Who the respondents are: role and group by the cells of the column with this heading."""

    heading: str
    of_cell: Mapping[str, tuple[str, StakeholderGroup | None]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question: what its answers become, why, and how they are read.

    `code` and `code_id` are the code it belongs to, where a guide of the study says so; it was
    asked where all of `asked_where` hold.

    `heading` are its words as in the file, `key` its short id. `low` and `high` are the ends of
    its scale. `examples` are a few answers, `answered` says how many respondents gave one.
    """

    key: str
    heading: str
    role: QuestionRole
    type: QuestionType
    columns: tuple[ColumnUse, ...]
    reason: str = ""
    text_en: str = ""
    text_id: str = ""
    group: str = ""
    separator: str = ""
    choices: tuple[Choice, ...] = ()
    low: int | None = None
    high: int | None = None
    is_reversed: bool = False
    missing: tuple[str, ...] = ()
    required: bool = False
    examples: tuple[str, ...] = ()
    answered: int = 0
    code_id: int | None = None
    code: str = ""
    asked_where: tuple[AskedWhere, ...] = ()

    @property
    def is_boxes(self) -> bool:
        """Whether columns of its own stand for its choices, to be ticked."""
        return any(use.option for use in self.columns)

    def text(self, language: str) -> str:
        """Its words in a language, else in the other one, else as in the file."""
        both = (self.text_id, self.text_en) if language == "id" else (self.text_en, self.text_id)
        return both[0] or both[1] or self.heading


@dataclass(frozen=True, slots=True)
class SurveyDraft:
    """A survey read from one file and the form beside it.

    `identity` names the columns by which a respondent is recognised in a newer export; `certain`
    says that it is an identifier that no two respondents share. `guide` is the title of the
    guide whose questions come back in it, `who` what that says of the respondents.
    """

    title: str
    language: str
    original: OriginalFile
    table: SurveyTable
    questions: tuple[QuestionDraft, ...]
    identity: tuple[str, ...]
    certain: bool
    form: OriginalFile | None = None
    notices: tuple[Notice, ...] = ()
    guide: str = ""
    who: Respondents | None = None

    @property
    def respondents(self) -> int:
        """How many there are: one for each row."""
        return len(self.table.numbers)

    def question(self, key: str) -> QuestionDraft:
        """The question with this key."""
        return next(each for each in self.questions if each.key == key)

    def with_question(self, question: QuestionDraft) -> SurveyDraft:
        """The draft with the question of the same key replaced."""
        kept = (question if each.key == question.key else each for each in self.questions)
        return replace(self, questions=tuple(kept))
