"""The refusals of the text importers: which file, what is wrong with it, what to do."""

from __future__ import annotations

from models.errors import Refused, Unavailable
from qda.i18n import Speech


class FileMissing(Refused):
    """There is no file of this name."""

    en = "There is no file “{file}”. Check its name and folder."
    id = "Berkas “{file}” tidak ada. Periksa nama dan foldernya."


class NotAFile(Refused):
    """The name belongs to a folder, a device or the like."""

    en = "“{file}” is not a file but a folder or a device. Give the files in it one by one."
    id = "“{file}” bukan berkas, melainkan folder atau perangkat. Berikan berkas di dalamnya."


class FileForbidden(Unavailable):
    """The system does not let this person read the file."""

    en = "You may not read “{file}”. Ask its owner for permission, or copy it to your own folder."
    id = (
        "Anda tidak berhak membaca “{file}”. Minta izin kepada pemiliknya, "
        "atau salin ke folder Anda sendiri."
    )


class FileUnreadable(Unavailable):
    """The system fails to hand over the file."""

    en = "“{file}” cannot be read ({reason}). Check the disk, and that the file is not in use."
    id = (
        "“{file}” tidak dapat dibaca ({reason}). "
        "Periksa media penyimpanan, dan pastikan berkas tidak sedang dipakai."
    )


class FileEmpty(Refused):
    """The file has no bytes."""

    en = "“{file}” is empty: it has 0 bytes. Save it again from the program that wrote it."
    id = "“{file}” kosong: ukurannya 0 byte. Simpan ulang dari program yang membuatnya."


class FileTooLarge(Refused):
    """More bytes than any text has."""

    en = "“{file}” has {size} MB; a source may have at most {limit} MB. Split it into parts."
    id = (
        "“{file}” berukuran {size} MB; satu sumber data paling besar {limit} MB. "
        "Bagilah menjadi beberapa bagian."
    )


class UnknownKind(Refused):
    """The content is of a kind that holds no text the program reads."""

    en = "“{file}” is {kind}, which is not a text the program reads. Give one of: {known}."
    id = (
        "“{file}” adalah {kind}, bukan teks yang dapat dibaca program. Berikan salah satu: {known}."
    )

    def say(self, language: str) -> str:
        """The message, the kind worded in the same language."""
        kind = Speech(language)(str(self.facts["kind"]))
        template = self.id if language == "id" else self.en
        return template.format(**{**self.facts, "kind": kind})


class NotText(Refused):
    """The bytes are no text at all, or of an encoding that cannot be told."""

    en = (
        "“{file}” cannot be read as text. If it is a text, open it where it was written "
        "and save it as UTF-8; if not, give a document or a transcript."
    )
    id = (
        "“{file}” tidak dapat dibaca sebagai teks. Jika memang teks, buka di program asalnya "
        "dan simpan sebagai UTF-8; jika bukan, berikan dokumen atau transkrip."
    )


class NoWords(Refused):
    """The file could be read but holds nothing except white space."""

    en = "“{file}” holds no words. Check that this is the file you mean."
    id = "“{file}” tidak memuat kata apa pun. Periksa apakah ini berkas yang Anda maksud."


class Damaged(Refused):
    """The file says what it is but breaks the rules of that format."""

    en = "“{file}” is damaged and cannot be read as {format} ({part}). Save it again, or as PDF."
    id = (
        "“{file}” rusak dan tidak dapat dibaca sebagai {format} ({part}). "
        "Simpan ulang, atau simpan sebagai PDF."
    )


class PasswordNeeded(Refused):
    """The file is encrypted."""

    en = "“{file}” is protected by a password. Save a copy without the password and import that."
    id = "“{file}” dilindungi kata sandi. Simpan salinan tanpa kata sandi, lalu impor salinan itu."


class OldWord(Refused):
    """A document of Word 97–2003."""

    en = "“{file}” is in the old Word format (.doc). Save it as .docx and import that."
    id = "“{file}” memakai format Word lama (.doc). Simpan sebagai .docx, lalu impor."


class PicturesOnly(Refused):
    """The pages are pictures, as a scanner makes them."""

    en = (
        "“{file}” holds pictures of {pages} pages and no text. "
        "Run text recognition (OCR) on it first, then import the result."
    )
    id = (
        "“{file}” berisi gambar dari {pages} halaman tanpa teks. "
        "Jalankan pengenalan teks (OCR) dahulu, lalu impor hasilnya."
    )


class LettersUnknown(Refused):
    """The fonts of a PDF do not say which letters their shapes are."""

    en = (
        "The letters of “{file}” cannot be told from its fonts. "
        "Export it again as PDF, or run text recognition (OCR) on it."
    )
    id = (
        "Huruf di “{file}” tidak dapat dikenali dari fonnya. "
        "Ekspor ulang sebagai PDF, atau jalankan pengenalan teks (OCR)."
    )


class Hostile(Refused):
    """The file is built so that reading it could exhaust or harm the computer."""

    en = "“{file}” is built in a way that could harm this computer ({part}). It was not opened."
    id = "“{file}” dibuat dengan cara yang dapat merugikan komputer ini ({part}). Tidak dibuka."


class NoSuchSpeaker(Refused):
    """A correction names a voice that the draft does not have."""

    en = "There is no speaker “{speaker}” in “{title}”. Its speakers are: {known}."
    id = "Tidak ada penutur “{speaker}” di “{title}”. Penuturnya: {known}."
