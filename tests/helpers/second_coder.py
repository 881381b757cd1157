"""Two coders at work on one study, each with a session of her own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from models.code import Code
from models.coding import Coding
from models.positions import Span
from models.recording import Recorder
from models.study import Coder
from models.vocabulary import CodingState, Missing
from qda.agreement.reading import Compared, compared
from qda.edits.codes import AdoptFramework
from qda.edits.coding import CodeSegment, TagCodings
from qda.edits.edit import EditRequest
from qda.edits.importing import ImportCollection
from qda.edits.memos import AddMemo, RecordAbsence
from qda.retrieval.sources import source, source_by_key, source_text
from qda.session import StudySession
from tests.helpers.studies import import_one, new_session, only, reviews, rows, theory, transcript

SECRET: Final = "rahasia"
"""A word of the memos that Sari wrote on what she coded, and her tag."""

TITLE: Final = "Kurang dana"
"""What Sari called her memo on words of the interview."""


@dataclass(frozen=True, slots=True)
class TwoCoders:
    """Sari, who made the study, and Dimas, who codes it, too; `source` is the interview's id."""

    sari: StudySession
    dimas: StudySession
    source: int

    def code(self, session: StudySession, words: str, code: str, memo: str = "") -> int:
        """Give a code of the small theory to words of the interview."""
        return session.do(CodeSegment(self.source, self.span(words), self.code_id(code), memo=memo))

    def span(self, words: str) -> Span:
        """Where words stand in the interview."""
        with self.sari.reading() as state:
            start = source_text(state, self.source).index(words)
        return Span(start, start + len(words))

    def code_id(self, code: str) -> int:
        """The id of a code of the small theory."""
        return int(only(self.sari.store, Code, canonical_id=f"mini2020:{code}")["id"])

    def coder_id(self, name: str) -> int:
        """The id of a coder."""
        return int(only(self.sari.store, Coder, name=name)["id"])

    def compare(self, first: str = "Sari", second: str = "Dimas") -> Compared:
        """The comparison of two coders, read by Sari."""
        with self.sari.reading() as state:
            return compared(state, self.coder_id(first), self.coder_id(second))

    def layer(self, name: str) -> set[tuple[int, int]]:
        """The segment and code of every coding in a coder's name."""
        wanted = self.coder_id(name)
        return {
            (row["segment_id"], row["code_id"])
            for row in rows(self.sari.store, Coding)
            if row["coder_id"] == wanted
        }


@contextmanager
def coded_by_sari(place: Path) -> Iterator[TwoCoders]:
    """Sari has coded an interview and a review with memos; Dimas has done nothing yet."""
    with new_session(place) as sari:
        source_id = import_one(sari, transcript("Wawancara"))
        sari.do(ImportCollection(reviews("Ulasan", ["buruk sekali", "bagus"])))
        sari.do(AdoptFramework(theory()))
        with StudySession.open(place, coder="Dimas") as dimas:
            dimas.do(AddMemo("Saya mulai"))
            made = TwoCoders(sari, dimas, source_id)
            made.code(sari, "Anggaran kami kurang", "R.1", memo=f"{SECRET} satu")
            with sari.reading() as state:
                unit = source_by_key(state, "U01-0001").id
                uuid = source(state, source_id).uuid
            code = made.code_id("R.1")
            coding = sari.do(CodeSegment(unit, Span(0, 5), code, memo=f"{SECRET} dua"))
            sari.do(TagCodings((coding,), (SECRET,)))
            words = made.span("Anggaran")
            sari.do(AddMemo(f"{SECRET} tiga", TITLE, target="source", target_uuid=uuid, span=words))
            sari.do(RecordAbsence(source_id, made.code_id("C"), Missing.ABSENT, SECRET))
            yield made


@dataclass(frozen=True, slots=True)
class Doubt(EditRequest[int]):
    """Make codings of a person proposals, as a study that came from elsewhere may hold them."""

    coding_ids: tuple[int, ...]

    kind: ClassVar[str] = "recode_codings"
    title: ClassVar[str] = "Doubt {count}"

    def apply(self, recorder: Recorder) -> int:
        """Put them in doubt and return how many they are."""
        return recorder.update_many(Coding, self.coding_ids, {"state": CodingState.PROPOSED})
