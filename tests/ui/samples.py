"""A small fictional interview with its codings, and other values that window tests show."""

from __future__ import annotations

from models.positions import Span
from models.vocabulary import CodingState, EntryKind, Missing
from qda.displays.values import Cell, Entry, Evidence, Fact, Heading, Matrix
from qda.retrieval.coverage import Evidenced
from ui.code_tree.state import CardAnchor, CardIndicator, CodeCard, CodeNode, SeeInstead
from ui.reader.state import Highlight, ParagraphMark, ReaderText
from ui.widgets.segments import SegmentRow

TURNS = (
    ("Peneliti", "Bagaimana warga mengurus paspor sejak ada aplikasi antrean?"),
    (
        "Ibu Sari",
        (
            "Awalnya bingung, Mas. Menurut saya petunjuknya sudah jelas, tetapi aplikasinya sering "
            "tertutup sendiri 😤😤 pas mau pilih jadwal. Akhirnya saya datang langsung ke kantor "
            "dan petugasnya membantu dengan sabar."
        ),
    ),
    ("Peneliti", "Apakah petugas pernah diberi pelatihan?"),
    (
        "Pak Budi (Kepala Seksi)",
        (
            "Pelatihan ada dua kali, yang pertama tahun 2023. Sumber daya manusianya terbatas: "
            "hanya tiga orang untuk melayani seratus lima puluh pemohon tiap hari. Anggaran "
            "perangkat juga belum turun, jadi kami memakai komputer lama. Koordinasi dengan "
            "dinas kependudukan berjalan lewat grup pesan, tidak ada prosedur tertulis. Kalau "
            "jaringan putus, kami kembali ke buku besar dan warga harus menunggu sampai sore."
        ),
    ),
    ("Peneliti", "Lalu, apa yang berubah bagi keluarga yang datang bersama? 👨‍👩‍👧"),
    ("Ibu Sari", "Lebih cepat. Dulu seharian, sekarang satu jam selesai. 𝗕𝗮𝗴𝘂𝘀 sekali."),
    ("Ibu Sari", "الخدمة جيدة ولكن التطبيق بطيء (kata tetangga saya dari Tarim)."),
)


def interview(times: int = 1) -> ReaderText:
    """The interview as the reader shows it, its turns repeated `times` times."""
    marks, parts, position = [], [], 0
    for number, (speaker, words) in enumerate(TURNS * times, start=1):
        marks.append(
            ParagraphMark(
                number=number,
                span=Span(position, position + len(words)),
                page=1 + number // 5,
                speaker=speaker,
                started_ms=number * 41_000,
            )
        )
        parts.append(words)
        position += len(words) + 1
    title = "Wawancara di kantor imigrasi (contoh)"
    return ReaderText(7, "W03", title, "\n".join(parts), tuple(marks))


def span_of(text: ReaderText, words: str) -> Span:
    """The first place of these words."""
    start = text.text.index(words)
    return Span(start, start + len(words))


def codings(text: ReaderText) -> list[Highlight]:
    """A few codings that overlap, one of them proposed, one across paragraphs."""
    wanted = (
        ("aplikasinya sering tertutup sendiri 😤😤", "#d55e00", "Keandalan aplikasi", "-"),
        ("sering tertutup sendiri 😤😤 pas mau pilih jadwal", "#0072b2", "Hambatan teknis", "-"),
        (
            "Akhirnya saya datang langsung ke kantor dan petugasnya membantu",
            "#009e73",
            "Disposisi pelaksana",
            "+",
        ),
        (
            "Sumber daya manusianya terbatas: hanya tiga orang",
            "#e69f00",
            "Sumber daya manusia dalam pelaksanaan kebijakan",
            "-",
        ),
        ("Anggaran perangkat juga belum turun", "#cc79a7", "Sumber daya finansial", "-"),
        (
            "Koordinasi dengan dinas kependudukan berjalan lewat grup pesan, tidak ada prosedur",
            "#56b4e9",
            "Komunikasi antarorganisasi dan aktivitas pelaksana",
            "",
        ),
        ("tidak ada prosedur tertulis", "#f0e442", "Ukuran dan tujuan kebijakan", "-"),
        ("𝗕𝗮𝗴𝘂𝘀 sekali", "#44aa99", "Kepuasan", "+"),
        ("التطبيق بطيء", "#882255", "Kecepatan layanan", "-"),
    )
    return [
        Highlight(
            id=number,
            span=span_of(text, words),
            colour=colour,
            label=label,
            proposed=number in (5, 7),
            tooltip=f"{label}\nRani, 21 November 2026",
            polarity=polarity,
        )
        for number, (words, colour, label, polarity) in enumerate(wanted, start=1)
    ]


def evidence(
    text: ReaderText,
    words: str,
    *,
    case: str = "Pak Budi",
    state: CodingState = CodingState.CONFIRMED,
) -> Evidence:
    """A coded segment of the interview."""
    span = span_of(text, words)
    return Evidence(
        coding=f"coding-{span.start}",
        key=text.reference(span),
        source_id=text.source_id,
        source_title=text.title,
        span=span,
        quote=words,
        code="VMVH-2",
        code_name="Sumber daya",
        case=case,
        coder="Rani",
        rule="",
        polarity=None,
        strength=None,
        state=state,
        made_at="2026-11-21T08:00:00",
        technique="interview",
    )


