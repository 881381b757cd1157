"""Writes the gallery of displays: `python -m tests.helpers.gallery` writes both languages.

What every kind is called, answers and needs is taken from the kind itself; when to use it stands
here, in both languages, because the program nowhere says it.
"""

from __future__ import annotations

import sys
from typing import Final

from qda.displays.kind import FAMILY_NAMES, DisplayKind, Family
from qda.displays.registry import kinds
from qda.i18n import Speech
from tests.helpers.running import ROOT
from tests.helpers.shots_displays import GALLERY, Asked, asked_of
from ui.menus import display

PAGES: Final = {"en": ROOT / "docs/gallery.md", "id": ROOT / "docs/gallery.id.md"}

USES: Final[dict[str, tuple[str, str]]] = {
    "checklist-matrix": (
        "To see quickly which parts of one variable are there, and how strongly.",
        "Untuk melihat dengan cepat bagian mana dari satu variabel yang ada, dan seberapa kuat.",
    ),
    "co-occurrence": (
        "To look for patterns: which codes come up together, before you ask why.",
        "Untuk mencari pola: kode mana yang muncul bersama, sebelum Anda bertanya mengapa.",
    ),
    "contact-summary": (
        "Right after an interview or observation, before the next one.",
        "Segera setelah wawancara atau observasi, sebelum yang berikutnya.",
    ),
    "content-analytic-summary": (
        "To bring the words of several cases on one theme together without naming a theory.",
        "Untuk menghimpun kata-kata beberapa kasus tentang satu tema tanpa memakai teori.",
    ),
    "contrast-table": (
        "To set the best, a middle and the worst case beside each other.",
        "Untuk menyandingkan kasus terbaik, menengah, dan terburuk.",
    ),
    "data-accounting": (
        "To show an examiner what was collected, from whom, and what is missing.",
        "Untuk memperlihatkan kepada penguji apa yang terkumpul, dari siapa, dan apa yang kurang.",
    ),
    "document-summary": (
        "When a document was read: what it is, why it matters, what it says.",
        "Ketika sebuah dokumen selesai dibaca: apa isinya dan mengapa penting.",
    ),
    "explanatory-effects": (
        "To ask why a kind of support or trouble had the effects it had.",
        "Untuk bertanya mengapa suatu dukungan atau hambatan berakibat demikian.",
    ),
    "interim-summary": (
        "Halfway through: what is known, how well, and what to collect next.",
        "Di tengah penelitian: apa yang sudah diketahui, seberapa kuat, apa yang dicari lagi.",
    ),
    "meta-matrix": (
        "To lay all cases side by side before ordering them.",
        "Untuk membentangkan semua kasus sebelum diurutkan.",
    ),
    "clustered-matrix": (
        "The main table of a findings chapter: who says what of which variable.",
        "Tabel utama bab hasil: siapa mengatakan apa tentang variabel yang mana.",
    ),
    "construct-table": (
        "To see how far one concept varies between those who speak of it.",
        "Untuk melihat seberapa beragam satu konsep di antara yang membicarakannya.",
    ),
    "context-chart": (
        "To introduce the actors and their relations at the locus of the study.",
        "Untuk memperkenalkan para aktor dan hubungannya di lokus penelitian.",
    ),
    "role-ordered-matrix": (
        "When people in different positions may see the same thing differently.",
        "Ketika orang dengan kedudukan berbeda mungkin melihat hal yang sama secara berbeda.",
    ),
    "thematic-matrix": (
        "To go from barriers to what was done about them, and with what result.",
        "Untuk menelusuri hambatan, upaya mengatasinya, dan hasilnya.",
    ),
    "case-ordered-descriptive": (
        "To see what goes together with a high or a low outcome.",
        "Untuk melihat apa yang menyertai hasil yang tinggi atau rendah.",
    ),
    "critical-incidents": (
        "To show only the events that changed the course.",
        "Untuk memperlihatkan hanya peristiwa yang mengubah jalannya program.",
    ),
    "event-listing": (
        "To tell the history of a policy in order, by strands.",
        "Untuk menceritakan riwayat kebijakan secara berurutan menurut alur.",
    ),
    "growth-gradient": (
        "When a figure moves over years and events may explain it.",
        "Ketika suatu angka berubah dari tahun ke tahun dan peristiwa dapat menjelaskannya.",
    ),
    "time-ordered-matrix": (
        "To see what changed between stages, and what stayed.",
        "Untuk melihat apa yang berubah antartahap, dan apa yang tetap.",
    ),
    "case-dynamics": (
        "To follow a force through the problem it makes to its resolution.",
        "Untuk mengikuti suatu dorongan dari masalah yang ditimbulkannya sampai penyelesaiannya.",
    ),
    "causal-chain": (
        "To tell one line of causes and effects, link by link.",
        "Untuk menuturkan satu garis sebab akibat, mata rantai demi mata rantai.",
    ),
    "causal-network": (
        "To test a theory's arrows against what informants say.",
        "Untuk menguji panah-panah teori dengan pernyataan informan.",
    ),
    "effects-matrix": (
        "To tell what was meant from what came of it, wanted or not.",
        "Untuk membedakan akibat yang dikehendaki dari yang tidak.",
    ),
    "factor-table": (
        "For the research question on supporting and inhibiting factors.",
        "Untuk rumusan masalah tentang faktor pendukung dan penghambat.",
    ),
    "variable-by-variable": (
        "To see how two sets of codes meet in the same cases.",
        "Untuk melihat bagaimana dua kelompok kode bertemu pada kasus yang sama.",
    ),
    "pattern-match": (
        "To state openly which expectations of the theory held.",
        "Untuk menyatakan terbuka dugaan teori mana yang terbukti.",
    ),
    "predictor-outcome": (
        "To see which predictor follows the outcome across cases.",
        "Untuk melihat prediktor mana yang sejalan dengan hasil di semua kasus.",
    ),
    "completeness": (
        "To see whether the groups together say more than each alone.",
        "Untuk melihat apakah gabungan kelompok memberi lebih daripada masing-masing.",
    ),
    "contradicting-claims": (
        "Before quoting a figure: do the sources state the same one?",
        "Sebelum mengutip angka: apakah sumber-sumber menyebut angka yang sama?",
    ),
    "coreq": (
        "Before submitting a study of interviews or focus groups to a journal.",
        "Sebelum mengirim studi wawancara atau diskusi kelompok ke jurnal.",
    ),
    "label-comparison": (
        "When two researchers judged the same triangulation.",
        "Ketika dua peneliti menilai triangulasi yang sama.",
    ),
    "saturation": (
        "To show that further interviews brought little that is new.",
        "Untuk memperlihatkan bahwa wawancara berikutnya hampir tidak membawa hal baru.",
    ),
    "source-dependence": (
        "To find themes that rest on one person or one document.",
        "Untuk menemukan tema yang bertumpu pada satu orang atau satu dokumen.",
    ),
    "source-triangulation": (
        "To put officials, partners and citizens beside each other, as a methods chapter promises.",
        "Untuk menyandingkan pejabat, mitra, dan masyarakat, seperti dijanjikan bab metode.",
    ),
    "srqr": (
        "Before submitting any qualitative study to a journal.",
        "Sebelum mengirim studi kualitatif apa pun ke jurnal.",
    ),
    "technique-triangulation": (
        "To put interviews, documents and observation beside each other.",
        "Untuk menyandingkan wawancara, dokumen, dan observasi.",
    ),
    "time-triangulation": (
        "When the same was asked or observed at several times.",
        "Ketika hal yang sama ditanyakan atau diamati pada beberapa waktu.",
    ),
    "triangulation-matrix": (
        "For judging agreement yourself, theme by theme, with reasons.",
        "Untuk menilai sendiri kesesuaian, tema demi tema, beserta alasannya.",
    ),
    "conclusions-table": (
        "Before you write the last chapter: what is concluded, from what, and what speaks against.",
        "Sebelum menulis bab terakhir: apa yang disimpulkan, dari apa, dan apa yang menentangnya.",
    ),
    "tactics": (
        "To show which tactics of drawing and testing conclusions were carried out.",
        "Untuk memperlihatkan taktik penarikan dan pengujian simpulan yang dilakukan.",
    ),
    "trustworthiness": (
        "For the section on the trustworthiness of the data.",
        "Untuk subbab keabsahan data.",
    ),
    "joint-cases": (
        "When cases have a score and words, and you ask what tells them apart.",
        "Ketika kasus memiliki skor dan pernyataan, dan Anda bertanya apa yang membedakannya.",
    ),
    "joint-side-by-side": (
        "For the chapter of a mixed-methods study that joins both strands.",
        "Untuk bab penelitian campuran yang menggabungkan kedua jalur.",
    ),
    "joint-themes": (
        "To see whether those who give many stars speak of other things.",
        "Untuk melihat apakah pemberi bintang tinggi membicarakan hal lain.",
    ),
    "joint-theory": (
        "To bring figures and words to each dimension of a theory.",
        "Untuk mempertemukan angka dan kata pada setiap dimensi teori.",
    ),
}
"""When a kind is used: in English and in Indonesian."""

