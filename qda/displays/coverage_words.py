"""Words the coverage of a theory's indicators, the same in window, clipboard and command line."""

from __future__ import annotations

from collections.abc import Sequence

from models.vocabulary import Missing
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.coverage import CodeCoverage, Evidenced

EVIDENCE = "✓"
NOTHING = "○"
SILENT = "∅"


def indicator_text(pair: tuple[str, str], language: str) -> str:
    """An indicator in a language, else in the other one."""
    at = 1 if language == "id" else 0
    return pair[at] or pair[1 - at]


def evidence_words(found: Evidenced, speech: Speech, *, in_source: bool) -> str:
    """How much evidence there is, in words; never blank."""
    if not found:
        return speech("no evidence yet")
    said = []
    if in_source:
        said.append(
            speech.many("{n} segment in this source", "{n} segments in this source", found.here)
            if found.here
            else speech("none in this source")
        )
    people = speech.many("{n} informant", "{n} informants", found.informants)
    segments = speech.many("{n} segment", "{n} segments", found.segments)
    said.append(
        speech("in the study {informants}, {segments}", informants=people, segments=segments)
    )
    if found.proposed:
        said.append(speech.many("{n} only proposed", "{n} only proposed", found.proposed))
    return "; ".join(said)


def code_words(row: CodeCoverage, speech: Speech, *, in_source: bool) -> str:
    """What is coded with a code and beneath it, or why it is silent."""
    if not row.silent:
        return evidence_words(row.whole, speech, in_source=in_source)
    return speech("silent: {why}", why=silence_words(row, speech))


def silence_words(row: CodeCoverage, speech: Speech) -> str:
    """Why nothing is coded with a code, by the findings of absence."""
    if not row.silence:
        return speech("nothing is recorded yet")
    said = []
    for missing in Missing:
        count = row.silence.get(missing, 0)
        if count:
            sources = speech.many("{n} source", "{n} sources", count)
            said.append(f"{label(missing, speech)} ({sources})")
    return "; ".join(said)


def other_words(indicator: str, speech: Speech) -> str:
    """What a term list calls an indicator and the code does not."""
    return speech("• by a term list: {indicator}", indicator=indicator)


def sign(found: Evidenced) -> str:
    """The sign of evidence or of none."""
    return EVIDENCE if found else NOTHING


def coverage_table(
    rows: Sequence[CodeCoverage], speech: Speech, *, source: str = ""
) -> list[list[str]]:
    """Headings, and a line for each code and indicator; `source` is counted apart."""
    language, number = speech.language, speech.number
    head = [speech("Code"), speech("Name"), speech("Indicator"), speech("Informants")]
    head += [speech("Segments"), speech("Proposed"), speech("What there is")]
    if source:
        head.insert(3, speech("In {source}", source=source))

    def line(row: CodeCoverage, indicator: str, found: Evidenced, words: str) -> list[str]:
        counts = [number(found.informants), number(found.segments), number(found.proposed)]
        made = [row.code.canonical_id, row.code.name(language), indicator, *counts, words]
        if source:
            made.insert(3, number(found.here))
        return made

    table = [head]
    for row in rows:
        said = code_words(row, speech, in_source=bool(source))
        table.append(line(row, "", row.whole, said))
        for each in row.indicators:
            words = evidence_words(each.evidence, speech, in_source=bool(source))
            text = indicator_text(each.indicator, language)
            table.append(line(row, text, each.evidence, words))
        for each in row.otherwise:
            words = evidence_words(each.evidence, speech, in_source=bool(source))
            table.append(line(row, other_words(each.indicator[0], speech), each.evidence, words))
    return table
