"""What every registered codebook format promises: it keeps what it says, and refuses the rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from codebooks import shelf
from codebooks.errors import CodebookError
from codebooks.formats.registry import (
    FORMATS,
    CodebookFormat,
    format_of,
    read_framework,
    write_framework,
)
from codebooks.framework import Framework, FrameworkCode, Wording
from codebooks.refusals import (
    CodebookTooLarge,
    CodebookUnreadable,
    CodebookUnwritable,
    UnknownCodebookFormat,
)

_IDS = [card.id for card in shelf.shelf()]


@pytest.fixture(params=FORMATS, ids=lambda form: form.name)
def form(request: pytest.FixtureRequest) -> CodebookFormat:
    """Each registered format in turn."""
    assert isinstance(request.param, CodebookFormat)
    return request.param


def _kept(form: CodebookFormat, framework: Framework) -> Framework:
    """What the format says it keeps of the framework."""
    if form.keeps_everything:
        return framework
    return replace(framework, relations=(), propositions=(), to_check=(), secondary_citations=())


@pytest.mark.parametrize("framework_id", _IDS)
def test_a_shipped_framework_comes_back_as_it_was(
    form: CodebookFormat, framework_id: str, tmp_path: Path
) -> None:
    framework = shelf.framework(framework_id)
    for extension in form.extensions:
        path = tmp_path / f"theory{extension}"
        write_framework(framework, path)
        assert read_framework(path) == _kept(form, framework)


def test_text_that_looks_like_a_formula_comes_back_as_text(
    form: CodebookFormat, tmp_path: Path
) -> None:
    texts = ["=1+1", "+62", "-x", "@you", "'=quoted", "''-", "\t=tab", "#N/A", "007", "1e5", "TRUE"]
    codes = tuple(
        FrameworkCode(f"C{n}", Wording(text, text), definition=Wording(id=text))
        for n, text in enumerate(texts)
    )
    framework = Framework("x", Wording("=name", "@nama"), "=SUM(A1)", codes)
    path = tmp_path / f"theory{form.extensions[0]}"
    write_framework(framework, path)
    assert read_framework(path) == _kept(form, framework)


def test_values_that_look_like_others_stay_text(form: CodebookFormat, tmp_path: Path) -> None:
    ids = ["1.10", "1.1", "no", "null", "2024-01-01", "0x10", "1_000"]
    codes = tuple(FrameworkCode(one, Wording(one, "ya")) for one in ids)
    framework = Framework("x", Wording("n", "n"), "c", codes, version="1.0")
    path = tmp_path / f"theory{form.extensions[0]}"
    write_framework(framework, path)
    assert [code.id for code in read_framework(path).codes] == ids
    assert read_framework(path).version == "1.0"


def test_the_extension_counts_whatever_its_case(form: CodebookFormat) -> None:
    assert format_of(Path(f"THEORY{form.extensions[0].upper()}")) is form


def test_a_missing_file_is_told(form: CodebookFormat, tmp_path: Path) -> None:
    with pytest.raises(CodebookUnreadable, match="nothing"):
        read_framework(tmp_path / f"nothing{form.extensions[0]}")


def test_a_folder_is_told(form: CodebookFormat, tmp_path: Path) -> None:
    path = tmp_path / f"folder{form.extensions[0]}"
    path.mkdir()
    with pytest.raises(CodebookUnreadable):
        read_framework(path)


def test_a_missing_folder_is_told_on_writing(form: CodebookFormat, tmp_path: Path) -> None:
    path = tmp_path / "no" / f"theory{form.extensions[0]}"
    with pytest.raises(CodebookUnwritable):
        write_framework(shelf.framework("servqual1988"), path)


def test_a_huge_file_is_refused_before_it_is_parsed(form: CodebookFormat, tmp_path: Path) -> None:
    path = tmp_path / f"huge{form.extensions[0]}"
    with path.open("wb") as stream:
        stream.truncate(9_000_000)
    with pytest.raises(CodebookTooLarge):
        read_framework(path)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\xff\xfe\x00",
        b"\xff\xfe\xd8",
        b"PK\x03\x04broken",
        b"\x89PNG\r\n\x1a\n",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
        "Kode,Nama\nĀ,B\n".encode("utf-16-le"),
        "Kode;Nama\nA;Kebijakan “x”\n".encode("cp1252"),
        b"[" * 100_000,
        b"{" * 3000,
        b"a: " * 2000,
        b"- " * 30_000,
        b'"' * 1001,
        b",,,,\n" * 100,
        b"\xef\xbb\xbf",
        bytes(range(256)) * 10,
    ],
)
def test_what_is_no_codebook_is_refused_in_words(
    form: CodebookFormat, data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / f"strange{form.extensions[0]}"
    path.write_bytes(data)
    with pytest.raises(CodebookError) as caught:
        read_framework(path)
    for language in ("en", "id"):
        assert "strange" in caught.value.say(language)
        assert caught.value.say(language).rstrip("”").endswith(".")


def test_a_failed_writing_leaves_the_earlier_file(form: CodebookFormat, tmp_path: Path) -> None:
    path = tmp_path / f"theory{form.extensions[0]}"
    write_framework(shelf.framework("servqual1988"), path)
    before = path.read_bytes()
    broken = Framework("x", Wording("\ud800", "y"), "c", (FrameworkCode("A", Wording("\ud800")),))
    with pytest.raises(CodebookError):
        write_framework(broken, path)
    assert path.read_bytes() == before
    assert [other.name for other in tmp_path.iterdir()] == [path.name]


def test_another_extension_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownCodebookFormat, match=r"\.yaml, \.yml, \.xlsx, \.csv"):
        read_framework(tmp_path / "theory.docx")
