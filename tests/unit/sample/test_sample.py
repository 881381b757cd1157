"""The sample study is complete, consistent with itself, fictional, and nobody else's text."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

import codebooks.framework
from models.vocabulary import StakeholderGroup, Technique
from qda.sample.contents import FILES, SampleDamaged, SampleKind, SampleStudy, sample
from tests.helpers.shared import shared

INTERVIEWS = sorted(path.name for path in FILES.glob("w0*"))
CODERS = ("Koder A", "Koder B")
_LABEL = re.compile(r"^(Pewawancara|Peneliti|P|Informan|Narasumber|S|Bu \w+|Pak \w+|Mas \w+): ")


@pytest.fixture(scope="module")
def study() -> SampleStudy:
    return sample()


@cache
def paragraphs(name: str) -> tuple[str, ...]:
    """The paragraphs of a file, read without any importer of the program."""
    path = FILES / name
    lines = {
        ".docx": _docx,
        ".odt": _odt,
        ".rtf": _rtf,
        ".vtt": _vtt,
        ".md": lambda path: path.read_text("utf-8").replace("**", "").splitlines(),
        ".txt": lambda path: path.read_text("utf-8").splitlines(),
        ".pdf": _pdf,
    }[path.suffix](path)
    return tuple(line.strip() for line in lines if line.strip())


def _docx(path: Path) -> list[str]:
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(path) as archive:
        tree = ET.fromstring(archive.read("word/document.xml"))
    return ["".join(t.text or "" for t in p.iter(space + "t")) for p in tree.iter(space + "p")]


def _odt(path: Path) -> list[str]:
    space = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    with zipfile.ZipFile(path) as archive:
        tree = ET.fromstring(archive.read("content.xml"))
    return ["".join(p.itertext()) for p in tree.iter() if p.tag in (space + "p", space + "h")]


def _rtf(path: Path) -> list[str]:
    text = re.sub(r"\\u(\d+)\?", lambda found: chr(int(found[1])), path.read_text("ascii"))
    text = text.partition("\\fs24")[2]
    return [re.sub(r"\\[a-z]+\d* ?|[{}]", "", line) for line in text.splitlines()]


def _vtt(path: Path) -> list[str]:
    blocks = path.read_text("utf-8").split("\n\n")
    note = blocks[1].splitlines()[1:]
    cues = [block.split("\n", 1)[1] for block in blocks[2:]]
    return note + [re.sub(r"<v ([^>]+)>(.*)</v>", r"\1: \2", cue.strip()) for cue in cues]


def _pdf(path: Path) -> list[str]:
    from pdfminer.high_level import extract_text

    return extract_text(path).splitlines()


def table(name: str) -> list[dict[str, str]]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def all_texts() -> Iterator[str]:
    for path in FILES.iterdir():
        if path.suffix in {".csv", ".yaml"} or path.name == "README.md":
            yield path.read_text("utf-8")
        else:
            yield "\n".join(paragraphs(path.name))


@pytest.mark.parametrize("name", INTERVIEWS)
def test_an_interview_has_a_head_and_at_least_1100_spoken_words(name: str) -> None:
    lines = paragraphs(name)
    for field in ("Nama samaran", "Jabatan", "Tanggal", "Tempat"):
        assert any(line.startswith(field + ": ") for line in lines[:7])
    assert "rekaan" in " ".join(lines[:7])
    spoken = [_LABEL.sub("", line) for line in lines if _LABEL.match(line)]
    assert sum(len(line.split()) for line in spoken) >= 1100


def test_the_interviews_come_from_all_sides_in_six_formats(study: SampleStudy) -> None:
    groups = Counter(case.group for case in study.cases)
    assert groups == {
        StakeholderGroup.GOVERNMENT: 3,
        StakeholderGroup.PRIVATE: 1,
        StakeholderGroup.CITIZEN: 3,
    }
    assert {Path(name).suffix for name in INTERVIEWS} == {
        ".docx",
        ".txt",
        ".md",
        ".vtt",
        ".odt",
        ".rtf",
    }
    assert [case.file for case in study.cases] == INTERVIEWS


def test_each_informant_speaks_under_the_label_and_pseudonym_given(study: SampleStudy) -> None:
    for case in study.cases:
        lines = paragraphs(case.file)
        assert f"Nama samaran: {case.name}" in lines
        assert sum(line.startswith(case.speaker + ": ") for line in lines) >= 15
        assert dict(case.attributes).keys() >= {"usia", "lama_bekerja", "kecamatan"}


def test_the_date_in_the_head_of_an_interview_is_the_date_of_the_study(study: SampleStudy) -> None:
    months = {"Mei": 5, "Juni": 6}
    for file in study.files:
        if file.technique is Technique.INTERVIEW:
            line = next(ln for ln in paragraphs(file.name) if ln.startswith("Tanggal: "))
            day, month, year = line.removeprefix("Tanggal: ").split()
            assert dt.date.fromisoformat(file.date) == dt.date(int(year), months[month], int(day))


def test_there_are_300_reviews_of_at_least_220_texts() -> None:
    reviews = table("ulasan-gayung.csv")
    assert len(reviews) == 300
    assert len({row["reviewId"] for row in reviews}) == 300
    texts = Counter(row["content"].strip().casefold() for row in reviews)
    assert 220 <= len(texts) < 300
    assert set(Counter(row["score"] for row in reviews)) == set("12345")
    dates = [dt.datetime.fromisoformat(row["at"]) for row in reviews]
    assert {date.year for date in dates} == {2023, 2024, 2025}
    assert dates == sorted(dates, reverse=True)


def test_a_developer_answers_after_the_review_and_only_with_words() -> None:
    answered = [row for row in table("ulasan-gayung.csv") if row["replyContent"]]
    assert len(answered) >= 100
    assert all(row["repliedAt"] > row["at"] for row in answered)
    silent = [row for row in table("ulasan-gayung.csv") if not row["replyContent"]]
    assert not any(row["repliedAt"] for row in silent)


@pytest.mark.parametrize(
    "difficulty",
    ["\u200d", "[\U0001f3fb-\U0001f3ff]", "[\U0001d400-\U0001d7ff]", "\n", "[\u0621-\u064a]"],
    ids=["joined emoji", "skin tone", "styled letters", "line end", "right to left"],
)
def test_reviews_hold_what_makes_text_difficult(difficulty: str) -> None:
    contents = [row["content"] for row in table("ulasan-gayung.csv")]
    assert any(re.search(difficulty, content) for content in contents)


def test_lines_end_in_line_feeds_only() -> None:
    for name in ("ulasan-gayung.csv", "survei-warga.csv", "answer_key.csv", "cases.csv"):
        assert b"\r" not in (FILES / name).read_bytes()


def test_sixty_respondents_answer_nine_items_of_one_to_four() -> None:
    rows = table("survei-warga.csv")
    assert len(rows) == 60
    items = [name for name in rows[0] if re.match(r"\d\. ", name)]
    assert len(items) == 9
    assert {row[item] for row in rows for item in items} <= {"", "1", "2", "3", "4"}
    stamps = [tuple(map(int, re.findall(r"\d+", row["Stempel waktu"]))) for row in rows]
    ordered = [(year, month, day, *clock) for day, month, year, *clock in stamps]
    assert ordered == sorted(ordered)
    assert {year for year, *_ in ordered} == {2025}


def test_the_tables_of_the_report_add_up() -> None:
    cells = paragraphs("lkjip-2024.docx")
    start = cells.index("Kategori") + 4
    end = cells.index("Jumlah")
    counts = [int(cell.replace(".", "")) for cell in cells[start + 1 : end : 4]]
    in_time = [int(cell.replace(".", "")) for cell in cells[start + 2 : end : 4]]
    assert [f"{sum(counts):,}".replace(",", "."), f"{sum(in_time):,}".replace(",", ".")] == list(
        cells[end + 1 : end + 3]
    )


def test_the_regulation_has_pages_articles_and_a_running_head() -> None:
    from pypdf import PdfReader

    pages = [page.extract_text() for page in PdfReader(FILES / "perwal-27-2022.pdf").pages]
    assert len(pages) >= 4
    assert all("Nomor 27 Tahun 2022 (rekaan)" in page for page in pages)
    assert all(f"- {number} -" in page for number, page in enumerate(pages, start=1))
    articles = re.findall(r"^ *Pasal (\d+)$", "\n".join(pages), re.MULTILINE)
    assert articles == [str(number) for number in range(1, 23)]


@pytest.mark.parametrize("coder", CODERS)
def test_a_coder_coded_150_times_and_60_reviews(study: SampleStudy, coder: str) -> None:
    codings = [
        coding for coding in study.codings_of(coder) if coding.file.startswith(("w0", "ulasan"))
    ]
    assert len(codings) >= 150
    assert len({coding.record for coding in codings if coding.record}) >= 60
    assert set(INTERVIEWS) <= {coding.file for coding in codings}


def test_every_quote_occurs_exactly_once_and_inside_one_paragraph(study: SampleStudy) -> None:
    reviews = {row["reviewId"]: row["content"] for row in table("ulasan-gayung.csv")}
    for coding in study.codings:
        texts = (reviews[coding.record],) if coding.record else paragraphs(coding.file)
        assert sum(text.count(coding.quote) for text in texts) == 1, coding
        assert coding.quote == coding.quote.strip()


def test_no_coding_is_written_twice_and_strengths_are_one_to_three(study: SampleStudy) -> None:
    acts = Counter((c.coder, c.file, c.record, c.quote, c.framework, c.code) for c in study.codings)
    assert max(acts.values()) == 1
    assert {coding.strength for coding in study.codings} == {1, 2, 3}


def test_the_coders_agree_well_but_not_fully_on_interviews(study: SampleStudy) -> None:
    marks: dict[str, set[tuple[str, int, str]]] = {}
    for coder in CODERS:
        marks[coder] = {
            (coding.file, place, coding.code)
            for coding in study.codings_of(coder)
            if coding.file in INTERVIEWS
            for place, paragraph in enumerate(paragraphs(coding.file))
            if coding.quote in paragraph
        }
    first, second = (marks[coder] for coder in CODERS)
    codes = {code for _, _, code in first | second}
    decisions = sum(len(paragraphs(name)) for name in INTERVIEWS) * len(codes)
    assert 0.65 < kappa(first, second, decisions) < 0.8


def kappa(first: set[tuple[str, int, str]], second: set[tuple[str, int, str]], n: int) -> float:
    """Cohen (1960): agreement beyond chance of two coders on `n` yes-or-no decisions."""
    observed = 1 - len(first ^ second) / n
    a, b = len(first) / n, len(second) / n
    chance = a * b + (1 - a) * (1 - b)
    return (observed - chance) / (1 - chance)


def test_the_coders_sometimes_draw_other_boundaries(study: SampleStudy) -> None:
    first, second = (
        {(c.file, c.record, c.code, c.quote) for c in study.codings_of(coder)} for coder in CODERS
    )
    moved = [
        (one, other)
        for one in first
        for other in second
        if one[:3] == other[:3] and one[3] != other[3] and other[3] in one[3]
    ]
    assert len(moved) >= 20


def test_every_code_is_one_of_the_shared_frameworks(study: SampleStudy) -> None:
    known = _shared_codes(shared("frameworks.yaml"))
    used = {(coding.framework, coding.code) for coding in study.codings}
    assert {framework for framework, _ in used} == set(study.frameworks)
    assert used <= known


def _shared_codes(path: Path) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()

    def gather(framework: str, codes: list[object]) -> None:
        for code in codes:
            if isinstance(code, list):
                found.add((framework, str(code[0])))
            elif isinstance(code, dict):
                found.add((framework, str(code["id"])))
                gather(framework, code.get("children", []))

    for document in yaml.safe_load_all(path.read_text("utf-8")):
        if "framework" in document:
            gather(document["framework"], document["codes"])
        else:
            for name, body in document.items():
                if isinstance(body, dict) and "codes" in body:
                    gather(name, body["codes"])
    return found


def test_the_list_of_files_names_every_file_and_no_other(study: SampleStudy) -> None:
    lists = {"study.yaml", "records.yaml", "cases.csv", "answer_key.csv", "README.md"}
    assert {file.name for file in study.files} == {path.name for path in FILES.iterdir()} - lists
    assert all(file.path.is_file() for file in study.files)
    assert {file.kind for file in study.files} == set(SampleKind)


def test_titles_and_questions_speak_both_languages(study: SampleStudy) -> None:
    assert len(study.questions) == 3
    for wording in (study.title, study.notice, *(q.text for q in study.questions)):
        assert wording.en
        assert wording.id
        assert wording.en != wording.id
    assert all(set(question.frameworks) <= set(study.frameworks) for question in study.questions)


def test_an_interview_has_its_informant_and_a_document_has_none(study: SampleStudy) -> None:
    first = study.case_of("w01-kepala-bidang.docx")
    assert first is not None
    assert first.name == "Bu Ratna"
    assert study.case_of("perwal-27-2022.pdf") is None


def test_everything_says_that_it_is_fictional_and_names_no_real_programme() -> None:
    for path in FILES.iterdir():
        if path.name not in {"cases.csv", "answer_key.csv"}:
            text = path.read_text("utf-8") if path.suffix in {".csv", ".yaml"} else ""
            assert "rekaan" in (text or "\n".join(paragraphs(path.name))), path.name
    assert not re.search(r"\b(JAKI|JSC|Jakarta|DKI|Qlue|Nodeflux)\b", "\n".join(all_texts()))


def test_the_whole_is_smaller_than_a_megabyte() -> None:
    assert sum(path.stat().st_size for path in FILES.iterdir()) < 1_000_000


def test_nothing_is_copied_from_the_shared_texts() -> None:
    own = {shingle for text in all_texts() for shingle in shingles(text)}
    assert len(own) > 10_000
    for path in sorted(shared("corpus").glob("*.txt")):
        assert not own & set(shingles(path.read_text("utf-8", errors="replace"))), path.name


def shingles(text: str, size: int = 8) -> Iterator[tuple[str, ...]]:
    """Every run of `size` words, in lower case, without punctuation."""
    words = re.findall(r"\w+", text.casefold())
    return (tuple(words[i : i + size]) for i in range(len(words) - size + 1))


@pytest.mark.parametrize("name", ["study.yaml", "cases.csv", "answer_key.csv"])
def test_a_missing_list_is_told_and_not_a_traceback(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(FILES, tmp_path / "files")
    (folder / name).unlink()
    with pytest.raises(SampleDamaged) as refusal:
        sample(folder)
    assert name in refusal.value.say("id")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("study.yaml", b"- a list"),
        ("study.yaml", b"title: x"),
        ("study.yaml", b"{"),
        ("cases.csv", b"name\nX\n"),
        ("answer_key.csv", b"\xff\xfe"),
        (
            "answer_key.csv",
            b"coder,file,record,quote,code,polarity,strength,time\nA,b,,q,f:C,?,1,now\n",
        ),
    ],
)
def test_a_damaged_list_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    folder = shutil.copytree(FILES, tmp_path / "files")
    (folder / name).write_bytes(content)
    with pytest.raises(SampleDamaged):
        sample(folder)


@pytest.mark.parametrize(
    "framework", ["vmvh1975", "ansell_gash2008", "najam1995_5c", "appreview_mn2015"]
)
def test_every_code_is_in_the_shipped_framework(study: SampleStudy, framework: str) -> None:
    shipped = Path(codebooks.framework.__file__).parent / "library" / f"{framework}.yaml"
    if not shipped.exists():
        pytest.skip(f"the framework {framework} is not shipped as {shipped.name}")
    words = set(re.findall(r"[A-Z]+\d+(?:\.\d+[a-c]?)?", shipped.read_text("utf-8")))
    assert {c.code for c in study.codings if c.framework == framework} <= words
