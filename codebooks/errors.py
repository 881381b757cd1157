"""The refusals of the codebook layer, worded in English and in Indonesian.

This layer knows nothing of studies, so its root stands beside `models.errors` and not upon it;
both answer `say(language)`, which is all that the edges of the program ask for.
"""

from __future__ import annotations

from typing import ClassVar


class CodebookError(Exception):
    """Root of what this layer refuses; a subclass sets `en` and `id`, filled from the facts."""

    en: ClassVar[str] = "The codebook cannot be used."
    id: ClassVar[str] = "Buku kode tidak dapat dipakai."

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.say("en"))

    def say(self, language: str) -> str:
        """The message in `language` ("id" or "en"); what is wrong, where, and what to do."""
        template = self.id if language == "id" else self.en
        return template.format(**self.facts)
