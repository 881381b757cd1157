"""Regulations are recognised in full, in short and in English, over line breaks, in place."""

from __future__ import annotations

import pytest

from qda.language.regulations import Regulation, regulations_in


def named(text: str) -> list[str]:
    """What the regulations in a text are called, with their regions."""
    return [each.regulation.name(with_region=True) for each in regulations_in(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UU No. 14/2008", "UU Nomor 14 Tahun 2008"),
        ("Undang- undang Nomor 14 \n\nTahun 2008", "UU Nomor 14 Tahun 2008"),
        ("Undang-Undang Republik Indonesia Nomor 25 Tahun 2009", "UU Nomor 25 Tahun 2009"),
        ("Perppu Nomor 1 Tahun 2020", "Perppu Nomor 1 Tahun 2020"),
        (
            "Peraturan Pemerintah Pengganti Undang-Undang Nomor 2 Tahun 2022",
            "Perppu Nomor 2 Tahun 2022",
        ),
        ("PP 96/2012", "PP Nomor 96 Tahun 2012"),
        ("Peraturan Pemerintah No.96 Tahun 2012", "PP Nomor 96 Tahun 2012"),
        ("Perpres No.95 Tahun 2018", "Perpres Nomor 95 Tahun 2018"),
        ("Keppres Nomor 12 Tahun 2020", "Keppres Nomor 12 Tahun 2020"),
        ("Inpres No. 3 Tahun 2003", "Inpres Nomor 3 Tahun 2003"),
        (
            (
                "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Republik "
                "Indonesia Nomor 14 Tahun 2017"
            ),
            "Permen PANRB Nomor 14 Tahun 2017",
        ),
        ("PermenPAN-RB Nomor 14 Tahun 2017", "Permen PANRB Nomor 14 Tahun 2017"),
        ("Permendagri 86/2017", "Permendagri Nomor 86 Tahun 2017"),
        (
            "Peraturan Menteri Dalam Negeri (Permendagri) Nomor 86 Tahun 2017",
            "Permendagri Nomor 86 Tahun 2017",
        ),
        (
            "Peraturan Menteri Pariwisata dan Ekonomi Kreatif Nomor 4 Tahun 2021",
            "Permen Pariwisata dan Ekonomi Kreatif Nomor 4 Tahun 2021",
        ),
        (
            "Peraturan Daerah Provinsi DKI Jakarta Nomor 7 Tahun 2012",
            "Perda DKI Jakarta Nomor 7 Tahun 2012",
        ),
        ("Perda Kota Bandung No. 3 tahun 2011", "Perda Kota Bandung Nomor 3 Tahun 2011"),
        ("Pergub Provinsi Jakarta 68/2022", "Pergub DKI Jakarta Nomor 68 Tahun 2022"),
        ("Pergub No 44 th. 2021", "Pergub Nomor 44 Tahun 2021"),
        ("Peraturan Gubernur (Pergub) Nomor 33 Tahun 2018", "Pergub Nomor 33 Tahun 2018"),
        ("Peraturan \n\nGubernur Nomor\n280\nTahun\n2014", "Pergub Nomor 280 Tahun 2014"),
        (
            "Surat Keputusan Gubernur Provinsi Daerah Khusus Ibukota Jakarta Nomor 171 Tahun 2007",
            "Kepgub DKI Jakarta Nomor 171 Tahun 2007",
        ),
        (
            (
                "Surat Keputusan Nomor 171 Tahun 2007 yang dikeluarkan oleh Gubernur Provinsi DKI "
                "Jakarta"
            ),
            "Kepgub DKI Jakarta Nomor 171 Tahun 2007",
        ),
        ("SK Gubernur Nomor 171 Tahun 2007", "Kepgub Nomor 171 Tahun 2007"),
        ("Instruksi Gubernur Nomor 76 Tahun 2018", "Ingub Nomor 76 Tahun 2018"),
        ("Surat Edaran Nomor 17/SE/2020 Tahun 2020", "SE Nomor 17/SE Tahun 2020"),
        ("SE Sekda Nomor 15/SE/2019", "SE Sekda Nomor 15/SE Tahun 2019"),
        ("Perwali Surabaya No. 5 Tahun 2020", "Perwali Surabaya Nomor 5 Tahun 2020"),
        ("Peraturan Wali Kota Bandung Nomor 10 Tahun 2018", "Perwali Bandung Nomor 10 Tahun 2018"),
        (
            "Peraturan Bupati Banyuwangi Nomor 4 Tahun 2019",
            "Perbup Banyuwangi Nomor 4 Tahun 2019",
        ),
        ("Law No. 14 of 2008", "UU Nomor 14 Tahun 2008"),
        ("Presidential Regulation No. 95 of 2018", "Perpres Nomor 95 Tahun 2018"),
        ("Governor's Regulation Number 280 Year 2014", "Pergub Nomor 280 Tahun 2014"),
        ("RPJMD DKI Jakarta Tahun 2017-2022", "RPJMD DKI Jakarta 2017–2022"),
    ],
)
def test_a_regulation_is_known_however_it_is_written(text: str, name: str) -> None:
    said = f"Hal itu diatur dalam {text} dan seterusnya."
    (found,) = regulations_in(said)
    assert found.regulation.name(with_region=True) == name
    assert said[: found.span.start] == "Hal itu diatur dalam "


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Ingub Nomor 5 tanggal 5 Mei 2021", "2021-05-05"),
        ("Kepgub Nomor 17 Tahun 2020 tanggal 3 Januari 2020", "2020-01-03"),
        ("Pergub Nomor 44 Tahun 2021, yang ditetapkan pada tanggal 21 Juni 2021", "2021-06-21"),
        ("Pergub Nomor 44 Tahun 2021 tentang Tarif", "2021"),
        ("RPD 2023-2026", "2023"),
    ],
)
def test_the_full_date_counts_where_it_is_stated_else_the_year(text: str, dated: str) -> None:
    (found,) = regulations_in(text)
    assert found.dated_on == dated


