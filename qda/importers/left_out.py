"""Counts what of a document did not become text, so that nothing goes in silence."""

from __future__ import annotations

from dataclasses import dataclass

from qda.i18n import mark
from qda.importers.draft import Notice


@dataclass(slots=True)
class LeftOut:
    """How many places of a document were passed over, by the reason why."""

    deleted: int = 0
    hidden: int = 0
    pictures: int = 0
    embedded: int = 0
    comments: int = 0

    def notices(self) -> tuple[Notice, ...]:
        """A notice for each reason that occurred."""
        counted = (
            (mark("Deleted text of tracked changes was left out: {count} places."), self.deleted),
            (mark("Hidden text was left out: {count} places."), self.hidden),
            (mark("Pictures hold no text that can be coded here: {count}."), self.pictures),
            (mark("Embedded files were not read: {count}."), self.embedded),
        )
        notices = [Notice(text, (("count", count),)) for text, count in counted if count]
        if self.comments:
            notices.append(Notice(mark("The comments in the margin were not read.")))
        return tuple(notices)
