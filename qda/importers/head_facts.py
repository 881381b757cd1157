"""Reads the block above a transcript: who was asked, when, where. The text itself stays whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qda.importers.draft import ParagraphDraft
from qda.importers.spoken_dates import found_date

_MOST_LINES: Final = 40
_MOST_VALUE: Final = 160
_MOST_BARE_DATE: Final = 40
_FACT: Final = re.compile(
    r"\s*(?:[-•*]\s*|\w{1,2}[.)]\s+)?\**(?P<key>[^\W\d_][^:\n]{0,48}?)\**\s*:\s*\**\s*(?P<value>\S.*)"
)
_FIRST_LINE: Final = re.compile(
    r"(?P<date>\d{1,2}[-/ ][A-Za-z0-9]{1,9}[-/ ]\d{4})\s*[-–—]\s*"
    r"(?P<time>\d{1,2}[:.]\d{2})\s*[-–—]\s*"
    r"(?P<duration>(?=\d)(?:\d+\s?(?:h|j|jam))?\s?(?:\d+\s?(?:m|min|menit))?\s?(?:\d+\s?(?:s|d|detik))?)"
    r"\s*[-–—]\s*(?P<name>\S.{0,79})"
)
# The first word of a fact's name, or the whole of it, in Indonesian and English.
_KEYS: Final = frozenset(
    "nama jabatan usia umur pekerjaan profesi pendidikan alamat domisili instansi lembaga "
    "organisasi perusahaan jenis gender agama suku status waktu tanggal tgl hari tempat lokasi "
    "durasi lama kode informan narasumber responden pewawancara peneliti penanya topik tema "
    "judul metode media name position occupation job age sex education address institution "
    "organisation organization company date time timestamp place location venue duration code "
    "interviewee interviewer participant informant respondent researcher topic method role "
    "moderator notulen transkriptor transcriber samaran pseudonim pseudonym alias inisial "
    "initials".split()
)
_DATE_KEYS: Final = frozenset("tanggal tgl hari waktu date timestamp time".split())
_PERSON_KEYS: Final = frozenset(
    "nama,nama informan,nama narasumber,nama responden,nama lengkap,informan,narasumber,"
    "responden,name,name of informant,interviewee,participant,informant,respondent".split(",")
)
_PSEUDONYM_KEYS: Final = frozenset(
    "nama samaran,nama panggilan,samaran,pseudonim,pseudonym,alias,inisial,initials".split(",")
)
_NOBODY: Final = frozenset(
    "real name,pseudonym,anonymous,anonim,nama asli,nama samaran,disamarkan,-".split(",")
)


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """What the head of a file says: facts by name, the informant's name, the day (ISO 8601)."""

    attributes: tuple[tuple[str, str], ...] = ()
    person: str = ""
    collected_on: str = ""


def head_facts(text: str, paragraphs: Sequence[ParagraphDraft], language: str) -> HeadFacts:
    """The facts in the paragraphs of a head, which end where the talk begins.

    A fact is a line `Name : value` whose name begins with a word such as Nama, Jabatan, Waktu or
    Date. A first line `12-May-2023 - 10:36 - 1h09m31s – Ana` gives date, time, duration and name.
    """
    lines = [paragraph.span.of(text) for paragraph in paragraphs[:_MOST_LINES]]
    facts = list(_of_first_line(lines[0], language)) if lines else []
    for line in lines:
        match = _FACT.fullmatch(line) if len(line) <= _MOST_VALUE + 60 else None
        if match and _is_known(match["key"]) and len(match["value"]) <= _MOST_VALUE:
            facts.append((match["key"].strip(), match["value"].strip().rstrip("*").rstrip()))
    attributes = tuple(dict(reversed(facts)).items())[::-1]
    return HeadFacts(attributes, _person(attributes), _day(attributes, lines))


def _is_known(key: str) -> bool:
    words = re.split(r"[\s/]+", key.strip().lower())
    return words[0] in _KEYS and len(words) <= 5


def _of_first_line(line: str, language: str) -> tuple[tuple[str, str], ...]:
    match = _FIRST_LINE.fullmatch(line.strip().lstrip("#*> ").rstrip("*"))
    if not match:
        return ()
    indonesian = ("Tanggal", "Waktu", "Durasi", "Nama")
    names = indonesian if language == "id" else ("Date", "Time", "Duration", "Name")
    return tuple(zip(names, match.groups(), strict=True))


def _person(attributes: Sequence[tuple[str, str]]) -> str:
    # A pseudonym comes before the name it protects, wherever the two stand.
    for keys in (_PSEUDONYM_KEYS, _PERSON_KEYS):
        for key, value in attributes:
            if key.lower() in keys and value.lower() not in _NOBODY:
                return value
    return ""


def _day(attributes: Sequence[tuple[str, str]], lines: Sequence[str]) -> str:
    for key, value in attributes:
        if re.split(r"[\s/]+", key.lower())[0] in _DATE_KEYS and (day := found_date(value)):
            return day
    # Field notes open with a bare line such as "P7 25/11/2021".
    if lines and len(lines[0]) <= _MOST_BARE_DATE and ":" not in lines[0]:
        return found_date(lines[0])
    return ""
