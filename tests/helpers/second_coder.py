"""Two coders at work on one study, each with a session of her own."""

from __future__ import annotations

from dataclasses import dataclass

from models.code import Code
from models.coding import Coding
from models.positions import Span
from models.study import Coder
from qda.agreement.reading import Compared, compared
from qda.edits.coding import CodeSegment
from qda.retrieval.sources import source_text
from qda.session import StudySession
from tests.helpers.studies import only, rows


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
