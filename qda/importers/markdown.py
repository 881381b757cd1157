"""Reads Markdown: its marks stay, its character references become the characters they mean.

The text is the file's own, with `**`, `#` and `>` where the author put them, so that a position
can be found again in the original. One thing is changed, because nobody can read or search it
otherwise: a reference such as `&quot;` or `&#39;` becomes its character, and a notice says how
many there were.
"""

from __future__ import annotations

import re
from typing import Final

from qda.i18n import mark
from qda.importers.body import Line, body_of_lines
from qda.importers.character_references import resolved
from qda.importers.draft import Notice, OriginalFile, SourceDraft
from qda.importers.drafting import drafted
from qda.importers.options import ReadingOptions
from qda.importers.text_bytes import text_of

_HEADING: Final = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_FENCE: Final = re.compile(r" {0,3}(?:```|~~~)")


class Markdown:
    """Markdown as note-taking programs and podcast archives write it."""

    name = "md"
    extensions = (".md", ".markdown", ".mdown")

    def reads(self, head: bytes, name: str) -> bool:
        """By the name alone: the content of Markdown is plain text."""
        return bool(head) and name.lower().endswith(self.extensions)

    def read(self, original: OriginalFile, options: ReadingOptions) -> SourceDraft:
        """The draft of a Markdown file, its `#` lines known as headings.

        Raises:
            NotText, NoWords: the bytes are no text, or hold no words.
        """
        found = text_of(original)
        text, count = resolved(found.text)
        notices = found.notices
        if count:
            sentence = mark("Character references such as &quot; were read as characters: {count}.")
            notices = (*notices, Notice(sentence, (("count", count),)))
        body = body_of_lines(_lines(text), notices)
        return drafted(original, body, options, format_name=self.name)


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    in_code = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            in_code = not in_code
        heading = not in_code and _HEADING.match(line) is not None
        lines.append(Line(line, heading=heading))
    return lines