def _quotes() -> tuple[Evidence, ...]:
    text = interview()
    return (
        evidence(
            text,
            "Sumber daya manusianya terbatas: hanya tiga orang untuk melayani seratus lima puluh "
            "pemohon tiap hari.",
        ),
        evidence(text, "Anggaran perangkat juga belum turun", state=CodingState.PROPOSED),
        evidence(text, "petugasnya membantu dengan sabar", case="Ibu Sari"),
        evidence(
            text, "aplikasinya sering tertutup sendiri 😤😤 pas mau pilih jadwal", case="Ibu Sari"
        ),
    )


def _cells(quotes: tuple[Evidence, ...]) -> tuple[tuple[Cell, ...], ...]:
    long = Cell(
        entries=(
            Entry(EntryKind.QUOTE, quotes[0].quote, (0,)),
            Entry(EntryKind.QUOTE, quotes[1].quote, (1,), CodingState.PROPOSED),
            Entry(EntryKind.SUMMARY, "Tenaga dan perangkat kurang.", (0, 1)),
        ),
        informants=1,
        segments=2,
        proposed=1,
        negative=2,
        symbol="-",
        evidence=(0, 1),
    )
    kind = Cell(
        (Entry(EntryKind.QUOTE, quotes[2].quote, (2,)),),
        1,
        1,
        positive=1,
        symbol="+",
        evidence=(2,),
    )
    technical = Cell(
        (Entry(EntryKind.QUOTE, quotes[3].quote, (3,)),),
        1,
        1,
        negative=1,
        symbol="-",
        evidence=(3,),
    )
    silent = Cell((), missing=Missing.SILENT)
    unread = Cell((), missing=Missing.PENDING)
    unasked = Cell((), missing=Missing.NOT_ASKED)
    return (
        (long, silent, unasked, unread),
        (silent, technical, kind, unasked),
        (unread, unread, unread, unread),
    )


def matrix() -> Matrix:
    """Three cases by four codes in two groups: quotes, a proposed cell, missing cells."""
    quotes = _quotes()
    return Matrix(
        kind="conceptually_clustered",
        title="Matriks terkelompok secara konseptual",
        subtitle="Layanan antrean paspor (contoh)",
        language="id",
        corner="Informan",
        rows=(
            Heading("c1", "Pak Budi (Kepala Seksi)", group="Pemerintah", size=1),
            Heading("c2", "Ibu Sari", group="Warga", size=1),
            Heading("c3", "Pak Tono", group="Warga", size=1),
        ),
        columns=(
            Heading("k1", "Sumber daya manusia dalam pelaksanaan kebijakan", group="Sumber daya"),
            Heading("k2", "Keandalan aplikasi", group="Sumber daya"),
            Heading("k3", "Disposisi pelaksana", group="Pelaksana"),
            Heading("k4", "Komunikasi antarorganisasi"),
        ),
        cells=_cells(quotes),
        evidence=quotes,
        facts=(
            Fact("Pertanyaan", "Apa yang menghambat layanan?"),
            Fact("Aturan", "Kutipan terpanjang"),
        ),
        legend=(
            Fact("+", "mendukung"),
            Fact("-", "menghambat"),
            Fact("NS", "ditanya, tidak menjawab"),
            Fact("DK", "tidak ditanyakan"),
            Fact("PEND", "belum dibaca"),
        ),
    )


def nodes() -> list[CodeNode]:
    """A small framework and one code of the researcher's own."""
    return [
        CodeNode(1, "u1", None, "VMVH-1", "Ukuran dan tujuan kebijakan", "#f0e442", 2, 5, 1),
        CodeNode(2, "u2", None, "VMVH-2", "Sumber daya", "#e69f00", 3, 9, 2),
        CodeNode(3, "u3", 2, "VMVH-2.1", "Sumber daya manusia", "#0072b2", 2, 6, 0),
        CodeNode(4, "u4", 2, "VMVH-2.2", "Sumber daya finansial", "#cc79a7", 1, 3, 2),
        CodeNode(5, "u5", 3, "", "Beban kerja petugas", "#44aa99", 1, 1, 0),
        CodeNode(6, "u6", None, "", "Keandalan aplikasi", "#d55e00"),
    ]


def card() -> CodeCard:
    """A code with every part of its card."""
    return CodeCard(
        id=3,
        canonical_id="VMVH-2.1",
        label="Sumber daya manusia",
        colour="#0072b2",
        framework="Van Meter dan Van Horn (1975)",
        definition="Jumlah dan kecakapan orang yang menjalankan kebijakan.",
        include="Jumlah petugas, pelatihan, beban kerja.",
        exclude="Sikap petugas terhadap kebijakan.",
        see_instead=(SeeInstead("VMVH-5", "Disposisi pelaksana"),),
        indicators=(
            CardIndicator("Jumlah petugas", Evidenced(1, 2, 3, 1)),
            CardIndicator("Pelatihan yang diikuti", Evidenced()),
        ),
        questions=("Berapa orang yang melayani?",),
        anchors=(
            CardAnchor(
                1,
                7,
                Span(0, 58),
                "W03:4",
                "hanya tiga orang untuk melayani seratus lima puluh pemohon",
            ),
        ),
        in_source=True,
    )


def rows() -> list[SegmentRow]:
    """Segments of the interview as list rows."""
    text = interview()
    return [
        SegmentRow(
            id=each.id,
            source_id=text.source_id,
            span=each.span,
            key=text.reference(each.span),
            quote=each.span.of(text.text),
            code=each.label,
            colour=each.colour,
            coder="Rani" if each.id % 2 else "Dimas",
            state=CodingState.PROPOSED if each.proposed else CodingState.CONFIRMED,
        )
        for each in codings(text)
    ]
