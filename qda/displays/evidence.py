"""Words the evidence of a display: every coding with its quote and all that leads back to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from models.positions import Span
from models.vocabulary import Technique
from qda.displays.informants import Voices
from qda.displays.material import CodedPlace
from qda.displays.values import Evidence
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.codings import ParagraphFinder
from qda.retrieval.rows import CodeRow
from qda.retrieval.sources import source_texts


def evidence_of(
    connection: Connection,
    places: Sequence[CodedPlace],
    codes: Mapping[int, CodeRow],
    *,
    voices: Voices,
    speech: Speech,
) -> tuple[Evidence, ...]:
    """The evidence of coded places, in their order; `codes` holds those they bear, by id."""
    sources = sorted({place.source_id for place in places})
    texts = source_texts(connection, sources)
    finder = ParagraphFinder(connection, sources)
    techniques = {each: label(each, speech) for each in Technique}
    titles = {source: voices.title_of(source) for source in sources}
    names = {code.id: code.name(speech.language) for code in codes.values()}
    made = []
    for place in places:
        unit = voices.units[place.source_id]
        code = codes[place.code_id]
        span = Span(place.start, place.end)
        key, page = finder.key_and_page(unit.key, unit.id, place.start)
        made.append(
            Evidence(
                coding=place.uuid,
                key=key,
                source_id=unit.id,
                source_title=titles[unit.id],
                span=span,
                quote=span.of(texts[unit.id]),
                code=code.canonical_id,
                code_name=names[code.id],
                case=voices.names_at(unit.id, place.start, place.end),
                coder=place.coder,
                rule=place.rule,
                polarity=place.polarity,
                strength=place.strength,
                state=place.state,
                made_at=place.made_at,
                technique=techniques[unit.technique],
                page=page,
                informants=voices.marks_at(unit.id, place.start, place.end),
            )
        )
    return tuple(made)
