"""The importers of texts, and the one way in: a file's content decides who reads it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

from models.errors import Refused
from models.vocabulary import Technique
from qda.i18n import mark
from qda.importers.draft import Notice, OriginalFile, SourceDraft
from qda.importers.errors import OldWord, PasswordNeeded, UnknownKind
from qda.importers.markdown import Markdown
from qda.importers.opendocument import OpenDocument
from qda.importers.opening import opened
from qda.importers.options import ReadingOptions
from qda.importers.pdf import PortableDocument
from qda.importers.plain_text import PlainText
from qda.importers.rich_text import RichText
from qda.importers.subtitles import SubRip, WebVtt
from qda.importers.web_page import WebPage
from qda.importers.word import WordDocument
from qda.jobs.progress import Progress, Silent

HEAD: Final = 65_536
"""How many bytes an importer sees when it is asked whether a file is its own."""


class TextImporter(Protocol):
    """Reads the files of one format."""

    @property
    def name(self) -> str:
        """The format's short name, which the draft carries: "docx"."""

    @property
    def extensions(self) -> tuple[str, ...]:
        """The endings such files usually have, lower case, with the dot; the first is offered."""

    def reads(self, head: bytes, name: str) -> bool:
        """Whether a file that begins with these bytes and is called so is of this format."""

    def read(self, original: OriginalFile, options: ReadingOptions) -> SourceDraft:
        """The draft of the file.

        Raises:
            Refused: the file is not what it seemed, or cannot be trusted.
        """


# To read another format: write a module with a class like those below, whose `read` makes a
# `body.Body` and hands it to `drafting.drafted`, and add an instance here. The first importer
# that recognises a file reads it, so those that look at content stand before those that look at
# names, and plain text stays last. The contract tests then run over it by themselves; give them
# a file of the format in tests/contracts/test_importers.py.
IMPORTERS: Final[tuple[TextImporter, ...]] = (
    PortableDocument(),
    RichText(),
    OpenDocument(),
    WordDocument(),
    WebVtt(),
    SubRip(),
    WebPage(),
    Markdown(),
    PlainText(),
)

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OTHER_ZIPS: Final = (
    (b"xl/", mark("an Excel workbook (import it as a table)")),
    (b"ppt/", mark("a PowerPoint presentation")),
    (b"application/epub+zip", mark("an e-book")),
    (
        b"opendocument.spreadsheet",
        mark("a spreadsheet (save it as .xlsx and import it as a table)"),
    ),
    (b"project.qde", mark("a project of another program")),
)
_SIGNATURES: Final = (
    (b"\x89PNG", mark("a picture")),
    (b"\xff\xd8\xff", mark("a picture")),
    (b"GIF8", mark("a picture")),
    (b"ID3", mark("a sound recording")),
    (b"OggS", mark("a sound recording")),
    (b"fLaC", mark("a sound recording")),
    (b"RIFF", mark("a sound or video recording")),
    (b"MZ", mark("a program")),
    (b"\x7fELF", mark("a program")),
    (b"SQLite format 3\0", mark("a database")),
    (b"Rar!", mark("an archive")),
    (b"7z\xbc\xaf", mark("an archive")),
    (b"\x1f\x8b", mark("an archive")),
)


def read_source(
    path: Path,
    *,
    technique: Technique | None = None,
    language: str | None = None,
    progress: Progress | None = None,
) -> SourceDraft:
    """The draft of the text in a file; what it is, is told by its content, not by its name.

    `technique` and `language` ("id", "en") are guessed where they are None. `progress` hears of
    long documents page by page and may cancel.

    Raises:
        Refused: the file is missing, empty, too large, of no known kind, damaged or hostile.
        Unavailable: the system does not hand it over.
    """
    options = ReadingOptions(technique, language, progress or Silent())
    return read_original(opened(Path(path)), options)


def read_original(original: OriginalFile, options: ReadingOptions) -> SourceDraft:
    """The draft of a file whose bytes are at hand. Raises as `read_source`."""
    importer = importer_of(original)
    draft = importer.read(original, options)
    ending = Path(original.name).suffix.lower()
    claimed = next((i for i in IMPORTERS if ending in i.extensions or ending == ".doc"), None)
    if claimed is not None and claimed is not importer and ending not in importer.extensions:
        sentence = mark("The name ends in {ending}, but the content is {format}; it was read so.")
        notice = Notice(sentence, (("ending", ending), ("format", importer.name)))
        return replace(draft, notices=(notice, *draft.notices))
    return draft


def importer_of(original: OriginalFile) -> TextImporter:
    """The importer that reads this file.

    Raises:
        UnknownKind, OldWord, PasswordNeeded: no importer does.
    """
    head = original.content[:HEAD]
    _refuse_other_kinds(original, head)
    return next(i for i in IMPORTERS if i.reads(head, original.name))


def known_endings() -> tuple[str, ...]:
    """Every file name ending the importers claim, in their order."""
    return tuple(ending for importer in IMPORTERS for ending in importer.extensions)


def _refuse_other_kinds(original: OriginalFile, head: bytes) -> None:
    if head.startswith(_OLE):
        _refuse_old_office(original)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature) and (b"\0" in head or len(signature) > 3):
            raise _unknown(original.name, kind)
    if head[4:8] == b"ftyp":
        raise _unknown(original.name, mark("a sound or video recording"))
    if head.startswith(b"PK"):
        _refuse_other_zips(original)


def _refuse_old_office(original: OriginalFile) -> None:
    if _ENCRYPTED in original.content:
        raise PasswordNeeded(file=original.name)
    if "WordDocument".encode("utf-16-le") in original.content:
        raise OldWord(file=original.name)
    raise _unknown(original.name, mark("a document of an old office program"))


def _refuse_other_zips(original: OriginalFile) -> None:
    """Refuse the archives that are neither Word nor OpenDocument texts, by what they say."""
    if any(i.reads(original.content[:HEAD], "") for i in (OpenDocument(), WordDocument())):
        return
    # The names of all members stand once more at an archive's end.
    ends = original.content[:HEAD] + original.content[-HEAD:]
    if b"word/document" in ends:
        return
    for trace, kind in _OTHER_ZIPS:
        if trace in ends:
            raise _unknown(original.name, kind)
    if not original.name.lower().endswith((".docx", ".odt")):
        raise _unknown(original.name, mark("an archive"))


def _unknown(file: str, kind: str) -> Refused:
    known = ", ".join(importer.extensions[0] for importer in IMPORTERS)
    return UnknownKind(file=file, kind=kind, known=known)
