"""The layouts of tables that are known by their headings, and the usual words for each role."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from models.vocabulary import CollectionKind, Technique
from qda.importers.draft import ColumnRole


@dataclass(frozen=True, slots=True)
class Layout:
    """A table that a known program writes: the headings that betray it and what they hold.

    `signatures` are sets of headings, exact to the letter; one of them must be there in full.
    """

    name: str
    kind: CollectionKind
    technique: Technique
    signatures: tuple[frozenset[str], ...] = ()
    roles: Mapping[str, ColumnRole] = field(default_factory=dict)

    def recognises(self, headings: Sequence[str]) -> bool:
        """Whether the headings are those of this layout."""
        present = frozenset(headings)
        return any(signature <= present for signature in self.signatures)


_R = ColumnRole

GOOGLE_PLAY: Final = Layout(
    "google_play",
    CollectionKind.REVIEWS,
    Technique.APP_REVIEW,
    (frozenset({"content", "score", "at"}), frozenset({"reviewId", "content", "score"})),
    {
        "reviewId": _R.IDENTIFIER,
        "userName": _R.USER,
        "userImage": _R.IGNORE,
        "content": _R.TEXT,
        "score": _R.STARS,
        "thumbsUpCount": _R.THUMBS_UP,
        "reviewCreatedVersion": _R.VERSION,
        "at": _R.DATE,
        "replyContent": _R.REPLY,
        "repliedAt": _R.REPLY_DATE,
        "appVersion": _R.VERSION,
        "appId": _R.APP,
    },
)

APP_STORE: Final = Layout(
    "app_store",
    CollectionKind.REVIEWS,
    Technique.APP_REVIEW,
    (
        frozenset({"review", "rating", "title", "userName"}),
        frozenset({"review", "rating", "isEdited"}),
        frozenset({"im:rating.label", "content.label"}),
        frozenset({"attributes.review", "attributes.rating"}),
    ),
    {
        "id": _R.IDENTIFIER,
        "title": _R.TITLE,
        "review": _R.TEXT,
        "rating": _R.STARS,
        "userName": _R.USER,
        "date": _R.DATE,
        "version": _R.VERSION,
        "developerResponse": _R.REPLY,
        "developerResponse.body": _R.REPLY,
        "developerResponse.modified": _R.REPLY_DATE,
        "app_name": _R.APP,
        "app_id": _R.APP,
        "id.label": _R.IDENTIFIER,
        "title.label": _R.TITLE,
        "content.label": _R.TEXT,
        "im:rating.label": _R.STARS,
        "author.name.label": _R.USER,
        "updated.label": _R.DATE,
        "im:version.label": _R.VERSION,
        "attributes.review": _R.TEXT,
        "attributes.rating": _R.STARS,
        "attributes.title": _R.TITLE,
        "attributes.userName": _R.USER,
        "attributes.date": _R.DATE,
        "attributes.developerResponse.body": _R.REPLY,
        "attributes.developerResponse.modified": _R.REPLY_DATE,
    },
)

NAMED_COLUMNS: Final = Layout("named_columns", CollectionKind.REVIEWS, Technique.APP_REVIEW)

# To add a layout (the tables of a survey service, say): write a `Layout` above with the exact
# headings that only that program writes as its signature, map the headings it always uses to
# roles (all others are guessed by `columns`), put it into this tuple before less particular
# ones, and add a file of it to tests/contracts/test_table_importers.py.
LAYOUTS: Final[tuple[Layout, ...]] = (GOOGLE_PLAY, APP_STORE)


def layout_of(headings: Sequence[str]) -> Layout:
    """The first layout that recognises the headings, or the one that goes by names alone."""
    return next((layout for layout in LAYOUTS if layout.recognises(headings)), NAMED_COLUMNS)


_USUAL: Final[Mapping[ColumnRole, str]] = {
    _R.IDENTIFIER: "reviewid reviewuuid idulasan ulasanid idreview uuid id",
    _R.TEXT: (
        "content review ulasan reviewtext textreview isiulasan teksulasan reviewcontent reviewbody "
        "komentar isikomentar comment comments commenttext text teks body reviews translatedreview "
        "isi pendapat opini kritik saran kritikdansaran masukan fulltext tweet message pesan"
    ),
    _R.TITLE: "title judul reviewtitle judululasan subject headline",
    _R.USER: (
        "username user pengguna namapengguna reviewername reviewer authorname author nickname "
        "penulis namaakun akun nama name"
    ),
    _R.STARS: (
        "score rating stars star bintang ratings skor starrating reviewrating ratingbintang "
        "jumlahbintang nilai rate"
    ),
    _R.DATE: (
        "at date reviewdate tanggal tanggalulasan tgl waktu waktuupload waktuunggah tanggalupload "
        "tanggalunggah uploaddate createdat publishedat postedat published created datetime "
        "timestamp updatedat updated lastupdated time"
    ),
    _R.VERSION: "reviewcreatedversion appversion version versi versiaplikasi reviewversion",
    _R.REPLY: (
        "replycontent replytext reply balasan isibalasan balasanpengembang tanggapanpengembang "
        "developerresponse developerreply developerresponsebody responsdeveloper"
    ),
    _R.REPLY_DATE: (
        "repliedat replydate replyat replieddate tanggalbalasan waktubalasan "
        "developerresponsedate developerresponsemodified"
    ),
    _R.THUMBS_UP: (
        "thumbsupcount thumbsup likes likecount jumlahsuka suka helpfulcount helpful votecount "
        "votes upvotes"
    ),
    _R.DEVICE: "device devicemodel perangkat gawai devicename tipehp merkhp",
    _R.LANGUAGE: "language lang bahasa reviewerlanguage reviewlanguage locale",
    _R.APP: "appid appname app aplikasi namaaplikasi packagename package application",
    _R.IGNORE: "userimage userimageurl avatar avatarurl profileimage image fotoprofil unnamed0",
}

WORDS: Final[Mapping[ColumnRole, frozenset[str]]] = {
    _R.TEXT: frozenset(
        {
            "review",
            "reviews",
            "ulasan",
            "komentar",
            "comment",
            "comments",
            "content",
            "teks",
            "text",
        }
    ),
    _R.STARS: frozenset({"rating", "stars", "bintang", "score", "skor"}),
    _R.DATE: frozenset({"date", "tanggal", "waktu", "time", "timestamp"}),
}
"""Words inside a longer heading that speak for a role, once the cells agree."""


def plain_heading(heading: str) -> str:
    """The heading as letters and digits only, lower case: "Waktu Upload" is "waktuupload"."""
    folded = unicodedata.normalize("NFKC", heading).casefold()
    return "".join(character for character in folded if character.isalnum())


def words_of(heading: str) -> frozenset[str]:
    """The words of a heading, at blanks, signs and inner capitals: "reviewText" has two."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return frozenset(re.findall(r"[^\W_]+", spaced.casefold()))


@cache
def usual_headings(role: ColumnRole) -> tuple[str, ...]:
    """The usual plain headings of a role, the surest first."""
    return tuple(_USUAL.get(role, "").split())


@cache
def _all_usual() -> frozenset[str]:
    return frozenset(word for role in _USUAL for word in usual_headings(role))


def is_usual_heading(text: str) -> bool:
    """Whether a cell reads like a heading that tables of reviews have."""
    return len(text) < 60 and plain_heading(text) in _all_usual()
