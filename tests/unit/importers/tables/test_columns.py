"""Guesses of roles by layout, heading and cells; what the researcher says goes first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.vocabulary import AttributeType
from qda.importers.draft import CollectionDraft
from qda.importers.draft import ColumnRole as R
from qda.importers.tables import errors
from qda.importers.tables.registry import read_collection

Writer = Callable[[str, str | bytes], Path]


def roles(draft: CollectionDraft) -> dict[str, R]:
    return {column.heading: column.role for column in draft.columns}


def sentences(draft: CollectionDraft) -> str:
    return " | ".join(n.sentence.format(**dict(n.facts)) for n in draft.notices)


def test_headings_of_google_play_are_known(written: Writer) -> None:
    head = (
        "reviewId,userName,userImage,content,score,thumbsUpCount,reviewCreatedVersion,at,"
        "replyContent,repliedAt,appVersion,sortOrder,appId"
    )
    row = "x1,Siti,http://i,bagus ya,5,3,4.0.1,2024-01-05 10:11:12,Halo Kak,,4.0.1,newest,id.go"
    draft = read_collection(written("a.csv", f"{head}\n{row}\n"))
    assert draft.layout == "google_play"
    assert list(roles(draft).values()) == [
        R.IDENTIFIER, R.USER, R.IGNORE, R.TEXT, R.STARS, R.THUMBS_UP, R.VERSION, R.DATE,
        R.REPLY, R.REPLY_DATE, R.ATTRIBUTE, R.ATTRIBUTE, R.APP,
    ]  # fmt: skip
    assert draft.app == "id.go"
    assert draft.rows[0][4:10] == (5, 3, "4.0.1", "2024-01-05T10:11:12", "Halo Kak", None)


def test_headings_of_the_app_store_are_known(written: Writer) -> None:
    head = "id,title,review,rating,userName,date,version,isEdited"
    rows = (
        "9000000001,Lumayan,Cukup membantu saya,4,Siti,2021-05-04 10:00:00,1.2.3,False\n"
        "9000000007,Buruk,Sering gagal masuk,1,Budi,2021-05-05 10:00:00,1.2.3,True\n"
    )
    draft = read_collection(written("a.csv", f"{head}\n{rows}"))
    assert draft.layout == "app_store"
    assert list(roles(draft).values()) == [
        R.IDENTIFIER, R.TITLE, R.TEXT, R.STARS, R.USER, R.DATE, R.VERSION, R.ATTRIBUTE,
    ]  # fmt: skip
    assert draft.columns[-1].type is AttributeType.YES_NO
    assert [row[-1] for row in draft.rows] == [False, True]


def test_indonesian_headings_are_known(written: Writer) -> None:
    head = "No.;Nama Pengguna;Ulasan;Bintang;Waktu Upload;Versi Aplikasi;Balasan;Perangkat"
    rows = "".join(
        f"{n};P{n};teks ke {n} ya;{n};1{n}/01/2024 02.59;4.0.{n};Halo;Oppo\n" for n in range(1, 4)
    )
    draft = read_collection(written("a.csv", f"{head}\n{rows}"))
    assert list(roles(draft).values()) == [
        R.IGNORE, R.USER, R.TEXT, R.STARS, R.DATE, R.VERSION, R.REPLY, R.DEVICE,
    ]  # fmt: skip
    assert draft.layout == "named_columns"
    assert all(column.reason for column in draft.columns)


def test_cells_speak_where_headings_do_not(written: Writer) -> None:
    rows = "".join(
        f"{n:032x};{1 + n % 5};2024-01-{10 + n};kata-kata panjang nomor {n};3.{n}.1;ok\n"
        for n in range(1, 10)
    )
    draft = read_collection(written("a.csv", f"k1;k2;k3;k4;k5;k6\n{rows}"))
    assert list(roles(draft).values()) == [
        R.IDENTIFIER, R.STARS, R.DATE, R.TEXT, R.VERSION, R.ATTRIBUTE,
    ]  # fmt: skip


def test_several_columns_of_one_to_five_are_a_questionnaire(written: Writer) -> None:
    rows = "".join(f"{1 + n % 5},{1 + n % 3},jawaban bebas {n}\n" for n in range(9))
    draft = read_collection(written("a.csv", f"q1,q2,q3\n{rows}"))
    assert list(roles(draft).values()) == [R.ATTRIBUTE, R.ATTRIBUTE, R.TEXT]


def test_heading_that_the_cells_belie_is_not_believed(written: Writer) -> None:
    draft = read_collection(
        written("a.csv", "content,score,at\nbagus ya,0.71,pagi\nburuk ya,-0.2,sore\n")
    )
    assert list(roles(draft).values()) == [R.TEXT, R.ATTRIBUTE, R.ATTRIBUTE]


def test_several_apps_make_the_app_an_attribute(written: Writer) -> None:
    draft = read_collection(written("a.csv", "App,review\nJAKI,bagus ya\nIKD,buruk ya\n"))
    assert roles(draft)["App"] is R.ATTRIBUTE
    assert draft.app == ""


def test_given_roles_overrule_the_guess(written: Writer) -> None:
    path = written("a.csv", "content,clean_content,score\nBagus!,bagus,5\nBuruk!,buruk,1\n")
    draft = read_collection(path, roles={"clean_content": R.TEXT, "Score": R.IGNORE}, title="X")
    assert roles(draft) == {
        "content": R.ATTRIBUTE, "clean_content": R.TEXT, "score": R.IGNORE,
    }  # fmt: skip
    assert draft.rows[0] == ("Bagus!", "bagus", "5")
    assert draft.title == "X"


def test_unknown_column_is_refused_with_the_nearest_name(written: Writer) -> None:
    path = written("a.csv", "content,score\nBagus ya,5\n")
    with pytest.raises(errors.UnknownColumn) as caught:
        read_collection(path, roles={"contnt": R.TEXT})
    assert "Did you mean “content”?" in caught.value.say("en")
    assert "Apakah maksudnya “content”?" in caught.value.say("id")
    with pytest.raises(errors.UnknownColumn) as caught:
        read_collection(path, roles={"zzz": R.TEXT})
    assert "mean" not in caught.value.say("en")


def test_one_role_for_two_columns_is_refused(written: Writer) -> None:
    path = written("a.csv", "a,b\nBagus ya,tidak\n")
    with pytest.raises(errors.RoleGivenTwice):
        read_collection(path, roles={"a": R.TEXT, "b": R.TEXT})


def test_ambiguous_dates_are_read_day_first_and_told(written: Writer) -> None:
    draft = read_collection(written("a.csv", "content,tanggal\nsatu dua,01/02/2024\n"))
    assert draft.rows[0][1] == "2024-02-01"
    assert "may be day first or month first" in sentences(draft)


def test_all_dates_of_a_column_decide_together(written: Writer) -> None:
    draft = read_collection(
        written("a.csv", "content,date\nsatu dua,01/02/2024\ntiga,01/13/2024\n")
    )
    assert [row[1] for row in draft.rows] == ["2024-01-02", "2024-01-13"]
    assert "day first" not in sentences(draft)


def test_what_cannot_be_read_is_missing_and_told_with_its_rows(written: Writer) -> None:
    rows = "".join(f"teks {n} ya,{1 + n % 5}\n" for n in range(20))
    draft = read_collection(written("a.csv", f"content,score\n{rows}aneh ya,lima\nnol ya,0\n"))
    assert [row[1] for row in draft.rows][-2:] == [None, None]
    assert "missing: 2. Rows: 22, 23. The first says “lima”" in sentences(draft)


def test_word_nan_is_nothing_only_in_rows_where_numbers_say_so_too(written: Writer) -> None:
    draft = read_collection(
        written("a.csv", "content,label,polarity\nbagus,Pos,0.5\nnan,nan,nan\nnan,Neg,0.25\n")
    )
    assert list(draft.rows) == [("bagus", "Pos", 0.5), ("", None, None), ("nan", "Neg", 0.25)]
    assert draft.empty == 1
    assert "In “polarity” the word “nan” stands for nothing: 1 cells." in sentences(draft)
    assert "kept as words: 1. Rows: 4" in sentences(draft)


@pytest.mark.parametrize("word", ["nan", "None", "null", "NA", "-"])
def test_word_for_nothing_stays_where_no_number_says_so(written: Writer, word: str) -> None:
    draft = read_collection(written("a.csv", f"content,score\n{word},5\nbagus ya,4\n"))
    assert [row[0] for row in draft.rows] == [word, "bagus ya"]


def test_misread_letters_are_told_and_left(written: Writer) -> None:
    broken = "terima kasih 🙏 “ya” – é".encode().decode("cp1252", "replace")
    draft = read_collection(written("a.csv", f"content,score\n{broken},5\n“café…” – ’ok’ É…,4\n"))
    assert draft.rows[0][0] == broken
    assert "taken for cp1252): 1. Rows: 2" in sentences(draft)


def test_name_that_stands_for_the_nameless_is_told(written: Writer) -> None:
    rows = "".join(f"u_1f,teks nomor {n}\n" for n in range(60))
    draft = read_collection(written("a.csv", f"userName,content\n{rows}"))
    assert "“u_1f” stands in 60 rows" in sentences(draft)
