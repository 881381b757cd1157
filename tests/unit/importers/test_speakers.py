"""Speakers: every style of label, the guesses, and texts in which nobody speaks."""

from __future__ import annotations

import pytest

from models.vocabulary import SpeakerKind, Technique
from tests.helpers.text_files import draft, sentences_of, speaker, turn_texts

ASKS, ASKED, OPEN = SpeakerKind.INTERVIEWER, SpeakerKind.INFORMANT, SpeakerKind.UNKNOWN
_ASK = [
    "Apa tugas Bapak di dinas ini?",
    "Sejak kapan program itu berjalan?",
    "Siapa yang terlibat?",
]
_SAY = [
    "Saya mengurus data dan laporan dari semua kecamatan setiap bulan.",
    "Sejak tahun dua ribu enam belas, kalau saya tidak salah ingat.",
    "Ada tiga dinas, lalu warga, lalu perusahaan yang memasang alatnya.",
]


def _talk(first: str, second: str, gap: str = "\n") -> str:
    pairs = zip(_ASK, _SAY, strict=True)
    return gap.join(line for a, b in pairs for line in (f"{first}{a}", f"{second}{b}")) + "\n"


EXPECTED_TURNS = [words for pair in zip(_ASK, _SAY, strict=True) for words in pair]


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("Interviewer 1: ", "Interviewee: ", ("Interviewer 1", "Interviewee")),
        ("interviewer: ", "interviewee: ", ("interviewer", "interviewee")),
        ("Pewawancara:", "Informan:", ("Pewawancara", "Informan")),
        ("Peneliti\t: ", "Narasumber\t: ", ("Peneliti", "Narasumber")),
        ("Peneliti\t", "Informan 1\t", ("Peneliti", "Informan 1")),
        ("MODERATOR: ", "RESPONDEN 1: ", ("MODERATOR", "RESPONDEN 1")),
        ("P : ", "I : ", ("P", "I")),
        ("**Rina:** ", "**Budi, Kepala Dinas:** ", ("Rina", "Budi, Kepala Dinas")),
        ("**Rina**: ", "**Budi**: ", ("Rina", "Budi")),
        ("[id1] ", "[id2] ", ("id1", "id2")),
        ("Rina  00:01\n", "Budi Santoso  00:12\n", ("Rina", "Budi Santoso")),
        ("[00:01:02] Rina: ", "[00:01:12] Budi: ", ("Rina", "Budi")),
        ("Rina (00:12): ", "Budi (00:15): ", ("Rina", "Budi")),
        ("[00:02 - 00:05]\n01 Rina:\n", "[00:06 - 00:09]\n02 Budi:\n", ("Rina", "Budi")),
        ("1. Rina: ", "2. Budi: ", ("Rina", "Budi")),
        ("Rina (Peneliti): ", "Budi (Informan): ", ("Rina", "Budi")),
        ("Bu Rina: ", "Pak Budi bin Ali: ", ("Bu Rina", "Pak Budi bin Ali")),
        ("Nguyễn Văn: ", "Ülkü: ", ("Nguyễn Văn", "Ülkü")),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_labels_of_every_style_are_found(
    first: str, second: str, names: tuple[str, str], gap: str
) -> None:
    found = draft(_talk(first, second, gap), "Wawancara Dinas.txt")

    assert turn_texts(found) == list(zip(names * 3, EXPECTED_TURNS, strict=True))
    assert [(s.name, s.kind) for s in found.speakers] == [(names[0], ASKS), (names[1], ASKED)]
    assert found.technique is Technique.INTERVIEW
    assert all(turn.span.contains(turn.words) for turn in found.turns)


@pytest.mark.parametrize(
    "text",
    [
        "Catatan: rapat ditunda.\nPukul 10:30 mulai.\nCatatan: ada tamu.\nPukul 11:00 selesai.\n"
        * 3,
        "Lihat https://a.id dan http://b.id\nContoh: satu.\nContoh: dua.\nSumber: BPS\n" * 3,
        "A. Pendahuluan\nisi\nB. Metode\nisi\nC. Hasil\nisi\n" * 3,
        "Tujuan: warga sehat.\nIndikator: angka sakit.\nTarget: turun.\nPelaksana: dinas.\n" * 5,
        "Nama: Ana\nUmur: 30\n\nNama: Budi\nUmur: 41\n\nNama: Cici\nUmur: 22\n",
        "Program: Posyandu.\nAnggaran: besar.\nProgram: Imunisasi.\nAnggaran: kecil.\n" * 3,
        "10:30 datang\n10:40 duduk\n10:50 bicara\n11:00 pulang\n",
        "Menurut Budi: program itu baik. Menurut Ana: program itu buruk.\n" * 4,
        "Pewawancara: Rina Sari\nInforman: Budi Santoso\n\n"
        + "Teks laporan biasa yang panjang.\n" * 30,
    ],
)
def test_lines_that_only_look_like_labels_are_not_speakers(text: str) -> None:
    found = draft(text, "laporan.txt")

    assert (found.turns, found.speakers) == ((), ())


