"""Reads plain text (.txt): the text exactly as it is, but for line ends and byte order mark."""

from __future__ import annotations

from qda.importers.body import body_of_text
from qda.importers.draft import OriginalFile, SourceDraft
from qda.importers.drafting import drafted
from qda.importers.options import ReadingOptions
from qda.importers.text_bytes import text_of


class PlainText:
    """Plain text in any encoding; takes whatever no other importer recognises."""

    name = "txt"
    extensions = (".txt", ".text", ".log")

    def reads(self, head: bytes, name: str) -> bool:
        """Always: this importer comes last, and refuses what turns out to be no text."""
        return bool(head or name)

    def read(self, original: OriginalFile, options: ReadingOptions) -> SourceDraft:
        """The draft of a plain text.

        Raises:
            NotText, NoWords: the bytes are no text, or hold no words.
        """
        found = text_of(original)
        body = body_of_text(found.text, found.notices)
        return drafted(original, body, options, format_name=self.name)
