"""A small survey whose rows, answers and silences are known by hand.

Six citizens were asked about a service. Two were not asked for a suggestion, which the form says
must be answered wherever it is asked; one wrote a dash, which stands for no answer.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Final

from models.vocabulary import QuestionRole
from qda.edits.surveys import ImportSurvey, SurveyAdded
from qda.importers.surveys.draft import Choice
from qda.importers.surveys.drafting import drafted
from qda.importers.surveys.registry import table_of
from qda.session import StudySession
from tests.helpers.studies import original

HEAD: Final = ("Nomor", "Usia", "Wilayah", "Kanal", "Kendala", "Saran")
LINES: Final = (
    ("R1", "31", "Timur", "JAKI;Loket", "Antrean panjang sekali di loket", "Tambah petugas"),
    ("R2", "24", "Barat", "JAKI", "Antrean panjang sekali di loket", "-"),
    ("R3", "45", "Timur", "Loket", "", ""),
    ("R4", "52", "Pusat", "Situs;Loket", "Aplikasi sering macet", ""),
    ("R5", "38", "Barat", "Situs", "", "Perbaiki situsnya segera"),
    ("R6", "29", "Timur", "JAKI;Situs", "Petugas tidak ramah", "Latih petugas pelayanan"),
)
ROLES: Final = {
    "Nomor": QuestionRole.IDENTIFIER,
    "Usia": QuestionRole.ATTRIBUTE,
    "Wilayah": QuestionRole.ATTRIBUTE,
    "Kanal": QuestionRole.ATTRIBUTE,
    "Kendala": QuestionRole.OPEN,
    "Saran": QuestionRole.OPEN,
}


CHANNELS: Final = (
    Choice("Situs", "Website", "Situs web"),
    Choice("JAKI", "JAKI app", "Aplikasi JAKI"),
    Choice("Loket", "Counter", "Loket"),
)


def survey_bytes() -> bytes:
    """The file as a survey program would write it."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows((HEAD, *LINES))
    return text.getvalue().encode()


def add_survey(study: StudySession) -> SurveyAdded:
    """Import the survey into a study."""
    file = original("warga.csv", survey_bytes())
    draft = drafted(table_of(file), file, roles=ROLES)
    advice = replace(draft.question("Saran"), required=True, missing=("-",))
    channel = replace(draft.question("Kanal"), choices=CHANNELS)
    return study.do(ImportSurvey(draft.with_question(advice).with_question(channel)))
