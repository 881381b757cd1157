"""Makes the sample study from its files, through the same imports and edits as any other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from codebooks.shelf import framework
from models.errors import Defect
from models.positions import Span
from models.recording import table_of
from models.source import Source
from models.vocabulary import SpeakerKind
from qda.edits.codes import AdoptFramework
from qda.edits.coding import CodeMany, CodeSegment, Judgement
from qda.edits.importing import CaseFacts, ImportCollection, ImportSources, SourcePlan
from qda.edits.surveys import ImportSurvey
from qda.importers.draft import SourceDraft
from qda.importers.registry import read_source
from qda.importers.surveys.registry import read_survey
from qda.importers.tables.registry import read_collection
from qda.jobs.progress import Progress, Silent
from qda.retrieval.codes import codes
from qda.retrieval.sources import source_text
from qda.sample.contents import SampleCoding, SampleFile, SampleKind, SampleStudy, sample
from qda.sample.recording import record_sample
from qda.session import NewStudy, StudySession


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the files of the sample ended up: source ids by file, unit ids by review id."""

    sources: dict[str, int]
    reviews: dict[str, int]


def build_sample(
    place: Path,
    *,
    language: str,
    coded: bool = True,
    recorded: bool = True,
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> StudySession:
    """Make the sample study at a free path.

    Where `coded` it has the codings of its two coders, and where `recorded` besides all that the
    first one recorded of them. The session returned is that of the first coder.

    Raises:
        AlreadyThere, FolderMissing: the path will not do.
        Cancelled: the listener of the progress stopped the work.
    """
    contents = sample()
    start = NewStudy(
        title=contents.title.in_(language),
        language=language,
        question=contents.questions[0].text.in_(language),
        programme_en=contents.programme.en,
        programme_id=contents.programme.id,
        agency_en=contents.agency.en,
        agency_id=contents.agency.id,
    )
    study = StudySession.create(place, start, coder=contents.coders[0])
    try:
        for name in contents.frameworks:
            study.do(AdoptFramework(framework(name)))
        places = _import(study, contents, progress)
        if coded:
            _code(study, contents, places, progress)
        if coded and recorded:
            record_sample(study, places.sources, language)
    except BaseException:
        study.close()
        place.unlink(missing_ok=True)
        raise
    return study


def _import(study: StudySession, contents: SampleStudy, progress: Progress) -> _Places:
    texts = [f for f in contents.files if f.kind in (SampleKind.TRANSCRIPT, SampleKind.DOCUMENT)]
    plans = tuple(_plan(file, contents) for file in texts)
    ids = study.do(ImportSources(plans, progress=progress))
    for file in contents.files:
        if file.kind is SampleKind.REVIEWS:
            _import_reviews(study, file)
        elif file.kind is SampleKind.SURVEY:
            survey = read_survey(file.path, title=file.title)
            study.do(ImportSurvey(replace(survey, language=file.language)))
    with study.reading() as connection:
        reviews = _review_ids(connection)
    return _Places(dict(zip((file.name for file in texts), ids, strict=True)), reviews)


def _import_reviews(study: StudySession, file: SampleFile) -> None:
    draft = replace(
        read_collection(file.path, title=file.title), technique=file.technique,
        language=file.language,
    )  # fmt: skip
    study.do(ImportCollection(draft))


def _plan(file: SampleFile, contents: SampleStudy) -> SourcePlan:
    draft = replace(
        read_source(file.path, technique=file.technique, language=file.language),
        title=file.title,
        collected_on=file.date,
    )
    case = contents.case_of(file.name)
    if case is None:
        return SourcePlan(draft, data_class=file.data_class)
    facts = CaseFacts(
        case.name,
        role=case.role,
        stakeholder_group=case.group,
        attributes=dict(case.attributes),
    )
    return SourcePlan(
        _spoken_by(draft, case.speaker, case.name), data_class=file.data_class, facts=(facts,)
    )


def _spoken_by(draft: SourceDraft, speaker: str, case: str) -> SourceDraft:
    """The draft with the informant named as the sample says, whatever the importer guessed."""
    speakers = tuple(
        replace(each, kind=SpeakerKind.INFORMANT, case=case)
        if each.name == speaker
        else replace(each, kind=SpeakerKind.INTERVIEWER, case="")
        for each in draft.speakers
    )
    return replace(draft, speakers=speakers)


def _code(study: StudySession, contents: SampleStudy, places: _Places, progress: Progress) -> None:
    with study.reading() as connection:
        ids = {code.canonical_id: code.id for code in codes(connection)}
        texts: dict[int, str] = {}
        acts = {
            coder: tuple(
                _act(connection, each, places, (ids, texts)) for each in contents.codings_of(coder)
            )
            for coder in contents.coders
        }
    for number, (coder, made) in enumerate(acts.items()):
        progress.report(number, len(acts), coder)
        if coder == study.coder_name:
            study.do(CodeMany(_once(made)))
        else:
            with StudySession.open(study.store.place, coder=coder) as other:
                other.do(CodeMany(_once(made)))


def _act(
    connection: Connection,
    coding: SampleCoding,
    places: _Places,
    known: tuple[dict[str, int], dict[int, str]],
) -> CodeSegment:
    ids, texts = known
    source_id = places.reviews[coding.record] if coding.record else places.sources[coding.file]
    if source_id not in texts:
        texts[source_id] = source_text(connection, source_id)
    start = texts[source_id].find(coding.quote)
    if start < 0:
        raise Defect(what=f"“{coding.quote[:40]}” is not in {coding.file}")
    return CodeSegment(
        source_id=source_id,
        span=Span(start, start + len(coding.quote)),
        code_id=ids[f"{coding.framework}:{coding.code}"],
        judgement=Judgement(polarity=coding.polarity, strength=coding.strength, time=coding.time),
    )


def _once(acts: tuple[CodeSegment, ...]) -> tuple[CodeSegment, ...]:
    seen: Counter[tuple[int, Span, int]] = Counter()
    kept = []
    for act in acts:
        place = (act.source_id, act.span, act.code_id)
        seen[place] += 1
        if seen[place] == 1:
            kept.append(act)
    return tuple(kept)


def _review_ids(connection: Connection) -> dict[str, int]:
    table = table_of(Source)
    query = select(table.c.unit_key, table.c.id).where(table.c.unit_key.startswith("id:"))
    return {row[0].removeprefix("id:"): row[1] for row in connection.execute(query)}
