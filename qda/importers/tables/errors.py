"""The refusals of the table importers: what is wrong, at which row or column, what to do."""

from __future__ import annotations

from models.errors import Refused


class NotATable(Refused):
    """The file is of a kind that holds no table, or its bytes are no text."""

    en = "“{file}” is not a table. Give a CSV, TSV, XLSX, JSON or JSON Lines file."
    id = "“{file}” bukan tabel. Berikan berkas CSV, TSV, XLSX, JSON, atau JSON Lines."


class EmptyTable(Refused):
    """The file holds no rows below its heading."""

    en = "“{file}” holds no rows of data. Give a file with a heading and at least one row."
    id = (
        "“{file}” tidak berisi baris data. "
        "Berikan berkas dengan judul kolom dan sedikitnya satu baris."
    )


class TooManyColumns(Refused):
    """A row has more columns than a table of texts can have."""

    en = "Row {row} of “{file}” has {columns} columns; at most {limit} are read."
    id = "Baris {row} di “{file}” memiliki {columns} kolom; paling banyak {limit} yang dibaca."


class EncodingUnknown(Refused):
    """The bytes are text in no encoding the program knows."""

    en = "The encoding of “{file}” is not recognised. Save it as UTF-8 and import it again."
    id = "Pengodean karakter “{file}” tidak dikenali. Simpan sebagai UTF-8 lalu impor kembali."


class CellNeverEnds(Refused):
    """A quote is opened and not closed, or a cell is longer than any text of a table."""

    en = (
        "In “{file}” a cell that begins in row {row} is never closed. "
        "Close its quotation mark in that row."
    )
    id = (
        "Di “{file}” ada sel yang mulai di baris {row} dan tidak pernah ditutup. "
        "Tutup tanda kutipnya di baris itu."
    )


class QuoteMisplaced(Refused):
    """Letters follow the closing quote of a cell, so that its end cannot be told."""

    en = (
        "In row {row} of “{file}” words follow a closing quotation mark. "
        "Double the quotation marks inside that cell."
    )
    id = (
        "Di baris {row} “{file}” ada kata setelah tanda kutip penutup. "
        "Gandakan tanda kutip di dalam sel itu."
    )


class RowTooLong(Refused):
    """A row holds more filled cells than there are headings."""

    en = (
        "Row {row} of “{file}” has {cells} cells, but there are {columns} headings. "
        "Put quotation marks around the cell that holds the separator “{delimiter}”."
    )
    id = (
        "Baris {row} di “{file}” memiliki {cells} sel, padahal ada {columns} judul kolom. "
        "Beri tanda kutip pada sel yang memuat pemisah “{delimiter}”."
    )


class RowsTooShort(Refused):
    """So many rows lack cells that the columns cannot be trusted."""

    en = (
        "{count} rows of “{file}” have fewer cells than the {columns} headings, "
        "row {row} first. Put quotation marks around cells that hold line breaks."
    )
    id = (
        "{count} baris di “{file}” memiliki sel lebih sedikit daripada {columns} judul kolom, "
        "mulai baris {row}. Beri tanda kutip pada sel yang memuat ganti baris."
    )


class NoTextColumn(Refused):
    """No column holds words."""

    en = (
        "No column of “{file}” holds texts; its columns are: {columns}. "
        "Say which one does by giving it the role “text”."
    )
    id = (
        "Tidak ada kolom di “{file}” yang berisi teks; kolomnya: {columns}. "
        "Tunjukkan kolomnya dengan memberinya peran “text”."
    )


class UnknownColumn(Refused):
    """A role was given to a heading that the file does not have."""

    en = "“{file}” has no column “{column}”.{suggestion} Its columns are: {columns}."
    id = "“{file}” tidak memiliki kolom “{column}”.{suggestion} Kolomnya: {columns}."

    def say(self, language: str) -> str:
        """The message, with the nearest heading where one is near."""
        near = str(self.facts.get("near", ""))
        words = {"id": " Apakah maksudnya “{near}”?"}.get(language, " Did you mean “{near}”?")
        template = self.id if language == "id" else self.en
        suggestion = words.format(near=near) if near else ""
        return template.format(**{**self.facts, "suggestion": suggestion})


class RoleGivenTwice(Refused):
    """Two columns were given a role that only one can have."""

    en = "The columns “{first}” and “{second}” cannot both have the role “{role}”. Choose one."
    id = "Kolom “{first}” dan “{second}” tidak dapat sama-sama berperan “{role}”. Pilih satu."


class BrokenJson(Refused):
    """The file is not valid JSON."""

    en = "“{file}” is not valid JSON: it breaks at line {line}, column {column}."
    id = "“{file}” bukan JSON yang sah: rusak pada baris {line}, kolom {column}."


class JsonTooDeep(Refused):
    """Objects lie in objects beyond any table."""

    en = "“{file}” nests more than {limit} levels deep and cannot be read as a table."
    id = "“{file}” bersarang lebih dari {limit} tingkat dan tidak dapat dibaca sebagai tabel."


class NoRecords(Refused):
    """The JSON holds no list of objects."""

    en = (
        "“{file}” holds no list of records. Give a JSON list of objects, "
        "an object of lists, or one object per line."
    )
    id = (
        "“{file}” tidak berisi daftar rekaman. Berikan daftar objek JSON, "
        "objek berisi daftar, atau satu objek per baris."
    )


class LegacyWorkbook(Refused):
    """A workbook of the format before 2007."""

    en = "“{file}” is an old Excel file (.xls). Save it as .xlsx or CSV and import that."
    id = "“{file}” adalah berkas Excel lama (.xls). Simpan sebagai .xlsx atau CSV lalu impor."


class WorkbookEncrypted(Refused):
    """A workbook that asks for a password."""

    en = "“{file}” is protected by a password. Save it without the password and import that."
    id = "“{file}” dilindungi kata sandi. Simpan tanpa kata sandi lalu impor."


class NotAWorkbook(Refused):
    """The file is called a workbook but is no zip archive, or holds no workbook of the kind."""

    en = "“{file}” is damaged or is not an .xlsx workbook. Save it again as .xlsx or CSV."
    id = "“{file}” rusak atau bukan buku kerja .xlsx. Simpan lagi sebagai .xlsx atau CSV."


class WorkbookHostile(Refused):
    """The archive would unpack to far more than it is worth, or declares XML entities."""

    en = "“{file}” is built in a way that could harm this computer ({part}). It was not opened."
    id = "“{file}” dibuat dengan cara yang dapat merugikan komputer ({part}). Tidak dibuka."
