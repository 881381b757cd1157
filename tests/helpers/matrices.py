"""Builders of displays and of evidence for tests of the exports, and their Indonesian."""

from __future__ import annotations

import gettext
import io
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

import pytest

import qda.i18n
from models.positions import Span
from models.vocabulary import CodingState, EntryKind, Missing, Polarity
from qda.displays.values import (
    Cell,
    CellPlace,
    DrawnConclusion,
    Entry,
    Evidence,
    Fact,
    Heading,
    Matrix,
    Record,
    RecordKind,
)
from tests.helpers.catalogue import compiled, fragments

SENTENCES = (
    "Koordinasi antar dinas sudah berjalan, tetapi belum terjadwal.",
    "Aplikasinya sering keluar sendiri waktu saya mengunggah foto.",
    "Anggaran tahun ini tidak cukup untuk pelatihan petugas.",
    "Pimpinan selalu turun ke lapangan dan mendengar keluhan warga.",
    "Saya lapor jalan berlubang, tiga hari kemudian sudah ditambal.",
    "Petugas kurang, satu kelurahan hanya ada dua orang.",
)

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
NASTY = (
    '=1+1 and @SUM(A1) said "I"',
    "+62 812 0000",
    "-5 bintang",
    "@admin tolong",
    "\ttab first",
    f"keluarga {FAMILY} dan 👍🏽 lalu 🇮🇩 bagus banget 🙏🙏",
    "cafe\u0301 n\u0303 Ye\u0323\u0302u with marks",
    "قال المخبر إن الخدمة جيدة (2023) جدا",
    "שלום, השירות 5 כוכבים",
    "mixed: dia bilang السلام عليكم lalu pergi",
    "</script><script>alert('x')</script>",
    "<b>bold</b> & <img src=x onerror=alert(1)> &amp; &#13;",
    "]]> <!-- komentar --> <![CDATA[",
    "baris satu\nbaris dua\n\nbaris empat",
    "carriage\rreturn",
    "satu_x0041_dua _x005F_",
    "control \x01 \x07 \x1b char",
    "𝗕𝗮𝗴𝘂𝘀 𝓈𝑒𝓀𝒶𝓁𝒾 ⅷ ½ № ™ → ✓ ★ ☺",
    "中文評論很好，日本語もある、한국어 후기",
    "ภาษาไทยไม่มีช่องว่างระหว่างคำและยาวมากจนต้องตัดบรรทัดเอง",
    "नमस्ते, सेवा अच्छी है। স্বাগতম",
    "ꦲꦏ꧀ꦱꦫꦗꦮ ᬅᬓ᭄ᬱᬭᬩᬮᬶ ᮃᮊ᮪ᮞᮛ ᯀᯂ᯲ᯘᯒ ᨕᨗᨈᨗ",
    "'apostrof di depan",
    "  spasi di tepi  ",
    "tanpaspasi" * 40,
    "#N/A",
    "2026-01-02",
    "\u202eterbalik\u202c biasa",
    "soft\u00adhyphen zero\u200bwidth nb\u00a0sp",
)


