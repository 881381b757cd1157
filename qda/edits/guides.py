"""Edits on guides: making one from the codebook, and adding, wording, moving its questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from sqlalchemy import select

from models.code import Code
from models.errors import Refused
from models.guide import Guide, GuideQuestion
from models.recording import Recorder
from models.vocabulary import AnswerKind, GuideKind
from qda.edits.edit import EditRequest
from qda.guides.rows import CLOSING, REASON, Bilingual, QuestionDraft, is_name, name_for
from qda.guides.wording import consent_of
from qda.i18n import LANGUAGES, mark


class GuideTitleMissing(Refused):
    """A guide needs a title."""

    en = "Give the guide a title."
    id = "Berikan judul untuk pedoman itu."


class GuideExists(Refused):
    """Two guides of a study cannot have the same title."""

    en = "There is a guide “{title}” already. Give the new one another title (--title)."
    id = "Sudah ada pedoman “{title}”. Berikan judul lain untuk yang baru (--title)."


class NobodyToAsk(Refused):
    """A guide needs at least one role and one language."""

    en = "Choose at least one role to be asked and one language."
    id = "Pilih paling sedikit satu peran yang ditanyai dan satu bahasa."


class NoSuchRole(Refused):
    """A question can only be asked of the guide's own roles."""

    en = "“{role}” is no role of this guide. Its roles: {known}."
    id = "“{role}” bukan peran dalam pedoman ini. Perannya: {known}."


class QuestionEmpty(Refused):
    """A question without words asks nothing."""

    en = "Write the question first; it is empty."
    id = "Tulis dulu pertanyaannya; isinya kosong."


class BadQuestionName(Refused):
    """A form cannot bear the name, or another question of the guide has it."""

    en = (
        "“{name}” cannot name a question: write a letter, then letters, digits and underscores, "
        "such as VMH3_2, and nothing that the form or another question is called."
    )
    id = (
        "“{name}” tidak dapat menjadi nama pertanyaan: tulis huruf, lalu huruf, angka, dan garis "
        "bawah, misalnya VMH3_2, dan bukan nama milik formulir atau pertanyaan lain."
    )


@dataclass(frozen=True, slots=True)
class MakeGuide(EditRequest[int]):
    """Keep a guide with its questions; its id is returned."""

    guide_title: str
    guide_kind: GuideKind
    languages: tuple[str, ...]
    roles: tuple[str, ...]
    chosen: tuple[str, ...]
    questions: tuple[QuestionDraft, ...] = field(hash=False)

    kind: ClassVar[str] = "make_guide"
    title: ClassVar[str] = mark("Make the guide “{guide}”")

    def apply(self, recorder: Recorder) -> int:
        """Make the guide.

        Raises:
            GuideTitleMissing, GuideExists, NobodyToAsk, NoSuchRole: the guide cannot be so.
            QuestionEmpty, BadQuestionName: a question cannot be so.
        """
        consent = consent_of(self.guide_kind)
        guide = recorder.add(
            Guide(
                title=_checked_title(recorder, self.guide_title, None),
                kind=self.guide_kind,
                languages=_checked_languages(self.languages),
                roles=_checked_roles(self.roles),
                chosen=list(self.chosen),
                consent_en=consent.en,
                consent_id=consent.id,
            )
        )
        recorder.facts["guide"] = guide.title
        recorder.session.flush()
        codes = _codes_by_id(recorder)
        taken: set[str] = set()
        for position, draft in enumerate(self.questions):
            text = _said(draft.text)
            recorder.add(
                GuideQuestion(
                    guide_id=guide.id,
                    name=_checked_name(draft.name, taken),
                    code_id=codes.get(draft.code),
                    position=position,
                    roles=_of_guide(draft.roles, guide.roles),
                    answer=draft.answer,
                    text_en=text.en,
                    text_id=text.id,
                    probes=_kept(draft.probes),
                )
            )
        return guide.id


@dataclass(frozen=True, slots=True)
class DescribeGuide(EditRequest[None]):
    """Change a guide's title, languages, roles or consent; None leaves a part as it is.

    Roles that go are taken off the questions; one that was asked of these alone is asked of all.
    """

    guide_id: int
    guide_title: str | None = None
    languages: tuple[str, ...] | None = None
    roles: tuple[str, ...] | None = None
    consent: Bilingual | None = None

    kind: ClassVar[str] = "describe_guide"
    title: ClassVar[str] = mark("Describe the guide “{guide}”")

    def apply(self, recorder: Recorder) -> None:
        """Change the guide.

        Raises:
            NotThere: there is no such guide.
            GuideTitleMissing, GuideExists, NobodyToAsk: the guide cannot be so.
        """
        guide = recorder.get(Guide, self.guide_id)
        if self.guide_title is not None:
            guide.title = _checked_title(recorder, self.guide_title, guide.id)
        if self.languages is not None:
            guide.languages = _checked_languages(self.languages)
        if self.consent is not None:
            guide.consent_en, guide.consent_id = self.consent.en.strip(), self.consent.id.strip()
        if self.roles is not None:
            guide.roles = _checked_roles(self.roles)
            for each in _questions(recorder, guide.id):
                left = [role for role in each.roles if role in guide.roles]
                if left != each.roles:
                    each.roles = left
        recorder.facts["guide"] = guide.title


