"""The refusals of the survey importers: what cannot be told, and how to tell it."""

from __future__ import annotations

from models.errors import Refused


class LayoutUnclear(Refused):
    """It cannot be told where the headings end."""

    en = (
        "How many rows do the headings of “{file}” take? Choose the layout (--layout one_row, "
        "two_rows or no_headings)."
    )
    id = (
        "Berapa baris judul kolom di “{file}”? Pilih tata letaknya (--layout one_row, two_rows, "
        "atau no_headings)."
    )


class LayoutUnfit(Refused):
    """The file is not laid out as was said."""

    en = "“{file}” cannot be read as {layout}: {reason} Leave --layout out, or name another one."
    id = (
        "“{file}” tidak dapat dibaca sebagai {layout}: {reason} Hapus --layout, atau sebutkan "
        "yang lain."
    )


class FormNotAnswers(Refused):
    """An XLSForm was given where answers are wanted."""

    en = (
        "“{file}” is a form (XLSForm), not answers. Give the file of the answers, and this one "
        "as its form (--form)."
    )
    id = (
        "“{file}” adalah formulir (XLSForm), bukan jawaban. Berikan berkas jawabannya, dan "
        "berkas ini sebagai formulirnya (--form)."
    )


class NotAForm(Refused):
    """The file given as a form has no sheets `survey` and `choices`."""

    en = "“{file}” is no XLSForm: it needs a sheet “survey” with columns “type” and “name”."
    id = "“{file}” bukan XLSForm: perlu lembar “survey” dengan kolom “type” dan “name”."


class FormOfAnother(Refused):
    """None of the columns is a question of the form."""

    en = "The form “{form}” belongs to another survey: no column of “{file}” is in it."
    id = "Formulir “{form}” milik survei lain: tidak ada kolom “{file}” di dalamnya."


class SpssDamaged(Refused):
    """An SPSS file that cannot be read."""

    en = "“{file}” is damaged or is no SPSS file (.sav). Save it again from SPSS."
    id = "“{file}” rusak atau bukan berkas SPSS (.sav). Simpan lagi dari SPSS."


class SpssLettersUnknown(Refused):
    """The letters of an SPSS file are in no code page known."""

    en = "The letters of “{file}” cannot be told. Save it again from SPSS in Unicode mode."
    id = "Huruf di “{file}” tidak dapat dikenali. Simpan lagi dari SPSS dalam mode Unicode."


class OpenDocumentDamaged(Refused):
    """An ODS file that cannot be read."""

    en = "“{file}” is damaged or is no spreadsheet (.ods). Save it again as .ods or .xlsx."
    id = "“{file}” rusak atau bukan lembar sebar (.ods). Simpan lagi sebagai .ods atau .xlsx."


class NoSuchColumn(Refused):
    """A --map or --into names a column that the file does not have."""

    en = "“{file}” has no column or question “{column}”. Its questions: {known}."
    id = "“{file}” tidak memiliki kolom atau pertanyaan “{column}”. Pertanyaannya: {known}."


class IdentityGone(Refused):
    """A newer export lacks the column by which respondents are recognised."""

    en = (
        "“{file}” lacks “{column}”, by which the respondents of {key} are recognised. Export it "
        "with that column."
    )
    id = (
        "“{file}” tidak memuat “{column}”, yang dipakai untuk mengenali responden {key}. "
        "Ekspor lagi dengan kolom itu."
    )


class AnotherLayout(Refused):
    """A newer export is laid out otherwise than the first one."""

    en = (
        "“{file}” is laid out as {found}, but {key} as {kept}. Export it in the same way, or say "
        "--layout {kept}."
    )
    id = (
        "Tata letak “{file}” adalah {found}, sedangkan {key} {kept}. Ekspor dengan cara yang sama, "
        "atau nyatakan --layout {kept}."
    )
