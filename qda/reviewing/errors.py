"""Why a review cannot be sent, or what came back cannot be taken."""

from __future__ import annotations

from models.errors import Refused


class NothingToReview(Refused):
    """The displays say nothing yet, or nothing of them is open."""

    en = "There is nothing to be reviewed: the displays chosen have no cell that says anything."
    id = "Tidak ada yang dapat ditinjau: display yang dipilih belum berisi sel apa pun."


class NotAReview(Refused):
    """The file holds no table with the columns of a review."""

    en = (
        "“{file}” is no review of this program: the columns “Identifier” and “Check” are missing. "
        "Take the file that came back from the reviewer, as .xlsx or .docx."
    )
    id = (
        "“{file}” bukan berkas tinjauan dari program ini: kolom “Pengenal” dan “Pemeriksa” tidak "
        "ada. Gunakan berkas yang dikembalikan peninjau, berupa .xlsx atau .docx."
    )


class OtherStudy(Refused):
    """The rows of the file speak of another study."""

    en = "“{file}” is a review of another study. Open that study, and import it there."
    id = "“{file}” adalah tinjauan atas studi lain. Buka studi itu, lalu impor di sana."


class UnknownRound(Refused):
    """The study knows nothing of having sent the round."""

    en = (
        "“{file}” answers round {number}, which this study has not sent. If the sending was "
        "undone, redo it; else open the study that sent it."
    )
    id = (
        "“{file}” menjawab putaran {number}, yang tidak pernah dikirim studi ini. Jika "
        "pengirimannya diurungkan, ulangi; jika tidak, buka studi yang mengirimnya."
    )


class NothingSaid(Refused):
    """Nobody has written anything into the file."""

    en = "“{file}” holds neither a verdict nor a comment. Nothing was taken."
    id = "“{file}” tidak memuat putusan maupun komentar. Tidak ada yang diambil."


class RoundTaken(Refused):
    """Another round was sent in the meantime."""

    en = "Round {number} was sent in the meantime. Send this one again."
    id = "Putaran {number} sudah dikirim sementara itu. Kirim ulang yang ini."


class NoSuchRound(Refused):
    """There is no round of that number."""

    en = "There is no round {number}. There are: {known}."
    id = "Tidak ada putaran {number}. Yang ada: {known}."


class NoSuchNote(Refused):
    """There is no note of that number."""

    en = "There is no note {which}. “review list” shows those there are."
    id = "Tidak ada catatan {which}. “review list” menampilkan yang ada."


class EmptyAnswer(Refused):
    """An answer needs words, or must settle the note."""

    en = "Write an answer, or say that the note is settled."
    id = "Tulis jawaban, atau nyatakan catatan itu selesai."