_INTRO: Final = {
    "en": """# The gallery of displays

Every kind of display that Runut makes, with the question it answers. The pictures are of the \
sample study, which is fictional. In the window choose {new} (`Ctrl+M`) and then the kind; {keep} \
(`Alt+Shift+K`) keeps what is shown, {export} (`Ctrl+E`) writes it. On the command line \
`runut demo FOLDER` makes the sample study, and `runut display` the display, as below. \
*[Baca dalam bahasa Indonesia.](gallery.id.md)*
""",
    "id": """# Galeri display

Semua jenis display yang dibuat Runut, dengan pertanyaan yang dijawabnya. Gambarnya berasal dari \
studi contoh, yang rekaan. Di jendela pilih {new} (`Ctrl+M`), lalu jenisnya; {keep} \
(`Alt+Shift+K`) menyimpan yang tampak, {export} (`Ctrl+E`) menuliskannya. Pada baris perintah \
`runut demo FOLDER` membuat studi contoh, dan `runut display` membuat display, seperti di bawah. \
*[Read in English.](gallery.md)*
""",
}
_WORDS: Final = {
    "en": ("1994", "Question", "Use it", "Rule", "Needs", "In the window", "Kind"),
    "id": ("1994", "Pertanyaan", "Gunakan", "Aturan", "Prasyarat", "Di jendela", "Jenis"),
}


