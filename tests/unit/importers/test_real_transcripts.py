"""Reads every real transcript and sets the drafts against figures counted in another way."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest

from models.vocabulary import SpeakerKind, Technique
from qda.importers.draft import SourceDraft
from qda.importers.registry import read_source
from tests.helpers.shared import shared
from tests.helpers.text_files import sentences_of, speaker, turn_texts

ASKS, ASKED, OPEN = SpeakerKind.INTERVIEWER, SpeakerKind.INFORMANT, SpeakerKind.UNKNOWN


@dataclass(frozen=True, slots=True)
class Expected:
    """What a person who reads the file says of it: speakers as (name, kind, case, turns)."""

    file: str
    format: str
    language: str
    technique: Technique
    speakers: tuple[tuple[str, SpeakerKind, str, int], ...] = ()
    collected_on: str = ""


TALK, PAPER = Technique.INTERVIEW, Technique.DOCUMENTATION
EXPECTED = [
    Expected(
        "changelog_brain-science-10.md", "md", "en", TALK,
        (("Mireille B. Reece, Psy.D", OPEN, "Mireille B. Reece, Psy.D", 61),
         ("Adam Stacoviak", OPEN, "Adam Stacoviak", 60)),
    ),
    Expected(
        "changelog_founders-talk-38.md", "md", "en", TALK,
        (("Adam Stacoviak", ASKS, "", 144), ("Sam Soffes", ASKED, "Sam Soffes", 139)),
    ),
    Expected("document_learning_sciences.rtf", "rtf", "en", PAPER),
    Expected(
        "id_debat_capres_5.txt", "txt", "id", TALK,
        (("Prabowo", ASKED, "Prabowo", 19), ("Pewara Wanita", ASKS, "", 37),
         ("Pewara Pria", ASKS, "", 32), ("Ganjar", ASKED, "Ganjar", 19),
         ("Anies", ASKED, "Anies", 20)),
    ),
    Expected(
        "id_wawancara_karyawan_terbaik.docx", "docx", "id", TALK,
        (("P", ASKS, "", 10), ("Y", ASKED, "Yusuf Ariyanto", 9), ("N", ASKED, "Yusuf Ariyanto", 1)),
        "2018-09-13",
    ),
    Expected(
        "mlss_interview_10.txt", "txt", "en", TALK,
        (("interviewee", ASKED, "mlss interview 10", 173), ("interviewer", ASKS, "", 66)),
    ),
    Expected(
        "mlss_interview_2.txt", "txt", "", TALK,
        (("Interviewer1", ASKS, "", 43), ("Interviewee1", ASKED, "mlss interview 2", 44),
         ("Interviewer2", ASKS, "", 2)),
    ),
    Expected(
        "mlss_interview_4.txt", "txt", "en", TALK,
        (("Interviewer 1", ASKS, "", 61), ("Interviewee", ASKED, "mlss interview 4", 159),
         ("Interviewer 2", ASKS, "", 5)),
    ),
    Expected(
        "pdpilot_P1.pdf", "pdf", "en", TALK,
        (("Dan", ASKS, "", 47), ("Participant", ASKED, "pdpilot P1", 47)),
    ),
    Expected("podcast_talk.srt", "srt", "en", PAPER),
    Expected(
        "qualcoder_example_id_brackets.txt", "txt", "en", TALK,
        (("id1", ASKED, "id1", 3), ("id2", ASKED, "id2", 2), ("id3", ASKED, "id3", 2)),
    ),
    Expected(
        "serdif_P1_GMT20211118.odt", "odt", "en", TALK,
        (("Participant", ASKED, "serdif P1 GMT20211118", 35), ("MODERATOR", ASKS, "", 1)),
    ),
    Expected("serdif_P3_PSSUQ_comments.odt", "odt", "en", PAPER, collected_on="2021-11-25"),
    Expected(
        "serdif_P5_notes.txt", "txt", "en", Technique.OBSERVATION, collected_on="2021-11-25"
    ),
    Expected(
        "sheffield_ana.docx", "docx", "en", TALK,
        (("Researcher 1", ASKS, "", 123), ("Ana", ASKED, "Ana", 123)), "2023-05-12",
    ),
    Expected(
        "sheffield_ana.txt", "txt", "en", TALK,
        (("Researcher 1", ASKS, "", 123), ("Ana", ASKED, "Ana", 123)), "2023-05-12",
    ),
    Expected(
        "sheffield_jessica.txt", "txt", "en", TALK,
        (("Researcher 1", ASKS, "", 72), ("Jessica", ASKED, "Jessica", 75)), "2023-04-21",
    ),
    Expected(
        "sheffield_kelly.docx", "docx", "en", TALK,
        (("Researcher 1", ASKS, "", 75), ("Kelly", ASKED, "Kelly", 67)), "2023-03-29",
    ),
    Expected("sheffield_readme.docx", "docx", "en", PAPER),
]  # fmt: skip


def _read(file: str) -> SourceDraft:
    return read_source(shared("data", "transcripts", file))


def _transcript(file: str) -> Path:
    return shared("data", "transcripts", file)


def _kept(text: str) -> str:
    """A text as it is compared: without white space."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: expected.file)