@dataclass(frozen=True, slots=True)
class RemoveGuide(EditRequest[None]):
    """Take a guide away with its questions."""

    guide_id: int

    kind: ClassVar[str] = "remove_guide"
    title: ClassVar[str] = mark("Remove the guide “{guide}”")

    def apply(self, recorder: Recorder) -> None:
        """Remove the guide.

        Raises:
            NotThere: there is no such guide.
        """
        guide = recorder.get(Guide, self.guide_id)
        recorder.facts["guide"] = guide.title
        recorder.delete_many(GuideQuestion, [each.id for each in _questions(recorder, guide.id)])
        recorder.remove(guide)


@dataclass(frozen=True, slots=True)
class AddGuideQuestion(EditRequest[int]):
    """Add a question behind those of its code, or at the end; its id is returned.

    Without a name it is named after its code and the next free number.
    """

    guide_id: int
    text: Bilingual
    code_id: int | None = None
    name: str = ""
    probes: tuple[Bilingual, ...] = ()
    roles: tuple[str, ...] = ()
    answer: AnswerKind = AnswerKind.TEXT

    kind: ClassVar[str] = "add_guide_question"
    title: ClassVar[str] = mark("Add the question {name} to a guide")

    def apply(self, recorder: Recorder) -> int:
        """Add the question.

        Raises:
            NotThere: there is no such guide or code.
            QuestionEmpty, BadQuestionName, NoSuchRole: the question cannot be so.
        """
        guide = recorder.get(Guide, self.guide_id)
        code = None if self.code_id is None else recorder.get(Code, self.code_id)
        there = _questions(recorder, guide.id)
        taken = _taken(there)
        text = _said(self.text)
        of = CLOSING if code is None else code.canonical_id
        name = self.name.strip() or _next_name(of, taken)
        recorder.facts["name"] = name
        made = recorder.add(
            GuideQuestion(
                guide_id=guide.id,
                name=_checked_name(name, taken),
                code_id=None if code is None else code.id,
                position=len(there),
                roles=_of_guide(self.roles, guide.roles),
                answer=self.answer,
                text_en=text.en,
                text_id=text.id,
                probes=_kept(self.probes),
            )
        )
        recorder.session.flush()
        same = [nth for nth, each in enumerate(there) if each.code_id == self.code_id]
        if same:
            there.insert(same[-1] + 1, made)
            _number(there)
        return made.id


@dataclass(frozen=True, slots=True)
class ChangeGuideQuestion(EditRequest[None]):
    """Word a question anew, or change whom it is asked of and how; None leaves a part."""

    question_id: int
    text: Bilingual | None = None
    probes: tuple[Bilingual, ...] | None = None
    name: str | None = None
    roles: tuple[str, ...] | None = None
    answer: AnswerKind | None = None

    kind: ClassVar[str] = "change_guide_question"
    title: ClassVar[str] = mark("Change the question {name} of a guide")

    def apply(self, recorder: Recorder) -> None:
        """Change the question.

        Raises:
            NotThere: there is no such question.
            QuestionEmpty, BadQuestionName, NoSuchRole: the question cannot be so.
        """
        question = recorder.get(GuideQuestion, self.question_id)
        guide = recorder.get(Guide, question.guide_id)
        if self.text is not None:
            text = _said(self.text)
            question.text_en, question.text_id = text.en, text.id
        if self.probes is not None and _kept(self.probes) != question.probes:
            question.probes = _kept(self.probes)
        if self.name is not None and self.name.strip() != question.name:
            others = [q for q in _questions(recorder, guide.id) if q.id != question.id]
            question.name = _checked_name(self.name.strip(), _taken(others))
        if self.roles is not None:
            roles = _of_guide(self.roles, guide.roles)
            if roles != question.roles:
                question.roles = roles
        if self.answer is not None:
            question.answer = self.answer
        recorder.facts["name"] = question.name


