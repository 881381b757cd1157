"""Reads OpenDocument texts (.odt) as LibreOffice and Google Docs write them.

The text is laid out as from a Word document: list numbers written out, table cells joined by
tabs, notes at the end behind `[^1]`, text boxes after the paragraph they hang on; deletions of
tracked changes, hidden text and comments left out, with notices.
"""

from __future__ import annotations

from typing import Final

from qda.importers.body import body_of_lines
from qda.importers.draft import OriginalFile, SourceDraft
from qda.importers.drafting import drafted
from qda.importers.errors import Damaged, PasswordNeeded
from qda.importers.opendocument_text import OpenDocumentText
from qda.importers.options import ReadingOptions
from qda.importers.package import Package
from qda.importers.xml_part import child, xml_root

_FORMAT: Final = "OpenDocument"
_ZIP: Final = b"PK\x03\x04"
_DEFLATED: Final = b"\x08\x00"
_TYPE: Final = b"application/vnd.oasis.opendocument.text"


class OpenDocument:
    """OpenDocument text documents and their templates."""

    name = "odt"
    extensions = (".odt", ".ott")

    def reads(self, head: bytes, name: str) -> bool:
        """A zip archive whose first part says it is an OpenDocument text, or is called one."""
        if not head.startswith(_ZIP):
            return False
        if _TYPE in head[:200] or _has_packed_type(head):
            return True
        return name.lower().endswith(self.extensions) and b"word/" not in head

    def read(self, original: OriginalFile, options: ReadingOptions) -> SourceDraft:
        """The draft of an OpenDocument text.

        Raises:
            Damaged, PasswordNeeded, Hostile: the archive or its XML cannot be trusted.
            NoWords: the document is empty.
        """
        package = Package(original, _FORMAT)
        _refuse_encrypted(package, original.name)
        roots = [
            xml_root(package.part(part), file=original.name, format_name=_FORMAT, part=part)
            for part in ("styles.xml", "content.xml")
            if part in package or part == "content.xml"
        ]
        body = child(roots[-1], "body", "text")
        if body is None:
            raise Damaged(file=original.name, format=_FORMAT, part="content.xml")
        text = OpenDocumentText(roots)
        lines = text.lines(body)
        found = body_of_lines(lines, text.left_out.notices())
        return drafted(original, found, options, format_name=self.name)


def _has_packed_type(head: bytes) -> bool:
    """Whether the first part is a type that is packed, against the rule, as some tools do."""
    return head[30:38] == b"mimetype" and head[8:10] == _DEFLATED and b"content.xml" in head


def _refuse_encrypted(package: Package, file: str) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in package and b"encryption-data" in package.part(manifest):
        raise PasswordNeeded(file=file)
