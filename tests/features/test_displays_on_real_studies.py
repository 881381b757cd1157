"""Every kind of display is made of a real study, written to every format, and traced to its texts.

The study holds papers, interviews and a debate in Indonesian, and reviews of an app; it is coded by
the shipped lists of terms alone, so that nothing in it was arranged for the displays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from codebooks.shelf import framework
from exports.tracing import check
from exports.writer import display_extensions, write_display
from models.errors import Refused
from qda.autocoding.proposing import lists_for, propose_codings
from qda.autocoding.running import Task
from qda.displays.kind import DisplayKind, DisplayQuestion, Shown
from qda.displays.network import Network
from qda.displays.registry import kinds, made
from qda.edits.codes import AdoptFramework
from qda.edits.coding import ConfirmCodings
from qda.edits.importing import ImportCollection, ImportSources, SourcePlan
from qda.importers.registry import read_source
from qda.importers.tables.registry import read_collection
from qda.retrieval.codings import CodingFilter, coding_ids
from qda.retrieval.sources import source_texts
from qda.session import StudySession
from tests.helpers.matrices import spoken_indonesian
from tests.helpers.shared import shared
from tests.helpers.studies import new_session

pytestmark = pytest.mark.slow

TALKS = ("id_debat_capres_5.txt", "id_wawancara_karyawan_terbaik.docx")
REVIEWS = 200
PAPERS = 2


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudySession]:
    papers = sorted(shared("corpus").glob("*.txt"))[:PAPERS]
    talks = [shared("data", "transcripts", name) for name in TALKS]
    reviews = read_collection(shared("data", "reviews", "jaki_googleplay_id.csv"))
    few = replace(reviews, rows=reviews.rows[:REVIEWS], numbers=reviews.numbers[:REVIEWS])
    with spoken_indonesian(), new_session(tmp_path_factory.mktemp("real") / "s.runut") as study:
        for name in ("vmvh1975", "appreview_mn2015"):
            study.do(AdoptFramework(framework(name)))
        study.do(ImportSources(tuple(SourcePlan(read_source(each)) for each in (*papers, *talks))))
        study.do(ImportCollection(few))
        propose_codings(study, Task(lists_for(study)))
        with study.reading() as connection:
            found = coding_ids(connection, CodingFilter())
        assert len(found) > 100
        study.do(ConfirmCodings(found[::2]))
        yield study


def shown_of(study: StudySession, kind: DisplayKind, language: str) -> Shown | Refused:
    """What a kind shows of one dimension of the study, or why it does not.

    One dimension is enough of the real world; the whole of it would be written for minutes.
    """
    columns = ("vmvh1975:VMH2",) if kind.takes_codes else ()
    question = DisplayQuestion(kind.id, language, study.coder_name, columns=columns, quotes=1)
    try:
        with study.reading() as connection:
            return made(connection, question)
    except Refused as refusal:
        return refusal


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.id)
def test_every_kind_is_made_written_and_traced_to_the_letter(
    real: StudySession, tmp_path: Path, kind: DisplayKind
) -> None:
    shown = shown_of(real, kind, "id")
    if isinstance(shown, Refused):
        assert shown.say("id") != shown.say("en")
        return
    if not isinstance(shown, Network):
        check(shown)
    with real.reading() as connection:
        texts = source_texts(connection, sorted({each.source_id for each in shown.evidence}))
    for each in shown.evidence:
        assert each.span.of(texts[each.source_id]) == each.quote
    for ending in display_extensions(shown):
        place = tmp_path / f"display{ending}"
        write_display(shown, place)
        assert place.stat().st_size > 200, ending
