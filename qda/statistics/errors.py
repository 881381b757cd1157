"""The refusals of the statistics: input that no formula can be meant for."""

from __future__ import annotations

from models.errors import Refused


class BadScale(Refused):
    """A rating scale needs at least two points, the lowest first."""

    en = "A scale from {low} to {high} has no two points. Write it as LOW-HIGH, such as 1-5."
    id = "Skala {low} sampai {high} tidak memuat dua titik. Tulis RENDAH-TINGGI, misalnya 1-5."


class BadClasses(Refused):
    """The mean of a scale is put into three, four or five classes."""

    en = "{classes} classes have no names. Choose 3, 4 or 5."
    id = "Tidak ada nama untuk {classes} kelas. Pilih 3, 4, atau 5."


class OffScale(Refused):
    """An answer is no point of the scale."""

    en = (
        "The answer “{answer}” is no whole number from {low} to {high}. Name it as missing, or "
        "give the right scale."
    )
    id = (
        "Jawaban “{answer}” bukan bilangan bulat dari {low} sampai {high}. Nyatakan sebagai "
        "jawaban kosong, atau berikan skala yang benar."
    )


class NoItems(Refused):
    """An analysis of items needs items."""

    en = "{needed} items or more are needed; there are {items}."
    id = "Diperlukan paling sedikit {needed} butir; yang ada {items}."


class CrookedTable(Refused):
    """A table of counts has rows of different lengths, or counts below nothing."""

    en = "The table cannot be counted: {what}."
    id = "Tabel tidak dapat dihitung: {what}."


class BadSampleQuestion(Refused):
    """A sample's size is asked for with figures that cannot be."""

    en = "{what} cannot be {value}. It must lie between {low} and {high}."
    id = "{what} tidak mungkin {value}. Nilainya harus di antara {low} dan {high}."
