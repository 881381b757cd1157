"""What the sample study records beside codings, as values: events, ratings, relations, claims ...

They are read from `files/records.yaml`, are all of the first coder, and are as fictional as the
rest. A place is a file and words that stand in it once; a coding is known by a key of the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from codebooks.framework import Wording
from models.vocabulary import (
    Convergence,
    EntryKind,
    Formula,
    MemoKind,
    PlanState,
    RelationType,
    Technique,
)
from qda.sample.contents import FILES, SampleDamaged

NOTHING: Final = Wording(en="", id="")
"""What is said where nothing is."""


@dataclass(frozen=True, slots=True)
class SamplePlace:
    """Words of a file; `words` is the part of the quote that is meant, all of it where empty."""

    file: str
    quote: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class CodingKey:
    """A coding of the first coder: a code, and how the words of its segment begin."""

    key: str
    file: str
    code: str
    start: str


@dataclass(frozen=True, slots=True)
class SampleTag:
    """A tag, and the keys of the codings that bear it."""

    words: Wording
    codings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleStage:
    """A stage; its dates are ISO 8601, both included, either may be open."""

    name: Wording
    starts_on: str
    ends_on: str


@dataclass(frozen=True, slots=True)
class SampleEvent:
    """A dated event told by a place; one with a reason is critical."""

    name: Wording
    starts_on: str
    ends_on: str
    strand: Wording
    code: str
    place: SamplePlace
    reason: Wording


@dataclass(frozen=True, slots=True)
class SampleScale:
    """The scale of all ratings, and what its values mean."""

    low: int
    high: int
    rule: Wording


@dataclass(frozen=True, slots=True)
class SampleRating:
    """How far a code is met in a case, or in the study where no case is named."""

    code: str
    value: float
    case: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleLink:
    """A relation between two codings, named by their keys; `order` is its place in the chain."""

    type: RelationType
    start: str
    end: str
    actor: Wording
    order: int | None


@dataclass(frozen=True, slots=True)
class SampleArrow:
    """A relation between two codes or two cases, and the words that tell of it."""

    type: RelationType
    start: str
    end: str
    sign: str
    contradicts: bool
    place: SamplePlace


@dataclass(frozen=True, slots=True)
class SampleQuestionAsked:
    """An interviewer's words that ask about a code."""

    code: str
    place: SamplePlace


@dataclass(frozen=True, slots=True)
class SampleNotAsked:
    """Codes that nobody was asked about in a file."""

    file: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleAbsence:
    """A code that a file was searched for in vain, and how."""

    file: str
    code: str
    note: Wording


@dataclass(frozen=True, slots=True)
class SampleClaim:
    """A figure of a source; one with a formula is worked out from others, named by their keys.

    One without a place was worked out by the coder.
    """

    key: str
    quantity: Wording
    value: float
    stated: str
    unit: Wording
    year: str
    code: str
    place: SamplePlace | None
    formula: Formula | None
    operands: tuple[str, ...]
    note: Wording


@dataclass(frozen=True, slots=True)
class SamplePlanned:
    """Data that were to be collected; `file` is what they became."""

    who: Wording
    technique: Technique
    number: int
    case: str
    file: str
    state: PlanState
    due_on: str
    note: Wording


@dataclass(frozen=True, slots=True)
class SampleMemo:
    """A memo on a code, a case, a file or a coding: the one that is named."""

    kind: MemoKind
    title: Wording
    text: Wording
    dated_on: str
    code: str
    case: str
    file: str
    coding: str


@dataclass(frozen=True, slots=True)
class SampleDisplay:
    """A kept display; `rows` is written as on the command line."""

    key: str
    kind: str
    title: Wording
    rows: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleCell:
    """A cell of a kept display by the ids of its headings, as a code or as another axis has it."""

    display: str
    row: str
    column: str
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """What the first coder wrote into a cell."""

    cell: SampleCell
    kind: EntryKind
    text: Wording
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleLabel:
    """How a coder judges that groups agree on a theme of the kept triangulation."""

    row: str
    coder: str
    label: Convergence
    reason: Wording


@dataclass(frozen=True, slots=True)
class SampleConclusion:
    """What was concluded from cells, and from which."""

    text: Wording
    confidence: int
    note: Wording
    cells: tuple[SampleCell, ...]


@dataclass(frozen=True, slots=True)
class SampleScore:
    """A number that informants gave at the end of the talk: an attribute, and each one's figure."""

    name: str
    label: Wording
    by_case: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SampleRecords:
    """All that is recorded in the sample study beside its codings."""

    codings: tuple[CodingKey, ...]
    score: SampleScore
    tags: tuple[SampleTag, ...]
    stages: tuple[SampleStage, ...]
    events: tuple[SampleEvent, ...]
    scale: SampleScale
    ratings: tuple[SampleRating, ...]
    links: tuple[SampleLink, ...]
    arrows: tuple[SampleArrow, ...]
    ties: tuple[SampleArrow, ...]
    questions: tuple[SampleQuestionAsked, ...]
    not_asked: tuple[SampleNotAsked, ...]
    absences: tuple[SampleAbsence, ...]
    claims: tuple[SampleClaim, ...]
    planned: tuple[SamplePlanned, ...]
    memos: tuple[SampleMemo, ...]
    displays: tuple[SampleDisplay, ...]
    labels: tuple[SampleLabel, ...]
    entries: tuple[SampleEntry, ...]
    conclusion: SampleConclusion