def main() -> int:
    """Write the gallery in both languages; the exit code."""
    for language, place in PAGES.items():
        place.write_text(page(language), encoding="utf-8")
    return 0


def page(language: str) -> str:
    """The whole page in a language."""
    speech = Speech(language)
    acts = {"new": "matrix", "keep": "keep_display", "export": "export"}
    told = {name: f"**{_menu(act, speech)}**" for name, act in acts.items()}
    parts = [_INTRO[language].format(**told)]
    for family in Family:
        found = [kind for kind in kinds() if kind.family is family]
        if found:
            parts.append(f"## {speech(FAMILY_NAMES[family])}\n")
            parts += [_section(kind, language, speech) for kind in found]
    return "\n".join(parts)


def _section(kind: DisplayKind, language: str, speech: Speech) -> str:
    older, question, use, rule, needs, window, chosen = _WORDS[language]
    name = speech(kind.name)
    if kind.older_name and speech(kind.older_name) != name:
        name = f"{name} ({older}: {speech(kind.older_name)})"
    told = USES[kind.id][language == "id"]
    return f"""### {name}

- **{question}:** {speech(kind.answers)}
- **{use}:** {told}
- **{rule}:** {speech(kind.rule)}
- **{needs}:** {speech(kind.empty)}
- **{window}:** {_menu("matrix", speech)} → {chosen} → {speech(kind.name)}

```
{_command(kind)}
```

![{speech(kind.name)}](pictures/{GALLERY}/{kind.id}.{language}.png)
"""


def _menu(name: str, speech: Speech) -> str:
    """Where an act stands in the menus."""
    act = next(act for act in display.ACTS if act.name == name)
    words = (speech(display.MENU), speech(act.words))
    return " → ".join(each.replace("&", "").removesuffix(" …") for each in words)


def _command(kind: DisplayKind) -> str:
    asked: Asked = asked_of(kind)
    words = ["runut display sample.runut", kind.id]
    if asked.columns:
        words += [f"--columns {name}" for name in asked.columns]
    if asked.filter:
        words.append(f'--filter "{asked.filter}"')
    words += [f"--choose {name}={value}" for name, value in asked.choices]
    return " ".join([*words, f"-o {kind.id}.docx"])


if __name__ == "__main__":
    sys.exit(main())
