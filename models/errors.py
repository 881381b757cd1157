"""The refusals of the store, each of which words its own message in English and in Indonesian.

Two families keep *the world failed* apart from *we failed*: `Unavailable` and `Refused` are
told to the researcher as they stand; `Defect` is the program's own fault and goes to the log.
"""

from __future__ import annotations

from typing import ClassVar


class StudyError(Exception):
    """Root of every error a study raises; `say` words it in the language asked for.

    A subclass sets `en` and `id`, two templates filled from the facts given to the constructor:

    >>> class NoSuchCode(Refused):
    ...     en = "There is no code “{code}”."
    ...     id = "Tidak ada kode “{code}”."
    >>> NoSuchCode(code="X1").say("id")
    'Tidak ada kode “X1”.'
    """

    en: ClassVar[str] = "Something went wrong."
    id: ClassVar[str] = "Terjadi kesalahan."

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.say("en"))

    def say(self, language: str) -> str:
        """The message in `language` ("id" or "en"); what is wrong, where, and what to do."""
        template = self.id if language == "id" else self.en
        return template.format(**self.facts)


class Refused(StudyError):
    """What was asked cannot be done with this input; the study is as it was."""


class Unavailable(StudyError):
    """The world failed: a disk is full, a file is locked, a server does not answer."""


class Defect(StudyError):
    """We failed: a state the program promised never to reach."""

    en = "The program has made a mistake: {what}. Nothing was changed."
    id = "Program membuat kesalahan: {what}. Tidak ada yang diubah."
