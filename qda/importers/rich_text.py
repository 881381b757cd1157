r"""Reads Rich Text Format (.rtf), as WordPad, TextEdit and old transcription programs write it.

Letters come as bytes of the code page of their font, or as `\u` escapes, of which emoji need
two. Cells of a table row are joined by tabs; a footnote stands at the end behind `[^1]`; hidden
and deleted text, pictures, headers and footers are not part of the text.
"""

from __future__ import annotations

from typing import Final

from qda.importers.body import body_of_lines
from qda.importers.draft import OriginalFile, SourceDraft
from qda.importers.drafting import drafted
from qda.importers.errors import Damaged
from qda.importers.options import ReadingOptions
from qda.importers.rich_text_walk import RichTextWalk

_START: Final = b"{\\rtf"


class RichText:
    """Rich Text Format, under the name .rtf or, as some programs do, .doc."""

    name = "rtf"
    extensions = (".rtf",)

    def reads(self, head: bytes, name: str) -> bool:
        """By the first bytes, which every such file has, whatever its name."""
        return bool(name) and head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_START)

    def read(self, original: OriginalFile, options: ReadingOptions) -> SourceDraft:
        """The draft of a Rich Text file.

        Raises:
            Damaged: its groups nest beyond reason.
            NoWords: it holds no words.
        """
        walk = RichTextWalk()
        start = original.content.find(_START)
        if not walk.read(original.content[start:]):
            raise Damaged(file=original.name, format="RTF", part="{ }")
        body = body_of_lines(walk.lines(), walk.left_out.notices())
        return drafted(original, body, options, format_name=self.name)