def test_a_plan_ends_with_its_last_year() -> None:
    (found,) = regulations_in("sesuai RPD DKI Jakarta 2023-2026.")
    assert found.ends_on == "2026"
    assert found.regulation == Regulation("RPD", "", "2023", "DKI Jakarta", "2026")


def test_a_regulation_that_changes_another_is_found_beside_it() -> None:
    text = (
        "Peraturan Gubernur Provinsi DKI Jakarta Nomor 17 Tahun 2023 tentang Perubahan atas "
        "Peraturan Gubernur Nomor 27 Tahun 2022 tentang Organisasi Perangkat Daerah."
    )
    assert named(text) == ["Pergub DKI Jakarta Nomor 17 Tahun 2023", "Pergub Nomor 27 Tahun 2022"]


def test_the_subject_is_what_it_is_about() -> None:
    (found,) = regulations_in("UU Nomor 25 Tahun 2009 tentang Pelayanan\nPublik⁴⁰, yang berlaku")
    assert found.subject == "Pelayanan Publik"
    (found,) = regulations_in("Pergub 1/2020 tentang " + "kata " * 60)
    assert found.subject.endswith(" …")
    assert len(found.subject) < 170


@pytest.mark.parametrize(
    "text",
    [
        "Pergub 280",
        "Peraturan Gubernur DKI Jakarta Nomor Tahun 2016",
        "Nomor rumah 14 Tahun 2008",
        "Pasal 5 ayat 1 tahun 2014",
        "se 5 tahun 2014",
        "Pergub Nomor 5 Tahun 1492",
        "RPJMD 2022-2017",
        "superUU No. 5 Tahun 2014",
    ],
)
def test_what_is_no_regulation_with_number_and_year_is_left(text: str) -> None:
    assert regulations_in(text) == ()


def test_hostile_text_is_read_in_time() -> None:
    assert regulations_in("Peraturan Gubernur " * 5000) == ()
    assert regulations_in("Peraturan Gubernur " + "Nama " * 20_000) == ()
