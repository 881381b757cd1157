"""The refusals of the writers: why a file could not be written, or not be read back."""

from __future__ import annotations

from models.errors import Defect, Refused, Unavailable


class UnknownFileKind(Refused):
    """No writer is registered for the ending of the file's name."""

    en = "“{name}” has no ending that can be written. Use one of: {known}."
    id = "“{name}” tidak berakhiran yang dapat ditulis. Gunakan salah satu dari: {known}."


class TargetFolderMissing(Refused):
    """The folder to write to does not exist, or is not a folder."""

    en = "The folder “{folder}” does not exist. Create it or choose another one."
    id = "Folder “{folder}” tidak ada. Buat folder itu atau pilih folder lain."


class TargetIsFolder(Refused):
    """A folder bears the name of the file to write."""

    en = "“{path}” is a folder. Choose another name for the file."
    id = "“{path}” adalah folder. Pilih nama lain untuk berkas itu."


class NameTooLong(Refused):
    """The file system does not take a name of this length or spelling."""

    en = "The name “{name}” is not possible on this disk. Choose a shorter, simpler one."
    id = "Nama “{name}” tidak dapat dipakai di diska ini. Pilih nama yang lebih pendek."


class TargetNotWritable(Unavailable):
    """The folder may not be written to."""

    en = "You may not write to “{folder}”. Choose another folder. Nothing was written."
    id = "Anda tidak berhak menulis ke “{folder}”. Pilih folder lain. Tidak ada yang ditulis."


class TargetInUse(Unavailable):
    """Another program holds the file open."""

    en = "“{name}” is open in another program. Close it there and try again. It was not changed."
    id = "“{name}” sedang terbuka di program lain. Tutup dahulu, lalu ulangi. Berkas tidak diubah."


class DiskFull(Unavailable):
    """The disk has no room for the file."""

    en = "There is no room left on the disk for “{name}”. Free some space. Nothing was written."
    id = "Diska penuh untuk “{name}”. Kosongkan sebagian ruangnya. Tidak ada yang ditulis."


class WritingFailed(Unavailable):
    """The system refused for a reason of its own."""

    en = "“{name}” could not be written: {reason}. Nothing was written."
    id = "“{name}” tidak dapat ditulis: {reason}. Tidak ada yang ditulis."


class TooWideForWorkbook(Refused):
    """A worksheet has 16,384 columns at most."""

    en = "{columns} columns do not fit a worksheet, which has {limit}. Use CSV or HTML instead."
    id = "{columns} kolom tidak muat di lembar kerja, yang memuat {limit}. Pakailah CSV atau HTML."


class TooLongForWorkbook(Refused):
    """A worksheet has 1,048,576 rows at most."""

    en = "{rows} rows do not fit a worksheet, which has {limit}. Use CSV or HTML instead."
    id = "{rows} baris tidak muat di lembar kerja, yang memuat {limit}. Pakailah CSV atau HTML."


class NotOurData(Refused):
    """A JSON file does not hold what was to be read from it."""

    en = "“{name}” cannot be read as a {kind}: {place} {what}."
    id = "“{name}” tidak dapat dibaca sebagai {kind}: {place} {what}."


class NewerData(Refused):
    """A JSON file was written by a later version of the program."""

    en = "“{name}” has the form of version {version}; this program knows {known}. Update it."
    id = "“{name}” berbentuk versi {version}; program ini mengenal versi {known}. Perbarui program."


class CrookedMatrix(Defect):
    """A display whose cells do not fit its headings or whose evidence does not exist."""

    en = "The program has made a mistake in a display: {what}. Nothing was written."
    id = "Program membuat kesalahan pada sebuah display: {what}. Tidak ada yang ditulis."
