"""Studies of reviews to draw samples from and to learn from, with what is coded in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.positions import Span
from models.source import Collection, Source
from qda.edits.codes import AddCode
from qda.edits.coding import CodeSegment
from qda.edits.importing import ImportCollection
from qda.edits.sampling import DrawSample, WorkThrough
from qda.sampling.plan import SamplePlan
from qda.sampling.stored import SampleRow, SampleText, sample_named, texts_of
from qda.session import StudySession
from tests.helpers.studies import new_session, only, reviews, rows, wording

NOUNS = ("menu", "laporan", "foto", "peta", "akun", "layar", "sandi", "pesan", "nomor", "surat")


def crashes(number: int) -> str:
    """A review that complains of a crash, in words of its own."""
    noun, other = NOUNS[number % 10], NOUNS[number // 10 % 10]
    return f"aplikasi sering error dan keluar sendiri saat buka {noun} {other}"


def praises(number: int) -> str:
    """A review that praises, in words of its own."""
    noun, other = NOUNS[number % 10], NOUNS[number // 10 % 10]
    return f"bagus sekali membantu warga mengurus {noun} {other}"


def review_study(place: Path, texts: Sequence[str], *, coder: str = "Sari") -> StudySession:
    """A study with one collection `U01`; stars are 2, 3, 4, 5, 1 in turn."""
    session = new_session(place, coder=coder)
    session.do(ImportCollection(reviews("Ulasan", texts)))
    return session


def collection_id(session: StudySession) -> int:
    """The id of its one collection."""
    return int(only(session.store, Collection, key="U01")["id"])


def source_ids(session: StudySession) -> list[int]:
    """The ids of the reviews, in file order."""
    return [row["id"] for row in rows(session.store, Source)]


def add_code(session: StudySession, name: str, parent: int | None = None) -> int:
    """A code of one's own."""
    return session.do(AddCode(name, wording(name), parent))


def code_whole(session: StudySession, source_id: int, code_id: int) -> int:
    """Code a whole review."""
    length = only(session.store, Source, id=source_id)["length"]
    return session.do(CodeSegment(source_id, Span(0, length), code_id))


def draw(session: StudySession, name: str, **facts: object) -> SampleRow:
    """Draw a sample of the one collection."""
    plan = SamplePlan(name, collection_id(session), **facts)  # type: ignore[arg-type]
    session.do(DrawSample(plan))
    return drawn(session, name)


def drawn(session: StudySession, name: str) -> SampleRow:
    """The sample of a name."""
    with session.reading() as connection:
        return sample_named(connection, name)


def texts(session: StudySession, name: str) -> tuple[SampleText, ...]:
    """The texts of a sample in the order of the draw."""
    with session.reading() as connection:
        return texts_of(connection, sample_named(connection, name))


def taught(
    place: Path, *, crashing: int = 30, praising: int = 30, waiting: int = 40
) -> StudySession:
    """A study with a code “galat”: its first reviews are worked through, the last ones wait.

    Of those that wait every second one complains of a crash.
    """
    said = [crashes(n) for n in range(crashing)] + [praises(n) for n in range(praising)]
    said += [(crashes if n % 2 else praises)(n + 50) for n in range(waiting)]
    session = review_study(place, said)
    code = add_code(session, "galat")
    ids = source_ids(session)
    for each in ids[:crashing]:
        code_whole(session, each, code)
    session.do(WorkThrough(tuple(ids[crashing : crashing + praising])))
    return session