@dataclass(frozen=True, slots=True)
class MoveGuideQuestion(EditRequest[None]):
    """Ask a question earlier (-1) or later (1), within its section."""

    question_id: int
    by: int

    kind: ClassVar[str] = "move_guide_question"
    title: ClassVar[str] = mark("Move the question {name} of a guide")

    def apply(self, recorder: Recorder) -> None:
        """Move the question; at the edge of its section it stays.

        Raises:
            NotThere: there is no such question.
        """
        question = recorder.get(GuideQuestion, self.question_id)
        recorder.facts["name"] = question.name
        order = _questions(recorder, question.guide_id)
        tops = _tops(recorder)
        own = [q for q in order if tops.get(q.code_id) == tops.get(question.code_id)]
        at = own.index(question)
        to = max(0, min(len(own) - 1, at + self.by))
        if to == at:
            return
        places = [order.index(each) for each in own]
        own.insert(to, own.pop(at))
        for place, each in zip(places, own, strict=True):
            order[place] = each
        _number(order)


@dataclass(frozen=True, slots=True)
class RemoveGuideQuestion(EditRequest[None]):
    """Take a question out of its guide."""

    question_id: int

    kind: ClassVar[str] = "remove_guide_question"
    title: ClassVar[str] = mark("Remove the question {name} of a guide")

    def apply(self, recorder: Recorder) -> None:
        """Remove the question.

        Raises:
            NotThere: there is no such question.
        """
        question = recorder.get(GuideQuestion, self.question_id)
        recorder.facts["name"] = question.name
        guide_id = question.guide_id
        recorder.remove(question)
        recorder.session.flush()
        _number(_questions(recorder, guide_id))


def _questions(recorder: Recorder, guide_id: int) -> list[GuideQuestion]:
    query = select(GuideQuestion).where(GuideQuestion.guide_id == guide_id)
    query = query.order_by(GuideQuestion.position, GuideQuestion.id)
    return list(recorder.session.execute(query).scalars())


def _number(questions: Iterable[GuideQuestion]) -> None:
    for position, each in enumerate(questions):
        if each.position != position:
            each.position = position


def _codes_by_id(recorder: Recorder) -> dict[str, int]:
    query = select(Code.canonical_id, Code.id)
    return {row[0]: row[1] for row in recorder.session.execute(query)}


def _tops(recorder: Recorder) -> dict[int | None, int]:
    """The dimension that each code belongs to."""
    parents = {row[0]: row[1] for row in recorder.session.execute(select(Code.id, Code.parent_id))}
    found: dict[int | None, int] = {}
    for code_id in parents:
        top = code_id
        while (above := parents.get(top)) is not None:
            top = above
        found[code_id] = top
    return found


def _taken(questions: Iterable[GuideQuestion]) -> set[str]:
    return {each.name.casefold() for each in questions}


def _next_name(code: str, taken: set[str]) -> str:
    start, number = name_for(code), 1
    while f"{start}_{number}".casefold() in taken:
        number += 1
    return f"{start}_{number}"


def _checked_name(name: str, taken: set[str]) -> str:
    """The name, once no other question and no reason behind one has it; it is taken then."""
    folded = name.casefold()
    clashes = {folded, f"{folded}{REASON}", folded.removesuffix(REASON)} & taken
    if not is_name(name) or clashes:
        raise BadQuestionName(name=name[:60])
    taken.add(folded)
    return name


def _said(text: Bilingual) -> Bilingual:
    """The words of a question without blanks at their edges."""
    said = Bilingual(text.en.strip(), text.id.strip())
    if not said.en and not said.id:
        raise QuestionEmpty
    return said


def _kept(probes: Sequence[Bilingual]) -> list[list[str]]:
    """The probes as they are kept, without empty ones."""
    said = ([each.en.strip(), each.id.strip()] for each in probes)
    return [pair for pair in said if any(pair)]


def _of_guide(roles: Sequence[str], known: Sequence[str]) -> list[str]:
    """The roles in the guide's order; all of them are none in particular."""
    for role in roles:
        if role not in known:
            raise NoSuchRole(role=role, known=", ".join(known))
    chosen = [role for role in known if role in roles]
    return [] if len(chosen) == len(known) else chosen


def _checked_title(recorder: Recorder, title: str, own_id: int | None) -> str:
    said = " ".join(title.split())
    if not said:
        raise GuideTitleMissing
    for guide_id, known in recorder.session.execute(select(Guide.id, Guide.title)):
        if known.casefold() == said.casefold() and guide_id != own_id:
            raise GuideExists(title=known)
    return said


def _checked_languages(languages: Iterable[str]) -> list[str]:
    chosen = [each for each in dict.fromkeys(languages) if each in LANGUAGES]
    if not chosen:
        raise NobodyToAsk
    return chosen


def _checked_roles(roles: Iterable[str]) -> list[str]:
    chosen = list(dict.fromkeys(filter(None, (" ".join(each.split()) for each in roles))))
    if not chosen:
        raise NobodyToAsk
    return chosen
