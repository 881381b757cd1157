"""Finds numbers with their unit in Indonesian and English notation, and how exact they are.

`1.000.000`, `1,000,000`, `1 000 000`, `10,64 juta`, `6,75%` and `Rp 1,5 triliun` are read. A
number is as exact as its last digit says: 10,64 million lies between 10,635,000 and 10,645,000.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.positions import Span

PERCENT: Final = "%"

_SCALES: Final = {
    "ribu": 1e3, "rb": 1e3, "thousand": 1e3,
    "juta": 1e6, "jt": 1e6, "million": 1e6, "mio": 1e6,
    "miliar": 1e9, "milyar": 1e9, "billion": 1e9,
    "triliun": 1e12, "trilyun": 1e12, "trillion": 1e12,
}  # fmt: skip
_UNITS: Final = (
    (PERCENT, r"%|persen\b|per ?cent\b|percent\b"),
    ("jiwa/km²", r"(?:jiwa|orang|people|persons?) ?(?:/|per|setiap)(?: ?1)? ?km ?(?:²|2|persegi)"),
    ("km²", r"km ?(?:²|2\b|persegi\b)|square kilomet(?:er|re)s?\b|sq ?km\b"),
    ("m²", r"m ?(?:²|2\b)|meter persegi\b|square met(?:er|re)s?\b"),
    ("ha", r"ha\b|hektare?\b|hectares?\b"),
    ("km", r"km\b|kilomet(?:er|re)s?\b"),
    ("m", r"m\b|met(?:er|re)s?\b"),
    ("ton", r"ton(?:nes?|s)?\b"),
    ("kg", r"kg\b"),
    ("jiwa", r"jiwa\b|penduduk\b|inhabitants\b"),
    ("orang", r"orang\b|people\b|persons?\b"),
    ("pengguna", r"pengguna\b|users?\b"),
    ("unduhan", r"unduhan\b|kali unduh\b|downloads?\b"),
    ("laporan", r"laporan\b|aduan\b|pengaduan\b|reports?\b|complaints?\b"),
    ("pelapor", r"pelapor\b|reporters?\b"),
    ("warga", r"warga\b|citizens\b"),
    ("responden", r"responden\b|respondents?\b"),
    ("informan", r"informan\b|informants?\b"),
    ("pegawai", r"pegawai\b|karyawan\b|staf\b|employees\b|staff\b"),
    ("keluarga", r"rumah tangga\b|kepala keluarga\b|kk\b|households?\b"),
    ("pulau", r"pulau\b|islands?\b"),
    ("provinsi", r"provinsi\b|provinces?\b"),
    ("kabupaten/kota", r"kabupaten/kota\b"),
    ("kota", r"kota\b|cities\b"),
    ("kecamatan", r"kecamatan\b|sub-?districts?\b"),
    ("kelurahan", r"kelurahan\b"),
    ("desa", r"desa\b|villages?\b"),
    ("RW", r"rw\b"),
    ("RT", r"rt\b"),
    ("kanal", r"kanal\b|channels?\b"),
    ("layanan", r"layanan\b|pelayanan\b|services?\b"),
    ("titik", r"titik\b|lokasi\b|locations?\b"),
    ("aplikasi", r"aplikasi\b|apps?\b|applications?\b"),
    ("fitur", r"fitur\b|features?\b"),
    ("unit", r"unit\b|units\b"),
    ("CCTV", r"cctv\b"),
    ("UMKM", r"umkm\b"),
    ("sekolah", r"sekolah\b|schools?\b"),
    ("puskesmas", r"puskesmas\b"),
    ("poin", r"poin\b|points?\b"),
    ("hari", r"hari\b|days?\b"),
    ("jam", r"jam\b|hours?\b"),
    ("menit", r"menit\b|minutes?\b"),
    ("kali", r"kali\b|times\b"),
)
_MONEY: Final = {"rp": "Rp", "idr": "Rp", "rupiah": "Rp", "us$": "US$", "usd": "US$", "$": "US$"}
_DIGITS: Final = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?![\d])|\d+(?:[.,]\d+)*"
_SCALE: Final = "|".join(_SCALES)
_FIGURE: Final = re.compile(
    rf"(?<![\w.,/-])(?P<sign>[-−]\s?)?(?P<money>(?:Rp|IDR|US\$|USD|\$)\.?\s*)?"
    rf"(?P<digits>{_DIGITS})(?P<more>\+)?(?![\d])(?:\s*(?P<scale>(?:{_SCALE}))\b)?",
    re.IGNORECASE,
)


def _loose(pattern: str) -> str:
    """A pattern whose blanks match any white space; a note's number may stand behind a word."""
    spaced = pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
    return spaced.replace(r"\b", "(?![A-Za-z])")


_UNIT: Final = re.compile(
    r"\s*(?:"
    + "|".join(f"(?P<u{n}>{_loose(pattern)})" for n, (_, pattern) in enumerate(_UNITS))
    + r"|(?P<money>rupiah)(?![A-Za-z]))",
    re.IGNORECASE,
)
_SAME: Final = {"orang": "jiwa", "penduduk": "jiwa", "people": "jiwa", "persons": "jiwa"}