def test_a_real_file_is_read_as_a_person_reads_it(expected: Expected) -> None:
    found = _read(expected.file)

    assert (found.format, found.language) == (expected.format, expected.language)
    assert (found.technique, found.collected_on) == (expected.technique, expected.collected_on)
    speakers = tuple((s.name, s.kind, s.case, s.turns) for s in found.speakers)
    assert speakers == expected.speakers
    assert all(s.reason for s in found.speakers)


def test_every_shared_transcript_is_in_the_tables_of_this_module() -> None:
    named = {expected.file for expected in EXPECTED} | set(CUES)
    assert {path.name for path in shared("data", "transcripts").iterdir()} == named


LABELS = {
    "changelog_brain-science-10.md": r"^\*\*(?:Mireille|Adam)[^*]*:\*\*",
    "changelog_founders-talk-38.md": r"^\*\*(?:Sam|Adam)[^*]*:\*\*",
    "id_debat_capres_5.txt": r"^(?:0\d [A-Z]\w+|Pewara \w+):$",
    "mlss_interview_10.txt": r"^interviewe[re]:",
    "mlss_interview_2.txt": r"^ ?Interviewe[re]\d(?: 2)? ?:",
    "mlss_interview_4.txt": r"^Interviewe[re](?: \d)?:",
    "qualcoder_example_id_brackets.txt": r"^\[id\d\]",
    "sheffield_ana.txt": r"^(?:Ana|Researcher 1):",
    "sheffield_jessica.txt": r"^(?:Jessica|Researcher 1):",
}


@pytest.mark.parametrize("file", LABELS)
def test_turns_begin_exactly_where_the_labels_stand(file: str) -> None:
    text = _transcript(file).read_bytes().decode("utf-8").replace("\r\n", "\n")
    text = html.unescape(text) if file.endswith(".md") else text
    found = re.finditer(LABELS[file], text, re.MULTILINE)
    labels = [match.start() + match[0].startswith(" ") for match in found]
    if file == "id_debat_capres_5.txt":
        # The line of times above a label belongs to its turn.
        labels = [text.rfind("\n", 0, start - 1) + 1 for start in labels]

    assert [turn.span.start for turn in _read(file).turns] == labels


@pytest.mark.parametrize(
    "file", [e.file for e in EXPECTED if e.format == "txt"] + ["../../corpus"], ids=str
)
def test_plain_texts_keep_every_character_but_line_ends(file: str) -> None:
    path = _transcript(file)
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    assert files
    for each in files:
        content = each.read_bytes()
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        assert read_source(each).text == text


@pytest.mark.parametrize("number", range(5))
def test_papers_have_no_speakers(number: int) -> None:
    path = sorted(shared("corpus").glob("*.txt"))[number]
    found = read_source(path)

    assert (found.turns, found.speakers) == ((), ())
    assert (found.technique, found.language) == (Technique.DOCUMENTATION, "id")


@pytest.mark.parametrize("file", [e.file for e in EXPECTED if e.format == "docx"])
def test_word_documents_keep_the_words_of_every_paragraph(file: str) -> None:
    with zipfile.ZipFile(_transcript(file)) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    words = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)

    assert _kept(_read(file).text) == _kept(html.unescape("".join(words)))


