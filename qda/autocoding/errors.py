"""The refusals of term lists, each naming the file, the line or row, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from models.errors import Refused
from qda.i18n import Speech


@dataclass(frozen=True, slots=True)
class Worded:
    """A part of a message that is itself a sentence of the catalogue, with a number or a name."""

    sentence: str
    number: int = 0
    name: str = ""

    def in_(self, language: str) -> str:
        """The words in `language`."""
        return Speech(language)(self.sentence, number=self.number, name=self.name)


class BadTermList(Refused):
    """Root of what is wrong with a term list."""

    def say(self, language: str) -> str:
        """The message in `language`, its worded parts in the same language."""
        facts = {
            key: fact.in_(language) if isinstance(fact, Worded) else fact
            for key, fact in self.facts.items()
        }
        template = self.id if language == "id" else self.en
        return template.format(**facts)


class NotReadable(BadTermList):
    """The bytes are no text or no table at all."""

    en = "“{file}” cannot be read as {format}: {why}. Save it again as {format} and try once more."
    id = (
        "“{file}” tidak dapat dibaca sebagai {format}: {why}. "
        "Simpan ulang sebagai {format}, lalu coba lagi."
    )


class TooLarge(BadTermList):
    """A term list of this size is none."""

    en = "“{file}” is too large for a term list ({size} bytes; at most {most}). Split it."
    id = "“{file}” terlalu besar untuk daftar istilah ({size} byte; paling banyak {most}). Bagilah."


class TooManyRows(BadTermList):
    """A sheet of this length is no term list."""

    en = "“{file}”, sheet “{sheet}”: a term list has at most {most} rows. Split it."
    id = "“{file}”, lembar “{sheet}”: daftar istilah paling banyak {most} baris. Bagilah."


class UnknownFormat(BadTermList):
    """The file name ends in something that is no term list."""

    en = "“{file}” is no term list. Give a file that ends in .yaml, .yml or .xlsx."
    id = "“{file}” bukan daftar istilah. Berikan berkas berakhiran .yaml, .yml, atau .xlsx."


class WrongShape(BadTermList):
    """Something else was expected at this place."""

    en = "{file}, {place}: “{key}” must be {expected}."
    id = "{file}, {place}: “{key}” harus berupa {expected}."


class UnknownKey(BadTermList):
    """A heading or key that has no meaning here."""

    en = "{file}, {place}: “{key}” has no meaning here. Known are: {known}."
    id = "{file}, {place}: “{key}” tidak bermakna di sini. Yang dikenal: {known}."


class MissingKey(BadTermList):
    """Something a list cannot do without."""

    en = "{file}, {place}: “{key}” is missing. Add it."
    id = "{file}, {place}: “{key}” belum ada. Tambahkan."


class RepeatedKey(BadTermList):
    """The same key twice, so that one would be lost."""

    en = "{file}, {place}: “{key}” stands there twice. Keep one of them."
    id = "{file}, {place}: “{key}” tertulis dua kali. Pertahankan salah satunya."


class BadTerm(BadTermList):
    """A term that cannot be searched for."""

    en = "{file}, {place}: the term “{term}” cannot be used: {why}."
    id = "{file}, {place}: istilah “{term}” tidak dapat dipakai: {why}."


class UnknownCode(BadTermList):
    """The list codes with something that the framework or study does not have."""

    en = "{list}, {place}: there is no code “{code}”. Known are, for example: {known}."
    id = "{list}, {place}: tidak ada kode “{code}”. Yang ada, misalnya: {known}."


class NoSuchList(BadTermList):
    """No list of this name comes with the program."""

    en = "There is no term list “{list}”. The program brings: {known}."
    id = "Tidak ada daftar istilah “{list}”. Yang disertakan: {known}."