class Notation(StrEnum):
    """Which sign parts whole from decimal."""

    COMMA = "comma"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and where it stands with its unit (code points, half-open).

    `stated` are its words without the unit; `value` what they mean, with the scale (juta) in it;
    `step` what one in the last stated digit is worth. `unit` is empty where none is known.
    """

    span: Span
    stated: str
    value: float
    step: float
    unit: str = ""

    @property
    def low(self) -> float:
        """The least that the stated digits may mean."""
        return self.value - self.step / 2

    @property
    def high(self) -> float:
        """The most that the stated digits may mean."""
        return self.value + self.step / 2


def figures_in(text: str, language: str = "id") -> tuple[Figure, ...]:
    """Every number of a text in order, with its unit where one follows.

    >>> [(f.value, f.unit) for f in figures_in("10,64 juta jiwa atau 6,75% dari 1.000 km²")]
    [(10640000.0, 'jiwa'), (6.75, '%'), (1000.0, 'km²')]
    """
    return tuple(_figures(text, notation_of(text, language)))


def read_figure(written: str, language: str = "id") -> Figure | None:
    """What a number means that stands for itself, with unit and scale; None where it is none.

    >>> read_figure("10,64 juta").step
    10000.0
    """
    return read_in(written, notation_of(written, language))


def read_in(written: str, notation: Notation) -> Figure | None:
    """What a number means that stands for itself in a notation; None where it is none."""
    plain = written.strip()
    found = next(iter(_figures(plain, notation)), None)
    return None if found is None or found.span != Span(0, len(plain)) else found


def notation_of(text: str, language: str = "id") -> Notation:
    """The notation that most numbers of a text are in; that of the language where none tells.

    >>> notation_of("1,000,000 and 2,500.5", "id").value
    'point'
    """
    comma = len(re.findall(r"\d\.\d{3}\.\d{3}(?!\d)|\d,\d{1,2}(?![\d,])", text))
    point = len(re.findall(r"\d,\d{3},\d{3}(?!\d)|\d\.\d{1,2}(?![\d.])|\d,\d{3}\.\d", text))
    if comma == point:
        return Notation.COMMA if language == "id" else Notation.POINT
    return Notation.COMMA if comma > point else Notation.POINT


def same_unit(unit: str) -> str:
    """The unit as it is compared: `orang` and `jiwa` count the same, `km2` is `km²`.

    >>> same_unit("persen")
    '%'
    """
    plain = " ".join(unit.split())
    found = _UNIT.fullmatch(plain)
    named = plain.casefold() if found is None else _unit_of(found)
    return _SAME.get(named, named)


def _figures(text: str, notation: Notation) -> Iterator[Figure]:
    last = 0
    for match in _FIGURE.finditer(text):
        read = _read(match["digits"], notation)
        # The 1 of "16.084 jiwa per 1 km²" belongs to the unit.
        if read is None or match.start() < last:
            continue
        value, step = read
        scale = _SCALES[match["scale"].lower()] if match["scale"] else 1.0
        unit, end = "", match.end()
        follows = _UNIT.match(text, end)
        if match["money"]:
            unit = _MONEY[match["money"].strip(". \n\t").lower()]
        elif follows is not None:
            unit, end = _unit_of(follows), follows.end()
        last = end
        # A value in the scale of `step` keeps the sum of decimals from growing a tail.
        signed = -value if match["sign"] else value
        stated = " ".join(text[match.start() : match.end()].split())
        yield Figure(Span(match.start(), end), stated, _tidy(signed * scale), step * scale, unit)


def _read(digits: str, notation: Notation) -> tuple[float, float] | None:
    plain = re.sub(r"[ \u00a0\u202f]", "", digits)
    signs = re.findall(r"[.,]", plain)
    decimal = _decimal_sign(plain, signs, notation)
    whole, _, part = plain.rpartition(decimal) if decimal else (plain, "", "")
    groups = re.split(r"[.,]", whole)
    if any(len(group) != 3 for group in groups[1:]) or (len(groups[0]) > 3 and len(groups) > 1):
        return None
    joined = "".join(groups)
    if not joined:
        return None
    return float(f"{joined}.{part or 0}"), 10.0 ** -len(part)


def _decimal_sign(plain: str, signs: list[str], notation: Notation) -> str:
    """The sign that parts off decimals in a number; empty where there is none."""
    if not signs:
        return ""
    if len(set(signs)) > 1:
        return signs[-1]
    if len(signs) > 1:
        return ""
    whole, _, part = plain.partition(signs[0])
    if len(part) != 3 or len(whole) > 3 or whole == "0":
        return signs[0]
    return signs[0] if (signs[0] == ",") == (notation is Notation.COMMA) else ""


def _unit_of(match: re.Match[str]) -> str:
    if match["money"]:
        return "Rp"
    return next(name for n, (name, _) in enumerate(_UNITS) if match[f"u{n}"])


def _tidy(value: float) -> float:
    """The value without the tail that a product of decimals grows."""
    return float(f"{value:.12g}")
