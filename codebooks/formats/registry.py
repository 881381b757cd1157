"""The formats a codebook can be read from and written to, chosen by the extension of the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from codebooks.formats.csv_format import read_csv, write_csv
from codebooks.formats.xlsx_format import read_xlsx, write_xlsx
from codebooks.formats.yaml_format import read_yaml, write_yaml
from codebooks.framework import Framework
from codebooks.refusals import UnknownCodebookFormat


@dataclass(frozen=True, slots=True)
class CodebookFormat:
    """One file format: its extensions, its reader and writer, and whether it keeps everything."""

    name: str
    extensions: tuple[str, ...]
    read: Callable[[Path], Framework]
    write: Callable[[Framework, Path], None]
    keeps_everything: bool


FORMATS: Final = (
    CodebookFormat("YAML", (".yaml", ".yml"), read_yaml, write_yaml, keeps_everything=True),
    CodebookFormat("XLSX", (".xlsx",), read_xlsx, write_xlsx, keeps_everything=True),
    CodebookFormat("CSV", (".csv",), read_csv, write_csv, keeps_everything=False),
)
EXTENSIONS: Final = tuple(extension for form in FORMATS for extension in form.extensions)


def read_framework(path: Path) -> Framework:
    """The framework in a file.

    Raises:
        UnknownCodebookFormat: the extension is none of `EXTENSIONS`.
        CodebookError: one subclass for each reason why the file is refused, naming the place.
    """
    return format_of(path).read(path)


def write_framework(framework: Framework, path: Path) -> None:
    """Writes a framework to a file, in the format that its extension says.

    Raises:
        UnknownCodebookFormat: the extension is none of `EXTENSIONS`.
        CodebookUnwritable, CodebookCellTooLong: it cannot be written; an earlier file is unchanged.
    """
    format_of(path).write(framework, path)


def format_of(path: Path) -> CodebookFormat:
    """The format that the extension of the file says.

    Raises:
        UnknownCodebookFormat: no format has it.
    """
    for form in FORMATS:
        if path.suffix.casefold() in form.extensions:
            return form
    raise UnknownCodebookFormat(file=path.name, known=", ".join(EXTENSIONS))
