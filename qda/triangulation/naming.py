"""Finds themes and groups of a triangulation by what a researcher calls them."""

from __future__ import annotations

from models.errors import Refused
from qda.triangulation.reading import Triangulation, TriRow


class NoSuchTheme(Refused):
    """The triangulation has no such theme."""

    en = "“{which}” is no theme of this triangulation. Its themes: {known}."
    id = "“{which}” bukan tema dalam triangulasi ini. Temanya: {known}."


class NoSuchGroup(Refused):
    """The triangulation has no such group."""

    en = "“{which}” is no group of this triangulation. Its groups: {known}."
    id = "“{which}” bukan kelompok dalam triangulasi ini. Kelompoknya: {known}."


def theme_named(found: Triangulation, name: str) -> TriRow:
    """The theme with this id, this id without its framework, or this label.

    Raises:
        NoSuchTheme: there is none, or several.
    """
    wanted = name.strip().casefold()
    names = [(row.id, row.id.rpartition(":")[2], row.label) for row in found.rows]
    for at in range(3):
        rows = [
            row
            for row, called in zip(found.rows, names, strict=True)
            if called[at].casefold() == wanted
        ]
        if len(rows) == 1:
            return rows[0]
    known = ", ".join(f"{row.id} ({row.label})" for row in found.rows)
    raise NoSuchTheme(which=name, known=known or "–")


def group_named(found: Triangulation, name: str) -> str:
    """The id of the group with this id or this label.

    Raises:
        NoSuchGroup: there is none.
    """
    wanted = name.strip().casefold()
    for key in found.groups:
        if wanted in (key.id.casefold(), key.label.casefold(), key.id.partition(":")[2].casefold()):
            return key.id
    known = ", ".join(f"{key.id} ({key.label})" for key in found.groups)
    raise NoSuchGroup(which=name, known=known or "–")
