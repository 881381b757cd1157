"""Proposes what the answers to a question become, from its words and from the answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.vocabulary import AttributeType, QuestionRole, QuestionType
from qda.i18n import mark
from qda.importers.surveys.draft import Choice, SurveyLayout
from qda.importers.surveys.grouping import Bundle, says_none
from qda.importers.tables.layouts import plain_heading
from qda.importers.tables.values import MARKERS, form_of, is_identifier, is_number
from qda.numbers.rating_words import usual_scales
from qda.statistics.likert import Scale

BY_PROGRAM: Final = mark("The program that wrote the file keeps it itself.")
BY_FORM: Final = mark("The form or the file says so.")
PRIVATE: Final = mark("It tells who the respondent is; it is stored as a hash.")
PLACE: Final = mark("It tells where the respondent is, to the metre or the machine.")
UNIQUE: Final = mark("Each respondent has another one.")
RATINGS: Final = mark("The answers are the words of a rating scale.")
CLOSED: Final = mark("The same few answers come again and again.")
NUMBERS: Final = mark("The answers are numbers.")
DATES: Final = mark("The answers are dates.")
WORDS: Final = mark("The answers are words of the respondents' own.")
SHORT: Final = mark("The answers are short and mostly different.")
SEVERAL: Final = mark("Several choices of a list can be made.")
NO_ANSWERS: Final = mark("Nobody answered it.")
NUMBERS_ROWS: Final = mark("It only numbers the rows.")
ADDRESSES: Final = mark("The answers are addresses of files.")
BY_GUIDE: Final = mark("It comes from a guide of the study.")
BY_HAND: Final = mark("You said so.")

_R, _T = QuestionRole, QuestionType

_OWN: Final[Mapping[str, tuple[QuestionRole, QuestionType]]] = {
    **dict.fromkeys(
        ("respondentid", "responseid", "surveyrespondentid", "idresponden", "respondenid",
         "uuid", "metainstanceid", "instanceid", "key", "antwortid", "idrespons"),
        (_R.IDENTIFIER, _T.TEXT),
    ),
    **dict.fromkeys(
        ("startdate", "enddate", "recordeddate", "timestamp", "capwaktu", "stempelwaktu", "start",
         "end", "today", "submissiontime", "submissiondate", "submitdate", "datestamp",
         "datesubmitted", "datestarted", "datelastaction", "datecreated", "datemodified",
         "stempeltanggal", "tanggalkirim"),
        (_R.ATTRIBUTE, _T.DATE),
    ),
    **dict.fromkeys(
        ("collectorid", "deviceid", "ipaddress", "recipientlastname", "recipientfirstname",
         "externalreference", "externaldatareference", "locationlatitude", "locationlongitude",
         "gps", "latitude", "longitude", "subscriberid", "simserial", "alamatip"),
        (_R.IGNORE, _T.TEXT),
    ),
}  # fmt: skip
_OF_PROGRAMS: Final = frozenset(
    "progress finished distributionchannel status userlanguage lastpage startlanguage seed version "
    "tags notes index validationstatus submittedby attachments responsetype customdata1 refurl "
    "formversion xformidstring score".split()
)
"""Headings that mean the program's own columns, in files that are known to be a program's."""

_NUMBERED: Final = frozenset({"durationinseconds", "durasidalamdetik"})
_WHO: Final = frozenset(
    "email emailaddress alamatemail surel alamatsurel nama name namalengkap fullname firstname "
    "lastname namaresponden namaanda yourname nomorhp nohp notelp notelepon nomortelepon "
    "nomorwhatsapp nowa whatsapp phone phonenumber mobilephone telephone telepon nik nomorktp "
    "noktp nip nim npwp emailrespondent transcriptname namadepan namabelakang respondentname "
    "contactinformation username nomorponsel alamatrumah homeaddress".split()
)
_WHO_WORDS: Final = re.compile(
    r"\b(e-?mail|surel|nama (?:lengkap|anda|responden|ibu|bapak)|full name|your name|phone"
    r"|telepon|telp|whats ?app|no\.? ?hp|nomor hp|nik|ktp)\b",
    re.IGNORECASE,
)
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_PHONE: Final = re.compile(r"(?:\+|0)\d[\d\s().-]{7,16}\d")
_ADDRESS: Final = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
_POINT: Final = re.compile(r"-?\d{1,3}\.\d{3,}[ ,;]+-?\d{1,3}\.\d{3,}(?:[ ,;].*)?")
_COORDINATE: Final = re.compile(r"(?:^|_)(?:latitude|longitude|altitude|precision)$")
_ABOUT: Final = re.compile(
    r"\b(usia|umur|age|agegroup|gender|sex|jenis ?kelamin|pendidikan|education|pekerjaan"
    r"|occupation|profesi|jabatan|domisili|kota|kabupaten|kecamatan|kelurahan|provinsi|region"
    r"|location|income|penghasilan|pendapatan|angkatan|fakultas|jurusan|agama|suku"
    r"|marital|status perkawinan|department|institution|institutiontype|field|careerstage"
    r"|kelompok umur|lama tinggal|lama bekerja|unit kerja|instansi|neighbourhood|enumerator)\b",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(
    r"(saran|masukan|kritik|alasan|mengapa|kenapa|jelaskan|tuliskan|sebutkan|ceritakan|komentar"
    r"|harapan|kendala apa|bagaimana pendapat|suggest|comment|explain|describe|why |please specify"
    r"|specify\)|other \(|lainnya\b|in your own words|feedback|_other$|_text$|- text$|sonstiges"
    r"|\[other\]|^(?:content|review|ulasan|text|teks|comments?|jawaban|answer)$)",
    re.IGNORECASE,
)
_OF_ANYBODY: Final = (SurveyLayout.ONE_ROW, SurveyLayout.TWO_ROWS, SurveyLayout.NO_HEADINGS)
_QUESTION_WORDS: Final = 4
_WORDS_OF_ANSWER: Final = 2.2
_WORDS_OF_TEXT: Final = 4
_SHORT: Final = 40
_DOZEN: Final = 12
_MOST_CHOICES: Final = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """The role and the type proposed for a question, and why."""

    role: QuestionRole
    type: QuestionType
    reason: str


def proposed(bundle: Bundle, answers: Sequence[str], layout: SurveyLayout) -> Proposal:
    """What a question seems to be, given the cells of its column (or of its joined columns)."""
    lead, filled = bundle.lead, [cell for cell in answers if cell.strip()]
    # R, which may have written the file, puts an X before a heading such as `_id`.
    name = plain_heading(re.sub(r"^X(?=_)", "", lead.code or lead.stem))
    known = lead.known
    own = None if lead.option else _of_program(name, layout)
    if own is None and known.role is not None and known.type is not None:
        own = Proposal(known.role, known.type, BY_FORM)
    return own or _private(bundle, filled) or _told(bundle, filled) or _by_answers(bundle, filled)


def _told(bundle: Bundle, filled: Sequence[str]) -> Proposal | None:
    """What the columns or the form tell, if anything."""
    kind = bundle.lead.known.type
    if bundle.several or kind is _T.CHOICES:
        return Proposal(_closed_role(bundle), _T.CHOICES, SEVERAL)
    if not filled and kind is None:
        return Proposal(_R.IGNORE, _T.TEXT, NO_ANSWERS)
    if kind is None or kind is _T.TEXT:
        return None
    if kind is _T.NUMBER and filled and _share(filled, is_number) < 0.5:
        return None
    return Proposal(_closed_role(bundle, of=kind), kind, BY_FORM)


def _of_program(name: str, layout: SurveyLayout) -> Proposal | None:
    if name in _NUMBERED:
        return Proposal(_R.ATTRIBUTE, _T.NUMBER, BY_PROGRAM)
    if name in _OWN:
        return Proposal(*_OWN[name], BY_PROGRAM)
    if name in _OF_PROGRAMS and layout not in _OF_ANYBODY:
        return Proposal(_R.IGNORE, _T.TEXT, BY_PROGRAM)
    if name == "id" and layout in (SurveyLayout.KOBO, SurveyLayout.LIMESURVEY):
        return Proposal(_R.IDENTIFIER, _T.TEXT, BY_PROGRAM)
    return None


def _private(bundle: Bundle, filled: Sequence[str]) -> Proposal | None:
    """What tells who the respondent is, or where to the metre."""
    if bundle.several or bundle.group:
        return None
    lead = bundle.lead
    if _is_place(lead.code or lead.stem, filled):
        return Proposal(_R.IGNORE, _T.TEXT, PLACE)
    if filled and (
        _share(filled, _EMAIL.fullmatch) > 0.6 or _share(filled, _PHONE.fullmatch) > 0.8
    ):
        return Proposal(_R.IDENTIFIER, _T.TEXT, PRIVATE)
    named = plain_heading(lead.stem) in _WHO or plain_heading(lead.code) in _WHO
    asked = _WHO_WORDS.search(lead.stem) is not None and len(lead.stem.split()) <= 12
    # "Apakah Anda punya e-mail?" is answered by the same two words again and again.
    differ = not filled or len(set(filled)) > max(2, 0.5 * len(filled))
    if (named and len(set(filled)) != 2) or (asked and differ):
        return Proposal(_R.IDENTIFIER, _T.TEXT, PRIVATE)
    if len(filled) > 2 and _share(filled, is_identifier) > 0.95 and len(set(filled)) == len(filled):
        return Proposal(_R.IDENTIFIER, _T.TEXT, UNIQUE)
    return None


def _is_place(name: str, filled: Sequence[str]) -> bool:
    if _COORDINATE.search(name):
        return True
    tests = (_ADDRESS.fullmatch, _POINT.fullmatch)
    return bool(filled) and any(_share(filled, test) > 0.8 for test in tests)


def _share(cells: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(1 for cell in cells if test(cell.strip())) / len(cells)


def _closed_role(bundle: Bundle, of: QuestionType | None = None) -> QuestionRole:
    words = f"{bundle.heading} {bundle.lead.code.replace('_', ' ')}"
    short = len(bundle.heading.split()) <= 8
    if of is _T.DATE or (short and not bundle.group and _ABOUT.search(words)):
        return _R.ATTRIBUTE
    return _R.ITEM


def _by_answers(bundle: Bundle, filled: Sequence[str]) -> Proposal:
    distinct = {cell.strip() for cell in filled}
    form = form_of(distinct - MARKERS, len(filled))
    if form.type in _FORMED:
        return _by_form(bundle, form.type, filled)
    if filled and _share(filled, lambda cell: cell.startswith(("http://", "https://"))) > 0.9:
        return Proposal(_R.IGNORE, _T.TEXT, ADDRESSES)
    if _are_ratings(distinct):
        return Proposal(_closed_role(bundle), _T.CHOICE, RATINGS)
    asks = bool(_OPEN.search(bundle.heading) or _OPEN.search(bundle.lead.code))
    if _is_open(bundle, filled, form.type, asks=asks):
        reason = BY_FORM if bundle.lead.known.is_open else WORDS
        return Proposal(_R.OPEN, _T.TEXT, reason)
    listed = form.type is AttributeType.CHOICE or _come_again(distinct, filled)
    if listed or _are_long_choices(distinct, filled):
        return Proposal(_closed_role(bundle), _T.CHOICE, CLOSED)
    return Proposal(_R.ATTRIBUTE, _T.TEXT, SHORT)


_FORMED: Final = (AttributeType.DATE, AttributeType.NUMBER, AttributeType.YES_NO)


def _by_form(bundle: Bundle, kind: AttributeType, filled: Sequence[str]) -> Proposal:
    """What answers become that are all dates, all numbers, or all yes and no."""
    if _numbers_rows(filled):
        return Proposal(_R.IGNORE, _T.TEXT, NUMBERS_ROWS)
    if kind is AttributeType.DATE:
        return Proposal(_R.ATTRIBUTE, _T.DATE, DATES)
    if kind is AttributeType.YES_NO:
        return Proposal(_closed_role(bundle), _T.YES_NO, CLOSED)
    if _is_number_of_row({cell.strip() for cell in filled}, filled):
        return Proposal(_R.IDENTIFIER, _T.TEXT, UNIQUE)
    return Proposal(_closed_role(bundle), _T.NUMBER, NUMBERS)


def _is_open(bundle: Bundle, filled: Sequence[str], kind: AttributeType, *, asks: bool) -> bool:
    """Whether the answers are words of the respondents' own.

    What asks for such words gets them, unless the same few come again; other questions once the
    answers have several words, a heading that is no question only where they are sentences.
    """
    distinct, wordy = {cell.strip() for cell in filled}, _words(filled)
    if bundle.lead.known.is_open and (asks or wordy >= 2 or not filled):
        return True
    if asks:
        return kind is AttributeType.TEXT or _grows(distinct, filled)
    if kind is AttributeType.CHOICE or _are_long_choices(distinct, filled):
        return False
    if len(bundle.heading.split()) >= _QUESTION_WORDS:
        return wordy >= _WORDS_OF_ANSWER
    return wordy >= _WORDS_OF_TEXT and len(distinct) >= 0.2 * len(filled)


def _is_number_of_row(distinct: set[str], filled: Sequence[str]) -> bool:
    """Whether the cells are numbers of eight or more digits, each another one."""
    return len(distinct) == len(filled) and all(
        len(cell) >= 8 and is_number(cell) and cell.isdigit() for cell in distinct
    )


def _are_ratings(distinct: set[str]) -> bool:
    """Whether the answers are words of one of the usual scales, however few respondents are."""
    words = {" ".join(answer.split()).casefold() for answer in distinct}
    scales = (each for scale in (Scale(1, 5), Scale(1, 4)) for each in usual_scales(scale))
    return len(words) > 1 and any(words <= each.keys() for each in scales)


def _come_again(distinct: set[str], filled: Sequence[str]) -> bool:
    """Whether a dozen of short answers at most comes twice each on average."""
    short = all(len(answer) <= _SHORT for answer in distinct)
    return short and 2 * len(distinct) <= len(filled) and len(distinct) <= _DOZEN


def _numbers_rows(filled: Sequence[str]) -> bool:
    """Whether the cells count 1, 2, 3 ... (or from 0)."""
    first = filled[0] if filled else ""
    if first not in ("0", "1") or len(filled) < 5:
        return False
    return all(cell == str(int(first) + at) for at, cell in enumerate(filled))


def _words(filled: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in filled) / len(filled) if filled else 0.0


def _grows(distinct: set[str], filled: Sequence[str]) -> bool:
    """Whether the answers are so various that a list of them would grow with each respondent."""
    return len(distinct) > 0.3 * len(filled)


def _are_long_choices(distinct: set[str], filled: Sequence[str]) -> bool:
    """Whether few, long answers come again so often that nobody can have written them himself."""
    few = len(distinct) <= _MOST_CHOICES and len(distinct) <= max(2, 0.1 * len(filled))
    return few and len(filled) > len(distinct)


def choices_in(
    answers: Sequence[str], known: Sequence[Choice], *, boxes: bool = False
) -> tuple[Choice, ...]:
    """The choices that are known, and those among the answers that are not, as they come.

    Of boxes to be ticked the word that none is ticked (Nein, 0) is labelled as that.
    """
    listed = {choice.value for choice in known}
    new = dict.fromkeys(answer for answer in answers if answer and answer not in listed)
    none = ("none of these", "tidak satu pun")
    made = (Choice(value, *(none if boxes and says_none(value) else ())) for value in new)
    return (*known, *made)
