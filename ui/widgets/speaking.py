"""How a widget is worded: once when it is made, and anew when the language changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject
from shiboken6 import isValid

from qda.i18n import Speech


class Speaking:
    """A widget that words everything it shows in `retranslate`, from `speech`.

    A widget made of others names them in `speaking`, so that one call at the top relabels all; one
    that is made of few may pass the speech on in `retranslate` itself.
    """

    speech: Speech

    def set_speech(self, speech: Speech) -> None:
        """Word everything anew in another language."""
        for _ in self.rewording(speech):
            pass

    def rewording(self, speech: Speech) -> Iterator[None]:
        """The same in steps, one for each part: a large window would stand still meanwhile."""
        self.speech = speech
        for part in self.speaking():
            # Between two steps a part may be closed.
            if not isinstance(part, QObject) or isValid(part):
                yield from part.rewording(speech)
        self.retranslate()
        yield

    def speaking(self) -> Sequence[Speaking]:
        """What it is made of and words itself."""
        return ()

    def retranslate(self) -> None:
        """Set every text, tooltip and accessible name that is not of a part."""
        raise NotImplementedError
