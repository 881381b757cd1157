"""Verbs on samples and what is learned from them: sample, samples, suggest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.vocabulary import Allocation, SampleRule
from qda.cli.arguments import positive, study_verb, with_json, with_output
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import Speech

if TYPE_CHECKING:
    import argparse

    from qda.cli.arguments import Verbs
    from qda.numbers.values import NumberReport
    from qda.sampling.plan import SamplePlan
    from qda.sampling.stored import SampleRow
    from qda.session import StudySession, StudyState
    from qda.suggesting.learning import Figures
    from qda.suggesting.task import LearningTask

_ENDINGS: Final = ".xlsx .docx .html .md .csv .json"


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    about = speech("draw a sample of the texts of a collection")
    parser = study_verb(verbs, "sample", sample, about, speech=speech)
    parser.add_argument("name", metavar=speech("NAME"), help=speech("what the sample is called"))
    _with_plan(parser, speech)
    parser.add_argument("--next", action="store_true", help=speech("draw its next batch"))
    parser.add_argument("--remove", action="store_true", help=speech("take the sample away"))
    parser.add_argument("--dry-run", action="store_true", help=speech("show it, draw nothing"))
    with_json(parser, speech)
    with_output(parser, speech, _ENDINGS, required=False)
    about = speech("list samples, or show one")
    parser = study_verb(verbs, "samples", list_samples, about, speech=speech)
    parser.add_argument("name", nargs="?", default="", metavar=speech("NAME"))
    parser.add_argument(
        "--done", action="store_true", help=speech("nothing more is in the texts that are left")
    )
    with_json(parser, speech)
    with_output(parser, speech, _ENDINGS, required=False)
    about = speech("learn from codings and suggest codes")
    parser = study_verb(verbs, "suggest", suggest, about, speech=speech)
    _with_learning(parser, speech)
    with_json(parser, speech)
    with_output(parser, speech, _ENDINGS, required=False)


def _with_plan(parser: argparse.ArgumentParser, speech: Speech) -> None:
    parser.add_argument("--collection", default="", metavar=speech("KEY"))
    parser.add_argument(
        "--rule", choices=[each.value for each in SampleRule], default="", help=speech("the rule")
    )
    parser.add_argument(
        "--unit",
        choices=("answers", "respondents"),
        default="answers",
        help=speech("of a survey: draw answers one by one, or respondents with all of theirs"),
    )
    parser.add_argument("--size", type=int, default=0, help=speech("how many texts"))
    parser.add_argument(
        "--by", default="", help=speech("strata: attributes, week, month, year; with commas")
    )
    parser.add_argument(
        "--allocation",
        choices=[each.value for each in Allocation],
        default=Allocation.PROPORTIONAL.value,
        help=speech("how the size is shared out among strata"),
    )
    parser.add_argument("--every", type=int, default=0, help=speech("every so many texts"))
    parser.add_argument("--seed", type=int, default=1, help=speech("the seed of chance; else 1"))
    parser.add_argument("--filter", default="", help=speech("only these texts: stars=1-2"))
    parser.add_argument(
        "--fold", action="store_true", help=speech("texts with the same words stand for one")
    )
    parser.add_argument("--batch", type=positive, default=25, help=speech("texts of a batch"))
    parser.add_argument("--base", type=positive, default=4, help=speech("batches of the base"))
    parser.add_argument("--run", type=positive, default=2, help=speech("batches of a run"))
    parser.add_argument("--new", type=float, default=0.05, help=speech("the share of new codes"))
    parser.add_argument(
        "--counted",
        choices=("inductive", "all"),
        default="inductive",
        help=speech("the codes that count towards saturation"),
    )


def _with_learning(parser: argparse.ArgumentParser, speech: Speech) -> None:
    parser.add_argument("--collection", default="", metavar=speech("KEY"))
    parser.add_argument("--sample", default="", help=speech("learn from this sample alone"))
    parser.add_argument(
        "--codes", action="append", default=[], help=speech("these codes, with commas; else all")
    )
    parser.add_argument(
        "--threshold",
        action="append",
        default=[],
        metavar="P",
        help=speech("the least probability, P or CODE=P; else 0.5"),
    )
    parser.add_argument("--dry-run", action="store_true", help=speech("report only"))
    parser.add_argument("--list", action="store_true", help=speech("list what was learned before"))


def sample(call: Call) -> int:
    """Draw a sample, its next batch, or take it away."""
    from qda.edits.sampling import DrawNextBatch, DrawSample, RemoveSample

    given = call.arguments
    with call.study() as study:
        if given.remove:
            study.do(RemoveSample(given.name))
            print_line(call.speech("Removed the sample “{name}”.", name=given.name))
            return 0
        if given.next:
            study.do(DrawNextBatch(given.name, call.progress))
        elif given.dry_run:
            return _previewed(call, study)
        else:
            with study.reading() as connection:
                plan = _plan(call, connection)
            study.do(DrawSample(plan, call.progress))
        return _shown(call, study, given.name.strip())


def list_samples(call: Call) -> int:
    """List the samples, or show one with its texts."""
    from qda.sampling.reports import progress_words
    from qda.sampling.stored import progresses, samples
    from qda.sampling.wording import rule_word

    speech, given = call.speech, call.arguments
    with call.study() as study:
        if given.name and given.done:
            return _done(call, study, given.name)
        if given.name:
            return _shown(call, study, given.name)
        with study.reading() as connection:
            found, far = samples(connection), progresses(connection)
    if call.json:
        print_json([_json(row) | {"progress": far.get(row.name)} for row in found])
        return 0
    rows = [
        (
            row.name,
            row.collection_key,
            rule_word(row.plan.rule, speech),
            speech.number(row.drawn),
            row.plan.seed,
            progress_words(far[row.name], speech) if row.name in far else "",
        )
        for row in found
    ]
    heads = (
        speech("Name"), speech("Collection"), speech("Rule"), speech("Texts"), speech("Seed"),
        speech("Worked through"),
    )  # fmt: skip
    print_table(heads, rows)
    return 0


def _done(call: Call, study: StudySession, name: str) -> int:
    """Say that nothing more is to be coded in the texts that are left of a sample."""
    from qda.edits.sampling import WorkThrough
    from qda.sampling.stored import sample_named, texts_of

    with study.reading() as connection:
        found = texts_of(connection, sample_named(connection, name))
    left = tuple(each.source_id for each in found if not each.worked)
    if left:
        study.do(WorkThrough(left))
    print_line(
        call.speech.many(
            "{n} text of “{name}” is now worked through.",
            "{n} texts of “{name}” are now worked through.",
            len(left),
            name=name,
        )
    )
    return 0


def suggest(call: Call) -> int:
    """Learn from codings, report what was measured, and store suggestions as proposals."""
    if call.arguments.list:
        return _list_learned(call)
    from qda.suggesting.learning import kept_settings
    from qda.suggesting.proposing import Suggested, learn_from, store
    from qda.suggesting.proposing import suggest as judge
    from qda.suggesting.reports import learning_report

    with call.study() as study:
        with study.reading() as connection:
            task, where = _task(call, connection)
            learned = learn_from(connection, task, call.progress)
            dry = call.arguments.dry_run
            found = Suggested(0, ()) if dry else judge(connection, learned, call.progress)
        stored = None if dry or not learned.usable else store(study, learned, found)
    said = kept_settings(learned, found.judged)
    counted = None if dry else {each.code: found.of(each.code) for each in learned.figures}
    report = learning_report(
        learned.name,
        learned.figures,
        said,
        where=where,
        sample=task.sample,
        language=call.speech.language,
        proposed=counted,
    )
    if call.json:
        figures = [_figures(each) for each in learned.figures]
        print_json(
            {"rule": learned.name, "settings": said, "codes": figures, "suggested": counted,
             "stored": stored}
        )  # fmt: skip
        return _written(call, report)
    _told(call, report)
    if stored is not None:
        number = call.speech.number
        print_line(
            call.speech(
                "{made} codings suggested, {known} known already, {replaced} older suggestions "
                "replaced.",
                made=number(stored.made),
                known=number(stored.known),
                replaced=number(stored.replaced),
            )
        )
    elif not dry:
        print_line(call.speech("Nothing was suggested: every code is withheld."))
    return 0


def _list_learned(call: Call) -> int:
    """What was learned before, with the sentences of the method section."""
    from qda.suggesting.reports import learning_words, learnings_table
    from qda.suggesting.stored import learnings

    speech = call.speech
    with call.study() as study, study.reading() as connection:
        found = learnings(connection)
    if call.json:
        print_json([
            {"rule": row.name, "coder": row.coder, "collection": row.collection_key,
             "sample": row.sample, "made_at": row.made_at, "settings": row.settings,
             "codes": [_figures(each) for each in row.figures], "waiting": row.waiting,
             "confirmed": row.confirmed}
            for row in found
        ])  # fmt: skip
        return 0
    table = learnings_table(found, speech)
    heads = [table.corner, *(each.label for each in table.columns)]
    print_table(
        heads, [[row.heading.label, *(cell.text for cell in row.cells)] for row in table.rows]
    )
    for row in reversed(found):
        print_line()
        print_line(learning_words(row, speech))
    return 0


def _plan(call: Call, connection: StudyState) -> SamplePlan:
    from qda.sampling.plan import CountedCodes, SamplePlan, SamplingUnit, UntilSaturation
    from qda.sampling.stored import collection_by_key
    from qda.statistics.saturation import SaturationRule

    given = call.arguments
    by = tuple(part.strip() for part in given.by.split(",") if part.strip())
    rule = SampleRule(given.rule or (SampleRule.STRATIFIED if by else SampleRule.RANDOM))
    return SamplePlan(
        name=given.name.strip(),
        collection_id=collection_by_key(connection, given.collection).id,
        rule=rule,
        size=given.size,
        seed=given.seed,
        by=by,
        allocation=Allocation(given.allocation),
        every=given.every,
        filter=given.filter.strip(),
        folded=given.fold,
        until=UntilSaturation(
            given.batch,
            SaturationRule(given.base, given.run, given.new),
            CountedCodes(given.counted),
        ),
        unit=SamplingUnit(given.unit),
    )


def _previewed(call: Call, study: StudySession) -> int:
    from qda.sampling.previewing import preview
    from qda.sampling.reports import sample_report

    with study.reading() as connection:
        plan, progress = _plan(call, connection), call.progress
        row = preview(connection, plan, call.speech, coder=call.coder, progress=progress)
    if call.json:
        print_json(_json(row))
        return 0
    _told(call, sample_report(row, (), language=call.speech.language))
    return 0


def _shown(call: Call, study: StudySession, name: str) -> int:
    from qda.sampling.reports import sample_report
    from qda.sampling.saturating import check_saturation
    from qda.sampling.stored import progress_of, sample_named, texts_of

    with study.reading() as connection:
        row = sample_named(connection, name)
        far, texts = progress_of(connection, name), texts_of(connection, row)
        until = row.plan.rule is SampleRule.SATURATION
        check = check_saturation(connection, row) if until else None
    language = call.speech.language
    report = sample_report(row, texts, language=language, progress=far, check=check)
    if call.json:
        keys = [{"key": each.key, "stratum": each.stratum, "batch": each.batch,
                 "worked": each.worked} for each in texts]  # fmt: skip
        print_json(_json(row) | {"progress": far, "saturation": check, "texts": keys})
        return _written(call, report)
    _told(call, report, without=("texts",))
    return 0


def _json(row: SampleRow) -> dict[str, Any]:
    plan = row.plan
    return {
        "name": plan.name, "uuid": row.uuid, "collection": row.collection_key,
        "rule": plan.rule, "unit": plan.unit, "size": plan.size, "drawn": row.drawn,
        "chosen": row.chosen, "seed": plan.seed,
        "by": plan.by, "allocation": row.allocation, "every": plan.every,
        "interval": row.interval, "start": row.start, "filter": plan.filter,
        "folded": plan.folded, "until": plan.until if plan.rule is SampleRule.SATURATION else None,
        "frame": row.frame, "coder": row.coder, "made_at": row.made_at,
        "strata": [
            {"name": each.name, "size": each.size, "drawn": each.drawn, "weight": each.weight,
             "note": each.smallness} for each in row.strata
        ],
    }  # fmt: skip


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "code": figures.code, "name_en": figures.name_en, "name_id": figures.name_id,
        "positives": figures.positives, "negatives": figures.negatives,
        "different_positives": figures.different_positives,
        "different_negatives": figures.different_negatives, "left_out": figures.left_out,
        "threshold": figures.threshold, "right": figures.right, "wrong": figures.wrong,
        "missed": figures.missed, "precision": figures.precision, "recall": figures.recall,
        "f1": figures.f1, "withheld": figures.withheld,
    }  # fmt: skip


def _task(call: Call, connection: StudyState) -> tuple[LearningTask, str]:
    """What is to be learned, and the collection in words."""
    from qda.retrieval.codes import code_named, codes
    from qda.sampling.stored import collection_by_key, sample_named
    from qda.suggesting.task import THRESHOLD, LearningTask

    given = call.arguments
    key = given.collection
    if given.sample and not key:
        key = sample_named(connection, given.sample).collection_key
    collection = collection_by_key(connection, key)
    tree = codes(connection, counted=False)
    names = [name.strip() for each in given.codes for name in each.split(",") if name.strip()]
    threshold, own = THRESHOLD, {}
    for each in given.threshold:
        name, equals, written = each.rpartition("=")
        value = _probability(written)
        if equals:
            own[code_named(tree, name.strip()).canonical_id] = value
        else:
            threshold = value
    task = LearningTask(
        collection_id=collection.id,
        sample=given.sample,
        code_ids=frozenset(code_named(tree, name).id for name in names),
        threshold=threshold,
        thresholds=own,
    )
    return task, f"“{collection.title}” ({collection.key})"


def _probability(written: str) -> float:
    from qda.suggesting.task import BadThreshold

    try:
        return float(written)
    except ValueError as error:
        raise BadThreshold(given=written[:40]) from error


def _written(call: Call, report: NumberReport) -> int:
    from exports.numbers import write_report

    if call.arguments.output:
        write_report(report, Path(call.arguments.output))
    return 0


def _told(call: Call, report: NumberReport, without: tuple[str, ...] = ()) -> None:
    """Write the report where a file is named, else print its tables and the method sentences."""
    target = getattr(call.arguments, "output", None)
    if target:
        _written(call, report)
        print_line(call.speech("Wrote “{title}” to {place}.", title=report.title, place=target))
        return
    print_line(report.title)
    for fact in report.facts:
        print_line(f"{fact.label}: {fact.text}")
    for table in report.tables:
        if table.id in without or not table.rows:
            continue
        print_line()
        heads = [table.corner, *(each.label for each in table.columns)]
        print_table(
            heads, [[row.heading.label, *(cell.text for cell in row.cells)] for row in table.rows]
        )
    for warning in report.warnings:
        print_line(call.speech("Note: {what}", what=warning))
