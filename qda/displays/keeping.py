"""How what a display shows, and what it was asked, are kept in the study and read again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from models.packing import pack, unpack
from qda.displays.axes import RowAxis
from qda.displays.kind import DisplayQuestion, Shown, Vocabulary
from qda.displays.network import Network
from qda.displays.values import Matrix
from qda.plain_data import built, plain

_SHAPES: Final[dict[str, type[Matrix | Network]]] = {"matrix": Matrix, "network": Network}


def packed(shown: Shown) -> bytes:
    """What a display shows, as deflated JSON."""
    shape = "matrix" if isinstance(shown, Matrix) else "network"
    return pack({"shape": shape, "content": plain(shown)})


def unpacked(content: bytes) -> Shown:
    """What `packed` was given.

    Raises:
        Misfit: the content was damaged, or made by a later version of the program.
    """
    data = unpack(content)
    shape = _SHAPES[data["shape"]]
    return built(shape, data["content"])


def settings_of(question: DisplayQuestion) -> dict[str, Any]:
    """What was asked, as plain data without what each making of it has of its own."""
    return {
        "rows": "" if question.rows is None else written_axis(question.rows),
        "columns": list(question.columns),
        "level": question.level,
        "filter": question.filter,
        "quotes": question.quotes,
        "choices": dict(question.choices),
        "vocabulary": question.vocabulary.value,
    }


def question_from(
    kind: str,
    settings: Mapping[str, Any],
    *,
    language: str,
    analyst: str,
    title: str,
    question: str,
    places: Mapping[str, Any],
    display_id: int | None,
) -> DisplayQuestion:
    """The question that `settings_of` wrote down, to be asked in a language by an analyst."""
    rows = str(settings.get("rows", ""))
    return DisplayQuestion(
        kind=kind,
        language=language,
        analyst=analyst,
        title=title,
        question=question,
        rows=RowAxis.parse(rows) if rows else None,
        columns=tuple(settings.get("columns", ())),
        level=int(settings.get("level", 1)),
        filter=str(settings.get("filter", "")),
        quotes=int(settings.get("quotes", 2)),
        choices=tuple(sorted(dict(settings.get("choices", {})).items())),
        vocabulary=Vocabulary(settings.get("vocabulary", Vocabulary.SOURCEBOOK.value)),
        display_id=display_id,
        places=tuple((node, float(at[0]), float(at[1])) for node, at in places.items()),
    )


def written_axis(axis: RowAxis) -> str:
    """An axis as on the command line: `group`, or `attribute:stars`."""
    return f"{axis.kind.value}:{axis.attribute}" if axis.attribute else axis.kind.value
