"""Term lists are read from YAML and XLSX, written back, and refused with their place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from codebooks.framework import Wording
from models.vocabulary import Polarity
from qda.autocoding.errors import (
    BadTerm,
    BadTermList,
    MissingKey,
    NotReadable,
    RepeatedKey,
    TooLarge,
    UnknownCode,
    UnknownFormat,
    UnknownKey,
    WrongShape,
)
from qda.autocoding.reading import MOST_BYTES, read, read_bytes
from qda.autocoding.shelf import shipped, shipped_ids
from qda.autocoding.term_list import Term, TermMode, checked
from qda.autocoding.writing import as_workbook, as_yaml

OWN = """\
id: daftar-anggaran
nama: Daftar anggaran
kerangka: vmvh1975
aturan:
  - kode: VMH2.2
    indikator: {id: besaran, en: size}
    istilah: anggaran, APBD, "dana hibah", pembiaya*
    menghambat: anggaran terbatas
    kecuali: anggaran rumah tangga
  - kode: VMH3.4
    terms:
      id: [~koordinasi, "tindak lanjut"]
      only en: budget
"""


def workbook(*rows: tuple[str | None, ...], facts: tuple[tuple[str, str], ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Istilah"
    for row in rows:
        sheet.append(row)
    if facts:
        second = book.create_sheet("daftar")
        for fact in facts:
            second.append(fact)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_list_as_a_researcher_writes_it_is_read() -> None:
    found = read_bytes(OWN.encode(), "own.yaml")
    assert found.name == Wording(en="Daftar anggaran", id="Daftar anggaran")
    first, second = found.rules
    assert first.code == "vmvh1975:VMH2.2"
    assert first.indicator == Wording(en="size", id="besaran")
    assert first.terms == (
        Term("anggaran"),
        Term("APBD"),
        Term("dana hibah", mode=TermMode.EXACT),
        Term("pembiaya*"),
        Term("anggaran terbatas", polarity=Polarity.INHIBITING),
    )
    assert first.unless == (Term("anggaran rumah tangga"),)
    assert second.terms == (
        Term("koordinasi", mode=TermMode.STEM),
        Term("tindak lanjut", mode=TermMode.EXACT),
        Term("budget", "en", limited=True),
    )


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    windows = b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode()
    assert read_bytes(windows, "own.yaml") == read_bytes(OWN.encode(), "own.yaml")


def test_a_workbook_with_a_row_for_each_code_is_read() -> None:
    content = workbook(
        ("Kode", "Indikator", "indicator", "Istilah", "Bahasa", "Polaritas", "Kecuali"),
        ("VMH2.2", "besaran", "size", 'anggaran, "dana hibah"', "id", None, "anggaran rumah"),
        ("VMH2.2", "besaran", "size", "limited budget", "en", "menghambat", None),
        (None, None, None, None, None, None, None),
        ("VMH3.4", None, None, "~koordinasi", None, "+", None),
        facts=(("id", "own"), ("kerangka", "vmvh1975"), ("nama", "Milikku"), ("name", "Mine")),
    )
    found = read_bytes(content, "x.xlsx")
    assert (found.id, found.name) == ("own", Wording(en="Mine", id="Milikku"))
    first, second = found.rules
    assert first.terms == (
        Term("anggaran"),
        Term("dana hibah", mode=TermMode.EXACT),
        Term("limited budget", "en", polarity=Polarity.INHIBITING),
    )
    assert first.indicator == Wording(en="size", id="besaran")
    assert first.unless == (Term("anggaran rumah"),)
    assert second.terms == (Term("koordinasi", mode=TermMode.STEM, polarity=Polarity.SUPPORTING),)


def test_a_workbook_without_facts_is_named_for_its_file() -> None:
    content = workbook(("code", "terms"), ("X:1", "anggaran"))
    assert read_bytes(content, "Daftar Saya.xlsx").id == "daftar-saya"


@pytest.mark.parametrize("list_id", ["own", *shipped_ids()])
def test_what_is_written_is_read_back(list_id: str) -> None:
    one = read_bytes(OWN.encode(), "own.yaml") if list_id == "own" else shipped(list_id)
    assert read_bytes(as_yaml(one).encode(), "again.yaml") == one
    assert read_bytes(as_workbook(one), "again.xlsx") == one


def test_nothing_in_a_written_workbook_is_a_formula() -> None:
    text = "id: x\nrules:\n  - {code: 'a:=1+1', terms: ['+62 nomor']}\n"
    one = read_bytes(text.encode(), "x.yaml")
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(one)))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row if cell.value}
    assert kinds == {"s"}
    assert read_bytes(as_workbook(one), "x.xlsx") == one


def test_a_file_on_disk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_text(OWN, encoding="utf-8")
    assert read(path).id == "daftar-anggaran"


@pytest.mark.parametrize(
    ("change", "refusal", "says"),
    [
        (("aturan:", "aturann:"), UnknownKey, "own.yaml, line 4: “aturann”"),
        (("    istilah:", "    isitlah:"), UnknownKey, "own.yaml, line 7: “isitlah”"),
        (("pembiaya*", "pem*biaya"), BadTerm, "own.yaml, line 7: the term “pem*biaya”"),
        (("kode: VMH3.4", "kode:"), MissingKey, "own.yaml, line 10: “code” is missing"),
        (("id: daftar-anggaran", "id:"), MissingKey, "own.yaml, the file: “id” is missing"),
        (("nama: Daftar anggaran", "nama: [a]"), WrongShape, "own.yaml, line 2: “name”"),
        (("nama: Daftar", "id: Daftar"), RepeatedKey, "own.yaml, line 2: “id”"),
        (("kerangka: vmvh1975", "bahasa: de"), WrongShape, "own.yaml, line 3: “language”"),
        (("indikator: {", "indikator: {{"), NotReadable, "line 7"),
        (("only en: budget", "fr: budget"), UnknownKey, "own.yaml, line 13: “fr”"),
        (("kode: VMH3.4", "longest: viele\n    kode: X"), WrongShape, "line 10: “longest”"),
    ],
)
def test_a_fault_in_a_yaml_list_is_refused_with_its_line(
    change: tuple[str, str], refusal: type[BadTermList], says: str
) -> None:
    spoilt = OWN.replace(*change)
    assert spoilt != OWN
    with pytest.raises(refusal) as caught:
        read_bytes(spoilt.encode(), "own.yaml")
    assert says in caught.value.say("en")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"just text",
        b"- a\n- b",
        b"\xff\xfe\x00",
        b"id: x\nrules: 5",
        b"id: x\nrules: [5]",
        b"id: x\nrules: []",
        b"id: x",
        b"a: &a [1]\nb: [*a, *a]",
        b"id: " + b"[" * 5000,
        b"id: \x07",
        b"? [a]\n: b",
        b"id: x\nrules: [{code: a, terms: {id: {id: b}}}]",
        b"id: x\nrules: [{code: a, terms: [[b]]}]",
        b"!!python/object:os.system {}",
    ],
)
def test_what_is_no_yaml_list_is_refused(content: bytes) -> None:
    with pytest.raises(BadTermList):
        read_bytes(content, "x.yaml")


@pytest.mark.parametrize(
    ("rows", "refusal", "says"),
    [
        ([], MissingKey, "row 1"),
        ([("code", "words")], UnknownKey, "row 1 of sheet “Istilah”: “words”"),
        ([("code",)], MissingKey, "“terms” is missing"),
        ([("code", "terms", "terms")], RepeatedKey, "“terms”"),
        ([("code", "terms"), ("a", "...")], BadTerm, "row 2 of sheet “Istilah”"),
        ([("code", "terms"), (None, "a")], MissingKey, "row 2 of sheet “Istilah”: “code”"),
        ([("code", "terms", "language"), ("a", "b", "de")], WrongShape, "row 2"),
        ([("code", "terms", "polarity"), ("a", "b", "bad")], WrongShape, "“polarity”"),
        ([("code", "terms", "longest"), ("a", "b", "x")], WrongShape, "“longest”"),
    ],
)
def test_a_fault_in_a_workbook_is_refused_with_its_row(
    rows: list[tuple[str | None, ...]], refusal: type[BadTermList], says: str
) -> None:
    with pytest.raises(refusal) as caught:
        read_bytes(workbook(*rows), "x.xlsx")
    assert says in caught.value.say("en")


def packed(name: str, content: bytes) -> bytes:
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packing.getvalue()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"no zip", NotReadable),
        (b"", NotReadable),
        (packed("a.txt", b"x"), NotReadable),
        (packed("xl/workbook.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), NotReadable),
        (packed("xl/workbook.xml", b"0" * 60_000_000), TooLarge),
    ],
)
def test_what_is_no_workbook_or_means_harm_is_refused(
    content: bytes, refusal: type[BadTermList]
) -> None:
    with pytest.raises(refusal):
        read_bytes(content, "x.xlsx")


def test_other_files_and_huge_ones_are_refused() -> None:
    with pytest.raises(UnknownFormat):
        read_bytes(b"", "x.docx")
    with pytest.raises(TooLarge):
        read_bytes(b" " * (MOST_BYTES + 1), "x.yaml")


def test_a_code_that_the_framework_lacks_is_refused_with_its_line() -> None:
    found = read_bytes(OWN.encode(), "own.yaml")
    assert checked(found, {"vmvh1975:VMH2.2", "vmvh1975:VMH3.4"}) is found
    with pytest.raises(UnknownCode) as caught:
        checked(found, {"vmvh1975:VMH2.2"})
    assert "line 10" in caught.value.say("en")
    assert "vmvh1975:VMH3.4" in caught.value.say("en")