@pytest.mark.parametrize("file", [e.file for e in EXPECTED if e.format == "odt"])
def test_opendocument_texts_keep_the_words_of_every_paragraph(file: str) -> None:
    with zipfile.ZipFile(_transcript(file)) as archive:
        xml = archive.read("content.xml").decode("utf-8")
    body = xml[xml.index("<office:body") :]

    assert _kept(_read(file).text) == _kept(html.unescape(re.sub(r"<[^>]*>", "", body)))


def test_the_rich_text_document_keeps_its_words() -> None:
    source = _transcript("document_learning_sciences.rtf").read_bytes().decode("cp1252")
    # A look at the file: its only escapes are \uN with one character to skip, its groups flat.
    body = source[source.index("\\pard") :]
    body = re.sub(r"\\u(-?\d+) ?.", lambda m: chr(int(m[1]) % 65536), body)
    words = re.sub(r"\\[a-z]+-?\d* ?|[{}]", "", body)
    found = _read("document_learning_sciences.rtf")

    assert _kept(found.text) == _kept(words)
    lines = [line for line in found.text.split("\n") if line.strip()]
    assert lines[:3] == [
        "Last Update: 8/4/2025",
        "An Overview of the Learning Sciences",
        "By Jonan Phillip Donaldson, Ph.D.",
    ]


def test_the_pdf_interview_keeps_its_words_without_numbers_of_pages_and_paragraphs() -> None:
    found = _read("pdpilot_P1.pdf")
    paragraphs = found.text.split("\n")

    # 95 numbered paragraphs in the print; 94 of them are turns below the heading "Interview".
    assert len(paragraphs) == 95
    assert paragraphs[0] == "Interview"
    assert paragraphs[1].startswith(
        "Dan: Okay. So now you can stop sharing your screen and then we'll"
    )
    assert paragraphs[4] == (
        "Participant: Ah, yeah. Not all the time, so it's not the main thing we do, but in our "
        "initial data explorations, we tend to use ICE plots."
    )
    assert paragraphs[-1] == "Participant: Thank you."
    with pypdf.PdfReader(_transcript("pdpilot_P1.pdf")) as reader:
        printed = "\n".join(page.extract_text() for page in reader.pages)
    labels = re.findall(r"(Dan|Participant):", printed)
    assert len(labels) == 94
    assert [name for name, _ in turn_texts(found)] == labels
    pages = [paragraph.page or 0 for paragraph in found.paragraphs]
    assert pages == sorted(pages)
    assert set(pages) == {1, 2, 3, 4, 5}
    # Paragraph 24 is the first of the second page.
    assert pages.index(2) == 23
    assert "Running heads, feet and page numbers were left out: 5 lines." in sentences_of(found)


def test_the_indonesian_interview_tells_its_head_and_its_slip() -> None:
    found = _read("id_wawancara_karyawan_terbaik.docx")

    assert dict(found.attributes) == {
        "Nama": "Yusuf Ariyanto",
        "Jabatan": "General Manager",
        "Nama Perusahaan": "PT. Contoh Indonesia",
        "Alamat": "Jl. Contoh, Tangerangf",
        "Waktu Pelaksanaan": "Jumat, 13 September 2018",
    }
    assert turn_texts(found)[-1] == ("N", "Iya Sama-sama.")
    assert any("“N” speaks only once (paragraph 33)" in said for said in sentences_of(found))
    headings = [p.span.of(found.text) for p in found.paragraphs if p.heading]
    assert headings == ["Hasil Wawancara", "A. \tNarasumber", "A.\tWaktu dan Tempat",
                        "C.\tHasil Wawancara"]  # fmt: skip


def test_the_slip_in_a_label_is_read_as_the_speaker_it_means() -> None:
    found = _read("mlss_interview_2.txt")

    assert speaker(found, "Interviewer2").turns == 2
    assert any("“Interviewer2 2” was read as “Interviewer2”" in s for s in sentences_of(found))


def test_a_break_between_turns_is_nobodys() -> None:
    found = _read("changelog_founders-talk-38.md")

    spoken = "".join(words for _, words in turn_texts(found))
    assert found.text.count("**Break:**") == 4
    assert "**Break:**" not in spoken
    assert sum(len(turn.words) for turn in found.turns) > 0.9 * len(found.text) - 40 * 283


