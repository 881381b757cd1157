"""Writes term lists as YAML and XLSX, so that `reading` gives the same list back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from codebooks.framework import Wording
from models.vocabulary import Polarity
from qda.autocoding.notation import written
from qda.autocoding.term_list import Term, TermList, TermRule

_COLUMNS: Final = (
    "kode",
    "indikator",
    "indicator",
    "istilah",
    "bahasa",
    "polaritas",
    "kecuali",
    "terpanjang",
)
_WIDTHS: Final = (18, 30, 30, 80, 10, 14, 40, 12)
_POLARITIES: Final = {
    None: "terms",
    Polarity.SUPPORTING: "supporting",
    Polarity.INHIBITING: "inhibiting",
}


@dataclass(frozen=True, slots=True)
class _Group:
    """Terms of a rule that share polarity, language and limit."""

    polarity: Polarity | None
    language: str
    terms: tuple[Term, ...]


def as_yaml(term_list: TermList) -> str:
    """The list as YAML text, keys in English, every term on its own line."""
    import yaml

    content = {
        "id": term_list.id,
        "name": _both(term_list.name),
        "version": term_list.version,
        "framework": term_list.framework,
        "note": _both(term_list.note),
        "rules": [_rule(rule) for rule in term_list.rules],
    }
    kept = {key: value for key, value in content.items() if value}
    return yaml.dump(kept, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=100)


def as_workbook(term_list: TermList) -> bytes:
    """The list as the bytes of an XLSX file: a row for each rule, language and polarity.

    Every cell is text, so that nothing in it is taken for a formula.
    """
    import openpyxl
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "istilah"
    rows = [_COLUMNS, *_rows(term_list)]
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            _put(sheet, number, column, text)
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    facts = book.create_sheet("daftar")
    for number, (key, text) in enumerate(_facts(term_list), 1):
        _put(facts, number, 1, key)
        _put(facts, number, 2, text)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _put(sheet: object, row: int, column: int, text: str) -> None:
    if text:
        cell = sheet.cell(row, column)  # type: ignore[attr-defined]
        cell.value = text
        cell.data_type = "s"


def _facts(term_list: TermList) -> Iterator[tuple[str, str]]:
    yield "id", term_list.id
    yield "nama", term_list.name.id
    yield "name", term_list.name.en
    yield "versi", term_list.version
    yield "kerangka", term_list.framework
    yield "catatan", term_list.note.id
    yield "note", term_list.note.en


def _rows(term_list: TermList) -> Iterator[tuple[str, ...]]:
    for rule in term_list.rules:
        unless = {key: list(terms) for key, terms in _by_language(rule.unless).items()}
        for group in _groups(rule.terms):
            barred = unless.pop(group.language, [])
            yield (
                rule.code,
                rule.indicator.id,
                rule.indicator.en,
                ", ".join(written(term) for term in group.terms),
                group.language,
                "" if group.polarity is None else _POLARITIES[group.polarity],
                ", ".join(written(term) for term in barred),
                str(rule.longest) if rule.longest else "",
            )
        for language, barred in unless.items():
            yield (
                rule.code,
                rule.indicator.id,
                rule.indicator.en,
                "",
                language,
                "",
                ", ".join(written(term) for term in barred),
                str(rule.longest) if rule.longest else "",
            )


def _both(wording: Wording) -> dict[str, str]:
    texts = {"id": wording.id, "en": wording.en}
    return {language: text for language, text in texts.items() if text}


def _rule(rule: TermRule) -> dict[str, object]:
    content: dict[str, object] = {"code": rule.code}
    if rule.indicator != Wording():
        content["indicator"] = _both(rule.indicator)
    if rule.longest:
        content["longest"] = rule.longest
    for group in _groups(rule.terms):
        by_language = content.setdefault(_POLARITIES[group.polarity], {})
        assert isinstance(by_language, dict)
        by_language[group.language] = [written(term) for term in group.terms]
    if rule.unless:
        barred = _by_language(rule.unless)
        content["unless"] = {key: [written(t) for t in terms] for key, terms in barred.items()}
    return content


def _groups(terms: Iterable[Term]) -> list[_Group]:
    """The terms by polarity and language, in the order in which each pair first appears."""
    grouped: dict[tuple[Polarity | None, str], list[Term]] = {}
    for term in terms:
        grouped.setdefault((_stated(term), _language(term)), []).append(term)
    return [_Group(*key, tuple(members)) for key, members in grouped.items()]


def _stated(term: Term) -> Polarity | None:
    return term.polarity if term.polarity in _POLARITIES else None


def _by_language(terms: Iterable[Term]) -> dict[str, list[Term]]:
    grouped: dict[str, list[Term]] = {}
    for term in terms:
        grouped.setdefault(_language(term), []).append(term)
    return grouped


def _language(term: Term) -> str:
    return f"only {term.language}" if term.limited else term.language


def _dumper() -> type:
    """A dumper that puts no list entry at the depth of its key."""
    import yaml

    class Indented(yaml.SafeDumper):
        def increase_indent(  # yaml's own signature
            self,
            flow: bool = False,  # noqa: FBT001, FBT002
            indentless: bool = False,  # noqa: ARG002, FBT001, FBT002
        ) -> None:
            super().increase_indent(flow, False)

    return Indented