def test_a_letter_is_known_by_the_name_in_the_head() -> None:
    head = "Nama\t: Yusuf Ariyanto\nJabatan\t: Manajer\n\n"
    found = draft(head + _talk("P: ", "Y: ") + "P: Terima kasih.\nN: Sama-sama.\n", "a.txt")

    assert [(s.name, s.kind, s.case) for s in found.speakers] == [
        ("P", ASKS, ""), ("Y", ASKED, "Yusuf Ariyanto"), ("N", ASKED, "Yusuf Ariyanto"),
    ]  # fmt: skip
    assert found.attributes == (("Nama", "Yusuf Ariyanto"), ("Jabatan", "Manajer"))
    assert found.text.startswith(head)
    assert any("“N” speaks only once" in said for said in sentences_of(found))


def test_letters_the_head_explains_are_believed() -> None:
    found = draft("Keterangan: T = Peneliti, J = Informan\n\n" + _talk("T: ", "J: "), "Kades.txt")

    assert [(s.name, s.kind, s.case) for s in found.speakers] == [
        ("T", ASKS, ""), ("J", ASKED, "Kades"),
    ]  # fmt: skip


def test_initials_and_first_names_are_the_full_name_they_shorten() -> None:
    text = _talk("Ana Putri: ", "Kelly Smith: ") + _talk("AP: ", "KS: ") + "Kelly: Sudah.\n"
    found = draft(text, "a.txt")

    assert [(s.name, s.turns) for s in found.speakers] == [("Ana Putri", 6), ("Kelly Smith", 7)]
    said = sentences_of(found)
    assert any("“KS” was read as “Kelly Smith” (first in paragraph 8)" in s for s in said)


def test_a_doubled_number_is_a_slip() -> None:
    text = _talk("Interviewer1 :", "Interviewee1 :") + "Interviewer2 2: Boleh saya tanya lagi?\n"
    text += "Interviewer2 : Terima kasih.\n"
    found = draft(text, "a.txt")

    assert speaker(found, "Interviewer2").turns == 2


def test_case_and_spacing_of_a_label_do_not_make_another_speaker() -> None:
    found = draft(
        _talk("Peneliti: ", "Informan 1: ") + "PENELITI: Baik?\nInforman1: Ya.\n", "a.txt"
    )

    assert [(s.name, s.turns) for s in found.speakers] == [("Peneliti", 4), ("Informan 1", 4)]


def test_several_informants_with_a_moderator_are_a_focus_group() -> None:
    text = "".join(
        f"Moderator: {ask}\nPeserta 1: {say}\nPeserta 2: {say}\nPeserta 3: Setuju.\n"
        for ask, say in zip(_ASK, _SAY, strict=True)
    )
    found = draft(text, "diskusi.txt")

    assert found.technique is Technique.FOCUS_GROUP
    assert [(s.name, s.kind, s.case) for s in found.speakers] == [
        ("Moderator", ASKS, ""), ("Peserta 1", ASKED, "Peserta 1"),
        ("Peserta 2", ASKED, "Peserta 2"), ("Peserta 3", ASKED, "Peserta 3"),
    ]  # fmt: skip


def test_a_bare_informant_gets_the_name_of_the_file() -> None:
    assert speaker(draft(_talk("Peneliti:", "Informan:"), "Ketua RT 05.txt"), "Informan").case == (
        "Ketua RT 05"
    )
    assert speaker(draft(_talk("Peneliti:", "Informan 1:"), "Ketua RT.txt"), "Informan 1").case == (
        "Ketua RT"
    )
    assert speaker(draft(_talk("Peneliti:", "Informan 4:"), "Ketua RT.txt"), "Informan 4").case == (
        "Informan 4"
    )


def test_two_who_ask_alike_stay_unknown() -> None:
    found = draft("Ana: Saya kira begitu.\nBudi: Ya, saya juga.\n" * 4, "obrolan.txt")

    assert {s.kind for s in found.speakers} == {OPEN}
    assert all(s.reason for s in found.speakers)


def test_turns_hold_their_following_paragraphs_until_a_heading() -> None:
    text = (
        "# Satu\n" + _talk("**Ana:** ", "**Budi:** ") + "lanjutan Budi\n\n# Dua\n\ncatatan saya\n"
    )
    found = draft(text, "a.md")

    assert found.turns[-1].words.of(found.text).endswith("lanjutan Budi")


def test_a_label_without_words_makes_no_turn() -> None:
    found = draft(_talk("Peneliti: ", "Informan: ") + "Peneliti:\nInforman: Ya.\n", "a.txt")

    assert len(found.turns) == 7
