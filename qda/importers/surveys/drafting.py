"""From a survey's table to its draft: the questions, what each becomes, and what to notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from models.vocabulary import QuestionRole, QuestionType
from qda.i18n import mark
from qda.importers.draft import Notice, OriginalFile, Value
from qda.importers.surveys.answers import answers_to, cells_of, choices_of
from qda.importers.surveys.draft import (
    Choice,
    QuestionDraft,
    SurveyDraft,
    SurveyLayout,
    SurveyTable,
)
from qda.importers.surveys.errors import NoSuchColumn
from qda.importers.surveys.grouping import Bundle, bundles, separator_of
from qda.importers.surveys.identity import identity_of
from qda.importers.surveys.naming import keys_of, texts_of
from qda.importers.surveys.proposing import BY_HAND, choices_in, proposed
from qda.importers.surveys.scales import scaled
from qda.importers.tables.raw import listed
from qda.importers.tables.titles import language_of, title_of

_EXAMPLES: Final = 3
_EXAMPLE_LENGTH: Final = 80
_MOST_CHOICES: Final = 200
_CHOSEN: Final = (QuestionType.CHOICE, QuestionType.CHOICES)


def drafted(
    table: SurveyTable,
    original: OriginalFile,
    *,
    form: OriginalFile | None = None,
    roles: Mapping[str, QuestionRole] | None = None,
) -> SurveyDraft:
    """The draft of a survey; `roles` overrule the proposals by key, heading or words.

    Raises:
        NoSuchColumn: a role is given to a question that is not there.
    """
    found = bundles(table)
    headings = [words for each in found for words in (each.group, each.heading) if words]
    language = language_of(list(dict.fromkeys(headings)))
    names = keys_of(found)
    questions = [
        _question(key, bundle, table, language) for key, bundle in zip(names, found, strict=True)
    ]
    ordered = frozenset(
        key for key, bundle in zip(names, found, strict=True) if bundle.lead.known.ordered
    )
    questions = list(scaled(questions, ordered))
    for name, role in (roles or {}).items():
        at = place_of(questions, name, original.name)
        questions[at] = with_role(questions[at], role, table)
    identity, certain = identity_of(questions, table)
    return SurveyDraft(
        title=title_of(original.name),
        language=_language_of_answers(questions, table) or language,
        original=original,
        table=table,
        questions=tuple(questions),
        identity=identity,
        certain=certain,
        form=form,
        notices=(*table.notices, *_notices(questions, table)),
    )


def place_of(questions: Sequence[QuestionDraft], name: str, file: str) -> int:
    """The place of the question with a key, a heading, or a column so called.

    Raises:
        NoSuchColumn: there is none, or the name fits several.
    """
    plain = name.strip().casefold()
    tests = (
        lambda each: each.key == name,
        lambda each: each.heading == name or any(u.heading == name for u in each.columns),
        lambda each: each.key.casefold() == plain or each.heading.strip().casefold() == plain,
        lambda each: plain and each.heading.strip().casefold().startswith(plain),
    )
    for test in tests:
        found = [at for at, each in enumerate(questions) if test(each)]
        if len(found) == 1:
            return found[0]
    known = ", ".join(each.key for each in questions[:40])
    raise NoSuchColumn(file=file, column=name[:60], known=known)


def with_role(
    question: QuestionDraft,
    role: QuestionRole,
    table: SurveyTable,
    *,
    type: QuestionType | None = None,  # noqa: A002 - the word of the domain
) -> QuestionDraft:
    """The question in another role, or with another type; its choices found anew.

    An open answer is text. A text that becomes an item or an attribute is typed by its answers.
    """
    kind = type or question.type
    if role in (QuestionRole.OPEN, QuestionRole.IDENTIFIER):
        kind = QuestionType.TEXT
    elif kind is QuestionType.TEXT and type is None and role is QuestionRole.ITEM:
        kind = QuestionType.CHOICE
    separator = question.separator
    if kind is QuestionType.CHOICES and not separator and not question.is_boxes:
        separator = separator_of(cells_of(question, table), SurveyLayout.ONE_ROW) or ";"
    changed = replace(question, role=role, type=kind, separator=separator, reason=BY_HAND)
    choices = _choices(changed, table, question.choices) if kind in _CHOSEN else question.choices
    return replace(changed, choices=choices)


def _question(key: str, bundle: Bundle, table: SurveyTable, language: str) -> QuestionDraft:
    known = bundle.lead.known
    english, indonesian = texts_of(bundle, language)
    question = QuestionDraft(
        key=key,
        heading=bundle.heading,
        role=QuestionRole.IGNORE,
        type=QuestionType.TEXT,
        columns=bundle.uses,
        text_en=english,
        text_id=indonesian,
        group=bundle.group or known.group,
        separator=bundle.separator,
        missing=known.missing,
        required=known.required,
    )
    cells = cells_of(question, table)
    taken = {*known.missing, *table.not_asked}
    said = ["" if cell in taken else cell for cell in cells]
    proposal = proposed(bundle, said, table.layout)
    question = replace(question, role=proposal.role, type=proposal.type, reason=proposal.reason)
    choices: tuple[Choice, ...] = known.choices
    if question.type in _CHOSEN or question.type is QuestionType.NUMBER:
        choices = _choices(question, table, known.choices or _boxed(question))
    filled = [cell for cell in said if cell.strip()]
    examples = dict.fromkeys(cell[:_EXAMPLE_LENGTH] for cell in filled[:50])
    return replace(
        question,
        choices=choices,
        examples=tuple(examples)[:_EXAMPLES],
        answered=len(filled),
    )


def _boxed(question: QuestionDraft) -> tuple[Choice, ...]:
    return tuple(Choice(use.option) for use in question.columns if use.option)


def _choices(
    question: QuestionDraft, table: SurveyTable, known: Sequence[Choice]
) -> tuple[Choice, ...]:
    """The choices of a question; of many different numbers none."""
    values: Sequence[Value] = answers_to(question, table).values
    if question.type is QuestionType.NUMBER and not known:
        # Numbers are listed as they run upwards, not as they happen to come.
        values = sorted(value for value in set(values) if isinstance(value, int | float))
    written = ["" if value is None else str(value) for value in values]
    if question.type is QuestionType.CHOICES:
        written = [part for value in written for part in choices_of(value, question)]
    different = list(dict.fromkeys(written))
    new = set(different) - {"", *(choice.value for choice in known)}
    if len(known) + len(new) > max(_MOST_CHOICES, len(known)):
        return tuple(known)
    return choices_in(different, known, boxes=question.is_boxes)


def _language_of_answers(questions: Sequence[QuestionDraft], table: SurveyTable) -> str:
    texts = [
        cell
        for question in questions
        if question.role is QuestionRole.OPEN
        for cell in cells_of(question, table)
        if cell
    ]
    return language_of(texts) if texts else ""


def _notices(questions: Sequence[QuestionDraft], table: SurveyTable) -> list[Notice]:
    notices: list[Notice] = []
    for question in questions:
        if question.role in (QuestionRole.ATTRIBUTE, QuestionRole.ITEM):
            notices.extend(answers_to(question, table).unread)
    empty = [
        table.numbers[row]
        for row in range(len(table.numbers))
        if not any(column.cells[row].strip() for column in table.columns)
    ]
    if empty:
        sentence = mark("Rows without any answer: {count}. Rows: {rows}.")
        notices.append(Notice(sentence, (("count", len(empty)), ("rows", listed(empty)))))
    private = [each.heading[:60] for each in questions if each.role is QuestionRole.IDENTIFIER]
    if private:
        sentence = mark("Stored as hashes, not as they are: {columns}.")
        notices.append(Notice(sentence, (("columns", ", ".join(private)),)))
    return notices
