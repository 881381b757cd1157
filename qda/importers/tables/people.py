"""User names of reviews: told apart without being kept, and never counted where they are none."""

from __future__ import annotations

import hmac
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

_ANONYMOUS: Final = frozenset(
    {
        "",
        "a google user",
        "google user",
        "pengguna google",
        "anonymous",
        "anonymous user",
        "anonim",
        "anon",
        "pengguna anonim",
        "tanpa nama",
        "unknown",
        "unknown user",
        "deleted user",
        "nan",
        "none",
        "null",
        "-",
    }
)
_STAND_IN_SHARE: Final = 0.2
_STAND_IN_ROWS: Final = 50


def is_anonymous(name: str) -> bool:
    """Whether the name is what a store writes for somebody without one.

    >>> is_anonymous("Pengguna  Google"), is_anonymous("Google Siti")
    (True, False)
    """
    return _folded(name) in _ANONYMOUS


def hashed(name: str, salt: bytes) -> str:
    """A short stable token for a user name, or "" for one without a name.

    HMAC-SHA256 (RFC 2104) of the name under the study's salt, its first 48 bits in hex: the same
    name gives the same token within a study and another one in the next. An empty answer means
    that each such review is an informant of its own.

    >>> hashed("Siti", b"study")
    'u_578efe1188fd'
    """
    return hashes([name], salt)[0]


def hashes(names: Sequence[str], salt: bytes) -> list[str]:
    """The token of each name, as `hashed` makes it; a name that comes again is hashed once."""
    keyed = hmac.new(salt, digestmod="sha256")
    made = {name: _token(_folded(name), keyed) for name in set(names)}
    return [made[name] for name in names]


def _token(folded: str, keyed: hmac.HMAC) -> str:
    if folded in _ANONYMOUS:
        return ""
    code = keyed.copy()
    code.update(folded.encode("utf-8", "surrogatepass"))
    return f"u_{code.hexdigest()[:12]}"


def stand_ins(names: Iterable[str]) -> dict[str, int]:
    """Names that stand in at least 50 rows and a fifth of all, with their counts.

    Nobody writes a fifth of an app's reviews: such a name is a store's word for the nameless, as
    hashed by whoever prepared the file.
    """
    counts = Counter(names)
    least = max(_STAND_IN_ROWS, _STAND_IN_SHARE * counts.total())
    return {
        name: count
        for name, count in counts.most_common(int(1 / _STAND_IN_SHARE))
        if count >= least and not is_anonymous(name)
    }


def _folded(name: str) -> str:
    plain = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return " ".join(plain.casefold().split())
