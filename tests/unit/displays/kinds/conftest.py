"""A theory with every sort of arrow, and two interviews that speak of its codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from codebooks.framework import Framework, FrameworkCode, Relation, RelationKind, Wording
from models.vocabulary import Reading
from qda.edits.importing import CaseFacts
from qda.edits.sources import MarkReading
from qda.session import StudySession
from tests.helpers.coded import CITIZEN, GOVERNMENT, adopt, store
from tests.helpers.studies import document, new_session, transcript


def arrows_theory() -> Framework:
    """Means lead to talk, talk and will to each other, will to results; talk has a part."""
    return Framework(
        id="arr",
        name=Wording("Arrows", "Panah"),
        citation="Nobody (2022)",
        codes=(
            FrameworkCode("M", Wording("Means", "Sarana")),
            FrameworkCode("T", Wording("Talk", "Komunikasi")),
            FrameworkCode("T.1", Wording("Clarity", "Kejelasan"), parent="T"),
            FrameworkCode("W", Wording("Will", "Kemauan")),
            FrameworkCode("P", Wording("Results", "Hasil")),
        ),
        outcome="P",
        relations=(
            Relation("M", "T"),
            Relation("T", "W", kind=RelationKind.MUTUAL),
            Relation("W", "P", to_check=True),
            Relation("M", "P", kind=RelationKind.INDIRECT, via="T"),
        ),
        propositions=(Wording("Means work only through talk.", "Sarana hanya lewat komunikasi."),),
    )


TALKS = {
    "Ratna": "Dana membuat rapat berjalan. Tanpa rapat tidak ada kemauan. Kemauan kami tinggi.",
    "Budi": "Dana tidak membantu rapat. Kemauan petugas memperbaiki hasil.",
    "Cici": "Dana rapat cukup. Sinyal buruk menghambat hasil.",
}


@pytest.fixture
def network_study(tmp_path: Path) -> Iterator[StudySession]:
    """Three interviews (W01 Ratna, W02 Budi, W03 Cici) and a document D01, all read."""
    with new_session(tmp_path / "panah.runut") as study:
        adopt(study, arrows_theory())
        ids = [
            store(
                study,
                transcript(name, (("P", "Bagaimana?"), (name, words))),
                CaseFacts(name, "Kepala" if name == "Ratna" else "Warga", group),
            )
            for (name, words), group in zip(
                TALKS.items(), (GOVERNMENT, CITIZEN, CITIZEN), strict=True
            )
        ]
        ids.append(store(study, document("Laporan", "Dana naik maka rapat bertambah.")))
        study.do(MarkReading(tuple(ids), Reading.READ))
        yield study


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[StudySession]:
    """An empty study for `fill_talks`."""
    with new_session(tmp_path / "talks.runut") as study:
        yield study
