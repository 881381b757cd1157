"""The items of the sheets in this program's own words, with what may fill each of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from qda.i18n import mark


class Sheet(StrEnum):
    """A sheet whose items are answered one by one."""

    COREQ = "coreq"
    SRQR = "srqr"
    TRUST = "trustworthiness"


@dataclass(frozen=True, slots=True)
class Item:
    """An item: its id, what it asks, the part of the sheet, and what of the study tells of it.

    `tells` are names of `telling.TELLERS`; where there are none, only the researcher can answer.
    """

    id: str
    words: str
    part: str
    tells: tuple[str, ...] = ()


_TEAM: Final = mark("Research team and reflexivity")
_DESIGN: Final = mark("Study design")
_FINDINGS: Final = mark("Analysis and findings")

COREQ: Final = (
    Item("1", mark("Who conducted the interviews or group discussions"), _TEAM),
    Item("2", mark("The researcher's degree and credentials"), _TEAM),
    Item("3", mark("The researcher's occupation during the study"), _TEAM),
    Item("4", mark("The researcher's gender"), _TEAM),
    Item("5", mark("The researcher's experience and training"), _TEAM),
    Item("6", mark("A relationship with the participants before the study"), _TEAM),
    Item("7", mark("What the participants knew of the researcher"), _TEAM),
    Item("8", mark("The interviewer's assumptions, interests and bias"), _TEAM, ("journal",)),
    Item("9", mark("Methodological orientation and theory"), _DESIGN, ("theories",)),
    Item("10", mark("How participants were chosen"), _DESIGN, ("samples",)),
    Item("11", mark("How participants were approached"), _DESIGN),
    Item("12", mark("How many took part"), _DESIGN, ("cases", "sources")),
    Item("13", mark("Who refused or dropped out, and why"), _DESIGN, ("declined",)),
    Item("14", mark("Where the data were collected"), _DESIGN, ("places",)),
    Item("15", mark("Whether anyone else was present"), _DESIGN),
    Item("16", mark("The important characteristics of the participants"), _DESIGN, ("described",)),
    Item("17", mark("Questions or guide, and whether it was tried out"), _DESIGN, ("guides",)),
    Item("18", mark("Repeat interviews, and how many"), _DESIGN, ("repeats",)),
    Item("19", mark("Audio or visual recording"), _DESIGN, ("recordings",)),
    Item("20", mark("Field notes"), _DESIGN, ("notes",)),
    Item("21", mark("How long the interviews took"), _DESIGN, ("durations",)),
    Item("22", mark("Data saturation"), _DESIGN, ("saturation",)),
    Item("23", mark("Transcripts returned to the participants"), _DESIGN, ("member_checks",)),
    Item("24", mark("How many people coded the data"), _FINDINGS, ("coders",)),
    Item("25", mark("A description of the coding tree"), _FINDINGS, ("tree",)),
    Item("26", mark("Whether themes were set beforehand or came from the data"), _FINDINGS,
         ("origins",)),
    Item("27", mark("The software that was used"), _FINDINGS, ("software",)),
    Item("28", mark("What participants said of the findings"), _FINDINGS, ("member_checks",)),
    Item("29", mark("Quotations, each with its participant"), _FINDINGS, ("quotes",)),
    Item("30", mark("Whether the findings agree with the data"), _FINDINGS, ("conclusions",)),
    Item("31", mark("The major themes, stated clearly"), _FINDINGS, ("themes",)),
    Item("32", mark("Diverse cases and minor themes"), _FINDINGS, ("minor", "contradictions")),
)  # fmt: skip
"""The 32 items of COREQ."""

_TITLE: Final = mark("Title and abstract")
_INTRODUCTION: Final = mark("Introduction")
_METHODS: Final = mark("Methods")
_RESULTS: Final = mark("Results and findings")
_DISCUSSION: Final = mark("Discussion")
_OTHER: Final = mark("Other")

SRQR: Final = (
    Item("S1", mark("A title that names the kind of study"), _TITLE, ("title",)),
    Item("S2", mark("An abstract with purpose, methods, results, conclusions"), _TITLE),
    Item("S3", mark("The problem and why it matters"), _INTRODUCTION),
    Item("S4", mark("The purpose or research question"), _INTRODUCTION, ("question",)),
    Item("S5", mark("The qualitative approach and research paradigm"), _METHODS, ("theories",)),
    Item("S6", mark("The researcher's characteristics and reflexivity"), _METHODS, ("journal",)),
    Item("S7", mark("The context"), _METHODS, ("places", "described")),
    Item("S8", mark("How sites, people or events were sampled"), _METHODS,
         ("samples", "saturation")),
    Item("S9", mark("Ethical approval, consent and confidentiality"), _METHODS),
    Item("S10", mark("How and when data were collected"), _METHODS, ("sources", "period")),
    Item("S11", mark("Instruments and technology"), _METHODS, ("guides", "recordings")),
    Item("S12", mark("The units of study: people, documents, events"), _METHODS,
         ("cases", "sources")),
    Item("S13", mark("How the data were processed"), _METHODS, ("processing",)),
    Item("S14", mark("How the data were analysed"), _METHODS, ("coders", "origins", "displays")),
    Item("S15", mark("Techniques that make the study trustworthy"), _METHODS,
         ("triangulation", "member_checks", "agreement")),
    Item("S16", mark("The main findings and their interpretation"), _RESULTS,
         ("conclusions", "themes")),
    Item("S17", mark("The evidence: quotes, notes, excerpts"), _RESULTS, ("quotes",)),
    Item("S18", mark("Findings beside earlier work; what can be transferred"), _DISCUSSION,
         ("fit_memos",)),
    Item("S19", mark("Limitations"), _DISCUSSION),
    Item("S20", mark("Conflicts of interest"), _OTHER),
    Item("S21", mark("Funding"), _OTHER),
)  # fmt: skip
"""The 21 items of SRQR."""

_CREDIBILITY: Final = mark("Credibility")
_TRANSFERABILITY: Final = mark("Transferability")
_DEPENDABILITY: Final = mark("Dependability")
_CONFIRMABILITY: Final = mark("Confirmability")

TRUST: Final = (
    Item("prolonged", mark("Prolonged engagement"), _CREDIBILITY, ("period", "repeats")),
    Item("persistent", mark("Persistent observation"), _CREDIBILITY, ("notes", "reading")),
    Item("triangulation", mark("Triangulation"), _CREDIBILITY, ("triangulation",)),
    Item("debriefing", mark("Peer debriefing"), _CREDIBILITY, ("reviews",)),
    Item("negative", mark("Negative case analysis"), _CREDIBILITY, ("contradictions", "absences")),
    Item("adequacy", mark("Referential adequacy"), _CREDIBILITY, ("originals",)),
    Item("member_check", mark("Member check"), _CREDIBILITY, ("member_checks",)),
    Item("thick", mark("Thick description"), _TRANSFERABILITY, ("described", "places")),
    Item("audit", mark("Inquiry audit"), _DEPENDABILITY, ("history", "versions")),
    Item("trail", mark("Audit trail"), _CONFIRMABILITY, ("quotes", "conclusions")),
    Item("agreement", mark("Agreement of coders"), _CONFIRMABILITY, ("agreement",)),
    Item("reflexive", mark("Reflexive journal"), _CONFIRMABILITY, ("journal",)),
)
"""The techniques of Lincoln and Guba's four criteria."""

ITEMS: Final = {Sheet.COREQ: COREQ, Sheet.SRQR: SRQR, Sheet.TRUST: TRUST}

TITLES: Final = {
    Sheet.COREQ: mark("COREQ: 32 items for interviews and focus groups"),
    Sheet.SRQR: mark("SRQR: 21 standards for reporting qualitative research"),
    Sheet.TRUST: mark("Tests of trustworthiness"),
}
