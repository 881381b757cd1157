"""Words the card of a code from what the study holds of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from codebooks.framework import RelationKind
from qda.i18n import Speech
from qda.retrieval.anchors import AnchorRow
from qda.retrieval.code_groups import CodeGroupRow
from qda.retrieval.coverage import CodeCoverage, Evidenced
from qda.retrieval.rows import CodeRow
from qda.retrieval.theories import RelationRow, TheoryRow
from ui.code_tree.state import CardAnchor, CardIndicator, CardRelation, CodeCard, SeeInstead


@dataclass(frozen=True, slots=True)
class Known:
    """What cards are made of: the codes by canonical id, theories, groups."""

    codes: Mapping[str, CodeRow] = field(default_factory=dict)
    theories: Mapping[int, TheoryRow] = field(default_factory=dict)
    groups: tuple[CodeGroupRow, ...] = ()

    def by_id(self, code_id: int | None) -> CodeRow | None:
        """The code with a row id, or None."""
        return next((code for code in self.codes.values() if code.id == code_id), None)

    def asking(self, code: CodeRow) -> CodeRow:
        """The code whose indicators and questions hold for this one.

        A code without any of its own inherits those of the nearest code above that has some.
        """
        here: CodeRow | None = code
        while here is not None:
            if here.indicators or here.questions:
                return here
            here = self.by_id(here.parent_id)
        return code


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was read for one code: examples, and the coverage of the code that has indicators."""

    code_id: int
    source_id: int | None
    anchors: tuple[AnchorRow, ...] = ()
    coverage: CodeCoverage | None = None


def card_of(
    code: CodeRow, known: Known, found: Evidence | None, *, speech: Speech, in_source: bool
) -> CodeCard:
    """The card of a code; what was not read yet is left out."""
    language = speech.language
    theory = None if code.framework_id is None else known.theories.get(code.framework_id)
    asking = known.asking(code)
    name = code.name_id if language == "id" else code.name_en
    return CodeCard(
        id=code.id,
        canonical_id=code.canonical_id,
        label=code.name(language),
        colour=code.colour,
        framework="" if theory is None else theory.title(language),
        citation="" if theory is None else theory.citation,
        original=name if code.label and name != code.label else "",
        aliases=spoken(code.aliases, language),
        definition=code.text("definition", language),
        include=code.text("include", language),
        exclude=code.text("exclude", language),
        see_instead=tuple(
            SeeInstead(each, known.codes[each].name(language))
            for each in code.see_instead
            if each in known.codes
        ),
        indicators=_indicators(asking, None if found is None else found.coverage, language),
        otherwise=_otherwise(found),
        from_above="" if asking is code else asking.name(language),
        questions=spoken(asking.questions, language),
        anchors=() if found is None else tuple(_anchor(each) for each in found.anchors),
        relations=() if theory is None else _relations(code, theory, known, speech),
        to_check=() if theory is None else _to_check(code, theory, known, speech),
        groups=tuple(group.name for group in known.groups if code.id in group.code_ids),
        note=code.note,
        in_source=in_source,
        counted=found is not None,
    )


def spoken(pairs: tuple[tuple[str, str], ...], language: str) -> tuple[str, ...]:
    """Each of the bilingual texts in a language, else in the other one."""
    at = 1 if language == "id" else 0
    return tuple(pair[at] or pair[1 - at] for pair in pairs)


def _indicators(
    asking: CodeRow, coverage: CodeCoverage | None, language: str
) -> tuple[CardIndicator, ...]:
    evidence = {} if coverage is None else {e.indicator: e.evidence for e in coverage.indicators}
    texts = spoken(asking.indicators, language)
    return tuple(
        CardIndicator(text, evidence.get(pair, Evidenced()))
        for pair, text in zip(asking.indicators, texts, strict=True)
    )


def _otherwise(found: Evidence | None) -> tuple[CardIndicator, ...]:
    if found is None or found.coverage is None:
        return ()
    return tuple(
        CardIndicator(each.indicator[0], each.evidence) for each in found.coverage.otherwise
    )


def _anchor(row: AnchorRow) -> CardAnchor:
    return CardAnchor(row.id, row.source_id, row.span, row.key, row.quote, row.note)


def _relations(
    code: CodeRow, theory: TheoryRow, known: Known, speech: Speech
) -> tuple[CardRelation, ...]:
    made = []
    for relation in theory.relations_of(code.canonical_id):
        outward = relation.source == code.canonical_id
        other = known.codes.get(relation.target if outward else relation.source)
        if other is not None and relation.source != relation.target:
            name = other.name(speech.language)
            words = relation_words(relation, name, outward=outward, speech=speech)
            via = known.codes.get(relation.via)
            if via is not None:
                through = via.name(speech.language)
                words = speech("{relation}, through “{code}”", relation=words, code=through)
            if relation.to_check:
                words = speech("{relation} — to check", relation=words)
            made.append(CardRelation(words, SeeInstead(other.canonical_id, name)))
    return tuple(made)


def relation_words(relation: RelationRow, other: str, *, outward: bool, speech: Speech) -> str:
    """An arrow of the theory in words, as seen from one of its ends."""
    kinds = {
        RelationKind.DIRECT: (
            speech("→ bears directly on “{code}”", code=other),
            speech("← “{code}” bears directly on it", code=other),
        ),
        RelationKind.INDIRECT: (
            speech("→ bears indirectly on “{code}”", code=other),
            speech("← “{code}” bears indirectly on it", code=other),
        ),
        RelationKind.MUTUAL: (speech("↔ and “{code}” bear on one another", code=other),) * 2,
        RelationKind.CYCLE: (
            speech("↻ leads in the cycle to “{code}”", code=other),
            speech("↻ follows in the cycle on “{code}”", code=other),
        ),
        RelationKind.MODERATES: (
            speech("→ alters how strongly “{code}” works", code=other),
            speech("← “{code}” alters how strongly it works", code=other),
        ),
    }
    words = kinds[RelationKind(relation.kind)][0 if outward else 1]
    return f"{words} ({relation.sign})" if relation.sign else words


def _to_check(code: CodeRow, theory: TheoryRow, known: Known, speech: Speech) -> tuple[str, ...]:
    """The notes on the whole theory stand at its dimensions, the arrows' at their ends."""
    notes = spoken(theory.to_check, speech.language) if code.parent_id is None else ()
    arrows = []
    for relation in theory.relations_of(code.canonical_id):
        source, target = known.codes.get(relation.source), known.codes.get(relation.target)
        if relation.to_check and relation.note and source is not None and target is not None:
            names = (source.name(speech.language), target.name(speech.language))
            arrows.append(f"{names[0]} → {names[1]}: {relation.note}")
    return (*arrows, *notes)
