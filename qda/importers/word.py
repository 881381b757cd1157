"""Reads Word documents (.docx): what a reader of the printed page would see, in its order.

Paragraphs and headings become lines; the cells of a table row are joined by tabs; list numbers,
letters and bullets are written out; a note stands at the end, its mark `[^1]` in the text and
before the note; a text box follows the paragraph it hangs on. Tracked insertions count as text,
deletions and hidden text do not, and a notice says so. Headers, footers and comments are not
part of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qda.importers.body import body_of_lines
from qda.importers.draft import OriginalFile, SourceDraft
from qda.importers.drafting import drafted
from qda.importers.errors import Damaged
from qda.importers.options import ReadingOptions
from qda.importers.package import Package, resolved_name
from qda.importers.word_text import WordText
from qda.importers.xml_part import attribute, local_name, xml_root

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORMAT: Final = "Word"
_ZIP: Final = b"PK\x03\x04"
_MAIN: Final = "word/document.xml"


class WordDocument:
    """Word 2007 and later, and what other programs save under that format."""

    name = "docx"
    extensions = (".docx", ".docm", ".dotx")

    def reads(self, head: bytes, name: str) -> bool:
        """A zip archive that begins with Word's parts, or is called a Word document."""
        if not head.startswith(_ZIP):
            return False
        if b"word/" in head:
            return True
        return name.lower().endswith(self.extensions) and b"content.xml" not in head

    def read(self, original: OriginalFile, options: ReadingOptions) -> SourceDraft:
        """The draft of a Word document.

        Raises:
            Damaged, PasswordNeeded, Hostile: the archive or its XML cannot be trusted.
            NoWords: the document is empty.
        """
        package = Package(original, _FORMAT)
        parts = _Parts(package, original.name)
        text = WordText(parts.styles(), parts.lists(), parts.notes())
        # Survey programs print a questionnaire with a body for each question.
        bodies = [each for each in parts.main() if local_name(each) == "body"]
        if not bodies:
            raise Damaged(file=original.name, format=_FORMAT, part=_MAIN)
        lines = text.lines(bodies)
        text.left_out.comments = "word/comments.xml" in package
        found = body_of_lines(lines, text.left_out.notices())
        return drafted(original, found, options, format_name=self.name)


class _Parts:
    """The parts of the package that hold text or say how it is numbered."""

    def __init__(self, package: Package, file: str) -> None:
        self._package = package
        self._file = file
        self._main = self._main_name()
        self._targets = self._relations(self._main)

    def main(self) -> _Element:
        """The root of the main part."""
        return self._root(self._main)

    def styles(self) -> _Element | None:
        """The root of the styles, where there are any."""
        return self._related("styles")

    def lists(self) -> _Element | None:
        """The root of the lists, where there are any."""
        return self._related("numbering")

    def notes(self) -> dict[str, _Element]:
        """The notes by kind and id: "footnote 2"."""
        notes: dict[str, _Element] = {}
        for kind in ("footnote", "endnote"):
            root = self._related(f"{kind}s")
            for note in root if root is not None else ():
                if local_name(note) == kind:
                    notes[f"{kind} {attribute(note, 'id')}"] = note
        return notes

    def _main_name(self) -> str:
        main = self._relations("").get("officeDocument", _MAIN)
        return main if main in self._package else _MAIN

    def _relations(self, part: str) -> dict[str, str]:
        folder, _, name = part.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels" if part else "_rels/.rels"
        targets: dict[str, str] = {}
        if relations not in self._package:
            return targets
        for relation in self._root(relations):
            kind = attribute(relation, "Type").rpartition("/")[2]
            if attribute(relation, "TargetMode") != "External":
                target = resolved_name(part, attribute(relation, "Target"))
                targets.setdefault(kind, target)
        return targets

    def _related(self, kind: str) -> _Element | None:
        name = self._targets.get(kind, "")
        return self._root(name) if name in self._package else None

    def _root(self, name: str) -> _Element:
        content = self._package.part(name)
        return xml_root(content, file=self._file, format_name=_FORMAT, part=name)
