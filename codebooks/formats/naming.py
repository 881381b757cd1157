"""What a codebook is called when its file does not say."""

from __future__ import annotations

import re
from pathlib import Path

from codebooks.framework import Wording


def id_from(path: Path) -> str:
    """An id made from the file name: small letters, digits and underscores.

    >>> id_from(Path("Buku Kode 2.xlsx"))
    'buku_kode_2'
    """
    return re.sub(r"[^a-z0-9]+", "_", path.stem.casefold()).strip("_") or "codebook"


def name_from(path: Path) -> Wording:
    """The file name without its extension, in both languages."""
    return Wording(en=path.stem, id=path.stem)
