"""The door for displays: the registry of file kinds, and writing by the file's ending."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol

from exports.documents.docx import DocxMatrix
from exports.documents.pdf import PdfMatrix
from exports.file_kinds import kind_for, write_by_ending
from exports.masking import masked
from exports.networks.writing import NETWORK_FILES, check_network
from exports.pictures import DRAWING_FILES, has_picture
from exports.placing import place
from exports.tables.csv import CsvMatrix
from exports.tables.html import HtmlMatrix
from exports.tables.json import JsonMatrix
from exports.tables.xlsx import XlsxMatrix
from exports.tracing import check
from qda.displays.network import Network
from qda.displays.values import Matrix
from qda.i18n import Speech


class MatrixWriter(Protocol):
    """Writes a display as one kind of file."""

    @property
    def name(self) -> str:
        """What the file kind is called, an English sentence part that is a key for `Speech`."""

    @property
    def extension(self) -> str:
        """The ending of its files, with the dot, in small letters."""

    def write(self, matrix: Matrix, path: Path, speech: Speech) -> None:
        """Write `matrix` to the existing, empty file `path` in the language of `speech`.

        Raises:
            Refused: the file kind cannot hold this display.
            OSError: the file cannot be written; `write_matrix` words it.
        """


# To add a file kind: write a class with the three members of `MatrixWriter` in `exports/tables`
# or `exports/documents` (import its library inside `write`), put the quotes to the letter and
# everything of `matrix.facts`, `legend` and `warnings` on it, add it here, and give a reader of
# it to `tests/helpers/written.py`; all of `tests/contracts/test_writers.py` then runs over it.
WRITERS: Final[tuple[MatrixWriter, ...]] = (
    XlsxMatrix(),
    DocxMatrix(),
    PdfMatrix(),
    HtmlMatrix(),
    CsvMatrix(),
    JsonMatrix(),
)


def extensions() -> tuple[str, ...]:
    """The endings that a display can be written to, with their dots."""
    return tuple(writer.extension for writer in WRITERS)


def writer_for(path: Path) -> MatrixWriter:
    """The writer for a file of this name.

    Raises:
        UnknownFileKind: no writer has its ending.
    """
    return kind_for(path, WRITERS)


def write_matrix(matrix: Matrix, path: Path) -> None:
    """Write a display to `path`, by its ending and in the display's own language.

    The file appears whole or not at all; an older one of the name is replaced in one step.

    Raises:
        UnknownFileKind, TargetFolderMissing, TargetIsFolder, NameTooLong: choose another path.
        TooWideForWorkbook, TooLongForWorkbook: the file kind cannot hold the display.
        TargetNotWritable, TargetInUse, DiskFull, WritingFailed: the world failed.
        CrookedMatrix: the display contradicts itself.
    """
    writer = writer_for(path)
    check(matrix)
    speech = Speech(matrix.language)
    place(path, lambda part: writer.write(matrix, part, speech))


def write_display(shown: Matrix | Network, path: Path, *, mask_names: bool = True) -> None:
    """Write a display of any kind to `path`, by its ending and in its own language.

    Matrices are written to .xlsx .docx .pdf .html .csv .json; networks, and displays that are
    drawn as lines over time, to the same and, as pictures alone, to .svg and .png. The file
    appears whole or not at all. With `mask_names`
    sources are called by their keys: their titles come from files, which often bear real names.

    Raises:
        UnknownFileKind, TargetFolderMissing, TargetIsFolder, NameTooLong: choose another path.
        TooWideForWorkbook, TooLongForWorkbook: the file kind cannot hold the display.
        TargetNotWritable, TargetInUse, DiskFull, WritingFailed: the world failed.
        CrookedMatrix: the display contradicts itself.
    """
    if isinstance(shown, Matrix):
        plain = masked(shown) if mask_names else shown
        if has_picture(plain) and kind_for(path, (*WRITERS, *DRAWING_FILES)) in DRAWING_FILES:
            check(plain)
            write_by_ending(plain, path, DRAWING_FILES)
        else:
            write_matrix(plain, path)
        return
    kind_for(path, NETWORK_FILES)
    check_network(shown)
    write_by_ending(masked(shown) if mask_names else shown, path, NETWORK_FILES)


def display_extensions(shown: Matrix | Network) -> tuple[str, ...]:
    """The endings that a display can be written to, with their dots."""
    if isinstance(shown, Matrix):
        drawn = DRAWING_FILES if has_picture(shown) else ()
        return (*extensions(), *(kind.extension for kind in drawn))
    return tuple(kind.extension for kind in NETWORK_FILES)
