"""Every sentence of the program has its Indonesian, and the compiled catalogue is in step."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

import pytest

from tests.helpers.catalogue import all_complaints, compiled, complaints, fragments
from tests.helpers.sentences import Sentence, sentences, unreadable
from tests.helpers.tree import Module, modules

_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_the_catalogue_is_complete_and_in_step() -> None:
    found = all_complaints(modules())
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('speech("A")', [Sentence("A", "m.py:1")]),
        ('self._speech("A {x}", x=1)', [Sentence("A {x}", "m.py:1")]),
        ('window.context.say("A " "B")', [Sentence("A B", "m.py:1")]),
        ('Speech("id")("A")', [Sentence("A", "m.py:1")]),
        ('mark("A")', [Sentence("A", "m.py:1")]),
        ('_("A")', [Sentence("A", "m.py:1")]),
        ('Notice(sentence="A")', [Sentence("A", "m.py:1")]),
        ('speech("A" if x else "B")', [Sentence("A", "m.py:1"), Sentence("B", "m.py:1")]),
        ('speech.many("{n} a", "{n} as", 2)', [Sentence("{n} a", "m.py:1", "{n} as")]),
        ('error.say("id")', []),
        ("speech(notice.sentence)", []),
    ],
)
def test_a_sentence_is_found_however_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, expected: list[Sentence]
) -> None:
    assert sentences([_module(tmp_path, monkeypatch, code)]) == expected


@pytest.mark.parametrize("code", ['speech(f"A {x}")', 'mark("A" + x)', 'say.many(f"{x}", "b", 2)'])
def test_a_sentence_that_is_put_together_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    assert len(unreadable([_module(tmp_path, monkeypatch, code)])) == 1


@pytest.mark.parametrize(
    ("fragment", "complaint"),
    [
        ('msgid "Page {n}"\nmsgstr "Halaman {m}"\n', "takes ['n'], its Indonesian ['m']"),
        ('msgid "Page {n}"\nmsgstr ""\n', "has no Indonesian"),
        ('#, fuzzy\nmsgid "Page {n}"\nmsgstr "Halaman {n}"\n', "marked fuzzy"),
        ('msgid "Page {n}"\nmsgstr "Halaman {n"\n', "does not pair"),
        ('msgid "Pages"\nmsgstr "Halaman"\n', "nobody says"),
        ('msgid "Page {n}"\nmsgstr "Lembar {n}"\n', "is translated otherwise"),
    ],
)
def test_a_faulty_fragment_is_complained_of(tmp_path: Path, fragment: str, complaint: str) -> None:
    good = 'msgid "Page {n}"\nmsgstr "Halaman {n}"\n'
    (tmp_path / "b.po").write_text(_HEADER + fragment, encoding="utf-8")
    if "Lembar" in fragment:
        (tmp_path / "a.po").write_text(_HEADER + good, encoding="utf-8")
    found = complaints([Sentence("Page {n}", "ui/x.py:1")], fragments(tmp_path))
    assert any(complaint in c for c in found), found


def test_gettext_reads_what_was_compiled(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(
        _HEADER
        + 'msgid "Source"\nmsgstr "Sumber data"\n\n'
        + 'msgid "{n} code"\nmsgid_plural "{n} codes"\nmsgstr[0] "{n} kode 🧭"\n',
        encoding="utf-8",
    )
    content = compiled(fragments(tmp_path).translations)
    catalogue = gettext.GNUTranslations(io.BytesIO(content))
    assert catalogue.gettext("Source") == "Sumber data"
    assert catalogue.ngettext("{n} code", "{n} codes", 1) == "{n} kode 🧭"
    assert catalogue.ngettext("{n} code", "{n} codes", 5) == "{n} kode 🧭"


def _module(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> Module:
    monkeypatch.setattr("tests.helpers.tree.ROOT", folder)
    path = folder / "m.py"
    path.write_text(code, encoding="utf-8")
    return Module(path)