def records(folder: Path = FILES) -> SampleRecords:
    """Read the records of the sample study from its folder.

    Raises:
        SampleDamaged: the list is missing or not what was shipped.
    """
    import yaml

    path = folder / "records.yaml"
    try:
        return _records(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SampleDamaged(file=path.name, why=error) from error
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise SampleDamaged(file=path.name, why=repr(error)) from error


Given = Mapping[str, Any]


def _score(given: Given) -> SampleScore:
    by_case = tuple((str(name), int(value)) for name, value in given["cases"].items())
    return SampleScore(given["name"], _wording(given["label"]), by_case)


def _records(given: Given) -> SampleRecords:
    strands = {key: _wording(words) for key, words in given["strands"].items()}
    scale = given["scale"]
    return SampleRecords(
        codings=tuple(
            CodingKey(key, each["file"], each["code"], each["quote"])
            for key, each in given["codings"].items()
        ),
        score=_score(given["score"]),
        tags=tuple(
            SampleTag(_wording(each["words"]), tuple(each["codings"])) for each in given["tags"]
        ),
        stages=tuple(
            SampleStage(_wording(each["name"]), each.get("from", ""), each.get("until", ""))
            for each in given["stages"]
        ),
        events=tuple(_event(each, strands) for each in given["events"]),
        scale=SampleScale(scale["low"], scale["high"], _wording(scale["rule"])),
        ratings=tuple(
            SampleRating(each["code"], each["value"], each.get("case", ""), tuple(each["evidence"]))
            for each in given["ratings"]
        ),
        links=tuple(_link(each) for each in given["links"]),
        arrows=tuple(_arrow(each) for each in given["arrows"]),
        ties=tuple(_arrow(each) for each in given["ties"]),
        questions=tuple(
            SampleQuestionAsked(each["code"], _place(each)) for each in given["questions"]
        ),
        not_asked=tuple(
            SampleNotAsked(each["file"], tuple(each["codes"])) for each in given["not_asked"]
        ),
        absences=tuple(
            SampleAbsence(each["file"], each["code"], _wording(each["note"]))
            for each in given["searched_in_vain"]
        ),
        claims=tuple(_claim(key, each) for key, each in given["claims"].items()),
        planned=tuple(_planned(each) for each in given["planned"]),
        memos=tuple(_memo(each) for each in given["memos"]),
        displays=tuple(_display(each) for each in given["displays"]),
        labels=tuple(
            SampleLabel(
                each["row"], each["coder"], Convergence(each["label"]), _wording(each["reason"])
            )
            for each in given["labels"]
        ),
        entries=tuple(_entry(each) for each in given["entries"]),
        conclusion=_conclusion(given["conclusion"]),
    )


def _event(each: Given, strands: Mapping[str, Wording]) -> SampleEvent:
    return SampleEvent(
        name=_wording(each["name"]),
        starts_on=each["date"],
        ends_on=each.get("until", ""),
        strand=strands[each["strand"]],
        code=each.get("code", ""),
        place=_place(each),
        reason=_wording(each.get("reason")),
    )


def _link(each: Given) -> SampleLink:
    return SampleLink(
        RelationType(each["type"]),
        each["from"],
        each["to"],
        _wording(each.get("actor")),
        each.get("order"),
    )


def _arrow(each: Given) -> SampleArrow:
    return SampleArrow(
        RelationType(each.get("type", RelationType.INFLUENCES)),
        each["from"],
        each["to"],
        each["sign"],
        each.get("contradicts", False),
        _place(each),
    )


def _claim(key: str, each: Given) -> SampleClaim:
    return SampleClaim(
        key=key,
        quantity=_wording(each["quantity"]),
        value=float(each["value"]),
        stated=each["stated"],
        unit=_wording(each["unit"]),
        year=each["year"],
        code=each.get("code", ""),
        place=_place(each) if "file" in each else None,
        formula=Formula(each["formula"]) if "formula" in each else None,
        operands=tuple(each.get("operands", ())),
        note=_wording(each.get("note")),
    )


def _planned(each: Given) -> SamplePlanned:
    file = each.get("file", "")
    state = PlanState.COLLECTED if file else PlanState.PLANNED
    return SamplePlanned(
        who=_wording(each["who"]),
        technique=Technique(each["technique"]),
        number=each.get("number", 1),
        case=each.get("case", ""),
        file=file,
        state=PlanState(each.get("state", state)),
        due_on=each.get("due", ""),
        note=_wording(each.get("note")),
    )


def _memo(each: Given) -> SampleMemo:
    return SampleMemo(
        kind=MemoKind(each["kind"]),
        title=_wording(each.get("title")),
        text=_wording(each["text"]),
        dated_on=each.get("date", ""),
        code=each.get("code", ""),
        case=each.get("case", ""),
        file=each.get("file", ""),
        coding=each.get("coding", ""),
    )


def _display(each: Given) -> SampleDisplay:
    title, columns = _wording(each["title"]), tuple(each["columns"])
    return SampleDisplay(each["key"], each["kind"], title, each.get("rows", ""), columns)


def _entry(each: Given) -> SampleEntry:
    words, evidence = _wording(each["text"]), tuple(each["evidence"])
    return SampleEntry(_cell(each), EntryKind(each["kind"]), words, evidence)


def _conclusion(each: Given) -> SampleConclusion:
    return SampleConclusion(
        text=_wording(each["text"]),
        confidence=each["confidence"],
        note=_wording(each["note"]),
        cells=tuple(_cell(cell) for cell in each["cells"]),
    )


def _cell(each: Given) -> SampleCell:
    return SampleCell(each["display"], each["row"], each["column"], each.get("contradicts", False))


def _place(each: Given) -> SamplePlace:
    return SamplePlace(each["file"], each["quote"], each.get("words", ""))


def _wording(given: Given | None) -> Wording:
    return NOTHING if given is None else Wording(en=str(given["en"]), id=str(given["id"]))
