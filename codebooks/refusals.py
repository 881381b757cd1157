"""What a codebook file is refused for: one class for each reason, each naming the place.

Templates write a place as `{place:en}` and `{place:id}`, so that it is worded in their language.
"""

from __future__ import annotations

from codebooks.errors import CodebookError


class CodebookUnreadable(CodebookError):
    """The file is not there, or may not be read."""

    en = "{file} cannot be read: {reason}. Check that the file exists and may be opened."
    id = "{file} tidak dapat dibaca: {reason}. Periksa apakah berkas itu ada dan boleh dibuka."


class CodebookUnwritable(CodebookError):
    """The file cannot be written; what stood there before is unchanged."""

    en = "{file} cannot be written: {reason}. Choose another folder or close the file elsewhere."
    id = "{file} tidak dapat ditulis: {reason}. Pilih folder lain atau tutup berkas itu dahulu."


class UnknownCodebookFormat(CodebookError):
    """The extension belongs to no codebook format."""

    en = "{file} is not a codebook file that can be read or written; use one of {known}."
    id = (
        "{file} bukan berkas buku kode yang dapat dibaca atau ditulis; gunakan salah satu: {known}."
    )


class CodebookTooLarge(CodebookError):
    """The file, or what it unpacks to, is beyond any codebook."""

    en = "{file} is larger than a codebook may be ({limit} megabytes). Is it the right file?"
    id = "{file} melebihi ukuran buku kode ({limit} megabita). Benarkah ini berkasnya?"


class TooManyCodebookRows(CodebookError):
    """More codes or rows than a codebook may have."""

    en = "{place:en}: more than {limit} rows are not read as a codebook. Is it the right file?"
    id = "{place:id}: lebih dari {limit} baris tidak dibaca sebagai buku kode. Benarkah berkasnya?"


class TooManyCodebookColumns(CodebookError):
    """More columns than a codebook may have."""

    en = "{place:en}: a row with more than {limit} columns is not read as a codebook."
    id = "{place:id}: baris dengan lebih dari {limit} kolom tidak dibaca sebagai buku kode."


class CodebookNotUtf8(CodebookError):
    """The bytes are not UTF-8 text."""

    en = "{place:en}: the text is not UTF-8. Save the file again with the encoding UTF-8."
    id = "{place:id}: teks tidak berkode UTF-8. Simpan ulang berkas dengan pengodean UTF-8."


class CodebookNotYaml(CodebookError):
    """The text breaks the rules of YAML."""

    en = "{place:en}: this is not valid YAML ({reason}). Check indentation, colons and quotes."
    id = (
        "{place:id}: ini bukan YAML yang sah ({reason}). "
        "Periksa indentasi, tanda titik dua, dan tanda petik."
    )


class CodebookAliasRefused(CodebookError):
    """YAML anchors and aliases, with which a small file can swell without end."""

    en = "{place:en}: YAML aliases (*name) are not allowed in a codebook. Write the text out."
    id = "{place:id}: alias YAML (*nama) tidak diperbolehkan dalam buku kode. Tuliskan teksnya."


class CodebookTooDeep(CodebookError):
    """Lists within lists beyond what a codebook needs."""

    en = "{place:en}: the file is nested more than {limit} levels deep. Flatten it."
    id = "{place:id}: berkas bertingkat lebih dari {limit} lapis. Sederhanakan susunannya."


class CodebookTagRefused(CodebookError):
    """A YAML tag such as !!python/object."""

    en = "{place:en}: the YAML tag “{tag}” is not allowed in a codebook. Remove it."
    id = "{place:id}: tag YAML “{tag}” tidak diperbolehkan dalam buku kode. Hapus tag itu."


class EmptyCodebook(CodebookError):
    """There is no code in the file."""

    en = "{file} holds no codes. A codebook needs at least one code with an id and a name."
    id = "{file} tidak memuat kode. Buku kode memerlukan sedikitnya satu kode dengan id dan nama."


class UnknownCodebookKey(CodebookError):
    """A key that the format does not know."""

    en = "{place:en}: “{key}” is not a key of a codebook.{hint:en} Rename or remove it."
    id = "{place:id}: “{key}” bukan kunci buku kode.{hint:id} Ganti atau hapus."


class RepeatedCodebookKey(CodebookError):
    """The same key or column stands twice."""

    en = "{place:en}: “{key}” is given twice. Keep one of them."
    id = "{place:id}: “{key}” tertulis dua kali. Pertahankan salah satunya."