def test_stage_directions_and_task_headings_are_not_the_participants_words() -> None:
    found = _read("serdif_P1_GMT20211118.odt")
    said = "\n".join(words for name, words in turn_texts(found) if name == "Participant")

    assert "Alright, so I have logged in. Let me get the other tasks open." in said
    assert "This is all I have to say." in said
    assert "(The participants starts reading task 3)" not in said
    assert "Login with the credentials" not in said
    assert ("MODERATOR", "Could you please start in task 1?") in turn_texts(found)


def test_time_stamps_of_blocks_become_the_times_of_turns() -> None:
    found = _read("id_debat_capres_5.txt")
    text = _transcript("id_debat_capres_5.txt").read_text(encoding="utf-8")
    stamps = re.findall(r"^\[([\d:]+) - ([\d:]+)\]$", text, re.MULTILINE)
    times = [(_seconds(start) * 1000, _seconds(end) * 1000) for start, end in stamps]

    assert len(times) == 127
    assert [(turn.started_ms, turn.ended_ms) for turn in found.turns] == times
    assert turn_texts(found)[1] == ("Pewara Wanita", "Terima kasih Pak Prabowo.")


def _seconds(clock: str) -> int:
    parts = [int(part) for part in clock.split(":")]
    return sum(part * 60**power for power, part in enumerate(reversed(parts)))


CUES = {
    "podcast_talk.srt": (33, ()),
    "teams_style_third_party_sample.vtt": (
        74, ("Sarah Chen", "David Kim", "Maria Rodriguez", "Lisa Thompson", "James Wu"),
    ),
    "zoom_meeting.vtt": (284, ("Alicia Koller", "Dina Delvaux", "?")),
}  # fmt: skip


@pytest.mark.parametrize("file", CUES)
def test_subtitles_keep_every_word_and_know_their_speakers(file: str) -> None:
    raw = _transcript(file).read_text(encoding="utf-8")
    cues = re.findall(r"-->.*\n((?:.+\n?)+)", raw)
    count, names = CUES[file]
    found = _read(file)

    assert len(cues) == count
    assert {s.name for s in found.speakers} == set(names)
    spoken = [re.sub(r"<[^>]+>|^[A-Z][a-z]+ [A-Z][a-z]+(?: \(SL\))?: ", "", cue) for cue in cues]
    words = [w for _, w in turn_texts(found)] if names else [found.text]
    assert _kept("".join(words)) == _kept("".join(spoken))


def test_cues_of_one_speaker_become_one_turn_with_its_times() -> None:
    found = _read("zoom_meeting.vtt")
    speakers = [turn.speaker for turn in found.turns]

    assert all(a != b for a, b in pairwise(speakers))
    assert turn_texts(found)[:4] == [
        ("Alicia Koller", "Let's do that"),
        ("Dina Delvaux", "by, too. We? And then"),
        ("?", "No, it's gonna. I think it's"),
        ("Dina Delvaux", ("transcribing. Yeah, I think it is. It's transcribing stuff. "
                          "So yeah, i'll send you what I have after this.")),
    ]  # fmt: skip
    assert (found.turns[3].started_ms, found.turns[3].ended_ms) == (9_830, 24_090)
    assert speaker(found, "?").kind is OPEN
    assert "Cues that name no speaker: 9. They are turns of “?”." in sentences_of(found)


def test_the_same_interview_as_word_and_as_text_has_the_same_turns() -> None:
    as_word, as_text = _read("sheffield_ana.docx"), _read("sheffield_ana.txt")

    def words(source: SourceDraft) -> list[tuple[str, str]]:
        return [(name, _kept(said)) for name, said in turn_texts(source)]

    # The depositors edited the text version; nearly all turns are the same to the letter.
    same = sum(a == b for a, b in zip(words(as_word), words(as_text), strict=True))
    assert same > 0.9 * len(as_word.turns)


def test_a_table_is_read_as_text_when_it_is_asked_for_as_text() -> None:
    path = shared("data", "reviews", "ikd_googleplay_semicolon.csv")
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8")), delimiter=";"))

    assert read_source(path).speakers == ()
    assert len(read_source(path).paragraphs) >= len(rows)
