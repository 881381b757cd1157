"""Learning: figures that scikit-learn gives in another way, sound examples, nothing of chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_score, recall_score
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import make_pipeline, make_union

from models.coding import Coding
from models.sampling import Learning
from models.study import Coder
from models.vocabulary import CoderKind, CodingState
from qda.edits.coders import ReleaseBlind, StartBlind
from qda.edits.coding import ConfirmCodings, RemoveCodings
from qda.edits.sampling import WorkThrough
from qda.i18n import Speech
from qda.jobs.progress import Cancelled
from qda.retrieval.codes import codes
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.queue import QueueOrder, queue
from qda.session import StudySession
from qda.suggesting.features import Columns, parts_of, words_of
from qda.suggesting.learning import Learned, Withheld, kept_settings, learn
from qda.suggesting.material import Material, material
from qda.suggesting.proposing import learn_from, store, suggest
from qda.suggesting.reports import learning_report
from qda.suggesting.stored import learnings
from qda.suggesting.task import BadThreshold, LearningTask, NothingCoded
from qda.suggesting.wording import ALL_CODED, method_text, state_words
from tests.helpers.coded import as_coder
from tests.helpers.sampled import (
    add_code,
    code_whole,
    collection_id,
    crashes,
    draw,
    praises,
    review_study,
    source_ids,
    taught,
)
from tests.helpers.studies import dump, proposed, rows, unchanged

SAID = (
    "Apknya gak bisa dibukaaa!!! 👍🏽 error terus, error lagi",
    "ok",
    "Tolong ditindaklanjuti min, laporan2 saya 5.000",
    "a b c",
)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    """Thirty coded complaints, thirty praises that were read, and forty texts that wait."""
    with taught(tmp_path / "studi.runut") as made:
        yield made


def learned(study: StudySession, **facts: object) -> Learned:
    """What is learned from the one collection."""
    task = LearningTask(collection_id(study), **facts)  # type: ignore[arg-type]
    with study.reading() as connection:
        return learn_from(connection, task)


def materials(study: StudySession, **facts: object) -> Material:
    """The texts that teach."""
    with study.reading() as connection:
        return material(connection, LearningTask(collection_id(study), **facts))  # type: ignore[arg-type]


def test_columns_are_those_that_sklearn_makes_of_the_same_words() -> None:
    texts = [words_of(each) for each in SAID]
    joined = [" ".join(each) for each in texts]
    columns = Columns(texts)
    said, parts = columns.counts(texts)
    for found, names, other in (
        (said, columns.words, CountVectorizer(token_pattern=r"\S+", ngram_range=(1, 2))),
        (parts, columns.parts, CountVectorizer(analyzer="char_wb", ngram_range=(3, 5))),
    ):
        expected = other.fit_transform(joined)
        order = [names[name] for name in other.get_feature_names_out()]
        assert len(names) == expected.shape[1]
        assert np.array_equal(found[:, order].toarray(), expected.toarray())
    assert parts_of("a") == [" a "]
    unknown, _ = columns.counts([words_of("kata yang lain")])
    assert unknown.sum() == 0


def test_probabilities_of_texts_held_out_are_those_of_sklearn(study: StudySession) -> None:
    """An oracle: vectorisers and regression of scikit-learn, fitted anew in every fold."""
    found = materials(study)
    code = learn(found, LearningTask(collection_id(study))).codes[0]
    texts = np.array([" ".join(words) for words in found.texts])
    truth = np.array([float(at in set(found.examples[0].positive)) for at in range(len(texts))])
    groups = np.unique(texts, return_inverse=True)[1]
    groups = np.array([list(dict.fromkeys(groups)).index(each) for each in groups])
    expected = np.zeros(len(texts))
    parting = StratifiedGroupKFold(n_splits=5, shuffle=True, random_state=1)
    for others, held in parting.split(texts, truth, groups):
        assert not set(groups[others]) & set(groups[held])
        options = {"min_df": 2, "sublinear_tf": True, "lowercase": False}
        judge = make_pipeline(
            make_union(
                TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), **options),
                TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), **options),
            ),
            LogisticRegression(
                C=10, class_weight="balanced", solver="liblinear", random_state=1, max_iter=1000
            ),
        )
        judge.fit(texts[others], truth[others])
        expected[held] = judge.predict_proba(texts[held])[:, 1]
    assert code.probabilities is not None
    assert code.probabilities == pytest.approx(expected, abs=1e-6)
    for threshold in (0.3, 0.5, 0.7):
        figures = code.at(threshold).figures
        said = expected >= threshold
        assert figures.precision == pytest.approx(precision_score(truth, said))
        assert figures.recall == pytest.approx(recall_score(truth, said))
        assert figures.f1 == pytest.approx(f1_score(truth, said))


def test_texts_that_nobody_has_read_are_no_counter_examples(study: StudySession) -> None:
    found = materials(study)
    assert len(found.ids) == 60
    figures = learned(study).figures[0]
    assert (figures.positives, figures.negatives, figures.withheld) == (30, 30, None)
    assert (figures.precision, figures.recall) == (1.0, 1.0)


def test_the_same_words_are_never_on_both_sides(tmp_path: Path) -> None:
    said = ["Error terus!!"] * 15 + ["error TERUS"] * 15 + [praises(n) for n in range(30)]
    with review_study(tmp_path / "s.runut", said) as study:
        code, ids = add_code(study, "galat"), source_ids(study)
        for each in ids[:30]:
            code_whole(study, each, code)
        study.do(WorkThrough(tuple(ids[30:])))
        found = learned(study).figures[0]
    # Thirty texts, but all of them one: there is nothing to test on.
    assert (found.positives, found.different_positives) == (30, 1)
    assert (found.withheld, found.precision) == (Withheld.TOO_FEW_WITH, None)
    assert state_words(found, Speech("en")).endswith("with the code: 1; needed: 10")


def test_too_few_counter_examples_withhold_a_code(tmp_path: Path) -> None:
    with taught(tmp_path / "s.runut", praising=9) as study:
        found = learned(study)
    assert found.figures[0].withheld is Withheld.TOO_FEW_WITHOUT
    assert found.usable == ()


def test_kin_and_open_proposals_are_neither_example_nor_counter_example(
    study: StudySession,
) -> None:
    ids = source_ids(study)
    with study.reading() as connection:
        galat = codes(connection)[0].id
    beneath = add_code(study, "macet", galat)
    other = add_code(study, "lain")
    code_whole(study, ids[30], beneath)
    code_whole(study, ids[31], other)
    from models.positions import Span
    from qda.edits.proposing import StoreProposals

    study.do(StoreProposals((proposed(ids[32], Span(0, 5), "galat"),)))
    found = {each.code.canonical_id: each for each in materials(study).examples}
    assert len(found["galat"].positive) == 30
    assert len(found["galat"].negative) == 28
    assert found["galat"].left_out == 2
    # What bears the code above says too little of the one beneath.
    assert (len(found["macet"].positive), found["macet"].left_out) == (1, 30)
    assert (len(found["lain"].positive), len(found["lain"].negative)) == (1, 59)


def test_learning_twice_gives_the_same_to_the_last_digit(study: StudySession) -> None:
    one, other = learned(study), learned(study)
    assert one.name == other.name
    assert one.figures == other.figures
    with study.reading() as connection:
        assert suggest(connection, one) == suggest(connection, other)


def test_suggestions_are_proposals_of_a_rule_with_probability_and_words(
    study: StudySession,
) -> None:
    made = learned(study)
    with study.reading() as connection:
        found = suggest(connection, made)
    assert found.judged == 40
    stored = store(study, made, found)
    assert (stored.made, stored.known, stored.replaced) == (20, 0, 0)
    with study.reading() as connection:
        waiting = codings(connection, CodingFilter(states=frozenset({CodingState.PROPOSED})))
        order = queue(connection, order=QueueOrder.CERTAINTY)
    assert {row.source_id for row in waiting} == set(source_ids(study)[61::2])
    assert all("error" in row.terms or "galat" in row.terms for row in waiting)
    assert all(row.probability is not None and row.probability >= 0.5 for row in waiting)
    assert {row.rule for row in waiting} == {f"{made.name} galat"}
    by_id = {row.id: row.probability or 0 for row in waiting}
    ranked = [by_id[each.id] for each in order]
    assert ranked == sorted(ranked, reverse=True)
    kinds = {row["name"]: row["kind"] for row in rows(study.store, Coder)}
    assert kinds[made.name] is CoderKind.RULE


def test_storing_suggestions_is_one_edit_with_its_figures(study: StudySession) -> None:
    before = dump(study.store)
    made = learned(study)
    with study.reading() as connection:
        found = suggest(connection, made)
    store(study, made, found)
    with study.reading() as connection:
        kept = learnings(connection)[0]
    assert kept.figures == made.figures
    assert (kept.settings["folds"], kept.settings["texts"], kept.settings["bare"]) == (5, 60, 30)
    assert (kept.waiting, kept.confirmed) == (20, 0)
    study.undo()
    assert dump(study.store) == before


def test_learning_again_replaces_what_still_waits(study: StudySession) -> None:
    made = learned(study)
    with study.reading() as connection:
        found = suggest(connection, made)
    store(study, made, found)
    waiting = [row["id"] for row in rows(study.store, Coding) if row["state"] == "proposed"]
    study.do(ConfirmCodings(tuple(waiting[:5])))
    study.do(RemoveCodings(tuple(waiting[5:6])))
    again = learned(study)
    assert again.name != made.name
    assert again.figures[0].positives == 35
    with study.reading() as connection:
        once_more = suggest(connection, again)
    stored = store(study, again, once_more)
    assert stored.replaced == 14
    assert stored.made == 15
    assert len(rows(study.store, Learning)) == 2


def test_what_a_text_bears_already_is_not_suggested_again(study: StudySession) -> None:
    from models.positions import Span
    from models.source import Source
    from qda.edits.proposing import StoreProposals

    made = learned(study)
    last = rows(study.store, Source)[-1]
    study.do(StoreProposals((proposed(last["id"], Span(0, last["length"]), "galat"),)))
    with study.reading() as connection:
        found = suggest(connection, made)
    stored = store(study, made, found)
    assert (stored.made, stored.known) == (19, 1)


def test_blind_coding_hides_what_was_learned_from_others(study: StudySession) -> None:
    made = learned(study)
    with study.reading() as connection:
        found = suggest(connection, made)
    store(study, made, found)
    with as_coder(study, "Budi") as other:
        other.do(StartBlind())
        with other.reading() as connection:
            assert codings(connection) == ()
            assert learnings(connection) == ()
        with pytest.raises(NothingCoded):
            learned(other)
        other.do(ReleaseBlind())
        with other.reading() as connection:
            assert len(codings(connection)) == 50
            assert len(learnings(connection)) == 1


def test_a_sample_limits_what_teaches_and_not_what_is_suggested(study: StudySession) -> None:
    draw(study, "acak", size=80, seed=3)
    found = materials(study, sample="acak")
    assert 30 < len(found.ids) < 60
    made = learned(study, sample="acak")
    with study.reading() as connection:
        assert suggest(connection, made).judged == 40


def test_a_threshold_changes_what_is_proposed_and_its_figures(study: StudySession) -> None:
    made = learned(study)
    high = made.at(replace(made.task, thresholds={"galat": 0.999}))
    assert high.figures[0].withheld is Withheld.NOTHING_PROPOSED
    assert "precision is unknown" in state_words(high.figures[0], Speech("en"))
    with pytest.raises(BadThreshold):
        learned(study, threshold=1.0)


def test_learning_needs_a_coding(tmp_path: Path) -> None:
    study = review_study(tmp_path / "s.runut", ["satu", "dua"])
    with study, pytest.raises(NothingCoded):
        learned(study)


def test_learning_and_suggesting_can_be_stopped(study: StudySession) -> None:
    class Impatient:
        def __init__(self, steps: int) -> None:
            self.left = steps

        def report(self, _done: int, _total: int, _what: str = "") -> None:
            self.left -= 1
            if self.left < 0:
                raise Cancelled

    made = learned(study)
    task = LearningTask(collection_id(study))
    with unchanged(study.store), study.reading() as connection:
        for steps in range(6):
            with pytest.raises(Cancelled):
                learn_from(connection, task, Impatient(steps))
        with pytest.raises(Cancelled):
            suggest(connection, made, Impatient(1))


def test_the_method_is_told_in_both_languages_with_the_figures(study: StudySession) -> None:
    made = learned(study)
    kept = kept_settings(made, 0)
    where = "“Ulasan” (U01)"
    en = method_text(made.name, made.figures, kept, where=where, sample="", speech=Speech("en"))
    id_ = method_text(made.name, made.figures, kept, where=where, sample="", speech=Speech("id"))
    assert "learned from 60 texts which a researcher had worked through, 30 of them" in en
    assert "precision 1.00, recall 1.00, 30 texts" in en
    assert "presisi 1,00, recall 1,00, 30 teks" in id_
    assert "no random sample" in en
    report = learning_report(made.name, made.figures, kept, where=where, sample="", language="en")
    assert report.table("codes").cell("galat", "precision").number == 1.0


def test_texts_that_all_bear_a_code_bring_a_warning(tmp_path: Path) -> None:
    said = [crashes(n) for n in range(20)] + [praises(n) for n in range(20)]
    with review_study(tmp_path / "s.runut", said) as study:
        one, other = add_code(study, "galat"), add_code(study, "puas")
        for at, each in enumerate(source_ids(study)):
            code_whole(study, each, one if at < 20 else other)
        made = learned(study)
    report = learning_report(
        made.name, made.figures, kept_settings(made, 0), where="", sample="", language="en"
    )
    assert report.warnings[0] == ALL_CODED
