"""Seeded material for the benchmarks: reviews, long texts, codings spread over them."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import Final

from models.case import Case, CaseSpan
from models.code import Code
from models.coding import Coding, Segment
from models.packing import Row
from models.positions import Span
from models.recording import Recorder
from models.source import Paragraph, Source, SourceText
from models.vocabulary import CodingState, DataClass, Polarity, Technique

WORDS: Final = (
    "aplikasi bagus sekali lapor cepat lambat petugas mantap jelek error login verifikasi lokasi "
    "titik tidak bisa masuk tolong perbaiki terima kasih membantu warga laporan ditindaklanjuti "
    "anggaran dinas koordinasi prosedur lama banget 👍 😡 server down update terus"
).split()

HEADINGS: Final = (
    "reviewId,userName,userImage,content,score,thumbsUpCount,reviewCreatedVersion,at,"
    "replyContent,repliedAt,appVersion"
).split(",")

POLARITIES: Final = (None, Polarity.SUPPORTING, Polarity.INHIBITING)


def write_reviews(place: Path, count: int) -> None:
    """Write reviews as a store exports them: eleven columns, emoji, line ends inside cells."""
    chance = random.Random(3)
    with place.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(HEADINGS)
        table.writerows(_review(chance, number, count) for number in range(count))


SCALE: Final = ("Sangat tidak setuju", "Tidak setuju", "Netral", "Setuju", "Sangat setuju")
ITEMS: Final = 10
"""Questions of a survey that are answered on the scale; one more is open."""


def write_survey(place: Path, count: int) -> None:
    """Write the answers of so many respondents as a form program exports them."""
    chance = random.Random(5)
    items = [f"Pernyataan {number} tentang layanan" for number in range(1, ITEMS + 1)]
    with place.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["Stempel waktu", "Usia", *items, "Apa saran Anda untuk layanan ini?"])
        for number in range(count):
            minute, second = divmod(number, 60)
            hour, minute = divmod(minute, 60)
            day, hour = divmod(hour, 24)
            words = " ".join(chance.choices(WORDS, k=chance.randrange(2, 12)))
            table.writerow(
                [
                    f"2025-05-{day + 1:02d} {hour:02d}:{minute:02d}:{second:02d}",
                    chance.randrange(18, 70),
                    *chance.choices(SCALE, k=ITEMS),
                    f"{words} {number}" if number % 5 else "",
                ]
            )


def _review(chance: random.Random, number: int, count: int) -> list[object]:
    gap = "\n" if number % 50 == 0 else " "
    day = f"2024-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
    answered = number % 2
    return [
        f"{chance.getrandbits(128):032x}",
        f"user{chance.randrange(count)}",
        "https://example.org/face.png",
        gap.join(chance.choices(WORDS, k=chance.randrange(2, 30))),
        chance.randrange(1, 6),
        chance.randrange(30),
        "3.1.2",
        f"{day} 10:11:12",
        "Terima kasih atas masukannya" if answered else "",
        f"{day} 12:00:00" if answered else "",
        "3.1.2",
    ]


def long_text(length: int) -> tuple[str, list[Span]]:
    """A text of about `length` characters and the spans of its paragraphs."""
    chance = random.Random(5)
    paragraphs: list[str] = []
    spans: list[Span] = []
    at = 0
    while at < length:
        words = " ".join(chance.choices(WORDS, k=chance.randrange(30, 120)))
        spans.append(Span(at, at + len(words)))
        paragraphs.append(words)
        at += len(words) + 1
    return "\n".join(paragraphs), spans


def places(length: int, count: int, *, longer: int = 0) -> list[Span]:
    """Distinct spans of 40 to 300 characters and `longer`, spread over a text."""
    chance = random.Random(7)
    found: dict[Span, None] = {}
    while len(found) < count:
        start = chance.randrange(max(1, length - 300))
        end = start + longer + chance.randrange(40, 300)
        found[Span(start, min(end, length))] = None
    return list(found)


def add_codes(recorder: Recorder, count: int) -> list[int]:
    """Codes of the researcher's own; their ids."""
    return [
        recorder.add(
            Code(canonical_id=f"K{number}", name_en=f"Code {number}", name_id=f"Kode {number}")
        ).id
        for number in range(1, count + 1)
    ]


def add_source(recorder: Recorder, number: int, length: int) -> Source:
    """A long interview with its paragraphs."""
    text, spans = long_text(length)
    source = recorder.add(
        Source(
            key=f"W{number:02d}",
            title=f"Wawancara {number}",
            technique=Technique.INTERVIEW,
            data_class=DataClass.PRIMARY,
            length=len(text),
        )
    )
    recorder.add(SourceText(id=source.id, text=text))
    recorder.session.flush()
    rows: list[Row] = [
        {"source_id": source.id, "number": at, "start": span.start, "end": span.end}
        for at, span in enumerate(spans, 1)
    ]
    recorder.insert_many(Paragraph, rows)
    return source


def add_case(recorder: Recorder, source: Source, number: int) -> None:
    """The case whose words a whole source is."""
    case = recorder.add(Case(name=f"Informan {number:02d}"))
    recorder.add(CaseSpan(case_id=case.id, source_id=source.id, start=0, end=source.length))


def add_codings(
    recorder: Recorder,
    source: Source,
    codes: list[int],
    count: int,
    *,
    state: CodingState = CodingState.CONFIRMED,
    coder_id: int = 1,
    longer: int = 0,
) -> range:
    """So many codings of one source, each on a segment of its own; their ids.

    `longer` by 300 they are surely on other segments than those before.
    """
    recorder.session.flush()
    chance = random.Random(source.id)
    segments = recorder.insert_many(
        Segment,
        [
            {"source_id": source.id, "start": span.start, "end": span.end}
            for span in places(source.length, count, longer=longer)
        ],
    )
    rows: list[Row] = [
        {
            "segment_id": segment,
            "code_id": chance.choice(codes),
            "coder_id": coder_id,
            "state": state,
            "polarity": chance.choice(POLARITIES),
        }
        for segment in segments
    ]
    return recorder.insert_many(Coding, rows)