class MissingCodebookKey(CodebookError):
    """A key or value without which there is no code."""

    en = "{place:en}: “{key}” is missing or empty. Add it."
    id = "{place:id}: “{key}” tidak ada atau kosong. Tambahkan."


class WrongCodebookType(CodebookError):
    """A list where a text belongs, or the like."""

    en = "{place:en}: “{key}” must be {expected:en}."
    id = "{place:id}: “{key}” harus berupa {expected:id}."


class UnknownCodebookWord(CodebookError):
    """A value outside the few that are allowed."""

    en = "{place:en}: “{value}” is not allowed for “{key}”.{hint:en} Use one of {known}."
    id = "{place:id}: “{value}” tidak berlaku untuk “{key}”.{hint:id} Pilih salah satu: {known}."


class DuplicateCodeId(CodebookError):
    """Two codes bear one id."""

    en = (
        "{place:en}: the code id “{code}” is already used (first in line or row {first}). "
        "Give each code its own id; in a spreadsheet, format the column as text."
    )
    id = (
        "{place:id}: id kode “{code}” sudah dipakai (pertama pada baris {first}). "
        "Beri setiap kode id tersendiri; pada lembar kerja, format kolomnya sebagai teks."
    )


class UnknownParentCode(CodebookError):
    """A code is placed beneath a code that does not exist."""

    en = "{place:en}: the parent “{parent}” of code “{code}” does not exist.{hint:en} Correct it."
    id = "{place:id}: induk “{parent}” dari kode “{code}” tidak ada.{hint:id} Perbaiki."


class ParentCodeCycle(CodebookError):
    """Codes are each other's parents."""

    en = "{place:en}: the parents of code “{code}” run in a circle ({chain}). Break the circle."
    id = "{place:id}: induk kode “{code}” berputar ({chain}). Putuskan lingkaran itu."


class UnknownCodebookColumn(CodebookError):
    """A column heading that the format does not know."""

    en = (
        "{place:en}: the column “{heading}” is not known.{hint:en} "
        "Rename it, delete it, or put # before its heading so that it is passed over."
    )
    id = (
        "{place:id}: kolom “{heading}” tidak dikenal.{hint:id} "
        "Ganti namanya, hapus, atau beri tanda # di depan judulnya agar dilewati."
    )


class MissingCodebookColumn(CodebookError):
    """A column without which the table is no codebook."""

    en = "{place:en}: there is no column “{heading}”. The first row must hold the headings."
    id = "{place:id}: kolom “{heading}” tidak ada. Baris pertama harus memuat judul kolom."


class CodebookCellFormula(CodebookError):
    """A cell holds a formula instead of text."""

    en = "{place:en}: the cell holds a formula. Replace it by its value (paste as values)."
    id = "{place:id}: sel berisi rumus. Ganti dengan nilainya (tempel sebagai nilai)."


class CodebookCellNotText(CodebookError):
    """A cell holds a date or an error value where a text belongs."""

    en = "{place:en}: the cell holds {value}, not text. Format the column as text and retype it."
    id = "{place:id}: sel berisi {value}, bukan teks. Format kolom sebagai teks lalu ketik ulang."


class CodebookCellTooLong(CodebookError):
    """A text is longer than a spreadsheet cell can hold; it is not cut in silence."""

    en = "{place:en}: the text has {length} characters; a cell holds at most {limit}. Use YAML."
    id = "{place:id}: teks {length} karakter; sel memuat paling banyak {limit}. Gunakan YAML."


class CodebookNotXlsx(CodebookError):
    """The file is no XLSX workbook, or a damaged or dangerous one."""

    en = "{file} is not a readable XLSX workbook ({reason}). Save it again as XLSX."
    id = "{file} bukan buku kerja XLSX yang terbaca ({reason}). Simpan ulang sebagai XLSX."


class CodebookNotCsv(CodebookError):
    """The table cannot be taken apart."""

    en = "{place:en}: the table cannot be read ({reason}). Check quotes and delimiters."
    id = "{place:id}: tabel tidak dapat dibaca ({reason}). Periksa tanda petik dan pemisah kolom."


class CodebookTextUnholdable(CodebookError):
    """The text cannot be kept in any file, such as half of a surrogate pair."""

    en = "{file}: the text “{text}” holds a character that no file can keep. Remove it."
    id = "{file}: teks “{text}” memuat karakter yang tidak dapat disimpan. Hapus karakter itu."


class UnknownFramework(CodebookError):
    """The library has no framework of this id."""

    en = "There is no framework “{framework}” in the library.{hint:en} Look it up in the list."
    id = "Tidak ada kerangka teori “{framework}” dalam pustaka.{hint:id} Lihat daftarnya."
