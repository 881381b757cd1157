"""Recognises Indonesian regulations and plans in texts: kind, number, year, region and subject.

Kinds are named as Indonesian officials abbreviate them (UU, PP, Perpres, Pergub …), whatever the
text says in full, in short or in English. Line breaks may stand anywhere between the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from models.positions import Span
from qda.language.dates import EARLIEST, LATEST, dates_in

_KINDS: Final = (
    (
        "Perppu",
        (
            r"peraturan pemerintah pengganti undang ?-? ?undang|perppu|perpu"
            r"|government regulation in lieu of law"
        ),
    ),
    ("UU", r"undang ?-? ?undang|uu|law"),
    ("PP", r"peraturan pemerintah|pp|government regulation"),
    ("Perpres", r"peraturan presiden|perpres|presidential regulation"),
    ("Keppres", r"keputusan presiden|keppres|kepres|presidential decree"),
    ("Inpres", r"instruksi presiden|inpres|presidential instruction"),
    ("Permen", r"peraturan menteri|permen|ministerial regulation|regulation of the minister of"),
    ("Kepmen", r"(?:surat )?keputusan menteri|kepmen|ministerial decree"),
    ("Perda", r"peraturan daerah|perda|regional regulation"),
    (
        "Pergub",
        (
            r"peraturan gubernur|pergub|governor(?:['’]s)? regulation|gubernatorial regulation"
            r"|regulation of the governor(?: of)?"
        ),
    ),
    (
        "Kepgub",
        (
            r"(?:surat )?keputusan gubernur|sk gubernur|kepgub|governor(?:['’]s)? decree"
            r"|gubernatorial decree"
        ),
    ),
    (
        "Ingub",
        r"instruksi gubernur|ingub|governor(?:['’]s)? instruction|gubernatorial instruction",
    ),
    ("Perwali", r"peraturan wali ?kota|perwali|perwal|perwako|mayor(?:['’]s)? regulation"),
    ("Kepwal", r"(?:surat )?keputusan wali ?kota|kepwali?|sk wali ?kota"),
    ("Perbup", r"peraturan bupati|perbup|regent(?:['’]s)? regulation"),
    ("Kepbup", r"(?:surat )?keputusan bupati|kepbup|sk bupati"),
    ("SE", r"surat edaran|circular letter|se"),
    ("SK", r"surat keputusan|sk"),
)
_MINISTRIES: Final = (
    ("panrb", "PANRB", "pendayagunaan aparatur negara|pan ?-?/? ?rb|panrb"),
    ("dagri", "Dagri", "dalam negeri|dagri|home affairs"),
    ("kominfo", "Kominfo", "komunikasi dan informatika|kominfo"),
    ("keu", "Keu", "keuangan|keu|finance"),
    ("kes", "Kes", "kesehatan|kes|health"),
    ("dikbud", "Dikbud", "pendidikan|dikbud(?:ristek)?"),
    ("hub", "Hub", "perhubungan|hub"),
    ("pupr", "PUPR", "pekerjaan umum|pu ?pr|pu"),
    ("kumham", "Kumham", "hukum dan h(?:ak )?a(?:sasi )?(?:manusia|m)|kumham"),
    ("sos", "Sos", "sosial|sos"),
    ("desa", "Desa", "desa(?:,? .*)?"),
)
_ISSUERS: Final = {
    "gubernur": "Kepgub",
    "presiden": "Keppres",
    "wali kota": "Kepwal",
    "walikota": "Kepwal",
    "bupati": "Kepbup",
    "menteri": "Kepmen",
}
_PLANS: Final = ("RPJPN", "RPJMN", "RPJPD", "RPJMD", "RPD", "RKPD", "Renstra")


def _loose(pattern: str) -> str:
    """A pattern whose blanks match any white space."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


