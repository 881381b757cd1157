"""Random acts on surveys: importing one, adding a newer export, changing a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.code import Code
from models.question import Question
from models.source import Collection
from models.vocabulary import QuestionRole, QuestionType
from qda.edits.edit import EditRequest
from qda.edits.proposing_by_question import ProposeByQuestion
from qda.edits.questions import ReviseQuestion
from qda.edits.several_questions import ReviseQuestions
from qda.edits.surveys import ImportSurvey
from qda.importers.surveys.drafting import drafted
from qda.importers.surveys.registry import table_of
from tests.helpers.studies import FAMILY, original

if TYPE_CHECKING:
    from tests.helpers.acts import Scene

Request = EditRequest[Any]

_WORDS = ("Tambah petugas di loket.", "Antrean terlalu lama sekali", f"Bagus sekali {FAMILY} ya")


def survey_file(rows: int, *, first: int = 0) -> bytes:
    """A small survey of Google Forms with so many respondents, from the one numbered `first`."""
    lines = ["Timestamp,Usia,Saya puas dengan layanan ini,Apa saran Anda untuk layanan ini?"]
    for number in range(first, first + rows):
        rating = ("Setuju", "Tidak setuju", "Sangat setuju", "Netral")[number % 4]
        words = f"{_WORDS[number % 3]} {number}" if number % 5 else ""
        lines.append(f"2025-05-01 10:00:{number % 60:02d},{20 + number},{rating},{words}")
    return "\r\n".join(lines).encode()


def _import(scene: Scene) -> Request | None:
    rows = scene.dice.randint(4, 9)
    file = original(f"{scene.name()}.csv", survey_file(rows))
    surveys = sorted({row["collection_id"] for row in scene.rows(Question)})
    into = scene.dice.choice((None, *surveys))
    draft = drafted(table_of(file), file)
    # The open question belongs to a code, so that answers can be proposed by it.
    advice = replace(draft.questions[-1], code_id=scene.one(Code))
    return ImportSurvey(draft.with_question(advice), into_id=into)


def _propose(scene: Scene) -> Request:
    return ProposeByQuestion(scene.dice.choice((None, scene.one(Collection))))


def _revise(scene: Scene) -> Request:
    return ReviseQuestion(
        scene.one(Question) or 0,
        role=scene.dice.choice((None, *QuestionRole)),
        type=scene.dice.choice((None, None, *QuestionType)),
        text_en=scene.dice.choice((None, scene.words())),
        is_reversed=scene.dice.choice((None, True, False)),
        low=1,
        high=scene.dice.choice((1, 4, 5)),
        dimension_id=scene.dice.choice((None, 0, *scene.ids(Code))),
        key=scene.dice.choice((None, None, scene.name(), "Usia", "a b")),
    )


def _revise_several(scene: Scene) -> Request:
    ids = [row["id"] for row in scene.rows(Question)] or [0]
    return ReviseQuestions(
        tuple(scene.dice.sample(ids, min(len(ids), scene.dice.randint(1, 3)))),
        role=scene.dice.choice((None, None, QuestionRole.ITEM, QuestionRole.OPEN)),
        low=1,
        high=scene.dice.choice((1, 4, 5)),
        is_reversed=scene.dice.choice((None, True, False)),
        dimension_id=scene.dice.choice((None, 0, *scene.ids(Code))),
    )


SURVEY_ACTS: dict[str, Callable[[Scene], Request | None]] = {
    "import_survey": _import,
    "propose_by_question": _propose,
    "revise_question": _revise,
    "revise_questions": _revise_several,
}
"""Every kind of edit of this theme, by a name."""
