"""The sample study as values: its files, informants, research questions and two coders' codings.

Everything in it is fictional and was written for this program (`files/README.md`). A quote of the
answer key lies inside one paragraph and occurs once in the text of its file, so that it can be
found again whatever importer read the file; positions are therefore not kept.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from codebooks.framework import Wording
from models.errors import Unavailable
from models.vocabulary import DataClass, Polarity, StakeholderGroup, Technique, TimeFrame

FILES: Final = Path(__file__).parent / "files"
_CASE_FIELDS: Final = ("name", "key", "role", "group", "file", "speaker")


class SampleDamaged(Unavailable):
    """A file of the sample study is missing, or is not what was shipped."""

    en = "The sample study's file {file} cannot be read ({why}). Install the program again."
    id = "Berkas studi contoh {file} tidak dapat dibaca ({why}). Pasang ulang program ini."


class SampleKind(StrEnum):
    """What a file is imported as."""

    TRANSCRIPT = "transcript"
    DOCUMENT = "document"
    REVIEWS = "reviews"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A file to import: where it lies, how it was collected, and its date (ISO 8601)."""

    path: Path
    title: str
    kind: SampleKind
    technique: Technique
    data_class: DataClass
    date: str
    language: str

    @property
    def name(self) -> str:
        """The file's name without folders, as cases and codings refer to it."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class SampleCase:
    """An informant under a pseudonym; `speaker` is the label of the informant's turns in `file`.

    `attributes` are name and value as written in `cases.csv` (age in years, years of work ...).
    """

    name: str
    key: str
    role: str
    group: StakeholderGroup
    file: str
    speaker: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SampleCoding:
    """One coder's act: this quote of this file bears this code.

    `record` is the review's identifier (`reviewId`) where the file is a collection, else empty.
    `strength` is 1 (weak) to 3 (strong).
    """

    coder: str
    file: str
    record: str
    quote: str
    framework: str
    code: str
    polarity: Polarity
    strength: int
    time: TimeFrame


@dataclass(frozen=True, slots=True)
class SampleQuestion:
    """A research question and the ids of the frameworks that answer it."""

    key: str
    text: Wording
    frameworks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleStudy:
    """The whole sample study; `notice` says in both languages that it is fictional."""

    title: Wording
    notice: Wording
    programme: Wording
    agency: Wording
    locus: Wording
    frameworks: tuple[str, ...]
    coders: tuple[str, ...]
    questions: tuple[SampleQuestion, ...]
    files: tuple[SampleFile, ...]
    cases: tuple[SampleCase, ...]
    codings: tuple[SampleCoding, ...]

    def case_of(self, file: str) -> SampleCase | None:
        """The informant who speaks in `file`, or None where the file is no interview."""
        return next((case for case in self.cases if case.file == file), None)

    def codings_of(self, coder: str, *, file: str = "") -> Iterator[SampleCoding]:
        """The codings of one coder, in the order of the key; of one file where it is named."""
        return (
            coding
            for coding in self.codings
            if coding.coder == coder and (not file or coding.file == file)
        )


def sample(folder: Path = FILES) -> SampleStudy:
    """Read the sample study from its folder, by default the one beside this module.

    Raises:
        SampleDamaged: one of its three lists is missing or not what was shipped.
    """
    head = _head(folder / "study.yaml")
    cases, codings = _rows(folder / "cases.csv"), _rows(folder / "answer_key.csv")
    try:
        return SampleStudy(
            title=_wording(head["title"]),
            notice=_wording(head["notice"]),
            programme=_wording(head["programme"]),
            agency=_wording(head["agency"]),
            locus=_wording(head["locus"]),
            frameworks=_strings(head["frameworks"]),
            coders=_strings(head["coders"]),
            questions=tuple(_question(entry) for entry in _mappings(head["questions"])),
            files=tuple(_file(folder, entry) for entry in _mappings(head["files"])),
            cases=tuple(_case(row) for row in cases),
            codings=tuple(_coding(row) for row in codings),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise SampleDamaged(file=folder.name, why=repr(error)) from error


def _head(path: Path) -> Mapping[str, object]:
    import yaml

    try:
        head = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SampleDamaged(file=path.name, why=error) from error
    if not isinstance(head, dict):
        raise SampleDamaged(file=path.name, why="not a mapping")
    return head


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SampleDamaged(file=path.name, why=error) from error


def _file(folder: Path, entry: Mapping[str, object]) -> SampleFile:
    return SampleFile(
        path=folder / str(entry["name"]),
        title=str(entry["title"]),
        kind=SampleKind(str(entry["kind"])),
        technique=Technique(str(entry["technique"])),
        data_class=DataClass(str(entry["data_class"])),
        date=str(entry["date"]),
        language=str(entry["language"]),
    )


def _question(entry: Mapping[str, object]) -> SampleQuestion:
    return SampleQuestion(
        key=str(entry["key"]),
        text=_wording(entry["text"]),
        frameworks=_strings(entry["frameworks"]),
    )


def _case(row: Mapping[str, str]) -> SampleCase:
    return SampleCase(
        name=row["name"],
        key=row["key"],
        role=row["role"],
        group=StakeholderGroup(row["group"]),
        file=row["file"],
        speaker=row["speaker"],
        attributes=tuple(
            (name, value) for name, value in row.items() if name not in _CASE_FIELDS and value
        ),
    )


def _coding(row: Mapping[str, str]) -> SampleCoding:
    framework, _, code = row["code"].partition(":")
    return SampleCoding(
        coder=row["coder"],
        file=row["file"],
        record=row["record"],
        quote=row["quote"],
        framework=framework,
        code=code,
        polarity=Polarity(row["polarity"]),
        strength=int(row["strength"]),
        time=TimeFrame(row["time"]),
    )


def _wording(entry: object) -> Wording:
    if not isinstance(entry, dict):
        raise TypeError(entry)
    return Wording(en=str(entry["en"]), id=str(entry["id"]))


def _strings(entry: object) -> tuple[str, ...]:
    if not isinstance(entry, list):
        raise TypeError(entry)
    return tuple(str(item) for item in entry)


def _mappings(entry: object) -> list[dict[str, object]]:
    if not isinstance(entry, list) or not all(isinstance(item, dict) for item in entry):
        raise TypeError(entry)
    return entry