def evidence(quote: str, n: int = 0, **fields: object) -> Evidence:
    """A piece of evidence whose words are `quote`; every other field can be given."""
    plain = Evidence(
        coding=str(UUID(int=n + 1)),
        key=f"W{n % 60 + 1:02d}:{n // 60 + 1}",
        source_id=n % 60 + 1,
        source_title=f"Wawancara {n % 60 + 1}",
        span=Span(n * 7, n * 7 + max(1, len(quote))),
        quote=quote,
        code=f"K{n % 30 + 1}",
        code_name=f"Kode {n % 30 + 1}",
        case=f"Informan {n % 60 + 1}",
        coder="Rani",
        rule="",
        polarity=(Polarity.SUPPORTING, Polarity.INHIBITING, None)[n % 3],
        strength=(1, 2, None)[n % 3],
        state=CodingState.CONFIRMED,
        made_at="2026-03-02T09:15:00+07:00",
        technique="interview",
        page=None if n % 2 else n % 9 + 1,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def quote_cell(indexes: Sequence[int], found: Sequence[Evidence], shown: int = 2) -> Cell:
    """A cell that rests on `indexes` of `found` and shows the first `shown` of them as quotes."""
    if not indexes:
        return Cell(entries=(), missing=Missing.SILENT)
    entries = tuple(
        Entry(EntryKind.QUOTE, found[i].quote, (i,), found[i].state) for i in indexes[:shown]
    )
    behind = [found[i] for i in indexes]
    positive = sum(1 for item in behind if item.polarity is Polarity.SUPPORTING)
    negative = sum(1 for item in behind if item.polarity is Polarity.INHIBITING)
    return Cell(
        entries=entries,
        informants=len({item.case for item in behind}),
        segments=len(behind),
        proposed=sum(1 for item in behind if item.state is CodingState.PROPOSED),
        positive=positive,
        negative=negative,
        symbol="+/-" if positive and negative else "+" if positive else "-" if negative else "",
        evidence=tuple(indexes),
    )


def matrix(
    quotes: Sequence[str] = SENTENCES,
    *,
    rows: int = 3,
    columns: int = 2,
    language: str = "id",
    shown: int = 2,
) -> Matrix:
    """A display of `rows` × `columns` whose cells share out `quotes` in turn."""
    found = tuple(
        evidence(
            quote,
            n,
            state=CodingState.PROPOSED if n % 4 == 3 else CodingState.CONFIRMED,
            rule="daftar istilah" if n % 4 == 3 else "",
        )
        for n, quote in enumerate(quotes)
    )
    shares: list[list[int]] = [[] for _ in range(rows * columns)]
    for n in range(len(found)):
        if shares:
            shares[n % len(shares)].append(n)
    cells = tuple(
        tuple(quote_cell(shares[r * columns + c], found, shown) for c in range(columns))
        for r in range(rows)
    )
    return Matrix(
        kind="conceptually_clustered",
        title="Matriks terkelompok: pelaksanaan JAKI",
        subtitle="Bagaimana informan menilai pelaksanaan layanan aduan?",
        language=language,
        corner="Informan",
        rows=tuple(
            Heading(f"r{r}", f"Informan {r + 1}", "warga", group="Warga" if r < 2 else "Pelaksana")
            for r in range(rows)
        ),
        columns=tuple(
            Heading(f"c{c}", f"Dimensi {c + 1}", group=f"Konsep {c // 2 + 1}", size=12 + c)
            for c in range(columns)
        ),
        cells=cells,
        evidence=found,
        facts=(
            Fact("Pertanyaan", "Faktor apa yang mendukung dan menghambat?"),
            Fact("Saringan", "bintang ≤ 2"),
            Fact("Aturan", "sel diisi bila disebut sedikitnya dua informan"),
            Fact("Pengode", "Rani"),
            Fact("Studi", "Contoh, versi 12"),
        ),
        legend=(
            Fact("+", "hanya mendukung"),
            Fact("+/-", "mendukung dan menghambat"),
            Fact("NS", "ditanya, tidak ada jawaban"),
        ),
        warnings=("Baris lebih dari 20: pertimbangkan membagi tabel.",),
    )


def full_matrix(language: str = "id", words: Sequence[str] = SENTENCES) -> Matrix:
    """A display that has everything a display may have: records, conclusions, changes, authors."""
    plain = matrix(words, rows=2, columns=2, language=language)
    records = tuple(
        Record(
            kind, f"id-{kind.value}", f"D01:{n}", f"Rujukan {n}: {words[n % len(words)]}", "Sari",
            "2026-02-03T10:00:00+00:00", 1, Span(n, n + 4),
        )
        for n, kind in enumerate(RecordKind)
    )  # fmt: skip
    by_hand = Entry(
        EntryKind.SUMMARY,
        f"Ringkasan tangan: {words[0]}",
        (0,),
        records=(0, 1),
        rule="sedikitnya dua informan",
        author="Budi",
        made_at="2026-04-05T11:12:13+00:00",
        generated=f"Semula: {words[1]}",
        value=2.5,
        id="entry-uuid",
    )
    first, *others = plain.cells[0]
    changed = replace(
        first,
        entries=(*first.entries, by_hand),
        records=(0, 1, 2),
        changes=("Satu pengodean lagi: W03:12", f"Kata berubah: {words[2]}"),
    )
    only_records = Cell((), records=(3, 4))
    conclusions = (
        DrawnConclusion(
            f"Simpulan pertama: {words[3]}", "Tuti", "2026-05-06T07:08:09+00:00", 3,
            (CellPlace("r0", "c0"), CellPlace("r1", "c1", contradicts=True),
             CellPlace("gone", "c0")), "conclusion-uuid",
        ),
        DrawnConclusion("Simpulan tanpa sel", "", "", None, ()),
    )  # fmt: skip
    return replace(
        plain,
        cells=((changed, *others), (plain.cells[1][0], only_records)),
        records=records,
        conclusions=conclusions,
    )


def large_matrix(
    *, cases: int = 60, codes: int = 30, codings: int = 20_000, seed: int = 7
) -> Matrix:
    """A clustered matrix of the size that the benchmarks name."""
    chance = random.Random(seed)
    quotes = [" ".join(chance.choices(SENTENCES, k=chance.randint(1, 3))) for _ in range(codings)]
    return matrix(quotes, rows=cases, columns=codes)


@contextmanager
def spoken_indonesian() -> Iterator[None]:
    """Let `Speech("id")` speak from the fragments as they stand, compiled or not."""
    spoken = gettext.GNUTranslations(io.BytesIO(compiled(fragments().translations)))
    plain = gettext.NullTranslations()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            qda.i18n, "_catalogue", lambda language: spoken if language == "id" else plain
        )
        yield