_SMALL: Final = (
    "provinsi|prov|daerah|khusus|istimewa|ibu ?kota|kota|kabupaten|kab|republik|indonesia|ri|dan|of"
    "|the|pemerintah|gubernur|wali ?kota|bupati|menteri|negara"
)
_STOP: Final = r"(?i:nomor|nomer|no|number|tahun|thn|th|tentang|about|tanggal|tgl|year)\b"
_WORD: Final = rf"(?!{_STOP})(?>(?i:{_loose(_SMALL)})\b\.?|[A-Z][\w.&’'-]*)"
_ALL_KINDS: Final = "|".join(f"(?P<k{n}>{_loose(each[1])})" for n, each in enumerate(_KINDS))
_REGULATION: Final = re.compile(
    rf"(?<![\w-])(?i:{_ALL_KINDS})(?P<tail>(?i:(?<=permen)|(?<=kepmen))[a-zA-Z-]+|(?![\w-]))"
    rf"(?P<who>(?:[\s,(]+{_WORD}\)?){{0,14}}?)"
    rf"\s*,?\s*(?P<marker>(?i:nomor|nomer|number|no|num)\b\.?\s*:?\s*)?"
    rf"(?P<number>(?:[A-Z]{{1,8}}[./-]\s?)?\d{{1,5}}[A-Z]?(?:/[A-Za-z][\w.-]*)*)"
    rf"(?P<rest>\s*/\s*(?P<slash>\d{{4}})(?!\d)"
    rf"|\s*,?\s*(?i:tahun|thn\.?|th\.?|year|of|tgl\.?|tanggal|dated)\b\.?\s*)"
)
_YEAR: Final = re.compile(r"(?P<year>\d{4})(?!\d)")
_DATED: Final = re.compile(
    r"[\s,(]*(?:yang\s+)?(?:(?:di)?(?:tetapkan|undangkan|keluarkan|sahkan)|tertanggal|dated|issued)?"
    r"[\s,]*(?:(?:pada|on)\s+)?(?:(?:tanggal|tgl\.?)\s*)?(?=\d)",
    re.IGNORECASE,
)
_SUBJECT: Final = re.compile(
    r"[\s,(]*(?:tentang|about|concerning|regarding)\s+"
    r"(?P<subject>\S[^.;:()“”\"⁰-₟]*?)(?=\s*(?:[.;:()“”\"]|[⁰¹²³⁴-⁹]|\n\s*[-–•*\d]|$|\Z"
    r"|,?\s(?:yang|sebagai|mengatur|merupakan|bahwa|dalam|pada pasal|which|that)\s))",
    re.IGNORECASE,
)
_ISSUED: Final = re.compile(
    r"(?i:\s*,?\s*(?:yang\s+)?(?:dikeluarkan|diterbitkan|ditetapkan)\s+oleh\s+)"
    r"(?P<who>(?i:gubernur|presiden|wali\s?kota|bupati|menteri))(?P<where>(?:\s+[A-Z][\w.]*){0,6})"
)
_PLAN: Final = re.compile(
    rf"(?<![\w-])(?P<kind>{'|'.join(_PLANS)})\b(?P<who>(?:\s+{_WORD}){{0,8}}?)"
    r"\s*,?\s*(?:(?i:tahun|periode)\s+)*"
    r"(?P<first>\d{4})\s*(?:[-–—]|s/d|s\.d\.|sampai|hingga)\s*(?P<last>\d{4})(?!\d)"
)
_LONGEST: Final = 160
"""Characters of a subject that are kept."""


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation: kind as it is abbreviated, number, year and region as far as they are known.

    A plan has no number; its `year` is the first of those it is for, and `last` the last.
    """

    kind: str
    number: str
    year: str
    region: str = ""
    last: str = ""

    def name(self, *, with_region: bool = False) -> str:
        """What it is called.

        >>> Regulation("Pergub", "280", "2014", "DKI Jakarta").name()
        'Pergub Nomor 280 Tahun 2014'
        """
        kind = f"{self.kind} {self.region}" if with_region and self.region else self.kind
        if self.last:
            return f"{kind} {self.year}–{self.last}"
        return f"{kind} Nomor {self.number} Tahun {self.year}"


@dataclass(frozen=True, slots=True)
class RegulationMention:
    """A place that names a regulation (code points, half-open).

    `dated_on` is ISO 8601: the full date where the words state it, else the year. `subject` is
    what it is about, as far as the words say so.
    """

    regulation: Regulation
    span: Span
    dated_on: str
    subject: str = ""

    @property
    def ends_on(self) -> str:
        """The last year of a plan; empty for a regulation."""
        return self.regulation.last


def regulations_in(text: str) -> tuple[RegulationMention, ...]:
    r"""Every regulation and plan that a text names with a number and a year, in order.

    >>> [m.regulation.name() for m in regulations_in("menurut Pergub DKI No. 280 tahun\n2014")]
    ['Pergub Nomor 280 Tahun 2014']
    """
    found = [*_regulations(text), *_plans(text)]
    return tuple(sorted(found, key=lambda each: each.span))


def _regulations(text: str) -> Iterator[RegulationMention]:
    at = 0
    while match := _REGULATION.search(text, at):
        made = _mention(text, match)
        if made is None:
            # Behind a kind without a year may stand one that has it, in the very words skipped.
            at = match.start() + 1
        else:
            at = made.span.end
            yield made


def _mention(text: str, match: re.Match[str]) -> RegulationMention | None:
    kind = next(name for at, (name, _) in enumerate(_KINDS) if match[f"k{at}"])
    end, year = match.end(), match["slash"] or ""
    dated = ""
    if not year:
        stated, written = _stated(text, end)
        if not written:
            return None
        year, dated, end = written[:4], written if len(written) > len(year) else "", stated
    if not match["marker"] and kind in ("SE", "SK", "PP") and not match["slash"]:
        return None
    if not EARLIEST <= int(year) <= LATEST:
        return None
    if not dated or len(dated) == 4:
        dated, end = _full_date(text, end, year)
    who = re.sub(r"\([^)]*\)", "", match["who"])
    issued = _ISSUED.match(text, end) if kind == "SK" else None
    if issued is not None:
        kind, who = _ISSUERS[" ".join(issued["who"].lower().split())], issued["where"]
    if kind in ("Permen", "Kepmen"):
        kind, who = _of_ministry(kind, f"{match['tail']} {who}"), ""
    subject = _SUBJECT.match(text, end)
    number = re.sub(r"\s", "", match["number"])
    regulation = Regulation(kind, number, year, _region(who))
    return RegulationMention(
        regulation,
        Span(match.start(), end),
        dated or year,
        "" if subject is None else _short(subject["subject"]),
    )


def _stated(text: str, at: int) -> tuple[int, str]:
    """Where a year or a date behind a number ends, and what it says; "" where there is none."""
    for found in dates_in(text[at : at + 30]):
        if found.span.start == 0 and not found.ends_on:
            return at + found.span.end, found.starts_on
    year = _YEAR.match(text, at)
    return (at, "") if year is None else (year.end(), year["year"])


def _full_date(text: str, end: int, year: str) -> tuple[str, int]:
    """The day that stands behind a regulation, if it is one of its year; and where it ends."""
    before = _DATED.match(text, end)
    if before is None or before.end() == end:
        return "", end
    for found in dates_in(text[before.end() : before.end() + 30]):
        if found.span.start == 0 and len(found.starts_on) > len(year):
            return found.starts_on, before.end() + found.span.end
    return "", end


def _plans(text: str) -> Iterator[RegulationMention]:
    for match in _PLAN.finditer(text):
        if EARLIEST <= int(match["first"]) < int(match["last"]) <= LATEST:
            plan = Regulation(match["kind"], "", match["first"], _region(match["who"]))
            plan = Regulation(plan.kind, "", plan.year, plan.region, match["last"])
            yield RegulationMention(plan, Span(*match.span()), match["first"])


def _of_ministry(kind: str, who: str) -> str:
    """The kind with its ministry: `Permendagri`, or `Permen Pariwisata` for one not known."""
    plain = " ".join(who.replace("(", " ").replace(")", " ").split())
    low = plain.casefold().lstrip("- ")
    for short, name, pattern in _MINISTRIES:
        if re.match(rf"(?:{pattern})\b", low):
            return f"{kind} {name}" if name.isupper() else f"{kind}{short}"
    plain = re.sub(r"\s*\b(?:republik indonesia|RI)\b", "", plain, flags=re.IGNORECASE).strip(" -")
    return f"{kind} {plain}" if plain else kind


def _region(who: str) -> str:
    """The region that a regulation is of, without the words that all have.

    >>> _region(" Provinsi Daerah Khusus Ibukota Jakarta")
    'DKI Jakarta'
    """
    plain = " ".join(re.sub(r"[(),]", " ", who).split())
    plain = re.sub(
        r"\b(?:provinsi|prov\.?|pemerintah|republik indonesia|RI|of|the)(?!\w)\s*",
        "", plain, flags=re.IGNORECASE,
    ).strip()  # fmt: skip
    return re.sub(
        r"\bdaerah khusus ibu ?kota(?: (?:dki|jakarta))*|\bdki(?: jakarta)?\b|^jakarta$",
        "DKI Jakarta", plain, flags=re.IGNORECASE,
    )  # fmt: skip


def _short(subject: str) -> str:
    plain = " ".join(subject.replace("*", "").split()).rstrip(",- ")
    if len(plain) <= _LONGEST:
        return plain
    return plain[:_LONGEST].rsplit(" ", 1)[0] + " …"
